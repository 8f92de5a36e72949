using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>A figure from somewhere else that a reported one is compared with.</summary>
public enum ComparisonKind
{
    /// <summary>电费单: electricity bought by the utility's bills, MWh.</summary>
    ElectricityBill = 0,
    /// <summary>供热结算凭证: heat sold by its invoices, GJ.</summary>
    HeatInvoice = 1,
    /// <summary>连续监测: CO₂ by continuous measurement, t.</summary>
    ContinuousMeasurement = 2,
    /// <summary>统计、税务或能源主管部门的产量: output as another office has it, in its own unit.</summary>
    OutputStatistics = 3,
}

/// <summary>比对数据: one figure from another office.</summary>
/// <param name="Month">1 to 12; zero for the whole year.</param>
/// <param name="Item">The product it is about; empty where there is only one thing.</param>
public sealed record ComparisonFigure(ParticipantId Participant, ComplianceYear Year, int Month, ComparisonKind Kind,
    string Item, decimal Value, string Unit, string Source);

/// <summary>检测机构名录: a laboratory that may test, and what for.</summary>
/// <param name="Scope">Fields it is accredited for, such as <c>carbon</c> and <c>ncv</c>.</param>
/// <param name="SamplesPerDay">What it can test in a day.</param>
/// <param name="Online">Whether its own register of reports is imported here.</param>
public sealed record Laboratory(string Name, string Accreditation, LocalDate ValidFrom, LocalDate ValidThrough,
    ImmutableArray<string> Scope, int SamplesPerDay, bool Online);

/// <summary>文件特征: what a file says about itself, as somebody noted it by hand.</summary>
/// <param name="CreatedOn">Null when it does not say.</param>
/// <param name="Software">What made it; empty when it does not say.</param>
public sealed record DocumentTraits(string Hash, LocalDate? CreatedOn, string Software);

/// <summary>咨询服务合同: who helps an entity with its figures, and on what terms.</summary>
/// <param name="Contingent">The fee hangs on an allowance surplus.</param>
/// <param name="Group">Name of the group the consultant belongs to; its own name when none.</param>
public sealed record ServiceContract(ParticipantId Participant, ComplianceYear Year, string Consultant, string Group,
    bool Contingent);

/// <summary>A part of an annual total, as it is shown.</summary>
/// <param name="Sign">−1 for what is taken off: carbon kept in products, CO₂ recovered, fuel handed on.</param>
public sealed record AnnualPart(string Source, decimal Emissions, int Sign);

/// <summary>A quantity or parameter of a year beside the same worked out from the months.</summary>
public sealed record AnnualQuantity(string Name, decimal Annual, decimal FromMonths, bool IsMean);

/// <summary>An annual report as the checks look at it.</summary>
/// <param name="MonthsTotal">What the months give, t; null when nothing was worked out.</param>
/// <param name="ShownDigits">Decimals the parts are shown with.</param>
public sealed record AnnualPicture(ComplianceYear Year, decimal Total, int ShownDigits,
    ImmutableArray<AnnualPart> Parts,
    ImmutableArray<AnnualQuantity> Quantities, ImmutableArray<ProductOutput> Outputs, decimal? MonthsTotal,
    decimal? Verified, LocalDate? SubmittedOn, LocalDate? DueOn)
{
    /// <summary>What the intensity goes by: all products together where they share a unit, else the first; null when
    /// there is none. The emissions are of all products, so one of several alone would not be their base.</summary>
    public decimal? Output => Outputs is not [var first, ..] ? null
        : (Outputs.All(o => o.Unit == first.Unit) ? Outputs.Sum(o => o.Quantity) : first.Quantity) is > 0 and var made
            ? made : null;

    public decimal? Intensity => Output is { } output ? Total / output : null;

    /// <summary>What is made: only those who make the same can be held against one another.</summary>
    public string Products => string.Join("+", Outputs.Select(o => o.Product).Order(StringComparer.Ordinal));
}

/// <summary>An approved correction of a month that was already accepted.</summary>
/// <param name="Effect">What it did to the year's emissions, t.</param>
public sealed record MonthCorrection(int Month, decimal Effect);

