namespace Chutan.Market.Kernel;

/// <summary>Where an event stands in history; handed to Apply with it.</summary>
public readonly record struct EventContext(long Position, Instant At, LocalDate Date);
