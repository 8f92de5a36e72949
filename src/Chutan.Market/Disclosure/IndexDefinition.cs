namespace Chutan.Market.Disclosure;

public abstract record DisclosureEvent : Event;

/// <summary>How the constituents of an index count.</summary>
public enum IndexWeighting
{
    /// <summary>By shares fixed at the base date: the mean of the prices over their base prices.</summary>
    Fixed = 0,
    /// <summary>By the day's tonnes: each day's mean change, linked to the day before.</summary>
    ByVolume = 1,
    /// <summary>By the day's turnover: each day's mean change, linked to the day before.</summary>
    ByTurnover = 2,
}

/// <summary>What a day without trading does to an index.</summary>
public enum MissingDayRule
{
    /// <summary>A constituent that did not trade counts with its last price.</summary>
    CarryForward = 0,
    /// <summary>There is no value on a day on which a constituent with a fixed weight, or every constituent, did not
    /// trade.</summary>
    Skip = 1,
}

/// <summary>One price series of an index 指数样本.</summary>
/// <param name="Market">Territory code of its market, CN-HB for Hubei; CN for the national market.</param>
/// <param name="Weight">Its share, for fixed weights; otherwise zero.</param>
public sealed record IndexConstituent(string Market, string Instrument, Rate Weight);

/// <summary>A constituent with the price that its changes are counted from.</summary>
public sealed record IndexBase(string Market, string Instrument, Rate Weight, Price BasePrice);

/// <summary>One version of an index definition. A later one goes on from the last value of the one before.</summary>
/// <param name="BaseValue">The value on the base date, exact.</param>
/// <param name="Decimals">Places to which values are published, half away from zero.</param>
/// <param name="Source">Where the definition is written: the citation of the index.</param>
public sealed record IndexDefinition(string Code, int Version, string NameZh, string NameEn, LocalDate BaseDate,
    decimal BaseValue, int Decimals, IndexWeighting Weighting, MissingDayRule MissingDay,
    ImmutableArray<IndexBase> Constituents, string Note, string Source);

