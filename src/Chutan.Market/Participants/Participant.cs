namespace Chutan.Market.Participants;

/// <summary>What kind of body takes part.</summary>
public enum ParticipantKind
{
    Authority = 0,
    RegistryOperator = 1,
    ExchangeOperator = 2,
    ClearingOperator = 3,
    Verifier = 4,
    CoveredEntity = 5,
    Institution = 6,
    Individual = 7,
    Auditor = 8,
    Court = 9,
    Bank = 10,
    /// <summary>The expert committee on market stability 专家委员会.</summary>
    ExpertCommittee = 11,
    /// <summary>The ecology bureau of one prefecture or city 市级生态环境主管部门.</summary>
    CityAuthority = 12,
    /// <summary>A company outside the market: it accounts for its emissions, holds units to retire, and does not
    /// trade 市场外企业.</summary>
    Enterprise = 13,
}

/// <summary>Whether a participant may act.</summary>
public enum ParticipantStatus
{
    Active = 0,
    /// <summary>May look, may not act 暂停.</summary>
    Suspended = 1,
    Closed = 2,
}

/// <summary>A body or person taking part in the market 市场主体.</summary>
/// <param name="CreditCode">Unified social credit code or the like; unique.</param>
/// <param name="Sector">Sector code for covered entities, otherwise empty.</param>
/// <param name="City">City or prefecture code: some rules hold only in one city.</param>
public sealed record Participant(
    ParticipantId Id, ParticipantKind Kind, string NameZh, string NameEn, string CreditCode,
    string Sector, string City, ParticipantStatus Status);

/// <summary>行政区划 codes of six digits (GB/T 2260): two for the province, two for the prefecture, two for the district
/// or county.</summary>
public static class Division
{
    private const int Digits = 6;
    private const int PrefectureDigits = 4;
    /// <summary>The two digits under which a province lists the cities it administers itself 省直管.</summary>
    private const string Direct = "90";

    /// <summary>Whether this is a code of six digits.</summary>
    public static bool IsCode(string? code) => code is { Length: Digits } && code.All(char.IsAsciiDigit);

    /// <summary>The code of the prefecture or city that a place lies in; a city the province administers itself is
    /// its own.</summary>
    public static string CityOf(string code) =>
        !IsCode(code) || code.AsSpan(2, 2).SequenceEqual(Direct) ? code : code[..PrefectureDigits] + "00";

    /// <summary>Whether two places lie in the same prefecture or city; never, when either is unknown.</summary>
    public static bool SameCity(string one, string other) =>
        IsCode(one) && IsCode(other) && CityOf(one) == CityOf(other);
}

/// <summary>A representative: one person or machine acting for one participant, with its rights.</summary>
public sealed record User(UserId Id, ParticipantId Participant, Role Role, string Name, Rights Rights, bool Active);

public abstract record ParticipantEvent : Event;

/// <summary>All participants and their representatives.</summary>
public sealed class ParticipantsState
{
    private readonly SortedDictionary<ParticipantId, Participant> participants = [];
    private readonly SortedDictionary<UserId, User> users = [];
    private readonly SortedDictionary<ParticipantId, LocalDate> selfRegistered = [];
    private readonly Dictionary<string, ParticipantId> byCreditCode = new(StringComparer.Ordinal);

    // Every command asks who sends it: looked up here, kept in order above.
    private readonly Dictionary<ParticipantId, Participant> participantById = [];
    private readonly Dictionary<UserId, User> userById = [];

    public IReadOnlyCollection<Participant> All => participants.Values;
    public IReadOnlyCollection<User> Users => users.Values;
    public Participant? Find(ParticipantId id) => participantById.GetValueOrDefault(id);
    public User? Find(UserId id) => userById.GetValueOrDefault(id);

    /// <summary>Whether a participant is a covered entity 重点排放单位.</summary>
    public bool IsEmitter(ParticipantId id) => Find(id) is { Kind: ParticipantKind.CoveredEntity };

    public Participant? FindByCreditCode(string code) =>
        byCreditCode.TryGetValue(code, out var id) ? participants[id] : null;

    /// <summary>Companies that registered themselves, and when.</summary>
    public IEnumerable<KeyValuePair<ParticipantId, LocalDate>> SelfRegistered => selfRegistered;

    internal int SelfRegisteredOn(LocalDate date) => selfRegistered.Values.Count(d => d == date);

    /// <summary>The next free number; participants are numbered from 1000.</summary>
    public ParticipantId NextId => new(1000 + participants.Count);
    public UserId NextUser => new(100 + users.Count);

    internal void Apply(ParticipantEvent happened)
    {
        switch (happened)
        {
            case ParticipantRegistered e:
                Keep(e.Participant);
                byCreditCode.Add(e.Participant.CreditCode, e.Participant.Id);
                break;
            case EnterpriseSelfRegistered e: selfRegistered.Add(e.Participant, e.On); break;
            case RepresentativeAppointed e: Keep(e.User); break;
            case RepresentativeChanged e: Keep(users[e.User] with { Rights = e.Rights, Active = e.Active }); break;
            case ParticipantStatusChanged e: Keep(participants[e.Participant] with { Status = e.Status }); break;
        }
    }

    private void Keep(Participant participant) =>
        participants[participant.Id] = participantById[participant.Id] = participant;

    private void Keep(User user) => users[user.Id] = userById[user.Id] = user;

    internal void Save(StateWriter to)
    {
        to.Many(participants.Values, p =>
        {
            to.Long(p.Id.Number); to.Int((int)p.Kind); to.String(p.NameZh); to.String(p.NameEn);
            to.String(p.CreditCode);
            to.String(p.Sector); to.String(p.City); to.Int((int)p.Status);
        });
        to.Many(users.Values, u =>
        {
            to.Long(u.Id.Number); to.Long(u.Participant.Number); to.Int((int)u.Role); to.String(u.Name);
            to.Int((int)u.Rights); to.Bool(u.Active);
        });
        to.Many(selfRegistered, s =>
        {
            to.Long(s.Key.Number); to.Date(s.Value);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var p = new Participant(new(from.Long()), (ParticipantKind)from.Int(), from.String(), from.String(),
                from.String(), from.String(), from.String(), (ParticipantStatus)from.Int());
            Keep(p);
            byCreditCode.Add(p.CreditCode, p.Id);
        });
        from.Many(() =>
        {
            var u = new User(new(from.Long()), new(from.Long()), (Role)from.Int(), from.String(),
                (Rights)from.Int(), from.Bool());
            Keep(u);
        });
        from.Many(() => selfRegistered.Add(new(from.Long()), from.Date()));
    }
}
