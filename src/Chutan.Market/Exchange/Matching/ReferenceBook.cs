namespace Chutan.Market.Exchange;

/// <summary>
/// The rules of matching in their plainest form: lists, sorted dictionaries and no cleverness. It is what
/// <see cref="MatchingBook"/> is compared with, event for event, and what its speed is measured against; nobody trades
/// on it.
/// </summary>
public sealed class ReferenceBook
{
    private readonly PriceBand band;
    private readonly MatchingRules rules;
    private readonly SortedDictionary<int, List<Resting>> bids = new(Comparer<int>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<int, List<Resting>> asks = [];
    private readonly Dictionary<long, Resting> live = [];
    private readonly Dictionary<int, Account>? accounts;
    private readonly bool cashAtOnce;
    private readonly bool unitsAtOnce;

    /// <param name="funds">The accounts with what they have at the start; null when orders are not checked.</param>
    public ReferenceBook(PriceBand band, MatchingRules rules, int last, BookFunds? funds = null)
    {
        (this.band, this.rules, Last) = (band, rules, last);
        if (funds is null) return;
        (cashAtOnce, unitsAtOnce) = (funds.CashAtOnce, funds.UnitsAtOnce);
        accounts = Enumerable.Range(0, funds.Accounts)
            .ToDictionary(a => a, a => new Account { Cash = funds.Cash(a), Units = funds.Units(a) });
    }

    public int Last { get; private set; }
    public int? BestBid => bids.Count == 0 ? null : bids.First().Key;
    public int? BestAsk => asks.Count == 0 ? null : asks.First().Key;
    public int Live => live.Count;
    public long Cash(int account) => accounts![account].Cash; // asked only of a book with accounts
    public long Units(int account) => accounts![account].Units;
    public long Waiting(Side side) => live.Values.Where(o => o.Side == side).Sum(o => o.Left);

    public bool Enter(in BookOrder order, BookEvents to)
    {
        var reason = Problem(order, replaced: null);
        return reason == BookReason.None ? Accept(order, to) : Refuse(order, reason, to);
    }

    public bool Cancel(long order, BookEvents to)
    {
        if (live.TryGetValue(order, out var found)) return End(found, BookReason.Withdrawn, to);
        to.Add(new BookEvent(order, 0, 0, 0, 0, BookEventKind.Refused, default, BookReason.NotLive));
        return false;
    }

    public bool Replace(long replaced, in BookOrder order, BookEvents to)
    {
        if (!live.TryGetValue(replaced, out var old)) return Refuse(order, BookReason.NotLive, to);
        var reason = Problem(order, old);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        End(old, BookReason.Withdrawn, to);
        return Accept(order, to);
    }

    public bool Collect(in BookOrder order, BookEvents to)
    {
        if (order.Type != OrderType.Limit) return Refuse(order, BookReason.NotInAuction, to);
        var reason = Invalid(order, replaced: null);
        if (reason != BookReason.None) return Refuse(order, reason, to);
        var account = order.Account;
        var own = Across(order.Side, order.Price).Where(o => o.Account == account).ToList();
        var rule = own.Count == 0 ? SelfTradeRule.Allow : rules.SelfTrade;
        if (rule == SelfTradeRule.RefuseNewest) return Refuse(order, BookReason.SelfTrade, to);
        to.Accepted(order, order.Price);
        Reserve(order.Account, order.Side, order.Price, order.Quantity);
        if (rule == SelfTradeRule.CancelBoth) own.RemoveRange(1, own.Count - 1);
        if (rule != SelfTradeRule.Allow) own.ForEach(o => End(o, BookReason.SelfTrade, to));
        if (rule == SelfTradeRule.CancelBoth) GiveUp(order, order.Price, order.Quantity, BookReason.SelfTrade, to);
        else Rest(order, order.Quantity);
        return true;
    }

    public AuctionOutcome Uncross(int reference, BookEvents to)
    {
        var best = Enumerable.Range(band.Lowest, band.Prices)
            .Select(price => (Price: price, Bid: live.Values.Where(o => o.Side == Side.Buy && o.Price >= price)
                .Sum(o => o.Left), Asked: live.Values.Where(o => o.Side == Side.Sell && o.Price <= price)
                .Sum(o => o.Left)))
            .OrderByDescending(p => Math.Min(p.Bid, p.Asked)).ThenBy(p => Math.Abs(p.Bid - p.Asked))
            .ThenBy(p => Math.Abs(p.Price - reference)).First();
        var volume = Math.Min(best.Bid, best.Asked);
        if (volume == 0) return new AuctionOutcome(null, 0, 0);
        Last = best.Price;
        for (var left = volume; left > 0;)
        {
            var (buy, sell) = (bids.First().Value[0], asks.First().Value[0]);
            var quantity = Math.Min(left, Math.Min(buy.Left, sell.Left));
            to.Add(new BookEvent(sell.Id, buy.Id, quantity, best.Price, sell.Account, BookEventKind.Traded, Side.Sell,
                BookReason.None));
            Settle(buy.Account, buy.Price, sell.Account, best.Price, quantity);
            Reduce(buy, quantity);
            Reduce(sell, quantity);
            left -= quantity;
        }
        return new AuctionOutcome(best.Price, volume, best.Bid - best.Asked);
    }

    private BookReason Problem(in BookOrder order, Resting? replaced)
    {
        var invalid = Invalid(order, replaced);
        if (invalid != BookReason.None || rules.SelfTrade != SelfTradeRule.RefuseNewest) return invalid;
        var left = order.Quantity;
        foreach (var resting in Across(order.Side, Limit(order)))
        {
            if (resting == replaced) continue;
            if (resting.Account == order.Account) return BookReason.SelfTrade;
            if ((left -= resting.Left) <= 0) break;
        }
        return BookReason.None;
    }

    private BookReason Invalid(in BookOrder order, Resting? replaced)
    {
        if (!band.Contains(Limit(order))) return BookReason.OutsideBand;
        if (order.Quantity is <= 0 or > MatchingBook.MostQuantity) return BookReason.BadQuantity;
        if (accounts is null) return BookReason.None;
        if (!accounts.TryGetValue(order.Account, out var account)) return BookReason.UnknownAccount;
        var back = replaced is not null && replaced.Account == order.Account && replaced.Side == order.Side;
        if (order.Side == Side.Buy)
            return account.Cash + (back ? replaced!.Left * replaced.Price : 0) < Limit(order) * order.Quantity
                ? BookReason.NoCash : BookReason.None;
        return account.Units + (back ? replaced!.Left : 0) < order.Quantity ? BookReason.NoUnits : BookReason.None;
    }

    private bool Accept(in BookOrder order, BookEvents to)
    {
        var limit = Limit(order);
        to.Accepted(order, limit);
        Reserve(order.Account, order.Side, limit, order.Quantity);
        var left = order.Quantity;
        foreach (var resting in Across(order.Side, limit).ToList())
        {
            if (left == 0) break;
            if (resting.Account == order.Account && rules.SelfTrade != SelfTradeRule.Allow)
            {
                End(resting, BookReason.SelfTrade, to);
                if (rules.SelfTrade == SelfTradeRule.CancelOldest) continue;
                GiveUp(order, limit, left, BookReason.SelfTrade, to);
                return true;
            }
            var quantity = Math.Min(left, resting.Left);
            Last = rules.Price == PriceRule.RestingOrder ? resting.Price
                : new[] { limit, resting.Price, Last }.Order().ElementAt(1);
            to.Add(new BookEvent(order.Id, resting.Id, quantity, Last, order.Account, BookEventKind.Traded, order.Side,
                BookReason.None));
            if (order.Side == Side.Buy) Settle(order.Account, limit, resting.Account, Last, quantity);
            else Settle(resting.Account, resting.Price, order.Account, Last, quantity);
            Reduce(resting, quantity);
            left -= quantity;
        }
        if (left == 0) return true;
        if (order.Type == OrderType.Limit) Rest(order, left);
        else GiveUp(order, limit, left, BookReason.NotResting, to);
        return true;
    }

    private static bool Refuse(in BookOrder order, BookReason reason, BookEvents to)
    {
        to.Refused(order, reason);
        return false;
    }

    private bool End(Resting order, BookReason reason, BookEvents to)
    {
        to.Add(new BookEvent(order.Id, 0, order.Left, order.Price, order.Account, BookEventKind.Cancelled, order.Side,
            reason));
        Free(order.Account, order.Side, order.Price, order.Left);
        Reduce(order, order.Left);
        return true;
    }

    private void GiveUp(in BookOrder order, int limit, long left, BookReason reason, BookEvents to)
    {
        Free(order.Account, order.Side, limit, left);
        to.Add(new BookEvent(order.Id, 0, left, limit, order.Account, BookEventKind.Cancelled, order.Side, reason));
    }

    private void Rest(in BookOrder order, long left)
    {
        var resting = new Resting(order.Id, order.Account, order.Side, order.Price) { Left = left };
        live.Add(order.Id, resting);
        var side = order.Side == Side.Buy ? bids : asks;
        if (!side.TryGetValue(order.Price, out var queue)) side.Add(order.Price, queue = []);
        queue.Add(resting);
    }

    private void Reduce(Resting order, long by)
    {
        if ((order.Left -= by) > 0) return;
        live.Remove(order.Id);
        var side = order.Side == Side.Buy ? bids : asks;
        side[order.Price].Remove(order);
        if (side[order.Price].Count == 0) side.Remove(order.Price);
    }

    /// <summary>The orders that one with this limit would meet, in the order in which it would meet them.</summary>
    private IEnumerable<Resting> Across(Side side, int limit) => side == Side.Buy
        ? asks.TakeWhile(p => p.Key <= limit).SelectMany(p => p.Value)
        : bids.TakeWhile(p => p.Key >= limit).SelectMany(p => p.Value);

    private int Limit(in BookOrder order) => order.Type != OrderType.Market ? order.Price
        : order.Side == Side.Buy ? band.Highest : band.Lowest;

    private void Reserve(int account, Side side, int price, long quantity) => Free(account, side, price, -quantity);

    private void Free(int account, Side side, int price, long quantity)
    {
        if (accounts is null) return;
        if (side == Side.Buy) accounts[account].Cash += price * quantity;
        else accounts[account].Units += quantity;
    }

    private void Settle(int buyer, int limit, int seller, int price, long quantity)
    {
        if (accounts is null) return;
        accounts[buyer].Cash += (limit - price) * quantity;
        if (unitsAtOnce) accounts[buyer].Units += quantity;
        if (cashAtOnce) accounts[seller].Cash += price * quantity;
    }

    private sealed class Resting(long id, int account, Side side, int price)
    {
        public long Id { get; } = id;
        public int Account { get; } = account;
        public Side Side { get; } = side;
        public int Price { get; } = price;
        public long Left { get; set; }
    }

    private sealed class Account
    {
        public long Cash { get; set; }
        public long Units { get; set; }
    }
}
