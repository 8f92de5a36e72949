namespace Chutan.Market.Mrv;

/// <summary>A figure of a month as it was given.</summary>
/// <param name="Column">Its name in the method.</param>
/// <param name="Text">As written; a number, or a code of a choice.</param>
/// <param name="Unit">Empty means the unit the method asks for.</param>
/// <param name="Reason">Why it is a default or an estimate; empty for measured ones.</param>
/// <param name="Evidence">Hashes of files in evidence, or <c>lab:NUMBER</c> for a report of the same month.</param>
public sealed record MonthFigure(string Column, string Text, string Unit, Acquisition Acquisition, string Reason,
    ImmutableArray<string> Evidence);

/// <summary>One row of a month: a fuel, a supplier, a product of a facility.</summary>
/// <param name="Table">The method's table; empty for the method's single figures of the year.</param>
/// <param name="Facility">The plan's facility; empty for the entity as a whole.</param>
public sealed record MonthRow(string Table, string Facility, ImmutableArray<MonthFigure> Figures)
{
    public MonthFigure? Find(string column) => Figures.FirstOrDefault(f => f.Column == column);
}

/// <summary>检测报告: a laboratory's report on a sample.</summary>
/// <param name="Number">The report's number; unique over all laboratories and entities.</param>
/// <param name="Accreditation">资质认定: number of its CMA or CNAS accreditation; empty when it shows none.</param>
/// <param name="Sample">The sample's id, as in the sampling log.</param>
/// <param name="Fuel">The row's code the sample is of, such as <c>coal</c>.</param>
/// <param name="Ncv">Net calorific value as received, GJ/t.</param>
/// <param name="Carbon">Elemental carbon as received, % by mass; null when not measured. Likewise the others.</param>
/// <param name="TotalMoisture">M_ar, %.</param>
/// <param name="InnerMoisture">M_ad, %.</param>
/// <param name="VerificationCode">What the QR code says; empty when there is none.</param>
/// <param name="Document">Hash of the scanned report.</param>
public sealed record LabReport(string Number, string Laboratory, string Accreditation, string Sample, string Fuel,
    LocalDate SampledFrom, LocalDate SampledThrough, LocalDate ReceivedOn, LocalDate TestedOn, LocalDate IssuedOn,
    decimal? Ncv, decimal? Carbon, decimal? Hydrogen, decimal? Oxygen, decimal? Sulphur, decimal? TotalMoisture,
    decimal? InnerMoisture, string VerificationCode, bool Stamped, string Document)
{
    /// <summary>Stands before a report's number where a figure names it as its evidence.</summary>
    public const string Mark = "lab:";
}

/// <summary>台账: a month's stock and use of one fuel or material, as the warehouse and the boiler house keep it.
/// </summary>
/// <param name="Opening">Stock at the beginning; likewise the others, in the unit of the method's quantity.</param>
/// <param name="Received">By the purchase ledger.</param>
/// <param name="Consumed">As fired, by the belt scale or meter.</param>
/// <param name="RunningDays">Days on which it was burnt.</param>
/// <param name="SubSamples">Days with a daily sample in the composite.</param>
/// <param name="DailyMoisture">Mean of the daily total moistures, %; null when none were taken.</param>
/// <param name="Retained">留样: whether a part of the composite sample is kept.</param>
public sealed record FuelLedger(string Fuel, decimal Opening, decimal Received, decimal Consumed, decimal Closing,
    int RunningDays, int SubSamples, decimal? DailyMoisture, bool Retained, string Document);

/// <summary>Where a month's evidence stands. That it is not yet due, or overdue, follows from the date.</summary>
public enum MonthState
{
    Submitted = 0,
    /// <summary>The county found it in time, complete and in the right form 县级核对.</summary>
    CountyChecked = 1,
    /// <summary>The city found it right 市级审核.</summary>
    CityChecked = 2,
    /// <summary>Locked; only a correction with a reason changes it, and keeps the old.</summary>
    Accepted = 3,
    /// <summary>Sent back with a reason; may be filed anew.</summary>
    Returned = 4,
}

