namespace Chutan.Market.Accounting;

public abstract record AccountingEvent : Event;

/// <summary>Who uses a green certificate, and for what.</summary>
public readonly record struct CertificateUse(ParticipantId Participant, int Year, int Month, SourceId Source)
{
    public static implicit operator CertificateUse(
        (ParticipantId Participant, int Year, int Month, SourceId Source) of) =>
        new(of.Participant, of.Year, of.Month, of.Source);
}

/// <summary>企业碳核算: the companies' boundaries, inventories, targets, measures and claims of neutrality.</summary>
public sealed class AccountingState
{
    private readonly SortedDictionary<SiteId, Site> sites = [];
    private readonly SortedDictionary<SourceId, EmissionSource> sources = [];
    private readonly SortedDictionary<(ParticipantId Participant, int Year), ImmutableArray<Inventory>> inventories =
        [];
    private readonly SortedDictionary<ParticipantId, BaseYear> baseYears = [];
    private readonly SortedDictionary<(ParticipantId Participant, string Name), Target> targets =
        new(Comparer<(ParticipantId Participant, string Name)>.Create((a, b) => a.Participant != b.Participant
            ? a.Participant.CompareTo(b.Participant) : string.CompareOrdinal(a.Name, b.Name)));
    private readonly SortedDictionary<MeasureId, Measure> measures = [];
    private readonly SortedDictionary<(ParticipantId Participant, int Year), ImmutableArray<Retirement>> retired = [];
    private readonly SortedDictionary<long, NeutralityCertificate> certificates = [];
    private readonly Dictionary<string, CertificateUse> green = new(StringComparer.Ordinal);
    private long measuresEver;

    /// <summary>Companies with at least one site.</summary>
    public IEnumerable<ParticipantId> Companies => sites.Values.Select(s => s.Participant).Distinct().Order();

    /// <summary>The newest revision of every inventory.</summary>
    public IEnumerable<Inventory> Inventories => inventories.Values.Select(i => i[^1]);

    public IEnumerable<NeutralityCertificate> Certificates => certificates.Values;

    internal SiteId NextSite => new(1 + sites.Count);
    internal SourceId NextSource => new(1 + sources.Count);
    internal MeasureId NextMeasure => new(1 + measuresEver);
    internal long NextCertificate => NeutralityCertificate.NumberFor(certificates.Count + 1);

    public Site? Find(SiteId id, ParticipantId company) =>
        sites.GetValueOrDefault(id) is { } site && site.Participant == company ? site : null;

    public EmissionSource? Find(SourceId id, ParticipantId company) =>
        sources.GetValueOrDefault(id) is { } source && source.Participant == company ? source : null;

    public Measure? Find(MeasureId id, ParticipantId company) =>
        measures.GetValueOrDefault(id) is { } measure && measure.Participant == company ? measure : null;

    /// <summary>The newest revision of a year's inventory; null when none was opened.</summary>
    public Inventory? Find(ParticipantId company, int year) =>
        inventories.TryGetValue((company, year), out var revisions) ? revisions[^1] : null;

    /// <summary>The newest revision of a year that was issued; null when none was.</summary>
    public Inventory? FindIssued(ParticipantId company, int year) =>
        Revisions(company, year).LastOrDefault(i => i.IsIssued);

    /// <summary>Every revision of a year's inventory, oldest first.</summary>
    public ImmutableArray<Inventory> Revisions(ParticipantId company, int year) =>
        inventories.GetValueOrDefault((company, year), []);

    public IEnumerable<Inventory> InventoriesOf(ParticipantId company) =>
        Inventories.Where(i => i.Participant == company);

    public IEnumerable<Site> SitesOf(ParticipantId company) => sites.Values.Where(s => s.Participant == company);

    public IEnumerable<EmissionSource> SourcesOf(ParticipantId company) =>
        sources.Values.Where(s => s.Participant == company);

    public IEnumerable<Measure> MeasuresOf(ParticipantId company) =>
        measures.Values.Where(m => m.Participant == company);

    public IEnumerable<Target> TargetsOf(ParticipantId company) =>
        targets.Where(t => t.Key.Participant == company).Select(t => t.Value);

    public BaseYear? BaseYearOf(ParticipantId company) => baseYears.GetValueOrDefault(company);

    public ImmutableArray<Retirement> RetirementsOf(ParticipantId company, int year) =>
        retired.GetValueOrDefault((company, year), []);

    public IEnumerable<NeutralityCertificate> CertificatesOf(ParticipantId company) =>
        certificates.Values.Where(c => c.Participant == company);

