using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>撤回、拒绝与失效: an offer ends → what it still tied up is free. What was taken stays for settlement.</summary>
internal static class EndingOffers
{
    public static Decision Decide(WithdrawOffer command, CommandContext context, MarketState state) =>
        End(EndingOffer.Check(command, state.Exchange), OfferStatus.Withdrawn,
            context.Actor.Role == Role.Scheduler ? ExchangeRefusals.AccountRestricted.Code : "", state);

    public static Decision Decide(DeclineOffer command, MarketState state) =>
        End(EndingOffer.Check(command, state.Exchange), OfferStatus.Declined, command.Reason, state);

    /// <summary>The end of a trading day: every open offer that was good through it, or earlier, lapses.</summary>
    public static Refusal? Lapse(LocalDate date, MarketState state, LedgerDraft units,
        ImmutableArray<Event>.Builder events)
    {
        var money = new MoneyDraft(state.Clearing);
        foreach (var offer in state.Exchange.Offers.All)
        {
            if (!offer.IsOpen || offer.Through > date) continue;
            events.Add(new OfferEnded(offer.Id, offer.Account, OfferStatus.Lapsed, offer.Remaining, Reason: ""));
            if (Free(offer, units, money) is { } stuck) return stuck;
        }
        events.AddRange(money.Events);
        return null;
    }

    /// <summary>Frees what is left of an offer's stake.</summary>
    public static Refusal? Free(Offer offer, LedgerDraft units, MoneyDraft money) => offer.Side == Side.Sell
        ? units.Reduce(offer.Hold, offer.Remaining)
        : money.Unreserve(offer.Account, TradingAccounts.Reference(offer.Id));

    private static Decision End((Offer? Offer, Refusal? Refusal) found, OfferStatus outcome, string reason,
        MarketState state)
    {
        if (found.Offer is not { } offer) return found.Refusal!; // one of the two is there
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        if (Free(offer, units, money) is { } stuck) return stuck;
        return Decision.Accept([.. units.Events, .. money.Events,
            new OfferEnded(offer.Id, offer.Account, outcome, offer.Remaining, reason)]);
    }
}
