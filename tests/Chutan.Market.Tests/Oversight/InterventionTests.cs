using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Oversight;

/// <summary>Release and buy-back: out of and into the government reserve, through the order book.</summary>
public sealed class InterventionTests
{
    [Fact]
    public void A_release_sells_units_that_cannot_be_banked_and_returns_the_rest_to_the_reserve()
    {
        var market = new SteadyMarket().Announced(PlanAction.Release, 3_000, 1_900);
        var (m, registry) = (market.Market, market.Market.State.Registry);
        Assert.Equal(3_000, registry.Balance(market.Account, UnitKind.Allowance).Count);
        Assert.Equal(7_000, registry.Balance(registry.GovernmentReserve, UnitKind.Allowance).Count);

        market.Open();
        var placed = m.Accept(new PlaceInterventionOrder(1, new(2_000), new(1_000)), m.Exchange);
        Assert.Single(placed.OfType<InterventionOrderPlaced>());
        m.Buy(market.Buyer, 2_000, 600);
        var reviewed = market.Review();
        Assert.Equal(new InterventionTraded(1, m.Date, new(600), new(1_200_000)),
            reviewed.OfType<InterventionTraded>().Single());

        var bought = Assert.Single(registry.Lots(market.Buyer)).Attributes;
        Assert.Equal((Origin.Intervention, true, true), (bought.Origin, bought.NotBankable, bought.Traded));
        var closed = m.Accept(new CloseIntervention(1, "price has calmed down"), m.Authority);
        Assert.Equal(new InterventionClosed(1, new(600), new(1_200_000), new(2_400), "price has calmed down"),
            closed.OfType<InterventionClosed>().Single());
        Assert.Equal(9_400, registry.Balance(registry.GovernmentReserve, UnitKind.Allowance).Count);
        Assert.All(registry.Lots(registry.GovernmentReserve), l =>
            Assert.Equal((Origin.Auction, false), (l.Attributes.Origin, l.Attributes.NotBankable)));
        Assert.Equal(TriggerStatus.Intervened, market.State.Triggers[0].Status);
        Assert.Null(RegistryInvariants.Check(registry));
        m.Reload();
    }

    [Fact]
    public void A_buy_back_goes_into_the_reserve()
    {
        var market = new SteadyMarket().Announced(PlanAction.BuyBack, 500, 2_000);
        var (m, registry) = (market.Market, market.Market.State.Registry);
        m.Accept(new DepositMoney(market.Account, new Money(10_000_000), "funds for the buy-back"), m.Clearing);
        market.Open();
        m.Sell(market.Seller, 1_950, 500);
        m.Accept(new PlaceInterventionOrder(1, new(2_000), new(500)), m.Exchange);
        m.Close();
        m.Refuse("oversight.still-trading", new CloseIntervention(1, "done"), m.Exchange);
        m.Accept(new SettleDay(m.Date), Actor.Scheduler);
        m.Refuse("oversight.still-trading", new CloseIntervention(1, "done"), m.Exchange);
        m.Accept(new ReviewDay(m.Date), Actor.Scheduler);
        m.Accept(new CloseIntervention(1, "done"), m.Exchange);
        Assert.Equal(10_500, registry.Balance(registry.GovernmentReserve, UnitKind.Allowance).Count);
        Assert.Equal(500, market.State.FindPlan(1)!.Done.Count);
    }

    [Fact]
    public void Orders_keep_to_the_plan()
    {
        var market = new SteadyMarket().Announced(PlanAction.Release, 1_000, 1_950, days: 3);
        var m = market.Market;
        market.Open();
        m.Refuse("oversight.beyond-plan-price", new PlaceInterventionOrder(1, new(1_949), new(10)), m.Exchange);
        m.Refuse("oversight.unknown-plan", new PlaceInterventionOrder(4, new(2_000), new(10)), m.Exchange);
        m.Accept(new PlaceInterventionOrder(1, new(2_000), new(700)), m.Exchange);
        m.Refuse("oversight.beyond-plan-quantity", new PlaceInterventionOrder(1, new(2_000), new(301)), m.Exchange);
        m.Refuse("oversight.still-trading", new CloseIntervention(1, "x"), m.Authority);
        m.Refuse("oversight.not-plan-order", new CancelInterventionOrder(1, new OrderId(99)), m.Exchange);
        var order = market.State.FindPlan(1)!.Orders.Single();
        m.Accept(new CancelInterventionOrder(1, order), m.Exchange);
        m.Refuse("exchange.above-limit", new PlaceInterventionOrder(1, new(2_201), new(1)), m.Exchange);
        m.Accept(new PlaceInterventionOrder(1, new(2_000), new(1_000)), m.Exchange);
        market.Review();
        m.Refuse("oversight.reason-needed", new CloseIntervention(1, ""), m.Authority);
        market.Date = market.Date.PlusDays(10);
        market.Open();
        m.Refuse("oversight.outside-window", new PlaceInterventionOrder(1, new(2_000), new(10)), m.Exchange);
    }

