using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests;

/// <summary>
/// A piece of history, one command, and what came of it. History is events or commands; every command goes through
/// <see cref="Dispatch"/> as in production. Conservation is checked after every command, and a refusal must leave the
/// state as it was, to the byte.
/// </summary>
internal sealed class Scenario
{
    public static readonly LocalDate FirstDay = new(2024, 6, 3);
    private readonly LocalTime time = new(10, 0);
    private LocalDate date = FirstDay;
    private long position;
    private Decision? last;

    public MarketState State { get; private set; } = new();
    public long Position => position;

    public Scenario Given(params Event[] history)
    {
        foreach (var happened in history) State.Apply(happened, new EventContext(++position, At, date));
        return Whole();
    }

    /// <summary>A command that is part of the history: it must be accepted.</summary>
    public Scenario Given(Command command, Actor by)
    {
        var decision = Send(command, by);
        if (decision is Decision.Refused refused)
            Assert.Fail($"{command} is history but was refused: {refused.Refusal}");
        return this;
    }

    public Scenario On(LocalDate day)
    {
        date = day;
        return this;
    }

    public Scenario When(Command command, Actor by)
    {
        last = Send(command, by);
        return this;
    }

    public Scenario ThenAccepted()
    {
        if (last is Decision.Refused refused) Assert.Fail($"refused: {refused.Refusal}");
        Assert.IsType<Decision.Accepted>(last);
        return this;
    }

    public Scenario ThenRefused(string code)
    {
        Assert.Equal(code, Assert.IsType<Decision.Refused>(last).Refusal.Code);
        return this;
    }

    public Scenario ThenRefused(RefusalCode code) => ThenRefused(code.Code);

    public Scenario Then(Action<MarketState> look)
    {
        look(State);
        return this;
    }

    public ImmutableArray<Event> Events => Assert.IsType<Decision.Accepted>(last).Events;

    public Decision Send(Command command, Actor by)
    {
        var before = Bytes(State);
        var context = new CommandContext(++position, At, date, time, by, new RequestId(0, (ulong)position),
            new RuleReader(State.Rulebook));
        var decision = Dispatch.Decide(command, context, State);
        Assert.True(before.AsSpan().SequenceEqual(Bytes(State)),
            $"{command.GetType().Name}: deciding changed the state.");
        if (decision is not Decision.Accepted accepted) return decision;
        foreach (var happened in accepted.Events) State.Apply(happened, new EventContext(position, At, date));
        Assert.Null(Invariants.CheckTouched(State, accepted.Events));
        Whole();
        return decision;
    }

    /// <summary>Replaces the state by what its snapshot gives, which must be the same to the byte.</summary>
    public Scenario Reload()
    {
        var before = Bytes(State);
        State = MarketState.Load(new StateReader(before));
        Assert.True(before.AsSpan().SequenceEqual(Bytes(State)), "The snapshot does not give the same state back.");
        return this;
    }

    private Instant At => (date + time).WithOffset(Offset.FromHours(8)).ToInstant();

    private Scenario Whole()
    {
        Assert.Null(Invariants.CheckAll(State));
        return this;
    }

    private static byte[] Bytes(MarketState state)
    {
        var writer = new StateWriter();
        state.Save(writer);
        return writer.Written.ToArray();
    }
}
