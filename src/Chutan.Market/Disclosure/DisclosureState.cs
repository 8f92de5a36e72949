namespace Chutan.Market.Disclosure;

/// <summary>信息披露: the indices with their latest values, and the prices of other markets they use. Earlier values are
/// in the journal.</summary>
public sealed class DisclosureState
{
    private readonly SortedDictionary<string, PublishedIndex> indices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Market, string Instrument, LocalDate Date), OutsidePriceRecorded>
        outside = new(Comparer<(string, string, LocalDate)>.Create((a, b) =>
        {
            var byMarket = string.CompareOrdinal(a.Item1, b.Item1);
            if (byMarket != 0) return byMarket;
            var byInstrument = string.CompareOrdinal(a.Item2, b.Item2);
            return byInstrument != 0 ? byInstrument : a.Item3.CompareTo(b.Item3);
        }));

    /// <summary>Every index, by code.</summary>
    public IReadOnlyCollection<PublishedIndex> Indices => indices.Values;

    public PublishedIndex? Find(string code) => indices.GetValueOrDefault(code);

    /// <summary>Another market's figures of a day; null when none were entered.</summary>
    public OutsidePriceRecorded? OutsidePrice(string market, string instrument, LocalDate date) =>
        outside.GetValueOrDefault((market, instrument, date));

    internal void Apply(DisclosureEvent happened)
    {
        switch (happened)
        {
            case IndexDefined e when indices.TryGetValue(e.Definition.Code, out var index): index.Revise(e.Definition);
                break;
            case IndexDefined e:
                indices.Add(e.Definition.Code, new PublishedIndex(e.Definition, Computation.AtBase(e.Definition)));
                break;
            case IndexComputed e: indices[e.Code].Take(e); break;
            case IndexSkipped e: indices[e.Code].Skip(e); break;
            case OutsidePriceRecorded e: outside[(e.Market, e.Instrument, e.Date)] = e; break;
            default: throw new InvalidOperationException($"Disclosure has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(indices.Values, i => i.Save(to));
        to.Many(outside.Values, p =>
        {
            to.String(p.Market); to.String(p.Instrument); to.Date(p.Date); to.Long(p.Price.FenPerTonne);
            to.Long(p.Volume.Count); to.Long(p.Turnover.Fen); to.String(p.Source);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var index = PublishedIndex.Load(from);
            indices.Add(index.Definition.Code, index);
        });
        from.Many(() =>
        {
            var p = new OutsidePriceRecorded(from.String(), from.String(), from.Date(), new(from.Long()),
                new(from.Long()), new(from.Long()), from.String());
            outside.Add((p.Market, p.Instrument, p.Date), p);
        });
    }
}

/// <summary>One index: its definition in force and where it stands.</summary>
public sealed class PublishedIndex
{
    internal PublishedIndex(IndexDefinition definition, IndexComputed last) =>
        (Definition, Last, Latest, Known) = (definition, last, last.Date, [.. last.Inputs.Select(i => i.Price)]);

    public IndexDefinition Definition { get; private set; }

    /// <summary>The newest value.</summary>
    public IndexComputed Last { get; private set; }

    /// <summary>The newest day decided on, with a value or without.</summary>
    public LocalDate Latest { get; private set; }

    /// <summary>The last known price of each constituent, in the order of the definition.</summary>
    public ImmutableArray<Price> Known { get; private set; }

    internal void Revise(IndexDefinition definition) =>
        (Definition, Known) = (definition, [.. definition.Constituents.Select(c => c.BasePrice)]);

    internal void Take(IndexComputed value) =>
        (Last, Latest, Known) = (value, value.Date, [.. value.Inputs.Select(i => i.Price)]);

    internal void Skip(IndexSkipped day) =>
        (Latest, Known) = (day.Date, [.. day.Inputs.Select(i => i.Price)]);

    internal void Save(StateWriter to)
    {
        var d = Definition;
        to.String(d.Code); to.Int(d.Version); to.String(d.NameZh); to.String(d.NameEn); to.Date(d.BaseDate);
        to.Decimal(d.BaseValue); to.Int(d.Decimals); to.Int((int)d.Weighting); to.Int((int)d.MissingDay);
        to.Many(d.Constituents, c =>
        {
            to.String(c.Market); to.String(c.Instrument); to.Long(c.Weight.Parts); to.Long(c.BasePrice.FenPerTonne);
        });
        to.String(d.Note); to.String(d.Source);
        to.Int(Last.Version); to.Date(Last.Date); to.Decimal(Last.Exact); to.Decimal(Last.Value);
        to.Many(Last.Inputs, i =>
        {
            to.String(i.Market); to.String(i.Instrument); to.Long(i.Price.FenPerTonne);
            to.Long(i.Reference.FenPerTonne); to.Long(i.Weight); to.Bool(i.Traded);
        });
        to.Date(Latest);
        to.Many(Known, p => to.Long(p.FenPerTonne));
    }

    internal static PublishedIndex Load(StateReader from)
    {
        var (code, version, zh, en, date) =
            (from.String(), from.Int(), from.String(), from.String(), from.Date());
        var (value, decimals, weighting, missing) = (from.Decimal(), from.Int(), (IndexWeighting)from.Int(),
            (MissingDayRule)from.Int());
        var constituents = ImmutableArray.CreateBuilder<IndexBase>();
        from.Many(() => constituents.Add(
            new IndexBase(from.String(), from.String(), new(from.Long()), new(from.Long()))));
        var definition = new IndexDefinition(code, version, zh, en, date, value, decimals, weighting, missing,
            constituents.ToImmutable(), from.String(), from.String());
        var (lastVersion, lastDate, exact, published) =
            (from.Int(), from.Date(), from.Decimal(), from.Decimal());
        var inputs = ImmutableArray.CreateBuilder<IndexInput>();
        from.Many(() => inputs.Add(new IndexInput(from.String(), from.String(), new(from.Long()), new(from.Long()),
            from.Long(), from.Bool())));
        var index = new PublishedIndex(definition,
            new IndexComputed(code, lastVersion, lastDate, exact, published, inputs.ToImmutable()))
        {
            Latest = from.Date(),
        };
        var known = ImmutableArray.CreateBuilder<Price>();
        from.Many(() => known.Add(new(from.Long())));
        index.Known = known.ToImmutable();
        return index;
    }
}
