using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;

namespace Chutan.Server.Mrv;

/// <summary>The page on which fields stand that an alert is about.</summary>
public enum AlertPage
{
    Month,
    Year,
    Plan,
    Report,
    Contracts,
    Verification,
}

/// <summary>A page and the fields on it, as the page names them.</summary>
/// <param name="Month">1 to 12; zero where the page is not of a month.</param>
public sealed record AlertLink(AlertPage Page, int Month, IReadOnlyList<string> Places);

/// <summary>从预警到字段: the pages and fields an alert is about.</summary>
internal static class AlertLinks
{
    private const string Consultant = "consultant";
    private const string Months = "months";

    /// <summary>Fields of an annual report, as its page names them.</summary>
    private static readonly ImmutableArray<string> OfReport =
        ["total", "lines", "outputs", "quantity", "filed", "verified", "corrections"];

    public static IReadOnlyList<AlertLink> Of(QualityAlert alert, MarketState state)
    {
        var (hit, links) = (alert.Hit, new List<AlertLink>());
        if (alert.Verification is not null) return [new AlertLink(AlertPage.Verification, 0, [])];
        if (hit.Words.FirstOrDefault(w => w.Name == "parameters") is not null)
            links.Add(new AlertLink(AlertPage.Plan, 0, [.. Parameters(hit, state)]));
        if (hit.Fields.Contains(Consultant)) links.Add(new AlertLink(AlertPage.Contracts, 0, [hit.Subject]));
        var ofReport = hit.Month == 0 ? hit.Fields.Where(f => OfReport.Contains(f)).ToList() : [];
        if (ofReport.Count > 0) links.Add(new AlertLink(AlertPage.Report, 0, ofReport));
        if (hit.Month > 0)
            links.Add(new AlertLink(AlertPage.Month, hit.Month, Places(hit, hit.Month, state)));
        else if (hit.Fields.Contains(Months)) links.Add(new AlertLink(AlertPage.Year, 0, [Months]));
        else if (hit.Fields.Any(f => !OfReport.Contains(f)))
            for (var month = 1; month <= 12; month++)
                if (Places(hit, month, state) is { Count: > 0 } places)
                    links.Add(new AlertLink(AlertPage.Month, month, places));
        return links.Count > 0 ? links : [new AlertLink(AlertPage.Report, 0, hit.Fields)];
    }

    private static IReadOnlyList<string> Places(CheckHit hit, int month, MarketState state) =>
        state.Mrv.Months.Find(hit.Participant, hit.Year, month) is { } record
            ? HitPlaces.In(hit, record.Content) : [];

    /// <summary>The parameters of the plan that have no value in the month.</summary>
    private static IEnumerable<string> Parameters(CheckHit hit, MarketState state) =>
        hit.Words.Where(w => w.Name == "parameters").SelectMany(w => w.Text.Split('、'))
            .Where(id => id.Length > 0 && state.Mrv.Plans.Versions(hit.Participant).Any(p =>
                p.Content.Parameters.Any(q => q.Id == id)));
}
