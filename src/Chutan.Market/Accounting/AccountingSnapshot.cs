namespace Chutan.Market.Accounting;

/// <summary>How the room's records are written into snapshots, field by field.</summary>
internal static class AccountingSnapshot
{
    public static void Write(StateWriter to, Site s)
    {
        to.Long(s.Id.Number); to.Long(s.Participant.Number);
        to.String(s.NameZh); to.String(s.NameEn); to.String(s.Region);
        to.Many(s.Stakes, k =>
        {
            to.Date(k.From); to.Decimal(k.EquityPercent); to.Bool(k.OperationalControl); to.Bool(k.FinancialControl);
            to.Int((int)k.Cause); to.String(k.Reason);
        });
    }

    public static Site ReadSite(StateReader from)
    {
        var site = new Site(new(from.Long()), new(from.Long()), from.String(), from.String(), from.String(), []);
        return site with
        {
            Stakes = Many(from, () => new Stake(from.Date(), from.Decimal(), from.Bool(), from.Bool(),
                (StakeCause)from.Int(), from.String())),
        };
    }

    public static void Write(StateWriter to, EmissionSource s)
    {
        to.Long(s.Id.Number); to.Long(s.Participant.Number); to.Long(s.Site.Number);
        to.String(s.NameZh); to.String(s.NameEn); to.Int((int)s.Scope); to.Int(s.ValueChainCategory);
        to.String(s.Methodology); to.String(s.Version);
        to.Many(s.Choices, c =>
        {
            to.String(c.Name); to.String(c.Code);
        });
        to.String(s.Product); to.Date(s.From); to.Date(s.ClosedFrom);
    }

    public static EmissionSource ReadSource(StateReader from) => new(new(from.Long()), new(from.Long()),
        new(from.Long()), from.String(), from.String(), (EmissionScope)from.Int(), from.Int(), from.String(),
        from.String(), Many(from, () => new SourceChoice(from.String(), from.String())), from.String(), from.Date(),
        from.MaybeDate());

    public static void Write(StateWriter to, Inventory i)
    {
        to.Long(i.Participant.Number); to.Int(i.Year); to.Int(i.Revision); to.Int((int)i.Approach);
        to.Int((int)i.Warming); to.String(i.Reason); to.Instant(i.OpenedAt);
        WriteAct(to, i.IssuedBy, i.IssuedAt);
        to.Many([.. i.Entries.Values], e => Write(to, e));
        to.Many(i.Months, m =>
        {
            WriteAct(to, m.ReviewedBy, m.ReviewedAt);
            WriteAct(to, m.LockedBy, m.LockedAt);
            to.String(m.Note);
        });
        to.Many([.. i.References.Values], r =>
        {
            to.Int((int)r.Kind); to.String(r.Product); to.Decimal(r.Quantity); to.String(r.Unit);
        });
        to.Many(i.Shares, s =>
        {
            to.Long(s.Site.Number); to.Int(s.Month); to.Decimal(s.Percent);
        });
        to.Many([.. i.Assessments.Values], a =>
        {
            to.Long(a.Source.Number); Write(to, a.ActivityPercent); to.Int((int)a.Factor);
            Write(to, a.FactorPercent); to.String(a.Basis);
        });
    }

    public static Inventory ReadInventory(StateReader from)
    {
        var (company, year, revision) = (new ParticipantId(from.Long()), from.Int(), from.Int());
        var (approach, warming) = ((ConsolidationApproach)from.Int(), (WarmingSet)from.Int());
        var (reason, opened) = (from.String(), from.Instant());
        var (issuedBy, issuedAt) = ReadAct(from);
        var entries = Many(from, () => ReadEntry(from)).ToImmutableSortedDictionary(e => (e.Month, e.Source), e => e);
        var months = Many(from, () =>
        {
            var ((reviewer, reviewed), (locker, locked)) = (ReadAct(from), ReadAct(from));
            return new MonthStanding(reviewer, reviewed, locker, locked, from.String());
        });
        var references = Inventory.NoReferences.SetItems(Many(from, () =>
            new ReferenceFigure((ReferenceKind)from.Int(), from.String(), from.Decimal(), from.String()))
            .Select(r => KeyValuePair.Create((r.Kind, r.Product), r)));
        var shares = Many(from, () => new SiteShare(new(from.Long()), from.Int(), from.Decimal()));
        var assessments = Many(from, () => new UncertaintyAssessment(new(from.Long()), MaybePercent(from),
            (FactorGrade)from.Int(), MaybePercent(from), from.String()))
            .ToImmutableSortedDictionary(a => a.Source, a => a);
        return new Inventory(company, year, revision, approach, warming, reason, opened, issuedBy, issuedAt, entries,
            months, references, shares, assessments);
    }

