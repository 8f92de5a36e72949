namespace Chutan.Market.Registry;

/// <summary>What one decision does to the unit ledger: checks each step against the state and the steps before it, and
/// collects the events. Every limit of the ledger is enforced here. A step that is refused changes nothing; the caller
/// then refuses the whole decision, so a chain happens entirely or not at all.</summary>
public sealed class LedgerDraft(RegistryState registry)
{
    private List<Event>? events;
    private Dictionary<AccountId, DraftSide>? sides;
    private DraftHolds holds;
    private Dictionary<UnitClass, long>? issued;
    private Dictionary<UnitClass, Tonnes>? limits;
    private List<(AccountId Account, Lot Lot)>? arrived;
    private long serialsUsed;
    private long holdsMade;

    // What was laid or taken off on accounts whose side nobody has asked for yet. An order lays one hold and asks for
    // nothing else; a side, which copies the account's figures, would cost more than the order itself.
    private (Hold Hold, long Before, long After)? firstWaiting;
    private List<(Hold Hold, long Before, long After)>? waiting;

    /// <summary>What happened so far, in order.</summary>
    public IReadOnlyList<Event> Events => events ?? (IReadOnlyList<Event>)[];

    /// <summary>Kinds whose units may be passed on in the same decision in which a trade brought them.</summary>
    public ImmutableHashSet<UnitKind> AtOnce { get; init; } = [];

    /// <summary>Puts what trades brought so far on hand, and says how much each account got of each kind, by account
    /// and kind.</summary>
    public IReadOnlyList<(AccountId Account, UnitKind Kind, Tonnes Quantity)> Arrive()
    {
        var totals = new SortedDictionary<(AccountId Account, UnitKind Kind), long>();
        foreach (var (account, lot) in arrived ?? [])
        {
            SideOf(account).Add(lot);
            var key = (account, lot.Attributes.Kind);
            totals[key] = totals.GetValueOrDefault(key) + lot.Block.Count;
        }
        arrived = null;
        return [.. totals.Select(t => (t.Key.Account, t.Key.Kind, new Tonnes(t.Value)))];
    }

    public Tonnes Balance(AccountId account, UnitKind kind) =>
        sides is not null && sides.TryGetValue(account, out var side)
            ? new Tonnes(side.Balance[(int)kind])
            : registry.Balance(account, kind);

    public Tonnes Available(AccountId account, UnitKind kind)
    {
        if (IsWaiting(account)) return new Tonnes(SideOf(account).Available(kind));
        return sides is not null && sides.TryGetValue(account, out var side)
            ? new Tonnes(side.Available(kind))
            : registry.Available(account, kind);
    }

    /// <summary>The hold as it stands now; null when there is none, or it has ended.</summary>
    public Hold? FindHold(HoldId id) => holds.Knows(id, out var hold) ? hold : registry.FindHold(id);

    /// <summary>Sets how many units of a class may be issued in all; never below what is issued. Later steps of this
    /// draft go by it.</summary>
    public Refusal? LimitIssue(UnitKind kind, Vintage vintage, Tonnes limit)
    {
        var unitClass = new UnitClass(kind, vintage);
        var soFar = IssuedOf(unitClass);
        if (limit.Count < soFar)
            return RegistryRefusals.LimitBelowIssued.With(RegistryRefusals.Basis,
                ("vintage", vintage), ("issued", new Tonnes(soFar)));
        (limits ??= [])[unitClass] = limit;
        Happened(new IssueLimitSet(kind, vintage, limit));
        return null;
    }

    /// <summary>Creates units with the next serials. Allowances need a cap for their vintage.</summary>
    public Refusal? Issue(AccountId to, UnitKind kind, Vintage vintage, Tonnes quantity, Origin origin, string project,
        bool notBankable, string reference)
    {
        if (quantity.IsZero) return RegistryRefusals.ZeroQuantity.With(RegistryRefusals.Basis);
        var (account, refusal) = registry.Usable(to);
        if (refusal is not null) return refusal;
        if (account!.Kind is AccountKind.Final or AccountKind.IssuanceControl) return NotLikeThis(to);
        var unitClass = new UnitClass(kind, vintage);
        if (BeyondLimit(unitClass, quantity) is { } beyond) return beyond;

        var lot = new Lot(new SerialBlock(registry.NextSerial + serialsUsed, quantity.Count),
            new LotAttributes(kind, vintage, Traded: false, notBankable, origin, project));
        serialsUsed += quantity.Count;
        (issued ??= [])[unitClass] = IssuedOf(unitClass) + quantity.Count;
        SideOf(to).Add(lot);
        Happened(new UnitsIssued(to, [lot], reference));
        return null;
    }

