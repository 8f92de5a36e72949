using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;

namespace Chutan.Market.Flows;

/// <summary>受让、摘牌与确认: open to the taker? → both sides may trade? → a deal outside the book.</summary>
internal static class TakingOffers
{
    public static Decision Decide(TakeListing command, CommandContext context, MarketState state) =>
        Take(FixedPriceListing.Check(command, context, state.Exchange), command.Account, command.Quantity, context,
            state);

    public static Decision Decide(ChooseOffer command, CommandContext context, MarketState state) =>
        Take(ListingAgreement.Check(command, context, state.Exchange), command.Account, command.Quantity, context,
            state);

    public static Decision Decide(ConfirmAgreement command, CommandContext context, MarketState state)
    {
        var found = Agreement.Check(command, context, state.Exchange);
        if (found.Offer is not { } contract || contract.Through <= context.Date)
            return Take(found, command.Account, quantity: null, context, state);
        return MakingOffers.Barred(contract.Account, state) is { } barred
            ? barred
            : DeliveringAgreements.Confirm(contract, command.Account, context, state);
    }

    public static Decision Decide(ConfirmBlock command, CommandContext context, MarketState state) =>
        Take(Block.Check(command, context, state.Exchange), command.Account, quantity: null, context, state);

    /// <param name="quantity">Null for all that is left.</param>
    private static Decision Take((Offer? Offer, Refusal? Refusal) found, AccountId taker, Tonnes? quantity,
        CommandContext context, MarketState state)
    {
        if (found.Offer is not { } offer) return found.Refusal!; // one of the two is there
        if (MakingOffers.Barred(offer.Account, state) is { } barred) return barred;
        var fees = FeeRates.Of(offer.Mode, offer.Instrument, context.Date, context.Rules);
        if (context.Rules.Missing is { } missing) return missing;
        var tonnes = quantity ?? offer.Remaining;
        var book = new OffBook(context, state);
        var money = new MoneyDraft(state.Clearing);
        if (offer.Side == Side.Buy && Release(offer, tonnes, fees, state.Clearing, money, book) is { } stuck)
            return stuck;
        var (seller, buyer, last) = offer.Side == Side.Sell
            ? (offer.Account, taker, Side.Buy)
            : (taker, offer.Account, Side.Sell);
        var trade = state.Exchange.NextTrade;
        if (book.Add(new OffBookDeal(offer.Instrument, offer.Mode, seller, buyer, offer.Price, tonnes, last, offer.Hold,
            fees)) is { } refused) return refused;
        return Decision.Accept([.. money.Events, .. book.Events, new OfferTaken(offer.Id, taker, tonnes, trade)]);
    }

    /// <summary>The part of an offer to buy that is taken: its money is free for the trade it becomes, and what the
    /// trade does not need stays free.</summary>
    private static Refusal? Release(Offer offer, Tonnes taken, FeeRates fees, ClearingState clearing, MoneyDraft money,
        OffBook book)
    {
        var reference = TradingAccounts.Reference(offer.Id);
        var rest = fees.WorstCost(offer.Price, offer.Remaining - taken, clearing.Terms!); // an open day has terms
        var amount = clearing.Reserved(offer.Account, reference) - rest;
        book.Free(offer.Account, amount);
        return money.Unreserve(offer.Account, reference, amount);
    }
}
