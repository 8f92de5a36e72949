using Chutan.Market.Accounting;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>碳中和注销: the footprint's conditions, then the ledger and its certificate, in one decision.</summary>
internal static class RetiringForFootprint
{
    public static Decision Decide(RetireForFootprint command, CommandContext context, MarketState state)
    {
        var owner = state.Registry.OwnerOf(command.Account)!.Value; // Authority lets only the owner through
        if (Neutrality.Problem(command, owner, state.Accounting, state.Registry) is { } problem) return problem;
        var number = state.Registry.Certificates.Next;
        var draft = new LedgerDraft(state.Registry);
        if (draft.Move(command.Account, state.Registry.Cancelled, command.Kind, command.Quantity,
            MovementCause.Cancellation, marksTraded: false, Certificate.Format(number)) is { } refusal) return refusal;
        // An account is only ever opened for a known participant.
        var purpose = command.Purpose.Trim();
        return Decision.Accept(
        [
            .. draft.Events,
            new CancellationCertified(new Certificate(number, command.Account, command.Kind, command.Quantity,
                context.Date, state.Participants.Find(owner)!.NameZh, purpose, Revoked: false)),
            new FootprintRetired(owner, command.Year, new Retirement(number, command.Account, command.Kind,
                command.Quantity, context.Date, command.Basis, purpose)),
        ]);
    }
}
