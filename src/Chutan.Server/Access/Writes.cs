using System.Security.Cryptography;
using System.Text;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Access;

/// <summary>The one way a write goes in: signed in, with an idempotency key, decided in the market.</summary>
internal sealed class Writes(IMarket market, IClock clock)
{
    /// <summary>Submits a command for the caller; answers with the receipt,
    /// or with the refusal and its article.</summary>
    /// <param name="part">Tells several commands of one request apart.</param>
    public Task<IResult> SendAsync(
        HttpContext context, Command command, Func<Decision.Accepted, (Bilingual, string?)> describe,
        string part = "") => SendAsync(context, Caller.Required(context), command, describe, part);

    /// <summary>The same for somebody who need not be signed in.</summary>
    public async Task<IResult> SendAsync(HttpContext context, Actor actor, Command command,
        Func<Decision.Accepted, (Bilingual, string?)> describe, string part = "")
    {
        Reasons.Ask(command);
        var at = clock.GetCurrentInstant();
        var reply = await market.SubmitAsync(
            new Submission(command, actor, KeyOf(context, actor, part), at), context.RequestAborted);
        if (reply.Decision is Decision.Refused refused)
        {
            var problem = await market.AskAsync(s => Problems.Of(refused.Refusal, s.Rulebook, reply.Position));
            return Results.Json(problem, Json.Options,
                statusCode: refused.Refusal.Code.StartsWith("access.", StringComparison.Ordinal) ? 403 : 422);
        }
        var (summary, id) = describe((Decision.Accepted)reply.Decision);
        if (reply.Repeated) at = (await market.ReadOneAsync(reply.Position)).At;
        return Results.Json(new Receipt(reply.Position, at, summary, id), Json.Options);
    }

    /// <summary>What the market would decide on a command of the caller's now. Nothing is decided, and nothing written.
    /// </summary>
    public async ValueTask<Decision> RehearseAsync(HttpContext context, Command command) =>
        (await RehearseAsync(context, Caller.Required(context), [command]))[0];

    /// <summary>The same for several commands, each as if it were the only one.</summary>
    public ValueTask<ImmutableArray<Decision>> RehearseAsync(
        HttpContext context, Actor actor, ImmutableArray<Command> commands)
    {
        var at = clock.GetCurrentInstant();
        return market.AskAsync(s =>
        {
            var civil = at.InZone(s.Rulebook.Content is { } rulebook
                ? DateTimeZoneProviders.Tzdb[rulebook.Zone] : DateTimeZone.Utc);
            return commands.Select(c => Dispatch.Decide(c, new CommandContext(market.Head.Next, at, civil.Date,
                civil.TimeOfDay, actor, default, new RuleReader(s.Rulebook)), s)).ToImmutableArray();
        }, context.RequestAborted);
    }

    /// <summary>The caller's key in the 32 characters that an order's own number may have.</summary>
    public static string ShortKeyOf(HttpContext context) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Headers["Idempotency-Key"].ToString())).AsSpan(0, 16));

    /// <summary>The request id of a caller's key: the same key from the same user is the same request.</summary>
    private static RequestId KeyOf(HttpContext context, Actor actor, string part)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is < 8 or > 100) throw RefusedException.Of(400, EdgeRefusals.KeyRequired);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(
            $"http\n{actor.User}\n{context.Request.Method} {context.Request.Path}\n{part}\n{key}"));
        return new RequestId(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}
