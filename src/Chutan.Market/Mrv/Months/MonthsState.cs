namespace Chutan.Market.Mrv;

/// <summary>Where something was used: whose month.</summary>
public readonly record struct MonthUse(ParticipantId Participant, ComplianceYear Year, int Month)
    : IComparable<MonthUse>
{
    public int CompareTo(MonthUse other) => Participant != other.Participant
        ? Participant.CompareTo(other.Participant)
        : Year != other.Year ? Year.CompareTo(other.Year) : Month.CompareTo(other.Month);
}

/// <summary>Every month's evidence of every entity, in all its revisions, and where reports and files were used.
/// </summary>
public sealed class MonthsState
{
    private readonly SortedDictionary<MonthUse, ImmutableArray<MonthRecord>> months = [];
    private readonly SortedDictionary<MonthUse, ImmutableArray<CorrectionRequest>> corrections = [];
    private readonly Dictionary<string, ImmutableArray<MonthUse>> labReports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<MonthUse>> documents = new(StringComparer.Ordinal);

    /// <summary>The newest revision; null when nothing was filed.</summary>
    public MonthRecord? Find(ParticipantId participant, ComplianceYear year, int month) =>
        Revisions(participant, year, month) is [.., var newest] ? newest : null;

    /// <summary>Every revision, earliest first.</summary>
    public ImmutableArray<MonthRecord> Revisions(ParticipantId participant, ComplianceYear year, int month) =>
        months.GetValueOrDefault(new MonthUse(participant, year, month), []);

    /// <summary>The newest revision of each of an entity's months of a year, January first.</summary>
    public IEnumerable<MonthRecord> OfYear(ParticipantId participant, ComplianceYear year)
    {
        for (var month = 1; month <= 12; month++)
            if (Find(participant, year, month) is { } record) yield return record;
    }

    /// <summary>The newest revision of one month of every entity that filed it, by entity.</summary>
    public IEnumerable<MonthRecord> OfMonth(ComplianceYear year, int month) =>
        Newest.Where(m => m.Year == year && m.Month == month);

    /// <summary>The newest revisions of all of an entity's months, earliest first.</summary>
    public IEnumerable<MonthRecord> Of(ParticipantId participant) => Newest.Where(m => m.Participant == participant);

    /// <summary>The newest revision of every month, by entity, year and month.</summary>
    public IEnumerable<MonthRecord> Newest => months.Values.Select(revisions => revisions[^1]);

    /// <summary>Every request to correct a month, earliest first.</summary>
    public ImmutableArray<CorrectionRequest> Corrections(ParticipantId participant, ComplianceYear year, int month) =>
        corrections.GetValueOrDefault(new MonthUse(participant, year, month), []);

    /// <summary>Every request of every month, by entity and month.</summary>
    public IEnumerable<CorrectionRequest> AllCorrections => corrections.Values.SelectMany(c => c);

    /// <summary>The request the authority has still to decide on.</summary>
    public CorrectionRequest? Pending(ParticipantId participant, ComplianceYear year, int month) =>
        Corrections(participant, year, month).LastOrDefault(c => c.State == CorrectionState.Requested);

    /// <summary>The months in which a laboratory report of this number was filed, in any revision, in their order of
    /// filing.</summary>
    public ImmutableArray<MonthUse> UsesOfReport(string number) => labReports.GetValueOrDefault(number, []);

    /// <summary>The months in which a file backs something, in any revision, in their order of filing.</summary>
    public ImmutableArray<MonthUse> UsesOfDocument(string hash) => documents.GetValueOrDefault(hash, []);

    internal void Apply(MonthEvent happened)
    {
        switch (happened)
        {
            case MonthFiled e: Add(e.Record); break;
            case MonthChecked e:
                Change(e.Participant, e.Year, e.Month, r => r with
                {
                    State = e.To,
                    Checks = [.. r.Checks, e.Check],
                    Remarks = e.Check.Passed ? r.Remarks : e.Check.Reason,
                });
                break;
            case MonthAccepted e:
                Change(e.Participant, e.Year, e.Month, r => r with { State = MonthState.Accepted });
                break;
            case MonthReturned e:
                Change(e.Participant, e.Year, e.Month, r => r with
                { State = MonthState.Returned, Remarks = e.Reason });
                break;
            case CorrectionRequested e:
                Keep(e.Correction);
                break;
            case CorrectionDecided e:
                Decided(e);
                if (e.Record is { } record) Add(record);
                break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(months.Values, revisions => to.Many(revisions, r => MonthSnapshot.Write(to, r)));
        to.Many(corrections.Values, all => to.Many(all, c => MonthSnapshot.Write(to, c)));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => from.Many(() => Add(MonthSnapshot.Read(from))));
        from.Many(() => from.Many(() => Keep(MonthSnapshot.ReadCorrection(from))));
    }

    private void Keep(CorrectionRequest correction)
    {
        var use = new MonthUse(correction.Participant, correction.Year, correction.Month);
        corrections[use] = [.. corrections.GetValueOrDefault(use, []), correction];
    }

    private void Decided(CorrectionDecided e)
    {
        var use = new MonthUse(e.Participant, e.Year, e.Month);
        var all = corrections[use];
        corrections[use] = all.SetItem(e.Number - 1, all[e.Number - 1] with
        { State = e.Approved ? CorrectionState.Approved : CorrectionState.Refused, Decision = e.Reason });
    }

    private void Add(MonthRecord record)
    {
        var use = new MonthUse(record.Participant, record.Year, record.Month);
        months[use] = [.. months.GetValueOrDefault(use, []), record];
        foreach (var report in record.Content.LabReports) Note(labReports, report.Number, use);
        foreach (var hash in record.Content.Documents()) Note(documents, hash, use);
    }

    private void Change(ParticipantId participant, ComplianceYear year, int month,
        Func<MonthRecord, MonthRecord> change)
    {
        var use = new MonthUse(participant, year, month);
        var revisions = months[use];
        months[use] = revisions.SetItem(revisions.Length - 1, change(revisions[^1]));
    }

    private static void Note(Dictionary<string, ImmutableArray<MonthUse>> index, string key, MonthUse use)
    {
        var uses = index.GetValueOrDefault(key, []);
        if (!uses.Contains(use)) index[key] = [.. uses, use];
    }
}
