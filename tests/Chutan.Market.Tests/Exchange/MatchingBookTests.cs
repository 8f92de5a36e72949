using Chutan.Market.Exchange;

namespace Chutan.Market.Tests.Exchange;

/// <summary>What the matching core does with single orders, in examples that can be checked by hand.</summary>
public sealed class MatchingBookTests
{
    private const int Me = 1;
    private const int Other = 2;
    private readonly BookEvents events = new(16);
    private long nextOrder = 1;

    [Theory]
    [InlineData(PriceRule.RestingOrder, 2510)]
    [InlineData(PriceRule.Negotiated, 2520)]
    public void The_price_rule_is_a_setting(PriceRule rule, int price)
    {
        var book = Book(price: rule, last: 2520);
        Enter(book, Side.Sell, 2510, 10);
        Enter(book, Side.Buy, 2530, 10);
        Assert.Equal([(price, 10L)], Trades());
        Assert.Equal(price, book.Last);
    }

    [Fact]
    public void An_immediate_order_never_rests()
    {
        var book = Book();
        Enter(book, Side.Sell, 2510, 4);
        Enter(book, Side.Buy, 2510, 10, type: OrderType.ImmediateOrCancel);
        Assert.Equal([(2510, 4L)], Trades());
        Assert.Contains(Items(),
            e => e is { Kind: BookEventKind.Cancelled, Quantity: 6, Reason: BookReason.NotResting });
        Assert.Equal((null, null), (book.BestBid, book.BestAsk));
    }

    [Fact]
    public void A_market_order_takes_every_price_of_the_band()
    {
        var book = Book();
        Enter(book, Side.Buy, 2300, 4);
        Enter(book, Side.Buy, 2700, 4);
        Enter(book, Side.Sell, 0, 8, type: OrderType.Market);
        Assert.Equal([(2700, 4L), (2300, 4L)], Trades());
    }

    [Fact]
    public void A_replaced_order_goes_to_the_back_of_the_queue()
    {
        var book = Book();
        var first = Enter(book, Side.Sell, 2500, 5);
        var second = Enter(book, Side.Sell, 2500, 5);
        Assert.True(book.Replace(first, Order(Side.Sell, 2500, 5), events));
        Enter(book, Side.Buy, 2500, 6);
        Assert.Equal([second, 3L], Items().Where(e => e.Kind == BookEventKind.Traded).Select(e => e.Other));
    }

    [Fact]
    public void The_replacement_of_an_order_that_is_gone_is_refused_whole()
    {
        var book = Book();
        var order = Enter(book, Side.Sell, 2500, 5);
        Assert.True(book.Cancel(order, events));
        Assert.False(book.Cancel(order, events));
        Assert.False(book.Replace(order, Order(Side.Sell, 2500, 5), events));
        Assert.Equal(0, book.Live);
        Assert.Equal(2, Items().Count(e => e is { Kind: BookEventKind.Refused, Reason: BookReason.NotLive }));
    }

    [Fact]
    public void A_replacement_that_cannot_be_paid_leaves_the_old_order()
    {
        var funds = Funds(cash: 25_000, units: 0);
        var book = Book(funds: funds);
        var old = Enter(book, Side.Buy, 2500, 10, account: Me);
        Assert.False(book.Replace(old, Order(Side.Buy, 2500, 11, account: Me), events));
        Assert.Equal((10L, 0L), (book.Remaining(old), funds.Cash(Me)));
        Assert.True(book.Replace(old, Order(Side.Buy, 2400, 10, account: Me), events));
        Assert.Equal(1_000, funds.Cash(Me));
    }

