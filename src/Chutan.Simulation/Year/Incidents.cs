using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Simulation.Agents;

namespace Chutan.Simulation.Year;

/// <summary>What also happens in a year: pledges, court orders, transfers, cancellations, mistakes and their
/// correction, a trading halt, and people trying what they may not do.</summary>
internal sealed class Incidents(Desk desk, Town town)
{
    private HoldId pledge;
    private HoldId freeze;

    private Entity Rich(int rank) => town.Entities.Where(e => !e.Excluded).OrderByDescending(e =>
        e.Party.FreeAllowances)
        .ThenBy(e => e.Plan.Number).ElementAt(rank);

    private Investor Trader(int rank) => town.Institutions.OrderByDescending(i => i.Party.FreeAllowances)
        .ThenBy(i => i.Plan.Number).ElementAt(rank);

    /// <summary>质押: an entity pledges allowances to a bank; it cannot free them itself.</summary>
    public async Task PledgeAsync()
    {
        var pledgor = Pledgor = Rich(2).Party;
        await desk.SendAsync(pledgor.Actor, new FreezeUnits(pledgor.Account, UnitKind.Allowance,
            new Tonnes(pledgor.FreeAllowances / 10), HoldCause.Pledged, "碳配额质押贷款合同 2024-017（模拟）"),
            reply => pledge = HoldOf(reply));
        await desk.SettleAsync();
        await desk.SendAsync(pledgor.Actor, new ReleaseHold(pledgor.Account, pledge, null, "自行解除"));
        await desk.SettleAsync();
    }

    /// <summary>The loan is repaid; the registry frees the pledge.</summary>
    public async Task RedeemAsync()
    {
        if (Pledgor is { } pledgor && pledge != default)
            await desk.SendAsync(town.Registry.Actor, new ReleaseHold(pledgor.Account, pledge, null, "贷款结清，解除质押"));
        await desk.SettleAsync();
    }

    private Party? Pledgor { get; set; }

    private Party? Debtor { get; set; }

    /// <summary>司法冻结 of an institution's allowances, later partly deducted in favour of its creditor, the rest freed.
    ///</summary>
    public async Task FreezeAsync()
    {
        var debtor = Debtor = Trader(1).Party;
        await desk.SendAsync(town.Court.Actor, new FreezeUnits(debtor.Account, UnitKind.Allowance,
            new Tonnes(Math.Max(1, debtor.FreeAllowances / 4)), HoldCause.Court, "（2024）鄂01执保88号（模拟）"),
            reply => freeze = HoldOf(reply));
        await desk.SettleAsync();
        await desk.SendAsync(town.Authority.Actor, new ReleaseHold(debtor.Account, freeze, null, "越权解除"));
        await desk.SettleAsync();
    }

    public async Task ExecuteJudgmentAsync()
    {
        if (Debtor is not { } debtor || freeze == default) return;
        var creditor = Trader(0).Party == debtor ? Trader(2).Party : Trader(0).Party;
        var held = town.HoldsOf(debtor.Account).FirstOrDefault(h => h.Id == freeze)?.Quantity.Count ?? 0;
        await desk.SendAsync(town.Court.Actor, new DeductByJudgment(debtor.Account, freeze, creditor.Account,
            new Tonnes(Math.Max(1, held / 2)), "（2025）鄂01执16号（模拟）"));
        await desk.SettleAsync();
        await desk.SendAsync(town.Court.Actor, new ReleaseHold(debtor.Account, freeze, null, "（2025）鄂01执16号之一（模拟）"));
        await desk.SettleAsync();
    }

