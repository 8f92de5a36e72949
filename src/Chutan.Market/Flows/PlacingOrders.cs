using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>申报: valid? → reserve money or units → match → obligations.</summary>
internal static class PlacingOrders
{
    public static Decision Decide(PlaceOrder command, in CommandContext context, MarketState state) =>
        Enter(command, null, context, state);

    /// <summary>改单: the order to replace makes place, and its money or units count for the new one.</summary>
    public static Decision Decide(ReplaceOrder command, in CommandContext context, MarketState state)
    {
        var (place, refusal) = OrderEntry.FindOpen(command.Account, command.Order, state.Exchange);
        if (refusal is not null) return refusal;
        ref readonly var old = ref state.Exchange.Rows.At(place);
        return Enter(new PlaceOrder(command.Account, state.Exchange.Markets[old.Market].Code, old.Side, command.Price,
            command.Quantity, command.ClientOrderId), command.Order, context, state);
    }

    private static Decision Enter(PlaceOrder command, OrderId? replaced, in CommandContext context, MarketState state)
    {
        var exchange = state.Exchange;
        if (OrderEntry.Check(command, context, exchange) is { } invalid) return invalid;
        if (TradingAccounts.Problem(command.Account, state) is { } barred) return barred;
        var more = replaced is { } ending
            ? command.Quantity.Beyond(exchange.RowOf(ending).Remaining) : command.Quantity;
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
                market.LastPrice!.Value, replaced ?? default);
        if (plan.Refused is { } own) return ExchangeRefusals.OwnOrder.With(Basis.TradingRules, ("order", own));
        var draft = new OrderDraft(command, limit, market, context.At, state);
        return replaced is null && plan.IsPlain ? draft.CarryPlain(plan) : draft.Carry(plan, replaced);
    }

    /// <summary>The worst price: a market order takes any price of the day.</summary>
    private static Price Limit(PlaceOrder command, DayTerms terms) => command.Type != OrderType.Market ? command.Price
        : command.Side == Side.Buy ? terms.LimitUp : terms.LimitDown;
}

/// <summary>What one accepted order does: in the order of happening, over exchange, clearing and registry.</summary>
internal struct OrderDraft(PlaceOrder command, Price limit, InstrumentMarket market, Instant at, MarketState state)
{
    private ImmutableArray<Event>.Builder? events;
    private LedgerDraft? units; // most orders need none
    private readonly OrderId order = state.Exchange.NextOrder;
    private int unitEvents = 0;

    private ImmutableArray<Event>.Builder Events => events ??= ImmutableArray.CreateBuilder<Event>();
    private LedgerDraft Units => units ??= new LedgerDraft(state.Registry);

    /// <summary>The usual order: nothing makes place for it, and what does not trade rests. One step in the registry
    /// or in clearing, the order, and its trades.</summary>
    public Decision CarryPlain(in OrderPlan plan)
    {
        var covered = command.Side == Side.Sell ? Coverable(null) : Tonnes.Zero;
        var (reserved, hold) = (default(Event), default(HoldId));
        if (command.Side == Side.Buy)
        {
            var (frozen, unfunded) = Reserving.Freeze(command.Account, order, limit, command.Quantity, state.Clearing);
            if (unfunded is not null) return unfunded;
            reserved = frozen;
        }
        else if (!covered.IsZero)
        {
            var (held, refusal) =
                OrderHolds.Lay(command.Account, market.Instrument.Kind, covered, order, state.Registry);
            if (held is null) return refusal!; // one of the two is there
            (reserved, hold) = (held, held.Hold.Id);
        }
        var accepted = Accepted(hold, covered);
        if (plan.Fills.IsEmpty)
            return reserved is null ? Decision.Accept(accepted) : Decision.Accept(reserved, accepted);
        events = ImmutableArray.CreateBuilder<Event>((reserved is null ? 1 : 2) + 2 * plan.Fills.Length);
        if (reserved is not null) events.Add(reserved);
        events.Add(accepted);
        Trade(plan.Fills);
        return Decision.Accept(events);
    }

    private readonly OrderAccepted Accepted(HoldId hold, Tonnes covered) => new(order, command.Account,
        command.Instrument, command.Side, limit, command.Quantity, command.ClientOrderId, hold, command.Type, covered);

