using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>What a record says before its command: where it stands, when, by whom and under which rules it was decided.
/// The parameters are those of <see cref="MarketRecord"/>.</summary>
internal readonly record struct RecordHead(long Position, Instant At, LocalDate Date, LocalTime Time, Actor Actor,
    RequestId Request, long RulesPosition, int EngineVersion)
{
    public EventContext EventContext => new(Position, At, Date);
}

/// <summary>One journal record, decoded: the command as it came and the decision as it fell.</summary>
/// <param name="RulesPosition">Position of the last change of the rulebook before this command; −1 before any.</param>
public sealed record MarketRecord(
    long Position, Instant At, LocalDate Date, LocalTime Time, Actor Actor, RequestId Request, long RulesPosition,
    int EngineVersion, string CommandName, Command Command, Decision Decision)
{
    /// <summary>Chain hash of the record as stored, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Hash { get; internal set; }
    public EventContext EventContext => new(Position, At, Date);

    internal RecordHead Head => new(Position, At, Date, Time, Actor, Request, RulesPosition, EngineVersion);

    /// <summary>The record of a command decided just now.</summary>
    internal static MarketRecord Of(in RecordHead head, Command command, Decision decision) => new(head.Position,
        head.At, head.Date, head.Time, head.Actor, head.Request, head.RulesPosition, head.EngineVersion, "", command,
        decision);
}
