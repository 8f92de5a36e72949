using System.Text.Json;
using Chutan.Market.Mrv;
using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Mrv;

/// <summary>Annual reports over HTTP: preview, preparation, signature, trace, comparison, and the public record.
/// </summary>
public sealed class AnnualEndpointsTests(ReportedYear reported) : IClassFixture<ReportedYear>
{
    private readonly PlayedMarket played = reported.Played;

    private static readonly object Content = new
    {
        products = new[] { new { product = "electricity", line = "W_bought", unit = "", reason = "" } },
        productionDays = 350,
        stoppedDays = 10,
        explanation = "元素碳未实测，按缺省值计算",
    };

    [Fact]
    public async Task A_report_is_tried_prepared_signed_traced_and_compared()
    {
        using var company = await played.SignedInAsync("company");
        var before = await PlayedMarket.Get(company, reported.Path);
        Fits(before, "AnnualDetail");
        Assert.Equal(JsonValueKind.Null, before.GetProperty("figures").ValueKind);
        Assert.True(before.GetProperty("acts").GetProperty("prepare").GetBoolean());

        var (status, tried) = await PostAsync(company, "/preview", Content, "annual-try-1");
        Assert.True(status == 200, tried.ToString());
        Fits(tried, "AnnualFigures");
        (status, var receipt) = await PostAsync(company, "/preparation", Content, "annual-prepare-1");
        Assert.True(status == 200, receipt.ToString());
        (status, var refused) = await PostAsync(company, "/submission",
            new { version = 1, signatory = "法定代表人", signedOn = "2025-01-02" }, "annual-submit-1");
        Assert.Equal((422, "report.same-person"), (status, refused.GetProperty("code").GetString()));
        await reported.MustAsync(new SubmitAnnualReport(reported.Company, ReportedYear.Year, 1,
            new Declaration("法定代表人", new LocalDate(2025, 1, 2))), reported.Second);

        var detail = await PlayedMarket.Get(company, reported.Path);
        Fits(detail, "AnnualDetail");
        Assert.Equal("submitted", detail.GetProperty("head").GetProperty("state").GetString());
        Assert.Equal(12, detail.GetProperty("months").GetArrayLength());
        var trace = await PlayedMarket.Get(company, reported.Path + "/trace");
        Fits(trace, "Calculation");
        Assert.Equal(detail.GetProperty("figures").GetProperty("traceHash").GetString(),
            trace.GetProperty("traceHash").GetString());
        var both = await PlayedMarket.Get(company, reported.Path + "/comparison?with=cn-power@2021");
        Fits(both, "Comparison");
        Assert.True(both.GetProperty("second").GetProperty("isWhatIf").GetBoolean());
        Assert.Equal(404, (await PlayedMarket.Refused(company, reported.Path + "/comparison?with=nothing@1")).Status);

        Fits(await PlayedMarket.Get(company, "/mrv/reports?size=1000"), "Page<AnnualRow>");
        using var other = await played.SignedInAsync("company2");
        Assert.Equal(404, (await PlayedMarket.Refused(other, reported.Path)).Status);
        using var visitor = played.Client();
        Fits(await PlayedMarket.Get(visitor, "/mrv/disclosures?size=1000"), "Page<Disclosure>");
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/mrv/reports")).Status);

        using var regulator = await played.SignedInAsync("regulator");
        foreach (var (path, body, code) in new (string, object, string)[]
        {
            ("/extension", new { date = "2026-01-01", decision = "函1号" }, "report.already-in"),
            ("/determination", new { basis = "lastYear", decision = "核1号" }, "report.already-in"),
            ("/reopening", new { order = "令1号", reason = "造假", fraud = true }, "report.not-final"),
            ("/fraud-penalty", new { fineFen = 60_000_000, decision = "罚1号" }, "report.no-fraud"),
        })
        {
            (status, refused) = await PostAsync(regulator, path, body, "annual-authority" + path);
            Assert.Equal((422, code), (status, refused.GetProperty("code").GetString()));
        }
    }

    [Fact]
    public async Task Everything_in_the_way_of_a_report_is_listed_at_once()
    {
        using var company = await played.SignedInAsync("company");
        var (status, answer) = await PostAsync(company, "/preview",
            new { products = new[] { new { product = "", line = "nothing" } }, productionDays = 1 }, "annual-try-2");
        Assert.Equal(422, status);
        Fits(answer, "RunProblem");
    }

    private async Task<(int Status, JsonElement Answer)> PostAsync(
        HttpClient client, string path, object body, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, reported.Path + path, body, key);
        return ((int)answer.StatusCode,
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private static void Fits(JsonElement answer, string type)
    {
        var differences = new WebContract().Differences(answer, type);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }
}
