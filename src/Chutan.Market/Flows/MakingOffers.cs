using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>挂牌与意向: valid? → units held or money tied up → on the board or before the counterparty.</summary>
internal static class MakingOffers
{
    public static Decision Decide(PostListing command, CommandContext context, MarketState state) =>
        FixedPriceListing.Check(command, context, state.Exchange) is { } invalid
            ? invalid
            : Make(new OfferMade(state.Exchange.Offers.Next, TradeMode.ListingTransfer, command.Instrument, Side.Sell,
                command.Account, command.Buyer, command.Price, command.Quantity, command.Minimum, context.Date,
                Hold: default, Contract: null), context, state);

    public static Decision Decide(ProposeAgreement command, CommandContext context, MarketState state) =>
        Agreement.Check(command, context, state.Exchange) is { } invalid
            ? invalid
            : Make(new OfferMade(state.Exchange.Offers.Next, TradeMode.Agreement, command.Instrument, Side.Sell,
                command.Account, command.Buyer, command.UnitPrice, command.Quantity, command.Quantity,
                command.DeliverBy, Hold: default, command.Contract), context, state);

    public static Decision Decide(ListOffer command, CommandContext context, MarketState state) =>
        ListingAgreement.Check(command, context, state.Exchange) is { } invalid
            ? invalid
            : Make(new OfferMade(state.Exchange.Offers.Next, TradeMode.ListingAgreement, command.Instrument,
                command.Side, command.Account, Counterparty: null, command.Price, command.Quantity, new Tonnes(1),
                context.Date, Hold: default, Contract: null), context, state);

    public static Decision Decide(ProposeBlock command, CommandContext context, MarketState state) =>
        Block.Check(command, context, state.Exchange) is { } invalid
            ? invalid
            : Make(new OfferMade(state.Exchange.Offers.Next, TradeMode.Block, command.Instrument, command.Side,
                command.Account, command.Counterparty, command.Price, command.Quantity, command.Quantity, context.Date,
                Hold: default, Contract: null), context, state);

    /// <summary>A counter-offer: what stood for the old terms is free, then the answerer's own stands for the new.
    /// </summary>
    public static Decision Decide(CounterBlock command, CommandContext context, MarketState state)
    {
        var (offer, refusal) = Block.Check(command, context, state.Exchange);
        if (offer is null) return refusal!; // one of the two is there
        if ((TradingAccounts.Problem(command.Account, state) ?? Barred(offer.Account, state)) is { } barred)
            return barred;
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        if (EndingOffers.Free(offer, units, money) is { } stuck) return stuck;
        var answer = offer.Side == Side.Buy ? Side.Sell : Side.Buy;
        var (hold, uncovered) = Reserve(new Stake(offer.Id, offer.Mode, offer.Instrument, answer, command.Account,
            command.Price, command.Quantity), units, money, context, state);
        if (uncovered is not null) return uncovered;
        return Decision.Accept([.. units.Events, .. money.Events,
            new OfferCountered(offer.Id, command.Account, command.Price, command.Quantity, hold)]);
    }

    /// <summary>The refusal when the other side of a deal may not trade now; null when it may.</summary>
    public static Refusal? Barred(AccountId counterparty, MarketState state) =>
        state.Registry.Find(counterparty) is { Status: AccountStatus.Open, IsSystem: false } account
        && state.Participants.Find(account.Owner) is { Status: ParticipantStatus.Active }
            ? null
            : ModeRefusals.CounterpartyBarred.With(Basis.TradingRules, ("account", counterparty));

    private static Decision Make(OfferMade offer, CommandContext context, MarketState state)
    {
        if (TradingAccounts.Problem(offer.Account, state) is { } own) return own;
        if (offer.Counterparty is { } other && Barred(other, state) is { } barred) return barred;
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        var (hold, uncovered) = Reserve(new Stake(offer.Offer, offer.Mode, offer.Instrument, offer.Side, offer.Account,
            offer.Price, offer.Quantity), units, money, context, state);
        return uncovered is not null
            ? uncovered
            : Decision.Accept([.. units.Events, .. money.Events, offer with { Hold = hold }]);
    }

    /// <summary>What one side puts up for its terms.</summary>
    private readonly record struct Stake(OfferId Offer, TradeMode Mode, string Instrument, Side Side, AccountId Account,
        Price Price, Tonnes Quantity);

    /// <summary>Full prepayment, as on the screen: all the units, or all the money. Proceeds of the day's sales are not
    /// money yet.</summary>
    private static (HoldId Hold, Refusal? Refusal) Reserve(Stake stake, LedgerDraft units, MoneyDraft money,
        CommandContext context, MarketState state)
    {
        var reference = TradingAccounts.Reference(stake.Offer);
        if (stake.Side == Side.Sell)
        {
            var kind = state.Exchange.Find(stake.Instrument)!.Instrument.Kind; // a valid offer is of a listed one
            return units.Hold(stake.Account, kind, stake.Quantity, HoldCause.InOrder, reference);
        }
        var wanted = stake.Quantity + state.Exchange.Offers.BuyingOf(stake.Account)
            + state.Exchange.OneWay.BuyingOf(stake.Account);
        if (TradingAccounts.BeyondHolding(stake.Account, wanted, context, state) is { } excess)
            return (default, excess);
        var fees = FeeRates.Of(stake.Mode, stake.Instrument, context.Date, context.Rules);
        if (context.Rules.Missing is { } missing) return (default, missing);
        var cost = fees.WorstCost(stake.Price, stake.Quantity, state.Clearing.Terms!); // an open day has terms
        return (default, money.Reserve(stake.Account, reference, cost));
    }
}
