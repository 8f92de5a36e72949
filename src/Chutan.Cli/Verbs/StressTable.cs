using System.Globalization;
using Chutan.Market.Oversight;
using Chutan.Simulation.Year;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>Prints how the stressed market was watched and steadied.</summary>
internal static class StressTable
{
    public static void Print(StressReport stress, IAnsiConsole console)
    {
        var table = new Table { Title = new TableTitle("压力情景 stress"), Border = TableBorder.Rounded };
        table.AddColumn("事项 what").AddColumn("结果 outcome");
        table.AddRow("触发 trigger fired", Day(stress.TriggeredOn));
        table.AddRow("涨跌停日 limit days", string.Join(" ", stress.LimitDays.Select(d => Day(d))));
        table.AddRow("专家表决 committee vote", $"{Whole(stress.InFavour)} / {Whole(stress.Seats)}");
        table.AddRow("公布 announced", Day(stress.AnnouncedOn));
        table.AddRow("投放 released, t", Whole(stress.Released));
        table.AddRow("金额 proceeds, CNY", (stress.ReleasedForFen / 100m).ToString("N2", CultureInfo.InvariantCulture));
        table.AddRow("退回储备 returned, t", Whole(stress.Returned));
        table.AddRow("对敲 wash-trade ring", Caught(stress.WashRingCaught));
        table.AddRow("虚假申报 spoofer", Caught(stress.SpooferCaught));
        table.AddRow("预警 alerts", string.Join(", ", stress.Alerts.Select(a => $"{Name(a.Detector)} {Whole(a.Count)}")));
        console.Write(table);
    }

    private static string Name(string detector) => detector switch
    {
        nameof(Detector.WashTrading) => "对敲 wash trading",
        nameof(Detector.CircularTrading) => "循环交易 circular trading",
        nameof(Detector.Spoofing) => "虚假申报 spoofing",
        nameof(Detector.MarkingTheClose) => "尾市操纵 marking the close",
        nameof(Detector.Cornering) => "履约前囤积 cornering",
        nameof(Detector.FrontRunning) => "抢先交易 front-running",
        _ => detector,
    };

    private static string Caught(bool caught) => caught ? "已发现 caught" : "未发现 missed";
    private static string Whole(long n) => n.ToString("N0", CultureInfo.InvariantCulture);
    private static string Day(LocalDate? date) => date is { } d ? LocalDatePattern.Iso.Format(d) : "—";
}
