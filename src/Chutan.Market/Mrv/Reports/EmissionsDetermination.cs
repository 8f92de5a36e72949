using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>What the authority goes by when a report is missing.</summary>
public enum DeterminationBasis
{
    /// <summary>The last accepted emissions before the year.</summary>
    LastYear = 0,
    /// <summary>The capacity of the plant and emissions per unit.</summary>
    Capacity = 1,
    /// <summary>The second verification by which the report was re-opened. The entity had its say on it, so there is no
    /// term, no margin, and no least figure.</summary>
    Recheck = 2,
}

/// <summary>核定排放量: after deadline and term, the authority establishes the emissions of an entity that does not report,
/// and always on the safe side.</summary>
/// <param name="Capacity">Output of a year at full capacity; only by capacity.</param>
/// <param name="PerUnit">t CO2e per unit of output; only by capacity.</param>
/// <param name="Decision">Number of the decision and its reason.</param>
[Wire("mrv.determine-emissions"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DetermineEmissions(ParticipantId Participant, ComplianceYear Year, DeterminationBasis Basis,
    decimal? Capacity, decimal? PerUnit, string Decision) : Command, IConcernsParticipant;

/// <param name="Lines">How the figure came about.</param>
[Wire("mrv.emissions-determined")]
public sealed record EmissionsDetermined(ParticipantId Participant, ComplianceYear Year, DeterminationBasis Basis,
    Tonnes Emissions, string Decision, ImmutableArray<ExplanationLine> Lines) : AnnualEvent;

/// <summary>A year's emissions as the authority determined them.</summary>
public sealed record ReportDetermination(ParticipantId Participant, ComplianceYear Year, DeterminationBasis Basis,
    Tonnes Emissions, string Decision, LocalDate DecidedOn, ImmutableArray<ExplanationLine> Lines, long Position);

/// <summary>逾期未报告的核定.</summary>
internal static class EmissionsDetermination
{
    private const decimal Greatest = 1_000_000_000_000m;

    /// <summary>The determination, or why there is none. It rounds up: it never under-estimates.</summary>
    public static (EmissionsDetermined? Determined, Refusal? Refusal) Of(
        DetermineEmissions command, CommandContext context, MrvState mrv)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return (null, ReportRefusals.DecisionNeeded.With(MrvRefusals.Duty));
        var report = mrv.Find(command.Year, command.Participant);
        if (report is { State: not (ReportState.Draft or ReportState.Returned or ReportState.Refused
            or ReportState.Reopened) })
            return (null, ReportRefusals.AlreadyIn.With(MrvRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year), ("state", report.State)));
        if (command.Basis == DeterminationBasis.Recheck) return OfRecheck(command, context, mrv);
        if (Term(command, context, mrv) is { } running) return (null, running);
        var margin = context.Rules.Get(ReportKeys.DeterminationMargin, command.Year);
        if (context.Rules.Missing is { } missing) return (null, missing);
        var explain = new Explanation(context.Rules);
        var (based, refusal) = Based(command, mrv, explain);
        if (refusal is not null) return (null, refusal);
        explain.Rule("m", "report.line.margin", ReportKeys.DeterminationMargin, margin.ToDecimal());
        var tonnes = new Tonnes((long)decimal.Ceiling(based * (1 + margin.ToDecimal())));
        explain.Result("E", "report.line.determined", "⌈B × (1 + m)⌉", tonnes, new Citation(command.Decision));
        if (report?.Standing is { } standing && tonnes < standing)
            return (null, ReportRefusals.BelowEarlier.With(MrvRefusals.Duty, ("tonnes", tonnes), ("least", standing)));
        return (new EmissionsDetermined(command.Participant, command.Year, command.Basis, tonnes,
            command.Decision.Trim(), explain.Lines), null);
    }

    /// <summary>The second verification an open re-opening rests on; null when it rests on none.</summary>
    public static VerificationTask? RecheckOf(ComplianceYear year, ParticipantId participant, MrvState mrv) =>
        mrv.Annuals.Reopenings(participant, year) is [.., { Restated: null, Recheck: { } task }]
            ? mrv.Verifications.Find(task) : null;

    private static (EmissionsDetermined? Determined, Refusal? Refusal) OfRecheck(DetermineEmissions command,
        CommandContext context, MrvState mrv)
    {
        if (RecheckOf(command.Year, command.Participant, mrv) is not { Conclusion: { } found } recheck)
            return (null, ReportRefusals.NoRecheck.With(MrvRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year)));
        var explain = new Explanation(context.Rules);
        explain.Input("R", "report.line.recheck", recheck.Number, "");
        explain.Result("E", "report.line.determined", "R", found.Verified, new Citation(command.Decision));
        return (new EmissionsDetermined(command.Participant, command.Year, command.Basis, found.Verified,
            command.Decision.Trim(), explain.Lines), null);
    }

    /// <summary>The deadline and the term after it must be over; for a re-opened report the term runs from the order.
    /// </summary>
    private static Refusal? Term(DetermineEmissions command, CommandContext context, MrvState mrv)
    {
        var term = context.Rules.Get(ReportKeys.DeterminationDays, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var (due, _, refusal) = ReportDeadlines.Of(command.Year, command.Participant, context.Rules, mrv.Annuals);
        if (refusal is not null) return refusal;
        var from = mrv.Annuals.Reopenings(command.Participant, command.Year)
            is [.., { Restated: null } open] ? open.OrderedOn : due;
        var basis = context.Rules.Cite(ReportKeys.DeterminationDays, command.Year);
        if (context.Rules.Calendar.Add(from, term).Date is not { } end)
            return RulebookRefusals.NoCalendar.With(basis, ("year", from.Year + 1));
        return context.Date <= end ? ReportRefusals.TermRuns.With(basis, ("date", end.PlusDays(1))) : null;
    }

    private static (decimal Tonnes, Refusal? Refusal) Based(
        DetermineEmissions command, MrvState mrv, Explanation explain)
    {
        if (command.Basis == DeterminationBasis.Capacity)
        {
            if (command.Capacity is not > 0 || command.PerUnit is not > 0
                || command.Capacity > Greatest || command.PerUnit > Greatest / command.Capacity)
                return (0, ReportRefusals.CapacityNeeded.With(MrvRefusals.Duty));
            explain.Input("C", "report.line.capacity", command.Capacity.Value, "");
            explain.Input("e", "report.line.per-unit", command.PerUnit.Value, "t");
            return (explain.Step("B", "report.line.base", "C × e", command.Capacity.Value * command.PerUnit.Value, "t"),
                null);
        }
        var last = mrv.Through(command.Year.Previous, command.Participant)
            .LastOrDefault(r => r.Accepted is { IsZero: false });
        if (last?.Accepted is not { } emissions)
            return (0, ReportRefusals.NoEarlierYear.With(MrvRefusals.Duty, ("participant", command.Participant),
                ("year", command.Year)));
        explain.Input("B", "report.line.last-accepted", emissions.Count, "t");
        return (emissions.Count, null);
    }
}
