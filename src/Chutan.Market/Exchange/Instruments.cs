using System.Runtime.InteropServices;

namespace Chutan.Market.Exchange;

/// <summary>交易品种: something listed for trading, and the unit of the registry that it delivers.</summary>
/// <param name="Segment">The part of the market it belongs to, for example spot or offsets.</param>
public sealed record TradedInstrument(string Code, UnitKind Kind, string NameZh, string NameEn, string Segment);

/// <summary>What the exchange lists.</summary>
public static class Instruments
{
    /// <summary>The Hubei spot allowance 湖北碳排放权配额现货.</summary>
    public const string HubeiSpot = "HBEA";

    /// <summary>What a market lists whose rulebook says nothing of instruments: the spot allowance alone.</summary>
    public static TradedInstrument Spot { get; } =
        new(HubeiSpot, UnitKind.Allowance, "湖北碳排放权配额", "Hubei emission allowance", "spot");

    /// <summary>Whether an instrument that is listed today still is on a later date, as far as the rules know.
    /// </summary>
    public static bool IsListed(string code, RuleReader rules, LocalDate on) =>
        rules.Usable(TradingKeys.Instruments, on) is not { } codes || codes.Contains(code);

    /// <summary>The rule that lists what is traded on a date.</summary>
    internal static Citation Basis(RuleReader rules, LocalDate on) => rules.Cite(TradingKeys.Instruments, on);

    /// <summary>The instruments listed on a date, in the rulebook's order; meaningless when a rule was missing.
    /// </summary>
    public static ImmutableArray<TradedInstrument> Listed(RuleReader rules, LocalDate on)
    {
        if (rules.Find(TradingKeys.Instruments, on) is not { } codes) return [Spot];
        return
        [
            .. codes.Select(code => new TradedInstrument(code, rules.Get(TradingKeys.InstrumentKind, code, on),
                rules.Get(TradingKeys.InstrumentNameZh, code, on), rules.Get(TradingKeys.InstrumentNameEn, code, on),
                rules.Get(TradingKeys.InstrumentSegment, code, on))),
        ];
    }
}

/// <summary>One instrument's market on the latest trading day, and the figures of all its days.</summary>
public sealed class InstrumentMarket
{
    private readonly MarketOrders orders;
    private readonly List<Trade> trades = [];
    private readonly List<DayRecord> days = [];
    private LocalDate date;
    private BookRoom room; // what the day before needed

    internal InstrumentMarket(TradedInstrument instrument, DayOrders day) =>
        (Instrument, orders) = (instrument, new MarketOrders(day));

    public TradedInstrument Instrument { get; private set; }
    public string Code => Instrument.Code;

    /// <summary>The rules of the latest trading day; null when this instrument is not listed on it.</summary>
    public DayTerms? Terms { get; private set; }

    /// <summary>The book of the latest trading day; null when this instrument is not listed on it.</summary>
    public OrderBook? Book { get; private set; }

    /// <summary>Closed days, earliest first.</summary>
    public IReadOnlyList<DayRecord> Days => days;

    /// <summary>Orders of the latest trading day in order of arrival, ended ones too.</summary>
    public IReadOnlyList<Order> Orders => orders;

    /// <summary>The same as they lie in memory.</summary>
    internal MarketOrders Rows => orders;

    /// <summary>Trades of the latest trading day in order, all modes.</summary>
    public IReadOnlyList<Trade> Trades => trades;

    /// <summary>The close of the last closed day; null before the first.</summary>
    public Price? LastClose => days.Count == 0 ? null : days[^1].Close;

    /// <summary>The close of the last trading day before a date, and that day. On the very first trading day the
    /// reference price stands in for it; null when there was none before.</summary>
    public (LocalDate Date, Price Close)? CloseBefore(LocalDate on)
    {
        for (var i = days.Count - 1; i >= 0; i--)
            if (days[i].Date < on) return (days[i].Date, days[i].Close);
        return days.Count == 0 && Terms is not null ? (date, Terms.PreviousClose) : null;
    }

