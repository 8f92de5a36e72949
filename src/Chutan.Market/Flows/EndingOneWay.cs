using Chutan.Market.Clearing;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>单向竞价的取消与失效: a session ends without a trade → everything that stood for it is free.</summary>
internal static class EndingOneWay
{
    public static Decision Decide(CancelOneWay command, CommandContext context, MarketState state)
    {
        var byMarket = context.Actor.Role == Role.Scheduler;
        var (session, refusal) = OneWayRules.Check(command, evenWithBids: byMarket, state.Exchange);
        return session is null
            ? refusal! // one of the two is there
            : End(session, byMarket ? OneWayStatus.Void : OneWayStatus.Cancelled, command.Reason, state);
    }

    public static Decision End(OneWaySession session, OneWayStatus outcome, string reason, MarketState state)
    {
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        if (Free(session, units, money) is { } stuck) return stuck;
        return Decision.Accept([.. units.Events, .. money.Events,
            new OneWayEnded(session.Id, session.Account, outcome, reason)]);
    }

    /// <summary>The end of a trading day: what was to be bid for today, and could not be closed, lapses.</summary>
    public static Refusal? Lapse(LocalDate date, MarketState state, LedgerDraft units,
        ImmutableArray<Event>.Builder events)
    {
        var money = new MoneyDraft(state.Clearing);
        foreach (var session in state.Exchange.OneWay.All)
        {
            if (!session.IsRunning || session.Terms.Date > date) continue;
            events.Add(new OneWayEnded(session.Id, session.Account, OneWayStatus.Lapsed, Reason: ""));
            if (Free(session, units, money) is { } stuck) return stuck;
        }
        events.AddRange(money.Events);
        return null;
    }

    /// <summary>Frees what the initiator and every bidder put up.</summary>
    public static Refusal? Free(OneWaySession session, LedgerDraft units, MoneyDraft money)
    {
        if (FreeOne(session.Id, session.Account, session.Hold, units, money) is { } initiator) return initiator;
        foreach (var bid in session.Bids)
            if (FreeOne(session.Id, bid.Account, bid.Hold, units, money) is { } stuck) return stuck;
        return null;
    }

    private static Refusal? FreeOne(OneWayId session, AccountId account, HoldId hold, LedgerDraft units,
        MoneyDraft money) => hold.Number != 0
        ? units.Release(hold)
        : money.Unreserve(account, TradingAccounts.Reference(session));
}
