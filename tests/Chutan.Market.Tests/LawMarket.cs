using Chutan.Market.Allocation;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests;

/// <summary>A small market for scenarios of allocation, reporting, compliance and offsets: an authority, a registry,
/// one covered entity by name, and the rule values of the Hubei sources. Everything goes through Decide and Apply.
/// </summary>
internal sealed class LawMarket
{
    public static readonly ComplianceYear Year = new(2022);
    public static readonly Vintage OfYear = new(2022);
    private static readonly LocalDate Start = new(2014, 4, 2);

    internal static readonly ImmutableArray<(string Key, string Value)> Values =
    [
        ("coverage.list.threshold.emission", "13000"), ("coverage.exit.years_below", "2"),
        ("cap.gov_reserve.share_max", "0.10"), ("alloc.preallocation.share", "0.50"),
        ("alloc.expost.tolerance.rel", "0.20"), ("alloc.expost.tolerance.abs", "200000"),
        ("alloc.day_divisor", "365"), ("alloc.day_correction.sectors", "ceramics"),
        ("alloc.day_correction.capped", "yes"), ("alloc.shutdown.days_over", "183"),
        ("alloc.shutdown.emission_below", "200000"), ("alloc.benchmark.percentile", "0.50"),
        ("alloc.benchmark.percentile_rule", "midpoint"), ("alloc.method.benchmark.sectors", "cement"),
        ("alloc.method.intensity.sectors", "heat, paper"), ("alloc.method.intensity.max_products", "2"),
        ("alloc.method.historical.sectors", "steel, ceramics"), ("alloc.rounding", "half-up"),
        ("alloc.market_factor.rule", "stock-over-initial"), ("appeal.file.days", "7"), ("appeal.decide.days", "10"),
        ("mrv.month.enterprise_days", "20"), ("mrv.month.county_days", "25"), ("mrv.month.city_days", "40"),
        ("mrv.lab.issue_days", "40"), ("mrv.cems.co2_density", "1.977"), ("mrv.cems.missing_share", "0.25"),
        ("mrv.report.deadline_month", "2"), ("compliance.obligation", "yearly"),
        ("compliance.surrender.beyond_owed", "refused"), ("compliance.surrender.deadline_month", "5"),
        ("compliance.cancellation.deadline_month", "6"), ("compliance.banking", "untraded-expire"),
        ("compliance.surrender.make_up", "yes"), ("compliance.cancellation.reserves", "yes"),
        ("penalty.shortfall.regime", "local-multiple"), ("penalty.shortfall.price_year", "compliance-year"),
        ("penalty.shortfall.price_base", "year-average"), ("penalty.shortfall.mult.min", "1"),
        ("penalty.shortfall.mult.max", "3"), ("penalty.shortfall.cap", "150000"),
        ("penalty.shortfall.deduction", "2"), ("penalty.shortfall.deduction.years", "1"),
        ("penalty.report.min", "10000"), ("penalty.report.max", "30000"),
        ("penalty.verification.nextyear_factor", "0.5"), ("penalty.natl.shortfall.mult.min", "5"),
        ("penalty.natl.shortfall.mult.max", "10"), ("penalty.natl.shortfall.deduction", "1"),
        ("penalty.natl.shortfall.fixed.min", "20000"), ("penalty.natl.shortfall.fixed.max", "30000"),
        ("offset.limit.hubei", "0.10"), ("offset.limit.base", "initial-allocation"), ("offset.limit.national", "0.05"),
        ("offset.nonregistered.share", "0.60"), ("offset.partner_province.cap", "50000"),
        ("offset.ccer.large_hydropower", "no"), ("offset.carbon_inclusion.wuhan", "1"), ("offset.type.ccer", "yes"),
        ("offset.type.inclusion", "yes"), ("offset.type.inclusion.cities", "420100"), ("offset.type.ccus", "no"),
        ("offset.home_province", "420000"), ("offset.partner_province.names", "360000"),
        ("offset.carbon_inclusion.wuhan.scheme", "yes"),
        ("alloc.restated.top_up_on_fraud", "no"), ("compliance.restated.surplus", "credited"),
    ];

