using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Oversight;

/// <summary>Each detector on a day that should set it off and on one that should not.</summary>
public sealed class SurveillanceTests
{
    private static readonly RuleReader Rules = new(new TradingMarket([.. Thresholds.All]).State.Rulebook);

    [Fact]
    public void Trades_within_a_group_are_wash_trades()
    {
        var day = new Day().Related(11, 12).Trade(11, 12, 60).Trade(12, 11, 40).Trade(13, 12, 500);
        var finding = Assert.Single(WashTrading.Find(day.Picture, Rules));
        Assert.Equal([new AccountId(11), new AccountId(12)], finding.Accounts.AsEnumerable());
        Assert.Equal([new TradeId(1), new TradeId(2)], finding.Trades.AsEnumerable());
        Assert.Equal(("100", "100", "surveillance.wash.quantity"), (finding.Figures[0].Value,
            finding.Figures[0].Threshold, finding.Figures[0].Key));
    }

    [Fact]
    public void Trades_between_strangers_and_small_ones_within_a_group_are_not()
    {
        Assert.Empty(WashTrading.Find(new Day().Trade(11, 12, 5_000).Picture, Rules));
        Assert.Empty(WashTrading.Find(new Day().Related(11, 12).Trade(11, 12, 99).Picture, Rules));
    }

    [Fact]
    public void Units_that_come_back_over_three_hands_go_in_a_circle()
    {
        var day = new Day().Earlier((11, 12, 2_000)).Earlier((12, 13, 1_950)).Trade(13, 11, 1_900).Trade(20, 21, 9_000);
        var finding = Assert.Single(CircularTrading.Find(day.Picture, Rules));
        Assert.Equal([new AccountId(11), new AccountId(12), new AccountId(13)], finding.Accounts.AsEnumerable());
        Assert.Equal("3", finding.Figures.Single(f => f.Name == "hands").Value);
        Assert.Single(CircularTrading.Find(new Day().Earlier((11, 12, 2_000)).Trade(12, 11, 2_000).Picture, Rules));
    }

    [Fact]
    public void Unequal_small_late_or_incidental_legs_make_no_circle()
    {
        Assert.Empty(CircularTrading.Find(
            new Day().Earlier((11, 12, 2_000)).Earlier((12, 13, 1_000)).Trade(13, 11, 2_000).Picture, Rules));
        Assert.Empty(CircularTrading.Find(new Day().Earlier((11, 12, 900)).Trade(12, 11, 900).Picture, Rules));
        var late = new Day().Earlier((11, 12, 2_000));
        for (var i = 0; i < 5; i++) late.Earlier((30, 31, 10));
        Assert.Empty(CircularTrading.Find(late.Trade(12, 11, 2_000).Picture, Rules));
        // A market maker that sells to everybody: the leg is a small part of what it sold.
        Assert.Empty(CircularTrading.Find(
            new Day().Earlier((11, 12, 2_000), (11, 40, 9_000)).Trade(12, 11, 2_000).Picture, Rules));
    }

    [Fact]
    public void A_large_bid_withdrawn_right_after_a_sale_is_a_spoof()
    {
        var day = new Day().Order(11, buys: true, 6_000, at: 10, cancelled: 100).Trade(11, 12, 300, at: 40)
            .Order(13, buys: true, 200, at: 5, cancelled: 90);
        var finding = Assert.Single(Spoofing.Find(day.Picture, Rules));
        Assert.Equal([new AccountId(11)], finding.Accounts.AsEnumerable());
        Assert.Equal("60", finding.Figures.Single(f => f.Name == "seconds").Value);
    }

    [Fact]
    public void Layers_count_together()
    {
        var day = new Day().Trade(11, 12, 300, at: 40);
        for (var i = 0; i < 4; i++) day.Order(11, buys: true, 1_500, at: 10 + i, cancelled: 60);
        var finding = Assert.Single(Spoofing.Find(day.Picture, Rules));
        Assert.Equal("4", finding.Figures.Single(f => f.Name == "orders").Value);
    }

    [Fact]
    public void Late_filled_small_or_one_sided_withdrawals_are_no_spoofs()
    {
        Assert.Empty(Spoofing.Find(
            new Day().Order(11, true, 6_000, at: 10, cancelled: 300).Trade(11, 12, 300, at: 40).Picture, Rules));
        Assert.Empty(Spoofing.Find(
            new Day().Order(11, true, 6_000, at: 10, cancelled: 50, filled: 900).Trade(11, 12, 300, at: 40).Picture,
            Rules));
        Assert.Empty(Spoofing.Find(
            new Day().Order(11, true, 4_000, at: 10, cancelled: 50).Trade(11, 12, 300, at: 40).Picture, Rules));
        Assert.Empty(Spoofing.Find(
            new Day().Order(11, true, 6_000, at: 10, cancelled: 50).Trade(12, 11, 300, at: 40).Picture, Rules));
    }

