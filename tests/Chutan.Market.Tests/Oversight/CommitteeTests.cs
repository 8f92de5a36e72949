using Chutan.Market.Kernel;
using Chutan.Market.Oversight;

namespace Chutan.Market.Tests.Oversight;

/// <summary>The expert committee: seats, plans and the vote of two thirds.</summary>
public sealed class CommitteeTests
{
    [Theory]
    [InlineData(6, 4, true), InlineData(6, 3, false), InlineData(7, 5, true), InlineData(7, 4, false)]
    [InlineData(3, 2, true), InlineData(5, 3, false)]
    public void Two_thirds_of_the_experts_in_office_adopt_a_plan(int seats, int inFavour, bool adopted) =>
        Assert.Equal(adopted, Committee.Reaches(inFavour, seats, new Fraction(2, 3)));

    [Fact]
    public void The_vote_that_reaches_two_thirds_adopts_the_plan()
    {
        var market = new SteadyMarket().Drafted(PlanAction.Release, 1_000, 2_000);
        for (var i = 0; i < 3; i++)
            Assert.Single(market.Market.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), market.Experts[i]));
        var last = market.Market.Accept(new VoteOnPlan(1, Ballot.InFavour, "agreed"), market.Experts[3]);
        Assert.Equal(new PlanAdopted(1, InFavour: 4, Seats: 6), Assert.Single(last.OfType<PlanAdopted>()));
        Assert.Equal(PlanStatus.Adopted, market.State.FindPlan(1)!.Status);
        market.Market.Refuse("oversight.plan-elsewhere", new VoteOnPlan(1, Ballot.Against, ""), market.Experts[4]);
    }

    [Fact]
    public void Three_of_six_against_or_abstaining_reject_it()
    {
        var market = new SteadyMarket().Drafted(PlanAction.Release, 1_000, 2_000);
        market.Market.Accept(new VoteOnPlan(1, Ballot.Against, "no need"), market.Experts[0]);
        market.Market.Accept(new VoteOnPlan(1, Ballot.Abstain, ""), market.Experts[1]);
        var last = market.Market.Accept(new VoteOnPlan(1, Ballot.Against, ""), market.Experts[2]);
        Assert.Single(last.OfType<PlanRejected>());
        market.Market.Accept(new DraftPlan(1, PlanAction.Release, SteadyMarket.Year, new(500), new(2_000),
            PlanChannel.Orders, market.Market.Date, market.Market.Date, "smaller"), market.Experts[5]);
    }

    [Fact]
    public void A_larger_quorum_waits_for_more_votes()
    {
        var market = new SteadyMarket(("stability.vote.quorum", "5/6")).Drafted(PlanAction.Release, 1_000, 2_000);
        foreach (var expert in market.Experts.Take(4))
            market.Market.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), expert);
        Assert.Equal(PlanStatus.Drafted, market.State.FindPlan(1)!.Status);
        market.Market.Accept(new VoteOnPlan(1, Ballot.Against, ""), market.Experts[4]);
        Assert.Equal(PlanStatus.Adopted, market.State.FindPlan(1)!.Status);
    }

    [Fact]
    public void Only_experts_in_office_vote_and_each_once()
    {
        var market = new SteadyMarket().Drafted(PlanAction.Release, 1_000, 2_000);
        var m = market.Market;
        m.Refuse("oversight.no-seat", new VoteOnPlan(1, Ballot.InFavour, ""), m.Authority);
        m.Refuse("oversight.unknown-plan", new VoteOnPlan(9, Ballot.InFavour, ""), market.Experts[0]);
        m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), market.Experts[0]);
        m.Refuse("oversight.voted-already", new VoteOnPlan(1, Ballot.Against, ""), market.Experts[0]);
        m.Accept(new EndExpertTerm(market.Experts[1].User, m.Date.PlusDays(-1), "retired"), m.Authority);
        m.Refuse("oversight.no-seat", new VoteOnPlan(1, Ballot.InFavour, ""), market.Experts[1]);
    }

    [Fact]
    public void Seats_have_dates()
    {
        var market = new SteadyMarket();
        var m = market.Market;
        var expert = market.Experts[0].User;
        m.Refuse("oversight.already-seated", new AppointExpert(expert, m.Date, null), m.Authority);
        m.Refuse("oversight.unknown-expert", new AppointExpert(new UserId(99_999), m.Date, null), m.Authority);
        m.Refuse("oversight.unknown-expert", new EndExpertTerm(new UserId(99_999), m.Date, "x"), m.Authority);
        m.Refuse("oversight.no-span", new EndExpertTerm(expert, new LocalDate(2023, 1, 1), "x"), m.Authority);
        m.Refuse("oversight.reason-needed", new EndExpertTerm(expert, m.Date, ""), m.Authority);
        m.Accept(new EndExpertTerm(expert, m.Date, "moved away"), m.Authority);
        m.Refuse("oversight.no-span", new AppointExpert(expert, m.Date.PlusDays(2), m.Date), m.Authority);
        m.Accept(new AppointExpert(expert, m.Date.PlusDays(1), m.Date.PlusDays(365)), m.Authority);
        Assert.False(market.State.FindSeat(expert)!.InOffice(m.Date));
        m.Reload();
    }

    [Fact]
    public void A_plan_needs_an_open_trigger_a_committee_a_quantity_and_a_window()
    {
        var market = new SteadyMarket();
        var m = market.Market;
        DraftPlan Draft(int trigger = 1, long tonnes = 10, long fen = 2_000, int days = 5, string grounds = "x") =>
            new(trigger, PlanAction.Release, SteadyMarket.Year, new(tonnes), new(fen), PlanChannel.Orders, m.Date,
                m.Date.PlusDays(days), grounds);
        m.Refuse("oversight.unknown-trigger", Draft(), m.Authority);
        m.Accept(new RaiseTrigger(TriggerCause.Other, "x"), m.Exchange);
        m.Refuse("oversight.empty-plan", Draft(tonnes: 0), m.Authority);
        m.Refuse("oversight.empty-plan", Draft(fen: 0), m.Authority);
        m.Refuse("oversight.no-span", Draft(days: -1), m.Authority);
        m.Refuse("oversight.reason-needed", Draft(grounds: ""), m.Authority);
        m.Accept(Draft(), m.Authority);
        m.Refuse("oversight.plan-pending", Draft(), market.Experts[0]);
        m.Refuse("oversight.plan-pending", new DismissTrigger(1, "x"), m.Authority);
        m.Refuse("oversight.reason-needed", new WithdrawPlan(1, ""), m.Authority);
        m.Accept(new WithdrawPlan(1, "superseded"), m.Authority);
        m.Accept(new DismissTrigger(1, "no need"), m.Authority);
        m.Refuse("oversight.trigger-closed", Draft(), m.Authority);
        m.Accept(new RaiseTrigger(TriggerCause.Other, "x"), m.Exchange);
        foreach (var expert in market.Experts.Take(4))
            m.Accept(new EndExpertTerm(expert.User, new LocalDate(2024, 1, 1), "x"), m.Authority);
        m.Refuse("oversight.committee-too-small", Draft(2), m.Authority);
        m.Refuse("oversight.no-seat", Draft(2), market.Experts[0]);
    }
}
