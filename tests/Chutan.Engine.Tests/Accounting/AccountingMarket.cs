using Chutan.Engine.Methodologies;
using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Tests.Accounting;

/// <summary>A market with one company outside it, its two clerks, and the shipped methodologies of sources published.
/// Everything goes through Decide and Apply, and every decision must leave the state as it was.</summary>
internal sealed class AccountingMarket
{
    public const int Year = 2022;
    public static readonly string Bill = new('b', 64);
    private static readonly MethodologyLibrary Library = MethodologyLibrary.Load(Repository.At("methodologies"));

    private static readonly (string Key, string Value)[] Rules =
    [
        ("accounting.base_year.threshold", "0.05"), ("accounting.peers.smallest_group", "5"),
        ("accounting.measures.discount_rate", "0.06"), ("offset.type.ccer", "yes"),
        ("offset.nonregistered.share", "1"),
    ];

    private long position;

    public AccountingMarket(params (string Key, string Value)[] changed)
    {
        var rules = Rules.Where(r => changed.All(c => c.Key != r.Key)).Concat(changed);
        Do(new AdoptRulebook(Content(rules)), Actor.Scheduler);
        Do(new RegisterParticipant(ParticipantKind.Authority, "省生态环境厅", "Authority", "A", "", ""), Actor.Scheduler);
        Do(new AppointRepresentative(State.Participants.All.First().Id, "a", Rights.All), Actor.Scheduler);
        Authority = new Actor(State.Participants.Users.First().Id, Role.Authority);
        Registry = Appoint(Register(ParticipantKind.RegistryOperator, "R"), "r");
        Do(new FoundRegistry(), Authority);
        foreach (var methodology in Library.All.Where(m => m.Head.Sector == SourceMethods.Sector))
            Do(new PublishMethodology(methodology.Content, "平台采用"), Authority);
        Company = Register(ParticipantKind.Enterprise, "E");
        Maker = Appoint(Company, "填报人");
        Reviewer = Appoint(Company, "复核人");
        Do(new FileDocument(Company, Bill, "bill.pdf", "application/pdf", 1000), Maker);
    }

    public MarketState State { get; private set; } = new();
    public LocalDate Date { get; set; } = new(2025, 3, 3);
    public Actor Authority { get; }
    public Actor Registry { get; }
    public ParticipantId Company { get; }
    public Actor Maker { get; }
    public Actor Reviewer { get; }
    public AccountingState Books => State.Accounting;

    public ParticipantId Register(ParticipantKind kind, string code, string sector = "parts")
    {
        Do(new RegisterParticipant(kind, code, code, code, sector, "420100"), Authority);
        return State.Participants.FindByCreditCode(code)!.Id;
    }

    public Actor Appoint(ParticipantId participant, string name)
    {
        var user = Do(new AppointRepresentative(participant, name, Rights.All), Authority)
            .OfType<RepresentativeAppointed>().Single().User;
        return new Actor(user.Id, user.Role);
    }

    public Decision Try(Command command, Actor by)
    {
        var at = (Date + new LocalTime(10, 0)).WithOffset(Offset.FromHours(8)).ToInstant();
        var context = new CommandContext(++position, at, Date, new LocalTime(10, 0), by, new RequestId(0, 1),
            new RuleReader(State.Rulebook));
        var before = Bytes();
        var decision = Dispatch.Decide(command, context, State);
        Assert.True(before.AsSpan().SequenceEqual(Bytes()), $"{command.GetType().Name}: deciding changed the state.");
        if (decision is not Decision.Accepted accepted) return decision;
        foreach (var happened in accepted.Events) State.Apply(happened, new EventContext(position, at, Date));
        Assert.Null(Invariants.CheckAll(State));
        return decision;
    }

    public ImmutableArray<Event> Do(Command command, Actor by) => Try(command, by) switch
    {
        Decision.Accepted accepted => accepted.Events,
        Decision.Refused refused => throw new InvalidOperationException($"{command}: {refused.Refusal}"),
        _ => throw new InvalidOperationException(),
    };

    public ImmutableArray<Event> Do(Command command) => Do(command, Maker);

    public Refusal Refused(RefusalCode code, Command command, Actor? by = null)
    {
        var refused = Assert.IsType<Decision.Refused>(Try(command, by ?? Maker)).Refusal;
        Assert.Equal(code.Code, refused.Code);
        return refused;
    }

