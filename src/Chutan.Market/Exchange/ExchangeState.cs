using System.Runtime.InteropServices;
using Chutan.Market.Exchange.Modes;

namespace Chutan.Market.Exchange;

public abstract record ExchangeEvent : Event;

/// <summary>Whether a trading day is open.</summary>
public enum TradingPhase
{
    Closed = 0,
    Open = 1,
}

/// <summary>The exchange: the current day's books, orders and trades, and the figures of all days, one market for each
/// instrument. Orders and trades are numbered over all of them. Trades of earlier days are in the journal only.
/// </summary>
public sealed class ExchangeState
{
    private readonly DayOrders orders;
    private readonly List<Trade> trades = [];
    private readonly List<InstrumentMarket> markets = [];
    private readonly ClientOrderIds clientOrderIds;
    private readonly SortedSet<AccountId> cancelOnDisconnect = [];
    private readonly SortedDictionary<HoldId, int> resaleHolds = [];
    private readonly Dictionary<AccountId, long> buying = []; // every buy order of an account with a limit asks
    private long firstOrderOfDay = 1;
    private long nextTrade = 1;

    public ExchangeState()
    {
        orders = new DayOrders(markets);
        clientOrderIds = new ClientOrderIds(orders);
        markets.Add(new InstrumentMarket(Instruments.Spot, orders));
    }

    /// <summary>The latest trading day opened; null before the first.</summary>
    public LocalDate? BusinessDate { get; private set; }
    public TradingPhase Phase { get; private set; }

    /// <summary>A halt of the whole market; null when there is none.</summary>
    public Halt? Halt { get; private set; }

    /// <summary>The hash of the latest closed day's trade list; null before the first.</summary>
    public string? TradeListHash { get; private set; }

    /// <summary>Every instrument that was ever listed, in the order of first listing; the spot allowance first.
    /// </summary>
    public IReadOnlyList<InstrumentMarket> Markets => markets;

    /// <summary>The market of the Hubei spot allowance; the properties below that name no instrument are its own.
    /// </summary>
    public InstrumentMarket Spot => markets[0];

    public DayTerms? Terms => Spot.Terms;
    public OrderBook? Book => Spot.Book;
    public IReadOnlyList<DayRecord> Days => Spot.Days;
    public Price? LastClose => Spot.LastClose;
    public Price? LastPrice => Spot.LastPrice;
    public DayRecord? Today => Spot.Today;

    /// <summary>Listings, proposals and contracts beside the books.</summary>
    public Offers Offers { get; } = new();

    /// <summary>One-way bidding 单向竞价: every session, announced, running or over.</summary>
    public OneWaySessions OneWay { get; } = new();

    /// <summary>Orders of the latest trading day in order of arrival, all instruments, ended ones too.</summary>
    public IReadOnlyList<Order> Orders => orders;

    /// <summary>The same as they lie in memory.</summary>
    internal DayOrders Rows => orders;

    /// <summary>Trades of the latest trading day in order, all instruments and modes.</summary>
    public IReadOnlyList<Trade> Trades => trades;

    /// <summary>When the last instrument's afternoon session ends on the latest trading day.</summary>
    public LocalTime TradingUntil
    {
        get
        {
            var until = LocalTime.Midnight;
            foreach (var market in markets)
                if (market.Terms is { } terms) until = LocalTime.Max(until, terms.AfternoonCloses);
            return until;
        }
    }

    /// <summary>The market of an instrument; null for one that was never listed.</summary>
    public InstrumentMarket? Find(string instrument)
    {
        foreach (var market in markets)
            if (market.Code == instrument) return market;
        return null;
    }

    /// <summary>Holds on units bought too recently to be sold again, and the trading days they still last.</summary>
    internal IReadOnlyDictionary<HoldId, int> ResaleHolds => resaleHolds;

    /// <summary>The halt that keeps an instrument from trading: the whole market's, or its own; null for none.
    /// </summary>
    public Halt? HaltOf(string instrument) => Halt ?? Find(instrument)?.Halt;

    /// <summary>Whether an account's orders are withdrawn when its last live connection is lost.</summary>
    public bool CancelsOnDisconnect(AccountId account) => cancelOnDisconnect.Contains(account);

