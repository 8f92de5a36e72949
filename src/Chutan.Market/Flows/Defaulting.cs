using Chutan.Market.Clearing;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>违约处置: notice was given when the case was opened → made up in time, or covered by the reserve, or undone
/// after the deadline; the penalty and what the reserve laid out are collected.</summary>
internal static class Defaulting
{
    public static Decision Decide(MakeUpDefault command, CommandContext context, MarketState state)
    {
        var (found, unknown) = OpenCase(command.Case, state.Clearing);
        if (found is null) return unknown!; // one of the two is there
        if (Missing(found, state.Clearing) > Money.Zero)
            return ClearingRefusals.CannotPay.With(ClearingBasis.Settlement, ("trade", found.Obligation.Trade),
                ("account", found.Obligation.Buyer), ("payable", found.Obligation.Payable));
        var (units, undelivered) = Deliver(found, state.Registry);
        if (undelivered is not null) return undelivered;
        List<Event> events = [.. units, new DefaultSettled(found.Number, DefaultStatus.MadeUp, Money.Zero)];
        if (context.Date > found.Deadline) Punish(found, context, events);
        return context.Rules.Missing is { } missing ? missing : Decision.Accept(events);
    }

    public static Decision Decide(CoverDefault command, CommandContext context, MarketState state)
    {
        var (found, unknown) = OpenCase(command.Case, state.Clearing);
        if (found is null) return unknown!; // one of the two is there
        var short_ = Missing(found, state.Clearing);
        if (found.Kind != DefaultKind.Payment || short_ == Money.Zero)
            return ClearingRefusals.NothingToCover.With(ClearingBasis.Settlement, ("case", command.Case));
        var minimum = context.Rules.Get(ClearingKeys.ReserveMinimum, context.Date);
        if (context.Rules.Missing is { } noMinimum) return noMinimum;
        var money = new MoneyDraft(state.Clearing);
        if (context.Actor.Role != Role.Authority
            && money.Balance(HouseAccount.RiskReserve) - short_ < minimum)
            return ClearingRefusals.ReserveMinimum.With(
                context.Rules.Cite(ClearingKeys.ReserveMinimum, context.Date), ("needed", short_),
                ("balance", money.Balance(HouseAccount.RiskReserve)), ("minimum", minimum));
        if (money.Move(Purse.Of(HouseAccount.RiskReserve), Purse.Of(found.Defaulter), short_, MoneyCause.ReserveUse,
            found.Reference) is { } poor) return poor;
        var (units, undelivered) = Deliver(found, state.Registry);
        if (undelivered is not null) return undelivered;
        List<Event> events =
            [.. money.Events, .. units, new DefaultSettled(found.Number, DefaultStatus.Covered, short_)];
        Punish(found, context, events);
        return context.Rules.Missing is { } missing ? missing : Decision.Accept(events);
    }

    public static Decision Decide(CloseOutDefault command, CommandContext context, MarketState state)
    {
        var (found, unknown) = OpenCase(command.Case, state.Clearing);
        if (found is null) return unknown!; // one of the two is there
        if (string.IsNullOrWhiteSpace(command.Reason))
            return ClearingRefusals.ReasonNeeded.With(ClearingBasis.Settlement);
        if (context.Date <= found.Deadline)
            return ClearingRefusals.StillToMakeUp.With(ClearingBasis.Settlement, ("case", command.Case),
                ("deadline", found.Deadline));
        var units = new LedgerDraft(state.Registry);
        if (units.FindHold(found.Hold) is { } hold)
        {
            var part = hold.Quantity < found.Obligation.Quantity ? hold.Quantity : found.Obligation.Quantity;
            if (units.Reduce(found.Hold, part) is { } stuck) return stuck;
        }
        List<Event> events = [.. units.Events, new DefaultClosedOut(found.Number, command.Reason.Trim())];
        Punish(found, context, events);
        return context.Rules.Missing is { } missing ? missing : Decision.Accept(events);
    }

    public static Decision Decide(CollectDefault command, MarketState state)
    {
        if (state.Clearing.Defaults.Find(command.Case) is not { } found) return Unknown(command.Case);
        var money = new MoneyDraft(state.Clearing);
        var (payer, reference) = (Purse.Of(found.Defaulter), found.Reference);
        var toReserve = Money.Min(found.OwedToReserve, money.Free(found.Defaulter));
        if (toReserve > Money.Zero && money.Move(payer, Purse.Of(HouseAccount.RiskReserve), toReserve,
            MoneyCause.ReserveRepayment, reference) is { } unpaid) return unpaid;
        var toPenalties = Money.Min(found.OwedPenalty, money.Free(found.Defaulter));
        if (toPenalties > Money.Zero && money.Move(payer, Purse.Of(HouseAccount.Penalties), toPenalties,
            MoneyCause.DefaultPenalty, reference) is { } unpunished) return unpunished;
        return money.Events.Count == 0
            ? ClearingRefusals.NothingToCollect.With(ClearingBasis.Settlement, ("case", command.Case),
                ("account", found.Defaulter))
            : Decision.Accept([.. money.Events, new DefaultCollected(found.Number, toReserve, toPenalties)]);
    }

    /// <summary>What the buyer of the trade lacks to pay it now.</summary>
    private static Money Missing(DefaultCase found, ClearingState clearing)
    {
        var (buyer, payable) = (found.Obligation.Buyer, found.Obligation.Payable);
        var there = clearing.Balance(buyer) - (clearing.Frozen(buyer) - payable);
        return Money.Max(payable - there, Money.Zero);
    }

    private static (IReadOnlyList<Event> Units, Refusal? Refusal) Deliver(DefaultCase found, RegistryState registry)
    {
        var (o, units) = (found.Obligation, new LedgerDraft(registry));
        return units.Move(o.Seller, o.Buyer, found.Unit, o.Quantity, MovementCause.Trade, marksTraded: true,
            TradingAccounts.Reference(o.Trade), units.FindHold(found.Hold) is null ? null : found.Hold) is { } refusal
            ? ([], ClearingRefusals.CannotDeliver.With(ClearingBasis.Settlement, ("trade", o.Trade),
                ("account", o.Seller), ("quantity", o.Quantity), ("reason", refusal.Code)))
            : (units.Events, null);
    }

    private static void Punish(DefaultCase found, CommandContext context, List<Event> events)
    {
        var rate = context.Rules.Get(ClearingKeys.DefaultPenalty, found.Date);
        if (context.Rules.Missing is not null) return;
        var penalty = rate.HalfUp(found.Obligation.Value);
        if (penalty > Money.Zero) events.Add(new DefaultPenaltySet(found.Number, found.Defaulter, penalty));
    }

    private static (DefaultCase? Found, Refusal? Refusal) OpenCase(long number, ClearingState clearing) =>
        clearing.Defaults.Find(number) is { Status: DefaultStatus.Open } found
            ? (found, null)
            : (null, Unknown(number));

    private static Refusal Unknown(long number) =>
        ClearingRefusals.UnknownDefault.With(ClearingBasis.Settlement, ("case", number));
}
