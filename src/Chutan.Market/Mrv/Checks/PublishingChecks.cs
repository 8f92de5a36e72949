using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>发布校核规则: puts a version of the catalogue of checks into force. From then on it never changes; another
/// content needs another version. Alerts keep the version they were raised under.</summary>
/// <param name="Content">The canonical document.</param>
/// <param name="Reason">Why this version is put into force.</param>
[Wire("mrv.publish-checks"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record PublishChecks(string Content, string Reason) : Command;

public abstract record QualityEvent : MrvEvent;

[Wire("mrv.checks-published")]
public sealed record ChecksPublished(string Catalogue, string Version, string Hash, string Content, string Reason)
    : QualityEvent;

/// <summary>A published version of the catalogue.</summary>
public sealed record PublishedChecks(string Version, string Hash, string Content, string Reason, Instant At,
    long Position);

/// <summary>校核规则的发布.</summary>
internal static class PublishingChecks
{
    private const int LongestContent = 1_000_000;

    public static Decision Decide(PublishChecks command, ChecksState checks)
    {
        if (string.IsNullOrWhiteSpace(command.Reason))
            return QualityRefusals.ReasonNeeded.With(QualityRefusals.Quality);
        var faults = new Faults();
        if (command.Content.Length > LongestContent)
            return QuantificationRefusals.BadDocument.With(QualityRefusals.Quality,
                ("problem", $"> {Text.Of(LongestContent)}"));
        var catalogue = CheckCatalogue.FromContent(command.Content, faults);
        if (catalogue is null) return faults.Sorted[0].ToRefusal(QualityRefusals.Quality);
        return checks.Versions.Any(v => v.Version == catalogue.Version)
            ? QualityRefusals.VersionTaken.With(QualityRefusals.Quality, ("version", catalogue.Version))
            : Decision.Accept(new ChecksPublished(catalogue.Id, catalogue.Version, catalogue.Hash, catalogue.Content,
                command.Reason.Trim()));
    }
}
