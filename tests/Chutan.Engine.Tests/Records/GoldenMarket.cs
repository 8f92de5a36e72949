using Chutan.Engine.Partitions;
using Chutan.Engine.Rulebooks;
using Chutan.Market;
using Chutan.Market.Allocation;
using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Records;

/// <summary>The small market whose journal is kept: the Hubei rulebook, a dozen participants, one trading day, one
/// reported, verified and surrendered year. Everything goes through public commands, at instants that are written here,
/// so that the same program writes the same bytes.</summary>
internal sealed class GoldenMarket(IMarket market)
{
    /// <summary>The journal's verifier has no profile: it is of the days before bodies filed one.</summary>
    private const string ProfileRequired = "mrv.verification.profile_required";

    private static readonly ComplianceYear Year = new(2024);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private readonly Dictionary<string, (ParticipantId Id, Actor Actor, AccountId Account)> parties = [];
    private LocalDateTime now = new(2024, 6, 28, 9, 0);
    private ulong requests;

    private Actor Authority => parties["authority"].Actor;
    private Actor Registry => parties["registry"].Actor;

    public async Task RunAsync()
    {
        await FoundAsync();
        await TakeOverAsync();
        await TradeAsync();
        await AllocateAsync();
        await KeepTheRegistryAsync();
        await ReportAsync();
        await ComplyAsync();
    }

    private async Task FoundAsync()
    {
        var hubei = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require();
        await JoinAsync("authority", ParticipantKind.Authority, "主管部门", Actor.Scheduler);
        var calendar = hubei.Calendar.Where(n => n.Year >= Year.Year).ToImmutableArray();
        await MustAsync(Actor.Scheduler, new AdoptRulebook(hubei with { Calendar = calendar }));
        foreach (var value in hubei.Values)
            if (value.Standing is Standing.Assumed or Standing.Disputed
                && value.From <= Year.Next.RuleDate && (value.Through is not { } end || end >= Year.RuleDate))
                await MustAsync(Authority, new AdoptRuleValue(value.Key, value.From,
                    value.Key == ProfileRequired ? "no" : value.Value, "运营方采纳"));
        await JoinAsync("registry", ParticipantKind.RegistryOperator, "注册登记机构", Authority);
        await MustAsync(Authority, new FoundRegistry());
        await JoinAsync("exchange", ParticipantKind.ExchangeOperator, "交易机构", Authority);
        await JoinAsync("bank", ParticipantKind.Bank, "结算银行", Authority);
        await JoinAsync("clearing", ParticipantKind.ClearingOperator, "清算机构", Authority);
        await JoinAsync("court", ParticipantKind.Court, "人民法院", Authority);
        await JoinAsync("verifier", ParticipantKind.Verifier, "核查机构", Authority);
        await HolderAsync("steel", ParticipantKind.CoveredEntity, "钢铁公司");
        await HolderAsync("fund", ParticipantKind.Institution, "碳基金");
        await HolderAsync("person", ParticipantKind.Individual, "个人投资者");
        await RefusedAsync("registry.account-exists", Registry, new OpenAccount(parties["person"].Id));
    }

    private async Task TakeOverAsync()
    {
        now = new(2024, 6, 28, 14, 0);
        await MustAsync(Authority, new SetCap(Year.Previous, new(1_000_000), new(50_000), new(80_000), "承接"));
        await MustAsync(Authority, new ReleaseReserve(Year.Previous, Account("fund"), new(60_000), Sold: true, "承接"));
        await MustAsync(parties["bank"].Actor, new DepositMoney(Account("steel"), new(100_000_000), "IN-1"));
        await MustAsync(parties["bank"].Actor, new DepositMoney(Account("person"), new(2_000_000), "IN-2"));
        await MustAsync(parties["bank"].Actor, new WithdrawMoney(Account("person"), new(50_000), "OUT-1"));
    }