    /// <summary>划转: one is confirmed, one is withdrawn, one nobody answers.</summary>
    public async Task TransferAsync()
    {
        var (from, to) = (Rich(0).Party, Rich(1).Party);
        foreach (var end in new[] { TransferEnd.Confirmed, TransferEnd.Withdrawn, TransferEnd.Forgotten })
        {
            HoldId hold = default;
            await desk.SendAsync(from.Actor, new TransferUnits(from.Account, to.Account, UnitKind.Allowance,
                new Tonnes(Math.Max(1, from.FreeAllowances / 200)), "集团内部协议划转（模拟）"), reply => hold = HoldOf(reply));
            await desk.SettleAsync();
            if (hold == default) continue;
            if (end == TransferEnd.Confirmed)
                await desk.SendAsync(to.Actor, new ConfirmTransfer(to.Account, hold), reply =>
                    Confirmed = reply.Position);
            else if (end == TransferEnd.Withdrawn)
                await desk.SendAsync(from.Actor, new WithdrawTransfer(from.Account, hold));
            await desk.SettleAsync();
        }
    }

    private long Confirmed { get; set; } = -1;

    /// <summary>Frees what waited too long, and reverses the transfer that went to the wrong account; twice is refused.
    ///</summary>
    public async Task TidyUpAsync()
    {
        await desk.SendAsync(Actor.Scheduler, new ExpireTransfers());
        if (Confirmed >= 0)
            for (var attempt = 0; attempt < 2; attempt++)
                await desk.SendAsync(town.Registry.Actor, new ReverseMovement(Confirmed, 1, "收款账户填写有误，冲正"));
        await desk.SettleAsync();
    }

    /// <summary>吸收合并: a merger in two steps that happen together; a second chain that asks too much fails whole.
    ///</summary>
    public async Task MergeAsync()
    {
        var (a, b, c) = (Trader(0).Party, Trader(1).Party, Trader(2).Party);
        var step = new Tonnes(Math.Max(1, a.FreeAllowances / 20));
        await desk.SendAsync(town.Registry.Actor, new TransferChain([new(a.Account, b.Account, UnitKind.Allowance,
            step),
            new(b.Account, c.Account, UnitKind.Allowance, step)], "基金产品合并（模拟）"));
        await desk.SendAsync(town.Registry.Actor, new TransferChain([new(a.Account, b.Account, UnitKind.Allowance,
            step),
            new(c.Account, a.Account, UnitKind.Allowance, new Tonnes(c.Allowances + 50_000_000))], "数量有误的合并（模拟）"));
        await desk.SettleAsync();
    }

    /// <summary>自愿注销 for the neutrality of a conference.</summary>
    public async Task CancelAsync()
    {
        var giver = town.Individuals.OrderByDescending(i => i.Party.FreeAllowances).ThenBy(i =>
            i.Plan.Number).First().Party;
        await desk.SendAsync(giver.Actor, new CancelUnits(giver.Account, UnitKind.Allowance,
            new Tonnes(Math.Max(1, giver.FreeAllowances / 3)), "2025年东湖论坛", "会议碳中和"));
        await desk.SettleAsync();
    }

    /// <summary>临时停市 for half an hour, called off by the exchange before the next stretch.</summary>
    public async Task HaltAsync()
    {
        await desk.SendAsync(town.Exchange.Actor, new HaltTrading(HaltCause.SystemFault, "行情系统检修"));
        var individual = town.Individuals[0].Party;
        await desk.SendAsync(individual.Actor, new PlaceOrder(individual.Account, Instruments.HubeiSpot, Side.Buy,
            town.Tape.Within(town.Tape.Last), new Tonnes(10), "halted"));
        await desk.SendAsync(town.Exchange.Actor, new ResumeTrading("检修完成"));
        await desk.SettleAsync();
        await ChangeMindAsync(Trader(0).Party);
    }

    /// <summary>改单与全部撤单: after the interruption a trader secures itself against a lost connection, enters an order,
    /// changes it and then takes everything back.</summary>
    private async Task ChangeMindAsync(Party trader)
    {
        OrderId order = default;
        var low = town.Tape.Within(1);
        await desk.SendAsync(trader.Actor, new SetCancelOnDisconnect(trader.Account, On: true));
        await desk.SendAsync(trader.Actor, new PlaceOrder(trader.Account, Instruments.HubeiSpot, Side.Buy, low,
            new Tonnes(20), "before-the-change"), reply => order = OrderOf(reply));
        await desk.SettleAsync();
        if (order == default) return;
        await desk.SendAsync(trader.Actor,
            new ReplaceOrder(trader.Account, order, low, new Tonnes(30), "after-the-change"));
        await desk.SendAsync(trader.Actor, new CancelAllOrders(trader.Account));
        await desk.SettleAsync();
    }

