using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Accounting;

/// <summary>企业碳核算 over HTTP: what the companies of the played year see, and one year entered, locked and claimed.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class AccountingHttpTests(PlayedMarket played)
{
    private static readonly WebContract Contract = new();

    [Fact]
    public async Task A_company_without_an_account_applies_for_one_and_takes_in_units()
    {
        using var clerk = await played.SignedInAsync("enterprise");
        using var registry = await played.SignedInAsync("registry");
        var neutrality = await OwnAsync(clerk) + "/2024/neutrality";
        Assert.Equal(200, await SentAsync(clerk, "/registry/applications", new { }, "account-1"));
        Assert.Equal(422, await SentAsync(clerk, "/registry/applications", new { }, "account-2"));
        Assert.Equal(404, (await PlayedMarket.Refused(clerk, "/registry/applications")).Status);
        var waiting = await PlayedMarket.Get(registry, "/registry/applications");
        Assert.Empty(Contract.Differences(waiting, "Page<AccountApplication>"));
        var asked = Assert.Single(waiting.GetProperty("items").EnumerateArray()).GetProperty("participant").GetString();
        var decision = $"/registry/applications/{asked}/decision";
        Assert.Equal(200, await SentAsync(registry, decision, new { approved = false, reason = "材料不全" }, "account-3"));
        Assert.Equal("材料不全", (await PlayedMarket.Get(clerk, neutrality)).GetProperty("declined").GetString());
        Assert.Equal(200, await SentAsync(clerk, "/registry/applications", new { }, "account-4"));
        Assert.Equal(200, await SentAsync(registry, decision, new { approved = true }, "account-5"));

        var opened = await PlayedMarket.Get(clerk, neutrality);
        Assert.Empty(Contract.Differences(opened, "FootprintNeutrality"));
        var account = opened.GetProperty("account").GetString();
        using var holder = await played.SignedInAsync("company");
        Assert.Equal(200, await SentAsync(holder, "/transfers",
            new { toAccount = account, kind = "allowance", tonnes = 3, reason = "赠与" }, "account-6"));
        var transfer = (await PlayedMarket.Get(clerk, "/me/transfers")).GetProperty("items")[0].GetProperty("id");
        Assert.Equal(200, await SentAsync(clerk, $"/transfers/{transfer}/confirmation", new { }, "account-7"));
        Assert.Equal(3, (await PlayedMarket.Get(clerk, neutrality)).GetProperty("holdings")[0].GetProperty("available")
            .GetInt64());
    }

    private static async Task<int> SentAsync(HttpClient by, string path, object body, string key)
    {
        using var answer = await PlayedMarket.Send(by, HttpMethod.Post, path, body, key);
        return (int)answer.StatusCode;
    }

    [Theory]
    [InlineData("", "CompanyBooks")]
    [InlineData("/2024", "InventoryBook")]
    [InlineData("/2023?revision=1", "InventoryBook")]
    [InlineData("/2025", "InventoryBook")]
    [InlineData("/2024/analysis", "InventoryAnalysis")]
    [InlineData("/2024/analysis?basis=operationsMarket", "InventoryAnalysis")]
    [InlineData("/2024/measures", "RankedMeasures")]
    [InlineData("/2024/neutrality", "FootprintNeutrality")]
    [InlineData("/2024/sources/1/months/3", "Calculation")]
    public async Task A_company_reads_its_own_books_and_another_does_not(string path, string type)
    {
        using var clerk = await played.SignedInAsync("enterprise");
        var own = await OwnAsync(clerk);
        var answer = await PlayedMarket.Get(clerk, own + path);
        var differences = Contract.Differences(answer, type);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        using var other = await played.SignedInAsync("company");
        Assert.Equal(404, (await PlayedMarket.Refused(other, own + path)).Status);
        using var visitor = played.Client();
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, own + path)).Status);
        using var regulator = await played.SignedInAsync("regulator");
        await PlayedMarket.Get(regulator, own + path);
    }

    [Fact]
    public async Task Lists_fit_their_types_and_go_out_as_files()
    {
        using var clerk = await played.SignedInAsync("enterprise");
        foreach (var (path, type) in new[] { ("/accounting/methods", "Page<SourceMethod>"),
            ("/accounting/companies", "Page<AccountingCompany>") })
        {
            var differences = Contract.Differences(await PlayedMarket.Get(clerk, path), type);
            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
        var own = await OwnAsync(clerk);
        using var csv = await clerk.GetAsync($"/api/v1{own}/2024/entries?format=csv&q=R-410A");
        Assert.StartsWith("text/csv", csv.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        using var regulator = await played.SignedInAsync("regulator");
        var all = await PlayedMarket.Get(regulator, "/accounting/companies");
        Assert.True(all.GetProperty("total").GetInt32() >= 6); // and those that registered themselves in other tests
    }

    [Fact]
    public async Task The_report_is_a_workbook_of_every_side()
    {
        using var clerk = await played.SignedInAsync("enterprise");
        var own = await OwnAsync(clerk);
        var bytes = await clerk.GetByteArrayAsync(new Uri($"/api/v1{own}/2024/report", UriKind.Relative));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.True(zip.Entries.Count(e => e.FullName.Contains("worksheets/sheet", StringComparison.Ordinal)) >= 10);
    }

    [Fact]
    public async Task The_played_year_has_a_restatement_a_peer_group_and_a_neutral_data_centre()
    {
        using var clerk = await played.SignedInAsync("enterprise");
        var own = await OwnAsync(clerk);
        var restated = await PlayedMarket.Get(clerk, own + "/2023");
        Assert.Equal(2, restated.GetProperty("revision").GetInt32());
        var analysis = await PlayedMarket.Get(clerk, own + "/2024/analysis?basis=operationsLocation");
        var peer = analysis.GetProperty("peers").EnumerateArray().Single(p =>
            p.GetProperty("kind").GetString() == "revenue");
        Assert.Equal(5, peer.GetProperty("companies").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, peer.GetProperty("median").ValueKind);
        var change = analysis.GetProperty("change");
        Assert.Equal(change.GetProperty("after").GetDecimal() - change.GetProperty("before").GetDecimal(),
            change.GetProperty("activity").GetDecimal() + change.GetProperty("structure").GetDecimal()
            + change.GetProperty("factor").GetDecimal(), 2);

        using var regulator = await played.SignedInAsync("regulator");
        var companies = (await PlayedMarket.Get(regulator, "/accounting/companies")).GetProperty("items");
        var centre = companies.EnumerateArray().Single(c =>
            c.GetProperty("name").GetProperty("zh").GetString()!.Contains("数据中心", StringComparison.Ordinal));
        var neutral = await PlayedMarket.Get(regulator,
            $"/accounting/companies/{centre.GetProperty("id").GetString()}/2024/neutrality");
        var number = neutral.GetProperty("certificates")[0].GetProperty("number").GetString();
        using var visitor = played.Client();
        var paper = await PlayedMarket.Get(visitor, $"/accounting/certificates/{number}");
        Assert.Equal([], Contract.Differences(paper, "NeutralityCertificate"));
        Assert.False(paper.GetProperty("overtaken").GetBoolean());
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, "/accounting/certificates/ZH-0000000102")).Status);
    }

    [Fact]
    public async Task A_year_is_entered_reviewed_locked_issued_and_restated()
    {
        using var maker = await played.SignedInAsync("company2");
        var own = await OwnAsync(maker);
        var site = await SendAsync(maker, "/accounting/sites", new
        {
            nameZh = "总部", nameEn = "", region = "CN-HB", from = "2022-01-01", equityPercent = 100,
            operationalControl = true, financialControl = true, cause = "opened",
        });
        var source = long.Parse(await SendAsync(maker, "/accounting/sources", new
        {
            site = long.Parse(site, System.Globalization.CultureInfo.InvariantCulture), nameZh = "外购电力", scope = 2,
            methodology = "enterprise-electricity", version = "1", from = "2022-01-01",
        }), System.Globalization.CultureInfo.InvariantCulture);
        await SendAsync(maker, "/accounting/inventories",
            new { year = 2024, approach = "operationalControl", warming = "ar6" });

        object Figures(string value, string unit = "") => new
        {
            source, month = 1, quality = "calculated", figures = new[] { new { name = "W_bought", value, unit } },
        };
        var trial = await PostAsync(maker, "/accounting/inventories/2024/trial", Figures("100"));
        Assert.Equal([], Contract.Differences(trial, "ActivityTrial"));
        Assert.Equal(43.64m, trial.GetProperty("location").GetDecimal());
        Assert.Equal(58.56m, trial.GetProperty("market").GetDecimal());
        using var wrong = await PlayedMarket.Send(maker, HttpMethod.Post, "/accounting/inventories/2024/trial",
            Figures("100", "GJ"), "trial-in-a-wrong-unit");
        Assert.Equal("quantification.unit-mismatch", (await PlayedMarket.Problem(wrong)).Problem
            .GetProperty("code").GetString());
        using var negative = await PlayedMarket.Send(maker, HttpMethod.Post, "/accounting/inventories/2024/activities",
            Figures("-3"), "a-negative-quantity");
        Assert.Equal("quantification.out-of-bounds", (await PlayedMarket.Problem(negative)).Problem
            .GetProperty("code").GetString());
        await SendAsync(maker, "/accounting/inventories/2024/activities", Figures("100"));
        using var review = await PlayedMarket.Send(maker, HttpMethod.Post,
            "/accounting/inventories/2024/months/1/review", new { passed = true }, "reviewing-ones-own");
        Assert.Equal("accounting.reviewer-is-maker", (await PlayedMarket.Problem(review)).Problem
            .GetProperty("code").GetString());
        var trace = await PlayedMarket.Get(maker, $"{own}/2024/sources/{source}/months/1");
        Assert.Contains(trace.GetProperty("trace").EnumerateArray(), t =>
            t.GetProperty("name").GetString() == "EF_location" && t.GetProperty("shown").GetString() == "0.4364");
    }

    private static async Task<string> OwnAsync(HttpClient client)
    {
        var session = await PlayedMarket.Get(client, "/session");
        return $"/accounting/companies/{session.GetProperty("organisation").GetProperty("id").GetString()}";
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, $"key-{Guid.NewGuid():N}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<string> SendAsync(HttpClient client, string path, object body) =>
        (await PostAsync(client, path, body)).GetProperty("id").GetString() ?? "";
}
