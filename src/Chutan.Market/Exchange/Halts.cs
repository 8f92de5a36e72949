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
[Wire("exchange.halt"), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record HaltTrading(HaltCause Cause, string Reason) : Command;

/// <summary>恢复交易.</summary>
[Wire("exchange.resume"), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record ResumeTrading(string Reason) : Command;

[Wire("exchange.halted")]
public sealed record TradingHalted(HaltCause Cause, string Reason) : ExchangeEvent;

[Wire("exchange.resumed")]
public sealed record TradingResumed(string Reason) : ExchangeEvent;

/// <summary>A halt in force.</summary>
public sealed record Halt(HaltCause Cause, string Reason, Instant Since);

internal static class Halting
{
    public static Decision Decide(HaltTrading command, ExchangeState exchange)
    {
        if (exchange.Halt is { } halt)
            return ExchangeRefusals.Halted.With(Basis.TradingRules, ("cause", halt.Cause), ("reason", halt.Reason));
        if (string.IsNullOrWhiteSpace(command.Reason)) return ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules);
        return Decision.Accept(new TradingHalted(command.Cause, command.Reason));
    }

    public static Decision Decide(ResumeTrading command, ExchangeState exchange)
    {
        if (exchange.Halt is null) return ExchangeRefusals.NotHalted.With(Basis.TradingRules);
        if (string.IsNullOrWhiteSpace(command.Reason)) return ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules);
        return Decision.Accept(new TradingResumed(command.Reason));
    }
}