    /// <summary>An order of the latest trading day as it stands now; null for any other number.</summary>
    public Order? FindOrder(OrderId id) => PlaceOf(id) is var place and >= 0 ? orders[place] : null;

    /// <summary>The place of an order among the day's; negative when it is not of this day.</summary>
    internal int PlaceOf(OrderId id)
    {
        var place = id.Number - firstOrderOfDay;
        return place >= 0 && place < orders.Count ? (int)place : -1;
    }

    /// <summary>The order as it lies in memory. It must be one of the day.</summary>
    internal ref readonly OrderRow RowOf(OrderId id) => ref Row(id);

    /// <summary>What an order needs: the place of its sender's own number. See <see cref="MarketState.Foresee"/>.
    /// </summary>
    internal void Foresee(PlaceOrder order, int step)
    {
        if (step == 1) Ahead.ExpectFields(order.ClientOrderId);
        else if (step == 2 && order.ClientOrderId is { } id) clientOrderIds.Foresee(order.Account, id);
    }

    /// <summary>What withdrawing an order needs: its row, and its place in its book.</summary>
    internal void Foresee(int place, int step)
    {
        ref readonly var order = ref orders.At(place);
        if (step == 1) Ahead.Expect(in order);
        else markets[order.Market].Book?.Foresee(order.Id, step);
    }

    /// <summary>One account's orders of the latest trading day, in order of arrival.</summary>
    public IEnumerable<Order> OrdersOf(AccountId account)
    {
        for (var i = 0; i < orders.Count; i++)
            if (orders.At(i).Account == account) yield return orders[i];
    }

    /// <summary>Tonnes an account bought on the latest trading day, in any mode, and still bids for.</summary>
    public Tonnes BuyingToday(AccountId account) => new(buying.GetValueOrDefault(account));

    public bool HasClientOrderId(AccountId account, string id) => clientOrderIds.Contains(account, id);

    internal OrderId NextOrder => new(firstOrderOfDay + orders.Count);
    internal TradeId NextTrade => new(nextTrade);
    internal ReadOnlySpan<Trade> TradeSpan => CollectionsMarshal.AsSpan(trades);

