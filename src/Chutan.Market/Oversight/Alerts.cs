namespace Chutan.Market.Oversight;

/// <summary>What the surveillance looks for.</summary>
public enum Detector
{
    /// <summary>对敲: both sides of a trade belong together.</summary>
    WashTrading = 0,
    /// <summary>循环交易: units go round and come back.</summary>
    CircularTrading = 1,
    /// <summary>虚假申报: large orders withdrawn once the other side has traded.</summary>
    Spoofing = 2,
    /// <summary>尾市操纵: the last minutes moved in one's own favour.</summary>
    MarkingTheClose = 3,
    /// <summary>履约前囤积: much of what can be had before the deadline in one hand.</summary>
    Cornering = 4,
    /// <summary>抢先交易: trading ahead of a public announcement.</summary>
    FrontRunning = 5,
}

public enum AlertStatus
{
    /// <summary>Nobody has dealt with it.</summary>
    New = 0,
    /// <summary>In a case.</summary>
    InCase = 1,
    /// <summary>Found harmless without a case.</summary>
    Dismissed = 2,
    /// <summary>Its case has been closed.</summary>
    Closed = 3,
}

/// <summary>One figure of an alert, beside the threshold it reached.</summary>
/// <param name="Name">Key of its label in both languages.</param>
/// <param name="Value">Exact decimal as text.</param>
/// <param name="Threshold">What it reached; null for a figure that only explains.</param>
/// <param name="Key">The rule key of the threshold; null without one.</param>
public sealed record AlertFigure(string Name, string Value, string Unit, string? Threshold, string? Key);

/// <summary>Something the surveillance found, with everything it goes by. It is a question, not a finding.</summary>
/// <param name="Instrument">What was traded.</param>
/// <param name="From">The earliest day looked at.</param>
public sealed record Alert(int Number, string Instrument, Detector Detector, LocalDate Date, LocalDate From,
    ImmutableArray<AccountId> Accounts, ImmutableArray<OrderId> Orders, ImmutableArray<TradeId> Trades,
    ImmutableArray<AlertFigure> Figures, AlertStatus Status, int? Case, string Reason);

/// <summary>误报排除: puts an alert aside without a case, with the reason.</summary>
[Wire("oversight.dismiss-alert"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record DismissAlert(int Alert, string Reason) : Command;

public abstract record SurveillanceEvent : OversightEvent;

/// <summary>What was traded between two accounts on one day.</summary>
public readonly record struct PairFlow(AccountId Seller, AccountId Buyer, Tonnes Quantity, Money Value, TradeId First,
    TradeId Last);

/// <summary>A reviewed day's trades in one instrument, added up by pairs of accounts: what later days and the
/// statistics look back on.</summary>
[Wire("oversight.day-watched", 2)]
public sealed record DayWatched(LocalDate Date, string Instrument, Price Close, ImmutableArray<PairFlow> Flows)
    : SurveillanceEvent;

[Wire("oversight.alert-raised", 2)]
public sealed record AlertRaised(int Alert, string Instrument, Detector Detector, LocalDate Date, LocalDate From,
    ImmutableArray<AccountId> Accounts, ImmutableArray<OrderId> Orders, ImmutableArray<TradeId> Trades,
    ImmutableArray<AlertFigure> Figures) : SurveillanceEvent;

[Wire("oversight.alert-dismissed")]
public sealed record AlertDismissed(int Alert, string Reason) : SurveillanceEvent;

internal static class Alerts
{
    public static Decision Decide(DismissAlert command, SurveillanceState surveillance)
    {
        if (surveillance.Find(command.Alert) is not { } alert)
            return OversightRefusals.UnknownAlert.With(OversightRefusals.Supervision, ("alert", command.Alert));
        if (alert.Status != AlertStatus.New)
            return OversightRefusals.AlertTaken.With(OversightRefusals.Supervision, ("alert", alert.Number),
                ("status", alert.Status));
        return string.IsNullOrWhiteSpace(command.Reason)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new AlertDismissed(alert.Number, command.Reason));
    }
}
