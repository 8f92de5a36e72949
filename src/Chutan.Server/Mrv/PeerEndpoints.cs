using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Mrv;

/// <param name="Own">The entity the alert is about.</param>
public sealed record PeerPoint(string EntityId, Bilingual Entity, decimal Intensity, decimal? Z, bool Own);

/// <summary>Who is compared, and between which intensities nobody is asked about.</summary>
/// <param name="Unit">Of the intensity, such as tCO2/t.</param>
/// <param name="Least">Null when all are the same, or no limit is adopted.</param>
public sealed record PeerAnswer(string Sector, string Products, string Unit, int Year, decimal Median,
    decimal LowerQuartile, decimal UpperQuartile, decimal? Least, decimal? Most, IReadOnlyList<PeerPoint> Peers,
    AsOf AsOf);

/// <summary>同行比较图: the entity of an alert among those of its sector that make the same.</summary>
internal static class PeerEndpoints
{
    private const int Digits = 6;

    /// <summary>Of a standard deviation, in median absolute deviations of a normal distribution.</summary>
    private const double Consistency = 0.6745;

    public static void MapPeers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/mrv/alerts/{number:int}/peers", PeersAsync).Produces<PeerAnswer>()
            .WithSummary("The intensities of an alert's entity and its peers; for the authority and auditors.");

    private static async Task<IResult> PeersAsync(int number, HttpContext context, IMarket market)
    {
        var (actor, asOf) = (Caller.Required(context), await AsOfs.NowAsync(market));
        return Results.Json(await market.AskAsync(s =>
        {
            if (!CheckEndpoints.IsInside(actor) || s.Mrv.Checks.Find(number) is not { } alert)
                throw RefusedException.NotFound();
            var group = PeerComparison.Groups(QualityPicture.Totals(alert.Hit.Year, s.Mrv))
                .FirstOrDefault(g => g.Peers.Any(p => p.Participant == alert.Hit.Participant));
            return group is null ? throw RefusedException.NotFound() : Answer(group, alert, s, asOf);
        }), Json.Options);
    }

    private static PeerAnswer Answer(PeerGroup group, QualityAlert alert, MarketState state, AsOf asOf)
    {
        var sorted = group.Peers.OrderBy(p => p.Intensity).ToList();
        var limit = new RuleReader(state.Rulebook).Get(QualityKeys.Z408, alert.Hit.Year).ToDecimal();
        var (least, most) = limit > 0 ? Between([.. sorted.Select(p => p.Intensity)], limit) : (null, null);
        return new PeerAnswer(group.Sector, group.Products, group.Unit.Length == 0 ? "tCO2" : $"tCO2/{group.Unit}",
            alert.Hit.Year.Year, At(sorted, 0.5m), At(sorted, 0.25m), At(sorted, 0.75m), least, most,
            [.. sorted.Select(p => new PeerPoint(p.Participant.ToString(), MeasureRows.Name(p.Participant, state),
                decimal.Round(p.Intensity, Digits), p.Z, p.Participant == alert.Hit.Participant))], asOf);
    }

    /// <summary>A quantile, between neighbours in proportion.</summary>
    private static decimal At(List<Peer> sorted, decimal share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var next = Math.Min(below + 1, sorted.Count - 1);
        return decimal.Round(sorted[below].Intensity
            + (sorted[next].Intensity - sorted[below].Intensity) * (place - below), Digits);
    }

    /// <summary>The intensities whose robust z is the limit, on both sides. Only the picture goes by them; what is
    /// decided goes by exact figures.</summary>
    private static (decimal? Least, decimal? Most) Between(decimal[] sorted, decimal limit)
    {
        var logarithms = sorted.Select(v => Math.Log((double)v)).ToArray();
        var median = Median(logarithms);
        var spread = Median([.. logarithms.Select(v => Math.Abs(v - median)).Order()]);
        if (spread <= 0) return (null, null);
        var reach = (double)limit * spread / Consistency;
        return (decimal.Round((decimal)Math.Exp(median - reach), Digits),
            decimal.Round((decimal)Math.Exp(median + reach), Digits));
    }

    private static double Median(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
        : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
}
