namespace Chutan.Market.Oversight;

/// <summary>日终监察: reviews the trading day that has just closed: whether the price stood at its limit, whether that
/// opens an intervention, what the surveillance finds. A command of its own and not part of the close, so that nothing
/// amiss in the surveillance can keep the market from closing.</summary>
[Wire("oversight.review-day"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Exchange, Role.Authority)]
public sealed record ReviewDay(LocalDate Date) : Command;

/// <summary>提请市场调节: the authority or the exchange finds that the market needs steadying for a reason no figure
/// shows.</summary>
[Wire("oversight.raise-trigger"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record RaiseTrigger(TriggerCause Cause, string Reason) : Command;

/// <summary>终止触发事项: closes a trigger without an intervention.</summary>
[Wire("oversight.dismiss-trigger"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DismissTrigger(int Trigger, string Reason) : Command;

/// <summary>Why the market may need steadying (MI15).</summary>
public enum TriggerCause
{
    /// <summary>The price stood at its daily limit on too many days 连续涨跌停.</summary>
    LimitDays = 0,
    /// <summary>Serious imbalance of supply and demand, or no liquidity 供求严重失衡或流动性不足.</summary>
    Imbalance = 1,
    /// <summary>Other damage to the working of the market 其他影响市场运行的情形.</summary>
    Other = 2,
}

/// <summary>What became of a trigger.</summary>
public enum TriggerStatus
{
    /// <summary>The committee has to deal with it.</summary>
    Open = 0,
    /// <summary>An intervention was carried out.</summary>
    Intervened = 1,
    /// <summary>Closed without an intervention.</summary>
    Dismissed = 2,
}

/// <summary>One closed day and whether its price stood at the limit.</summary>
/// <param name="Up">A trade was made at the upper limit 涨停.</param>
/// <param name="Down">A trade was made at the lower limit 跌停.</param>
/// <param name="Halted">Nothing was traded and trading was halted at the close: the day does not count.</param>
public readonly record struct LimitDay(LocalDate Date, bool Up, bool Down, bool Halted)
{
    public bool IsHit => Up || Down;
}

/// <summary>A reason to deal with the market, with its evidence.</summary>
/// <param name="Days">The limit days counted; empty for a trigger somebody raised.</param>
/// <param name="Hits">Days needed, by the rules of the day; 0 for a trigger somebody raised.</param>
/// <param name="Window">Trading days counted over; 0 for a trigger somebody raised.</param>
public sealed record Trigger(int Number, LocalDate Date, TriggerCause Cause, string Reason,
    ImmutableArray<LimitDay> Days, int Hits, int Window, TriggerStatus Status, string Outcome);

public abstract record StabilityEvent : OversightEvent;

/// <summary>The strip of trading days grew by one.</summary>
[Wire("oversight.limit-day-noted")]
public sealed record LimitDayNoted(LimitDay Day) : StabilityEvent;

/// <summary>触发: the market fulfils a condition under which it may be steadied.</summary>
[Wire("oversight.trigger-fired")]
public sealed record TriggerFired(int Trigger, LocalDate Date, TriggerCause Cause, string Reason,
    ImmutableArray<LimitDay> Days, int Hits, int Window) : StabilityEvent;

[Wire("oversight.trigger-dismissed")]
public sealed record TriggerDismissed(int Trigger, string Reason) : StabilityEvent;

/// <summary>触发条件: six limit days within twenty consecutive trading days (MI15), or somebody's finding.</summary>
internal static class Triggers
{
    public static Decision Decide(RaiseTrigger command, CommandContext context, StabilityState stability)
    {
        if (command.Cause == TriggerCause.LimitDays)
            return OversightRefusals.NotByHand.With(OversightRefusals.Basis);
        if (string.IsNullOrWhiteSpace(command.Reason)) return OversightRefusals.NoReason();
        return Decision.Accept(new TriggerFired(stability.NextTrigger, context.Date, command.Cause, command.Reason,
            [], Hits: 0, Window: 0));
    }

    public static Decision Decide(DismissTrigger command, StabilityState stability)
    {
        if (stability.FindTrigger(command.Trigger) is not { } trigger)
            return OversightRefusals.UnknownTrigger.With(OversightRefusals.Basis, ("trigger", command.Trigger));
        if (trigger.Status != TriggerStatus.Open)
            return OversightRefusals.TriggerClosed.With(OversightRefusals.Basis, ("trigger", trigger.Number),
                ("status", trigger.Status));
        if (stability.LivePlanFor(trigger.Number) is { } plan)
            return OversightRefusals.PlanPending.With(OversightRefusals.Basis, ("trigger", trigger.Number),
                ("plan", plan.Number));
        return string.IsNullOrWhiteSpace(command.Reason)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new TriggerDismissed(trigger.Number, command.Reason));
    }

    /// <summary>The day's place in the strip, and the trigger it sets off, if any.</summary>
    public static IEnumerable<StabilityEvent> Evaluate(LimitDay today, RuleReader rules, StabilityState stability)
    {
        yield return new LimitDayNoted(today);
        var hits = rules.Find(StabilityKeys.TriggerHits, today.Date);
        var window = rules.Find(StabilityKeys.TriggerWindow, today.Date);
        if (hits is not { } needed || window is not { } days) yield break; // no law on it then, or refused by Dispatch
        var direction = rules.Get(StabilityKeys.TriggerDirection, today.Date);
        if (!today.IsHit || today.Halted || stability.HasOpenLimitTrigger) yield break;
        var evidence = Counted([.. stability.Days, today], needed, days, direction, stability.CountsFrom);
        if (evidence.IsEmpty) yield break;
        yield return new TriggerFired(stability.NextTrigger, today.Date, TriggerCause.LimitDays, "", evidence, needed,
            days);
    }

    /// <summary>The limit days within the window that ends with the last day of the strip, when they are enough;
    /// otherwise none. Halted days are not trading days and are passed over; days before <paramref name="from"/> have
    /// set off a trigger already and count no more.</summary>
    public static ImmutableArray<LimitDay> Counted(
        IReadOnlyList<LimitDay> strip, int needed, int window, TriggerDirection direction, LocalDate? from)
    {
        var within = strip.Where(d => !d.Halted).TakeLast(window).Where(d => from is null || d.Date > from).ToArray();
        var up = within.Where(d => d.Up).ToImmutableArray();
        var down = within.Where(d => d.Down).ToImmutableArray();
        var counted = direction == TriggerDirection.Mixed ? [.. within.Where(d => d.IsHit)]
            : up.Length >= down.Length ? up : down;
        return needed > 0 && counted.Length >= needed ? counted : [];
    }
}
