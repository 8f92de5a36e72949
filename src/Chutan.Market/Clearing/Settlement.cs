namespace Chutan.Market.Clearing;

/// <summary>日终清算交收: delivers and pays all trades of the day, units against money, in one decision.</summary>
[Wire("clearing.settle-day"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record SettleDay(LocalDate Date) : Command;

/// <summary>What clearing goes by for one whole business day, read from the rulebook at its opening.</summary>
/// <param name="Fee">Each side's share of a trade's value.</param>
/// <param name="CashReuseLagDays">0: sale proceeds may be used to buy at once; 1: from the next trading day.</param>
public sealed record SettlementTerms(Rate Fee, RoundingRule FeeRounding, int CashReuseLagDays);

[Wire("clearing.day-opened")]
public sealed record SettlementDayOpened(LocalDate Date, SettlementTerms Terms) : ClearingEvent;

/// <summary>One trade was paid; its units moved in the same decision.</summary>
[Wire("clearing.trade-settled")]
public sealed record TradeSettled(TradeId Trade, AccountId Buyer, AccountId Seller, Money Value, Money BuyerFee,
    Money SellerFee) : ClearingEvent;

/// <summary>All trades of the day are delivered and paid.</summary>
/// <param name="TradeListHash">The frozen trade list that was settled.</param>
[Wire("clearing.day-settled")]
public sealed record DaySettled(LocalDate Date, int Trades, Tonnes Quantity, Money Value, Money Fees,
    string TradeListHash) : ClearingEvent;

/// <summary>The business day as clearing sees it.</summary>
internal static class SettlementDay
{
    /// <summary>Proceeds reach the account at the settlement after the close, so no longer wait than to the next
    /// trading day can be kept up.</summary>
    private const int LongestCashReuseLag = 1;

    /// <summary>Opens the day in clearing, or refuses: the day before must be settled and reconciled.</summary>
    public static (SettlementDayOpened? Opened, Refusal? Refusal) Open(LocalDate date, RuleReader rules,
        ClearingState clearing)
    {
        if (clearing.BusinessDate is { } before && clearing.Phase != SettlementPhase.Reconciled)
            return (null, ClearingRefusals.NotReconciled.With(ClearingBasis.SameDay, ("date", before),
                ("phase", clearing.Phase), ("differences", clearing.Differences.Length)));
        if (clearing.BusinessDate is { } run && clearing.Run.DoneOn(run) is not (RunStep.None or RunStep.ReadyToOpen))
            return (null, ClearingRefusals.RunNotFinished.With(ClearingBasis.SameDay, ("date", run),
                ("step", clearing.Run.DoneOn(run) + 1)));
        var terms = new SettlementTerms(rules.Get(ClearingKeys.FeeNegotiated, date),
            rules.Get(ClearingKeys.FeeRounding, date), rules.Get(ClearingKeys.CashReuseLagDays, date));
        var prepaid = rules.Get(ClearingKeys.FullPrepayment, date);
        var sameDay = rules.Get(ClearingKeys.SameDaySettlement, date);
        if (rules.Missing is { } missing) return (null, missing);
        if (terms.CashReuseLagDays > LongestCashReuseLag)
            return (null, CannotHonour(ClearingKeys.CashReuseLagDays, terms.CashReuseLagDays, "0, 1"));
        if (!prepaid) return (null, CannotHonour(ClearingKeys.FullPrepayment, "no", "yes"));
        if (!sameDay) return (null, CannotHonour(ClearingKeys.SameDaySettlement, "no", "yes"));
        return (new SettlementDayOpened(date, terms), null);

        Refusal CannotHonour(ParameterKey key, object value, string supported) => ClearingRefusals.CannotHonour.With(
            rules.Cite(key, date), ("key", key.Name), ("value", value), ("supported", supported));
    }
}
