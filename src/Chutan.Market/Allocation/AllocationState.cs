namespace Chutan.Market.Allocation;

public abstract record AllocationEvent : Event;

/// <summary>Caps, factors, sector parameters, lists of covered entities and their allocations, by compliance year.
/// </summary>
public sealed class AllocationState
{
    private readonly SortedDictionary<(ComplianceYear Year, ParticipantId Participant), EntityAllocation> entities = [];
    private readonly SortedDictionary<ComplianceYear, Cap> caps = [];
    private readonly SortedDictionary<ComplianceYear, MarketFactor> factors = [];
    private readonly SortedDictionary<(ComplianceYear Year, string Sector), SectorParameters> sectors =
        new(Comparer<(ComplianceYear Year, string Sector)>.Create((a, b) => a.Year != b.Year
            ? a.Year.CompareTo(b.Year) : string.CompareOrdinal(a.Sector, b.Sector)));
    private readonly SortedDictionary<(ComplianceYear Year, ParticipantId Participant), Tonnes> deductions = [];
    private readonly SortedDictionary<(ComplianceYear Year, ParticipantId Participant), Rate> nextYearFactors = [];
    private readonly SortedSet<(ComplianceYear Year, ParticipantId Participant)> removed = [];
    private readonly SortedDictionary<ComplianceYear, Tonnes> netIssued = [];

    /// <summary>All allocations, by year and entity.</summary>
    public IReadOnlyCollection<EntityAllocation> Entities => entities.Values;

    /// <summary>The list of one year, by entity.</summary>
    public IEnumerable<EntityAllocation> Of(ComplianceYear year) => entities.Values.Where(e => e.Year == year);

    public EntityAllocation? Find(ComplianceYear year, ParticipantId participant) =>
        entities.GetValueOrDefault((year, participant));

    public Cap? CapOf(ComplianceYear year) => caps.GetValueOrDefault(year);
    public MarketFactor? FactorOf(ComplianceYear year) => factors.GetValueOrDefault(year);

    public SectorParameters? SectorOf(ComplianceYear year, string sector) => sectors.GetValueOrDefault((year, sector));

    /// <summary>Sectors with parameters in a year, by code.</summary>
    public IEnumerable<(string Sector, SectorParameters Parameters)> SectorsOf(ComplianceYear year) =>
        sectors.Where(s => s.Key.Year == year).Select(s => (s.Key.Sector, s.Value));

    /// <summary>Years for which anything was listed or capped, earliest first.</summary>
    public IEnumerable<ComplianceYear> Years =>
        caps.Keys.Concat(entities.Keys.Select(k => k.Year)).Distinct().OrderBy(y => y);

    /// <summary>What is to be taken off an entity's allocation of this year, in all.</summary>
    public Tonnes DeductionOf(ComplianceYear year, ParticipantId participant) =>
        deductions.GetValueOrDefault((year, participant));

    /// <summary>A sanction that sets this year's allocation to a share of last year's; null when there is none.
    /// </summary>
    public Rate? SanctionFactorOf(ComplianceYear year, ParticipantId participant) =>
        nextYearFactors.TryGetValue((year, participant), out var factor) ? factor : null;

    public bool IsRemoved(ComplianceYear year, ParticipantId participant) => removed.Contains((year, participant));

    /// <summary>Initial allowances in entities' hands: issued less taken back.</summary>
    public Tonnes NetIssued(ComplianceYear year) => netIssued.GetValueOrDefault(year);

