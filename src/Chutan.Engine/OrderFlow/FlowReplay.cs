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

/// <summary>Adds up what a book sends out.</summary>
public struct FlowTally
{
    private const ulong HashFactor = 1099511628211;

    private ulong hash = 14695981039346656037;

    public FlowTally()
    {
    }

    public long Trades { get; private set; }
    public long Volume { get; private set; }
    public long Notional { get; private set; }
    public long Rejected { get; private set; }
    public readonly string Hash => hash.ToString("x16", CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ReadOnlySpan<BookEvent> events)
    {
        foreach (ref readonly var happened in events)
        {
            if (happened.Kind == BookEventKind.Traded) Count(happened);
            else if (happened.Kind == BookEventKind.Refused) Rejected++;
        }
    }

    private void Count(in BookEvent trade)
    {
        Trades++;
        Volume += trade.Quantity;
        Notional += trade.Price * trade.Quantity;
        unchecked
        {
            hash = (hash ^ (ulong)trade.Other) * HashFactor;
            hash = (hash ^ (ulong)trade.Order) * HashFactor;
            hash = (hash ^ (ulong)trade.Price) * HashFactor;
            hash = (hash ^ (ulong)trade.Quantity) * HashFactor;
        }
    }
}

/// <summary>Plays the events of a flow to a matching book and adds up what comes out.</summary>
public sealed class FlowReplay
{
    /// <summary>A file may claim any number; beyond this the book makes room as orders come.</summary>
    private const int MostNumbersAtStart = 1 << 26;

    private readonly MatchingBook book;
    private readonly BookEvents events;
    private FlowTally tally = new();

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
            case FlowOperation.New: book.Enter(e.ToOrder(), events); break;
            default: book.Replace(Number(e.Replaced), e.ToOrder(), events); break;
        }
        tally.Add(events.Items);
    }

    public FlowResult Result() => new(tally.Trades, tally.Volume, tally.Notional, tally.Hash, tally.Rejected,
        book.Live, book.Waiting(Side.Buy), book.Waiting(Side.Sell), book.BestBid ?? 0, book.BestAsk ?? 0);

    /// <summary>A number that no order can have is not in the book either.</summary>
    private static long Number(ulong order) => unchecked((long)order);
}
