using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Registry.RegistryMarket;

namespace Chutan.Market.Tests.Registry;

public sealed class SerialHistoryTests
{
    [Fact]
    public void One_tonne_tells_where_it_has_been()
    {
        var attributes = new LotAttributes(UnitKind.Allowance, Vintage2023, false, false, Origin.InitialAllocation, "");
        var lot = new Lot(new SerialBlock(1, 100), attributes);
        var hold = new Hold(new HoldId(1), Ironworks, UnitKind.Allowance, new Tonnes(5), HoldCause.Court, "ruling");
        var history = new SerialHistory(7);
        Event[] events =
        [
            new UnitsIssued(Ironworks, [lot], "plan"), new UnitsHeld(hold),
            new HoldChanged(hold.Id, Ironworks, Tonnes.Zero),
            new UnitsMoved(new Movement(Ironworks, Fund, [lot.First(10)],
                MovementCause.Trade, MarksTraded: true, "trade")),
            new UnitsHeld(hold with { Id = new HoldId(2) }),
        ];
        foreach (var happened in events)
            history.Add(happened, new EventContext(1, Instant.MinValue, Scenario.FirstDay));
        Assert.Equal([SerialStepKind.Issued, SerialStepKind.Held, SerialStepKind.Released, SerialStepKind.Moved],
            history.Steps.Select(s => s.Kind));
        Assert.Equal((Fund, true), (history.Steps[^1].To, history.Attributes!.Value.Traded));
    }
}
