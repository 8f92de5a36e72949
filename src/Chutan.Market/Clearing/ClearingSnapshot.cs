namespace Chutan.Market.Clearing;

/// <summary>The money ledger's records in a snapshot.</summary>
internal static class ClearingSnapshot
{
    public static void Write(StateWriter to, SettlementTerms terms)
    {
        to.Long(terms.Fee.Parts);
        to.Int((int)terms.FeeRounding);
        to.Int(terms.CashReuseLagDays);
    }

    public static SettlementTerms ReadTerms(StateReader from) =>
        new(new(from.Long()), (RoundingRule)from.Int(), from.Int());

    public static void Write(StateWriter to, DaySettled day)
    {
        to.Date(day.Date);
        to.Int(day.Trades);
        to.Long(day.Quantity.Count);
        to.Long(day.Value.Fen);
        to.Long(day.Fees.Fen);
        to.String(day.TradeListHash);
    }

    public static DaySettled ReadSettlement(StateReader from) => new(from.Date(), from.Int(), new(from.Long()),
        new(from.Long()), new(from.Long()), from.String());

    public static void Write(StateWriter to, Difference difference)
    {
        to.Int((int)difference.Figure);
        to.Long(difference.Ours);
        to.Long(difference.Reported);
    }

    public static Difference ReadDifference(StateReader from) => new((Figure)from.Int(), from.Long(), from.Long());

    public static void Write(StateWriter to, CashAccount account)
    {
        to.Long(account.Id.Number);
        Write(to, account.Balance, account.Frozen, account.Receivable, account.Opening, account.Deposited,
            account.Withdrawn, account.Bought, account.Sold, account.Fees, account.Other, account.Reversed);
    }

    public static CashAccount ReadAccount(StateReader from) => new(new(from.Long()))
    {
        Balance = new(from.Long()),
        Frozen = new(from.Long()),
        Receivable = new(from.Long()),
        Opening = new(from.Long()),
        Deposited = new(from.Long()),
        Withdrawn = new(from.Long()),
        Bought = new(from.Long()),
        Sold = new(from.Long()),
        Fees = new(from.Long()),
        Other = new(from.Long()),
        Reversed = new(from.Long()),
    };

    public static void Write(StateWriter to, OrderId order, Reservation reservation)
    {
        to.Long(order.Number);
        to.Long(reservation.Account.Number);
        to.Long(reservation.Amount.Fen);
    }

    public static Reservation ReadReservation(StateReader from) => new(new(from.Long()), new(from.Long()));

    public static void Write(StateWriter to, Obligation o)
    {
        to.Long(o.Trade.Number);
        to.String(o.Instrument);
        to.Int((int)o.Mode);
        to.Long(o.Buyer.Number);
        to.Long(o.Seller.Number);
        to.Long(o.Quantity.Count);
        Write(to, o.Value, o.BuyerFee, o.SellerFee);
    }

    public static Obligation ReadObligation(StateReader from) => new(new(from.Long()), from.String(),
        (TradeMode)from.Int(), new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()), new(from.Long()));

    public static void Write(StateWriter to, Statement s)
    {
        to.Long(s.Account.Number);
        to.Date(s.Date);
        Write(to, s.Opening, s.Deposited, s.Withdrawn, s.Bought, s.Sold, s.Fees, s.Other, s.Closing);
    }

    public static Statement ReadStatement(StateReader from) => new(new(from.Long()), from.Date(), new(from.Long()),
        new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()),
        new(from.Long()));

    private static void Write(StateWriter to, params ReadOnlySpan<Money> amounts)
    {
        foreach (var amount in amounts) to.Long(amount.Fen);
    }
}
