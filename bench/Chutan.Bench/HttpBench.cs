using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server;
using Chutan.Server.Scheduling;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;

namespace Chutan.Bench;

/// <summary>Orders over HTTP: a played market, its server, and a client on the same machine that sends as a browser
/// does: signed in, JSON, an idempotency key for each order, at most so many waiting for their answer.</summary>
internal static class HttpBench
{
    private const int Rounds = 7;
    private const int WarmUps = 2;
    private const int OrdersPerRound = 4_000;
    private const int InFlight = 64;
    private const int AloneOrders = 300;
    private const int BelowClose = 300;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Runs; writes bench/results/http.json and .md below the working directory.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = arguments is [var given, ..] ? given : Path.GetTempPath();
        var directory = Path.Combine(root, $"chutan-http-{Environment.ProcessId}");
        try
        {
            await using var market = await MarketDirectory.OpenAsync(directory);
            var morning = await PlayAsync(market);
            await using var server = await ChutanServer.BuildAsync(market, new ServerOptions("http://127.0.0.1:0",
                directory, null, new Held(morning), IsSimulated: true, RunsScheduler: false)
            { Methodologies = Path.GetFullPath("methodologies") }, CancellationToken.None);
            await server.StartAsync();
            using var client = await SignedInAsync(new Uri(server.Urls.First()));
            await ReportAsync(Machine.Describe(directory), await MeasureAsync(client, market));
            return 0;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>A small year, and the morning after it with the trading day open.</summary>
    private static async Task<Instant> PlayAsync(Partition market)
    {
        var rulebook = RulebookLoader.Load(Path.GetFullPath(Path.Combine("rulebooks", "hubei"))).Require();
        await SimulatedYear.PlayAsync(market, rulebook, new YearOptions(7, YearSize.Of(34, 26)), null,
            CancellationToken.None);
        var zone = DateTimeZoneProviders.Tzdb[rulebook.Zone];
        var morning = DemoClock.After((await market.ReadOneAsync(market.Head.Next - 1)).At,
            new WorkingDayCalendar(rulebook.Calendar), zone);
        await market.SubmitAsync(new Submission(new OpenBusinessDay(morning.InZone(zone).Date), Actor.Scheduler,
            new RequestId(1, 1), morning));
        return morning;
    }

    private static async Task<HttpClient> SignedInAsync(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            MaxConnectionsPerServer = InFlight,
        }) { BaseAddress = address };
        var users = await client.GetFromJsonAsync<JsonElement>("/api/v1/demo-users");
        var password = users.GetProperty("items")[0].GetProperty("password").GetString();
        using var answer = await client.PostAsJsonAsync("/api/v1/session", new { user = "institution", password });
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<Result> MeasureAsync(HttpClient client, Partition market)
    {
        var close = await market.AskAsync(s => s.Exchange.Terms!.PreviousClose.FenPerTonne); // a day is open
        var (rates, alone, busy) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var (start, left) = (Stopwatch.GetTimestamp(), OrdersPerRound);
            var before = Environment.CpuUsage.TotalTime;
            await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0) await PlaceAsync(client, close - BelowClose);
            }));
            if (round < 0) continue;
            rates.Add(OrdersPerRound / Stopwatch.GetElapsedTime(start).TotalSeconds);
            busy.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / OrdersPerRound);
        }
        for (var order = 0; order < AloneOrders; order++)
        {
            var start = Stopwatch.GetTimestamp();
            await PlaceAsync(client, close - BelowClose);
            alone.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return new Result(Measured.Of(rates, 0), Measured.Of(alone, 0), Measured.Of(busy, 0));
    }

    private static async Task PlaceAsync(HttpClient client, long priceFen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
        {
            Content = JsonContent.Create(new { instrument = "HBEA", side = "buy", priceFen, tonnes = 1 }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static async Task ReportAsync(Machine machine, Result result)
    {
        string[] lines =
        [
            "# Orders over HTTP",
            "",
            machine.ToString(),
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"Client and server on this one machine; {OrdersPerRound:N0} orders a round, {InFlight} connections, "
                + $"median of {Rounds} rounds (range). An answer means fdatasync is done."),
            "",
            $"- Orders a second, durable and answered: {result.Orders.Text(0)}",
            $"- One client that waits for each answer: {result.AloneMicroseconds.Text(0)} µs an order",
            $"- Processor time of client and server together: {result.ProcessorMicroseconds.Text(0)} µs an order",
            "",
            "The bottleneck is the processors: two cores do the work of both sides. Without HTTP the engine takes "
                + "dozens of times as many orders (orders.md); client, HTTP, JSON, sign-in and the read models were "
                + "not measured apart.",
        ];
        foreach (var line in lines) Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "http.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "http.json"), JsonSerializer.Serialize(
            new { machine, rounds = Rounds, orders = OrdersPerRound, connections = InFlight, result }, Json) + "\n");
    }

    private sealed record Result(Measured Orders, Measured AloneMicroseconds, Measured ProcessorMicroseconds);

    private sealed class Held(Instant at) : IClock
    {
        public Instant GetCurrentInstant() => at;
    }
}
