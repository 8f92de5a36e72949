using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Clearing;

/// <summary>The fee examples of the settlement rules, mode by mode.</summary>
public sealed class FeeTests
{
    private static readonly SettlementTerms Terms = new(Rate.Of(0.005m), RoundingRule.HalfUp, 0);
    private static readonly Money Value = new Price(2528) * new Tonnes(1000);

    [Fact]
    public void A_negotiated_trade_of_1000_tonnes_at_2528_costs_each_side_12640() =>
        Assert.Equal((new Money(12_640), new Money(12_640)),
            Reserving.Fees(Value, TradeMode.Negotiated, Terms, Table()));

    [Fact]
    public void A_fixed_price_transfer_of_1000_tonnes_at_2528_costs_the_seller_101120_and_the_buyer_nothing() =>
        Assert.Equal((Money.Zero, new Money(101_120)),
            Reserving.Fees(Value, TradeMode.ListingTransfer, Terms, Table(new FeeRow(TradeMode.ListingTransfer,
                default, Rate.Of(0.04m)))));

    [Fact]
    public void Each_side_is_rounded_on_its_own_as_declared()
    {
        var table = Table(new FeeRow(TradeMode.Block, Rate.Of(0.00125m), Rate.Of(0.001m)));
        Assert.Equal((new Money(13), new Money(10)), Reserving.Fees(new Money(10_000), TradeMode.Block, Terms, table));
        Assert.Equal((new Money(12), new Money(10)), Reserving.Fees(new Money(10_000), TradeMode.Block,
            Terms with { FeeRounding = RoundingRule.Down }, table));
    }

    [Fact]
    public void A_mode_without_a_row_pays_the_negotiated_fee() => Assert.Equal((new Money(12_640), new Money(12_640)),
        Reserving.Fees(Value, TradeMode.OneWayBidding, Terms, Table()));

    private static SettlementSettings Table(params FeeRow[] rows)
    {
        var settings = new SettlementSettings();
        settings.Apply(new SettlementSettingsRead(new LocalDate(2024, 5, 31), [.. rows], []));
        return settings;
    }
}
