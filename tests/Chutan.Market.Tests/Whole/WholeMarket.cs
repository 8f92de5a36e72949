using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Exchange;

namespace Chutan.Market.Tests.Whole;

/// <summary>One command and who sends it.</summary>
internal readonly record struct Sent(Command Command, Actor By);

/// <summary>A whole market drawn from a seed: every room is founded, eight holders have money at two banks and units of
/// three kinds. Each command is counted when it is accepted, and after each every invariant is checked.</summary>
internal sealed class WholeMarket
{
    public static readonly ComplianceYear Year = new(2023);
    public static readonly LocalDate FirstDay = new(2024, 6, 3);
    private const int Holders = 8;
    private const int Bound = 6;
    private const int LookEvery = 8;

    private readonly SortedDictionary<string, int> accepted;
    private int sent;
    private int files;
    private int references;

    public WholeMarket(int seed, SortedDictionary<string, int> accepted)
    {
        (Seed, Random, this.accepted) = (seed, new Random(seed), accepted);
        Market = new TradingMarket(WholeMarketRules.For(Random));
        Market.At(FirstDay, 8);
        Court = Market.Join(ParticipantKind.Court);
        Experts = [.. Enumerable.Range(0, 4).Select(_ => Market.Join(ParticipantKind.ExpertCommittee))];
        Found();
        Accounts = [.. Enumerable.Range(0, Holders).Select(Open)];
        Entities = [.. Accounts.Take(3)];
        Endow();
    }

    public int Seed { get; }
    public Random Random { get; }
    public TradingMarket Market { get; }
    public MarketState State => Market.State;
    public Actor Court { get; }
    public ImmutableArray<Actor> Experts { get; }

    /// <summary>The accounts of all holders: three covered entities, four institutions, one individual.</summary>
    public ImmutableArray<AccountId> Accounts { get; }
    public ImmutableArray<AccountId> Entities { get; }

    /// <summary>Deposits that came in by bank files: what a bank can still take back.</summary>
    public List<(string Bank, string Reference, AccountId Account, Money Amount)> Deposits { get; } = [];

    public AccountId AnyAccount() => Accounts[Random.Next(Accounts.Length)];
    public Actor OwnerOf(AccountId account) => Market.ActorOf(account);
    public ParticipantId ParticipantOf(AccountId account) => State.Registry.OwnerOf(account)!.Value;
    public string NextReference() => $"ref-{++references}";
    public string NextFile() => $"IN-{++files}";
    public Sent By(Actor actor, Command command) => new(command, actor);
    public Sent Own<T>(T command) where T : Command, IConcernsAccount => new(command, OwnerOf(command.Account));

    /// <summary>Any of some things; null when there are none.</summary>
    public T? Any<T>(IEnumerable<T> some) where T : class =>
        some.ToList() is { Count: > 0 } list ? list[Random.Next(list.Count)] : null;

    public void Must(Sent sent)
    {
        if (Try(sent) is Decision.Refused refused)
            Assert.Fail($"seed {Seed}: {sent.Command} was refused: {refused.Refusal}");
    }

    /// <summary>Sends a command, refused or not, and checks what must hold after it.</summary>
    public Decision Try(Sent sending)
    {
        var looks = ++sent % LookEvery == 0;
        var before = looks ? Bytes() : [];
        Decision decision;
        try
        {
            decision = Market.Send(sending.Command, sending.By);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"seed {Seed}: {sending.Command}: {e.Message}", e);
        }
        if (decision is Decision.Accepted)
        {
            var name = sending.Command.GetType().Name;
            accepted[name] = accepted.GetValueOrDefault(name) + 1;
            var problem = Invariants.CheckAll(State) ?? Positions.Check(State);
            Assert.True(problem is null, $"seed {Seed}, after {sending.Command}: {problem}");
        }
        else if (looks)
        {
            Assert.True(before.AsSpan().SequenceEqual(Bytes()),
                $"seed {Seed}: {sending.Command} was refused and yet changed the state.");
        }
        return decision;
    }

    private byte[] Bytes()
    {
        var writer = new StateWriter();
        State.Save(writer);
        return writer.Written.ToArray();
    }

    private void Found()
    {
        Must(By(Market.Registry, new FoundRegistry()));
        Must(By(Market.Authority, new SetCap(Year, new(900_000), Tonnes.Zero, new(100_000), "总量方案")));
        Must(By(Market.Registry, new OpenAuctionAccount()));
        Must(By(Market.Authority, new OpenInterventionAccount()));
        foreach (var expert in Experts)
            Must(By(Market.Authority, new AppointExpert(expert.User, new LocalDate(2024, 1, 1), null)));
        foreach (var code in new[] { "HBNK", "WHBK" })
        {
            var bank = State.Participants.Find(Market.Join(ParticipantKind.Bank).User)!.Participant;
            Must(By(Market.Clearing, new RegisterSettlementBank(code, bank, HoldsHouseMoney: code == "HBNK")));
        }
        Project("CCER-1", UnitKind.Ccer);
        Project("WHCER-1", UnitKind.InclusionReduction);
        Must(By(Market.Authority, new SetDeadline(Year, FirstDay.PlusDays(1), "缴还期限通知")));
    }

    private void Project(string code, UnitKind kind) => Must(By(Market.Registry, new RegisterProject(new Project(code,
        kind, code, code, "420000", "420100", "method", InsideCoveredBoundary: false, LargeHydropower: false,
        Registered: true, new(100_000)))));

    private AccountId Open(int number)
    {
        var kind = number < 3 ? ParticipantKind.CoveredEntity
            : number < Holders - 1 ? ParticipantKind.Institution : ParticipantKind.Individual;
        var owner = State.Participants.Find(Market.Join(kind).User)!.Participant;
        Must(By(Market.Registry, new OpenAccount(owner)));
        var account = State.Registry.AccountOf(owner)!.Value;
        if (number < Bound)
            Must(By(Market.Clearing, new BindBankAccount(account, number < 4 ? "HBNK" : "WHBK", $"62-{account}")));
        return account;
    }

    /// <summary>Money, allowances and reductions for everybody, and verified emissions for the entities.</summary>
    private void Endow()
    {
        foreach (var account in Accounts)
        {
            var money = new Money(Random.Next(5, 20) * 100_000L);
            Must(By(Market.Clearing, new DepositMoney(account, money, NextReference())));
            var draft = new LedgerDraft(State.Registry);
            Assert.Null(draft.Issue(account, UnitKind.Allowance, new Vintage(Year.Year), new(Random.Next(800, 4_000)),
                Origin.InitialAllocation, "", notBankable: false, "分配"));
            foreach (var happened in draft.Events) Market.Apply(happened);
            foreach (var project in new[] { "CCER-1", "WHCER-1" })
                Must(By(Market.Registry, new IssueCredits(account, project, new Vintage(2022),
                    new(Random.Next(40, 100) * 10L), "签发证书")));
        }
        foreach (var bank in new[] { "HBNK", "WHBK" }) Must(MoneyTraffic.FirstDeposits(this, bank));
        foreach (var entity in Entities)
            Must(By(Market.Authority, new RecordVerifiedEmissions(Year, ParticipantOf(entity), new Tonnes(2_000), null,
                "核查结果")));
    }
}
