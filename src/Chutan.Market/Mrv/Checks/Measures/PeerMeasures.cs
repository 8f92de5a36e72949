using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>同行与机构: one entity among its sector, one laboratory among the others.</summary>
internal static class PeerMeasures
{
    private const int FewestClients = 3;

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Across("peers", ["z", "peers", "intensity"], ["product"], Peers),
        Across("laboratories", ["sigma", "tests", "capacity", "clients"], ["laboratory", "date"], Laboratories),
    ];

    /// <summary>408: the logarithm of emissions per unit made among those who make the same.</summary>
    private static IEnumerable<Measured> Peers(CheckedMarket market)
    {
        foreach (var group in PeerComparison.Groups(market.Reports))
            foreach (var peer in group.Peers)
                yield return new Measured(peer.Participant, 0, "intensity").With("z", peer.Z)
                    .With("peers", group.Peers.Length).With("intensity", decimal.Round(peer.Intensity, 6))
                    .Say("product", $"{group.Sector} {group.Products}");
    }

    /// <summary>312: a laboratory whose clients' carbon lies below that of all others, or that tested more on a day
    /// than it can; said of each of its clients.</summary>
    private static IEnumerable<Measured> Laboratories(CheckedMarket market)
    {
        var tests = market.Reports.SelectMany(r => r.Months.SelectMany(m => m.Content.LabReports)
            .Select(l => (r.Participant, Report: l))).ToList();
        var means = market.Reports.SelectMany(r => r.Months.SelectMany(m => m.Fuels().Where(f => f.IsCoal
                    && f.IsMeasured && f.CarbonPerHeat is not null)
                .Select(f => (r.Participant, f.Kind, f.CarbonPerHeat!.Value,
                    Laboratory: m.Content.LabReports // filtered
                    .FirstOrDefault(l => l.Fuel == f.Kind)?.Accreditation))))
            .Where(x => x.Laboratory is not null)
            .GroupBy(x => (x.Participant, x.Kind, Laboratory: x.Laboratory!)) // filtered above
            .Select(g => (g.Key.Participant, g.Key.Kind, g.Key.Laboratory, Mean: Statistics.Mean([.. g
                .Select(x => x.Value)]))).ToList();
        foreach (var laboratory in tests.GroupBy(t => t.Report.Accreditation, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var day = laboratory.GroupBy(t => t.Report.TestedOn)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First();
            var clients = laboratory.Select(t => t.Participant).Distinct().Order().ToList();
            var sigma = Below(laboratory.Key, means);
            foreach (var client in clients)
                yield return new Measured(client, 0, $"laboratory {laboratory.Key}").With("sigma", sigma)
                    .With("tests", day.Count())
                    .With("capacity", market.Registers.Laboratory(laboratory.Key)?.SamplesPerDay)
                    .With("clients", clients.Count)
                    .Say("laboratory", laboratory.First().Report.Laboratory).Say("date", Text.Of(day.Key));
        }
    }

    /// <summary>How far a laboratory's clients lie below those of the others, in standard deviations of a difference of
    /// means of so many clients; null with too few on either side.</summary>
    private static decimal? Below(string laboratory,
        List<(ParticipantId Participant, string Kind, string Laboratory, decimal Mean)> means)
    {
        decimal? most = null;
        foreach (var kind in means.GroupBy(m => m.Kind, StringComparer.Ordinal))
        {
            var own = kind.Where(m => m.Laboratory == laboratory).Select(m => m.Mean).ToList();
            var others = kind.Where(m => m.Laboratory != laboratory).Select(m => m.Mean).ToList();
            var deviation = Statistics.Deviation(others);
            if (own.Count < FewestClients || others.Count < FewestClients || deviation == 0) continue;
            // Both means are estimates: a laboratory with many of the clients is held against few others.
            var sigma = decimal.Round((Statistics.Mean(others) - Statistics.Mean(own)) / deviation
                * Statistics.SquareRoot((decimal)own.Count * others.Count / (own.Count + others.Count)), 3);
            if (most is null || sigma > most) most = sigma;
        }
        return most;
    }
}