    /// <summary>Replaces the state by what its snapshot gives, which must be the same to the byte.</summary>
    public void Reload()
    {
        var before = Bytes();
        State = MarketState.Load(new StateReader(before));
        Assert.True(before.AsSpan().SequenceEqual(Bytes()), "The snapshot does not give the same state back.");
    }

    public SiteId Site(string name = "一厂", LocalDate? from = null, decimal equity = 100, bool operates = true,
        StakeCause cause = StakeCause.Opened, ParticipantId? of = null, Actor? by = null) =>
        Do(new RegisterSite(of ?? Company, name, "", "CN-HB", from ?? new LocalDate(2015, 1, 1), equity, operates,
            operates, cause), by ?? Maker).OfType<SiteRegistered>().Single().Site.Id;

    public SourceId Source(SiteId site, string methodology, EmissionScope scope, int category = 0,
        string product = "", ParticipantId? of = null, Actor? by = null, params (string Name, string Code)[] choices) =>
        Do(new RegisterSource(of ?? Company, site, methodology, "", scope, category, methodology, "1",
            [.. choices.Select(c => new SourceChoice(c.Name, c.Code))], product, new LocalDate(2015, 1, 1)),
            by ?? Maker)
            .OfType<SourceRegistered>().Single().Source.Id;

    public RecordActivity Activity(SourceId source, int month, string name, string value, string unit = "",
        int year = Year, ParticipantId? of = null) => new(of ?? Company, year, month, source, DataQuality.Calculated,
            new ActivityFigures([new ActivityFigure(name, value, unit)], [], [], []), "");

    /// <summary>Reviews, locks and issues a year whose figures are in.</summary>
    public ImmutableArray<Event> Issue(int year = Year, ParticipantId? of = null, Actor? by = null)
    {
        for (var month = 1; month <= 12; month++)
        {
            if (Books.Find(of ?? Company, year)!.Month(month).LockedBy is not null) continue;
            Do(new ReviewMonth(of ?? Company, year, month, true, ""), by ?? Reviewer);
            Do(new LockMonth(of ?? Company, year, month), by ?? Reviewer);
        }
        return Do(new IssueInventory(of ?? Company, year), by ?? Reviewer);
    }

    /// <summary>A site with one gas boiler that burns the same every month, issued for a year.</summary>
    public SourceId IssuedBoiler(decimal perMonth = 10, int year = Year)
    {
        var boiler = Source(Site(), "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        Burn(boiler, perMonth, year);
        Issue(year);
        return boiler;
    }

    public void Burn(SourceId boiler, decimal perMonth, int year = Year)
    {
        if (Books.Find(Company, year) is null)
            Do(new OpenInventory(Company, year, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        for (var month = 1; month <= 12; month++)
            Do(Activity(boiler, month, "FV", Text.Of(perMonth), year: year));
    }

    /// <summary>An account of the company with this many reductions in it.</summary>
    public AccountId Holding(long tonnes)
    {
        var account = Do(new OpenAccount(Company), Registry).OfType<AccountOpened>().Single().Account.Id;
        Do(new RegisterProject(new Project("P1", UnitKind.Ccer, "沼气", "Biogas", "420000", "420100", "CCER", false,
            false, true, new Tonnes(1_000_000))), Authority);
        Do(new IssueCredits(account, "P1", new Vintage(2024), new Tonnes(tonnes), "签发1号"), Registry);
        return account;
    }

    private byte[] Bytes()
    {
        var writer = new StateWriter();
        State.Save(writer);
        return writer.Written.ToArray();
    }

    private static RulebookContent Content(IEnumerable<(string Key, string Value)> rules) => new("test", "测试", "Test",
        "CN-HB", "Asia/Shanghai", [new Instrument("t", "试1号", "试验", "Test", "", "", null, null, null, null, "")],
        [.. rules.Select(r => new RuleValue(r.Key, r.Value, RuleKeys.Find(r.Key)!.Unit, "", new LocalDate(2014, 1, 1),
            null, "", "", "", "t", "第一条", "", Standing.Confirmed, ""))],
        [.. Enumerable.Range(2014, 13).Select(y => new CalendarNotice(y, "notice", "", []))]);
}
