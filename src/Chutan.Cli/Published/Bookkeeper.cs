using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chutan.Cli.Verbs;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Cli.Published;

/// <summary>Sends commands to a market in order, many at once, and stops at the first refusal. Request ids follow from
/// the files' digest and a counter: the same files booked again get the first answers.</summary>
internal sealed class Bookkeeper(IMarket market, string digest, IProgress<(long Done, long Total)> progress)
{
    private const int AtOnce = 4_096;
    private readonly ulong seed = BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(digest[..16]));
    private ulong sent;

    /// <summary>Commands sent so far.</summary>
    public long Commands => (long)sent;

    /// <summary>Refuses a market that was not founded by a booking of these same files.</summary>
    public async Task MustBeOursAsync(CancellationToken cancel)
    {
        if (market.Head.Next == 0) return;
        var first = await market.ReadOneAsync(0, cancel);
        if (first.Request != new RequestId(seed, 1))
            throw new CannotException("该目录中是另一个市场，没有登记任何数据。",
                "The directory holds another market; nothing was booked.");
    }

    public ValueTask<T> AskAsync<T>(Func<MarketState, T> question, CancellationToken cancel) =>
        market.AskAsync(question, cancel);

    public async Task<Decision.Accepted> BookAsync(
        Instant at, Actor actor, Command command, CancellationToken cancel) =>
        (await BookAllAsync([(at, actor, command)], cancel))[0];

    /// <summary>Books steps in their order and hands back what each brought about.</summary>
    public async Task<ImmutableArray<Decision.Accepted>> BookAllAsync(
        IReadOnlyList<(Instant At, Actor Actor, Command Command)> steps, CancellationToken cancel)
    {
        var done = ImmutableArray.CreateBuilder<Decision.Accepted>(steps.Count);
        foreach (var chunk in steps.Chunk(AtOnce))
        {
            var replies = new List<Task<Reply>>(chunk.Length);
            foreach (var (at, actor, command) in chunk)
                replies.Add(market.SubmitAsync(
                    new Submission(command, actor, new RequestId(seed, ++sent), at), cancel).AsTask());
            for (var i = 0; i < chunk.Length; i++) done.Add(Accepted(await replies[i], chunk[i].Command));
            progress.Report((done.Count, steps.Count));
        }
        return done.MoveToImmutable();
    }

    private static Decision.Accepted Accepted(Reply reply, Command command)
    {
        if (reply.Decision is Decision.Accepted accepted) return accepted;
        var refusal = ((Decision.Refused)reply.Decision).Refusal;
        var text = RefusalTexts.Of(refusal);
        var where = string.Create(CultureInfo.InvariantCulture, $"#{reply.Position} {command}");
        throw new CannotException($"登记被拒绝（{refusal.Code}，{refusal.Basis}）：{text.Zh}\n{where}",
            $"A booking was refused: {text.En}");
    }
}

/// <summary>What a run was made from, as one digest.</summary>
internal static class Digests
{
    public static string Of(string report, string? allocation, RulebookContent rulebook) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{report} {allocation} {JsonSerializer.Serialize(rulebook, WireJson.Options)}")));
}
