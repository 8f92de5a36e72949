namespace Chutan.Market.Mrv;

/// <summary>How a verification's file is written into snapshots.</summary>
internal static class TaskSnapshot
{
    public static void Write(StateWriter to, VerificationTask t)
    {
        to.Int(t.Number); to.Int(t.Year.Year); to.Long(t.Participant.Number); to.Long(t.Body.Number);
        to.Int((int)t.Kind); to.Date(t.OpenedOn);
        to.Int((int)t.Stage); to.Int(t.Follows ?? 0); to.Int(t.Successor ?? 0); to.Long(t.Initial.Count);
        to.Date(t.DueOn); to.Int((int)t.HeldFrom); to.Int((int)t.Held); to.Date(t.HeldOn);
        to.String(t.Leader);
        VerificationSnapshot.Write(to, t.Members);
        to.String(t.Reviewer);
        to.Many(t.Checklist, i =>
        {
            to.String(i.Code); to.Int((int)i.Origin); to.String(i.TextZh); to.String(i.TextEn); to.String(i.Result);
            to.Int(i.Fine is { } fine ? fine ? 1 : 0 : -1);
        });
        to.Many(t.Documents, d =>
        {
            to.String(d.Parameter); to.String(d.PlannedMethod); to.String(d.VerifiedBy); to.String(d.Remarks);
            to.Bool(d.Fine);
        });
        WriteSite(to, t);
        to.Many(t.Findings, f => Write(to, f));
        to.Many(t.Conservative, v =>
        {
            to.Int(v.Finding); to.String(v.Parameter); to.String(v.Given); to.String(v.Used); to.String(v.Reason);
            to.Long(v.Effect);
        });
        to.Bool(t.Conclusion is not null);
        if (t.Conclusion is { } conclusion) Write(to, conclusion);
        WriteEnd(to, t);
    }

    public static VerificationTask Read(StateReader from)
    {
        var task = new VerificationTask(from.Int(), new(from.Int()), new(from.Long()), new(from.Long()),
            (VerificationKind)from.Int(), from.Date())
        {
            Stage = (VerificationStage)from.Int(),
            Follows = MaybeNumber(from),
            Successor = MaybeNumber(from),
            Initial = new(from.Long()),
            DueOn = from.MaybeDate(),
            HeldFrom = (VerificationStage)from.Int(),
            Held = (HoldReason)from.Int(),
            HeldOn = from.MaybeDate(),
            Leader = from.String(),
            Members = VerificationSnapshot.Texts(from),
            Reviewer = from.String(),
            Checklist = VerificationSnapshot.Many(from, () => new ChecklistItem(from.String(),
                (ChecklistOrigin)from.Int(), from.String(), from.String(), from.String(),
                from.Int() switch { 0 => false, 1 => true, _ => null })),
            Documents = VerificationSnapshot.Many(from, () => new DocumentLine(from.String(), from.String(),
                from.String(), from.String(), from.Bool())),
        };
        task = ReadSite(from, task) with
        {
            Findings = VerificationSnapshot.Many(from, () => ReadFinding(from)),
            Conservative = VerificationSnapshot.Many(from, () => new ConservativeValue(from.Int(), from.String(),
                from.String(), from.String(), from.String(), from.Long())),
            Conclusion = from.Bool() ? ReadConclusion(from) : null,
        };
        return ReadEnd(from, task);
    }

    private static void WriteSite(StateWriter to, VerificationTask t)
    {
        to.Bool(t.Site is not null);
        if (t.Site is { } site)
        {
            to.Date(site.From); to.Date(site.Through); to.String(site.Place); to.Decimal(site.Latitude);
            to.Decimal(site.Longitude);
            VerificationSnapshot.Write(to, site.Members);
            to.String(site.Agenda);
        }
        to.Many(t.Evidence, e =>
        {
            to.Int((int)e.Kind); to.String(e.Document); to.String(e.Person); to.Date(e.Date);
            to.Long(e.Time.TickOfDay); to.Decimal(e.Latitude); to.Decimal(e.Longitude); to.String(e.Note);
        });
    }

    private static VerificationTask ReadSite(StateReader from, VerificationTask task) => task with
    {
        Site = from.Bool()
            ? new SitePlan(from.Date(), from.Date(), from.String(), from.Decimal(), from.Decimal(),
                VerificationSnapshot.Texts(from), from.String())
            : null,
        Evidence = VerificationSnapshot.Many(from, () => new SiteEvidence((SiteEvidenceKind)from.Int(), from.String(),
            from.String(), from.Date(), LocalTime.FromTicksSinceMidnight(from.Long()), from.Decimal(), from.Decimal(),
            from.String())),
    };

    private static void Write(StateWriter to, Finding f)
    {
        to.Int(f.Number); to.Int((int)f.Class); to.Int((int)f.Severity); to.String(f.Clause); to.String(f.Description);
        VerificationSnapshot.Write(to, f.Evidence);
        to.String(f.Author); to.Int((int)f.Status); to.String(f.CorrectiveAction); to.String(f.Answer);
        VerificationSnapshot.Write(to, f.AnswerEvidence);
        to.Bool(f.Effect is not null);
        to.Long(f.Effect ?? 0);
        to.Int(f.Round); to.String(f.Remarks); to.String(f.CheckedBy); to.String(f.ClosedBy); to.Date(f.ClosedOn);
    }

