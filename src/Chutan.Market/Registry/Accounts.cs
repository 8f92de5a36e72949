using Chutan.Market.Participants;

namespace Chutan.Market.Registry;

/// <summary>What an account is for.</summary>
public enum AccountKind
{
    /// <summary>A covered entity's 重点排放单位账户.</summary>
    Compliance = 0,
    Institution = 1,
    Individual = 2,
    /// <summary>The authority's reserves 政府储备.</summary>
    Reserve = 3,
    /// <summary>Where units end: surrendered, cancelled. Nothing leaves it except by correction.</summary>
    Final = 4,
    /// <summary>The other side of every issue; holds no units itself.</summary>
    IssuanceControl = 5,
    /// <summary>The authority's account for steadying the market 市场调节: trades, but is no participant's.</summary>
    Intervention = 6,
    /// <summary>Units of the reserve that are up for auction 竞价专户.</summary>
    AuctionSales = 7,
    /// <summary>Of a company outside the market: receives and retires units, never trades 自愿注销账户.</summary>
    Voluntary = 8,
}

/// <summary>What may be done with an account.</summary>
public enum AccountStatus
{
    Open = 0,
    /// <summary>Receives and surrenders; neither transfers nor offers for sale 限制使用.</summary>
    Restricted = 1,
    /// <summary>Only receives, and only judicial and administrative acts take units out 冻结.</summary>
    Frozen = 2,
    /// <summary>注销.</summary>
    Closed = 3,
}

/// <summary>A registration account 登记账户.</summary>
/// <param name="HoldingLimit">The most units of all kinds together it may hold through trades and transfers; null when
/// no rule sets one.</param>
public sealed record Account(
    AccountId Id, ParticipantId Owner, AccountKind Kind, AccountStatus Status, LocalDate Opened, Tonnes? HoldingLimit)
{
    /// <summary>Whether it belongs to the registry itself and not to one participant.</summary>
    public bool IsSystem => Kind is AccountKind.Reserve or AccountKind.Final
        or AccountKind.IssuanceControl or AccountKind.Intervention or AccountKind.AuctionSales;
}

/// <summary>建立登记簿: opens the accounts every registry needs, in the name of the competent authority.</summary>
[Wire("registry.found"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry, Role.Scheduler)]
public sealed record FoundRegistry : Command;

