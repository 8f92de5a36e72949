using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chutan.Market.Registry;

/// <summary>All registration accounts, what they hold, and what is held of it: the final record of who owns what.
/// </summary>
public sealed class RegistryState
{
    private const long FirstAccountSerial = 10_000_001;

    private readonly SortedDictionary<AccountId, Holding> inOrder = [];
    private readonly Dictionary<AccountId, Holding> accounts = [];
    private readonly Dictionary<ParticipantId, AccountId> byOwner = [];
    private readonly Dictionary<HoldId, Hold> holds = []; // all but those of sell orders
    private readonly Dictionary<HoldId, OrderHold> orderHolds = [];
    private readonly SortedDictionary<UnitClass, long> issued = [];
    private readonly SortedDictionary<UnitClass, Tonnes> issueLimits = [];

    public bool IsFounded { get; private set; }
    /// <summary>The other side of every issue: its balance per class is minus what was issued.</summary>
    public AccountId IssuanceControl { get; private set; }
    public AccountId Surrendered { get; private set; }
    public AccountId Cancelled { get; private set; }
    public AccountId GovernmentReserve { get; private set; }
    public AccountId NewEntrantReserve { get; private set; }

    /// <summary>Every account that was ever opened, by number.</summary>
    public IEnumerable<Account> Accounts => inOrder.Values.Select(h => h.Account);
    public PendingTransfers Pending { get; } = new();
    public Corrections Corrections { get; } = new();
    public Certificates Certificates { get; } = new();

    /// <summary>The number the next account gets.</summary>
    public AccountApplications Applications { get; } = new();
    public AccountId NextAccount => AccountId.FromSerial(NextAccountSerial);
    internal long NextAccountSerial => FirstAccountSerial + accounts.Count;
    internal long NextSerial { get; private set; } = 1;
    internal HoldId NextHold { get; private set; } = new(1);
    internal IEnumerable<Holding> Holdings => inOrder.Values;
    /// <summary>Every hold, in no particular order.</summary>
    internal IEnumerable<Hold> AllHolds => holds.Values.Concat(orderHolds.Select(h => h.Value.Seen(h.Key)));
    internal IReadOnlyDictionary<UnitClass, long> IssuedByClass => issued;

    public Account? Find(AccountId account) => FindHolding(account)?.Account;

    /// <summary>The registration account a participant has now; null when it has none, or closed it.</summary>
    public AccountId? AccountOf(ParticipantId participant) =>
        byOwner.TryGetValue(participant, out var account) ? account : null;

    public ParticipantId? OwnerOf(AccountId account) => FindHolding(account)?.Account.Owner;

    public Tonnes Balance(AccountId account, UnitKind kind) => new(FindHolding(account)?.Balance(kind) ?? 0);

    /// <summary>What may be moved or held: the balance less everything held. Freezes may lie over units held already,
    /// so this never falls below zero.</summary>
    public Tonnes Available(AccountId account, UnitKind kind) => FindHolding(account) is { } h
        ? new Tonnes(Math.Max(0, h.Balance(kind) - h.HeldOf(kind)))
        : Tonnes.Zero;

    public Tonnes Held(AccountId account, UnitKind kind, HoldCause cause) =>
        new(FindHolding(account)?.Held(kind, cause) ?? 0);

    /// <summary>Units of all kinds together.</summary>
    public Tonnes TotalOf(AccountId account)
    {
        var sum = 0L;
        if (FindHolding(account) is { } h)
            foreach (var balance in h.Balances) sum += balance;
        return new Tonnes(sum);
    }

    /// <summary>How many more units the account may take in by trade or transfer; null when it has no limit.</summary>
    public Tonnes? RoomFor(AccountId account) =>
        Find(account)?.HoldingLimit is { } limit ? limit.Beyond(TotalOf(account)) : null;

    /// <summary>Every lot of an account: by kind, oldest vintage first, by serial.</summary>
    public IReadOnlyList<Lot> Lots(AccountId account) => FindHolding(account) is { } h
        ? [.. h.Classes.Values.SelectMany(l => l.Lots)]
        : [];

    /// <summary>The lots of one class in an account, by serial.</summary>
    public IReadOnlyList<Lot> Lots(AccountId account, UnitKind kind, Vintage vintage) =>
        FindHolding(account)?.Classes.GetValueOrDefault(new UnitClass(kind, vintage))?.Lots ?? [];

