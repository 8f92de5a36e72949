using Chutan.Engine.Records;
using Chutan.Market.Disclosure;
using Chutan.Market.Kernel;

namespace Chutan.Server.Disclosure;

/// <summary>One version of an index, and the decision that published it.</summary>
public sealed record DefinedVersion(IndexDefinition Definition, LocalDate Published, long Position);

/// <summary>One day of an index: its value and what it was computed from; no value on a day skipped.</summary>
public sealed record IndexDay(LocalDate Date, int Version, decimal? Value, decimal? Exact,
    ImmutableArray<IndexInput> Inputs, long Position);

/// <summary>指数序列: every definition and every value of the indices, with their place in the journal.</summary>
public sealed class IndexSeries
{
    private readonly Lock changing = new();
    private readonly SortedDictionary<string, (List<DefinedVersion> Versions, List<IndexDay> Days)> indices =
        new(StringComparer.Ordinal);

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events)
                switch (happened)
                {
                    case IndexDefined e: Define(e.Definition, record); break;
                    case IndexComputed e:
                        indices[e.Code].Days.Add(new IndexDay(e.Date, e.Version, e.Value, e.Exact, e.Inputs,
                            record.Position));
                        break;
                    case IndexSkipped e:
                        indices[e.Code].Days.Add(new IndexDay(e.Date, e.Version, null, null, e.Inputs,
                            record.Position));
                        break;
                }
    }

    public IReadOnlyList<string> Codes()
    {
        lock (changing) return [.. indices.Keys];
    }

    /// <summary>Definitions and days of an index, oldest first; null for an unknown code.</summary>
    public (IReadOnlyList<DefinedVersion> Versions, IReadOnlyList<IndexDay> Days)? Find(string code)
    {
        lock (changing)
            return indices.TryGetValue(code, out var index)
                ? (index.Versions.ToArray(), index.Days.ToArray())
                : null;
    }

    private void Define(IndexDefinition definition, MarketRecord record)
    {
        if (!indices.TryGetValue(definition.Code, out var index))
            indices.Add(definition.Code, index = ([], []));
        index.Versions.Add(new DefinedVersion(definition, record.Date, record.Position));
    }
}
