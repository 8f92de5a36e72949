namespace Chutan.Market.Mrv;

/// <summary>How months are written into snapshots.</summary>
internal static class MonthSnapshot
{
    public static void Write(StateWriter to, MonthRecord r)
    {
        to.Long(r.Participant.Number);
        to.Int(r.Year.Year);
        to.Int(r.Month);
        to.Int(r.Revision);
        Write(to, r.Content);
        to.Int(r.PlanVersion);
        to.Int((int)r.State);
        to.Date(r.DueOn);
        to.Bool(r.Late);
        to.Long(r.FiledBy.Number);
        to.Instant(r.FiledAt);
        to.String(r.Remarks);
        to.Long(r.Position);
        Write(to, r.Substitutions);
        to.Many(r.Checks, c =>
        {
            to.Int((int)c.Level);
            to.Bool(c.Passed);
            to.Long(c.By.Number);
            to.Instant(c.At);
            to.Bool(c.Late);
            to.String(c.Reason);
        });
    }

    public static MonthRecord Read(StateReader from)
    {
        var (participant, year, month, revision) = (new ParticipantId(from.Long()), new ComplianceYear(from.Int()),
            from.Int(), from.Int());
        var (content, plan, state) = (ReadContent(from), from.Int(), (MonthState)from.Int());
        var (due, late, by, at) = (from.Date(), from.Bool(), new UserId(from.Long()), from.Instant());
        var (remarks, position) = (from.String(), from.Long());
        var substitutions = ReadSubstitutions(from);
        var checks = ImmutableArray.CreateBuilder<MonthCheck>();
        from.Many(() => checks.Add(new MonthCheck((MonthCheckLevel)from.Int(), from.Bool(), new(from.Long()),
            from.Instant(), from.Bool(), from.String())));
        return new MonthRecord(participant, year, month, revision, content, plan, state, due, late, by, at, remarks,
            position, substitutions, checks.ToImmutable());
    }

    public static void Write(StateWriter to, CorrectionRequest c)
    {
        to.Long(c.Participant.Number);
        to.Int(c.Year.Year);
        to.Int(c.Month);
        to.Int(c.Number);
        to.Int(c.Revision);
        Write(to, c.Content);
        Write(to, c.Substitutions);
        to.String(c.Reason);
        to.Long(c.RequestedBy.Number);
        to.Instant(c.RequestedAt);
        to.Int((int)c.State);
        to.String(c.Decision);
    }

    public static CorrectionRequest ReadCorrection(StateReader from) => new(new(from.Long()), new(from.Int()),
        from.Int(), from.Int(), from.Int(), ReadContent(from), ReadSubstitutions(from), from.String(),
        new(from.Long()), from.Instant(), (CorrectionState)from.Int(), from.String());

    private static void Write(StateWriter to, ImmutableArray<Substitution> substitutions) =>
        to.Many(substitutions, s =>
        {
            to.Int(s.Row);
            foreach (var text in new[] { s.Table, s.Facility, s.Choice, s.Column, s.Measured, s.Report })
                to.String(text);
            to.Int((int)s.Fault);
            Write(to, s.EffectTonnes);
        });

    private static ImmutableArray<Substitution> ReadSubstitutions(StateReader from)
    {
        var substitutions = ImmutableArray.CreateBuilder<Substitution>();
        from.Many(() => substitutions.Add(new Substitution(from.Int(), from.String(), from.String(), from.String(),
            from.String(), from.String(), from.String(), (LabFault)from.Int(), Maybe(from))));
        return substitutions.ToImmutable();
    }

    public static void Write(StateWriter to, MonthContent content)
    {
        to.Many(content.Rows, row =>
        {
            to.String(row.Table);
            to.String(row.Facility);
            to.Many(row.Figures, f =>
            {
                foreach (var text in new[] { f.Column, f.Text, f.Unit, f.Reason }) to.String(text);
                to.Int((int)f.Acquisition);
                to.Many(f.Evidence, e => to.String(e));
            });
        });
        to.Many(content.LabReports, l => Write(to, l));
        to.Many(content.Ledgers, l =>
        {
            to.String(l.Fuel);
            foreach (var quantity in new[] { l.Opening, l.Received, l.Consumed, l.Closing }) to.Decimal(quantity);
            to.Int(l.RunningDays);
            to.Int(l.SubSamples);
            Write(to, l.DailyMoisture);
            to.Bool(l.Retained);
            to.String(l.Document);
        });
        to.Many(content.Power, p =>
        {
            to.String(p.Meter);
            to.Decimal(p.Mwh);
            to.Many(p.Certificates, c => to.String(c));
            to.String(p.Document);
        });
    }

    public static MonthContent ReadContent(StateReader from)
    {
        var rows = ImmutableArray.CreateBuilder<MonthRow>();
        from.Many(() =>
        {
            var (table, facility) = (from.String(), from.String());
            var figures = ImmutableArray.CreateBuilder<MonthFigure>();
            from.Many(() =>
            {
                var (column, text, unit, reason) = (from.String(), from.String(), from.String(), from.String());
                figures.Add(new MonthFigure(column, text, unit, (Acquisition)from.Int(), reason, Strings(from)));
            });
            rows.Add(new MonthRow(table, facility, figures.ToImmutable()));
        });
        var reports = ImmutableArray.CreateBuilder<LabReport>();
        from.Many(() => reports.Add(ReadReport(from)));
        var ledgers = ImmutableArray.CreateBuilder<FuelLedger>();
        from.Many(() => ledgers.Add(new FuelLedger(from.String(), from.Decimal(), from.Decimal(), from.Decimal(),
            from.Decimal(), from.Int(), from.Int(), Maybe(from), from.Bool(), from.String())));
        var power = ImmutableArray.CreateBuilder<PowerReading>();
        from.Many(() => power.Add(new PowerReading(from.String(), from.Decimal(), Strings(from), from.String())));
        return new MonthContent(rows.ToImmutable(), reports.ToImmutable(), ledgers.ToImmutable(),
            power.ToImmutable());
    }

    public static void Write(StateWriter to, LabReport l)
    {
        foreach (var text in new[] { l.Number, l.Laboratory, l.Accreditation, l.Sample, l.Fuel }) to.String(text);
        foreach (var date in new[] { l.SampledFrom, l.SampledThrough, l.ReceivedOn, l.TestedOn, l.IssuedOn })
            to.Date(date);
        foreach (var value in new[] { l.Ncv, l.Carbon, l.Hydrogen, l.Oxygen, l.Sulphur, l.TotalMoisture,
            l.InnerMoisture }) Write(to, value);
        to.String(l.VerificationCode);
        to.Bool(l.Stamped);
        to.String(l.Document);
    }

    public static LabReport ReadReport(StateReader from) => new(from.String(), from.String(), from.String(),
        from.String(), from.String(), from.Date(), from.Date(), from.Date(), from.Date(), from.Date(), Maybe(from),
        Maybe(from), Maybe(from), Maybe(from), Maybe(from), Maybe(from), Maybe(from), from.String(), from.Bool(),
        from.String());

    private static ImmutableArray<string> Strings(StateReader from)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        from.Many(() => all.Add(from.String()));
        return all.ToImmutable();
    }

    private static void Write(StateWriter to, decimal? value)
    {
        to.Bool(value is not null);
        if (value is { } number) to.Decimal(number);
    }

    private static decimal? Maybe(StateReader from) => from.Bool() ? from.Decimal() : null;
}
