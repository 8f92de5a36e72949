namespace Chutan.Market.Mrv;

public abstract record MrvEvent : Event;

/// <summary>Every emission report, by compliance year and entity.</summary>
public sealed class MrvState
{
    private readonly SortedDictionary<(ComplianceYear Year, ParticipantId Participant), EmissionReport> reports = [];

    /// <summary>The files that back the figures.</summary>
    public DocumentsState Documents { get; } = new();

    /// <summary>Data quality control plans, in all their versions.</summary>
    public PlansState Plans { get; } = new();

    /// <summary>Captured CO2 that was handed on.</summary>
    public CapturesState Captures { get; } = new();

    /// <summary>Monthly totals of continuous monitoring.</summary>
    public CemsState Cems { get; } = new();

    /// <summary>Monthly evidence, in all its revisions.</summary>
    public MonthsState Months { get; } = new();

    /// <summary>The data-quality checks, their alerts, and what they compare with.</summary>
    public ChecksState Checks { get; } = new();

    /// <summary>Verification bodies, their work, and the supervision of it.</summary>
    public VerificationState Verifications { get; } = new();

    /// <summary>Annual reports derived from months, in all their versions, and what was decided about them.</summary>
    public AnnualsState Annuals { get; } = new();

    public IReadOnlyCollection<EmissionReport> Reports => reports.Values;

    public EmissionReport? Find(ComplianceYear year, ParticipantId participant) =>
        reports.GetValueOrDefault((year, participant));

    /// <summary>Verified and accepted emissions; null when there are none (yet).</summary>
    public Tonnes? Accepted(ComplianceYear year, ParticipantId participant) => Find(year, participant)?.Accepted;

    /// <summary>Reports of one year, by entity.</summary>
    public IEnumerable<EmissionReport> Of(ComplianceYear year) => reports.Values.Where(r => r.Year == year);

    /// <summary>Reports of one entity for all years up to and including one, earliest first.</summary>
    public IEnumerable<EmissionReport> Through(ComplianceYear year, ParticipantId participant) =>
        reports.Values.Where(r => r.Participant == participant && r.Year <= year);

    /// <summary>Who has to explain an alert: the enterprise its data, the body its verification.</summary>
    public ParticipantId? AnswersFor(QualityAlert alert) => alert.Verification is { } task
        ? Verifications.Find(task)?.Body : alert.Hit.Participant;

    internal void Apply(MrvEvent happened, EventContext context)
    {
        switch (happened)
        {
            case DocumentFiled e: Documents.Apply(e); break;
            case PlanEvent e: Plans.Apply(e); break;
            case MonthEvent e: Months.Apply(e); break;
            case CaptureEvent e: Captures.Apply(e); break;
            case CemsFiled e: Cems.Apply(e); break;
            case QualityEvent e: Checks.Apply(e, context); break;
            case VerificationEvent e:
                Verifications.Apply(e, context);
                BackToVerification(e, context);
                break;
            case ReportReopened e:
                Annuals.Apply(e, context);
                Change(e.Year, e.Participant, context, r => r with
                { State = ReportState.Reopened, Standing = e.Standing, StandingActivity = r.VerifiedActivity });
                break;
            case AnnualEvent e: Annuals.Apply(e, context); break;
            default: ApplyToReport(happened, context); break;
        }
    }

    /// <summary>What happens to a report on its way from the entity to the authority.</summary>
    private void ApplyToReport(MrvEvent happened, EventContext context)
    {
        switch (happened)
        {
            case ReportSubmitted e:
                Change(e.Year, e.Participant, context, r => r with
                {
                    State = e.To,
                    Revision = e.Revision,
                    Reported = e.Total,
                    Lines = e.Lines,
                    ReportedActivity = e.Activity,
                    SubmittedOn = context.Date,
                    DueOn = e.Due,
                    Late = e.Late,
                });
                break;
            case VerifierAssigned e:
                Change(e.Year, e.Participant, context, r => r with
                { State = ReportState.UnderVerification, Verifier = e.Verifier });
                break;
            case ReportReturned e:
                Change(e.Year, e.Participant, context, r => r with
                { State = ReportState.Returned, Findings = e.Findings });
                break;
            case ReportVerified e:
                Change(e.Year, e.Participant, context, r => r with
                {
                    State = ReportState.Verified,
                    Verified = e.Verified,
                    VerifiedActivity = e.Activity,
                    Findings = e.Findings,
                });
                break;
            case ReportAccepted e:
                Change(e.Year, e.Participant, context, r => r with
                { State = ReportState.Accepted, Standing = null, StandingActivity = null });
                break;
            case ReportRefused e:
                Change(e.Year, e.Participant, context, r =>
                    r with { State = ReportState.Refused, Findings = e.Reason });
                break;
            case ReportBroughtIn e: BringIn(e, context); break;
            case VerifiedEmissionsRecorded e:
                Change(e.Year, e.Participant, context, r => r with
                {
                    State = ReportState.Accepted,
                    Verified = e.Emissions,
                    VerifiedActivity = r.VerifiedActivity,
                    Exclusion = e.Exclusion,
                    Findings = e.Source,
                    Standing = null,
                    StandingActivity = null,
                });
                break;
        }
    }

