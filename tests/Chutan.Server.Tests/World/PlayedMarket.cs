using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server;
using Chutan.Server.Exchange.Feed;
using Chutan.Server.Scheduling;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using Microsoft.AspNetCore.Builder;

namespace Chutan.Tests.World;

/// <summary>A small compliance year, played once for all tests, and the server on it: the morning after the year, with
/// the trading day open.</summary>
public sealed class PlayedMarket : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("chutan-server-");
    private readonly YearOptions options;
    private readonly HeldClock clock = new();
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);
    private Partition? market;
    private WebApplication? app;

    public PlayedMarket() : this(new YearOptions(7, YearSize.Of(34, 26)))
    {
    }

    internal PlayedMarket(YearOptions options) => this.options = options;

    /// <summary>Further rules of the law after the year, key and value, in force from the open day on.</summary>
    internal IReadOnlyList<(string Key, string Value)> Amended { get; init; } = [];

    /// <summary>Whether the server opens, closes and settles by its clock.</summary>
    internal bool RunsScheduler { get; init; }

    /// <summary>How many companies may register before the server asks for patience: tests all come from one address.
    /// </summary>
    internal int Registrations { get; init; } = 1000;

    /// <summary>When the market stands on the morning after the year.</summary>
    internal LocalTime Stands { get; init; } = new(10, 0);

    /// <summary>Where the market keeps its journal and its files.</summary>
    internal string Folder => directory.FullName;

    public Uri Address { get; private set; } = new("http://127.0.0.1");
    public string Password { get; private set; } = "";

    /// <summary>The moment at which the market stands: ten in the morning of an open trading day.</summary>
    public Instant Morning { get; private set; }

    /// <summary>What the clock of the server shows.</summary>
    public Instant Now => clock.Now;
    internal IClock Clock => clock;
    public IMarket Market => market ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        var rulebook = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Content
            ?? throw new InvalidOperationException("The rulebook of Hubei has faults.");
        market = await MarketDirectory.OpenAsync(directory.FullName);
        var report = await SimulatedYear.PlayAsync(market, rulebook, options with
        { Methodologies = MethodologyLibrary.Load(Repository.At("methodologies")).All }, null,
            CancellationToken.None);
        await YearReportFile.KeepAsync(report, directory.FullName, CancellationToken.None);
        var zone = DateTimeZoneProviders.Tzdb[rulebook.Zone];
        var next = DemoClock.After((await market.ReadOneAsync(market.Head.Next - 1)).At,
            new WorkingDayCalendar(rulebook.Calendar), zone);
        var morning = Morning = zone.AtStrictly(next.InZone(zone).Date + Stands).ToInstant();
        clock.Now = morning;
        if (Amended.Count > 0) await AmendAsync(rulebook, morning.InZone(zone).Date);
        var opened = await market.SubmitAsync(new Submission(new OpenBusinessDay(morning.InZone(zone).Date),
            Actor.Scheduler,
            new RequestId(1, 1), morning));
        Assert.IsType<Decision.Accepted>(opened.Decision);
        app = await ServeAsync(bounds: null);
        Address = new Uri(app.Urls.First());
        using var client = Client();
        Password = (await Get(client, "/demo-users")).GetProperty("items")[0].GetProperty("password").GetString() ?? "";
    }

    /// <summary>Lets the clock of the server stand at another moment of the day.</summary>
    public void MoveTo(Instant at) => clock.Now = at;

    private async Task AmendAsync(RulebookContent rulebook, LocalDate from)
    {
        var pattern = rulebook.Values.First(v => v.Standing == Standing.Confirmed);
        var added = Amended.Select(r => pattern with
        {
            Key = r.Key, Value = r.Value, From = from, Through = null, FromLabel = "", ThroughLabel = "", Scope = "",
        });
        var adopted = await Market.SubmitAsync(new Submission(
            new AdoptRulebook(rulebook with { Values = [.. rulebook.Values, .. added] }), Actor.Scheduler,
            new RequestId(1, 2), Morning));
        Assert.IsType<Decision.Accepted>(adopted.Decision);
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        if (market is not null) await market.DisposeAsync();
        directory.Delete(recursive: true);
    }

    /// <summary>Another server on the same market, with bounds of its own for the live streams.</summary>
    public Task<WebApplication> SecondServerAsync(FeedBounds bounds) => ServeAsync(bounds);

    /// <summary>A visitor with a cookie jar of its own.</summary>
    public HttpClient Client() => new() { BaseAddress = Address };

    /// <summary>A visitor who has signed in as one of the demonstration's people. Each signs in once; sign-in is
    /// limited.</summary>
    public async Task<HttpClient> SignedInAsync(string user)
    {
        var jar = new CookieContainer();
        var client = new HttpClient(new HttpClientHandler { CookieContainer = jar }) { BaseAddress = Address };
        if (cookies.TryGetValue(user, out var cookie))
        {
            jar.SetCookies(Address, cookie);
            return client;
        }
        var answer = await client.PostAsJsonAsync("/api/v1/session", new { user, password = Password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        cookies.Add(user, jar.GetCookieHeader(Address));
        return client;
    }

    /// <summary>Whom one of the demonstration's people acts for.</summary>
    public async Task<ParticipantId> SignedInParticipantAsync(string user)
    {
        using var client = await SignedInAsync(user);
        return new ParticipantId(long.Parse((await Get(client, "/session")).GetProperty("organisation")
            .GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>The session of one of the demonstration's people, as a cookie header.</summary>
    public async Task<string> CookieAsync(string user)
    {
        using var client = await SignedInAsync(user);
        return cookies[user].Split(';')[0];
    }

    /// <summary>The answer to a question that must be answered.</summary>
    public static async Task<JsonElement> Get(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(Path(path));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>A refusal: its status and its body.</summary>
    public static async Task<(int Status, JsonElement Problem)> Refused(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(Path(path));
        return await Problem(answer);
    }

    public static async Task<(int Status, JsonElement Problem)> Problem(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode,
            $"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        var problem = JsonDocument.Parse(text).RootElement.Clone();
        foreach (var field in new[] { "code", "zh", "en" })
            Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty(field).GetString()), text);
        return ((int)answer.StatusCode, problem);
    }

    /// <summary>Sends a command under a key.</summary>
    public static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path,
        object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, Path(path));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (body is string text) request.Content = new StringContent(text, System.Text.Encoding.UTF8,
            "application/json");
        else if (body is not null) request.Content = JsonContent.Create(body);
        return await client.SendAsync(request);
    }

    private async Task<WebApplication> ServeAsync(FeedBounds? bounds)
    {
        var web = Repository.At("web", "dist");
        var server = await ChutanServer.BuildAsync(Market, new ServerOptions("http://127.0.0.1:0", directory.FullName,
            Directory.Exists(web) ? web : null, clock, IsSimulated: true, RunsScheduler,
            Feed: bounds)
        {
            Methodologies = Repository.At("methodologies"),
            RegistrationsPerAddress = Registrations,
        }, CancellationToken.None);
        await server.StartAsync();
        return server;
    }

    private static string Path(string path) => "/api/v1" + path;

    /// <summary>A clock that stands where it is put.</summary>
    private sealed class HeldClock : IClock
    {
        public Instant Now { get; set; }

        public Instant GetCurrentInstant() => Now;
    }
}

[CollectionDefinition(Name)]
public sealed class PlayedMarketCollection : ICollectionFixture<PlayedMarket>
{
    public const string Name = "played market";
}

/// <summary>The same after a stressed year: a committee that voted, a release, and alerts to look into.</summary>
public sealed class StressedMarket : IAsyncLifetime
{
    public PlayedMarket Played { get; } = new(new YearOptions(7, YearSize.Of(60, 60), Stressed: true));

    public Task InitializeAsync() => Played.InitializeAsync();

    public Task DisposeAsync() => Played.DisposeAsync();
}

/// <summary>The same under rules with call auctions, twenty past nine: orders of the opening call are being collected.
/// </summary>
public sealed class CallMarket : IAsyncLifetime
{
    public PlayedMarket Played { get; } = new(new YearOptions(7, YearSize.Of(34, 26)))
    {
        Amended = [("trade.call.opening.from", "09:15"), ("trade.call.closing.from", "14:50")],
        Stands = new LocalTime(9, 20),
        Registrations = 3,
    };

    /// <summary>A moment of the open day.</summary>
    public Instant At(int hour, int minute) => Played.Morning
        + Duration.FromMinutes((hour * 60 + minute) - (Played.Stands.Hour * 60 + Played.Stands.Minute));

    public Task InitializeAsync() => Played.InitializeAsync();

    public Task DisposeAsync() => Played.DisposeAsync();
}
