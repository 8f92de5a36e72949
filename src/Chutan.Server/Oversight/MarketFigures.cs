using Chutan.Engine.Records;
using Chutan.Market.Auctions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Exchange.Feed;

namespace Chutan.Server.Oversight;

/// <summary>What a kind of account did in one mode in one month.</summary>
public readonly record struct TradedBy(long Bought, long Sold, long BoughtFen, long SoldFen);

/// <summary>The book of one day at its close.</summary>
/// <param name="BidFen">Best price bid; null when nobody bid.</param>
/// <param name="Depth">Tonnes at the best five prices of both sides.</param>
public sealed record BookAtClose(LocalDate Date, long? BidFen, long? AskFen, long Depth, long Circulation);

/// <summary>市场统计: of the Hubei allowance, who traded how much in which mode by month, what waited in the book at each
/// close, and how much was in trading accounts that day.</summary>
public sealed class MarketFigures
{
    private const int Levels = 5;
    private readonly Lock changing = new();
    private readonly Dictionary<AccountId, AccountKind> kinds = [];
    private readonly SortedDictionary<(YearMonth Month, TradeMode Mode, AccountKind Kind), TradedBy> traded = [];
    private readonly List<BookAtClose> closes = [];
    private readonly Dictionary<OrderId, (Side Side, Price Price, long Left)> orders = [];
    private BookCopy book = new();
    private long circulation;

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
        {
            // What expires with the close waited in the book until then.
            if (accepted.Events.OfType<TradingClosed>().Any()) Note(record.Date);
            foreach (var happened in accepted.Events) Take(happened, record.Date);
        }
    }

    public IReadOnlyList<(YearMonth Month, TradeMode Mode, AccountKind Kind, TradedBy Sum)> Traded()
    {
        lock (changing)
            return [.. traded.Select(t => (t.Key.Month, t.Key.Mode, t.Key.Kind, t.Value))];
    }

    public IReadOnlyList<BookAtClose> Closes()
    {
        lock (changing) return closes.ToArray();
    }

    private void Take(Event happened, LocalDate date)
    {
        switch (happened)
        {
            case AccountOpened e: kinds[e.Account.Id] = e.Account.Kind; break;
            case UnitsIssued e: Move(null, e.To, e.Lots); break;
            case UnitsMoved e: Move(e.Movement.From, e.Movement.To, e.Movement.Lots); break;
            case BusinessDayOpened:
                orders.Clear();
                book = new BookCopy();
                break;
            case OrderAccepted e when e.Instrument == Instruments.HubeiSpot:
                orders[e.Order] = (e.Side, e.Price, e.Quantity.Count);
                book.Change(e.Side, e.Price, e.Quantity.Count, 1);
                break;
            case TradeExecuted e when e.Instrument == Instruments.HubeiSpot:
                Count(e, date);
                Fill(e.BuyOrder, e.Quantity.Count);
                Fill(e.SellOrder, e.Quantity.Count);
                break;
            case AwardPaid e: Award(e, date); break;
            case OrderCancelled e: Fill(e.Order, long.MaxValue); break;
            case OrderExpired e: Fill(e.Order, long.MaxValue); break;
        }
    }

    private void Note(LocalDate date)
    {
        var (bids, asks) = (book.Depth(Side.Buy, Levels), book.Depth(Side.Sell, Levels));
        closes.Add(new BookAtClose(date, bids is [var bid, ..] ? bid.PriceFen : null,
            asks is [var ask, ..] ? ask.PriceFen : null, bids.Sum(l => l.Tonnes) + asks.Sum(l => l.Tonnes),
            circulation));
    }

    private void Count(TradeExecuted trade, LocalDate date) => Count(date, trade.Mode, KindOf(trade.Buyer),
        KindOf(trade.Seller), trade.Quantity, trade.Price * trade.Quantity);

    /// <summary>有偿竞价: what a winner has paid for and got. The government sells.</summary>
    private void Award(AwardPaid paid, LocalDate date) => Count(date, TradeMode.Auction, KindOf(paid.Account),
        AccountKind.Reserve, paid.Quantity, paid.Amount);

    private void Count(LocalDate date, TradeMode mode, AccountKind buys, AccountKind sells, Tonnes quantity,
        Money value)
    {
        var (month, tonnes, fen) = (date.ToYearMonth(), quantity.Count, value.Fen);
        var (buyer, seller) = ((month, mode, buys), (month, mode, sells));
        traded[buyer] = traded.GetValueOrDefault(buyer) is var b
            ? b with { Bought = b.Bought + tonnes, BoughtFen = b.BoughtFen + fen } : default;
        traded[seller] = traded.GetValueOrDefault(seller) is var s
            ? s with { Sold = s.Sold + tonnes, SoldFen = s.SoldFen + fen } : default;
    }

    private void Fill(OrderId id, long by)
    {
        if (!orders.TryGetValue(id, out var order) || order.Left == 0) return;
        var taken = Math.Min(by, order.Left);
        book.Change(order.Side, order.Price, -taken, taken == order.Left ? -1 : 0);
        orders[id] = order with { Left = order.Left - taken };
    }

    private void Move(AccountId? from, AccountId to, ImmutableArray<Lot> lots)
    {
        if (lots.IsEmpty || lots[0].Attributes.Kind != UnitKind.Allowance) return;
        var tonnes = lots.Sum(l => l.Block.Count);
        if (Circulates(to)) circulation += tonnes;
        if (from is { } giver && Circulates(giver)) circulation -= tonnes;
    }

    /// <summary>Accounts that were not opened are the registry's own.</summary>
    private AccountKind KindOf(AccountId account) => kinds.GetValueOrDefault(account, AccountKind.Reserve);

    private bool Circulates(AccountId account) => kinds.TryGetValue(account, out var kind)
        && kind is AccountKind.Compliance or AccountKind.Institution or AccountKind.Individual;
}
