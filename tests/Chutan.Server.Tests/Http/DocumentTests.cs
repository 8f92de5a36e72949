using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>存证材料: taken in, given out to those it concerns, and refused for what is wrong with it.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class DocumentTests(PlayedMarket played)
{
    private const string Pdf = "%PDF-1.7\n检测报告 one\n%%EOF";

    [Fact]
    public async Task A_file_in_evidence_comes_back_byte_for_byte_to_its_owner_and_the_authority_only()
    {
        using var company = await played.SignedInAsync("company");
        var hash = (await AcceptedAsync(company, "检测报告-2024-07.pdf", Bytes(Pdf))).GetProperty("id").GetString();

        Assert.Equal(Bytes(Pdf), await company.GetByteArrayAsync(new Uri(played.Address, $"/api/v1/documents/{hash}")));
        using var authority = await played.SignedInAsync("regulator");
        Assert.Equal(Bytes(Pdf),
            await authority.GetByteArrayAsync(new Uri(played.Address, $"/api/v1/documents/{hash}")));
        foreach (var stranger in new[] { "company2", "individual" })
        {
            using var other = await played.SignedInAsync(stranger);
            using var hidden = await other.GetAsync(new Uri(played.Address, $"/api/v1/documents/{hash}"));
            using var absent = await other.GetAsync(
                new Uri(played.Address, $"/api/v1/documents/{new string('0', 64)}"));
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            Assert.Equal(await absent.Content.ReadAsStringAsync(), await hidden.Content.ReadAsStringAsync());
            Assert.DoesNotContain(hash!, (await PlayedMarket.Get(other, "/documents")).GetRawText(),
                StringComparison.Ordinal);
        }
        Assert.Contains(hash!, (await PlayedMarket.Get(company, "/documents")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_is_filed_once()
    {
        using var company = await played.SignedInAsync("company");
        var content = Bytes("月,消耗量\n7,1000\n");
        await AcceptedAsync(company, "台账.csv", content);
        await RefusedAsync(company, "另一个名字.csv", content, 422, "mrv.already-filed");
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_name_says_is_refused()
    {
        using var company = await played.SignedInAsync("company");
        await RefusedAsync(company, "报表.xlsx", Bytes(Pdf), 422, "http.file_not_what_it_says");
        await RefusedAsync(company, "报表.xlsx", Archive("word/document.xml"), 422, "http.file_not_what_it_says");
        await RefusedAsync(company, "报表.pdf", Bytes("PK\u0003\u0004 broken"), 422, "http.file_not_what_it_says");
        await RefusedAsync(company, "程序.exe", Bytes("MZ"), 415, "http.file_not_taken");
        await RefusedAsync(company, "空.pdf", [], 422, "http.file_empty");
        await AcceptedAsync(company, "报表.xlsx", Archive("xl/workbook.xml"));
    }

    [Fact]
    public async Task What_is_taken_can_be_asked_before_anything_is_sent()
    {
        using var visitor = played.Client();
        var limits = await PlayedMarket.Get(visitor, "/documents/limits");
        Assert.Equal(20L << 20, limits.GetProperty("mostBytes").GetInt64());
        Assert.Contains(".xlsx", limits.GetProperty("endings").EnumerateArray().Select(e => e.GetString()));
        Assert.Empty(new Contract.WebContract().Differences(limits, "DocumentLimits"));
    }

    [Fact]
    public async Task Who_may_not_file_evidence_is_told_so()
    {
        using var individual = await played.SignedInAsync("individual");
        await RefusedAsync(individual, "检测报告.pdf", Bytes(Pdf), 403, "access.not-permitted");
        using var nobody = played.Client();
        using var answer = await nobody.SendAsync(Request("检测报告.pdf", new ByteArrayContent(Bytes(Pdf))));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<JsonElement> AcceptedAsync(HttpClient client, string name, byte[] content)
    {
        using var answer = await client.SendAsync(Request(name, new ByteArrayContent(content)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task RefusedAsync(HttpClient client, string name, byte[] content, int status, string code)
    {
        using var answer = await client.SendAsync(Request(name, new ByteArrayContent(content)));
        var (given, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal((status, code), (given, problem.GetProperty("code").GetString()));
    }

    private HttpRequestMessage Request(string name, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(played.Address, $"/api/v1/documents?name={Uri.EscapeDataString(name)}")) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Archive(string entry)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var writer = new StreamWriter(archive.CreateEntry(entry).Open()))
            writer.Write("<x/>");
        return bytes.ToArray();
    }
}