/// <summary>定义指数: a price index with its base, constituents, weights and missing-day rule. Values from the base date
/// on are computed at once.</summary>
[Wire("disclosure.define-index"), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record DefineIndex(string Code, string NameZh, string NameEn, LocalDate BaseDate, decimal BaseValue,
    int Decimals, IndexWeighting Weighting, MissingDayRule MissingDay, ImmutableArray<IndexConstituent> Constituents,
    string Note, string Source) : Command;

/// <summary>修订指数: other constituents, weights or rules from the next trading day on; the level does not jump.
/// </summary>
[Wire("disclosure.revise-index"), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record ReviseIndex(string Code, IndexWeighting Weighting, MissingDayRule MissingDay,
    ImmutableArray<IndexConstituent> Constituents, string Note, string Source) : Command;

[Wire("disclosure.index-defined")]
public sealed record IndexDefined(IndexDefinition Definition) : DisclosureEvent;

/// <summary>What an index may be made of, checked before it is published.</summary>
internal static class Defining
{
    public const int MostConstituents = 50;
    private const decimal MostBaseValue = 1_000_000m;
    private const int MostDecimals = 6;

    /// <summary>The definition of a new index, or the reason why there can be none.</summary>
    public static (IndexDefinition? Definition, Refusal? Refusal) Check(DefineIndex command, IndexMarket market,
        DisclosureState disclosure)
    {
        if (Missing(command) is { } missing)
            return Refuse(DisclosureRefusals.IndexIncomplete.With(Basis.Index, ("missing", missing)));
        if (disclosure.Find(command.Code) is not null)
            return Refuse(DisclosureRefusals.IndexExists.With(Basis.Index, ("index", command.Code)));
        if (command.BaseValue is <= 0 or > MostBaseValue || command.Decimals is < 0 or > MostDecimals)
            return Refuse(DisclosureRefusals.BadBaseValue.With(Basis.Index, ("value", command.BaseValue),
                ("most", MostBaseValue), ("digits", MostDecimals)));
        if (market.LastClosed is not { } last || command.BaseDate > last)
            return Refuse(DisclosureRefusals.BaseInFuture.With(Basis.Index, ("base", command.BaseDate),
                ("last", market.LastClosed is { } closed ? closed : "—")));
        var (bases, refusal) = Bases(command.Constituents, command.Weighting, command.BaseDate, market);
        return refusal is not null ? Refuse(refusal) : (new IndexDefinition(command.Code, 1, command.NameZh,
            command.NameEn, command.BaseDate, command.BaseValue, command.Decimals, command.Weighting,
            command.MissingDay, bases, command.Note, command.Source), null);
    }

    /// <summary>The next version of an index, standing on its last value, or why there can be none.</summary>
    public static (IndexDefinition? Definition, Refusal? Refusal) Check(ReviseIndex command, IndexMarket market,
        DisclosureState disclosure)
    {
        if (disclosure.Find(command.Code) is not { } index)
            return Refuse(DisclosureRefusals.UnknownIndex.With(Basis.Index, ("index", command.Code)));
        if (string.IsNullOrWhiteSpace(command.Note) || string.IsNullOrWhiteSpace(command.Source))
            return Refuse(DisclosureRefusals.IndexIncomplete.With(Basis.Index, ("missing", "note, source")));
        var (bases, refusal) = Bases(command.Constituents, command.Weighting, index.Last.Date, market);
        var now = index.Definition;
        return refusal is not null ? Refuse(refusal) : (now with
        {
            Version = now.Version + 1,
            BaseDate = index.Last.Date,
            BaseValue = index.Last.Exact,
            Weighting = command.Weighting,
            MissingDay = command.MissingDay,
            Constituents = bases,
            Note = command.Note,
            Source = command.Source,
        }, null);
    }

    private static string? Missing(DefineIndex command) =>
        string.IsNullOrWhiteSpace(command.Code) ? "code"
        : string.IsNullOrWhiteSpace(command.NameZh) ? "nameZh"
        : string.IsNullOrWhiteSpace(command.NameEn) ? "nameEn"
        : string.IsNullOrWhiteSpace(command.Note) ? "note"
        : string.IsNullOrWhiteSpace(command.Source) ? "source" : null;

    private static (ImmutableArray<IndexBase> Bases, Refusal? Refusal) Bases(
        ImmutableArray<IndexConstituent> constituents, IndexWeighting weighting, LocalDate date, IndexMarket market)
    {
        var names = constituents.Select(c => $"{c.Market} {c.Instrument}").ToList();
        if (names.Count is 0 or > MostConstituents || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            return ([], DisclosureRefusals.BadConstituents.With(Basis.Index, ("most", MostConstituents),
                ("given", names.Count == 0 ? "—" : string.Join(", ", names))));
        var sum = new Rate(constituents.Sum(c => c.Weight.Parts));
        if (sum != (weighting == IndexWeighting.Fixed ? Rate.One : default))
            return ([], DisclosureRefusals.BadWeights.With(Basis.Index, ("sum", sum)));
        var bases = ImmutableArray.CreateBuilder<IndexBase>(names.Count);
        foreach (var (place, instrument, weight) in constituents)
        {
            if (market.PriceOn(place, instrument, date) is not { } price)
                return ([], DisclosureRefusals.NoBasePrice.With(Basis.Index, ("market", place),
                    ("instrument", instrument), ("date", date)));
            bases.Add(new IndexBase(place, instrument, weight, price));
        }
        return (bases.MoveToImmutable(), null);
    }

    private static (IndexDefinition?, Refusal?) Refuse(Refusal refusal) => (null, refusal);
}

/// <summary>Legal bases of this room.</summary>
internal static class Basis
{
    /// <summary>The provincial plan that asks for the 中碳指数.</summary>
    public static readonly Citation Index = new("湖北建设全国碳市场中心实施方案", "第10项");
}