    /// <summary>The classes an account holds any units of, with how many.</summary>
    public IReadOnlyList<(UnitClass Class, Tonnes Quantity)> ClassesOf(AccountId account) =>
        FindHolding(account) is { } h
        ? [.. h.Classes.Select(c => (c.Key, new Tonnes(c.Value.Lots.Sum(l => l.Block.Count))))]
        : [];

    public Hold? FindHold(HoldId hold) =>
        FindOrderHold(hold) is { } ofOrder ? ofOrder.Seen(hold) : holds.GetValueOrDefault(hold);

    internal OrderHold? FindOrderHold(HoldId hold) => orderHolds.TryGetValue(hold, out var found) ? found : null;

    /// <summary>Every hold on an account, in the order they were laid.</summary>
    public IReadOnlyList<Hold> Holds(AccountId account) =>
        FindHolding(account) is { } h ? [.. h.Holds.Select(id => FindHold(id)!)] : []; // an account lists what there is

    /// <summary>How many units of a class were ever issued; they still exist, wherever they are.</summary>
    public Tonnes Issued(UnitKind kind, Vintage vintage) => new(issued.GetValueOrDefault(new UnitClass(kind, vintage)));

    /// <summary>Every class ever issued, with how many.</summary>
    public IReadOnlyList<(UnitClass Class, Tonnes Quantity)> IssuedClasses =>
        [.. issued.Select(i => (i.Key, new Tonnes(i.Value)))];

    /// <summary>How many units of a class may be issued in all; null when none was set.</summary>
    public Tonnes? IssueLimit(UnitKind kind, Vintage vintage) =>
        issueLimits.TryGetValue(new UnitClass(kind, vintage), out var limit) ? limit : null;

    /// <summary>The account and lot a serial is in now; null when it was never issued.</summary>
    public (Account Account, Lot Lot)? Where(long serial)
    {
        foreach (var holding in inOrder.Values)
            foreach (var list in holding.Classes.Values)
                if (list.Within(new SerialBlock(serial, 1)) is { })
                    return (holding.Account, list.Lots.First(l => l.Block.Contains(serial)));
        return null;
    }

    /// <summary>The account when it exists and is not closed; otherwise the refusal.</summary>
    public (Account? Account, Refusal? Refusal) Usable(AccountId account)
    {
        if (!account.HasValidCheckDigits)
            return (null, RegistryRefusals.CheckDigits.With(RegistryRefusals.Basis, ("account", account)));
        if (Find(account) is not { } found)
            return (null, RegistryRefusals.UnknownAccount.With(RegistryRefusals.Basis, ("account", account)));
        return found.Status == AccountStatus.Closed
            ? (null, RegistryRefusals.AccountClosed.With(RegistryRefusals.Basis, ("account", account)))
            : (found, null);
    }

    internal Holding? FindHolding(AccountId account) => accounts.GetValueOrDefault(account);

    internal void Apply(RegistryEvent happened, EventContext context)
    {
        switch (happened)
        {
            case UnitsIssued e: Issue(e); break;
            case UnitsMoved e: Move(e.Movement, context); break;
            case UnitsMarked e: Mark(e); break;
            case UnitsHeld e: Hold(e.Hold); break;
            case HoldChanged e: Change(e); break;
            case IssueLimitSet e: issueLimits[new UnitClass(e.Kind, e.Vintage)] = e.Limit; break;
            case RegistryFounded e: Found(e); break;
            case AccountOpened e:
                Open(e.Account);
                Applications.Opened(e.Account);
                break;
            case AccountAppliedFor e: Applications.Apply(e); break;
            case ApplicationDeclined e: Applications.Apply(e); break;
            case AccountStatusChanged e: ChangeStatus(e); break;
            case HoldingLimitSet e:
                accounts[e.Account].Account = accounts[e.Account].Account with { HoldingLimit = e.Limit };
                break;
            case TransferRequested e: Pending.Add(e.Transfer); break;
            case TransferClosed e: Pending.Remove(e.Transfer); break;
            case MovementReversed e: Corrections.MarkReversed(e.Position, e.Entry); break;
            case CancellationCertified e: Certificates.Add(e.Certificate); break;
            case CertificateRevoked e: Certificates.Revoke(e.Number); break;
            default: throw new InvalidOperationException($"The registry does not know {happened.GetType().Name}.");
        }
    }

