namespace Chutan.Market.Exchange;

/// <summary>Why the exchange refuses.</summary>
public static class ExchangeRefusals
{
    public static readonly RefusalCode UnknownInstrument = new("exchange.unknown-instrument",
        "没有代码为 {instrument} 的交易品种。", "There is no instrument {instrument}.");
    public static readonly RefusalCode Delisted = new("exchange.instrument-delisted",
        "交易品种 {instrument} 已终止挂牌。", "The instrument {instrument} is no longer listed.");
    public static readonly RefusalCode DeliveryUnlisted = new("exchange.delivery-after-delisting",
        "交易品种 {instrument} 在 {date} 不再挂牌，不能约定在该日交割或竞价。",
        "The instrument {instrument} is not listed on {date}: nothing can be delivered or bid for then.");
    public static readonly RefusalCode NoTradingDay = new("exchange.no-trading-day",
        "{date} 不是交易日或尚未开市。", "{date} is not a trading day or is not open.");
    public static readonly RefusalCode NotToday = new("exchange.not-today",
        "只能在当日开市：申请日期 {date}，今天是 {today}。",
        "A day opens on its own date: asked for {date}, today is {today}.");
    public static readonly RefusalCode AlreadyOpened = new("exchange.already-opened",
        "最近的交易日 {date} 已经开市，只能开立更晚的日期。",
        "The latest trading day {date} was opened already; only a later one can open.");
    public static readonly RefusalCode NotOpen = new("exchange.not-open",
        "{date} 没有处于开市状态的交易。", "Trading is not open for {date}.");
    public static readonly RefusalCode StillInSession = new("exchange.still-in-session",
        "现在 {time}，交易至 {until} 方可收市。", "It is {time}; trading may close from {until}.");
    public static readonly RefusalCode CannotHonour = new("exchange.cannot-honour",
        "{key} 的取值 {value} 无法执行，支持的取值为 {supported}。",
        "The value {value} of {key} cannot be carried out; supported: {supported}.");
    public static readonly RefusalCode Halted = new("exchange.halted",
        "交易已暂停（{cause}）：{reason}。", "Trading is halted ({cause}): {reason}.");
    public static readonly RefusalCode NotHalted = new("exchange.not-halted",
        "交易没有暂停。", "Trading is not halted.");
    public static readonly RefusalCode ReasonNeeded = new("exchange.reason-needed",
        "须说明理由。", "A reason is needed.");
    public static readonly RefusalCode OutOfHours = new("exchange.out-of-hours",
        "{time} 不在交易时间内：{morningFrom}–{morningTo}，{afternoonFrom}–{afternoonTo}。",
        "{time} is outside trading hours: {morningFrom}–{morningTo} and {afternoonFrom}–{afternoonTo}.");
    public static readonly RefusalCode OffStep = new("exchange.off-step",
        "申报数量 {quantity} 吨无效：须为 {step} 吨的正整数倍。",
        "The quantity of {quantity} t is not valid: it must be a multiple of {step} t, and not zero.");
    public static readonly RefusalCode StageDue = new("exchange.stage-due",
        "现在 {time}，{instrument} 正在切换交易阶段，暂不接受申报。",
        "It is {time}: {instrument} is about to change its stage and takes no orders until it has.");
    public static readonly RefusalCode StageNotDue = new("exchange.stage-not-due",
        "现在 {time}，须至 {until} 方可切换交易阶段。", "It is {time}; the stage may change from {until}.");
    public static readonly RefusalCode NoSuchStage = new("exchange.no-such-stage",
        "{instrument} 处于 {stage} 阶段，不能执行该操作。", "{instrument} is in the stage {stage}; this cannot be done now.");
    public static readonly RefusalCode CallOpen = new("exchange.call-open",
        "{instrument} 的集合竞价尚未成交，不能收市。",
        "The call auction of {instrument} has not been uncrossed; trading cannot close.");
    public static readonly RefusalCode OnlyLimitInCall = new("exchange.only-limit-in-call",
        "{instrument} 集合竞价期间只接受限价申报。", "During a call auction of {instrument} only limit orders are taken.");
    public static readonly RefusalCode NoMarketOrders = new("exchange.no-market-orders",
        "{instrument} 不接受市价申报。", "{instrument} takes no market orders.");
    public static readonly RefusalCode NoDisconnectOption = new("exchange.no-disconnect-option",
        "账户 {account} 没有设定断线撤单。", "Account {account} has not asked for cancellation on disconnect.");
    public static readonly RefusalCode AlreadySet = new("exchange.already-set",
        "账户 {account} 的断线撤单设定没有变化。", "The option of account {account} is set so already.");
    public static readonly RefusalCode BelowLeastOrder = new("exchange.below-least-order",
        "申报数量 {quantity} 吨低于单笔下限 {least} 吨。", "The quantity of {quantity} t is below the least order of {least} t.");
    public static readonly RefusalCode AboveMostOrder = new("exchange.above-most-order",
        "申报数量 {quantity} 吨超过单笔上限 {most} 吨。", "The quantity of {quantity} t is above the most of {most} t.");
    public static readonly RefusalCode SameSides = new("exchange.same-sides",
        "买卖双方不能是同一账户 {account}。", "Buyer and seller cannot be the same account {account}.");
    public static readonly RefusalCode BadClientOrderId = new("exchange.bad-client-order-id",
        "客户委托编号须为 1 至 {most} 个字符。", "The client order id has 1 to {most} characters.");
    public static readonly RefusalCode DuplicateClientOrderId = new("exchange.duplicate-client-order-id",
        "该账户今日已使用委托编号 {id}。", "This account has used the client order id {id} today.");
    public static readonly RefusalCode AboveLimit = new("exchange.above-limit",
        "申报价格 {price} 高于今日涨停价 {limit}（昨收 {close}），申报无效。",
        "The price {price} is above today's limit {limit} (previous close {close}); the order is invalid.");
    public static readonly RefusalCode BelowLimit = new("exchange.below-limit",
        "申报价格 {price} 低于今日跌停价 {limit}（昨收 {close}），申报无效。",
        "The price {price} is below today's limit {limit} (previous close {close}); the order is invalid.");
    public static readonly RefusalCode OffTick = new("exchange.off-tick",
        "申报价格 {price} 不是最小变动单位 {tick} 的整数倍。", "The price {price} is not a multiple of the tick {tick}.");
    public static readonly RefusalCode OwnOrder = new("exchange.own-order",
        "该申报会与本账户的委托 {order} 成交；请先撤单。",
        "This order would trade with the account's own order {order}; withdraw that one first.");
    public static readonly RefusalCode UnknownOrder = new("exchange.unknown-order",
        "没有编号为 {order} 的委托。", "There is no order {order}.");
    public static readonly RefusalCode OrderEnded = new("exchange.order-ended",
        "委托 {order} 已结束（{status}），不能撤单。", "Order {order} has ended ({status}) and cannot be withdrawn.");
    public static readonly RefusalCode HoldingLimit = new("exchange.holding-limit",
        "账户 {account} 最大持有量为 {limit} 吨：连同今日买入和买单已有 {expected} 吨，不能再买 {quantity} 吨。",
        "Account {account} may hold {limit} t: with today's purchases and bids it has {expected} t and cannot buy "
        + "{quantity} t more.");
    public static readonly RefusalCode AccountRestricted = new("exchange.account-restricted",
        "账户 {account} 不可交易（{status}）。", "Account {account} may not trade ({status}).");
}
