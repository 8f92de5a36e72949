using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>取消的场次: why, by whom, when, and what became free with it.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class CallingOffTests(PlayedMarket played)
{
    [Fact]
    public async Task A_session_called_off_says_who_when_why_and_what_is_free()
    {
        using var anybody = played.Client();
        var page = await PlayedMarket.Get(anybody, "/deals/one-way?size=100");
        var cancelled = page.GetProperty("items").EnumerateArray()
            .First(s => s.GetProperty("state").GetString() == "cancelled");
        var one = await PlayedMarket.Get(anybody, $"/deals/one-way/{cancelled.GetProperty("id").GetString()}");
        var end = one.GetProperty("calledOff");
        Assert.Equal("The initiator", end.GetProperty("by").GetProperty("en").GetString());
        Assert.Equal(one.GetProperty("reason").GetRawText(), end.GetProperty("reason").GetRawText());
        Assert.NotEmpty(end.GetProperty("reason").GetProperty("zh").GetString()!);
        Assert.True(end.GetProperty("position").GetInt64() > 0);
        Assert.True(end.GetProperty("releasedTonnes").GetInt64() + end.GetProperty("releasedFen").GetInt64() > 0);
        Assert.NotEmpty(end.GetProperty("citation").GetProperty("instrument").GetString()!);
    }
}
