using System.IO.Compression;
using System.Xml.Linq;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>Lists: pages, order, filters, files.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class ListTests(PlayedMarket played)
{
    public static TheoryData<string> Lists =>
        ["/market/days", "/market/months", "/notices", "/compliance", "/rulebooks", "/journal", "/units",
            "/demo-users", "/market/instruments", "/market/HBEA/trades", "/market/HBEA/candles",
            "/market/HBEA/bulletins", "/market/HBEA/modes", "/indices", "/indices/ZTI/values"];

    [Theory, MemberData(nameof(Lists))]
    public async Task A_csv_file_has_every_row(string path)
    {
        using var visitor = played.Client();
        var total = (await PlayedMarket.Get(visitor, path)).GetProperty("total").GetInt32();
        using var answer = await visitor.GetAsync($"/api/v1{path}?format=csv&size=1");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'),
            StringComparison.Ordinal);
        Assert.Equal(total + 1, Records(System.Text.Encoding.UTF8.GetString(bytes)));
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task An_xlsx_file_opens_and_has_every_row(string path)
    {
        using var visitor = played.Client();
        var total = (await PlayedMarket.Get(visitor, path)).GetProperty("total").GetInt32();
        await using var file = await visitor.GetStreamAsync($"/api/v1{path}?format=xlsx&size=1");
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        using var workbook = new ZipArchive(memory, ZipArchiveMode.Read);
        var sheet = workbook.Entries.Single(e => e.FullName.Contains("worksheets/", StringComparison.Ordinal));
        await using var content = sheet.Open();
        var rows = XDocument.Load(content).Descendants().Where(e => e.Name.LocalName == "row").ToList();
        Assert.Equal(total + 1, rows.Count);
        Assert.True(rows[0].Elements().Count() > 2);
    }

    /// <summary>A participant's ledger as a workbook: headings in words, money in yuan; CSV stays as the API names it.
    /// </summary>
    [Fact]
    public async Task A_ledger_s_workbook_is_in_words_and_yuan()
    {
        using var company = await played.SignedInAsync("company");
        var first = (await PlayedMarket.Get(company, "/me/money/ledger?size=1")).GetProperty("items")[0];
        await using var file = await company.GetStreamAsync("/api/v1/me/money/ledger?format=xlsx");
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        using var workbook = new ZipArchive(memory, ZipArchiveMode.Read);
        await using var content = workbook.Entries.Single(e =>
            e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open();
        var rows = XDocument.Load(content).Descendants().Where(e => e.Name.LocalName == "row").Take(2)
            .Select(r => r.Elements().Select(c => c.Value).ToArray()).ToArray();
        var balance = Array.IndexOf(rows[0], "余额（元）");
        Assert.True(balance >= 0, string.Join('|', rows[0]));
        Assert.Equal(first.GetProperty("balanceFen").GetInt64() / 100m,
            decimal.Parse(rows[1][balance], System.Globalization.CultureInfo.InvariantCulture));
        Assert.DoesNotContain(rows[0], heading => heading.EndsWith("Fen", StringComparison.Ordinal));
        Assert.Contains("balanceFen", await company.GetStringAsync(
            new Uri("/api/v1/me/money/ledger?format=csv", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/compliance?page=0", "page")]
    [InlineData("/compliance?page=-1", "page")]
    [InlineData("/compliance?page=99999999999999999999", "page")]
    [InlineData("/market/days?size=0", "size")]
    [InlineData("/market/days?size=1001", "size")]
    [InlineData("/market/days?size=ten", "size")]
    [InlineData("/market/days?sort=colour", "sort")]
    [InlineData("/market/days?format=pdf", "format")]
    [InlineData("/market/days?from=15-10-2024", "from")]
    [InlineData("/notices?through=2024-13-01", "through")]
    [InlineData("/compliance?year=twenty", "year")]
    [InlineData("/journal?outcome=maybe", "outcome")]
    [InlineData("/journal?from=-5", "from")]
    [InlineData("/rules/trade.fee.negotiated?on=today", "on")]
    [InlineData("/calendar?date=2024-09-30&plus=9999", "plus")]
    public async Task A_malformed_question_is_refused_and_names_the_field(string path, string field)
    {
        using var visitor = played.Client();
        var (status, problem) = await PlayedMarket.Refused(visitor, path);
        Assert.Equal(400, status);
        Assert.Equal(field, problem.GetProperty("parameters").GetProperty("field").GetString());
        Assert.Contains(field, problem.GetProperty("zh").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/entities/999999999")]
    [InlineData("/entities/abc")]
    [InlineData("/entities/999999999/allocation")]
    [InlineData("/entities/999999999/obligation")]
    [InlineData("/accounts/0000000001/statement")]
    [InlineData("/units/HB-999999999999")]
    [InlineData("/journal/99999999")]
    [InlineData("/journal/-1")]
    [InlineData("/rulebooks/no-such-order")]
    [InlineData("/rules/no.such.key")]
    [InlineData("/nowhere")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        using var visitor = played.Client();
        Assert.Equal(404, (await PlayedMarket.Refused(visitor, path)).Status);
    }

    [Fact]
    public async Task A_year_without_a_calendar_is_refused_and_named()
    {
        using var visitor = played.Client();
        var (status, problem) = await PlayedMarket.Refused(visitor, "/calendar?date=2026-12-30&plus=7");
        Assert.Equal(422, status);
        Assert.Equal("calendar.no-notice", problem.GetProperty("code").GetString());
        Assert.Equal("2027", problem.GetProperty("parameters").GetProperty("year").GetString());
    }

    [Fact]
    public async Task A_serial_of_the_wrong_form_is_refused_with_an_example()
    {
        using var visitor = played.Client();
        var (status, problem) = await PlayedMarket.Refused(visitor, "/units/123<script>");
        Assert.Equal(400, status);
        Assert.Equal("registry.malformed_serial", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Filters_and_order_and_pages_go_together()
    {
        using var visitor = played.Client();
        var all = await PlayedMarket.Get(visitor, "/compliance?year=2024&size=1000");
        var sector = all.GetProperty("sectors")[0].GetProperty("id").GetString();
        var filtered = await PlayedMarket.Get(visitor,
            $"/compliance?year=2024&sector={sector}&sort=-verified&size=1000");
        var rows = filtered.GetProperty("items").EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, r => Assert.Equal(sector, r.GetProperty("sector").GetProperty("id").GetString()));
        var verified = rows.Where(r => r.GetProperty("verified").ValueKind == System.Text.Json.JsonValueKind.Number)
            .Select(r => r.GetProperty("verified").GetInt64()).ToList();
        Assert.Equal(verified.OrderDescending(), verified);
        Assert.Equal(verified.Sum(), filtered.GetProperty("totals").GetProperty("verified").GetInt64());
        var second = await PlayedMarket.Get(visitor, "/compliance?year=2024&size=5&page=2");
        Assert.Equal(all.GetProperty("items").EnumerateArray().Skip(5).Take(5)
            .Select(r => r.GetProperty("entityId").GetString()),
            second.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("entityId").GetString()));
    }

    [Fact]
    public async Task Free_text_finds_a_name_in_either_language()
    {
        using var visitor = played.Client();
        var name = (await PlayedMarket.Get(visitor, "/compliance")).GetProperty("items")[3].GetProperty("name");
        foreach (var language in new[] { "zh", "en" })
        {
            var text = Uri.EscapeDataString(name.GetProperty(language).GetString()!);
            Assert.Equal(1, (await PlayedMarket.Get(visitor, $"/compliance?q={text}")).GetProperty("total").GetInt32());
        }
    }

    /// <summary>Records of a CSV text: line ends outside quotes.</summary>
    private static int Records(string text)
    {
        var (records, quoted) = (0, false);
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            if (c == '\n' && !quoted) records++;
        }
        return records;
    }
}
