namespace Chutan.Market.Mrv;

/// <summary>Why an annual report was not taken, put off, determined or re-opened.</summary>
public static class ReportRefusals
{
    internal static readonly Citation Duty = new("碳排放权交易管理暂行条例（国务院令第775号）", "第十一条");
    internal static readonly Citation Fraud = new("碳排放权交易管理暂行条例（国务院令第775号）", "第二十二条");

    public static readonly RefusalCode NoPlan = new("report.no-plan",
        "主体 {participant} 的 {year} 年度没有已备案的数据质量控制方案。",
        "Participant {participant} has no approved data quality control plan for {year}.");
    public static readonly RefusalCode FromMonths = new("report.from-months",
        "主体 {participant} 的 {year} 年度有已备案的数据质量控制方案（第 {version} 版，自 {from} 起），年度报告须由月度存证生成，不得按行填报。",
        "Participant {participant} has an approved plan for {year} (version {version}, from {from}): its report is "
        + "derived from its months and cannot be handed in line by line.");
    public static readonly RefusalCode BeforePlatform = new("report.not-earlier",
        "主体 {participant} 的 {year} 年度在本平台有方案或报告，不能作为历史数据承接。",
        "Participant {participant} has a plan or a report of {year} here; that year is not brought in from elsewhere.");
    public static readonly RefusalCode RulesChange = new("report.rules-change",
        "{year} 年度内方案的规则或行业发生变化，不能合并为一份报告。",
        "The plan's regime or sector changes within {year}; that makes no one report.");
    public static readonly RefusalCode MonthsNotAccepted = new("report.months-not-accepted",
        "{year} 年度以下月份的存证尚未锁定：{months}。",
        "The evidence of these months of {year} is not accepted yet: {months}.");
    public static readonly RefusalCode MonthsChanged = new("report.months-changed",
        "报告编制后以下月份已更正：{months}；须重新编制。",
        "These months were corrected after the report was prepared: {months}; prepare it anew.");
    public static readonly RefusalCode ManualReason = new("report.manual-reason",
        "手工年度值“{figure}”须说明理由。", "The manual annual value '{figure}' needs a reason.");
    public static readonly RefusalCode EvidenceUnknown = new("report.evidence-unknown",
        "“{figure}”所附材料 {hash} 未存证。", "The file {hash} behind '{figure}' is not in evidence.");
    public static readonly RefusalCode CheckBlocks = new("report.check-blocks",
        "检查 {check} 未通过：{condition}。", "Check {check} does not hold: {condition}.");
    public static readonly RefusalCode ExplanationNeeded = new("report.explanation-needed",
        "以下检查未通过，须作出说明：{checks}。", "These checks did not hold and need an explanation: {checks}.");
    public static readonly RefusalCode ManualDeduction = new("report.manual-deduction",
        "扣减量“{figure}”只能来自月度存证中经核实的转移记录，不得手工填写。",
        "The deduction '{figure}' comes only from verified transfers in the months; it is never given by hand.");
    public static readonly RefusalCode Negative = new("report.negative",
        "履约排放量为 {tonnes} t，不能为负。", "The emissions that count are {tonnes} t; they cannot be negative.");
    public static readonly RefusalCode FacilityNotCalculable = new("report.facility-not-calculable",
        "设施 {facility} 的排放量不能单独核算（{reason}）。",
        "The emissions of facility {facility} cannot be calculated on their own ({reason}).");
    public static readonly RefusalCode BadProduct = new("report.bad-product",
        "产品“{product}”（计算项“{line}”）无效：须取自方法学的计算项，或填写产量并说明理由。",
        "The product '{product}' (line '{line}') is not valid: take it from a line of the method, or state it with a "
        + "reason.");
    public static readonly RefusalCode NotPrepared = new("report.not-prepared",
        "没有待签署的 {year} 年度报告。", "There is no report of {year} waiting for a signature.");
    public static readonly RefusalCode OtherVersion = new("report.other-version",
        "待签署的是第 {expected} 版，不是第 {given} 版。", "Version {expected} waits for a signature, not {given}.");
    public static readonly RefusalCode SamePerson = new("report.same-person",
        "编制人与签署提交人不得为同一人。", "Who prepared a report may not also sign and submit it.");
    public static readonly RefusalCode BadDeclaration = new("report.bad-declaration",
        "声明须有签署人，签署日期不得晚于 {today}。", "A declaration has a signatory and a date no later than {today}.");
    public static readonly RefusalCode DecisionNeeded = new("report.decision-needed",
        "须注明文号和理由。", "The number of the decision and its reason are needed.");
    public static readonly RefusalCode NotLater = new("report.not-later",
        "新的期限 {date} 不晚于现期限 {due}。", "The new deadline {date} is not later than {due}.");
    public static readonly RefusalCode AlreadyIn = new("report.already-in",
        "主体 {participant} 的 {year} 年度报告已提交，处于 {state} 状态。",
        "The report of participant {participant} for {year} is in, state {state}.");
    public static readonly RefusalCode NobodyToRemind = new("report.nobody-to-remind",
        "{year} 年度没有需要提醒的主体。", "There is nobody to remind for {year}.");
    public static readonly RefusalCode TermRuns = new("report.term-runs",
        "{date} 以前不能核定：期限或宽限期未满。", "Nothing can be determined before {date}: the term still runs.");
    public static readonly RefusalCode NoEarlierYear = new("report.no-earlier-year",
        "主体 {participant} 在 {year} 年度以前没有经认可的排放量。",
        "Participant {participant} has no accepted emissions of a year before {year}.");
    public static readonly RefusalCode CapacityNeeded = new("report.capacity-needed",
        "按产能核定须填写大于零的年产能和单位产品排放量。",
        "A determination by capacity needs an annual capacity and emissions per unit above zero.");
    public static readonly RefusalCode NoRecheck = new("report.no-recheck",
        "主体 {participant} 的 {year} 年度报告不是据复查重新启动的。",
        "The report of participant {participant} for {year} was not re-opened on a second verification.");
    public static readonly RefusalCode BelowEarlier = new("report.below-earlier",
        "核定量 {tonnes} t 低于保守下限 {least} t。",
        "The determined {tonnes} t are below the conservative least of {least} t.");
    public static readonly RefusalCode NotFinal = new("report.not-final",
        "主体 {participant} 的 {year} 年度报告尚未认可，不能重新启动。",
        "The report of participant {participant} for {year} is not accepted and cannot be re-opened.");
    public static readonly RefusalCode NoFraud = new("report.no-fraud",
        "主体 {participant} 的 {year} 年度报告没有因造假重新启动。",
        "The report of participant {participant} for {year} was not re-opened for fraud.");
}
