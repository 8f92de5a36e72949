using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;

namespace Chutan.Simulation.Year;

/// <summary>The counter over which everybody hands in commands. It sends in waves, so that one flush serves many, and
/// hands the answers on in the order of sending. Request ids come from the seed and a counter: a year started again on
/// the same market sends the same commands under the same ids, and is given the first answers.</summary>
internal sealed class Desk(
    IMarket market, FirstAnswers firstAnswers, ulong requestSeed, Action<Reply, RequestId>? answered)
{
    /// <summary>Commands under way at most.</summary>
    private const int Wave = 512;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly List<(Submission Submission, Task<Reply> Answer, Action<Reply>? Then)> underWay = new(Wave);
    private readonly List<Action<Command, Reply>> witnesses = [];
    private LocalDateTime now;
    private Duration step = Duration.FromSeconds(1);

    /// <summary>Keeps the content of a file put into evidence.</summary>
    public Action<string>? Evidence { get; init; }

    /// <summary>The hash of a file put into evidence, whose content is kept.</summary>
    public string Document(string content)
    {
        Evidence?.Invoke(content);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>The day the clock shows.</summary>
    public LocalDate Date => now.Date;
    public Instant At => now.InZoneStrictly(Zone).ToInstant();

    /// <summary>Commands handed in so far.</summary>
    public long Commands { get; private set; }
    public long Refusals { get; private set; }

    /// <summary>Position of the latest answer.</summary>
    public long LastPosition { get; private set; } = -1;

    /// <summary>Adds somebody who hears of every answer before the sender does.</summary>
    public void Witness(Action<Command, Reply> witness) => witnesses.Add(witness);

    /// <summary>Sets the clock; from here on each command comes one step later than the one before.</summary>
    public void SetClock(LocalDate date, LocalTime time, Duration perCommand)
    {
        now = date + time;
        step = perCommand;
    }

    public void SetClock(LocalDate date, int hour, int minute) =>
        SetClock(date, new LocalTime(hour, minute), Duration.FromMilliseconds(200));

    /// <summary>Hands in a command; <paramref name="then"/> is called with the answer, at the latest by the next
    /// <see cref="SettleAsync"/>.</summary>
    public async ValueTask SendAsync(Actor actor, Command command, Action<Reply>? then = null)
    {
        var request = new RequestId(requestSeed, (ulong)++Commands);
        var at = At;
        now = now.PlusTicks(step.BclCompatibleTicks);
        var submission = new Submission(command, actor, request, at);
        var answer = await firstAnswers.FindAsync(submission) is { } first
            ? Task.FromResult(first)
            : market.SubmitAsync(submission).AsTask();
        underWay.Add((submission, answer, then));
        if (underWay.Count >= Wave) await SettleAsync();
    }

    /// <summary>Waits for every answer outstanding and hands them on in the order of sending.</summary>
    public async ValueTask SettleAsync()
    {
        foreach (var (submission, answer, then) in underWay)
        {
            var reply = await answer;
            LastPosition = reply.Position;
            if (reply.Decision is Decision.Refused) Refusals++;
            answered?.Invoke(reply, submission.Request);
            foreach (var witness in witnesses) witness(submission.Command, reply);
            then?.Invoke(reply);
        }
        underWay.Clear();
    }

    /// <summary>Hands in one command and waits: for those that must not be refused.</summary>
    public async ValueTask<ImmutableArray<Event>> MustAsync(Actor actor, Command command)
    {
        Reply? answer = null;
        await SendAsync(actor, command, reply => answer = reply);
        await SettleAsync();
        return answer?.Decision switch
        {
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused => throw new ScenarioException(command, refused.Refusal),
            _ => throw new InvalidOperationException("An answer is missing."),
        };
    }
}

/// <summary>A step that the scenario cannot go on without was refused: the scenario does not fit the
/// rulebook.</summary>
public sealed class ScenarioException(Command command, Refusal refusal)
    : Exception($"情景无法继续，{command.GetType().Name} 被拒绝：{refusal}\n"
        + $"The scenario cannot go on, {command.GetType().Name} was refused: {refusal}");

/// <summary>The answers a market has given to this year before, read in order from its durable history: what a repeated
/// request would be answered, without asking for each.</summary>
internal sealed class FirstAnswers : IAsyncDisposable
{
    private readonly IAsyncEnumerator<MarketRecord> history;
    private readonly ulong requestSeed;
    private bool ended;

    public FirstAnswers(IMarket market, ulong requestSeed)
    {
        this.requestSeed = requestSeed;
        history = market.ReadAsync(0).GetAsyncEnumerator();
        ended = market.Head.Next == 0;
    }

    /// <summary>Commands of this year that had been answered before.</summary>
    public long Found { get; private set; }

    /// <summary>The first answer to a request; null when there is none. Records of others are passed over. A record
    /// under the same request of another actor, or with another kind of command, is of another program's year.
    /// </summary>
    public async ValueTask<Reply?> FindAsync(Submission sent)
    {
        while (!ended && await history.MoveNextAsync())
        {
            var record = history.Current;
            // The first record of a year is the year's own; later ones may be of people using the market since.
            if (record.Request.High != requestSeed && record.Position > 0) continue;
            if (record.Request != sent.Request || record.Actor != sent.Actor
                || record.Command.GetType() != sent.Command.GetType())
                throw new ForeignYearException(record.Position);
            Found++;
            return new Reply(record.Position, record.Decision, Repeated: true);
        }
        ended = true;
        return null;
    }

    public ValueTask DisposeAsync() => history.DisposeAsync();
}

/// <summary>The market holds the beginning of another year: other program, other size, or commands missing.</summary>
public sealed class ForeignYearException(long position)
    : Exception($"序号 {position} 处的请求不属于本次模拟，数据目录由其他程序或其他规模的模拟写成。\n"
        + $"The request at position {position} does not belong to this year: another program, seed or size wrote it.");
