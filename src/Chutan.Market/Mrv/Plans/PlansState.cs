namespace Chutan.Market.Mrv;

/// <summary>Every version of every entity's data quality control plan.</summary>
public sealed class PlansState
{
    private readonly SortedDictionary<ParticipantId, ImmutableArray<MonitoringPlan>> plans = [];
    private readonly SortedDictionary<ParticipantId, ImmutableArray<CalibrationRecorded>> calibrations = [];

    private readonly SortedDictionary<(ParticipantId Participant, int Version), LocalDate> late = [];

    public IEnumerable<ParticipantId> Entities => plans.Keys;

    /// <summary>All versions, earliest first.</summary>
    public ImmutableArray<MonitoringPlan> Versions(ParticipantId participant) =>
        plans.GetValueOrDefault(participant, []);

    public MonitoringPlan? Find(ParticipantId participant, int version) =>
        Versions(participant) is var all && version >= 1 && version <= all.Length ? all[version - 1] : null;

    /// <summary>The approved version that governs a month: of those that had begun, the latest; null when there is
    /// none.</summary>
    public MonitoringPlan? InForce(ParticipantId participant, LocalDate month) => Versions(participant)
        .LastOrDefault(p => p.State == PlanState.Approved && p.From <= month);

    /// <summary>The approved version that governs the first month of a year that any governs; null when none does.
    /// </summary>
    public MonitoringPlan? FirstOf(ParticipantId participant, ComplianceYear year)
    {
        for (var month = 1; month <= 12; month++)
            if (InForce(participant, new LocalDate(year.Year, month, 1)) is { } plan) return plan;
        return null;
    }

    /// <summary>The version the authority has still to decide on.</summary>
    public MonitoringPlan? Pending(ParticipantId participant) =>
        Versions(participant).LastOrDefault(p => p.State == PlanState.Submitted);

    /// <summary>The deadline that a version missed; null when it was in time.</summary>
    public LocalDate? MissedBy(ParticipantId participant, int version) =>
        late.TryGetValue((participant, version), out var due) ? due : null;

    /// <summary>Calibrations recorded since the plan was filed, in the order they were.</summary>
    public ImmutableArray<CalibrationRecorded> Calibrations(ParticipantId participant) =>
        calibrations.GetValueOrDefault(participant, []);

    /// <summary>The calibration of a meter that holds longest: the plan's own or one recorded since.</summary>
    /// <returns>The day of the calibration, the last day it covers, and the certificate's hash, empty for the plan's
    /// own.</returns>
    public (LocalDate On, LocalDate Through, string Document) LatestCalibration(
        ParticipantId participant, PlanMeter meter) => Calibrations(participant).Where(c => c.Meter == meter.Id)
        .Select(c => (c.On, Through: c.On.PlusMonths(c.Months), c.Document))
        .Append((On: meter.CalibratedOn, Through: meter.CalibratedThrough, Document: ""))
        .MaxBy(c => (c.Through, c.On, c.Document.Length));

    /// <summary>Whether a meter's figures of a day count as measured: a calibration of the plan's or a later one covers
    /// the day.</summary>
    public bool IsCalibrated(ParticipantId participant, PlanMeter meter, LocalDate day) =>
        meter.CalibratedThrough >= day || Calibrations(participant).Any(c => c.Meter == meter.Id
            && c.On <= day && c.On.PlusMonths(c.Months) >= day);

