namespace Chutan.Market.Clearing;

/// <summary>Money was tied up for a buy order: all it can cost at worst, with fees.</summary>
[Wire("clearing.frozen")]
public sealed record MoneyFrozen(AccountId Account, OrderId Order, Money Amount) : ClearingEvent;

/// <summary>Money tied up for an order's unfilled part is free again: withdrawn or expired.</summary>
[Wire("clearing.released")]
public sealed record MoneyReleased(AccountId Account, OrderId Order, Money Amount) : ClearingEvent;

/// <summary>A trade made an obligation. <paramref name="Released"/> is what the trade price saved the buyer against the
/// reservation; it is free at once.</summary>
/// <param name="BuyOrder">The buyer's order; number 0 for a trade beside the book, whose cost is frozen with this.
/// </param>
[Wire("clearing.obligation-booked", 2)]
public sealed record ObligationBooked(TradeId Trade, string Instrument, TradeMode Mode, OrderId BuyOrder,
    AccountId Buyer, AccountId Seller, Tonnes Quantity, Money Value, Money BuyerFee, Money SellerFee,
    Money Released) : ClearingEvent
{
    internal Obligation Obligation =>
        new(Trade, Instrument, Mode, Buyer, Seller, Quantity, Value, BuyerFee, SellerFee);
}

/// <summary>资金冻结: what orders and trades cost, and what must be tied up so that they can always be paid.</summary>
public static class Reserving
{
    /// <summary>One side's fee on one trade, rounded to the fen as the day's terms say.</summary>
    public static Money Fee(Money value, SettlementTerms terms) => terms.FeeRounding == RoundingRule.Down
        ? new Money((long)((Int128)value.Fen * terms.Fee.Parts / Rate.Scale))
        : terms.Fee.HalfUp(value);

    /// <summary>
    /// What a buy order of this many tonnes can cost at worst: its value at the limit, the fee on it, and half a fen
    /// for each tonne, rounded up. Each trade moves at least one tonne and rounding adds at most half a fen to its fee,
    /// so however the order is split into trades, what is left reserved after each of them still covers the rest.
    /// </summary>
    public static Money WorstCost(Price limit, Tonnes quantity, SettlementTerms terms)
    {
        var value = limit * quantity;
        var doubled = (Int128)value.Fen * terms.Fee.Parts * 2 + (Int128)quantity.Count * Rate.Scale;
        return value + new Money(Rounding.Up(doubled, Rate.Scale * 2));
    }

    /// <summary>Freezes the worst cost of a buy order, or refuses.</summary>
    /// <param name="freed">What the same decision frees before it.</param>
    internal static (MoneyFrozen? Frozen, Refusal? Refusal) Freeze(AccountId account, OrderId order, Price limit,
        Tonnes quantity, ClearingState clearing, Money freed = default)
    {
        var needed = WorstCost(limit, quantity, clearing.Terms!); // orders come only on an open day, which has terms
        var available = clearing.Available(account) + freed;
        return needed > available
            ? (null, ClearingRefusals.InsufficientFunds.With(ClearingBasis.FullPayment, ("account", account),
                ("needed", needed), ("available", available)))
            : (new MoneyFrozen(account, order, needed), null);
    }

    /// <summary>What each side pays for a trade of this mode: by its row of the fee table, or the negotiated fee.
    /// </summary>
    public static (Money Buyer, Money Seller) Fees(Money value, TradeMode mode, SettlementTerms terms,
        SettlementSettings settings)
    {
        var row = settings.FeeOf(mode) ?? new FeeRow(mode, terms.Fee, terms.Fee);
        return (Fee(value, terms with { Fee = row.Buyer }), Fee(value, terms with { Fee = row.Seller }));
    }

    /// <summary>The obligation of one trade of the order book.</summary>
    /// <param name="limit">The buy order's limit price.</param>
    /// <param name="before">The buy order's unfilled quantity before this trade.</param>
    internal static ObligationBooked Book(TradeId trade, string instrument, TradeMode mode, OrderId buyOrder,
        AccountId buyer, AccountId seller, Price price, Tonnes quantity, Price limit, Tonnes before,
        SettlementTerms terms)
    {
        var value = price * quantity;
        var fee = Fee(value, terms); // every screen pays the negotiated fee
        var freed = WorstCost(limit, before, terms) - WorstCost(limit, before - quantity, terms);
        return new ObligationBooked(trade, instrument, mode, buyOrder, buyer, seller, quantity, value, fee, fee,
            freed - value - fee);
    }

    /// <summary>The obligation of one trade beside the order book; applying it freezes what the buyer owes.</summary>
    /// <param name="rates">What each side pays; null for what trades of the book cost.</param>
    internal static ObligationBooked BookBeside(TradeId trade, string instrument, TradeMode mode, AccountId buyer,
        AccountId seller, Price price, Tonnes quantity, SettlementTerms terms, SettlementSettings settings,
        FeeRates? rates = null)
    {
        var value = price * quantity;
        var (buyerFee, sellerFee) = rates?.On(value, terms) ?? Fees(value, mode, terms, settings);
        return new ObligationBooked(trade, instrument, mode, default, buyer, seller, quantity, value, buyerFee,
            sellerFee, Money.Zero);
    }
}
