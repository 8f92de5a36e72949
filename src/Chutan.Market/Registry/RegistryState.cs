namespace Chutan.Market.Registry;

public abstract record RegistryEvent : Event;

/// <summary>What an account is for.</summary>
public enum AccountKind
{
    /// <summary>A participant's own registration account 登记账户.</summary>
    Holding = 0,
    /// <summary>Where surrendered units rest 清缴账户.</summary>
    Surrendered = 1,
    /// <summary>Where cancelled and expired units rest 注销账户.</summary>
    Cancelled = 2,
    /// <summary>政府预留配额账户.</summary>
    GovernmentReserve = 3,
    /// <summary>新增预留配额账户.</summary>
    NewEntrantReserve = 4,
}

/// <summary>Whether an account may be used.</summary>
public enum AccountStatus
{
    Open = 0,
    /// <summary>May receive, may not send or trade 限制使用.</summary>
    Restricted = 1,
    Closed = 2,
}

/// <summary>A registration account. One participant has at most one that is not closed.</summary>
public sealed record Account(AccountId Id, AccountKind Kind, ParticipantId? Owner, AccountStatus Status);

/// <summary>All registration accounts, what they hold, and what was ever issued.</summary>
public sealed class RegistryState
{
    private readonly SortedDictionary<AccountId, Account> accounts = [];
    private readonly Dictionary<ParticipantId, AccountId> byOwner = [];
    private readonly SortedDictionary<AccountId, Holdings> holdings = [];
    private readonly SortedDictionary<HoldId, AccountId> holdAccounts = [];
    private readonly SortedDictionary<(UnitKind Kind, Vintage Vintage), long> issued = [];
    private readonly SortedDictionary<(UnitKind Kind, Vintage Vintage), long> limits = [];
    private readonly SortedDictionary<HoldId, PendingTransfer> pending = [];
    private readonly SortedDictionary<long, Movement> reversible = [];

    /// <summary>The account where surrendered units rest. All four system accounts are opened with the registry.</summary>
    public AccountId Surrendered { get; private set; }
    public AccountId Cancelled { get; private set; }
    public AccountId GovernmentReserve { get; private set; }
    public AccountId NewEntrantReserve { get; private set; }

    public bool IsFounded => Surrendered.Number != 0;
    public long NextSerial { get; private set; } = 1;
    public HoldId NextHold { get; private set; } = new(1);
    public long NextCertificate { get; private set; } = 1;

    /// <summary>The number the next account gets; serials start at 10,000,000 so that numbers have ten digits.</summary>
    public AccountId NextAccount => AccountId.FromSerial(10_000_001 + accounts.Count);

    public IReadOnlyCollection<Account> Accounts => accounts.Values;
    public IReadOnlyCollection<PendingTransfer> Pending => pending.Values;
    public IEnumerable<(UnitKind Kind, Vintage Vintage, Tonnes Tonnes)> IssuedTotals =>
        issued.Select(i => (i.Key.Kind, i.Key.Vintage, new Tonnes(i.Value)));

    public Account? Find(AccountId id) => accounts.GetValueOrDefault(id);
    public ParticipantId? OwnerOf(AccountId account) => Find(account)?.Owner;
    public AccountId? AccountOf(ParticipantId owner) => byOwner.TryGetValue(owner, out var id) ? id : null;
    public Tonnes Balance(AccountId account, UnitKind kind) => HoldingsOf(account).Balance(kind);
    public Tonnes Available(AccountId account, UnitKind kind) => HoldingsOf(account).Available(kind);
    public Tonnes Held(AccountId account, UnitKind kind, HoldCause cause) => HoldingsOf(account).Held(kind, cause);
    public IReadOnlyList<Lot> Lots(AccountId account) => HoldingsOf(account).Lots;
    public IReadOnlyCollection<Hold> Holds(AccountId account) => HoldingsOf(account).Holds;
    public Hold? FindHold(HoldId id) =>
        holdAccounts.TryGetValue(id, out var account) ? HoldingsOf(account).Find(id) : null;
    public PendingTransfer? FindPending(HoldId id) => pending.GetValueOrDefault(id);
    public Tonnes Issued(UnitKind kind, Vintage vintage) => new(issued.GetValueOrDefault((kind, vintage)));

    /// <summary>The most that may ever be issued of a kind and vintage; null when nothing limits it.</summary>
    public Tonnes? IssueLimit(UnitKind kind, Vintage vintage) =>
        limits.TryGetValue((kind, vintage), out var limit) ? new Tonnes(limit) : null;

