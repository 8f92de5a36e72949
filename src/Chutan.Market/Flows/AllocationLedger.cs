using Chutan.Market.Allocation;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>How a change of an allocation reaches the registry: issue what is missing, take back what is too much.
/// What an entity no longer holds stays outstanding and is deducted from its next year.</summary>
internal static class AllocationLedger
{
    private const int FarthestYears = 10;

    /// <summary>Brings an entity from what it has of its initial allocation to what it is entitled to.</summary>
    public static (Settlement Settlement, Refusal? Refusal) Settle(LedgerDraft draft, MarketState state,
        EntityAllocation entity, Tonnes entitled, string reference)
    {
        if (entitled > entity.NetIssued)
            return Issue(draft, state, entity, entitled - entity.NetIssued, reference);
        var (taken, outstanding, refusal) =
            TakeBack(draft, state, entity, entity.NetIssued.Beyond(entitled), reference);
        return (new Settlement(Tonnes.Zero, taken, outstanding), refusal);
    }

    /// <summary>Issues initial allowances, within what the cap leaves for them.</summary>
    public static (Settlement Settlement, Refusal? Refusal) Issue(LedgerDraft draft, MarketState state,
        EntityAllocation entity, Tonnes quantity, string reference)
    {
        if (quantity.IsZero) return default;
        if (state.Registry.AccountOf(entity.Participant) is not { } account)
            return (default, NoAccount(entity.Participant));
        if (state.Allocation.CapOf(entity.Year) is not { } cap)
            return (default, AllocationRefusals.NoCap.With(AllocationRefusals.Order, ("year", entity.Year)));
        var left = cap.Initial.Beyond(state.Allocation.NetIssued(entity.Year));
        if (quantity > left)
            return (default, AllocationRefusals.InitialExhausted.With(new Citation(cap.Decision),
                ("year", entity.Year), ("left", left), ("needed", quantity)));
        var refusal = draft.Issue(account, UnitKind.Allowance, new Vintage(entity.Year.Year), quantity,
            Origin.InitialAllocation, "", notBankable: false, reference);
        return (new Settlement(quantity, Tonnes.Zero, Tonnes.Zero), refusal);
    }

    /// <summary>Takes allowances back into the government reserve: the year's own vintage first, as much as is
    /// available.</summary>
    public static (Tonnes Taken, Tonnes Outstanding, Refusal? Refusal) TakeBack(LedgerDraft draft, MarketState state,
        EntityAllocation entity, Tonnes quantity, string reference)
    {
        if (quantity.IsZero) return default;
        if (state.Registry.AccountOf(entity.Participant) is not { } account)
            return (default, quantity, null);
        var taken = Tonnes.Min(quantity, draft.Available(account, UnitKind.Allowance));
        var vintage = new Vintage(entity.Year.Year);
        // What this decision has given so far is of the year's own vintage too.
        var own = draft.Balance(account, UnitKind.Allowance).Beyond(state.Registry.Balance(account,
            UnitKind.Allowance));
        foreach (var lot in state.Registry.Lots(account))
            if (lot.Attributes.Kind == UnitKind.Allowance && lot.Attributes.Vintage == vintage)
                own += new Tonnes(lot.Block.Count);
        var first = Tonnes.Min(taken, own);
        var refusal = Move(draft, account, state.Registry.GovernmentReserve, first, reference,
                lot => lot.Attributes.Vintage == vintage)
            ?? Move(draft, account, state.Registry.GovernmentReserve, taken - first, reference,
                lot => lot.Attributes.Vintage != vintage);
        return (taken, quantity - taken, refusal);
    }

    /// <summary>Hands units out of a reserve account.</summary>
    public static Refusal? OutOfReserve(LedgerDraft draft, AccountId reserve, AccountId to, ComplianceYear year,
        Tonnes quantity, bool sold, string reference) => quantity.IsZero ? null
        : draft.Move(reserve, to, UnitKind.Allowance, quantity, MovementCause.Reserve, sold, reference, null,
            lot => lot.Attributes.Vintage.Year == year.Year);

    /// <summary>The ledger's events, then the room's, then the deduction of what is outstanding.</summary>
    /// <param name="from">The year that bears the deduction; the next one when null.</param>
    public static Decision Accept(
        LedgerDraft draft, AllocationEvent happened, EntityAllocation entity, Tonnes outstanding,
        string cause, ComplianceYear? from = null)
    {
        var events = new List<Event>(draft.Events) { happened };
        if (!outstanding.IsZero)
            events.Add(new DeductionBooked(from ?? entity.Year.Next, entity.Participant, outstanding, cause));
        return Decision.Accept(events);
    }

    /// <summary>The first year after one whose allocation is not determined yet: what is booked there is still
    /// borne.</summary>
    public static ComplianceYear FirstOpen(ComplianceYear after, ParticipantId participant,
        AllocationState allocation)
    {
        var year = after.Next;
        for (var i = 0; i < FarthestYears; i++, year = year.Next)
            if (allocation.Find(year, participant)?.Initial is null) break;
        return year;
    }

    public static Refusal NoAccount(ParticipantId participant) =>
        AllocationRefusals.NoAccount.With(AllocationRefusals.Order, ("participant", participant));

    public static Refusal NotListed(ComplianceYear year, ParticipantId participant) =>
        AllocationRefusals.NotListed.With(AllocationRefusals.Order, ("participant", participant), ("year", year));

    private static Refusal? Move(LedgerDraft draft, AccountId from, AccountId to, Tonnes quantity, string reference,
        Func<Lot, bool> where) => quantity.IsZero ? null
        : draft.Move(from, to, UnitKind.Allowance, quantity, MovementCause.TakeBack, marksTraded: false, reference,
            null,
            where);
}
