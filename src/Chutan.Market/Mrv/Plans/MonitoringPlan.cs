namespace Chutan.Market.Mrv;

/// <summary>获取方式: how a figure is come by.</summary>
public enum Acquisition
{
    /// <summary>Measured, with a meter or in a laboratory 实测.</summary>
    Measured = 0,
    /// <summary>Worked out from other figures 计算.</summary>
    Calculated = 1,
    /// <summary>The method's own conservative value, because no valid measurement is there 缺省.</summary>
    Default = 2,
    /// <summary>Estimated, with a reason 估计.</summary>
    Estimated = 3,
}

/// <summary>设施: a line, kiln, unit or workshop inside the boundary.</summary>
/// <param name="Id">Short and stable, such as <c>u1</c>; rows of figures name it.</param>
/// <param name="Capacity">In <paramref name="CapacityUnit"/>; null when the kind has none.</param>
/// <param name="Permit">Number of its pollution permit; empty when it has none.</param>
public sealed record PlanFacility(string Id, string NameZh, string NameEn, string Kind, decimal? Capacity,
    string CapacityUnit, string Permit);

/// <summary>计量器具: a meter, and how far it may be trusted.</summary>
/// <param name="Accuracy">As on its certificate, for example 0.5S or ±0.5 %.</param>
/// <param name="CalibrationMonths">Months a calibration holds, 1 or more.</param>
/// <param name="Power">Set for meters of electricity that comes in: one meter measures power of one origin only.
/// </param>
public sealed record PlanMeter(string Id, string Kind, string Location, string Accuracy, LocalDate CalibratedOn,
    int CalibrationMonths, PowerOrigin Power)
{
    /// <summary>The last day on which its figures count as measured.</summary>
    public LocalDate CalibratedThrough => CalibratedOn.PlusMonths(CalibrationMonths);
}

/// <summary>参数: one figure of the method that this entity gives, and how it comes by it.</summary>
/// <param name="Id">Short and stable over versions of the plan.</param>
/// <param name="Facility">The facility's id; empty for the entity as a whole.</param>
/// <param name="Table">The method's table, such as <c>fuel</c>; empty for a single figure.</param>
/// <param name="Choice">The row's code, such as <c>coal</c>; empty when the table has none.</param>
/// <param name="Column">The figure's name in the method, such as <c>FC</c>.</param>
/// <param name="Meter">The meter's id; empty when none measures it.</param>
/// <param name="MissingTreatment">缺失数据处理: what is done when a value is missing; never one that under-estimates.
/// </param>
public sealed record PlanParameter(string Id, string Facility, string Table, string Choice, string Column,
    Acquisition Acquisition, string Meter, string Method, string Frequency, string Department,
    string MissingTreatment);

/// <summary>数据质量控制方案的内容: everything an entity lays down about its figures.</summary>
/// <param name="Regime">The rules it reports under, such as <c>hubei-pilot</c>; with the sector and the year they
/// select the methodology.</param>
/// <param name="Sector">As in the table of rule sets, such as <c>power</c>.</param>
/// <param name="Boundary">核算边界: what is in and what is out, in words.</param>
/// <param name="QualityControl">Duties, training, record keeping and internal audit, in words.</param>
/// <param name="Modules">Facilities that report under another methodology than the sector's; empty for most.</param>
public sealed record PlanContent(string Regime, string Sector, string Boundary, ImmutableArray<PlanFacility> Facilities,
    ImmutableArray<PlanMeter> Meters, ImmutableArray<PlanParameter> Parameters, string QualityControl,
    ImmutableArray<PlanModule> Modules)
{
    /// <summary>The plan's own sector, then those of its modules.</summary>
    public IEnumerable<string> Sectors => Modules.Select(m => m.Sector).Prepend(Sector);

    /// <summary>The sector a facility reports under; that of the plan for the entity as a whole.</summary>
    public string SectorOf(string facility) =>
        Modules.FirstOrDefault(m => m.Facilities.Contains(facility))?.Sector ?? Sector;
}

/// <summary>修订原因: the cases in which a plan has to be revised.</summary>
public enum PlanChange
{
    /// <summary>It is the first plan; nothing is revised.</summary>
    First = 0,
    /// <summary>New emissions from changed facilities, fuels or materials.</summary>
    NewSources = 1,
    /// <summary>New meters or methods raise the accuracy.</summary>
    BetterMeasurement = 2,
    /// <summary>The old method proved wrong.</summary>
    WrongMethod = 3,
    /// <summary>The revision improves the accuracy in another way.</summary>
    BetterAccuracy = 4,
    /// <summary>The plan does not meet the guide.</summary>
    NotPerGuide = 5,
}

/// <summary>电力来源: where electricity measured by a meter comes from; non-fossil power has meters of its own.</summary>
public enum PowerOrigin
{
    /// <summary>It measures no electricity that comes in.</summary>
    None = 0,
    /// <summary>From the grid, with the grid's mix 网电.</summary>
    Grid = 1,
    /// <summary>Non-fossil power by a direct line or contract 直供绿电.</summary>
    DirectGreen = 2,
    /// <summary>Own non-fossil power, such as from the roof 自发绿电.</summary>
    OwnGreen = 3,
    /// <summary>From the entity's own power plant: counted with the fuel it burns, and nowhere else 自备电厂供电.</summary>
    OwnPlant = 4,
}

/// <summary>Where a version of a plan stands.</summary>
public enum PlanState
{
    Submitted = 0,
    /// <summary>In force from its first month on, until a later version is 已备案.</summary>
    Approved = 1,
    Returned = 2,
}

/// <summary>数据质量控制方案: one version of one entity's plan.</summary>
/// <param name="Version">From 1.</param>
/// <param name="From">First day of the first month it governs; a change splits a year at a month.</param>
/// <param name="Change">Which of the cases of revision it is.</param>
/// <param name="ChangeReason">What was revised and why, in words; empty for the first version.</param>
/// <param name="Remarks">The authority's reason for returning it.</param>
public sealed record MonitoringPlan(ParticipantId Participant, int Version, LocalDate From, PlanContent Content,
    PlanChange Change, string ChangeReason, PlanState State, UserId FiledBy, Instant FiledAt, string Remarks,
    long Position);
