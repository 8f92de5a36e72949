using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>货银对付: frozen trade list → check of units and money → units and money of every sound trade, in one decision.
/// A trade that cannot be delivered or paid becomes a default case, and the others settle.</summary>
internal static class SettlingDay
{
    public static Decision Decide(SettleDay command, CommandContext context, MarketState state)
    {
        var (exchange, clearing) = (state.Exchange, state.Clearing);
        if (exchange.Phase != TradingPhase.Closed || exchange.BusinessDate != command.Date
            || clearing.Phase != SettlementPhase.Trading || clearing.Run.DoneOn(command.Date) != RunStep.None)
            return ClearingRefusals.NotClosed.With(ClearingBasis.SameDay, ("date", command.Date));
        if (ListProblem(command.Date, state) is { } differs) return differs;
        var (events, _, refusal) = DeliverAll(command.Date, context, state);
        return refusal is not null ? refusal : Decision.Accept(events);
    }

    /// <summary>The refusal when the trade list is not the frozen one, or not clearing's; null when it is.</summary>
    public static Refusal? ListProblem(LocalDate date, MarketState state)
    {
        var exchange = state.Exchange;
        var frozen = exchange.TradeListHash!; // a closed day has one
        return DayFigures.HashOf(exchange.TradeSpan) != frozen
            || !SameTrades(exchange.Trades, state.Clearing.Obligations)
            ? ClearingRefusals.TradeListDiffers.With(ClearingBasis.SameDay, ("date", date), ("hash", frozen))
            : null;
    }

    /// <summary>Everything from the check to the settled day: cases for what fails, then delivery against payment.
    /// </summary>
    public static (List<Event> Events, ImmutableArray<StepFigure> Figures, Refusal? Refusal) DeliverAll(LocalDate date,
        CommandContext context, MarketState state)
    {
        var (defaults, sound, unknown) = SettlementCheck.Of(date, context, state);
        if (unknown is not null) return ([], [], unknown);
        var delivery = new Delivery(date, state);
        foreach (var obligation in sound) delivery.Take(obligation);
        if (delivery.Settle() is { } undelivered) return ([], [], undelivered);
        var events = new List<Event>([.. defaults, .. delivery.Events]);
        var reserve = RiskReserve.Contribution(date, delivery.Fees, context.Rules);
        if (context.Rules.Missing is { } missing) return ([], [], missing);
        if (reserve is not null) events.Add(reserve);
        events.Add(new DaySettled(date, sound.Count, delivery.Quantity, delivery.Value, delivery.Fees,
            state.Exchange.TradeListHash!)); // a closed day has one
        return (events, delivery.Figures(defaults.Count, reserve?.Amount ?? Money.Zero), null);
    }

    /// <summary>Whether clearing's obligations are exactly the exchange's trades, in the same order.</summary>
    private static bool SameTrades(IReadOnlyList<Trade> trades, IReadOnlyCollection<Obligation> obligations)
    {
        if (trades.Count != obligations.Count) return false;
        var index = 0;
        foreach (var o in obligations)
        {
            var trade = trades[index++];
            if (o.Trade != trade.Id || o.Instrument != trade.Instrument || o.Mode != trade.Mode
                || o.Buyer != trade.Buyer || o.Seller != trade.Seller || o.Quantity != trade.Quantity
                || o.Value != trade.Value)
                return false;
        }
        return true;
    }
}

/// <summary>检查券款: which of the day's trades can be delivered and paid. Trades are taken in their order; one that fails
/// leaves its units and money to those after it.</summary>
internal static class SettlementCheck
{
    /// <summary>The cases to open, the trades that are sound, or the refusal for a rule value that a case
    /// needs.</summary>
    public static (List<DefaultOpened> Defaults, List<Obligation> Sound, Refusal? Refusal) Of(LocalDate date,
        CommandContext context, MarketState state)
    {
        var (defaults, sound) = (new List<DefaultOpened>(), new List<Obligation>());
        var money = new SpendableMoney(state.Clearing);
        var units = ResaleLag.Draft(state);
        foreach (var o in state.Clearing.Obligations)
        {
            var (hold, kind) = UnitsOf(o, state.Exchange);
            string? reason = null;
            var fault = (Kind: DefaultKind.Payment, By: o.Buyer);
            if (money.Of(o.Buyer) < o.Payable) reason = ClearingRefusals.InsufficientFunds.Code;
            else if (ResaleLag.Deliver(o.Seller, o.Buyer, kind, o.Quantity, TradingAccounts.Reference(o.Trade), hold,
                units) is { } undelivered)
            {
                reason = undelivered.Code;
                var notTaken = state.Registry.Usable(o.Buyer).Refusal is not null;
                fault = (DefaultKind.Delivery, notTaken ? o.Buyer : o.Seller);
            }
            if (reason is null)
            {
                money.Pay(o);
                sound.Add(o);
                continue;
            }
            if (Deadline(date, context) is not { } deadline) return (defaults, sound, context.Rules.Missing
                ?? RulebookRefusals.NoCalendar.With(ClearingBasis.Settlement, ("year", date.Year)));
            defaults.Add(new DefaultOpened(state.Clearing.Defaults.Next + defaults.Count, date, o.Trade, fault.Kind,
                fault.By, kind, hold, reason, deadline));
        }
        return (defaults, sound, null);
    }

    /// <summary>The hold on the seller's units of a trade of the day, and the kind of units.</summary>
    public static (HoldId Hold, UnitKind Kind) UnitsOf(Obligation o, ExchangeState exchange)
    {
        var trade = TradeOf(o, exchange);
        // A trade's orders are of its day, and what was traded is listed.
        var hold = trade.SellOrder.Number == 0 ? trade.Hold : exchange.RowOf(trade.SellOrder).Hold;
        return (hold, exchange.Find(trade.Instrument)!.Instrument.Kind);
    }

    /// <summary>The trade of an obligation; the day's trades are in the order of their numbers.</summary>
    private static Trade TradeOf(Obligation o, ExchangeState exchange)
    {
        var (low, high) = (0, exchange.Trades.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = exchange.Trades[middle].Id.CompareTo(o.Trade);
            if (order == 0) return exchange.Trades[middle];
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        throw new InvalidOperationException($"Trade {o.Trade} is not of this day.");
    }

    private static LocalDate? Deadline(LocalDate date, CommandContext context)
    {
        var days = context.Rules.Get(ClearingKeys.MakeUpDays, date);
        return context.Rules.Missing is null ? context.Rules.Calendar.Add(date, days).Date : null;
    }
}

/// <summary>What each account can pay the day's trades with: its cash less what other things tie up.</summary>
internal sealed class SpendableMoney
{
    private readonly ClearingState clearing;
    private readonly Dictionary<AccountId, Money> spendable = [];
    private readonly Dictionary<AccountId, Money> payable = [];

    public SpendableMoney(ClearingState clearing)
    {
        this.clearing = clearing;
        foreach (var o in clearing.Obligations)
            payable[o.Buyer] = payable.GetValueOrDefault(o.Buyer) + o.Payable;
    }

    public Money Of(AccountId account) => spendable.TryGetValue(account, out var money)
        ? money
        : clearing.Balance(account) - clearing.Frozen(account) + payable.GetValueOrDefault(account);

    public void Pay(Obligation o)
    {
        spendable[o.Buyer] = Of(o.Buyer) - o.Payable;
        spendable[o.Seller] = Of(o.Seller) + o.Receivable;
    }
}
