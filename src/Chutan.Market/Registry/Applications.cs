using Chutan.Market.Participants;

namespace Chutan.Market.Registry;

/// <summary>申请开立登记账户: asks the registry for an account, for instance to retire reductions against a footprint.
/// </summary>
[Wire("registry.apply-for-account"), By(Scope.Own, Rights.Transfer, Role.Enterprise)]
public sealed record ApplyForAccount(ParticipantId Participant) : Command, IConcernsParticipant;

/// <summary>不予开立: turns an application down, with the reason; it may be made again.</summary>
[Wire("registry.decline-application"), By(Scope.Any, Rights.None, Role.Registry)]
public sealed record DeclineApplication(ParticipantId Participant, string Reason) : Command, IConcernsParticipant;

[Wire("registry.account-applied-for")]
public sealed record AccountAppliedFor(ParticipantId Participant, LocalDate Date) : RegistryEvent;

[Wire("registry.application-declined")]
public sealed record ApplicationDeclined(ParticipantId Participant, string Reason) : RegistryEvent;

/// <summary>开户申请: what a company asked for, and what the registry said.</summary>
/// <param name="Declined">The reason it was turned down for; null while it waits.</param>
public sealed record AccountApplication(ParticipantId Participant, LocalDate Date, string? Declined);

/// <summary>登记账户的申请与不予开立; an account opened ends its application.</summary>
public sealed class AccountApplications
{
    private readonly SortedDictionary<ParticipantId, AccountApplication> all = [];

    /// <summary>Those that wait for the registry, by participant.</summary>
    public IEnumerable<AccountApplication> Waiting => all.Values.Where(a => a.Declined is null);

    /// <summary>The last application of a participant without an account; null when there is none.</summary>
    public AccountApplication? Of(ParticipantId participant) => all.GetValueOrDefault(participant);

    internal static Decision Decide(
        ApplyForAccount command, CommandContext context, RegistryState registry, ParticipantsState participants)
    {
        var opening = Accounts.Decide(new OpenAccount(command.Participant), context, registry, participants);
        if (opening is Decision.Refused refused) return refused;
        return registry.Applications.Of(command.Participant) is { Declined: null } waiting
            ? RegistryRefusals.AppliedAlready.With(RegistryRefusals.Basis, ("participant", command.Participant),
                ("date", waiting.Date))
            : Decision.Accept(new AccountAppliedFor(command.Participant, context.Date));
    }

    internal static Decision Decide(DeclineApplication command, RegistryState registry)
    {
        if (registry.Applications.Of(command.Participant) is not { Declined: null })
            return RegistryRefusals.NoApplication.With(RegistryRefusals.Basis, ("participant", command.Participant));
        return string.IsNullOrWhiteSpace(command.Reason) ? RegistryRefusals.NoReason()
            : Decision.Accept(new ApplicationDeclined(command.Participant, command.Reason.Trim()));
    }

    internal void Apply(AccountAppliedFor happened) => all[happened.Participant] =
        new AccountApplication(happened.Participant, happened.Date, null);

    internal void Apply(ApplicationDeclined happened)
    {
        if (Of(happened.Participant) is { } asked)
            all[happened.Participant] = asked with { Declined = happened.Reason };
    }

    internal void Opened(Account account) => all.Remove(account.Owner);

    internal void Save(StateWriter to) => to.Many([.. all.Values], a =>
    {
        to.Long(a.Participant.Number);
        to.Date(a.Date);
        to.Bool(a.Declined is not null);
        to.String(a.Declined ?? "");
    });

    internal void Load(StateReader from) => from.Many(() =>
    {
        var (participant, date, declined, reason) = (new ParticipantId(from.Long()), from.Date(), from.Bool(),
            from.String());
        all[participant] = new AccountApplication(participant, date, declined ? reason : null);
    });
}
