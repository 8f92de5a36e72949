using Chutan.Market.Allocation;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Before the year: law is adopted, everybody is registered, and on the last working day what the market
/// already holds is taken over.</summary>
internal sealed class Founding(Desk desk, Town town, Scenario scenario, RulebookContent rulebook)
{
    /// <summary>The last working day before the year.</summary>
    public static readonly LocalDate TakeOver = new(2024, 6, 28);
    private const int Experts = 6;
    private const string OpeningPrice = "trade.opening-price";

    /// <summary>Law is adopted and everybody is registered.</summary>
    /// <param name="on">The day the platform opens.</param>
    public async Task OpenAsync(LocalDate on)
    {
        desk.SetClock(on, 9, 0);
        await FoundAuthorityAsync();
        await AdoptLawAsync();
        await desk.MustAsync(town.Authority.Actor, new FoundRegistry());
        await RegisterOperatorsAsync();
        await RegisterHoldersAsync();
    }

    /// <summary>What the market already holds is taken over.</summary>
    public async Task TakeOverAsync()
    {
        desk.SetClock(TakeOver, 14, 0);
        await BringMoneyAsync();
        await TakeOverStockAsync();
    }

    private async Task FoundAuthorityAsync()
    {
        var authority = town.Authority;
        var events = await desk.MustAsync(Actor.Scheduler, new RegisterParticipant(ParticipantKind.Authority,
            "湖北省生态环境厅（模拟）", "Department of Ecology and Environment of Hubei (simulated)", authority.CreditCode, "",
                "420100"));
        authority.Id = events.OfType<ParticipantRegistered>().Single().Participant.Id;
        await AppointAsync(Actor.Scheduler, authority, "主管部门经办人");
        await desk.SettleAsync();
    }

    /// <summary>The rulebook as its files have it, then every value in it that has no source or is in dispute and that
    /// this year needs: adopted one by one, each with the reason.</summary>
    private async Task AdoptLawAsync()
    {
        var authority = town.Authority.Actor;
        await desk.MustAsync(authority, new AdoptRulebook(rulebook));
        var (from, through) = (scenario.Year.Previous.RuleDate, scenario.Year.Next.RuleDate);
        foreach (var value in rulebook.Values)
        {
            if (value.Standing is not (Standing.Assumed or Standing.Disputed)) continue;
            if (value.From > through || value.Through is { } end && end < from) continue;
            await desk.SendAsync(authority, new AdoptRuleValue(value.Key, value.From, value.Value, Reason(value)));
        }
        var opening = rulebook.Values.LastOrDefault(v => v.Key == OpeningPrice && v.From <= scenario.First);
        if (opening is not null)
            await desk.SendAsync(authority, new AdoptRuleValue(OpeningPrice, opening.From,
                Text.Of(scenario.TakenOverAt), "首个交易日的参考价承接原系统2024年6月28日收盘价（情景假定）"));
        await desk.SettleAsync();
    }

    private static string Reason(RuleValue value) => value.Standing == Standing.Disputed
        ? $"来源不一致，本年度采用该值：{value.Source}"
        : $"没有法律原文，本年度沿用该值：{value.Source}";

    private async Task RegisterOperatorsAsync()
    {
        var authority = town.Authority.Actor;
        await RegisterAsync(authority, town.Registry, ParticipantKind.RegistryOperator, "湖北碳排放权注册登记机构（模拟）",
            "Registry operator (simulated)");
        await RegisterAsync(authority, town.Exchange, ParticipantKind.ExchangeOperator, "湖北碳排放权交易机构（模拟）",
            "Exchange operator (simulated)");
        await RegisterAsync(authority, town.Clearing, ParticipantKind.ClearingOperator, "湖北碳排放权清算机构（模拟）",
            "Clearing operator (simulated)");
        await RegisterAsync(authority, town.Bank, ParticipantKind.Bank, "结算银行甲（模拟）",
            "First settlement bank (simulated)");
        await RegisterAsync(authority, town.SecondBank, ParticipantKind.Bank, "结算银行乙（模拟）",
            "Second settlement bank (simulated)");
        await RegisterAsync(authority, town.Court, ParticipantKind.Court, "武汉市某人民法院（模拟）",
            "A people's court in Wuhan (simulated)");
        await RegisterAsync(authority, town.Auditor, ParticipantKind.Auditor, "审计机构（模拟）", "Audit body (simulated)");
        for (var i = 0; i < town.Verifiers.Length; i++)
            await RegisterAsync(authority, town.Verifiers[i], ParticipantKind.Verifier, town.Plan.Verifiers[i].Zh,
                town.Plan.Verifiers[i].En);
        await desk.SettleAsync();
        foreach (var party in Operators()) await AppointAsync(authority, party, "经办人");
        await desk.SendAsync(authority, new AppointRepresentative(town.Clearing.Id, "复核人", Rights.All), reply =>
        {
            var user = EventOf<RepresentativeAppointed>(reply).User;
            town.ClearingSecond = new Actor(user.Id, user.Role);
        });
        await desk.SettleAsync();
        foreach (var bank in town.Banks)
            await desk.MustAsync(town.Clearing.Actor, new RegisterSettlementBank(bank.Code, bank.Party.Id,
                HoldsHouseMoney: bank == town.Banks[0]));
        await SeatCommitteeAsync(authority);
    }

