using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime;
using System.Text.Json;
using Chutan.Engine.Journal.Files;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Allocation;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;

namespace Chutan.Bench;

/// <summary>
/// Orders through the whole market: decided with every rule, applied, journalled, flushed, answered. Each round is
/// followed by a raw round on the same disk: blocks of as many bytes as 1,024 of the round's own records, each written
/// and flushed with fdatasync. The ratio says how much of what the device allows is left after deciding.
/// </summary>
internal static class OrdersBench
{
    private const int Accounts = 200;
    private const int Rounds = 9;
    private const int WarmUpDays = 6;
    private const int OrdersPerRound = 40_000;
    private const int BatchRecords = 1_024;
    private const int RawBatches = 100;
    private const int InFlight = 10 * BatchRecords;
    private const int SampledRecords = 2_000;
    private const int CancelsOfTen = 3;
    private const int QuietMilliseconds = 300;
    private const double Goal = 0.25;
    private static readonly Money Cash = new(5_000_000_000_000);
    private static readonly Tonnes Units = new(1_000_000);

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Runs; writes bench/results/orders.json and .md below the working directory.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = arguments is [var given, ..] ? given : Path.GetTempPath();
        var directory = Path.Combine(root, $"chutan-bench-{Environment.ProcessId}");
        try
        {
            await using var market = await BenchMarket.FoundAsync(directory, 1L << 30);
            var traders = await TradersAsync(market);
            var result = await MeasureAsync(market, traders, Path.Combine(root, $"chutan-raw-{Environment.ProcessId}"));
            if (await market.Partition.AskAsync(Invariants.CheckAll) is { } broken)
                throw new InvalidOperationException(broken);
            await ReportAsync(Machine.Describe(directory), result);
            return result.Holds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>Investors with money and allowances, each with a representative, on an open trading day.</summary>
    private static async Task<Trader[]> TradersAsync(BenchMarket market)
    {
        var accounts = await market.JoinAsync(Accounts, Cash);
        var year = new ComplianceYear(2023);
        await market.SendAsync(market.Authority,
            new SetCap(year, new(Units.Count * Accounts * 20), Tonnes.Zero, new(Units.Count * Accounts), "benchmark"));
        var traders = new Trader[accounts.Length];
        for (var i = 0; i < traders.Length; i++)
        {
            await market.SendAsync(market.Authority,
                new ReleaseReserve(year, accounts[i], Units, Sold: true, "benchmark"));
            var owner = await market.Partition.AskAsync(s => s.Registry.OwnerOf(accounts[i])!.Value); // just opened
            var user = (await market.SendAsync(market.Registry, new AppointRepresentative(owner, "代表", Rights.All)))
                .OfType<RepresentativeAppointed>().Single().User;
            traders[i] = new Trader(accounts[i], new Actor(user.Id, user.Role));
        }
        await market.SendAsync(Actor.Scheduler, new OpenBusinessDay(new LocalDate(2024, 10, 14)));
        return traders;
    }

    private static async Task<Result> MeasureAsync(BenchMarket market, Trader[] traders, string rawPath)
    {
        var close = await market.Partition.AskAsync(s => s.Exchange.Terms!.PreviousClose); // a day is open
        var clients = new Clients(market, traders, close);
        var (orders, raw, processor) = (new List<double>(), new List<double>(), new List<double>());
        var (bytes, allocated) = (0, 0L);
        for (var round = -WarmUpDays * Rounds; round < Rounds; round++)
        {
            if (round > -WarmUpDays * Rounds && round % Rounds == 0) // what warmed up is not of the measured day
            {
                var days = market.Now.DayOfWeek == IsoDayOfWeek.Friday ? 3 : 1;
                await market.TurnAsync(market.Now.Date.PlusDays(days));
                clients.Forget(await market.Partition.AskAsync(s => s.Exchange.Terms!.PreviousClose)); // a day is open
                await RestAsync();
            }
            var flow = clients.Draw(OrdersPerRound);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var busy = Environment.CpuUsage.TotalTime;
            var rate = await clients.SendAsync(flow);
            busy = Environment.CpuUsage.TotalTime - busy;
            allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / OrdersPerRound;
            bytes = await AverageBytesAsync(market);
            var rawRate = Raw(rawPath, bytes * BatchRecords);
            if (round < 0) continue;
            orders.Add(rate);
            raw.Add(rawRate);
            processor.Add(busy.TotalMicroseconds / OrdersPerRound);
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"round {round + 1}/{Rounds}: {rate:N0}/s, {processor[^1]:F2} µs of processor an order, "
                + $"raw {rawRate:N0}/s"));
        }
        var (rateSpread, rawSpread) = (Measured.Of(orders, 0), Measured.Of(raw, 0));
        return new Result(rateSpread, rawSpread, Math.Round(rateSpread.Median / rawSpread.Median, 3), bytes, allocated,
            Measured.Of(processor, 2),
            await market.Partition.AskAsync(s => s.Exchange.Orders.Count),
            await market.Partition.AskAsync(s => s.Exchange.Trades.Count), clients.Refused,
            await clients.AloneAsync());
    }

    /// <summary>The night: what settling left behind is collected, and what is often called is compiled.</summary>
    private static async Task RestAsync()
    {
        GC.Collect();
        for (var compiled = TimeSpan.MinValue; compiled != JitInfo.GetCompilationTime();)
        {
            compiled = JitInfo.GetCompilationTime();
            await Task.Delay(QuietMilliseconds);
        }
    }

    /// <summary>Bytes of a journalled record, on average over the latest.</summary>
    private static async Task<int> AverageBytesAsync(BenchMarket market)
    {
        var (codec, total, count) = (new RecordCodec(), 0L, 0);
        await foreach (var record in market.Partition.ReadAsync(market.Partition.Head.Next - SampledRecords))
        {
            total += codec.Encode(record).Length;
            count++;
        }
        return (int)(total / count);
    }

    /// <summary>Records a second that the device takes: one write and one fdatasync for each block of 1,024.</summary>
    private static double Raw(string path, int blockBytes)
    {
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None,
            FileOptions.DeleteOnClose);
        StableStorage.Reserve(file, (long)RawBatches * blockBytes);
        var block = new byte[blockBytes];
        new Random(7).NextBytes(block);
        var start = Stopwatch.GetTimestamp();
        for (var batch = 0; batch < RawBatches; batch++)
        {
            RandomAccess.Write(file, block, (long)batch * blockBytes);
            StableStorage.Flush(file);
        }
        return RawBatches * BatchRecords / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task ReportAsync(Machine machine, Result result)
    {
        string[] lines =
        [
            "# Durable orders",
            "",
            machine.ToString(),
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"{Accounts} accounts, {OrdersPerRound:N0} orders and withdrawals a round, at most {InFlight:N0} "
                + $"waiting for their answer, batches of at most {BatchRecords:N0}; median of {Rounds} rounds "
                + $"(range) of one day, after {WarmUpDays} days of as many. An answer means: decided by all rules, "
                + $"money or units reserved, matched, applied, journalled, fdatasync done."),
            "",
            "| | records/s |",
            "|---|---:|",
            $"| orders, durable and answered | {result.Orders.Text(0)} |",
            $"| raw: {BatchRecords:N0} records of {result.RecordBytes} bytes, one write, one fdatasync "
                + $"| {result.Raw.Text(0)} |",
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"Ratio {result.Ratio:F3}; goal at least {Goal}: {(result.Holds ? "holds" : "missed")}. One client "
                + $"that waits for each answer: {result.AloneMicroseconds.Text(0)} µs an order. Allocated: "
                + $"{result.AllocatedBytes:N0} bytes an order; processor time, clients included: "
                + $"{result.ProcessorMicroseconds.Text(2)} µs an order. In the day: {result.OrdersOfDay:N0} orders, "
                + $"{result.TradesOfDay:N0} trades, {result.Refused:N0} refusals."),
        ];
        foreach (var line in lines) Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "orders.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "orders.json"), JsonSerializer.Serialize(
            new { machine, accounts = Accounts, rounds = Rounds, batch = BatchRecords, result }, Json) + "\n");
    }

    private readonly record struct Trader(AccountId Account, Actor Actor);

    /// <summary>An order to place; or to withdraw, when one is named.</summary>
    private readonly record struct Wish(Trader By, OrderId Order, Side Side, long Fen, int Quantity);

    private sealed record Result(Measured Orders, Measured Raw, double Ratio, int RecordBytes, long AllocatedBytes,
        Measured ProcessorMicroseconds, int OrdersOfDay, int TradesOfDay, int Refused, Measured AloneMicroseconds)
    {
        public bool Holds => Ratio >= Goal;
    }

    /// <summary>Many clients on one connection's worth of tasks: each sends, and the oldest answer is awaited when too
    /// many are out.</summary>
    private sealed class Clients(BenchMarket market, Trader[] traders, Price previousClose)
    {
        private readonly Dictionary<AccountId, Trader> owners = traders.ToDictionary(t => t.Account);
        private const int AloneOrders = 400;
        private readonly Random random = new(7);
        private readonly Queue<ValueTask<Reply>> waiting = new();
        private readonly List<(Trader Owner, OrderId Order)> open = [];
        private Price close = previousClose;
        private int sent;

        public int Refused { get; private set; }

        /// <summary>A new day: no order is open, prices lie around another close.</summary>
        public void Forget(Price newClose)
        {
            open.Clear();
            (close, Refused) = (newClose, 0);
        }

        /// <summary>A round's orders and withdrawals, drawn before the clock runs.</summary>
        public List<Wish> Draw(int count)
        {
            var flow = new List<Wish>(count);
            for (var i = 0; i < count; i++)
            {
                if (random.Next(10) < CancelsOfTen && open.Count > 0)
                {
                    var at = random.Next(open.Count);
                    flow.Add(new Wish(open[at].Owner, open[at].Order, default, 0, 0));
                    open[at] = open[^1];
                    open.RemoveAt(open.Count - 1);
                }
                else flow.Add(Place(traders[random.Next(traders.Length)]));
            }
            return flow;
        }

        /// <summary>Sends them all; orders a second from the first sent to the last answered.</summary>
        [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly",
            Justification = "Each answer leaves the queue once, to be awaited.")]
        public async Task<double> SendAsync(List<Wish> flow)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var wish in flow)
            {
                if (waiting.Count == InFlight) Hear(await waiting.Dequeue());
                waiting.Enqueue(market.SubmitAsync(wish.By.Actor, Spell(wish)));
            }
            while (waiting.Count > 0) Hear(await waiting.Dequeue());
            return flow.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        /// <summary>Microseconds from sending to the answer when nobody else sends.</summary>
        public async Task<Measured> AloneAsync()
        {
            var took = new List<double>();
            foreach (var wish in Draw(AloneOrders))
            {
                var start = Stopwatch.GetTimestamp();
                Hear(await market.SubmitAsync(wish.By.Actor, Spell(wish)));
                took.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            return Measured.Of(took, 0);
        }

        /// <summary>One order in ten wants to trade at once; the others wait up to a yuan away.</summary>
        private Wish Place(Trader trader)
        {
            var side = (Side)random.Next(2);
            var distance = random.Next(10) == 0 ? -random.Next(4) : 1 + random.Next(100);
            var fen = close.FenPerTonne + (side == Side.Buy ? -distance : distance);
            return new Wish(trader, default, side, fen, 1 + random.Next(20));
        }

        /// <summary>The command itself, made as it is sent.</summary>
        private Command Spell(in Wish wish) => wish.Order.Number != 0
            ? new CancelOrder(wish.By.Account, wish.Order)
            : new PlaceOrder(wish.By.Account, Instruments.HubeiSpot, wish.Side, new Price(wish.Fen),
                new Tonnes(wish.Quantity), (++sent).ToString(CultureInfo.InvariantCulture));

        private static OrderAccepted? AcceptedIn(ImmutableArray<Event> events)
        {
            foreach (var happened in events)
                if (happened is OrderAccepted accepted) return accepted;
            return null;
        }

        private void Hear(Reply reply)
        {
            if (reply.Decision is not Decision.Accepted { Events: var events }) Refused++;
            else if (events.Length <= 2 && AcceptedIn(events) is { } accepted)
                open.Add((owners[accepted.Account], accepted.Order));
        }
    }
}
