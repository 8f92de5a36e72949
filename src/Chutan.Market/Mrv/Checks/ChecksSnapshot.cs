using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>How the checks' state is written into snapshots.</summary>
internal static class ChecksSnapshot
{
    public static void Write(StateWriter to, PublishedChecks v)
    {
        foreach (var text in new[] { v.Version, v.Hash, v.Content, v.Reason }) to.String(text);
        to.Instant(v.At);
        to.Long(v.Position);
    }

    public static PublishedChecks ReadVersion(StateReader from) => new(from.String(), from.String(), from.String(),
        from.String(), from.Instant(), from.Long());

    public static void Write(StateWriter to, QualityAlert a)
    {
        to.Int(a.Number);
        to.String(a.Hit.Check);
        to.Int((int)a.Hit.Severity);
        to.Long(a.Hit.Participant.Number);
        to.Int(a.Hit.Year.Year);
        to.Int(a.Hit.Month);
        to.String(a.Hit.Subject);
        to.Many(a.Hit.Fields, f => to.String(f));
        to.Many(a.Hit.Figures, f =>
        {
            foreach (var text in new[] { f.Name, f.Value, f.Unit, f.Key }) to.String(text);
        });
        to.Many(a.Hit.Words, w =>
        {
            to.String(w.Name);
            to.String(w.Text);
        });
        to.String(a.Version);
        to.Int((int)a.Origin);
        to.Instant(a.RaisedAt);
        to.Int(a.Follows ?? 0);
        to.Int((int)a.State);
        to.String(a.Explanation);
        to.Int(a.Outcome is { } outcome ? (int)outcome : -1);
        to.String(a.Reason);
        to.Long(a.By?.Number ?? -1);
        to.Bool(a.ClosedAt is not null);
        if (a.ClosedAt is { } closed) to.Instant(closed);
        to.Long(a.Position);
    }

    public static QualityAlert ReadAlert(StateReader from)
    {
        var number = from.Int();
        var (check, severity) = (from.String(), (CheckSeverity)from.Int());
        var (participant, year, month, subject) = (new ParticipantId(from.Long()), new ComplianceYear(from.Int()),
            from.Int(), from.String());
        var fields = Many(from, from.String);
        var figures = Many(from, () => new HitFigure(from.String(), from.String(), from.String(), from.String()));
        var words = Many(from, () => new HitWord(from.String(), from.String()));
        var hit = new CheckHit(check, severity, participant, year, month, subject, fields, figures, words);
        var (version, origin, raised) = (from.String(), (AlertOrigin)from.Int(), from.Instant());
        var follows = from.Int();
        var (state, explanation, outcome) = ((QualityAlertState)from.Int(), from.String(), from.Int());
        var (reason, by) = (from.String(), from.Long());
        Instant? closed = from.Bool() ? from.Instant() : null;
        return new QualityAlert(number, hit, version, origin, raised, follows == 0 ? null : follows, state,
            explanation, outcome < 0 ? null : (AlertOutcome)outcome, reason, by < 0 ? null : new UserId(by), closed,
            from.Long());
    }

    public static void Write(StateWriter to, ReplayRecord r)
    {
        to.Int(r.Year.Year);
        to.Int(r.FromMonth);
        to.Int(r.ThroughMonth);
        to.String(r.Version);
        to.String(r.Reason);
        to.Int(r.Months);
        to.Many(r.Alerts, a => to.Int(a));
        to.Instant(r.At);
        to.Long(r.Position);
    }

    public static ReplayRecord ReadReplay(StateReader from) => new(new(from.Int()), from.Int(), from.Int(),
        from.String(), from.String(), from.Int(), Many(from, from.Int), from.Instant(), from.Long());

    public static void Write(StateWriter to, Laboratory l)
    {
        to.String(l.Name);
        to.String(l.Accreditation);
        to.Date(l.ValidFrom);
        to.Date(l.ValidThrough);
        to.Many(l.Scope, s => to.String(s));
        to.Int(l.SamplesPerDay);
        to.Bool(l.Online);
    }

    public static Laboratory ReadLaboratory(StateReader from) => new(from.String(), from.String(), from.Date(),
        from.Date(), Many(from, from.String), from.Int(), from.Bool());

    public static void Write(StateWriter to, DocumentTraits t)
    {
        to.String(t.Hash);
        to.Date(t.CreatedOn);
        to.String(t.Software);
    }

    public static DocumentTraits ReadTraits(StateReader from) => new(from.String(), from.MaybeDate(), from.String());

    public static void Write(StateWriter to, string hash, FileFacts f)
    {
        to.String(hash);
        to.Date(f.CreatedOn);
        to.Date(f.ModifiedOn);
        to.String(f.Author);
        to.String(f.Software);
    }

    public static FileFacts ReadFacts(StateReader from) => new(from.MaybeDate(), from.MaybeDate(), from.String(),
        from.String());

    public static void Write(StateWriter to, ComparisonFigure c)
    {
        to.Long(c.Participant.Number);
        to.Int(c.Year.Year);
        to.Int(c.Month);
        to.Int((int)c.Kind);
        to.String(c.Item);
        to.Decimal(c.Value);
        to.String(c.Unit);
        to.String(c.Source);
    }

    public static ComparisonFigure ReadComparison(StateReader from) => new(new(from.Long()), new(from.Int()),
        from.Int(), (ComparisonKind)from.Int(), from.String(), from.Decimal(), from.String(), from.String());

    public static void Write(StateWriter to, ServiceContract c)
    {
        to.Long(c.Participant.Number);
        to.Int(c.Year.Year);
        to.String(c.Consultant);
        to.String(c.Group);
        to.Bool(c.Contingent);
    }

    public static ServiceContract ReadContract(StateReader from) => new(new(from.Long()), new(from.Int()),
        from.String(), from.String(), from.Bool());

    private static ImmutableArray<T> Many<T>(StateReader from, Func<T> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        from.Many(() => all.Add(read()));
        return all.ToImmutable();
    }
}
