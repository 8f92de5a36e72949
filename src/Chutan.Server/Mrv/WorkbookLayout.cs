using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;

namespace Chutan.Server.Mrv;

/// <summary>Which sheets a workbook of months has, and their columns: one per table of the methodology that the plan
/// uses, one for the single figures, and one each for laboratory reports, ledgers and meters.</summary>
internal static class WorkbookLayout
{
    public const string Singles = "inputs";
    public const string Labs = "lab-reports";
    public const string Ledgers = "ledgers";
    public const string Meters = "power-meters";
    public const string Evidence = ":evidence";
    public const string Month = "month";
    public const string Facility = "facility";
    public const string How = "how";
    public const string Reason = "reason";

    private static readonly SheetColumn MonthColumn = new(Month, "月份", "", [.. Enumerable.Range(1, 12)
        .Select(m => Chutan.Market.Kernel.Text.Of(m))], "1–12");

    public static readonly ImmutableArray<SheetColumn> LabColumns =
    [
        MonthColumn, Plain("number", "报告编号"), Plain("laboratory", "检测机构"), Plain("accreditation", "资质认定编号 CMA/CNAS"),
        Plain("sample", "样品编号"), Plain("fuel", "燃料"), Day("sampledFrom", "采样自"), Day("sampledThrough", "采样至"),
        Day("receivedOn", "收样日期"), Day("testedOn", "检测日期"), Day("issuedOn", "出具日期"),
        Share("ncv", "收到基低位发热量", "GJ/t"), Share("carbon", "收到基碳", "%"), Share("hydrogen", "氢", "%"),
        Share("oxygen", "氧", "%"), Share("sulphur", "全硫", "%"), Share("totalMoisture", "全水分", "%"),
        Share("innerMoisture", "空干基水分", "%"), Plain("verificationCode", "二维码内容"), YesNo("stamped", "盖章"),
        Plain("document", "扫描件（文件名或哈希）"),
    ];

    public static readonly ImmutableArray<SheetColumn> LedgerColumns =
    [
        MonthColumn, Plain("fuel", "燃料"), Plain("opening", "期初库存"), Plain("received", "购入"), Plain("consumed", "消耗"),
        Plain("closing", "期末库存"), Plain("runningDays", "运行天数"), Plain("subSamples", "子样天数"),
        Share("dailyMoisture", "日全水分平均", "%"), YesNo("retained", "留样"), Plain("document", "台账（文件名或哈希）"),
    ];

    public static readonly ImmutableArray<SheetColumn> MeterColumns =
    [
        MonthColumn, Plain("meter", "电表"), Share("mwh", "电量", "MWh"), Plain("certificates", "绿证编号"),
        Plain("document", "单据（文件名或哈希）"),
    ];

    /// <summary>The sheet of a table; those of a further module have its sector before them.</summary>
    public static string SheetOf(ModuleMethod module, string table) =>
        module.IsMain ? table : $"{module.Sector}.{table}";

    /// <summary>The columns of a table's sheet, or of the single figures.</summary>
    public static ImmutableArray<SheetColumn> Of(ImmutableArray<InputDefinition> figures, ModuleMethod module) =>
    [
        MonthColumn,
        new(Facility, "设施", "", [.. module.Plan.Facilities.Select(f => f.Id).Where(module.Covers)
            .Prepend(module.IsMain ? "" : null).OfType<string>()], "方案中的设施编号"),
        .. figures.SelectMany(Columns),
        new(How, "获取方式", "", ["measured", "calculated", "default", "estimated"], "空白为实测"),
        Plain(Reason, "原因"),
    ];

    private static IEnumerable<SheetColumn> Columns(InputDefinition figure)
    {
        var unit = figure.Unit.Symbol == "1" ? "" : figure.Unit.Symbol;
        var least = figure.Least is { } l ? (l / figure.Unit.Scale).Shown(6) : "…";
        var most = figure.Most is { } m ? (m / figure.Unit.Scale).Shown(6) : "…";
        yield return new SheetColumn(figure.Name, figure.Zh, unit, [.. figure.Options.Select(o => o.Code)],
            figure.IsChoice ? "选择" : $"{least}–{most}" + (Substituting.HasDefault(figure) ? "，可空" : ""));
        if (!figure.IsChoice)
            yield return new SheetColumn(figure.Name + Evidence, "证据", "", [], "文件名、哈希或 lab:报告编号，分号隔开");
    }

    private static SheetColumn Plain(string key, string zh) => new(key, zh, "", [], "");
    private static SheetColumn Day(string key, string zh) => new(key, zh, "", [], "2024-07-01");
    private static SheetColumn Share(string key, string zh, string unit) => new(key, zh, unit, [], "");
    private static SheetColumn YesNo(string key, string zh) => new(key, zh, "", ["yes", "no"], "");
}
