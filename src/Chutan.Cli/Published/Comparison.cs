using Chutan.Market;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Cli.Published;

/// <summary>An operator that was not compared, and why.</summary>
internal sealed record ListedOperator(string Operator, string Reason, string ReasonZh, string Published, string Engine);

/// <summary>An operator on which the engine and the published report differ.</summary>
internal sealed record DifferingOperator(string Operator, string Published, string Engine, long Due, long Surrendered);

/// <summary>Issued against table, for one year.</summary>
internal sealed record IssuedYear(int Year, long Table, long Issued);

/// <summary>The engine's statuses against the published ones. Only A and B are compared; everybody else is listed.
/// </summary>
internal sealed record Comparison(int Year, int Operators, int Evaluated, int Agree,
    ImmutableArray<DifferingOperator> Differences, ImmutableArray<ListedOperator> List, long Emissions, long Surrenders,
    ImmutableArray<IssuedYear> Issued, int IssuedCellsDiffering)
{
    public bool Equal => Differences.IsEmpty && IssuedCellsDiffering == 0 && Issued.All(i => i.Table == i.Issued);

    public static Comparison Of(
        ComplianceReport report, AllocationTable? allocation, PublishedMarket market, MarketState state)
    {
        var year = new ComplianceYear(report.LatestYear);
        var differences = ImmutableArray.CreateBuilder<DifferingOperator>();
        var list = ImmutableArray.CreateBuilder<ListedOperator>();
        var (evaluated, agree) = (0, 0);
        foreach (var each in report.Operators)
        {
            var published = each.Years[^1].Status;
            var assessed = state.Compliance.Find(year, market.ParticipantOf(each.Id));
            var engine = Name(assessed?.Status);
            if (published is not ("A" or "B"))
            {
                var (en, zh) = Reason(each, published, report.LatestYear);
                list.Add(new ListedOperator(each.Id, en, zh, published, engine));
                continue;
            }
            evaluated++;
            if (published == engine) agree++;
            else differences.Add(new DifferingOperator(each.Id, published, engine, assessed?.Due?.Count ?? 0,
                state.Compliance.SurrenderedThrough(year, market.ParticipantOf(each.Id)).Count));
        }
        var (issued, cells) = Issuance(allocation, market, state);
        return new Comparison(report.LatestYear, report.Operators.Length, evaluated, agree, differences.ToImmutable(),
            list.ToImmutable(), Booked(report, market, state),
            state.Registry.Balance(state.Registry.Surrendered, UnitKind.Allowance).Count, issued, cells);
    }

    /// <summary>The published letters for the engine's statuses.</summary>
    private static string Name(ComplianceStatus? status) => status switch
    {
        ComplianceStatus.Settled => "A",
        ComplianceStatus.Short => "B",
        ComplianceStatus.NotReported => "C",
        ComplianceStatus.Excluded => "EXCLUDED",
        ComplianceStatus.NotApplicable => "NOT_APPLICABLE",
        _ => "",
    };

    private static (string En, string Zh) Reason(PublishedOperator each, string published, int year) => published switch
    {
        "EXCLUDED" => ($"excluded: {year} and every earlier year do not count", $"不计入：{year} 年及以前各年均不计"),
        "NOT_APPLICABLE" => ($"not applicable: operation begins in {each.FirstYear}", $"不适用：{each.FirstYear} 年才开始运行"),
        "C" => ($"unreported: emissions of {year} were not entered", $"未报告：{year} 年排放量未录入"),
        _ when each.LastYear is { } last && last < year => (
            $"no status published for {year}: operation ended in {last}, account {(each.Closed ? "closed" : "open")}",
            $"{year} 年未公布状态：{last} 年已停止运行，账户{(each.Closed ? "已注销" : "未注销")}"),
        _ => ($"no status published for {year}: nothing recorded", $"{year} 年未公布状态：没有任何记录"),
    };

    private static long Booked(ComplianceReport report, PublishedMarket market, MarketState state) =>
        report.Operators.Sum(o => o.Years.Sum(y =>
            state.Mrv.Accepted(new ComplianceYear(y.Year), market.ParticipantOf(o.Id))?.Count ?? 0));

    private static (ImmutableArray<IssuedYear> Years, int Differing) Issuance(
        AllocationTable? allocation, PublishedMarket market, MarketState state)
    {
        if (allocation is null) return ([], 0);
        var differing = 0;
        var issued = allocation.Years.ToDictionary(y => y, _ => 0L);
        foreach (var cell in allocation.Cells)
        {
            var entity = state.Allocation.Find(new ComplianceYear(cell.Year), market.ParticipantOf(cell.Installation));
            var got = entity is null ? 0 : (entity.NetIssued + entity.NewEntrant).Count;
            issued[cell.Year] += got;
            if (got != cell.Total.Count) differing++;
        }
        var years = allocation.Years.Select(y => new IssuedYear(y, allocation.TotalIn(y).Count, issued[y]));
        return ([.. years], differing);
    }
}
