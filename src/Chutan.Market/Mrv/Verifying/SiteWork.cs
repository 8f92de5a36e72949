using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>开始文件评审: the team opens the report and the plan; the site checklist is begun with what is open.
/// </summary>
/// <param name="Participant">The body; in all steps of a team.</param>
[Wire("mrv.start-review"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record StartDocumentReview(ParticipantId Participant, int Task) : Command, IConcernsParticipant;

/// <summary>填写文件评审表: each parameter is first read by the method the plan gives, then verified by it.</summary>
[Wire("mrv.review-documents"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record ReviewDocuments(ParticipantId Participant, int Task, ImmutableArray<DocumentLine> Lines)
    : Command, IConcernsParticipant;

/// <summary>制定现场核查计划.</summary>
/// <param name="Items">What the team adds to the site checklist.</param>
[Wire("mrv.plan-site"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record PlanSiteVisit(ParticipantId Participant, int Task, SitePlan Plan, ImmutableArray<string> Items)
    : Command, IConcernsParticipant;

/// <summary>What was seen of one item of the checklist.</summary>
public sealed record ChecklistResult(string Code, string Result, bool Fine);

/// <summary>记录现场核查: evidence made on site and what was seen.</summary>
[Wire("mrv.visit-site"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record RecordSiteVisit(ParticipantId Participant, int Task, ImmutableArray<SiteEvidence> Evidence,
    ImmutableArray<ChecklistResult> Results) : Command, IConcernsParticipant;

[Wire("mrv.review-started")]
public sealed record DocumentReviewStarted(VerificationTurn Turn, ImmutableArray<ChecklistItem> Checklist)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.documents-reviewed")]
public sealed record DocumentsReviewed(VerificationTurn Turn, ImmutableArray<DocumentLine> Lines)
    : VerificationEvent, IVerificationTurn;

[Wire("mrv.site-planned")]
public sealed record SiteVisitPlanned(VerificationTurn Turn, SitePlan Plan, ImmutableArray<ChecklistItem> Added)
    : VerificationEvent, IVerificationTurn;

/// <param name="FindingsDue">The day by which findings must be out.</param>
[Wire("mrv.site-visited")]
public sealed record SiteVisited(VerificationTurn Turn, ImmutableArray<SiteEvidence> Evidence,
    ImmutableArray<ChecklistResult> Results, LocalDate FindingsDue) : VerificationEvent, IVerificationTurn;

/// <summary>Something open about an entity's year, handed to the people who go there.</summary>
public sealed record OpenItem(string Code, ChecklistOrigin Origin, string TextZh, string TextEn);

/// <summary>现场核查清单: what is on every list by the guide, and what is open about this entity.</summary>
public static class SiteChecklist
{
    private static readonly ImmutableArray<OpenItem> Always =
    [
        new("guide-entity", ChecklistOrigin.Guide, "单位基本信息与计划及其他来源是否一致",
            "Entity data agree with the plan and with other sources"),
        new("guide-boundary", ChecklistOrigin.Guide, "核算边界是否符合指南和数据质量控制计划",
            "The boundary is that of the guide and the plan"),
        new("guide-method", ChecklistOrigin.Guide, "核算方法是否符合指南和数据质量控制计划",
            "The method is that of the guide and the plan"),
        new("guide-data", ChecklistOrigin.Guide, "活动数据、因子、排放量与生产数据是否完整、合理并符合计划",
            "Activity data, factors, emissions and output are complete, plausible and as planned"),
        new("guide-control", ChecklistOrigin.Guide, "内部质量控制和计划是否真正执行",
            "Internal control and the plan are really carried out"),
        new("guide-revision", ChecklistOrigin.Guide, "数据质量控制计划修订的原因是否成立",
            "Reasons given for revising the plan hold"),
    ];

    /// <summary>The list at the beginning of a review: the guide's items, then what is open, in the order given.
    /// </summary>
    public static ImmutableArray<ChecklistItem> For(IEnumerable<OpenItem> open) =>
        [.. Always.Concat(open).DistinctBy(i => i.Code).Select(i =>
            new ChecklistItem(i.Code, i.Origin, i.TextZh, i.TextEn, "", null))];
}

/// <summary>文件评审与现场核查.</summary>
internal static class SiteWork
{
    public static Decision Decide(StartDocumentReview command, CommandContext context,
        ParticipantsState participants, MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.StartReview, context, participants, mrv);
        if (taking is null) return refusal;
        return Decision.Accept(new DocumentReviewStarted(taking.Turn,
            SiteChecklist.For(OpenItems.Of(taking.Task, mrv))));
    }

    public static Decision Decide(ReviewDocuments command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.ReviewDocuments, context, participants,
            mrv);
        if (taking is null) return refusal;
        return command.Lines.IsDefaultOrEmpty || command.Lines.Any(l => string.IsNullOrWhiteSpace(l.Parameter)
            || string.IsNullOrWhiteSpace(l.PlannedMethod) || string.IsNullOrWhiteSpace(l.VerifiedBy))
            ? VerifyingRefusals.EmptyList.With(VerifyingRefusals.Steps)
            : Decision.Accept(new DocumentsReviewed(taking.Turn, command.Lines));
    }

    public static Decision Decide(PlanSiteVisit command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.PlanSite, context, participants, mrv);
        if (taking is null) return refusal;
        var (task, plan) = (taking.Task, command.Plan);
        if (task.Documents.IsEmpty) return VerifyingRefusals.DocumentsNotReviewed.With(VerifyingRefusals.Steps);
        var least = context.Rules.Get(VerificationKeys.TeamMin, context.Date);
        if (string.IsNullOrWhiteSpace(plan.Place) || !Distances.IsPlace(plan.Latitude, plan.Longitude)
            || plan.From < context.Date || plan.Through < plan.From || plan.Members.IsDefault
            || plan.Members.Distinct().Count() < least || plan.Members.Any(m => !task.Members.Contains(m)))
            return VerifyingRefusals.BadSitePlan.With(VerifyingRefusals.Steps, ("least", least));
        if (SiteDays(task, plan, context, mrv) is { } tooMany) return tooMany;
        if (TwoPlaces(task, plan, context, mrv) is { } apart) return apart;
        var added = (command.Items.IsDefault ? [] : command.Items).Where(i => !string.IsNullOrWhiteSpace(i))
            .Select((text, i) => new ChecklistItem($"team-{task.Checklist.Length + i + 1}", ChecklistOrigin.Team, text,
                text, "", null));
        return Decision.Accept(new SiteVisitPlanned(taking.Turn, plan, [.. added]));
    }

    public static Decision Decide(RecordSiteVisit command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        var (taking, refusal) = Turns.Take(command.Task, VerificationAction.VisitSite, context, participants, mrv);
        if (taking is null) return refusal;
        var (task, evidence, results) = (taking.Task, command.Evidence, command.Results);
        if (evidence.IsDefault || results.IsDefault || evidence.IsEmpty && results.IsEmpty || task.Site is null)
            return VerifyingRefusals.EmptyList.With(VerifyingRefusals.Steps);
        for (var i = 0; i < evidence.Length; i++)
            if (Problem(evidence[i], i + 1, task, task.Site, context, mrv) is { } problem) return problem;
        if (results.FirstOrDefault(r => task.Checklist.All(c => c.Code != r.Code)
            || string.IsNullOrWhiteSpace(r.Result)) is { } unknown)
            return VerifyingRefusals.UnknownItem.With(VerifyingRefusals.Steps, ("item", unknown.Code ?? ""));
        var (due, none) = Turns.DueAfter(VerificationKeys.FindingsDays, task.Site.Through, context);
        return none is not null ? none : Decision.Accept(new SiteVisited(taking.Turn, evidence, results, due));
    }

    /// <summary>Whether the visit shows at least one full day: a sign-in, a photograph, and one person for so many
    /// hours from the first piece of evidence to the last.</summary>
    public static Refusal? FullDay(VerificationTask task, CommandContext context)
    {
        var least = context.Rules.Get(VerificationKeys.SiteHours, context.Date);
        var given = task.Evidence.GroupBy(e => (e.Person, e.Date)).Select(HoursOf).DefaultIfEmpty(0).Max();
        return given >= least && task.Evidence.Any(e => e.Kind == SiteEvidenceKind.SignIn)
            && task.Evidence.Any(e => e.Kind == SiteEvidenceKind.Photo)
            ? null
            : VerifyingRefusals.NoFullDay.With(context.Rules.Cite(VerificationKeys.SiteHours, context.Date),
                ("least", least), ("given", given));
    }

    /// <summary>Whole hours from the first piece of one person's evidence on a day to the last.</summary>
    public static long HoursOf(IEnumerable<SiteEvidence> day) =>
        Period.Between(day.Min(e => e.Time), day.Max(e => e.Time), PeriodUnits.Hours).Hours;

    /// <summary>Whether a finished visit lies between the site and the conclusion: after its last day, and some hours
    /// after its last evidence was filed.</summary>
    public static Refusal? TimeToConclude(VerificationTask task, CommandContext context, MrvState mrv)
    {
        if (task.Site is not { } site || context.Date < site.Through)
            return VerifyingRefusals.BeforeSite.With(VerifyingRefusals.Steps,
                ("until", task.Site?.Through ?? context.Date));
        var hours = context.Rules.Get(VerificationKeys.EvidenceRestHours, context.Date);
        var last = task.Evidence.Select(e => mrv.Documents.Find(task.Body, e.Document)?.FiledOn)
            .Where(i => i is not null).Max();
        return last is { } filed && filed + Duration.FromHours(hours) > context.At
            ? VerifyingRefusals.TooSoonAfterEvidence.With(
                context.Rules.Cite(VerificationKeys.EvidenceRestHours, context.Date), ("hours", hours))
            : null;
    }

    private static Refusal? Problem(SiteEvidence evidence, int line, VerificationTask task, SitePlan site,
        CommandContext context, MrvState mrv)
    {
        if (BodyRecords.NotFiled(string.IsNullOrEmpty(evidence.Document) ? "?" : evidence.Document, task.Body, mrv) is
            { } missing) return missing;
        if (!Enum.IsDefined(evidence.Kind) || !site.Members.Contains(evidence.Person) || evidence.Date < site.From
            || evidence.Date > site.Through || evidence.Date > context.Date
            || !Distances.IsPlace(evidence.Latitude, evidence.Longitude))
            return VerifyingRefusals.BadSiteEvidence.With(VerifyingRefusals.Steps, ("line", line));
        var most = context.Rules.Get(VerificationKeys.SiteRadius, context.Date);
        var away = Distances.Kilometres(site.Latitude, site.Longitude, evidence.Latitude, evidence.Longitude);
        return away > most
            ? VerifyingRefusals.OffSite.With(context.Rules.Cite(VerificationKeys.SiteRadius, context.Date),
                ("line", line), ("distance", away), ("most", most))
            : null;
    }

    private static Refusal? SiteDays(VerificationTask task, SitePlan plan, CommandContext context, MrvState mrv)
    {
        var most = context.Rules.Get(VerificationKeys.SiteDaysPerPerson, context.Date);
        foreach (var code in plan.Members)
        {
            var given = plan.Days + Others(task, mrv).Where(t => t.Year == task.Year && t.Site!.Members.Contains(code))
                .Sum(t => t.Site!.Days); // others have a plan
            if (given > most)
                return VerifyingRefusals.TooManySiteDays.With(
                    context.Rules.Cite(VerificationKeys.SiteDaysPerPerson, context.Date), ("person", code),
                    ("year", task.Year), ("given", given), ("most", most));
        }
        return null;
    }

    private static Refusal? TwoPlaces(VerificationTask task, SitePlan plan, CommandContext context, MrvState mrv)
    {
        var most = context.Rules.Get(VerificationKeys.SiteDistance, context.Date);
        foreach (var other in Others(task, mrv))
        {
            var site = other.Site!; // others have a plan
            if (site.Through < plan.From || site.From > plan.Through) continue;
            if (plan.Members.FirstOrDefault(site.Members.Contains) is not { } person) continue;
            var away = Distances.Kilometres(site.Latitude, site.Longitude, plan.Latitude, plan.Longitude);
            if (away > most)
                return VerifyingRefusals.TwoPlaces.With(
                    context.Rules.Cite(VerificationKeys.SiteDistance, context.Date), ("person", person),
                    ("date", LocalDate.Max(site.From, plan.From)), ("distance", away), ("most", most));
        }
        return null;
    }

    /// <summary>The body's other tasks that send people to a site.</summary>
    private static IEnumerable<VerificationTask> Others(VerificationTask task, MrvState mrv) =>
        mrv.Verifications.TasksOf(task.Body).Where(t => t.Number != task.Number && t.Site is not null
            && t.Stage != VerificationStage.Reassigned);
}