    private static OrderId OrderOf(Reply reply) => reply.Decision is Decision.Accepted { Events: var events }
        ? events.OfType<OrderAccepted>().Single().Order : default;

    /// <summary>Somebody tries another's account, a suspended person tries to trade, a verifier tries to move money.
    ///</summary>
    public async Task TrespassAsync()
    {
        var (one, other) = (town.Individuals[0].Party, town.Individuals[1].Party);
        await desk.SendAsync(one.Actor, new PlaceOrder(other.Account, Instruments.HubeiSpot, Side.Sell,
            town.Tape.Within(town.Tape.Last), new Tonnes(10), "not-mine"));
        await desk.SendAsync(town.Verifiers[0].Actor, new Market.Clearing.DepositMoney(one.Account, new Money(100),
            "X"));
        await desk.SendAsync(town.Authority.Actor, new SetParticipantStatus(other.Id, ParticipantStatus.Suspended,
            "核查身份信息"));
        await desk.SendAsync(other.Actor, new PlaceOrder(other.Account, Instruments.HubeiSpot, Side.Buy,
            town.Tape.Within(town.Tape.Last), new Tonnes(10), "suspended"));
        await desk.SendAsync(town.Authority.Actor, new SetParticipantStatus(other.Id, ParticipantStatus.Active,
            "核查完成"));
        await desk.SettleAsync();
    }

    /// <summary>Ordinary work at the registry's counter: a newcomer opens an account, its representative may then only
    /// look, and the account is closed again; another account is restricted for a while and given a holding limit.
    ///</summary>
    public async Task AdministerAsync()
    {
        var registry = town.Registry.Actor;
        var code = World.CreditCode.Of("P0", "420100", 999_999);
        var participant = (await desk.MustAsync(registry, new RegisterParticipant(ParticipantKind.Individual,
            "个人投资者（短期）", "Investor, for a short time", code, "", "420100")))
            .OfType<ParticipantRegistered>().Single().Participant.Id;
        var user = (await desk.MustAsync(registry, new AppointRepresentative(participant, "账户代表人", Rights.All)))
            .OfType<RepresentativeAppointed>().Single().User.Id;
        var account = (await desk.MustAsync(registry, new OpenAccount(participant)))
            .OfType<AccountOpened>().Single().Account.Id;
        await desk.SendAsync(registry, new ChangeRepresentative(user, Rights.View, Active: true));
        await desk.SettleAsync();
        await desk.SendAsync(new Actor(user, Role.Individual), new CancelUnits(account, UnitKind.Allowance,
            new Tonnes(1), "x", "x"));
        await desk.SendAsync(registry, new CloseAccount(account));
        var institution = town.Institutions[0].Party;
        await desk.SendAsync(registry, new CloseAccount(institution.Account));
        await desk.SendAsync(registry, new SetAccountStatus(institution.Account, AccountStatus.Restricted, "补正开户资料"));
        await desk.SendAsync(institution.Actor, new TransferUnits(institution.Account,
            town.Institutions[1].Party.Account,
            UnitKind.Allowance, new Tonnes(1), "受限期间的划转"));
        await desk.SendAsync(registry, new SetAccountStatus(institution.Account, AccountStatus.Open, "资料已补正"));
        await desk.SendAsync(town.Authority.Actor, new SetHoldingLimit(institution.Account, new Tonnes(5_000_000),
            "持有限额"));
        await desk.SettleAsync();
    }

    private static HoldId HoldOf(Reply reply) => reply.Decision is Decision.Accepted accepted
        && accepted.Events.OfType<UnitsHeld>().FirstOrDefault() is { } held ? held.Hold.Id : default;

    private enum TransferEnd
    {
        Confirmed = 0,
        Withdrawn = 1,
        Forgotten = 2,
    }
}
