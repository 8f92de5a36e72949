using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Who sells reductions, and which entities may still use some.</summary>
internal sealed class CreditBuyers(Desk desk, Town town)
{
    /// <summary>What a purchase must be worth the while for, t.</summary>
    private const long Least = 20;

    /// <summary>The institution with most of a kind that is free; null when none has any.</summary>
    public Party? SellerOf(UnitKind kind) => town.Institutions.Select(i => i.Party).Where(p => p.Free(kind) >= Least)
        .OrderByDescending(p => p.Free(kind)).FirstOrDefault();

    /// <summary>Entities that may use more reductions of a kind, and how many: within their limit, and of the Wuhan
    /// scheme only in Wuhan.</summary>
    public ImmutableArray<(Party Party, long Room)> Of(UnitKind kind) =>
    [
        .. town.Entities.Where(e => !e.Excluded && (kind != UnitKind.InclusionReduction || IsInWuhan(e)))
            .Select(e => (e.Party, Room: Room(e))).Where(b => b.Room >= Least),
    ];

    /// <summary>Whether a buyer has the money; otherwise it brings some for the next day.</summary>
    public bool CanPay(Party buyer, Price price, long quantity)
    {
        var cost = Party.CostOf(price, quantity);
        if (buyer.FreeCash >= cost) return true;
        new Cashier(desk, town).Deposit(buyer, cost * 2);
        return false;
    }

    private bool IsInWuhan(Entity entity) =>
        town.Plan.Credits.Any(c => c.Inclusion && c.City.Code == entity.Plan.City.Code);

    private static long Room(Entity entity) => Math.Min(entity.OffsetLimit, entity.Emissions - entity.Surrendered)
        - entity.OffsetsUsed - entity.OffsetsSent - entity.Party.Units(UnitKind.Ccer)
        - entity.Party.Units(UnitKind.InclusionReduction);
}