    private void BringIn(ReportBroughtIn e, EventContext context) => Change(e.Year, e.Participant, context, r => r with
    {
        State = ReportState.Accepted,
        Verified = e.Emissions,
        VerifiedActivity = e.Activity,
        Findings = e.Source,
    });

    internal void Save(StateWriter to)
    {
        to.Many(reports.Values, r => ReportSnapshot.Write(to, r));
        Documents.Save(to);
        Plans.Save(to);
        Months.Save(to);
        Captures.Save(to);
        Cems.Save(to);
        Checks.Save(to);
        Verifications.Save(to);
        Annuals.Save(to);
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var report = ReportSnapshot.Read(from);
            reports.Add((report.Year, report.Participant), report);
        });
        Documents.Load(from);
        Plans.Load(from);
        Months.Load(from);
        Captures.Load(from);
        Cems.Load(from);
        Checks.Load(from);
        Verifications.Load(from);
        Annuals.Load(from);
    }

    /// <summary>A conclusion that goes back to the body takes the report with it.</summary>
    private void BackToVerification(VerificationEvent happened, EventContext context)
    {
        (ComplianceYear Year, ParticipantId Participant)? report = happened switch
        {
            VerificationReturned { Kind: VerificationKind.Annual } e => (e.Year, e.Participant),
            ConclusionObjectionDecided { Kind: VerificationKind.Annual, Upheld: true } e => (e.Year, e.Participant),
            _ => null,
        };
        if (report is { } back)
            Change(back.Year, back.Participant, context, r => r with { State = ReportState.UnderVerification });
    }

    private void Change(ComplianceYear year, ParticipantId participant, EventContext context,
        Func<EmissionReport, EmissionReport> change) =>
        reports[(year, participant)] = change(Find(year, participant) ?? new EmissionReport(year, participant)) with
        { Position = context.Position };
}

/// <summary>How reports are written into snapshots.</summary>
internal static class ReportSnapshot
{
    public static void Write(StateWriter to, EmissionReport r)
    {
        to.Int(r.Year.Year);
        to.Long(r.Participant.Number);
        to.Int((int)r.State);
        to.Int(r.Revision);
        to.Long(r.Reported?.Count ?? -1);
        to.Many(r.Lines, l =>
        {
            to.String(l.Source);
            to.Decimal(l.Amount);
            to.String(l.Unit);
            to.Decimal(l.Factor);
            to.Decimal(l.Emissions);
        });
        Write(to, r.ReportedActivity);
        to.Date(r.SubmittedOn);
        to.Date(r.DueOn);
        to.Bool(r.Late);
        to.Long(r.Verifier?.Number ?? -1);
        to.Long(r.Verified?.Count ?? -1);
        Write(to, r.VerifiedActivity);
        to.String(r.Findings);
        to.String(r.Exclusion);
        to.Long(r.Standing?.Count ?? -1);
        Write(to, r.StandingActivity);
        to.Long(r.Position);
    }

    public static EmissionReport Read(StateReader from)
    {
        var report = new EmissionReport(new ComplianceYear(from.Int()), new ParticipantId(from.Long()));
        var (state, revision, reported) = ((ReportState)from.Int(), from.Int(), MaybeTonnes(from));
        var lines = ImmutableArray.CreateBuilder<SourceLine>();
        from.Many(() => lines.Add(new SourceLine(from.String(), from.Decimal(), from.String(), from.Decimal(),
            from.Decimal())));
        var activity = ReadActivity(from);
        var (submitted, due, late) = (from.MaybeDate(), from.MaybeDate(), from.Bool());
        var verifier = from.Long();
        var (verified, verifiedActivity) = (MaybeTonnes(from), ReadActivity(from));
        return report with
        {
            State = state,
            Revision = revision,
            Reported = reported,
            Lines = lines.ToImmutable(),
            ReportedActivity = activity,
            SubmittedOn = submitted,
            DueOn = due,
            Late = late,
            Verifier = verifier < 0 ? null : new ParticipantId(verifier),
            Verified = verified,
            VerifiedActivity = verifiedActivity,
            Findings = from.String(),
            Exclusion = from.MaybeString(),
            Standing = MaybeTonnes(from),
            StandingActivity = ReadActivity(from),
            Position = from.Long(),
        };
    }

    public static void Write(StateWriter to, Activity? activity)
    {
        to.Bool(activity is not null);
        if (activity is null) return;
        to.Many(activity.Outputs, o =>
        {
            to.String(o.Product);
            to.Decimal(o.Quantity);
            to.String(o.Unit);
        });
        to.Int(activity.ProductionDays);
        to.Int(activity.StoppedDays);
    }

    public static Activity? ReadActivity(StateReader from)
    {
        if (!from.Bool()) return null;
        var outputs = ImmutableArray.CreateBuilder<ProductOutput>();
        from.Many(() => outputs.Add(new ProductOutput(from.String(), from.Decimal(), from.String())));
        return new Activity(outputs.ToImmutable(), from.Int(), from.Int());
    }

    private static Tonnes? MaybeTonnes(StateReader from)
    {
        var count = from.Long();
        return count < 0 ? null : new Tonnes(count);
    }
}
