using System.Text.Json;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Disclosure;

/// <summary>Indices over HTTP: the published series, its reasons, and who may define one.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class IndexTests(PlayedMarket played)
{
    private const string Year = "2024-07-01";

    [Fact]
    public async Task The_index_of_the_year_moves_as_its_constituent()
    {
        using var visitor = played.Client();
        var closes = (await PlayedMarket.Get(visitor, "/market/days?size=1000")).GetProperty("items").EnumerateArray()
            .Select(d => (d.GetProperty("date").GetString(), d.GetProperty("closeFen").GetInt64())).ToList();
        var values = (await PlayedMarket.Get(visitor, "/indices/ZTI/values?size=1000")).GetProperty("items")
            .EnumerateArray().Select(v => (v.GetProperty("date").GetString(), v.GetProperty("value").GetDecimal()));
        Assert.Equal(closes.Select(c => (c.Item1, decimal.Round(1000m * c.Item2 / closes[0].Item2, 2,
            MidpointRounding.AwayFromZero))), values);
    }

    [Fact]
    public async Task A_value_says_why()
    {
        using var visitor = played.Client();
        var line = (await PlayedMarket.Get(visitor, "/indices")).GetProperty("items").EnumerateArray()
            .Single(i => i.GetProperty("code").GetString() == "ZTI");
        var why = await PlayedMarket.Get(visitor, $"/indices/ZTI/values/{line.GetProperty("date").GetString()}");
        Assert.Empty(new WebContract().Differences(why, "IndexReason"));
        Assert.Equal(line.GetProperty("value").GetDecimal(), why.GetProperty("value").GetDecimal());
        var input = why.GetProperty("inputs")[0];
        Assert.Equal((1m, "CN-HB"),
            (input.GetProperty("weight").GetDecimal(), input.GetProperty("market").GetString()));
        var record = await PlayedMarket.Get(visitor, $"/journal/{why.GetProperty("position").GetInt64()}");
        Assert.Equal("disclosure.compute-indices", record.GetProperty("commandType").GetString());
    }

    [Fact]
    public async Task The_exchange_defines_an_index_and_nobody_else()
    {
        using var exchange = await played.SignedInAsync("exchange");
        using var company = await played.SignedInAsync("company");
        var definition = new
        {
            code = "TESTI",
            nameZh = "试验指数",
            nameEn = "Test index",
            baseDate = await FirstDayAsync(),
            baseValue = 100,
            weighting = "byTurnover",
            missingDay = "skip",
            constituents = new[] { new { market = "CN-HB", instrument = "HBEA" } },
            note = "按成交额加权。",
            source = "试验",
        };
        using var refused = await PlayedMarket.Send(company, HttpMethod.Post, "/indices", definition, "define-index-1");
        Assert.Equal((403, "access.not-permitted"), await RefusalAsync(refused));
        using var accepted = await PlayedMarket.Send(exchange, HttpMethod.Post, "/indices", definition,
            "define-index-2");
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
        using var again = await PlayedMarket.Send(exchange, HttpMethod.Post, "/indices", definition, "define-index-3");
        Assert.Equal((422, "disclosure.index-exists"), await RefusalAsync(again));
        var days = (await PlayedMarket.Get(exchange, "/market/days?size=1")).GetProperty("total").GetInt32();
        Assert.Equal(days, (await PlayedMarket.Get(exchange, "/indices/TESTI/values")).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("""{"weighting":"equal"}""", "weighting")]
    [InlineData("""{"weighting":"fixed","missingDay":"guess"}""", "missingDay")]
    [InlineData("""{"weighting":"fixed","missingDay":"skip","constituents":[{"weight":1.5}]}""", "weight")]
    public async Task A_definition_that_cannot_be_read_is_refused_by_field(string body, string field)
    {
        using var exchange = await played.SignedInAsync("exchange");
        var full = body.Insert(1, $"\"code\":\"X\",\"baseDate\":\"{Year}\",");
        using var answer = await PlayedMarket.Send(exchange, HttpMethod.Post, "/indices", full, $"malformed-{field}");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal((400, field), (status, problem.GetProperty("parameters").GetProperty("field").GetString()));
    }

    [Theory]
    [InlineData("/indices/NONE")]
    [InlineData("/indices/NONE/values")]
    [InlineData("/indices/ZTI/values/2014-01-01")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var visitor = played.Client();
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, path)).Status);
    }

    private async Task<string?> FirstDayAsync()
    {
        using var visitor = played.Client();
        return (await PlayedMarket.Get(visitor, "/market/days?size=1")).GetProperty("items")[0].GetProperty("date")
            .GetString();
    }

    private static async Task<(int, string?)> RefusalAsync(HttpResponseMessage answer)
    {
        var (status, problem) = await PlayedMarket.Problem(answer);
        return (status, problem.GetProperty("code").GetString());
    }
}
