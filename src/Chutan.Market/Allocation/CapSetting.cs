namespace Chutan.Market.Allocation;

/// <summary>设定配额总量: fixes the cap of a year, its parts, and with them the most the registry may ever issue of that
/// vintage. The two reserves are issued into their accounts at once. May be raised later, never lowered.</summary>
[Wire("allocation.set-cap"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SetCap(ComplianceYear Year, Tonnes Initial, Tonnes NewEntrant, Tonnes GovernmentReserve,
    string Decision) : Command;

/// <summary>计算市场调节因子: works out the year's factor from the stock carried in the market, once.</summary>
[Wire("allocation.compute-market-factor"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record ComputeMarketFactor(ComplianceYear Year) : Command;

/// <summary>公布市场调节因子: sets the year's factor by a published decision instead.</summary>
[Wire("allocation.declare-market-factor"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DeclareMarketFactor(ComplianceYear Year, Rate Factor, string Decision) : Command;

/// <summary>动用政府预留: hands units of the government reserve to an account, sold or not.</summary>
/// <param name="Sold">Sold in a public sale: the units count as traded.</param>
[Wire("allocation.release-reserve"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ReleaseReserve(ComplianceYear Year, AccountId Account, Tonnes Quantity, bool Sold, string Decision)
    : Command, IConcernsAccount;

[Wire("allocation.cap-set")]
public sealed record CapSet(ComplianceYear Year, Tonnes Initial, Tonnes NewEntrant, Tonnes GovernmentReserve,
    string Decision) : AllocationEvent;

/// <param name="Stock">Unexpired stock carried from the year before; zero when declared.</param>
[Wire("allocation.market-factor-fixed")]
public sealed record MarketFactorFixed(ComplianceYear Year, Rate Factor, Tonnes Stock, Citation Basis,
    ImmutableArray<ExplanationLine> Lines) : AllocationEvent;

/// <summary>配额总量与市场调节因子.</summary>
internal static class CapSetting
{
    /// <summary>What stands against a cap: an invariant of its parts, the ceiling of the reserve, or an earlier cap.
    /// </summary>
    public static Refusal? Problem(SetCap command, CommandContext context, AllocationState allocation)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        var ceiling = context.Rules.Get(AllocationKeys.GovReserveShareMax, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(AllocationKeys.GovReserveShareMax, command.Year);
        var total = command.Initial + command.NewEntrant + command.GovernmentReserve;
        if (total.IsZero) return AllocationRefusals.QuantityNeeded.With(basis);
        if (command.GovernmentReserve > ceiling.RoundDown(total))
            return AllocationRefusals.ReserveTooLarge.With(basis, ("reserve", command.GovernmentReserve),
                ("cap", total), ("share", ceiling.ToDecimal()));
        if (allocation.CapOf(command.Year) is not { } before) return null;
        return Lowered("INIT", command.Initial, before.Initial, basis)
            ?? Lowered("NEW", command.NewEntrant, before.NewEntrant, basis)
            ?? Lowered("GOV", command.GovernmentReserve, before.GovernmentReserve, basis);
    }

    public static Decision Decide(DeclareMarketFactor command, AllocationState allocation)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return AllocationRefusals.DecisionNeeded.With(AllocationRefusals.Order);
        if (AlreadyFixed(command.Year, allocation) is { } already) return already;
        return Decision.Accept(new MarketFactorFixed(command.Year, command.Factor, Tonnes.Zero,
            new Citation(command.Decision), []));
    }

    /// <summary>m = 1 − S ÷ INIT, rounded half up to the eight decimals a rate has.</summary>
    public static Decision Compute(
        ComplianceYear year, Tonnes stock, CommandContext context, AllocationState allocation)
    {
        if (AlreadyFixed(year, allocation) is { } already) return already;
        var rule = context.Rules.Get(AllocationKeys.MarketFactor, year);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(AllocationKeys.MarketFactor, year);
        if (rule == MarketFactorRule.None)
            return Decision.Accept(new MarketFactorFixed(year, Rate.One, Tonnes.Zero, basis, []));
        if (allocation.CapOf(year) is not { Initial.IsZero: false } cap)
            return AllocationRefusals.NoCap.With(basis, ("year", year));
        if (stock > cap.Initial)
            return AllocationRefusals.FactorNegative.With(basis, ("stock", stock), ("initial", cap.Initial));
        var explain = new Explanation(context.Rules);
        explain.Input("S", "allocation.line.stock", stock.Count, "t");
        explain.Input("INIT", "allocation.line.initial-allowances", cap.Initial.Count, "t");
        var taken = Rounding.HalfUp((Int128)stock.Count * Rate.Scale, cap.Initial.Count);
        var factor = new Rate(Rate.Scale - taken);
        explain.Step("m", "allocation.line.market-factor", "1 − S ÷ INIT", factor.ToDecimal(), "");
        return Decision.Accept(new MarketFactorFixed(year, factor, stock, basis, explain.Lines));
    }

    private static Refusal? AlreadyFixed(ComplianceYear year, AllocationState allocation) =>
        allocation.FactorOf(year) is { } factor
            ? AllocationRefusals.FactorFixed.With(factor.Basis, ("year", year), ("factor", factor.Value.ToDecimal()))
            : null;

    private static Refusal? Lowered(string part, Tonnes now, Tonnes before, Citation basis) =>
        now < before ? AllocationRefusals.CapLowered.With(basis, ("part", part), ("set", before)) : null;
}
