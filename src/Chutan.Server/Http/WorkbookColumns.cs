using System.Globalization;

namespace Chutan.Server.Http;

/// <summary>A share of one, to be shown as a percentage.</summary>
internal readonly record struct Percentage(decimal Share);

/// <summary>An amount in yuan.</summary>
internal readonly record struct Yuan(decimal Amount);

/// <summary>A column of a list as people read it in a workbook: a text in the reader's language only, money in yuan, a
/// share as a percentage, a code by its name.</summary>
internal sealed class WorkbookColumn
{
    private const string Fen = "fen";
    private readonly Columns column;
    private readonly Columns? unit;
    private readonly Heading? heading;
    private readonly bool english;

    private WorkbookColumn(Columns column, string name, Columns? unit, Heading? heading, bool english)
    {
        (this.column, this.unit, this.heading, this.english) = (column, unit, heading, english);
        Name = name;
    }

    /// <summary>The column as the API names it, without the language.</summary>
    public string Name { get; }

    /// <summary>What stands over it; null when nobody gave it words.</summary>
    public Bilingual? Words => heading?.Words;

    public string Title => Words is { } words ? english ? words.En : words.Zh : Name;

    public static IReadOnlyList<WorkbookColumn> Of(Type row, bool english)
    {
        var columns = Columns.Of(row);
        var unit = columns.FirstOrDefault(c => c.Name == "unit");
        var (kept, left) = english ? (".en", ".zh") : (".zh", ".en");
        return [.. columns.Where(c => !c.InOneLanguage || !c.Name.EndsWith(left, StringComparison.Ordinal)).Select(c =>
        {
            var name = c.InOneLanguage ? c.Name[..^kept.Length] : c.Name;
            return new WorkbookColumn(c, name, unit, Headings.Find(row, name), english);
        })];
    }

    /// <summary>The value of a row as it is shown.</summary>
    public object? Value(object row) => (heading?.Shown, column.Value(row)) switch
    {
        (_, null or "") => null,
        (_, bool yes) => english ? yes ? "Yes" : "No" : yes ? "是" : "否",
        ("percent", var share) => Number(share) is { } known ? new Percentage(known) : share,
        ("yuan", var fen) => Number(fen) is { } known ? new Yuan(known / 100m) : fen,
        ("number", var text) => Number(text) is { } known ? known : text,
        ("counted", string text) => text == Fen ? english ? "CNY" : "元" : text,
        ("counted", long count) => unit?.Value(row) is Fen ? new Yuan(count / 100m) : count,
        ({ Length: > 0 } kind, var code) when Names.Find($"{kind}:{Chutan.Market.Kernel.Text.Of(code)}") is { } words =>
            english ? words.En : words.Zh,
        (_, long fen) when column.Name.EndsWith("Fen", StringComparison.Ordinal) => new Yuan(fen / 100m),
        (_, var value) => value,
    };

    private static decimal? Number(object value) => value switch
    {
        decimal known => known,
        string text when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var read) =>
            read,
        long or int => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
