using Chutan.Market.Registry;

namespace Chutan.Market.Compliance;

/// <summary>How a year ended for an entity.</summary>
public enum ComplianceStatus
{
    /// <summary>Surrendered all that was due.</summary>
    Settled = 0,
    /// <summary>Surrendered less than was due.</summary>
    Short = 1,
    /// <summary>Emissions were not established by the deadline.</summary>
    NotReported = 2,
    /// <summary>The year does not count for the entity.</summary>
    Excluded = 3,
    /// <summary>The entity had no duty.</summary>
    NotApplicable = 4,
}

/// <summary>What a penalty was for.</summary>
public enum Breach
{
    /// <summary>未足额缴还: too little surrendered.</summary>
    Shortfall = 0,
    /// <summary>未提交监测计划或报告: no monitoring plan or report.</summary>
    NoReport = 1,
    /// <summary>拒绝核查: verification blocked.</summary>
    VerificationBlocked = 2,
    /// <summary>数据造假: figures made up.</summary>
    DataFraud = 3,
}

/// <summary>A penalty, with the range the law gave and what was chosen.</summary>
/// <param name="Base">Shortfall × average price; zero for fixed amounts.</param>
/// <param name="Least">Lower end of the range, after the ceiling.</param>
/// <param name="Most">Upper end of the range, after the ceiling.</param>
/// <param name="Multiple">Chosen multiple; null for fixed amounts.</param>
/// <param name="Deduction">Taken off the next year's allocation, t.</param>
/// <param name="NextYearFactor">Share of last year's allocation the next one is set to; null when it is not.</param>
public sealed record Penalty(Breach Breach, Tonnes Shortfall, Price AveragePrice, Money Base, Money Least, Money Most,
    Money? Ceiling, Rate? Multiple, Money Fine, Tonnes Deduction, Rate? NextYearFactor, Citation Basis,
        string Decision);

/// <summary>缴还期限: set or extended by a dated decision.</summary>
/// <param name="Extends">The date before; null when this was the first decision.</param>
public sealed record Deadline(LocalDate Date, string Decision, LocalDate? Extends, LocalDate DecidedOn, long Position);

/// <summary>One entity's surrender and assessment for one compliance year.</summary>
public sealed record EntityCompliance(ComplianceYear Year, ParticipantId Participant)
{
    public Tonnes Allowances { get; init; }
    public Tonnes Ccer { get; init; }
    public Tonnes Inclusion { get; init; }
    public Tonnes Ccus { get; init; }
    /// <summary>Credits from partner provinces among them.</summary>
    public Tonnes FromPartners { get; init; }
    /// <summary>Surrendered after the deadline.</summary>
    public Tonnes MadeUp { get; init; }
    /// <summary>Null before the assessment.</summary>
    public ComplianceStatus? Status { get; init; }
    /// <summary>What was due at the assessment.</summary>
    public Tonnes? Due { get; init; }
    /// <summary>Missing at the assessment; null before.</summary>
    public Tonnes? Shortfall { get; init; }
    public long AssessedAt { get; init; }
    /// <summary>Journal position of the last adjustment after restated emissions; zero when there was none.</summary>
    public long AdjustedAt { get; init; }
    /// <summary>Of what was surrendered, counted for a later year since the emissions were restated.</summary>
    public Tonnes CreditedOut { get; init; }
    /// <summary>The year it counts for; null when there is none.</summary>
    public ComplianceYear? CreditedTo { get; init; }
    /// <summary>Counted here of what was surrendered for earlier years.</summary>
    public Tonnes CreditedIn { get; init; }
    public ImmutableArray<ExplanationLine> CreditLines { get; init; } = [];
    public ImmutableArray<Penalty> Penalties { get; init; } = [];
    /// <summary>Taken off next year's allocation by penalties.</summary>
    public Tonnes Deduction { get; init; }
    public long Position { get; init; }

    public Tonnes Offsets => Ccer + Inclusion + Ccus;
    public Tonnes Surrendered => Allowances + Offsets;

    /// <summary>What counts for this year alone: surrendered, less and plus what restated years have moved.</summary>
    public Tonnes Counted => (Surrendered + CreditedIn).Beyond(CreditedOut);
    public Money Fines => Penalties.Aggregate(Money.Zero, (sum, p) => sum + p.Fine);

    /// <summary>Still missing after make-up surrenders.</summary>
    public Tonnes StillMissing => (Shortfall ?? Tonnes.Zero).Beyond(MadeUp);

    /// <summary>The part of the shortfall no penalty was imposed for yet.</summary>
    public Tonnes Unpenalised => (Shortfall ?? Tonnes.Zero).Beyond(Penalties.Where(p => p.Breach == Breach.Shortfall)
        .Aggregate(Tonnes.Zero, (sum, p) => sum + p.Shortfall));

