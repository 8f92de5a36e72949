using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Exchange;

public sealed class OrderBookTests
{
    [Fact]
    public void Better_prices_go_first_and_at_one_price_the_earlier_order()
    {
        var book = NewBook();
        book.Add(Order(1, Side.Sell, 2010, 10));
        book.Add(Order(2, Side.Sell, 2005, 10));
        book.Add(Order(3, Side.Sell, 2005, 10));

        var fills = Match(book, Side.Buy, 2010, 25, last: 2000);

        Assert.Equal([(2L, 10L, 2005L), (3L, 10L, 2005L), (1L, 5L, 2010L)], fills);
    }

    [Fact]
    public void The_price_before_moves_with_each_match_of_one_order()
    {
        var book = NewBook();
        book.Add(Order(1, Side.Buy, 2050, 10));
        book.Add(Order(2, Side.Buy, 2010, 10));

        // The first at the middle of 20.50, 20.00, 20.30; the second at the middle of 20.10, 20.00 and that price.
        Assert.Equal([(1L, 10L, 2030L), (2L, 10L, 2010L)], Match(book, Side.Sell, 2000, 20, last: 2030));
    }

    [Fact]
    public void An_order_that_ends_leaves_no_trace()
    {
        var book = NewBook();
        var (first, second) = (Order(1, Side.Buy, 2000, 10), Order(2, Side.Buy, 1990, 10));
        book.Add(first);
        book.Add(second);

        book.Remove(first.Id);
        Assert.Equal(new Price(1990), book.BestBid);
        book.Reduce(second.Id, new Tonnes(10));
        Assert.Null(book.BestBid);
        Assert.Empty(book.Depth(Side.Buy, 5));
    }

    [Fact]
    public void Depth_shows_whole_levels_best_first()
    {
        var book = NewBook();
        book.Add(Order(1, Side.Sell, 2010, 10));
        book.Add(Order(2, Side.Sell, 2010, 7));
        book.Add(Order(3, Side.Sell, 2005, 1));

        Assert.Equal([new BookLevel(new(2005), new(1), 1), new BookLevel(new(2010), new(17), 2)],
            book.Depth(Side.Sell, 5));
    }

    [Fact]
    public void A_match_with_the_own_order_is_reported()
    {
        var book = NewBook();
        book.Add(Order(1, Side.Sell, 2000, 10, account: 7));

        Assert.Equal(new OrderId(1),
            book.Match(Side.Buy, new(7), new(2000), new(1), new(2000), []));
    }

    [Fact]
    public void A_plan_says_what_trades_what_is_cancelled_and_what_rests()
    {
        var book = new OrderBook(new(1800), new(2200), new(1), new(PriceRule.Negotiated, SelfTradeRule.CancelOldest));
        var (mine, theirs) = (Order(11, Side.Sell, 2000, 10, account: 7), Order(12, Side.Sell, 2010, 4));
        book.Add(mine);
        book.Add(theirs);

        var plan = book.Plan(Side.Buy, new(7), OrderType.Limit, new(2010), new(10), new(2005));
        Assert.Equal(new Fill(theirs.Id, new(4), new(2010)), Assert.Single(plan.Fills));
        Assert.Equal(mine.Id, Assert.Single(plan.Cancelled));
        Assert.Equal((new Tonnes(6), true, null), (plan.Left, plan.Rests, plan.Refused));
        Assert.False(book.Plan(Side.Buy, new(7), OrderType.Market, new(0), new(10), new(2005)).Rests);
        Assert.Equal(new Price(2000), book.BestAsk);
    }

    [Fact]
    public void The_order_that_makes_place_does_not_stand_in_the_way_of_its_successor()
    {
        var book = NewBook();
        var mine = Order(1, Side.Sell, 2000, 10, account: 7);
        book.Add(mine);
        Assert.Equal(mine.Id, book.Plan(Side.Buy, new(7), OrderType.Limit, new(2000), new(1), new(2000)).Refused);
        Assert.Null(book.Plan(Side.Buy, new(7), OrderType.Limit, new(2000), new(1), new(2000), mine.Id).Refused);
    }

