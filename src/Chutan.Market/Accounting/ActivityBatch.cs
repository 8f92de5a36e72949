using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>The figures of one source for one month, as one line of a batch.</summary>
public sealed record ActivityLine(int Month, SourceId Source, DataQuality Quality, ActivityFigures Given, string Note);

/// <summary>批量填报活动数据: many sources and months of a year at once, as from a filled workbook. All of them are taken
/// or none is.</summary>
[Wire("accounting.record-activities"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RecordActivities(ParticipantId Participant, int Year, ImmutableArray<ActivityLine> Lines)
    : Command, IConcernsParticipant;

/// <summary>活动数据批次.</summary>
internal static class ActivityBatch
{
    private const int MostLines = 1200;

    public static Decision Decide(RecordActivities command, CommandContext context, AccountingState state,
        MrvState mrv, QuantificationState methods)
    {
        var lines = command.Lines;
        if (lines.IsDefaultOrEmpty || lines.Length > MostLines)
            return AccountingRefusals.BadBatch.With(AccountingRefusals.Inventory,
                ("lines", lines.IsDefault ? 0 : lines.Length), ("most", MostLines));
        var replaced = new HashSet<CertificateUse>();
        foreach (var line in lines)
            if (!replaced.Add(Use(command, line)))
                return AccountingRefusals.LineTwice.With(AccountingRefusals.Inventory, ("source", line.Source),
                    ("month", Inventory.MonthText(command.Year, line.Month)));
        var references = new HashSet<string>(StringComparer.Ordinal);
        foreach (var certificate in lines.SelectMany(l => l.Given.Certificates))
            if (!references.Add(certificate.Reference))
                return AccountingRefusals.CertificateUsed.With(AccountingRefusals.Inventory,
                    ("reference", certificate.Reference));
        var events = new List<Event>(lines.Length);
        foreach (var line in lines)
        {
            var single = new RecordActivity(command.Participant, command.Year, line.Month, line.Source, line.Quality,
                line.Given, line.Note);
            switch (Activities.Decide(single, context, state, mrv, methods, replaced.Contains))
            {
                case Decision.Accepted accepted: events.AddRange(accepted.Events); break;
                case var refused: return refused;
            }
        }
        return Decision.Accept(events);
    }

    private static CertificateUse Use(RecordActivities command, ActivityLine line) =>
        new(command.Participant, command.Year, line.Month, line.Source);
}
