using Chutan.Market.Allocation;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>新增预留与分配表: allowances handed out by a decision or a published table instead of a formula.</summary>
internal static class Granting
{
    public static Decision Decide(IssueToNewEntrant command, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if (command.Quantity.IsZero) return AllocationRefusals.QuantityNeeded.With(AllocationRefusals.Order);
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
            return AllocationLedger.NotListed(command.Year, command.Participant);
        if (state.Registry.AccountOf(command.Participant) is not { } account)
            return AllocationLedger.NoAccount(command.Participant);
        var draft = new LedgerDraft(state.Registry);
        if (AllocationLedger.OutOfReserve(draft, state.Registry.NewEntrantReserve, account, command.Year,
            command.Quantity, sold: false, command.Decision) is { } refusal) return refusal;
        return AllocationLedger.Accept(draft, new NewEntrantIssued(command.Year, command.Participant, command.Quantity,
            command.Decision), entity, Tonnes.Zero, "");
    }

    public static Decision Decide(IssueByTable command, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if ((command.Standard + command.NewEntrant).IsZero)
            return AllocationRefusals.QuantityNeeded.With(AllocationRefusals.Order);
        if (state.Participants.Find(command.Participant) is not { Kind: ParticipantKind.CoveredEntity } operatorOf)
            return AllocationRefusals.NotAnEmitter.With(AllocationRefusals.Order, ("participant", command.Participant));
        if (state.Registry.AccountOf(command.Participant) is not { } account)
            return AllocationLedger.NoAccount(command.Participant);
        var events = new List<Event>();
        if (state.Allocation.Find(command.Year, command.Participant) is not { } entity)
        {
            var listed = new ListedEntity(command.Participant, operatorOf.Sector, Industrial: false, Tonnes.Zero, 0,
                Tonnes.Zero, ClearBoundaries: false, BuysClinker: false, []);
            entity = new EntityAllocation(command.Year, listed, AllocationMethod.None, "allocation.method.table",
                command.Decision);
            events.Add(new EntityListed(command.Year, listed, entity.Method, entity.MethodReason, command.Decision));
        }
        var draft = new LedgerDraft(state.Registry);
        var (_, refusal) = AllocationLedger.Issue(draft, state, entity, command.Standard, command.Decision);
        refusal ??= AllocationLedger.OutOfReserve(draft, state.Registry.NewEntrantReserve, account, command.Year,
            command.NewEntrant, sold: false, command.Decision);
        if (refusal is not null) return refusal;
        return Decision.Accept([.. events, .. draft.Events, new TableAllocationIssued(command.Year, command.Participant,
            command.Standard, command.NewEntrant, command.Decision)]);
    }
}
