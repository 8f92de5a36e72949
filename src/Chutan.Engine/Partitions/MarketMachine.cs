using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using NodaTime.TimeZones;

namespace Chutan.Engine.Partitions;

/// <summary>The market as a state machine: decides, applies, checks. Knows no journal, no threads and no clock; the
/// partition and <c>verify</c> both run on it.</summary>
internal sealed class MarketMachine(MarketState state, long rulesPosition, Checking checking)
{
    private RuleReader? reader; // most orders read no rule, and leave it for the next command
    private DateTimeZone? zone;
    private ZoneInterval? interval;
    private (Instant From, Instant Until, LocalDate Date, LocalTime Begins) hour; // of the civil time asked for last

    public MarketState State { get; } = state;
    public long RulesPosition { get; private set; } = rulesPosition;

    /// <summary>Decides a submission at a position and applies its events, so that the next one sees them.</summary>
    public Decision Take(in Submission submission, long position, out RecordHead head)
    {
        var civil = CivilTimeOf(submission.At);
        if (reader is not { IsUntouched: true }) reader = new RuleReader(State.Rulebook);
        var decision = Dispatch.Decide(submission.Command, new CommandContext(position, submission.At, civil.Date,
            civil.Time, submission.Actor, submission.Request, reader), State);
        head = new RecordHead(position, submission.At, civil.Date, civil.Time, submission.Actor, submission.Request,
            RulesPosition, RecordCodec.EngineVersion);
        Apply(decision, head.EventContext);
        return decision;
    }

    /// <summary>Decides a record's command against the present state, as it was or should have been decided.</summary>
    public Decision Redecide(MarketRecord record) => Dispatch.Decide(record.Command,
        new CommandContext(record.Position, record.At, record.Date, record.Time, record.Actor, record.Request,
            new RuleReader(State.Rulebook)), State);

    /// <summary>Applies what a record says happened.</summary>
    public void Apply(MarketRecord record) => Apply(record.Decision, record.EventContext);

    private void Apply(Decision decision, in EventContext context)
    {
        if (decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events)
        {
            State.Apply(happened, context);
            if (happened is not RulebookEvent) continue;
            RulesPosition = context.Position;
            (zone, interval, hour) = (null, null, default);
        }
        Check(accepted.Events, context.Position);
    }

    private void Check(ImmutableArray<Event> events, long position)
    {
        var broken = checking switch
        {
            Checking.Everything => Invariants.CheckAll(State),
            Checking.EachCommand => Invariants.CheckTouched(State, events),
            _ => null,
        };
        if (broken is null && ClosesTheDay(events)) broken = Invariants.CheckAll(State);
        if (broken is not null) throw new InvariantBrokenException(position, broken);
    }

    private static bool ClosesTheDay(ImmutableArray<Event> events)
    {
        foreach (var happened in events)
            if (Invariants.ClosesTheDay(happened)) return true;
        return false;
    }

    /// <summary>The market's civil date and time of an instant. Instants come in order: the calendar is asked once for
    /// every hour of them.</summary>
    private (LocalDate Date, LocalTime Time) CivilTimeOf(Instant at)
    {
        if (at < hour.From || at >= hour.Until) hour = HourOf(at);
        return (hour.Date, hour.Begins.PlusNanoseconds((at - hour.From).ToInt64Nanoseconds()));
    }

    /// <summary>The civil hour around an instant, cut where the zone's offset changes.</summary>
    private (Instant From, Instant Until, LocalDate Date, LocalTime Begins) HourOf(Instant at)
    {
        if (interval is null || !interval.Contains(at)) interval = Zone().GetZoneInterval(at);
        var civil = at.WithOffset(interval.WallOffset).LocalDateTime;
        var since = Duration.FromNanoseconds(civil.TimeOfDay.NanosecondOfDay % NodaConstants.NanosecondsPerHour);
        var (from, until) = (at - since, at - since + Duration.FromHours(1));
        if (interval.HasStart && from < interval.Start) from = interval.Start;
        if (interval.HasEnd && until > interval.End) until = interval.End;
        return (from, until, civil.Date, civil.TimeOfDay.PlusNanoseconds(-(at - from).ToInt64Nanoseconds()));
    }

    /// <summary>The market's own time zone; China's until a rulebook says otherwise.</summary>
    private DateTimeZone Zone() => zone ??= DateTimeZoneProviders.Tzdb[State.Rulebook.Content?.Zone ?? "Asia/Shanghai"];
}

/// <summary>Conservation does not hold: a mistake of the programmer. The market stops before it answers.</summary>
public sealed class InvariantBrokenException(long position, string broken)
    : Exception($"Position {position}: {broken}")
{
    public long Position { get; } = position;
    public string Broken { get; } = broken;
}
