using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;

namespace Chutan.Market.Flows;

/// <summary>截止单向竞价: best price first, the earlier of one price first → a deal beside the book for each winner → the
/// rest is free. The last winner may get a part. A bid that cannot be carried out any more is void, and the next one
/// takes its place.</summary>
internal static class ClosingOneWay
{
    public static Decision Decide(CloseOneWay command, CommandContext context, MarketState state)
    {
        var (session, refusal) = OneWayRules.Due(command.Session, OneWayStatus.Open, context, state.Exchange);
        if (session is null) return refusal!; // one of the two is there
        if (MakingOffers.Barred(session.Account, state) is { } barred)
            return EndingOneWay.End(session, OneWayStatus.Void, barred.Code, state);
        var pricing = context.Rules.Get(ModeKeys.OneWayPricing, session.Terms.Instrument, context.Date);
        var fees = FeeRates.Of(TradeMode.OneWayBidding, session.Terms.Instrument, context.Date, context.Rules);
        if (context.Rules.Missing is { } missing) return missing;
        var closing = new Closing(session, fees, context, state);
        if (closing.Award(price: null) is { } stuck) return stuck;
        if (pricing == OneWayPricing.Uniform && closing.WorstPrice is { } worst)
        {
            closing = new Closing(session, fees, context, state);
            if (closing.Award(worst) is { } again) return again;
        }
        return closing.Finish();
    }

    /// <summary>One way of awarding a session.</summary>
    private sealed class Closing(OneWaySession session, FeeRates fees, CommandContext context, MarketState state)
    {
        private readonly OffBook book = new(context, state);
        private readonly MoneyDraft money = new(state.Clearing);
        private readonly List<OneWayAward> awards = [];
        private Tonnes left = session.Terms.Quantity;

        /// <summary>The price of the last bid that won; null when none did.</summary>
        public Price? WorstPrice { get; private set; }

        /// <param name="price">What every winner pays; null for its own bid.</param>
        public Refusal? Award(Price? price)
        {
            if (FreeMoney() is { } stuck) return stuck;
            foreach (var bid in session.Ranked())
            {
                var part = Tonnes.Min(bid.Quantity, left);
                var paid = price ?? bid.Price;
                var refused = part.IsZero ? null
                    : MakingOffers.Barred(bid.Account, state) ?? book.Add(Deal(bid, part, paid));
                var awarded = refused is null ? part : Tonnes.Zero;
                awards.Add(new OneWayAward(bid.Account, bid.Price, bid.Quantity, awarded,
                    awarded.IsZero ? default : paid, refused?.Code ?? ""));
                if (FreeUnits(bid.Hold, bid.Quantity - awarded) is { } kept) return kept;
                if (awarded.IsZero) continue;
                left -= awarded;
                WorstPrice = bid.Price;
            }
            return FreeUnits(session.Hold, left);
        }

        public Decision Finish()
        {
            var traded = session.Terms.Quantity - left;
            return Decision.Accept([.. money.Events, .. book.Events, new OneWayClosed(session.Id, session.Account,
                traded.IsZero ? OneWayStatus.Unsold : OneWayStatus.Traded, traded, [.. awards])]);
        }

        private OffBookDeal Deal(OneWayBid bid, Tonnes quantity, Price price)
        {
            var terms = session.Terms;
            var (seller, buyer, hold) = terms.Side == Side.Sell
                ? (session.Account, bid.Account, session.Hold)
                : (bid.Account, session.Account, bid.Hold);
            return new OffBookDeal(terms.Instrument, TradeMode.OneWayBidding, seller, buyer, price, quantity,
                terms.BidSide, hold, fees);
        }

        /// <summary>All the money that stands for the session is free before its deals are paid out of it.</summary>
        private Refusal? FreeMoney()
        {
            var reference = TradingAccounts.Reference(session.Id);
            foreach (var account in session.Bids.Select(b => b.Account).Prepend(session.Account))
            {
                book.Free(account, state.Clearing.Reserved(account, reference));
                if (money.Unreserve(account, reference) is { } stuck) return stuck;
            }
            return null;
        }

        private Refusal? FreeUnits(HoldId hold, Tonnes quantity) =>
            hold.Number == 0 || quantity.IsZero ? null : book.Units.Reduce(hold, quantity);
    }
}
