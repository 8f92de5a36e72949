using System.Globalization;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>市场调节: reserve → intervention account → market, and what is left back again.</summary>
internal static class Intervening
{
    public static Decision DecideAccount(CommandContext context, MarketState state)
    {
        if (state.Oversight.Stability.Account is { } account)
            return OversightRefusals.AccountExists.With(OversightRefusals.Basis, ("account", account));
        if (!state.Registry.IsFounded || state.Participants.Find(context.Actor.User) is not { } user)
            return RegistryRefusals.NotFounded.With(RegistryRefusals.Basis);
        var opened = new Account(state.Registry.NextAccount, user.Participant, AccountKind.Intervention,
            AccountStatus.Open, context.Date, HoldingLimit: null);
        return Decision.Accept(new AccountOpened(opened), new InterventionAccountOpened(opened.Id));
    }

    public static Decision Decide(AnnouncePlan command, CommandContext context, MarketState state)
    {
        var stability = state.Oversight.Stability;
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Adopted);
        if (plan is null) return refusal!; // one of the two is there
        if (stability.Account is not { } account) return OversightRefusals.NoAccount.With(OversightRefusals.Basis);
        if (stability.Running is { } other)
            return OversightRefusals.AnotherRunning.With(OversightRefusals.Basis, ("plan", other.Number));
        if (plan.Through < context.Date)
            return OversightRefusals.WindowPast.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("through", plan.Through));
        if (BeyondVolume(plan, context, state) is { } beyond) return beyond;
        if (plan.Action == PlanAction.BuyBack)
            return Decision.Accept([.. Funds(plan, account, state), Announced(plan, [])]);
        var bankable = context.Rules.Get(StabilityKeys.ReleasedBankable, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var (lots, short_) = Take(plan, state.Registry);
        if (short_ is not null) return short_;
        var draft = new LedgerDraft(state.Registry);
        var reserve = state.Registry.GovernmentReserve;
        var problem = draft.Mark(reserve, lots.Select(l => l.Block), Origin.Intervention, !bankable, Reference(plan))
            ?? draft.Move(reserve, account, UnitKind.Allowance, plan.Quantity, MovementCause.Reserve,
                marksTraded: false, Reference(plan), null, IsMarked(plan, !bankable));
        return problem is not null ? problem : Decision.Accept([.. draft.Events, Announced(plan, lots)]);
    }

    public static Decision Decide(PlaceInterventionOrder command, CommandContext context, MarketState state)
    {
        var stability = state.Oversight.Stability;
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Announced);
        if (plan is null) return refusal!; // one of the two is there
        var account = stability.Account!.Value; // a plan is announced only once there is an account
        if (Interventions.Problem(PlanChannel.Orders, command.Price, command.Quantity, plan,
            PlacedToday(account, state.Exchange), context.Date) is { } problem)
            return problem;
        var side = plan.Action == PlanAction.Release ? Side.Sell : Side.Buy;
        var order = new PlaceOrder(account, Instruments.HubeiSpot, side, command.Price, command.Quantity,
            string.Create(CultureInfo.InvariantCulture, $"T{plan.Number}-{plan.Orders.Length + 1}"));
        return PlacingOrders.Decide(order, context, state) is Decision.Accepted accepted
            ? accepted with { Events = [.. accepted.Events, Placed(plan, accepted.Events)] }
            : PlacingOrders.Decide(order, context, state);
    }

    public static Decision Decide(BookInterventionAgreement command, CommandContext context, MarketState state)
    {
        var stability = state.Oversight.Stability;
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Announced);
        if (plan is null) return refusal!; // one of the two is there
        var account = stability.Account!.Value; // a plan is announced only once there is an account
        if (string.IsNullOrWhiteSpace(command.Agreement)) return OversightRefusals.NoReason();
        if (Interventions.Problem(PlanChannel.Agreement, command.Price, command.Quantity, plan,
            PlacedToday(account, state.Exchange), context.Date) is { } problem)
            return problem;
        var deals = new OffBook(context, state);
        var deal = plan.Action == PlanAction.Release
            ? new OffBookDeal(Instruments.HubeiSpot, TradeMode.Release, account, command.Account, command.Price,
                command.Quantity, Side.Buy)
            : new OffBookDeal(Instruments.HubeiSpot, TradeMode.BuyBack, command.Account, account, command.Price,
                command.Quantity, Side.Sell);
        return deals.Add(deal) is { } impossible
            ? impossible
            : Decision.Accept([.. deals.Events, new InterventionAgreementBooked(plan.Number, command.Account,
                command.Price, command.Quantity, command.Agreement)]);
    }

    public static Decision Decide(CancelInterventionOrder command, MarketState state)
    {
        var stability = state.Oversight.Stability;
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Announced);
        if (plan is null) return refusal!; // one of the two is there
        return plan.Orders.Contains(command.Order)
            ? EndingOrders.Decide(new CancelOrder(stability.Account!.Value, command.Order), state)
            : OversightRefusals.NotPlanOrder.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("order", command.Order));
    }

    public static Decision Decide(CloseIntervention command, MarketState state)
    {
        var stability = state.Oversight.Stability;
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Announced);
        if (plan is null) return refusal!; // one of the two is there
        if (string.IsNullOrWhiteSpace(command.Reason)) return OversightRefusals.NoReason();
        var account = stability.Account!.Value;
        if (IsUnsettled(account, state)) return OversightRefusals.StillTrading.With(OversightRefusals.Basis);
        var left = state.Registry.Balance(account, UnitKind.Allowance);
        var draft = new LedgerDraft(state.Registry);
        if (!left.IsZero && Return(plan, account, left, state.Registry, draft) is { } problem) return problem;
        var returned = plan.Action == PlanAction.Release ? left : Tonnes.Zero;
        return Decision.Accept([.. draft.Events, .. Revenue(plan, account, state),
            new InterventionClosed(plan.Number, plan.Done, plan.Value, returned, command.Reason)]);
    }

    /// <summary>What the plan's orders did on a day that has closed; null when nothing.</summary>
    public static InterventionTraded? TradedOn(LocalDate date, MarketState state)
    {
        var stability = state.Oversight.Stability;
        if (stability.Running is not { } plan || stability.Account is not { } account) return null;
        var (quantity, value) = (Tonnes.Zero, Money.Zero);
        foreach (var trade in state.Exchange.Trades)
            if (trade.Buyer == account || trade.Seller == account)
            {
                quantity += trade.Quantity;
                value += trade.Value;
            }
        return quantity.IsZero ? null : new InterventionTraded(plan.Number, date, quantity, value);
    }

    /// <summary>Money for a buy-back: what it can cost at worst, as far as the house has it 市场调节资金. More may be
    /// paid in through the bank.</summary>
    private static IReadOnlyList<Event> Funds(InterventionPlan plan, AccountId account, MarketState state)
    {
        var draft = new MoneyDraft(state.Clearing);
        var worst = state.Clearing.Terms is { } terms ? Reserving.WorstCost(plan.Limit, plan.Quantity, terms)
            : plan.Limit * plan.Quantity;
        var amount = Money.Min(worst, draft.Balance(HouseAccount.Intervention));
        if (amount > Money.Zero)
            draft.Move(Purse.Of(HouseAccount.Intervention), Purse.Of(account), amount, MoneyCause.BuyBackPayment,
                Reference(plan));
        return draft.Events;
    }

    /// <summary>What a release brought in, and what a buy-back did not spend, goes to the house.</summary>
    private static IReadOnlyList<Event> Revenue(InterventionPlan plan, AccountId account, MarketState state)
    {
        var draft = new MoneyDraft(state.Clearing);
        if (draft.Free(account) is var free && free > Money.Zero)
            draft.Move(Purse.Of(account), Purse.Of(HouseAccount.Intervention), free, MoneyCause.ReleasePayment,
                Reference(plan));
        return draft.Events;
    }

    private static Refusal? BeyondVolume(InterventionPlan plan, CommandContext context, MarketState state)
    {
        var share = context.Rules.Get(StabilityKeys.VolumeShareMax, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(StabilityKeys.VolumeShareMax, context.Date);
        if (state.Allocation.CapOf(plan.Year) is not { } cap)
            return Allocation.AllocationRefusals.NoCap.With(basis, ("year", plan.Year));
        var limit = share.RoundDown(cap.Initial + cap.NewEntrant + cap.GovernmentReserve);
        var used = Interventions.Used(state.Oversight.Stability, plan.Action, plan.Year);
        return used + plan.Quantity > limit
            ? OversightRefusals.BeyondVolume.With(basis, ("year", plan.Year), ("limit", limit), ("used", used),
                ("quantity", plan.Quantity))
            : null;
    }

    /// <summary>The reserve's lots of the plan's year that make up its quantity, by serial.</summary>
    private static (ImmutableArray<Lot> Lots, Refusal? Refusal) Take(InterventionPlan plan, RegistryState registry)
    {
        var taken = ImmutableArray.CreateBuilder<Lot>();
        var left = plan.Quantity.Count;
        foreach (var lot in registry.Lots(registry.GovernmentReserve, UnitKind.Allowance, new(plan.Year.Year)))
        {
            if (left == 0) break;
            taken.Add(lot.Block.Count <= left ? lot : lot.First(left));
            left -= taken[^1].Block.Count;
        }
        return left == 0
            ? (taken.ToImmutable(), null)
            : ([], OversightRefusals.ReserveTooSmall.With(OversightRefusals.Basis, ("year", plan.Year),
                ("reserve", new Tonnes(plan.Quantity.Count - left)), ("quantity", plan.Quantity)));
    }

    /// <summary>What is left goes to the reserve; units of a release that found no buyer become again what they were
    /// before it.</summary>
    private static Refusal? Return(InterventionPlan plan, AccountId account, Tonnes left, RegistryState registry,
        LedgerDraft draft)
    {
        foreach (var origin in plan.SetAside.GroupBy(l => (l.Attributes.Origin, l.Attributes.NotBankable)))
        {
            var unsold = origin.SelectMany(was => registry.Lots(account).Select(now => Common(was.Block, now.Block)))
                .OfType<SerialBlock>().ToArray();
            if (unsold.Length > 0 && draft.Mark(account, unsold, origin.Key.Origin, origin.Key.NotBankable,
                Reference(plan)) is { } problem)
                return problem;
        }
        return draft.Move(account, registry.GovernmentReserve, UnitKind.Allowance, left, MovementCause.Reserve,
            marksTraded: false, Reference(plan));
    }

    private static SerialBlock? Common(SerialBlock a, SerialBlock b)
    {
        var (first, last) = (Math.Max(a.First, b.First), Math.Min(a.Last, b.Last));
        return first <= last ? new SerialBlock(first, last - first + 1) : null;
    }

    /// <summary>Whether the account has orders open or trades that are not delivered, paid and noted on the plan.
    /// </summary>
    private static bool IsUnsettled(AccountId account, MarketState state)
    {
        var exchange = state.Exchange;
        if (exchange.OrdersOf(account).Any(o => o.Status == OrderStatus.Open)) return true;
        return exchange.Trades.Any(t => t.Buyer == account || t.Seller == account)
            && (state.Clearing.Obligations.Count > 0
                || state.Oversight.Stability.Days is not [.., var last] || last.Date != exchange.BusinessDate);
    }

    private static Tonnes PlacedToday(AccountId account, ExchangeState exchange)
    {
        var total = Tonnes.Zero;
        foreach (var trade in exchange.Trades)
            if ((trade.Buyer == account || trade.Seller == account) && trade.Mode is TradeMode.Release
                or TradeMode.BuyBack)
                total += trade.Quantity;
        foreach (var order in exchange.OrdersOf(account))
            total += order.Status == OrderStatus.Open ? order.Quantity : order.Quantity - order.Remaining;
        return total;
    }

    private static Func<Lot, bool> IsMarked(InterventionPlan plan, bool notBankable) => lot =>
        lot.Attributes.Origin == Origin.Intervention && lot.Attributes.NotBankable == notBankable
        && lot.Attributes.Vintage.Year == plan.Year.Year;

    private static InterventionOrderPlaced Placed(InterventionPlan plan, ImmutableArray<Event> events) =>
        new(plan.Number, events.OfType<OrderAccepted>().Single().Order);

    private static PlanAnnounced Announced(InterventionPlan plan, ImmutableArray<Lot> lots) =>
        new(plan.Number, plan.Action, plan.Quantity, plan.Limit, plan.From, plan.Through, lots);

    private static string Reference(InterventionPlan plan) =>
        string.Create(CultureInfo.InvariantCulture, $"intervention plan {plan.Number}");
}