    public NeutralityCertificate? FindCertificate(long number) => certificates.GetValueOrDefault(number);

    /// <summary>Which entry uses a green certificate; null when none does.</summary>
    internal CertificateUse? UserOf(string reference) =>
        green.TryGetValue(reference, out var use) ? use : null;

    internal void Apply(AccountingEvent happened, EventContext context)
    {
        switch (happened)
        {
            case SiteRegistered e: sites.Add(e.Site.Id, e.Site); break;
            case StakeSet e:
                var site = sites[e.Site];
                sites[e.Site] = site with
                {
                    Stakes = [.. site.Stakes.Where(s => s.From != e.Stake.From).Append(e.Stake).OrderBy(s => s.From)],
                };
                Unreview(e.Participant, e.Stake.From);
                break;
            case SourceRegistered e: sources.Add(e.Source.Id, e.Source); break;
            case SourceClosed e: sources[e.Source] = sources[e.Source] with { ClosedFrom = e.From }; break;
            case BaseYearSet e: baseYears[e.Participant] = e.BaseYear; break;
            case BaseYearRecalculated e: baseYears[e.Participant] = e.BaseYear; break;
            case BaseYearKept: break;
            case TargetSet e: targets[(e.Participant, e.Target.Name)] = e.Target; break;
            case MeasureEntered e:
                measures.Add(e.Measure.Id, e.Measure);
                measuresEver++;
                break;
            case MeasureWithdrawn e: measures.Remove(e.Measure); break;
            case FootprintRetired e:
                retired[(e.Participant, e.Year)] = RetirementsOf(e.Participant, e.Year).Add(e.Retirement);
                break;
            case NeutralityDeclared e: certificates.Add(e.Certificate.Number, e.Certificate); break;
            default: ApplyToInventory(happened, context); break;
        }
    }

    private void ApplyToInventory(AccountingEvent happened, EventContext context)
    {
        switch (happened)
        {
            case InventoryOpened e:
                Open(e, context.At);
                break;
            case ActivityRecorded e:
                Free(e.Participant, e.Year, e.Entry.Month, e.Entry.Source);
                foreach (var certificate in e.Entry.Given.Certificates)
                    green[certificate.Reference] = new(e.Participant, e.Year, e.Entry.Month, e.Entry.Source);
                Change(e.Participant, e.Year, i => i with
                {
                    Entries = i.Entries.SetItem((e.Entry.Month, e.Entry.Source), e.Entry),
                    Months = i.Months.SetItem(e.Entry.Month - 1, MonthStanding.Open),
                });
                break;
            case ActivityRemoved e:
                Free(e.Participant, e.Year, e.Month, e.Source);
                Change(e.Participant, e.Year, i => i with
                {
                    Entries = i.Entries.Remove((e.Month, e.Source)),
                    Months = i.Months.SetItem(e.Month - 1, MonthStanding.Open),
                });
                break;
            case ReferenceSet e:
                Change(e.Participant, e.Year, i => i with
                { References = i.References.SetItem((e.Figure.Kind, e.Figure.Product), e.Figure) });
                break;
            case UncertaintyAssessed e:
                Change(e.Participant, e.Year, i => i with
                { Assessments = i.Assessments.SetItem(e.Assessment.Source, e.Assessment) });
                break;
            case MonthReviewed e:
                Change(e.Participant, e.Year, i => i with
                {
                    Months = i.Months.SetItem(e.Month - 1, e.Passed
                        ? new MonthStanding(e.By, e.At, null, null, e.Note)
                        : MonthStanding.Open with { Note = e.Note }),
                });
                break;
            case MonthWasLocked e:
                Change(e.Participant, e.Year, i => i with
                {
                    Months = i.Months.SetItem(e.Month - 1,
                        i.Month(e.Month) with { LockedBy = e.By, LockedAt = e.At }),
                });
                break;
            case InventoryIssued e:
                Change(e.Participant, e.Year, i => i with { Shares = e.Shares, IssuedBy = e.By, IssuedAt = e.At });
                break;
            case InventoryRestated e: Restate(e); break;
            default: throw new InvalidOperationException($"No change for {happened.GetType().Name}.");
        }
    }

    private void Open(InventoryOpened e, Instant at)
    {
        if (Find(e.Participant, e.Year) is null)
            inventories[(e.Participant, e.Year)] = [new Inventory(e.Participant, e.Year, 1, e.Approach, e.Warming, "",
                at, null, null, Inventory.NoEntries, Inventory.AllOpen, Inventory.NoReferences, [],
                Inventory.NoAssessments)];
        else
        {
            Change(e.Participant, e.Year, i => i with { Approach = e.Approach, Warming = e.Warming });
            Unreview(e.Participant, new LocalDate(e.Year, 1, 1));
        }
    }

