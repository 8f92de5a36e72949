using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>The catalogue of checks in force and its earlier versions, what they compare with, and every
/// alert.</summary>
public sealed class ChecksState
{
    private readonly List<PublishedChecks> versions = [];
    private readonly List<QualityAlert> alerts = [];
    private readonly List<ReplayRecord> replays = [];
    private readonly SortedDictionary<string, Laboratory> laboratories = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LabReport> copies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DocumentTraits> traits = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, FileFacts> read = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(ParticipantId Participant, int Year), ImmutableArray<ComparisonFigure>>
        comparisons = [];
    private readonly SortedDictionary<(ParticipantId Participant, int Year), ImmutableArray<ServiceContract>>
        contracts = [];

    // Found again from the alerts whenever a snapshot is read.
    private readonly Dictionary<AlertSubject, int> latest = [];
    private readonly Dictionary<(ParticipantId Participant, int Year), List<int>> byEntity = [];
    private readonly HashSet<(string Check, ParticipantId Participant, int Year)> suppressed = [];

    /// <summary>Every version published, earliest first.</summary>
    public IReadOnlyList<PublishedChecks> Versions => versions;

    /// <summary>The version in force; null before the first.</summary>
    public CheckCatalogue? Catalogue { get; private set; }

    public IReadOnlyList<QualityAlert> Alerts => alerts;
    public IReadOnlyList<ReplayRecord> Replays => replays;
    public IReadOnlyCollection<Laboratory> Laboratories => laboratories.Values;

    /// <summary>Figures of other offices, by entity and year.</summary>
    public IEnumerable<ComparisonFigure> AllComparisons => comparisons.Values.SelectMany(c => c);

    /// <summary>Contracts with consultants, by entity and year.</summary>
    public IEnumerable<ServiceContract> AllContracts => contracts.Values.SelectMany(c => c);

    public QualityAlert? Find(int number) => number >= 1 && number <= alerts.Count ? alerts[number - 1] : null;

    /// <summary>All alerts about one entity's year, earliest first.</summary>
    public IEnumerable<QualityAlert> Of(ParticipantId participant, ComplianceYear year) =>
        byEntity.GetValueOrDefault((participant, year.Year), []).Select(n => alerts[n - 1]);

    /// <summary>The last alert on the same thing; null when there was none.</summary>
    public QualityAlert? Latest(AlertSubject subject) => latest.TryGetValue(subject, out var number)
        ? alerts[number - 1] : null;

    public bool IsSuppressed(CheckHit hit) => suppressed.Contains((hit.Check, hit.Participant, hit.Year.Year));

    public Laboratory? Laboratory(string accreditation) => laboratories.GetValueOrDefault(accreditation);
    /// <summary>Whether any laboratory has sent its own register.</summary>
    public bool HasCopies => copies.Count > 0;

    public LabReport? Copy(string number) => copies.GetValueOrDefault(number);

    /// <summary>What a file says about itself: as read from it, else as noted by hand.</summary>
    public FileFacts? Traits(string hash) => read.TryGetValue(hash, out var facts) ? facts
        : traits.TryGetValue(hash, out var noted) ? new FileFacts(noted.CreatedOn, null, "", noted.Software) : null;

    public ImmutableArray<ComparisonFigure> Comparisons(ParticipantId participant, ComplianceYear year) =>
        comparisons.GetValueOrDefault((participant, year.Year), []);

    public ImmutableArray<ServiceContract> Contracts(ParticipantId participant, ComplianceYear year) =>
        contracts.GetValueOrDefault((participant, year.Year), []);

    /// <summary>How often a check was raised, and how often for nothing.</summary>
    public CheckRecord Record(string check)
    {
        var (raised, open) = (0, 0);
        Span<int> became = stackalloc int[Enum.GetValues<AlertOutcome>().Length];
        foreach (var alert in alerts)
        {
            if (alert.Hit.Check != check) continue;
            raised++;
            if (alert.Outcome is { } outcome) became[(int)outcome]++;
            else open++;
        }
        return new CheckRecord(raised, open, became[(int)AlertOutcome.Explained],
            became[(int)AlertOutcome.Suppressed], became[(int)AlertOutcome.Confirmed],
            became[(int)AlertOutcome.Corrected], became[(int)AlertOutcome.Escalated]);
    }

    internal void Apply(QualityEvent happened, EventContext context)
    {
        switch (happened)
        {
            case ChecksPublished e:
                Publish(new PublishedChecks(e.Version, e.Hash, e.Content, e.Reason, context.At, context.Position));
                break;
            case LaboratoryRegistered e: laboratories[e.Laboratory.Accreditation] = e.Laboratory; break;
            case LabCopiesImported e:
                foreach (var copy in e.Reports) copies[copy.Number] = copy;
                break;
            case DocumentsNoted e:
                foreach (var document in e.Documents) traits[document.Hash] = document;
                break;
            case DocumentRead e: read[e.Hash] = e.Facts; break;
            case ComparisonsRecorded e:
                foreach (var figure in e.Figures) Take(figure);
                break;
            case ContractFiled e:
                var key = (e.Contract.Participant, e.Contract.Year.Year);
                contracts[key] = [.. contracts.GetValueOrDefault(key, [])
                    .Where(c => c.Consultant != e.Contract.Consultant), e.Contract];
                break;
            case QualityAlertRaised e:
                Enter(new QualityAlert(e.Alert, e.Hit, e.Version, e.Origin, context.At, e.Follows,
                    QualityAlertState.Open, "", null, "", null, null, context.Position));
                break;
            case ChecksReplayed e:
                replays.Add(new ReplayRecord(e.Year, e.FromMonth, e.ThroughMonth, e.Version, e.Reason, e.Months,
                    e.Alerts, context.At, context.Position));
                break;
            case QualityReviewed: break;
            default: Handle(happened, context); break;
        }
    }