    /// <summary>Moves units, oldest vintage first and by serial within it. Without <paramref name="outOfHold"/> only
    /// what is available; with it, only what that hold holds, and the hold shrinks by as much.</summary>
    /// <param name="where">Which lots may be taken; all when null.</param>
    public Refusal? Move(AccountId from, AccountId to, UnitKind kind, Tonnes quantity, MovementCause cause,
        bool marksTraded, string reference, HoldId? outOfHold = null, Func<Lot, bool>? where = null)
    {
        if (quantity.IsZero) return RegistryRefusals.ZeroQuantity.With(RegistryRefusals.Basis);
        if (CheckAccounts(from, to, quantity, cause, outOfHold is not null) is { } refusal) return refusal;
        if (Cover(from, kind, quantity, outOfHold) is { } uncovered) return uncovered;
        var side = SideOf(from);
        var (lots, found) = side.Pick(kind, quantity.Count, where);
        if (found < quantity.Count) return Insufficient(from, quantity, new Tonnes(found));

        if (outOfHold is { } id) Change(FindHold(id)!, quantity);
        Record(new Movement(from, to, lots, cause, marksTraded, reference));
        if (outOfHold is not null) CutLaterFreezes(from, kind, outOfHold.Value);
        return null;
    }

    /// <summary>Moves exactly these serials back, as a correction.</summary>
    public Refusal? Return(AccountId from, AccountId to, ImmutableArray<SerialBlock> blocks, string reference)
    {
        if (CheckAccounts(from, to, new Tonnes(blocks.Sum(b => b.Count)), MovementCause.Reversal, fromHold: false)
            is { } refusal) return refusal;
        var side = SideOf(from);
        var lots = ImmutableArray.CreateBuilder<Lot>();
        foreach (var block in blocks)
        {
            if (side.Within(block) is not { } there)
                return RegistryRefusals.UnitsGone.With(RegistryRefusals.Basis, ("account", from));
            lots.AddRange(there);
        }
        var movement = new Movement(
            from, to, lots.ToImmutable(), MovementCause.Reversal, MarksTraded: false, reference);
        if (Cover(from, movement.Kind, movement.Quantity, outOfHold: null) is { } uncovered) return uncovered;
        Record(movement);
        return null;
    }

    /// <summary>Marks exactly these serials of an account as of another origin, bankable or not. Nothing moves.
    /// </summary>
    public Refusal? Mark(AccountId account, IEnumerable<SerialBlock> blocks, Origin origin, bool notBankable,
        string reference)
    {
        var (_, refusal) = registry.Usable(account);
        if (refusal is not null) return refusal;
        var side = SideOf(account);
        var lots = ImmutableArray.CreateBuilder<Lot>();
        foreach (var block in blocks)
        {
            if (side.Within(block) is not { } there)
                return RegistryRefusals.UnitsGone.With(RegistryRefusals.Basis, ("account", account));
            lots.AddRange(there);
        }
        if (lots.Count == 0) return RegistryRefusals.ZeroQuantity.With(RegistryRefusals.Basis);
        var marked = new UnitsMarked(account, lots.ToImmutable(), origin, notBankable, reference);
        foreach (var lot in marked.Lots)
        {
            side.Remove(lot);
            side.Add(marked.Marked(lot));
        }
        Happened(marked);
        return null;
    }

    /// <summary>Lays a hold. Courts and the authority may freeze units that are held already, but not units in orders;
    /// every other cause needs available units.</summary>
    public (HoldId Id, Refusal? Refusal) Hold(
        AccountId account, UnitKind kind, Tonnes quantity, HoldCause cause, string reference)
    {
        var id = new HoldId(registry.NextHold.Number + holdsMade);
        var hold = new Hold(id, account, kind, quantity, cause, reference);
        if (CheckHold(hold) is { } refusal) return (default, refusal);
        holdsMade++;
        holds.Note(hold, quantity);
        Enter(hold, 0, quantity.Count);
        Happened(new UnitsHeld(hold));
        return (hold.Id, null);
    }