/// <summary>开立登记账户: one for each covered entity, institution, individual or company outside the market.</summary>
[Wire("registry.open-account"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record OpenAccount(ParticipantId Participant) : Command, IConcernsParticipant;

/// <summary>注销登记账户: needs a zero balance and no encumbrance.</summary>
[Wire("registry.close-account"), By(Scope.Any, Rights.None, Role.Registry)]
public sealed record CloseAccount(AccountId Account) : Command, IConcernsAccount;

/// <summary>限制、冻结或恢复登记账户.</summary>
[Wire("registry.set-account-status"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record SetAccountStatus(AccountId Account, AccountStatus Status, string Reason)
    : Command, IConcernsAccount;

/// <summary>设定持有限额: the most an account may hold; null lifts the limit.</summary>
[Wire("registry.set-holding-limit"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetHoldingLimit(AccountId Account, Tonnes? Limit, string Reason) : Command, IConcernsAccount;

[Wire("registry.founded")]
public sealed record RegistryFounded(
    AccountId IssuanceControl, AccountId Surrendered, AccountId Cancelled, AccountId GovernmentReserve,
    AccountId NewEntrantReserve, ParticipantId Authority, LocalDate Date) : RegistryEvent;

[Wire("registry.account-opened")]
public sealed record AccountOpened(Account Account) : RegistryEvent;

[Wire("registry.account-status-changed")]
public sealed record AccountStatusChanged(AccountId Account, AccountStatus Status, string Reason) : RegistryEvent;

[Wire("registry.holding-limit-set")]
public sealed record HoldingLimitSet(AccountId Account, Tonnes? Limit, string Reason) : RegistryEvent;

internal static class Accounts
{
    public static Decision DecideFounding(
        CommandContext context, RegistryState registry, ParticipantsState participants)
    {
        if (registry.IsFounded) return RegistryRefusals.AlreadyFounded.With(RegistryRefusals.Basis);
        if (participants.All.FirstOrDefault(p => p.Kind == ParticipantKind.Authority) is not { } authority)
            return RegistryRefusals.NoAuthority.With(RegistryRefusals.Basis);
        var first = registry.NextAccountSerial;
        return Decision.Accept(new RegistryFounded(AccountId.FromSerial(first), AccountId.FromSerial(first + 1),
            AccountId.FromSerial(first + 2), AccountId.FromSerial(first + 3), AccountId.FromSerial(first + 4),
            authority.Id, context.Date));
    }

    public static Decision Decide(
        OpenAccount command, CommandContext context, RegistryState registry, ParticipantsState participants)
    {
        if (!registry.IsFounded) return RegistryRefusals.NotFounded.With(RegistryRefusals.Basis);
        if (participants.Find(command.Participant) is not { } participant)
            return ParticipantRefusals.Unknown.With(RegistryRefusals.Basis, ("participant", command.Participant));
        if (KindFor(participant.Kind) is not { } kind)
            return RegistryRefusals.HoldsNone.With(RegistryRefusals.Basis, ("participant", participant.Id));
        if (participant.Status != ParticipantStatus.Active)
            return RegistryRefusals.NotActive.With(RegistryRefusals.Basis, ("participant", participant.Id));
        if (registry.AccountOf(participant.Id) is { } account)
            return RegistryRefusals.AccountExists.With(RegistryRefusals.Basis,
                ("participant", participant.Id), ("account", account));
        var limit = kind == AccountKind.Compliance
            ? null
            : context.Rules.Find(TradingKeys.HoldingLimit, context.Date);
        return Decision.Accept(new AccountOpened(new Account(registry.NextAccount,
            participant.Id, kind, AccountStatus.Open, context.Date, limit)));
    }

    public static Decision Decide(CloseAccount command, RegistryState registry)
    {
        var (account, refusal) = registry.Usable(command.Account);
        if (refusal is not null) return refusal;
        if (account!.IsSystem) return RegistryRefusals.OfSystem(account.Id);
        if (registry.Holds(account.Id) is [var hold, ..])
            return RegistryRefusals.Encumbered.With(RegistryRefusals.Basis,
                ("account", account.Id), ("cause", hold.Cause), ("held", hold.Quantity));
        var balance = registry.TotalOf(account.Id);
        if (!balance.IsZero)
            return RegistryRefusals.NotEmpty.With(RegistryRefusals.Basis,
                ("account", account.Id), ("balance", balance));
        return Decision.Accept(new AccountStatusChanged(account.Id, AccountStatus.Closed, ""));
    }

    public static Decision Decide(SetAccountStatus command, RegistryState registry)
    {
        var (account, refusal) = registry.Usable(command.Account);
        if (refusal is not null) return refusal;
        if (account!.IsSystem) return RegistryRefusals.OfSystem(account.Id);
        if (command.Status == AccountStatus.Closed || command.Status == account.Status)
            return RegistryRefusals.NoSuchChange.With(RegistryRefusals.Basis,
                ("account", account.Id), ("from", account.Status), ("to", command.Status));
        if (string.IsNullOrWhiteSpace(command.Reason)) return RegistryRefusals.NoReason();
        return Decision.Accept(new AccountStatusChanged(account.Id, command.Status, command.Reason));
    }

    public static Decision Decide(SetHoldingLimit command, RegistryState registry)
    {
        var (account, refusal) = registry.Usable(command.Account);
        if (refusal is not null) return refusal;
        if (account!.IsSystem) return RegistryRefusals.OfSystem(account.Id);
        if (string.IsNullOrWhiteSpace(command.Reason)) return RegistryRefusals.NoReason();
        return Decision.Accept(new HoldingLimitSet(account.Id, command.Limit, command.Reason));
    }

    /// <summary>The account a participant of this kind may have; null for those that hold no units.</summary>
    private static AccountKind? KindFor(ParticipantKind kind) => kind switch
    {
        ParticipantKind.CoveredEntity => AccountKind.Compliance,
        ParticipantKind.Institution => AccountKind.Institution,
        ParticipantKind.Individual => AccountKind.Individual,
        ParticipantKind.Enterprise => AccountKind.Voluntary,
        _ => null,
    };
}
