namespace Chutan.Market.Mrv;

/// <summary>How bodies, interests, draws, routine checks and evaluations are written into snapshots.</summary>
internal static class VerificationSnapshot
{
    public static void Write(StateWriter to, VerificationBody b)
    {
        to.Long(b.Participant.Number);
        Write(to, b.Profile.Sectors);
        to.Many(b.Profile.Services, s => to.Int((int)s));
        Write(to, b.Profile.Groups);
        Write(to, b.Profile.Laboratories);
        to.String(b.Profile.Certificate);
        to.String(b.Profile.Document);
        to.Int(b.Version);
        to.Date(b.FiledOn);
        to.Many(b.Staff, p =>
        {
            to.String(p.Code); to.String(p.Name); to.Long(p.User.Number);
            Write(to, p.Skills);
            to.Many(p.History, h =>
            {
                to.String(h.Employer); to.Int((int)h.Kind); to.Date(h.From); to.Date(h.Through);
            });
            to.Date(p.LeftOn);
        });
        to.Many(b.Checks, c =>
        {
            to.Int(c.Year);
            to.Many(c.Broken, to.Int);
            to.String(c.Remarks); to.String(c.Document); to.Long(c.By.Number); to.Date(c.On);
        });
    }

    public static VerificationBody ReadBody(StateReader from) => new(new(from.Long()),
        new BodyProfile(Texts(from), Many(from, () => (BodyService)from.Int()), Texts(from), Texts(from),
            from.String(), from.String()),
        from.Int(), from.Date(),
        Many(from, () => new VerifierPerson(from.String(), from.String(), new(from.Long()), Texts(from),
            Many(from, () => new Employment(from.String(), (EmploymentKind)from.Int(), from.Date(), from.MaybeDate())),
            from.MaybeDate())),
        Many(from, () => new ImpartialityCheck(from.Int(), Many(from, from.Int), from.String(), from.String(),
            new(from.Long()), from.Date())));

    public static void Write(StateWriter to, BodyInterest i)
    {
        to.Int(i.Number); to.Long(i.Body.Number); to.Int((int)i.Kind); to.Long(i.Emitter?.Number ?? 0);
        to.String(i.Person); to.Date(i.From); to.Date(i.Through); to.String(i.Description);
        to.Long(i.DeclaredBy.Number);
    }

    public static BodyInterest ReadInterest(StateReader from) => new(from.Int(), new(from.Long()),
        (InterestKind)from.Int(), from.Long() is > 0 and var emitter ? new ParticipantId(emitter) : null,
        from.String(), from.Date(), from.MaybeDate(), from.String(), new(from.Long()));

    public static void Write(StateWriter to, ReportComplaint c)
    {
        to.Int(c.Number); to.Long(c.Participant.Number); to.Int(c.Year.Year); to.String(c.Text); to.Date(c.On);
    }

    public static ReportComplaint ReadComplaint(StateReader from) =>
        new(from.Int(), new(from.Long()), new(from.Int()), from.String(), from.Date());

    public static void Write(StateWriter to, RecheckDraw d)
    {
        to.Int(d.Year.Year); to.String(d.Seed); to.Date(d.On); to.Int(d.Candidates);
        to.Many(d.Drawn, one =>
        {
            to.Int(one.Task); to.Long(one.Participant.Number); to.Int(one.Score); to.Int((int)one.Cause);
        });
    }

    public static RecheckDraw ReadDraw(StateReader from) => new(new(from.Int()), from.String(), from.Date(),
        from.Int(), Many(from, () =>
            new DrawnRecheck(from.Int(), new(from.Long()), from.Int(), (RecheckCause)from.Int())));

    public static void Write(StateWriter to, RoutineCheck c)
    {
        to.Int(c.Number); to.Long(c.Bureau.Number); to.Long(c.Participant.Number); to.Int(c.Year); to.Int(c.Quarter);
        Write(to, c.Inspectors);
        to.Date(c.DrawnOn); to.Int((int)c.Result); to.String(c.Notes); to.Date(c.DoneOn);
    }

    public static RoutineCheck ReadRoutineCheck(StateReader from) => new(from.Int(), new(from.Long()),
        new(from.Long()), from.Int(), from.Int(), Texts(from), from.Date(), (RoutineResult)from.Int(), from.String(),
        from.MaybeDate());

    public static void Write(StateWriter to, YearEvaluation e)
    {
        to.Int(e.Year.Year);
        to.Date(e.On);
        to.Many(e.Bodies, b =>
        {
            to.Long(b.Body.Number); to.Int(b.Finished); to.Int(b.WithErrors); to.Int(b.SentBack); to.Int(b.Blind);
            to.Int(b.Late); to.Int(b.Findings); to.Int(b.MedianDays); to.Int(b.Score);
        });
    }

    public static YearEvaluation ReadEvaluation(StateReader from) => new(new(from.Int()), from.Date(), Many(from, () =>
        new BodyEvaluation(new(from.Long()), from.Int(), from.Int(), from.Int(), from.Int(), from.Int(), from.Int(),
            from.Int(), from.Int())));

    public static void Write(StateWriter to, ImmutableArray<string> texts) => to.Many(texts, t => to.String(t));
    public static ImmutableArray<string> Texts(StateReader from) => Many(from, from.String);

    public static ImmutableArray<T> Many<T>(StateReader from, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        from.Many(() => items.Add(read()));
        return items.ToImmutable();
    }
}
