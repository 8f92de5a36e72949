namespace Chutan.Market.Mrv;

/// <summary>Why a report or a verification was not taken.</summary>
public static class MrvRefusals
{
    internal static readonly Citation Duty = new("省政府令第371号", "第三十三条");
    internal static readonly Citation Independence = new("省政府令第371号", "第三十五条");

    internal static readonly Citation Records = new("碳排放权交易管理暂行条例（国务院令第775号）", "第十一条");

    public static readonly RefusalCode BadHash = new("mrv.bad-hash",
        "“{hash}”不是 SHA-256 哈希（64 位小写十六进制）。", "'{hash}' is not a SHA-256 hash (64 lower-case hexadecimal digits).");
    public static readonly RefusalCode BadFileName = new("mrv.bad-file-name",
        "文件名须为 1 至 {most} 个字符，不含路径。", "A file name has 1 to {most} characters and no path.");
    public static readonly RefusalCode EmptyFile = new("mrv.empty-file",
        "文件“{name}”没有内容或类型。", "The file '{name}' has no content or no type.");
    public static readonly RefusalCode AlreadyFiled = new("mrv.already-filed",
        "同一内容已于 {filed} 以“{name}”存证。", "The same content was filed as '{name}' at {filed}.");
    public static readonly RefusalCode NotAnEmitter = new("mrv.not-an-emitter",
        "主体 {participant} 不是重点排放单位。", "Participant {participant} is not a covered entity.");
    public static readonly RefusalCode YearNotOver = new("mrv.year-not-over",
        "{year} 年度尚未结束，不能提交报告。", "The year {year} is not over; no report can be handed in.");
    public static readonly RefusalCode NotNow = new("mrv.not-now",
        "报告处于 {state} 状态，不能办理 {action}。", "The report is in state {state}; {action} is not possible.");
    public static readonly RefusalCode NoReport = new("mrv.no-report",
        "主体 {participant} 没有 {year} 年度报告。", "Participant {participant} has no report for {year}.");
    public static readonly RefusalCode NoLines = new("mrv.no-lines",
        "报告没有排放源明细。", "The report has no source lines.");
    public static readonly RefusalCode LineMismatch = new("mrv.line-mismatch",
        "第 {line} 行（{source}）的排放量 {given} 与计算值 {computed} 不符。",
        "Line {line} ({source}): emissions {given} differ from the computed {computed}.");
    public static readonly RefusalCode TotalMismatch = new("mrv.total-mismatch",
        "总量 {total} 与各行（至 {last}）之和 {sum} 不符。",
        "The total {total} differs from the sum {sum} of the lines up to {last}.");
    public static readonly RefusalCode BadOutput = new("mrv.bad-output",
        "产品“{product}”的产量 {quantity} 无效。", "The output {quantity} of product '{product}' is not valid.");
    public static readonly RefusalCode BadDays = new("mrv.bad-days",
        "生产与停产天数合计 {days} 天，{year} 年只有 {most} 天。",
        "Production and stopped days add up to {days}; {year} has only {most}.");
    public static readonly RefusalCode NotAVerifier = new("mrv.not-a-verifier",
        "主体 {verifier} 不是有效的核查机构。", "Participant {verifier} is not an active verification body.");
    public static readonly RefusalCode NotIndependent = new("mrv.not-independent",
        "核查机构 {verifier} 不得核查自身报告。", "Verifier {verifier} may not verify its own report.");
    public static readonly RefusalCode NotAssigned = new("mrv.not-assigned",
        "您未被指派核查主体 {participant} 的报告。", "You were not assigned to the report of participant {participant}.");
    public static readonly RefusalCode ReasonNeeded = new("mrv.reason-needed",
        "须说明理由。", "A reason is needed.");
    public static readonly RefusalCode FigureOrReason = new("mrv.figure-or-reason",
        "须且只须填写核定排放量或不计入的理由，并注明来源。",
        "Give either the verified emissions or the reason why the year does not count, and the source.");
    public static readonly RefusalCode AlreadyReported = new("mrv.already-reported",
        "主体 {participant} 的 {year} 年度报告已处于 {state} 状态。",
        "The report of participant {participant} for {year} is already in state {state}.");
}
