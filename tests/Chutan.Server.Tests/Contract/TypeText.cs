using System.Text.RegularExpressions;

namespace Chutan.Tests.Contract;

/// <summary>A type of the browser app's contract.</summary>
internal abstract record Shape
{
    /// <summary>A name, with the types in its angle brackets.</summary>
    public sealed record Named(string Name, ImmutableArray<Shape> Of) : Shape;
    public sealed record Literal(string Text) : Shape;
    public sealed record Many(Shape Of) : Shape;
    public sealed record Either(ImmutableArray<Shape> Of) : Shape;
    public sealed record All(ImmutableArray<Shape> Of) : Shape;
    public sealed record Fields(ImmutableArray<(string Name, Shape Of, bool MayLack)> Members) : Shape;
}

/// <summary>Reads the interfaces and type names of the contract's TypeScript files; just as much of the language as
/// they
/// use.</summary>
internal sealed partial class TypeText
{
    private readonly string[] tokens;
    private int at;

    private TypeText(string text) => tokens = [.. Token().Matches(Comment().Replace(text, "")).Select(m => m.Value)];

    /// <summary>Every declared type by name, with its own parameter names.</summary>
    public static Dictionary<string, (ImmutableArray<string> Parameters, Shape Shape)> Read(IEnumerable<string> files)
    {
        var types = new Dictionary<string, (ImmutableArray<string>, Shape)>(StringComparer.Ordinal);
        foreach (var file in files) new TypeText(file).File(types);
        return types;
    }

    private void File(Dictionary<string, (ImmutableArray<string>, Shape)> types)
    {
        while (at < tokens.Length)
        {
            if (Take("import"))
            {
                while (!Take(";")) at++;
                continue;
            }
            Expect("export");
            if (Take("interface"))
            {
                var (name, parameters) = (tokens[at++], Parameters());
                var parts = ImmutableArray.CreateBuilder<Shape>();
                if (Take("extends"))
                    do parts.Add(Postfix());
                    while (Take(","));
                parts.Add(Postfix());
                types.Add(name, (parameters, new Shape.All(parts.ToImmutable())));
            }
            else
            {
                Expect("type");
                var (name, parameters) = (tokens[at++], Parameters());
                Expect("=");
                types.Add(name, (parameters, Union()));
                Expect(";");
            }
        }
    }

    private ImmutableArray<string> Parameters()
    {
        if (!Take("<")) return [];
        var names = ImmutableArray.CreateBuilder<string>();
        do names.Add(tokens[at++]);
        while (Take(","));
        Expect(">");
        return names.ToImmutable();
    }

    private Shape Union()
    {
        Take("|");
        var parts = new List<Shape>();
        do parts.Add(Intersection());
        while (Take("|"));
        return parts.Count == 1 ? parts[0] : new Shape.Either([.. parts]);
    }

    private Shape Intersection()
    {
        var parts = new List<Shape>();
        do parts.Add(Postfix());
        while (Take("&"));
        return parts.Count == 1 ? parts[0] : new Shape.All([.. parts]);
    }

    private Shape Postfix()
    {
        var shape = Primary();
        while (Take("["))
        {
            Expect("]");
            shape = new Shape.Many(shape);
        }
        return shape;
    }

    private Shape Primary()
    {
        if (Take("("))
        {
            var inner = Union();
            Expect(")");
            return inner;
        }
        if (Take("{"))
        {
            var members = ImmutableArray.CreateBuilder<(string, Shape, bool)>();
            while (!Take("}"))
            {
                var name = tokens[at++];
                var mayLack = Take("?");
                Expect(":");
                members.Add((name, Union(), mayLack));
                if (!Take(";")) Take(",");
            }
            return new Shape.Fields(members.ToImmutable());
        }
        var token = tokens[at++];
        if (token[0] == '\'') return new Shape.Literal(token.Trim('\''));
        if (!Take("<")) return new Shape.Named(token, []);
        var of = ImmutableArray.CreateBuilder<Shape>();
        do of.Add(Union());
        while (Take(","));
        Expect(">");
        return new Shape.Named(token, of.ToImmutable());
    }

    private bool Take(string token)
    {
        if (at >= tokens.Length || tokens[at] != token) return false;
        at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw new FormatException($"Expected {token} at {string.Join(' ', tokens.Skip(at).Take(6))}.");
    }

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"'[^']*'|\w+|[^\s\w]")]
    private static partial Regex Token();
}
