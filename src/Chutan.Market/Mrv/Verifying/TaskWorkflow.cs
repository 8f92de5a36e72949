namespace Chutan.Market.Mrv;

/// <summary>核查任务状态: where the verification of one report stands.</summary>
public enum VerificationStage
{
    /// <summary>A body was named; it has not yet named its people 已指派.</summary>
    Assigned = 0,
    /// <summary>Its people are named and free of conflicts 冲突审查通过.</summary>
    ConflictCleared = 1,
    DocReview = 2,
    SitePlanned = 3,
    OnSite = 4,
    /// <summary>The list of findings is out; the entity has not yet taken it up 不符合项已开具.</summary>
    FindingsIssued = 5,
    /// <summary>The entity works on its answers, until a day 待整改答复.</summary>
    AwaitingAnswer = 6,
    AnswerCheck = 7,
    TechReview = 8,
    /// <summary>The conclusion has passed the technical review and waits to be handed in 结论已拟定.</summary>
    ConclusionDrafted = 9,
    AuthorityReview = 10,
    /// <summary>Sent back to the body by the authority, or by an objection upheld 已退回.</summary>
    Returned = 11,
    /// <summary>The entity has been told the result and may object 已告知.</summary>
    Notified = 12,
    Closed = 13,
    /// <summary>Ended because another body took over; its successor is on record 已改派.</summary>
    Reassigned = 14,
    /// <summary>Stands still, with the clock stopped 暂停.</summary>
    OnHold = 15,
    /// <summary>What the entity could not show is replaced by conservative values 保守重算.</summary>
    ConservativeRecalculation = 16,
    /// <summary>Closed, and now verified a second time by another body 复查中.</summary>
    ReVerification = 17,
}

public enum VerificationAction
{
    ClearConflict = 0,
    Decline = 1,
    StartReview = 2,
    ReviewDocuments = 3,
    PlanSite = 4,
    VisitSite = 5,
    NoteFinding = 6,
    IssueFindings = 7,
    /// <summary>Leaves the site with nothing to answer.</summary>
    FinishClean = 8,
    Acknowledge = 9,
    AnswerSome = 10,
    AnswerAll = 11,
    /// <summary>The day for answering has passed.</summary>
    LetLapse = 12,
    Satisfied = 13,
    AskAgain = 14,
    RequireRecalculation = 15,
    Recalculate = 16,
    DraftConclusion = 17,
    PassReview = 18,
    SendBack = 19,
    HandIn = 20,
    ReturnToBody = 21,
    Notify = 22,
    Refuse = 23,
    Agree = 24,
    Object = 25,
    RejectObjection = 26,
    UpholdObjection = 27,
    Accept = 28,
    Hold = 29,
    Resume = 30,
    Reassign = 31,
    Recheck = 32,
    SettleRecheck = 33,
}

/// <summary>Who takes a step.</summary>
public enum VerificationParty
{
    /// <summary>Anybody acting for the body.</summary>
    Body = 0,
    /// <summary>A member of the team, the leader among them.</summary>
    Team = 1,
    Leader = 2,
    /// <summary>The technical reviewer, who is not of the team 技术复核人.</summary>
    Reviewer = 3,
    Emitter = 4,
    Authority = 5,
    /// <summary>Time itself: the scheduler, when a day has passed.</summary>
    Time = 6,
}

/// <param name="To">Null: back to where it stood before it was held.</param>
public readonly record struct VerificationStep(
    VerificationStage From, VerificationAction Action, VerificationParty By, VerificationStage? To);

/// <summary>核查流程: the table that decides what may be done next in a verification, by whom.</summary>
public static class VerificationWorkflow
{
    /// <summary>Stages in which the body still has work to do, and in which the task can be held or given to another.
    /// </summary>
    public static readonly ImmutableArray<VerificationStage> Working =
    [
        VerificationStage.Assigned, VerificationStage.ConflictCleared, VerificationStage.DocReview,
        VerificationStage.SitePlanned, VerificationStage.OnSite, VerificationStage.FindingsIssued,
        VerificationStage.AwaitingAnswer, VerificationStage.AnswerCheck, VerificationStage.TechReview,
        VerificationStage.ConclusionDrafted, VerificationStage.Returned, VerificationStage.ConservativeRecalculation,
    ];

