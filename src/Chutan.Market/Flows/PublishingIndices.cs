using Chutan.Market.Disclosure;

namespace Chutan.Market.Flows;

/// <summary>编制与发布指数: definition, the exchange's closes and other markets' prices → values, day by day.</summary>
internal static class PublishingIndices
{
    public static Decision Decide(DefineIndex command, MarketState state)
    {
        var market = MarketOf(state);
        var (definition, refusal) = Defining.Check(command, market, state.Disclosure);
        if (definition is null) return refusal!; // one of the two is there
        var atBase = Computation.AtBase(definition);
        return Decision.Accept([new IndexDefined(definition), atBase,
            .. Values(definition, atBase.Exact, definition.BaseDate, Prices(definition), market.LastClosed, market)]);
    }

    public static Decision Decide(ReviseIndex command, MarketState state)
    {
        var (definition, refusal) = Defining.Check(command, MarketOf(state), state.Disclosure);
        return definition is null ? refusal! : Decision.Accept(new IndexDefined(definition)); // one of the two
    }

    public static Decision Decide(RecordOutsidePrice command, CommandContext context, MarketState state) =>
        OutsidePrices.Decide(command, context, Home(state), state.Disclosure);

    public static Decision Decide(ComputeIndices command, MarketState state)
    {
        var market = MarketOf(state);
        if (!market.IsClosedDay(command.Date))
            return DisclosureRefusals.DayNotClosed.With(Disclosure.Basis.Index, ("date", command.Date));
        var events = new List<Event>();
        foreach (var index in state.Disclosure.Indices)
            events.AddRange(Values(index.Definition, index.Last.Exact, index.Latest, index.Known, command.Date,
                market));
        return events.Count > 0
            ? Decision.Accept(events)
            : DisclosureRefusals.NothingToCompute.With(Disclosure.Basis.Index, ("date", command.Date));
    }

    /// <summary>The values of the closed days after one and through another.</summary>
    private static IEnumerable<DisclosureEvent> Values(IndexDefinition definition, decimal before, LocalDate after,
        ImmutableArray<Price> known, LocalDate? through, IndexMarket market)
    {
        foreach (var date in market.DaysAfter(after))
        {
            if (date > through) break;
            var happened = Computation.On(date, definition, before, known, market);
            if (happened is IndexComputed computed) before = computed.Exact;
            known = [.. (happened is IndexComputed c ? c.Inputs : ((IndexSkipped)happened).Inputs)
                .Select(i => i.Price)];
            yield return happened;
        }
    }

    private static ImmutableArray<Price> Prices(IndexDefinition definition) =>
        [.. definition.Constituents.Select(c => c.BasePrice)];

    private static IndexMarket MarketOf(MarketState state) => new(Home(state), state.Exchange, state.Disclosure);

    private static string Home(MarketState state) => state.Rulebook.Content?.Territory ?? "";
}
