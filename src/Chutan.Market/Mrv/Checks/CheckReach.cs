using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>校核覆盖: how much there was for a check to look at. A check that never had the figures it asks for has said
/// nothing, and its silence proves nothing.</summary>
/// <param name="Things">Rows, reports, months, years or verifications that gave it an answer, yes or no.</param>
/// <param name="Entities">Whose they are.</param>
public sealed record CheckReach(string Check, int Things, int Entities);

/// <summary>Counts what the checks had to look at.</summary>
internal sealed class ReachCount
{
    private readonly Dictionary<string, int> things = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<ParticipantId>> entities = new(StringComparer.Ordinal);

    public void Add(QualityCheck check, ParticipantId participant)
    {
        things[check.Id] = things.GetValueOrDefault(check.Id) + 1;
        if (!entities.TryGetValue(check.Id, out var whose)) entities.Add(check.Id, whose = []);
        whose.Add(participant);
    }

    /// <summary>Every check of a catalogue in its order, also those that had nothing.</summary>
    public ImmutableArray<CheckReach> Of(CheckCatalogue catalogue) => [.. catalogue.Checks.Select(c =>
        new CheckReach(c.Id, things.GetValueOrDefault(c.Id), entities.GetValueOrDefault(c.Id)?.Count ?? 0))];
}

/// <summary>The figures a condition is asked with; it notes whether one that was measured had a part in the answer.
/// Thresholds, and flags that only say which part of a condition applies, do not count.</summary>
internal sealed class NotedFigures(Dictionary<string, Rational> all, HashSet<string> measured)
    : IReadOnlyDictionary<string, Rational>
{
    private const string Flag = "is_";

    /// <summary>Whether a measured figure was read.</summary>
    public bool Measured { get; private set; }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Rational value)
    {
        if (!all.TryGetValue(key, out value)) return false;
        Measured |= measured.Contains(key) && !key.StartsWith(Flag, StringComparison.Ordinal);
        return true;
    }

    public Rational this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);
    public IEnumerable<string> Keys => all.Keys;
    public IEnumerable<Rational> Values => all.Values;
    public int Count => all.Count;
    public bool ContainsKey(string key) => all.ContainsKey(key);
    public IEnumerator<KeyValuePair<string, Rational>> GetEnumerator() => all.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
