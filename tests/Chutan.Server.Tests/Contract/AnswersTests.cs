using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Contract;

/// <summary>Every answer is what the browser app's type files say it is.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class AnswersTests(PlayedMarket played)
{
    private static readonly WebContract Contract = new();

    [Theory]
    [InlineData("/session", "Session")]
    [InlineData("/demo-users", "Page<DemoUser>")]
    [InlineData("/market/overview", "MarketOverview")]
    [InlineData("/market/days?size=1000", "Page<MarketDay>")]
    [InlineData("/market/months", "Page<MarketMonth>")]
    [InlineData("/market/statistics", "Page<MonthFigures>")]
    [InlineData("/market/statistics/breakdown", "Page<TradingBreakdown>")]
    [InlineData("/market/instruments", "Page<InstrumentLine>")]
    [InlineData("/market/HBEA/snapshot", "MarketSnapshot")]
    [InlineData("/market/HBEA/depth", "MarketDepth")]
    [InlineData("/market/HBEA/trades", "Page<TapeLine>")]
    [InlineData("/market/HBEA/candles?by=week", "Page<Candle>")]
    [InlineData("/indices", "Page<IndexLine>")]
    [InlineData("/market/HBEA/bulletins?size=1000", "Page<BulletinLine>")]
    [InlineData("/market/HBEA/bulletins/latest", "Bulletin")]
    [InlineData("/market/HBEA/modes?size=1000", "Page<ModeLine>")]
    [InlineData("/indices/ZTI", "PriceIndex")]
    [InlineData("/indices/ZTI/values", "Page<IndexValue>")]
    [InlineData("/deals/modes", "DealModes")]
    [InlineData("/deals/board", "Page<BoardLine>")]
    [InlineData("/deals/one-way", "Page<OneWay>")]
    [InlineData("/deals/one-way/1", "OneWayDetail")]
    [InlineData("/notices?size=1000", "Page<Notice>")]
    [InlineData("/compliance?size=1000", "CompliancePage")]
    [InlineData("/compliance?year=2024", "CompliancePage")]
    [InlineData("/rulebooks", "Page<InstrumentSummary>")]
    [InlineData("/rules/trade.fee.negotiated", "Rule")]
    [InlineData("/rules/offset.limit.hubei?on=2024-06-01", "Rule")]
    [InlineData("/calendar?date=2024-09-30&plus=7", "CalendarAnswer")]
    [InlineData("/journal?size=1000", "JournalPage")]
    [InlineData("/journal?sort=position", "JournalPage")]
    [InlineData("/journal?outcome=refused", "JournalPage")]
    [InlineData("/units?examples=true", "Page<UnitExample>")]
    [InlineData("/auctions", "Page<Auction>")]
    [InlineData("/auctions/1", "AuctionDetail")]
    [InlineData("/auctions/1/awards?size=1000", "Page<AuctionAward>")]
    [InlineData("/auctions/revenue", "AuctionRevenue")]
    [InlineData("/auctions/floor?rule=averageOfCalendarMonths&factor=0.9&months=3", "FloorPreview")]
    [InlineData("/simulation/report", "YearReport")]
    public async Task Everybody_may_read_it(string path, string type)
    {
        using var visitor = played.Client();
        Fits(await PlayedMarket.Get(visitor, path), type, path);
    }

    [Theory]
    [InlineData("/session", "Session")]
    [InlineData("/me/holdings", "MyHoldings")]
    [InlineData("/me/orders", "Page<MyOrder>")]
    [InlineData("/me/trades", "Page<MyTrade>")]
    [InlineData("/me/order-options", "OrderOptions")]
    [InlineData("/me/transfers", "Page<PendingTransfer>")]
    [InlineData("/me/money", "MyMoney")]
    [InlineData("/me/money/ledger?size=1000", "Page<MoneyEntry>")]
    [InlineData("/me/money/statements", "Page<DayStatement>")]
    [InlineData("/me/withdrawals", "Page<Withdrawal>")]
    [InlineData("/me/settlement", "Page<NetPosition>")]
    [InlineData("/auctions/1/mine", "MyAuction")]
    [InlineData("/auctions/1/awards", "Page<AuctionAward>")]
    [InlineData("/me/deals?size=1000", "Page<Deal>")]
    [InlineData("/deals/counterparties", "Page<Counterparty>")]
    [InlineData("/me/oversight", "OwnMeasuresAnswer")]
    [InlineData("/oversight/stability", "StabilityAnswer")]
    public async Task A_company_reads_its_own(string path, string type)
    {
        using var company = await played.SignedInAsync("company");
        Fits(await PlayedMarket.Get(company, path), type, path);
    }

    [Theory]
    [InlineData("/clearing/day", "SettlementDay")]
    [InlineData("/clearing/reported", "Page<Reported>")]
    [InlineData("/clearing/differences", "Page<DifferenceCase>")]
    [InlineData("/clearing/bank-files?size=1000", "Page<BankFile>")]
    [InlineData("/clearing/withdrawals", "Page<Withdrawal>")]
    [InlineData("/clearing/defaults", "Page<DefaultCase>")]
    [InlineData("/clearing/funds", "Funds")]
    [InlineData("/clearing/accounts?size=1000", "Page<MoneyAccount>")]
    [InlineData("/clearing/house/feeIncome/ledger", "Page<MoneyEntry>")]
    [InlineData("/clearing/objections", "Page<StatementObjection>")]
    public async Task The_clearing_house_reads_its_console_and_nobody_else_does(string path, string type)
    {
        using var clearing = await played.SignedInAsync("clearing");
        Fits(await PlayedMarket.Get(clearing, path), type, path);
        using var company = await played.SignedInAsync("company");
        Assert.Equal(404, (await PlayedMarket.Refused(company, path)).Status);
    }

    [Theory]
    [InlineData("/oversight/alerts", "Page<AlertRow>")]
    [InlineData("/oversight/detectors", "Page<DetectorRow>")]
    [InlineData("/oversight/cases", "Page<CaseRow>")]
    [InlineData("/oversight/measures", "MeasuresAnswer")]
    [InlineData("/oversight/restrictions", "Page<RestrictionRow>")]
    [InlineData("/oversight/warnings", "Page<WarningRow>")]
    [InlineData("/oversight/large-holders", "Page<HolderRow>")]
    [InlineData("/oversight/relations", "Page<RelationRow>")]
    [InlineData("/oversight/statistics", "StatisticsAnswer")]
    [InlineData("/oversight/statistics/holders", "Page<HolderShare>")]
    public async Task The_exchange_reads_the_oversight_console_and_a_company_does_not(string path, string type)
    {
        using var exchange = await played.SignedInAsync("exchange");
        Fits(await PlayedMarket.Get(exchange, path), type, path);
        using var company = await played.SignedInAsync("company");
        Assert.Equal(404, (await PlayedMarket.Refused(company, path)).Status);
    }

    [Theory]
    [InlineData("regulator")]
    [InlineData("registry")]
    [InlineData("clearing")]
    [InlineData("company")]
    public async Task The_operations_of_a_role_come_with_their_forms(string user)
    {
        using var client = await played.SignedInAsync(user);
        Fits(await PlayedMarket.Get(client, "/operations?size=1000"), "Page<Operation>", user);
    }

    [Fact]
    public async Task An_entity_has_a_profile_an_obligation_an_allocation_and_a_statement()
    {
        using var company = await played.SignedInAsync("company");
        var organisation = (await PlayedMarket.Get(company, "/session")).GetProperty("organisation");
        var (id, account) = (organisation.GetProperty("id").GetString(), organisation.GetProperty("account")
            .GetString());
        var profile = await PlayedMarket.Get(company, $"/entities/{id}");
        Fits(profile, "EntityProfile", "profile");
        Assert.Equal(account, profile.GetProperty("accounts")[0].GetProperty("number").GetString());
        Fits(await PlayedMarket.Get(company, $"/entities/{id}/obligation?year=2024"), "ObligationHistory",
            "obligation");
        var allocation = await PlayedMarket.Get(company, $"/entities/{id}/allocation?year=2024");
        Fits(allocation, "AllocationExplanation", "allocation");
        Assert.Contains(allocation.GetProperty("lines").EnumerateArray(), l => l.GetProperty("citation")
            .ValueKind == JsonValueKind.Object);
        Fits(await PlayedMarket.Get(company, $"/accounts/{account}/statement"), "AccountStatement", "statement");
        var then = await PlayedMarket.Get(company, $"/accounts/{account}/statement?asOf=2024-10-15");
        Fits(then, "AccountStatement", "statement then");
        Assert.Equal("2024-10-15", then.GetProperty("asOfDate").GetString());
    }

    [Fact]
    public async Task The_last_balance_of_a_statement_is_what_the_account_holds()
    {
        using var company = await played.SignedInAsync("company");
        var account = (await PlayedMarket.Get(company, "/me/holdings")).GetProperty("account").GetString();
        var statement = await PlayedMarket.Get(company, $"/accounts/{account}/statement");
        foreach (var line in statement.GetProperty("balances").EnumerateArray())
        {
            var last = statement.GetProperty("entries").EnumerateArray()
                .Last(e => e.GetProperty("unit").GetRawText() == line.GetProperty("unit").GetRawText());
            Assert.Equal(line.GetProperty("balance").GetInt64(), last.GetProperty("balance").GetInt64());
            Assert.Equal(line.GetProperty("balance").GetInt64(),
                line.GetProperty("held").GetInt64() + line.GetProperty("available").GetInt64());
        }
    }

    [Fact]
    public async Task A_tonne_s_life_runs_from_its_issue_to_its_end()
    {
        using var visitor = played.Client();
        var examples = (await PlayedMarket.Get(visitor, "/units")).GetProperty("items");
        Assert.NotEqual(0, examples.GetArrayLength());
        foreach (var example in examples.EnumerateArray())
        {
            var life = await PlayedMarket.Get(visitor, $"/units/{example.GetProperty("serial").GetString()}");
            Fits(life, "UnitLife", "life");
            Assert.Equal("issue", life.GetProperty("events")[0].GetProperty("kind").GetString());
            foreach (var trade in life.GetProperty("events").EnumerateArray()
                .Where(e => e.GetProperty("kind").GetString() == "trade"))
                Assert.True(trade.GetProperty("priceFen").GetInt64() > 0);
        }
    }

    [Fact]
    public async Task Each_kind_of_record_opens_with_its_fields_rules_and_hashes()
    {
        using var regulator = await played.SignedInAsync("regulator");
        var types = (await PlayedMarket.Get(regulator, "/journal?size=1")).GetProperty("types").EnumerateArray()
            .Select(t => t.GetProperty("type").GetString()!).ToList();
        Assert.Contains("exchange.place-order", types);
        foreach (var type in types)
        {
            var row = (await PlayedMarket.Get(regulator, $"/journal?type={type}&size=1")).GetProperty("items")[0];
            var entry = await PlayedMarket.Get(regulator, $"/journal/{row.GetProperty("position").GetInt64()}");
            Fits(entry, "JournalEntry", type);
            Assert.Equal(64, entry.GetProperty("hash").GetString()!.Length);
        }
    }

    [Fact]
    public async Task Every_instrument_opens()
    {
        using var visitor = played.Client();
        foreach (var instrument in (await PlayedMarket.Get(visitor, "/rulebooks?size=1000")).GetProperty("items")
            .EnumerateArray())
        {
            var id = instrument.GetProperty("id").GetString()!;
            Fits(await PlayedMarket.Get(visitor, $"/rulebooks/{Uri.EscapeDataString(id)}"), "Instrument", id);
        }
    }

    private static void Fits(JsonElement answer, string type, string what)
    {
        var differences = Contract.Differences(answer, type).Distinct().Take(20).ToList();
        Assert.True(differences.Count == 0, $"{what} is not {type}:\n{string.Join('\n', differences)}");
    }
}