    public Decision Carry(in OrderPlan plan, OrderId? replaced)
    {
        var freed = Money.Zero;
        if (replaced is { } old)
        {
            if (command.Side == Side.Buy) freed = state.Clearing.Reserved(old);
            if (End(old, OrderEnd.Replaced) is { } stuck) return stuck;
        }
        var covered = command.Side == Side.Sell ? Coverable(replaced) : Tonnes.Zero;
        var (hold, uncovered) = Reserve(covered, freed);
        if (uncovered is not null) return uncovered;
        Events.Add(Accepted(hold, covered));
        foreach (var own in plan.Cancelled)
            if (End(own, OrderEnd.SelfTrade) is { } stuck) return stuck;
        Trade(plan.Fills);
        if (!plan.Left.IsZero && !plan.Rests && EndRest(plan, hold) is { } left) return left;
        return Decision.Accept(Events);
    }

    /// <summary>What a sell order holds in the registry: everything, unless the rules let the day's purchases be sold
    /// on; these stand for what is not free there.</summary>
    private Tonnes Coverable(OrderId? replaced)
    {
        var free = units?.Available(command.Account, market.Instrument.Kind)
            ?? state.Registry.Available(command.Account, market.Instrument.Kind);
        if (command.Quantity <= free) return command.Quantity;
        var coming = ResaleLag.Coming(command.Account, market);
        if (replaced is { } id)
        {
            ref readonly var old = ref state.Exchange.RowOf(id);
            coming += old.Quantity.Beyond(old.Covered);
        }
        return command.Quantity <= free + coming ? free : command.Quantity;
    }

    /// <summary>Full prepayment 全额预付: all the money, or all the units, before the order counts.</summary>
    private (HoldId Hold, Refusal? Refusal) Reserve(Tonnes covered, Money freed)
    {
        if (command.Side == Side.Sell && covered.IsZero) return (default, null);
        if (command.Side == Side.Buy)
        {
            var (frozen, unfunded) =
                Reserving.Freeze(command.Account, order, limit, command.Quantity, state.Clearing, freed);
            if (frozen is not null) Events.Add(frozen);
            return (default, unfunded);
        }
        var (hold, refusal) = Units.Hold(command.Account, market.Instrument.Kind, covered, HoldCause.InOrder,
            OrderHold.ReferenceOf(order));
        TakeUnitEvents();
        return (hold, refusal);
    }

    private Refusal? End(OrderId ending, OrderEnd reason)
    {
        var refusal = EndingOrders.Cancel(state.Exchange.RowOf(ending), reason, state.Clearing, Units, Events);
        TakeUnitEvents();
        return refusal;
    }

    /// <summary>What does not rest is cancelled at once: the rest of an immediate or market order, or of one that met
    /// its own account.</summary>
    private Refusal? EndRest(OrderPlan plan, HoldId hold)
    {
        Events.Add(new OrderCancelled(order, command.Account, plan.Left,
            command.Type == OrderType.Limit ? OrderEnd.SelfTrade : OrderEnd.NotResting));
        if (command.Side == Side.Buy)
        {
            Events.Add(new MoneyReleased(command.Account, order,
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
        foreach (var (met, quantity, price) in fills)
        {
            ref readonly var resting = ref state.Exchange.RowOf(met);
            if (command.Side == Side.Buy)
            {
                Events.Add(new TradeExecuted(trade, code, mode, order, resting.Id, command.Account, resting.Account,
                    price, quantity, command.Side, at, default));
                Events.Add(Reserving.Book(trade, code, mode, order, command.Account, resting.Account, price, quantity,
                    limit, left, terms));
            }
            else
            {
                Events.Add(new TradeExecuted(trade, code, mode, resting.Id, order, resting.Account, command.Account,
                    price, quantity, command.Side, at, default));
                Events.Add(Reserving.Book(trade, code, mode, resting.Id, resting.Account, command.Account, price,
                    quantity, resting.Price, resting.Remaining, terms));
            }
            left -= quantity;
            trade = new TradeId(trade.Number + 1);
        }
    }

    private void TakeUnitEvents()
    {
        if (units is null) return;
        for (; unitEvents < units.Events.Count; unitEvents++) Events.Add(units.Events[unitEvents]);
    }
}