    private async Task TradeAsync()
    {
        var day = new LocalDate(2024, 7, 1);
        now = day.At(new(9, 0));
        await MustAsync(Actor.Scheduler, new OpenBusinessDay(day));
        var close = (await market.AskAsync(s => s.Exchange.Terms!.PreviousClose.FenPerTonne)) / 10 * 10;
        now = day.At(new(9, 31));
        await OrderAsync("fund", Side.Sell, close, 10_000);
        await OrderAsync("person", Side.Buy, close, 300);
        await OrderAsync("steel", Side.Buy, close + 20, 4_000);
        await RefusedAsync("exchange.above-limit", parties["person"].Actor, Order("person", Side.Buy, 2 * close, 10));
        var open = (await OrderAsync("person", Side.Buy, close - 50, 100)).OfType<OrderAccepted>().Single().Order;
        await MustAsync(parties["person"].Actor, new CancelOrder(Account("person"), open));
        await RefusedAsync("access.not-permitted", parties["person"].Actor, Order("fund", Side.Buy, close, 10));
        await MustAsync(parties["exchange"].Actor, new HaltTrading(HaltCause.SystemFault, "行情系统检修"));
        await RefusedAsync("exchange.halted", parties["person"].Actor, Order("person", Side.Buy, close, 10));
        await MustAsync(parties["exchange"].Actor, new ResumeTrading("检修完成"));
        await OrderAsync("person", Side.Buy, close - 100, 20);
        now = day.At(new(15, 0));
        await MustAsync(Actor.Scheduler, new CloseTrading(day));
        await MustAsync(Actor.Scheduler, new SettleDay(day));
        var reconcile = await market.AskAsync(s => new ReconcileDay(day, s.Clearing.BankTotal,
            s.Exchange.Days[^1].Volume, s.Exchange.Days[^1].Turnover, s.Exchange.Days[^1].Volume));
        await MustAsync(Actor.Scheduler, reconcile);
    }

    private async Task AllocateAsync()
    {
        now = new(2024, 8, 1, 10, 0);
        var steel = parties["steel"].Id;
        await MustAsync(Authority, new SetCap(Year, new(1_000_000), new(50_000), new(80_000), "分配方案"));
        await MustAsync(Authority, new ComputeMarketFactor(Year));
        await MustAsync(Authority, new SetSectorParameters(Year, "steel", Rate.Of(0.985m), null, "分配方案"));
        await MustAsync(Authority, new ListEntities(Year, "分配方案", [new ListedEntity(steel, "steel", Industrial: true,
            new(90_000), 35_000, new(90_000), ClearBoundaries: true, BuysClinker: false, [])]));
        await MustAsync(Authority, new PreAllocate(Year, steel));
        await RefusedAsync("allocation.already-pre-allocated", Authority, new PreAllocate(Year, steel));
    }

    /// <summary>冻结、解冻、划转、注销: the ordinary work of the registry.</summary>
    private async Task KeepTheRegistryAsync()
    {
        now = new(2024, 9, 2, 10, 0);
        var (court, fund, person) = (parties["court"].Actor, parties["fund"].Actor, parties["person"].Actor);
        var frozen = (await MustAsync(court, new FreezeUnits(Account("fund"), UnitKind.Allowance, new(5_000),
            HoldCause.Court, "鄂01执123号"))).OfType<UnitsHeld>().Single().Hold.Id;
        await MustAsync(court, new ReleaseHold(Account("fund"), frozen, new(2_000), "鄂01执123号之一"));
        await MustAsync(court, new DeductByJudgment(Account("fund"), frozen, Account("person"), new(1_000), "判决"));
        await RefusedAsync("registry.insufficient-holding", fund, new TransferUnits(Account("fund"), Account("person"),
            UnitKind.Allowance, new(900_000), "划转"));
        var sent = await RequestTransferAsync(fund, 300, "合同转让");
        await MustAsync(person, new ConfirmTransfer(Account("person"), sent));
        var withdrawn = await RequestTransferAsync(fund, 200, "误划");
        await MustAsync(fund, new WithdrawTransfer(Account("fund"), withdrawn));
        await MustAsync(parties["clearing"].Actor, new TransferMoney([
            new(Account("person"), Account("fund"), new(50_000)), new(Account("fund"), Account("fund"), new(1))],
            AllOrNothing: false, "更正前日分配"));
        await MustAsync(person, new CancelUnits(Account("person"), UnitKind.Allowance, new(40), "东湖论坛", "会议碳中和"));
        await MustAsync(Authority, new SetParticipantStatus(parties["fund"].Id, ParticipantStatus.Suspended, "核查"));
        await RefusedAsync("access.suspended", fund,
            new CancelUnits(Account("fund"), UnitKind.Allowance, new(1), "", ""));
        await MustAsync(Authority, new SetParticipantStatus(parties["fund"].Id, ParticipantStatus.Active, "核查完成"));
    }

    private async Task<HoldId> RequestTransferAsync(Actor sender, long tonnes, string reason) =>
        (await MustAsync(sender, new TransferUnits(Account("fund"), Account("person"), UnitKind.Allowance,
            new(tonnes), reason))).OfType<TransferRequested>().Single().Transfer.Id;

