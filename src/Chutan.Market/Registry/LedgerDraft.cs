namespace Chutan.Market.Registry;

/// <summary>The ledger as one decision would leave it. Every step is checked against the steps before it; the events
/// come out together or not at all. Limits are kept here, so no decision can step round them.</summary>
public sealed class LedgerDraft(RegistryState registry)
{
    private static readonly Citation Rules = new("生态环境部公告2021年第21号附件1");
    private readonly Dictionary<AccountId, Holdings> drafts = [];
    private readonly Dictionary<(UnitKind, Vintage), long> issued = [];
    private readonly Dictionary<HoldId, AccountId> newHolds = [];
    private readonly List<Event> events = [];
    private long nextSerial = registry.NextSerial;
    private long nextHold = registry.NextHold.Number;

    /// <summary>What happened so far, in order.</summary>
    public IReadOnlyList<Event> Events => events;

    public Tonnes Balance(AccountId account, UnitKind kind) => Look(account).Balance(kind);
    public Tonnes Available(AccountId account, UnitKind kind) => Look(account).Available(kind);

    /// <summary>Issues new units with the next serials, within the limit of their kind and vintage.</summary>
    public Refusal? Issue(AccountId to, UnitKind kind, Vintage vintage, Tonnes quantity, Origin origin, string project,
        bool notBankable, string reference)
    {
        if (Receiving(to) is { } closed) return closed;
        if (quantity.IsZero) return RegistryRefusals.NothingToMove.With(Rules);
        var total = issued.GetValueOrDefault((kind, vintage), registry.Issued(kind, vintage).Count) + quantity.Count;
        if (registry.IssueLimit(kind, vintage) is { } limit && total > limit.Count)
            return RegistryRefusals.BeyondCap.With(Rules, ("quantity", quantity), ("vintage", vintage), ("limit", limit),
                ("issued", new Tonnes(total - quantity.Count)));
        issued[(kind, vintage)] = total;
        var lot = new Lot(new SerialBlock(nextSerial, quantity.Count),
            new LotAttributes(kind, vintage, Traded: false, notBankable, origin, project));
        nextSerial += quantity.Count;
        Touch(to).Put(lot);
        events.Add(new UnitsIssued(to, [lot], reference));
        return null;
    }

    /// <summary>Moves units, oldest vintage first: out of what is available, or out of a hold, which shrinks with it.
    /// </summary>
    /// <param name="where">Which lots may go; all when null.</param>
    public Refusal? Move(AccountId from, AccountId to, UnitKind kind, Tonnes quantity, MovementCause cause,
        bool marksTraded, string reference, HoldId? outOfHold = null, Func<Lot, bool>? where = null)
    {
        if (quantity.IsZero) return RegistryRefusals.NothingToMove.With(Rules);
        if (from == to) return RegistryRefusals.SameAccount.With(Rules);
        if (registry.Find(from) is null) return Unknown(from);
        if (Receiving(to) is { } closed) return closed;
        var source = Touch(from);
        if (outOfHold is { } id)
        {
            if (source.Find(id) is not { } hold || hold.Kind != kind || hold.Quantity < quantity)
                return RegistryRefusals.NotHeld.With(Rules, ("hold", id), ("quantity", quantity));
            Shrink(source, hold, quantity);
        }
        else if (source.Available(kind) < quantity) return Insufficient(from, source, kind, quantity);
        if (source.Pick(kind, quantity, where) is not { } lots)
            return RegistryRefusals.NotEligible.With(Rules, ("account", from), ("quantity", quantity));
        foreach (var lot in lots) source.Take(lot);
        if (source.Fault(kind) is not null) return Insufficient(from, source, kind, quantity);
        var target = Touch(to);
        foreach (var lot in lots)
            target.Put(marksTraded ? lot with { Attributes = lot.Attributes with { Traded = true } } : lot);
        events.Add(new UnitsMoved(new Movement(from, to, lots, cause, marksTraded, reference)));
        return null;
    }

