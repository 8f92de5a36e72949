using Chutan.Market.Registry;

namespace Chutan.Market.Oversight;

/// <summary>开立市场调节账户: the account from which releases are sold and into which buy-backs go, once.</summary>
[Wire("oversight.open-intervention-account"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record OpenInterventionAccount : Command;

/// <summary>公布调节方案: makes an adopted plan public. A release takes its units out of the reserve in the same
/// decision.</summary>
[Wire("oversight.announce-plan"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AnnouncePlan(int Plan) : Command;

/// <summary>执行调节: the exchange places an order for the plan that is being carried out.</summary>
[Wire("oversight.place-order"), By(Scope.Any, Rights.None, Role.Exchange)]
public sealed record PlaceInterventionOrder(int Plan, Price Price, Tonnes Quantity) : Command;

/// <summary>撤回调节申报: withdraws what is left of an order placed for a plan.</summary>
[Wire("oversight.cancel-order"), By(Scope.Any, Rights.None, Role.Exchange)]
public sealed record CancelInterventionOrder(int Plan, OrderId Order) : Command;

/// <summary>协议投放或回购: books what the exchange agreed with one holder for the plan that is being carried out.</summary>
/// <param name="Account">The other side.</param>
/// <param name="Agreement">Number of the signed agreement.</param>
[Wire("oversight.book-agreement"), By(Scope.Any, Rights.None, Role.Exchange)]
public sealed record BookInterventionAgreement(int Plan, AccountId Account, Price Price, Tonnes Quantity,
    string Agreement) : Command;

/// <summary>结束调节: units not released go back to the reserve, units bought back go into it, and the trigger is
/// done with.</summary>
[Wire("oversight.close-intervention"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record CloseIntervention(int Plan, string Reason) : Command;

[Wire("oversight.intervention-account-opened")]
public sealed record InterventionAccountOpened(AccountId Account) : StabilityEvent;

/// <summary>公告: what the public learns of a plan.</summary>
/// <param name="SetAside">The lots taken out of the reserve, as they lay there; none for a buy-back.</param>
[Wire("oversight.plan-announced")]
public sealed record PlanAnnounced(int Plan, PlanAction Action, Tonnes Quantity, Price Limit, LocalDate From,
    LocalDate Through, ImmutableArray<Lot> SetAside) : StabilityEvent;

/// <summary>A deal with one holder was booked for a plan; the trade is in the same decision.</summary>
[Wire("oversight.agreement-booked")]
public sealed record InterventionAgreementBooked(int Plan, AccountId Account, Price Price, Tonnes Quantity,
    string Agreement) : StabilityEvent;

[Wire("oversight.order-placed")]
public sealed record InterventionOrderPlaced(int Plan, OrderId Order) : StabilityEvent;

/// <summary>What was released or bought back on one day.</summary>
[Wire("oversight.intervention-traded")]
public sealed record InterventionTraded(int Plan, LocalDate Date, Tonnes Quantity, Money Value) : StabilityEvent;

/// <param name="Done">Released or bought back in all.</param>
/// <param name="Returned">Set aside but not released: back in the reserve.</param>
[Wire("oversight.intervention-closed")]
public sealed record InterventionClosed(int Plan, Tonnes Done, Money Value, Tonnes Returned, string Reason)
    : StabilityEvent;

/// <summary>What a plan allows.</summary>
internal static class Interventions
{
    /// <summary>What the plans of a year have used of its volume: all of a plan being carried out, and what a finished
    /// one did.</summary>
    public static Tonnes Used(StabilityState stability, PlanAction action, ComplianceYear year)
    {
        var used = Tonnes.Zero;
        foreach (var plan in stability.Plans)
            if (plan.Action == action && plan.Year == year)
                used += plan.Status == PlanStatus.Announced ? plan.Quantity
                    : plan.Status == PlanStatus.Closed ? plan.Done : Tonnes.Zero;
        return used;
    }

    /// <summary>The reason why an order does not fit its plan, or null.</summary>
    /// <param name="placedToday">What the plan's orders of today may still use or have used.</param>
    public static Refusal? Problem(PlanChannel channel, Price price, Tonnes quantity, InterventionPlan plan,
        Tonnes placedToday, LocalDate today)
    {
        if (plan.Channel != channel)
            return OversightRefusals.WrongChannel.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("channel", plan.Channel));
        if (today < plan.From || today > plan.Through)
            return OversightRefusals.OutsideWindow.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("from", plan.From), ("through", plan.Through));
        if (plan.Action == PlanAction.Release ? price < plan.Limit : price > plan.Limit)
            return OversightRefusals.BeyondPlanPrice.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("price", price), ("limit", plan.Limit));
        var left = plan.Quantity.Beyond(plan.Done + placedToday);
        return quantity > left
            ? OversightRefusals.BeyondPlanQuantity.With(OversightRefusals.Basis, ("plan", plan.Number),
                ("quantity", quantity), ("left", left))
            : null;
    }
}
