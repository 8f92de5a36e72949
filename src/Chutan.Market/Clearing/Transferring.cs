using System.Buffers;
using System.Runtime.InteropServices;
using Chutan.Market.Registry;

namespace Chutan.Market.Clearing;

/// <summary>One transfer of money between two money accounts: the two sides of a double entry.</summary>
/// <param name="Amount">Fen, above zero.</param>
public readonly record struct MoneyTransfer(AccountId From, AccountId To, Money Amount);

/// <summary>批量划款: moves money between participants' accounts, many transfers in one command, in order; a later one
/// may pass on what an earlier one brought.</summary>
/// <param name="Transfers">1 to 8,189 of them.</param>
/// <param name="AllOrNothing">Whether one that cannot be made stops all; otherwise it is left out and listed.</param>
/// <param name="Reason">Why the money moves: refund, correction of an earlier day, distribution.</param>
[Wire("clearing.transfer-money"), By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record TransferMoney(ImmutableArray<MoneyTransfer> Transfers, bool AllOrNothing, string Reason)
    : Command
{
    /// <summary>The most transfers of one command: what a group commit can take without making others wait.</summary>
    public const int Most = 8_189;
}

/// <summary>Money passed from account to account; together the accounts hold what they held.</summary>
[Wire("clearing.money-transferred")]
public sealed record MoneyTransferred(ImmutableArray<MoneyTransfer> Transfers, string Reason) : ClearingEvent;

/// <summary>Why one transfer of a batch is not made.</summary>
public enum TransferProblem
{
    UnknownAccount = 0,
    SameAccount = 1,
    NoAmount = 2,
    InsufficientFunds = 3,
}

/// <summary>One transfer left out of a batch.</summary>
/// <param name="Line">Its place in the batch, from 1.</param>
public readonly record struct RefusedTransfer(int Line, TransferProblem Problem);

/// <summary>Transfers of the batch that were not made; the others were.</summary>
[Wire("clearing.transfers-left-out")]
public sealed record TransfersLeftOut(ImmutableArray<RefusedTransfer> LeftOut) : ClearingEvent;

/// <summary>批量划款: tried line by line on what the lines before have left.</summary>
internal static class Transferring
{
    public static Decision Decide(TransferMoney command, ClearingState clearing, RegistryState registry)
    {
        var transfers = command.Transfers;
        if (transfers.IsDefaultOrEmpty || transfers.Length > TransferMoney.Most)
            return ClearingRefusals.BatchLength.With(ClearingBasis.Settlement, ("most", TransferMoney.Most));
        if (string.IsNullOrWhiteSpace(command.Reason))
            return ClearingRefusals.ReasonNeeded.With(ClearingBasis.Settlement);
        using var balances = new TrialBalances(clearing, registry);
        ImmutableArray<RefusedTransfer>.Builder? refused = null;
        var batch = transfers.AsSpan();
        for (var i = 0; i < batch.Length; i++)
        {
            if (balances.Move(batch[i]) is not { } problem) continue;
            if (command.AllOrNothing) return Refuse(i + 1, batch[i], problem);
            (refused ??= ImmutableArray.CreateBuilder<RefusedTransfer>()).Add(new(i + 1, problem));
        }
        if (refused is null) return Decision.Accept(new MoneyTransferred(transfers, command.Reason));
        var leftOut = new TransfersLeftOut(refused.ToImmutable());
        return refused.Count == batch.Length
            ? Decision.Accept(leftOut)
            : Decision.Accept(new MoneyTransferred(Without(refused, batch), command.Reason), leftOut);
    }

    private static ImmutableArray<MoneyTransfer> Without(ImmutableArray<RefusedTransfer>.Builder refused,
        ReadOnlySpan<MoneyTransfer> transfers)
    {
        var made = new MoneyTransfer[transfers.Length - refused.Count];
        for (int i = 0, next = 0, into = 0; i < transfers.Length; i++)
        {
            if (next < refused.Count && refused[next].Line == i + 1) next++;
            else made[into++] = transfers[i];
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(made);
    }

    private static Refusal Refuse(int line, in MoneyTransfer transfer, TransferProblem problem) =>
        ClearingRefusals.TransferFails.With(ClearingBasis.Settlement, ("line", line), ("from", transfer.From),
            ("to", transfer.To), ("amount", transfer.Amount), ("problem", problem));
}

/// <summary>What the accounts would have free while a batch is tried. The changes lie in a borrowed array, one place an
/// account, so that a transfer allocates nothing; accounts that never held money are the exception.</summary>
internal sealed class TrialBalances(ClearingState clearing, RegistryState registry) : IDisposable
{
    private readonly long[] changes = Borrow(clearing.AccountCount);
    private Dictionary<AccountId, long>? newcomers;

    public void Dispose() => ArrayPool<long>.Shared.Return(changes);

    /// <summary>Makes the transfer on trial, or says why it cannot be made.</summary>
    public TransferProblem? Move(in MoneyTransfer transfer)
    {
        if (transfer.Amount <= Money.Zero) return TransferProblem.NoAmount;
        if (transfer.From == transfer.To) return TransferProblem.SameAccount;
        var (from, to) = (clearing.Find(transfer.From), clearing.Find(transfer.To));
        if (from is null && !IsKnown(transfer.From) || to is null && !IsKnown(transfer.To))
            return TransferProblem.UnknownAccount;
        ref var source = ref ChangeOf(from, transfer.From);
        var free = source + (from is null ? 0 : from.Balance.Fen - from.Frozen.Fen);
        if (transfer.Amount.Fen > free) return TransferProblem.InsufficientFunds;
        source -= transfer.Amount.Fen;
        ChangeOf(to, transfer.To) += transfer.Amount.Fen;
        return null;
    }

    private ref long ChangeOf(CashAccount? account, AccountId id)
    {
        if (account is not null) return ref changes[account.Place];
        return ref CollectionsMarshal.GetValueRefOrAddDefault(newcomers ??= [], id, out _);
    }

    private bool IsKnown(AccountId account) => registry.Find(account) is { Status: not AccountStatus.Closed };

    private static long[] Borrow(int accounts)
    {
        var borrowed = ArrayPool<long>.Shared.Rent(accounts);
        borrowed.AsSpan(0, accounts).Clear();
        return borrowed;
    }
}
