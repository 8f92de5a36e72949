using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Http;
using NodaTime.Text;

namespace Chutan.Server.Operations;

internal static class OperationRefusals
{
    public static readonly RefusalCode UnknownField = new("operations.unknown-field",
        "没有名为 {field} 的栏目，或重复填写。", "There is no field {field}, or it is there twice.");
    public static readonly RefusalCode MissingField = new("operations.missing-field",
        "请填写“{zh}”（{field}）。", "'{en}' ({field}) has to be filled in.");
    public static readonly RefusalCode WrongField = new("operations.wrong-field",
        "“{zh}”（{field}）应为{wantedZh}。", "'{en}' ({field}) has to be {wantedEn}.");
}

/// <summary>Reads a form that was filled in as a command, and refuses what is not exactly one by the name of the field:
/// a field too many, one missing, or one of the wrong kind.</summary>
internal static class OperationBody
{
    private const int LongestText = 2_000;
    private const int MostRows = 8_189;

    /// <summary>What the market's whole numbers and dates can be on a form; more is a slip of the hand.</summary>
    private static readonly FrozenDictionary<string, (long Least, long Most)> Ranges =
        new Dictionary<string, (long, long)>
        {
            ["integer"] = (0, 9_007_199_254_740_991), ["count"] = (0, 999_999_999), ["year"] = (2001, 2099),
            ["tonnes"] = (0, 999_999_999),
            ["money"] = (0, 100_000_000_000_000), ["rate"] = (0, 10_000_000_000), ["decimal"] = (0, 1_000_000_000),
            ["date"] = (2001, 2099),
        }.ToFrozenDictionary();

    public static Command Read(Operation operation, JsonElement body)
    {
        try
        {
            var filled = Record(body, operation.Fields, operation, "");
            return (Command)filled.Deserialize(operation.Command, WireJson.Options)!; // an object is never null
        }
        // Text that is no Unicode; or a number the command has no room for.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw RefusedException.Malformed("body", "JSON");
        }
    }

    private static JsonObject Record(JsonElement body, IReadOnlyList<OperationField> fields, Operation operation,
        string path)
    {
        if (body.ValueKind != JsonValueKind.Object) throw RefusedException.Malformed(path + "body", "{ … }");
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in body.EnumerateObject())
            if (fields.All(f => f.Name != property.Name) || !given.TryAdd(property.Name, property.Value))
                throw RefusedException.Of(422, OperationRefusals.UnknownField, ("field", path + property.Name));
        var filled = new JsonObject();
        foreach (var field in fields)
            filled[field.Name] = given.TryGetValue(field.Name, out var value) && !IsEmpty(value)
                ? Value(value, field, operation, path)
                : field.Required ? throw Missing(field, path)
                : operation.MayBeEmpty.Contains(field.Name) ? "" : null;
        return filled;
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Null
        || value.ValueKind == JsonValueKind.String && Reasons.IsBlank(value.GetString());

    private static JsonNode? Value(JsonElement value, OperationField field, Operation operation, string path)
    {
        if (field.Type == "record") return Record(value, field.Fields, operation, $"{path}{field.Name}.");
        if (field.Type != "list")
            return Fits(value, field) ? JsonValue.Create(value) : throw Wrong(field, path);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() is 0 or > MostRows)
            throw Wrong(field, path);
        return new JsonArray(
            [.. value.EnumerateArray().Select((row, i) =>
                Record(row, field.Fields, operation, $"{path}{field.Name}[{i + 1}]."))]);
    }

    private static bool Fits(JsonElement value, OperationField field) => field.Type switch
    {
        "text" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= LongestText,
        "yesNo" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "choice" => value.ValueKind == JsonValueKind.String && field.Choices.Any(c => c.Code == value.GetString()),
        "choices" => value.ValueKind == JsonValueKind.String && AreChoices(value.GetString()!, field),
        "date" => value.ValueKind == JsonValueKind.String
            && LocalDatePattern.Iso.Parse(value.GetString()!) is { Success: true } date
            && Within(date.Value.Year, field.Type),
        "decimal" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number)
            && Within(number, field.Type),
        _ => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) && Within(whole, field.Type),
    };

    private static bool AreChoices(string text, OperationField field)
    {
        var codes = text.Split(", ");
        return codes.Distinct(StringComparer.Ordinal).Count() == codes.Length
            && codes.All(code => field.Choices.Any(c => c.Code == code));
    }

    private static bool Within(decimal number, string type) =>
        number >= Ranges[type].Least && number <= Ranges[type].Most;

    private static RefusedException Missing(OperationField field, string path) =>
        RefusedException.Of(422, OperationRefusals.MissingField, ("field", path + field.Name), ("zh", field.Label.Zh),
            ("en", field.Label.En));

    private static RefusedException Wrong(OperationField field, string path)
    {
        var wanted = Wanted(field);
        return RefusedException.Of(422, OperationRefusals.WrongField, ("field", path + field.Name),
            ("zh", field.Label.Zh), ("en", field.Label.En), ("wantedZh", wanted.Zh), ("wantedEn", wanted.En));
    }

    private static Bilingual Wanted(OperationField field) => field.Type switch
    {
        "text" => new($"不超过 {LongestText} 字的文字", $"a text of at most {LongestText} characters"),
        "yesNo" => new("是（true）或否（false）", "yes (true) or no (false)"),
        "choice" => new("以下之一：" + Codes(field), "one of " + Codes(field)),
        "choices" => new("以下各项，以逗号分隔：" + Codes(field), "some of these with commas between: " + Codes(field)),
        "date" => new("日期，如 2024-07-01", "a date such as 2024-07-01"),
        "list" => new($"1 至 {MostRows} 行", $"1 to {MostRows} rows"),
        "decimal" => new($"{Span(field.Type)} 之间的数", $"a number between {Span(field.Type)}"),
        _ => new($"{Span(field.Type)} 之间的整数", $"a whole number between {Span(field.Type)}"),
    };

    private static string Span(string type) => $"{Ranges[type].Least}–{Ranges[type].Most}";

    private static string Codes(OperationField field) => string.Join(", ", field.Choices.Select(c => c.Code));
}
