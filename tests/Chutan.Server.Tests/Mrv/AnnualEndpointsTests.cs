using System.Text.Json;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;
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

        using (var book = await company.GetAsync(new Uri($"/api/v1{reported.Path}/workbook", UriKind.Relative)))
            Holds(await book.Content.ReadAsByteArrayAsync(), trace.GetProperty("traceHash").GetString()!);

        Fits(await PlayedMarket.Get(company, "/mrv/reports?size=1000"), "Page<AnnualRow>");
        using var other = await played.SignedInAsync("company2");
        Assert.Equal(404, (await PlayedMarket.Refused(other, reported.Path)).Status);
        Assert.Equal(404, (await PlayedMarket.Refused(other, reported.Path + "/workbook")).Status);
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
    public async Task Cement_C2_and_the_power_plant_of_P6_make_one_report_and_each_has_its_trace()
    {
        using var company = await played.SignedInAsync("company2");
        var both = await reported.WithModulesAsync();
        var (months, report) = ($"/mrv/months/{both}/2022", $"/mrv/reports/2022/{both}");
        var form = await PlayedMarket.Get(company, months + "/form");
        Fits(form, "MonthForm");
        var module = Assert.Single(form.GetProperty("modules").EnumerateArray());
        Assert.Equal(("power", "u1"), (module.GetProperty("sector").GetString(),
            Assert.Single(module.GetProperty("facilities").EnumerateArray()).GetString()));
        var month = CementAndPower.Month(12);
        var (_, tried) = await PostAsync(company, months, "/12/try", JsonSerializer.Deserialize<JsonElement>(
            PowerYear.Body(new { content = month })), "modules-try");
        Fits(tried, "MonthTrial");
        Assert.Equal(["67538.65", "225904.85"], from of in tried.GetProperty("modules").EnumerateArray()
                                                select of.GetProperty("results")[0].GetProperty("value").GetString());

        var (status, answer) = await PostAsync(company, report, "/preparation", new
        {
            products = new[]
            {
                new { product = "clinker", line = "E_raw1" }, new { product = "power", line = "power/W_gd" },
            },
            explanation = "两个模块分别核算",
            productionDays = 350,
        }, "modules-prepare");
        Assert.True(status == 200, answer.ToString());
        var detail = await PlayedMarket.Get(company, report);
        Fits(detail, "AnnualDetail");
        var figures = detail.GetProperty("figures");
        Assert.Equal(3_521_347.57m, figures.GetProperty("entityTonnes").GetDecimal());
        Assert.Equal(3_521_348, figures.GetProperty("compliance").GetInt64());
        foreach (var (of, tonnes, line) in new[]
        {
            ("cement", 810_464.29m, "E_raw1"), ("power", 2_710_883.28m, "S_gd"),
        })
        {
            var part = figures.GetProperty("modules").EnumerateArray().Single(m =>
                m.GetProperty("sector").GetString() == of);
            Assert.Equal(tonnes, part.GetProperty("entityTonnes").GetDecimal());
            Assert.Equal(12, part.GetProperty("months").GetArrayLength());
            var trace = await PlayedMarket.Get(company, $"{report}/trace?module={of}");
            Fits(trace, "Calculation");
            Assert.Equal(part.GetProperty("traceHash").GetString(), trace.GetProperty("traceHash").GetString());
            Assert.Contains(trace.GetProperty("trace").EnumerateArray(),
                t => t.GetProperty("name").GetString() == line);
            var year = await PlayedMarket.Get(company, $"{months}/calculation?module={of}");
            Assert.Equal(part.GetProperty("traceHash").GetString(), year.GetProperty("traceHash").GetString());
        }
        // P6: 2,743,044.48 MWh supplied by what the power plant emitted, not by what the kiln did.
        Assert.Equal(0.988275m, detail.GetProperty("statement").GetProperty("products")[1].GetProperty("intensity")
            .GetDecimal());
        Assert.Equal(404, (await PlayedMarket.Refused(company, report + "/trace?module=glass")).Status);
        Assert.Contains(detail.GetProperty("lines").EnumerateArray(), l =>
            l.GetProperty("name").GetString() == "power/W_gd");
    }

    [Fact]
    public async Task A_workbook_of_two_methodologies_has_the_sheets_of_both_and_reads_back_the_same()
    {
        using var company = await played.SignedInAsync("company2");
        var months = $"/mrv/months/{await reported.WithModulesAsync()}/2022";
        var template = await company.GetByteArrayAsync(new Uri(played.Address, $"/api/v1{months}/template"));
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(played.Address, $"/api/v1{months}/workbook?file=months.xlsx"))
        { Content = new ByteArrayContent(template) };
        using var read = await company.SendAsync(request);
        var answer = JsonDocument.Parse(await read.Content.ReadAsStringAsync()).RootElement;
        Assert.True(answer.GetProperty("faults").GetArrayLength() == 0, answer.GetProperty("faults").GetRawText());
        var december = answer.GetProperty("months").EnumerateArray().Last().GetProperty("content").GetProperty("rows");
        Assert.Equal(CementAndPower.Month(12).Rows.Length, december.GetArrayLength());
        Assert.Contains(december.EnumerateArray(), r => r.GetProperty("facility").GetString() == "u1"
            && r.GetProperty("table").GetString() == "output");
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

    [Fact]
    public async Task The_authority_brings_in_a_year_from_before_and_nobody_else_does()
    {
        var path = $"/mrv/reports/2021/{reported.Company}";
        var body = new
        {
            emissions = 210_000,
            product = "electricity",
            quantity = 250_000,
            unit = "MWh",
            productionDays = 340,
            source = "2021年度核定结果",
        };
        using var company = await played.SignedInAsync("company");
        Assert.NotEqual(200, (await PostAsync(company, path, "/history", body, "history-1")).Status);
        using var regulator = await played.SignedInAsync("regulator");
        Assert.True((await PlayedMarket.Get(regulator, path)).GetProperty("acts").GetProperty("bringIn").GetBoolean());
        var (status, receipt) = await PostAsync(regulator, path, "/history", body, "history-2");
        Assert.True(status == 200, receipt.ToString());
        (status, var refused) = await PostAsync(regulator, path, "/history", body, "history-3");
        Assert.Equal((422, "report.not-earlier"), (status, refused.GetProperty("code").GetString()));
        (status, refused) = await PostAsync(regulator, reported.Path, "/history", body, "history-4");
        Assert.Equal((422, "report.not-earlier"), (status, refused.GetProperty("code").GetString()));
        var detail = await PlayedMarket.Get(company, path);
        Fits(detail, "AnnualDetail");
        Assert.Equal(210_000, detail.GetProperty("head").GetProperty("accepted").GetInt64());
        Assert.Equal(210_000, (await PlayedMarket.Get(company, reported.Path)).GetProperty("lastYear").GetInt64());
    }

    private Task<(int Status, JsonElement Answer)> PostAsync(HttpClient client, string path, object body, string key) =>
        PostAsync(client, reported.Path, path, body, key);

    private static async Task<(int Status, JsonElement Answer)> PostAsync(
        HttpClient client, string of, string path, object body, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, of + path, body, key);
        return ((int)answer.StatusCode,
            JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private static void Fits(JsonElement answer, string type)
    {
        var differences = new WebContract().Differences(answer, type);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>The workbook of a report has the template's sheets, twelve months of figures and the trace hash.
    /// </summary>
    private static void Holds(byte[] workbook, string traceHash)
    {
        var faults = new Faults();
        var sheets = XlsxGrids.Read("report.xlsx", workbook, faults).ToDictionary(g => g.Name, StringComparer.Ordinal);
        Assert.False(faults.Any, string.Join('\n', faults.Sorted));
        Assert.Equal(8, sheets.Count);
        Assert.Equal(12, sheets["4-7 月度 Monthly"].Rows.Skip(1).Select(r => r.At(0)!.Text).Distinct().Count());
        Assert.Contains(sheets["11 声明 Declaration"].Rows, r => r.At(1)?.Text == traceHash);
        Assert.Contains(sheets["8 汇总 Summary"].Rows, r => r.At(2)?.Text == "emissions of electricity bought");
    }
}
