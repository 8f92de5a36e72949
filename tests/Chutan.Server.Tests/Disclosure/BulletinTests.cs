using Chutan.Tests.World;

namespace Chutan.Tests.Disclosure;

/// <summary>The published day: the same figures as the journal's closing decision, by mode, with rules and proof.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class BulletinTests(PlayedMarket played)
{
    [Fact]
    public async Task The_series_is_the_market_s_days_and_the_modes_add_up_to_it()
    {
        using var visitor = played.Client();
        var days = (await PlayedMarket.Get(visitor, "/market/days?size=1000")).GetProperty("items").EnumerateArray()
            .Select(d => (d.GetProperty("date").GetString(), d.GetProperty("closeFen").GetInt64(),
                d.GetProperty("volume").GetInt64(), d.GetProperty("turnoverFen").GetInt64())).ToList();
        var lines = (await PlayedMarket.Get(visitor, "/market/HBEA/bulletins?size=1000")).GetProperty("items")
            .EnumerateArray().ToList();
        Assert.Equal(days, lines.Select(d => (d.GetProperty("date").GetString(), d.GetProperty("closeFen").GetInt64(),
            d.GetProperty("volume").GetInt64(), d.GetProperty("turnoverFen").GetInt64())));
        var modes = (await PlayedMarket.Get(visitor, "/market/HBEA/modes?size=1000")).GetProperty("items")
            .EnumerateArray().ToList();
        Assert.Equal(lines.Sum(d => d.GetProperty("totalVolume").GetInt64()),
            modes.Sum(m => m.GetProperty("volume").GetInt64()));
        Assert.Equal(lines.Sum(d => d.GetProperty("totalTurnoverFen").GetInt64()),
            modes.Sum(m => m.GetProperty("turnoverFen").GetInt64()));
    }

    [Fact]
    public async Task A_bulletin_names_the_rules_of_its_day_and_the_hash_of_its_trade_list()
    {
        using var visitor = played.Client();
        var bulletin = await PlayedMarket.Get(visitor, "/market/HBEA/bulletins/latest");
        Assert.Equal(64, bulletin.GetProperty("tradeListHash").GetString()!.Length);
        Assert.Contains(bulletin.GetProperty("rules").EnumerateArray(),
            r => r.GetProperty("key").GetString() == "trade.close.method"
                && r.GetProperty("citation").GetProperty("article").GetString() is not null);
    }

    [Fact]
    public async Task Auction_awards_stand_in_the_bulletin_of_the_day_they_were_paid()
    {
        using var visitor = played.Client();
        var auction = await PlayedMarket.Get(visitor, "/auctions/1");
        var (clearing, result) = (auction.GetProperty("auction").GetProperty("clearingPriceFen").GetInt64(),
            auction.GetProperty("result"));
        var sold = (await PlayedMarket.Get(visitor, "/market/HBEA/modes?size=1000")).GetProperty("items")
            .EnumerateArray().Where(m => m.GetProperty("mode").GetString() == "auction").ToList();
        var paid = Assert.Single(sold);
        // Winners paid on 2024-11-28; a short year does not trade every day, and the next bulletin has it.
        var date = (await PlayedMarket.Get(visitor, "/market/HBEA/bulletins?from=2024-11-28")).GetProperty("items")[0]
            .GetProperty("date").GetString();
        Assert.Equal(date, paid.GetProperty("date").GetString());
        Assert.Equal(clearing, paid.GetProperty("lowFen").GetInt64());
        Assert.Equal(clearing, paid.GetProperty("highFen").GetInt64());
        var volume = paid.GetProperty("volume").GetInt64();
        Assert.Equal(volume * clearing, paid.GetProperty("turnoverFen").GetInt64());
        // One winner did not pay: what it had won is not in the bulletin.
        Assert.InRange(volume, 1, result.GetProperty("sold").GetInt64() - 1);

        var bulletin = await PlayedMarket.Get(visitor, $"/market/HBEA/bulletins/{date}");
        var (day, others) = (bulletin.GetProperty("day"), bulletin.GetProperty("modes").EnumerateArray()
            .Where(m => m.GetProperty("mode").GetString() != "auction").Sum(m => m.GetProperty("volume").GetInt64()));
        Assert.Equal(others + volume, day.GetProperty("totalVolume").GetInt64());
        Assert.True(day.GetProperty("volume").GetInt64() <= others);
    }

    [Theory]
    [InlineData("/market/NONE/bulletins", 404)]
    [InlineData("/market/HBEA/bulletins/2014-01-01", 404)]
    [InlineData("/market/HBEA/bulletins/yesterday", 400)]
    public async Task What_was_never_published_is_not_found(string path, int status)
    {
        using var visitor = played.Client();
        Assert.Equal(status, (await PlayedMarket.Refused(visitor, path)).Status);
    }
}
