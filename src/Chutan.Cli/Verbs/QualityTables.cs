using System.Globalization;
using Chutan.Simulation.Report;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>Prints what the data-quality checks found in the year: frauds caught and missed, and the record of each
/// check.</summary>
internal static class QualityTables
{
    public static void Print(QualityReport quality, IAnsiConsole to)
    {
        var whole = new Table { Title = new TableTitle("数据质量 data quality"), Border = TableBorder.Simple };
        whole.AddColumns("方案 plans", "月度存证 months", "逾期 late", "缺省代替 substituted", "校核退回 refused",
            "预警 alerts", "少报 concealed, t", "未发现 undetected, t");
        whole.AddRow(Whole(quality.Plans), Whole(quality.Months), Whole(quality.LateMonths),
            Whole(quality.SubstitutedMonths), Whole(quality.RefusedMonths), Whole(quality.Alerts),
            Whole(quality.Concealed), Whole(quality.Undetected));
        to.Write(whole);
        Frauds(quality, to);
        Checks(quality, to);
    }

    private static void Frauds(QualityReport quality, IAnsiConsole to)
    {
        var table = new Table { Title = new TableTitle("设定的造假 seeded frauds"), Border = TableBorder.Simple };
        table.AddColumns("编号 no.", "手法 how", "单位 entity", "少报 concealed, t", "由校核发现 caught by checks",
            "同时触发 also fired");
        foreach (var fraud in quality.Frauds)
            table.AddRow(fraud.Id, Markup.Escape($"{fraud.Name.Zh}\n{fraud.Name.En}"), Markup.Escape(fraud.Entity.Zh),
                Whole(fraud.Concealed), fraud.Missed ? "未发现 missed" : string.Join(", ", fraud.CaughtBy),
                string.Join(", ", fraud.AlsoFired));
        to.Write(table);
    }

    private static void Checks(QualityReport quality, IAnsiConsole to)
    {
        var table = new Table { Title = new TableTitle("各校核记录 record of each check"), Border = TableBorder.Simple };
        table.AddColumns("校核 check", "规则 rule", "核对对象 looked at", "单位 entities", "退回 refused",
            "预警 alerts", "误报率 false alarms", "涉及诚实单位 honest entities");
        foreach (var check in quality.Checks)
            table.AddRow(check.Check, Markup.Escape($"{check.Name.Zh} {check.Name.En}"), Whole(check.Things),
                Whole(check.Entities), Whole(check.Refused), Whole(check.Raised),
                check.Closed == 0 ? "—" : Share(check.FalseAlarms, check.Closed), Whole(check.Honest));
        to.Write(table);
        to.MarkupLine(Markup.Escape($"{quality.Numbers} 项校核中 {quality.Ran} 项有数据可查；"
            + $"无数据：{Listed(quality.Idle)}"));
        to.MarkupLine(Markup.Escape($"{quality.Ran} of {quality.Numbers} checks had data to look at; none: "
            + Listed(quality.Idle)));
    }

    private static string Listed(ImmutableArray<string> numbers) => numbers.IsEmpty ? "—"
        : string.Join(", ", numbers);

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(int part, int of) =>
        (100m * part / of).ToString("0", CultureInfo.InvariantCulture) + " %";
}
