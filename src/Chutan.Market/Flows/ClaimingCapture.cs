using Chutan.Market.Mrv;

namespace Chutan.Market.Flows;

/// <summary>捕集的二氧化碳不得既扣除又抵销: one tonne of captured CO2 is deducted by its emitter or credited as an offset,
/// never both. Whoever comes second is refused.</summary>
internal static class ClaimingCapture
{
    public static Decision Decide(FileCapture command, MarketState state)
    {
        if (!string.IsNullOrEmpty(command.Project) && !state.Offsets.Issued(command.Project).IsZero)
            return MonthRefusals.CaptureCredited.With(MonthRefusals.Duty, ("project", command.Project),
                ("issued", state.Offsets.Issued(command.Project)));
        return Capturing.Decide(command, state.Mrv);
    }

    /// <summary>Whoever finds a transfer real is held against everything that bars a body from the entity's report.
    /// </summary>
    public static Decision Decide(VerifyCapture command, CommandContext context, MarketState state)
    {
        var body = state.Participants.Find(context.Actor.User)?.Participant;
        return state.Mrv.Captures.Find(command.Participant, command.Number) is { State: CaptureState.Filed } transfer
            && body is { } verifier && Assigning.Against(verifier, command.Participant, transfer.Year,
                GivingVerifications.TiesOf(verifier, state), context, state.Participants, state.Mrv) is { } against
            ? against : Capturing.Decide(command, context, state.Mrv);
    }

    /// <summary>The refusal for crediting a project whose CO2 its emitter deducts; null when it does not.</summary>
    public static Refusal? Problem(string project, MarketState state) =>
        state.Mrv.Captures.ClaimOn(project) is { } claim
            ? MonthRefusals.CaptureDeducted.With(MonthRefusals.Duty, ("project", project), ("number", claim.Number),
                ("participant", claim.Participant))
            : null;
}
