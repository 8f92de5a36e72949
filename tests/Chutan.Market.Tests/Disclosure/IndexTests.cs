using Chutan.Market.Disclosure;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Market.Tests.Exchange;
using Chutan.Tests;

namespace Chutan.Market.Tests.Disclosure;

/// <summary>中碳指数: definition, daily values with worked numbers, days without trading, revisions, refusals.</summary>
public sealed class IndexTests
{
    private const string Home = "CN-HB", National = "CN";
    private static readonly LocalDate Friday = new(2024, 5, 31);
    private static readonly LocalDate Monday = new(2024, 6, 3);
    private static readonly LocalDate Tuesday = new(2024, 6, 4);
    private static readonly LocalDate Wednesday = new(2024, 6, 5);
    private static readonly IndexConstituent Hubei = new(Home, "HBEA", Rate.Of(0.6m));
    private static readonly IndexConstituent China = new(National, "CEA", Rate.Of(0.4m));

    private readonly TradingMarket market = new();
    private readonly AccountId buyer, seller;

    public IndexTests()
    {
        (buyer, seller) = (market.Trader(10_000_000, 0), market.Trader(0, 1_000_000));
        Day(Friday, 20_00, 100, national: 90_00);
    }

    [Fact]
    public void Worked_fixed_weights_mean_of_prices_over_base_prices()
    {
        Define(IndexWeighting.Fixed);
        Day(Monday, 21_00, 300, national: 92_70);
        var value = Compute(Monday);
        Assert.Equal(1042m, value.Value); // 1000 × (0.6 × 21.00/20.00 + 0.4 × 92.70/90.00)
        Assert.Equal([(new Price(21_00), new Price(20_00)), (new Price(92_70), new Price(90_00))],
            value.Inputs.Select(i => (i.Price, i.Reference)));
    }

    [Fact]
    public void Worked_by_volume_the_day_s_changes_weighted_by_tonnes()
    {
        Define(IndexWeighting.ByVolume);
        Day(Monday, 21_00, 300, national: 92_70, nationalTonnes: 100);
        Assert.Equal(1045m, Compute(Monday).Value); // (300 × 1.05 + 100 × 1.03) / 400
        Day(Tuesday, 21_00, 100, national: 101_97, nationalTonnes: 300);
        Assert.Equal(1123.375m, Compute(Tuesday).Exact); // 1045 × (100 × 1 + 300 × 1.10) / 400
        Assert.Equal(1123.38m, market.State.Disclosure.Find("ZTI")!.Last.Value);
    }

    [Fact]
    public void Worked_by_turnover_the_day_s_changes_weighted_by_money()
    {
        Define(IndexWeighting.ByTurnover);
        Day(Monday, 21_00, 300, national: 92_70, nationalTonnes: 100);
        // 300 t × 21.00 = 6,300.00 and 100 t × 92.70 = 9,270.00: (6300 × 1.05 + 9270 × 1.03) / 15570
        Assert.Equal(1038.09m, Compute(Monday).Value);
    }

