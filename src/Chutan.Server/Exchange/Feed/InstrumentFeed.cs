using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Chutan.Server.Registry;
using NodaTime.Text;

namespace Chutan.Server.Exchange.Feed;

/// <summary>One instrument's market as its published decisions leave it, and the stream of its changes.</summary>
internal sealed class InstrumentFeed(string code, FeedBounds bounds)
{
    /// <summary>Newest trades in a snapshot; older ones are asked for by page.</summary>
    private const int TapeInSnapshot = 60;
    private readonly BookCopy book = new();
    private readonly List<TapeLine> tape = [];
    private TradedInstrument listed = Instruments.Spot with { Code = code, NameZh = code, NameEn = code };
    private DayTerms? terms;
    private LocalDate date;
    private TradingPhase phase;
    private SessionStage stage;
    private HaltAnswer? halt, marketHalt;
    private long? open, high, low, last, close, vwap;
    private long volume, turnover;
    private int trades, tapeShown;
    private bool dayChanged, statusChanged, opened;
    private AsOf asOf = new(-1, NodaConstants.UnixEpoch);

    public string Code { get; } = code;
    public NumberedStream<MarketUpdate> Stream { get; } = new(bounds.Ring, bounds.Queue);
    public Candles Candles { get; } = new();
    public IReadOnlyList<TapeLine> Tape => tape;
    public Bilingual Name => Bilingual.Of(listed.NameZh, listed.NameEn);
    public DayTerms? Terms => terms;
    public bool IsOpen => phase == TradingPhase.Open;

    public void Open(TradedInstrument instrument, LocalDate day, DayTerms by)
    {
        (listed, date, terms, phase) = (instrument, day, by, TradingPhase.Open);
        (open, high, low, last, close, vwap) = (null, null, null, null, null, null);
        (volume, turnover, trades) = (0, 0, 0);
        stage = by.OpeningCall is null ? SessionStage.Continuous : SessionStage.OpeningCall;
        (dayChanged, statusChanged, opened) = (true, true, true);
    }

    public void Close(DayRecord day)
    {
        (phase, close, vwap) = (TradingPhase.Closed, day.Close.FenPerTonne, day.Average?.FenPerTonne);
        Candles.Close(day.Date, day.Close.FenPerTonne);
        (dayChanged, statusChanged) = (true, true);
    }

    /// <summary>A halt of this instrument alone, or of the whole market; null when trading resumes.</summary>
    public void Halt(HaltAnswer? now, bool wholeMarket)
    {
        if (wholeMarket) marketHalt = now;
        else halt = now;
        statusChanged = true;
    }

    public void BeginClosingCall() => (stage, statusChanged) = (SessionStage.ClosingCall, true);

    /// <summary>The opening call is followed by continuous trading, the closing call by nothing more of the day.
    /// </summary>
    public void EndCall() => (stage, statusChanged) = (stage == SessionStage.OpeningCall
        ? SessionStage.Continuous : SessionStage.AfterCall, true);

    public void Enter(Side side, Price price, Tonnes quantity) => book.Change(side, price, quantity.Count, 1);

    /// <summary>A trade took from a resting or incoming order; an order filled to the end leaves its price.</summary>
    public void Fill(Side side, Price price, Tonnes by, bool ends) =>
        book.Change(side, price, -by.Count, ends ? -1 : 0);

    public void Leave(Side side, Price price, Tonnes remaining) => book.Change(side, price, -remaining.Count, -1);

    public void Trade(TradeExecuted trade, MarketRecord record)
    {
        var (price, tonnes) = (trade.Price.FenPerTonne, trade.Quantity.Count);
        tape.Add(new TapeLine(trade.Trade.ToString(), trade.At, record.Date,
            JsonNamingPolicy.CamelCase.ConvertName(trade.Mode.ToString()),
            trade.Taker == Side.Buy ? "buy" : "sell", price, tonnes, price * tonnes, record.Position));
        if (terms is null || !trade.Mode.MakesPrices(terms.Mode)) return;
        Candles.Add(record.Date + record.Time, price, tonnes);
        open ??= price;
        high = Math.Max(high ?? price, price);
        low = Math.Min(low ?? price, price);
        last = price;
        volume += tonnes;
        turnover += price * tonnes;
        vwap = Rounding.HalfUp(turnover, volume);
        trades++;
        dayChanged = true;
    }

    /// <summary>Publishes what a record changed, in one message; nothing when it changed nothing here.</summary>
    public void Publish(MarketRecord record)
    {
        var levels = book.TakeChanges();
        if (levels.Count > 0 || tapeShown < tape.Count || dayChanged || statusChanged)
        {
            asOf = new AsOf(record.Position, record.At);
            Stream.Publish(new MarketUpdate(Stream.Next, record.Position, record.At, levels, tape[tapeShown..],
                dayChanged ? Day() : null, statusChanged ? Status() : null, opened ? TermsShown() : null, Call()));
        }
        tapeShown = tape.Count;
        dayChanged = statusChanged = opened = false;
    }

    public MarketSnapshot Snapshot(string session) => new(Stream.Sequence, Code,
        RegistryEndpoints.UnitOf(listed.Kind, null).Kind, Name,
        Status(), session, TermsShown(), terms is null ? null : Day(), Call(), book.Depth(Side.Buy, int.MaxValue),
        book.Depth(Side.Sell, int.MaxValue), tape[Math.Max(0, tape.Count - TapeInSnapshot)..], asOf);

    public DepthAnswer Depth(int most) =>
        new(Code, Stream.Sequence, book.Depth(Side.Buy, most), book.Depth(Side.Sell, most), asOf);

    /// <summary>Which session of its day the market is in at a time of the day.</summary>
    public string SessionAt(LocalTime time) => phase == TradingPhase.Closed || terms is null ? "closed"
        : time < terms.MorningOpens ? "preOpen"
        : time < terms.MorningCloses ? "morning"
        : time < terms.AfternoonOpens ? "noonBreak"
        : time < terms.AfternoonCloses ? "afternoon" : "closed";

    private DayFigures Day() => new(date, terms!.PreviousClose.FenPerTonne, // a day has terms
        terms.LimitUp.FenPerTonne, terms.LimitDown.FenPerTonne, open, high, low, last, close, vwap, volume, turnover,
        trades);

    private TradingStatus Status() => new(phase == TradingPhase.Open ? "open" : "closed",
        JsonNamingPolicy.CamelCase.ConvertName(stage.ToString()), marketHalt ?? halt);

    private CallAnswer? Call() => phase == TradingPhase.Open && terms is not null
        && stage is SessionStage.OpeningCall or SessionStage.ClosingCall
            ? book.Indicate(terms, last ?? terms.PreviousClose.FenPerTonne)
            : null;

    private TermsAnswer? TermsShown() => terms is null ? null : new TermsAnswer(terms.Tick.FenPerTonne,
        terms.Step.Count, terms.LeastOrder.Count, terms.MostOrder?.Count, terms.MarketOrders,
        JsonNamingPolicy.CamelCase.ConvertName(terms.Mode.ToString()), Hour(terms.MorningOpens),
        Hour(terms.MorningCloses), Hour(terms.AfternoonOpens),
        Hour(terms.AfternoonCloses), terms.OpeningCall is { } from ? Hour(from) : null,
        terms.ClosingCall is { } late ? Hour(late) : null, TradingKeys.LimitNegotiatedUp.Name);

    private static string Hour(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);
}
