using System.Security.Cryptography;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Partitions;

/// <summary>The state after a position, with what is needed to go on from there.</summary>
/// <param name="Next">Position of the first record not in it.</param>
/// <param name="Head">Chain hash of the last record in it.</param>
/// <param name="RulesPosition">Position of the last change of the rulebook in it; −1 for none.</param>
public sealed record Snapshot(
    long Next, ReadOnlyMemory<byte> Head, long RulesPosition, AnsweredRequests Requests,
    MarketState State)
{
    private static ReadOnlySpan<byte> Magic => "CTSNAP02"u8;

    /// <summary>SHA-256 of the state's bytes: equal for equal states.</summary>
    public static byte[] HashOf(MarketState state)
    {
        var to = new StateWriter();
        state.Save(to);
        return SHA256.HashData(to.Written.Span);
    }

    /// <summary>Writes the snapshot beside its final name, flushes it, and moves it into place.</summary>
    public static void Write(string directory, Snapshot snapshot)
    {
        Directory.CreateDirectory(directory);
        var to = new StateWriter();
        to.Int(RecordCodec.EngineVersion);
        to.Long(snapshot.Next);
        to.String(Convert.ToHexString(snapshot.Head.Span));
        to.Long(snapshot.RulesPosition);
        to.Many(snapshot.Requests.All.OrderBy(r => r.Position).ToList(), r =>
        {
            to.ULong(r.Request.High);
            to.ULong(r.Request.Low);
            to.Long(r.Position);
        });
        snapshot.State.Save(to);
        var name = Path.Combine(directory, $"{snapshot.Next:D12}.snapshot");
        using (var file = new FileStream(name + ".new", FileMode.Create, FileAccess.Write))
        {
            file.Write(Magic);
            file.Write(SHA256.HashData(to.Written.Span));
            file.Write(to.Written.Span);
            file.Flush(flushToDisk: true);
        }
        File.Move(name + ".new", name, overwrite: true);
        foreach (var old in Files(directory).Skip(2)) File.Delete(old);
    }

    /// <summary>The newest whole snapshot of this engine version; null when there is none. A damaged one is passed
    /// over, because the journal has everything; it is named in <paramref name="passedOver"/>.</summary>
    public static Snapshot? ReadNewest(string directory, out ImmutableArray<string> passedOver)
    {
        var damaged = ImmutableArray.CreateBuilder<string>();
        foreach (var name in Files(directory))
        {
            if (TryRead(name) is { } snapshot)
            {
                passedOver = damaged.ToImmutable();
                return snapshot;
            }
            damaged.Add(name);
        }
        passedOver = damaged.ToImmutable();
        return null;
    }

    private static IEnumerable<string> Files(string directory) => Directory.Exists(directory)
        ? Directory.GetFiles(directory, "*.snapshot").OrderDescending(StringComparer.Ordinal)
        : [];

    private static Snapshot? TryRead(string name)
    {
        var bytes = File.ReadAllBytes(name);
        var head = Magic.Length + SHA256.HashSizeInBytes;
        if (bytes.Length < head || !bytes.AsSpan(0, Magic.Length).SequenceEqual(Magic)) return null;
        var body = bytes.AsMemory(head);
        if (!SHA256.HashData(body.Span).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, SHA256.HashSizeInBytes)))
            return null;
        var from = new StateReader(body);
        if (from.Int() != RecordCodec.EngineVersion) return null;
        var (next, hash, rules) = (from.Long(), Convert.FromHexString(from.String()), from.Long());
        var requests = new AnsweredRequests();
        from.Many(() => requests.FindOrAdd(new RequestId(from.ULong(), from.ULong()), from.Long()));
        return new Snapshot(next, hash, rules, requests, MarketState.Load(from));
    }
}
