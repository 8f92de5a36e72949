using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Market.Flows;

/// <summary>核查行为校核: holds the steps of a verification against the checks of conduct. What only warns or adds risk
/// becomes an alert with the step; what blocks stops the conclusion on its way out, and is an alert before that.
/// </summary>
internal static class CheckingConduct
{
    /// <summary>Passes on the decision on a step, with what the checks make of the verification after it.</summary>
    public static Decision Of(Decision decision, CommandContext context, MarketState state)
    {
        if (decision is not Decision.Accepted accepted || state.Mrv.Checks.Catalogue is not { } catalogue)
            return decision;
        var declared = accepted.Events.OfType<InterestDeclared>().FirstOrDefault()?.Interest;
        var picture = new ConductPicture(context, state.Participants, state.Mrv, b =>
            GivingVerifications.TiesOf(b, state), declared);
        var book = new AlertBook(state.Mrv.Checks, catalogue.Version, AlertOrigin.Verification);
        foreach (var task in After(accepted.Events, declared, context, state.Mrv.Verifications))
        {
            var report = new CheckedReport(task.Participant, task.Year) { Verifications = [picture.Of(task)] };
            var hits = new Judging(catalogue, context.Rules, task.Year).Of(report, CheckStage.Verification).ToList();
            if (context.Rules.Missing is { } missing) return missing;
            if (accepted.Events.Any(Concludes) && hits.FirstOrDefault(h => h.Severity == CheckSeverity.Block) is
                { } blocking) return QualityGate.Refused(blocking, catalogue);
            book.Take(hits);
        }
        return accepted with { Events = [.. accepted.Events, .. book.Events] };
    }

    /// <summary>全市场校核, with the facts of every verification of the year.</summary>
    public static Decision Decide(ReviewQuality command, CommandContext context, MarketState state)
    {
        var picture = new ConductPicture(context, state.Participants, state.Mrv, b =>
            GivingVerifications.TiesOf(b, state));
        return QualityReviewing.Decide(command, context, state.Mrv, state.Quantification, picture);
    }

    /// <summary>The verifications a decision is about, as they would be after it.</summary>
    private static IEnumerable<VerificationTask> After(ImmutableArray<Event> events, BodyInterest? declared,
        CommandContext context, VerificationState verifications)
    {
        var at = new EventContext(context.Position, context.At, context.Date);
        foreach (var step in events.OfType<VerificationEvent>())
            if (step is IVerificationTurn { Turn: var turn } && verifications.Find(turn.Task) is { } task)
                yield return VerificationCourse.After(task, step, turn, at);
        if (declared is null) yield break;
        foreach (var open in verifications.TasksOf(declared.Body))
            if (VerificationWorkflow.IsWorking(open.Stage)
                && (declared.Emitter is null || declared.Emitter == open.Participant)) yield return open;
    }

    /// <summary>Whether a step takes the conclusion further on its way to the authority.</summary>
    private static bool Concludes(Event happened) => happened is ConclusionDrafted or ConclusionHandedIn
        or ConclusionReviewed { Turn.Action: VerificationAction.PassReview };
}
