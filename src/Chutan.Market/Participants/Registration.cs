namespace Chutan.Market.Participants;

/// <summary>主体登记: enters a body or person in the market. The scheduler may do so only while the market has no
/// authority yet (the founding of the market).</summary>
[Wire("participants.register"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry, Role.Scheduler)]
public sealed record RegisterParticipant(ParticipantKind Kind, string NameZh, string NameEn, string CreditCode,
    string Sector, string City) : Command;

/// <summary>委派代表: lets a user act for a participant. The role follows from the participant's kind.</summary>
[Wire("participants.appoint"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry, Role.Scheduler)]
public sealed record AppointRepresentative(ParticipantId Participant, string Name, Rights Rights)
    : Command, IConcernsParticipant;

/// <summary>变更代表: changes or withdraws a representative's rights.</summary>
[Wire("participants.change-representative"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry)]
public sealed record ChangeRepresentative(UserId User, Rights Rights, bool Active) : Command;

/// <summary>暂停、恢复或注销主体.</summary>
[Wire("participants.set-status"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry)]
public sealed record SetParticipantStatus(ParticipantId Participant, ParticipantStatus Status, string Reason)
    : Command, IConcernsParticipant;

[Wire("participants.registered")]
public sealed record ParticipantRegistered(Participant Participant) : ParticipantEvent;

[Wire("participants.appointed")]
public sealed record RepresentativeAppointed(User User) : ParticipantEvent;

[Wire("participants.representative-changed")]
public sealed record RepresentativeChanged(UserId User, Rights Rights, bool Active) : ParticipantEvent;

[Wire("participants.status-changed")]
public sealed record ParticipantStatusChanged(ParticipantId Participant, ParticipantStatus Status, string Reason)
    : ParticipantEvent;

internal static class Registration
{
    private static readonly Citation Rules = new("生态环境部公告2021年第21号附件1");

    public static Decision Decide(RegisterParticipant command, CommandContext context, ParticipantsState participants)
    {
        if (context.Actor.Role == Role.Scheduler && participants.All.Any(p => p.Kind == ParticipantKind.Authority))
            return ParticipantRefusals.AlreadyFounded.With(Rules);
        if (string.IsNullOrWhiteSpace(command.NameZh) || string.IsNullOrWhiteSpace(command.CreditCode))
            return ParticipantRefusals.Incomplete.With(Rules);
        if (participants.FindByCreditCode(command.CreditCode) is not null)
            return ParticipantRefusals.AlreadyRegistered.With(Rules, ("code", command.CreditCode));
        if (command.Kind == ParticipantKind.CityAuthority && !Division.IsCode(command.City))
            return ParticipantRefusals.NoCity.With(Rules, ("name", command.NameZh));
        return Decision.Accept(new ParticipantRegistered(new Participant(participants.NextId, command.Kind,
            command.NameZh, command.NameEn, command.CreditCode, command.Sector, command.City,
            ParticipantStatus.Active)));
    }

    public static Decision Decide(AppointRepresentative command, CommandContext context, ParticipantsState participants)
    {
        if (participants.Find(command.Participant) is not { } principal)
            return ParticipantRefusals.Unknown.With(Rules, ("participant", command.Participant));
        if (context.Actor.Role == Role.Scheduler
            && participants.Users.Any(u => u.Role == Role.Authority && principal.Kind == ParticipantKind.Authority))
            return ParticipantRefusals.AlreadyFounded.With(Rules);
        if (context.Actor.Role == Role.Scheduler && principal.Kind != ParticipantKind.Authority)
            return ParticipantRefusals.AlreadyFounded.With(Rules);
        if (string.IsNullOrWhiteSpace(command.Name)) return ParticipantRefusals.Incomplete.With(Rules);
        return Decision.Accept(new RepresentativeAppointed(new User(participants.NextUser, command.Participant,
            RoleOf(principal.Kind), command.Name, command.Rights, Active: true)));
    }

