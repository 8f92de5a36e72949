using System.Diagnostics;
using System.Globalization;
using Chutan.Engine.Journal;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Tests.Journal;

/// <summary>Faults that need another process or another file system: killing the owner, and a full disk.</summary>
public sealed class JournalCrashTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private FileJournalOptions Options => AppenderProcess.Options(directory["journal"]);

    /// <summary>
    /// Goal: nothing answered is lost by kill -9.
    /// Method: another process appends and prints each position once it is stored; it is killed after a random number
    /// of answers; the journal must hold every record it answered, and go on. Twenty times on the same journal.
    /// </summary>
    [Fact]
    public async Task Nothing_answered_is_lost_by_killing_the_owner_at_random_moments()
    {
        var random = new Random(20240930);
        for (var kill = 0; kill < 20; kill++)
        {
            var answered = await AppendUntilKilledAsync(answers: random.Next(1, 60));
            await using var journal = await FileJournal.OpenAsync(Options, CancellationToken.None);
            Assert.InRange(journal.NextPosition, answered, long.MaxValue);
            await journal.HoldsAsync(journal.NextPosition);
        }
    }

    [Fact]
    public async Task Another_process_cannot_own_the_journal_too_but_may_read_it()
    {
        using var owner = Start();
        var answered = await owner.StandardOutput.ReadLineAsync();
        Assert.NotNull(answered);
        var refusal = await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await FileJournal.OpenAsync(Options, CancellationToken.None));
        Assert.Contains(
            $"pid {owner.Id.ToString(CultureInfo.InvariantCulture)}", refusal.English, StringComparison.Ordinal);
        await using (var reader = await FileJournal.OpenReadOnlyAsync(Options, CancellationToken.None))
            await reader.HoldsAsync(reader.NextPosition);
        await KillAsync(owner);
    }

    [Fact]
    public async Task A_full_disk_stops_the_journal_and_it_goes_on_when_there_is_space()
    {
        var mount = Directory.CreateDirectory(directory["small"]).FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=256k", "chutan-test", mount);
        try
        {
            var options = new FileJournalOptions(Path.Combine(mount, "journal"))
            {
                FirstSegmentBytes = 32 * 1024,
                SegmentBytes = 32 * 1024,
            };
            var ballast = Path.Combine(mount, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[128 * 1024]);
            long answered;
            await using (var journal = await FileJournal.OpenAsync(options, CancellationToken.None))
            {
                var full = await Assert.ThrowsAsync<JournalUnavailableException>(
                    () => journal.AppendManyAsync(100_000, perCommit: 3));
                Assert.Contains("已满", full.Chinese, StringComparison.Ordinal);
                Assert.Contains("full", full.English, StringComparison.Ordinal);
                answered = journal.NextPosition;
                File.Delete(ballast);
                await Assert.ThrowsAsync<JournalUnavailableException>(() => journal.AppendAsync([1]));
            }
            await using var again = await FileJournal.OpenAsync(options, CancellationToken.None);
            Assert.True(answered > 0);
            await again.HoldsAsync(answered);
            await again.AppendManyAsync(300, perCommit: 3);
            await again.HoldsAsync(answered + 300);
        }
        finally
        {
            await RunAsync("umount", mount);
        }
    }

    private async Task<long> AppendUntilKilledAsync(int answers)
    {
        using var owner = Start();
        long answered = 0;
        for (var answer = 0; answer < answers; answer++)
            answered = AppenderProcess.Answered(await owner.StandardOutput.ReadLineAsync())
                ?? throw new InvalidOperationException("The owner died by itself.");
        owner.Kill();
        // It may have answered more before the signal reached it; half a line is not an answer.
        while (await owner.StandardOutput.ReadLineAsync() is { } line)
            answered = AppenderProcess.Answered(line) ?? answered;
        await owner.WaitForExitAsync();
        return answered;
    }

    private static async Task KillAsync(Process owner)
    {
        owner.Kill();
        await owner.WaitForExitAsync();
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet")
    {
        RedirectStandardOutput = true,
        ArgumentList = { typeof(AppenderProcess).Assembly.Location, AppenderProcess.Name, directory["journal"] },
    }) ?? throw new InvalidOperationException("dotnet did not start.");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} failed; this test mounts a small disk and has to run as root.");
    }
}