    /// <summary>Stages in which a report handed in for correction may still be corrected.</summary>
    public static readonly ImmutableArray<VerificationStage> Correctable =
    [
        VerificationStage.DocReview, VerificationStage.SitePlanned, VerificationStage.OnSite,
        VerificationStage.FindingsIssued, VerificationStage.AwaitingAnswer, VerificationStage.AnswerCheck,
    ];

    public static readonly ImmutableArray<VerificationStep> Steps = [.. OfTheBody(), .. OfTheOthers(), .. Sideways()];

    /// <summary>Whether nothing more is to be done.</summary>
    public static bool IsOver(VerificationStage stage) =>
        stage is VerificationStage.Closed or VerificationStage.Reassigned;

    /// <summary>Whether the body has work to do.</summary>
    public static bool IsWorking(VerificationStage stage) => Working.Contains(stage);

    /// <summary>The step for an action by one of these parties; null when there is none.</summary>
    public static VerificationStep? Find(VerificationStage from, VerificationAction action,
        ImmutableArray<VerificationParty> by)
    {
        foreach (var step in Steps)
            if (step.From == from && step.Action == action && by.Contains(step.By)) return step;
        return null;
    }

    /// <summary>Who may take an action in a stage, in the table's order.</summary>
    public static ImmutableArray<VerificationParty> PartiesFor(VerificationStage from, VerificationAction action) =>
        [.. Steps.Where(s => s.From == from && s.Action == action).Select(s => s.By)];

    /// <summary>Who moves the task on from a stage; the authority's holding and reassigning aside.</summary>
    public static ImmutableArray<VerificationParty> NextIn(VerificationStage stage) =>
        [.. Steps.Where(s => s.From == stage && (stage == VerificationStage.OnHold
            || s.Action is not (VerificationAction.Hold or VerificationAction.Reassign or VerificationAction.Recheck)))
            .Select(s => s.By).Distinct()];

    private static IEnumerable<VerificationStep> OfTheBody()
    {
        const VerificationParty team = VerificationParty.Team;
        const VerificationParty leader = VerificationParty.Leader;
        return
        [
            new(VerificationStage.Assigned, VerificationAction.ClearConflict, VerificationParty.Body,
                VerificationStage.ConflictCleared),
            new(VerificationStage.Assigned, VerificationAction.Decline, VerificationParty.Body,
                VerificationStage.OnHold),
            new(VerificationStage.ConflictCleared, VerificationAction.StartReview, team, VerificationStage.DocReview),
            new(VerificationStage.DocReview, VerificationAction.ReviewDocuments, team, VerificationStage.DocReview),
            new(VerificationStage.DocReview, VerificationAction.NoteFinding, team, VerificationStage.DocReview),
            new(VerificationStage.DocReview, VerificationAction.PlanSite, leader, VerificationStage.SitePlanned),
            new(VerificationStage.SitePlanned, VerificationAction.PlanSite, leader, VerificationStage.SitePlanned),
            new(VerificationStage.SitePlanned, VerificationAction.NoteFinding, team, VerificationStage.SitePlanned),
            new(VerificationStage.SitePlanned, VerificationAction.VisitSite, team, VerificationStage.OnSite),
            new(VerificationStage.OnSite, VerificationAction.VisitSite, team, VerificationStage.OnSite),
            new(VerificationStage.OnSite, VerificationAction.NoteFinding, team, VerificationStage.OnSite),
            new(VerificationStage.OnSite, VerificationAction.IssueFindings, leader, VerificationStage.FindingsIssued),
            new(VerificationStage.OnSite, VerificationAction.FinishClean, leader, VerificationStage.TechReview),
            new(VerificationStage.AnswerCheck, VerificationAction.Satisfied, team, VerificationStage.TechReview),
            new(VerificationStage.AnswerCheck, VerificationAction.AskAgain, team, VerificationStage.FindingsIssued),
            new(VerificationStage.AnswerCheck, VerificationAction.RequireRecalculation, team,
                VerificationStage.ConservativeRecalculation),
            new(VerificationStage.FindingsIssued, VerificationAction.LetLapse, team,
                VerificationStage.ConservativeRecalculation),
            new(VerificationStage.AwaitingAnswer, VerificationAction.LetLapse, team,
                VerificationStage.ConservativeRecalculation),
            new(VerificationStage.ConservativeRecalculation, VerificationAction.Recalculate, team,
                VerificationStage.TechReview),
            new(VerificationStage.TechReview, VerificationAction.DraftConclusion, leader, VerificationStage.TechReview),
            new(VerificationStage.TechReview, VerificationAction.PassReview, VerificationParty.Reviewer,
                VerificationStage.ConclusionDrafted),
            new(VerificationStage.TechReview, VerificationAction.SendBack, VerificationParty.Reviewer,
                VerificationStage.OnSite),
            new(VerificationStage.ConclusionDrafted, VerificationAction.HandIn, leader,
                VerificationStage.AuthorityReview),
            new(VerificationStage.Returned, VerificationAction.DraftConclusion, leader, VerificationStage.TechReview),
            new(VerificationStage.Returned, VerificationAction.VisitSite, team, VerificationStage.OnSite),
            new(VerificationStage.Returned, VerificationAction.NoteFinding, team, VerificationStage.OnSite),
        ];
    }

