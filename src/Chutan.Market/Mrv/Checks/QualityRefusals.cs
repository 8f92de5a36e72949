namespace Chutan.Market.Mrv;

/// <summary>Why figures did not pass, or an act on the checks was not taken.</summary>
public static class QualityRefusals
{
    /// <summary>Data must be true, complete and accurate; the authority examines them.</summary>
    internal static readonly Citation Quality = new("碳排放权交易管理暂行条例（国务院令第775号）", "第十一条");

    public static readonly RefusalCode CheckFailed = new("mrv.check-failed",
        "校核 {check} 未通过（{subject}）：{text}", "Check {check} does not hold ({subject}): {text}");
    public static readonly RefusalCode NoCatalogue = new("mrv.no-checks",
        "尚未发布校核规则。", "No catalogue of checks has been published.");
    public static readonly RefusalCode VersionTaken = new("mrv.checks-version-taken",
        "校核规则 {version} 版已发布；已发布的版本不得更改。",
        "Version {version} of the checks is published; a published version never changes.");
    public static readonly RefusalCode BadLaboratory = new("mrv.laboratory-bad",
        "检测机构“{laboratory}”须有名称、资质编号、有效期与检测能力。",
        "The laboratory '{laboratory}' needs a name, an accreditation, its validity and a capacity.");
    public static readonly RefusalCode NoLaboratory = new("mrv.laboratory-unknown",
        "没有登记资质编号为 {accreditation} 的检测机构。", "No laboratory with the accreditation {accreditation} is registered.");
    public static readonly RefusalCode BadComparison = new("mrv.comparison-bad",
        "比对数据（{kind}，{month} 月，{value}）无效：须有来源，数值不得为负。",
        "The comparison ({kind}, month {month}, {value}) is not valid: it needs a source and no negative value.");
    public static readonly RefusalCode BadContract = new("mrv.contract-bad",
        "合同须写明咨询机构，且属于本单位。", "A contract names its consultant and is the entity's own.");
    public static readonly RefusalCode BadCount = new("mrv.register-count",
        "一次可登记 1 至 {most} 条，现有 {count} 条。", "1 to {most} entries can be made at once, not {count}.");
    public static readonly RefusalCode NoAlert = new("mrv.quality-alert-unknown",
        "没有编号为 {alert} 的校核预警。", "There is no quality alert {alert}.");
    public static readonly RefusalCode NotNow = new("mrv.quality-alert-not-now",
        "校核预警 {alert} 处于 {state} 状态，不能如此处理。", "Quality alert {alert} is {state}; that cannot be done with it now.");
    public static readonly RefusalCode NotExplained = new("mrv.quality-alert-not-explained",
        "企业尚未说明校核预警 {alert}，不能以“说明成立”结案。",
        "The enterprise has not explained quality alert {alert}; it cannot be closed as explained.");
    public static readonly RefusalCode SuppressionNeedsTwo = new("mrv.suppression-needs-two",
        "抑制预警须先提请，再由另一人复核。", "To suppress an alert one officer proposes it and another agrees.");
    public static readonly RefusalCode SecondPerson = new("mrv.suppression-same-person",
        "提请抑制的人不能自己复核。", "Whoever proposed a suppression cannot agree to it.");
    public static readonly RefusalCode ReasonNeeded = new("mrv.quality-reason-needed",
        "须说明理由。", "A reason is needed.");
    public static readonly RefusalCode BadSpan = new("mrv.replay-span",
        "重放的月份应为 1 至 12，起不晚于止。", "Months to run again are 1 to 12, the first not after the last.");
}
