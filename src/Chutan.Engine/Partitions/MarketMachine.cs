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

    public MarketState State { get; } = state;
    public long RulesPosition { get; private set; } = rulesPosition;

    /// <summary>Decides a submission at a position and applies its events, so that the next one sees them.</summary>
    public MarketRecord Take(in Submission submission, long position)
    {
        var civil = CivilTimeOf(submission.At);
        if (reader is not { IsUntouched: true }) reader = new RuleReader(State.Rulebook);
        var decision = Dispatch.Decide(submission.Command, new CommandContext(position, submission.At, civil.Date,
            civil.TimeOfDay, submission.Actor, submission.Request, reader), State);
        var record = new MarketRecord(position, submission.At, civil.Date, civil.TimeOfDay, submission.Actor,
            submission.Request, RulesPosition, RecordCodec.EngineVersion, "", submission.Command, decision);
        Apply(record);
        return record;
    }

    /// <summary>Decides a record's command against the present state, as it was or should have been decided.</summary>
    public Decision Redecide(MarketRecord record) => Dispatch.Decide(record.Command,
        new CommandContext(record.Position, record.At, record.Date, record.Time, record.Actor, record.Request,
            new RuleReader(State.Rulebook)), State);

    /// <summary>Applies what a record says happened.</summary>
    public void Apply(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events)
        {
            State.Apply(happened, record.EventContext);
            if (happened is not RulebookEvent) continue;
            RulesPosition = record.Position;
            (zone, interval) = (null, null);
        }
        Check(accepted.Events, record.Position);
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

    /// <summary>The market's civil time of an instant. Instants come in order, so the zone's offset is looked up only
    /// when it may have changed.</summary>
    private LocalDateTime CivilTimeOf(Instant at)
    {
        if (interval is null || !interval.Contains(at)) interval = Zone().GetZoneInterval(at);
        return at.WithOffset(interval.WallOffset).LocalDateTime;
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
