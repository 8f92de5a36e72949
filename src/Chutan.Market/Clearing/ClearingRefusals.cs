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
    public static readonly RefusalCode NoSuchUse = new("clearing.no-such-use",
        "{use} 不是竞价收入的规定用途。", "{use} is not one of the uses of auction revenue.");
    public static readonly RefusalCode PayeeNeeded = new("clearing.payee-needed",
        "须写明收款方和依据的决定。", "The payee and the decision it is spent under are needed.");
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
    public static readonly RefusalCode NoBankAccount = new("clearing.no-bank-account",
        "账户 {account} 未绑定结算银行账户，不能申请出金。",
        "Account {account} has no bank account bound to it; money cannot be paid out.");
    public static readonly RefusalCode UnknownWithdrawal = new("clearing.unknown-withdrawal",
        "没有编号为 {number} 的出金申请。", "There is no withdrawal {number}.");
    public static readonly RefusalCode WithdrawalUnderWay = new("clearing.withdrawal-under-way",
        "出金申请 {number} 的状态为 {status}，不能撤回。", "Withdrawal {number} is {status}; it cannot be taken back.");
    public static readonly RefusalCode NotYourFile = new("clearing.not-your-file",
        "只能提交本行的文件，{bank} 不是本行。", "A bank hands in its own files only; {bank} is not this bank.");
    public static readonly RefusalCode FileAltered = new("clearing.file-altered",
        "文件内容与其哈希值 {hash} 不符。", "The file's contents do not have the hash {hash}.");
    public static readonly RefusalCode TypedAgainstFile = new("clearing.typed-against-file",
        "银行 {bank} 的文件报告日终余额 {stated} 元，录入为 {typed} 元；改用录入数须写明理由。",
        "The file of {bank} states a closing balance of {stated} CNY, {typed} CNY were typed; that needs a reason.");
    public static readonly RefusalCode FileImported = new("clearing.file-imported",
        "银行 {bank} 的文件 {number}（{date}）已经导入。", "File {number} of {bank} ({date}) was imported already.");
    public static readonly RefusalCode ContentImported = new("clearing.content-imported",
        "内容相同的文件已以编号 {number}（{date}）导入。",
        "A file with the same contents was imported as {number} ({date}) already.");
    public static readonly RefusalCode FileHeader = new("clearing.file-header",
        "文件头与提交的银行 {bank}、文件号 {number} 不一致。",
        "The header does not name the bank {bank} and file number {number} it was handed in under.");
    public static readonly RefusalCode FileLength = new("clearing.file-length",
        "文件有 {lines} 行，须为 2 至 {most} 行。", "The file has {lines} lines; it has to have 2 to {most}.");
    public static readonly RefusalCode FileLine = new("clearing.file-line",
        "第 {line} 行格式不符，应为：{expected}。", "Line {line} is malformed; expected: {expected}.");
    public static readonly RefusalCode FileAmount = new("clearing.file-amount",
        "第 {line} 行金额“{text}”无效，须大于零且为两位小数。",
        "Line {line}: \"{text}\" is not an amount above zero with two decimals.");
    public static readonly RefusalCode FileCurrency = new("clearing.file-currency",
        "第 {line} 行币种为 {currency}，只接受 {expected}。",
        "Line {line}: the currency is {currency}; only {expected} is accepted.");
    public static readonly RefusalCode FileControlTotal = new("clearing.file-control-total",
        "第 {line} 行控制合计（{total}）为 {stated}，实际为 {found}。",
        "Line {line}: the control total ({total}) is {stated}, the records give {found}.");
    public static readonly RefusalCode FileDuplicate = new("clearing.file-duplicate",
        "第 {line} 行银行流水号 {reference} 重复。", "Line {line}: the bank reference {reference} is there twice or booked.");
    public static readonly RefusalCode FileUnknownAccount = new("clearing.file-unknown-account",
        "第 {line} 行银行账号 {number} 未绑定任何账户。", "Line {line}: no account is bound to the bank account {number}.");
    public static readonly RefusalCode FileUnknownWithdrawal = new("clearing.file-unknown-withdrawal",
        "第 {line} 行：{number} 不是已发送该行、待确认的出金申请。",
        "Line {line}: {number} is no withdrawal that was sent to this bank and waits for its answer.");
    public static readonly RefusalCode FileAmountDiffers = new("clearing.file-amount-differs",
        "第 {line} 行金额 {amount} 与原金额 {expected} 不符。",
        "Line {line}: the amount {amount} is not the original one, {expected}.");
    public static readonly RefusalCode FileUnknownDeposit = new("clearing.file-unknown-deposit",
        "第 {line} 行：没有流水号为 {reference}、可冲正的入金。",
        "Line {line}: there is no deposit {reference} that could be taken back.");
    public static readonly RefusalCode FileReversalBeyond = new("clearing.file-reversal-beyond",
        "第 {line} 行冲正 {amount} 元超过账户扣除在途出金后的余额 {balance} 元，由银行承担。",
        "Line {line}: taking back {amount} CNY exceeds the {balance} CNY left beside withdrawals on their way; the "
        + "bank bears it.");
    public static readonly RefusalCode NothingToSend = new("clearing.nothing-to-send",
        "没有需要发送给银行 {bank} 的事项。", "There is nothing to send to {bank}.");
    public static readonly RefusalCode StepOutOfOrder = new("clearing.step-out-of-order",
        "{date} 的日终步骤 {step} 尚不能执行，下一步为 {next}。", "Step {step} of {date} is not the next one; {next} is.");
    public static readonly RefusalCode StepOfOthers = new("clearing.step-of-others",
        "步骤 {step} 须由登记确认或对账命令完成。", "Step {step} is done by the registry's confirmation or the reconciliation.");
    public static readonly RefusalCode RunNotFinished = new("clearing.run-not-finished",
        "{date} 的日终流程尚未完成，下一步为 {step}，不能开市。",
        "The end of {date} is not finished, step {step} is next; the next day cannot open.");
    public static readonly RefusalCode UnknownCase = new("clearing.unknown-case",
        "没有编号为 {case}、待处理的差异案件。", "There is no open difference case {case}.");
    public static readonly RefusalCode NotProposed = new("clearing.not-proposed",
        "差异案件 {case} 尚未提议豁免。", "No override of case {case} has been proposed.");
    public static readonly RefusalCode SamePerson = new("clearing.same-person",
        "差异案件 {case} 的豁免须由另一人确认。", "The override of case {case} has to be confirmed by another person.");
    public static readonly RefusalCode NoStatement = new("clearing.no-statement",
        "账户 {account} 在 {date} 没有结算单。", "Account {account} has no statement of {date}.");
    public static readonly RefusalCode TooLateToObject = new("clearing.too-late-to-object",
        "{date} 的结算单在次日开市后视为同意，不能再提异议。",
        "The next day has opened; the statement of {date} counts as agreed.");
    public static readonly RefusalCode ObjectedAlready = new("clearing.objected-already",
        "已提出异议（编号 {number}）。", "Objection {number} was filed already.");
    public static readonly RefusalCode UnknownObjection = new("clearing.unknown-objection",
        "没有编号为 {number}、待答复的异议。", "There is no unanswered objection {number}.");
    public static readonly RefusalCode UnknownDefault = new("clearing.unknown-default",
        "没有编号为 {case} 的待处置违约案件。", "There is no default case {case} to deal with.");
    public static readonly RefusalCode NothingToCover = new("clearing.nothing-to-cover",
        "违约案件 {case} 没有可由风险准备金垫付的款项。", "Case {case} lacks no money that the risk reserve could lay out.");
    public static readonly RefusalCode ReserveMinimum = new("clearing.reserve-minimum",
        "风险准备金余额 {balance} 元，垫付 {needed} 元后低于最低额 {minimum} 元，须由主管部门决定。",
        "The risk reserve has {balance} CNY; laying out {needed} CNY leaves less than {minimum} CNY. "
        + "The authority has to decide.");
    public static readonly RefusalCode StillToMakeUp = new("clearing.still-to-make-up",
        "违约案件 {case} 的补足期限 {deadline} 未过，不能了结。",
        "Case {case} can be made up until {deadline}; it cannot be closed out yet.");
    public static readonly RefusalCode NothingToCollect = new("clearing.nothing-to-collect",
        "违约案件 {case} 无欠款，或账户 {account} 没有可用资金。",
        "Nothing is owed in case {case}, or account {account} has no free money.");
    public static readonly RefusalCode InDefault = new("clearing.in-default",
        "账户 {account} 有未了结的违约案件 {case}，不能交易或出金。",
        "Account {account} has the default case {case}; it cannot trade or pay out.");
}
