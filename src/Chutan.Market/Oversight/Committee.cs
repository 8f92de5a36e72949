namespace Chutan.Market.Oversight;

/// <summary>聘任专家: gives a user a seat on the expert committee for a time.</summary>
/// <param name="Through">Last day in office; null while none is set.</param>
[Wire("oversight.appoint-expert"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AppointExpert(UserId User, LocalDate From, LocalDate? Through) : Command;

/// <summary>解聘专家: ends a seat on the committee with a day.</summary>
[Wire("oversight.end-expert-term"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record EndExpertTerm(UserId User, LocalDate Through, string Reason) : Command;

/// <summary>拟定调节方案: an expert, or the authority, drafts what is to be done about a trigger.</summary>
/// <param name="Year">The year whose government reserve is released from, and whose cap bounds the volume.</param>
/// <param name="Quantity">Most tonnes to release or buy back.</param>
/// <param name="Limit">Lowest price of a release, highest of a buy-back.</param>
/// <param name="From">First day of the window in which the plan is carried out.</param>
[Wire("oversight.draft-plan"), By(Scope.Any, Rights.None, Role.Expert, Role.Authority)]
public sealed record DraftPlan(int Trigger, PlanAction Action, ComplianceYear Year, Tonnes Quantity, Price Limit,
    PlanChannel Channel, LocalDate From, LocalDate Through, string Grounds) : Command;

/// <summary>专家表决: an expert in office votes on a plan, once.</summary>
[Wire("oversight.vote"), By(Scope.Any, Rights.None, Role.Expert, Role.Authority, Role.Exchange, Role.Registry,
    Role.Clearing, Role.Auditor, Role.Verifier, Role.Institution, Role.CoveredEntity)]
public sealed record VoteOnPlan(int Plan, Ballot Ballot, string Reason) : Command;

/// <summary>撤回方案: takes back a plan before it is announced.</summary>
[Wire("oversight.withdraw-plan"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record WithdrawPlan(int Plan, string Reason) : Command;

public enum PlanAction
{
    /// <summary>投放: sells from the government reserve to bring a rising price down.</summary>
    Release = 0,
    /// <summary>回购: buys into the reserve to hold a falling price up.</summary>
    BuyBack = 1,
}

/// <summary>How a plan reaches the market.</summary>
public enum PlanChannel
{
    /// <summary>Orders on the trading screen 盘面申报.</summary>
    Orders = 0,
    /// <summary>Agreements with single holders 协议.</summary>
    Agreement = 1,
}

public enum PlanStatus
{
    /// <summary>Before the committee.</summary>
    Drafted = 0,
    /// <summary>Enough experts are in favour; not public yet.</summary>
    Adopted = 1,
    /// <summary>It can no longer find enough votes.</summary>
    Rejected = 2,
    Withdrawn = 3,
    /// <summary>Public, and being carried out.</summary>
    Announced = 4,
    /// <summary>Carried out, or its window has ended.</summary>
    Closed = 5,
}

public enum Ballot
{
    InFavour = 0,
    Against = 1,
    Abstain = 2,
}

/// <summary>A seat on the expert committee.</summary>
/// <param name="Name">The expert's name at the appointment.</param>
public sealed record Seat(UserId User, string Name, LocalDate From, LocalDate? Through)
{
    public bool InOffice(LocalDate on) => From <= on && (Through is not { } last || on <= last);
}

/// <summary>One expert's vote.</summary>
public sealed record Vote(UserId User, LocalDate Date, Ballot Ballot, string Reason);

/// <summary>A plan to steady the market 调节方案.</summary>
/// <param name="By">Who drafted it.</param>
/// <param name="Orders">Orders placed for it on the screen.</param>
/// <param name="Done">Released or bought back so far.</param>
/// <param name="SetAside">The lots taken out of the reserve, as they lay there.</param>
public sealed record InterventionPlan(int Number, int Trigger, PlanAction Action, ComplianceYear Year, Tonnes Quantity,
    Price Limit, PlanChannel Channel, LocalDate From, LocalDate Through, string Grounds, UserId By, LocalDate DraftedOn,
    PlanStatus Status, ImmutableArray<Vote> Votes, Instant? AnnouncedAt, ImmutableArray<OrderId> Orders, Tonnes Done,
    Money Value, ImmutableArray<Registry.Lot> SetAside)
{
    public bool IsLive => Status is PlanStatus.Drafted or PlanStatus.Adopted or PlanStatus.Announced;
    public int Count(Ballot ballot) => Votes.Count(v => v.Ballot == ballot);
}

[Wire("oversight.expert-appointed")]
public sealed record ExpertAppointed(UserId User, string Name, LocalDate From, LocalDate? Through) : StabilityEvent;

[Wire("oversight.expert-term-ended")]
public sealed record ExpertTermEnded(UserId User, LocalDate Through, string Reason) : StabilityEvent;

[Wire("oversight.plan-drafted")]
public sealed record PlanDrafted(int Plan, int Trigger, PlanAction Action, ComplianceYear Year, Tonnes Quantity,
    Price Limit, PlanChannel Channel, LocalDate From, LocalDate Through, string Grounds, UserId By) : StabilityEvent;

[Wire("oversight.vote-cast")]
public sealed record VoteCast(int Plan, Vote Vote) : StabilityEvent;

/// <param name="InFavour">Experts in favour.</param>
/// <param name="Seats">Experts in office on the day of the last vote.</param>
[Wire("oversight.plan-adopted")]
public sealed record PlanAdopted(int Plan, int InFavour, int Seats) : StabilityEvent;

[Wire("oversight.plan-rejected")]
public sealed record PlanRejected(int Plan, int InFavour, int Seats) : StabilityEvent;

[Wire("oversight.plan-withdrawn")]
public sealed record PlanWithdrawn(int Plan, string Reason) : StabilityEvent;

/// <summary>专家委员会: seats and votes. The share in favour is counted over all experts in office (MI15), so those
/// who abstain or stay away count against.</summary>
internal static class Committee
{
    public static Decision Decide(AppointExpert command, Participants.ParticipantsState participants,
        StabilityState stability)
    {
        if (participants.Find(command.User) is not { Active: true } user)
            return OversightRefusals.UnknownExpert.With(OversightRefusals.Basis, ("user", command.User));
        if (command.Through is { } last && last < command.From) return NoSpan(command.From, last);
        if (stability.FindSeat(command.User) is { } seat && (seat.Through is not { } end || end >= command.From))
            return OversightRefusals.AlreadySeated.With(OversightRefusals.Basis, ("user", command.User));
        return Decision.Accept(new ExpertAppointed(user.Id, user.Name, command.From, command.Through));
    }

    public static Decision Decide(EndExpertTerm command, StabilityState stability)
    {
        if (stability.FindSeat(command.User) is not { } seat)
            return OversightRefusals.UnknownExpert.With(OversightRefusals.Basis, ("user", command.User));
        if (command.Through < seat.From) return NoSpan(seat.From, command.Through);
        return string.IsNullOrWhiteSpace(command.Reason)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new ExpertTermEnded(seat.User, command.Through, command.Reason));
    }

    public static Decision Decide(DraftPlan command, CommandContext context, StabilityState stability)
    {
        var by = context.Actor.User;
        if (context.Actor.Role != Role.Authority && stability.FindSeat(by)?.InOffice(context.Date) != true)
            return OversightRefusals.NoSeat.With(OversightRefusals.Basis, ("date", context.Date));
        if (stability.FindTrigger(command.Trigger) is not { } trigger)
            return OversightRefusals.UnknownTrigger.With(OversightRefusals.Basis, ("trigger", command.Trigger));
        if (trigger.Status != TriggerStatus.Open)
            return OversightRefusals.TriggerClosed.With(OversightRefusals.Basis, ("trigger", trigger.Number),
                ("status", trigger.Status));
        if (stability.LivePlanFor(trigger.Number) is { } pending)
            return OversightRefusals.PlanPending.With(OversightRefusals.Basis, ("trigger", trigger.Number),
                ("plan", pending.Number));
        if (command.Quantity.IsZero || command.Limit.FenPerTonne == 0)
            return OversightRefusals.EmptyPlan.With(OversightRefusals.Basis);
        if (command.Through < command.From || command.Through < context.Date)
            return NoSpan(command.From, command.Through);
        if (string.IsNullOrWhiteSpace(command.Grounds)) return OversightRefusals.NoReason();
        var least = context.Rules.Get(StabilityKeys.CommitteeMinimum, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var seats = stability.InOffice(context.Date).Count();
        if (seats < least)
            return OversightRefusals.CommitteeTooSmall.With(
                context.Rules.Cite(StabilityKeys.CommitteeMinimum, context.Date), ("seats", seats), ("least", least));
        return Decision.Accept(new PlanDrafted(stability.NextPlan, trigger.Number, command.Action, command.Year,
            command.Quantity, command.Limit, command.Channel, command.From, command.Through, command.Grounds, by));
    }

    public static Decision Decide(WithdrawPlan command, StabilityState stability)
    {
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Drafted, PlanStatus.Adopted);
        if (plan is null) return refusal!; // one of the two is there
        return string.IsNullOrWhiteSpace(command.Reason)
            ? OversightRefusals.NoReason()
            : Decision.Accept(new PlanWithdrawn(plan.Number, command.Reason));
    }

    public static Decision Decide(VoteOnPlan command, CommandContext context, StabilityState stability)
    {
        if (stability.FindSeat(context.Actor.User) is not { } seat || !seat.InOffice(context.Date))
            return OversightRefusals.NoSeat.With(OversightRefusals.Basis, ("date", context.Date));
        var (plan, refusal) = stability.Plan(command.Plan, PlanStatus.Drafted);
        if (plan is null) return refusal!; // one of the two is there
        if (plan.Votes.Any(v => v.User == seat.User))
            return OversightRefusals.VotedAlready.With(OversightRefusals.Basis, ("plan", plan.Number));
        var needed = context.Rules.Get(StabilityKeys.Vote, context.Date);
        var quorum = context.Rules.Get(StabilityKeys.VoteQuorum, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var vote = new Vote(seat.User, context.Date, command.Ballot, command.Reason);
        var voted = plan with { Votes = plan.Votes.Add(vote) };
        var seats = stability.InOffice(context.Date).Count();
        StabilityEvent[] events = Outcome(voted, seats, needed, quorum) is { } outcome
            ? [new VoteCast(plan.Number, vote), outcome]
            : [new VoteCast(plan.Number, vote)];
        return Decision.Accept(events);
    }

    /// <summary>Adopted when enough of the committee have voted and enough are in favour; rejected when those left
    /// could no longer bring it about.</summary>
    private static StabilityEvent? Outcome(InterventionPlan plan, int seats, Fraction needed, Fraction quorum)
    {
        var inFavour = plan.Count(Ballot.InFavour);
        if (Reaches(plan.Votes.Length, seats, quorum) && Reaches(inFavour, seats, needed))
            return new PlanAdopted(plan.Number, inFavour, seats);
        var most = seats - plan.Count(Ballot.Against) - plan.Count(Ballot.Abstain);
        return Reaches(most, seats, needed) ? null : new PlanRejected(plan.Number, inFavour, seats);
    }

    /// <summary>Whether a count is at least a fraction of all seats, exactly.</summary>
    public static bool Reaches(int count, int seats, Fraction share) =>
        (long)count * share.Denominator >= seats * share.Numerator;

    private static Refusal NoSpan(LocalDate from, LocalDate through) =>
        OversightRefusals.NoSpan.With(OversightRefusals.Basis, ("from", from), ("through", through));
}
