using Chutan.Market.Allocation;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>设定总量: the cap, the registry's issue limit and the reserves in one decision.</summary>
internal static class CapFlow
{
    public static Decision Decide(SetCap command, CommandContext context, MarketState state)
    {
        if (CapSetting.Problem(command, context, state.Allocation) is { } problem) return problem;
        var before = state.Allocation.CapOf(command.Year);
        var vintage = new Vintage(command.Year.Year);
        var total = command.Initial + command.NewEntrant + command.GovernmentReserve;
        var draft = new LedgerDraft(state.Registry);
        var registry = state.Registry;
        var refusal = draft.LimitIssue(UnitKind.Allowance, vintage, total)
            ?? Reserve(draft, registry.NewEntrantReserve, vintage,
                command.NewEntrant.Beyond(before?.NewEntrant ?? Tonnes.Zero), Origin.NewEntrant, command.Decision)
            ?? Reserve(draft, registry.GovernmentReserve, vintage,
                command.GovernmentReserve.Beyond(before?.GovernmentReserve ?? Tonnes.Zero), Origin.Auction,
                command.Decision);
        if (refusal is not null) return refusal;
        return Decision.Accept([
            new CapSet(command.Year, command.Initial, command.NewEntrant, command.GovernmentReserve, command.Decision),
            .. draft.Events]);
    }

    /// <summary>S: what participants still hold of earlier vintages when the factor is worked out.</summary>
    public static Decision Decide(ComputeMarketFactor command, CommandContext context, MarketState state)
    {
        var stock = Tonnes.Zero;
        foreach (var participant in state.Participants.All)
        {
            if (state.Registry.AccountOf(participant.Id) is not { } account) continue;
            foreach (var lot in state.Registry.Lots(account))
                if (lot.Attributes.Kind == UnitKind.Allowance && lot.Attributes.Vintage.Year < command.Year.Year)
                    stock += new Tonnes(lot.Block.Count);
        }
        return CapSetting.Compute(command.Year, stock, context, state.Allocation);
    }

    public static Decision Decide(ReleaseReserve command, CommandContext context, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if (command.Quantity.IsZero) return AllocationRefusals.QuantityNeeded.With(AllocationRefusals.Order);
        if (state.Allocation.CapOf(command.Year) is null)
            return AllocationRefusals.NoCap.With(AllocationRefusals.Order, ("year", command.Year));
        var draft = new LedgerDraft(state.Registry);
        if (AllocationLedger.OutOfReserve(draft, state.Registry.GovernmentReserve, command.Account, command.Year,
            command.Quantity, command.Sold, command.Decision) is { } refusal) return refusal;
        return Decision.Accept([.. draft.Events,
            new ReserveReleased(command.Year, command.Account, command.Quantity, command.Sold, command.Decision)]);
    }

    private static Refusal? Reserve(
        LedgerDraft draft, AccountId account, Vintage vintage, Tonnes quantity, Origin origin,
        string reference) => quantity.IsZero ? null
        : draft.Issue(account, UnitKind.Allowance, vintage, quantity, origin, "", notBankable: false, reference);
}