    internal void Apply(AllocationEvent happened, EventContext context)
    {
        switch (happened)
        {
            case CapSet e:
                caps[e.Year] = new Cap(e.Initial, e.NewEntrant, e.GovernmentReserve, e.Decision, context.Position);
                break;
            case MarketFactorFixed e:
                factors[e.Year] = new MarketFactor(e.Factor, e.Stock, e.Basis, e.Lines, context.Position);
                break;
            case SectorParametersSet e:
                sectors[(e.Year, e.Sector)] = new SectorParameters(e.Coefficient, e.Benchmark,
                    new Citation(e.Decision), [], context.Position);
                break;
            case BenchmarkFixed e:
                sectors[(e.Year, e.Sector)] = sectors[(e.Year, e.Sector)] with
                { Benchmark = e.Benchmark, BenchmarkLines = e.Lines, Position = context.Position };
                break;
            case EntityListed e:
                entities[(e.Year, e.Entity.Participant)] = new EntityAllocation(e.Year, e.Entity, e.Method,
                    e.MethodReason, e.Decision)
                { Position = context.Position };
                break;
            case EntityRemoved e: removed.Add((e.Year, e.Participant)); break;
            case DeductionBooked e:
                deductions[(e.Year, e.Participant)] = DeductionOf(e.Year, e.Participant) + e.Quantity;
                break;
            case NextYearFactorBooked e: nextYearFactors[(e.Year, e.Participant)] = e.Factor; break;
            case IEntityAllocationEvent e: ApplyToEntity(e, context); break;
        }
    }

    private void ApplyToEntity(IEntityAllocationEvent happened, EventContext context)
    {
        var before = entities[(happened.Year, happened.Participant)];
        var after = EntityChanges.Apply(before, happened, context) with { Position = context.Position };
        entities[(happened.Year, happened.Participant)] = after;
        netIssued[happened.Year] = NetIssued(happened.Year) + after.NetIssued - before.NetIssued;
    }

    internal void Save(StateWriter to)
    {
        to.Many(caps, c => AllocationSnapshot.Write(to, c.Key, c.Value));
        to.Many(factors, f => AllocationSnapshot.Write(to, f.Key, f.Value));
        to.Many(sectors, s => AllocationSnapshot.Write(to, s.Key.Year, s.Key.Sector, s.Value));
        to.Many(entities.Values, e => AllocationSnapshot.Write(to, e));
        to.Many(deductions, d => WriteKeyed(to, d.Key, d.Value.Count));
        to.Many(nextYearFactors, f => WriteKeyed(to, f.Key, f.Value.Parts));
        to.Many(removed, r => WriteKeyed(to, r, 0));
        to.Many(netIssued, n => WriteKeyed(to, (n.Key, default), n.Value.Count));
    }

    internal void Load(StateReader from)
    {
        from.Many(() => caps.Add(new ComplianceYear(from.Int()), AllocationSnapshot.ReadCap(from)));
        from.Many(() => factors.Add(new ComplianceYear(from.Int()), AllocationSnapshot.ReadFactor(from)));
        from.Many(() => sectors.Add(
            (new ComplianceYear(from.Int()), from.String()), AllocationSnapshot.ReadSector(from)));
        from.Many(() =>
        {
            var entity = AllocationSnapshot.ReadEntity(from);
            entities.Add((entity.Year, entity.Participant), entity);
        });
        from.Many(() =>
        {
            var (key, value) = ReadKeyed(from);
            deductions.Add(key, new Tonnes(value));
        });
        from.Many(() =>
        {
            var (key, value) = ReadKeyed(from);
            nextYearFactors.Add(key, new Rate(value));
        });
        from.Many(() => removed.Add(ReadKeyed(from).Key));
        from.Many(() =>
        {
            var (key, value) = ReadKeyed(from);
            netIssued.Add(key.Year, new Tonnes(value));
        });
    }

    private static void WriteKeyed(StateWriter to, (ComplianceYear Year, ParticipantId Participant) key, long value)
    {
        to.Int(key.Year.Year);
        to.Long(key.Participant.Number);
        to.Long(value);
    }

    private static ((ComplianceYear Year, ParticipantId Participant) Key, long Value) ReadKeyed(StateReader from) =>
        ((new ComplianceYear(from.Int()), new ParticipantId(from.Long())), from.Long());
}