    public static Decision Decide(ChangeRepresentative command, ParticipantsState participants) =>
        participants.Find(command.User) is null
            ? ParticipantRefusals.UnknownUser.With(Rules, ("user", command.User))
            : Decision.Accept(new RepresentativeChanged(command.User, command.Rights, command.Active));

    public static Decision Decide(SetParticipantStatus command, ParticipantsState participants)
    {
        if (participants.Find(command.Participant) is not { } participant)
            return ParticipantRefusals.Unknown.With(Rules, ("participant", command.Participant));
        if (participant.Status == ParticipantStatus.Closed)
            return ParticipantRefusals.Closed.With(Rules, ("participant", command.Participant));
        return Decision.Accept(new ParticipantStatusChanged(command.Participant, command.Status, command.Reason));
    }

    /// <summary>The role that representatives of this kind of participant have.</summary>
    public static Role RoleOf(ParticipantKind kind) => kind switch
    {
        ParticipantKind.Authority => Role.Authority,
        ParticipantKind.RegistryOperator => Role.Registry,
        ParticipantKind.ExchangeOperator => Role.Exchange,
        ParticipantKind.ClearingOperator => Role.Clearing,
        ParticipantKind.Verifier => Role.Verifier,
        ParticipantKind.CoveredEntity => Role.CoveredEntity,
        ParticipantKind.Institution => Role.Institution,
        ParticipantKind.Individual => Role.Individual,
        ParticipantKind.Auditor => Role.Auditor,
        ParticipantKind.Court => Role.Court,
        ParticipantKind.Bank => Role.Bank,
        ParticipantKind.ExpertCommittee => Role.Expert,
        ParticipantKind.CityAuthority => Role.CityAuthority,
        ParticipantKind.Enterprise => Role.Enterprise,
        _ => Role.Public,
    };
}

public static class ParticipantRefusals
{
    public static readonly RefusalCode AlreadyFounded = new("participants.already-founded",
        "市场已经建立，主体登记由主管部门或注册登记机构办理。",
        "The market is founded; participants are registered by the authority or the registry.");
    public static readonly RefusalCode Incomplete = new("participants.incomplete",
        "名称和代码不得为空。", "Name and code must not be empty.");
    public static readonly RefusalCode AlreadyRegistered = new("participants.already-registered",
        "代码为 {code} 的主体已登记。", "A participant with code {code} is already registered.");
    public static readonly RefusalCode FieldWrong = new("participants.field-wrong",
        "{field} 缺失、过长或不合规范。", "{field} is missing, too long or not right.");
    public static readonly RefusalCode BadCreditCode = new("participants.bad-credit-code",
        "“{code}”不是有效的统一社会信用代码：应为 18 位，末位校验码须正确。",
        "'{code}' is not a unified social credit code: 18 characters, the last of which must check.");
    public static readonly RefusalCode DayFull = new("participants.day-full",
        "今日自助注册已达上限 {most} 家，请明日再来。", "All {most} registrations of the day are taken; come back tomorrow.");
    public static readonly RefusalCode TooManyPeople = new("participants.too-many-people",
        "企业的用户已达上限 {most} 人。", "The company has all {most} people it may have.");
    public static readonly RefusalCode NoCity = new("participants.no-city",
        "市级主管部门“{name}”须注明所辖城市的六位行政区划代码。",
        "The city authority '{name}' needs the six-digit code of its city.");
    public static readonly RefusalCode Unknown = new("participants.unknown",
        "没有编号为 {participant} 的主体。", "There is no participant {participant}.");
    public static readonly RefusalCode UnknownUser = new("participants.unknown-user",
        "没有编号为 {user} 的用户。", "There is no user {user}.");
    public static readonly RefusalCode Closed = new("participants.closed",
        "主体 {participant} 已注销。", "Participant {participant} is closed.");
    public static readonly RefusalCode NotPermitted = new("access.not-permitted",
        "您无权办理此事项。", "You may not do this.");
    public static readonly RefusalCode Suspended = new("access.suspended",
        "主体 {participant} 已被暂停，只能查询。", "Participant {participant} is suspended and may only look.");
}