    private readonly SortedDictionary<string, string> rules = new(StringComparer.Ordinal);
    private long position;

    /// <summary>A founded market; rules given here replace those of the sources.</summary>
    public LawMarket(params (string Key, string Value)[] changed)
    {
        foreach (var (key, value) in Values.Concat(changed)) rules[key] = value;
        Date = new LocalDate(2023, 1, 10);
        Do(new AdoptRulebook(Content()), Actor.Scheduler);
        Do(new RegisterParticipant(ParticipantKind.Authority, "省生态环境厅", "Authority", "A", "", ""), Actor.Scheduler);
        Do(new AppointRepresentative(State.Participants.All.First().Id, "a", Rights.All), Actor.Scheduler);
        Authority = new Actor(State.Participants.Users.First().Id, Role.Authority);
        Registry = Representative(ParticipantKind.RegistryOperator, "R").Actor;
        Do(new FoundRegistry(), Authority);
        (Entity, Operator) = Representative(ParticipantKind.CoveredEntity, "E", "420100");
        (Verifier, Checker) = Representative(ParticipantKind.Verifier, "V");
        Account = OpenAccount(Entity);
    }

    public MarketState State { get; private set; } = new();
    public LocalDate Date { get; set; }
    public Actor Authority { get; }
    public Actor Registry { get; }
    public ParticipantId Entity { get; }
    public Actor Operator { get; }
    public ParticipantId Verifier { get; }
    public Actor Checker { get; }
    public AccountId Account { get; }

    public EntityAllocation Allocation => State.Allocation.Find(Year, Entity)!;
    public Tonnes Holding => State.Registry.Balance(Account, UnitKind.Allowance);

    public (ParticipantId Participant, Actor Actor) Representative(ParticipantKind kind, string code, string city = "")
    {
        Do(new RegisterParticipant(kind, code, code, code, "steel", city), Authority);
        var participant = State.Participants.FindByCreditCode(code)!.Id;
        Do(new AppointRepresentative(participant, code, Rights.All), Authority);
        var user = State.Participants.Users.Last();
        return (participant, new Actor(user.Id, user.Role));
    }

    public AccountId OpenAccount(ParticipantId participant)
    {
        Do(new OpenAccount(participant), Registry);
        return State.Registry.AccountOf(participant)!.Value;
    }

    /// <summary>Decides a command on the current date and applies what follows.</summary>
    public Decision Try(Command command, Actor actor)
    {
        var at = Date.AtMidnight().InUtc().ToInstant().Plus(Duration.FromHours(2));
        var context = new CommandContext(++position, at, Date, new LocalTime(10, 0), actor, default,
            new RuleReader(State.Rulebook));
        var decision = Dispatch.Decide(command, context, State);
        if (decision is Decision.Accepted accepted)
            foreach (var happened in accepted.Events) State.Apply(happened, new EventContext(position, at, Date));
        return decision;
    }

    /// <summary>A command that must be accepted.</summary>
    public ImmutableArray<Event> Do(Command command, Actor actor) => Try(command, actor) switch
    {
        Decision.Accepted accepted => accepted.Events,
        Decision.Refused refused => throw new InvalidOperationException($"{command}: {refused.Refusal}"),
        _ => throw new InvalidOperationException(),
    };

    public T Do<T>(Command command, Actor actor) where T : Event => Do(command, actor).OfType<T>().Single();

    /// <summary>A command that must be refused with this code; its parameters are returned.</summary>
    public Refusal Refused(string code, Command command, Actor actor)
    {
        var refused = Assert.IsType<Decision.Refused>(Try(command, actor));
        Assert.Equal(code, refused.Refusal.Code);
        return refused.Refusal;
    }

    /// <summary>History: events of the day, without a command.</summary>
    public LawMarket Given(params Event[] events)
    {
        position++;
        foreach (var happened in events)
            State.Apply(happened, new EventContext(position, default, Date));
        return this;
    }

    /// <summary>A cap with these parts, and a market factor.</summary>
    public LawMarket WithCap(long initial, decimal factor = 1m, long newEntrant = 0, long reserve = 0)
    {
        Do(new SetCap(Year, new(initial), new(newEntrant), new(reserve), "plan"), Authority);
        Do(new DeclareMarketFactor(Year, Rate.Of(factor), "plan"), Authority);
        return this;
    }

