using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Clearing;

public sealed class OpenObligationsTests
{
    /// <summary>
    /// Goal: obligations are found by their trade and listed in trade order, whatever was settled in between.
    /// Method: from a seed, random additions and settlements beside a sorted dictionary; both say the same each time.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20241014)]
    public void They_are_what_a_sorted_dictionary_holds(int seed)
    {
        var random = new Random(seed);
        var (open, plain) = (new OpenObligations(), new SortedDictionary<TradeId, Obligation>());
        for (var step = 0; step < 3_000; step++)
        {
            var trade = new TradeId(random.Next(3) == 0 ? random.Next(1, 500) : step + 1);
            if (random.Next(2) == 0)
            {
                plain.Remove(trade, out var expected);
                Assert.Same(expected, open.Remove(trade));
            }
            else if (!plain.ContainsKey(trade))
            {
                plain.Add(trade, Of(trade));
                open.Add(plain[trade]);
            }
            else Assert.Throws<InvalidOperationException>(() => open.Add(Of(trade)));
            Assert.Equal(plain.Count, open.Count);
        }
        Assert.Equal(plain.Values, open);
    }

    private static Obligation Of(TradeId trade) => new(trade, Instruments.HubeiSpot, TradeMode.Negotiated, new(401),
        new(502), new Tonnes(1), new Money(2_000), Money.Zero, Money.Zero);
}
