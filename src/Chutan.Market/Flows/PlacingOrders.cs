using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>申报: valid? → reserve money or units → match → obligations.</summary>
internal static class PlacingOrders
{
    public static Decision Decide(PlaceOrder command, CommandContext context, MarketState state) =>
        Enter(command, null, context, state);

    /// <summary>改单: the order to replace makes place, and its money or units count for the new one.</summary>
    public static Decision Decide(ReplaceOrder command, CommandContext context, MarketState state)
    {
        var (old, refusal) = OrderEntry.FindOpen(command.Account, command.Order, state.Exchange);
        return old is null
            ? refusal! // one of the two is there
            : Enter(new PlaceOrder(command.Account, old.Instrument, old.Side, command.Price, command.Quantity,
                command.ClientOrderId), old, context, state);
    }

    private static Decision Enter(PlaceOrder command, Order? replaced, CommandContext context, MarketState state)
    {
        var exchange = state.Exchange;
        if (OrderEntry.Check(command, context, exchange) is { } invalid) return invalid;
        if (TradingAccounts.Problem(command.Account, state) is { } barred) return barred;
        var more = command.Quantity.Beyond(replaced?.Remaining ?? Tonnes.Zero);
        if (TradingAccounts.Restricted(command.Account, command.Side == Side.Buy, more, context, state)
            is { } restricted) return restricted;
        if (command.Side == Side.Buy && TradingAccounts.BeyondHolding(command.Account, more, context, state)
            is { } excess) return excess;
        // A valid order's instrument is listed on an open day, which has terms, a book and a price before.
        var market = exchange.Find(command.Instrument)!;
        var limit = Limit(command, market.Terms!);
        var plan = market.InCall
            ? market.Book!.PlanCollect(command.Side, command.Account, limit, command.Quantity)
            : market.Book!.Plan(command.Side, command.Account, command.Type, limit, command.Quantity,
                market.LastPrice!.Value, replaced?.Id ?? default);
        if (plan.Refused is { } own) return ExchangeRefusals.OwnOrder.With(Basis.TradingRules, ("order", own.Id));
        var usual = replaced is null && plan.Cancelled.IsEmpty ? 2 * (plan.Fills.Length + 1) : 0;
        var draft = new OrderDraft(command, limit, market, context, state, usual);
        return draft.Carry(plan, replaced);
    }

    /// <summary>The worst price: a market order takes any price of the day.</summary>
    private static Price Limit(PlaceOrder command, DayTerms terms) => command.Type != OrderType.Market ? command.Price
        : command.Side == Side.Buy ? terms.LimitUp : terms.LimitDown;
}

