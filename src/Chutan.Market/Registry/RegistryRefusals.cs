namespace Chutan.Market.Registry;

/// <summary>Why the registry refused.</summary>
public static class RegistryRefusals
{
    /// <summary>The national registration rules, which the regional registry follows (ets-rules R21).</summary>
    internal static readonly Citation Basis = new("生态环境部公告2021年第21号附件1");

    internal static Refusal NoReason() => ReasonNeeded.With(Basis);

    internal static Refusal OfSystem(AccountId account) => SystemAccount.With(Basis, ("account", account));

    public static readonly RefusalCode AlreadyFounded = new("registry.already-founded",
        "登记簿已经建立。", "The registry is founded already.");
    public static readonly RefusalCode NotFounded = new("registry.not-founded",
        "登记簿尚未建立。", "The registry is not founded yet.");
    public static readonly RefusalCode NoAuthority = new("registry.no-authority",
        "市场尚无主管部门。", "The market has no competent authority yet.");
    public static readonly RefusalCode HoldsNone = new("registry.kind-holds-none",
        "主体 {participant} 的类别不得持有登记账户。",
        "Participant {participant} is of a kind that may not have a registration account.");
    public static readonly RefusalCode NotActive = new("registry.participant-not-active",
        "主体 {participant} 已被暂停或注销。", "Participant {participant} is suspended or closed.");
    public static readonly RefusalCode AccountExists = new("registry.account-exists",
        "主体 {participant} 已有登记账户 {account}。", "Participant {participant} already has account {account}.");
    public static readonly RefusalCode AppliedAlready = new("registry.applied-already",
        "主体 {participant} 已于 {date} 申请开立登记账户，正待办理。",
        "Participant {participant} applied for an account on {date}; the application is waiting.");
    public static readonly RefusalCode NoApplication = new("registry.no-application",
        "主体 {participant} 没有待办理的开户申请。", "No application for an account of participant {participant} is waiting.");
    public static readonly RefusalCode CheckDigits = new("registry.check-digits",
        "账号 {account} 的校验位不符，请核对。", "The check digits of account number {account} do not fit: a typing error?");
    public static readonly RefusalCode UnknownAccount = new("registry.unknown-account",
        "没有账户 {account}。", "There is no account {account}.");
    public static readonly RefusalCode AccountClosed = new("registry.account-closed",
        "账户 {account} 已注销。", "Account {account} is closed.");
    public static readonly RefusalCode AccountFrozen = new("registry.account-frozen",
        "账户 {account} 已被冻结。", "Account {account} is frozen.");
    public static readonly RefusalCode AccountRestricted = new("registry.account-restricted",
        "账户 {account} 已被限制使用。", "Account {account} is restricted.");
    public static readonly RefusalCode SystemAccount = new("registry.system-account",
        "账户 {account} 是登记系统账户，不能这样使用。",
        "Account {account} belongs to the registry itself and cannot be used like this.");
    public static readonly RefusalCode ZeroQuantity = new("registry.zero-quantity",
        "数量至少为一吨。", "The quantity must be at least one tonne.");
    public static readonly RefusalCode SameAccount = new("registry.same-account",
        "转出和转入账户不能同为 {account}。", "Account {account} cannot be both sender and receiver.");
    public static readonly RefusalCode InsufficientHolding = new("registry.insufficient-holding",
        "账户 {account} 可用数量为 {available} 吨，不足 {quantity} 吨。",
        "Account {account} has {available} t available, less than {quantity} t.");
    public static readonly RefusalCode HoldingLimit = new("registry.holding-limit",
        "账户 {account} 最多可持有 {limit} 吨，还可转入 {room} 吨，不足 {quantity} 吨。",
        "Account {account} may hold {limit} t at most; it has room for {room} t, less than {quantity} t.");
    public static readonly RefusalCode NoIssueLimit = new("registry.no-issue-limit",
        "{vintage} 年度配额总量尚未设定，不得签发。", "No cap is set for vintage {vintage}: nothing may be issued.");
    public static readonly RefusalCode IssueLimit = new("registry.issue-limit",
        "{vintage} 年度已签发 {issued} 吨，再签发 {quantity} 吨将超过总量 {limit} 吨。",
        "{issued} t of vintage {vintage} are issued; {quantity} t more would exceed the cap of {limit} t.");
    public static readonly RefusalCode LimitBelowIssued = new("registry.limit-below-issued",
        "{vintage} 年度已签发 {issued} 吨，总量不能低于此数。",
        "{issued} t of vintage {vintage} are issued already; the cap cannot be lower.");
    public static readonly RefusalCode UnknownHold = new("registry.unknown-hold",
        "账户 {account} 没有编号为 {hold} 的冻结。", "Account {account} has no hold {hold}.");
    public static readonly RefusalCode BeyondHold = new("registry.beyond-hold",
        "冻结 {hold} 只剩 {remaining} 吨，不足 {quantity} 吨。",
        "Hold {hold} has {remaining} t left, less than {quantity} t.");
    public static readonly RefusalCode UnitsInOrders = new("registry.units-in-orders",
        "账户 {account} 有 {orders} 吨在挂单或未交收成交中，只能冻结 {free} 吨；须先由交易机构撤单。",
        "{orders} t of account {account} are in orders or unsettled trades, so {free} t at most can be frozen; "
        + "the exchange must cancel the orders first.");
    public static readonly RefusalCode BreaksFreeze = new("registry.breaks-freeze",
        "账户 {account} 的司法或行政冻结及于 {frozen} 吨，转出 {quantity} 吨将损及冻结。",
        "Freezes cover {frozen} t of account {account}; taking out {quantity} t would break them.");
    public static readonly RefusalCode Encumbered = new("registry.encumbered",
        "账户 {account} 尚有 {held} 吨因 {cause} 被冻结。", "{held} t of account {account} are still held: {cause}.");
    public static readonly RefusalCode WrongCause = new("registry.wrong-cause",
        "此项操作不适用于原因为 {cause} 的冻结。", "This cannot be done with a hold of cause {cause}.");
    public static readonly RefusalCode NotEmpty = new("registry.not-empty",
        "账户 {account} 余额为 {balance} 吨，须清零后方可注销。",
        "Account {account} holds {balance} t; it must be empty before it can be closed.");
    public static readonly RefusalCode NoSuchChange = new("registry.no-such-change",
        "账户 {account} 不能由 {from} 变更为 {to}。", "Account {account} cannot change from {from} to {to}.");
    public static readonly RefusalCode ReasonNeeded = new("registry.reason-needed",
        "须说明理由或依据。", "A reason or reference is needed.");
    public static readonly RefusalCode TooManyPending = new("registry.too-many-pending",
        "账户 {account} 待确认划转已达 {limit} 笔。", "Account {account} has {limit} pending transfers, the most allowed.");
    public static readonly RefusalCode UnknownTransfer = new("registry.unknown-transfer",
        "没有涉及账户 {account} 的待确认划转 {transfer}。",
        "There is no pending transfer {transfer} that concerns account {account}.");
    public static readonly RefusalCode TransferLapsed = new("registry.transfer-lapsed",
        "划转 {transfer} 已于 {expires} 失效。", "Transfer {transfer} lapsed at {expires}.");
    public static readonly RefusalCode ChainLength = new("registry.chain-length",
        "一次连续划转须为 1 至 {limit} 步。", "A chain has between 1 and {limit} steps.");
    public static readonly RefusalCode UnknownMovement = new("registry.unknown-movement",
        "记录 {position} 没有可更正的第 {entry} 笔变动。",
        "Position {position} has no movement {entry} that can be corrected.");
    public static readonly RefusalCode AlreadyReversed = new("registry.already-reversed",
        "记录 {position} 的第 {entry} 笔变动已被冲正。", "Movement {entry} at position {position} is reversed already.");
    public static readonly RefusalCode UnitsGone = new("registry.units-gone",
        "应冲正的单位已不全在账户 {account}。", "Not all of the units to be returned are still in account {account}.");
}
