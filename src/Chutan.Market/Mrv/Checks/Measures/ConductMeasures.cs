using System.Globalization;
using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>核查与咨询行为: whether the verification was done, in time, by people who may do it.</summary>
internal static class ConductMeasures
{
    private const decimal SecondsPerHour = 3600m;

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Report("verification", ["site_days", "photographs", "signed_in", "concluded", "before_site", "hours",
            "findings",
            "open_warnings", "likeness share", "conflicts", "agency_years", "leader_years", "same_person",
            "farthest", "reports"], ["agency"], Verification),
        Report("contracts", ["on_file", "contingent", "same_group"], ["consultant"], Contracts),
    ];

    private static IEnumerable<Measured> Verification(CheckedReport report)
    {
        foreach (var facts in report.Verifications)
        {
            decimal? hours = facts is { EvidenceAt: { } evidence, ConcludedAt: { } concluded }
                ? decimal.Round((concluded - evidence).BclCompatibleTicks / (decimal)NodaConstants.TicksPerSecond
                    / SecondsPerHour, 2) : null;
            yield return new Measured(report.Participant, 0, ConductSubject.Of(facts.Task))
                .With("site_days", facts.SiteDays)
                .With("photographs", facts.Photographs).With("signed_in", facts.SignedIn)
                .With("concluded", facts.ConcludedAt is not null)
                .With("before_site", facts is { ConcludedOn: { } on, SiteThrough: { } left } && on < left)
                .With("hours", hours).With("findings", facts.Findings).With("open_warnings", facts.OpenWarnings)
                .With("likeness", facts.Likeness).With("conflicts", facts.Conflicts)
                .With("agency_years", facts.AgencyYears).With("leader_years", facts.LeaderYears)
                .With("same_person", facts.SamePerson).With("farthest", facts.Farthest)
                .With("reports", facts.ReportsOfPerson).Say("agency", facts.Agency);
        }
    }

    /// <summary>506: a consultant whose fee hangs on a surplus of allowances, or who belongs with the laboratory or the
    /// verifier.</summary>
    private static IEnumerable<Measured> Contracts(CheckedReport report)
    {
        var groups = report.Verifications.SelectMany(v => v.AgencyGroups.Append(v.Agency))
            .Concat(report.Months.SelectMany(m => m.Content.LabReports).Select(l => l.Laboratory))
            .Where(g => g.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var contract in report.Contracts)
            yield return new Measured(report.Participant, 0, $"consultant {contract.Consultant}").With("on_file", 1)
                .With("contingent", contract.Contingent)
                .With("same_group", groups.Contains(contract.Group) || groups.Contains(contract.Consultant))
                .Say("consultant", contract.Consultant);
    }
}

/// <summary>What a check of conduct is about: one verification, by its number.</summary>
internal static class ConductSubject
{
    private const string Word = "verification ";

    public static string Of(int task) => Word + Text.Of(task);

    /// <summary>The verification's number; null when a subject is something else.</summary>
    public static int? TaskOf(string subject) => subject.StartsWith(Word, StringComparison.Ordinal)
        && int.TryParse(subject.AsSpan(Word.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var task)
            ? task : null;
}