    [Fact]
    public void Buying_most_of_the_last_minutes_while_the_price_rises_marks_the_close()
    {
        var day = new Day().Trade(12, 13, 1_000, price: 4_000).Trade(12, 11, 600, price: 4_100, at: Day.LastMinutes)
            .Trade(12, 13, 100, price: 4_100, at: Day.LastMinutes + 1);
        var finding = Assert.Single(MarkingTheClose.Find(day.Picture, Rules));
        Assert.Equal([new AccountId(11)], finding.Accounts.AsEnumerable());
        Assert.Equal("0.0250", finding.Figures.Single(f => f.Name == "move").Value);
    }

    [Fact]
    public void A_still_price_a_small_share_and_an_agreement_do_not_mark_it()
    {
        Assert.Empty(MarkingTheClose.Find(new Day().Trade(12, 13, 1_000, price: 4_000)
            .Trade(12, 11, 600, price: 4_010, at: Day.LastMinutes).Picture, Rules));
        var many = new Day().Trade(12, 13, 1_000, price: 4_000);
        for (var i = 0; i < 5; i++) many.Trade(12, 20 + i, 600, price: 4_100, at: Day.LastMinutes + i);
        Assert.Empty(MarkingTheClose.Find(many.Picture, Rules));
        Assert.Empty(MarkingTheClose.Find(new Day().Trade(12, 13, 1_000, price: 4_000)
            .Trade(12, 11, 600, price: 4_900, at: Day.LastMinutes, beside: true).Picture, Rules));
    }

    [Fact]
    public void Buying_and_holding_most_of_the_float_before_the_deadline_is_cornering()
    {
        var day = new Day { DaysToDeadline = 3 }.Earlier((12, 11, 4_000), (12, 14, 1_000)).Trade(13, 11, 500)
            .Position(11, 5_000, 500).Position(12, 3_000, 0).Position(13, 900, 2_000);
        var finding = Assert.Single(Cornering.Find(day.Picture, Rules));
        Assert.Equal("0.6000", finding.Figures.Single(f => f.Name == "share-of-float").Value);
        Assert.Equal("4500", finding.Figures.Single(f => f.Name == "free-holding").Value);
    }

    [Fact]
    public void Buying_for_ones_own_duty_or_long_before_the_deadline_is_not()
    {
        Assert.Empty(Cornering.Find(new Day { DaysToDeadline = 3 }.Trade(12, 11, 4_000).Position(11, 4_000, 4_000)
            .Position(12, 9_000, 0).Picture, Rules));
        Assert.Empty(Cornering.Find(new Day { DaysToDeadline = 50 }.Trade(12, 11, 4_000).Position(11, 9_000, 0).Picture,
            Rules));
        Assert.Empty(Cornering.Find(new Day().Trade(12, 11, 4_000).Position(11, 9_000, 0).Picture, Rules));
    }

    [Fact]
    public void An_expert_who_sells_before_a_release_is_announced_runs_in_front()
    {
        var day = new Day().Earlier((11, 12, 1_000), (20, 21, 60_000)).Announced(lowers: true, informed: 11);
        var finding = Assert.Single(FrontRunning.Find(day.Picture, Rules));
        Assert.Equal([new AccountId(11)], finding.Accounts.AsEnumerable());
        Assert.Equal("1", finding.Figures.Single(f => f.Name == "knew").Value);
    }

    [Fact]
    public void So_does_anybody_whose_large_position_pays_unusually_well()
    {
        var day = new Day { Close = 3_500 }.Earlier((11, 12, 30_000), (20, 21, 60_000))
            .Announced(lowers: true, informed: 99);
        var finding = Assert.Single(FrontRunning.Find(day.Picture, Rules), f => f.Accounts[0].Number == 11);
        Assert.Equal("150000.00", finding.Figures.Single(f => f.Name == "profit").Value);
        Assert.Empty(FrontRunning.Find(new Day { Close = 3_990 }.Earlier((11, 12, 30_000), (20, 21, 60_000))
            .Announced(lowers: true, informed: 99).Picture, Rules));
    }

    [Fact]
    public void Trading_the_wrong_way_or_a_little_is_not()
    {
        Assert.Empty(FrontRunning.Find(new Day().Earlier((12, 11, 3_000)).Announced(lowers: true, 11).Picture, Rules));
        Assert.Empty(FrontRunning.Find(
            new Day().Earlier((11, 12, 999), (20, 21, 60_000)).Announced(lowers: true, 11).Picture, Rules));
        Assert.Empty(FrontRunning.Find(new Day().Earlier((11, 12, 3_000)).Picture, Rules));
    }