/// <summary>分电源电量: what one meter of electricity read in a month. Non-fossil power is always told apart.</summary>
/// <param name="Meter">The plan's meter; its origin is the plan's.</param>
/// <param name="Certificates">绿证: numbers of certificates or contracts; at least one for non-fossil power from others.
/// </param>
/// <param name="Document">Hash of the bill or of the meter's record.</param>
public sealed record PowerReading(string Meter, decimal Mwh, ImmutableArray<string> Certificates, string Document);

/// <summary>What an entity files for a month.</summary>
public sealed record MonthContent(ImmutableArray<MonthRow> Rows, ImmutableArray<LabReport> LabReports,
    ImmutableArray<FuelLedger> Ledgers, ImmutableArray<PowerReading> Power)
{
    /// <summary>The hash of every file that backs something in it, each once.</summary>
    public IEnumerable<string> Documents() => Rows.SelectMany(r => r.Figures).SelectMany(f => f.Evidence)
        .Where(Mrv.Documents.IsHash)
        .Concat(LabReports.Select(l => l.Document)).Concat(Ledgers.Select(l => l.Document))
        .Concat(Power.Select(p => p.Document)).Distinct();
}

/// <summary>Why a laboratory report does not make a valid measurement.</summary>
public enum LabFault
{
    /// <summary>It shows no CMA or CNAS accreditation 无资质.</summary>
    NoAccreditation = 0,
    /// <summary>It was issued too long after the end of the month 出具超期.</summary>
    IssuedLate = 1,
    /// <summary>Sampled, received, tested, issued: not in this order 日期倒置.</summary>
    DateOrder = 2,
    /// <summary>The sample was not taken in the month 采样期不符.</summary>
    OtherMonth = 3,
}

/// <summary>缺省取值: a figure that was given as measured and is not used, because its laboratory report does not count;
/// the method's own conservative value stands in its place.</summary>
/// <param name="Row">Which of the month's rows, from 0.</param>
/// <param name="Report">The number of the report.</param>
/// <param name="EffectTonnes">What it adds to the month's emissions, t CO2e; null when that could not be worked out.
/// </param>
public sealed record Substitution(int Row, string Table, string Facility, string Choice, string Column, string Measured,
    string Report, LabFault Fault, decimal? EffectTonnes);

/// <summary>Who looks at a month before it is locked.</summary>
public enum MonthCheckLevel
{
    /// <summary>县级: in time, complete, in the right form.</summary>
    County = 0,
    /// <summary>市级: right in substance.</summary>
    City = 1,
}

/// <summary>One look at a month, and what came of it.</summary>
/// <param name="Late">It came after the day by which this level has to be done.</param>
public sealed record MonthCheck(MonthCheckLevel Level, bool Passed, UserId By, Instant At, bool Late, string Reason);

/// <summary>月度存证: one entity's figures and evidence of one month, in one revision.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Revision">From 1; earlier ones are kept.</param>
/// <param name="PlanVersion">The version of the plan it follows.</param>
/// <param name="Late">Filed after its deadline; the mark stays whatever happens later.</param>
/// <param name="Remarks">The reason it was returned for, or corrected for.</param>
/// <param name="Substitutions">Measured figures that do not count.</param>
/// <param name="Checks">What county and city said to this revision.</param>
public sealed record MonthRecord(ParticipantId Participant, ComplianceYear Year, int Month, int Revision,
    MonthContent Content, int PlanVersion, MonthState State, LocalDate DueOn, bool Late, UserId FiledBy,
    Instant FiledAt, string Remarks, long Position, ImmutableArray<Substitution> Substitutions,
    ImmutableArray<MonthCheck> Checks)
{
    /// <summary>First day of the month.</summary>
    public LocalDate FirstDay => new(Year.Year, Month, 1);
    /// <summary>The month's emissions are higher by this because of measurements that do not count, t CO2e.</summary>
    public decimal SubstitutedTonnes => Substitutions.Select(s => s.EffectTonnes ?? 0).Sum();
}
