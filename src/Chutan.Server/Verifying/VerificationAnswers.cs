using Chutan.Market;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Chutan.Server.Mrv;
using Chutan.Server.Oversight;

namespace Chutan.Server.Verifying;

/// <param name="Mine">Whether the caller has a step to take in it now.</param>
public sealed record VerificationRow(int Number, int Year, string Participant, Bilingual Name, string City,
    string Body, Bilingual BodyName, string Kind, string Stage, LocalDate OpenedOn, LocalDate? DueOn, bool Overdue,
    int Findings, int OpenFindings, bool Mine);
/// <param name="By">Who may take it; <paramref name="Allowed"/> whether the caller may.</param>
public sealed record VerificationStepRow(string Action, string By, string? To, bool Allowed);
public sealed record ChecklistRow(string Code, string Origin, Bilingual Text, string Result, bool? Fine);
public sealed record DocumentReviewRow(string Parameter, string PlannedMethod, string VerifiedBy, string Remarks,
    bool Fine);
public sealed record SiteRow(LocalDate From, LocalDate Through, string Place, string Latitude, string Longitude,
    IReadOnlyList<string> Members, string Agenda);
public sealed record SiteEvidenceRow(string Kind, string Document, string Person, LocalDate Date, string Time,
    string Latitude, string Longitude, string Note);
/// <param name="Carried">Whether the body before had left it.</param>
public sealed record FindingRow(int Number, string Class, string Severity, string Clause, string Description,
    IReadOnlyList<string> Evidence, string Author, string Status, string CorrectiveAction, string Answer,
    IReadOnlyList<string> AnswerEvidence, long? Effect, int Round, string Remarks, string CheckedBy, string ClosedBy,
    LocalDate? ClosedOn, bool Carried);
public sealed record ConservativeRow(int Finding, string Parameter, string Given, string Used, string Reason,
    long Effect);
public sealed record SourceRow(string Source, string Reported, string Verified, string Reason);
public sealed record CrossCheckRow(string Item, string Value, string Against, string Source, bool Agrees);

/// <param name="Change">Verified minus first total, as a share; <paramref name="Materiality"/> is shown beside it.
/// </param>
public sealed record ConclusionAnswer(long Initial, long Verified, string Change, string? Materiality,
    IReadOnlyList<SourceRow> Sources, IReadOnlyList<CrossCheckRow> CrossChecks, bool ReportConforms, bool PlanFollowed,
    string PlanAdvice, string SpecialMatters);
public sealed record VerificationObjectionRow(string Grounds, LocalDate On, LocalDate DecideBy, bool? Upheld,
    string Reason);
public sealed record VerificationErrorRow(string Description, long Effect, string Source, LocalDate On);
public sealed record VerificationEntryRow(Instant At, string By, string Action, string From, string To, string Text);
public sealed record ReportSourceRow(string Source, string Amount, string Unit, string Factor, string Emissions);

/// <summary>One of the body's people, and what stands for and against them in this task.</summary>
/// <param name="Against">What bars from the task; <paramref name="AgainstTeam"/> from the team alone.</param>
public sealed record VerifierRow(string Code, string Name, IReadOnlyList<string> Skills, bool You, bool Skilled,
    int Given, int Most, Bilingual? Against, Bilingual? AgainstTeam, Bilingual? AgainstLeading);

/// <summary>Everything about one verification that the caller may see.</summary>
/// <param name="Parties">What the caller is in it.</param>
/// <param name="Waiting">Who has to act now.</param>
/// <param name="Reopening">The figures a report could be opened again on; null when it could not, or not by the
/// caller.</param>
/// <param name="Consequences">What followed from a recheck on which the report was opened again; null otherwise.
/// </param>
/// <param name="Alerts">What the checks of conduct hold against it, as far as the caller may know.</param>
public sealed record VerificationAnswer(VerificationRow Task, IReadOnlyList<string> Parties,
    IReadOnlyList<VerificationStepRow> Steps, IReadOnlyList<string> Waiting, string Leader,
    IReadOnlyList<string> Members, string Reviewer,
    IReadOnlyList<VerifierRow> Staff, IReadOnlyList<ChecklistRow> Checklist,
    IReadOnlyList<DocumentReviewRow> Documents,
    SiteRow? Site, IReadOnlyList<SiteEvidenceRow> Evidence, IReadOnlyList<FindingRow> Findings,
    IReadOnlyList<ConservativeRow> Conservative, ConclusionAnswer? Conclusion, VerificationObjectionRow? Objection,
    IReadOnlyList<VerificationErrorRow> Errors, IReadOnlyList<VerificationEntryRow> Entries, string? Held, int? Follows,
    int? Successor, string ReportState, long Initial, long? Reported, IReadOnlyList<ReportSourceRow> Sources,
    int ProductionDays, int StoppedDays, IReadOnlyList<ProductRow> Products, IReadOnlyList<QualityAlertLine> Alerts,
    ReopeningOffer? Reopening, ConsequencesAnswer? Consequences, AsOf AsOf);
