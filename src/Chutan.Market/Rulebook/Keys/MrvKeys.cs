namespace Chutan.Market.Rulebook;

/// <summary>Keys of monitoring, reporting and verification 监测报告核查 (ets-rules §7).</summary>
public static class MrvKeys
{
    public static readonly ParameterKey<int> PlanMonth = new("mrv.plan.deadline_month", "month", Axis.ComplianceYear,
        Kinds.Month, "监测计划提交月份（上一年，最后一个工作日）",
        "Month of the year before whose last working day is the deadline of the monitoring plan");
    public static readonly ParameterKey<int> ReportMonth = new(
        "mrv.report.deadline_month", "month", Axis.ComplianceYear,
        Kinds.Month, "排放报告提交月份（次年，最后一个工作日）",
        "Month of the next year whose last working day is the deadline of the emission report");
    public static readonly ParameterKey<int> VerificationMonth = new(
        "mrv.verification.deadline_month", "month", Axis.ComplianceYear,
        Kinds.Month, "核查报告提交月份（次年，最后一个工作日）",
        "Month of the next year whose last working day is the deadline of the verification report");
    public static readonly ParameterKey<bool> ThirdParty = new(
        "mrv.verification.third_party", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "须经第三方核查", "Whether a third party must verify before a report is accepted");
    public static readonly ParameterKey<int> RecordYears = new("mrv.records.years", "years", Axis.Date,
        Kinds.Count, "原始记录保存年限", "Years source records are kept");

    /// <summary>Days of monthly evidence count from the month's last day; a regime may have its own under its name in
    /// capitals.</summary>
    public static readonly ParameterKey<int> MonthDays = new("mrv.month.enterprise_days", "days",
        Axis.ComplianceYear, Kinds.Count, "月度存证提交期限（月末后自然日）",
        "Days after the end of a month within which an enterprise files its evidence");
    public static readonly ParameterKey<int> CountyDays = new("mrv.month.county_days", "days", Axis.ComplianceYear,
        Kinds.Count, "县级核对期限（月末后自然日）", "Days after the end of a month within which the county checks");
    public static readonly ParameterKey<int> CityDays = new("mrv.month.city_days", "days", Axis.ComplianceYear,
        Kinds.Count, "市级审核期限（月末后自然日）",
        "Days after the end of a month within which the city checks, and the evidence is complete");
    public static readonly ParameterKey<int> LabDays = new("mrv.lab.issue_days", "days", Axis.ComplianceYear,
        Kinds.Count, "检测报告出具期限（月末后自然日）",
        "Days after the end of a month within which a laboratory report must be issued to count");
    public static readonly ParameterKey<Rate> CemsDensity = new("mrv.cems.co2_density", "t/10^3Nm3",
        Axis.ComplianceYear, Kinds.Factor, "二氧化碳密度（标准状态）", "Density of CO2 at standard conditions");
    public static readonly ParameterKey<Rate> CemsMissing = new("mrv.cems.missing_share", "share",
        Axis.ComplianceYear, Kinds.Share, "连续监测缺失小时的最高比例",
        "Share of a month's hours that may be missing for direct measurement to say anything");
}