    /// <summary>A movement that a correction may name: voluntary transfers and deductions, by journal position.</summary>
    public Movement? FindMovement(long position) => reversible.GetValueOrDefault(position);

    internal Holdings HoldingsOf(AccountId account) =>
        holdings.TryGetValue(account, out var found) ? found : EmptyHoldings;

    private static Holdings EmptyHoldings => new();

    internal void Apply(RegistryEvent happened, EventContext context)
    {
        switch (happened)
        {
            case AccountOpened e: Open(e.Account); break;
            case AccountStatusChanged e: Change(e); break;
            case IssueLimitSet e: limits[(e.Kind, e.Vintage)] = e.Limit.Count; break;
            case UnitsIssued e: Issue(e); break;
            case UnitsMoved e: Move(e.Movement, context.Position); break;
            case UnitsHeld e:
                holdings[e.Hold.Account].Set(e.Hold);
                holdAccounts.Add(e.Hold.Id, e.Hold.Account);
                NextHold = new HoldId(e.Hold.Id.Number + 1);
                break;
            case HoldChanged e:
                holdings[e.Account].Set(holdings[e.Account].Find(e.Hold)! with { Quantity = e.Remaining });
                if (e.Remaining.IsZero) holdAccounts.Remove(e.Hold);
                break;
            case TransferProposed e: pending.Add(e.Transfer.Hold, e.Transfer); break;
            case TransferEnded e: pending.Remove(e.Hold); break;
            case CertificateIssued: NextCertificate++; break;
            case MovementReversed e: reversible.Remove(e.Position); break;
        }
    }

    private void Open(Account account)
    {
        accounts.Add(account.Id, account);
        holdings.Add(account.Id, new Holdings());
        if (account.Owner is { } owner) byOwner[owner] = account.Id;
        switch (account.Kind)
        {
            case AccountKind.Surrendered: Surrendered = account.Id; break;
            case AccountKind.Cancelled: Cancelled = account.Id; break;
            case AccountKind.GovernmentReserve: GovernmentReserve = account.Id; break;
            case AccountKind.NewEntrantReserve: NewEntrantReserve = account.Id; break;
        }
    }

    private void Change(AccountStatusChanged e)
    {
        accounts[e.Account] = accounts[e.Account] with { Status = e.Status };
        if (e.Status == AccountStatus.Closed && accounts[e.Account].Owner is { } owner) byOwner.Remove(owner);
    }

    private void Issue(UnitsIssued e)
    {
        foreach (var lot in e.Lots)
        {
            holdings[e.To].Put(lot);
            var key = (lot.Attributes.Kind, lot.Attributes.Vintage);
            issued[key] = issued.GetValueOrDefault(key) + lot.Block.Count;
            NextSerial = Math.Max(NextSerial, lot.Block.Last + 1);
        }
    }

    private void Move(Movement movement, long position)
    {
        var (from, to) = (holdings[movement.From], holdings[movement.To]);
        foreach (var lot in movement.Lots)
        {
            from.Take(lot);
            to.Put(movement.MarksTraded ? lot with { Attributes = lot.Attributes with { Traded = true } } : lot);
        }
        if (movement.Cause is MovementCause.Transfer or MovementCause.JudicialDeduction or MovementCause.Cancellation)
            reversible[position] = movement;
    }

    internal void Save(StateWriter to) => new RegistrySnapshot(to).Write(this, holdings, issued, limits, pending, reversible);

    internal void Load(StateReader from)
    {
        RegistrySnapshot.Read(from, new RegistryParts(accounts, byOwner, holdings, holdAccounts, issued, limits, pending,
            reversible));
        foreach (var account in accounts.Values.Where(a => a.Kind != AccountKind.Holding)) Open(account, again: true);
        NextSerial = from.Long();
        NextHold = new HoldId(from.Long());
        NextCertificate = from.Long();
    }

    private void Open(Account account, bool again)
    {
        if (!again) return;
        accounts.Remove(account.Id);
        var kept = holdings[account.Id];
        holdings.Remove(account.Id);
        Open(account);
        holdings[account.Id] = kept;
    }
}

/// <summary>A transfer waiting for its receiver; its units are held until then.</summary>
public sealed record PendingTransfer(HoldId Hold, AccountId From, AccountId To, UnitKind Kind, Tonnes Quantity,
    Vintage? Vintage, Instant ExpiresAt);
