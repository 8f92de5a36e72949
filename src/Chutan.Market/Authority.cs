using System.Reflection;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market;

/// <summary>What may be read, and by whom; the counterpart of <see cref="ByAttribute"/> for queries.</summary>
public enum ReadRight
{
    /// <summary>Prices, caps, notices, statistics, the rulebook: for everybody.</summary>
    Public = 0,
    /// <summary>One participant's own affairs: holdings, statements, orders, allocation details. A city authority
    /// reads those of participants in its own city.</summary>
    Affairs = 1,
    /// <summary>The whole journal.</summary>
    Journal = 2,
    /// <summary>Alerts, cases and plans not yet public: the authority, the exchange and the auditors.</summary>
    Oversight = 3,
}

/// <summary>The one place that decides who may do and see what: role × whose affairs × the representative's right.
/// Answers do not reveal whether a thing exists.</summary>
public static class Authority
{
    private static readonly Citation Rules = new("生态环境部公告2021年第21号附件1");
    private static readonly TypeTable<ByAttribute[]> Permissions = Collect();

    /// <summary>Each command type with its permissions, for the printed matrix.</summary>
    public static IEnumerable<(Type Command, IReadOnlyList<ByAttribute> By)> Matrix =>
        Permissions.All.Select(p => (p.Type, (IReadOnlyList<ByAttribute>)p.Value));

    /// <summary>The refusal for an actor who may not send this command; null when it may.</summary>
    public static Refusal? Check(Command command, Actor actor, MarketState state)
    {
        if (Permissions.Find(command.GetType()) is not { } permissions) return NotPermitted();
        if (actor.Role == Role.Scheduler)
            return actor.User == Actor.Scheduler.User && permissions.Any(p => p.IsFor(Role.Scheduler))
                ? null : NotPermitted();
        if (actor.Role == Role.Public)
            return actor == Actor.Anonymous && permissions.Any(p => p.IsFor(Role.Public)) ? null : NotPermitted();
        if (state.Participants.Find(actor.User) is not { Active: true } user || user.Role != actor.Role)
            return NotPermitted();
        if (!AnyPermits(permissions, command, user, state)) return NotPermitted();
        return state.Participants.Find(user.Participant) is { Status: ParticipantStatus.Active }
            ? null
            : ParticipantRefusals.Suspended.With(Rules, ("participant", user.Participant));
    }

    /// <summary>Whether an actor may read something, about a participant where that applies.</summary>
    public static bool MayRead(ReadRight right, Actor actor, ParticipantId? about, MarketState state)
    {
        if (right == ReadRight.Public) return true;
        if (state.Participants.Find(actor.User) is not { Active: true } user || user.Role != actor.Role) return false;
        if (user.Role is Role.Authority or Role.Auditor) return true;
        if (right == ReadRight.Oversight) return user.Role == Role.Exchange;
        if (user.Role == Role.CityAuthority)
            return right == ReadRight.Affairs && about is { } concerned && InCityOf(user, concerned, state);
        return right == ReadRight.Affairs
            && (user.Role is Role.Registry or Role.Clearing
                || user.Participant == about && (user.Rights & Rights.View) != 0);
    }

    private static bool AnyPermits(ByAttribute[] permissions, Command command, User user, MarketState state)
    {
        foreach (var permission in permissions)
            if (Permits(permission, command, user, state)) return true;
        return false;
    }

    private static bool Permits(ByAttribute permission, Command command, User user, MarketState state)
    {
        if (!permission.IsFor(user.Role)) return false;
        if ((user.Rights & permission.Right) != permission.Right) return false;
        if (permission.Scope == Scope.Any) return true;
        ParticipantId? concerned = command switch
        {
            IConcernsAccount c => state.Registry.OwnerOf(c.Account),
            IConcernsParticipant c => c.Participant,
            _ => null,
        };
        if (concerned is not { } participant) return false;
        return permission.Scope == Scope.City
            ? InCityOf(user, participant, state)
            : participant == user.Participant;
    }

    /// <summary>Whether a participant lies in the city that a user's own participant stands for.</summary>
    private static bool InCityOf(User user, ParticipantId concerned, MarketState state) =>
        state.Participants.Find(user.Participant) is { } own && state.Participants.Find(concerned) is { } other
        && Division.SameCity(own.City, other.City);

    private static Refusal NotPermitted() => ParticipantRefusals.NotPermitted.With(Rules);

    private static TypeTable<ByAttribute[]> Collect() => new(
    [
        .. typeof(Authority).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)) && !t.IsAbstract)
            .Select(t => (t, t.GetCustomAttributes<ByAttribute>(inherit: false).ToArray())),
    ]);
}