    private static void Write(StateWriter to, ActivityEntry e)
    {
        to.Long(e.Source.Number); to.Int(e.Month); to.Int((int)e.Quality);
        Write(to, e.Given.Figures);
        Write(to, e.Given.StatedFactors);
        to.Many(e.Given.Evidence, h => to.String(h));
        to.Many(e.Given.Certificates, c =>
        {
            to.String(c.Reference); to.Decimal(c.Quantity);
        });
        to.String(e.Note);
        to.Many(e.Gases, g =>
        {
            to.String(g.Gas); to.String(g.Location); to.String(g.Market);
        });
        to.String(e.Quantity); to.String(e.Unit); to.String(e.TraceHash);
        to.Long(e.EnteredBy.Number); to.Instant(e.EnteredAt);
    }

    private static ActivityEntry ReadEntry(StateReader from) => new(new(from.Long()), from.Int(),
        (DataQuality)from.Int(), new ActivityFigures(ReadFigures(from), ReadFigures(from),
            Many(from, from.String), Many(from, () => new GreenCertificate(from.String(), from.Decimal()))),
        from.String(), Many(from, () => new GasAmount(from.String(), from.String(), from.String())), from.String(),
        from.String(), from.String(), new(from.Long()), from.Instant());

    private static void Write(StateWriter to, ImmutableArray<ActivityFigure> figures) => to.Many(figures, f =>
    {
        to.String(f.Name); to.String(f.Value); to.String(f.Unit);
    });

    private static ImmutableArray<ActivityFigure> ReadFigures(StateReader from) =>
        Many(from, () => new ActivityFigure(from.String(), from.String(), from.String()));

    public static void Write(StateWriter to, BaseYear b)
    {
        to.Int(b.Year); to.Int(b.Revision);
        foreach (var text in new[] { b.Scope1, b.Scope2Location, b.Scope2Market, b.Scope3 }) to.String(text);
    }

    public static BaseYear ReadBaseYear(StateReader from) =>
        new(from.Int(), from.Int(), from.String(), from.String(), from.String(), from.String());

    public static void Write(StateWriter to, ParticipantId company, Target t)
    {
        to.Long(company.Number); to.String(t.Name); to.Int((int)t.Kind); to.Int((int)t.Basis); to.Int(t.Year);
        to.Decimal(t.ReductionPercent);
    }

    public static (ParticipantId Company, Target Target) ReadTarget(StateReader from) => (new(from.Long()),
        new Target(from.String(), (TargetKind)from.Int(), (FootprintBasis)from.Int(), from.Int(), from.Decimal()));

    public static void Write(StateWriter to, Measure m)
    {
        to.Long(m.Id.Number); to.Long(m.Participant.Number); to.Long(m.Source.Number);
        to.String(m.NameZh); to.String(m.NameEn); to.Long(m.Cost.Fen); to.Int(m.LifetimeYears);
        to.Long(m.YearlySaving.Fen); to.Int((int)m.Effect); to.Decimal(m.Amount);
    }

    public static Measure ReadMeasure(StateReader from) => new(new(from.Long()), new(from.Long()), new(from.Long()),
        from.String(), from.String(), new(from.Long()), from.Int(), new(from.Long()), (MeasureEffect)from.Int(),
        from.Decimal());

    public static void Write(StateWriter to, Retirement r)
    {
        to.Long(r.Certificate); to.Long(r.Account.Number); to.Int((int)r.Kind); to.Long(r.Quantity.Count);
        to.Date(r.Date); to.Int((int)r.Basis); to.String(r.Purpose);
    }

    public static Retirement ReadRetirement(StateReader from) => new(from.Long(), new(from.Long()),
        (UnitKind)from.Int(), new Tonnes(from.Long()), from.Date(), (FootprintBasis)from.Int(), from.String());

    public static void Write(StateWriter to, NeutralityCertificate c)
    {
        to.Long(c.Number); to.Long(c.Participant.Number); to.Int(c.Year); to.Int(c.Revision); to.Int((int)c.Basis);
        to.String(c.Footprint); to.Long(c.Needed.Count); to.Long(c.Retired.Count); to.Date(c.Date);
    }

    public static NeutralityCertificate ReadCertificate(StateReader from) => new(from.Long(), new(from.Long()),
        from.Int(), from.Int(), (FootprintBasis)from.Int(), from.String(), new Tonnes(from.Long()),
        new Tonnes(from.Long()), from.Date());

    private static void Write(StateWriter to, decimal? percent)
    {
        to.Bool(percent is not null);
        if (percent is { } stated) to.Decimal(stated);
    }

    private static decimal? MaybePercent(StateReader from) => from.Bool() ? from.Decimal() : null;

    private static void WriteAct(StateWriter to, UserId? by, Instant? at)
    {
        to.Bool(by is not null);
        if (by is not { } user || at is not { } moment) return;
        to.Long(user.Number);
        to.Instant(moment);
    }

    private static (UserId? By, Instant? At) ReadAct(StateReader from) =>
        from.Bool() ? (new UserId(from.Long()), from.Instant()) : (null, null);

    private static ImmutableArray<T> Many<T>(StateReader from, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        from.Many(() => items.Add(read()));
        return items.ToImmutable();
    }
}
