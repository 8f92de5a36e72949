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
}
