using Chutan.Market.Offsets;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>减排量签发: the project's conditions, then the ledger.</summary>
internal static class IssuingCredits
{
    public static Decision Decide(IssueCredits command, CommandContext context, MarketState state)
    {
        if (Crediting.Problem(command, context, state.Offsets) is { } problem) return problem;
        if (ClaimingCapture.Problem(command.Project, state) is { } claimed) return claimed;
        var project = state.Offsets.Find(command.Project)!; // Problem refuses an unknown project
        var draft = new LedgerDraft(state.Registry);
        if (draft.Issue(command.Account, project.Kind, command.Vintage, command.Quantity, Origin.OffsetIssue,
            project.Code, notBankable: false, command.Reference) is { } refusal) return refusal;
        return Decision.Accept([.. draft.Events, new CreditsIssued(command.Account, project.Code, project.Kind,
            command.Vintage, command.Quantity, command.Reference)]);
    }
}
