using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>One journal record, decoded: the command as it came and the decision as it fell.</summary>
/// <param name="RulesPosition">Position of the last change of the rulebook before this command; −1 before any.</param>
public sealed record MarketRecord(
    long Position, Instant At, LocalDate Date, LocalTime Time, Actor Actor, RequestId Request, long RulesPosition,
    int EngineVersion, string CommandName, Command Command, Decision Decision)
{
    /// <summary>Chain hash of the record as stored, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Hash { get; internal set; }
    public EventContext EventContext => new(Position, At, Date);
}
