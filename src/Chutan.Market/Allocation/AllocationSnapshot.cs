namespace Chutan.Market.Allocation;

/// <summary>How allocations are written into snapshots.</summary>
internal static class AllocationSnapshot
{
    public static void Write(StateWriter to, ComplianceYear year, Cap cap)
    {
        to.Int(year.Year);
        to.Long(cap.Initial.Count);
        to.Long(cap.NewEntrant.Count);
        to.Long(cap.GovernmentReserve.Count);
        to.String(cap.Decision);
        to.Long(cap.Position);
    }

    public static Cap ReadCap(StateReader from) => new(new Tonnes(from.Long()), new Tonnes(from.Long()),
        new Tonnes(from.Long()), from.String(), from.Long());

    public static void Write(StateWriter to, ComplianceYear year, MarketFactor factor)
    {
        to.Int(year.Year);
        to.Long(factor.Value.Parts);
        to.Long(factor.Stock.Count);
        Write(to, factor.Basis);
        ExplanationSnapshot.Write(to, factor.Lines);
        to.Long(factor.Position);
    }

    public static MarketFactor ReadFactor(StateReader from) => new(new Rate(from.Long()), new Tonnes(from.Long()),
        ReadCitation(from), ExplanationSnapshot.Read(from), from.Long());

    public static void Write(StateWriter to, ComplianceYear year, string sector, SectorParameters parameters)
    {
        to.Int(year.Year);
        to.String(sector);
        to.Long(parameters.Coefficient.Parts);
        to.Bool(parameters.Benchmark is not null);
        if (parameters.Benchmark is { } benchmark) to.Decimal(benchmark);
        Write(to, parameters.Basis);
        ExplanationSnapshot.Write(to, parameters.BenchmarkLines);
        to.Long(parameters.Position);
    }

    public static SectorParameters ReadSector(StateReader from) => new(new Rate(from.Long()),
        from.Bool() ? from.Decimal() : null, ReadCitation(from), ExplanationSnapshot.Read(from), from.Long());

    public static void Write(StateWriter to, EntityAllocation e)
    {
        to.Int(e.Year.Year);
        Write(to, e.Entity);
        to.Int((int)e.Method);
        to.String(e.MethodReason);
        to.String(e.Decision);
        to.Int(e.Excluded is { } ground ? (int)ground : -1);
        to.Long(e.PreAllocated?.Count ?? -1);
        to.Long(e.Initial?.Count ?? -1);
        to.Date(e.NoticeOn);
        foreach (var tonnes in new[] { e.Deducted, e.TopUp, e.Withdrawn, e.NewEntrant, e.NetIssued, e.Outstanding })
            to.Long(tonnes.Count);
        to.Bool(e.Corrected);
        Write(to, e.Objection);
        ExplanationSnapshot.Write(to, e.PreAllocationLines);
        ExplanationSnapshot.Write(to, e.DeterminationLines);
        ExplanationSnapshot.Write(to, e.CorrectionLines);
        ExplanationSnapshot.Write(to, e.RecalculationLines);
        to.Long(e.DeterminedAt);
        to.Long(e.CorrectedAt);
        to.Long(e.RecalculatedAt);
        to.Long(e.Position);
    }

    public static EntityAllocation ReadEntity(StateReader from)
    {
        var entity = new EntityAllocation(
            new ComplianceYear(from.Int()), ReadListed(from), (AllocationMethod)from.Int(),
            from.String(), from.String());
        var ground = from.Int();
        var (pre, initial, notice) = (Maybe(from), Maybe(from), from.MaybeDate());
        return entity with
        {
            Excluded = ground < 0 ? null : (ExclusionGround)ground,
            PreAllocated = pre,
            Initial = initial,
            NoticeOn = notice,
            Deducted = new Tonnes(from.Long()),
            TopUp = new Tonnes(from.Long()),
            Withdrawn = new Tonnes(from.Long()),
            NewEntrant = new Tonnes(from.Long()),
            NetIssued = new Tonnes(from.Long()),
            Outstanding = new Tonnes(from.Long()),
            Corrected = from.Bool(),
            Objection = ReadObjection(from),
            PreAllocationLines = ExplanationSnapshot.Read(from),
            DeterminationLines = ExplanationSnapshot.Read(from),
            CorrectionLines = ExplanationSnapshot.Read(from),
            RecalculationLines = ExplanationSnapshot.Read(from),
            DeterminedAt = from.Long(),
            CorrectedAt = from.Long(),
            RecalculatedAt = from.Long(),
            Position = from.Long(),
        };
    }

    private static void Write(StateWriter to, ListedEntity entity)
    {
        to.Long(entity.Participant.Number);
        to.String(entity.Sector);
        to.Bool(entity.Industrial);
        to.Long(entity.ReferenceEmissions.Count);
        to.Int(entity.ReferenceEnergy);
        to.Long(entity.HistoricalBase.Count);
        to.Bool(entity.ClearBoundaries);
        to.Bool(entity.BuysClinker);
        to.Many(entity.Products, p =>
        {
            to.String(p.Product);
            to.String(p.Unit);
            to.Decimal(p.Intensity);
            to.Decimal(p.ExpectedOutput);
        });
    }

    private static ListedEntity ReadListed(StateReader from)
    {
        var (participant, sector, industrial) = (new ParticipantId(from.Long()), from.String(), from.Bool());
        var (emissions, energy, historical) = (new Tonnes(from.Long()), from.Int(), new Tonnes(from.Long()));
        var (boundaries, clinker) = (from.Bool(), from.Bool());
        var products = ImmutableArray.CreateBuilder<ProductBaseline>();
        from.Many(() => products.Add(
            new ProductBaseline(from.String(), from.String(), from.Decimal(), from.Decimal())));
        return new ListedEntity(participant, sector, industrial, emissions, energy, historical, boundaries, clinker,
            products.ToImmutable());
    }

    private static void Write(StateWriter to, Objection? objection)
    {
        to.Bool(objection is not null);
        if (objection is null) return;
        to.String(objection.Grounds);
        to.Date(objection.FiledOn);
        to.Date(objection.DecideBy);
        to.Date(objection.DecidedOn);
        to.Int(objection.Upheld is { } upheld ? (upheld ? 1 : 0) : -1);
        to.String(objection.Reason);
    }

    private static Objection? ReadObjection(StateReader from)
    {
        if (!from.Bool()) return null;
        var (grounds, filed, by, decided) = (from.String(), from.Date(), from.Date(), from.MaybeDate());
        var upheld = from.Int();
        return new Objection(grounds, filed, by, decided, upheld < 0 ? null : upheld == 1, from.String());
    }

    private static void Write(StateWriter to, Citation citation)
    {
        to.String(citation.Instrument);
        to.String(citation.Article);
    }

    private static Citation ReadCitation(StateReader from) => new(from.String(), from.MaybeString());

    private static Tonnes? Maybe(StateReader from)
    {
        var count = from.Long();
        return count < 0 ? null : new Tonnes(count);
    }
}
