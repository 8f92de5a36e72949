using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Puts together what the checks look at, from the market's own books.</summary>
public static class QualityPicture
{
    /// <summary>One entity's year.</summary>
    /// <param name="draft">A month that is not (yet) filed, in the place of the one that is.</param>
    public static CheckedReport Of(ParticipantId participant, ComplianceYear year, MrvState mrv,
        QuantificationState methods, MonthRecord? draft = null)
    {
        var used = MethodsOf(participant, year, mrv, methods);
        var plans = mrv.Plans.Versions(participant).Where(p => p.State == PlanState.Approved).ToImmutableArray();
        var plan = plans.LastOrDefault(p => p.From.Year <= year.Year);
        var months = mrv.Months.OfYear(participant, year).Where(m => m.Month != draft?.Month);
        if (draft is not null) months = months.Append(draft).OrderBy(m => m.Month);
        return Split(new CheckedReport(participant, year)
        {
            Sector = plan?.Content.Sector ?? "",
            Plans = plans,
            Months = [.. months.Select(m => AsFirstFiled(m, mrv))],
            Earlier = [.. mrv.Months.OfYear(participant, year.Previous)],
            Methodology = used?.Main.Method,
            Annual = Annual(mrv.Find(year, participant), mrv, methods),
            Before = Annual(mrv.Find(year.Previous, participant)),
            Comparisons = [.. mrv.Checks.Comparisons(participant, year), .. Stacks(participant, year, mrv)],
            Corrections = used is null ? [] : [.. Corrections(participant, year, mrv, used)],
            Contracts = mrv.Checks.Contracts(participant, year),
            Registers = RegistersOf(mrv),
        }, used);
    }

    /// <summary>An entity with several modules is looked at module by module where a check goes by what one method asks
    /// or one process can do.</summary>
    private static CheckedReport Split(CheckedReport whole, PlanMethods? methods) => methods is not { All.Length: > 1 }
        ? whole : whole with
        {
            Modules = [.. methods.All.Select(module => whole with
            {
                Sector = module.Sector,
                Methodology = module.Method,
                Plans = [.. whole.Plans.Select(p => p with { Content = p.Content with
                { Parameters = [.. p.Content.Parameters.Where(x => module.Covers(x.Facility))] } })],
                Months = Own(whole.Months, module),
                Earlier = Own(whole.Earlier, module),
            })],
        };

    private static ImmutableArray<MonthRecord> Own(ImmutableArray<MonthRecord> months, ModuleMethod module) =>
        [.. months.Select(m => PlanMethods.Only(m, row => module.Covers(row.Facility) ? row : null))
            .Where(m => module.IsMain || !m.Content.Rows.IsEmpty)];

    /// <summary>109: a month that comes again, sent back or corrected, is as late as it was the first time.</summary>
    private static MonthRecord AsFirstFiled(MonthRecord month, MrvState mrv) =>
        mrv.Months.Revisions(month.Participant, month.Year, month.Month) is [var first, ..]
            ? month with { FiledAt = first.FiledAt } : month;

    /// <summary>Every entity that has a plan or a report of the year.</summary>
    public static CheckedMarket Market(ComplianceYear year, MrvState mrv, QuantificationState methods) => new(year,
        [.. mrv.Plans.Entities.Concat(mrv.Of(year).Select(r => r.Participant)).Distinct().Order()
            .Select(p => Of(p, year, mrv, methods))], RegistersOf(mrv));

    /// <summary>The totals and outputs of all reports of a year, for comparisons that need nothing else.</summary>
    public static ImmutableArray<CheckedReport> Totals(ComplianceYear year, MrvState mrv) =>
    [
        .. mrv.Of(year).OrderBy(r => r.Participant).Select(r => new CheckedReport(r.Participant, year)
        {
            Sector = mrv.Plans.Versions(r.Participant).LastOrDefault(p => p.State == PlanState.Approved
                && p.From.Year <= year.Year)?.Content.Sector ?? "",
            Annual = Annual(r),
        }),
    ];

    private static QualityRegisters RegistersOf(MrvState mrv) => new(mrv.Checks.Laboratory, mrv.Checks.Copy,
        mrv.Checks.Traits, number => mrv.Months.UsesOfReport(number), hash => mrv.Months.UsesOfDocument(hash));