    internal void Apply(PlanEvent happened)
    {
        switch (happened)
        {
            case PlanFiled e: plans[e.Plan.Participant] = [.. Versions(e.Plan.Participant), e.Plan]; break;
            case PlanApproved e: Change(e.Participant, e.Version, p => p with { State = PlanState.Approved }); break;
            case PlanReturned e:
                Change(e.Participant, e.Version, p => p with { State = PlanState.Returned, Remarks = e.Reason });
                break;
            case PlanHandedInLate e: late[(e.Participant, e.Version)] = e.DueOn; break;
            case CalibrationRecorded e: calibrations[e.Participant] = [.. Calibrations(e.Participant), e]; break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(plans.Values, versions => to.Many(versions, p => PlanSnapshot.Write(to, p)));
        to.Many(calibrations.Values, all => to.Many(all, c =>
        {
            to.Long(c.Participant.Number);
            to.String(c.Meter);
            to.Date(c.On);
            to.Int(c.Months);
            to.String(c.Document);
        }));
        to.Many([.. late], one =>
        {
            to.Long(one.Key.Participant.Number);
            to.Int(one.Key.Version);
            to.Date(one.Value);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() => from.Many(() =>
        {
            var plan = PlanSnapshot.Read(from);
            plans[plan.Participant] = [.. Versions(plan.Participant), plan];
        }));
        from.Many(() => from.Many(() => Apply(new CalibrationRecorded(new(from.Long()), from.String(), from.Date(),
            from.Int(), from.String()))));
        from.Many(() => Apply(new PlanHandedInLate(new(from.Long()), from.Int(), from.Date())));
    }

    private void Change(ParticipantId participant, int version, Func<MonitoringPlan, MonitoringPlan> change)
    {
        var all = Versions(participant);
        plans[participant] = all.SetItem(version - 1, change(all[version - 1]));
    }
}

/// <summary>How plans are written into snapshots.</summary>
internal static class PlanSnapshot
{
    public static void Write(StateWriter to, MonitoringPlan p)
    {
        to.Long(p.Participant.Number);
        to.Int(p.Version);
        to.Date(p.From);
        Write(to, p.Content);
        to.Int((int)p.Change);
        to.String(p.ChangeReason);
        to.Int((int)p.State);
        to.Long(p.FiledBy.Number);
        to.Instant(p.FiledAt);
        to.String(p.Remarks);
        to.Long(p.Position);
    }

    public static MonitoringPlan Read(StateReader from) => new(new(from.Long()), from.Int(), from.Date(),
        ReadContent(from), (PlanChange)from.Int(), from.String(), (PlanState)from.Int(), new(from.Long()),
        from.Instant(), from.String(), from.Long());

    private static void Write(StateWriter to, PlanContent c)
    {
        foreach (var text in new[] { c.Regime, c.Sector, c.Boundary, c.QualityControl }) to.String(text);
        to.Many(c.Facilities, f =>
        {
            foreach (var text in new[] { f.Id, f.NameZh, f.NameEn, f.Kind, f.CapacityUnit, f.Permit }) to.String(text);
            to.Bool(f.Capacity is not null);
            to.Decimal(f.Capacity ?? 0);
        });
        to.Many(c.Meters, m =>
        {
            foreach (var text in new[] { m.Id, m.Kind, m.Location, m.Accuracy }) to.String(text);
            to.Date(m.CalibratedOn);
            to.Int(m.CalibrationMonths);
            to.Int((int)m.Power);
        });
        to.Many(c.Parameters, p =>
        {
            foreach (var text in new[]
            {
                p.Id, p.Facility, p.Table, p.Choice, p.Column, p.Meter, p.Method, p.Frequency, p.Department,
                p.MissingTreatment,
            }) to.String(text);
            to.Int((int)p.Acquisition);
        });
        to.Many(c.Modules, m =>
        {
            to.String(m.Sector);
            to.Many(m.Facilities, f => to.String(f));
        });
    }

    private static PlanContent ReadContent(StateReader from)
    {
        var (regime, sector, boundary, control) = (from.String(), from.String(), from.String(), from.String());
        var facilities = ImmutableArray.CreateBuilder<PlanFacility>();
        from.Many(() =>
        {
            var (id, zh, en, kind, unit, permit) = (from.String(), from.String(), from.String(), from.String(),
                from.String(), from.String());
            var (has, capacity) = (from.Bool(), from.Decimal());
            facilities.Add(new PlanFacility(id, zh, en, kind, has ? capacity : null, unit, permit));
        });
        var meters = ImmutableArray.CreateBuilder<PlanMeter>();
        from.Many(() => meters.Add(new PlanMeter(from.String(), from.String(), from.String(), from.String(),
            from.Date(), from.Int(), (PowerOrigin)from.Int())));
        var parameters = ImmutableArray.CreateBuilder<PlanParameter>();
        from.Many(() =>
        {
            var (id, facility, table, choice, column) = (from.String(), from.String(), from.String(), from.String(),
                from.String());
            var (meter, method, frequency, department, missing) = (from.String(), from.String(), from.String(),
                from.String(), from.String());
            parameters.Add(new PlanParameter(id, facility, table, choice, column, (Acquisition)from.Int(), meter,
                method, frequency, department, missing));
        });
        var modules = ImmutableArray.CreateBuilder<PlanModule>();
        from.Many(() =>
        {
            var (of, members) = (from.String(), ImmutableArray.CreateBuilder<string>());
            from.Many(() => members.Add(from.String()));
            modules.Add(new PlanModule(of, members.ToImmutable()));
        });
        return new PlanContent(regime, sector, boundary, facilities.ToImmutable(), meters.ToImmutable(),
            parameters.ToImmutable(), control, modules.ToImmutable());
    }
}
