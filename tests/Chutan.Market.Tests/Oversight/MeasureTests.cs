using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Oversight;

/// <summary>Restrictions, warnings, relations with their limits, and large holders.</summary>
public sealed class MeasureTests
{
    private readonly SteadyMarket market = new();

    private ParticipantId OwnerOf(AccountId account) => market.Market.State.Registry.OwnerOf(account)!.Value;

    private void Restrict(AccountId account, RestrictionKind kind, LocalDate? through = null) => market.Market.Accept(
        new ImposeRestriction(OwnerOf(account), kind, market.Market.Date, through, "case 7/2024", null),
        market.Market.Authority);

    [Fact]
    public void Who_may_not_buy_may_still_sell()
    {
        market.Open();
        var both = market.Market.Trader(1_000_000, 100);
        Restrict(both, RestrictionKind.NoBuying);
        var refusal = market.Market.RefuseOrder("oversight.restricted-participant", both, Side.Buy, 2_000, 10);
        Assert.Contains(refusal.Parameters, p => p is { Name: "cause", Value: "case 7/2024" });
        market.Market.Sell(both, 2_000, 10);
    }

    [Fact]
    public void Who_may_not_open_positions_may_buy_back_what_it_sold()
    {
        market.Open();
        var trader = market.Market.Trader(1_000_000, 100);
        Restrict(trader, RestrictionKind.NoOpening);
        market.Market.RefuseOrder("oversight.restricted-participant", trader, Side.Buy, 2_000, 1);
        market.Market.Sell(trader, 2_000, 40);
        market.Market.Buy(market.Buyer, 2_000, 40);
        market.Review();
        market.Open();
        market.Market.RefuseOrder("oversight.restricted-participant", trader, Side.Buy, 2_000, 41);
        market.Market.Buy(trader, 1_900, 40);
    }

    [Fact]
    public void Reduce_only_and_no_trading_end_with_their_time_or_by_lifting()
    {
        market.Open();
        var trader = market.Market.Trader(1_000_000, 100);
        Restrict(trader, RestrictionKind.ReduceOnly);
        Restrict(trader, RestrictionKind.NoTrading, market.Market.Date);
        market.Market.RefuseOrder("oversight.restricted-participant", trader, Side.Sell, 2_000, 1);
        market.Review();
        market.Open();
        market.Market.Sell(trader, 2_000, 1);
        market.Market.RefuseOrder("oversight.restricted-participant", trader, Side.Buy, 1_900, 1);
        market.Market.Refuse("oversight.unknown-restriction", new LiftRestriction(9, "x"), market.Market.Authority);
        market.Market.Refuse("oversight.reason-needed", new LiftRestriction(1, ""), market.Market.Authority);
        market.Market.Accept(new LiftRestriction(1, "objection upheld"), market.Market.Exchange);
        market.Market.Buy(trader, 1_900, 1);
        market.Market.Reload();
    }

    [Fact]
    public void A_restriction_names_a_participant_a_cause_and_a_case_that_exists()
    {
        var (m, owner) = (market.Market, OwnerOf(market.Buyer));
        var good = new ImposeRestriction(owner, RestrictionKind.NoBuying, m.Date, null, "x", null);
        m.Refuse("oversight.unknown-participant", good with { Participant = new(77) }, m.Authority);
        m.Refuse("oversight.reason-needed", good with { Cause = "" }, m.Authority);
        m.Refuse("oversight.no-span", good with { Through = m.Date.PlusDays(-1) }, m.Authority);
        m.Refuse("oversight.unknown-case", good with { Case = 1 }, m.Authority);
        m.Refuse("oversight.unknown-participant", new IssueWarning(new(77), "x", null), m.Authority);
        m.Refuse("oversight.reason-needed", new IssueWarning(owner, "", null), m.Authority);
        m.Refuse("oversight.unknown-case", new IssueWarning(owner, "x", 1), m.Authority);
    }

    [Fact]
    public void A_warning_is_acknowledged_by_whom_it_warns()
    {
        var (m, owner) = (market.Market, OwnerOf(market.Buyer));
        m.Accept(new IssueWarning(owner, "Two large orders withdrawn on 3 June.", null), m.Exchange);
        m.Refuse("oversight.unknown-warning", new AcknowledgeWarning(OwnerOf(market.Seller), 1),
            m.ActorOf(market.Seller));
        m.Accept(new AcknowledgeWarning(owner, 1), m.ActorOf(market.Buyer));
        m.Refuse("oversight.unknown-warning", new AcknowledgeWarning(owner, 1), m.ActorOf(market.Buyer));
        Assert.Equal(m.Date, m.State.Oversight.Measures.Warnings[0].AcknowledgedOn);
    }

    [Fact]
    public void A_group_holds_no_more_than_its_limit_together()
    {
        market.Open();
        var m = market.Market;
        var (one, other) = (m.Trader(1_000_000, 300), m.Trader(1_000_000, 300));
        m.Accept(new RecordRelation([OwnerOf(one), OwnerOf(other)], RelationKind.CorporateGroup, "荆江集团",
            "register extract"), m.Exchange);
        m.Accept(new SetGroupLimit(1, new(1_000), "concentration"), m.Authority);
        m.Buy(one, 1_900, 250);
        var refusal = m.RefuseOrder("oversight.party-limit", other, Side.Buy, 1_900, 151);
        Assert.Contains(refusal.Parameters, p => p is { Name: "expected", Value: "850" });
        m.Buy(other, 1_900, 150);
        m.Accept(new EndRelation(1, "sold"), m.Exchange);
        m.Buy(other, 1_900, 151);
        m.Refuse("oversight.unknown-relation", new EndRelation(1, "again"), m.Exchange);
        m.Refuse("oversight.unknown-relation", new SetGroupLimit(1, null, "x"), m.Authority);
        m.Reload();
    }

