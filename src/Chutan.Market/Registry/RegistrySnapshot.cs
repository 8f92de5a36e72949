namespace Chutan.Market.Registry;

/// <summary>How the registry's state is written into a snapshot: accounts, holds and classes in order of their numbers.
/// </summary>
internal static class RegistrySnapshot
{
    public static void Save(
        RegistryState registry, StateWriter to, IReadOnlyDictionary<UnitClass, Tonnes> issueLimits)
    {
        to.Bool(registry.IsFounded);
        to.Long(registry.IssuanceControl.Number);
        to.Long(registry.Surrendered.Number);
        to.Long(registry.Cancelled.Number);
        to.Long(registry.GovernmentReserve.Number);
        to.Long(registry.NewEntrantReserve.Number);
        to.Long(registry.NextSerial);
        to.Long(registry.NextHold.Number);
        to.Many([.. registry.Holdings], h =>
        {
            WriteAccount(to, h.Account);
            to.Int(h.Classes.Values.Sum(l => l.Lots.Count));
            foreach (var list in h.Classes.Values)
                foreach (var lot in list.Lots) WriteLot(to, lot);
        });
        to.Many([.. registry.AllHolds.OrderBy(h => h.Id)], h => WriteHold(to, h));
        to.Many([.. registry.IssuedByClass], i =>
        {
            WriteClass(to, i.Key);
            to.Long(i.Value);
        });
        to.Many([.. issueLimits], l =>
        {
            WriteClass(to, l.Key);
            to.Long(l.Value.Count);
        });
        registry.Pending.Save(to);
        registry.Corrections.Save(to);
        registry.Certificates.Save(to);
        registry.Applications.Save(to);
    }

    public static Account ReadAccount(StateReader from)
    {
        var account = new Account(new(from.Long()), new(from.Long()), (AccountKind)from.Int(),
            (AccountStatus)from.Int(), from.Date(), HoldingLimit: null);
        var limit = from.Long();
        return limit < 0 ? account : account with { HoldingLimit = new Tonnes(limit) };
    }

    public static void WriteLot(StateWriter to, Lot lot)
    {
        to.Long(lot.Block.First);
        to.Long(lot.Block.Count);
        WriteClass(to, lot.Attributes.Class);
        to.Bool(lot.Attributes.Traded);
        to.Bool(lot.Attributes.NotBankable);
        to.Int((int)lot.Attributes.Origin);
        to.String(lot.Attributes.Project);
    }

    public static Lot ReadLot(StateReader from)
    {
        var block = new SerialBlock(from.Long(), from.Long());
        var unitClass = ReadClass(from);
        return new Lot(block, new LotAttributes(unitClass.Kind, unitClass.Vintage, from.Bool(), from.Bool(),
            (Origin)from.Int(), from.String()));
    }

    public static Hold ReadHold(StateReader from) => new(new(from.Long()), new(from.Long()), (UnitKind)from.Int(),
        new Tonnes(from.Long()), (HoldCause)from.Int(), from.String());

    public static UnitClass ReadClass(StateReader from) => new((UnitKind)from.Int(), new Vintage(from.Int()));

    private static void WriteAccount(StateWriter to, Account account)
    {
        to.Long(account.Id.Number);
        to.Long(account.Owner.Number);
        to.Int((int)account.Kind);
        to.Int((int)account.Status);
        to.Date(account.Opened);
        to.Long(account.HoldingLimit?.Count ?? -1);
    }

    private static void WriteHold(StateWriter to, Hold hold)
    {
        to.Long(hold.Id.Number);
        to.Long(hold.Account.Number);
        to.Int((int)hold.Kind);
        to.Long(hold.Quantity.Count);
        to.Int((int)hold.Cause);
        to.String(hold.Reference);
    }

    private static void WriteClass(StateWriter to, UnitClass unitClass)
    {
        to.Int((int)unitClass.Kind);
        to.Int(unitClass.Vintage.Year);
    }
}