    /// <summary>专家委员会: each expert is registered on its own and seated from the first day.</summary>
    private async Task SeatCommitteeAsync(Actor authority)
    {
        var seated = ImmutableArray.CreateBuilder<Actor>();
        for (var i = 1; i <= Experts; i++)
        {
            var events = await desk.MustAsync(authority, new RegisterParticipant(ParticipantKind.ExpertCommittee,
                $"市场调节专家{i}（模拟）", $"Expert {i} (simulated)", CreditCode.Of("12", "420000", 900 + i), "", "420100"));
            var id = events.OfType<ParticipantRegistered>().Single().Participant.Id;
            events = await desk.MustAsync(authority, new AppointRepresentative(id, $"专家{i}", Rights.All));
            var user = events.OfType<RepresentativeAppointed>().Single().User;
            seated.Add(new Actor(user.Id, user.Role));
            await desk.MustAsync(authority, new AppointExpert(user.Id, scenario.First, null));
        }
        town.Experts = seated.ToImmutable();
    }

    private IEnumerable<Party> Operators() =>
        [town.Registry, town.Exchange, town.Clearing, town.Bank, town.SecondBank, town.Court, town.Auditor,
            .. town.Verifiers];

    /// <summary>Entities and investors: registered, represented, and given an account by the registry.</summary>
    private async Task RegisterHoldersAsync()
    {
        var registry = town.Registry.Actor;
        foreach (var entity in town.Entities)
        {
            var plan = entity.Plan;
            await RegisterAsync(registry, entity.Party, ParticipantKind.CoveredEntity, plan.NameZh, plan.NameEn,
                plan.Sector.Code, plan.City.Code);
        }
        foreach (var investor in town.Institutions.Concat(town.Individuals))
        {
            var plan = investor.Plan;
            await RegisterAsync(registry, investor.Party, plan.IsInstitution ? ParticipantKind.Institution
                : ParticipantKind.Individual,
                plan.NameZh, plan.NameEn, "", plan.City.Code);
        }
        await desk.SettleAsync();
        foreach (var entity in town.Entities) town.Enter(entity);
        foreach (var holder in town.Holders) await AppointAsync(registry, holder, "账户代表人");
        foreach (var entity in town.Entities)
            await desk.SendAsync(registry, new AppointRepresentative(entity.Party.Id, "报告签署人",
                Rights.View | Rights.Report), reply =>
            {
                var user = EventOf<RepresentativeAppointed>(reply).User;
                entity.Party.Second = new Actor(user.Id, user.Role);
            });
        foreach (var holder in town.Holders)
            await desk.SendAsync(registry, new OpenAccount(holder.Id), reply =>
                town.Enter(holder, EventOf<AccountOpened>(reply).Account.Id));
        await desk.SettleAsync();
        foreach (var holder in town.Holders)
            await desk.SendAsync(town.Clearing.Actor, new BindBankAccount(holder.Account, town.BankOf(holder).Code,
                SettlementBankDesk.NumberOf(holder)));
        // Somebody asks for a second account: one entity, one account.
        await desk.SendAsync(registry, new OpenAccount(town.Entities[0].Party.Id));
        await desk.SettleAsync();
    }

    private async Task BringMoneyAsync()
    {
        var cashier = new Cashier(desk, town);
        foreach (var investor in town.Institutions.Concat(town.Individuals))
            cashier.Deposit(investor.Party, investor.Plan.Cash);
        await cashier.SendFilesAsync(TakeOver);
    }

    /// <summary>What is left of the year before, traded and so banked, comes over from the system before this one:
    /// issued of its vintage within that year's cap.</summary>
    private async Task TakeOverStockAsync()
    {
        var (authority, before) = (town.Authority.Actor, scenario.Year.Previous);
        var scale = Caps.Of(scenario, town.Plan);
        await desk.MustAsync(authority, new SetCap(before, scale.Initial, scale.NewEntrant, scale.Government,
            "2023年度配额总量（承接原系统数据，情景假定）"));
        var stocks = town.Entities.Select(e => (e.Party, Stock: e.Plan.Banked))
            .Concat(town.Institutions.Concat(town.Individuals).Select(i => (i.Party, i.Plan.Stock)));
        foreach (var (party, stock) in stocks)
            if (stock > 0)
                await desk.SendAsync(authority, new ReleaseReserve(before, party.Account, new Tonnes(stock), Sold: true,
                    "承接原系统2023年度已交易配额结存"));
        await desk.SettleAsync();
    }

    private ValueTask RegisterAsync(Actor by, Party party, ParticipantKind kind, string zh, string en,
        string sector = "",
        string city = "420100") =>
        desk.SendAsync(by, new RegisterParticipant(kind, zh, en, party.CreditCode, sector, city), reply =>
            party.Id = EventOf<ParticipantRegistered>(reply).Participant.Id);

    private ValueTask AppointAsync(Actor by, Party party, string name) =>
        desk.SendAsync(by, new AppointRepresentative(party.Id, name, Rights.All), reply =>
        {
            var user = EventOf<RepresentativeAppointed>(reply).User;
            party.Actor = new Actor(user.Id, user.Role);
        });

    private static T EventOf<T>(Engine.Partitions.Reply reply) where T : Event =>
        reply.Decision is Decision.Accepted accepted
        ? accepted.Events.OfType<T>().First()
        : throw new InvalidOperationException(
            $"{typeof(T).Name} was expected, but: {(reply.Decision as Decision.Refused)?.Refusal}");
}

/// <summary>The cap of a year, scaled to a smaller world.</summary>
internal readonly record struct Caps(Tonnes Initial, Tonnes NewEntrant, Tonnes Government)
{
    public static Caps Of(Scenario scenario, WorldPlan plan)
    {
        var whole = plan.Entities.Sum(e => e.Base);
        Tonnes Scaled(long tonnes) => new((long)((Int128)tonnes * whole / scenario.CoveredEmissions));
        return new Caps(Scaled(scenario.CapInitial), Scaled(scenario.CapNewEntrant), Scaled(scenario.CapGovernment));
    }
}
