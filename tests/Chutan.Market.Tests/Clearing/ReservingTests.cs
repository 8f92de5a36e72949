using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Clearing;

public sealed class ReservingTests
{
    private static readonly SettlementTerms HalfPercent = new(Rate.Of(0.005m), RoundingRule.HalfUp, 0);

    [Fact]
    public void The_fee_on_1000_tonnes_at_2528_is_12640_fen_each_side() =>
        Assert.Equal(new Money(12_640), Reserving.Fee(new Price(2528) * new Tonnes(1000), HalfPercent));

    [Theory]
    [InlineData(2500, 1, 13)] // 0.125 goes up to 0.13
    [InlineData(2400, 1, 12)]
    [InlineData(2099, 1, 10)] // 0.10495 goes down
    public void The_fee_is_rounded_half_up_to_the_fen_per_trade(long price, long quantity, long fee) =>
        Assert.Equal(new Money(fee), Reserving.Fee(new Price(price) * new Tonnes(quantity), HalfPercent));

    [Fact]
    public void Where_the_rules_drop_the_rest_the_fee_is_rounded_down() =>
        Assert.Equal(new Money(12),
            Reserving.Fee(new Price(2500) * new Tonnes(1), HalfPercent with { FeeRounding = RoundingRule.Down }));

    /// <summary>
    /// Goal: a reservation is never short, however an order is split and whatever the prices at or below its limit.
    /// Method: split at random; each trade releases something or nothing, and a whole fill leaves nothing reserved.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_reservation_is_never_short(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++)
        {
            var limit = new Price(1 + random.Next(5000));
            var left = new Tonnes(1 + random.Next(random.Next(2) == 0 ? 30 : 3000));
            var terms = HalfPercent with { Fee = new Rate(random.Next(2_000_000)) };
            var reserved = Reserving.WorstCost(limit, left, terms);
            while (!left.IsZero)
            {
                var quantity = new Tonnes(random.Next(2) == 0 ? 1 : 1 + random.NextInt64(left.Count));
                var price = random.Next(3) == 0 ? limit : new Price(random.NextInt64(limit.FenPerTonne + 1));
                var booked = Reserving.Book(new(1), "HBEA", TradeMode.Negotiated, new(1), new(1), new(2), price,
                    quantity, limit, left, terms);
                Assert.True(booked.Released >= Money.Zero, $"limit {limit}, {left} left, {quantity} at {price}");
                reserved -= booked.Obligation.Payable + booked.Released;
                left -= quantity;
            }
            Assert.Equal(Money.Zero, reserved);
        }
    }
}
