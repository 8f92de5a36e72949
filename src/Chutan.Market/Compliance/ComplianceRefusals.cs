namespace Chutan.Market.Compliance;

/// <summary>Why a surrender, an assessment or a penalty was not made.</summary>
public static class ComplianceRefusals
{
    internal static readonly Citation Duty = new("省政府令第371号", "第十九条");

    public static readonly RefusalCode DecisionNeeded = new("compliance.decision-needed",
        "须注明依据的文件。", "The deciding document must be named.");
    public static readonly RefusalCode DeadlineStands = new("compliance.deadline-stands",
        "{year} 年度的缴还期限已定为 {date}，只能延长。",
        "The deadline for {year} is already set to {date}; it can only be extended.");
    public static readonly RefusalCode DeadlineTooEarly = new("compliance.deadline-too-early",
        "期限 {date} 须晚于 {before}。", "The deadline {date} must be later than {before}.");
    public static readonly RefusalCode AlreadyAssessed = new("compliance.already-assessed",
        "{year} 年度已于 {date} 评定。", "The year {year} was assessed on {date}.");
    public static readonly RefusalCode NotAssessed = new("compliance.not-assessed",
        "{year} 年度尚未评定。", "The year {year} is not assessed yet.");
    public static readonly RefusalCode BeforeDeadline = new("compliance.before-deadline",
        "{year} 年度的期限 {date} 尚未届满。", "The deadline {date} for {year} has not passed.");
    public static readonly RefusalCode UnknownAccount = new("compliance.unknown-account",
        "没有账户 {account}。", "There is no account {account}.");
    public static readonly RefusalCode NoObligation = new("compliance.no-obligation",
        "主体 {participant} 在 {year} 年度没有已核定的履约义务。",
        "Participant {participant} has no established obligation for {year}.");
    public static readonly RefusalCode AfterDeadline = new("compliance.after-deadline",
        "{year} 年度缴还期限 {date} 已过。", "The deadline {date} for {year} has passed.");
    public static readonly RefusalCode MoreThanOwed = new("compliance.more-than-owed",
        "尚需缴还 {owed} 吨，不能缴还 {quantity} 吨。", "{owed} t are still owed; {quantity} t cannot be surrendered.");
    public static readonly RefusalCode QuantityNeeded = new("compliance.quantity-needed",
        "数量须大于零。", "The quantity must be more than zero.");
    public static readonly RefusalCode NoInitialAllocation = new("compliance.no-initial-allocation",
        "主体 {participant} 在 {year} 年度没有核定的初始配额，无法计算抵销上限。",
        "Participant {participant} has no determined initial allocation for {year}; the offset limit cannot be found.");
    public static readonly RefusalCode OffsetsBeyondLimit = new("compliance.offsets-beyond-limit",
        "抵销上限 {limit} 吨，已使用 {used} 吨，不能再用 {quantity} 吨。",
        "The offset limit is {limit} t and {used} t are used; {quantity} t more are not possible.");
    public static readonly RefusalCode PartnersBeyondLimit = new("compliance.partners-beyond-limit",
        "合作省份减排量上限 {limit} 吨，已使用 {used} 吨，不能再用 {quantity} 吨。",
        "Credits from partner provinces are limited to {limit} t and {used} t are used; {quantity} t more are not "
        + "possible.");
    public static readonly RefusalCode NotEnoughEligible = new("compliance.not-enough-eligible",
        "可用于 {year} 年度的仅 {eligible} 吨，不足 {quantity} 吨。",
        "Only {eligible} t may be used for {year}; {quantity} t are asked for.");
    public static readonly RefusalCode NothingToPenalise = new("compliance.nothing-to-penalise",
        "主体 {participant} 在 {year} 年度没有应处罚的事项。",
        "Participant {participant} has nothing to be penalised for in {year}.");
    public static readonly RefusalCode AlreadyPenalised = new("compliance.already-penalised",
        "主体 {participant} 在 {year} 年度已因此受罚。",
        "Participant {participant} was already penalised for this in {year}.");
    public static readonly RefusalCode OutOfRange = new("compliance.penalty-out-of-range",
        "所选 {chosen} 不在 {least} 至 {most} 之间。", "The chosen {chosen} is not between {least} and {most}.");
    public static readonly RefusalCode ChoiceNeeded = new("compliance.penalty-choice-needed",
        "须按该规定选择罚款倍数或金额。", "A multiple or an amount must be chosen, as the provision asks.");
    public static readonly RefusalCode NoPrice = new("compliance.no-price",
        "{from} 至 {through} 没有成交，均价无法计算。", "No trades from {from} to {through}; there is no average price.");
    public static readonly RefusalCode AlreadyExpired = new("compliance.already-expired",
        "{year} 年度剩余配额已于 {date} 处理。", "Left-over units of {year} were dealt with on {date}.");
}
