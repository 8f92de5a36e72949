using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Tests;
using Npgsql;

namespace Chutan.Bench;

/// <summary>
/// Durable money transfers in the shape ledgers are usually compared in: 10,000 accounts, 10 million transfers, 8,189 a
/// batch; once between accounts drawn evenly and once with every debit on one hot account. The same batches go to a
/// double-entry ledger in PL/pgSQL on a PostgreSQL server of this run, in rounds that alternate with ours.
/// </summary>
internal static class LedgerBench
{
    private const int Accounts = 10_000;
    private const int Rounds = 10;
    private const int BatchesPerRound = 123;
    private const int BaselineBatches = 4;
    private const int InFlight = 4;
    private const long Each = 1_000_000_000_000;
    private const double Goal = 1_000_000;
    private const double HotGoal = 0.8;

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Runs the rounds; writes bench/results/ledger.json and .md below the working directory.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = arguments is [var given, ..] ? given : Path.GetTempPath();
        var directory = Path.Combine(root, $"chutan-bench-{Environment.ProcessId}");
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        await using var baseline = await Baseline.OpenAsync(postgres.ConnectionString);
        try
        {
            await using var market = await BenchMarket.FoundAsync(directory, 1L << 30);
            var accounts = await market.JoinAsync(Accounts, new Money(Each));
            var before = await market.Partition.AskAsync(s => s.Clearing.BankTotal);
            var result = await MeasureAsync(market, baseline, accounts);
            var (after, broken) = await market.Partition.AskAsync(s => (s.Clearing.BankTotal, Invariants.CheckAll(s)));
            if (before != after || broken is not null) throw new InvalidOperationException($"Money was lost: {broken}");
            await ReportAsync(Machine.Describe(directory), result);
            return result.Holds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<Result> MeasureAsync(BenchMarket market, Baseline baseline, AccountId[] accounts)
    {
        var (even, hot, sql, sqlHot) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (bytes, collections) = (0L, 0);
        for (var round = -1; round < Rounds; round++)
        {
            var batches = Draw(accounts, round, BatchesPerRound, hot: false);
            var hotBatches = Draw(accounts, round, BatchesPerRound, hot: true);
            var (start, gcs) = (GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0));
            var evenRate = await PostAsync(market, batches);
            var used = GC.GetTotalAllocatedBytes(precise: true) - start;
            var collected = GC.CollectionCount(0) - gcs;
            var sqlRate = await baseline.PostAsync(batches[..BaselineBatches]);
            var hotRate = await PostAsync(market, hotBatches);
            var sqlHotRate = await baseline.PostAsync(hotBatches[..BaselineBatches]);
            if (round < 0) continue;
            even.Add(evenRate);
            hot.Add(hotRate);
            sql.Add(sqlRate);
            sqlHot.Add(sqlHotRate);
            (bytes, collections) = (bytes + used, collections + collected);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"round {round + 1}/{Rounds}: {evenRate:N0}/s, hot {hotRate:N0}/s; "
                + $"PL/pgSQL {sqlRate:N0}/s, hot {sqlHotRate:N0}/s"));
        }
        return new Result(Spread.Of(even), Spread.Of(hot), Spread.Of(sql), Spread.Of(sqlHot),
            Math.Round((double)bytes / (Rounds * BatchesPerRound * (double)TransferMoney.Most), 2), collections);
    }

    /// <summary>A round's batches, drawn before the clock runs. Hot: every debit is on the first account.</summary>
    private static ImmutableArray<MoneyTransfer>[] Draw(AccountId[] accounts, int round, int batches, bool hot)
    {
        var random = new Random(1000 + round * 2 + (hot ? 1 : 0));
        var drawn = new ImmutableArray<MoneyTransfer>[batches];
        for (var batch = 0; batch < batches; batch++)
        {
            var transfers = new MoneyTransfer[TransferMoney.Most];
            foreach (ref var transfer in transfers.AsSpan())
            {
                var from = hot ? 0 : random.Next(accounts.Length);
                var to = (from + random.Next(1, accounts.Length)) % accounts.Length;
                transfer = new MoneyTransfer(accounts[from], accounts[to], new Money(random.Next(1, 1000)));
            }
            drawn[batch] = ImmutableCollectionsMarshal.AsImmutableArray(transfers);
        }
        return drawn;
    }

    /// <summary>Transfers a second, from the first batch sent to the last answer; an answer means fdatasync is done.
    /// </summary>
    private static async Task<double> PostAsync(BenchMarket market, ImmutableArray<MoneyTransfer>[] batches)
    {
        var start = Stopwatch.GetTimestamp();
        var waiting = new Queue<Task<ImmutableArray<Event>>>();
        foreach (var batch in batches)
        {
            if (waiting.Count == InFlight) Check(await waiting.Dequeue());
            var transfer = new TransferMoney(batch, AllOrNothing: false, "benchmark");
            waiting.Enqueue(market.SendAsync(market.Clearing, transfer));
        }
        while (waiting.Count > 0) Check(await waiting.Dequeue());
        return batches.Length * (double)TransferMoney.Most / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Check(ImmutableArray<Event> events)
    {
        if (events is not [MoneyTransferred { Transfers.Length: TransferMoney.Most }])
            throw new InvalidOperationException("A transfer of the benchmark was refused.");
    }

    private static async Task ReportAsync(Machine machine, Result result)
    {
        var total = (long)Rounds * BatchesPerRound * TransferMoney.Most;
        string[] lines =
        [
            "# Durable money transfers",
            "",
            machine.ToString(),
            "",
            string.Create(CultureInfo.InvariantCulture,
                $"{Accounts:N0} accounts, {total:N0} transfers of each kind in {Rounds} alternating rounds, "
                + $"{TransferMoney.Most:N0} a batch, {InFlight} batches in flight; transfers a second, median (range). "
                + $"An answer means fdatasync is done."),
            "The baseline is `bench/Chutan.Bench/double-entry.sql` on the PostgreSQL of the same run, "
                + $"{BaselineBatches} batches a round, one connection, one transaction a batch, durable commits.",
            "",
            "| | even accounts | one hot account | hot / even |",
            "|---|---:|---:|---:|",
            $"| Chutan | {result.Even} | {result.Hot} | {Ratio(result.Hot.Median / result.Even.Median)} |",
            $"| PL/pgSQL | {result.Sql} | {result.SqlHot} | {Ratio(result.SqlHot.Median / result.Sql.Median)} |",
            $"| ratio | {Ratio(result.Even.Median / result.Sql.Median)} "
                + $"| {Ratio(result.Hot.Median / result.SqlHot.Median)} | |",
            "",
            string.Create(CultureInfo.InvariantCulture, $"Goals: even ≥ {Goal:N0}/s and hot ≥ {HotGoal} of even: "
                + $"{(result.Holds ? "hold" : "missed")}. "
                + $"Allocated: {result.BytesPerTransfer} bytes a transfer (even), "
                + $"{result.Collections} collections."),
        ];
        foreach (var line in lines) Console.WriteLine(line);
        var folder = Directory.CreateDirectory(Path.Combine("bench", "results")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "ledger.md"), string.Join('\n', lines) + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "ledger.json"), JsonSerializer.Serialize(
            new { machine, accounts = Accounts, rounds = Rounds, batch = TransferMoney.Most, result }, Json) + "\n");
    }

    private static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private sealed record Spread(double Median, double Least, double Most)
    {
        public static Spread Of(List<double> rounds)
        {
            var sorted = rounds.Select(rate => Math.Round(rate)).Order().ToList();
            return new(sorted[sorted.Count / 2], sorted[0], sorted[^1]);
        }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Median:N0} ({Least:N0}–{Most:N0})");
    }

    private sealed record Result(Spread Even, Spread Hot, Spread Sql, Spread SqlHot, double BytesPerTransfer,
        int Collections)
    {
        public bool Holds => Even.Median >= Goal && Hot.Median >= HotGoal * Even.Median;
    }

    /// <summary>The same transfers in PL/pgSQL.</summary>
    private sealed class Baseline(NpgsqlConnection connection) : IAsyncDisposable
    {
        public static async Task<Baseline> OpenAsync(string connectionString)
        {
            var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            // The project embeds the script.
            using var script = new StreamReader(
                Assembly.GetExecutingAssembly().GetManifestResourceStream("double-entry.sql")!);
            await ExecuteAsync(connection, await script.ReadToEndAsync());
            return new Baseline(connection);
        }

        public async Task<double> PostAsync(ImmutableArray<MoneyTransfer>[] batches)
        {
            await ExecuteAsync(connection, "select 1");
            await AddAccountsAsync(batches);
            var start = Stopwatch.GetTimestamp();
            foreach (var batch in batches)
            {
                await using var post = new NpgsqlCommand("select post_transfers($1, $2, $3)", connection);
                post.Parameters.Add(new() { Value = batch.Select(t => t.From.Number).ToArray() });
                post.Parameters.Add(new() { Value = batch.Select(t => t.To.Number).ToArray() });
                post.Parameters.Add(new() { Value = batch.Select(t => t.Amount.Fen).ToArray() });
                if (await post.ExecuteScalarAsync() is not 0) throw new InvalidOperationException("PL/pgSQL refused.");
            }
            return batches.Length * (double)TransferMoney.Most / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();

        private async Task AddAccountsAsync(ImmutableArray<MoneyTransfer>[] batches)
        {
            await using var add = new NpgsqlCommand(
                "insert into account (id, credits) select unnest($1), $2 on conflict do nothing", connection);
            add.Parameters.Add(new() { Value = batches.SelectMany(b => b).SelectMany(t => new[] { t.From, t.To })
                .Select(a => a.Number).Distinct().ToArray() });
            add.Parameters.Add(new() { Value = Each });
            await add.ExecuteNonQueryAsync();
        }

        private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