    private async Task ReportAsync()
    {
        now = new(2025, 2, 20, 10, 0);
        var (steel, verifier) = (parties["steel"], parties["verifier"]);
        var activity = new Activity([new ProductOutput("crude-steel", 46_500.5m, "t")], 350, 5);
        var report = new SubmitReport(steel.Id, Year, new(92_105), [
            new SourceLine("焦炭 coke", 20_000m, "t", 3.006m, 60_120m),
            new SourceLine("烟煤 bituminous coal", 16_572.5m, "t", 1.93m, 31_984.925m)], activity);
        await MustAsync(steel.Actor, new FileDocument(steel.Id, string.Concat(Enumerable.Repeat("5e", 32)),
            "燃料台账.pdf", "application/pdf", 81_224));
        await RefusedAsync("mrv.total-mismatch", steel.Actor, report with { Total = new(92_000) });
        await MustAsync(steel.Actor, report);
        await MustAsync(Authority, new AssignVerifier(Year, steel.Id, verifier.Id));
        now = new(2025, 4, 10, 10, 0);
        await MustAsync(verifier.Actor, new ReturnReport(Year, steel.Id, "请补充燃料台账"));
        await MustAsync(steel.Actor, report);
        await MustAsync(verifier.Actor, new SubmitVerification(Year, steel.Id, new(92_050), activity, "热值按实测值更正"));
        await MustAsync(Authority, new AcceptReport(Year, steel.Id));
    }

    private async Task ComplyAsync()
    {
        now = new(2025, 5, 6, 10, 0);
        var steel = parties["steel"];
        await MustAsync(Authority, new DetermineAllocation(Year, steel.Id));
        await RefusedAsync("compliance.more-than-owed", steel.Actor,
            new SurrenderUnits(steel.Account, Year, UnitKind.Allowance, new(92_051)));
        await MustAsync(steel.Actor, new SurrenderUnits(steel.Account, Year, UnitKind.Allowance, new(85_000)));
        now = new(2025, 12, 30, 10, 0);
        await MustAsync(Actor.Scheduler, new AssessCompliance(Year));
        await MustAsync(Authority, new ImposePenalty(Year, steel.Id, Rate.Of(2m), null, Refused: false, "未足额缴还"));
    }

    private AccountId Account(string name) => parties[name].Account;

    private PlaceOrder Order(string name, Side side, long fen, long tonnes) => new(
        Account(name), Instruments.HubeiSpot, side, new(fen), new(tonnes), $"order-{requests}");

    private Task<ImmutableArray<Event>> OrderAsync(string name, Side side, long fen, long tonnes) =>
        MustAsync(parties[name].Actor, Order(name, side, fen, tonnes));

    private async Task HolderAsync(string name, ParticipantKind kind, string chinese)
    {
        await JoinAsync(name, kind, chinese, Registry);
        var account = (await MustAsync(Registry, new OpenAccount(parties[name].Id)))
            .OfType<AccountOpened>().Single().Account.Id;
        parties[name] = parties[name] with { Account = account };
    }

    private async Task JoinAsync(string name, ParticipantKind kind, string chinese, Actor by)
    {
        var sector = kind == ParticipantKind.CoveredEntity ? "steel" : "";
        var joined = await MustAsync(by,
            new RegisterParticipant(kind, chinese, name, $"code-{name}", sector, "420100"));
        var id = joined.OfType<ParticipantRegistered>().Single().Participant.Id;
        var user = (await MustAsync(by, new AppointRepresentative(id, "代表", Rights.All)))
            .OfType<RepresentativeAppointed>().Single().User;
        parties[name] = (id, new Actor(user.Id, user.Role), default);
    }

    private async Task<ImmutableArray<Event>> MustAsync(Actor by, Command command)
    {
        var decision = await SendAsync(by, command);
        Assert.True(decision is Decision.Accepted, $"{command}: {(decision as Decision.Refused)?.Refusal}");
        return ((Decision.Accepted)decision).Events;
    }

    private async Task RefusedAsync(string code, Actor by, Command command) =>
        Assert.Equal(code, Assert.IsType<Decision.Refused>(await SendAsync(by, command)).Refusal.Code);

    private async Task<Decision> SendAsync(Actor by, Command command)
    {
        now = now.PlusSeconds(1);
        var at = now.InZoneStrictly(Zone).ToInstant();
        return (await market.SubmitAsync(new Submission(command, by, new RequestId(1, ++requests), at))).Decision;
    }
}
