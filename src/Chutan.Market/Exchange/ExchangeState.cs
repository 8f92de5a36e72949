using System.Runtime.InteropServices;

namespace Chutan.Market.Exchange;

public abstract record ExchangeEvent : Event;

/// <summary>Whether a trading day is open.</summary>
public enum TradingPhase
{
    Closed = 0,
    Open = 1,
}

/// <summary>The exchange: the current day's book, orders and trades, and the figures of all days. Trades of earlier
/// days are in the journal only.</summary>
public sealed class ExchangeState
{
    private readonly List<Order> orders = [];
    private readonly List<Trade> trades = [];
    private readonly List<DayRecord> days = [];
    private readonly HashSet<(AccountId Account, string Id)> clientOrderIds = [];
    private long firstOrderOfDay = 1;
    private long nextTrade = 1;

    /// <summary>The latest trading day opened; null before the first.</summary>
    public LocalDate? BusinessDate { get; private set; }
    public TradingPhase Phase { get; private set; }

    /// <summary>The rules of the latest trading day; null before the first.</summary>
    public DayTerms? Terms { get; private set; }
    public Halt? Halt { get; private set; }

    /// <summary>The book of the latest trading day; null before the first.</summary>
    public OrderBook? Book { get; private set; }

    /// <summary>Closed days, earliest first.</summary>
    public IReadOnlyList<DayRecord> Days => days;

    /// <summary>Orders of the latest trading day in order of arrival, ended ones too.</summary>
    public IReadOnlyList<Order> Orders => orders;

    /// <summary>Trades of the latest trading day, in order.</summary>
    public IReadOnlyList<Trade> Trades => trades;

    /// <summary>The close of the last closed day; null before the first.</summary>
    public Price? LastClose => days.Count == 0 ? null : days[^1].Close;

    /// <summary>The price before: the day's last trade, or the previous close; null before the first day.</summary>
    public Price? LastPrice => trades.Count > 0 ? trades[^1].Price : Terms?.PreviousClose;

    /// <summary>The running figures of the latest day, closed or not; null before the first.</summary>
    public DayRecord? Today => BusinessDate is not { } date ? null
        : days.Count > 0 && days[^1].Date == date ? days[^1]
        : BusinessDay.Figures(date, Terms!, TradeSpan); // a day that opened has terms

    public Order? FindOrder(OrderId id)
    {
        var index = id.Number - firstOrderOfDay;
        return index >= 0 && index < orders.Count ? orders[(int)index] : null;
    }

    /// <summary>One account's orders of the latest trading day, in order of arrival.</summary>
    public IEnumerable<Order> OrdersOf(AccountId account) => orders.Where(o => o.Account == account);

    /// <summary>Tonnes an account bought on the latest trading day and still bids for.</summary>
    public Tonnes BuyingToday(AccountId account)
    {
        var total = Tonnes.Zero;
        foreach (var order in orders)
        {
            if (order.Account != account || order.Side != Side.Buy) continue;
            total += order.Status == OrderStatus.Open ? order.Quantity : order.Quantity - order.Remaining;
        }
        return total;
    }

    public bool HasClientOrderId(AccountId account, string id) => clientOrderIds.Contains((account, id));

    internal OrderId NextOrder => new(firstOrderOfDay + orders.Count);
    internal TradeId NextTrade => new(nextTrade);
    internal ReadOnlySpan<Trade> TradeSpan => CollectionsMarshal.AsSpan(trades);

    internal void Apply(ExchangeEvent happened, EventContext context)
    {
        switch (happened)
        {
            case OrderAccepted e: Enter(e, context.At); break;
            case TradeExecuted e: Execute(e); break;
            case OrderCancelled e: End(e.Order, OrderStatus.Cancelled); break;
            case OrderExpired e: End(e.Order, OrderStatus.Expired); break;
            case BusinessDayOpened e: Open(e); break;
            case TradingClosed e:
                Phase = TradingPhase.Closed;
                days.Add(e.Day);
                break;
            case TradingHalted e: Halt = new Halt(e.Cause, e.Reason, context.At); break;
            case TradingResumed: Halt = null; break;
            default: throw new InvalidOperationException($"The exchange has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Date(BusinessDate);
        to.Int((int)Phase);
        to.Long(firstOrderOfDay);
        to.Long(nextTrade);
        to.Bool(Halt is not null);
        if (Halt is not null) ExchangeSnapshot.Write(to, Halt);
        to.Bool(Terms is not null);
        if (Terms is not null) ExchangeSnapshot.Write(to, Terms);
        to.Many(orders, o => ExchangeSnapshot.Write(to, o));
        to.Many(trades, t => ExchangeSnapshot.Write(to, t));
        to.Many(days, d => ExchangeSnapshot.Write(to, d));
    }

    internal void Load(StateReader from)
    {
        BusinessDate = from.MaybeDate();
        Phase = (TradingPhase)from.Int();
        firstOrderOfDay = from.Long();
        nextTrade = from.Long();
        if (from.Bool()) Halt = ExchangeSnapshot.ReadHalt(from);
        if (from.Bool())
        {
            Terms = ExchangeSnapshot.ReadTerms(from);
            Book = new OrderBook(Terms.LimitDown, Terms.LimitUp, Terms.Tick);
        }
        from.Many(() => Keep(ExchangeSnapshot.ReadOrder(from)));
        from.Many(() => trades.Add(ExchangeSnapshot.ReadTrade(from)));
        from.Many(() => days.Add(ExchangeSnapshot.ReadDay(from)));
    }

    private void Enter(OrderAccepted e, Instant at) =>
        Keep(new Order(e.Order, e.Account, e.Side, e.Price, e.Quantity, e.ClientOrderId, e.Hold, at));

    private void Keep(Order order)
    {
        if (order.Id != NextOrder) throw new InvalidOperationException($"Order {order.Id} is out of sequence.");
        orders.Add(order);
        clientOrderIds.Add((order.Account, order.ClientOrderId));
        if (order.Status == OrderStatus.Open) Book!.Add(order); // orders come only after a day opened its book
    }

    private void Execute(TradeExecuted e)
    {
        if (e.Trade != NextTrade) throw new InvalidOperationException($"Trade {e.Trade} is out of sequence.");
        nextTrade++;
        trades.Add(new Trade(e.Trade, e.BuyOrder, e.SellOrder, e.Buyer, e.Seller, e.Price, e.Quantity, e.Taker, e.At));
        Fill(e.BuyOrder, e.Quantity);
        Fill(e.SellOrder, e.Quantity);
    }

    private void Fill(OrderId id, Tonnes quantity)
    {
        var order = Get(id);
        Book!.Reduce(order, quantity); // an order stands in a book
        if (order.Remaining.IsZero) order.Status = OrderStatus.Filled;
    }

    private void End(OrderId id, OrderStatus status)
    {
        var order = Get(id);
        Book!.Remove(order); // an order stands in a book
        order.Status = status;
    }

    private void Open(BusinessDayOpened e)
    {
        firstOrderOfDay += orders.Count;
        orders.Clear();
        trades.Clear();
        clientOrderIds.Clear();
        (BusinessDate, Terms, Phase) = (e.Date, e.Terms, TradingPhase.Open);
        Book = new OrderBook(e.Terms.LimitDown, e.Terms.LimitUp, e.Terms.Tick);
    }

    private Order Get(OrderId id) =>
        FindOrder(id) ?? throw new InvalidOperationException($"Order {id} is not of this trading day.");
}
