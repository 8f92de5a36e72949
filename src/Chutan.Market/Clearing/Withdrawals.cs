using System.Globalization;
using Chutan.Market.Registry;

namespace Chutan.Market.Clearing;

/// <summary>申请出金: a participant asks for money to be paid out to its bound bank account. The money is tied up until
/// the bank has paid or rejected.</summary>
[Wire("clearing.request-withdrawal"),
 By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record RequestWithdrawal(AccountId Account, Money Amount) : Command, IConcernsAccount;

/// <summary>撤回出金申请: while it has not gone to the bank.</summary>
[Wire("clearing.cancel-withdrawal"),
 By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record CancelWithdrawal(AccountId Account, long Number) : Command, IConcernsAccount;

/// <summary>How far a withdrawal has come.</summary>
public enum WithdrawalStatus
{
    /// <summary>Asked for; waits for the next outgoing file.</summary>
    Requested = 0,
    /// <summary>In a file that went to the bank.</summary>
    Sent = 1,
    /// <summary>The bank has paid.</summary>
    Paid = 2,
    /// <summary>The bank has rejected it; the money is free again.</summary>
    Rejected = 3,
    /// <summary>Withdrawn by the participant before it was sent.</summary>
    Cancelled = 4,
}

/// <summary>出金申请: one request, with the bank account it is to go to.</summary>
/// <param name="File">Number of the outgoing file it went in; null before.</param>
/// <param name="Note">The bank's reason for a rejection, or its reference of the payment.</param>
public sealed record Withdrawal(long Number, AccountId Account, Money Amount, string Bank, string BankAccount,
    LocalDate Date, WithdrawalStatus Status, string? File, string Note)
{
    /// <summary>Under which the money is reserved.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"withdrawal {Number}");
}

[Wire("clearing.withdrawal-requested")]
public sealed record WithdrawalRequested(Withdrawal Withdrawal) : ClearingEvent;

/// <summary>A withdrawal ended: paid, rejected or cancelled.</summary>
[Wire("clearing.withdrawal-closed")]
public sealed record WithdrawalClosed(long Number, AccountId Account, WithdrawalStatus Outcome, string Note)
    : ClearingEvent;

/// <summary>出金: requests for money to be paid out.</summary>
internal static class Withdrawals
{
    public static Decision Decide(RequestWithdrawal command, CommandContext context, ClearingState clearing)
    {
        if (command.Amount <= Money.Zero)
            return ClearingRefusals.NoAmount.With(ClearingBasis.Settlement, ("amount", command.Amount));
        if (clearing.Banks.BindingOf(command.Account) is not { } bound)
            return ClearingRefusals.NoBankAccount.With(ClearingBasis.Banks, ("account", command.Account));
        if (clearing.Defaults.Barring(command.Account) is { } barring)
            return ClearingRefusals.InDefault.With(ClearingBasis.Settlement, ("account", command.Account),
                ("case", barring.Number));
        var withdrawal = new Withdrawal(clearing.Traffic.NextWithdrawal, command.Account, command.Amount, bound.Bank,
            bound.Number, context.Date, WithdrawalStatus.Requested, null, "");
        var draft = new MoneyDraft(clearing);
        return draft.Reserve(command.Account, withdrawal.Reference, command.Amount) is { } refusal
            ? refusal
            : Decision.Accept([.. draft.Events, new WithdrawalRequested(withdrawal)]);
    }

    public static Decision Decide(CancelWithdrawal command, ClearingState clearing)
    {
        if (clearing.Traffic.FindWithdrawal(command.Number) is not { } withdrawal
            || withdrawal.Account != command.Account)
            return ClearingRefusals.UnknownWithdrawal.With(ClearingBasis.Settlement, ("number", command.Number));
        if (withdrawal.Status != WithdrawalStatus.Requested)
            return ClearingRefusals.WithdrawalUnderWay.With(ClearingBasis.Settlement, ("number", command.Number),
                ("status", withdrawal.Status));
        return Decision.Accept(new MoneyUnreserved(command.Account, withdrawal.Reference, withdrawal.Amount),
            new WithdrawalClosed(command.Number, command.Account, WithdrawalStatus.Cancelled, ""));
    }
}