    /// <summary>The entity on the list of the year, its sector with parameters.</summary>
    public LawMarket Listed(ListedEntity entity, decimal coefficient = 1m, decimal? benchmark = null)
    {
        Do(new ListEntities(Year, "list", [entity]), Authority);
        if (State.Allocation.SectorOf(Year, entity.Sector) is null)
            Do(new SetSectorParameters(Year, entity.Sector, Rate.Of(coefficient), benchmark, "plan"), Authority);
        return this;
    }

    /// <summary>A steel maker of the historical method with this base.</summary>
    public ListedEntity Steel(long historicalBase, ParticipantId? participant = null, string sector = "steel") =>
        new(participant ?? Entity, sector, Industrial: true, new Tonnes(100_000), 40_000, new Tonnes(historicalBase),
            ClearBoundaries: true, BuysClinker: false, []);

    /// <summary>Verified and accepted emissions with activity data, as history.</summary>
    public LawMarket Verified(long emissions, ParticipantId? participant = null, int days = 365, int stopped = 0,
        ComplianceYear? year = null, params ProductOutput[] outputs)
    {
        var (entity, of, activity) = (participant ?? Entity, year ?? Year, new Activity([.. outputs], days, stopped));
        return Given(
            new ReportSubmitted(entity, of, new(emissions), [], activity, 1, ReportState.Submitted, Date, false,
                new("test")),
            new VerifierAssigned(of, entity, Verifier),
            new ReportVerified(of, entity, new(emissions), new(emissions), activity, ""),
            new ReportAccepted(of, entity, new(emissions)));
    }

    /// <summary>Listed, determined at this amount, emissions verified; the historical method with k = m = 1.</summary>
    public LawMarket Determined(long allocation, long emissions, long initial = 100_000_000, long newEntrant = 0,
        long reserve = 0)
    {
        WithCap(initial, 1m, newEntrant, reserve).Listed(Steel(allocation)).Verified(emissions);
        Do(new DetermineAllocation(Year, Entity), Authority);
        return this;
    }

    /// <summary>A day of trading with this volume and average price, as history.</summary>
    public LawMarket Traded(LocalDate day, long tonnes, decimal price)
    {
        var at = new Price((long)(price * 100));
        var figures = new DayRecord(Instruments.HubeiSpot, day, at, at, at, at, at, at, at, at, at, new(tonnes),
            at * new Tonnes(tonnes), 1, []);
        return Given(new TradingClosed(day, [figures], ""));
    }

    public LawMarket Project(
        string code, UnitKind kind = UnitKind.Ccer, string province = "420000", bool inside = false,
        bool hydropower = false, bool registered = true, long generated = 0)
    {
        Do(new RegisterProject(
            new Project(code, kind, code, code, province, "", "method", inside, hydropower, registered,
            new(generated))), Registry);
        return this;
    }

    public LawMarket Credits(string project, long tonnes, int vintage = 2022)
    {
        Do(new IssueCredits(Account, project, new(vintage), new(tonnes), "certificate"), Registry);
        return this;
    }

    /// <summary>The market after a snapshot: equal bytes when saved again, or the test fails.</summary>
    public LawMarket Reloaded()
    {
        var first = new StateWriter();
        State.Save(first);
        State = MarketState.Load(new StateReader(first.Written));
        var second = new StateWriter();
        State.Save(second);
        Assert.True(first.Written.Span.SequenceEqual(second.Written.Span), "the snapshot is not stable");
        return this;
    }

    private RulebookContent Content() => new("test", "测试", "Test", "CN-HB", "Asia/Shanghai",
        [new Instrument("law", "省令", "省令", "Order", "", "", null, null, null, null, "")],
        [.. rules.Where(r => r.Value.Length > 0).Select(r => new RuleValue(r.Key, r.Value,
            RuleKeys.Find(r.Key)!.Unit, "", Start, null, "", "", "", "law", "第一条", "", Standing.Confirmed, ""))],
        [.. Enumerable.Range(2014, 13).Select(y => new CalendarNotice(y, "notice", "", []))]);
}
