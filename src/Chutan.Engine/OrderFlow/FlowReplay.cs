using System.Globalization;
using System.Runtime.CompilerServices;
using Chutan.Market.Exchange;

namespace Chutan.Engine.OrderFlow;

/// <summary>What a flow came to: the figures by which engines are compared.</summary>
/// <param name="Notional">Sum of price × quantity, in ticks.</param>
/// <param name="Rejected">Cancellations and replacements of orders that were no longer in the book.</param>
/// <param name="BestBid">In ticks; 0 when nobody bids.</param>
/// <param name="TradeHash">Fixes the order, the parties, the prices and the quantities of all trades.</param>
public sealed record FlowResult(long Trades, long Volume, long Notional, string TradeHash, long Rejected,
    int FinalOrders, long FinalBidQty, long FinalAskQty, int BestBid, int BestAsk);

/// <summary>Plays the events of a flow to a matching book and adds up what comes out.</summary>
public sealed class FlowReplay
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    /// <summary>A file may claim any number; beyond this the book makes room as orders come.</summary>
    private const int MostNumbersAtStart = 1 << 26;

    private readonly MatchingBook book;
    private readonly BookEvents events;
    private ulong hash = HashStart;
    private long trades;
    private long volume;
    private long notional;
    private long rejected;

    /// <param name="book">Trades at the resting order's price and allows self-trades, as the format asks.</param>
    /// <param name="events">Where the book reports; made as large as one order can need.</param>
    public FlowReplay(MatchingBook book, BookEvents events) => (this.book, this.events) = (book, events);

    /// <summary>A book by the rules of the format, with room for the whole flow.</summary>
    public static MatchingBook NewBook(in FlowHeader header, int liveOrders, BookFunds? funds = null) => new(
        new PriceBand(header.Lowest, header.Highest), new MatchingRules(PriceRule.RestingOrder, SelfTradeRule.Allow),
        header.Reference, new BookCapacity(1, (int)Math.Min(header.HighestOrder, MostNumbersAtStart), liveOrders),
        funds);

    /// <summary>One event, and everything the book sends out for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Play(in FlowEvent e)
    {
        events.Clear();
        switch (e.Operation)
        {
            case FlowOperation.Cancel: book.Cancel(Number(e.Order), events); break;
            case FlowOperation.New: book.Enter(OrderOf(e), events); break;
            default: book.Replace(Number(e.Replaced), OrderOf(e), events); break;
        }
        foreach (ref readonly var happened in events.Items)
        {
            if (happened.Kind == BookEventKind.Traded) Count(happened);
            else if (happened.Kind == BookEventKind.Refused) rejected++;
        }
    }

    public FlowResult Result() => new(trades, volume, notional, hash.ToString("x16", CultureInfo.InvariantCulture),
        rejected, book.Live, book.Waiting(Side.Buy), book.Waiting(Side.Sell), book.BestBid ?? 0, book.BestAsk ?? 0);

    internal static BookOrder OrderOf(in FlowEvent e) => new((long)e.Order, (int)e.Account,
        e.Side == 1 ? Side.Buy : Side.Sell, (OrderType)(e.Type - 1), e.Price, e.Quantity);

    /// <summary>A number that no order can have is not in the book either.</summary>
    private static long Number(ulong order) => unchecked((long)order);

    private void Count(in BookEvent trade)
    {
        trades++;
        volume += trade.Quantity;
        notional += trade.Price * trade.Quantity;
        unchecked
        {
            hash = (hash ^ (ulong)trade.Other) * HashFactor;
            hash = (hash ^ (ulong)trade.Order) * HashFactor;
            hash = (hash ^ (ulong)trade.Price) * HashFactor;
            hash = (hash ^ (ulong)trade.Quantity) * HashFactor;
        }
    }
}