    internal static PlanMethods? MethodsOf(ParticipantId participant, ComplianceYear year, MrvState mrv,
        QuantificationState methods) => mrv.Plans.InForce(participant, new LocalDate(year.Year, 12, 1)) is { } plan
            ? PlanMethods.Of(plan.Content, year.Year, methods) : null;

    /// <summary>What an entity's stacks emitted by continuous measurement, for months in which each is
    /// usable.</summary>
    private static IEnumerable<ComparisonFigure> Stacks(ParticipantId participant, ComplianceYear year, MrvState mrv)
    {
        if (mrv.Cems.All.Count == 0) yield break;
        for (var month = 1; month <= 12; month++)
            if (mrv.Cems.Of(participant, year, month).ToList() is { Count: > 0 } stacks && stacks.All(s => s.IsUsable))
                yield return new ComparisonFigure(participant, year, month, ComparisonKind.ContinuousMeasurement, "",
                    stacks.Sum(s => s.Tonnes), "tCO2", string.Join("、", stacks.Select(s => s.Stack)));
    }

    /// <summary>What each approved correction did to its month.</summary>
    private static IEnumerable<MonthCorrection> Corrections(ParticipantId participant, ComplianceYear year,
        MrvState mrv, PlanMethods methods)
    {
        for (var month = 1; month <= 12; month++)
            foreach (var correction in mrv.Months.Corrections(participant, year, month))
                if (correction.State == CorrectionState.Approved
                    && mrv.Months.Revisions(participant, year, month) is var all && correction.Revision <= all.Length
                    && Tonnes(methods, year, month, all[correction.Revision - 1].Content) is { } before
                    && Tonnes(methods, year, month, correction.Content) is { } after)
                    yield return new MonthCorrection(month, after - before);
    }

    private static decimal? Tonnes(PlanMethods methods, ComplianceYear year, int month, MonthContent content) =>
        methods.OfMonth(year, month, content.Rows) is { } tonnes ? MonthRows.ToDecimal(tonnes) : null;

    /// <summary>A derived report as it is handed in on a day.</summary>
    public static AnnualPicture Annual(AnnualReport report, LocalDate on, LocalDate due, MrvState mrv,
        QuantificationState methods)
    {
        var result = report.Result;
        var before = mrv.Find(report.Year, report.Participant);
        var picture = new AnnualPicture(report.Year, result.Compliance.Count, 0,
            [.. AnnualReporting.Lines(result).Select(l => new AnnualPart(l.Source, l.Emissions, 1))], [],
            result.Activity.Outputs, null, before?.Verified?.Count, on, due);
        return WithMonths(picture, report, mrv, methods);
    }

    private static AnnualPicture? Annual(EmissionReport? report, MrvState mrv, QuantificationState methods) =>
        Annual(report) is { } picture && report is not null
            && mrv.Annuals.Submitted(report.Participant, report.Year) is { } derived
                ? WithMonths(picture, derived, mrv, methods) : Annual(report);

    /// <summary>201 and 202: what the months in force give by themselves, beside what the report has. 109: a report
    /// that comes again corrected is as late as it was the first time.</summary>
    private static AnnualPicture WithMonths(AnnualPicture picture, AnnualReport report, MrvState mrv,
        QuantificationState methods)
    {
        var faults = new Faults();
        if (mrv.Annuals.Versions(report.Participant, report.Year).FirstOrDefault(v => v.SubmittedAt is not null) is
            { SubmittedAt: { } first }) picture = picture with { SubmittedOn = ChinaDate(first) };
        var basis = AnnualCalculation.Basis(report.Participant, report.Year, mrv, methods, faults);
        return basis is null ? picture : picture with
        {
            Quantities = AnnualCalculation.Beside(report, basis),
            MonthsTotal = AnnualCalculation.OfMonthsAlone(report, basis)?.Count,
        };
    }

    private static LocalDate ChinaDate(Instant at) => at.InUtc().PlusHours(8).Date;

    private static AnnualPicture? Annual(EmissionReport? report)
    {
        if (report is null || (report.Reported ?? report.Verified) is not { } total) return null;
        var activity = report.ReportedActivity ?? report.VerifiedActivity;
        return new AnnualPicture(report.Year, total.Count, 0,
            [.. report.Lines.Select(l => new AnnualPart(l.Source, l.Emissions, 1))], [], activity?.Outputs ?? [],
            null, report.Verified?.Count, report.SubmittedOn, report.DueOn);
    }
}