    private static IEnumerable<VerificationStep> OfTheOthers()
    {
        const VerificationParty emitter = VerificationParty.Emitter;
        const VerificationParty authority = VerificationParty.Authority;
        return
        [
            new(VerificationStage.FindingsIssued, VerificationAction.Acknowledge, emitter,
                VerificationStage.AwaitingAnswer),
            new(VerificationStage.FindingsIssued, VerificationAction.AnswerSome, emitter,
                VerificationStage.AwaitingAnswer),
            new(VerificationStage.FindingsIssued, VerificationAction.AnswerAll, emitter, VerificationStage.AnswerCheck),
            new(VerificationStage.AwaitingAnswer, VerificationAction.AnswerSome, emitter,
                VerificationStage.AwaitingAnswer),
            new(VerificationStage.AwaitingAnswer, VerificationAction.AnswerAll, emitter, VerificationStage.AnswerCheck),
            new(VerificationStage.FindingsIssued, VerificationAction.LetLapse, VerificationParty.Time,
                VerificationStage.ConservativeRecalculation),
            new(VerificationStage.AwaitingAnswer, VerificationAction.LetLapse, VerificationParty.Time,
                VerificationStage.ConservativeRecalculation),
            new(VerificationStage.AuthorityReview, VerificationAction.ReturnToBody, authority,
                VerificationStage.Returned),
            new(VerificationStage.AuthorityReview, VerificationAction.Notify, authority, VerificationStage.Notified),
            new(VerificationStage.AuthorityReview, VerificationAction.Refuse, authority, VerificationStage.Closed),
            new(VerificationStage.Notified, VerificationAction.Agree, emitter, VerificationStage.Notified),
            new(VerificationStage.Notified, VerificationAction.Object, emitter, VerificationStage.Notified),
            new(VerificationStage.Notified, VerificationAction.RejectObjection, authority, VerificationStage.Notified),
            new(VerificationStage.Notified, VerificationAction.UpholdObjection, authority, VerificationStage.Returned),
            new(VerificationStage.Notified, VerificationAction.Accept, authority, VerificationStage.Closed),
            new(VerificationStage.Notified, VerificationAction.Refuse, authority, VerificationStage.Closed),
            new(VerificationStage.Closed, VerificationAction.Recheck, authority, VerificationStage.ReVerification),
            new(VerificationStage.ReVerification, VerificationAction.SettleRecheck, authority,
                VerificationStage.Closed),
        ];
    }

    private static IEnumerable<VerificationStep> Sideways()
    {
        foreach (var stage in Working)
        {
            yield return new(stage, VerificationAction.Hold, VerificationParty.Authority, VerificationStage.OnHold);
            yield return new(stage, VerificationAction.Reassign, VerificationParty.Authority,
                VerificationStage.Reassigned);
        }
        yield return new(VerificationStage.OnHold, VerificationAction.Resume, VerificationParty.Authority, null);
        yield return new(VerificationStage.OnHold, VerificationAction.Reassign, VerificationParty.Authority,
            VerificationStage.Reassigned);
    }
}