public sealed record ProductRow(string Product, string Quantity, string Unit);

/// <summary>Makes answers of verifications. A covered entity sees its findings once they are out, and the conclusion
/// once it was told; the site checklist and what is being drafted stay with the body and the authorities.</summary>
internal static class VerificationRows
{
    public static bool MayRead(VerificationTask task, Actor actor, MarketState state) =>
        Authority.MayRead(ReadRight.Affairs, actor, task.Participant, state)
        || actor.Role == Role.Verifier && state.Participants.Find(actor.User)?.Participant == task.Body;

    public static VerificationRow Row(VerificationTask task, Actor actor, MarketState state, LocalDate today)
    {
        var entity = state.Participants.Find(task.Participant)!; // a task names participants that exist
        var body = state.Participants.Find(task.Body)!;
        var mine = VerificationReading.MayAct(actor, state) && VerificationReading.PartiesOf(task, actor, state)
            .Intersect(VerificationReading.Waiting(task, today)).Any();
        return new VerificationRow(task.Number, task.Year.Year, task.Participant.ToString(),
            Bilingual.Of(entity.NameZh, entity.NameEn), entity.City, task.Body.ToString(),
            Bilingual.Of(body.NameZh, body.NameEn), Parse.Camel(task.Kind), Parse.Camel(task.Stage), task.OpenedOn,
            task.DueOn, task.DueOn < today && task.Stage != VerificationStage.OnHold,
            task.Findings.Count(f => f.Status != FindingStatus.Noted), task.Findings.Count(f =>
                f.Status is FindingStatus.Open or FindingStatus.Answered), mine);
    }

    public static IEnumerable<VerificationStepRow> Turns(VerificationTask task, Actor actor, MarketState state,
        LocalDate today)
    {
        var (parties, acts) = (VerificationReading.PartiesOf(task, actor, state),
            VerificationReading.MayAct(actor, state));
        return VerificationWorkflow.Steps.Where(s => s.From == task.Stage).Select(s => new VerificationStepRow(
            Parse.Camel(s.Action), Parse.Camel(s.By), s.To is { } to ? Parse.Camel(to) : null,
            acts && parties.Contains(s.By) && VerificationReading.IsOpen(task, s.Action, today)));
    }

    public static VerificationAnswer Answer(VerificationTask task, Actor actor, MarketState state, LocalDate today,
        AsOf asOf)
    {
        var inside = actor.Role != Role.CoveredEntity;
        var report = state.Mrv.Find(task.Year, task.Participant);
        var body = state.Mrv.Verifications.FindBody(task.Body);
        var findings = task.Findings.Where(f => inside || f.Status != FindingStatus.Noted);
        var carried = VerificationReading.CarriedInto(task, state);
        var activity = report?.ReportedActivity;
        return new VerificationAnswer(Row(task, actor, state, today),
            [.. VerificationReading.PartiesOf(task, actor, state).Select(p => Parse.Camel(p))],
            [.. Turns(task, actor, state, today)],
            [.. VerificationReading.Waiting(task, today).Select(p => Parse.Camel(p))], task.Leader, task.Members,
            task.Reviewer,
            actor.Role == Role.Verifier ? [.. (body?.Staff ?? []).Where(p => p.LeftOn is null)
                .Select(p => Person(p, task, actor, state, asOf.Instant, today))] : [],
            inside ? [.. task.Checklist.Select(i => new ChecklistRow(i.Code, Parse.Camel(i.Origin),
                new Bilingual(i.TextZh, i.TextEn), i.Result, i.Fine))] : [],
            inside ? [.. task.Documents.Select(d => new DocumentReviewRow(d.Parameter, d.PlannedMethod, d.VerifiedBy,
                d.Remarks, d.Fine))] : [],
            Site(task), inside ? [.. task.Evidence.Select(Evidence)] : [],
            [.. findings.Select(f => Finding(f, carried))],
            [.. task.Conservative.Select(v => new ConservativeRow(v.Finding, v.Parameter, v.Given, v.Used, v.Reason,
                v.Effect))],
            inside || task.NotifiedOn is not null ? Conclusion(task, state, today) : null,
            task.Objection is { } o ? new VerificationObjectionRow(o.Grounds, o.On, o.DecideBy, o.Upheld, o.Reason)
                : null,
            inside ? [.. task.Errors.Select(e => new VerificationErrorRow(e.Description, e.Effect, e.Source, e.On))]
                : [],
            [.. task.Entries.Where(e => inside || e.Action != VerificationAction.NoteFinding)
                .Select(e => new VerificationEntryRow(e.At, NameOf(e.By, state), Parse.Camel(e.Action),
                    Parse.Camel(e.From), Parse.Camel(e.To), inside ? e.Text : ""))],
            task.Held == HoldReason.None ? null : Parse.Camel(task.Held), task.Follows, task.Successor,
            Parse.Camel(report?.State ?? ReportState.Draft), task.Initial.Count, report?.Reported?.Count,
            [.. (report?.Lines ?? []).Select(l => new ReportSourceRow(l.Source, Text.Of(l.Amount), l.Unit,
                Text.Of(l.Factor), Text.Of(l.Emissions)))],
            activity?.ProductionDays ?? 0, activity?.StoppedDays ?? 0,
            [.. (activity?.Outputs ?? []).Select(p => new ProductRow(p.Product, Text.Of(p.Quantity), p.Unit))],
            [.. Alerts(task, actor, state)], RecheckRows.Offer(task, actor, state),
            RecheckRows.Of(task, actor, state, today), asOf);
    }

