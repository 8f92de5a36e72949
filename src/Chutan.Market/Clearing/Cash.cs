using Chutan.Market.Registry;

namespace Chutan.Market.Clearing;

/// <summary>入金: books cash that arrived at the settlement bank for an account.</summary>
/// <param name="BankReference">The bank's own number of the payment; booked once only.</param>
[Wire("clearing.deposit"), By(Scope.Any, Rights.None, Role.Clearing, Role.Bank)]
public sealed record DepositMoney(AccountId Account, Money Amount, string BankReference) : Command, IConcernsAccount;

/// <summary>出金: books cash paid out from an account by the settlement bank.</summary>
[Wire("clearing.withdraw"), By(Scope.Any, Rights.None, Role.Clearing, Role.Bank)]
public sealed record WithdrawMoney(AccountId Account, Money Amount, string BankReference) : Command, IConcernsAccount;

[Wire("clearing.deposited")]
public sealed record MoneyDeposited(AccountId Account, Money Amount, string BankReference) : ClearingEvent;

[Wire("clearing.withdrawn")]
public sealed record MoneyWithdrawn(AccountId Account, Money Amount, string BankReference) : ClearingEvent;

/// <summary>出入金: cash in and out, always with the bank's reference.</summary>
internal static class Cash
{
    private const int LongestReference = 64;

    public static Decision Decide(DepositMoney command, ClearingState clearing, RegistryState registry) =>
        Problem(command.Account, command.Amount, command.BankReference, clearing, registry) is { } problem
            ? problem
            : Decision.Accept(new MoneyDeposited(command.Account, command.Amount, command.BankReference));

    public static Decision Decide(WithdrawMoney command, ClearingState clearing, RegistryState registry)
    {
        if (Problem(command.Account, command.Amount, command.BankReference, clearing, registry) is { } problem)
            return problem;
        var withdrawable = clearing.Withdrawable(command.Account);
        return command.Amount > withdrawable
            ? ClearingRefusals.InsufficientFunds.With(ClearingBasis.Settlement, ("account", command.Account),
                ("needed", command.Amount), ("available", withdrawable))
            : Decision.Accept(new MoneyWithdrawn(command.Account, command.Amount, command.BankReference));
    }

    private static Refusal? Problem(AccountId account, Money amount, string reference, ClearingState clearing,
        RegistryState registry)
    {
        if (registry.OwnerOf(account) is null)
            return ClearingRefusals.UnknownAccount.With(ClearingBasis.Settlement, ("account", account));
        if (amount <= Money.Zero) return ClearingRefusals.NoAmount.With(ClearingBasis.Settlement, ("amount", amount));
        if (string.IsNullOrWhiteSpace(reference) || reference.Length > LongestReference)
            return ClearingRefusals.BadReference.With(ClearingBasis.Settlement, ("most", LongestReference));
        return clearing.HasBankReference(reference)
            ? ClearingRefusals.DuplicateReference.With(ClearingBasis.Settlement, ("reference", reference))
            : null;
    }
}

/// <summary>Legal bases of this room that no rule value carries.</summary>
internal static class ClearingBasis
{
    public static readonly Citation Settlement = new("生态环境部公告2021年第21号附件3");
    public static readonly Citation Banks = new("湖北碳排放权交易中心交易规则（2016年修订）", "第三十二条");
    public static readonly Citation FullPayment = new("湖北碳排放权交易中心交易规则（2016年修订）", "第三十三条");
    public static readonly Citation SameDay = new("湖北碳排放权交易中心交易规则（2016年修订）", "第三十四条");
}
