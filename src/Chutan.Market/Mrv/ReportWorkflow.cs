namespace Chutan.Market.Mrv;

/// <summary>Where an annual emission report stands.</summary>
public enum ReportState
{
    /// <summary>Being prepared; nothing handed in yet.</summary>
    Draft = 0,
    Submitted = 1,
    UnderVerification = 2,
    /// <summary>Sent back by the verifier for correction.</summary>
    Returned = 3,
    Verified = 4,
    /// <summary>Accepted by the authority: the verified figures count.</summary>
    Accepted = 5,
    /// <summary>Refused by the authority; may be handed in anew.</summary>
    Refused = 6,
    /// <summary>Opened again by an order 重新启动; the accepted figure counts until another is accepted.</summary>
    Reopened = 7,
}

public enum ReportAction
{
    Submit = 0,
    AssignVerifier = 1,
    Return = 2,
    Confirm = 3,
    Accept = 4,
    Refuse = 5,
    Reopen = 6,
}

/// <summary>排放报告流程: the table that decides what may be done with a report, by whom.</summary>
public static class ReportWorkflow
{
    public static readonly ImmutableArray<ReportStep> Steps =
    [
        new(ReportState.Draft, ReportAction.Submit, Role.CoveredEntity, ReportState.Submitted),
        new(ReportState.Submitted, ReportAction.Submit, Role.CoveredEntity, ReportState.Submitted),
        new(ReportState.Submitted, ReportAction.AssignVerifier, Role.Authority, ReportState.UnderVerification),
        new(ReportState.UnderVerification, ReportAction.AssignVerifier, Role.Authority, ReportState.UnderVerification),
        new(ReportState.UnderVerification, ReportAction.Return, Role.Verifier, ReportState.Returned),
        new(ReportState.UnderVerification, ReportAction.Confirm, Role.Verifier, ReportState.Verified),
        new(ReportState.Returned, ReportAction.Submit, Role.CoveredEntity, ReportState.UnderVerification),
        new(ReportState.Verified, ReportAction.Accept, Role.Authority, ReportState.Accepted),
        new(ReportState.Verified, ReportAction.Refuse, Role.Authority, ReportState.Refused),
        new(ReportState.Refused, ReportAction.Submit, Role.CoveredEntity, ReportState.Submitted),
        new(ReportState.Accepted, ReportAction.Reopen, Role.Authority, ReportState.Reopened),
        new(ReportState.Reopened, ReportAction.Submit, Role.CoveredEntity, ReportState.Submitted),
    ];

    /// <summary>The state an action leads to; null when it is not allowed.</summary>
    public static ReportState? Next(ReportState from, ReportAction action, Role by)
    {
        foreach (var step in Steps)
            if ((step.From, step.Action, step.By) == (from, action, by)) return step.To;
        return null;
    }
}

public readonly record struct ReportStep(ReportState From, ReportAction Action, Role By, ReportState To);