    [Theory]
    [InlineData(SelfTradeRule.Allow, "5 with Me, 3 with Other", 0)]
    [InlineData(SelfTradeRule.RefuseNewest, "", 2)]
    [InlineData(SelfTradeRule.CancelOldest, "5 with Other", 0)]
    [InlineData(SelfTradeRule.CancelBoth, "", 1)]
    public void An_order_that_meets_its_own_account(SelfTradeRule rule, string trades, int left)
    {
        var book = Book(own: rule);
        var mine = Enter(book, Side.Sell, 2500, 5, account: Me);
        Enter(book, Side.Sell, 2510, 5, account: Other);
        Enter(book, Side.Buy, 2510, 8, account: Me);
        Assert.Equal(trades, string.Join(", ", Items().Where(e => e.Kind == BookEventKind.Traded)
            .Select(e => $"{e.Quantity} with {(e.Other == mine ? "Me" : "Other")}")));
        Assert.Equal(left, Enumerable.Range(1, 2).Count(order => book.Remaining(order) == 5));
    }

    [Fact]
    public void Money_and_units_are_taken_at_entry_and_come_back()
    {
        var funds = Funds(cash: 100_000, units: 20);
        var book = Book(price: PriceRule.Negotiated, last: 2500, funds: funds);
        var bid = Enter(book, Side.Buy, 2600, 10, account: Me);
        Assert.Equal(74_000, funds.Cash(Me));
        Enter(book, Side.Sell, 2400, 4, account: Other);
        // 4 t at 25.00, the middle price: the buyer gets 1.00 for each of them back, the seller is paid.
        Assert.Equal((74_400L, 110_000L, 16L), (funds.Cash(Me), funds.Cash(Other), funds.Units(Other)));
        Assert.True(book.Cancel(bid, events));
        Assert.Equal((90_000L, 20L), (funds.Cash(Me), funds.Units(Me)));
    }

    [Theory]
    [InlineData(Side.Buy, 2500, 41, Me, BookReason.NoCash)]
    [InlineData(Side.Sell, 2500, 21, Me, BookReason.NoUnits)]
    [InlineData(Side.Buy, 2500, 1, 99, BookReason.UnknownAccount)]
    [InlineData(Side.Buy, 2199, 1, Me, BookReason.OutsideBand)]
    [InlineData(Side.Buy, 2801, 1, Me, BookReason.OutsideBand)]
    [InlineData(Side.Buy, 2500, 0, Me, BookReason.BadQuantity)]
    public void An_order_that_cannot_be_is_refused(Side side, int price, long quantity, int account, BookReason reason)
    {
        var book = Book(funds: Funds(cash: 100_000, units: 20));
        Assert.False(book.Enter(Order(side, price, quantity, account), events));
        Assert.Equal(reason, Assert.Single(Items()).Reason);
    }

    [Fact]
    public void A_call_auction_trades_the_most_at_one_price()
    {
        var book = Book();
        Collect(book, Side.Buy, 2530, 300);
        Collect(book, Side.Buy, 2520, 200);
        Collect(book, Side.Buy, 2500, 400);
        Collect(book, Side.Sell, 2490, 250);
        Collect(book, Side.Sell, 2510, 250);
        Collect(book, Side.Sell, 2540, 100);
        // From 25.10 to 25.20 all 500 t can trade and nothing is left over; 25.05 before is nearest to 25.10.
        Assert.Equal(new AuctionOutcome(2510, 500, 0), book.Indicate(2505));
        Assert.Equal(new AuctionOutcome(2515, 500, 0), book.Indicate(2515));
        Assert.Equal(new AuctionOutcome(2520, 500, 0), book.Uncross(2600, events));
        Assert.Equal([(2520, 250L), (2520, 50L), (2520, 200L)], Trades());
        Assert.Equal((2500, 2540), (book.BestBid, book.BestAsk));
    }

    [Fact]
    public void Of_prices_that_trade_the_same_the_one_that_leaves_least_counts()
    {
        var book = Book();
        Collect(book, Side.Buy, 2530, 100);
        Collect(book, Side.Sell, 2500, 100);
        Collect(book, Side.Sell, 2520, 40);
        Assert.Equal(new AuctionOutcome(2519, 100, 0), book.Indicate(2530));
    }