    internal void Apply(ExchangeEvent happened, EventContext context)
    {
        switch (happened)
        {
            case OrderAccepted e: Keep(new OrderRow(e, context.At), e.Instrument, e.ClientOrderId); break;
            case TradeExecuted e: Execute(e); break;
            case OrderCancelled e: End(e.Order, OrderStatus.Cancelled, context.At, e.Reason); break;
            case OrderExpired e: End(e.Order, OrderStatus.Expired, context.At); break;
            case BusinessDayOpened e: Open(e); break;
            case InstrumentDelisted e: Get(e.Instrument).Halt = null; break;
            case TradingClosed e:
                (Phase, TradeListHash) = (TradingPhase.Closed, e.TradeListHash);
                foreach (var day in e.Days) Get(day.Instrument).Close(day);
                break;
            case TradingHalted e: SetHalt(e.Instrument, new Halt(e.Cause, e.Reason, context.At)); break;
            case TradingResumed e: SetHalt(e.Instrument, null); break;
            case ResaleHeld e: resaleHolds.Add(e.Hold, e.Days); break;
            case ClosingCallBegun e: Get(e.Instrument).BeginClosingCall(); break;
            case CallUncrossed e: Get(e.Instrument).EndCall(); break;
            case CancelOnDisconnectSet { On: true } e: cancelOnDisconnect.Add(e.Account); break;
            case CancelOnDisconnectSet e: cancelOnDisconnect.Remove(e.Account); break;
            case var e when Offers.Apply(e, context.At) || OneWay.Apply(e, context.At): break;
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
        to.String(TradeListHash);
        to.Many(markets, m => m.Save(to));
        to.Many(orders, o => ExchangeSnapshot.Write(to, o));
        to.Many(trades, t => ExchangeSnapshot.Write(to, t));
        to.Many(cancelOnDisconnect, a => to.Long(a.Number));
        to.Many(resaleHolds, h =>
        {
            to.Long(h.Key.Number);
            to.Int(h.Value);
        });
        Offers.Save(to);
        OneWay.Save(to);
    }

    internal void Load(StateReader from)
    {
        BusinessDate = from.MaybeDate();
        Phase = (TradingPhase)from.Int();
        firstOrderOfDay = from.Long();
        nextTrade = from.Long();
        if (from.Bool()) Halt = ExchangeSnapshot.ReadHalt(from);
        TradeListHash = from.MaybeString();
        markets.Clear();
        from.Many(() => markets.Add(InstrumentMarket.Load(from, orders)));
        from.Many(() =>
        {
            var order = ExchangeSnapshot.ReadOrder(from);
            Keep(new OrderRow(order), order.Instrument, order.ClientOrderId);
        });
        from.Many(() => Keep(ExchangeSnapshot.ReadTrade(from)));
        from.Many(() => cancelOnDisconnect.Add(new AccountId(from.Long())));
        from.Many(() => resaleHolds.Add(new HoldId(from.Long()), from.Int()));
        Offers.Load(from);
        OneWay.Load(from);
    }

    private void SetHalt(string? instrument, Halt? halt)
    {
        if (instrument is null) Halt = halt;
        else Get(instrument).Halt = halt;
    }

    private void Keep(OrderRow order, string instrument, string clientOrderId)
    {
        if (order.Id != NextOrder) throw new InvalidOperationException($"Order {order.Id} is out of sequence.");
        var place = orders.Count;
        order.Market = checked((ushort)MarketOf(instrument));
        orders.Add(order, clientOrderId);
        if (order.Side == Side.Buy) Buying(order.Account) += order.Claimed.Count;
        clientOrderIds.Add(place, order.Account, clientOrderId);
        markets[order.Market].Keep(order, place);
    }

    private void Keep(in Trade trade)
    {
        trades.Add(trade);
        if (trade.BuyOrder.Number == 0) Buying(trade.Buyer) += trade.Quantity.Count;
        Get(trade.Instrument).Keep(trade);
    }

    private void Execute(TradeExecuted e)
    {
        if (e.Trade != NextTrade) throw new InvalidOperationException($"Trade {e.Trade} is out of sequence.");
        nextTrade++;
        Keep(e.Record);
        if (e.BuyOrder.Number != 0) Fill(e.BuyOrder, e.Quantity);
        if (e.SellOrder.Number != 0) Fill(e.SellOrder, e.Quantity);
    }

    private void Fill(OrderId id, Tonnes quantity)
    {
        ref var order = ref Row(id);
        markets[order.Market].Book!.Reduce(id, quantity); // an order stands in a book
        order.Fill(quantity);
    }

    private void End(OrderId id, OrderStatus status, Instant at, OrderEnd? by = null)
    {
        ref var order = ref Row(id);
        markets[order.Market].Book!.Remove(id); // an order stands in a book
        if (order.Side == Side.Buy) Buying(order.Account) -= order.Remaining.Count;
        order.End(status, at, by);
    }

    private void Open(BusinessDayOpened e)
    {
        firstOrderOfDay += orders.Count;
        orders.Clear();
        trades.Clear();
        buying.Clear();
        clientOrderIds.Clear();
        Offers.Dawn();
        foreach (var (hold, left) in resaleHolds.ToArray())
            if (left > 1) resaleHolds[hold] = left - 1;
            else resaleHolds.Remove(hold);
        (BusinessDate, Phase) = (e.Date, TradingPhase.Open);
        foreach (var market in markets) market.Clear();
        foreach (var (instrument, terms) in e.Markets)
        {
            if (Find(instrument.Code) is null) markets.Add(new InstrumentMarket(instrument, orders));
            Get(instrument.Code).Open(instrument, e.Date, terms);
        }
    }

    private InstrumentMarket Get(string instrument) =>
        Find(instrument) ?? throw new InvalidOperationException($"{instrument} was never listed.");

    private ref long Buying(AccountId account) =>
        ref CollectionsMarshal.GetValueRefOrAddDefault(buying, account, out _);

    private int MarketOf(string instrument)
    {
        for (var i = 0; i < markets.Count; i++)
            if (markets[i].Code == instrument) return i;
        throw new InvalidOperationException($"{instrument} was never listed.");
    }

    private ref OrderRow Row(OrderId id)
    {
        if (PlaceOf(id) is var place and >= 0) return ref orders.At(place);
        throw new InvalidOperationException($"Order {id} is not of this trading day.");
    }
}