    private void Restate(InventoryRestated e)
    {
        var revisions = Revisions(e.Participant, e.Year);
        inventories[(e.Participant, e.Year)] = revisions.Add(revisions[^1] with
        {
            Revision = e.Revision,
            Reason = e.Reason,
            OpenedAt = e.At,
            IssuedBy = null,
            IssuedAt = null,
            Shares = [],
            Months = [.. revisions[^1].Months.Select((m, i) => e.Months.Contains(i + 1) ? MonthStanding.Open : m)],
        });
    }

    /// <summary>What counts has changed from a month on: months not yet locked must be reviewed again.</summary>
    private void Unreview(ParticipantId company, LocalDate from)
    {
        foreach (var inventory in InventoriesOf(company).Where(i => !i.IsIssued).ToList())
            Change(company, inventory.Year, i => i with
            {
                Months = [.. i.Months.Select((m, at) => m.LockedBy is null
                    && new LocalDate(i.Year, at + 1, 1) >= from ? MonthStanding.Open : m)],
            });
    }

    private void Change(ParticipantId company, int year, Func<Inventory, Inventory> to)
    {
        var revisions = inventories[(company, year)];
        inventories[(company, year)] = revisions.SetItem(revisions.Length - 1, to(revisions[^1]));
    }

    /// <summary>The certificates an entry used are free again.</summary>
    private void Free(ParticipantId company, int year, int month, SourceId source)
    {
        if (Find(company, year)?.Find(month, source) is not { } entry) return;
        foreach (var certificate in entry.Given.Certificates)
            if (UserOf(certificate.Reference) == (company, year, month, source)) green.Remove(certificate.Reference);
    }

    internal void Save(StateWriter to)
    {
        to.Many(sites.Values, s => AccountingSnapshot.Write(to, s));
        to.Many(sources.Values, s => AccountingSnapshot.Write(to, s));
        to.Many(inventories.Values, r => to.Many(r, i => AccountingSnapshot.Write(to, i)));
        to.Many(baseYears, b =>
        {
            to.Long(b.Key.Number);
            AccountingSnapshot.Write(to, b.Value);
        });
        to.Many(targets, t => AccountingSnapshot.Write(to, t.Key.Participant, t.Value));
        to.Long(measuresEver);
        to.Many(measures.Values, m => AccountingSnapshot.Write(to, m));
        to.Many(retired, r =>
        {
            to.Long(r.Key.Participant.Number);
            to.Int(r.Key.Year);
            to.Many(r.Value, x => AccountingSnapshot.Write(to, x));
        });
        to.Many(certificates.Values, c => AccountingSnapshot.Write(to, c));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => Keep(AccountingSnapshot.ReadSite(from)));
        from.Many(() =>
        {
            var source = AccountingSnapshot.ReadSource(from);
            sources.Add(source.Id, source);
        });
        from.Many(() =>
        {
            var revisions = ImmutableArray.CreateBuilder<Inventory>();
            from.Many(() => revisions.Add(AccountingSnapshot.ReadInventory(from)));
            var newest = revisions[^1];
            inventories.Add((newest.Participant, newest.Year), revisions.ToImmutable());
            foreach (var entry in newest.Entries.Values)
                foreach (var certificate in entry.Given.Certificates)
                    green[certificate.Reference] = new(newest.Participant, newest.Year, entry.Month, entry.Source);
        });
        from.Many(() => baseYears.Add(new(from.Long()), AccountingSnapshot.ReadBaseYear(from)));
        from.Many(() =>
        {
            var (company, target) = AccountingSnapshot.ReadTarget(from);
            targets.Add((company, target.Name), target);
        });
        measuresEver = from.Long();
        from.Many(() =>
        {
            var measure = AccountingSnapshot.ReadMeasure(from);
            measures.Add(measure.Id, measure);
        });
        from.Many(() =>
        {
            var key = (new ParticipantId(from.Long()), from.Int());
            var list = ImmutableArray.CreateBuilder<Retirement>();
            from.Many(() => list.Add(AccountingSnapshot.ReadRetirement(from)));
            retired.Add(key, list.ToImmutable());
        });
        from.Many(() =>
        {
            var certificate = AccountingSnapshot.ReadCertificate(from);
            certificates.Add(certificate.Number, certificate);
        });
    }

    private void Keep(Site site) => sites.Add(site.Id, site);
}
