using Chutan.Simulation.World;

namespace Chutan.Simulation.Agents;

/// <summary>How covered entities trade: those that will lack allowances buy, those that will have some over sell, each
/// at its own pace, and abate where that is cheaper.</summary>
internal static class Covering
{
    private const long SmallestOrder = 20;
    private const long LargestOrder = 60_000;
    private const int DefaulterCoversPerMille = 450;

    /// <summary>An entity compares its abatement costs with the price, and takes up what pays.</summary>
    /// <param name="monthsLeft">Months of the emission year in which an abatement still counts.</param>
    public static void Abate(Entity entity, long price, int monthsLeft)
    {
        var steps = entity.Plan.Abatements;
        while (entity.Abated < steps.Length && steps[entity.Abated].Cost.FenPerTonne < price)
        {
            entity.Emissions -= steps[entity.Abated].Tonnes * monthsLeft / 12;
            entity.Abated++;
        }
    }

    /// <summary>The order of one day, if it sends one.</summary>
    /// <param name="shareOfRest">Today's part of the season that is left, in millionths.</param>
    /// <param name="often">How often in a thousand it comes to the market on a usual day.</param>
    public static void Trade(Entity entity, Tape tape, long shareOfRest, int often, bool urgent, Intents intents)
    {
        var (party, chance) = (entity.Party, entity.Chance);
        if (party.Account == default || entity.ExpectedAllocation == 0 && entity.Received == 0) return;
        if (!chance.PerMille(often)) return;
        var balance = entity.Balance;
        if (balance < 0 && entity.Plan.Temper == Temper.Defaulter)
            balance = -Math.Max(0, -balance - entity.Emissions * (1000 - DefaulterCoversPerMille) / 40_000);
        var today = (long)((Int128)Math.Abs(balance) * shareOfRest / 1_000_000) * 1000 / often;
        var quantity = Math.Clamp(today * chance.Between(700, 1300) / 1000, SmallestOrder, LargestOrder);
        quantity = Math.Min(quantity, Math.Abs(balance));
        var off = tape.Last * chance.Between(urgent ? 60 : 0, urgent ? 260 : 110) / 10_000;
        if (balance < 0)
            intents.Buy(party, tape.Within(tape.Last + off), quantity);
        else if (balance > SmallestOrder)
            intents.Sell(party, tape.Within(tape.Last - off), quantity);
    }

    /// <summary>Money an entity should bring so that it can cover what it lacks, fen; zero when it has
    /// enough.</summary>
    public static long MoneyToBring(Entity entity, long price)
    {
        var lacks = -entity.Balance;
        if (lacks <= 0) return 0;
        var needed = lacks * price * 108 / 100;
        return Math.Max(0, needed - entity.Party.FreeCash) / 100_000_00 * 100_000_00
            + (needed > entity.Party.FreeCash ? 100_000_00 : 0);
    }
}
