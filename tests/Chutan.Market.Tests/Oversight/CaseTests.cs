using Chutan.Market.Kernel;
using Chutan.Market.Oversight;

namespace Chutan.Market.Tests.Oversight;

/// <summary>From an alert to a closed case.</summary>
public sealed class CaseTests
{
    private readonly SteadyMarket market = new();

    private Actor Officer => market.Market.Exchange;

    public CaseTests()
    {
        for (var number = 1; number <= 3; number++)
            market.Market.Apply(new AlertRaised(number, "HBEA", Detector.WashTrading, market.Market.Date,
                market.Market.Date,
                [market.Buyer, market.Seller], [new(1), new(2)], [new(number)],
                [new AlertFigure("quantity", "500", "t", "100", "surveillance.wash.quantity")]));
    }

    private Exchange.TradingMarket M => market.Market;

    [Fact]
    public void An_alert_becomes_a_case_is_investigated_and_closed_with_a_consequence()
    {
        M.Accept(new OpenCase([2, 1], "Trades within one group"), Officer);
        M.Refuse("oversight.alert-taken", new OpenCase([1], "again"), Officer);
        M.Refuse("oversight.case-elsewhere", new NoteCase(1, "x", ""), Officer);
        M.Refuse("oversight.not-an-officer", new AssignCase(1, M.ActorOf(market.Buyer).User), Officer);
        M.Accept(new AssignCase(1, M.Authority.User), Officer);
        M.Refuse("oversight.reason-needed", new NoteCase(1, " ", ""), Officer);
        M.Accept(new NoteCase(1, "Both accounts are operated from one office.", "sha256:ab"), M.Authority);
        var close = new CloseCase(1, CaseOutcome.Violation, CaseConsequence.Penalty, "wash trading", "鄂环罚〔2024〕1号");
        M.Refuse("oversight.reason-needed", close with { Reason = "" }, M.Authority);
        M.Refuse("oversight.reference-needed", close with { Reference = "" }, M.Authority);
        M.Refuse("oversight.no-consequence", close with { Outcome = CaseOutcome.Explained }, M.Authority);
        M.Accept(close, M.Authority);
        M.Refuse("oversight.case-elsewhere", close, M.Authority);
        var closed = M.State.Oversight.Cases.Find(1)!;
        Assert.Equal((CaseStatus.Closed, CaseOutcome.Violation, 4), (closed.Status, closed.Outcome,
            closed.Entries.Length));
        Assert.All(new[] { 1, 2 }, n =>
            Assert.Equal(AlertStatus.Closed, M.State.Oversight.Surveillance.Find(n)!.Status));
        M.Reload();
    }

    [Fact]
    public void An_alert_is_dismissed_once_with_a_reason()
    {
        M.Refuse("oversight.unknown-alert", new DismissAlert(9, "x"), Officer);
        M.Refuse("oversight.reason-needed", new DismissAlert(3, ""), Officer);
        M.Accept(new DismissAlert(3, "a known market-making agreement"), Officer);
        M.Refuse("oversight.alert-taken", new DismissAlert(3, "x"), Officer);
        M.Refuse("oversight.alert-taken", new OpenCase([3], "x"), Officer);
    }

    [Fact]
    public void A_case_needs_known_alerts_and_a_title()
    {
        M.Refuse("oversight.empty-case", new OpenCase([], "x"), Officer);
        M.Refuse("oversight.empty-case", new OpenCase([1], ""), Officer);
        M.Refuse("oversight.unknown-alert", new OpenCase([1, 44], "x"), Officer);
        M.Refuse("oversight.unknown-case", new AssignCase(1, Officer.User), Officer);
    }

    [Fact]
    public void Every_status_is_reached_and_only_closed_cases_have_no_way_on()
    {
        var reached = new HashSet<CaseStatus> { CaseStatus.Open };
        foreach (var from in Enum.GetValues<CaseStatus>())
        {
            var next = Enum.GetValues<CaseAction>().Select(a => CaseWorkflow.Next(from, a)).OfType<CaseStatus>();
            reached.UnionWith(next);
            Assert.Equal(from == CaseStatus.Closed, !next.Any());
        }
        Assert.Equal(Enum.GetValues<CaseStatus>().Length, reached.Count);
    }

    [Fact]
    public void Only_the_authority_the_exchange_and_the_auditors_may_read_them()
    {
        var state = M.State;
        Assert.True(Authority.MayRead(ReadRight.Oversight, M.Authority, null, state));
        Assert.True(Authority.MayRead(ReadRight.Oversight, M.Exchange, null, state));
        foreach (var actor in new[] { M.ActorOf(market.Buyer), M.Clearing, M.Registry, market.Experts[0],
            Actor.Anonymous })
            Assert.False(Authority.MayRead(ReadRight.Oversight, actor, null, state));
    }
}
