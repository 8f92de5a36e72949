using System.Globalization;

namespace Chutan.Market.Oversight;

/// <summary>An order of the reviewed day as the surveillance sees it.</summary>
/// <param name="CancelledAt">When what was left was withdrawn; null when it was not.</param>
public readonly record struct WatchedOrder(OrderId Id, AccountId Account, bool Buys, Price Price, Tonnes Quantity,
    Tonnes Filled, Instant At, Instant? CancelledAt);

/// <summary>A trade of the reviewed day as the surveillance sees it.</summary>
/// <param name="MakesPrices">Whether it is of a mode that makes the day's prices; otherwise it was agreed beside the
/// book, and its orders are number 0.</param>
public readonly record struct WatchedTrade(TradeId Id, OrderId BuyOrder, OrderId SellOrder, AccountId Buyer,
    AccountId Seller, Price Price, Tonnes Quantity, Instant At, bool MakesPrices);

/// <summary>An announcement that moves prices, and which way.</summary>
/// <param name="On">The day it became public.</param>
/// <param name="Lowers">Whether it was bound to lower the price: a release, an auction. Otherwise it was bound to
/// raise it.</param>
/// <param name="Informed">Parties that knew before, by their first member.</param>
public sealed record WatchedAnnouncement(LocalDate On, bool Lowers, ImmutableArray<ParticipantId> Informed);

/// <summary>Everything the detectors look at: the day's orders and trades, the days before it, and who belongs
/// together.</summary>
/// <param name="Instrument">The one it is a picture of; others have pictures of their own.</param>
/// <param name="LastMinutesFrom">When the last minutes began.</param>
/// <param name="Before">Days of the same instrument before, earliest first.</param>
/// <param name="PartyOf">The party of an account, by its first member.</param>
/// <param name="DaysToDeadline">Trading days until the surrender deadline, today included; null when it is past or
/// unknown.</param>
public sealed record DayPicture(string Instrument, LocalDate Date, Price PreviousClose, Price Close,
    Instant LastMinutesFrom, ImmutableArray<WatchedOrder> Orders, ImmutableArray<WatchedTrade> Trades,
    IReadOnlyList<DayWatched> Before, DayWatched Today, Func<AccountId, ParticipantId> PartyOf,
    ImmutableArray<PartyPosition> Positions, int? DaysToDeadline, ImmutableArray<WatchedAnnouncement> Announcements)
{
    /// <summary>The party of the intervention account: nobody's.</summary>
    public static ParticipantId House => default;

    public Tonnes Volume => new(Trades.Sum(t => t.Quantity.Count));

    /// <summary>The last days, today included, at most as many as asked for.</summary>
    public IReadOnlyList<DayWatched> Last(int days) => [.. Before.Append(Today).TakeLast(Math.Max(0, days))];

    /// <summary>What each party bought less what it sold over some days, by party.</summary>
    public SortedDictionary<ParticipantId, Net> NetOver(IEnumerable<DayWatched> days)
    {
        var net = new SortedDictionary<ParticipantId, Net>();
        foreach (var flow in days.SelectMany(d => d.Flows))
        {
            var (buyer, seller) = (PartyOf(flow.Buyer), PartyOf(flow.Seller));
            if (buyer == seller) continue;
            net[buyer] = net.GetValueOrDefault(buyer).Bought(flow);
            net[seller] = net.GetValueOrDefault(seller).Sold(flow);
        }
        return net;
    }

    /// <summary>The accounts of a party that traded in some days, by number.</summary>
    public ImmutableArray<AccountId> AccountsOf(ParticipantId party, IEnumerable<DayWatched> days) =>
        [.. days.SelectMany(d => d.Flows).SelectMany(f => new[] { f.Buyer, f.Seller }).Distinct()
            .Where(a => PartyOf(a) == party).Order()];
}

/// <summary>Purchases less sales, t, and what was paid less what was received, fen.</summary>
public readonly record struct Net(long Quantity, long Paid)
{
    public Net Bought(PairFlow flow) => new(Quantity + flow.Quantity.Count, Paid + flow.Value.Fen);
    public Net Sold(PairFlow flow) => new(Quantity - flow.Quantity.Count, Paid - flow.Value.Fen);
}

/// <summary>What a detector found, before it has a number.</summary>
internal sealed record Finding(Detector Detector, LocalDate From, ImmutableArray<AccountId> Accounts,
    ImmutableArray<OrderId> Orders, ImmutableArray<TradeId> Trades, ImmutableArray<AlertFigure> Figures);

/// <summary>How figures of alerts are written.</summary>
internal static class Figure
{
    public static AlertFigure Of(string name, Tonnes value, ParameterKey<Tonnes>? key = null,
        Tonnes? threshold = null) => Made(name, Text.Of(value), "t", threshold is { } t ? Text.Of(t) : null, key);

    public static AlertFigure Of(string name, long count, string unit, ParameterKey<int>? key = null,
        int? threshold = null) => Made(name, Number(count), unit, threshold is { } t ? Number(t) : null, key);

    public static AlertFigure Of(string name, Money value, ParameterKey<Money>? key = null,
        Money? threshold = null) => Made(name, Text.Of(value), "CNY", threshold is { } t ? Text.Of(t) : null, key);

    public static AlertFigure Of(string name, Price value) => Made(name, Text.Of(value), "CNY/t", null, null);

    /// <summary>A share with four decimals, rounded down; beside it the share it reached.</summary>
    public static AlertFigure Share(string name, long part, long whole, ParameterKey<Rate>? key = null,
        Rate? threshold = null) => Made(name, Ratio(part, whole), "", threshold?.ToString(), key);

    /// <summary>Whether part ÷ whole is at least a share, exactly. Nothing is no share.</summary>
    public static bool Reaches(long part, long whole, Rate share) =>
        whole > 0 && (Int128)part * Rate.Scale >= (Int128)whole * share.Parts;

    private static string Ratio(long part, long whole)
    {
        var parts = whole == 0 ? 0 : (long)((Int128)part * 10_000 / whole);
        return (parts / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);
    }

    private static AlertFigure Made(string name, string value, string unit, string? threshold, ParameterKey? key) =>
        new(name, value, unit, threshold, key?.Name);

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
