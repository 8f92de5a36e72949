using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chutan.Market.Participants;
using Chutan.Tests.World;

namespace Chutan.Tests.Accounting;

/// <summary>A company that registered itself over HTTP and is signed in, with a gas boiler and a meter.</summary>
internal sealed class NewCompany : IDisposable
{
    public const string Password = "correct horse 9";
    private static int registered;

    private NewCompany(HttpClient client, string id)
    {
        Client = client;
        Id = id;
    }

    public HttpClient Client { get; }
    public string Id { get; }
    public string User { get; private init; } = "";
    public long Boiler { get; private set; }
    public long Meter { get; private set; }
    public string Own => $"/accounting/companies/{Id}";

    /// <summary>A form with a code of its own that checks.</summary>
    public static Dictionary<string, string> Form()
    {
        var number = Interlocked.Increment(ref registered);
        var body = $"91420100MA9H{number:00000}";
        return new()
        {
            ["nameZh"] = $"武汉自助注册测试企业{number}号", ["nameEn"] = "", ["creditCode"] = body
                + UnifiedCreditCode.CheckOf(body), ["sector"] = "equipment", ["city"] = "420100",
            ["contactName"] = "王某", ["contact"] = "027-12345678", ["user"] = $"newcomer{number}",
            ["password"] = Password,
        };
    }

    public static async Task<NewCompany> RegisterAsync(PlayedMarket played)
    {
        var form = Form();
        using var visitor = played.Client();
        var receipt = await PostAsync(visitor, "/registrations", form);
        return new NewCompany(await SignInAsync(played, form["user"], Password),
            receipt.GetProperty("id").GetString() ?? "") { User = form["user"] };
    }

    public static async Task<NewCompany> WithSourcesAsync(PlayedMarket played)
    {
        var company = await RegisterAsync(played);
        var site = await company.SentAsync("/accounting/sites", new
        {
            nameZh = "总部", nameEn = "", region = "CN-HB", from = "2022-01-01", equityPercent = 100,
            operationalControl = true, financialControl = true, cause = "opened",
        });
        company.Boiler = await company.SentAsync("/accounting/sources", new
        {
            site, nameZh = "锅炉", scope = 1, methodology = "enterprise-gas", version = "1", from = "2022-01-01",
            choices = new[] { new { name = "gas_kind", code = "natural-gas" } },
        });
        company.Meter = await company.SentAsync("/accounting/sources", new
        {
            site, nameZh = "外购电力", scope = 2, methodology = "enterprise-electricity", version = "1",
            from = "2022-01-01",
        });
        await company.SentAsync("/accounting/inventories",
            new { year = 2024, approach = "operationalControl", warming = "ar5" });
        return company;
    }

    public static async Task<HttpClient> SignInAsync(PlayedMarket played, string user, string password)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        { BaseAddress = played.Address };
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { user, password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return client;
    }

    public static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, $"key-{Guid.NewGuid():N}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>The code of the refusal that a write meets.</summary>
    public static async Task<string?> RefusedAsync(HttpClient client, string path, object body)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, path, body, $"key-{Guid.NewGuid():N}");
        return (await PlayedMarket.Problem(answer)).Problem.GetProperty("code").GetString();
    }

    public Task<JsonElement> PostAsync(string path, object body) => PostAsync(Client, path, body);

    public void Dispose() => Client.Dispose();

    /// <summary>The number of what a write made; 0 when it made nothing with a number.</summary>
    private async Task<long> SentAsync(string path, object body) => (await PostAsync(path, body))
        .GetProperty("id").GetString() is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : 0;
}