/// <summary>One entity's year as the checks look at it: its plan, its months, its annual report, and what others know.
/// </summary>
public sealed record CheckedReport(ParticipantId Participant, ComplianceYear Year)
{
    public string Sector { get; init; } = "";
    /// <summary>Approved versions of the plan, earliest first.</summary>
    public ImmutableArray<MonitoringPlan> Plans { get; init; } = [];
    /// <summary>The newest revision of each month, January first.</summary>
    public ImmutableArray<MonthRecord> Months { get; init; } = [];
    /// <summary>The same of the year before.</summary>
    public ImmutableArray<MonthRecord> Earlier { get; init; } = [];
    public Methodology? Methodology { get; init; }
    /// <summary>The same year module by module, when it reports under several methodologies; empty otherwise.</summary>
    public ImmutableArray<CheckedReport> Modules { get; init; } = [];
    public AnnualPicture? Annual { get; init; }
    public AnnualPicture? Before { get; init; }
    public ImmutableArray<ComparisonFigure> Comparisons { get; init; } = [];
    public ImmutableArray<MonthCorrection> Corrections { get; init; } = [];
    public ImmutableArray<ServiceContract> Contracts { get; init; } = [];
    /// <summary>How it was verified, and verified again, earliest first.</summary>
    public ImmutableArray<VerificationFacts> Verifications { get; init; } = [];
    public QualityRegisters Registers { get; init; } = QualityRegisters.Empty;

    public LocalDate MonthEnd(int month) => new LocalDate(Year.Year, month, 1).PlusMonths(1).PlusDays(-1);

    public decimal? Comparison(ComparisonKind kind, int month, string item = "") => Comparisons.FirstOrDefault(c =>
        c.Kind == kind && c.Month == month && (item.Length == 0 || c.Item == item))?.Value;
}

/// <summary>What the whole platform knows about laboratories, report numbers and files.</summary>
/// <param name="Laboratory">The laboratory of an accreditation number; null when none is registered.</param>
/// <param name="Copy">A report as the laboratory itself registered it, by its number.</param>
/// <param name="Traits">What a file says about itself.</param>
/// <param name="UsesOfReport">The months in which a report number is used.</param>
/// <param name="UsesOfFile">The months in which a file is used.</param>
public sealed record QualityRegisters(Func<string, Laboratory?> Laboratory, Func<string, LabReport?> Copy,
    Func<string, FileFacts?> Traits, Func<string, IEnumerable<MonthUse>> UsesOfReport,
    Func<string, IEnumerable<MonthUse>> UsesOfFile)
{
    public static QualityRegisters Empty { get; } = new(_ => null, _ => null, _ => null, _ => [], _ => []);

    /// <summary>Where else a report number is used.</summary>
    public IEnumerable<MonthUse> OtherUses(string number, MonthUse own) => UsesOfReport(number).Where(u => u != own);

    /// <summary>Where else a file is used.</summary>
    public IEnumerable<MonthUse> OtherUsesOfFile(string hash, MonthUse own) => UsesOfFile(hash).Where(u => u != own);
}

/// <summary>What is known of how a report was verified.</summary>
/// <param name="Task">Number of the verification.</param>
/// <param name="SiteDays">Full days the group was on site.</param>
/// <param name="Photographs">Photographs with place and time.</param>
/// <param name="SiteThrough">The last day of the visit as planned; null before there is a plan.</param>
/// <param name="EvidenceAt">When the last file the conclusion rests on was put in; null before the conclusion.</param>
/// <param name="Findings">Findings of any severity.</param>
/// <param name="OpenWarnings">Warnings about the entity's data that are open, or were handed on for
/// verification.</param>
/// <param name="Likeness">Greatest likeness of its text to another report of the same agency, 0 to 1; null without
/// another of some length.</param>
/// <param name="Conflicts">Conflicts of interest found: the eight prohibitions, laboratories and persons.</param>
/// <param name="Agency">The agency's name.</param>
/// <param name="AgencyGroups">Groups and laboratories it belongs together with.</param>
/// <param name="AgencyYears">Years running the agency has verified the entity, this one among them.</param>
/// <param name="SamePerson">Somebody checked or approved what he made himself.</param>
/// <param name="Farthest">Kilometres between two sites one person was on the same day.</param>
/// <param name="ReportsOfPerson">Reports of the busiest person of the group in the season.</param>
public sealed record VerificationFacts(int Task, int SiteDays, int Photographs, bool SignedIn, LocalDate? SiteThrough,
    Instant? EvidenceAt, Instant? ConcludedAt, LocalDate? ConcludedOn, int Findings, int OpenWarnings,
    decimal? Likeness, int Conflicts, string Agency, ImmutableArray<string> AgencyGroups, int AgencyYears,
    int LeaderYears, bool SamePerson, decimal? Farthest, int ReportsOfPerson);

/// <summary>All reports of a year side by side.</summary>
public sealed record CheckedMarket(ComplianceYear Year, ImmutableArray<CheckedReport> Reports,
    QualityRegisters Registers);
