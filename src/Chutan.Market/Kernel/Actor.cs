namespace Chutan.Market.Kernel;

/// <summary>What a user is in the market. One user, one role, one participant.</summary>
public enum Role
{
    /// <summary>Anybody, not signed in 公众.</summary>
    Public = 0,
    /// <summary>The scheduler at the edge: sessions and deadlines 系统调度.</summary>
    Scheduler = 1,
    /// <summary>The competent authority 主管部门.</summary>
    Authority = 2,
    /// <summary>The registry operator 注册登记机构.</summary>
    Registry = 3,
    /// <summary>The exchange operator 交易机构.</summary>
    Exchange = 4,
    /// <summary>The clearing and settlement operator 清算机构.</summary>
    Clearing = 5,
    /// <summary>A third-party verification body 核查机构.</summary>
    Verifier = 6,
    /// <summary>A covered entity 重点排放单位.</summary>
    CoveredEntity = 7,
    /// <summary>An institutional investor 机构投资者.</summary>
    Institution = 8,
    /// <summary>An individual investor 个人投资者.</summary>
    Individual = 9,
    /// <summary>Audit and supervision, read only 审计.</summary>
    Auditor = 10,
    /// <summary>A court or other judicial body 司法机关.</summary>
    Court = 11,
    /// <summary>A settlement bank 结算银行.</summary>
    Bank = 12,
    /// <summary>A member of the expert committee on market stability 专家.</summary>
    Expert = 13,
    /// <summary>The ecology bureau of one prefecture or city: it checks what lies in its own city 市级主管部门.</summary>
    CityAuthority = 14,
    /// <summary>A company outside the market that keeps its footprint here 市场外企业.</summary>
    Enterprise = 15,
}

/// <summary>Whose affairs a command may touch.</summary>
public enum Scope
{
    /// <summary>Any participant's: for authorities and operators.</summary>
    Any = 0,
    /// <summary>Only the actor's own participant, or an account it owns.</summary>
    Own = 1,
    /// <summary>A participant, or an account of one, in the actor's own city: for city authorities.</summary>
    City = 2,
}

/// <summary>What a representative may do for its participant; several may be held at once.</summary>
[Flags]
public enum Rights
{
    None = 0,
    View = 1,
    Trade = 2,
    Transfer = 4,
    Surrender = 8,
    Report = 16,
    All = View | Trade | Transfer | Surrender | Report,
}

/// <summary>Who acts, as the edge authenticated it. The core looks everything else up.</summary>
public readonly record struct Actor(UserId User, Role Role)
{
    /// <summary>The scheduler that every market has from its first moment.</summary>
    public static Actor Scheduler => new(new UserId(1), Role.Scheduler);
    public static Actor Anonymous => new(new UserId(0), Role.Public);
}

/// <summary>Who may send a command: the roles, whose affairs they may touch with it, and the representative's right it
/// needs. Several may stand on one command. A command without one is refused to everybody.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ByAttribute(Scope scope, Rights right, params Role[] roles) : Attribute
{
    public Scope Scope { get; } = scope;
    public Rights Right { get; } = right;
    public IReadOnlyList<Role> Roles { get; } = roles;
    private readonly uint roleBits = roles.Aggregate(0u, (bits, role) => bits | 1u << (int)role);

    public bool IsFor(Role role) => (roleBits >> (int)role & 1) != 0;
}

/// <summary>A command about one account: an actor with scope Own must own it, with scope City be of its owner's city.
/// </summary>
public interface IConcernsAccount
{
    AccountId Account { get; }
}

/// <summary>A command about one participant: an actor with scope Own must act for it, with scope City be of its city.
/// </summary>
public interface IConcernsParticipant
{
    ParticipantId Participant { get; }
}