    private void Handle(QualityEvent happened, EventContext context)
    {
        switch (happened)
        {
            case QualityAlertExplained e:
                Set(e.Alert, a => a with { State = QualityAlertState.Explained, Explanation = e.Explanation });
                break;
            case SuppressionProposed e:
                Set(e.Alert, a => a with { State = QualityAlertState.Suppressing, Reason = e.Reason, By = e.By });
                break;
            case SuppressionDeclined e:
                Set(e.Alert, a => a with
                {
                    State = a.Explanation.Length > 0 ? QualityAlertState.Explained : QualityAlertState.Open,
                    Reason = e.Reason,
                    By = null,
                });
                break;
            case QualityAlertClosed e:
                Set(e.Alert, a => a with
                {
                    State = QualityAlertState.Closed,
                    Outcome = e.Outcome,
                    Reason = e.Reason,
                    By = e.By,
                    ClosedAt = context.At,
                });
                Silence(alerts[e.Alert - 1]);
                break;
            default: throw new InvalidOperationException($"No quality of {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(versions, v => ChecksSnapshot.Write(to, v));
        to.Many(alerts, a => ChecksSnapshot.Write(to, a));
        to.Many(replays, r => ChecksSnapshot.Write(to, r));
        to.Many(laboratories.Values, l => ChecksSnapshot.Write(to, l));
        to.Many(copies.Values, c => MonthSnapshot.Write(to, c));
        to.Many(traits.Values, t => ChecksSnapshot.Write(to, t));
        to.Many([.. read], r => ChecksSnapshot.Write(to, r.Key, r.Value));
        to.Many([.. comparisons.Values.SelectMany(c => c)], c => ChecksSnapshot.Write(to, c));
        to.Many([.. contracts.Values.SelectMany(c => c)], c => ChecksSnapshot.Write(to, c));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => Publish(ChecksSnapshot.ReadVersion(from)));
        from.Many(() => Enter(ChecksSnapshot.ReadAlert(from)));
        from.Many(() => replays.Add(ChecksSnapshot.ReadReplay(from)));
        from.Many(() =>
        {
            var laboratory = ChecksSnapshot.ReadLaboratory(from);
            laboratories.Add(laboratory.Accreditation, laboratory);
        });
        from.Many(() =>
        {
            var copy = MonthSnapshot.ReadReport(from);
            copies.Add(copy.Number, copy);
        });
        from.Many(() =>
        {
            var document = ChecksSnapshot.ReadTraits(from);
            traits.Add(document.Hash, document);
        });
        from.Many(() => read.Add(from.String(), ChecksSnapshot.ReadFacts(from)));
        from.Many(() => Take(ChecksSnapshot.ReadComparison(from)));
        from.Many(() =>
        {
            var contract = ChecksSnapshot.ReadContract(from);
            var key = (contract.Participant, contract.Year.Year);
            contracts[key] = [.. contracts.GetValueOrDefault(key, []), contract];
        });
    }

    private void Publish(PublishedChecks version)
    {
        versions.Add(version);
        var faults = new Faults();
        Catalogue = CheckCatalogue.FromContent(version.Content, faults) ?? throw new InvalidOperationException(
            $"The published checks {version.Version} cannot be read: {string.Join("; ", faults.Sorted)}");
    }

    private void Take(ComparisonFigure figure)
    {
        var key = (figure.Participant, figure.Year.Year);
        comparisons[key] = [.. comparisons.GetValueOrDefault(key, []).Where(c =>
            (c.Month, c.Kind, c.Item) != (figure.Month, figure.Kind, figure.Item)), figure];
    }

    private void Enter(QualityAlert alert)
    {
        alerts.Add(alert);
        latest[AlertSubject.Of(alert.Hit)] = alert.Number;
        var key = (alert.Hit.Participant, alert.Hit.Year.Year);
        if (!byEntity.TryGetValue(key, out var numbers)) byEntity.Add(key, numbers = []);
        numbers.Add(alert.Number);
        Silence(alert);
    }

    private void Silence(QualityAlert alert)
    {
        if (alert.Outcome == AlertOutcome.Suppressed)
            suppressed.Add((alert.Hit.Check, alert.Hit.Participant, alert.Hit.Year.Year));
    }

    private void Set(int alert, Func<QualityAlert, QualityAlert> change) =>
        alerts[alert - 1] = change(alerts[alert - 1]);
}
