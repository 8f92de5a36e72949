using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv;

/// <summary>A market whose one entity has all twelve months of 2022 accepted, and two people to make and to sign its
/// annual report.</summary>
internal sealed class AnnualMarket
{
    public static readonly ComplianceYear Year = MonthMarket.Year;

    public AnnualMarket(int months = 12, Func<int, MonthContent>? content = null,
        params (string Key, string Value)[] rules)
    {
        Months = new MonthMarket(false, [.. Defaults, .. rules]);
        Law.Date = new LocalDate(2021, 12, 20);
        Law.Do(Months.FilePlan(Plan), Law.Operator);
        Law.Do(new ApprovePlan(Law.Entity, 1), Law.Authority);
        Law.Date = new LocalDate(2023, 1, 31);
        for (var month = 1; month <= months; month++)
            Months.Accepted(content?.Invoke(month) ?? MonthMarket.Content(month), month);
        Law.Do(new AppointRepresentative(Law.Entity, "second", Rights.All), Law.Authority);
        Second = new Actor(Law.State.Participants.Users.Last().Id, Role.CoveredEntity);
    }

    public static ImmutableArray<(string Key, string Value)> Defaults { get; } =
    [
        ("mrv.report.level", "entity"), ("mrv.report.indirect", "yes"), ("mrv.report.reminder_days", "10"),
        ("mrv.determination.term_days", "10"), ("mrv.determination.margin", "0.10"),
        ("penalty.fraud.cut.min", "0.5"), ("penalty.fraud.cut.max", "1"), ("penalty.fraud.mult.min", "5"),
        ("penalty.fraud.mult.max", "10"), ("penalty.fraud.small_gain", "500000"),
        ("penalty.fraud.fine.min", "500000"), ("penalty.fraud.fine.max", "2000000"),
    ];

    /// <summary>The plan with meters that stay calibrated all year.</summary>
    public static PlanContent Plan { get; } = MonthMarket.Plan with
    { Meters = [.. MonthMarket.Plan.Meters.Select(m => m with { CalibrationMonths = 72 })] };

    public MonthMarket Months { get; }
    public LawMarket Law => Months.Law;
    public Actor Second { get; }

    public static AnnualContent Content { get; } = new([], [], [new ReportedProduct("power", "E_el", null, "", "")],
        350, 10, "", [new ServiceAgency(AgencyKind.Laboratory, "检测一所", "")], "");

    public static Declaration Signed { get; } = new("法定代表人", new LocalDate(2023, 1, 31));

    public EmissionReport Report => Law.State.Mrv.Find(Year, Law.Entity)!;

    public PrepareAnnualReport Prepare(AnnualContent? content = null) => new(Law.Entity, Year, content ?? Content);

    public SubmitAnnualReport Submit(int version = 1) => new(Law.Entity, Year, version, Signed);

    public AnnualReport Prepared(AnnualContent? content = null) =>
        Law.Do<AnnualReportPrepared>(Prepare(content), Law.Operator).Report;

    /// <summary>Prepared by one, signed and handed in by the other.</summary>
    public AnnualReport Submitted(AnnualContent? content = null)
    {
        var report = Prepared(content);
        Law.Do(Submit(report.Version), Second);
        return Law.State.Mrv.Annuals.Newest(Law.Entity, Year)!;
    }

    /// <summary>Handed in, verified with this figure, and accepted.</summary>
    public AnnualMarket Accepted(long? verified = null, AnnualContent? content = null)
    {
        var report = Submitted(content);
        return Verified(verified ?? report.Result.Compliance.Count, report.Result.Activity);
    }

    /// <summary>The report in hand, verified with this figure and accepted.</summary>
    public AnnualMarket Verified(long tonnes, Activity activity)
    {
        Law.Given(new VerifierAssigned(Year, Law.Entity, Law.Verifier));
        Law.Given(new ReportVerified(Year, Law.Entity, Report.Reported ?? Tonnes.Zero, new(tonnes), activity, ""));
        Law.Do(new AcceptReport(Year, Law.Entity), Law.Authority);
        return this;
    }
}
