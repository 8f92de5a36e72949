using System.Text.Json;
using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange.Feed;

/// <summary>成交回报: for each account the numbered stream of its own orders, trades and balances, made from durable
/// records only.</summary>
public sealed class AccountFeed(FeedBounds bounds)
{
    private readonly Lock changing = new();
    private readonly Dictionary<AccountId, Own> accounts = [];
    private readonly Dictionary<OrderId, (AccountId Account, int Place)> places = [];
    private readonly HashSet<AccountId> balances = [];
    private readonly HashSet<AccountId> told = [];
    private AsOf asOf = new(-1, NodaConstants.UnixEpoch);

    public FeedBounds Bounds { get; } = bounds;

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
        {
            asOf = new AsOf(record.Position, record.At);
            foreach (var happened in accepted.Events)
                if (happened is ExchangeEvent traded) Take(traded, record);
                else if (happened is ClearingEvent or RegistryEvent) TouchedAccounts.Collect(happened, balances);
            foreach (var account in balances) told.Add(account);
            foreach (var account in told) Of(account).Publish(record, balances.Contains(account));
            balances.Clear();
            told.Clear();
        }
    }

    /// <summary>A new reader of an account's stream: with what it missed since a number, or a snapshot.</summary>
    internal Opening<AccountUpdate, AccountSnapshot> Attach(AccountId account, long? after)
    {
        lock (changing)
        {
            var own = Of(account);
            var reader = own.Stream.Attach();
            var missed = after is { } known ? own.Stream.After(known) : null;
            return new(reader, missed, missed is null ? own.Snapshot(asOf) : null);
        }
    }

    internal AccountSnapshot Recover(AccountId account, NumberedStream<AccountUpdate>.Reader reader)
    {
        lock (changing)
        {
            reader.Restart();
            return Of(account).Snapshot(asOf);
        }
    }

    internal void Detach(AccountId account, NumberedStream<AccountUpdate>.Reader reader)
    {
        lock (changing) Of(account).Stream.Detach(reader);
    }

    internal long Sequence(AccountId account)
    {
        lock (changing) return Of(account).Stream.Sequence;
    }

    private void Take(ExchangeEvent happened, MarketRecord record)
    {
        switch (happened)
        {
            case BusinessDayOpened: NewDay(); break;
            case OrderAccepted e:
                var own = Of(e.Account);
                places.Add(e.Order, (e.Account, own.Orders.Count));
                own.Orders.Add(new OwnOrder(e.Order.ToString(), e.ClientOrderId, e.Instrument, Word(e.Side),
                    Camel(e.Type), e.Price.FenPerTonne, e.Quantity.Count, 0, "open", null, record.At, record.Position));
                Changed(e.Order);
                break;
            case TradeExecuted e:
                Trade(e, e.Buyer, e.BuyOrder, "buy", record);
                Trade(e, e.Seller, e.SellOrder, "sell", record);
                break;
            case OrderCancelled e: End(e.Order, "cancelled", Camel(e.Reason)); break;
            case CancelOnDisconnectSet e: balances.Add(e.Account); break;
            case OrderExpired e: End(e.Order, "expired", null); break;
        }
    }

    private void NewDay()
    {
        places.Clear();
        foreach (var (account, own) in accounts)
            if (own.StartDay()) told.Add(account);
    }

    private void Trade(TradeExecuted e, AccountId account, OrderId order, string side, MarketRecord record)
    {
        Of(account).Add(new OwnTrade(e.Trade.ToString(), order.Number == 0 ? null : order.ToString(), e.Instrument,
            Camel(e.Mode), side, e.Price.FenPerTonne, e.Quantity.Count,
            (e.Price * e.Quantity).Fen, e.At, record.Position));
        told.Add(account);
        if (order.Number == 0) return;
        var (_, place) = places[order];
        var now = Of(account).Orders[place];
        var filled = now.Filled + e.Quantity.Count;
        Of(account).Orders[place] = now with { Filled = filled, State = filled == now.Tonnes ? "filled" : now.State };
        Changed(order);
    }

    private void End(OrderId order, string state, string? reason)
    {
        var (account, place) = places[order];
        Of(account).Orders[place] = Of(account).Orders[place] with { State = state, Reason = reason };
        Changed(order);
    }

    private void Changed(OrderId order)
    {
        var (account, place) = places[order];
        Of(account).Changed(place);
        told.Add(account);
    }

    private Own Of(AccountId account)
    {
        if (accounts.TryGetValue(account, out var own)) return own;
        return accounts[account] = new Own(account, Bounds);
    }

    private static string Camel<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Word(Side side) => side == Side.Buy ? "buy" : "sell";

    /// <summary>One account's day and stream.</summary>
    private sealed class Own(AccountId account, FeedBounds bounds)
    {
        private readonly List<OwnTrade> trades = [];
        private readonly SortedSet<int> changed = [];
        private int tradesTold;
        private bool newDay;

        public NumberedStream<AccountUpdate> Stream { get; } = new(bounds.AccountRing, bounds.Queue);
        public List<OwnOrder> Orders { get; } = [];

        public void Add(OwnTrade trade) => trades.Add(trade);

        public void Changed(int place) => changed.Add(place);

        /// <summary>Forgets the day before; false when there was nothing of it.</summary>
        public bool StartDay()
        {
            newDay = Orders.Count > 0 || trades.Count > 0;
            Orders.Clear();
            trades.Clear();
            tradesTold = 0;
            return newDay;
        }

        public void Publish(MarketRecord record, bool balances)
        {
            Stream.Publish(new AccountUpdate(Stream.Next, record.Position, record.At,
                [.. changed.Select(place => Orders[place])], trades[tradesTold..], newDay, balances));
            changed.Clear();
            (tradesTold, newDay) = (trades.Count, false);
        }

        public AccountSnapshot Snapshot(AsOf asOf) =>
            new(Stream.Sequence, account.ToString(), [.. Orders], [.. trades], asOf);
    }
}
