namespace Chutan.Market.Registry;

/// <summary>划转: sends units to another account, where they arrive once its holder confirms. Until then they are held,
/// and after the time the rules give they are free again.</summary>
/// <param name="Reason">Merger, split, inheritance, contract: why title passes.</param>
[Wire("registry.transfer"), By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual),
 By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record TransferUnits(AccountId Account, AccountId To, UnitKind Kind, Tonnes Quantity, string Reason)
    : Command, IConcernsAccount;

/// <summary>确认划转: takes the units in. <paramref name="Account"/> is the receiving one.</summary>
[Wire("registry.confirm-transfer"),
 By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual, Role.Enterprise),
 By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record ConfirmTransfer(AccountId Account, HoldId Transfer) : Command, IConcernsAccount;

/// <summary>撤回或拒收划转: by the sending or the receiving account.</summary>
[Wire("registry.withdraw-transfer"),
 By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual, Role.Enterprise),
 By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record WithdrawTransfer(AccountId Account, HoldId Transfer) : Command, IConcernsAccount;

/// <summary>清理过期划转: frees the units of transfers nobody confirmed in time.</summary>
[Wire("registry.expire-transfers"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Registry)]
public sealed record ExpireTransfers : Command;

/// <summary>One step of a chain.</summary>
public sealed record ChainStep(AccountId From, AccountId To, UnitKind Kind, Tonnes Quantity);

