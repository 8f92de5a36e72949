using Chutan.Engine.Rulebooks;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Rulebooks;

/// <summary>The shipped Hubei rulebook opens trading days, once an operator has adopted what has no source.</summary>
public sealed class ShippedTradingDayTests
{
    private static readonly string[] WithoutSource =
    [
        "clearing.settlement.method", "natl.fee", "trade.cash-reuse-lag-days", "trade.fee.agreement.seller",
        "trade.fee.auction",
        "trade.fee.intervention", "trade.fee.one_way", "trade.fee.rounding", "trade.hours.afternoon.close",
        "trade.hours.afternoon.open", "trade.hours.morning.close", "trade.hours.morning.open", "trade.instruments",
        "trade.opening-price:CCER", "trade.opening-price:WHCER", "trade.order.market", "trade.resale-lag-days",
        "trade.self-trade",
    ];

    [Fact]
    public void A_day_of_2024_opens_after_the_values_without_a_source_are_adopted()
    {
        var market = new MarketState();
        var authority = Found(market);
        var day = new LocalDate(2024, 5, 31);
        var adopted = new List<string>();
        while (Decide(market, new OpenBusinessDay(day), Actor.Scheduler, day) is Decision.Refused refused)
        {
            Assert.Equal("rulebook.not-adopted", refused.Refusal.Code);
            var key = refused.Refusal.Parameters.Single(p => p.Name == "key").Value;
            var version = market.Rulebook.InForce(key, day)!;
            Assert.IsType<Decision.Accepted>(Decide(market,
                new AdoptRuleValue(key, version.From, version.Value, "operator's default"), authority, day));
            adopted.Add(key);
        }

        Assert.Equal(WithoutSource, adopted.Order(StringComparer.Ordinal));
        var terms = market.Exchange.Terms!;
        Assert.Equal((new Price(2000), new Price(1800), new Price(2200), CloseMethod.DayVwap),
            (terms.PreviousClose, terms.LimitDown, terms.LimitUp, terms.CloseMethod));
        Assert.Equal(["HBEA", "CCER", "WHCER"], market.Exchange.Markets.Select(m => m.Code));
        Assert.Equal([UnitKind.Allowance, UnitKind.Ccer, UnitKind.InclusionReduction],
            market.Exchange.Markets.Select(m => m.Instrument.Kind));
        Assert.Equal(new Price(5500), market.Exchange.Find("CCER")!.Terms!.LimitUp);
        Assert.True(terms.InSession(new LocalTime(9, 30)) && !terms.InSession(new LocalTime(15, 0)));
    }

    private static Actor Found(MarketState market)
    {
        var day = new LocalDate(2024, 5, 30);
        var hubei = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require();
        Decide(market, new AdoptRulebook(hubei), Actor.Scheduler, day);
        Decide(market, new RegisterParticipant(ParticipantKind.Authority, "主管部门", "Authority", "A", "", ""),
            Actor.Scheduler, day);
        var authority = market.Participants.All.Single().Id;
        Decide(market, new AppointRepresentative(authority, "officer", Rights.All), Actor.Scheduler, day);
        return new Actor(market.Participants.Users.Single().Id, Role.Authority);
    }

    private static Decision Decide(MarketState market, Command command, Actor actor, LocalDate day)
    {
        var at = day.At(new LocalTime(9, 0));
        var context = new CommandContext(1, at.WithOffset(Offset.FromHours(8)).ToInstant(), day, at.TimeOfDay, actor,
            new RequestId(0, 1), new RuleReader(market.Rulebook));
        var decision = Dispatch.Decide(command, context, market);
        if (decision is Decision.Accepted accepted)
            foreach (var happened in accepted.Events) market.Apply(happened, new EventContext(1, context.At, day));
        return decision;
    }
}
