namespace Chutan.Market.Clearing;

/// <summary>日终步骤: the steps of the end of the day, in the order they are taken. None may be skipped.</summary>
public enum RunStep
{
    None = 0,
    /// <summary>停止交易: the exchange has closed; no order is open.</summary>
    TradingStopped = 1,
    /// <summary>冻结成交清单: the exchange's trade list and clearing's obligations are the same, under one hash.</summary>
    TradeListFrozen = 2,
    /// <summary>计算收盘价.</summary>
    ClosesComputed = 3,
    /// <summary>计算手续费: per mode and side.</summary>
    FeesComputed = 4,
    /// <summary>确定交收义务: gross, or net where an instrument is settled so.</summary>
    ObligationsFixed = 5,
    /// <summary>检查券款: every trade can be delivered and paid, or a default case is opened for it.</summary>
    Checked = 6,
    /// <summary>货银对付: units against money, all in one decision.</summary>
    Delivered = 7,
    /// <summary>发送银行文件: withdrawals and payments between banks.</summary>
    BankFilesIssued = 8,
    /// <summary>登记确认: the registry says what was delivered.</summary>
    RegistryConfirmed = 9,
    /// <summary>三方对账: no difference is left open.</summary>
    Reconciled = 10,
    /// <summary>出具结算单: from here on participants may object, until the next opening.</summary>
    StatementsIssued = 11,
    /// <summary>可以开市.</summary>
    ReadyToOpen = 12,
}

/// <summary>日终步骤: does the next step of the end of the day. A run that was cut off goes on where it was. The registry's
/// confirmation and the reconciliation are commands of their own.</summary>
[Wire("clearing.run-step"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record RunSettlementStep(LocalDate Date, RunStep Step) : Command;

/// <summary>登记确认: what the registry delivered for the day's trades, by its own books, per instrument.</summary>
[Wire("clearing.confirm-delivery"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Registry)]
public sealed record ConfirmDelivery(LocalDate Date, ImmutableArray<DeliveredUnits> Delivered) : Command;

public sealed record DeliveredUnits(string Instrument, Tonnes Quantity);

/// <summary>One figure of a step.</summary>
/// <param name="Name">What it is, for example <c>trades</c>, <c>value</c>.</param>
/// <param name="Subject">Instrument, trade mode or bank it is for; empty for all.</param>
/// <param name="Unit">count, t, fen or fen/t.</param>
public sealed record StepFigure(string Name, string Subject, long Value, string Unit);

/// <summary>A step of the end of the day was done.</summary>
/// <param name="Hash">Of the trade list, at the step that froze it; otherwise empty.</param>
[Wire("clearing.step-done")]
public sealed record SettlementStepDone(LocalDate Date, RunStep Step, ImmutableArray<StepFigure> Figures, string Hash)
    : ClearingEvent;

/// <summary>A step as it stands on record.</summary>
public sealed record StepRecord(RunStep Step, Instant At, ImmutableArray<StepFigure> Figures, string Hash);

/// <summary>日终流程: how far the end of the latest day that was run in steps has come.</summary>
public sealed class SettlementRun
{
    private readonly List<StepRecord> steps = [];

    /// <summary>The day of the run; null before the first.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>The steps done so far, in order.</summary>
    public IReadOnlyList<StepRecord> Steps => steps;

    /// <summary>The last step done on a day; None when it was not begun.</summary>
    public RunStep DoneOn(LocalDate date) => Date == date && steps.Count > 0 ? steps[^1].Step : RunStep.None;

    /// <summary>The figure of a step; zero when it has none of that name and subject.</summary>
    public long Figure(RunStep step, string name, string subject)
    {
        foreach (var done in steps)
            if (done.Step == step)
                foreach (var figure in done.Figures)
                    if (figure.Name == name && figure.Subject == subject) return figure.Value;
        return 0;
    }

    /// <summary>The subjects that a figure of a step was given for, in order.</summary>
    public IEnumerable<string> Subjects(RunStep step, string name) =>
        steps.Where(s => s.Step == step).SelectMany(s => s.Figures).Where(f => f.Name == name).Select(f => f.Subject);

    internal void Done(SettlementStepDone e, Instant at)
    {
        if (Date != e.Date)
        {
            Date = e.Date;
            steps.Clear();
        }
        steps.Add(new StepRecord(e.Step, at, e.Figures, e.Hash));
    }

    internal void Save(StateWriter to)
    {
        to.Date(Date);
        to.Many(steps, s =>
        {
            to.Int((int)s.Step);
            to.Instant(s.At);
            to.String(s.Hash);
            to.Many(s.Figures, f =>
            {
                foreach (var text in new[] { f.Name, f.Subject, f.Unit }) to.String(text);
                to.Long(f.Value);
            });
        });
    }

    internal void Load(StateReader from)
    {
        Date = from.MaybeDate();
        from.Many(() =>
        {
            var (step, at, hash) = ((RunStep)from.Int(), from.Instant(), from.String());
            var figures = ImmutableArray.CreateBuilder<StepFigure>();
            from.Many(() =>
            {
                var (name, subject, unit) = (from.String(), from.String(), from.String());
                figures.Add(new StepFigure(name, subject, from.Long(), unit));
            });
            steps.Add(new StepRecord(step, at, figures.ToImmutable(), hash));
        });
    }
}

/// <summary>The order of the steps.</summary>
internal static class SettlementSteps
{
    /// <summary>The refusal when this is not the next step of the day; null when it is.</summary>
    public static Refusal? OutOfOrder(LocalDate date, RunStep step, ClearingState clearing)
    {
        var done = clearing.Run.DoneOn(date);
        // A day settled in one command has no steps.
        if (clearing.BusinessDate != date || done == RunStep.None && clearing.Phase != SettlementPhase.Trading)
            return ClearingRefusals.NotClosed.With(ClearingBasis.SameDay, ("date", date));
        return step != done + 1
            ? ClearingRefusals.StepOutOfOrder.With(ClearingBasis.SameDay, ("date", date), ("step", step),
                ("next", done == RunStep.ReadyToOpen ? RunStep.None : done + 1))
            : null;
    }

    public static Decision Decide(ConfirmDelivery command, ClearingState clearing)
    {
        if (OutOfOrder(command.Date, RunStep.RegistryConfirmed, clearing) is { } early) return early;
        return Decision.Accept(new SettlementStepDone(command.Date, RunStep.RegistryConfirmed,
            [.. command.Delivered.Select(d => new StepFigure("delivered", d.Instrument, d.Quantity.Count, "t"))], ""));
    }
}
