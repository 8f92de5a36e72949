namespace Chutan.Market.Clearing;

/// <summary>A figure that three books must agree on.</summary>
public enum Figure
{
    /// <summary>Cash at the settlement bank, in fen.</summary>
    BankTotal = 0,
    /// <summary>Tonnes traded, as the exchange reports them.</summary>
    ExchangeVolume = 1,
    /// <summary>Value traded, as the exchange reports it, in fen.</summary>
    ExchangeTurnover = 2,
    /// <summary>Tonnes delivered for trades, as the registry reports them.</summary>
    RegistryDelivered = 3,
}

/// <summary>One disagreement: what clearing's own books say, and what was reported.</summary>
public readonly record struct Difference(Figure Figure, long Ours, long Reported);

/// <summary>三方对账: compares the settled day with what bank, exchange and registry report. May be repeated until
/// nothing differs; every comparison is on record.</summary>
[Wire("clearing.reconcile-day"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record ReconcileDay(LocalDate Date, Money BankTotal, Tonnes ExchangeVolume, Money ExchangeTurnover,
    Tonnes RegistryDelivered) : Command;

/// <summary>The three books were compared. No difference: the statements are issued, the next day may open.</summary>
[Wire("clearing.day-reconciled")]
public sealed record DayReconciled(LocalDate Date, ImmutableArray<Difference> Differences) : ClearingEvent;

internal static class Reconciliation
{
    public static Decision Decide(ReconcileDay command, ClearingState clearing)
    {
        if (clearing.Phase is not (SettlementPhase.Settled or SettlementPhase.Different)
            || clearing.Run.DoneOn(command.Date) != RunStep.None
            || clearing.LastSettlement is not { } settled || settled.Date != command.Date)
            return ClearingRefusals.NotSettled.With(ClearingBasis.SameDay, ("date", command.Date));
        var differences = ImmutableArray.CreateBuilder<Difference>();
        var (quantity, value) = (settled.Quantity, settled.Value);
        foreach (var aside in clearing.Defaults.All)
            if (aside.Date == command.Date)
                (quantity, value) = (quantity + aside.Obligation.Quantity, value + aside.Obligation.Value);
        Compare(Figure.BankTotal, clearing.BankTotal.Fen, command.BankTotal.Fen);
        Compare(Figure.ExchangeVolume, quantity.Count, command.ExchangeVolume.Count);
        Compare(Figure.ExchangeTurnover, value.Fen, command.ExchangeTurnover.Fen);
        Compare(Figure.RegistryDelivered, settled.Quantity.Count, command.RegistryDelivered.Count);
        return Decision.Accept(new DayReconciled(command.Date, differences.ToImmutable()));

        void Compare(Figure figure, long ours, long reported)
        {
            if (ours != reported) differences.Add(new Difference(figure, ours, reported));
        }
    }
}