    [Fact]
    public void A_class_limit_binds_everybody_of_its_kind()
    {
        market.Open();
        var m = market.Market;
        var trader = m.Trader(1_000_000, 0);
        m.Refuse("oversight.reason-needed", new SetClassLimit(ParticipantKind.Institution, new(5), ""), m.Authority);
        m.Accept(new SetClassLimit(ParticipantKind.Institution, new(100), "x"), m.Authority);
        m.RefuseOrder("oversight.party-limit", trader, Side.Buy, 2_000, 101);
        m.Buy(trader, 2_000, 100);
        m.Accept(new SetClassLimit(ParticipantKind.Institution, null, "x"), m.Authority);
        m.Buy(trader, 2_000, 1);
    }

    [Fact]
    public void A_relation_has_two_known_members_and_evidence()
    {
        var (m, owner) = (market.Market, OwnerOf(market.Buyer));
        m.Refuse("oversight.two-members",
            new RecordRelation([owner, owner], RelationKind.ActingInConcert, "a", "b"), m.Exchange);
        m.Refuse("oversight.unknown-participant",
            new RecordRelation([owner, new(5)], RelationKind.ActingInConcert, "a", "b"), m.Exchange);
        m.Refuse("oversight.reason-needed",
            new RecordRelation([owner, OwnerOf(market.Seller)], RelationKind.ActingInConcert, "a", ""), m.Exchange);
    }

    [Fact]
    public void A_large_holder_owes_a_report_each_time_it_reaches_the_mark()
    {
        // The seller has nearly all units in trading accounts, so it is a large holder from the first day on.
        var events = market.Day();
        var found = Assert.Single(events.OfType<LargeHolderFound>());
        Assert.Equal((OwnerOf(market.Seller), market.Market.Date.PlusDays(3)), (found.Holder, found.DueBy));
        Assert.Empty(market.Day().OfType<LargeHolderFound>());
        var m = market.Market;
        var report = new ReportLargeHolding(OwnerOf(market.Seller), 1, "compliance of 2024", "own funds", "hold");
        m.Refuse("oversight.unknown-duty", report with { Participant = OwnerOf(market.Buyer) },
            m.ActorOf(market.Buyer));
        m.Refuse("oversight.reason-needed", report with { Purpose = "" }, m.ActorOf(market.Seller));
        Assert.False(m.State.Oversight.Measures.Duties[0].IsOverdue(found.DueBy));
        Assert.True(m.State.Oversight.Measures.Duties[0].IsOverdue(found.DueBy.PlusDays(1)));
        m.Accept(report, m.ActorOf(market.Seller));
        m.Refuse("oversight.unknown-duty", report, m.ActorOf(market.Seller));
        market.Open();
        m.Sell(market.Seller, 2_000, 39_990);
        m.Buy(market.Buyer, 2_000, 39_990);
        var after = market.Review();
        Assert.Single(after.OfType<LargeHolderEnded>());
        Assert.Equal(OwnerOf(market.Buyer), Assert.Single(after.OfType<LargeHolderFound>()).Holder);
        m.Reload();
    }

    [Fact]
    public void A_release_by_agreement_is_delivered_and_counted()
    {
        var m = market.Market;
        m.Accept(new RaiseTrigger(TriggerCause.Other, "x"), m.Authority);
        m.Accept(new DraftPlan(1, PlanAction.Release, SteadyMarket.Year, new(500), new(1_900), PlanChannel.Agreement,
            m.Date, m.Date.PlusDays(9), "x"), m.Authority);
        foreach (var expert in market.Experts.Take(4)) m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), expert);
        m.Accept(new AnnouncePlan(1), m.Authority);
        market.Open();
        m.Refuse("oversight.reason-needed", new BookInterventionAgreement(1, market.Buyer, new(2_000), new(300), ""),
            m.Exchange);
        m.Accept(new BookInterventionAgreement(1, market.Buyer, new(2_000), new(300), "agreement 1"), m.Exchange);
        m.Refuse("oversight.beyond-plan-quantity",
            new BookInterventionAgreement(1, market.Buyer, new(2_000), new(201), "agreement 2"), m.Exchange);
        Restrict(market.Buyer, RestrictionKind.NoBuying);
        m.Refuse("oversight.restricted-participant",
            new BookInterventionAgreement(1, market.Buyer, new(2_000), new(200), "agreement 2"), m.Exchange);
        m.Close();
        m.Accept(new SettleDay(m.Date), Actor.Scheduler);
        var reviewed = m.Accept(new ReviewDay(m.Date), Actor.Scheduler);
        Assert.Equal(300, reviewed.OfType<InterventionTraded>().Single().Quantity.Count);
        Assert.All(m.State.Registry.Lots(market.Buyer), l => Assert.True(l.Attributes.NotBankable));
        var closed = m.Accept(new CloseIntervention(1, "done"), m.Authority);
        Assert.Equal(200, closed.OfType<InterventionClosed>().Single().Returned.Count);
    }
}
