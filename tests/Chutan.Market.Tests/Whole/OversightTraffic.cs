using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Whole;

/// <summary>Stability, measures, surveillance and indices.</summary>
internal sealed class OversightTraffic(WholeMarket world, ScreenTraffic screen)
{
    private readonly Random random = world.Random;
    private int indices;

    private OversightState Oversight => world.State.Oversight;
    private Actor Authority => world.Market.Authority;
    private Actor Exchange => world.Market.Exchange;

    public Sent? Next() => random.Next(6) switch
    {
        0 or 1 or 4 => Steady(),
        2 => Measure(),
        3 => Watch(),
        _ => Index(),
    };

    /// <summary>From a trigger over the plan and the votes to the market, and back.</summary>
    public Sent? Steady()
    {
        var stability = Oversight.Stability;
        if (random.Next(12) == 0) return Seat(stability);
        if (world.Any(stability.Plans.Where(p => p.IsLive)) is { } plan) return Carry(plan);
        return world.Any(stability.Triggers.Where(t => t.Status == TriggerStatus.Open)) is { } trigger
            ? random.Next(5) == 0
                ? world.By(Authority, new DismissTrigger(trigger.Number, "市场已恢复"))
                : Draft(trigger.Number)
            : world.By(Exchange, new RaiseTrigger(TriggerCause.Imbalance, "供求失衡"));
    }

    private Sent Draft(int trigger)
    {
        var release = random.Next(2) == 0;
        var close = world.State.Exchange.LastClose?.FenPerTonne ?? 2_000;
        return world.By(world.Experts[random.Next(world.Experts.Length)], new DraftPlan(trigger,
            release ? PlanAction.Release : PlanAction.BuyBack, WholeMarket.Year, new(random.Next(50, 300)),
            new(close * (release ? 95 : 105) / 100), (PlanChannel)random.Next(2), world.Market.Date,
            world.Market.Date.PlusDays(1), "平抑价格"));
    }

    private Sent? Carry(InterventionPlan plan) => plan.Status switch
    {
        PlanStatus.Drafted when random.Next(12) == 0 => world.By(Authority, new WithdrawPlan(plan.Number, "另行起草")),
        PlanStatus.Drafted => world.By(world.Experts[random.Next(world.Experts.Length)],
            new VoteOnPlan(plan.Number, (Ballot)(random.Next(5) == 0 ? 1 : 0), "")),
        PlanStatus.Adopted => world.By(Authority, new AnnouncePlan(plan.Number)),
        _ => Execute(plan),
    };

    private Sent? Execute(InterventionPlan plan)
    {
        var account = Oversight.Stability.Account!.Value;
        var away = random.Next(0, 280) * (plan.Action == PlanAction.Release ? 1 : -1);
        var price = new Price(plan.Limit.FenPerTonne + away);
        var quantity = new Tonnes(random.Next(1, 60));
        return random.Next(8) switch
        {
            0 => world.By(Authority, new CloseIntervention(plan.Number, "已完成")),
            1 or 2 or 3 or 5 when OpenOrder(plan) is { } order => world.By(Exchange,
                new CancelInterventionOrder(plan.Number, order)),
            4 => world.By(world.Market.Clearing, new Chutan.Market.Clearing.DepositMoney(account,
                new Money(300_000), world.NextReference())),
            _ => world.By(Exchange, plan.Channel == PlanChannel.Orders
                ? new PlaceInterventionOrder(plan.Number, price, quantity)
                : new BookInterventionAgreement(plan.Number, world.AnyAccount(), price, quantity, "协议")),
        };
    }

    private OrderId? OpenOrder(InterventionPlan plan)
    {
        foreach (var order in plan.Orders)
            if (world.State.Exchange.FindOrder(order) is { Status: OrderStatus.Open }) return order;
        return null;
    }

    private Sent Seat(StabilityState stability)
    {
        var expert = world.Experts[^1].User;
        var today = world.Market.Date;
        return stability.FindSeat(expert) is { } seat && seat.InOffice(today)
            ? world.By(Authority, new EndExpertTerm(expert, today.PlusDays(-1), "任期届满"))
            : world.By(Authority, new AppointExpert(expert, today, null));
    }