/// <summary>What one accepted order does: in the order of happening, over exchange, clearing and registry.</summary>
/// <param name="usual">Events that are to be expected.</param>
internal struct OrderDraft(PlaceOrder command, Price limit, InstrumentMarket market, CommandContext context,
    MarketState state, int usual)
{
    private readonly ImmutableArray<Event>.Builder events = ImmutableArray.CreateBuilder<Event>(usual);
    private LedgerDraft? units; // most orders to buy touch no units
    private readonly OrderId order = state.Exchange.NextOrder;
    private int unitEvents = 0;

    private LedgerDraft Units => units ??= new LedgerDraft(state.Registry);

    public Decision Carry(OrderPlan plan, Order? replaced)
    {
        var freed = Money.Zero;
        if (replaced is not null)
        {
            if (replaced.Side == Side.Buy) freed = state.Clearing.Reserved(replaced.Id);
            if (End(replaced, OrderEnd.Replaced) is { } stuck) return stuck;
        }
        var covered = command.Side == Side.Sell ? Coverable(replaced) : Tonnes.Zero;
        var (hold, uncovered) = Reserve(covered, freed);
        if (uncovered is not null) return uncovered;
        events.Add(new OrderAccepted(order, command.Account, command.Instrument, command.Side, limit,
            command.Quantity, command.ClientOrderId, hold, command.Type, covered));
        foreach (var own in plan.Cancelled)
            if (End(own, OrderEnd.SelfTrade) is { } stuck) return stuck;
        Trade(plan.Fills);
        if (!plan.Left.IsZero && !plan.Rests && EndRest(plan, hold) is { } left) return left;
        return Decision.Accept(events);
    }

    /// <summary>What a sell order holds in the registry: everything, unless the rules let the day's purchases be sold
    /// on; these stand for what is not free there.</summary>
    private Tonnes Coverable(Order? replaced)
    {
        var free = Units.Available(command.Account, market.Instrument.Kind);
        var coming = ResaleLag.Coming(command.Account, market);
        if (replaced is not null) coming += replaced.Quantity.Beyond(replaced.Covered);
        return command.Quantity > free && command.Quantity <= free + coming ? free : command.Quantity;
    }

    /// <summary>Full prepayment 全额预付: all the money, or all the units, before the order counts.</summary>
    private (HoldId Hold, Refusal? Refusal) Reserve(Tonnes covered, Money freed)
    {
        if (command.Side == Side.Sell && covered.IsZero) return (default, null);
        if (command.Side == Side.Buy)
        {
            var (frozen, unfunded) =
                Reserving.Freeze(command.Account, order, limit, command.Quantity, state.Clearing, freed);
            if (frozen is not null) events.Add(frozen);
            return (default, unfunded);
        }
        var (hold, refusal) = Units.Hold(command.Account, market.Instrument.Kind, covered, HoldCause.InOrder,
            TradingAccounts.Reference(order));
        TakeUnitEvents();
        return (hold, refusal);
    }

    private Refusal? End(Order ending, OrderEnd reason)
    {
        var refusal = EndingOrders.Cancel(ending, reason, state.Clearing, Units, events);
        TakeUnitEvents();
        return refusal;
    }

    /// <summary>What does not rest is cancelled at once: the rest of an immediate or market order, or of one that met
    /// its own account.</summary>
    private Refusal? EndRest(OrderPlan plan, HoldId hold)
    {
        events.Add(new OrderCancelled(order, command.Account, plan.Left,
            command.Type == OrderType.Limit ? OrderEnd.SelfTrade : OrderEnd.NotResting));
        if (command.Side == Side.Buy)
        {
            events.Add(new MoneyReleased(command.Account, order,
                Reserving.WorstCost(limit, plan.Left, state.Clearing.Terms!))); // an open day has terms
            return null;
        }
        var held = Units.FindHold(hold)?.Quantity.Beyond(command.Quantity - plan.Left) ?? Tonnes.Zero;
        var refusal = held.IsZero ? null : Units.Reduce(hold, held);
        TakeUnitEvents();
        return refusal;
    }

    private void Trade(ImmutableArray<Fill> fills)
    {
        var (trade, left) = (state.Exchange.NextTrade, command.Quantity);
        var terms = state.Clearing.Terms!; // an open day has terms
        var (code, mode) = (command.Instrument, market.Terms!.Mode);
        foreach (var (resting, quantity, price) in fills)
        {
            if (command.Side == Side.Buy)
            {
                events.Add(new TradeExecuted(trade, code, mode, order, resting.Id, command.Account, resting.Account,
                    price, quantity, command.Side, context.At, default));
                events.Add(Reserving.Book(trade, code, mode, order, command.Account, resting.Account, price, quantity,
                    limit, left, terms));
            }
            else
            {
                events.Add(new TradeExecuted(trade, code, mode, resting.Id, order, resting.Account, command.Account,
                    price, quantity, command.Side, context.At, default));
                events.Add(Reserving.Book(trade, code, mode, resting.Id, resting.Account, command.Account, price,
                    quantity, resting.Price, resting.Remaining, terms));
            }
            left -= quantity;
            trade = new TradeId(trade.Number + 1);
        }
    }

    private void TakeUnitEvents()
    {
        if (units is null) return;
        for (; unitEvents < units.Events.Count; unitEvents++) events.Add(units.Events[unitEvents]);
    }
}