    /// <summary>The price before: the day's last trade that makes prices, or the previous close; null on a day without
    /// this instrument.</summary>
    public Price? LastPrice { get; private set; }

    /// <summary>Where it stands within its day.</summary>
    public SessionStage Stage { get; private set; }

    /// <summary>Whether orders are being collected for a call auction.</summary>
    public bool InCall => Stage is SessionStage.OpeningCall or SessionStage.ClosingCall;

    /// <summary>A halt of this instrument alone; null when there is none.</summary>
    public Halt? Halt { get; internal set; }

    /// <summary>The running figures of the latest day, closed or not; null on a day without this instrument.</summary>
    public DayRecord? Today => Terms is null ? null : days.Count > 0 && days[^1].Date == date ? days[^1] : Figures;

    /// <summary>The figures of the open day so far, without its closing price.</summary>
    internal DayRecord Figures => DayFigures.Of(Code, date, Terms!, TradeSpan); // asked only of a day with terms

    internal ReadOnlySpan<Trade> TradeSpan => CollectionsMarshal.AsSpan(trades);

    internal void Open(TradedInstrument instrument, LocalDate on, DayTerms terms)
    {
        Clear();
        (Instrument, date, Terms, LastPrice) = (instrument, on, terms, terms.PreviousClose);
        Stage = terms.OpeningCall is null ? SessionStage.Continuous : SessionStage.OpeningCall;
        Book = new OrderBook(terms.LimitDown, terms.LimitUp, terms.Tick, RulesOf(terms), room);
    }

    private static MatchingRules RulesOf(DayTerms terms) => new(
        terms.MatchPrice == MatchPriceRule.Resting ? PriceRule.RestingOrder : PriceRule.Negotiated,
        terms.SelfTrade switch
        {
            SelfTradeChoice.CancelOldest => SelfTradeRule.CancelOldest,
            SelfTradeChoice.CancelBoth => SelfTradeRule.CancelBoth,
            _ => SelfTradeRule.RefuseNewest,
        });

    /// <summary>The day before is over; until <see cref="Open"/> this instrument is not listed.</summary>
    internal void Clear()
    {
        if (Book is not null) room = Book.Room;
        orders.Clear();
        trades.Clear();
        (Terms, Book, LastPrice) = (null, null, null);
    }

    internal void Close(DayRecord day) => days.Add(day);

    internal void BeginClosingCall() => Stage = SessionStage.ClosingCall;

    internal void EndCall() =>
        Stage = Stage == SessionStage.OpeningCall ? SessionStage.Continuous : SessionStage.AfterCall;

    internal void Keep(in OrderRow order, int place)
    {
        orders.Add(place);
        if (order.IsOpen) Book!.Add(order); // orders come only after a day opened its book
    }

    internal void Keep(in Trade trade)
    {
        trades.Add(trade);
        if (trade.Mode.MakesPrices(Terms!.Mode)) LastPrice = trade.Price;
    }

    internal void Save(StateWriter to)
    {
        ExchangeSnapshot.Write(to, Instrument);
        to.Date(date);
        to.Bool(Terms is not null);
        if (Terms is not null) ExchangeSnapshot.Write(to, Terms);
        to.Int((int)Stage);
        to.Bool(Halt is not null);
        if (Halt is not null) ExchangeSnapshot.Write(to, Halt);
        to.Many(days, d => ExchangeSnapshot.Write(to, d));
    }

    /// <summary>Reads what <see cref="Save"/> wrote; the orders and trades of the day follow with the exchange's own.
    /// </summary>
    internal static InstrumentMarket Load(StateReader from, DayOrders day)
    {
        var market = new InstrumentMarket(ExchangeSnapshot.ReadInstrument(from), day);
        var on = from.Date();
        if (from.Bool()) market.Open(market.Instrument, on, ExchangeSnapshot.ReadTerms(from));
        (market.date, market.Stage) = (on, (SessionStage)from.Int());
        if (from.Bool()) market.Halt = ExchangeSnapshot.ReadHalt(from);
        from.Many(() => market.days.Add(ExchangeSnapshot.ReadDay(from)));
        return market;
    }
}
