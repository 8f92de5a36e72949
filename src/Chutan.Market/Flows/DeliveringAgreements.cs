using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;

namespace Chutan.Market.Flows;

/// <summary>协议交割: a contract confirmed before its delivery day → the buyer's money stands ready with the seller's
/// units → at the opening of that day the trade is made, and settles with all others. What cannot be delivered or paid
/// by then is a default like any other. Whether a side may trade was asked at the confirmation: later measures against
/// it do not undo what was agreed.</summary>
internal static class DeliveringAgreements
{
    /// <summary>Confirms a contract for a later day: everything is asked that is asked of a trade today.</summary>
    public static Decision Confirm(Offer contract, AccountId buyer, CommandContext context, MarketState state)
    {
        var quantity = contract.Remaining;
        if ((TradingAccounts.Problem(buyer, state) ?? TradingAccounts.Problem(contract.Account, state)
            ?? TradingAccounts.Restricted(buyer, buys: true, quantity, context, state)
            ?? TradingAccounts.Restricted(contract.Account, buys: false, quantity, context, state)) is { } barred)
            return barred;
        var wanted = quantity + state.Exchange.Offers.BuyingOf(buyer) + state.Exchange.OneWay.BuyingOf(buyer);
        if (TradingAccounts.BeyondHolding(buyer, wanted, context, state) is { } excess) return excess;
        var fees = FeeRates.Of(contract.Mode, contract.Instrument, context.Date, context.Rules);
        if (context.Rules.Missing is { } missing) return missing;
        var value = contract.Price * quantity;
        var payable = value + fees.On(value, state.Clearing.Terms!).Buyer; // an open day has terms
        var money = new MoneyDraft(state.Clearing);
        return money.Reserve(buyer, TradingAccounts.Reference(contract.Id), payable) is { } unfunded
            ? unfunded
            : Decision.Accept([.. money.Events,
                new AgreementConfirmed(contract.Id, buyer, payable, fees.Buyer, fees.Seller)]);
    }

    /// <summary>What the opening of a day does about contracts to be delivered on it: the trades, which follow the
    /// opening. Contracts of an instrument that is not listed any more have ended before (<see cref="Delisting"/>).
    /// </summary>
    public static (IReadOnlyList<Event> Events, Refusal? Refusal) Due(BusinessDayOpened day, SettlementTerms terms,
        MoneyDraft money, CommandContext context, MarketState state)
    {
        var (events, trades) = (new List<Event>(), 0);
        foreach (var contract in state.Exchange.Offers.Confirmed)
        {
            if (contract.Through > day.Date || day.TermsOf(contract.Instrument) is null) continue;
            var buyer = contract.Counterparty!.Value; // a contract names its buyer
            if (money.Unreserve(buyer, TradingAccounts.Reference(contract.Id)) is { } stuck) return ([], stuck);
            var trade = new TradeId(state.Exchange.NextTrade.Number + trades++);
            events.Add(new TradeExecuted(trade, contract.Instrument, contract.Mode, default, default, buyer,
                contract.Account, contract.Price, contract.Remaining, Side.Buy, context.At, contract.Hold));
            events.Add(Reserving.BookBeside(trade, contract.Instrument, contract.Mode, buyer, contract.Account,
                contract.Price, contract.Remaining, terms, state.Clearing.Settings,
                new FeeRates(contract.Fees.Buyer, contract.Fees.Seller)));
            events.Add(new OfferTaken(contract.Id, buyer, contract.Remaining, trade));
        }
        return (events, null);
    }
}