    [Fact]
    public void The_years_interventions_stay_within_their_share_of_the_cap()
    {
        var market = new SteadyMarket();
        var m = market.Market;
        market.Drafted(PlanAction.Release, 8_001, 2_000);
        m.Refuse("oversight.plan-elsewhere", new AnnouncePlan(1), m.Authority);
        foreach (var expert in market.Experts.Take(4)) m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), expert);
        var refusal = m.Refuse("oversight.beyond-volume", new AnnouncePlan(1), m.Authority);
        Assert.Contains(refusal.Parameters, p => p is { Name: "limit", Value: "8000" });
        m.Accept(new WithdrawPlan(1, "too much"), m.Authority);
        market.Announced(PlanAction.Release, 5_000, 2_000);
        market.Drafted(PlanAction.Release, 3_000, 2_000);
        foreach (var expert in market.Experts.Take(4)) m.Accept(new VoteOnPlan(3, Ballot.InFavour, ""), expert);
        m.Refuse("oversight.another-running", new AnnouncePlan(3), m.Authority);
        m.Accept(new CloseIntervention(2, "nothing was needed"), m.Authority);
        m.Accept(new AnnouncePlan(3), m.Authority);
    }

    [Fact]
    public void A_plan_is_announced_within_its_window_and_from_an_account_with_units()
    {
        var market = new SteadyMarket(("stability.volume.max-share", "0.5"));
        var m = market.Market;
        m.Refuse("oversight.account-exists", new OpenInterventionAccount(), m.Authority);
        market.Drafted(PlanAction.Release, 10_001, 2_000, days: 2);
        foreach (var expert in market.Experts.Take(4)) m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), expert);
        m.Refuse("oversight.reserve-too-small", new AnnouncePlan(1), m.Authority);
        m.At(m.Date.PlusDays(5));
        m.Refuse("oversight.window-past", new AnnouncePlan(1), m.Authority);
    }

    [Fact]
    public void No_plan_is_announced_before_there_is_an_account()
    {
        var m = new Exchange.TradingMarket(("stability.vote", "1/3"), ("stability.vote.quorum", "1/3"),
            ("stability.committee.min", "1"));
        m.Accept(new AppointExpert(m.Authority.User, m.Date, null), m.Authority);
        m.Accept(new RaiseTrigger(TriggerCause.Other, "x"), m.Authority);
        m.Accept(new DraftPlan(1, PlanAction.BuyBack, SteadyMarket.Year, new(1), new(1), PlanChannel.Agreement, m.Date,
            m.Date, "x"), m.Authority);
        m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), m.Authority);
        m.Refuse("oversight.no-account", new AnnouncePlan(1), m.Authority);
    }

    [Fact]
    public void A_plan_by_agreement_takes_no_orders()
    {
        var market = new SteadyMarket();
        var m = market.Market;
        m.Accept(new RaiseTrigger(TriggerCause.Other, "x"), m.Authority);
        m.Accept(new DraftPlan(1, PlanAction.BuyBack, SteadyMarket.Year, new(1), new(1), PlanChannel.Agreement, m.Date,
            m.Date, "x"), m.Authority);
        foreach (var expert in market.Experts.Take(4)) m.Accept(new VoteOnPlan(1, Ballot.InFavour, ""), expert);
        m.Accept(new AnnouncePlan(1), m.Authority);
        m.Refuse("oversight.wrong-channel", new PlaceInterventionOrder(1, new(1), new(1)), m.Exchange);
    }

    [Fact]
    public void Released_units_lapse_with_their_year_even_when_traded()
    {
        var law = new LawMarket(("compliance.banking", "all-kept"));
        law.Determined(allocation: 1_000, emissions: 400, initial: 100_000, reserve: 5_000);
        var draft = new LedgerDraft(law.State.Registry);
        var (reserve, block) = (law.State.Registry.GovernmentReserve,
            law.State.Registry.Lots(law.State.Registry.GovernmentReserve)[0].Block);
        Assert.Null(draft.Mark(reserve, [new SerialBlock(block.First, 500)], Origin.Intervention, true, "plan 1"));
        Assert.Null(draft.Move(reserve, law.Account, UnitKind.Allowance, new(500), MovementCause.Trade, true, "sold",
            null, l => l.Attributes.NotBankable));
        law.Given([.. draft.Events]);
        Assert.Equal(1_500, law.Holding.Count);
        law.Do(new SurrenderUnits(law.Account, LawMarket.Year, UnitKind.Allowance, new(400)),
            law.Operator);
        var notBankable = law.State.Registry.Lots(law.Account).Where(l => l.Attributes.NotBankable)
            .Sum(l => l.Block.Count);
        law.Date = new LocalDate(2023, 6, 1);
        law.Do(new AssessCompliance(LawMarket.Year), Actor.Scheduler);
        law.Date = new LocalDate(2023, 6, 30);
        var expired = law.Do<UnitsExpired>(
            new ExpireUnits(LawMarket.Year), Actor.Scheduler);
        Assert.Equal(notBankable, expired.Cancelled.Count);
        Assert.True(notBankable > 0);
        Assert.DoesNotContain(law.State.Registry.Lots(law.Account), l => l.Attributes.NotBankable);
    }
}
