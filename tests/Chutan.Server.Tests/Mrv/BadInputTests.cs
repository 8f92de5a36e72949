using System.Text.Json;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Tests.World;

namespace Chutan.Tests.Mrv;

/// <summary>Figures that cannot be right, sent to the running server: each is refused with its code and its place in
/// both languages, and the market is as it was. Files are in <see cref="MonthEndpointTests"/> and, in the browser, in
/// the tests of the month pages; formulas that do not go together in the tests of the command line.</summary>
public sealed class BadInputTests(ReportedYear reported) : IClassFixture<ReportedYear>, IAsyncLifetime
{
    private const string Scan = "1212121212121212121212121212121212121212121212121212121212121212";

    /// <summary>A method with a factor of each year and a carbon balance. The second version has two active factors of
    /// one year.</summary>
    private const string Method = """
        {"id": "balance", "version": "$version", "zh": "平衡试验", "en": "Balance", "sector": "chemicals",
         "issuer": "tests", "source": "tests", "from-year": "2020", "through-year": "2030",
         "series": [{"id": "el", "zh": "电", "en": "power", "unit": "tCO2/MWh", "region": "CN", "source": "s1",
            "standing": "reported", "values": [{"year": "2021", "value": "0.6101"}, {"year": "2022", "value": "0.5703"}
            $more]}],
         "constants": [{"name": "CO2_per_C", "zh": "比", "en": "ratio", "value": "44/12", "unit": "tCO2/tC"}],
         "factors": [{"name": "EF", "zh": "电因子", "en": "factor", "series": "el", "region": "CN"}],
         "inputs": [{"name": "W", "zh": "电量", "en": "power", "unit": "MWh", "min": "0", "max": "1000000"},
            {"name": "raw", "zh": "原料含碳", "en": "carbon in", "unit": "tC", "min": "0", "max": "1000000"},
            {"name": "made", "zh": "产品含碳", "en": "carbon out", "unit": "tC", "min": "0", "max": "1000000"}],
         "formulas": [
            {"name": "C_lost", "zh": "碳平衡差额", "en": "carbon not found again", "unit": "tC", "expr": "raw - made"},
            {"name": "E_el", "zh": "电力", "en": "power", "unit": "tCO2", "expr": "W * EF"},
            {"name": "E_mass", "zh": "过程", "en": "process", "unit": "tCO2", "expr": "C_lost * CO2_per_C"},
            {"name": "E", "zh": "总量", "en": "total", "unit": "tCO2", "expr": "E_el + E_mass + 10000[tCO2]"}],
         "results": [{"name": "E", "digits": "2"}],
         "checks": [{"id": "217", "zh": "碳平衡不得为负", "en": "the carbon balance closes", "severity": "block",
            "fields": ["raw", "made"], "expr": "C_lost >= 0[tC]"}],
         "fixtures": [{"name": "one", "year": "2021", "inputs": {"W": "10", "raw": "3", "made": "0"}, "within": "0",
            "expect": {"E": "10017.101"}}]}
        """;

    private readonly PlayedMarket played = reported.Played;
    private HttpClient company = null!, other = null!; // both are set before any test
    private ParticipantId emitter;

    public async Task InitializeAsync()
    {
        (company, other) = (await played.SignedInAsync("company"), await played.SignedInAsync("company2"));
        emitter = await played.SignedInParticipantAsync("company2");
        if (await played.Market.AskAsync(s => s.Mrv.Plans.Versions(emitter).IsEmpty))
        {
            await reported.MustAsync(new SelectMethodology("hubei-pilot", "power", 2023, 2023, "cn-power", "2022",
                "tests"), reported.Regulator);
            await SelectAsync("1", "");
            await reported.AcceptedYearAsync(emitter, Plan, [Scan], _ => Month);
        }
    }