    private void Found(RegistryFounded e)
    {
        IsFounded = true;
        (IssuanceControl, Surrendered, Cancelled) = (e.IssuanceControl, e.Surrendered, e.Cancelled);
        (GovernmentReserve, NewEntrantReserve) = (e.GovernmentReserve, e.NewEntrantReserve);
        OpenSystem(e.IssuanceControl, AccountKind.IssuanceControl);
        OpenSystem(e.Surrendered, AccountKind.Final);
        OpenSystem(e.Cancelled, AccountKind.Final);
        OpenSystem(e.GovernmentReserve, AccountKind.Reserve);
        OpenSystem(e.NewEntrantReserve, AccountKind.Reserve);

        void OpenSystem(AccountId id, AccountKind kind) =>
            Open(new Account(id, e.Authority, kind, AccountStatus.Open, e.Date, HoldingLimit: null));
    }

    private void Open(Account account)
    {
        var holding = new Holding(account);
        accounts.Add(account.Id, holding);
        inOrder.Add(account.Id, holding);
        if (!account.IsSystem && account.Status != AccountStatus.Closed) byOwner.Add(account.Owner, account.Id);
    }

    private void ChangeStatus(AccountStatusChanged e)
    {
        var holding = accounts[e.Account];
        holding.Account = holding.Account with { Status = e.Status };
        if (e.Status == AccountStatus.Closed) byOwner.Remove(holding.Account.Owner);
    }

    private void Issue(UnitsIssued e)
    {
        var holding = accounts[e.To];
        foreach (var lot in e.Lots)
        {
            if (lot.Block.First != NextSerial)
                throw new InvalidOperationException($"{lot.Block} is not the next block.");
            NextSerial = lot.Block.Last + 1;
            holding.Add(lot);
            issued[lot.Attributes.Class] = issued.GetValueOrDefault(lot.Attributes.Class) + lot.Block.Count;
        }
    }

    private void Move(Movement movement, EventContext context)
    {
        var (from, to) = (accounts[movement.From], accounts[movement.To]);
        foreach (var lot in movement.Lots)
        {
            from.Remove(lot);
            to.Add(movement.MarksTraded ? lot.AfterTrade() : lot);
        }
        Corrections.Note(movement, context.Position);
    }

    private void Mark(UnitsMarked e)
    {
        var holding = accounts[e.Account];
        foreach (var lot in e.Lots)
        {
            holding.Remove(lot);
            holding.Add(e.Marked(lot));
        }
    }

    private void Hold(Hold hold)
    {
        if (OrderHold.TryOf(hold, out var ofOrder)) orderHolds.Add(hold.Id, ofOrder);
        else holds.Add(hold.Id, hold);
        accounts[hold.Account].Enter(hold.Id, hold.Kind, hold.Cause, 0, hold.Quantity.Count);
        NextHold = new HoldId(Math.Max(NextHold.Number, hold.Id.Number + 1));
    }

    private void Change(HoldChanged e)
    {
        ref var row = ref CollectionsMarshal.GetValueRefOrNullRef(orderHolds, e.Hold);
        if (!Unsafe.IsNullRef(ref row))
        {
            accounts[row.Account].Enter(e.Hold, row.Kind, HoldCause.InOrder, row.Quantity.Count, e.Remaining.Count);
            if (e.Remaining.IsZero) orderHolds.Remove(e.Hold);
            else row = row with { Quantity = e.Remaining };
            return;
        }
        var hold = holds[e.Hold];
        accounts[hold.Account].Enter(hold.Id, hold.Kind, hold.Cause, hold.Quantity.Count, e.Remaining.Count);
        if (e.Remaining.IsZero) holds.Remove(hold.Id);
        else holds[hold.Id] = hold with { Quantity = e.Remaining };
    }

    internal void Save(StateWriter to) => RegistrySnapshot.Save(this, to, issueLimits);

    internal void Load(StateReader from)
    {
        IsFounded = from.Bool();
        (IssuanceControl, Surrendered, Cancelled) = (new(from.Long()), new(from.Long()), new(from.Long()));
        (GovernmentReserve, NewEntrantReserve) = (new(from.Long()), new(from.Long()));
        (NextSerial, NextHold) = (from.Long(), new HoldId(from.Long()));
        from.Many(() =>
        {
            var account = RegistrySnapshot.ReadAccount(from);
            Open(account);
            from.Many(() => accounts[account.Id].Add(RegistrySnapshot.ReadLot(from)));
        });
        var next = NextHold;
        from.Many(() => Hold(RegistrySnapshot.ReadHold(from)));
        NextHold = next;
        from.Many(() => issued.Add(RegistrySnapshot.ReadClass(from), from.Long()));
        from.Many(() => issueLimits.Add(RegistrySnapshot.ReadClass(from), new Tonnes(from.Long())));
        Pending.Load(from);
        Corrections.Load(from);
        Certificates.Load(from);
        Applications.Load(from);
    }
}
