namespace Chutan.Market.Registry;

/// <summary>Why the registry refuses.</summary>
public static class RegistryRefusals
{
    public static readonly RefusalCode InsufficientHolding = new("registry.insufficient-holding",
        "账户 {account} 可用数量不足：需要 {quantity} t，可用 {available} t（余额 {balance} t）。",
        "Account {account} has not enough available: {quantity} t needed, {available} t available (balance {balance} t).");
    public static readonly RefusalCode UnknownAccount = new("registry.unknown-account",
        "没有账号为 {account} 的账户。", "There is no account {account}.");
    public static readonly RefusalCode BadCheckDigits = new("registry.bad-check-digits",
        "账号 {account} 校验位不符，请核对。", "The check digits of account {account} do not fit; please check the number.");
    public static readonly RefusalCode AccountClosed = new("registry.account-closed",
        "账户 {account} 已注销。", "Account {account} is closed.");
    public static readonly RefusalCode AccountRestricted = new("registry.account-restricted",
        "账户 {account} 被限制使用。", "Account {account} is restricted.");
    public static readonly RefusalCode BeyondCap = new("registry.beyond-cap",
        "发放 {quantity} t 将超过 {vintage} 年度的上限 {limit} t（已发放 {issued} t）。",
        "Issuing {quantity} t would exceed the {vintage} limit of {limit} t ({issued} t issued).");
    public static readonly RefusalCode NothingToMove = new("registry.nothing-to-move",
        "数量须大于零。", "The quantity must be more than zero.");
    public static readonly RefusalCode SameAccount = new("registry.same-account",
        "转出与转入账户相同。", "The two accounts are the same.");
    public static readonly RefusalCode NotHeld = new("registry.not-held",
        "冻结 {hold} 不足 {quantity} t。", "Hold {hold} has less than {quantity} t.");
    public static readonly RefusalCode NoSuchHold = new("registry.no-such-hold",
        "没有编号为 {hold} 的冻结。", "There is no hold {hold}.");
    public static readonly RefusalCode NotEligible = new("registry.not-eligible",
        "账户 {account} 中符合条件的数量不足 {quantity} t。",
        "Account {account} has less than {quantity} t of units that qualify.");
    public static readonly RefusalCode UnitsInOrders = new("registry.units-in-orders",
        "账户 {account} 有 {promised} t 在委托或待确认划转中，须先撤销。",
        "Account {account} has {promised} t in orders or pending transfers; these must be withdrawn first.");
    public static readonly RefusalCode UnitsGone = new("registry.units-gone",
        "编码 {serial} 已不在账户 {account} 中，无法冲正。",
        "The units from {serial} are no longer in account {account}; the movement cannot be reversed.");
}
