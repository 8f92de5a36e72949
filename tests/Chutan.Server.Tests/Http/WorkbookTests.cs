using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Chutan.Server.Http;
using Chutan.Tests.World;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Text = Chutan.Market.Kernel.Text;

namespace Chutan.Tests.Http;

/// <summary>Lists as workbooks: words over every column, and dates, amounts and shares that a spreadsheet can reckon
/// with.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed partial class WorkbookTests(PlayedMarket played)
{
    private static readonly string[] Readers =
        ["", "regulator", "company", "clearing", "exchange", "registry", "verifier", "enterprise", "expert"];

    /// <summary>The rows of every list that can be had as a file, as the calls in the server's code tell.</summary>
    private static readonly Type[] Rows = [.. typeof(Lists).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance
            | BindingFlags.Public | BindingFlags.NonPublic))
        .SelectMany(Called).Where(m => m.IsGenericMethod && m.Name is "Answer" or "File" or "Listed")
        .Select(m => m.GetGenericArguments()[0]).Where(t => !t.IsGenericParameter).Distinct()
        .OrderBy(t => t.FullName, StringComparer.Ordinal)];

    [Fact]
    public void Every_column_of_every_list_has_a_heading_of_its_own_in_both_languages()
    {
        Assert.True(Rows.Length > 65, $"Only {Rows.Length} lists found.");
        var wrong = new List<string>();
        foreach (var row in Rows)
            foreach (var english in new[] { false, true })
            {
                var columns = WorkbookColumn.Of(row, english);
                wrong.AddRange(columns.Where(c => c.Words is null).Select(c => $"{row.Name}/{c.Name}: none"));
                wrong.AddRange(columns.Where(c => c.Name.EndsWith("Fen", StringComparison.Ordinal)
                    && !c.Title.Contains(english ? "CNY" : "元", StringComparison.Ordinal))
                    .Select(c => $"{row.Name}/{c.Name}: {c.Title} without its unit"));
                wrong.AddRange(columns.GroupBy(c => c.Title).Where(g => g.Count() > 1)
                    .Select(g => $"{row.Name}: {g.Key} stands over {string.Join(", ", g.Select(c => c.Name))}"));
            }
        Assert.True(wrong.Count == 0, "In Http/Headings.tsv:\n" + string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public void No_heading_stands_over_nothing()
    {
        var used = Rows.SelectMany(r => WorkbookColumn.Of(r, false).SelectMany(c =>
            new[] { c.Name, $"{r.Name}/{c.Name}" })).ToHashSet(StringComparer.Ordinal);
        string[] idle = [.. Headings.All.Select(h => h.Key).Where(k => !used.Contains(k))];
        Assert.Empty(idle);
    }

    /// <summary>Every route that answers with a list, asked by whoever may read it.</summary>
    [Fact]
    public async Task No_workbook_of_any_route_has_a_heading_of_the_program()
    {
        var routes = (await OpenApiTests.RoutesAsync(played)).Where(r => r.Method == "get"
            && !r.Path.EndsWith("stream", StringComparison.Ordinal)).Select(r => r.Path)
            .Where(p => !p.Contains('{', StringComparison.Ordinal)).Concat(await PlacesAsync()).ToList();
        var (files, wrong) = (0, new List<string>());
        foreach (var route in routes)
            foreach (var reader in Readers)
            {
                if (await HeadingsAsync(reader, route, "zh") is not { } chinese) continue;
                var english = await HeadingsAsync(reader, route, "en");
                Assert.NotNull(english);
                files++;
                wrong.AddRange(chinese.Where(h => OfTheProgram().IsMatch(h) || !h.Any(c => c > '\u2e7f'))
                    .Select(h => $"{route}: {h}"));
                wrong.AddRange(english.Where(h => OfTheProgram().IsMatch(h) || h.Any(c => c > '\u2e7f'))
                    .Select(h => $"{route}: {h}"));
                break;
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(files > 60, $"Only {files} workbooks.");
    }

    [Fact]
    public async Task A_workbook_keeps_to_the_format_so_that_no_spreadsheet_offers_to_repair_it()
    {
        using var visitor = played.Client();
        foreach (var path in new[] { "/market/HBEA/trades", "/market/statistics", "/auctions/1/awards" })
        {
            using var memory = new MemoryStream(await visitor.GetByteArrayAsync(
                new Uri($"/api/v1{path}?format=xlsx", UriKind.Relative)));
            using var document = SpreadsheetDocument.Open(memory, isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document)
                .Select(e => $"{path} {e.Path?.XPath}: {e.Description}"));
        }
    }

    [Fact]
    public async Task Dates_moments_and_amounts_are_such_to_a_spreadsheet()
    {
        using var visitor = played.Client();
        var first = (await PlayedMarket.Get(visitor, "/market/HBEA/trades?size=1&sort=id")).GetProperty("items")[0];
        var sheet = await SheetAsync(visitor, "/market/HBEA/trades?sort=id&language=en");
        XElement Of(string heading) => sheet[1].Elements().ElementAt(
            sheet[0].Elements().Select(c => c.Value).ToList().IndexOf(heading));
        string Cell(string heading) => Of(heading).Value;
        var day = LocalDateOf(Cell("Date"));
        Assert.Equal(first.GetProperty("date").GetString(), Text.Of(day));
        var moment = double.Parse(Cell("Time (Beijing)"), CultureInfo.InvariantCulture);
        var at = NodaTime.Text.InstantPattern.ExtendedIso.Parse(first.GetProperty("instant").GetString()!).Value
            .InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);
        Assert.Equal(at.Date, day.PlusDays((int)moment - int.Parse(Cell("Date"), CultureInfo.InvariantCulture)));
        Assert.InRange((moment - Math.Floor(moment)) * 86_400 - at.TimeOfDay.TickOfDay / 1e7, -1, 1);
        Assert.Equal(first.GetProperty("priceFen").GetInt64() / 100m,
            decimal.Parse(Cell("Price, CNY/t"), CultureInfo.InvariantCulture));
        Assert.All(["Date", "Time (Beijing)", "Price, CNY/t"], heading => Assert.NotNull(Of(heading).Attribute("s")));
    }

    /// <summary>A share is a percentage, and a figure of money in a list of mixed units is in yuan.</summary>
    [Fact]
    public async Task Shares_and_mixed_units_are_shown_as_people_write_them()
    {
        using var visitor = played.Client();
        var month = (await PlayedMarket.Get(visitor, "/market/statistics?size=1")).GetProperty("items")[0];
        var sheet = await SheetAsync(visitor, "/market/statistics");
        var at = sheet[0].Elements().Select(c => c.Value).ToList().IndexOf("换手率");
        Assert.Equal(month.GetProperty("turnoverRatio").GetString(), sheet[1].Elements().ElementAt(at).Value);
        Assert.NotEqual("inlineStr", sheet[1].Elements().ElementAt(at).Attribute("t")?.Value);
        using var clearing = await played.SignedInAsync("clearing");
        var bank = (await PlayedMarket.Get(clearing, "/clearing/reported?sort=figure")).GetProperty("items")
            .EnumerateArray().First(r => r.GetProperty("unit").GetString() == "fen");
        var subject = bank.GetProperty("subject").GetString()!;
        var row = (await SheetAsync(clearing, "/clearing/reported?sort=figure"))
            .Select(r => r.Elements().Select(c => c.Value).ToList()).First(r => r.Contains(subject));
        Assert.Contains("元", row);
        Assert.Contains(Text.Of(bank.GetProperty("ours").GetInt64() / 100m), row);
    }

    [Fact]
    public async Task A_browser_that_prefers_English_gets_it_and_an_unknown_language_is_refused()
    {
        using var visitor = played.Client();
        visitor.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en-GB"));
        Assert.Contains("Date", (await SheetAsync(visitor, "/market/days"))[0].Elements().Select(c => c.Value));
        Assert.Contains("日期", (await SheetAsync(visitor, "/market/days?language=zh"))[0].Elements()
            .Select(c => c.Value));
        var (status, problem) = await PlayedMarket.Refused(visitor, "/market/days?language=fr");
        Assert.Equal((400, "http.malformed"), (status, problem.GetProperty("code").GetString()));
    }

    /// <summary>The lists whose address names somebody.</summary>
    private async Task<List<string>> PlacesAsync()
    {
        using var company = await played.SignedInAsync("company");
        var session = await PlayedMarket.Get(company, "/session");
        var (own, account) = (session.GetProperty("organisation").GetProperty("id").GetString(),
            session.GetProperty("organisation").GetProperty("account").GetString());
        using var enterprise = await played.SignedInAsync("enterprise");
        var book = (await PlayedMarket.Get(enterprise, "/session")).GetProperty("organisation").GetProperty("id");
        using var clearing = await played.SignedInAsync("clearing");
        var house = (await PlayedMarket.Get(clearing, "/clearing/funds")).GetProperty("house")[0]
            .GetProperty("account").GetString();
        return
        [
            "/market/HBEA/bulletins", "/market/HBEA/candles", "/market/HBEA/modes", "/market/HBEA/trades",
            "/indices/ZTI/values", "/auctions/1/awards", $"/accounts/{account}/statement",
            $"/clearing/accounts/{account}/ledger", $"/clearing/house/{house}/ledger", $"/mrv/captures/{own}",
            $"/accounting/companies/{book.GetString()}/2024/entries",
        ];
    }

    private async Task<List<string>?> HeadingsAsync(string reader, string path, string language)
    {
        using var client = reader.Length == 0 ? played.Client() : await played.SignedInAsync(reader);
        using var answer = await client.GetAsync($"/api/v1{path}?format=xlsx&language={language}");
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')
            .EndsWith(".xlsx", StringComparison.Ordinal) != true) return null;
        return [.. (await SheetAsync(await answer.Content.ReadAsStreamAsync()))[0].Elements().Select(c => c.Value)];
    }

    private static async Task<List<XElement>> SheetAsync(HttpClient client, string path) => await SheetAsync(
        await client.GetStreamAsync(new Uri($"/api/v1{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}"
            + "format=xlsx", UriKind.Relative)));

    private static async Task<List<XElement>> SheetAsync(Stream file)
    {
        using var memory = new MemoryStream();
        await using (file) await file.CopyToAsync(memory);
        using var workbook = new ZipArchive(memory, ZipArchiveMode.Read);
        await using var content = workbook.Entries.First(e =>
            e.FullName.Contains("worksheets/", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(content).Descendants().Where(e => e.Name.LocalName == "row")];
    }

    private static LocalDate LocalDateOf(string serial) =>
        new LocalDate(1899, 12, 30).PlusDays(int.Parse(serial, CultureInfo.InvariantCulture));

    /// <summary>The generic methods a method calls.</summary>
    private static IEnumerable<MethodBase> Called(MethodInfo method)
    {
        const byte call = 0x28, methodSpecification = 0x2b;
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            if (code[at] != call || code[at + 4] != methodSpecification) continue;
            MethodBase? found = null;
            try
            {
                found = method.Module.ResolveMethod(BitConverter.ToInt32(code, at + 1),
                    method.DeclaringType!.GetGenericArguments(),
                    method.IsGenericMethod ? method.GetGenericArguments() : null);
            }
            catch (Exception e) when (e is ArgumentException or BadImageFormatException)
            {
                // Four bytes of data that look like a call.
            }
            if (found is not null) yield return found;
        }
    }

    [GeneratedRegex(@"^[a-z]+([A-Z.]|$)|Fen\b")]
    private static partial Regex OfTheProgram();
}
