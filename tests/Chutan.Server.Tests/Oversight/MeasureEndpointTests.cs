using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Oversight;

/// <summary>风险控制 over HTTP: who may impose and who answers, and that nobody else learns of it.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class MeasureEndpointTests(PlayedMarket played)
{
    [Fact]
    public async Task A_warning_is_issued_seen_by_its_addressee_alone_and_acknowledged_once()
    {
        using var exchange = await played.SignedInAsync("exchange");
        using var company = await played.SignedInAsync("company");
        using var stranger = await played.SignedInAsync("company2");
        var number = await PostAsync(exchange, "/oversight/warnings", new
        {
            participant = await ParticipantAsync(company),
            text = "近五日买入集中，请注意风险。",
        });
        Assert.Contains(Own(await PlayedMarket.Get(company, "/me/oversight")), w => w == number);
        Assert.DoesNotContain(Own(await PlayedMarket.Get(stranger, "/me/oversight")), w => w == number);
        await RefusedAsync(stranger, $"/me/warnings/{number}/acknowledgement", null, 422, "oversight.unknown-warning");
        await PostAsync(company, $"/me/warnings/{number}/acknowledgement", null);
        await RefusedAsync(company, $"/me/warnings/{number}/acknowledgement", null, 422, "oversight.unknown-warning");
    }

    [Fact]
    public async Task Traders_impose_nothing_and_large_holders_report_only_what_they_owe()
    {
        using var company = await played.SignedInAsync("company");
        var self = await ParticipantAsync(company);
        await RefusedAsync(company, "/oversight/warnings", new { participant = self, text = "x" }, 403, null);
        await RefusedAsync(company, "/oversight/class-limits",
            new { kind = "institution", tonnes = 1_000_000, reason = "x" }, 403, null);
        await RefusedAsync(company, "/me/large-holdings/999/report",
            new { purpose = "清缴", fundsFrom = "自有资金", intention = "" }, 422, "oversight.unknown-duty");
    }

    [Fact]
    public async Task Groups_and_classes_get_limits_that_can_be_lifted_again()
    {
        using var regulator = await played.SignedInAsync("regulator");
        using var one = await played.SignedInAsync("institution");
        using var other = await played.SignedInAsync("individual");
        var group = await PostAsync(regulator, "/oversight/relations", new
        {
            members = new[] { await ParticipantAsync(one), await ParticipantAsync(other) },
            kind = "actingInConcert",
            name = "测试一致行动人",
            evidence = "申报材料",
        });
        await PostAsync(regulator, $"/oversight/relations/{group}/limit",
            new { tonnes = 900_000_000, reason = "合并限额" });
        var page = await PlayedMarket.Get(regulator, "/oversight/relations");
        Assert.Contains(page.GetProperty("items").EnumerateArray(), r => r.GetProperty("number").GetInt32() == group
            && r.GetProperty("limit").GetInt64() == 900_000_000);
        await PostAsync(regulator, $"/oversight/relations/{group}/ending", new { reason = "关系解除" });
        await PostAsync(regulator, "/oversight/class-limits",
            new { kind = "individual", tonnes = 900_000_000, reason = "分类限额" });
        var measures = await PlayedMarket.Get(regulator, "/oversight/measures");
        Assert.Equal("个人投资者", measures.GetProperty("classLimits")[0].GetProperty("name").GetProperty("zh")
            .GetString());
        await PostAsync(regulator, "/oversight/class-limits",
            new { kind = "individual", tonnes = (long?)null, reason = "取消限额" });
        using var csv = await regulator.GetAsync("/api/v1/oversight/relations?format=csv");
        Assert.Contains("测试一致行动人", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_experts_adopt_a_plan_and_the_notice_board_says_what_it_is()
    {
        using var regulator = await played.SignedInAsync("regulator");
        using var exchange = await played.SignedInAsync("exchange");
        var trigger = await PostAsync(exchange, "/oversight/triggers", new { cause = "imbalance", reason = "无卖盘" });
        var dates = await PlayedMarket.Get(regulator, "/oversight/stability");
        var today = dates.GetProperty("asOf").GetProperty("instant").GetString()![..10];
        using var first = await played.SignedInAsync("expert");
        var plan = await PostAsync(first, "/oversight/plans", new
        {
            trigger,
            action = "buyBack",
            year = 2024,
            tonnes = 1_000,
            limitFen = 3_000,
            channel = "orders",
            from = today,
            through = "2025-12-31",
            grounds = "平抑价格",
        });
        foreach (var name in new[] { "expert", "expert2", "expert3", "expert4" })
        {
            using var expert = await played.SignedInAsync(name);
            await PostAsync(expert, $"/oversight/plans/{plan}/votes", new { ballot = "inFavour", reason = "" });
        }
        await PostAsync(regulator, "/oversight/account", null);
        await PostAsync(regulator, $"/oversight/plans/{plan}/announcement", null);
        using var visitor = played.Client();
        var notices = await PlayedMarket.Get(visitor, "/notices?size=1000&q=市场调节");
        Assert.Contains(notices.GetProperty("items").EnumerateArray(), n => n.GetProperty("title").GetProperty("zh")
            .GetString()!.Contains("回购 1,000 t", StringComparison.Ordinal));
        var seen = (await PlayedMarket.Get(visitor, "/oversight/stability")).GetProperty("plans").EnumerateArray()
            .Single(p => p.GetProperty("number").GetInt32() == plan);
        Assert.Equal(0, seen.GetProperty("votes").GetArrayLength());
        await PostAsync(exchange, $"/oversight/plans/{plan}/closing", new { reason = "试行结束" });
    }

    private static IEnumerable<int> Own(JsonElement answer) =>
        answer.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("number").GetInt32());

    private static async Task<long> ParticipantAsync(HttpClient client) => long.Parse(
        (await PlayedMarket.Get(client, "/session")).GetProperty("organisation").GetProperty("id").GetString()!
            , System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Sends what must be accepted; answers the number of what was made, zero where nothing was.</summary>
    private static async Task<int> PostAsync(HttpClient client, string path, object? body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body ?? new { }, Key());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        using var receipt = JsonDocument.Parse(text);
        return receipt.RootElement.GetProperty("id").GetString() is { } id
            ? int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    private static async Task RefusedAsync(HttpClient client, string path, object? body, int status, string? code)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body ?? new { }, Key());
        var refused = await PlayedMarket.Problem(answer);
        Assert.Equal(status, refused.Status);
        if (code is not null) Assert.Equal(code, refused.Problem.GetProperty("code").GetString());
    }

    private static string Key() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator
        .GetBytes(8));
}