    internal EntityCompliance With(UnitsSurrendered e)
    {
        var added = e.Kind switch
        {
            UnitKind.Allowance => this with { Allowances = Allowances + e.Quantity },
            UnitKind.Ccer => this with { Ccer = Ccer + e.Quantity },
            UnitKind.InclusionReduction => this with { Inclusion = Inclusion + e.Quantity },
            _ => this with { Ccus = Ccus + e.Quantity },
        };
        return added with
        {
            FromPartners = FromPartners + e.FromPartners,
            MadeUp = e.MakeUp ? MadeUp + e.Quantity : MadeUp,
        };
    }
}

/// <summary>How compliance is written into snapshots.</summary>
internal static class ComplianceSnapshot
{
    public static void Write(StateWriter to, EntityCompliance e)
    {
        to.Int(e.Year.Year);
        to.Long(e.Participant.Number);
        foreach (var tonnes in new[] { e.Allowances, e.Ccer, e.Inclusion, e.Ccus, e.FromPartners, e.MadeUp,
            e.Deduction })
            to.Long(tonnes.Count);
        to.Int(e.Status is { } status ? (int)status : -1);
        to.Long(e.Due?.Count ?? -1);
        to.Long(e.Shortfall?.Count ?? -1);
        to.Long(e.AssessedAt);
        to.Long(e.AdjustedAt);
        to.Many(e.Penalties, p => Write(to, p));
        to.Long(e.CreditedOut.Count);
        to.Int(e.CreditedTo?.Year ?? 0);
        to.Long(e.CreditedIn.Count);
        ExplanationSnapshot.Write(to, e.CreditLines);
        to.Long(e.Position);
    }

    public static EntityCompliance Read(StateReader from)
    {
        var entity = new EntityCompliance(new ComplianceYear(from.Int()), new ParticipantId(from.Long()))
        {
            Allowances = new Tonnes(from.Long()),
            Ccer = new Tonnes(from.Long()),
            Inclusion = new Tonnes(from.Long()),
            Ccus = new Tonnes(from.Long()),
            FromPartners = new Tonnes(from.Long()),
            MadeUp = new Tonnes(from.Long()),
            Deduction = new Tonnes(from.Long()),
        };
        var status = from.Int();
        var (due, shortfall, assessedAt, adjustedAt) = (from.Long(), from.Long(), from.Long(), from.Long());
        var penalties = ImmutableArray.CreateBuilder<Penalty>();
        from.Many(() => penalties.Add(ReadPenalty(from)));
        return entity with
        {
            Status = status < 0 ? null : (ComplianceStatus)status,
            Due = due < 0 ? null : new Tonnes(due),
            Shortfall = shortfall < 0 ? null : new Tonnes(shortfall),
            AssessedAt = assessedAt,
            AdjustedAt = adjustedAt,
            Penalties = penalties.ToImmutable(),
            CreditedOut = new Tonnes(from.Long()),
            CreditedTo = from.Int() is > 0 and var to ? new ComplianceYear(to) : null,
            CreditedIn = new Tonnes(from.Long()),
            CreditLines = ExplanationSnapshot.Read(from),
            Position = from.Long(),
        };
    }

    private static void Write(StateWriter to, Penalty p)
    {
        to.Int((int)p.Breach);
        to.Long(p.Shortfall.Count);
        to.Long(p.AveragePrice.FenPerTonne);
        to.Long(p.Base.Fen);
        to.Long(p.Least.Fen);
        to.Long(p.Most.Fen);
        to.Long(p.Ceiling?.Fen ?? -1);
        to.Long(p.Multiple?.Parts ?? -1);
        to.Long(p.Fine.Fen);
        to.Long(p.Deduction.Count);
        to.Long(p.NextYearFactor?.Parts ?? -1);
        to.String(p.Basis.Instrument);
        to.String(p.Basis.Article);
        to.String(p.Decision);
    }

    private static Penalty ReadPenalty(StateReader from)
    {
        var (breach, shortfall, price) = ((Breach)from.Int(), new Tonnes(from.Long()), new Price(from.Long()));
        var (basis, least, most) = (new Money(from.Long()), new Money(from.Long()), new Money(from.Long()));
        var (ceiling, multiple, fine) = (from.Long(), from.Long(), new Money(from.Long()));
        var (deduction, factor) = (new Tonnes(from.Long()), from.Long());
        return new Penalty(breach, shortfall, price, basis, least, most, ceiling < 0 ? null : new Money(ceiling),
            multiple < 0 ? null : new Rate(multiple), fine, deduction, factor < 0 ? null : new Rate(factor),
            new Citation(from.String(), from.MaybeString()), from.String());
    }
}