    [Theory]
    [InlineData(IndexWeighting.Fixed, "1042.00")]
    [InlineData(IndexWeighting.ByVolume, "1045.00")]
    public void A_day_without_trading_carries_the_last_prices_forward(IndexWeighting weighting, string expected)
    {
        Define(weighting);
        Day(Monday, 21_00, 300, national: 92_70, nationalTonnes: 100);
        Day(Tuesday, 0, 0);
        var value = market.Accept(new ComputeIndices(Tuesday), Actor.Scheduler).OfType<IndexComputed>().Last();
        Assert.Equal((Tuesday, false), (value.Date, value.Inputs.Any(i => i.Traded)));
        Assert.Equal(expected, value.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(IndexWeighting.Fixed)]
    [InlineData(IndexWeighting.ByTurnover)]
    public void A_day_without_trading_has_no_value_when_the_rule_says_skip(IndexWeighting weighting)
    {
        Define(weighting, MissingDayRule.Skip);
        Day(Monday, 0, 0);
        var skipped = market.Accept(new ComputeIndices(Monday), market.Exchange).OfType<IndexSkipped>().Single();
        Assert.Equal(Monday, skipped.Date);
        Assert.Equal(Friday, market.State.Disclosure.Find("ZTI")!.Last.Date);
        market.Refuse(DisclosureRefusals.NothingToCompute.Code, new ComputeIndices(Monday), market.Exchange);
    }

    [Fact]
    public void A_fixed_index_without_one_of_its_prices_is_skipped_and_one_by_volume_goes_on()
    {
        Define(IndexWeighting.Fixed, MissingDayRule.Skip);
        Define(IndexWeighting.ByVolume, MissingDayRule.Skip, "ZTV");
        Day(Monday, 21_00, 300);
        var events = market.Accept(new ComputeIndices(Monday), market.Exchange);
        Assert.Equal("ZTI", events.OfType<IndexSkipped>().Single().Code);
        Assert.Equal(("ZTV", 1050m),
            events.OfType<IndexComputed>().Select(v => (v.Code, v.Value)).Single());
    }

    [Fact]
    public void An_index_with_its_base_in_the_past_has_every_day_s_value_at_once()
    {
        Day(Monday, 21_00, 300);
        Day(Tuesday, 22_05, 300);
        var values = market.Accept(Definition(IndexWeighting.Fixed, [Hubei with { Weight = Rate.One }]),
            market.Exchange).OfType<IndexComputed>();
        Assert.Equal([(Friday, 1000m), (Monday, 1050m), (Tuesday, 1102.50m)], values.Select(v => (v.Date, v.Value)));
    }

    [Fact]
    public void A_revision_goes_on_from_the_last_value_without_a_jump()
    {
        Define(IndexWeighting.Fixed);
        Day(Monday, 21_00, 300, national: 92_70);
        Compute(Monday);
        var revised = market.Accept(new ReviseIndex("ZTI", IndexWeighting.Fixed, MissingDayRule.CarryForward,
            [Hubei with { Weight = Rate.One }], "只用湖北现货。", "通知二"), market.Exchange)
            .OfType<IndexDefined>().Single().Definition;
        Assert.Equal((2, Monday, 1042m), (revised.Version, revised.BaseDate, revised.BaseValue));
        Day(Tuesday, 23_10, 10);
        Assert.Equal(1146.20m, Compute(Tuesday).Value); // 1042 × 23.10/21.00
    }

    [Fact]
    public void Another_market_s_price_may_be_corrected_until_an_index_has_used_it()
    {
        Define(IndexWeighting.Fixed);
        Day(Monday, 21_00, 300, national: 99_99);
        market.Accept(Outside(Monday, 92_70), market.Exchange);
        Assert.Equal(1042m, Compute(Monday).Value);
        market.Refuse(DisclosureRefusals.PriceUsed.Code, Outside(Monday, 92_71), market.Exchange);
    }

    [Fact]
    public void A_definition_that_makes_no_sense_is_refused()
    {
        var good = Definition(IndexWeighting.Fixed, [Hubei, China]);
        (RefusalCode Code, DefineIndex Command)[] bad =
        [
            (DisclosureRefusals.IndexIncomplete, good with { NameZh = " " }),
            (DisclosureRefusals.IndexIncomplete, good with { Source = "" }),
            (DisclosureRefusals.BaseInFuture, good with { BaseDate = Monday }),
            (DisclosureRefusals.BadBaseValue, good with { BaseValue = 0 }),
            (DisclosureRefusals.BadBaseValue, good with { BaseValue = 1_000_001 }),
            (DisclosureRefusals.BadBaseValue, good with { Decimals = 7 }),
            (DisclosureRefusals.BadConstituents, good with { Constituents = [] }),
            (DisclosureRefusals.BadConstituents, good with { Constituents = [Hubei, Hubei] }),
            (DisclosureRefusals.BadWeights, good with { Constituents = [Hubei] }),
            (DisclosureRefusals.BadWeights, good with { Weighting = IndexWeighting.ByVolume }),
            (DisclosureRefusals.NoBasePrice, good with { Constituents = [Hubei with { Instrument = "X" }, China] }),
            (DisclosureRefusals.NoBasePrice, good with { Constituents = [Hubei, China with { Market = "CN-GD" }] }),
            (DisclosureRefusals.NoBasePrice, good with { BaseDate = Friday.PlusDays(-1) }),
        ];
        foreach (var (code, command) in bad) market.Refuse(code.Code, command, market.Exchange);
        market.Accept(good, market.Exchange);
        market.Refuse(DisclosureRefusals.IndexExists.Code, good, market.Exchange);
        var nothing = new ReviseIndex("NONE", IndexWeighting.ByVolume, MissingDayRule.Skip, [], "说明", "来源");
        market.Refuse(DisclosureRefusals.UnknownIndex.Code, nothing, market.Exchange);
        market.Refuse(DisclosureRefusals.BadConstituents.Code, nothing with { Code = "ZTI" }, market.Exchange);
    }

    [Fact]
    public void Values_are_computed_for_closed_days_only_and_by_the_exchange()
    {
        Define(IndexWeighting.Fixed);
        market.Refuse(DisclosureRefusals.DayNotClosed.Code, new ComputeIndices(Monday), market.Exchange);
        market.Open(Monday);
        market.Refuse(DisclosureRefusals.DayNotClosed.Code, new ComputeIndices(Monday), market.Exchange);
        market.Refuse("access.not-permitted", new ComputeIndices(Friday), market.ActorOf(buyer));
        market.Refuse("access.not-permitted", Definition(IndexWeighting.Fixed, [Hubei]), market.ActorOf(buyer));
    }

    [Fact]
    public void A_price_of_this_market_or_one_that_makes_no_sense_is_not_entered()
    {
        market.Refuse(DisclosureRefusals.OwnPrice.Code, Outside(Friday, 1) with { Market = Home }, market.Exchange);
        market.Refuse(DisclosureRefusals.BadPrice.Code, Outside(Friday, 0), market.Exchange);
        market.Refuse(DisclosureRefusals.BadPrice.Code, Outside(Monday, 90_00), market.Exchange);
        market.Refuse(DisclosureRefusals.BadPrice.Code, Outside(Friday, 90_00) with { Source = "" }, market.Exchange);
    }

    [Fact]
    public void A_snapshot_keeps_indices_and_outside_prices()
    {
        Define(IndexWeighting.ByVolume);
        Define(IndexWeighting.Fixed, MissingDayRule.Skip, "ZTF");
        Day(Monday, 21_00, 300);
        market.Accept(new ComputeIndices(Monday), market.Exchange);
        market.Reload();
        Day(Tuesday, 22_05, 300, national: 92_70);
        Assert.Equal(1097.25m, market.Accept(new ComputeIndices(Tuesday), market.Exchange)
            .OfType<IndexComputed>().Single(v => v.Code == "ZTI").Value);
    }

    /// <summary>
    /// Goal: an index of one constituent is that constituent, however it is weighted.
    /// Method: random closes from a seed; with fixed weight and linked day by day, the value stays base × close / base
    /// close, up to the last digits of a linked product.
    /// </summary>
    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public void An_index_of_one_constituent_moves_as_it_does(int seed)
    {
        var random = new Random(seed);
        market.Accept(Definition(IndexWeighting.Fixed, [Hubei with { Weight = Rate.One }]), market.Exchange);
        market.Accept(Definition(IndexWeighting.ByVolume, [Hubei with { Weight = default }]) with { Code = "ZTV" },
            market.Exchange);
        foreach (var date in new[] { Monday, Tuesday, Wednesday })
        {
            var before = market.State.Exchange.LastClose!.Value.FenPerTonne; // a day was closed
            var traded = random.Next(4) > 0;
            Day(date, traded ? before + random.Next(-100, 101) : 0, traded ? random.Next(1, 50) : 0);
            market.Accept(new ComputeIndices(date), market.Exchange);
            var close = market.State.Exchange.LastClose!.Value.FenPerTonne;
            Assert.Equal(1000m * close / 2000, market.State.Disclosure.Find("ZTI")!.Last.Exact);
            Assert.Equal(1000m * close / 2000, market.State.Disclosure.Find("ZTV")!.Last.Exact, 20);
        }
    }

    private void Define(IndexWeighting weighting, MissingDayRule missing = MissingDayRule.CarryForward,
        string code = "ZTI")
    {
        var none = weighting == IndexWeighting.Fixed ? (Rate?)null : default(Rate);
        market.Accept(Definition(weighting, [Hubei with { Weight = none ?? Hubei.Weight },
            China with { Weight = none ?? China.Weight }]) with { MissingDay = missing, Code = code }, market.Exchange);
    }

    private static DefineIndex Definition(IndexWeighting weighting, ImmutableArray<IndexConstituent> constituents) =>
        new("ZTI", "中碳指数（试验）", "China carbon index (test)", Friday, 1000m, 2, weighting,
            MissingDayRule.CarryForward, constituents, "以基期收盘价为基准。", "交易机构通知");

    private IndexComputed Compute(LocalDate date) =>
        market.Accept(new ComputeIndices(date), Actor.Scheduler).OfType<IndexComputed>().Single();

    private static RecordOutsidePrice Outside(LocalDate date, long fen, long tonnes = 100) => new(National, "CEA", date,
        new Price(fen), new Tonnes(tonnes), new Price(fen) * new Tonnes(tonnes), "全国碳市场每日成交数据");

    private void Day(LocalDate date, long fen, long tonnes, long national = 0, long nationalTonnes = 100)
    {
        market.Open(date);
        if (tonnes > 0)
        {
            market.Sell(seller, fen, tonnes);
            market.Buy(buyer, fen, tonnes);
        }
        market.Finish();
        if (national > 0) market.Accept(Outside(date, national, nationalTonnes), market.Exchange);
    }
}
