namespace Chutan.Market.Registry;

internal sealed record RegistryParts(
    SortedDictionary<AccountId, Account> Accounts, Dictionary<ParticipantId, AccountId> ByOwner,
    SortedDictionary<AccountId, Holdings> Holdings, SortedDictionary<HoldId, AccountId> HoldAccounts,
    SortedDictionary<(UnitKind Kind, Vintage Vintage), long> Issued,
    SortedDictionary<(UnitKind Kind, Vintage Vintage), long> Limits,
    SortedDictionary<HoldId, PendingTransfer> Pending, SortedDictionary<long, Movement> Reversible);

/// <summary>The registry in a snapshot.</summary>
internal sealed class RegistrySnapshot(StateWriter to)
{
    public void Write(RegistryState registry, SortedDictionary<AccountId, Holdings> holdings,
        SortedDictionary<(UnitKind Kind, Vintage Vintage), long> issued,
        SortedDictionary<(UnitKind Kind, Vintage Vintage), long> limits,
        SortedDictionary<HoldId, PendingTransfer> pending, SortedDictionary<long, Movement> reversible)
    {
        to.Many(registry.Accounts, a =>
        {
            to.Long(a.Id.Number);
            to.Int((int)a.Kind);
            to.Long(a.Owner?.Number ?? 0);
            to.Int((int)a.Status);
            to.Many(holdings[a.Id].Lots, Write);
            to.Many(holdings[a.Id].Holds, Write);
        });
        to.Many(issued, Write);
        to.Many(limits, Write);
        to.Many(pending.Values, p =>
        {
            foreach (var n in new[] { p.Hold.Number, p.From.Number, p.To.Number, (long)p.Kind, p.Quantity.Count, p.Vintage?.Year ?? 0 })
                to.Long(n);
            to.Instant(p.ExpiresAt);
        });
        to.Many(reversible, r =>
        {
            to.Long(r.Key);
            to.Long(r.Value.From.Number);
            to.Long(r.Value.To.Number);
            to.Many(r.Value.Lots, Write);
            to.Int((int)r.Value.Cause);
            to.Bool(r.Value.MarksTraded);
            to.String(r.Value.Reference);
        });
        to.Long(registry.NextSerial);
        to.Long(registry.NextHold.Number);
        to.Long(registry.NextCertificate);
    }

    public static void Read(StateReader from, RegistryParts parts)
    {
        from.Many(() =>
        {
            var account = new Account(new(from.Long()), (AccountKind)from.Int(), Owner(from.Long()), (AccountStatus)from.Int());
            var holdings = new Holdings();
            from.Many(() => holdings.Put(ReadLot(from)));
            from.Many(() =>
            {
                var hold = new Hold(new(from.Long()), account.Id, (UnitKind)from.Int(), new(from.Long()),
                    (HoldCause)from.Int(), from.String());
                holdings.Set(hold);
                parts.HoldAccounts.Add(hold.Id, account.Id);
            });
            parts.Accounts.Add(account.Id, account);
            parts.Holdings.Add(account.Id, holdings);
            if (account is { Owner: { } owner, Status: not AccountStatus.Closed }) parts.ByOwner[owner] = account.Id;
        });
        from.Many(() => parts.Issued.Add(((UnitKind)from.Int(), new(from.Int())), from.Long()));
        from.Many(() => parts.Limits.Add(((UnitKind)from.Int(), new(from.Int())), from.Long()));
        from.Many(() =>
        {
            var p = new PendingTransfer(new(from.Long()), new(from.Long()), new(from.Long()), (UnitKind)from.Long(),
                new(from.Long()), from.Long() is var year and > 0 ? new Vintage((int)year) : null, from.Instant());
            parts.Pending.Add(p.Hold, p);
        });
        from.Many(() => parts.Reversible.Add(from.Long(), ReadMovement(from)));
    }

    private static Movement ReadMovement(StateReader from)
    {
        var (source, target) = (new AccountId(from.Long()), new AccountId(from.Long()));
        var lots = ImmutableArray.CreateBuilder<Lot>();
        from.Many(() => lots.Add(ReadLot(from)));
        return new Movement(source, target, lots.ToImmutable(), (MovementCause)from.Int(), from.Bool(), from.String());
    }

    private static ParticipantId? Owner(long number) => number == 0 ? null : new ParticipantId(number);

    private static Lot ReadLot(StateReader from) => new(new SerialBlock(from.Long(), from.Long()), new LotAttributes(
        (UnitKind)from.Int(), new(from.Int()), from.Bool(), from.Bool(), (Origin)from.Int(), from.String()));

    private void Write(Lot lot)
    {
        to.Long(lot.Block.First);
        to.Long(lot.Block.Count);
        to.Int((int)lot.Attributes.Kind);
        to.Int(lot.Attributes.Vintage.Year);
        to.Bool(lot.Attributes.Traded);
        to.Bool(lot.Attributes.NotBankable);
        to.Int((int)lot.Attributes.Origin);
        to.String(lot.Attributes.Project);
    }

    private void Write(Hold hold)
    {
        to.Long(hold.Id.Number);
        to.Int((int)hold.Kind);
        to.Long(hold.Quantity.Count);
        to.Int((int)hold.Cause);
        to.String(hold.Reference);
    }

    private void Write(KeyValuePair<(UnitKind Kind, Vintage Vintage), long> total)
    {
        to.Int((int)total.Key.Kind);
        to.Int(total.Key.Vintage.Year);
        to.Long(total.Value);
    }
}