    [Fact]
    public void An_alert_explains_itself_in_both_languages_and_is_not_repeated()
    {
        var picture = new Day().Related(11, 12).Trade(11, 12, 200).Picture;
        var state = new SurveillanceState();
        var raised = Surveillance.Evaluate(picture, Rules, state).OfType<AlertRaised>().ToArray();
        Assert.Single(raised);
        state.Apply(raised[0]);
        Assert.Empty(Surveillance.Evaluate(picture, Rules, state).OfType<AlertRaised>());
        foreach (var detector in Enum.GetValues<Detector>())
        {
            var (zh, en) = AlertTexts.Of(state.Alerts[0] with { Detector = detector });
            Assert.True(zh.Length > 10 && en.Length > 10);
        }
        Assert.Equal("Those who belong together traded 200 t with each other in 1 trades: 100 % of the day's volume.",
            AlertTexts.Of(state.Alerts[0]).En);
        Assert.All(AlertTexts.Keys.Where(k => k.StartsWith("figure:", StringComparison.Ordinal)), k =>
            Assert.NotEmpty(AlertTexts.LabelOf(k["figure:".Length..]).Zh));
    }

    [Fact]
    public void Shares_read_in_hundredths_and_nothing_else_does()
    {
        var share = new AlertFigure("move", "0.0325", "", "0.02", "surveillance.close.move");
        Assert.Equal(("3.25 %", "2 %"), (AlertTexts.Shown(share, share.Value), AlertTexts.Shown(share, "0.02")));
        Assert.Equal("40.00", AlertTexts.Shown(share with { Name = "price-after" }, "40.00"));
    }

    /// <summary>Every instrument is watched on its own: what goes round in reductions is an alert about them, repeated
    /// alerts are told apart by instrument, and each has its own days and its own months.</summary>
    [Fact]
    public void Wash_trades_in_reductions_are_found_and_named()
    {
        (string Key, string Value)[] two =
        [
            ("trade.instruments", "HBEA, CCER"), ("trade.instrument.kind:HBEA", "allowance"),
            ("trade.instrument.kind:CCER", "ccer"), ("trade.instrument.name.zh", "品种"),
            ("trade.instrument.name.en", "Instrument"), ("trade.instrument.segment", "spot"),
            ("surveillance.wash.quantity:CCER", "20"),
        ];
        var market = new TradingMarket([.. Thresholds.All, .. two]);
        var (one, other) = (market.Trader(50_000, 200), market.Trader(50_000, 200));
        RegistryGiven.Credits(market, one, new Tonnes(100));
        market.Accept(new RecordRelation([Owner(one), Owner(other)], RelationKind.CorporateGroup, "集团", "工商登记"),
            market.Authority);
        market.Open(new LocalDate(2024, 5, 31));
        Trade("HBEA", 50);
        Trade("CCER", 30);
        market.Close();
        market.Accept(new ReviewDay(market.Date), Actor.Scheduler);

        var surveillance = market.State.Oversight.Surveillance;
        var alert = Assert.Single(surveillance.Alerts);
        Assert.Equal(("CCER", Detector.WashTrading, 1), (alert.Instrument, alert.Detector, alert.Number));
        Assert.Equal((50, 30), (surveillance.DaysOf("HBEA")[0].Flows[0].Quantity.Count,
            surveillance.DaysOf("CCER")[0].Flows[0].Quantity.Count));
        Assert.Equal(["CCER", "HBEA"], surveillance.Months.Select(m => m.Instrument).Distinct().Order());
        market.Reload();

        ParticipantId Owner(AccountId account) => market.State.Registry.OwnerOf(account)!.Value;

        void Trade(string code, long tonnes)
        {
            market.Accept(market.Order(one, Side.Sell, 2000, tonnes) with { Instrument = code }, market.ActorOf(one));
            market.Accept(market.Order(other, Side.Buy, 2000, tonnes) with { Instrument = code },
                market.ActorOf(other));
        }
    }

    /// <summary>
    /// Goal: an honest market does not flood the officers. Method: over forty seeds, ten days each of forty strangers
    /// who trade at random prices, sizes and times, with withdrawals; at most one alert in twenty days.
    /// </summary>
    [Fact]
    public void A_random_market_raises_next_to_no_alerts()
    {
        var (alerts, days) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var history = new List<(int, int, long)[]>();
            for (var d = 0; d < 10; d++, days++)
            {
                var day = new Day { Close = 4_000 };
                foreach (var earlier in history) day.Earlier(earlier);
                var today = new List<(int, int, long)>();
                for (var i = 0; i < 60; i++)
                {
                    var (seller, buyer) = (random.Next(11, 51), random.Next(11, 51));
                    if (seller == buyer) continue;
                    var quantity = random.Next(1, 40) * 50L;
                    day.Trade(seller, buyer, quantity, 4_000 + random.Next(-40, 41), i * 300);
                    today.Add((seller, buyer, quantity));
                    if (random.Next(4) == 0)
                        day.Order(random.Next(11, 51), random.Next(2) == 0, random.Next(1, 100) * 100, i * 300,
                            i * 300 + random.Next(1, 4_000));
                }
                history.Add([.. today]);
                alerts += Surveillance.Evaluate(day.Picture, Rules, new SurveillanceState()).OfType<AlertRaised>()
                    .Count();
            }
        }
        Assert.True(alerts * 20 <= days, $"{alerts} alerts on {days} days");
    }
}

