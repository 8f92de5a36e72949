using Chutan.Engine.Records;
using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange;

/// <summary>One public announcement, and the first decision it announces.</summary>
/// <param name="Subject">What it is about, without figures: the title of no decisions at all.</param>
/// <param name="Decisions">How many decisions of the day it stands for.</param>
/// <param name="Tonnes">What they add up to, where they have an amount: tonnes, or entities of a list.</param>
public sealed record NoticeLine(long Position, LocalDate Date, string Kind, string Subject, int Decisions, long Tonnes,
    Bilingual Title);

/// <summary>公示公告: the decisions of authority and operators that concern everybody, newest last. Decisions of a day
/// about one subject, as a batch makes them, are one announcement that says how many they are.</summary>
public sealed class NoticeBoard
{
    private readonly List<NoticeLine> lines = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted
            || Announcement.Of(record, accepted) is not { } made) return;
        lock (changing)
        {
            var subject = made.Title(0, 0).Zh;
            var today = lines.FindLastIndex(l => l.Date == record.Date && l.Subject == subject);
            var (decisions, tonnes) = today < 0 ? (1, made.Tonnes)
                : (lines[today].Decisions + 1, lines[today].Tonnes + made.Tonnes);
            var line = new NoticeLine(today < 0 ? record.Position : lines[today].Position, record.Date, made.Kind,
                subject, decisions, tonnes, made.Title(decisions, tonnes));
            if (today < 0) lines.Add(line);
            else lines[today] = line;
        }
    }

    public IReadOnlyList<NoticeLine> All()
    {
        lock (changing) return lines.ToArray();
    }
}

/// <summary>What a decision says on the notice board.</summary>
/// <param name="Title">The title, from the number of decisions it stands for and the tonnes they add up to.</param>
internal sealed record Announcement(string Kind, long Tonnes, Func<int, long, Bilingual> Title)
{
    /// <summary>The announcement of a decision; null when it is not announced.</summary>
    public static Announcement? Of(MarketRecord record, Decision.Accepted accepted) => record.Command switch
    {
        SetCap c => One("cap", $"{c.Year} 年度配额总量：{Figure(c.Initial + c.NewEntrant + c.GovernmentReserve)} t",
            $"Cap for {c.Year}: {Figure(c.Initial + c.NewEntrant + c.GovernmentReserve)} t"),
        ListEntities c => Daily("coveredList", c.Entities.Length, (_, listed) => (
            $"{c.Year} 年度纳入企业名单：{listed} 家", $"Covered entities of {c.Year}: {listed}")),
        RemoveEntity c => Daily("coveredList", 0, (n, _) => ($"{c.Year} 年度移出名单企业 {n} 家",
            $"{n} entities removed from the list of {c.Year}")),
        ComputeMarketFactor c => Factor(c.Year, accepted),
        DeclareMarketFactor c => Factor(c.Year, accepted),
        FixBenchmark or SetSectorParameters => Daily("allocation", 0,
            (n, _) => ($"行业参数公布：{n} 项", $"Sector parameters published: {n}")),
        PreAllocate c => Daily("allocation", Sum<AllowancesPreAllocated>(accepted, e => e.Quantity),
            (n, t) => ($"{c.Year} 年度配额预分配：{n} 家，{Figure(t)} t",
                $"Pre-allocation for {c.Year}: {n} entities, {Figure(t)} t")),
        DetermineAllocation c => Daily("allocation", Sum<AllocationDetermined>(accepted, e => e.Initial),
            (n, t) => ($"{c.Year} 年度配额核定：{n} 家，{Figure(t)} t",
                $"Allocation for {c.Year}: {n} entities, {Figure(t)} t")),
        ExcludeFromIssue c => Daily("allocation", 0,
            (n, _) => ($"{c.Year} 年度不予发放配额企业：{n} 家", $"Excluded from issue for {c.Year}: {n} entities")),
        CorrectAllocation c => Daily("correction",
            Sum<AllocationCorrected>(accepted, e => e.TopUp) - Sum<AllocationCorrected>(accepted, e => e.Withdrawn),
            (n, t) => ($"{c.Year} 年度配额事后调节：{n} 家，净变动 {Figure(t)} t",
                $"Ex-post correction for {c.Year}: {n} entities, net {Figure(t)} t")),
        ReleaseReserve c => Daily("market", c.Quantity.Count, (n, t) => (
            $"投放政府预留配额 {Figure(t)} t" + (n > 1 ? $"（{n} 笔）" : ""),
            $"Government reserve: {Figure(t)} t released" + (n > 1 ? $" in {n} lots" : ""))),
        SetDeadline c => One(
            "deadline", $"{c.Year} 年度清缴期限：{Text.Of(c.Date)}", $"Surrender deadline for {c.Year}: {Text.Of(c.Date)}"),
        ExtendDeadline c => One("deadline", $"{c.Year} 年度清缴期限延长至 {Text.Of(c.Date)}",
            $"Surrender deadline for {c.Year} extended to {Text.Of(c.Date)}"),
        AssessCompliance c => Assessed(c.Year, accepted),
        ImposePenalty c => Daily("penalty", 0, (n, _) =>
            ($"{c.Year} 年度未履约处罚：{n} 家", $"Penalties for {c.Year}: {n} entities")),
        ImposeReportPenalty c => Daily("penalty", 0,
            (n, _) => ($"{c.Year} 年度报告违规处罚：{n} 家", $"Reporting penalties for {c.Year}: {n} entities")),
        ExpireUnits c => One(
            "compliance", $"{c.Year} 年度未交易配额失效：{Figure(Sum<UnitsExpired>(accepted, e => e.Cancelled))} t",
            $"Untraded allowances of {c.Year} expired: {Figure(Sum<UnitsExpired>(accepted, e => e.Cancelled))} t"),
        AnnounceAuction c => One("auction", $"竞价公告：{c.Notice.TitleZh}，{Figure(c.Notice.Supply)} t",
            $"Auction announced: {c.Notice.TitleEn}, {Figure(c.Notice.Supply)} t"),
        CancelAuction c => One("auction", $"取消竞价 {c.Auction}：{c.Reason}", $"Auction {c.Auction} cancelled: {c.Reason}"),
        ClearAuction c => Cleared(c.Auction, accepted),
        DisburseAuctionRevenue c => One("auction", $"竞价收入支出 {Yuan(c.Amount)} 元：{c.Payee}",
            $"Auction revenue disbursed: {Yuan(c.Amount)} CNY to {c.Payee}"),
        AnnouncePlan => Planned(accepted),
        CloseIntervention => Intervened(accepted),
        HaltTrading c => One("market", $"暂停{c.Instrument}交易：{c.Reason}",
            $"Trading{Of(c.Instrument)} halted: {c.Reason}"),
        OpenBusinessDay => Delisted(accepted),
        ResumeTrading c => One("market", $"恢复{c.Instrument}交易", $"Trading{Of(c.Instrument)} resumed"),
        DefineIndex c => One("market", $"发布指数：{c.NameZh}（{c.Code}）", $"Index published: {c.NameEn} ({c.Code})"),
        ReviseIndex c => One("market", $"修订指数：{c.Code}", $"Index revised: {c.Code}"),
        AdoptRulebook c => One("rule", $"采用规则库：{c.Content.NameZh}", $"Rulebook adopted: {c.Content.NameEn}"),
        AdoptRuleValue => Daily("rule", 0, (n, _) => ($"采纳参数取值 {n} 项", $"{n} rule values adopted")),
        _ => null,
    };