    /// <summary>Moves exactly these lots back: for a correction that names an earlier movement.</summary>
    public Refusal? MoveLots(AccountId from, AccountId to, ImmutableArray<Lot> lots, string reference)
    {
        var source = Touch(from);
        foreach (var group in lots.GroupBy(l => l.Attributes.Kind))
        {
            var quantity = new Tonnes(group.Sum(l => l.Block.Count));
            if (source.Available(group.Key) < quantity) return Insufficient(from, source, group.Key, quantity);
        }
        foreach (var lot in lots)
            if (!source.Lots.Any(l => l.Attributes == lot.Attributes && l.Block.Contains(lot.Block.First) && l.Block.Contains(lot.Block.Last)))
                return RegistryRefusals.UnitsGone.With(Rules, ("account", from), ("serial", Serial.Text(lot.Block.First)));
        var target = Touch(to);
        foreach (var lot in lots)
        {
            source.Take(lot);
            target.Put(lot);
        }
        events.Add(new UnitsMoved(new Movement(from, to, lots, MovementCause.Reversal, MarksTraded: false, reference)));
        return null;
    }

    /// <summary>Holds units for a cause. Court and authority holds may lie over units held for another cause, but not
    /// over units already promised to a buyer or receiver.</summary>
    public (HoldId Id, Refusal? Refusal) Hold(AccountId account, UnitKind kind, Tonnes quantity, HoldCause cause, string reference)
    {
        if (registry.Find(account) is null) return (default, Unknown(account));
        if (quantity.IsZero) return (default, RegistryRefusals.NothingToMove.With(Rules));
        var held = Touch(account);
        if (Holdings.LiesOver(cause))
        {
            var promised = held.Held(kind, HoldCause.InOrder) + held.Held(kind, HoldCause.PendingTransfer);
            if (quantity + promised > held.Balance(kind))
                return (default, quantity > held.Balance(kind)
                    ? Insufficient(account, held, kind, quantity)
                    : RegistryRefusals.UnitsInOrders.With(Rules, ("account", account), ("promised", promised)));
        }
        else if (held.Available(kind) < quantity) return (default, Insufficient(account, held, kind, quantity));
        var hold = new Hold(new HoldId(nextHold++), account, kind, quantity, cause, reference);
        held.Set(hold);
        newHolds.Add(hold.Id, account);
        events.Add(new UnitsHeld(hold));
        return (hold.Id, null);
    }

    /// <summary>Makes a hold smaller.</summary>
    public Refusal? Reduce(HoldId id, Tonnes by)
    {
        if (FindHold(id) is not { } hold) return RegistryRefusals.NoSuchHold.With(Rules, ("hold", id));
        if (hold.Quantity < by) return RegistryRefusals.NotHeld.With(Rules, ("hold", id), ("quantity", by));
        if (!by.IsZero) Shrink(Touch(hold.Account), hold, by);
        return null;
    }

    /// <summary>Releases a hold whole; no other hold is touched.</summary>
    public Refusal? Release(HoldId id) => FindHold(id) is { } hold
        ? Reduce(id, hold.Quantity)
        : RegistryRefusals.NoSuchHold.With(Rules, ("hold", id));

    /// <summary>Adds an event that belongs to the same decision, in order.</summary>
    public void Add(RegistryEvent happened) => events.Add(happened);

    private Hold? FindHold(HoldId id) =>
        newHolds.TryGetValue(id, out var account) ? drafts[account].Find(id)
        : registry.FindHold(id) is { } hold ? Look(hold.Account).Find(id) : null;

    private void Shrink(Holdings held, Hold hold, Tonnes by)
    {
        var smaller = hold with { Quantity = hold.Quantity - by };
        held.Set(smaller);
        events.Add(new HoldChanged(hold.Id, hold.Account, smaller.Quantity));
    }

    private Refusal? Receiving(AccountId to) => registry.Find(to) switch
    {
        null => Unknown(to),
        { Status: AccountStatus.Closed } => RegistryRefusals.AccountClosed.With(Rules, ("account", to)),
        _ => null,
    };

    private static Refusal Unknown(AccountId account) => account.HasValidCheckDigits
        ? RegistryRefusals.UnknownAccount.With(Rules, ("account", account))
        : RegistryRefusals.BadCheckDigits.With(Rules, ("account", account));

    private static Refusal Insufficient(AccountId account, Holdings held, UnitKind kind, Tonnes quantity) =>
        RegistryRefusals.InsufficientHolding.With(Rules, ("account", account), ("quantity", quantity),
            ("available", held.Available(kind)), ("balance", held.Balance(kind)));

    private Holdings Look(AccountId account) =>
        drafts.TryGetValue(account, out var draft) ? draft : registry.HoldingsOf(account);

    private Holdings Touch(AccountId account)
    {
        if (!drafts.TryGetValue(account, out var draft))
            drafts.Add(account, draft = registry.HoldingsOf(account).Copy());
        return draft;
    }
}
