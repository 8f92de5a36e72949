using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange.Feed;

/// <summary>行情: every instrument's book, tape and candles with the numbered stream of their changes, made from durable
/// records only. Adding a record waits for nobody.</summary>
public sealed class MarketFeed(FeedBounds bounds)
{
    private readonly Lock changing = new();
    private readonly Dictionary<OrderId, Resting> orders = [];
    private readonly Dictionary<string, InstrumentFeed> instruments =
        new(StringComparer.Ordinal) { [Instruments.HubeiSpot] = new InstrumentFeed(Instruments.HubeiSpot, bounds) };
    private readonly List<string> listed = [Instruments.HubeiSpot];
    private HaltAnswer? marketHalt;
    private DateTimeZone zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private AsOf asOf = new(-1, NodaConstants.UnixEpoch);

    public FeedBounds Bounds { get; } = bounds;

    public void Add(MarketRecord record)
    {
        lock (changing)
        {
            asOf = new AsOf(record.Position, record.At);
            if (record.Decision is not Decision.Accepted accepted) return;
            foreach (var happened in accepted.Events)
                if (happened is ExchangeEvent traded) Take(traded, record);
                else if (happened is RulebookAdopted adopted) zone = DateTimeZoneProviders.Tzdb[adopted.Content.Zone];
            foreach (var instrument in instruments.Values) instrument.Publish(record);
        }
    }

    /// <summary>Codes of the instruments in the order of their first listing, the spot allowance first.</summary>
    public IReadOnlyList<string> Codes()
    {
        lock (changing) return [.. listed];
    }

    public bool Knows(string code)
    {
        lock (changing) return instruments.ContainsKey(code);
    }

    /// <summary>How often readers of an instrument's stream could not keep up and were given a snapshot.</summary>
    public long Losses(string code)
    {
        lock (changing) return instruments[code].Stream.Losses;
    }

    public MarketSnapshot Snapshot(string code, Instant now)
    {
        lock (changing) return instruments[code].Snapshot(Session(instruments[code], now));
    }

    public DepthAnswer Depth(string code, int most)
    {
        lock (changing) return instruments[code].Depth(most);
    }

    public IReadOnlyList<TapeLine> Tape(string code, LocalDate? from, LocalDate? through)
    {
        lock (changing)
            return [.. instruments[code].Tape.Where(t => (from is not { } f || t.Date >= f)
                && (through is not { } end || t.Date <= end))];
    }

    /// <summary>Candles with the newest record they hold: whoever follows the stream adds what came after it, and a
    /// trade that were in neither, or in both, would never be put right.</summary>
    public (IReadOnlyList<CandleAnswer> Candles, AsOf AsOf) Candles(
        string code, CandleSpan span, LocalDate? from, LocalDate? through)
    {
        lock (changing) return (instruments[code].Candles.Of(span, from, through, zone), asOf);
    }

    public HeartbeatAnswer Heartbeat(string code, Instant now)
    {
        lock (changing)
            return new HeartbeatAnswer(instruments[code].Stream.Sequence, now, Session(instruments[code], now));
    }

    /// <summary>A new reader of an instrument's stream: with what it missed since a number, or a snapshot.</summary>
    internal Opening<MarketUpdate, MarketSnapshot> Attach(string code, long? after, Instant now)
    {
        lock (changing)
        {
            var feed = instruments[code];
            var reader = feed.Stream.Attach();
            var missed = after is { } known ? feed.Stream.After(known) : null;
            return new(reader, missed, missed is null ? feed.Snapshot(Session(feed, now)) : null);
        }
    }

    /// <summary>A snapshot in place of everything a reader has not taken.</summary>
    internal MarketSnapshot Recover(string code, NumberedStream<MarketUpdate>.Reader reader, Instant now)
    {
        lock (changing)
        {
            reader.Restart();
            return instruments[code].Snapshot(Session(instruments[code], now));
        }
    }

    internal void Detach(string code, NumberedStream<MarketUpdate>.Reader reader)
    {
        lock (changing) instruments[code].Stream.Detach(reader);
    }

    private string Session(InstrumentFeed feed, Instant now) => feed.SessionAt(now.InZone(zone).TimeOfDay);

    private void Take(ExchangeEvent happened, MarketRecord record)
    {
        switch (happened)
        {
            case BusinessDayOpened e:
                orders.Clear();
                foreach (var (instrument, terms) in e.Markets) Of(instrument.Code).Open(instrument, e.Date, terms);
                break;
            case TradingClosed e:
                foreach (var day in e.Days) Of(day.Instrument).Close(day);
                break;
            case OrderAccepted e:
                var of = Of(e.Instrument);
                orders.Add(e.Order, new Resting(of, e.Side, e.Price) { Remaining = e.Quantity });
                of.Enter(e.Side, e.Price, e.Quantity);
                break;
            case TradeExecuted e:
                Of(e.Instrument).Trade(e, record);
                if (e.BuyOrder.Number != 0) Fill(e.BuyOrder, e.Quantity);
                if (e.SellOrder.Number != 0) Fill(e.SellOrder, e.Quantity);
                break;
            case OrderCancelled e: Leave(e.Order); break;
            case OrderExpired e: Leave(e.Order); break;
            case ClosingCallBegun e: Of(e.Instrument).BeginClosingCall(); break;
            case CallUncrossed e: Of(e.Instrument).EndCall(); break;
            case TradingHalted e:
                Halt(e.Instrument, new HaltAnswer(JsonNamingPolicy.CamelCase.ConvertName(e.Cause.ToString()), e.Reason,
                    record.At, e.Instrument));
                break;
            case TradingResumed e: Halt(e.Instrument, null); break;
        }
    }

    /// <summary>A halt of the whole market also holds for what is listed while it lasts.</summary>
    private void Halt(string? instrument, HaltAnswer? now)
    {
        if (instrument is not null)
        {
            Of(instrument).Halt(now, wholeMarket: false);
            return;
        }
        marketHalt = now;
        foreach (var feed in instruments.Values) feed.Halt(now, wholeMarket: true);
    }

    private InstrumentFeed Of(string code)
    {
        if (instruments.TryGetValue(code, out var feed)) return feed;
        listed.Add(code);
        feed = instruments[code] = new InstrumentFeed(code, Bounds);
        if (marketHalt is not null) feed.Halt(marketHalt, wholeMarket: true);
        return feed;
    }

    private void Fill(OrderId id, Tonnes by)
    {
        var order = orders[id];
        order.Remaining -= by;
        order.Feed.Fill(order.Side, order.Price, by, order.Remaining.IsZero);
    }

    private void Leave(OrderId id)
    {
        var order = orders[id];
        order.Feed.Leave(order.Side, order.Price, order.Remaining);
        order.Remaining = Tonnes.Zero;
    }

    private sealed class Resting(InstrumentFeed feed, Side side, Price price)
    {
        public InstrumentFeed Feed { get; } = feed;
        public Side Side { get; } = side;
        public Price Price { get; } = price;
        public Tonnes Remaining { get; set; }
    }
}

/// <summary>How a reader begins: with the messages it missed, or with a snapshot.</summary>
internal sealed record Opening<TUpdate, TSnapshot>(NumberedStream<TUpdate>.Reader Reader,
    IReadOnlyList<TUpdate>? Missed, TSnapshot? Snapshot) where TUpdate : INumbered where TSnapshot : class;
