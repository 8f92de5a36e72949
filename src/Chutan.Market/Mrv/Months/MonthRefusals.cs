namespace Chutan.Market.Mrv;

/// <summary>Why a month's evidence was not taken.</summary>
public static class MonthRefusals
{
    /// <summary>Data and records must be true, complete and accurate, and original records are kept.</summary>
    internal static readonly Citation Duty = new("碳排放权交易管理暂行条例（国务院令第775号）", "第十一条");

    public static readonly RefusalCode BadMonth = new("mrv.month-bad",
        "“{month}”不是月份（1 至 12）。", "'{month}' is no month (1 to 12).");
    public static readonly RefusalCode NotOver = new("mrv.month-not-over",
        "{month} 当月尚未结束，{from} 起方可存证。", "The month of {month} is not over; its evidence can be filed from {from}.");
    public static readonly RefusalCode NoPlan = new("mrv.month-no-plan",
        "{month} 当月没有已备案的数据质量控制方案。", "No approved data quality control plan governs the month of {month}.");
    public static readonly RefusalCode NotNow = new("mrv.month-not-now",
        "{month} 月存证处于 {state} 状态，不能办理 {action}。",
        "The evidence of month {month} is in state {state}; {action} is not possible.");
    public static readonly RefusalCode NotFiled = new("mrv.month-not-filed",
        "主体 {participant} 尚未提交 {month} 月存证。", "Participant {participant} has not filed month {month}.");
    public static readonly RefusalCode NoRows = new("mrv.month-no-rows",
        "存证没有任何数据。", "The evidence has no figures.");
    public static readonly RefusalCode TooMuch = new("mrv.month-too-much",
        "一个月最多 {most} 行{list}，提交了 {count} 行。", "A month has at most {most} {list}; {count} were given.");
    public static readonly RefusalCode UnknownFacility = new("mrv.month-unknown-facility",
        "第 {row} 行：设施“{facility}”不在方案第 {version} 版中。",
        "Row {row}: the facility '{facility}' is not in plan version {version}.");
    public static readonly RefusalCode NotInPlan = new("mrv.month-not-in-plan",
        "第 {row} 行 {figure}：方案第 {version} 版没有这一参数。",
        "Row {row}, {figure}: plan version {version} has no such parameter.");
    public static readonly RefusalCode EvidenceMissing = new("mrv.month-evidence-missing",
        "第 {row} 行 {figure}：实测值须至少附一份证据。", "Row {row}, {figure}: a measured value needs evidence.");
    public static readonly RefusalCode ReasonMissing = new("mrv.month-reason-missing",
        "第 {row} 行 {figure}：{acquisition} 值须说明原因。",
        "Row {row}, {figure}: a value that is {acquisition} needs a reason.");
    public static readonly RefusalCode EvidenceNotFiled = new("mrv.month-evidence-not-filed",
        "{where}：证据“{hash}”不是本单位已存证的文件。", "{where}: the evidence '{hash}' is not a file this entity has filed.");
    public static readonly RefusalCode ReportNotInMonth = new("mrv.month-report-not-in-month",
        "第 {row} 行 {figure}：当月没有编号为“{number}”的检测报告。",
        "Row {row}, {figure}: the month has no laboratory report '{number}'.");
    public static readonly RefusalCode ReportTwice = new("mrv.month-report-twice",
        "检测报告“{number}”在当月重复。", "The laboratory report '{number}' stands twice in the month.");
    public static readonly RefusalCode ReportIncomplete = new("mrv.month-report-incomplete",
        "第 {report} 份检测报告缺少：{field}。", "Laboratory report {report} lacks: {field}.");
    public static readonly RefusalCode ReportImpossible = new("mrv.month-report-impossible",
        "检测报告“{number}”：{field} = {value} 不可能（{least} 至 {most}）。",
        "Laboratory report '{number}': {field} = {value} cannot be ({least} to {most}).");
    public static readonly RefusalCode LedgerImpossible = new("mrv.month-ledger-impossible",
        "台账“{fuel}”：{field} = {value} 不可能（{least} 至 {most}）。",
        "Ledger of '{fuel}': {field} = {value} cannot be ({least} to {most}).");
    public static readonly RefusalCode NoDefault = new("mrv.month-no-default",
        "第 {row} 行 {figure}：检测报告“{number}”无效（{fault}），而方法学没有可代替的缺省值。",
        "Row {row}, {figure}: the laboratory report '{number}' does not count ({fault}) and the method has no value to "
        + "put in its place.");
    public static readonly RefusalCode DefaultNotAllowed = new("mrv.month-default-not-allowed",
        "第 {row} 行 {figure}：方法学没有缺省值，不能按缺省填报。",
        "Row {row}, {figure}: the method has no default for it.");
    public static readonly RefusalCode MeterLapsed = new("mrv.month-meter-lapsed",
        "第 {row} 行 {figure}：计量器具“{meter}”检定有效期至 {through}，不能作为实测值；请登记新的检定或改为估计并说明。",
        "Row {row}, {figure}: the calibration of meter '{meter}' held through {through}; it is no measured value. "
        + "Record the new calibration, or give an estimate with its reason.");
    public static readonly RefusalCode FiguresDiffer = new("mrv.month-figures-differ",
        "{figure} 是全年单一数据，各月填报不一致：{values}。", "{figure} is one figure for the year; the months differ: {values}.");
    public static readonly RefusalCode UnknownMeter = new("mrv.month-unknown-meter",
        "电量“{meter}”：方案中没有这一电表。", "Electricity '{meter}': the plan has no such meter of electricity.");
    public static readonly RefusalCode CertificateMissing = new("mrv.month-certificate-missing",
        "电量“{meter}”为外购非化石电力，须附绿证或合同编号。",
        "Electricity '{meter}' is non-fossil power from others and needs the numbers of its certificates.");
    public static readonly RefusalCode BadPower = new("mrv.month-bad-power",
        "电量“{meter}”= {value} MWh 不可能。", "Electricity '{meter}' = {value} MWh cannot be.");
    public static readonly RefusalCode SamePerson = new("mrv.month-same-person",
        "县级核对与市级审核须由不同的人办理。", "County and city checks are made by different persons.");
}
