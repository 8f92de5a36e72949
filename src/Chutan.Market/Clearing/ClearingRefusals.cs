namespace Chutan.Market.Clearing;

/// <summary>Why clearing refuses.</summary>
public static class ClearingRefusals
{
    public static readonly RefusalCode UnknownAccount = new("clearing.unknown-account",
        "没有编号为 {account} 的账户。", "There is no account {account}.");
    public static readonly RefusalCode NoAmount = new("clearing.no-amount",
        "金额 {amount} 无效，须大于零。", "The amount {amount} is not valid: it must be above zero.");
    public static readonly RefusalCode BadReference = new("clearing.bad-reference",
        "银行流水号须为 1 至 {most} 个字符。", "The bank reference has 1 to {most} characters.");
    public static readonly RefusalCode DuplicateReference = new("clearing.duplicate-reference",
        "银行流水号 {reference} 已经入账。", "The bank reference {reference} was booked already.");
    public static readonly RefusalCode InsufficientFunds = new("clearing.insufficient-funds",
        "账户 {account} 可用资金 {available} 元，需要 {needed} 元。",
        "Account {account} has {available} CNY available and needs {needed} CNY.");
    public static readonly RefusalCode MoneyLeft = new("clearing.money-left",
        "账户 {account} 尚有资金：余额 {balance} 元，冻结 {frozen} 元，应收 {receivable} 元，不能注销。",
        "Account {account} still has money: balance {balance} CNY, frozen {frozen} CNY, receivable {receivable} CNY; "
        + "it cannot be closed.");
    public static readonly RefusalCode NotReconciled = new("clearing.not-reconciled",
        "上一交易日 {date} 尚未结清（{phase}，差异 {differences} 项），不能开市。",
        "The day before, {date}, is not finished ({phase}, {differences} differences); the next cannot open.");
    public static readonly RefusalCode CannotHonour = new("clearing.cannot-honour",
        "{key} 的取值 {value} 无法执行，支持的取值为 {supported}。",
        "The value {value} of {key} cannot be carried out; supported: {supported}.");
    public static readonly RefusalCode NotClosed = new("clearing.not-closed",
        "{date} 不是已收市待交收的交易日。", "{date} is not a closed trading day waiting for settlement.");
    public static readonly RefusalCode TradeListDiffers = new("clearing.trade-list-differs",
        "{date} 的成交清单与冻结时不一致（{hash}）。", "The trade list of {date} is not the one that was frozen ({hash}).");
    public static readonly RefusalCode CannotPay = new("clearing.cannot-pay",
        "成交 {trade} 无法交收：账户 {account} 不足以支付 {payable} 元。",
        "Trade {trade} cannot settle: account {account} cannot pay {payable} CNY.");
    public static readonly RefusalCode CannotDeliver = new("clearing.cannot-deliver",
        "成交 {trade} 无法交收：账户 {account} 无法交付 {quantity} 吨（{reason}）。",
        "Trade {trade} cannot settle: account {account} cannot deliver {quantity} t ({reason}).");
    public static readonly RefusalCode BatchLength = new("clearing.batch-length",
        "一次划款须为 1 至 {most} 笔。", "A batch has 1 to {most} transfers.");
    public static readonly RefusalCode ReasonNeeded = new("clearing.reason-needed",
        "须写明理由。", "A reason is needed.");
    public static readonly RefusalCode TransferFails = new("clearing.transfer-fails",
        "第 {line} 笔由 {from} 划往 {to} 的 {amount} 元无法划款（{problem}），整批未执行。",
        "Transfer {line}, {amount} CNY from {from} to {to}, cannot be made ({problem}); none of the batch was.");
    public static readonly RefusalCode NotSettled = new("clearing.not-settled",
        "{date} 不是已交收待对账的交易日。", "{date} is not a settled day waiting for reconciliation.");
    public static readonly RefusalCode HouseShort = new("clearing.house-short",
        "机构账户 {account} 仅有 {available} 元，需要 {needed} 元。",
        "The house account {account} has {available} CNY and {needed} CNY are needed.");
    public static readonly RefusalCode NotReserved = new("clearing.not-reserved",
        "账户 {account} 在“{reference}”名下冻结 {reserved} 元，需要 {needed} 元。",
        "Account {account} has {reserved} CNY reserved for \"{reference}\"; {needed} CNY are needed.");
    public static readonly RefusalCode BadBankCode = new("clearing.bad-bank-code",
        "银行代码须为 {least} 至 {most} 位大写字母或数字。", "A bank code has {least} to {most} capital letters or digits.");
    public static readonly RefusalCode BankExists = new("clearing.bank-exists",
        "结算银行 {bank} 已经登记。", "The settlement bank {bank} is registered already.");
    public static readonly RefusalCode NotABank = new("clearing.not-a-bank",
        "主体 {participant} 不是银行。", "Participant {participant} is not a bank.");
    public static readonly RefusalCode NoHouseBank = new("clearing.no-house-bank",
        "首家结算银行 {bank} 须同时存放机构资金。", "The first settlement bank, {bank}, has to hold the house's money too.");
    public static readonly RefusalCode UnknownBank = new("clearing.unknown-bank",
        "没有代码为“{bank}”的结算银行。", "There is no settlement bank \"{bank}\".");
    public static readonly RefusalCode BadBankAccount = new("clearing.bad-bank-account",
        "银行账号须为 1 至 {most} 位字母、数字或连字符。", "A bank account number has 1 to {most} letters, digits or hyphens.");
    public static readonly RefusalCode BankAccountTaken = new("clearing.bank-account-taken",
        "银行 {bank} 的账号 {number} 已绑定其他账户。", "Account {number} at {bank} is bound to another account.");
    public static readonly RefusalCode MoneyAtBank = new("clearing.money-at-bank",
        "账户 {account} 在银行 {bank} 尚有资金或未了结事项（余额 {balance} 元），不能改绑其他银行。",
        "Account {account} still has money or open matters at {bank} (balance {balance} CNY); it cannot change banks.");
}