    public Task DisposeAsync()
    {
        company.Dispose();
        other.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("FC", "5000", "GJ", "quantification.unit-mismatch", "GJ")]
    [InlineData("FC", "5000", "蒲式耳", "quantification.unknown-unit", "蒲式耳")]
    [InlineData("FC", "-5", "", "quantification.out-of-bounds", "-5")]
    [InlineData("FC", "99999999999999", "", "quantification.out-of-bounds", "99999999999999")]
    [InlineData("NCV", "850", "", "quantification.out-of-bounds", "850")]
    [InlineData("FC", "约5000", "", "quantification.not-a-number", "约5000")]
    [InlineData("FC", "1e999999999", "", "quantification.not-a-number", "1e999999999")]
    [InlineData("FC", "NaN", "", "quantification.not-a-number", "NaN")]
    [InlineData("FC", "", "", "quantification.input-missing", "FC")]
    public async Task A_figure_that_cannot_be_is_refused_with_its_field(string column, string text, string unit,
        string code, string says)
    {
        var content = ReportedYear.Month(1);
        var fuel = content.Rows[0];
        content = content with
        {
            Rows = content.Rows.SetItem(0, fuel with
            {
                Figures = [.. fuel.Figures.Select(f => f.Column == column ? f with { Text = text, Unit = unit } : f)],
            }),
        };
        var problem = await RefusedAsync(company, $"/mrv/months/{reported.Company}/2023/1", new { content }, code,
            says);
        var place = problem.GetProperty("parameters").GetProperty("place").GetString()!;
        Assert.Contains("rows[0]", place, StringComparison.Ordinal);
        Assert.Contains(column, place + problem.GetProperty("zh").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,coal,5000,20.5\n3,coal,5000,20.5", "quantification.month-missing", "2")]
    [InlineData("1,coal,5000,20.5\n2,coal,5000,20.5\n13,coal,5000,20.5", "quantification.bad-month", "13")]
    public async Task A_missing_month_and_one_that_is_none_are_named(string rows, string code, string month)
    {
        var head = played.Market.Head.Next;
        using var content = new StringContent("name,value\nyear,2022\nthrough-month,3\nunit_class,ordinary\n[fuel]\n"
            + "month,fuel_kind,FC [t],NCV [GJ/t]\n" + rows);
        using var answer = await company.PostAsync(new Uri($"/api/v1/methodologies/cn-power/2022/runs?file=p.csv",
            UriKind.Relative), content);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.True((int)answer.StatusCode == 422, said.ToString());
        var fault = said.GetProperty("faults").EnumerateArray().First(f =>
            f.GetProperty("code").GetString() == code);
        Said(fault, code, month);
        Assert.StartsWith("p.csv", fault.GetProperty("place").GetString(), StringComparison.Ordinal);
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Theory]
    [InlineData("0.6101", "quantification.factor-wrong-year", "2021")]
    [InlineData("0.4", "quantification.factor-differs", "0.5703")]
    public async Task A_factor_of_another_year_is_refused_with_the_year_it_is_of(string stated, string code,
        string says) => await RefusedAsync(other, $"/mrv/reports/2022/{emitter}/preparation",
            Report(factors: [new { name = "EF", text = stated, unit = "tCO2/MWh" }]), code, says);

    [Fact]
    public async Task Two_active_factors_of_one_year_stop_the_report_and_are_named()
    {
        await SelectAsync("2", """, {"year": "2022", "value": "0.58", "source": "s2"}""");
        var problem = await RefusedAsync(other, $"/mrv/reports/2022/{emitter}/preparation", Report(),
            "quantification.factor-ambiguous", "el");
        await SelectAsync("1", "");
        Assert.Contains("s2", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_carbon_balance_that_does_not_close_stops_the_report_with_its_check()
    {
        var more = new { column = "made", text = "5000", unit = "tC", reason = "盘点", evidence = new[] { Scan } };
        await RefusedAsync(other, $"/mrv/reports/2022/{emitter}/preparation", Report(figures: [more]),
            "report.check-blocks", "217");
    }

    [Fact]
    public async Task What_is_right_is_taken()
    {
        using var taken = await PlayedMarket.Send(other, HttpMethod.Post, $"/mrv/reports/2022/{emitter}/preparation",
            Report(), "balance-right");
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Evidence_changed_after_the_month_was_filed_is_named_with_both_hashes()
    {
        var content = "%PDF-1.7\n化验单\n%%EOF"u8.ToArray();
        var hash = await PowerYear.PutAsync(company, "化验单.pdf", content, 32);
        var kept = Directory.EnumerateFiles(played.Folder, "*", SearchOption.AllDirectories)
            .Single(f => Path.GetFileName(f).Contains(hash[4..], StringComparison.Ordinal));
        File.SetAttributes(kept, FileAttributes.Normal);
        content[10]++;
        await File.WriteAllBytesAsync(kept, content);
        var head = played.Market.Head.Next;
        var (status, problem) = await PlayedMarket.Refused(company, $"/documents/{hash}");
        Said(problem, "http.document_damaged", hash);
        Said(problem, "http.document_damaged",
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));
        Assert.Equal((409, head), (status, played.Market.Head.Next));
    }

    /// <summary>Sends what must be refused; the code, the figure and both languages must be there, and nothing but
    /// refusals may stand in the journal.</summary>
    private async Task<JsonElement> RefusedAsync(HttpClient client, string path, object body, string code, string says)
    {
        var head = played.Market.Head.Next;
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, PowerYear.Body(body),
            $"bad-input-{head}");
        var (status, problem) = await PlayedMarket.Problem(answer);
        Assert.True((int)answer.StatusCode == 422, $"{status} {problem}");
        Said(problem, code, says);
        for (var at = head; at < played.Market.Head.Next; at++)
            Assert.IsType<Decision.Refused>((await played.Market.ReadOneAsync(at)).Decision);
        return problem;
    }

    private static void Said(JsonElement problem, string code, string says)
    {
        var (zh, en) = (problem.GetProperty("zh").GetString()!, problem.GetProperty("en").GetString()!);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual(zh, en);
        foreach (var text in new[] { zh, en })
        {
            Assert.Contains(says, text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        }
    }

    private static object Report(object[]? figures = null, object[]? factors = null) => new
    {
        manualFigures = figures ?? [],
        statedFactors = factors ?? [],
        products = Array.Empty<object>(),
        productionDays = 330,
        stoppedDays = 0,
        explanation = "试验",
    };

    /// <summary>Has the market publish a version of the method, and use it.</summary>
    private async Task SelectAsync(string version, string more)
    {
        if (await played.Market.AskAsync(s => s.Quantification.Find("balance", version) is null))
            await reported.MustAsync(new PublishMethodology(Method.Replace("$version", version,
                StringComparison.Ordinal).Replace("$more", more, StringComparison.Ordinal), "tests"),
                reported.Regulator);
        await reported.MustAsync(new SelectMethodology("hubei-pilot", "chemicals", 2020, 2030, "balance", version,
            "tests"), reported.Regulator);
    }

    private static PlanContent Plan { get; } = new("hubei-pilot", "chemicals", "厂界以内",
        [new PlanFacility("u1", "主装置", "Plant", "plant", null, "", "")], [],
        [.. new[] { "W", "raw", "made" }.Select(c => new PlanParameter(
            c.ToLowerInvariant(), "", "", "", c, Acquisition.Measured, "",
            "按台账", "每月", "生产部", "取最高值"))], "专人负责", []);

    private static MonthContent Month { get; } = new([new MonthRow("", "",
        [.. new[] { ("W", "10"), ("raw", "100"), ("made", "60") }.Select(f => new MonthFigure(f.Item1, f.Item2, "",
            Acquisition.Measured, "", [Scan]))])], [], [], []);
}