    /// <summary>Takes part of a hold off; what is left stays held.</summary>
    public Refusal? Reduce(HoldId id, Tonnes by)
    {
        if (by.IsZero) return RegistryRefusals.ZeroQuantity.With(RegistryRefusals.Basis);
        if (FindHold(id) is not { } hold) return NoHold(default, id);
        if (by > hold.Quantity)
            return BeyondHold(id, hold.Quantity, by);
        Change(hold, by);
        return null;
    }

    /// <summary>Ends a hold; others on the same units stay.</summary>
    public Refusal? Release(HoldId id) =>
        FindHold(id) is { } hold ? Reduce(id, hold.Quantity) : NoHold(default, id);

    /// <summary>The refusal when an account is not one on which such a hold can be laid, whatever it has.</summary>
    internal static Refusal? CannotHold(AccountId id, Tonnes quantity, HoldCause cause, RegistryState registry)
    {
        if (quantity.IsZero) return RegistryRefusals.ZeroQuantity.With(RegistryRefusals.Basis);
        var (account, refusal) = registry.Usable(id);
        if (refusal is not null) return refusal;
        if (account!.Kind is AccountKind.Final or AccountKind.IssuanceControl) return NotLikeThis(id);
        // Freezes are laid, and the resale lag is held, by the rules; everything else is asked for by the owner.
        if (cause is HoldCause.Court or HoldCause.Sanction or HoldCause.ResaleLag) return null;
        if (account.Status == AccountStatus.Frozen) return Frozen(id);
        return account.Status == AccountStatus.Restricted && cause != HoldCause.SurrenderLock ? Restricted(id) : null;
    }

    private Refusal? CheckHold(Hold hold)
    {
        if (CannotHold(hold.Account, hold.Quantity, hold.Cause, registry) is { } refusal) return refusal;
        if (!hold.IsFreeze)
        {
            var available = Available(hold.Account, hold.Kind);
            return hold.Quantity > available ? Insufficient(hold.Account, hold.Quantity, available) : null;
        }
        var side = SideOf(hold.Account);
        var balance = new Tonnes(side.Balance[(int)hold.Kind]);
        if (hold.Quantity > balance) return Insufficient(hold.Account, hold.Quantity, balance);
        var free = new Tonnes(side.OutsideOrders(hold.Kind));
        return hold.Quantity > free
            ? RegistryRefusals.UnitsInOrders.With(RegistryRefusals.Basis, ("account", hold.Account),
                ("orders", new Tonnes(side.Held(hold.Kind, HoldCause.InOrder))), ("free", free))
            : null;
    }

    private Refusal? CheckAccounts(AccountId from, AccountId to, Tonnes quantity, MovementCause cause, bool fromHold)
    {
        if (from == to) return RegistryRefusals.SameAccount.With(RegistryRefusals.Basis, ("account", from));
        var (giver, refusal) = registry.Usable(from);
        if (refusal is not null) return refusal;
        var (taker, otherRefusal) = registry.Usable(to);
        if (otherRefusal is not null) return otherRefusal;
        if (giver!.Kind == AccountKind.IssuanceControl
            || giver.Kind == AccountKind.Final && cause != MovementCause.Reversal)
            return NotLikeThis(from);
        if (taker!.Kind == AccountKind.IssuanceControl || taker.Kind == AccountKind.Final && !EndsUnits(cause))
            return NotLikeThis(to);
        // A trade once made is settled whatever has happened to the account since: its units are out of reach already.
        var settles = cause == MovementCause.Trade && (fromHold || !AtOnce.IsEmpty);
        if (!settles && giver.Status == AccountStatus.Frozen && IsVoluntary(cause)) return Frozen(from);
        if (!settles && giver.Status == AccountStatus.Restricted && IsVoluntary(cause)
            && cause != MovementCause.Surrender)
            return Restricted(from);
        return !settles && taker.HoldingLimit is { } limit && cause is MovementCause.Transfer or MovementCause.Trade
            ? CheckLimit(to, limit, quantity)
            : null;
    }

