namespace Chutan.Market.Quantification;

/// <summary>发布方法学: puts one version of a methodology into the market's journal, factor values and worked examples
/// included. From then on it never changes; another content needs another version.</summary>
/// <param name="Content">The canonical document.</param>
/// <param name="Reason">Why values without a source are adopted; needed when the methodology has any.</param>
[Wire("quantification.publish-methodology"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record PublishMethodology(string Content, string Reason) : Command;

/// <summary>选用方法学: which published version reports of a sector use, for which years and under which regime.
/// </summary>
[Wire("quantification.select-methodology"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record SelectMethodology(string Regime, string Sector, int FromYear, int? ThroughYear,
    string Methodology, string Version, string Basis) : Command;

[Wire("quantification.methodology-published")]
public sealed record MethodologyPublished(
    string Methodology, string Version, string Hash, string Content, string Reason) : QuantificationEvent;

[Wire("quantification.methodology-selected")]
public sealed record MethodologySelected(string Regime, string Sector, int FromYear, int? ThroughYear,
    string Methodology, string Version, string Basis) : QuantificationEvent;

/// <summary>方法学的发布与选用.</summary>
internal static class Publishing
{
    private const int LongestContent = 1_000_000;
    private static readonly Citation House = new("Chutan methodology", "publication");

    public static Decision Decide(PublishMethodology command, QuantificationState state)
    {
        if (command.Content.Length > LongestContent)
            return QuantificationRefusals.BadDocument.With(House, ("problem", $"> {Text.Of(LongestContent)}"));
        var faults = new Faults();
        var methodology = Methodology.FromContent(command.Content, faults);
        if (methodology is not null) Calculating.CheckFixtures(methodology, faults);
        if (faults.Any) return faults.Sorted[0].ToRefusal(House);
        var basis = new Citation(methodology!.Head.Source); // read, or there would have been a fault
        if (state.FindPublished(methodology.Id, methodology.Version) is { } before)
            return before.Hash == methodology.Hash
                ? QuantificationRefusals.SameContent.With(basis, ("methodology", methodology.Id),
                    ("version", methodology.Version))
                : QuantificationRefusals.AlreadyPublished.With(basis, ("methodology", methodology.Id),
                    ("version", methodology.Version), ("hash", before.Hash));
        if (methodology.Assumed.ToList() is [var (series, value), ..] assumed
            && string.IsNullOrWhiteSpace(command.Reason))
            return QuantificationRefusals.AssumptionsNotAdopted.With(basis, ("methodology", methodology.Id),
                ("count", assumed.Count), ("example", $"{series.Id} {value.Item} {value.Written}"));
        return Decision.Accept(new MethodologyPublished(methodology.Id, methodology.Version, methodology.Hash,
            methodology.Content, command.Reason.Trim()));
    }

    public static Decision Decide(SelectMethodology command, QuantificationState state)
    {
        var basis = new Citation(command.Basis);
        if (state.Find(command.Methodology, command.Version) is not { } methodology)
            return QuantificationRefusals.UnknownMethodology.With(basis, ("methodology", command.Methodology),
                ("version", command.Version));
        var (from, through) = (methodology.Head.FromYear, methodology.Head.ThroughYear);
        if (command.FromYear < from || (through is { } last && (command.ThroughYear ?? int.MaxValue) > last))
            return QuantificationRefusals.YearOutside.With(basis, ("methodology", command.Methodology),
                ("from", from is { } f ? Text.Of(f) : "…"), ("through", through is { } t ? Text.Of(t) : "…"),
                ("year", command.FromYear < from ? command.FromYear : command.ThroughYear ?? command.FromYear));
        var other = state.RuleSets.Rows.FirstOrDefault(r => r.Regime == command.Regime && r.Sector == command.Sector
            && r.FromYear != command.FromYear && r.FromYear <= (command.ThroughYear ?? int.MaxValue)
            && (r.ThroughYear is not { } end || command.FromYear <= end));
        if (other is not null)
            return QuantificationRefusals.RuleSetOverlap.With(basis, ("sector", command.Sector),
                ("regime", command.Regime), ("year", Math.Max(other.FromYear, command.FromYear)),
                ("first", $"{other.Methodology} {other.Version}"),
                ("second", $"{command.Methodology} {command.Version}"));
        return Decision.Accept(new MethodologySelected(command.Regime, command.Sector, command.FromYear,
            command.ThroughYear, command.Methodology, command.Version, command.Basis));
    }
}
