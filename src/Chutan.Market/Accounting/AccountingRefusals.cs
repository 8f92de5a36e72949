namespace Chutan.Market.Accounting;

/// <summary>Why an entry, a review, an issue or a claim was not taken.</summary>
public static class AccountingRefusals
{
    internal static readonly Citation Inventory = new("ISO 14064-1:2018");
    internal static readonly Citation Records = new("GB/T 46566-2025");
    internal static readonly Citation Neutral = new("ISO 14068-1:2023");

    public static readonly RefusalCode Incomplete = new("accounting.incomplete",
        "{field} 缺失、过长或不合规范。", "{field} is missing, too long or not right.");
    public static readonly RefusalCode UnknownSite = new("accounting.unknown-site",
        "本企业没有编号为 {site} 的场所。", "This company has no site {site}.");
    public static readonly RefusalCode UnknownSource = new("accounting.unknown-source",
        "本企业没有编号为 {source} 的排放源。", "This company has no source {source}.");
    public static readonly RefusalCode BadShare = new("accounting.bad-share",
        "股权比例 {percent} 应在 0 至 100 之间，至多两位小数。",
        "The share of {percent} % must lie between 0 and 100 with at most two decimals.");
    public static readonly RefusalCode NotMonthStart = new("accounting.not-month-start",
        "{date} 不是月初；变更自某月一日起。", "{date} is not the first of a month; changes count from one.");
    public static readonly RefusalCode UnknownMethod = new("accounting.unknown-method",
        "没有可用于排放源的已发布方法学 {methodology} {version}。",
        "No methodology {methodology} {version} for sources has been published.");
    public static readonly RefusalCode WrongScope = new("accounting.wrong-scope",
        "“{methodology}”不能用于范围 {scope}：外购能源不属范围一，自身燃烧与逸散不属范围二。",
        "'{methodology}' cannot stand in scope {scope}: energy bought is never scope 1, own burning or leaks never 2.");
    public static readonly RefusalCode WrongCategory = new("accounting.wrong-category",
        "价值链类别 {category} 不对：此范围应为 0 至 {most}。",
        "The value chain category {category} is not right: this scope takes 0 to {most}.");
    public static readonly RefusalCode WrongChoice = new("accounting.wrong-choice",
        "选项 {name} = “{code}”不对；应为：{expected}。", "The choice {name} = '{code}' is not right; expected: {expected}.");
    public static readonly RefusalCode FiguresAfterClosing = new("accounting.figures-after-closing",
        "排放源“{source}”在 {month} 有数据，不能自该月之前停用。",
        "The source '{source}' has figures in {month} and cannot close before.");
    public static readonly RefusalCode BadYear = new("accounting.bad-year",
        "{year} 年的清单不能建立：年度应在 {first} 至 {last} 之间，设定须为已知选项。",
        "No inventory can be opened for {year}: {first} to {last} are possible, with known settings.");
    public static readonly RefusalCode NoInventory = new("accounting.no-inventory",
        "{year} 年没有建立清单。", "No inventory has been opened for {year}.");
    public static readonly RefusalCode AlreadyIssued = new("accounting.already-issued",
        "{year} 年清单第 {revision} 版已出具；须先重述。", "Revision {revision} of {year} is issued; restate it first.");
    public static readonly RefusalCode NotIssued = new("accounting.not-issued",
        "{year} 年清单尚未复核、锁定并出具。", "The inventory of {year} is not reviewed, locked and issued.");
    public static readonly RefusalCode BadMonth = new("accounting.bad-month",
        "月份 {month} 无效。", "There is no month {month}.");
    public static readonly RefusalCode FutureMonth = new("accounting.future-month",
        "{month} 尚未开始。", "{month} has not begun.");
    public static readonly RefusalCode Locked = new("accounting.month-locked",
        "{month} 已由用户 {user} 于 {at} 锁定；须先重述。",
        "{month} was locked by user {user} at {at}; it must be restated first.");
    public static readonly RefusalCode NotRunning = new("accounting.not-running",
        "排放源“{source}”在 {month} 未投用或其场所不在边界内。",
        "In {month} the source '{source}' does not run, or its site is not held.");
    public static readonly RefusalCode NoEvidence = new("accounting.no-evidence",
        "“{source}”的实测数据须附凭证。", "Measured figures of '{source}' need a document.");
    public static readonly RefusalCode UnknownEvidence = new("accounting.unknown-evidence",
        "凭证 {hash} 未由本企业存证。", "This company has filed no document {hash}.");
    public static readonly RefusalCode CheckFailed = new("accounting.check-failed",
        "数据未通过检查：{check}（{in}）。", "The figures fail a check: {in} ({check}).");
    public static readonly RefusalCode CertificatesDiffer = new("accounting.certificates-differ",
        "绿证合计 {covered} MWh，与申报的绿电 {claimed} MWh 不一致。",
        "The certificates cover {covered} MWh, but {claimed} MWh are claimed as green.");
    public static readonly RefusalCode CertificateUsed = new("accounting.certificate-used",
        "绿证 {reference} 已被使用。", "The certificate {reference} is used already.");
    public static readonly RefusalCode NoEntry = new("accounting.no-entry",
        "{month} 没有排放源 {source} 的数据。", "There are no figures of source {source} for {month}.");
    public static readonly RefusalCode BadReference = new("accounting.bad-reference",
        "参照量 {kind} = {quantity} {unit} 不对：应为正数，单位与类别相符。",
        "The reference {kind} = {quantity} {unit} is not right: a positive figure in a unit of its kind.");
    public static readonly RefusalCode BadUncertainty = new("accounting.bad-uncertainty",
        "不确定性 {percent}% 不对：应为 0 至 {most}，至多两位小数。",
        "An uncertainty of {percent} % is not right: 0 to {most} with at most two decimals.");
    public static readonly RefusalCode BadBatch = new("accounting.bad-batch",
        "一次填报 {lines} 条；应为 1 至 {most} 条。", "{lines} lines at once; 1 to {most} are possible.");
    public static readonly RefusalCode LineTwice = new("accounting.line-twice",
        "排放源 {source} 在 {month} 的数据出现了两次。", "The figures of source {source} for {month} stand twice.");
    public static readonly RefusalCode MonthIncomplete = new("accounting.month-incomplete",
        "{month} 缺少“{source}”的数据；没有排放也须填 0。",
        "{month} lacks the figures of '{source}'; nothing is entered as 0.");
    public static readonly RefusalCode ReviewerIsMaker = new("accounting.reviewer-is-maker",
        "{month} 有数据由用户 {user} 本人填报，须由他人复核。",
        "User {user} entered figures of {month}; somebody else must review them.");
    public static readonly RefusalCode NotReviewed = new("accounting.not-reviewed",
        "{month} 尚未复核，不能锁定。", "{month} is not reviewed and cannot be locked.");
    public static readonly RefusalCode MonthsOpen = new("accounting.months-open",
        "{year} 年还有月份未锁定：{months}。", "These months of {year} are not locked: {months}.");
    public static readonly RefusalCode NoBaseYear = new("accounting.no-base-year",
        "尚未选定基准年。", "No base year has been chosen.");
    public static readonly RefusalCode BadTarget = new("accounting.bad-target",
        "目标不对：目标年须晚于基准年 {base}，降幅须在 0 至 100 之间。",
        "The target is not right: its year comes after the base year {base}, its reduction lies between 0 and 100.");
    public static readonly RefusalCode BadMeasure = new("accounting.bad-measure",
        "措施的数据不对：投资不为负，寿命 1 至 {years} 年，减排幅度为正。",
        "The measure is not right: no negative cost, a life of 1 to {years} years, a positive effect.");
    public static readonly RefusalCode UnknownMeasure = new("accounting.unknown-measure",
        "本企业没有编号为 {measure} 的措施。", "This company has no measure {measure}.");
    public static readonly RefusalCode BeyondFootprint = new("accounting.beyond-footprint",
        "应注销 {needed} 吨，已注销 {retired} 吨，再注销 {quantity} 吨将超出。",
        "{needed} t are to be retired and {retired} t are; {quantity} t more would go beyond.");
    public static readonly RefusalCode Shortfall = new("accounting.shortfall",
        "应注销 {needed} 吨，已注销 {retired} 吨，尚缺 {missing} 吨。",
        "{needed} t are to be retired and {retired} t are; {missing} t are missing.");
    public static readonly RefusalCode AlreadyDeclared = new("accounting.already-declared",
        "{year} 年该范围的碳中和已声明。", "Neutrality of these scopes is already declared for {year}.");

    internal static Refusal MonthLocked(Inventory inventory, int month)
    {
        var standing = inventory.Month(month);
        return Locked.With(Records, ("month", Accounting.Inventory.MonthText(inventory.Year, month)),
            ("user", standing.LockedBy ?? default), ("at", standing.LockedAt ?? default));
    }
}