/// <summary>连续划转: several movements that happen all together or not at all, for mergers and splits of holders.
/// </summary>
[Wire("registry.transfer-chain"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record TransferChain(ImmutableArray<ChainStep> Steps, string Reason) : Command;

/// <summary>A transfer waiting for the receiver.</summary>
/// <param name="Id">The hold on the units; also the transfer's number.</param>
/// <param name="Expires">From this moment on it can no longer be confirmed.</param>
public sealed record PendingTransfer(
    HoldId Id, AccountId From, AccountId To, UnitKind Kind, Tonnes Quantity, Instant Expires, string Reason);

/// <summary>How a pending transfer ended.</summary>
public enum TransferOutcome
{
    Confirmed = 0,
    Withdrawn = 1,
    Expired = 2,
}

[Wire("registry.transfer-requested")]
public sealed record TransferRequested(PendingTransfer Transfer) : RegistryEvent;

[Wire("registry.transfer-closed")]
public sealed record TransferClosed(HoldId Transfer, TransferOutcome Outcome) : RegistryEvent;

/// <summary>The transfers that wait for confirmation.</summary>
public sealed class PendingTransfers
{
    private readonly SortedDictionary<HoldId, PendingTransfer> waiting = [];
    private readonly Dictionary<AccountId, int> bySender = [];

    public IReadOnlyCollection<PendingTransfer> All => waiting.Values;
    public PendingTransfer? Find(HoldId id) => waiting.GetValueOrDefault(id);
    public int CountFrom(AccountId account) => bySender.GetValueOrDefault(account);

    internal void Add(PendingTransfer transfer)
    {
        waiting.Add(transfer.Id, transfer);
        bySender[transfer.From] = CountFrom(transfer.From) + 1;
    }

    internal void Remove(HoldId id)
    {
        bySender[waiting[id].From]--;
        waiting.Remove(id);
    }

    internal void Save(StateWriter to) => to.Many(waiting.Values, t =>
    {
        to.Long(t.Id.Number); to.Long(t.From.Number); to.Long(t.To.Number); to.Int((int)t.Kind);
        to.Long(t.Quantity.Count); to.Instant(t.Expires); to.String(t.Reason);
    });

    internal void Load(StateReader from) => from.Many(() => Add(new PendingTransfer(new(from.Long()), new(from.Long()),
        new(from.Long()), (UnitKind)from.Int(), new Tonnes(from.Long()), from.Instant(), from.String())));
}

internal static class Transfers
{
    /// <summary>The most steps of one chain, and the most transfers one sweep ends.</summary>
    private const int MostSteps = 100;
    private const int MostExpired = 1000;

    public static Decision Decide(TransferUnits command, CommandContext context, RegistryState registry)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return RegistryRefusals.NoReason();
        var hours = context.Rules.Get(RegistryKeys.PendingTransferHours, context.Date);
        var most = context.Rules.Get(RegistryKeys.PendingTransferMax, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        if (registry.Pending.CountFrom(command.Account) >= most)
            return RegistryRefusals.TooManyPending.With(
                context.Rules.Cite(RegistryKeys.PendingTransferMax, context.Date),
                ("account", command.Account), ("limit", most));
        if (command.Account == command.To)
            return RegistryRefusals.SameAccount.With(RegistryRefusals.Basis, ("account", command.To));
        var (receiver, refusal) = registry.Usable(command.To);
        if (refusal is not null) return refusal;
        if (receiver!.IsSystem)
            return RegistryRefusals.SystemAccount.With(RegistryRefusals.Basis, ("account", command.To));

        var draft = new LedgerDraft(registry);
        var (hold, refused) = draft.Hold(command.Account, command.Kind, command.Quantity, HoldCause.PendingTransfer,
            command.Reason);
        if (refused is not null) return refused;
        return Decision.Accept([.. draft.Events, new TransferRequested(new PendingTransfer(hold, command.Account,
            command.To, command.Kind, command.Quantity, context.At + Duration.FromHours(hours), command.Reason))]);
    }

    public static Decision Decide(ConfirmTransfer command, CommandContext context, RegistryState registry)
    {
        if (registry.Pending.Find(command.Transfer) is not { } transfer || transfer.To != command.Account)
            return Unknown(command.Account, command.Transfer);
        if (context.At >= transfer.Expires)
            return RegistryRefusals.TransferLapsed.With(RegistryRefusals.Basis,
                ("transfer", transfer.Id), ("expires", transfer.Expires));
        var draft = new LedgerDraft(registry);
        if (draft.Move(transfer.From, transfer.To, transfer.Kind, transfer.Quantity, MovementCause.Transfer,
            marksTraded: false, transfer.Reason, outOfHold: transfer.Id) is { } refusal) return refusal;
        return Decision.Accept([.. draft.Events, new TransferClosed(transfer.Id, TransferOutcome.Confirmed)]);
    }

    public static Decision Decide(WithdrawTransfer command, RegistryState registry)
    {
        if (registry.Pending.Find(command.Transfer) is not { } transfer
            || transfer.To != command.Account && transfer.From != command.Account)
            return Unknown(command.Account, command.Transfer);
        var draft = new LedgerDraft(registry);
        if (draft.Release(transfer.Id) is { } refusal) return refusal;
        return Decision.Accept([.. draft.Events, new TransferClosed(transfer.Id, TransferOutcome.Withdrawn)]);
    }

    public static Decision DecideExpiry(CommandContext context, RegistryState registry)
    {
        var events = new List<Event>();
        var draft = new LedgerDraft(registry);
        var due = registry.Pending.All.Where(t => t.Expires <= context.At).Take(MostExpired).ToList();
        foreach (var transfer in due)
            if (draft.Release(transfer.Id) is { } refusal) return refusal;
        events.AddRange(draft.Events);
        events.AddRange(due.Select(t => new TransferClosed(t.Id, TransferOutcome.Expired)));
        return Decision.Accept(events);
    }

    public static Decision Decide(TransferChain command, RegistryState registry)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return RegistryRefusals.NoReason();
        if (command.Steps.IsDefaultOrEmpty || command.Steps.Length > MostSteps)
            return RegistryRefusals.ChainLength.With(RegistryRefusals.Basis, ("limit", MostSteps));
        var draft = new LedgerDraft(registry);
        foreach (var step in command.Steps)
            if (draft.Move(step.From, step.To, step.Kind, step.Quantity, MovementCause.Transfer, marksTraded: false,
                command.Reason) is { } refusal) return refusal;
        return Decision.Accept(draft.Events);
    }

    private static Refusal Unknown(AccountId account, HoldId transfer) =>
        RegistryRefusals.UnknownTransfer.With(RegistryRefusals.Basis, ("account", account), ("transfer", transfer));
}
