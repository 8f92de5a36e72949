namespace Chutan.Market.Mrv;

/// <summary>One entity among those it is held against.</summary>
/// <param name="Intensity">Emissions per unit made.</param>
/// <param name="Z">Robust z of the logarithm; null when all are the same.</param>
public sealed record Peer(ParticipantId Participant, decimal Intensity, decimal? Z);

/// <summary>同行: entities of one sector that make the same products.</summary>
/// <param name="Unit">Of what is made; empty when the products have no unit in common.</param>
public sealed record PeerGroup(string Sector, string Products, string Unit, ImmutableArray<Peer> Peers);

/// <summary>同行比较: puts together who can be compared by emissions per unit made. Who makes something more or something
/// else stands in another group: its emissions are for all that it makes.</summary>
public static class PeerComparison
{
    private const int Digits = 3;

    public static ImmutableArray<PeerGroup> Groups(IEnumerable<CheckedReport> reports) =>
    [
        .. reports.Where(r => r.Annual?.Intensity is > 0)
            .Select(r => (Report: r, Annual: r.Annual!, Intensity: r.Annual!.Intensity!.Value)) // has an intensity
            .GroupBy(r => (r.Report.Sector, r.Annual.Products)).OrderBy(g => g.Key.Sector, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Products, StringComparer.Ordinal).Select(g =>
            {
                var logarithms = g.Select(r => Statistics.Logarithm(r.Intensity)).ToList();
                var units = g.SelectMany(r => r.Annual.Outputs).Select(o => o.Unit).Distinct().ToList();
                return new PeerGroup(g.Key.Sector, g.Key.Products, units is [var unit] ? unit : "",
                    [.. g.Select(r => new Peer(r.Report.Participant, r.Intensity, Robust(r.Intensity, logarithms)))]);
            }),
    ];

    private static decimal? Robust(decimal intensity, List<decimal> logarithms) =>
        Statistics.RobustZ(Statistics.Logarithm(intensity), logarithms) is { } z ? decimal.Round(z, Digits) : null;
}
