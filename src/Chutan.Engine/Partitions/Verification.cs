using Chutan.Engine.Documents;
using Chutan.Engine.Journal;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>One command that would be decided differently today.</summary>
public sealed record DecisionDifference(long Position, string Command, string Recorded, string Now);

/// <summary>What <c>verify</c> found.</summary>
/// <param name="Broken">The first invariant that did not hold, with its position; null when all held.</param>
/// <param name="SnapshotsAgree">Null when no snapshot was kept.</param>
/// <param name="Documents">Files in evidence whose content was compared with its hash.</param>
/// <param name="Damaged">Those of them that are missing or were changed.</param>
public sealed record VerificationReport(long Records, string HeadHash, string StateHash,
    ImmutableArray<DecisionDifference> Differences, long DifferenceCount, string? Broken, bool? SnapshotsAgree,
    int Documents, ImmutableArray<string> Damaged)
{
    public bool Sound => DifferenceCount == 0 && Broken is null && SnapshotsAgree != false && Damaged.IsEmpty;
}

/// <summary>Walks a journal from its first record: the hash chain (by the journal's own reading), every decision made
/// again and compared, every invariant, and the snapshots.</summary>
public static class Verification
{
    private const int DifferencesShown = 50;

    /// <exception cref="JournalDamagedException">The chain is broken; segment and position are named.</exception>
    public static async Task<VerificationReport> RunAsync(IJournal journal, string? snapshotDirectory,
        IProgress<(long Done, long Total)>? progress, CancellationToken cancel, DocumentStore? documents = null)
    {
        var codec = new RecordCodec();
        var machine = new MarketMachine(new MarketState(), -1, Checking.EachCommand);
        var snapshot = snapshotDirectory is null ? null : Snapshot.ReadNewest(snapshotDirectory, out _);
        var differences = ImmutableArray.CreateBuilder<DecisionDifference>();
        long records = 0, count = 0;
        bool? agrees = null;
        string? broken = null;
        var head = new byte[32];
        await foreach (var entry in journal.ReadAsync(0, cancel))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            entry.Hash.CopyTo(head);
            var again = machine.Redecide(record);
            if (!Same(codec, record.Decision, again) && ++count <= DifferencesShown)
                differences.Add(new DecisionDifference(
                    record.Position, record.CommandName, Describe(record.Decision), Describe(again)));
            try
            {
                machine.Apply(record);
            }
            catch (InvariantBrokenException e)
            {
                broken ??= e.Message;
            }
            records++;
            if (snapshot is not null && records == snapshot.Next)
                agrees = Snapshot.HashOf(machine.State).AsSpan().SequenceEqual(Snapshot.HashOf(snapshot.State))
                    && entry.Hash.Span.SequenceEqual(snapshot.Head.Span);
            if (records % 4096 == 0) progress?.Report((records, journal.NextPosition));
        }
        broken ??= Invariants.CheckAll(machine.State);
        var (compared, damaged) = await CompareAsync(machine.State, documents, cancel);
        return new VerificationReport(records, Convert.ToHexStringLower(head),
            Convert.ToHexStringLower(Snapshot.HashOf(machine.State)), differences.ToImmutable(), count, broken, agrees,
            compared, damaged);
    }

    private static async Task<(int Compared, ImmutableArray<string> Damaged)> CompareAsync(
        MarketState state, DocumentStore? documents, CancellationToken cancel)
    {
        if (documents is null) return (0, []);
        var hashes = state.Mrv.Documents.All.Select(d => d.Hash).Distinct().Order(StringComparer.Ordinal).ToList();
        var damaged = ImmutableArray.CreateBuilder<string>();
        foreach (var hash in hashes)
            if (await documents.CheckAsync(hash, cancel) is { } found) damaged.Add($"{hash}: {found}");
        return (hashes.Count, damaged.ToImmutable());
    }

    private static bool Same(RecordCodec codec, Decision recorded, Decision again)
    {
        var first = codec.Encode(recorded).ToArray();
        return codec.Encode(again).SequenceEqual(first);
    }

    private static string Describe(Decision decision) => decision switch
    {
        Decision.Refused r => $"refused {r.Refusal}",
        Decision.Accepted a => $"accepted: {string.Join(", ", a.Events.Select(e => e.ToString()))}",
        _ => "",
    };
}
