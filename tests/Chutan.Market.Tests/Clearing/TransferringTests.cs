using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Clearing;

public sealed class TransferringTests
{
    private readonly TradingMarket market = new();

    [Fact]
    public void A_batch_moves_money_in_order_and_the_sum_stays()
    {
        var (a, b, c) = (market.Trader(100, 0), market.Trader(50, 0), market.Trader(0, 0));
        var total = market.State.Clearing.BankTotal;

        market.Accept(new TransferMoney([new(a, b, new(10_000)), new(b, c, new(15_000)), new(c, a, new(1))],
            AllOrNothing: true, "更正前日分配"), market.Clearing);

        var clearing = market.State.Clearing;
        Assert.Equal((new Money(1), Money.Zero, new Money(14_999), total),
            (clearing.Balance(a), clearing.Balance(b), clearing.Balance(c), clearing.BankTotal));
        market.Reload();
        Assert.Equal(new Money(14_999), market.State.Clearing.Balance(c));
    }

    [Fact]
    public void All_or_nothing_names_the_first_line_that_fails_and_moves_nothing()
    {
        var (a, b) = (market.Trader(100, 0), market.Trader(0, 0));

        market.Refuse("clearing.transfer-fails", new TransferMoney([new(a, b, new(4_000)), new(a, b, new(6_001))],
            AllOrNothing: true, "退款"), market.Clearing);

        Assert.Equal((new Money(10_000), Money.Zero),
            (market.State.Clearing.Balance(a), market.State.Clearing.Balance(b)));
    }

    [Fact]
    public void One_by_one_leaves_out_what_cannot_be_made_and_says_why()
    {
        var (a, b) = (market.Trader(100, 0), market.Trader(0, 0));

        var events = market.Accept(new TransferMoney([new(a, b, new(10_001)), new(a, a, new(1)), new(a, b, Money.Zero),
            new(a, new(97), new(1)), new(a, b, new(2_500))], AllOrNothing: false, "退款"), market.Clearing);

        Assert.Equal(
            [new RefusedTransfer(1, TransferProblem.InsufficientFunds), new(2, TransferProblem.SameAccount),
                new(3, TransferProblem.NoAmount), new(4, TransferProblem.UnknownAccount)],
            events.OfType<TransfersLeftOut>().Single().LeftOut.AsEnumerable());
        Assert.Equal(new Money(2_500), market.State.Clearing.Balance(b));
    }

    [Fact]
    public void Money_tied_up_by_an_order_is_not_moved()
    {
        var (a, b) = (market.Trader(10_000, 0), market.Trader(0, 0));
        market.Open(new LocalDate(2024, 5, 31));
        market.Buy(a, 2000, 100);
        var free = market.State.Clearing.Withdrawable(a);

        market.Refuse("clearing.transfer-fails", new TransferMoney([new(a, b, free + new Money(1))],
            AllOrNothing: true, "退款"), market.Clearing);
        market.Accept(new TransferMoney([new(a, b, free)], AllOrNothing: true, "退款"), market.Clearing);
    }

    [Fact]
    public void A_batch_has_a_length_a_reason_and_a_clearing_house()
    {
        var (a, b) = (market.Trader(100, 0), market.Trader(0, 0));
        var one = new MoneyTransfer(a, b, new(1));

        market.Refuse("clearing.batch-length", new TransferMoney([], true, "退款"), market.Clearing);
        market.Refuse("clearing.batch-length",
            new TransferMoney([.. Enumerable.Repeat(one, 8_190)], true, "退款"), market.Clearing);
        market.Refuse("clearing.reason-needed", new TransferMoney([one], true, " "), market.Clearing);
        market.Refuse("access.not-permitted", new TransferMoney([one], true, "退款"), market.ActorOf(a));
    }

    /// <summary>The same transfers, one command each or in one batch, end in the same balances.</summary>
    [Fact]
    public void A_batch_does_what_its_transfers_do_one_by_one()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var (together, apart) = (new TradingMarket(), new TradingMarket());
            var accounts = Enumerable.Range(0, 6).Select(i => together.Trader(i * 20, 0)).ToArray();
            Assert.Equal(accounts, Enumerable.Range(0, 6).Select(i => apart.Trader(i * 20, 0)));
            var transfers = Enumerable.Range(0, 40).Select(_ => new MoneyTransfer(accounts[random.Next(6)],
                accounts[random.Next(6)], new(random.Next(-10, 4_000)))).ToImmutableArray();

            together.Accept(new TransferMoney(transfers, AllOrNothing: false, "批量"), together.Clearing);
            foreach (var transfer in transfers)
                apart.Accept(new TransferMoney([transfer], AllOrNothing: false, "单笔"), apart.Clearing);

            foreach (var account in accounts)
                Assert.Equal(apart.State.Clearing.Balance(account), together.State.Clearing.Balance(account));
        }
    }
}
