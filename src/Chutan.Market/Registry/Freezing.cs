namespace Chutan.Market.Registry;

/// <summary>冻结: holds units for a court, the authority, a pledgee or a trustee. Each cause has its own bodies that may
/// ask for it.</summary>
/// <param name="Reference">Ruling, decision or contract.</param>
[Wire("registry.freeze"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority, Role.Court),
 By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record FreezeUnits(AccountId Account, UnitKind Kind, Tonnes Quantity, HoldCause Cause, string Reference)
    : Command, IConcernsAccount;

/// <summary>解除冻结, wholly or in part: the registry for any cause, a court or the authority only what it may order
/// itself. A pledgor cannot free its own pledge.</summary>
/// <param name="Quantity">How much to free; null frees all.</param>
[Wire("registry.release"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority, Role.Court)]
public sealed record ReleaseHold(AccountId Account, HoldId Hold, Tonnes? Quantity, string Reference)
    : Command, IConcernsAccount;

/// <summary>司法扣划: moves frozen units to another account by order of the court that froze them.</summary>
[Wire("registry.deduct"), By(Scope.Any, Rights.None, Role.Registry, Role.Court)]
public sealed record DeductByJudgment(AccountId Account, HoldId Hold, AccountId To, Tonnes Quantity, string Reference)
    : Command, IConcernsAccount;

internal static class Freezing
{
    public static Decision Decide(FreezeUnits command, CommandContext context, RegistryState registry)
    {
        if (!MayAsk(command.Cause, context.Actor.Role, release: false))
            return RegistryRefusals.WrongCause.With(RegistryRefusals.Basis, ("cause", command.Cause));
        if (string.IsNullOrWhiteSpace(command.Reference)) return RegistryRefusals.NoReason();
        var draft = new LedgerDraft(registry);
        var (_, refusal) =
            draft.Hold(command.Account, command.Kind, command.Quantity, command.Cause, command.Reference);
        return refusal is not null ? refusal : Decision.Accept(draft.Events);
    }

    public static Decision Decide(ReleaseHold command, CommandContext context, RegistryState registry)
    {
        if (registry.FindHold(command.Hold) is not { } hold || hold.Account != command.Account)
            return Unknown(command.Account, command.Hold);
        if (!MayAsk(hold.Cause, context.Actor.Role, release: true))
            return RegistryRefusals.WrongCause.With(RegistryRefusals.Basis, ("cause", hold.Cause));
        if (string.IsNullOrWhiteSpace(command.Reference)) return RegistryRefusals.NoReason();
        var draft = new LedgerDraft(registry);
        var refusal = command.Quantity is { } part ? draft.Reduce(hold.Id, part) : draft.Release(hold.Id);
        return refusal is not null ? refusal : Decision.Accept(draft.Events);
    }

    public static Decision Decide(DeductByJudgment command, RegistryState registry)
    {
        if (registry.FindHold(command.Hold) is not { } hold || hold.Account != command.Account)
            return Unknown(command.Account, command.Hold);
        if (hold.Cause != HoldCause.Court)
            return RegistryRefusals.WrongCause.With(RegistryRefusals.Basis, ("cause", hold.Cause));
        if (string.IsNullOrWhiteSpace(command.Reference)) return RegistryRefusals.NoReason();
        var draft = new LedgerDraft(registry);
        return draft.Move(command.Account, command.To, hold.Kind, command.Quantity, MovementCause.JudicialDeduction,
            marksTraded: false, command.Reference, outOfHold: hold.Id) is { } refusal
            ? refusal
            : Decision.Accept(draft.Events);
    }

    /// <summary>Who may ask for a hold of this cause, or for its end. Orders, surrender locks and pending transfers are
    /// held and freed by their own commands.</summary>
    private static bool MayAsk(HoldCause cause, Role role, bool release) => cause switch
    {
        HoldCause.Court => role is Role.Court or Role.Registry,
        HoldCause.Sanction => role is Role.Authority or Role.Registry,
        HoldCause.Pledged or HoldCause.Entrusted => role == Role.Registry
            || !release && role is Role.CoveredEntity or Role.Institution or Role.Individual,
        _ => false,
    };

    private static Refusal Unknown(AccountId account, HoldId hold) =>
        RegistryRefusals.UnknownHold.With(RegistryRefusals.Basis, ("account", account), ("hold", hold));
}
