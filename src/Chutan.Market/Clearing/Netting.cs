namespace Chutan.Market.Clearing;

/// <summary>多边净额: what one account's trades in one instrument come to.</summary>
/// <param name="Paid">Value bought; <paramref name="Received"/>: value sold; fees apart.</param>
public sealed record NetPosition(AccountId Account, Tonnes Bought, Tonnes Sold, Money Paid, Money Received,
    Money BuyerFees, Money SellerFees, int Trades)
{
    /// <summary>What the account gets in money; negative when it pays.</summary>
    public Money Net => Received - SellerFees - Paid - BuyerFees;

    /// <summary>The positions of a list of obligations, by account.</summary>
    public static IReadOnlyList<NetPosition> Of(IEnumerable<Obligation> obligations)
    {
        var positions = new SortedDictionary<AccountId, NetPosition>();
        foreach (var o in obligations)
        {
            var (buyer, seller) = (Get(o.Buyer), Get(o.Seller));
            positions[o.Buyer] = buyer with
            {
                Bought = buyer.Bought + o.Quantity,
                Paid = buyer.Paid + o.Value,
                BuyerFees = buyer.BuyerFees + o.BuyerFee,
                Trades = buyer.Trades + 1,
            };
            positions[o.Seller] = seller with
            {
                Sold = seller.Sold + o.Quantity,
                Received = seller.Received + o.Value,
                SellerFees = seller.SellerFees + o.SellerFee,
                Trades = seller.Trades + 1,
            };
        }
        return [.. positions.Values];

        NetPosition Get(AccountId account) => positions.GetValueOrDefault(account) ?? new NetPosition(account,
            Tonnes.Zero, Tonnes.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, 0);
    }
}

/// <summary>One account's net position in one instrument was paid; its units moved in the same decision.</summary>
[Wire("clearing.net-settled")]
public sealed record NetPositionSettled(string Instrument, AccountId Account, Money Paid, Money Received,
    Money BuyerFees, Money SellerFees) : ClearingEvent;

/// <summary>The trades that were settled net are done.</summary>
[Wire("clearing.obligations-netted")]
public sealed record ObligationsNetted(string Instrument, ImmutableArray<TradeId> Trades) : ClearingEvent;
