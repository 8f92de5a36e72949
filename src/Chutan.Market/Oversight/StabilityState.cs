namespace Chutan.Market.Oversight;

/// <summary>The strip of trading days, the triggers, the expert committee and its plans.</summary>
public sealed class StabilityState
{
    private readonly List<LimitDay> days = [];
    private readonly List<Trigger> triggers = [];
    private readonly SortedDictionary<UserId, Seat> seats = [];
    private readonly List<InterventionPlan> plans = [];

    /// <summary>Every day reviewed, earliest first.</summary>
    public IReadOnlyList<LimitDay> Days => days;
    public IReadOnlyList<Trigger> Triggers => triggers;

    /// <summary>Everybody who sits or sat on the committee, by user.</summary>
    public IReadOnlyCollection<Seat> Seats => seats.Values;
    public IReadOnlyList<InterventionPlan> Plans => plans;

    /// <summary>The account interventions are carried out from; null before it is opened.</summary>
    public AccountId? Account { get; private set; }

    /// <summary>The plan being carried out; null when there is none.</summary>
    public InterventionPlan? Running => plans.LastOrDefault(p => p.Status == PlanStatus.Announced);

    public int NextTrigger => triggers.Count + 1;
    public int NextPlan => plans.Count + 1;
    public Trigger? FindTrigger(int number) => number >= 1 && number <= triggers.Count ? triggers[number - 1] : null;
    public InterventionPlan? FindPlan(int number) => number >= 1 && number <= plans.Count ? plans[number - 1] : null;
    public Seat? FindSeat(UserId user) => seats.GetValueOrDefault(user);

    /// <summary>The experts in office on a day.</summary>
    public IEnumerable<Seat> InOffice(LocalDate on) => seats.Values.Where(s => s.InOffice(on));

    /// <summary>The plan on a trigger that is still to be voted on, announced or finished; null when there is none.
    /// </summary>
    public InterventionPlan? LivePlanFor(int trigger) => plans.LastOrDefault(p => p.Trigger == trigger && p.IsLive);

    /// <summary>The plan when it stands at one of these; otherwise the refusal.</summary>
    internal (InterventionPlan? Plan, Refusal? Refusal) Plan(int number, params ReadOnlySpan<PlanStatus> at)
    {
        if (FindPlan(number) is not { } plan)
            return (null, OversightRefusals.UnknownPlan.With(OversightRefusals.Basis, ("plan", number)));
        return at.Contains(plan.Status)
            ? (plan, null)
            : (null, OversightRefusals.PlanElsewhere.With(OversightRefusals.Basis, ("plan", number),
                ("status", plan.Status)));
    }

    internal bool HasOpenLimitTrigger =>
        triggers.Exists(t => t is { Cause: TriggerCause.LimitDays, Status: TriggerStatus.Open });

    /// <summary>The day of the last limit-day trigger: a day counts for one trigger only.</summary>
    internal LocalDate? CountsFrom => triggers.FindLast(t => t.Cause == TriggerCause.LimitDays)?.Date;

    internal void Apply(StabilityEvent happened, EventContext context)
    {
        switch (happened)
        {
            case LimitDayNoted e: days.Add(e.Day); break;
            case TriggerFired e:
                triggers.Add(new Trigger(e.Trigger, e.Date, e.Cause, e.Reason, e.Days, e.Hits, e.Window,
                    TriggerStatus.Open, ""));
                break;
            case TriggerDismissed e: Close(e.Trigger, TriggerStatus.Dismissed, e.Reason); break;
            case ExpertAppointed e: seats[e.User] = new Seat(e.User, e.Name, e.From, e.Through); break;
            case ExpertTermEnded e: seats[e.User] = seats[e.User] with { Through = e.Through }; break;
            case InterventionAccountOpened e: Account = e.Account; break;
            case PlanDrafted e: plans.Add(Drafted(e, context.Date)); break;
            case VoteCast e: Set(e.Plan, p => p with { Votes = p.Votes.Add(e.Vote) }); break;
            case PlanAdopted e: Set(e.Plan, p => p with { Status = PlanStatus.Adopted }); break;
            case PlanRejected e: Set(e.Plan, p => p with { Status = PlanStatus.Rejected }); break;
            case PlanWithdrawn e: Set(e.Plan, p => p with { Status = PlanStatus.Withdrawn }); break;
            case PlanAnnounced e:
                Set(e.Plan, p => p with
                { Status = PlanStatus.Announced, AnnouncedAt = context.At, SetAside = e.SetAside });
                break;
            case InterventionAgreementBooked: break; // the trade itself is the exchange's
            case InterventionOrderPlaced e: Set(e.Plan, p => p with { Orders = p.Orders.Add(e.Order) }); break;
            case InterventionTraded e:
                Set(e.Plan, p => p with { Done = p.Done + e.Quantity, Value = p.Value + e.Value });
                break;
            case InterventionClosed e: Finish(e); break;
            default: throw new InvalidOperationException($"Stability has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(days, d => StabilitySnapshot.Write(to, d));
        to.Many(triggers, t => StabilitySnapshot.Write(to, t));
        to.Many(seats.Values, s => StabilitySnapshot.Write(to, s));
        to.Many(plans, p => StabilitySnapshot.Write(to, p));
        to.Long(Account?.Number ?? 0);
    }

    internal void Load(StateReader from)
    {
        from.Many(() => days.Add(StabilitySnapshot.ReadDay(from)));
        from.Many(() => triggers.Add(StabilitySnapshot.ReadTrigger(from)));
        from.Many(() =>
        {
            var seat = StabilitySnapshot.ReadSeat(from);
            seats.Add(seat.User, seat);
        });
        from.Many(() => plans.Add(StabilitySnapshot.ReadPlan(from)));
        Account = from.Long() is > 0 and var number ? new AccountId(number) : null;
    }

    private void Finish(InterventionClosed e)
    {
        Set(e.Plan, p => p with { Status = PlanStatus.Closed });
        Close(plans[e.Plan - 1].Trigger, TriggerStatus.Intervened, e.Reason);
    }

    private static InterventionPlan Drafted(PlanDrafted e, LocalDate on) => new(e.Plan, e.Trigger, e.Action, e.Year,
        e.Quantity, e.Limit, e.Channel, e.From, e.Through, e.Grounds, e.By, on, PlanStatus.Drafted, [],
        AnnouncedAt: null, [], Tonnes.Zero, Money.Zero, []);

    private void Close(int trigger, TriggerStatus status, string outcome)
    {
        if (triggers[trigger - 1].Status == TriggerStatus.Open)
            triggers[trigger - 1] = triggers[trigger - 1] with { Status = status, Outcome = outcome };
    }

    private void Set(int plan, Func<InterventionPlan, InterventionPlan> change) =>
        plans[plan - 1] = change(plans[plan - 1]);
}
