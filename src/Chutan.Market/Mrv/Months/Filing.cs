using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>提交月度存证: files a month's figures and evidence, for the first time or again while nobody has passed it.
/// </summary>
/// <param name="Month">1 to 12.</param>
[Wire("mrv.file-month"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FileMonth(ParticipantId Participant, ComplianceYear Year, int Month, MonthContent Content)
    : Command, IConcernsParticipant;

public abstract record MonthEvent : MrvEvent;

[Wire("mrv.month-filed")]
public sealed record MonthFiled(MonthRecord Record) : MonthEvent;

/// <summary>月度存证的提交.</summary>
internal static class Filing
{
    public static Decision Decide(FileMonth command, CommandContext context, ParticipantsState participants,
        MrvState mrv, QuantificationState methods)
    {
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity })
            return MrvRefusals.NotAnEmitter.With(MonthRefusals.Duty, ("participant", command.Participant));
        if (command.Month is < 1 or > 12)
            return MonthRefusals.BadMonth.With(MonthRefusals.Duty, ("month", command.Month));
        var open = new LocalDate(command.Year.Year, command.Month, 1).PlusMonths(1);
        if (context.Date < open)
            return MonthRefusals.NotOver.With(MonthRefusals.Duty, ("month", open.PlusMonths(-1)), ("from", open));
        var before = mrv.Months.Find(command.Participant, command.Year, command.Month);
        if (MonthWorkflow.Next(before?.State, MonthAction.File) is not { } to)
            return MonthRefusals.NotNow.With(MonthRefusals.Duty, ("month", command.Month),
                ("state", before!.State), ("action", MonthAction.File)); // only a filed month has no way to File
        var trial = MonthTrial.Of(command.Participant, command.Year, command.Month, command.Content, context.Rules,
            mrv, methods);
        if (context.Rules.Missing is { } missing) return missing;
        if (trial.Faults is [var first, ..]) return first.ToRefusal(MonthRefusals.Duty);
        var due = trial.Deadlines.Enterprise;
        return Decision.Accept(new MonthFiled(new MonthRecord(command.Participant, command.Year, command.Month,
            (before?.Revision ?? 0) + 1, trial.Content, trial.PlanVersion, to, due,
            before?.Late ?? context.Date > due, context.Actor.User, context.At, "", context.Position,
            trial.Substitutions, [])));
    }
}

/// <summary>试填: what would become of a month's evidence if it were filed: everything wrong in it, and which
/// measurements would not count.</summary>
/// <param name="Content">In its one form: choices by code, rows and figures in the method's order.</param>
/// <param name="Methods">The methodologies the plan's regime and sectors select; null when there is a fault before
/// that.</param>
public sealed record MonthTrial(ImmutableArray<Fault> Faults, MonthContent Content, int PlanVersion,
    MonthDeadlines Deadlines, ImmutableArray<Substitution> Substitutions, PlanMethods? Methods)
{
    public static MonthTrial Of(ParticipantId participant, ComplianceYear year, int month, MonthContent content,
        RuleReader rules, MrvState mrv, QuantificationState methods)
    {
        var faults = new Faults();
        var first = new LocalDate(year.Year, month, 1);
        if (mrv.Plans.InForce(participant, first) is not { } plan)
        {
            faults.Add(MonthRefusals.NoPlan, new Place("month"), ("month", first));
            return new(faults.Sorted, content, 0, default, [], null);
        }
        var deadlines = MonthDeadlines.Of(rules, plan.Content.Regime, year, month);
        if (PlanMethods.Of(plan.Content, year.Year, methods) is not { } all)
        {
            faults.Add(PlanRefusals.NoMethod, new Place("month"), ("year", year), ("regime", plan.Content.Regime),
                ("sector", PlanMethods.Missing(plan.Content, year.Year, methods).First())); // one is missing
            return new(faults.Sorted, content, plan.Version, deadlines, [], null);
        }
        new MonthContentCheck(all, plan, participant, year, month, mrv, faults).Of(content);
        if (faults.Any) return new(faults.Sorted, content, plan.Version, deadlines, [], all);
        var canonical = Canonical.Of(all, content);
        var substitutions = Substituting.Of(all, year, month, canonical, deadlines.Lab, faults);
        return new(faults.Sorted, canonical, plan.Version, deadlines, substitutions, all);
    }
}

/// <summary>Brings a month into its one form, so that the same figures are the same content however they were entered.
/// </summary>
internal static class Canonical
{
    public static MonthContent Of(PlanMethods methods, MonthContent content) => new(
        [.. content.Rows.Select(r => Of(methods, r)).OrderBy(r => methods.All.IndexOf(methods.For(r.Facility)))
            .ThenBy(r => Order(methods, r)).ThenBy(r => r.Facility, StringComparer.Ordinal)
            .ThenBy(methods.ChoiceOf, StringComparer.Ordinal)],
        [.. content.LabReports.OrderBy(l => l.Number, StringComparer.Ordinal)],
        [.. content.Ledgers.OrderBy(l => l.Fuel, StringComparer.Ordinal)],
        [.. content.Power.OrderBy(p => p.Meter, StringComparer.Ordinal)]);

    private static int Order(PlanMethods methods, MonthRow row) =>
        methods.For(row.Facility).Method.Tables.Select((t, i) => t.Name == row.Table ? i + 1 : 0).Sum();

    private static MonthRow Of(PlanMethods methods, MonthRow row)
    {
        var columns = methods.ColumnsOf(row);
        return row with
        {
            Figures = [.. columns.SelectMany(c => row.Figures.Where(f => f.Column == c.Name && Says(f))
                .Select(f => Of(c, f)))],
        };
    }

    /// <summary>Whether the figure says anything: a default may leave the value to the method.</summary>
    private static bool Says(MonthFigure figure) =>
        figure.Text.Trim().Length > 0 || figure.Acquisition == Acquisition.Default;

    private static MonthFigure Of(InputDefinition input, MonthFigure figure)
    {
        var (text, unit) = (figure.Text.Trim(), figure.Unit.Trim());
        var option = input.Options.FirstOrDefault(o => o.Code == text || o.Zh == text || o.En == text);
        return figure with
        {
            Text = option?.Code ?? text,
            Unit = Unit.Find(unit) == input.Unit ? "" : unit,
            Reason = figure.Reason.Trim(),
            Evidence = [.. figure.Evidence.Select(e => e.Trim()).Distinct().Order(StringComparer.Ordinal)],
        };
    }
}
