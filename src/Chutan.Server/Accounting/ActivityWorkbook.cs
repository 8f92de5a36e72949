using System.Globalization;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;

namespace Chutan.Server.Accounting;

/// <summary>活动数据的 Excel: a sheet for each methodology the company's sources use, a row for each of its sources and
/// months. What was entered already stands in it.</summary>
internal static class ActivityWorkbook
{
    public const string Source = "source";
    public const string SourceName = "name";
    public const string Month = "month";
    public const string Quality = "quality";
    public const string Certificates = "certificates";
    public const string Evidence = "evidence";
    public const string Note = "note";

    /// <summary>The columns of a methodology's sheet.</summary>
    public static ImmutableArray<SheetColumn> Columns(Methodology method) =>
    [
        new(Source, "排放源编号", "", [], "勿改"), new(SourceName, "排放源", "", [], "仅供查看"),
        new(Month, "月份", "", [.. Enumerable.Range(1, Inventory.MonthsOfYear).Select(m => Text.Of(m))], "1–12"),
        .. SourceMethods.FiguresOf(method).Select(f => new SheetColumn(f.Name, f.Zh,
            f.Unit.Symbol == "1" ? "" : f.Unit.Symbol, [],
            f.IsOptional || f.MissingText.Length > 0 ? "可空" : "必填；没有排放填 0")),
        new(Quality, "数据质量", "", ["measured", "calculated", "estimated"], "空白为 calculated"),
        .. SourceMethods.CertifiedOf(method) is null ? (ReadOnlySpan<SheetColumn>)[]
            : [new SheetColumn(Certificates, "绿证", "", [], "编号=MWh，分号隔开")],
        new(Evidence, "凭证", "", [], "文件名或哈希，分号隔开；measured 必填"), new(Note, "备注", "", [], ""),
    ];

    public static byte[] Template(Inventory of, AccountingState books, QuantificationState methods)
    {
        var forms = new List<SheetForm>();
        foreach (var group in books.SourcesOf(of.Participant).GroupBy(s => (s.Methodology, s.Version)))
        {
            var method = methods.Find(group.Key.Methodology, group.Key.Version)!; // a source names a published one
            var rows = new List<Dictionary<string, string>>();
            foreach (var source in group)
                for (var month = 1; month <= Inventory.MonthsOfYear; month++)
                    if (of.Find(month, source.Id) is { } entry) rows.Add(Filled(source, entry));
                    else if (source.RunsIn(of.Year, month) && books.Find(source.Site, of.Participant)
                        ?.In(of.Year, month) is { IsActive: true }) rows.Add(Begun(source, month));
            if (rows.Count > 0) forms.Add(new SheetForm(NameOf(method), Columns(method), rows));
        }
        return SheetForms.Workbook(forms);
    }

    /// <summary>A sheet's name has at most 31 characters.</summary>
    public static string NameOf(Methodology method) => method.Id.Length > 31 ? method.Id[..31] : method.Id;

    private static Dictionary<string, string> Begun(EmissionSource source, int month) => new()
    {
        [Source] = source.Id.ToString(),
        [SourceName] = source.NameZh,
        [Month] = month.ToString(CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Filled(EmissionSource source, ActivityEntry entry)
    {
        var cells = Begun(source, entry.Month);
        foreach (var figure in entry.Given.Figures)
            cells[figure.Name] = figure.Unit.Length == 0 ? figure.Value : $"{figure.Value} {figure.Unit}";
        cells[Quality] = entry.Quality.ToString().ToLowerInvariant();
        cells[Certificates] = string.Join("; ", entry.Given.Certificates
            .Select(c => $"{c.Reference}={Text.Of(c.Quantity)}"));
        cells[Evidence] = string.Join("; ", entry.Given.Evidence);
        cells[Note] = entry.Note;
        return cells;
    }
}
