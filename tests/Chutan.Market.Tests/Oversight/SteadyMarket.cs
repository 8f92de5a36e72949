using Chutan.Market.Allocation;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Oversight;

/// <summary>A trading market with a cap, a government reserve, an expert committee and days that can be driven to their
/// price limits.</summary>
internal sealed class SteadyMarket
{
    public static readonly ComplianceYear Year = new(2024);
    private static readonly (string Key, string Value)[] Stability =
    [
        ("stability.trigger.hits", "6"), ("stability.trigger.window", "20"), ("stability.trigger.direction", "mixed"),
        ("stability.vote", "2/3"), ("stability.vote.quorum", "2/3"), ("stability.committee.min", "3"),
        ("stability.volume.max-share", "0.08"), ("stability.released.bankable", "no"),
        ("stability.large-holder.share", "0.05"), ("stability.large-holder.days", "3"),
        ("cap.gov_reserve.share_max", "0.10"),
    ];

    public SteadyMarket(params (string Key, string Value)[] changes)
    {
        Market = new TradingMarket([.. Stability.Concat(changes)]);
        Market.Accept(new FoundRegistry(), Market.Authority);
        Market.Accept(new SetCap(Year, new(90_000), new(0), new(10_000), "cap of the year"), Market.Authority);
        Experts = [.. Enumerable.Range(0, 6).Select(Expert)];
        foreach (var expert in Experts)
            Market.Accept(new AppointExpert(expert.User, new LocalDate(2024, 1, 1), null), Market.Authority);
        Market.Accept(new OpenInterventionAccount(), Market.Authority);
        (Buyer, Seller) = (Market.Trader(100_000_000, 0), Market.Trader(0, 40_000));
        Date = new LocalDate(2024, 6, 3);
    }

    public TradingMarket Market { get; }
    public ImmutableArray<Actor> Experts { get; }
    public AccountId Buyer { get; }
    public AccountId Seller { get; }
    public LocalDate Date { get; set; }
    public StabilityState State => Market.State.Oversight.Stability;
    public AccountId Account => State.Account!.Value;

    /// <summary>A whole trading day with one trade: at the upper limit, the lower limit, or the close before.</summary>
    public ImmutableArray<Event> Day(int direction = 0)
    {
        Open();
        var terms = Market.State.Exchange.Terms!;
        var price = direction > 0 ? terms.LimitUp : direction < 0 ? terms.LimitDown : terms.PreviousClose;
        Market.Sell(Seller, price.FenPerTonne, 1);
        Market.Buy(Buyer, price.FenPerTonne, 1);
        return Review();
    }

    /// <summary>A day on which trading was halted before anything was traded.</summary>
    public ImmutableArray<Event> HaltedDay()
    {
        Open();
        Market.Accept(new HaltTrading(HaltCause.Emergency, "test"), Market.Exchange);
        var events = Review();
        Market.Accept(new ResumeTrading("test"), Market.Exchange);
        return events;
    }

    public SteadyMarket Open()
    {
        while (Market.State.Rulebook.Calendar.IsTradingDay(Date) != true) Date = Date.PlusDays(1);
        Market.At(Date, 9).Open();
        Market.At(10);
        return this;
    }

    /// <summary>Closes, settles and reviews the open day; the next day is set.</summary>
    public ImmutableArray<Event> Review()
    {
        Market.Finish();
        var events = Market.Accept(new ReviewDay(Market.Date), Actor.Scheduler);
        Date = Market.Date.PlusDays(1);
        return events;
    }

    /// <summary>Six days at the upper limit: the first trigger.</summary>
    public SteadyMarket Triggered()
    {
        for (var day = 0; day < 6; day++) Day(+1);
        Assert.Single(State.Triggers);
        return this;
    }

    /// <summary>A plan on a trigger raised by hand, voted through and announced.</summary>
    public SteadyMarket Announced(PlanAction action, long tonnes, long fen, int days = 30)
    {
        Drafted(action, tonnes, fen, days);
        foreach (var expert in Experts.Take(4))
            Market.Accept(new VoteOnPlan(State.Plans.Count, Ballot.InFavour, ""), expert);
        Market.Accept(new AnnouncePlan(State.Plans.Count), Market.Authority);
        return this;
    }

    public SteadyMarket Drafted(PlanAction action, long tonnes, long fen, int days = 30)
    {
        Market.Accept(new RaiseTrigger(TriggerCause.Imbalance, "no offers for two weeks"), Market.Exchange);
        Market.Accept(new DraftPlan(State.Triggers.Count, action, Year, new(tonnes), new(fen), PlanChannel.Orders,
            Market.Date, Market.Date.PlusDays(days), "bring the price down"), Experts[0]);
        return this;
    }

    private Actor Expert(int number)
    {
        Market.Accept(new RegisterParticipant(ParticipantKind.ExpertCommittee, $"专家{number}", $"Expert {number}",
            $"expert {number}", "", ""), Market.Authority);
        var participant = Market.State.Participants.FindByCreditCode($"expert {number}")!.Id;
        Market.Accept(new AppointRepresentative(participant, $"专家{number}", Rights.All), Market.Authority);
        var user = Market.State.Participants.Users.Last();
        return new Actor(user.Id, user.Role);
    }
}
