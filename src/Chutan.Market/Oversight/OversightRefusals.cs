namespace Chutan.Market.Oversight;

/// <summary>Why oversight refuses.</summary>
public static class OversightRefusals
{
    internal static readonly Citation Basis = new("湖北省碳排放配额投放和回购管理办法（试行）");
    internal static readonly Citation Supervision = new("湖北省碳排放权交易管理暂行办法", "监督管理");

    public static readonly RefusalCode ReasonNeeded = new("oversight.reason-needed",
        "须说明理由。", "A reason is needed.");
    public static readonly RefusalCode DayNotClosed = new("oversight.day-not-closed",
        "{date} 尚未收市，不能进行日终监察。", "{date} has not closed, so it cannot be reviewed.");
    public static readonly RefusalCode DayReviewed = new("oversight.day-reviewed",
        "{date} 已完成日终监察。", "{date} has been reviewed already.");
    public static readonly RefusalCode NotByHand = new("oversight.not-by-hand",
        "连续涨跌停由日终监察认定，不能人工提出。",
        "Limit days are found at the review of the day; nobody can raise them by hand.");
    public static readonly RefusalCode UnknownTrigger = new("oversight.unknown-trigger",
        "没有编号为 {trigger} 的触发事项。", "There is no trigger {trigger}.");
    public static readonly RefusalCode TriggerClosed = new("oversight.trigger-closed",
        "触发事项 {trigger} 已办结（{status}）。", "Trigger {trigger} has been dealt with ({status}).");
    public static readonly RefusalCode PlanPending = new("oversight.plan-pending",
        "触发事项 {trigger} 的方案 {plan} 尚未办结。", "Plan {plan} on trigger {trigger} is still pending.");
    public static readonly RefusalCode UnknownExpert = new("oversight.unknown-expert",
        "没有编号为 {user} 的用户或专家。", "There is no user or expert {user}.");
    public static readonly RefusalCode AlreadySeated = new("oversight.already-seated",
        "用户 {user} 届时仍在任。", "User {user} is still in office then.");
    public static readonly RefusalCode NoSpan = new("oversight.no-span",
        "{from} 至 {through} 不是有效期间。", "{from} to {through} is not a span of days.");
    public static readonly RefusalCode NoSeat = new("oversight.no-seat",
        "您在 {date} 不是在任专家。", "You are not an expert in office on {date}.");
    public static readonly RefusalCode CommitteeTooSmall = new("oversight.committee-too-small",
        "专家委员会在任 {seats} 人，至少须 {least} 人。",
        "The committee has {seats} experts in office and needs at least {least}.");
    public static readonly RefusalCode EmptyPlan = new("oversight.empty-plan",
        "方案须有数量和价格。", "A plan needs a quantity and a price.");
    public static readonly RefusalCode UnknownPlan = new("oversight.unknown-plan",
        "没有编号为 {plan} 的方案。", "There is no plan {plan}.");
    public static readonly RefusalCode PlanElsewhere = new("oversight.plan-elsewhere",
        "方案 {plan} 目前为 {status}，不能办理此事项。", "Plan {plan} is {status}; this cannot be done now.");
    public static readonly RefusalCode VotedAlready = new("oversight.voted-already",
        "您已对方案 {plan} 表决。", "You have voted on plan {plan} already.");
    public static readonly RefusalCode AccountExists = new("oversight.account-exists",
        "市场调节账户已开立：{account}。", "The intervention account is open already: {account}.");
    public static readonly RefusalCode NoAccount = new("oversight.no-account",
        "尚未开立市场调节账户。", "No intervention account has been opened.");
    public static readonly RefusalCode AnotherRunning = new("oversight.another-running",
        "方案 {plan} 正在执行。", "Plan {plan} is being carried out.");
    public static readonly RefusalCode WindowPast = new("oversight.window-past",
        "方案 {plan} 的执行期已于 {through} 结束。", "The window of plan {plan} ended on {through}.");
    public static readonly RefusalCode ReserveTooSmall = new("oversight.reserve-too-small",
        "{year} 年度政府预留配额只有 {reserve} 吨，不足 {quantity} 吨。",
        "The government reserve of {year} has {reserve} t, less than {quantity} t.");
    public static readonly RefusalCode BeyondVolume = new("oversight.beyond-volume",
        "{year} 年度此类调节累计上限为 {limit} 吨，已用 {used} 吨，不能再安排 {quantity} 吨。",
        "Interventions of this kind may come to {limit} t in {year}; {used} t are used, so {quantity} t are too many.");
    public static readonly RefusalCode WrongChannel = new("oversight.wrong-channel",
        "方案 {plan} 的执行方式为 {channel}。", "Plan {plan} is carried out by {channel}.");
    public static readonly RefusalCode OutsideWindow = new("oversight.outside-window",
        "方案 {plan} 的执行期为 {from} 至 {through}。", "Plan {plan} may be carried out from {from} to {through}.");
    public static readonly RefusalCode BeyondPlanPrice = new("oversight.beyond-plan-price",
        "价格 {price} 超出方案 {plan} 的限价 {limit}。", "The price {price} is beyond the limit {limit} of plan {plan}.");
    public static readonly RefusalCode BeyondPlanQuantity = new("oversight.beyond-plan-quantity",
        "方案 {plan} 只余 {left} 吨，不能申报 {quantity} 吨。", "Plan {plan} has {left} t left, less than {quantity} t.");
    public static readonly RefusalCode NotPlanOrder = new("oversight.not-plan-order",
        "委托 {order} 不属于方案 {plan}。", "Order {order} was not placed for plan {plan}.");
    public static readonly RefusalCode StillTrading = new("oversight.still-trading",
        "调节账户仍有未成交申报或未交收成交，须待日终监察后办理。",
        "The intervention account has open orders or unsettled trades; close the plan after the day is settled and "
        + "reviewed.");
    public static readonly RefusalCode UnknownParticipant = new("oversight.unknown-participant",
        "没有编号为 {participant} 的主体。", "There is no participant {participant}.");
    public static readonly RefusalCode UnknownRestriction = new("oversight.unknown-restriction",
        "没有生效中的限制 {restriction}。", "There is no restriction {restriction} in force.");
    public static readonly RefusalCode UnknownWarning = new("oversight.unknown-warning",
        "没有待确认的风险警示 {warning}。", "There is no warning {warning} to acknowledge.");
    public static readonly RefusalCode TwoMembers = new("oversight.two-members",
        "关联关系至少涉及两个主体。", "A relation has at least two members.");
    public static readonly RefusalCode UnknownRelation = new("oversight.unknown-relation",
        "没有编号为 {relation} 的关联关系。", "There is no relation {relation}.");
    public static readonly RefusalCode UnknownDuty = new("oversight.unknown-duty",
        "没有待报告的大户报告事项 {duty}。", "There is no large-holder report {duty} due.");
    public static readonly RefusalCode Restricted = new("oversight.restricted-participant",
        "主体 {participant} 自 {from} 起被限制交易（{kind}）：{cause}。",
        "Participant {participant} has been restricted since {from} ({kind}): {cause}.");
    public static readonly RefusalCode PartyLimit = new("oversight.party-limit",
        "合并持有限额为 {limit} 吨：合并持有、今日买入和买单已有 {expected} 吨，不能再买 {quantity} 吨。",
        "Those who belong together may hold {limit} t: with today's purchases and bids they have {expected} t and "
        + "cannot buy {quantity} t more.");
    public static readonly RefusalCode UnknownAlert = new("oversight.unknown-alert",
        "没有编号为 {alert} 的预警。", "There is no alert {alert}.");
    public static readonly RefusalCode AlertTaken = new("oversight.alert-taken",
        "预警 {alert} 已处理（{status}）。", "Alert {alert} has been dealt with ({status}).");
    public static readonly RefusalCode EmptyCase = new("oversight.empty-case",
        "立案须有预警和案由。", "A case needs alerts and a title.");
    public static readonly RefusalCode UnknownCase = new("oversight.unknown-case",
        "没有编号为 {case} 的案件。", "There is no case {case}.");
    public static readonly RefusalCode CaseElsewhere = new("oversight.case-elsewhere",
        "案件 {case} 目前为 {status}，不能办理此事项。", "Case {case} is {status}; this cannot be done now.");
    public static readonly RefusalCode NotAnOfficer = new("oversight.not-an-officer",
        "案件只能分派给主管部门或交易机构的在任人员，{user} 不是。",
        "Cases go to active users of the authority or the exchange; {user} is none.");
    public static readonly RefusalCode ReferenceNeeded = new("oversight.reference-needed",
        "处罚或移送须注明文书编号。", "A penalty or referral needs the number of its document.");
    public static readonly RefusalCode NoConsequence = new("oversight.no-consequence",
        "已作合理解释的案件不得附带处理措施。", "A case that was explained has no consequence.");

    internal static Refusal NoReason() => ReasonNeeded.With(Supervision);
}