    private Refusal? CheckLimit(AccountId to, Tonnes most, Tonnes quantity)
    {
        var total = 0L;
        for (var kind = 0; kind < Holding.Kinds; kind++) total += Balance(to, (UnitKind)kind).Count;
        var room = most.Beyond(new Tonnes(total));
        return quantity > room
            ? RegistryRefusals.HoldingLimit.With(RegistryRefusals.Basis,
                ("account", to), ("limit", most), ("room", room), ("quantity", quantity))
            : null;
    }

    /// <summary>Whether the units may leave: available, or out of the hold named without reaching into a freeze.
    /// </summary>
    private Refusal? Cover(AccountId from, UnitKind kind, Tonnes quantity, HoldId? outOfHold)
    {
        if (outOfHold is not { } id)
        {
            var available = Available(from, kind);
            return quantity > available ? Insufficient(from, quantity, available) : null;
        }
        if (FindHold(id) is not { } hold || hold.Account != from || hold.Kind != kind) return NoHold(from, id);
        if (quantity > hold.Quantity)
            return BeyondHold(id, hold.Quantity, quantity);
        if (hold.Cause == HoldCause.InOrder) return null;

        var side = SideOf(from);
        var exclusive = side.Exclusive(kind);
        if (hold.IsFreeze && side.Balance[(int)kind] - quantity.Count < exclusive)
            return RegistryRefusals.Encumbered.With(RegistryRefusals.Basis, ("account", from),
                ("cause", side.FirstExclusive(kind)), ("held", new Tonnes(exclusive)));
        var free = side.OutsideOrders(kind);
        var frozen = Math.Min(Freezes(from, kind, earlierThan: hold.IsFreeze ? id : null), free);
        return free - quantity.Count < frozen
            ? RegistryRefusals.BreaksFreeze.With(RegistryRefusals.Basis,
                ("account", from), ("frozen", new Tonnes(frozen)), ("quantity", quantity))
            : null;
    }

    /// <summary>The sum of the freezes on a kind, or of those laid before one of them.</summary>
    private long Freezes(AccountId account, UnitKind kind, HoldId? earlierThan)
    {
        var sum = 0L;
        foreach (var freeze in FreezesOn(account, kind))
            if (earlierThan is not { } limit || freeze.Id.CompareTo(limit) < 0) sum += freeze.Quantity.Count;
        return sum;
    }

    /// <summary>A freeze that waits behind the one units were taken out of holds only what is left for it.</summary>
    private void CutLaterFreezes(AccountId account, UnitKind kind, HoldId takenFrom)
    {
        var free = SideOf(account).OutsideOrders(kind);
        foreach (var freeze in FreezesOn(account, kind))
            if (freeze.Id.CompareTo(takenFrom) > 0 && freeze.Quantity.Count > free)
                Change(freeze, new Tonnes(freeze.Quantity.Count - free));
    }

    private List<Hold> FreezesOn(AccountId account, UnitKind kind)
    {
        var found = new List<Hold>();
        if (registry.FindHolding(account) is { } holding)
            foreach (var id in holding.Freezes)
                if (FindHold(id) is { } hold && hold.Kind == kind) found.Add(hold);
        for (var made = 0; made < holdsMade; made++)
            if (FindHold(new HoldId(registry.NextHold.Number + made)) is { IsFreeze: true } hold
                && hold.Account == account && hold.Kind == kind) found.Add(hold);
        return found;
    }

    private Refusal? BeyondLimit(UnitClass unitClass, Tonnes quantity)
    {
        var limit = limits is not null && limits.TryGetValue(unitClass, out var set)
            ? set
            : registry.IssueLimit(unitClass.Kind, unitClass.Vintage);
        if (limit is not { } most)
            return unitClass.Kind == UnitKind.Allowance
                ? RegistryRefusals.NoIssueLimit.With(RegistryRefusals.Basis, ("vintage", unitClass.Vintage))
                : null;
        var soFar = IssuedOf(unitClass);
        return soFar + quantity.Count > most.Count
            ? RegistryRefusals.IssueLimit.With(RegistryRefusals.Basis, ("vintage", unitClass.Vintage),
                ("issued", new Tonnes(soFar)), ("quantity", quantity), ("limit", most))
            : null;
    }

