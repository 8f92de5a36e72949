using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Registry;

/// <summary>A small market with a founded registry, an ironworks, a paper mill and a fund.</summary>
internal static class RegistryMarket
{
    public static readonly Vintage Vintage2023 = new(2023);
    public static readonly Vintage Vintage2024 = new(2024);
    public static readonly Actor Department = new(new UserId(100), Role.Authority);
    public static readonly Actor Registrar = new(new UserId(101), Role.Registry);
    public static readonly Actor Court = new(new UserId(102), Role.Court);
    public static readonly Actor IronworksClerk = new(new UserId(103), Role.CoveredEntity);
    public static readonly Actor PaperMillClerk = new(new UserId(104), Role.CoveredEntity);
    public static readonly Actor FundManager = new(new UserId(105), Role.Institution);
    public static readonly Actor VerifierClerk = new(new UserId(106), Role.Verifier);
    public static readonly ParticipantId IronworksOwner = new(1003);
    public static readonly ParticipantId VerifierBody = new(1006);
    public static readonly AccountId Control = AccountId.FromSerial(10_000_001);
    public static readonly AccountId Ironworks = AccountId.FromSerial(10_000_006);
    public static readonly AccountId PaperMill = AccountId.FromSerial(10_000_007);
    public static readonly AccountId Fund = AccountId.FromSerial(10_000_008);

    private static readonly ParticipantKind[] Kinds =
    [
        ParticipantKind.Authority, ParticipantKind.RegistryOperator, ParticipantKind.Court,
        ParticipantKind.CoveredEntity, ParticipantKind.CoveredEntity, ParticipantKind.Institution,
        ParticipantKind.Verifier,
    ];

    /// <summary>Participants and their users, but no registry yet.</summary>
    public static Scenario Unfounded(params (string Key, string Value)[] rules)
    {
        var scenario = new Scenario().Given(new RulebookAdopted(Rules(rules)));
        foreach (var kind in Kinds)
        {
            var id = scenario.State.Participants.NextId;
            scenario.Given(new ParticipantRegistered(
                new Participant(id, kind, $"主体{id}", $"Body {id}", $"code {id}", "",
                "", ParticipantStatus.Active)));
            scenario.Given(new RepresentativeAppointed(new User(scenario.State.Participants.NextUser, id,
                Registration.RoleOf(kind), "clerk", Rights.All, Active: true)));
        }
        return scenario;
    }

    /// <summary>The registry founded and the three accounts open, empty.</summary>
    public static Scenario Founded(params (string Key, string Value)[] rules) => Unfounded(rules)
        .Given(new FoundRegistry(), Actor.Scheduler)
        .Given(new OpenAccount(IronworksOwner), Registrar)
        .Given(new OpenAccount(new ParticipantId(1004)), Registrar)
        .Given(new OpenAccount(new ParticipantId(1005)), Registrar);

    /// <summary>The ironworks holds 100 t of vintage 2023; the cap of 2023 is 1000 t.</summary>
    public static Scenario Holding100(params (string Key, string Value)[] rules) => Founded(rules)
        .Given(new IssueLimitSet(UnitKind.Allowance, Vintage2023, new Tonnes(1000)))
        .Issued(Ironworks, 100);

    public static Scenario Issued(this Scenario scenario, AccountId to, long tonnes, Vintage? vintage = null) =>
        scenario.Drafted(d => d.Issue(to, UnitKind.Allowance, vintage ?? Vintage2023, new Tonnes(tonnes),
            Origin.InitialAllocation, "", notBankable: false, "plan"));

    /// <summary>What another room does to the ledger; it must succeed.</summary>
    public static Scenario Drafted(this Scenario scenario, Func<LedgerDraft, Refusal?> step)
    {
        var draft = new LedgerDraft(scenario.State.Registry);
        Assert.Null(step(draft));
        return scenario.Given([.. draft.Events]);
    }

    public static Scenario InOrder(this Scenario scenario, AccountId account, long tonnes) => scenario.Drafted(d =>
        d.Hold(account, UnitKind.Allowance, new Tonnes(tonnes), HoldCause.InOrder, "order").Refusal);

    public static FreezeUnits Freeze(long tonnes, HoldCause cause) =>
        new(Ironworks, UnitKind.Allowance, new Tonnes(tonnes), cause, "（2024）鄂01执1号");

    public static TransferUnits Transfer(long tonnes) =>
        new(Ironworks, PaperMill, UnitKind.Allowance, new Tonnes(tonnes), "split");

    public static long Available(this Scenario scenario, AccountId account) =>
        scenario.State.Registry.Available(account, UnitKind.Allowance).Count;

    public static long Balance(this Scenario scenario, AccountId account) =>
        scenario.State.Registry.Balance(account, UnitKind.Allowance).Count;

    private static RulebookContent Rules((string Key, string Value)[] changes)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["registry.pending_transfer.timeout"] = "24",
            ["registry.pending_transfer.max"] = "2",
        };
        foreach (var (key, value) in changes) values[key] = value;
        return new RulebookContent("test", "试验", "Test", "CN-HB", "Asia/Shanghai", [],
            [.. values.Select(v => new RuleValue(v.Key, v.Value, "", "", new LocalDate(2014, 4, 2), null, "", "", "",
                "registry rules", "第一条", "", Standing.Confirmed, ""))], []);
    }
}
