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
        var plans = mrv.Plans.Versions(participant).Where(p => p.State == PlanState.Approved).ToImmutableArray();
        var plan = plans.LastOrDefault(p => p.From.Year <= year.Year);
        var months = mrv.Months.OfYear(participant, year).Where(m => m.Month != draft?.Month);
        if (draft is not null) months = months.Append(draft).OrderBy(m => m.Month);
        return new CheckedReport(participant, year)
        {
            Sector = plan?.Content.Sector ?? "",
            Plans = plans,
            Months = [.. months],
            Earlier = [.. mrv.Months.OfYear(participant, year.Previous)],
            Methodology = plan is null ? null
                : methods.Select(plan.Content.Regime, plan.Content.Sector, year.Year),
            Annual = Annual(mrv.Find(year, participant)),
            Before = Annual(mrv.Find(year.Previous, participant)),
            Comparisons = mrv.Checks.Comparisons(participant, year),
            Contracts = mrv.Checks.Contracts(participant, year),
            Registers = RegistersOf(mrv),
        };
    }

    /// <summary>Every entity that has a plan or a report of the year.</summary>
    public static CheckedMarket Market(ComplianceYear year, MrvState mrv, QuantificationState methods) => new(year,
        [.. mrv.Plans.Entities.Concat(mrv.Of(year).Select(r => r.Participant)).Distinct().Order()
            .Select(p => Of(p, year, mrv, methods))], RegistersOf(mrv));

    private static QualityRegisters RegistersOf(MrvState mrv) => new(mrv.Checks.Laboratory, mrv.Checks.Copy,
        mrv.Checks.Traits, number => mrv.Months.UsesOfReport(number), hash => mrv.Months.UsesOfDocument(hash));

    private static AnnualPicture? Annual(EmissionReport? report)
    {
        if (report is null || (report.Reported ?? report.Verified) is not { } total) return null;
        var activity = report.ReportedActivity ?? report.VerifiedActivity;
        return new AnnualPicture(report.Year, total.Count, 0,
            [.. report.Lines.Select(l => new AnnualPart(l.Source, l.Emissions, 1))], [], activity?.Outputs ?? [],
            null, report.Verified?.Count, report.SubmittedOn, report.DueOn);
    }
}
