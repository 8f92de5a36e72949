using Chutan.Market.Compliance;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>剩余配额注销: after the year is assessed, what the law does not let be kept is cancelled; traded lots bank
/// forward.</summary>
internal static class Expiring
{
    public static Decision Decide(ExpireUnits command, CommandContext context, MarketState state)
    {
        if (state.Compliance.ExpiredOn(command.Year) is { } day)
            return ComplianceRefusals.AlreadyExpired.With(
                ComplianceRefusals.Duty, ("year", command.Year), ("date", day));
        if (state.Compliance.AssessedOn(command.Year) is null)
            return ComplianceRefusals.NotAssessed.With(ComplianceRefusals.Duty, ("year", command.Year));
        var banking = context.Rules.Get(ComplianceKeys.Banking, command.Year);
        var reservesExpire = context.Rules.Get(CompliancePolicyKeys.ReservesExpire, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var (due, refusal) = Deadlines.LastWorkingDay(ComplianceKeys.CancellationMonth, command.Year, context.Rules);
        if (refusal is not null) return refusal;
        if (context.Date < due)
            return ComplianceRefusals.BeforeDeadline.With(
                context.Rules.Cite(ComplianceKeys.CancellationMonth, command.Year), ("year", command.Year),
                    ("date", due));

        var draft = new LedgerDraft(state.Registry);
        var cancelled = Tonnes.Zero;
        foreach (var participant in state.Participants.All)
            if (state.Registry.AccountOf(participant.Id) is { } account)
            {
                var (moved, problem) = Expire(draft, account, lot =>
                    Lapses(lot, command.Year, banking), command.Year, state);
                if (problem is not null) return problem;
                cancelled += moved;
            }
        var reserves = Tonnes.Zero;
        if (reservesExpire)
            foreach (var reserve in new[] { state.Registry.NewEntrantReserve, state.Registry.GovernmentReserve })
            {
                var (moved, problem) = Expire(draft, reserve, lot => OfYear(lot, command.Year), command.Year, state);
                if (problem is not null) return problem;
                reserves += moved;
            }
        return Decision.Accept([.. draft.Events, new UnitsExpired(command.Year, cancelled, reserves)]);
    }

    private static (Tonnes Moved, Refusal? Refusal) Expire(LedgerDraft draft, AccountId account, Func<Lot, bool> lapses,
        ComplianceYear year, MarketState state)
    {
        var sum = Tonnes.Zero;
        foreach (var lot in state.Registry.Lots(account))
            if (lot.Attributes.Kind == UnitKind.Allowance && lapses(lot)) sum += new Tonnes(lot.Block.Count);
        // What a court or a lender holds stays until it is released.
        var quantity = Tonnes.Min(sum, state.Registry.Available(account, UnitKind.Allowance));
        return quantity.IsZero ? default : (quantity, draft.Move(account, state.Registry.Cancelled, UnitKind.Allowance,
            quantity, MovementCause.Expiry, marksTraded: false, $"expiry:{Text.Of(year)}", null, lapses));
    }

    private static bool Lapses(Lot lot, ComplianceYear year, BankingRule banking) =>
        OfYear(lot, year) && (lot.Attributes.NotBankable || banking switch
        {
            BankingRule.AllExpire => true,
            BankingRule.UntradedExpire => !lot.Attributes.Traded,
            _ => false,
        });

    private static bool OfYear(Lot lot, ComplianceYear year) => lot.Attributes.Vintage.Year <= year.Year;
}