    private static IEnumerable<QualityAlertLine> Alerts(VerificationTask task, Actor actor, MarketState state) =>
        state.Mrv.Checks.Of(task.Participant, task.Year).Where(a => a.Verification == task.Number
            && CheckEndpoints.MaySee(a, actor, state)).Select(a => CheckEndpoints.Line(a, state));

    private static VerifierRow Person(VerifierPerson person, VerificationTask task, Actor actor, MarketState state,
        Instant at, LocalDate today)
    {
        var fit = VerificationReading.FitnessOf(person, task, state, actor, at, today);
        return new VerifierRow(person.Code, person.Name, person.Skills, person.User == actor.User, fit.Skilled,
            fit.Given, fit.Most, Why(fit.Against), Why(fit.AgainstTeam), Why(fit.AgainstLeading));

        Bilingual? Why(Refusal? refusal) => refusal is null ? null
            : Problems.Of(refusal, state.Rulebook, null) is var said ? new Bilingual(said.Zh, said.En) : null;
    }

    private static SiteRow? Site(VerificationTask task) => task.Site is not { } s ? null : new SiteRow(s.From,
        s.Through, s.Place, Text.Of(s.Latitude), Text.Of(s.Longitude), s.Members, s.Agenda);

    private static SiteEvidenceRow Evidence(SiteEvidence e) => new(Parse.Camel(e.Kind), e.Document, e.Person, e.Date,
        e.Time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), Text.Of(e.Latitude),
        Text.Of(e.Longitude), e.Note);

    private static FindingRow Finding(Finding f, int carried) => new(f.Number, Parse.Camel(f.Class),
        Parse.Camel(f.Severity), f.Clause, f.Description, f.Evidence, f.Author, Parse.Camel(f.Status),
        f.CorrectiveAction, f.Answer,
        f.AnswerEvidence, f.Effect, f.Round, f.Remarks, f.CheckedBy, f.ClosedBy, f.ClosedOn,
        f.Number <= carried);

    private static ConclusionAnswer? Conclusion(VerificationTask task, MarketState state, LocalDate today)
    {
        if (task.Conclusion is not { } c) return null;
        var rules = new RuleReader(state.Rulebook);
        var limit = rules.Find(VerificationKeys.MaterialityLimit, today);
        var share = limit is { } most && c.Verified.Count >= most.Count
            ? rules.Find(VerificationKeys.MaterialityLarge, today)
            : rules.Find(VerificationKeys.MaterialitySmall, today);
        var change = c.Initial.IsZero ? 0 : (decimal)(c.Verified.Count - c.Initial.Count) / c.Initial.Count;
        return new ConclusionAnswer(c.Initial.Count, c.Verified.Count, Text.Of(decimal.Round(change, 6)),
            share is { } s ? Text.Of(s.ToDecimal()) : null,
            [.. c.Sources.Select(l => new SourceRow(l.Source, Text.Of(l.Reported), Text.Of(l.Verified), l.Reason))],
            [.. c.CrossChecks.Select(x => new CrossCheckRow(x.Item, x.Value, x.Against, x.Source, x.Agrees))],
            c.ReportConforms, c.PlanFollowed, c.PlanAdvice, c.SpecialMatters);
    }

    private static string NameOf(UserId user, MarketState state) => state.Participants.Find(user) is { } found
        ? $"{state.Participants.Find(found.Participant)?.NameZh} {found.Name}" : "—";
}
