using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chutan.Engine.Methodologies;
using Chutan.Server.Http;
using Chutan.Server.Quantification;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Quantification;

/// <summary>Methodologies over HTTP: everybody reads them, who is signed in calculates, the authority publishes.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class MethodologyEndpointsTests(PlayedMarket played)
{
    private const string Power = "/methodologies/cn-power/2022";
    /// <summary>No other test and no year publishes it.</summary>
    private const string Magnesium = "/methodologies/cn-magnesium-ndrc/2013";

    private const string Month = """
        {"year": 2022, "throughMonth": 1, "inputs": {"unit_class": "ordinary"},
         "rows": {"fuel": [{"month": 1, "fuel_kind": "coal", "FC": 120000, "NCV": 19.850}]}}
        """;

    [Fact]
    public async Task Everybody_reads_methodologies_with_formulas_factors_and_sources()
    {
        using var visitor = played.Client();
        var page = await PlayedMarket.Get(visitor, "/methodologies?size=1000");
        Fits(page, "Page<MethodologyLine>");
        Assert.Contains(page.GetProperty("items").EnumerateArray(), m => m.GetProperty("id").GetString() == "cn-steel");
        var detail = await PlayedMarket.Get(visitor, Power);
        Fits(detail, "MethodologyDetail");
        Assert.Contains(detail.GetProperty("factors").EnumerateArray(), f =>
            f.GetProperty("value").GetString() == "0.03085" && f.GetProperty("standing").GetString() == "assumed");
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, "/methodologies/cn-power/1999")).Status);
    }

    [Fact]
    public async Task What_is_published_stays_as_it_is_even_when_its_file_is_gone()
    {
        var empty = new MethodologyShelf(null);
        var published = (await empty.AllAsync(played.Market)).Select(m => $"{m.Id}@{m.Version}").ToList();
        Assert.Contains("enterprise-electricity@1", published);
        var kept = await empty.GetAsync(played.Market, "enterprise-electricity", "1");
        var file = MethodologyLibrary.Load(Repository.At("methodologies")).Find("enterprise-electricity@1")!;
        Assert.Equal(file.Hash, kept.Hash);
        await Assert.ThrowsAsync<RefusedException>(() =>
            empty.GetAsync(played.Market, "enterprise-electricity", "1999").AsTask());
    }

    [Fact]
    public async Task The_authority_tries_a_file_sees_its_faults_by_line_and_publishes_what_holds()
    {
        var text = (await File.ReadAllTextAsync(Repository.At("methodologies/other/cn-mining-ndrc.yaml")))
            .Replace("version: \"2015\"", "version: \"2015-b\"", StringComparison.Ordinal);
        using var regulator = await played.SignedInAsync("regulator");
        using var company = await played.SignedInAsync("company");
        Assert.Equal(404, (await ProposeAsync(company, "/proposals", text, "propose-company")).Status);
        var (status, wrong) = await ProposeAsync(regulator, "/proposals", text.Replace("expr: E_fuel + E_carbonate",
            "expr: E_fuel / E_fuel + E_carbonate", StringComparison.Ordinal), "propose-wrong");
        Assert.Equal(422, status);
        Fits(wrong, "RunProblem");
        var fault = wrong.GetProperty("faults")[0];
        Assert.Matches(@"^mine\.yaml:\d+:\d+", fault.GetProperty("place").GetString());
        Assert.Equal("quantification.dimension", fault.GetProperty("code").GetString());
        Assert.Contains("tCO2", fault.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal(422, (await ProposeAsync(regulator, "/proposals", "a: &x [1]\nb: *x", "propose-alias")).Status);
        Assert.Equal(422, (await ProposeAsync(regulator, "/proposals", new string('[', 50_000), "propose-deep"))
            .Status);
        (status, var good) = await ProposeAsync(regulator, "/proposals", text, "propose-good");
        Assert.True(status == 200, good.ToString());
        Fits(good, "MethodologyProposal");
        Assert.False(good.GetProperty("taken").GetBoolean());
        Assert.Equal(200, (await ProposeAsync(regulator, "", text, "propose-publish")).Status);
        var detail = await PlayedMarket.Get(company, "/methodologies/cn-mining-ndrc/2015-b");
        Assert.True(detail.GetProperty("methodology").GetProperty("published").GetBoolean());
        Assert.Equal("quantification.same-content", (await ProposeAsync(regulator, "", text, "propose-again"))
            .Answer.GetProperty("code").GetString());
    }

    private static async Task<(int Status, JsonElement Answer)> ProposeAsync(
        HttpClient client, string path, string text, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, "/methodologies" + path,
            new { file = "mine.yaml", text, reason = "values in general use" }, key);
        return await ReadAsync(answer);
    }

    [Fact]
    public async Task A_run_answers_with_the_value_and_its_trace()
    {
        using var company = await played.SignedInAsync("company");
        var (status, answer) = await RunAsync(company, "month.json", Month);
        Assert.Equal(200, status);
        Fits(answer, "Calculation");
        Assert.Equal("266749.46", answer.GetProperty("results")[0].GetProperty("value").GetString());
        Assert.Equal(64, answer.GetProperty("traceHash").GetString()!.Length);
    }

    [Theory]
    [InlineData("month.json", "{\"year\": 2022}", "quantification.input-missing")]
    [InlineData("month.xlsx", "%PDF-1.7", "quantification.file-kind")]
    public async Task Wrong_figures_are_refused_with_every_fault(string file, string body, string code)
    {
        using var company = await played.SignedInAsync("company");
        var (status, answer) = await RunAsync(company, file, body);
        Assert.Equal(422, status);
        Fits(answer, "RunProblem");
        Assert.Contains(answer.GetProperty("faults").EnumerateArray(), f => f.GetProperty("code").GetString() == code);
    }

    [Fact]
    public async Task A_file_is_calculated_under_another_version_beside_the_first()
    {
        using var company = await played.SignedInAsync("company");
        var (status, answer) = await CompareAsync(company, "&with=cn-power@2021&set=OF_coal=0.98");
        Assert.Equal(200, status);
        Fits(answer, "Comparison");
        Assert.Equal("266749.46", answer.GetProperty("first").GetProperty("results")[0].GetProperty("value")
            .GetString());
        Assert.False(answer.GetProperty("first").GetProperty("isWhatIf").GetBoolean());
        Assert.True(answer.GetProperty("second").GetProperty("isWhatIf").GetBoolean());
        Assert.Contains(answer.GetProperty("factors").EnumerateArray(), f =>
            f.GetProperty("name").GetString() == "OF_coal" && f.GetProperty("change").GetString() == "changed");
        Assert.Equal(404, (await CompareAsync(company, "&with=cn-power@1999")).Status);
        Assert.Equal(400, (await CompareAsync(company, "&set=nothing")).Status);
    }

    [Theory]
    [InlineData("", "month.xlsx")]
    [InlineData("?format=csv", "month.csv")]
    public async Task A_filled_template_is_calculated(string query, string name)
    {
        using var company = await played.SignedInAsync("company");
        var empty = await company.GetByteArrayAsync(
            new Uri($"/api/v1{Power}/template{query}", UriKind.Relative));
        using var content = new ByteArrayContent(empty);
        using var answer = await company.PostAsync(
            new Uri($"/api/v1{Power}/runs?file={name}&year=2024", UriKind.Relative), content);
        var (status, problem) = await ReadAsync(answer);
        Assert.Equal(422, status); // everything that has to be filled in, and nothing else, is missing
        Assert.All(problem.GetProperty("faults").EnumerateArray(), f =>
            Assert.Equal("quantification.input-missing", f.GetProperty("code").GetString()));
        Assert.Contains(problem.GetProperty("faults").EnumerateArray(), f =>
            f.GetProperty("en").GetString()!.Contains("fuel[m12].FC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_looks_up_which_version_counts_for_a_year()
    {
        using var visitor = played.Client();
        var page = await PlayedMarket.Get(visitor, "/rule-sets?regime=national&sector=power&year=2019");
        Fits(page, "Page<RuleSetLine>");
        var row = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(("cn-power", "2021", "发电"), (row.GetProperty("methodology").GetString(),
            row.GetProperty("version").GetString(), row.GetProperty("sectorName").GetProperty("zh").GetString()));
        using var file = await visitor.GetAsync(new Uri("/api/v1/rule-sets?format=csv", UriKind.Relative));
        Assert.Contains("cn-cement-ndrc", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_authority_adopts_a_published_version_for_a_sector_and_nobody_else()
    {
        const string grid = "/methodologies/cn-grid-ndrc/2013";
        using var regulator = await played.SignedInAsync("regulator");
        using var company = await played.SignedInAsync("company");
        Assert.Equal("quantification.unknown-methodology", (await AdoptAsync(regulator, "adopt-unpublished"))
            .Answer.GetProperty("code").GetString());
        using var published = await PlayedMarket.Send(regulator, HttpMethod.Post, grid + "/publication",
            new { reason = "values in general use" }, "publish-the-grid");
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        Assert.Equal(403, (await AdoptAsync(company, "adopt-by-company")).Status);
        Assert.Equal(400, (await AdoptAsync(regulator, "adopt-malformed", edition: "cn-grid-ndrc")).Status);
        Assert.Equal("quantification.year-outside", (await AdoptAsync(regulator, "adopt-too-early", from: 2008))
            .Answer.GetProperty("code").GetString());
        Assert.Equal(200, (await AdoptAsync(regulator, "adopt-the-grid")).Status);
        var row = Assert.Single((await PlayedMarket.Get(regulator, "/rule-sets?sector=power-grid&adopted=true"))
            .GetProperty("items").EnumerateArray());
        Assert.Equal((true, "鄂环函〔2024〕1号"), (row.GetProperty("published").GetBoolean(),
            row.GetProperty("source").GetString()));
    }

    private static async Task<(int Status, JsonElement Answer)> AdoptAsync(
        HttpClient client, string key, string edition = "cn-grid-ndrc@2013", int from = 2015)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, "/rule-sets",
            new { regime = "hubei-pilot", sector = "power-grid", fromYear = from, edition, basis = "鄂环函〔2024〕1号" },
            key);
        return await ReadAsync(answer);
    }

    [Fact]
    public async Task Only_the_authority_publishes_a_methodology_and_only_once()
    {
        using var company = await played.SignedInAsync("company");
        Assert.Equal(403, (await PublishAsync(company, "by-a-company-1")).Status);
        using var regulator = await played.SignedInAsync("regulator");
        Assert.Equal(200, (await PublishAsync(regulator, "by-the-authority-1")).Status);
        using var visitor = played.Client();
        Assert.True((await PlayedMarket.Get(visitor, Magnesium)).GetProperty("methodology").GetProperty("published")
            .GetBoolean());
        var (status, problem) = await PublishAsync(regulator, "by-the-authority-2");
        Assert.Equal(422, status);
        Assert.Equal("quantification.same-content", problem.GetProperty("code").GetString());
    }

    private static async Task<(int Status, JsonElement Answer)> PublishAsync(HttpClient client, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, Magnesium + "/publication",
            new { reason = "values in general use, adopted until the texts are at hand" }, key);
        return await ReadAsync(answer);
    }

    private static Task<(int Status, JsonElement Answer)> RunAsync(HttpClient client, string file, string body) =>
        PostAsync(client, $"/runs?file={file}", body);

    private static Task<(int Status, JsonElement Answer)> CompareAsync(HttpClient client, string query) =>
        PostAsync(client, $"/comparisons?file=month.json{query}", Month);

    private static async Task<(int Status, JsonElement Answer)> PostAsync(HttpClient client, string path, string body)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await client.PostAsync(new Uri($"/api/v1{Power}{path}", UriKind.Relative),
            content);
        return await ReadAsync(answer);
    }

    private static async Task<(int Status, JsonElement Answer)> ReadAsync(HttpResponseMessage answer) =>
        ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());

    private static void Fits(JsonElement answer, string type)
    {
        var differences = new WebContract().Differences(answer, type);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