    private Sent? Measure()
    {
        var (measures, participant) = (Oversight.Measures, world.ParticipantOf(world.AnyAccount()));
        return random.Next(12) switch
        {
            0 => world.By(Exchange, new ImposeRestriction(participant, (RestrictionKind)random.Next(4),
                world.Market.Date, random.Next(2) == 0 ? world.Market.Date : null, "异常交易", null)),
            1 or 2 => world.Any(measures.Restrictions.Where(r => r.LiftedOn is null)) is { } standing
                ? world.By(Exchange, new LiftRestriction(standing.Number, "情形消除")) : null,
            3 => world.By(Exchange, new IssueWarning(participant, "持仓集中", null)),
            4 => world.Any(measures.Warnings.Where(w => w.AcknowledgedOn is null)) is { } warning
                ? world.By(OwnerOf(warning.Participant), new AcknowledgeWarning(warning.Participant, warning.Number))
                : null,
            5 or 11 => world.By(Authority, new RecordRelation([participant, world.ParticipantOf(world.AnyAccount())],
                (RelationKind)random.Next(3), "关联方", "工商登记")),
            6 or 10 => Related() is { } related ? world.By(Authority, new EndRelation(related.Number, "股权转让")) : null,
            7 => Related() is { } group ? world.By(Authority, new SetGroupLimit(group.Number,
                random.Next(2) == 0 ? new Tonnes(random.Next(8_000, 12_000)) : null, "合并持有限额")) : null,
            8 => world.By(Authority, new SetClassLimit(ParticipantKind.Individual,
                random.Next(2) == 0 ? new Tonnes(6_000) : null, "分类限额")),
            _ => world.Any(measures.Duties.Where(d => d.ReportedOn is null)) is { } duty
                ? world.By(OwnerOf(duty.Members[0]), new ReportLargeHolding(duty.Members[0], duty.Number, "履约储备",
                    "自有资金", "持有至履约")) : null,
        };
    }

    private Sent? Watch()
    {
        var cases = Oversight.Cases.All.Where(c => c.Status != CaseStatus.Closed);
        if (world.Any(cases) is { } found && random.Next(4) > 0)
            return world.By(Exchange, found.Status switch
            {
                CaseStatus.Open => new AssignCase(found.Number, Exchange.User),
                CaseStatus.Investigating when random.Next(2) == 0 => new CloseCase(found.Number,
                    CaseOutcome.Explained, CaseConsequence.None, "解释合理", ""),
                _ => new NoteCase(found.Number, "已询问当事人", ""),
            });
        return world.Any(Oversight.Surveillance.Alerts.Where(a => a.Status == AlertStatus.New)) is { } alert
            ? world.By(Exchange, random.Next(2) == 0 ? new OpenCase([alert.Number], "异常交易调查")
                : new DismissAlert(alert.Number, "正常交易"))
            : null;
    }

    private Sent? Index()
    {
        var disclosure = world.State.Disclosure;
        if (random.Next(3) == 0)
            return world.By(Exchange, new RecordOutsidePrice("CN", "CEA", world.Market.Date, screen.Near("HBEA", 10),
                new(1_000), new(6_000_000), "全国碳市场每日成交数据"));
        if (world.State.Exchange.Days is not [.., var day]) return null;
        ImmutableArray<IndexConstituent> home = [new("CN-HB", "HBEA", Rate.One)];
        ImmutableArray<IndexConstituent> both = [new("CN-HB", "HBEA", default), new("CN-HB", "CCER", default)];
        if (world.Any(disclosure.Indices) is { } index && random.Next(3) > 0)
            return world.By(Exchange, random.Next(2) == 0
                ? new ReviseIndex(index.Definition.Code, IndexWeighting.ByVolume, MissingDayRule.CarryForward, both,
                    "修订说明", "编制方案")
                : new ReviseIndex(index.Definition.Code, IndexWeighting.Fixed, MissingDayRule.Skip, home,
                    "修订说明", "编制方案"));
        return world.By(Exchange, new DefineIndex($"ZT{++indices}", "中碳指数", "Carbon index", day.Date, 1_000m, 2,
            IndexWeighting.Fixed, MissingDayRule.CarryForward, home, "编制说明", "编制方案"));
    }

    private Relation? Related() => world.Any(Oversight.Measures.Relations.Where(r => r.EndedOn is null));

    private Actor OwnerOf(ParticipantId participant) =>
        world.OwnerOf(world.State.Registry.AccountOf(participant)!.Value);
}
