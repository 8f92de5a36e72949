using System.Globalization;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Whole;

/// <summary>Registry position = exchange position + elsewhere: every hold of the registry for an order is what an open
/// order, offer, bid or unsettled trade needs, and no more; every fen that is tied up is tied up for something that
/// is still open.</summary>
internal static class Positions
{
    /// <summary>What does not fit; null when all does.</summary>
    public static string? Check(MarketState state) =>
        CheckUnits(state) ?? CheckMoney(state) ?? CheckBuying(state);

    private static string? CheckUnits(MarketState state)
    {
        var needed = Needed(state);
        foreach (var hold in state.Registry.AllHolds)
        {
            if (hold.Cause != HoldCause.InOrder) continue;
            var id = hold.Id;
            if (!needed.Remove(id, out var need)) return $"hold {id} of {hold.Quantity} belongs to nothing open";
            if (hold.Quantity.Count > need.Most || hold.Quantity.Count < need.Least)
                return $"hold {id} is {hold.Quantity}, needed are {need.Least} to {need.Most} t";
        }
        foreach (var (id, need) in needed)
            if (need.Least > 0) return $"hold {id} of {need.Least} t is not there";
        return null;
    }

    /// <summary>For each hold the most and the least it must be: less than all only where units bought the same day are
    /// sold on, which no hold covers yet.</summary>
    private static SortedDictionary<HoldId, (long Most, long Least)> Needed(MarketState state)
    {
        var needed = new SortedDictionary<HoldId, (long Most, long Least)>();
        var exchange = state.Exchange;
        foreach (var order in exchange.Orders)
            if (order is { Side: Side.Sell, Hold.Number: > 0, Status: OrderStatus.Open })
                Add(order.Hold, order.Remaining, order.Covered == order.Quantity);
        foreach (var offer in exchange.Offers.All)
            if ((offer.IsOpen || offer.Status == OfferStatus.Confirmed) && offer.Side == Side.Sell)
                Add(offer.Hold, offer.Remaining, true);
        foreach (var session in exchange.OneWay.All)
        {
            if (!session.IsRunning) continue;
            if (session.Terms.Side == Side.Sell) Add(session.Hold, session.Terms.Quantity, true);
            else foreach (var bid in session.Bids) Add(bid.Hold, bid.Quantity, true);
        }
        var owed = state.Clearing.Obligations.Select(o => o.Trade).ToHashSet();
        foreach (var trade in exchange.Trades)
        {
            if (!owed.Contains(trade.Id)) continue;
            var order = trade.SellOrder.Number == 0 ? null : exchange.FindOrder(trade.SellOrder);
            Add(order?.Hold ?? trade.Hold, trade.Quantity, order is null || order.Covered == order.Quantity);
        }
        foreach (var open in state.Clearing.Defaults.Open) Add(open.Hold, open.Obligation.Quantity, false);
        return needed;

        void Add(HoldId hold, Tonnes quantity, bool covered)
        {
            if (hold.Number == 0) return;
            var (most, least) = needed.GetValueOrDefault(hold);
            needed[hold] = (most + quantity.Count, least + (covered ? quantity.Count : 0));
        }
    }

    /// <summary>What an account buys today, which limits on holdings count, is kept as it goes: it must be what the
    /// day's orders and trades say.</summary>
    private static string? CheckBuying(MarketState state)
    {
        var exchange = state.Exchange;
        foreach (var account in state.Registry.Accounts)
        {
            var bids = exchange.OrdersOf(account.Id).Where(o => o.Side == Side.Buy)
                .Sum(o => o.Status == OrderStatus.Open ? o.Quantity.Count : o.Quantity.Count - o.Remaining.Count);
            var beside = exchange.Trades.Where(t => t.Buyer == account.Id && t.BuyOrder.Number == 0)
                .Sum(t => t.Quantity.Count);
            if (exchange.BuyingToday(account.Id).Count != bids + beside)
                return $"account {account.Id} buys {bids + beside} t, not {exchange.BuyingToday(account.Id)}";
        }
        return null;
    }

    private static string? CheckMoney(MarketState state)
    {
        var exchange = state.Exchange;
        foreach (var order in exchange.Orders)
            if (order.Status != OrderStatus.Open && state.Clearing.Reserved(order.Id) != Money.Zero)
                return $"order {order.Id} has ended and still ties up {state.Clearing.Reserved(order.Id)}";
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var offer in exchange.Offers.All)
            if (offer.IsOpen && offer.Side == Side.Buy || offer.Status == OfferStatus.Confirmed)
                open.Add(TradingAccounts.Reference(offer.Id));
        foreach (var session in exchange.OneWay.All)
            if (session.IsRunning) open.Add(TradingAccounts.Reference(session.Id));
        foreach (var auction in state.Auctions.All)
            if (auction.Phase < AuctionPhase.Settled) open.Add(AuctioningReserve.Reference(auction.Id));
        foreach (var withdrawal in state.Clearing.Traffic.Withdrawals)
            if (withdrawal.Status is WithdrawalStatus.Requested or WithdrawalStatus.Sent)
                open.Add(withdrawal.Reference);
        foreach (var (account, reference, amount) in state.Clearing.Tied)
            if (!open.Contains(reference))
                return string.Create(CultureInfo.InvariantCulture,
                    $"account {account} has {amount} tied up for '{reference}', which is over");
        return null;
    }
}
