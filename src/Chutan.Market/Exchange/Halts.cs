namespace Chutan.Market.Exchange;

/// <summary>Why trading is halted.</summary>
public enum HaltCause
{
    Emergency = 0,
    SystemFault = 1,
    /// <summary>Market-stability intervention by the authority.</summary>
    Intervention = 2,
    Holiday = 3,
}

/// <summary>暂停交易: no orders are taken until trading resumes; open orders may still be withdrawn.</summary>
/// <param name="Instrument">Null for the whole market.</param>
[Wire("exchange.halt", 2), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record HaltTrading(HaltCause Cause, string Reason, string? Instrument = null) : Command;

/// <summary>恢复交易.</summary>
/// <param name="Instrument">Null for the whole market; an instrument halted on its own resumes on its own.</param>
[Wire("exchange.resume", 2), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record ResumeTrading(string Reason, string? Instrument = null) : Command;

[Wire("exchange.halted", 2)]
public sealed record TradingHalted(HaltCause Cause, string Reason, string? Instrument = null) : ExchangeEvent;

[Wire("exchange.resumed", 2)]
public sealed record TradingResumed(string Reason, string? Instrument = null) : ExchangeEvent;

/// <summary>A halt in force.</summary>
public sealed record Halt(HaltCause Cause, string Reason, Instant Since);

internal static class Halting
{
    public static Decision Decide(HaltTrading command, ExchangeState exchange)
    {
        if (Unknown(command.Instrument, exchange) is { } unknown) return unknown;
        if (InForce(command.Instrument, exchange) is { } halt)
            return ExchangeRefusals.Halted.With(Basis.TradingRules, ("cause", halt.Cause), ("reason", halt.Reason));
        if (string.IsNullOrWhiteSpace(command.Reason)) return ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules);
        return Decision.Accept(new TradingHalted(command.Cause, command.Reason, command.Instrument));
    }

    public static Decision Decide(ResumeTrading command, ExchangeState exchange)
    {
        if (Unknown(command.Instrument, exchange) is { } unknown) return unknown;
        if (InForce(command.Instrument, exchange) is null) return ExchangeRefusals.NotHalted.With(Basis.TradingRules);
        if (string.IsNullOrWhiteSpace(command.Reason)) return ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules);
        return Decision.Accept(new TradingResumed(command.Reason, command.Instrument));
    }

    private static Halt? InForce(string? instrument, ExchangeState exchange) =>
        instrument is null ? exchange.Halt : exchange.Find(instrument)!.Halt; // an unknown one was refused

    private static Refusal? Unknown(string? instrument, ExchangeState exchange) =>
        instrument is null || exchange.Find(instrument) is not null
            ? null
            : ExchangeRefusals.UnknownInstrument.With(Basis.TradingRules, ("instrument", instrument));
}
