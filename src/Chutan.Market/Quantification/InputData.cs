namespace Chutan.Market.Quantification;

/// <summary>A figure as somebody gave it: text and perhaps a unit, with where it stood and what proves it.</summary>
/// <param name="Unit">Empty means the unit the methodology asks for.</param>
public sealed record GivenValue(
    string Name, string Text, string Unit, ImmutableArray<string> Evidence, Place Place);

public sealed record GivenRow(ImmutableArray<GivenValue> Values, Place Place)
{
    public GivenValue? Find(string name) => Values.FirstOrDefault(v => v.Name == name);
}

public sealed record GivenTable(string Name, ImmutableArray<GivenRow> Rows, Place Place);

/// <summary>What is put into a methodology: the report's year, region and months, single figures, rows, and the factors
/// the reporter says were used, which must be those the methodology takes.</summary>
public sealed record InputData(
    int Year, string Region, int FromMonth, int ThroughMonth, ImmutableArray<GivenValue> Values,
    ImmutableArray<GivenTable> Tables, ImmutableArray<GivenValue> StatedFactors, Place Place)
{
    public const string MonthColumn = "month";
}

/// <summary>试算: a value put in place of the given, the fixed or the published one. The result says so and may never
/// be issued.</summary>
public sealed record Override(string Name, string Text, string Unit)
{
    /// <summary>Reads <c>name=value</c> or <c>name=value unit</c>; null when it is neither.</summary>
    public static Override? Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1) return null;
        var value = text[(equals + 1)..].Trim();
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new Override(text[..equals].Trim(), value, "")
            : new Override(text[..equals].Trim(), value[..space], value[(space + 1)..].Trim());
    }
}
