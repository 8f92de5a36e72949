using System.Text.Json;

namespace Chutan.Tests.Contract;

/// <summary>The contract with the browser app, as its own type files state it; checks answers against it field by
/// field.</summary>
internal sealed class WebContract
{
    private readonly Dictionary<string, (ImmutableArray<string> Parameters, Shape Shape)> types =
        TypeText.Read(Directory.GetFiles(Repository.At("web", "src", "api", "types"), "*.ts")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText));

    /// <summary>Everything in which an answer is not what the type says; empty when it fits.</summary>
    public IReadOnlyList<string> Differences(JsonElement answer, string type)
    {
        var problems = new List<string>();
        var shape = type.StartsWith("Page<", StringComparison.Ordinal)
            ? new Shape.Named("Page", [new Shape.Named(type[5..^1], [])])
            : new Shape.Named(type, []);
        Check(answer, shape, type, problems);
        return problems;
    }

    private void Check(JsonElement value, Shape shape, string path, List<string> problems)
    {
        switch (shape)
        {
            case Shape.Literal literal:
                if (value.ValueKind != JsonValueKind.String || value.GetString() != literal.Text)
                    problems.Add($"{path}: {value.GetRawText()} is not '{literal.Text}'");
                break;
            case Shape.Many many:
                if (value.ValueKind != JsonValueKind.Array) problems.Add($"{path} is not a list");
                else
                    foreach (var item in value.EnumerateArray().Take(60)) Check(item, many.Of, path + "[]", problems);
                break;
            case Shape.Either either: CheckEither(value, either, path, problems); break;
            case Shape.All all:
                foreach (var part in all.Of) Check(value, part, path, problems);
                break;
            case Shape.Fields fields: CheckFields(value, fields, path, problems); break;
            case Shape.Named named: CheckNamed(value, named, path, problems); break;
        }
    }

    private void CheckEither(JsonElement value, Shape.Either either, string path, List<string> problems)
    {
        List<string>? first = null;
        foreach (var option in either.Of)
        {
            var here = new List<string>();
            Check(value, option, path, here);
            if (here.Count == 0) return;
            first ??= here;
        }
        var words = either.Of.OfType<Shape.Literal>().Select(l => l.Text).ToList();
        problems.AddRange(words.Count == either.Of.Length
            ? [$"{path}: {value.GetRawText()} is none of {string.Join(", ", words)}"]
            : first ?? []);
    }

    private void CheckFields(JsonElement value, Shape.Fields fields, string path, List<string> problems)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path}: {value.GetRawText()} is not an object");
            return;
        }
        foreach (var (name, of, mayLack) in fields.Members)
            if (value.TryGetProperty(name, out var field)) Check(field, of, $"{path}.{name}", problems);
            else if (!mayLack) problems.Add($"{path}.{name} is missing");
    }

    private void CheckNamed(JsonElement value, Shape.Named named, string path, List<string> problems)
    {
        JsonValueKind[]? kinds = named.Name switch
        {
            "string" => [JsonValueKind.String],
            "number" => [JsonValueKind.Number],
            "boolean" => [JsonValueKind.True, JsonValueKind.False],
            "null" => [JsonValueKind.Null],
            "Record" => [JsonValueKind.Object],
            _ => null,
        };
        if (kinds is not null)
        {
            if (!kinds.Contains(value.ValueKind)) problems.Add($"{path}: {value.GetRawText()} is not {named.Name}");
            return;
        }
        var (parameters, shape) = types[named.Name];
        Check(value, Bind(shape, parameters.Zip(named.Of).ToDictionary(p => p.First, p => p.Second)), path, problems);
    }

    private static Shape Bind(Shape shape, Dictionary<string, Shape> known) => known.Count == 0 ? shape : shape switch
    {
        Shape.Named n => n.Of.IsEmpty && known.TryGetValue(n.Name, out var bound)
            ? bound : n with { Of = [.. n.Of.Select(o => Bind(o, known))] },
        Shape.Many m => new Shape.Many(Bind(m.Of, known)),
        Shape.Either e => new Shape.Either([.. e.Of.Select(o => Bind(o, known))]),
        Shape.All a => new Shape.All([.. a.Of.Select(o => Bind(o, known))]),
        Shape.Fields f => new Shape.Fields([.. f.Members.Select(m => (m.Name, Bind(m.Of, known), m.MayLack))]),
        _ => shape,
    };
}