    private long IssuedOf(UnitClass unitClass) => issued is not null && issued.TryGetValue(unitClass, out var count)
        ? count
        : registry.Issued(unitClass.Kind, unitClass.Vintage).Count;

    private void Change(Hold hold, Tonnes by)
    {
        var remaining = hold.Quantity - by;
        holds.Note(hold, remaining);
        Enter(hold, hold.Quantity.Count, remaining.Count);
        Happened(new HoldChanged(hold.Id, hold.Account, remaining));
    }

    /// <summary>Units that arrive by a trade are not on hand before the decision is done, or before
    /// <see cref="Arrive"/>: what was bought today is not what is delivered today (T+1), serial by serial; unless the
    /// rules let it be resold at once.</summary>
    private void Record(Movement movement)
    {
        var (from, to) = (SideOf(movement.From), SideOf(movement.To));
        foreach (var lot in movement.Lots)
        {
            from.Remove(lot);
            var there = movement.MarksTraded ? lot.AfterTrade() : lot;
            if (movement.Cause != MovementCause.Trade || AtOnce.Contains(lot.Attributes.Kind)) to.Add(there);
            else (arrived ??= []).Add((movement.To, there));
        }
        Happened(new UnitsMoved(movement));
    }

    private DraftSide SideOf(AccountId account)
    {
        sides ??= [];
        if (sides.TryGetValue(account, out var side)) return side;
        sides.Add(account, side = new DraftSide(registry.FindHolding(account)!));
        if (firstWaiting is { } first && first.Hold.Account == account)
        {
            side.Enter(first.Hold, first.Before, first.After);
            firstWaiting = null;
        }
        if (waiting is null) return side;
        foreach (var (hold, before, after) in waiting)
            if (hold.Account == account) side.Enter(hold, before, after);
        waiting.RemoveAll(w => w.Hold.Account == account);
        return side;
    }

    private bool IsWaiting(AccountId account)
    {
        if (firstWaiting is { } first && first.Hold.Account == account) return true;
        if (waiting is null) return false;
        foreach (var (hold, _, _) in waiting)
            if (hold.Account == account) return true;
        return false;
    }

    private void Happened(Event happened) => (events ??= new List<Event>(1)).Add(happened);

    private void Enter(Hold hold, long before, long after)
    {
        if (sides is not null && sides.TryGetValue(hold.Account, out var side)) side.Enter(hold, before, after);
        else if (firstWaiting is null) firstWaiting = (hold, before, after);
        else (waiting ??= []).Add((hold, before, after));
    }

    private static bool EndsUnits(MovementCause cause) => cause is MovementCause.Surrender or MovementCause.Cancellation
        or MovementCause.TakeBack or MovementCause.Expiry or MovementCause.Reversal;

    private static bool IsVoluntary(MovementCause cause) => cause is MovementCause.Transfer or MovementCause.Trade
        or MovementCause.Surrender or MovementCause.Cancellation or MovementCause.Reserve;

    internal static Refusal Insufficient(AccountId account, Tonnes quantity, Tonnes available) =>
        RegistryRefusals.InsufficientHolding.With(RegistryRefusals.Basis,
            ("account", account), ("quantity", quantity), ("available", available));

    private static Refusal NotLikeThis(AccountId account) =>
        RegistryRefusals.SystemAccount.With(RegistryRefusals.Basis, ("account", account));

    private static Refusal Frozen(AccountId account) =>
        RegistryRefusals.AccountFrozen.With(RegistryRefusals.Basis, ("account", account));

    private static Refusal Restricted(AccountId account) =>
        RegistryRefusals.AccountRestricted.With(RegistryRefusals.Basis, ("account", account));

    internal static Refusal NoHold(AccountId account, HoldId id) =>
        RegistryRefusals.UnknownHold.With(RegistryRefusals.Basis, ("account", account), ("hold", id));

    internal static Refusal BeyondHold(HoldId id, Tonnes remaining, Tonnes quantity) =>
        RegistryRefusals.BeyondHold.With(RegistryRefusals.Basis,
            ("hold", id), ("remaining", remaining), ("quantity", quantity));
}
