namespace Chutan.Market.Registry;

/// <summary>What must hold of the unit ledger after every command (architecture.md §4).</summary>
public static class RegistryInvariants
{
    /// <summary>Checks everything; null when all holds, otherwise a sentence that names what does not.</summary>
    public static string? Check(RegistryState registry)
    {
        var held = new SortedDictionary<UnitClass, long>();
        var blocks = new List<(SerialBlock Block, AccountId Account)>();
        foreach (var holding in registry.Holdings)
        {
            if (CheckHolding(holding, registry) is { } problem) return problem;
            if (CheckLots(holding, held, blocks) is { } lots) return lots;
        }
        foreach (var (unitClass, issued) in registry.IssuedByClass)
        {
            if (held.GetValueOrDefault(unitClass) != issued)
                return $"{unitClass}: {issued} t were issued but accounts hold {held.GetValueOrDefault(unitClass)} t";
            if (registry.IssueLimit(unitClass.Kind, unitClass.Vintage) is { } limit && issued > limit.Count)
                return $"{unitClass}: {issued} t were issued, more than the limit of {limit}";
        }
        foreach (var unitClass in held.Keys)
            if (!registry.IssuedByClass.ContainsKey(unitClass)) return $"{unitClass} is held but was never issued";
        return CheckSerials(blocks, registry.NextSerial) ?? CheckPending(registry);
    }

    /// <summary>Checks only the accounts that events touched and the blocks that moved, in time that does not grow with
    /// the market.</summary>
    public static string? CheckTouched(RegistryState registry, ImmutableArray<Event> events)
    {
        foreach (var happened in events)
        {
            var problem = happened switch
            {
                UnitsIssued e => CheckAccount(registry, e.To),
                UnitsMoved e => CheckAccount(registry, e.Movement.From) ?? CheckAccount(registry, e.Movement.To)
                    ?? CheckLeft(registry, e.Movement),
                UnitsMarked e => CheckAccount(registry, e.Account),
                UnitsHeld e => CheckAccount(registry, e.Hold.Account),
                HoldChanged e => CheckAccount(registry, e.Account),
                _ => null,
            };
            if (problem is not null) return problem;
        }
        return null;
    }

    private static string? CheckAccount(RegistryState registry, AccountId account) =>
        registry.FindHolding(account) is { } holding ? CheckHolding(holding, registry) : $"no account {account}";

    /// <summary>Balances and holds of one account: none below zero, exclusive holds together within the balance, and
    /// each freeze within what orders leave of it.</summary>
    private static string? CheckHolding(Holding holding, RegistryState registry)
    {
        var account = holding.Account.Id;
        for (var i = 0; i < Holding.Kinds; i++)
        {
            var kind = (UnitKind)i;
            var balance = holding.Balance(kind);
            if (balance < 0) return $"account {account}: balance of {kind} is {balance}";
            var freezes = holding.Held(kind, HoldCause.Court) + holding.Held(kind, HoldCause.Sanction);
            var exclusive = holding.HeldOf(kind) - freezes;
            if (exclusive > balance)
                return $"account {account}: {exclusive} t of {kind} are held, more than the balance of {balance} t";
            for (var cause = 0; cause < Holding.Causes; cause++)
                if (holding.Held(kind, (HoldCause)cause) < 0)
                    return $"account {account}: a hold of {kind} is below zero";
        }
        foreach (var id in holding.Freezes)
        {
            var freeze = registry.FindHold(id)!; // an account lists what there is
            var free = holding.Balance(freeze.Kind) - holding.Held(freeze.Kind, HoldCause.InOrder);
            if (freeze.Quantity.Count > free)
                return $"account {account}: freeze {id} of {freeze.Quantity} exceeds the {free} t outside orders";
        }
        return null;
    }

    private static string? CheckLots(
        Holding holding, SortedDictionary<UnitClass, long> held, List<(SerialBlock, AccountId)> blocks)
    {
        var account = holding.Account.Id;
        var byKind = new long[Holding.Kinds];
        foreach (var (unitClass, list) in holding.Classes)
            foreach (var lot in list.Lots)
            {
                if (lot.Attributes.Class != unitClass)
                    return $"account {account}: {lot.Block} is filed under {unitClass}";
                if (lot.Block.Count <= 0) return $"account {account}: an empty block at {lot.Block.First}";
                byKind[(int)unitClass.Kind] += lot.Block.Count;
                held[unitClass] = held.GetValueOrDefault(unitClass) + lot.Block.Count;
                blocks.Add((lot.Block, account));
            }
        for (var i = 0; i < Holding.Kinds; i++)
            if (byKind[i] != holding.Balance((UnitKind)i))
                return $"account {account}: lots of {(UnitKind)i} make {byKind[i]} t, unlike the balance";
        return null;
    }

    /// <summary>Every serial from the first to the last issued lies in exactly one block.</summary>
    private static string? CheckSerials(List<(SerialBlock Block, AccountId Account)> blocks, long nextSerial)
    {
        blocks.Sort((a, b) => a.Block.First.CompareTo(b.Block.First));
        var next = 1L;
        foreach (var (block, account) in blocks)
        {
            if (block.First < next)
                return $"{Serial.Text(block.First)} is in two places, one of them account {account}";
            if (block.First > next) return $"{Serial.Text(next)} is nowhere";
            next = block.Last + 1;
        }
        return next == nextSerial ? null : $"{Serial.Text(next)} is nowhere";
    }

    private static string? CheckPending(RegistryState registry)
    {
        foreach (var transfer in registry.Pending.All)
            if (registry.FindHold(transfer.Id) is not { Cause: HoldCause.PendingTransfer } hold
                || hold.Quantity != transfer.Quantity || hold.Account != transfer.From)
                return $"pending transfer {transfer.Id} is not covered by its hold";
        var sums = registry.AllHolds.GroupBy(h => (h.Account, h.Kind, h.Cause))
            .ToDictionary(g => g.Key, g => g.Sum(h => h.Quantity.Count));
        foreach (var ((account, kind, cause), sum) in sums.OrderBy(s => s.Key.Account))
            if (registry.Held(account, kind, cause).Count != sum)
                return $"account {account}: holds for {cause} make {sum} t of {kind}, the total says otherwise";
        return null;
    }

    /// <summary>What left an account is not there any more, unless a later event of the decision brought it
    /// back.</summary>
    private static string? CheckLeft(RegistryState registry, Movement movement)
    {
        var from = registry.FindHolding(movement.From)!;
        var to = registry.FindHolding(movement.To)!;
        foreach (var lot in movement.Lots)
            if (from.Classes.TryGetValue(lot.Attributes.Class, out var left) && left.HoldsAny(lot.Block)
                && to.Classes.TryGetValue(lot.Attributes.Class, out var there) && there.HoldsWhole(lot.Block))
                return $"{lot.Block} are in both accounts {movement.From} and {movement.To}";
        return null;
    }
}
