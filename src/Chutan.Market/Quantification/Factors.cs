namespace Chutan.Market.Quantification;

/// <summary>One dated value of a factor series.</summary>
/// <param name="Item">Which fuel, gas or material; empty when the series has only one.</param>
/// <param name="DataYear">The year the value describes.</param>
/// <param name="From">First report year it may be used for.</param>
/// <param name="Value">In base units.</param>
/// <param name="Source">Short id of the source family.</param>
/// <param name="Cite">Where it is written.</param>
public sealed record FactorValue(
    string Item, string Region, int DataYear, int From, int? Through, Rational Value, string Written, string Source,
    string Cite, Standing Standing, string Note);

/// <summary>Values of one factor over items, regions, years and sources.</summary>
public sealed record FactorSeries(
    string Id, string Zh, string En, Unit Unit, ImmutableArray<FactorValue> Values, Place Place)
{
    /// <summary>The one value that a report may use, or the fault that names the gap or the ambiguity. Among the values
    /// whose years of use contain the report's year the newest data year counts; two of that year are ambiguous, and a
    /// disputed value is never taken.</summary>
    public FactorValue? Resolve(FactorSlot slot, string item, string region, int year, Place place, Faults faults)
    {
        var known = Values.Where(v => v.Item == item && v.Region == region
            && (slot.Source.Length == 0 || v.Source == slot.Source)).ToList();
        var usable = known.Where(v => slot.DataYear is { } fixedYear ? v.DataYear == fixedYear
            : v.From <= year && (v.Through is not { } last || year <= last)).ToList();
        var active = usable.Where(v => v.Standing != Standing.Disputed).ToList();
        if (active.Count == 0)
        {
            if (usable.Count > 0)
                faults.Add(QuantificationRefusals.FactorDisputed, place, ("series", Id), ("item", item),
                    ("region", region), ("year", year), ("value", usable[0].Written));
            else
                faults.Add(QuantificationRefusals.FactorGap, place, ("series", Id), ("item", item),
                    ("region", region), ("year", slot.DataYear ?? year), ("source", slot.Source),
                    ("known", Known(item)));
            return null;
        }
        var newest = active.Max(v => v.DataYear);
        var choice = active.Where(v => v.DataYear == newest).ToList();
        if (choice.Count == 1) return choice[0];
        faults.Add(QuantificationRefusals.FactorAmbiguous, place, ("series", Id), ("item", item), ("region", region),
            ("year", newest), ("values", string.Join(", ", choice.Select(v => $"{v.Written} ({v.Source})"))));
        return null;
    }

    private string Known(string item)
    {
        var near = Values.Where(v => v.Item == item)
            .Select(v => $"{v.Region} {Text.Of(v.DataYear)} {v.Source}").Distinct().Order(StringComparer.Ordinal);
        var text = string.Join(", ", near.Take(12));
        return text.Length == 0 ? "—" : text;
    }
}

/// <summary>Where a methodology needs a factor: which series, and which of its values.</summary>
/// <param name="Item">Empty when the formula asks with <c>lookup(slot, code)</c> or the series has one item.</param>
/// <param name="Region"><c>$region</c> stands for the report's own region.</param>
/// <param name="DataYear">Fixed data year; null follows the report's year.</param>
/// <param name="Source">The family to take; empty takes whichever is the only one.</param>
public sealed record FactorSlot(string Name, string Zh, string En, string Series, string Item, string Region,
    int? DataYear, string Source, Place Place)
{
    public const string ReportRegion = "$region";
}