    [Fact]
    public void A_call_auction_is_planned_without_changing_the_book()
    {
        var book = NewBook();
        var (bid, ask) = (Order(1, Side.Buy, 2010, 10, account: 7), Order(2, Side.Sell, 1990, 6));
        book.Add(bid);
        Assert.Equal(bid.Id, book.PlanCollect(Side.Sell, new(7), new(2010), new(1)).Refused);
        Assert.True(book.PlanCollect(Side.Sell, new(8), new(2010), new(1)).Rests);
        book.Add(ask);

        Assert.Equal((new Price(2010), new Tonnes(6), 4L), book.Indicate(new(2050)));
        var (price, fills) = book.PlanUncross(new(2000));
        Assert.Equal(new Price(2000), price);
        Assert.Equal(new AuctionFill(bid.Id, ask.Id, new(6)), Assert.Single(fills));
        Assert.Equal((new Price(2010), new Price(1990)), (book.BestBid, book.BestAsk));
    }

    /// <summary>
    /// Goal: the array book does what a plain sorted list does.
    /// Method: from a seed, the same random orders and withdrawals to both; equal fills, equal best prices.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(20240531)]
    public void The_book_agrees_with_a_naive_matcher(int seed)
    {
        var random = new Random(seed);
        var book = NewBook();
        var naive = new NaiveMatcher(2000);
        var open = new Dictionary<long, Tonnes>();
        for (var id = 1L; id <= 3000; id++)
        {
            if (open.Count > 0 && random.Next(4) == 0)
            {
                var gone = open.Keys.Order().ElementAt(random.Next(open.Count));
                book.Remove(new(gone));
                naive.Cancel(gone);
                open.Remove(gone);
            }
            var side = (Side)random.Next(2);
            var (price, quantity) = (1800 + random.Next(401), 1 + random.Next(50));
            var last = naive.Last;
            var expected = naive.Place(id, side, price, quantity);
            Assert.Equal(expected, Match(book, side, price, quantity, last));

            book.Add(Order(id, side, price, quantity));
            open[id] = new Tonnes(quantity);
            foreach (var (resting, filled, _) in expected)
                foreach (var met in new[] { id, resting })
                {
                    book.Reduce(new(met), new Tonnes(filled));
                    if ((open[met] -= new Tonnes(filled)).IsZero) open.Remove(met);
                }
            Assert.Equal(naive.Best(Side.Buy), book.BestBid?.FenPerTonne);
            Assert.Equal(naive.Best(Side.Sell), book.BestAsk?.FenPerTonne);
        }
    }

    private static OrderBook NewBook() => new(new Price(1800), new Price(2200), new Price(1));

    private static OrderRow Order(long id, Side side, long price, long quantity, long? account = null) =>
        new(new OrderAccepted(new(id), new(account ?? id), Instruments.HubeiSpot, side, new(price), new(quantity),
            $"c{id}", default, OrderType.Limit, Tonnes.Zero), Instant.MinValue);

    private static List<(long, long, long)> Match(OrderBook book, Side side, long price, long quantity, long last)
    {
        var fills = new List<Fill>();
        Assert.Null(book.Match(side, new(-1), new(price), new(quantity), new(last), fills));
        return [.. fills.Select(f => (f.Resting.Number, f.Quantity.Count, f.Price.FenPerTonne))];
    }
}

/// <summary>Price-time priority and the middle price, as plainly as they can be written.</summary>
internal sealed class NaiveMatcher(long previousClose)
{
    private readonly List<(long Id, Side Side, long Price, long Left)> orders = [];

    public long Last { get; private set; } = previousClose;

    public long? Best(Side side)
    {
        var prices = orders.Where(o => o.Side == side).Select(o => (long?)o.Price);
        return side == Side.Buy ? prices.Max() : prices.Min();
    }

    public void Cancel(long id) => orders.RemoveAll(o => o.Id == id);

    /// <summary>The fills, as (resting order, tonnes, price).</summary>
    public List<(long, long, long)> Place(long id, Side side, long price, long quantity)
    {
        var fills = new List<(long, long, long)>();
        while (quantity > 0)
        {
            var opposite = orders
                .Where(o => o.Side != side && (side == Side.Buy ? o.Price <= price : o.Price >= price))
                .OrderBy(o => side == Side.Buy ? o.Price : -o.Price).ThenBy(o => o.Id).ToList();
            if (opposite.Count == 0) break;
            var best = opposite[0];
            var matched = Math.Min(quantity, best.Left);
            Last = new[] { price, best.Price, Last }.Order().ElementAt(1);
            fills.Add((best.Id, matched, Last));
            quantity -= matched;
            orders.Remove(best);
            if (best.Left > matched) orders.Add(best with { Left = best.Left - matched });
        }
        if (quantity > 0) orders.Add((id, side, price, quantity));
        return fills;
    }
}
