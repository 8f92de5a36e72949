using Chutan.Server.Http;

namespace Chutan.Server.Exchange.Feed;

/// <summary>One price of the book with everything waiting at it.</summary>
public sealed record LevelAnswer(long PriceFen, long Tonnes, int Orders);

/// <summary>What now waits at a price; 0 t when the price is gone from the book.</summary>
public sealed record LevelChange(string Side, long PriceFen, long Tonnes, int Orders);

/// <summary>One line of the tape 成交明细.</summary>
/// <param name="Taker">The side whose order came last.</param>
public sealed record TapeLine(string Id, Instant Instant, LocalDate Date, string Mode, string Taker, long PriceFen,
    long Tonnes, long TurnoverFen, long Position);

/// <summary>Running figures of the trading day; prices are null before the first trade, the close until it is fixed.
/// </summary>
public sealed record DayFigures(LocalDate Date, long PreviousCloseFen, long LimitUpFen, long LimitDownFen,
    long? OpenFen, long? HighFen, long? LowFen, long? LastFen, long? CloseFen, long? VwapFen, long Volume,
    long TurnoverFen, int Trades);

/// <summary>A halt in force 暂停交易.</summary>
/// <param name="Instrument">Null when the whole market is halted.</param>
public sealed record HaltAnswer(string Cause, string Reason, Instant Since, string? Instrument);

/// <summary>Whether orders are taken: the day is open or closed, which stage of it has come, and whether it is halted.
/// </summary>
/// <param name="Stage">continuous, openingCall, closingCall, or afterCall when the closing call has ended.</param>
public sealed record TradingStatus(string Phase, string Stage, HaltAnswer? Halt);

/// <summary>集合竞价虚拟撮合: what the call auction under way would come to if it ended now.</summary>
/// <param name="ReferenceFen">The price before, nearest to which the price is fixed when several are equally good.
/// </param>
/// <param name="PriceFen">Null while nothing could trade.</param>
/// <param name="Surplus">Tonnes more bid than asked at the price; negative when more is asked.</param>
public sealed record CallAnswer(long ReferenceFen, long? PriceFen, long Tonnes, long Surplus);

/// <summary>The day's order rules, as published with its opening.</summary>
/// <param name="OpeningCall">From when orders are collected until the morning opens; null for no opening call.</param>
/// <param name="ClosingCall">From when orders are collected until the afternoon closes; null for no closing call.
/// </param>
public sealed record TermsAnswer(long TickFen, long Step, long LeastTonnes, long? MostTonnes, bool MarketOrders,
    string Mode, string MorningOpens, string MorningCloses,
    string AfternoonOpens, string AfternoonCloses, string? OpeningCall, string? ClosingCall, string BandRuleKey);

/// <summary>The whole of one instrument's market at one number of its stream.</summary>
/// <param name="Unit">The kind of registry unit it delivers.</param>
/// <param name="Call">The call auction under way; null when there is none.</param>
public sealed record MarketSnapshot(long Sequence, string Instrument, string Unit, Bilingual Name, TradingStatus Status,
    string Session, TermsAnswer? Terms, DayFigures? Day, CallAnswer? Call, IReadOnlyList<LevelAnswer> Bids,
    IReadOnlyList<LevelAnswer> Asks, IReadOnlyList<TapeLine> Trades, AsOf AsOf);

/// <summary>What one journal record changed; everything of one decision comes in one message, so the book is never seen
/// half-way.</summary>
/// <param name="Call">The figures of the call auction under way after this record; a call that ended is told by the
/// stage of the status.</param>
public sealed record MarketUpdate(long Sequence, long Position, Instant Instant, IReadOnlyList<LevelChange> Levels,
    IReadOnlyList<TapeLine> Trades, DayFigures? Day, TradingStatus? Status, TermsAnswer? Terms,
    CallAnswer? Call) : INumbered;

/// <summary>The best prices of both sides, best first.</summary>
public sealed record DepthAnswer(string Instrument, long Sequence, IReadOnlyList<LevelAnswer> Bids,
    IReadOnlyList<LevelAnswer> Asks, AsOf AsOf);

/// <summary>K 线: trades of one minute, hour, day, week or month. A time without a trade has none.</summary>
/// <param name="Start">The first moment the candle speaks of.</param>
/// <param name="CloseFen">The last trade's price; for days and longer, the published close.</param>
public sealed record CandleAnswer(Instant Start, LocalDate Date, long OpenFen, long HighFen, long LowFen, long CloseFen,
    long VwapFen, long Volume, long TurnoverFen, int Trades);

/// <summary>A line that is alive: the market's clock and session, and the newest number of the stream.</summary>
public sealed record HeartbeatAnswer(long Sequence, Instant Instant, string Session);

/// <summary>The reader lost what came after a number; a snapshot follows.</summary>
/// <param name="After">The last number the reader has; null when it named none that is known.</param>
public sealed record GapAnswer(long? After, long Resumes);