    private static Finding ReadFinding(StateReader from)
    {
        var finding = new Finding(from.Int(), (FindingClass)from.Int(), (FindingSeverity)from.Int(), from.String(),
            from.String(), VerificationSnapshot.Texts(from), from.String(), (FindingStatus)from.Int(), from.String(),
            from.String(), VerificationSnapshot.Texts(from), null, 0, "", "", "", null);
        var (known, effect) = (from.Bool(), from.Long());
        return finding with
        {
            Effect = known ? effect : null,
            Round = from.Int(),
            Remarks = from.String(),
            CheckedBy = from.String(),
            ClosedBy = from.String(),
            ClosedOn = from.MaybeDate(),
        };
    }

    private static void Write(StateWriter to, VerificationConclusion c)
    {
        to.Long(c.Initial.Count); to.Long(c.Verified.Count);
        to.Many(c.Activity.Outputs, o => { to.String(o.Product); to.Decimal(o.Quantity); to.String(o.Unit); });
        to.Int(c.Activity.ProductionDays); to.Int(c.Activity.StoppedDays);
        to.Many(c.Sources, s =>
        {
            to.String(s.Source); to.Decimal(s.Reported); to.Decimal(s.Verified); to.String(s.Reason);
        });
        to.Bool(c.ReportConforms); to.Bool(c.PlanFollowed); to.String(c.PlanAdvice);
        to.Many(c.Fluctuations, f =>
        {
            to.String(f.Item); to.String(f.LastYear); to.String(f.ThisYear); to.String(f.Explanation);
        });
        to.Many(c.CrossChecks, x =>
        {
            to.String(x.Item); to.String(x.Value); to.String(x.Against); to.String(x.Source); to.Bool(x.Agrees);
        });
        to.String(c.SpecialMatters);
    }

    private static VerificationConclusion ReadConclusion(StateReader from) => new(new(from.Long()), new(from.Long()),
        new Activity(VerificationSnapshot.Many(from, () =>
            new ProductOutput(from.String(), from.Decimal(), from.String())), from.Int(), from.Int()),
        VerificationSnapshot.Many(from, () =>
            new SourceDifference(from.String(), from.Decimal(), from.Decimal(), from.String())),
        from.Bool(), from.Bool(), from.String(),
        VerificationSnapshot.Many(from, () =>
            new Fluctuation(from.String(), from.String(), from.String(), from.String())),
        VerificationSnapshot.Many(from, () =>
            new CrossCheck(from.String(), from.String(), from.String(), from.String(), from.Bool())), from.String());

    private static void WriteEnd(StateWriter to, VerificationTask t)
    {
        to.Date(t.HandedInOn); to.Date(t.NotifiedOn); to.Bool(t.Agreed);
        to.Bool(t.Objection is not null);
        if (t.Objection is { } o)
        {
            to.String(o.Grounds); to.String(o.Document); to.Date(o.On); to.Date(o.DecideBy);
            to.Int(o.Upheld is { } upheld ? upheld ? 1 : 0 : -1); to.String(o.Reason); to.Date(o.DecidedOn);
        }
        to.Date(t.ClosedOn); to.Int(t.SentBack); to.Int(t.LateSteps);
        to.Many(t.Errors, e =>
        {
            to.String(e.Description); to.Long(e.Effect); to.String(e.Source); to.Date(e.On); to.Long(e.By.Number);
        });
        to.Many(t.Entries, e =>
        {
            to.Instant(e.At); to.Long(e.By.Number); to.Int((int)e.Action); to.Int((int)e.From); to.Int((int)e.To);
            to.String(e.Text);
        });
    }

    private static VerificationTask ReadEnd(StateReader from, VerificationTask task) => task with
    {
        HandedInOn = from.MaybeDate(),
        NotifiedOn = from.MaybeDate(),
        Agreed = from.Bool(),
        Objection = from.Bool()
            ? new VerificationObjection(from.String(), from.String(), from.Date(), from.Date(),
                from.Int() switch { 0 => false, 1 => true, _ => null }, from.String(), from.MaybeDate())
            : null,
        ClosedOn = from.MaybeDate(),
        SentBack = from.Int(),
        LateSteps = from.Int(),
        Errors = VerificationSnapshot.Many(from, () =>
            new VerificationError(from.String(), from.Long(), from.String(), from.Date(), new(from.Long()))),
        Entries = VerificationSnapshot.Many(from, () => new VerificationEntry(from.Instant(), new(from.Long()),
            (VerificationAction)from.Int(), (VerificationStage)from.Int(), (VerificationStage)from.Int(),
            from.String())),
    };

    private static int? MaybeNumber(StateReader from) => from.Int() is > 0 and var number ? number : null;
}
