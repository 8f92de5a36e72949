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

/// <summary>A representative: one person or machine acting for one participant, with its rights.</summary>
public sealed record User(UserId Id, ParticipantId Participant, Role Role, string Name, Rights Rights, bool Active);

public abstract record ParticipantEvent : Event;

/// <summary>All participants and their representatives.</summary>
public sealed class ParticipantsState
{
    private readonly SortedDictionary<ParticipantId, Participant> participants = [];
    private readonly SortedDictionary<UserId, User> users = [];
    private readonly Dictionary<string, ParticipantId> byCreditCode = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Participant> All => participants.Values;
    public IReadOnlyCollection<User> Users => users.Values;
    public Participant? Find(ParticipantId id) => participants.GetValueOrDefault(id);
    public User? Find(UserId id) => users.GetValueOrDefault(id);

    /// <summary>Whether a participant is a covered entity 重点排放单位.</summary>
    public bool IsEmitter(ParticipantId id) => Find(id) is { Kind: ParticipantKind.CoveredEntity };

    public Participant? FindByCreditCode(string code) =>
        byCreditCode.TryGetValue(code, out var id) ? participants[id] : null;

    /// <summary>The next free number; participants are numbered from 1000.</summary>
    public ParticipantId NextId => new(1000 + participants.Count);
    public UserId NextUser => new(100 + users.Count);

    internal void Apply(ParticipantEvent happened)
    {
        switch (happened)
        {
            case ParticipantRegistered e:
                participants.Add(e.Participant.Id, e.Participant);
                byCreditCode.Add(e.Participant.CreditCode, e.Participant.Id);
                break;
            case RepresentativeAppointed e: users[e.User.Id] = e.User; break;
            case RepresentativeChanged e:
                users[e.User] = users[e.User] with { Rights = e.Rights, Active = e.Active };
                break;
            case ParticipantStatusChanged e:
                participants[e.Participant] = participants[e.Participant] with { Status = e.Status };
                break;
        }
    }

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
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var p = new Participant(new(from.Long()), (ParticipantKind)from.Int(), from.String(), from.String(),
                from.String(), from.String(), from.String(), (ParticipantStatus)from.Int());
            participants.Add(p.Id, p);
            byCreditCode.Add(p.CreditCode, p.Id);
        });
        from.Many(() =>
        {
            var u = new User(new(from.Long()), new(from.Long()), (Role)from.Int(), from.String(),
                (Rights)from.Int(), from.Bool());
            users.Add(u.Id, u);
        });
    }
}