/// <summary>The operator's thresholds, as the rulebook ships them.</summary>
internal static class Thresholds
{
    public static readonly ImmutableArray<(string Key, string Value)> All =
    [
        ("surveillance.wash.quantity", "100"), ("surveillance.circular.days", "5"),
        ("surveillance.circular.quantity", "1500"), ("surveillance.circular.tolerance", "0.05"),
        ("surveillance.circular.share", "0.50"), ("surveillance.spoof.quantity", "5000"),
        ("surveillance.spoof.share", "0.10"), ("surveillance.spoof.seconds", "60"),
        ("surveillance.spoof.filled", "0.10"), ("surveillance.close.minutes", "15"),
        ("surveillance.close.quantity", "500"), ("surveillance.close.share", "0.40"),
        ("surveillance.close.move", "0.02"), ("surveillance.corner.days", "20"),
        ("surveillance.corner.bought", "0.30"), ("surveillance.corner.float", "0.30"),
        ("surveillance.front.days", "5"), ("surveillance.front.informed", "1000"),
        ("surveillance.front.share", "0.25"), ("surveillance.front.profit", "100000.00"),
        ("surveillance.repeat.days", "5"),
    ];
}

/// <summary>A day drawn by hand: accounts and parties have the same numbers.</summary>
internal sealed class Day
{
    public const int LastMinutes = 19_000;
    private static readonly LocalDate Date = new(2024, 6, 14);
    private static readonly Instant Start = Instant.FromUtc(2024, 6, 14, 1, 30);
    private readonly List<WatchedOrder> orders = [];
    private readonly List<WatchedTrade> trades = [];
    private readonly List<DayWatched> before = [];
    private readonly List<PartyPosition> positions = [];
    private readonly List<WatchedAnnouncement> announcements = [];
    private readonly Dictionary<long, long> parties = [];

    public int? DaysToDeadline { get; init; }
    public long Close { get; init; } = 4_000;

    public DayPicture Picture => new("HBEA", Date, new(4_000), new(Close), At(LastMinutes), [.. orders], [.. trades],
        before,
        new DayWatched(Date, "HBEA", new(Close), [.. trades.Select((t, i) => Flow(t.Seller.Number, t.Buyer.Number,
            t.Quantity.Count, t.Price.FenPerTonne, t.Id))]),
        a => new(parties.GetValueOrDefault(a.Number, a.Number)), [.. positions], DaysToDeadline, [.. announcements]);

    public Day Related(long one, long other)
    {
        parties[other] = one;
        return this;
    }

    public Day Trade(int seller, int buyer, long quantity, long price = 4_000, int at = 0, bool beside = false)
    {
        var id = trades.Count + 1;
        trades.Add(new WatchedTrade(new(id), new(id * 2), new(id * 2 + 1), new(buyer), new(seller), new(price),
            new(quantity), At(at), !beside));
        return this;
    }

    public Day Order(int account, bool buys, long quantity, int at, int cancelled, long filled = 0)
    {
        orders.Add(new WatchedOrder(new(1_000 + orders.Count), new(account), buys, new(3_990), new(quantity),
            new(filled), At(at), At(cancelled)));
        return this;
    }

    /// <summary>A day before, at 40 yuan; each call comes a day later than the one before.</summary>
    public Day Earlier(params (int Seller, int Buyer, long Quantity)[] flows)
    {
        before.Add(new DayWatched(Date.PlusDays(-30 + before.Count), "HBEA", new(4_000), [.. flows.Select((f, i) =>
            Flow(f.Seller, f.Buyer, f.Quantity, 4_000, new(5_000 + before.Count * 100 + i)))]));
        return this;
    }

    public Day Position(int party, long holding, long need)
    {
        positions.Add(new PartyPosition(new(party), [new(party)], [new(party)], new(holding), new(need)));
        return this;
    }

    public Day Announced(bool lowers, int informed)
    {
        announcements.Add(new WatchedAnnouncement(Date, lowers, [new(informed)]));
        return this;
    }

    private static PairFlow Flow(long seller, long buyer, long quantity, long price, TradeId id) =>
        new(new(seller), new(buyer), new(quantity), new(quantity * price), id, id);

    private static Instant At(int second) => Start.Plus(Duration.FromSeconds(second));
}
