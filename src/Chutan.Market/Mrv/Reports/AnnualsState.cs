namespace Chutan.Market.Mrv;

/// <summary>Every version of every annual report, with what the authority decided about it: extensions, determinations,
/// re-openings; and who was reminded.</summary>
public sealed class AnnualsState
{
    private readonly SortedDictionary<(ParticipantId, ComplianceYear), ImmutableArray<AnnualReport>> reports =
        new(ByEntityAndYear);
    private readonly SortedDictionary<(ParticipantId, ComplianceYear), ReportExtension> extensions =
        new(ByEntityAndYear);
    private readonly SortedDictionary<(ParticipantId, ComplianceYear), LocalDate> reminded = new(ByEntityAndYear);
    private readonly SortedDictionary<(ParticipantId, ComplianceYear), ReportDetermination> determinations =
        new(ByEntityAndYear);
    private readonly SortedDictionary<(ParticipantId, ComplianceYear), ImmutableArray<ReportReopening>> reopenings =
        new(ByEntityAndYear);

    private static Comparer<(ParticipantId, ComplianceYear)> ByEntityAndYear { get; } =
        Comparer<(ParticipantId Entity, ComplianceYear Year)>.Create((a, b) => a.Entity == b.Entity
            ? a.Year.CompareTo(b.Year) : a.Entity.CompareTo(b.Entity));

    /// <summary>Every version of every report, by entity and year.</summary>
    public IEnumerable<AnnualReport> All => reports.Values.SelectMany(v => v);

    /// <summary>All versions, earliest first.</summary>
    public ImmutableArray<AnnualReport> Versions(ParticipantId participant, ComplianceYear year) =>
        reports.GetValueOrDefault((participant, year), []);

    public AnnualReport? Newest(ParticipantId participant, ComplianceYear year) =>
        Versions(participant, year) is [.., var newest] ? newest : null;

    /// <summary>The version that was handed in last; null when none was.</summary>
    public AnnualReport? Submitted(ParticipantId participant, ComplianceYear year) =>
        Versions(participant, year).LastOrDefault(r => r.SubmittedAt is not null);

    public ReportExtension? ExtensionOf(ParticipantId participant, ComplianceYear year) =>
        extensions.GetValueOrDefault((participant, year));

    /// <summary>The deadline an entity was reminded of last; null when it never was.</summary>
    public LocalDate? RemindedOf(ParticipantId participant, ComplianceYear year) =>
        reminded.TryGetValue((participant, year), out var due) ? due : null;

    public ReportDetermination? DeterminationOf(ParticipantId participant, ComplianceYear year) =>
        determinations.GetValueOrDefault((participant, year));

    /// <summary>Every time a report was opened again, earliest first.</summary>
    public ImmutableArray<ReportReopening> Reopenings(ParticipantId participant, ComplianceYear year) =>
        reopenings.GetValueOrDefault((participant, year), []);

    internal void Apply(AnnualEvent happened, EventContext context)
    {
        switch (happened)
        {
            case AnnualReportPrepared e: Add(e.Report); break;
            case AnnualReportSubmitted e:
                Change(e.Participant, e.Year, e.Version, r => r with
                {
                    State = AnnualState.Submitted,
                    Declaration = e.Declaration,
                    ApprovedBy = e.ApprovedBy,
                    SubmittedAt = e.At,
                });
                break;
            case ReportDeadlineExtended e:
                extensions[(e.Participant, e.Year)] = new ReportExtension(e.Participant, e.Year, e.Date, e.Before,
                    e.Decision, context.Date);
                break;
            case ReportReminderSent e: reminded[(e.Participant, e.Year)] = e.Due; break;
            case EmissionsDetermined e:
                determinations[(e.Participant, e.Year)] = new ReportDetermination(e.Participant, e.Year, e.Basis,
                    e.Emissions, e.Decision, context.Date, e.Lines, context.Position);
                break;
            case ReportReopened e:
                reopenings[(e.Participant, e.Year)] = [.. Reopenings(e.Participant, e.Year), new ReportReopening(
                    e.Participant, e.Year, e.Order, e.Reason, e.Fraud, e.Standing, context.Date, null,
                    context.Position)];
                break;
            case EmissionsRestated e:
                var all = Reopenings(e.Participant, e.Year);
                reopenings[(e.Participant, e.Year)] = all.SetItem(all.Length - 1, all[^1] with
                { Restated = e.After, RestatedAt = context.Position });
                break;
            case ReopeningGrounded e:
                var opened = Reopenings(e.Participant, e.Year);
                reopenings[(e.Participant, e.Year)] = opened.SetItem(opened.Length - 1, opened[^1] with
                { Recheck = e.Recheck });
                break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(reports.Values, versions => to.Many(versions, r => AnnualSnapshot.Write(to, r)));
        to.Many(extensions.Values, x => AnnualSnapshot.Write(to, x));
        to.Many(reminded, r =>
        {
            to.Long(r.Key.Item1.Number);
            to.Int(r.Key.Item2.Year);
            to.Date(r.Value);
        });
        to.Many(determinations.Values, d => AnnualSnapshot.Write(to, d));
        to.Many(reopenings.Values, all => to.Many(all, r => AnnualSnapshot.Write(to, r)));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => from.Many(() => Keep(AnnualSnapshot.ReadReport(from))));
        from.Many(() =>
        {
            var extension = AnnualSnapshot.ReadExtension(from);
            extensions.Add((extension.Participant, extension.Year), extension);
        });
        from.Many(() => reminded.Add((new ParticipantId(from.Long()), new ComplianceYear(from.Int())), from.Date()));
        from.Many(() =>
        {
            var determination = AnnualSnapshot.ReadDetermination(from);
            determinations.Add((determination.Participant, determination.Year), determination);
        });
        from.Many(() => from.Many(() =>
        {
            var reopening = AnnualSnapshot.ReadReopening(from);
            reopenings[(reopening.Participant, reopening.Year)] =
                [.. Reopenings(reopening.Participant, reopening.Year), reopening];
        }));
    }

    /// <summary>A new version supersedes the one before, whatever became of it.</summary>
    private void Add(AnnualReport report)
    {
        if (Newest(report.Participant, report.Year) is { } before)
            Change(report.Participant, report.Year, before.Version, r => r with { State = AnnualState.Superseded });
        Keep(report);
    }

    private void Keep(AnnualReport report) =>
        reports[(report.Participant, report.Year)] = [.. Versions(report.Participant, report.Year), report];

    private void Change(ParticipantId participant, ComplianceYear year, int version,
        Func<AnnualReport, AnnualReport> change)
    {
        var all = Versions(participant, year);
        reports[(participant, year)] = all.SetItem(version - 1, change(all[version - 1]));
    }
}
