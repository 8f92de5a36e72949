using System.Globalization;
using Chutan.Market.Clearing;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>交收: the units and the money of sound trades, gross trade by trade or net per account, as the instrument is
/// settled. Both leave every account with the same tonnes and the same money; net moves less of either. Units that net
/// out are not moved: they keep their serials and stay as traded, or not, as they were.</summary>
internal sealed class Delivery(LocalDate date, MarketState state)
{
    private readonly LedgerDraft units = ResaleLag.Draft(state);
    private IReadOnlyList<Event> held = [];
    private readonly List<Event> payments = [];
    private readonly SortedDictionary<string, List<Obligation>> netted = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tonnes> moved = new(StringComparer.Ordinal);
    private readonly List<Obligation> gross = [];
    private int trades;
    private int unitMovements;
    private int moneyMovements;

    public Tonnes Quantity { get; private set; }
    public Money Value { get; private set; }
    public Money Fees { get; private set; }

    /// <summary>Units first, then money.</summary>
    public IEnumerable<Event> Events => [.. units.Events, .. held, .. payments];

    public void Take(Obligation o)
    {
        trades++;
        Quantity += o.Quantity;
        Value += o.Value;
        Fees += o.BuyerFee + o.SellerFee;
        if (state.Clearing.Settings.MethodOf(o.Instrument) == SettlementMethod.Gross) gross.Add(o);
        else if (netted.TryGetValue(o.Instrument, out var others)) others.Add(o);
        else netted.Add(o.Instrument, [o]);
    }

    /// <summary>Does everything taken, or refuses all of it.</summary>
    public Refusal? Settle()
    {
        foreach (var o in gross)
        {
            var (hold, kind) = SettlementCheck.UnitsOf(o, state.Exchange);
            if (Move(o.Instrument, o.Seller, o.Buyer, kind, o.Quantity, TradingAccounts.Reference(o.Trade), hold)
                is { } refusal)
                return Undelivered(o, refusal);
            payments.Add(new TradeSettled(o.Trade, o.Buyer, o.Seller, o.Value, o.BuyerFee, o.SellerFee));
            moneyMovements += 2;
        }
        foreach (var (instrument, list) in netted)
            if (SettleNet(instrument, list) is { } refusal) return refusal;
        (held, var unheld) = ResaleLag.HoldArrivals(date, units, state.Exchange);
        return unheld;
    }

    public ImmutableArray<StepFigure> Figures(int defaults, Money reserve) =>
    [
        new("trades", "", trades, "count"), new("value", "", Value.Fen, "fen"), new("fees", "", Fees.Fen, "fen"),
        new("reserve", "", reserve.Fen, "fen"), new("defaults", "", defaults, "count"),
        new("unit-movements", "", unitMovements, "count"), new("money-movements", "", moneyMovements, "count"),
        .. moved.Select(m => new StepFigure("moved", m.Key, m.Value.Count, "t")),
    ];

    private Refusal? SettleNet(string instrument, List<Obligation> list)
    {
        var positions = NetPosition.Of(list);
        var receivers = new Queue<(AccountId Account, Tonnes Left)>(
            positions.Where(p => p.Bought > p.Sold).Select(p => (p.Account, p.Bought - p.Sold)));
        var (_, kind) = SettlementCheck.UnitsOf(list[0], state.Exchange);
        var reference = string.Create(CultureInfo.InvariantCulture, $"net {Text.Of(date)} {instrument}");
        var freed = units.AtOnce.Contains(kind);
        if (freed && FreeHolds(list) is { } stuck) return stuck;
        foreach (var position in positions)
        {
            var toDeliver = new Tonnes(Math.Max(0, position.Sold.Count - position.Bought.Count));
            foreach (var o in list)
            {
                if (o.Seller != position.Account) continue;
                // What is left under a hold that was freed is for a trade in default.
                var hold = freed ? default : SettlementCheck.UnitsOf(o, state.Exchange).Hold;
                var outOfThis = o.Quantity < toDeliver ? o.Quantity : toDeliver;
                toDeliver -= outOfThis;
                if (outOfThis < o.Quantity && units.FindHold(hold) is not null
                    && units.Reduce(hold, o.Quantity - outOfThis) is { } tied) return Undelivered(o, tied);
                while (!outOfThis.IsZero)
                {
                    var (receiver, left) = receivers.Peek(); // sold and bought are equal over all accounts
                    var part = outOfThis < left ? outOfThis : left;
                    if (Move(instrument, o.Seller, receiver, kind, part, reference, hold) is { } refusal)
                        return Undelivered(o, refusal);
                    outOfThis -= part;
                    receivers.Dequeue();
                    if (part < left) receivers = new([(receiver, left - part), .. receivers]);
                }
            }
            payments.Add(new NetPositionSettled(instrument, position.Account, position.Paid, position.Received,
                position.BuyerFees, position.SellerFees));
            moneyMovements++;
        }
        payments.Add(new ObligationsNetted(instrument, [.. list.Select(o => o.Trade)]));
        return null;
    }

    /// <summary>Where the day's purchases may be sold on, an order's own hold need not have all it sold: the holds end
    /// first, and what is owed net is delivered out of everything there.</summary>
    private Refusal? FreeHolds(List<Obligation> list)
    {
        foreach (var o in list)
            if (units.FindHold(SettlementCheck.UnitsOf(o, state.Exchange).Hold) is { } hold
                && units.Reduce(hold.Id, Tonnes.Min(hold.Quantity, o.Quantity)) is { } refusal)
                return Undelivered(o, refusal);
        return null;
    }

    private Refusal? Move(string instrument, AccountId from, AccountId to, UnitKind kind, Tonnes quantity,
        string reference, HoldId hold)
    {
        if (ResaleLag.Deliver(from, to, kind, quantity, reference, hold, units) is { } refusal) return refusal;
        unitMovements++;
        moved[instrument] = moved.GetValueOrDefault(instrument) + quantity;
        return null;
    }

    private static Refusal Undelivered(Obligation o, Refusal refusal) => ClearingRefusals.CannotDeliver.With(
        ClearingBasis.SameDay, ("trade", o.Trade), ("account", o.Seller), ("quantity", o.Quantity),
        ("reason", refusal.Code));
}
