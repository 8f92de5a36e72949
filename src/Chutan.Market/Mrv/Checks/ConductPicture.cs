using Chutan.Market.Participants;
using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>核查行为事实: puts together, from a verification's own file and those of its body, what the checks of conduct
/// look at. Everything is read from what was recorded: evidence with place and time, findings, texts, people, interests
/// and the work of the season.</summary>
/// <param name="ties">Whom the market knows to belong together with a body.</param>
/// <param name="declared">An interest that is being declared now; null when none is.</param>
internal sealed class ConductPicture(CommandContext context, ParticipantsState participants, MrvState mrv,
    Func<ParticipantId, KnownTies> ties, BodyInterest? declared = null)
{
    private readonly Dictionary<int, HashSet<string>> runs = [];

    /// <summary>The facts of every verification of an entity's year that was not given to another body.</summary>
    public ImmutableArray<VerificationFacts> Of(ParticipantId participant, ComplianceYear year) =>
        [.. mrv.Verifications.Tasks.Where(t => t.Year == year && t.Participant == participant
            && t.Stage != VerificationStage.Reassigned).Select(Of)];

    public VerificationFacts Of(VerificationTask task)
    {
        var stage = task.Stage == VerificationStage.OnHold ? task.HeldFrom : task.Stage;
        var concluded = task.Conclusion is not null && IsConcluded(stage);
        var body = mrv.Verifications.FindBody(task.Body)!; // only bodies with a profile have tasks
        var name = participants.Find(task.Body)?.NameZh ?? "";
        return new VerificationFacts(task.Number, FullDays(task),
            task.Evidence.Count(e => e.Kind == SiteEvidenceKind.Photo),
            task.Evidence.Any(e => e.Kind == SiteEvidenceKind.SignIn), task.Site?.Through,
            concluded ? LastEvidence(task) : null, concluded ? ConcludedAt(task) : null,
            concluded ? task.HandedInOn ?? context.Date : null, task.Findings.Length, OpenWarnings(task),
            concluded ? Nearest(task) : null, Conflicts(task, body), name,
            [.. body.Profile.Groups, .. body.Profile.Laboratories], AgencyYears(task), LeaderYears(task),
            SamePerson(task), Farthest(task), ReportsOfPerson(task));
    }

    private static bool IsConcluded(VerificationStage stage) => stage is VerificationStage.TechReview
        or VerificationStage.ConclusionDrafted or VerificationStage.AuthorityReview or VerificationStage.Notified
        or VerificationStage.Closed or VerificationStage.ReVerification;

    /// <summary>Days on which one person was on site for the hours the rulebook asks for.</summary>
    private int FullDays(VerificationTask task)
    {
        if (task.Evidence.IsEmpty) return 0;
        var least = context.Rules.Get(VerificationKeys.SiteHours, context.Date);
        return task.Evidence.GroupBy(e => (e.Person, e.Date)).Where(day => SiteWork.HoursOf(day) >= least)
            .Select(day => day.Key.Date).Distinct().Count();
    }

    /// <summary>When the last file was put in that the conclusion rests on: of the visit, a finding, or an answer.
    /// </summary>
    private Instant? LastEvidence(VerificationTask task) =>
        task.Evidence.Select(e => mrv.Documents.Find(task.Body, e.Document))
            .Concat(task.Findings.SelectMany(f => f.Evidence).Select(h => mrv.Documents.Find(task.Body, h)))
            .Concat(task.Findings.SelectMany(f => f.AnswerEvidence)
                .Select(h => mrv.Documents.Find(task.Participant, h)))
            .Max(d => d?.FiledOn);

    private static Instant? ConcludedAt(VerificationTask task) =>
        task.Entries.LastOrDefault(e => e.Action == VerificationAction.DraftConclusion)?.At;

    private int OpenWarnings(VerificationTask task) => mrv.Checks.Of(task.Participant, task.Year)
        .Count(a => a.Hit.Severity != CheckSeverity.Risk && a.Verification is null && OpenItems.IsOpen(a));

    /// <summary>The greatest likeness of a text to that of the body's verification of another entity in the same
    /// year; null where there is none of some length.</summary>
    private decimal? Nearest(VerificationTask task)
    {
        var least = context.Rules.Get(VerificationKeys.LikenessLeast, context.Date);
        var letters = context.Rules.Get(VerificationKeys.LikenessRun, context.Date);
        if (context.Rules.Missing is not null) return null;
        var own = Likeness.Runs(task, letters);
        if (own.Count < least) return null;
        decimal? nearest = null;
        foreach (var other in Others(task).Where(t => t.Participant != task.Participant && t.Conclusion is not null))
        {
            if (!runs.TryGetValue(other.Number, out var theirs))
                runs.Add(other.Number, theirs = Likeness.Runs(other, letters));
            if (theirs.Count < least) continue;
            var likeness = Likeness.Between(own, theirs);
            if (nearest is null || likeness > nearest) nearest = likeness;
        }
        return nearest;
    }

    private int Conflicts(VerificationTask task, VerificationBody body) =>
        participants.Find(task.Participant) is not { } emitter ? 0
            : Independence.Conflicts(body, emitter, task, ties(task.Body), context, participants, mrv, declared)
                .Length;

    private int AgencyYears(VerificationTask task)
    {
        var years = 1;
        for (var before = task.Year.Previous; mrv.Find(before, task.Participant)?.Verifier == task.Body;
            before = before.Previous) years++;
        return years;
    }

    private int LeaderYears(VerificationTask task)
    {
        var years = task.Leader.Length == 0 ? 0 : 1;
        if (years == 0) return years;
        for (var before = task.Year.Previous; mrv.Verifications.TasksOf(task.Body).Any(t => t.Year == before
            && t.Participant == task.Participant && t.Leader == task.Leader && t.HandedInOn is not null);
            before = before.Previous) years++;
        return years;
    }

    /// <summary>Whether one sign-in made the findings or the conclusion and passed them as the reviewer, whatever code
    /// it went by.</summary>
    private static bool SamePerson(VerificationTask task)
    {
        var made = task.Entries.Where(e => e.Action is VerificationAction.NoteFinding
            or VerificationAction.VisitSite or VerificationAction.Recalculate or VerificationAction.DraftConclusion)
            .Select(e => e.By).ToHashSet();
        return task.Entries.Any(e => e.Action == VerificationAction.PassReview && made.Contains(e.By));
    }

    /// <summary>Kilometres between this site and another one where somebody of the group left evidence on the same day;
    /// null when nobody did.</summary>
    private decimal? Farthest(VerificationTask task)
    {
        decimal? farthest = null;
        foreach (var other in mrv.Verifications.TasksOf(task.Body).Where(t => t.Number != task.Number))
            foreach (var here in task.Evidence)
                foreach (var there in other.Evidence)
                    if (here.Person == there.Person && here.Date == there.Date
                        && Distances.Kilometres(here.Latitude, here.Longitude, there.Latitude, there.Longitude) is var
                            km && (farthest is null || km > farthest)) farthest = km;
        return farthest;
    }

    private int ReportsOfPerson(VerificationTask task) => task.Members.Select(m => 1 + Others(task)
        .Count(t => t.Members.Contains(m))).DefaultIfEmpty(0).Max();

    /// <summary>The body's other work of the same year.</summary>
    private IEnumerable<VerificationTask> Others(VerificationTask task) => mrv.Verifications.TasksOf(task.Body)
        .Where(t => t.Number != task.Number && t.Year == task.Year && t.Stage != VerificationStage.Reassigned);
}
