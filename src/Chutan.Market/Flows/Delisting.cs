using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>终止挂牌: a trading day opens without an instrument that the last one had → everything that still stands in it
/// ends, and what stood for it is free: offers and proposals nobody answered, contracts that wait for their delivery,
/// one-way bidding that was announced. Orders need nothing: they ended with their day. Units stay in their accounts;
/// what was traded before was settled before.</summary>
internal static class Delisting
{
    /// <summary>What the opening of a day ends; the reason of each end is <see cref="ExchangeRefusals.Delisted"/>.
    /// </summary>
    public static (ImmutableArray<Event> Events, Refusal? Refusal) Of(BusinessDayOpened day, LedgerDraft units,
        MoneyDraft money, ExchangeState exchange)
    {
        var events = ImmutableArray.CreateBuilder<Event>();
        foreach (var market in exchange.Markets)
            if (market.Terms is not null && day.TermsOf(market.Code) is null)
                events.Add(new InstrumentDelisted(market.Code, exchange.BusinessDate!.Value)); // a day gave the terms
        foreach (var offer in exchange.Offers.All)
        {
            if (!(offer.IsOpen || offer.Status == OfferStatus.Confirmed) || day.TermsOf(offer.Instrument) is not null)
                continue;
            if (Free(offer, units, money) is { } stuck) return ([], stuck);
            events.Add(new OfferEnded(offer.Id, offer.Account, OfferStatus.Lapsed, offer.Remaining,
                ExchangeRefusals.Delisted.Code));
        }
        foreach (var session in exchange.OneWay.All)
        {
            if (!session.IsRunning || day.TermsOf(session.Terms.Instrument) is not null) continue;
            if (EndingOneWay.Free(session, units, money) is { } stuck) return ([], stuck);
            events.Add(new OneWayEnded(session.Id, session.Account, OneWayStatus.Void, ExchangeRefusals.Delisted.Code));
        }
        return (events.ToImmutable(), null);
    }

    /// <summary>Frees what both sides of an offer put up; of a contract the buyer's money, too.</summary>
    private static Refusal? Free(Offer offer, LedgerDraft units, MoneyDraft money) =>
        EndingOffers.Free(offer, units, money) ?? (offer is { Status: OfferStatus.Confirmed, Counterparty: { } buyer }
            ? money.Unreserve(buyer, TradingAccounts.Reference(offer.Id))
            : null);
}
