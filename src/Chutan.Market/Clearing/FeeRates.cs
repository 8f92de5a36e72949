namespace Chutan.Market.Clearing;

/// <summary>What each side pays on a trade beside the book, as shares of its value.</summary>
public readonly record struct FeeRates(Rate Buyer, Rate Seller)
{
    /// <summary>The rates of a mode on a date; meaningless when a rule was missing.</summary>
    public static FeeRates Of(TradeMode mode, string instrument, LocalDate on, RuleReader rules)
    {
        switch (mode)
        {
            case TradeMode.ListingTransfer:
                return new FeeRates(default, rules.Get(ClearingKeys.FeeFixedPriceSeller, instrument, on));
            case TradeMode.Agreement:
                return new FeeRates(default, rules.Get(ModeKeys.FeeAgreementSeller, instrument, on));
            case TradeMode.OneWayBidding:
                var sides = rules.Get(ClearingKeys.FeeOneWay, instrument, on);
                return new FeeRates(sides, sides);
            default:
                var each = rules.Get(ModeKeys.FeeNational, instrument, on);
                return new FeeRates(each, each);
        }
    }

    /// <summary>The two fees, each rounded to the fen as the day's terms say.</summary>
    public (Money Buyer, Money Seller) On(Money value, SettlementTerms terms) =>
        (Reserving.Fee(value, terms with { Fee = Buyer }), Reserving.Fee(value, terms with { Fee = Seller }));

    /// <summary>What an offer to buy so much can cost at worst, however many parts it is taken in.</summary>
    public Money WorstCost(Price price, Tonnes quantity, SettlementTerms terms) =>
        quantity.IsZero ? Money.Zero : Reserving.WorstCost(price, quantity, terms with { Fee = Buyer });
}
