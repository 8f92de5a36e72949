using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>同行比较: an intensity beside those of the companies of the same sector and unit. A group smaller than the
/// rulebook's least is not shown: single companies could be worked out from it.</summary>
/// <param name="Companies">In the group, the company itself included.</param>
/// <param name="Smallest">The least the rulebook asks for.</param>
/// <param name="Place">1 is the lowest intensity; null when suppressed, as are the quartiles.</param>
public sealed record PeerComparison(ReferenceKind Kind, string Unit, string Sector, Rational Own, int Companies,
    int Smallest, int? Place, Rational? LowerQuartile, Rational? Median, Rational? UpperQuartile)
{
    public bool IsSuppressed => Place is null;
}

/// <summary>同行比较的计算.</summary>
public static class Peers
{
    public static ImmutableArray<PeerComparison> Compare(Inventory inventory, AccountingState state,
        ParticipantsState participants, FootprintBasis basis, int smallest)
    {
        if (participants.Find(inventory.Participant) is not { Sector.Length: > 0 } company) return [];
        var group = state.Inventories.Where(i => i.Participant != company.Id
                && participants.Find(i.Participant)?.Sector == company.Sector)
            .Select(i => state.FindIssued(i.Participant, inventory.Year)).OfType<Inventory>()
            .DistinctBy(i => i.Participant).ToList();
        return
        [
            .. Analysis.Intensities(inventory, state, basis).Where(i => i.Product.Length == 0).Select(own =>
            {
                var values = group.SelectMany(g => Analysis.Intensities(g, state, basis)
                        .Where(i => i.Product.Length == 0 && i.Kind == own.Kind && i.Unit == own.Unit))
                    .Select(i => i.Value).Append(own.Value).Order().ToList();
                var shown = values.Count >= Math.Max(smallest, 1);
                return new PeerComparison(own.Kind, own.Unit, company.Sector, own.Value, values.Count, smallest,
                    shown ? values.IndexOf(own.Value) + 1 : null, Quartile(1), Quartile(2), Quartile(3));

                Rational? Quartile(int quarter) => shown ? At(values, Rational.Of(quarter, 4)) : null;
            }),
        ];
    }

    /// <summary>The value at a share of the way from the least to the most, between neighbours in a straight line.
    /// </summary>
    private static Rational At(List<Rational> sorted, Rational share)
    {
        var place = share * Rational.Of(sorted.Count - 1);
        var below = (int)place.Round(0, RoundingMode.Floor).Numerator;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Rational.Of(below));
    }
}
