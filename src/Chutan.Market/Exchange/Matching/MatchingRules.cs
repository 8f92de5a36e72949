namespace Chutan.Market.Exchange;

/// <summary>At which price two orders trade.</summary>
public enum PriceRule
{
    /// <summary>At the price of the order that was in the book first.</summary>
    RestingOrder = 0,
    /// <summary>协商议价: at the middle one of bid, ask and the price before.</summary>
    Negotiated = 1,
}

/// <summary>What happens when an order would trade with one of its own account 自成交.</summary>
public enum SelfTradeRule
{
    Allow = 0,
    /// <summary>The order that comes last is refused whole, before it trades with anybody.</summary>
    RefuseNewest = 1,
    /// <summary>The order in the book is cancelled; the one that comes last goes on.</summary>
    CancelOldest = 2,
    /// <summary>The order in the book and the rest of the one that comes last are cancelled.</summary>
    CancelBoth = 3,
}

/// <summary>What becomes of the part of an order that does not trade at once.</summary>
public enum OrderType
{
    /// <summary>限价: it waits in the book.</summary>
    Limit = 0,
    /// <summary>即时成交剩余撤销: it is cancelled.</summary>
    ImmediateOrCancel = 1,
    /// <summary>市价: any price within the day's band; the rest is cancelled.</summary>
    Market = 2,
}

/// <summary>How one book matches. Fixed for the life of the book.</summary>
public readonly record struct MatchingRules(PriceRule Price, SelfTradeRule SelfTrade);

/// <summary>The lowest and the highest valid price, in ticks.</summary>
public readonly record struct PriceBand(int Lowest, int Highest)
{
    public int Prices => Highest - Lowest + 1;
    public bool Contains(int price) => price >= Lowest && price <= Highest;
}

/// <summary>An order as the matching core sees it.</summary>
/// <param name="Id">Grows with time; a number is used once.</param>
/// <param name="Account">The number under which the core knows the account: small, from 0.</param>
/// <param name="Price">Worst price accepted, in ticks; not read for a market order.</param>
/// <param name="Quantity">Tonnes, 1 to <see cref="MatchingBook.MostQuantity"/>.</param>
public readonly record struct BookOrder(long Id, int Account, Side Side, OrderType Type, int Price, long Quantity);

/// <summary>Why the core refused an order, or cancelled one.</summary>
public enum BookReason : byte
{
    None = 0,
    /// <summary>Its owner withdrew or replaced it.</summary>
    Withdrawn = 1,
    /// <summary>What an immediate or market order could not trade.</summary>
    NotResting = 2,
    SelfTrade = 3,
    OutsideBand = 4,
    BadQuantity = 5,
    /// <summary>The order to cancel or to replace is not in the book.</summary>
    NotLive = 6,
    NoCash = 7,
    NoUnits = 8,
    UnknownAccount = 9,
    /// <summary>Only limit orders are collected for a call auction.</summary>
    NotInAuction = 10,
}
