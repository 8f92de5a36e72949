using Chutan.Market.Rulebook;

namespace Chutan.Market.Mrv;

/// <summary>How annual reports and what was decided about them are written into snapshots.</summary>
internal static class AnnualSnapshot
{
    public static void Write(StateWriter to, AnnualReport r)
    {
        to.Long(r.Participant.Number);
        to.Int(r.Year.Year);
        to.Int(r.Version);
        Write(to, r.Content);
        Write(to, r.Result);
        to.Int((int)r.State);
        to.Long(r.PreparedBy.Number);
        to.Instant(r.PreparedAt);
        to.Bool(r.Declaration is not null);
        if (r.Declaration is { } declaration)
        {
            to.String(declaration.Signatory);
            to.Date(declaration.SignedOn);
        }
        to.Long(r.ApprovedBy?.Number ?? -1);
        to.Bool(r.SubmittedAt is not null);
        if (r.SubmittedAt is { } at) to.Instant(at);
        to.Long(r.Position);
    }

    public static AnnualReport ReadReport(StateReader from)
    {
        var (participant, year, version) = (new ParticipantId(from.Long()), new ComplianceYear(from.Int()), from.Int());
        var (content, result) = (ReadContent(from), ReadResult(from));
        var (state, maker, made) = ((AnnualState)from.Int(), new UserId(from.Long()), from.Instant());
        var declaration = from.Bool() ? new Declaration(from.String(), from.Date()) : null;
        var approver = from.Long();
        return new AnnualReport(participant, year, version, content, result, state, maker, made, declaration,
            approver < 0 ? null : new UserId(approver), from.Bool() ? from.Instant() : null, from.Long());
    }

    public static void Write(StateWriter to, ReportExtension x)
    {
        to.Long(x.Participant.Number);
        to.Int(x.Year.Year);
        to.Date(x.Date);
        to.Date(x.Before);
        to.String(x.Decision);
        to.Date(x.DecidedOn);
    }

    public static ReportExtension ReadExtension(StateReader from) => new(new(from.Long()), new(from.Int()),
        from.Date(), from.Date(), from.String(), from.Date());

    public static void Write(StateWriter to, ReportDetermination d)
    {
        to.Long(d.Participant.Number);
        to.Int(d.Year.Year);
        to.Int((int)d.Basis);
        to.Long(d.Emissions.Count);
        to.String(d.Decision);
        to.Date(d.DecidedOn);
        ExplanationSnapshot.Write(to, d.Lines);
        to.Long(d.Position);
    }

    public static ReportDetermination ReadDetermination(StateReader from) => new(new(from.Long()), new(from.Int()),
        (DeterminationBasis)from.Int(), new(from.Long()), from.String(), from.Date(), ExplanationSnapshot.Read(from),
        from.Long());

    public static void Write(StateWriter to, ReportReopening r)
    {
        to.Long(r.Participant.Number);
        to.Int(r.Year.Year);
        to.String(r.Order);
        to.String(r.Reason);
        to.Bool(r.Fraud);
        to.Long(r.Standing.Count);
        to.Date(r.OrderedOn);
        to.Long(r.Restated?.Count ?? -1);
        to.Long(r.Position);
        to.Long(r.RestatedAt);
        to.Int(r.Recheck ?? 0);
    }

    public static ReportReopening ReadReopening(StateReader from)
    {
        var (participant, year) = (new ParticipantId(from.Long()), new ComplianceYear(from.Int()));
        var (order, reason, fraud) = (from.String(), from.String(), from.Bool());
        var (standing, ordered, restated) = (new Tonnes(from.Long()), from.Date(), from.Long());
        return new ReportReopening(participant, year, order, reason, fraud, standing, ordered,
            restated < 0 ? null : new Tonnes(restated), from.Long())
        {
            RestatedAt = from.Long(),
            Recheck = from.Int() is > 0 and var recheck ? recheck : null,
        };
    }

    private static void Write(StateWriter to, AnnualContent c)
    {
        to.Many(c.ManualFigures, m =>
        {
            foreach (var text in new[] { m.Column, m.Text, m.Unit, m.Reason }) to.String(text);
            to.Many(m.Evidence, e => to.String(e));
        });
        to.Many(c.StatedFactors, f =>
        {
            foreach (var text in new[] { f.Name, f.Text, f.Unit }) to.String(text);
        });
        to.Many(c.Products, p =>
        {
            foreach (var text in new[] { p.Product, p.Line, p.Unit, p.Reason }) to.String(text);
            Write(to, p.Quantity);
        });
        to.Int(c.ProductionDays);
        to.Int(c.StoppedDays);
        to.String(c.Explanation);
        to.Many(c.Agencies, a =>
        {
            to.Int((int)a.Kind);
            to.String(a.Name);
            to.String(a.CreditCode);
        });
        to.String(c.BoundaryChanges);
    }

