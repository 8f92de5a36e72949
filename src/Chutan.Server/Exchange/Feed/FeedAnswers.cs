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

public sealed record HaltAnswer(string Cause, string Reason, Instant Since);

/// <summary>Whether orders are taken: the day is open or closed, and not halted.</summary>
public sealed record TradingStatus(string Phase, HaltAnswer? Halt);

/// <summary>The day's order rules, as published with its opening.</summary>
public sealed record TermsAnswer(long TickFen, long Step, long LeastTonnes, long? MostTonnes, bool MarketOrders,
    string Mode, string MorningOpens, string MorningCloses,
    string AfternoonOpens, string AfternoonCloses, string BandRuleKey);

/// <summary>The whole of one instrument's market at one number of its stream.</summary>
/// <param name="Unit">The kind of registry unit it delivers.</param>
public sealed record MarketSnapshot(long Sequence, string Instrument, string Unit, Bilingual Name, TradingStatus Status,
    string Session, TermsAnswer? Terms, DayFigures? Day, IReadOnlyList<LevelAnswer> Bids,
    IReadOnlyList<LevelAnswer> Asks, IReadOnlyList<TapeLine> Trades, AsOf AsOf);

/// <summary>What one journal record changed; everything of one decision comes in one message, so the book is never seen
/// half-way.</summary>
public sealed record MarketUpdate(long Sequence, long Position, Instant Instant, IReadOnlyList<LevelChange> Levels,
    IReadOnlyList<TapeLine> Trades, DayFigures? Day, TradingStatus? Status, TermsAnswer? Terms) : INumbered;

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
