using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Oversight;

/// <summary>The triggers of the intervention rules: six limit days within twenty consecutive trading days.</summary>
public sealed class TriggerTests
{
    private static readonly LocalDate First = new(2024, 6, 3);

    [Fact]
    public void Five_limit_days_of_twenty_do_not_trigger()
    {
        var market = new SteadyMarket();
        for (var day = 0; day < 20; day++) market.Day(day % 4 == 0 ? +1 : 0);
        Assert.Empty(market.State.Triggers);
        Assert.Equal(5, market.State.Days.Count(d => d.IsHit));
    }

    [Fact]
    public void Six_limit_days_of_twenty_trigger_with_the_days_as_evidence()
    {
        var market = new SteadyMarket();
        for (var day = 0; day < 15; day++) market.Day(day % 4 == 0 ? +1 : 0);
        Assert.Empty(market.State.Triggers);
        market.Day();
        market.Day(+1);
        var events = market.Day(+1);
        var fired = Assert.Single(events.OfType<TriggerFired>());
        Assert.Equal((1, TriggerCause.LimitDays, 6, 20), (fired.Trigger, fired.Cause, fired.Hits, fired.Window));
        Assert.Equal(6, fired.Days.Length);
        Assert.All(fired.Days, d => Assert.True(d is { Up: true, Down: false, Halted: false }));
        Assert.Equal(market.Market.Date, fired.Date);
    }

    [Fact]
    public void Six_limit_days_over_twenty_one_do_not_trigger()
    {
        var strip = Strip("U...U...U...U...U...U");
        Assert.Equal(21, strip.Length);
        Assert.Empty(Triggers.Counted(strip, 6, 20, TriggerDirection.Mixed, null));
        Assert.Equal(6, Triggers.Counted(Strip("U...U...U...U...U..U"), 6, 20, TriggerDirection.Mixed, null).Length);
    }

    [Fact]
    public void Up_and_down_count_together_or_apart_as_the_setting_says()
    {
        var strip = Strip("U.D.U.D.U.D");
        Assert.Equal(6, Triggers.Counted(strip, 6, 20, TriggerDirection.Mixed, null).Length);
        Assert.Empty(Triggers.Counted(strip, 6, 20, TriggerDirection.SameDirection, null));
        Assert.Equal(6, Triggers.Counted(Strip("UDDDU.DDD"), 6, 20, TriggerDirection.SameDirection, null).Length);

        var same = new SteadyMarket(("stability.trigger.direction", "same-direction"));
        for (var day = 0; day < 8; day++) same.Day(day % 2 == 0 ? +1 : -1);
        Assert.Empty(same.State.Triggers);
    }

    [Fact]
    public void Halted_days_do_not_count_as_trading_days()
    {
        // Twenty-one days, one of them halted: the six limit days lie within twenty trading days.
        Assert.Equal(6, Triggers.Counted(Strip("U...U..hU...U...U...U"), 6, 20, TriggerDirection.Mixed, null).Length);
        var market = new SteadyMarket();
        for (var day = 0; day < 3; day++) market.Day(+1);
        for (var day = 0; day < 20; day++) market.HaltedDay();
        for (var day = 0; day < 2; day++) market.Day(+1);
        Assert.Empty(market.State.Triggers);
        Assert.Single(market.Day(+1).OfType<TriggerFired>());
    }

    [Fact]
    public void A_day_counts_for_one_trigger_only()
    {
        var market = new SteadyMarket().Triggered();
        market.Day(+1);
        Assert.Single(market.State.Triggers);
        market.Market.Accept(new DismissTrigger(1, "the price follows the fuel price"), market.Market.Authority);
        for (var day = 0; day < 4; day++) market.Day(+1);
        Assert.Single(market.State.Triggers);
        market.Day(+1);
        Assert.Equal(2, market.State.Triggers.Count);
        Assert.Equal(6, market.State.Triggers[1].Days.Length);
    }

    [Fact]
    public void Before_the_rules_of_2015_nothing_triggers()
    {
        var market = new SteadyMarket(("stability.trigger.hits", "0"));
        for (var day = 0; day < 8; day++) market.Day(+1);
        Assert.Empty(market.State.Triggers);
    }

    [Fact]
    public void Imbalance_and_other_damage_are_raised_by_hand_with_a_reason()
    {
        var market = new SteadyMarket().Market;
        market.Refuse("oversight.not-by-hand", new RaiseTrigger(TriggerCause.LimitDays, "x"), market.Authority);
        market.Refuse("oversight.reason-needed", new RaiseTrigger(TriggerCause.Other, " "), market.Authority);
        market.Accept(new RaiseTrigger(TriggerCause.Imbalance, "no offers"), market.Exchange);
        market.Refuse("oversight.unknown-trigger", new DismissTrigger(7, "x"), market.Authority);
        market.Refuse("oversight.reason-needed", new DismissTrigger(1, ""), market.Authority);
        market.Accept(new DismissTrigger(1, "offers came back"), market.Authority);
        market.Refuse("oversight.trigger-closed", new DismissTrigger(1, "again"), market.Authority);
        Assert.Equal(TriggerStatus.Dismissed, market.State.Oversight.Stability.Triggers[0].Status);
    }

    [Fact]
    public void A_day_is_reviewed_once_and_only_after_its_close()
    {
        var market = new SteadyMarket();
        market.Open();
        market.Market.Refuse("oversight.day-not-closed", new ReviewDay(market.Market.Date), Actor.Scheduler);
        market.Review();
        market.Market.Refuse("oversight.day-reviewed", new ReviewDay(market.Market.Date), Actor.Scheduler);
    }

    /// <summary>A strip of days: U up, D down, h halted, dot neither.</summary>
    private static LimitDay[] Strip(string days) =>
        [.. days.Select((d, i) => new LimitDay(First.PlusDays(i), d == 'U', d == 'D', d == 'h'))];
}
