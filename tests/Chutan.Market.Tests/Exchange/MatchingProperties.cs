using Chutan.Market.Exchange;

namespace Chutan.Market.Tests.Exchange;

/// <summary>
/// Goal: the matching core does what the plain book does, in every combination of its settings.
/// Method: from a seed, settings and a random flow of new orders of all types, cancellations, replacements and call
/// auctions, with and without scarce funds; after every call the same answer and the same events, at the end the same
/// book and the same purses.
/// </summary>
public sealed class MatchingProperties
{
    private const int SeedsPerTest = 200;
    private const int Calls = 1_200;
    private const int Accounts = 6;

    public static TheoryData<PriceRule, SelfTradeRule> Settings
    {
        get
        {
            var all = new TheoryData<PriceRule, SelfTradeRule>();
            foreach (var price in Enum.GetValues<PriceRule>())
                foreach (var own in Enum.GetValues<SelfTradeRule>())
                    all.Add(price, own);
            return all;
        }
    }

    [Theory, MemberData(nameof(Settings))]
    public void The_core_agrees_with_the_plain_book_event_for_event(PriceRule price, SelfTradeRule own)
    {
        for (var seed = 1; seed <= SeedsPerTest; seed++) new Duel(seed, new MatchingRules(price, own)).Run();
    }

    /// <summary>One core and one plain book under the same random orders.</summary>
    private sealed class Duel
    {
        private readonly string name;
        private readonly Random random;
        private readonly PriceBand band;
        private readonly BookFunds? funds;
        private readonly MatchingBook core;
        private readonly ReferenceBook plain;
        private readonly BookEvents fromCore = new(1);
        private readonly BookEvents fromPlain = new(1);
        private long nextOrder;
        private bool collecting;

        public Duel(int seed, MatchingRules rules)
        {
            name = $"seed {seed}, {rules}";
            random = new Random(seed);
            var lowest = 1 + random.Next(100);
            band = new PriceBand(lowest, lowest + new[] { 0, 20, 70, 5_000 }[seed % 4]);
            if (seed % 3 != 0) funds = Fill(new BookFunds(Accounts, random.Next(2) == 0, random.Next(2) == 0));
            var (first, last) = (1 + random.Next(1_000), Price());
            nextOrder = first;
            plain = new ReferenceBook(band, rules, last, funds);
            core = new MatchingBook(band, rules, last, new BookCapacity(first, random.Next(50), random.Next(5)), funds);
        }

        public void Run()
        {
            for (var i = 0; i < Calls; i++)
            {
                Step();
                Assert.True(fromPlain.Items.SequenceEqual(fromCore.Items), Difference());
                Assert.True(plain.Last == core.Last && plain.Live == core.Live, $"{name}: other last price or size.");
                fromCore.Clear();
                fromPlain.Clear();
                Assert.Equal((plain.BestBid, plain.BestAsk), (core.BestBid, core.BestAsk));
            }
            Assert.Equal(plain.Waiting(Side.Buy), core.Waiting(Side.Buy));
            Assert.Equal(plain.Waiting(Side.Sell), core.Waiting(Side.Sell));
            if (funds is null) return;
            foreach (var account in Enumerable.Range(0, Accounts))
                Assert.Equal((plain.Cash(account), plain.Units(account)), (funds.Cash(account), funds.Units(account)));
        }

        private void Step()
        {
            var draw = random.Next(1_000);
            if (collecting && draw < 30) Uncross();
            else if (draw < 220) Cancel();
            else if (collecting || (draw < 230 && core.Live < 10)) Collect();
            else if (draw < 320) Replace();
            else Enter();
        }

        private void Enter()
        {
            var order = Order((OrderType)random.Next(3));
            Assert.Equal(plain.Enter(order, fromPlain), core.Enter(order, fromCore));
        }

        private void Collect()
        {
            var order = Order(random.Next(20) == 0 ? OrderType.Market : OrderType.Limit);
            collecting |= core.Collect(order, fromCore);
            plain.Collect(order, fromPlain);
        }

        private void Uncross()
        {
            var reference = Price() + random.Next(-3, 4);
            Assert.Equal(plain.Uncross(reference, fromPlain), core.Uncross(reference, fromCore));
            collecting = false;
        }

        private void Cancel()
        {
            var order = Known();
            Assert.Equal(plain.Cancel(order, fromPlain), core.Cancel(order, fromCore));
        }

        private void Replace()
        {
            var (order, old) = (Order(OrderType.Limit), Known());
            Assert.Equal(plain.Replace(old, order, fromPlain), core.Replace(old, order, fromCore));
        }

        private BookOrder Order(OrderType type) => new(nextOrder++,
            random.Next(50) == 0 ? Accounts : random.Next(Accounts), (Side)random.Next(2), type, Price(), Quantity());

        /// <summary>An order number of the day, mostly a late one, sometimes one nobody had.</summary>
        private long Known() => nextOrder - random.Next(random.Next(3) == 0 ? 400 : 12);

        private int Price() => random.Next(60) switch
        {
            0 => band.Lowest - 1,
            1 => band.Highest + 1,
            _ => band.Lowest + (random.Next(band.Prices) + random.Next(band.Prices)) / 2,
        };

        private long Quantity() => random.Next(80) switch
        {
            0 => 0,
            1 => -5,
            2 => MatchingBook.MostQuantity + 1,
            < 10 => 1_000 + random.Next(5_000),
            _ => 1 + random.Next(40),
        };

        private BookFunds Fill(BookFunds empty)
        {
            foreach (var account in Enumerable.Range(0, Accounts))
                empty.Deposit(account, random.Next(3_000_000), random.Next(20_000));
            return empty;
        }

        private string Difference() => $"{name}:\nplain {string.Join("\n      ", fromPlain.Items.ToArray())}\n"
            + $"core  {string.Join("\n      ", fromCore.Items.ToArray())}";
    }
}
