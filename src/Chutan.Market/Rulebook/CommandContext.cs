namespace Chutan.Market.Rulebook;

/// <summary>When, by whom and under which rules a command is decided. The core asks nobody else.</summary>
/// <param name="Position">The journal position this command will have; ids of new things come from it.</param>
/// <param name="At">When the command was taken in.</param>
/// <param name="Date">The civil date of that instant in the market's own zone.</param>
/// <param name="Time">The civil time of that instant in the market's own zone.</param>
public readonly record struct CommandContext(
    long Position, Instant At, LocalDate Date, LocalTime Time, Actor Actor, RequestId Request, RuleReader Rules);
