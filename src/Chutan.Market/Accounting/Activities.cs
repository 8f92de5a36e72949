using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>填报活动数据: the figures of one source for one month; what stood there is replaced. A review of the month
/// falls away.</summary>
[Wire("accounting.record-activity"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RecordActivity(ParticipantId Participant, int Year, int Month, SourceId Source,
    DataQuality Quality, ActivityFigures Given, string Note) : Command, IConcernsParticipant;

/// <summary>删除活动数据: takes a wrong entry out.</summary>
[Wire("accounting.remove-activity"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RemoveActivity(ParticipantId Participant, int Year, int Month, SourceId Source, string Reason)
    : Command, IConcernsParticipant;

[Wire("accounting.activity-recorded")]
public sealed record ActivityRecorded(ParticipantId Participant, int Year, ActivityEntry Entry) : AccountingEvent;

[Wire("accounting.activity-removed")]
public sealed record ActivityRemoved(ParticipantId Participant, int Year, int Month, SourceId Source, string Reason)
    : AccountingEvent;

/// <summary>活动数据.</summary>
internal static class Activities
{
    private const int MostFigures = 12;
    private const int MostEvidence = 20;
    private const int LongestValue = 24;
    private const int LongestReference = 80;

    /// <param name="isReplaced">Tells the entries that fall away together with this one, so that what they used is
    /// free; none by default.</param>
    public static Decision Decide(RecordActivity command, CommandContext context, AccountingState state, MrvState mrv,
        QuantificationState methods, Func<CertificateUse, bool>? isReplaced = null)
    {
        if (ToEdit(command.Participant, command.Year, command.Month, state, out var inventory) is { } problem)
            return problem;
        if (new LocalDate(command.Year, command.Month, 1) > context.Date)
            return AccountingRefusals.FutureMonth.With(AccountingRefusals.Inventory,
                ("month", Inventory.MonthText(command.Year, command.Month)));
        if (state.Find(command.Source, command.Participant) is not { } source)
            return AccountingRefusals.UnknownSource.With(AccountingRefusals.Inventory, ("source", command.Source));
        if (!IsDue(source, command.Year, command.Month, state))
            return AccountingRefusals.NotRunning.With(AccountingRefusals.Inventory, ("source", source.NameZh),
                ("month", Inventory.MonthText(command.Year, command.Month)));
        var given = command.Given;
        if (given.Figures.Length > MostFigures || given.StatedFactors.Length > MostFigures
            || given.Evidence.Length > MostEvidence || given.Certificates.Length > MostEvidence
            || given.Figures.Concat(given.StatedFactors).Any(f => f.Value.Length > LongestValue)
            || !Enum.IsDefined(command.Quality) || !Wording.IsNote(command.Note))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "figures"));
        if (EvidenceProblem(command, source, mrv) is { } unproven) return unproven;
        var entry = new ActivityEntry(source.Id, command.Month, command.Quality, given, command.Note.Trim(), [], "0",
            "", "", context.Actor.User, context.At);
        var faults = new Faults();
        if (Again(entry, inventory!, state, methods, faults) is not { } worked)
            return faults.Sorted[0].ToRefusal(AccountingRefusals.Inventory);
        return CertificateProblem(command, source, state, methods, isReplaced) is { } uncertified ? uncertified
            : Decision.Accept(new ActivityRecorded(command.Participant, command.Year, worked));
    }

    public static Decision Decide(RemoveActivity command, AccountingState state)
    {
        if (ToEdit(command.Participant, command.Year, command.Month, state, out var inventory) is { } problem)
            return problem;
        if (!Wording.IsReason(command.Reason))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "reason"));
        return inventory!.Find(command.Month, command.Source) is null
            ? AccountingRefusals.NoEntry.With(AccountingRefusals.Inventory, ("source", command.Source),
                ("month", Inventory.MonthText(command.Year, command.Month)))
            : Decision.Accept(new ActivityRemoved(command.Participant, command.Year, command.Month, command.Source,
                command.Reason.Trim()));
    }

    /// <summary>Whether a source must have figures in a month: it runs, and its site is held.</summary>
    public static bool IsDue(EmissionSource source, int year, int month, AccountingState state) =>
        source.RunsIn(year, month)
        && state.Find(source.Site, source.Participant)?.In(year, month) is { IsActive: true };

    /// <summary>Works an entry out once more under an inventory's settings; null with the faults noted.</summary>
    public static ActivityEntry? Again(ActivityEntry entry, Inventory inventory, AccountingState state,
        QuantificationState methods, Faults faults)
    {
        var (methodology, calculation) = Calculate(entry.Source, entry.Month, entry.Given, inventory, state, methods,
            faults);
        if (calculation is null) return null;
        if (calculation.Checks.FirstOrDefault(c => !c.Holds && c.Severity == CheckSeverity.Block) is { } check)
        {
            faults.Add(AccountingRefusals.CheckFailed, new Place("activity"), ("check", check.Zh), ("in", check.En));
            return null;
        }
        var result = SourceMethods.ResultOf(methodology, calculation);
        return entry with
        {
            Gases = result.Gases,
            Quantity = result.Quantity,
            Unit = result.Unit,
            TraceHash = calculation.TraceHash,
        };
    }

    /// <summary>The calculation of a source's month, with its trace.</summary>
    public static (Methodology Methodology, Calculation? Calculation) Calculate(SourceId sourceId, int month,
        ActivityFigures given, Inventory inventory, AccountingState state, QuantificationState methods, Faults faults)
    {
        var source = state.Find(sourceId, inventory.Participant)!; // an entry is only taken for a known source
        var site = state.Find(source.Site, inventory.Participant)!; // and a source only at a known site
        var methodology = methods.Find(source.Methodology, source.Version)!; // and only with a published methodology
        return (methodology, SourceMethods.Run(methodology, source, site.Region, inventory.Year, month,
            inventory.Warming, given, faults));
    }

    /// <summary>What stands against changing a month; null with the inventory when nothing does.</summary>
    public static Refusal? ToEdit(
        ParticipantId company, int year, int month, AccountingState state, out Inventory? inventory)
    {
        inventory = state.Find(company, year);
        if (inventory is null) return AccountingRefusals.NoInventory.With(AccountingRefusals.Inventory, ("year", year));
        if (month is < 1 or > Inventory.MonthsOfYear)
            return AccountingRefusals.BadMonth.With(AccountingRefusals.Inventory, ("month", month));
        return inventory.Month(month).LockedBy is null ? null : AccountingRefusals.MonthLocked(inventory, month);
    }

    /// <summary>Measured figures need a document; every document named must have been filed by this company.</summary>
    private static Refusal? EvidenceProblem(RecordActivity command, EmissionSource source, MrvState mrv)
    {
        foreach (var hash in command.Given.Evidence)
            if (mrv.Documents.Find(command.Participant, hash) is null)
                return AccountingRefusals.UnknownEvidence.With(AccountingRefusals.Records, ("hash", hash));
        return command.Quality == DataQuality.Measured && command.Given.Evidence.IsEmpty
            ? AccountingRefusals.NoEvidence.With(AccountingRefusals.Records, ("source", source.NameZh))
            : null;
    }

    /// <summary>Power counted as green needs certificates for just as much, none of them used elsewhere.</summary>
    private static Refusal? CertificateProblem(RecordActivity command, EmissionSource source, AccountingState state,
        QuantificationState methods, Func<CertificateUse, bool>? isReplaced)
    {
        var certified = SourceMethods.CertifiedOf(methods.Find(source.Methodology, source.Version)!); // was found
        var given = command.Given;
        var figure = given.Figures.FirstOrDefault(f => f.Name == certified?.Name);
        var claimed = figure is null || certified is null ? Rational.Zero : InUnit(figure, certified);
        var covered = Rational.Of(given.Certificates.Sum(c => c.Quantity));
        if (given.Certificates.Any(c => c.Quantity <= 0 || c.Reference is not { Length: > 0 and <= LongestReference })
            || covered != claimed)
            return AccountingRefusals.CertificatesDiffer.With(AccountingRefusals.Inventory,
                ("claimed", claimed.Shown(3)), ("covered", covered.Shown(3)));
        foreach (var certificate in given.Certificates)
        {
            if (given.Certificates.Count(c => c.Reference == certificate.Reference) > 1
                || state.UserOf(certificate.Reference) is { } used
                    && used != (command.Participant, command.Year, command.Month, source.Id)
                    && isReplaced?.Invoke(used) != true)
                return AccountingRefusals.CertificateUsed.With(AccountingRefusals.Inventory,
                    ("reference", certificate.Reference));
        }
        return null;
    }

    /// <summary>A given figure in megawatt-hours, as the calculation took it.</summary>
    private static Rational InUnit(ActivityFigure figure, InputDefinition certified)
    {
        var number = Rational.TryParse(figure.Value.Trim(), out var read) ? read : Rational.Zero;
        var scale = figure.Unit.Trim().Length == 0 ? certified.Unit.Scale : Unit.Find(figure.Unit)!.Scale; // was read
        return number * scale / certified.Unit.Scale;
    }
}