    [Fact]
    public void Without_a_bid_above_an_ask_there_is_no_auction_price()
    {
        var book = Book();
        Collect(book, Side.Buy, 2500, 100);
        Collect(book, Side.Sell, 2501, 100);
        Assert.Equal(new AuctionOutcome(null, 0, 0), book.Uncross(2500, events));
        Assert.Empty(Trades());
    }

    [Theory]
    [InlineData(SelfTradeRule.Allow, 2)]
    [InlineData(SelfTradeRule.RefuseNewest, 1)]
    [InlineData(SelfTradeRule.CancelOldest, 1)]
    [InlineData(SelfTradeRule.CancelBoth, 0)]
    public void An_account_is_not_on_both_sides_of_a_call_auction(SelfTradeRule rule, int live)
    {
        var book = Book(own: rule);
        Collect(book, Side.Buy, 2500, 10, Me);
        Collect(book, Side.Sell, 2500, 10, Me);
        Assert.Equal(live, book.Live);
    }

    [Fact]
    public void Nothing_trades_at_once_while_orders_are_collected()
    {
        var book = Book();
        Collect(book, Side.Buy, 2500, 10);
        Assert.Throws<InvalidOperationException>(() => book.Enter(Order(Side.Sell, 2500, 10), events));
        Assert.False(book.Collect(new BookOrder(9, Me, Side.Sell, OrderType.Market, 0, 1), events));
        Assert.Equal(BookReason.NotInAuction, Items()[^1].Reason);
    }

    [Fact]
    public void Depth_and_best_prices_survive_gaps_of_any_width()
    {
        var band = new PriceBand(1, MatchingBook.MostPrices);
        var book = new MatchingBook(band, default, 1, new BookCapacity(1, 0, 0));
        var prices = new[] { 1, 2, 63, 64, 65, 4_095, 4_096, 4_097, 70_000, MatchingBook.MostPrices };
        foreach (var price in prices.Reverse()) Enter(book, Side.Sell, price, 1);
        var depth = new BookDepth[20];
        Assert.Equal(prices, depth[..book.Depth(Side.Sell, depth)].Select(d => d.Price));
        foreach (var price in prices)
        {
            Assert.Equal(price, book.BestAsk);
            Enter(book, Side.Buy, price, 1);
        }
        foreach (var price in prices) Enter(book, Side.Buy, price, 1);
        Assert.Equal(prices.Reverse(), depth[..book.Depth(Side.Buy, depth)].Select(d => d.Price));
        Assert.Null(book.BestAsk);
    }

    private static MatchingBook Book(PriceRule price = default, SelfTradeRule own = default, int last = 2500,
        BookFunds? funds = null) =>
        new(new PriceBand(2200, 2800), new MatchingRules(price, own), last, new BookCapacity(1, 16, 4), funds);

    private static BookFunds Funds(long cash, long units)
    {
        var funds = new BookFunds(3, cashAtOnce: true, unitsAtOnce: false);
        funds.Deposit(Me, cash, units);
        funds.Deposit(Other, 100_000, 20);
        return funds;
    }

    private BookOrder Order(Side side, int price, long quantity, int account = Other, OrderType type = default) =>
        new(nextOrder++, account, side, type, price, quantity);

    private long Enter(MatchingBook book, Side side, int price, long quantity, int account = Other,
        OrderType type = default)
    {
        var order = Order(side, price, quantity, account, type);
        book.Enter(order, events);
        return order.Id;
    }

    private void Collect(MatchingBook book, Side side, int price, long quantity, int account = Other) =>
        book.Collect(Order(side, price, quantity, account), events);

    private BookEvent[] Items() => events.Items.ToArray();

    private IEnumerable<(int Price, long Quantity)> Trades() =>
        Items().Where(e => e.Kind == BookEventKind.Traded).Select(e => (e.Price, e.Quantity));
}