    private static AnnualContent ReadContent(StateReader from)
    {
        var manual = Many(from, () => new ManualFigure(from.String(), from.String(), from.String(), from.String(),
            Many(from, from.String)));
        var factors = Many(from, () => new StatedFactor(from.String(), from.String(), from.String()));
        var products = Many(from, () =>
        {
            var (product, line, unit, reason) = (from.String(), from.String(), from.String(), from.String());
            return new ReportedProduct(product, line, Maybe(from), unit, reason);
        });
        var (days, stopped, explanation) = (from.Int(), from.Int(), from.String());
        var agencies = Many(from, () => new ServiceAgency((AgencyKind)from.Int(), from.String(), from.String()));
        return new AnnualContent(manual, factors, products, days, stopped, explanation, agencies, from.String());
    }

    private static void Write(StateWriter to, AnnualResult r)
    {
        foreach (var text in new[] { r.Methodology, r.Version, r.MethodologyHash, r.TraceHash }) to.String(text);
        to.Int(r.FromMonth);
        to.Many(r.Months, m =>
        {
            foreach (var number in new[] { m.Month, m.Revision, m.PlanVersion }) to.Int(number);
        });
        to.Decimal(r.EntityTonnes);
        to.Decimal(r.ProcessTonnes);
        to.Int((int)r.Level);
        to.Bool(r.IncludesIndirect);
        to.Long(r.Compliance.Count);
        to.Many(r.Parts, p =>
        {
            to.Int((int)p.Kind);
            foreach (var text in new[] { p.Code, p.NameZh, p.NameEn }) to.String(text);
            to.Bool(p.Indirect);
            to.Decimal(p.Tonnes);
            Write(to, p.Mass);
            to.String(p.Module);
        });
        ReportSnapshot.Write(to, r.Activity);
        to.Many(r.Gaps, g =>
        {
            foreach (var text in new[] { g.Facility, g.Table, g.Choice, g.Column, g.Cause }) to.String(text);
            to.Many(g.Months, m => to.Int(m));
            Write(to, g.EffectTonnes);
        });
        to.Many(r.Warnings, w => to.String(w));
        to.Many(r.Modules, m =>
        {
            foreach (var text in new[] { m.Sector, m.Methodology, m.Version, m.MethodologyHash, m.TraceHash })
                to.String(text);
            to.Decimal(m.EntityTonnes);
            to.Decimal(m.ProcessTonnes);
            to.Bool(m.Counts);
        });
    }

    private static AnnualResult ReadResult(StateReader from)
    {
        var (method, version, hash, trace) = (from.String(), from.String(), from.String(), from.String());
        var first = from.Int();
        var months = Many(from, () => new MonthUsed(from.Int(), from.Int(), from.Int()));
        var (entity, process, level) = (from.Decimal(), from.Decimal(), (ReportLevel)from.Int());
        var (indirect, compliance) = (from.Bool(), new Tonnes(from.Long()));
        var parts = Many(from, () => new ReportPart((PartKind)from.Int(), from.String(), from.String(), from.String(),
            from.Bool(), from.Decimal(), Maybe(from), from.String()));
        var activity = ReportSnapshot.ReadActivity(from) ?? new Activity([], 0, 0);
        var gaps = Many(from, () =>
        {
            var (facility, table, choice, column, cause) =
                (from.String(), from.String(), from.String(), from.String(), from.String());
            return new ReportGap(facility, table, choice, column, Many(from, from.Int), cause, Maybe(from));
        });
        return new AnnualResult(method, version, hash, trace, first, months, entity, process, level, indirect,
            compliance, parts, activity, gaps, Many(from, from.String), Many(from, () => new ModuleResult(
                from.String(), from.String(), from.String(), from.String(), from.String(), from.Decimal(),
                from.Decimal(), from.Bool())));
    }

    private static ImmutableArray<T> Many<T>(StateReader from, Func<T> one)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        from.Many(() => all.Add(one()));
        return all.ToImmutable();
    }

    private static void Write(StateWriter to, decimal? value)
    {
        to.Bool(value is not null);
        if (value is { } number) to.Decimal(number);
    }

    private static decimal? Maybe(StateReader from) => from.Bool() ? from.Decimal() : null;
}
