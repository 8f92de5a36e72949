using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Engine.Tests.Records;

public sealed class HotLayoutsTests
{
    private static readonly Instant At = Instant.FromUtc(2024, 10, 15, 2, 30, 1).PlusTicks(1234567);

    public static TheoryData<object> Values => new(
        new PlaceOrder(AccountId.FromSerial(10_000_123), "HBEA", Side.Sell, new(4163), new(1200), "client-1",
            OrderType.ImmediateOrCancel),
        new CancelOrder(AccountId.FromSerial(10_000_123), new(77)),
        new OrderAccepted(new(9), AccountId.FromSerial(10_000_123), "HBEA", Side.Buy, new(4163), new(1200), "委托-1",
            new(0), OrderType.Market, new(7)),
        new TradeExecuted(new(1), "CCER", TradeMode.Agreement, new(2), new(3), new(401), new(502), new(4163), new(88),
            Side.Sell, At, new(7)),
        new OrderCancelled(new(9), new(401), new(12), OrderEnd.Disconnected),
        new OrderExpired(new(9), new(401), new(12)),
        new MoneyFrozen(new(401), new(9), new(5_000_001)),
        new MoneyReleased(new(401), new(9), new(5_000_001)),
        new ObligationBooked(new(1), "HBEA", TradeMode.CallAuction, new(2), new(401), new(502), new(88), new(366_344),
            new(1832), new(1832), new(17)),
        new UnitsHeld(new Hold(new(5), new(401), UnitKind.Ccer, new(60), HoldCause.Court, "鄂01执123号")),
        new HoldChanged(new(5), new(401), new(0)),
        new TransferUnits(AccountId.FromSerial(10_000_123), AccountId.FromSerial(10_000_124), UnitKind.Allowance,
            new(1500), "合同转让"),
        new ConfirmTransfer(AccountId.FromSerial(10_000_124), new(31)),
        new WithdrawTransfer(AccountId.FromSerial(10_000_123), new(31)),
        new TransferRequested(new PendingTransfer(new(31), new(401), new(502), UnitKind.Ccer, new(1500), At, "合同转让")),
        new TransferClosed(new(31), TransferOutcome.Withdrawn));

    [Theory, MemberData(nameof(Values))]
    public void A_hot_value_reads_back_as_it_was_written(object value)
    {
        var writer = new RecordWriter();
        Assert.True(HotLayouts.TryWrite(value, writer));
        Assert.Equal(value, HotLayouts.TryRead(writer.Written));
    }

    [Fact]
    public void A_movement_reads_back_lot_by_lot()
    {
        var lots = ImmutableArray.Create(
            new Lot(new SerialBlock(1, 100),
                new LotAttributes(UnitKind.Allowance, new(2023), true, false, Origin.InitialAllocation, "")),
            new Lot(new SerialBlock(900, 5),
                new LotAttributes(UnitKind.Ccer, new(2024), false, true, Origin.OffsetIssue, "CCER-7")));
        var movement = new Movement(new(401), new(502), lots, MovementCause.Trade, MarksTraded: true, "trade:1");
        var writer = new RecordWriter();
        Assert.True(HotLayouts.TryWrite(new UnitsMoved(movement), writer));
        var read = Assert.IsType<UnitsMoved>(HotLayouts.TryRead(writer.Written)).Movement;
        Assert.Equal(lots.AsEnumerable(), read.Lots);
        Assert.Equal(movement with { Lots = [] }, read with { Lots = [] });
    }

    /// <summary>The market refuses such an order, and the refused command is journalled like any other.</summary>
    [Fact]
    public void A_text_too_long_for_a_layout_is_written_as_json_and_reads_back_whole()
    {
        var codec = new RecordCodec();
        var order = new PlaceOrder(new(401), new string('长', 70_000), Side.Buy, new(4163), new(1),
            new string('x', 65_536));
        var after = new CancelOrder(new(401), new(77));
        foreach (var command in new Command[] { order, after })
        {
            var record = new MarketRecord(0, At, new(2024, 10, 15), default, Actor.Scheduler, new(1, 2), -1,
                RecordCodec.EngineVersion, "", command, new Decision.Accepted([], []));
            Assert.Equal(command, codec.Decode(codec.Encode(record).ToArray(), default).Command);
        }
    }

    [Fact]
    public void Bytes_left_over_and_unknown_layouts_are_errors_not_guesses()
    {
        var writer = new RecordWriter();
        HotLayouts.TryWrite(new CancelOrder(new(1), new(2)), writer);
        var longer = writer.Written.ToArray().Append((byte)0).ToArray();
        Assert.Throws<FormatException>(() => HotLayouts.TryRead(longer));
        Assert.Throws<FormatException>(() => HotLayouts.TryRead(longer.AsSpan(0, 9)));
        Assert.Throws<FormatException>(() => HotLayouts.TryRead([31]));
    }
}
