using Chutan.Server.Http;
using Chutan.Server.Registry;

namespace Chutan.Server.Exchange.Feed;

/// <summary>One of the account's own orders of the day, as it stands.</summary>
/// <param name="Reason">Why it ended before its day did; null while it stands or when it was filled.</param>
public sealed record OwnOrder(string Id, string ClientOrderId, string Instrument, string Side, string Type,
    long PriceFen, long Tonnes, long Filled, string State, string? Reason, Instant Instant, long Position);

/// <summary>One of the account's own trades of the day.</summary>
/// <param name="Order">The account's own order; null for a deal beside the book.</param>
public sealed record OwnTrade(string Id, string? Order, string Instrument, string Mode, string Side, long PriceFen,
    long Tonnes, long ValueFen, Instant Instant, long Position);

/// <summary>The account's orders and trades of the day at one number of its stream.</summary>
public sealed record AccountSnapshot(long Sequence, string Account, IReadOnlyList<OwnOrder> Orders,
    IReadOnlyList<OwnTrade> Trades, AsOf AsOf);

/// <summary>What one journal record changed for the account.</summary>
/// <param name="NewDay">Whether a trading day began: the orders and trades of the one before are gone.</param>
/// <param name="Balances">Whether money or units moved or were tied up; the balances follow.</param>
public sealed record AccountUpdate(long Sequence, long Position, Instant Instant, IReadOnlyList<OwnOrder> Orders,
    IReadOnlyList<OwnTrade> Trades, bool NewDay, bool Balances) : INumbered;

/// <summary>What ties up units of one kind.</summary>
public sealed record HoldAnswer(Bilingual Unit, Bilingual Cause, long Tonnes);

/// <summary>Units by vintage and kind, what ties them up, and money, as they stand.</summary>
/// <param name="CancelOnDisconnect">Whether open orders are withdrawn when the last live connection is lost.</param>
public sealed record BalancesAnswer(IReadOnlyList<UnitBalance> Units, IReadOnlyList<HoldAnswer> Holds, CashAnswer Cash,
    bool CancelOnDisconnect, AsOf AsOf);