    private static Announcement? Delisted(Decision.Accepted accepted)
    {
        var codes = accepted.Events.OfType<InstrumentDelisted>().Select(e => e.Instrument).ToList();
        return codes.Count == 0
            ? null
            : One("market", $"终止挂牌：{string.Join('、', codes)}", $"No longer listed: {string.Join(", ", codes)}");
    }

    private static Announcement Factor(ComplianceYear year, Decision.Accepted accepted)
    {
        var factor = accepted.Events.OfType<MarketFactorFixed>().Single().Factor;
        return One("allocation", $"{year} 年度市场调节因子：{factor}", $"Market-regulation factor for {year}: {factor}");
    }

    private static Announcement Assessed(ComplianceYear year, Decision.Accepted accepted)
    {
        var result = accepted.Events.OfType<YearAssessed>().Single();
        return One("compliance", $"{year} 年度履约情况：已履约 {result.Settled} 家，未履约 {result.Short} 家",
            $"Compliance for {year}: {result.Settled} settled, {result.Short} short");
    }

    private static Announcement Cleared(AuctionId auction, Decision.Accepted accepted)
    {
        var result = accepted.Events.OfType<AuctionCleared>().Single().Result;
        return result.ClearingPrice is { } price
            ? One("auction", $"竞价 {auction} 成交结果：{Figure(result.Sold)} t，{Text.Of(price)} 元/t",
                $"Result of auction {auction}: {Figure(result.Sold)} t at {Text.Of(price)} CNY/t")
            : One("auction", $"竞价 {auction} 没有成交", $"Auction {auction}: nothing was sold");
    }

    private static Announcement Planned(Decision.Accepted accepted)
    {
        var plan = accepted.Events.OfType<PlanAnnounced>().Single();
        var (zh, en) = plan.Action == PlanAction.Release ? ("投放", "release") : ("回购", "buy-back");
        var (tonnes, limit) = (Figure(plan.Quantity), Text.Of(plan.Limit));
        return One("market", $"市场调节：{zh} {tonnes} t，限价 {limit} 元/t，{Text.Of(plan.From)} 至 {Text.Of(plan.Through)}",
            $"Market intervention: {en} of {tonnes} t, limit {limit} CNY/t, {Text.Of(plan.From)} to "
            + Text.Of(plan.Through));
    }

    private static Announcement Intervened(Decision.Accepted accepted)
    {
        var closed = accepted.Events.OfType<InterventionClosed>().Single();
        return One("market", $"市场调节结束：成交 {Figure(closed.Done)} t，{Yuan(closed.Value)} 元",
            $"Market intervention ended: {Figure(closed.Done)} t for {Yuan(closed.Value)} CNY");
    }

    private static Announcement One(string kind, string zh, string en) => new(kind, 0, (n, _) => n > 1
        ? new Bilingual($"{zh}（{n} 次）", $"{en} ({n} times)")
        : new Bilingual(zh, en));

    private static Announcement Daily(string kind, long tonnes, Func<int, long, (string Zh, string En)> title) =>
        new(kind, tonnes, (n, t) => new Bilingual(title(n, t).Zh, title(n, t).En));

    private static string Of(string? instrument) => instrument is null ? "" : $" in {instrument}";

    private static long Sum<T>(Decision.Accepted accepted, Func<T, Tonnes> of) =>
        accepted.Events.OfType<T>().Sum(e => of(e).Count);

    private static string Figure(Tonnes tonnes) => Figure(tonnes.Count);
    private static string Figure(long tonnes) =>
        tonnes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Yuan(Money amount) =>
        (amount.Fen / 100m).ToString("N2", System.Globalization.CultureInfo.InvariantCulture);
}
