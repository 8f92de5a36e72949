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
    public static readonly RefusalCode NotLocked = new("mrv.month-not-locked",
        "{month} 月存证处于 {state} 状态；只有已锁定的才需申请更正。",
        "The evidence of month {month} is in state {state}; only a locked one needs a correction.");
    public static readonly RefusalCode CorrectionPending = new("mrv.month-correction-pending",
        "第 {number} 号更正申请尚未审批。", "Correction {number} has not been decided yet.");
    public static readonly RefusalCode NoCorrection = new("mrv.month-no-correction",
        "{month} 月没有待审批的更正申请。", "No correction of month {month} awaits a decision.");
    public static readonly RefusalCode CaptureIncomplete = new("mrv.capture-incomplete",
        "转移记录须有编号、月份、接收方和用途。", "A transfer needs a number, a month, a receiver and a use.");
    public static readonly RefusalCode CaptureQuantity = new("mrv.capture-quantity",
        "转移量 {quantity} {unit} 无效。", "The quantity {quantity} {unit} is not valid.");
    public static readonly RefusalCode CaptureTwice = new("mrv.capture-twice",
        "编号为“{number}”的转移记录已登记。", "The transfer '{number}' is entered already.");
    public static readonly RefusalCode CaptureNotOpen = new("mrv.capture-not-open",
        "没有编号为“{number}”的待核查转移记录。", "No transfer '{number}' awaits verification.");
    public static readonly RefusalCode CaptureNotCovered = new("mrv.capture-not-covered",
        "{figure}：扣除 {claimed} {unit}，当月经核查的转移记录只有 {covered} {unit}。",
        "{figure}: {claimed} {unit} are deducted; verified transfers of the month cover {covered} {unit}.");
    public static readonly RefusalCode CaptureCredited = new("mrv.capture-credited",
        "项目 {project} 已签发减排量 {issued} 吨，其捕集的二氧化碳不得再从排放量中扣除。",
        "Project {project} was issued {issued} t of credits; the CO2 it captures cannot be deducted as well.");
    public static readonly RefusalCode CaptureDeducted = new("mrv.capture-deducted",
        "项目 {project} 捕集的二氧化碳已由主体 {participant} 以转移记录“{number}”扣除，不得再签发减排量。",
        "Participant {participant} deducts the CO2 of project {project} by its transfer '{number}'; it cannot be "
        + "credited.");
    public static readonly RefusalCode BadStack = new("mrv.cems-bad-stack",
        "排放口名称须为 1 至 {most} 个字符。", "The stack's name has 1 to {most} characters.");
    public static readonly RefusalCode NoHours = new("mrv.cems-no-hours",
        "{month} 月没有任何有效的监测小时。", "Month {month} has no measured hour at all.");
    public static readonly RefusalCode HourOfOtherMonth = new("mrv.cems-hour-of-other-month",
        "第 {line} 行：{hour} 时不属于 {month} 月。", "Line {line}: the hour {hour} is not of month {month}.");
    public static readonly RefusalCode HourTwice = new("mrv.cems-hour-twice",
        "第 {line} 行：{hour} 时重复。", "Line {line}: the hour {hour} stands twice.");
    public static readonly RefusalCode HourImpossible = new("mrv.cems-hour-impossible",
        "第 {line} 行：{hour} 时的浓度 {co2} % 或流量 {flow} 千标立方米不可能。",
        "Line {line}: at {hour}, {co2} % or {flow} thousand Nm3 cannot be.");
}
