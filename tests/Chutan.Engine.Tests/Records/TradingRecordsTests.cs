using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Tests.Records;

/// <summary>The commands and events of the trading day that are journalled as text.</summary>
public sealed class TradingRecordsTests
{
    private static readonly LocalDate Day = new(2024, 5, 31);

    private static readonly DayTerms Terms = new(new(2000), new(1800), new(2200), new(1), new(1), CloseMethod.DayVwap,
        new(9, 30), new(11, 30), new(13, 0), new(15, 0));

    public static TheoryData<object> Values => new(
        new OpenBusinessDay(Day), new CloseTrading(Day), new SettleDay(Day),
        new HaltTrading(HaltCause.SystemFault, "行情中断"), new ResumeTrading("恢复"),
        new DepositMoney(new(97), new(100), "B1"), new WithdrawMoney(new(97), new(100), "B2"),
        new ReconcileDay(Day, new(1), new(2), new(3), new(4)),
        new TradingHalted(HaltCause.Emergency, "暴雨"), new TradingResumed("恢复"),
        new MoneyDeposited(new(97), new(100), "B1"), new MoneyWithdrawn(new(97), new(100), "B2"),
        new SettlementDayOpened(Day, new SettlementTerms(Rate.Of(0.005m), RoundingRule.HalfUp, 0)),
        new TradeSettled(new(1), new(401), new(502), new(366_344), new(1832), new(1832)),
        new DaySettled(Day, 1, new(88), new(366_344), new(3664), "00ff"));

    [Theory, MemberData(nameof(Values))]
    public void A_value_reads_back_as_it_was_written(object value) => Assert.Equal(value, ReadBack(value));

    [Fact]
    public void Differences_read_back_one_by_one()
    {
        var differences = ImmutableArray.Create(new Difference(Figure.BankTotal, 1, 2),
            new Difference(Figure.RegistryDelivered, 3, 4));
        var read = Assert.IsType<DayReconciled>(ReadBack(new DayReconciled(Day, differences)));
        Assert.Equal(Day, read.Date);
        Assert.Equal(differences.AsEnumerable(), read.Differences);
    }

    [Fact]
    public void A_day_reads_back_instrument_by_instrument_and_mode_by_mode()
    {
        ImmutableArray<InstrumentDay> markets = [new(Instruments.Spot, Terms), new(Ccer, Terms with
        {
            Mode = TradeMode.ContinuousBidding, MostOrder = new(5000), OpeningCall = new LocalTime(9, 15),
        })];
        var opened = Assert.IsType<BusinessDayOpened>(ReadBack(new BusinessDayOpened(Day, markets)));
        Assert.Equal(markets.AsEnumerable(), opened.Markets);

        ImmutableArray<ModeFigures> modes =
            [new(TradeMode.Negotiated, new(12), new(24_000), 3, new(1900), new(2100)),
             new(TradeMode.Agreement, new(100), new(250_000), 1, new(2500), new(2500))];
        var day = new DayRecord("HBEA", Day, new(2000), new(1800), new(2200), null, new(2100), null, new(1900),
            new(2000), new(1950), new(12), new(24_000), 3, modes);
        var closed = Assert.IsType<TradingClosed>(ReadBack(new TradingClosed(Day, [day], "00ff")));
        Assert.Equal((Day, "00ff"), (closed.Date, closed.TradeListHash));
        var read = Assert.Single(closed.Days);
        Assert.Equal(day with { Modes = [] }, read with { Modes = [] });
        Assert.Equal(modes.AsEnumerable(), read.Modes);
    }

    private static readonly TradedInstrument Ccer = new("CCER", UnitKind.Ccer, "核证自愿减排量", "CCER", "offsets");

    private static object? ReadBack(object value) => JsonSerializer.Deserialize(
        JsonSerializer.Serialize(value, value.GetType(), WireJson.Options), value.GetType(), WireJson.Options);
}
