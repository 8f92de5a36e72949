using System.Globalization;
using Chutan.Simulation.Report;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>Prints the year's report as tables.</summary>
internal static class YearTables
{
    private const int WidthOfFiles = 150;

    private static readonly IAnsiConsole Out = Open();

    public static void Print(YearReport report)
    {
        Overview(report);
        Allocation(report);
        Months(report);
        Shorts(report);
        Conservation(report);
        if (report.Quality is { } quality) QualityTables.Print(quality, Out);
        if (report.Stress is { } stress) StressTable.Print(stress, Out);
        Console.WriteLine($"链首哈希 head hash  {report.HeadHash}");
    }

    /// <summary>The terminal as it is; plain and wide where the output goes into a file.</summary>
    private static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Console;
        var plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors
        });
        plain.Profile.Width = WidthOfFiles;
        return plain;
    }

    private static void Overview(YearReport r)
    {
        var seed = r.Seed.ToString(CultureInfo.InvariantCulture);
        var table = Of($"{r.Scenario} · 种子 seed {seed} · 履约年度 compliance year {Whole(r.Year, plain: true)}",
            "项目 item", "数值 value");
        Row("命令 commands", Whole(r.Commands), "其中拒绝 refused", Whole(r.Refusals));
        Row("重点排放单位 entities", Whole(r.Entities), "机构 / 个人 investors",
            $"{Whole(r.Institutions)} / {Whole(r.Individuals)}");
        Row("配额总量 cap, t", Whole(r.Cap.Total), "年度初始 initial, t", Whole(r.Cap.Initial));
        Row("新增预留 new entrants, t", Whole(r.Cap.NewEntrantReserve), "政府预留 government, t",
            Whole(r.Cap.GovernmentReserve));
        Row("报告排放 reported, t", Whole(r.ReportedTonnes), "核定排放 verified, t", Whole(r.VerifiedTonnes));
        Row("事后追加 top-ups, t", $"{Whole(r.Corrections.TopUpTonnes)} ({Whole(r.Corrections.TopUps)})",
            "事后收回 withdrawn, t", $"{Whole(r.Corrections.WithdrawnTonnes)} ({Whole(r.Corrections.Withdrawals)})");
        Row("成交量 volume, t", Whole(r.Market.Volume), "均价 average, CNY/t", Yuan(r.Market.AveragePriceFen));
        if (r.Market.Published is { } real)
            Row("公布的成交量 published volume, t", Whole(real.Volume), "公布的均价 published average",
                Yuan(real.AveragePriceFen));
        Row("抵销使用 offsets used, t", $"{Whole(r.Offsets.Used)} ({Whole(r.Offsets.Entities)})", "抵销上限 offset cap, t",
            Whole(r.Offsets.Cap));
        Row("未足额 short entities", Whole(r.ShortEntities.Length), "罚款 penalties, CNY", Yuan(r.PenaltiesFen));
        Row("到期注销 expired, t", Whole(r.ExpiredTonnes), "下年扣减 next year deducted, t", Whole(r.Next.Deducted));
        if (r.Seconds is { } seconds) table.AddRow("用时 seconds", seconds.ToString(CultureInfo.InvariantCulture));
        Out.Write(table);

        void Row(string a, string b, string c, string d)
        {
            table.AddRow(a, b);
            table.AddRow(c, d);
        }
    }

    private static void Allocation(YearReport r)
    {
        var methods = Of("配额分配：方法 allocation by method", "方法 method", "单位 entities", "初始 initial, t", "最终 final, t");
        foreach (var m in r.AllocationByMethod) methods.AddRow(MethodName(m.Method), Whole(m.Entities),
            Whole(m.Initial), Whole(m.Final));
        Out.Write(methods);
        var sectors = Of("配额分配：行业 allocation by sector", "行业 sector", "单位 entities", "初始 initial, t", "最终 final, t",
            "核定 verified, t");
        foreach (var s in r.AllocationBySector)
            sectors.AddRow($"{s.Sector.Name.Zh} {s.Sector.Name.En}", Whole(s.Entities), Whole(s.Initial),
                Whole(s.Final), Whole(s.Verified));
        Out.Write(sectors);
    }

    private static string MethodName(string method) => method switch
    {
        "benchmark" => "标杆法 benchmark",
        "historicalIntensity" => "历史强度法 historical intensity",
        "historical" => "历史法 historical",
        "none" => "不分配 none",
        _ => method,
    };

    private static void Months(YearReport r)
    {
        var table = Of("市场 market by month", "月 month", "日 days", "成交量 volume, t", "成交额 turnover, CNY", "均价 average",
            "最低 low", "最高 high", "收盘 close");
        foreach (var m in r.Market.Months)
            table.AddRow(m.Month, Whole(m.TradingDays), Whole(m.Volume), Yuan(m.TurnoverFen), Yuan(m.AveragePriceFen),
                Yuan(m.LowFen), Yuan(m.HighFen), Yuan(m.CloseFen));
        table.AddRow("合计 total", Whole(r.TradingDays), Whole(r.Market.Volume), Yuan(r.Market.TurnoverFen),
            Yuan(r.Market.AveragePriceFen), "", "", "");
        Out.Write(table);
    }

    private static void Shorts(YearReport r)
    {
        if (r.ShortEntities.IsEmpty) return;
        var table = Of("未足额清缴 short entities", "单位 entity", "缺口 shortfall, t", "罚款 penalty, CNY", "下年扣减 deduction, t");
        foreach (var s in r.ShortEntities) table.AddRow(Markup.Escape(s.Name.Zh), Whole(s.Shortfall),
            Yuan(s.PenaltyFen), Whole(s.NextYearDeduction));
        Out.Write(table);
    }

    private static void Conservation(YearReport r)
    {
        var table = Of("守恒声明 conservation", "资产 asset", "签发 issued", "持有 held", "清缴 surrendered", "注销 cancelled",
            "失效 expired", "");
        foreach (var a in r.Conservation.Assets)
            table.AddRow(a.Unit.Name.Zh, Whole(a.Issued), Whole(a.Held), Whole(a.Surrendered), Whole(a.Cancelled),
                Whole(a.Expired), Mark(a.Holds));
        var cash = r.Conservation.Cash;
        table.AddRow("资金 cash, CNY", $"银行 bank {Yuan(cash.BankFen)}", $"账户 accounts {Yuan(cash.ParticipantsFen)}",
            $"手续费 fees {Yuan(cash.FeesFen)}", "", "", Mark(cash.Holds));
        Out.Write(table);
    }

    private static string Mark(bool holds) => holds ? "成立 holds" : "不成立 BROKEN";

    private static Table Of(string title, params ReadOnlySpan<string> columns)
    {
        var table = new Table { Title = new TableTitle(Markup.Escape(title)), Border = TableBorder.Simple };
        for (var i = 0; i < columns.Length; i++)
            table.AddColumn(i == 0 ? new TableColumn(columns[i]) : new TableColumn(columns[i]).RightAligned());
        return table;
    }

    private static string Whole(long value, bool plain = false) => value.ToString(plain ? "0" : "N0",
        CultureInfo.InvariantCulture);
    private static string Yuan(long? fen) => fen is { } f ? (f / 100m).ToString("N2", CultureInfo.InvariantCulture)
        : "–";
}
