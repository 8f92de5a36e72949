using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Whole;

/// <summary>The registry beside the market: transfers, freezes of every cause, deductions, corrections, cancellation,
/// surrender, accounts.</summary>
internal sealed class LedgerTraffic(WholeMarket world)
{
    private readonly Random random = world.Random;

    public Sent? Next() => random.Next(21) switch
    {
        0 or 1 => world.Own(new TransferUnits(world.AnyAccount(), world.AnyAccount(), Kind(), Some(60), "合并划转")),
        2 => Pending() is { } arriving ? world.Own(new ConfirmTransfer(arriving.To, arriving.Id)) : null,
        3 => Pending() is { } waiting ? world.Own(new WithdrawTransfer(waiting.From, waiting.Id)) : null,
        4 => world.By(Actor.Scheduler, new ExpireTransfers()),
        5 => Chain(),
        6 or 7 or 8 => Freeze(),
        9 or 10 => Release(),
        11 => Deduct(),
        12 => Reverse(),
        13 => world.Own(new CancelUnits(world.AnyAccount(), Kind(), Some(5), "活动主办方", "会议碳中和")),
        14 or 15 => Surrender(),
        16 => Status(),
        17 => Limit(),
        18 => Newcomer(),
        19 => Applicant(),
        _ => world.Any(world.State.Registry.Accounts.Where(a => a.Kind == AccountKind.Individual
            && a.Status == AccountStatus.Open && !world.Accounts.Contains(a.Id))) is { } empty
            ? world.By(world.Market.Registry, new CloseAccount(empty.Id)) : null,
    };

    /// <summary>After the deadline: the year is assessed, and what may not be kept is cancelled.</summary>
    public IEnumerable<Sent> EndOfYear()
    {
        yield return world.By(world.Market.Authority, new AssessCompliance(WholeMarket.Year));
        foreach (var short_ in world.Entities)
            yield return world.By(world.Market.Authority, new ImposePenalty(WholeMarket.Year,
                world.ParticipantOf(short_), Rate.One, null, Refused: false, "处罚决定"));
        yield return world.By(world.Market.Registry, new ExpireUnits(WholeMarket.Year));
    }

    private UnitKind Kind() => (UnitKind)(random.Next(6) switch { 0 => 1, 1 => 2, _ => 0 });

    private Tonnes Some(int most) => new(random.Next(0, most));

    private PendingTransfer? Pending() => world.Any(world.State.Registry.Pending.All);

    private Sent Chain()
    {
        var (one, other, third) = (world.AnyAccount(), world.AnyAccount(), world.AnyAccount());
        return world.By(world.Market.Registry, new TransferChain(
            [new(one, other, UnitKind.Allowance, Some(30)), new(other, third, UnitKind.Allowance, Some(30))], "分立"));
    }

    private Sent Freeze()
    {
        var (account, tonnes) = (world.AnyAccount(), Some(80));
        return random.Next(4) switch
        {
            0 => world.By(world.Court, new FreezeUnits(account, Kind(), tonnes, HoldCause.Court, "（2024）鄂01执1号")),
            1 => world.By(world.Market.Authority,
                new FreezeUnits(account, Kind(), tonnes, HoldCause.Sanction, "处罚决定")),
            2 => world.Own(new FreezeUnits(account, Kind(), tonnes, HoldCause.Pledged, "质押合同")),
            _ => world.Own(new FreezeUnits(account, Kind(), tonnes, HoldCause.Entrusted, "托管合同")),
        };
    }

    private Sent? Release() => AnyHold(h => h.Cause is not (HoldCause.InOrder or HoldCause.PendingTransfer)) is { } hold
        ? world.By(world.Market.Registry, new ReleaseHold(hold.Account, hold.Id,
            random.Next(2) == 0 ? new Tonnes(random.NextInt64(1, hold.Quantity.Count + 1)) : null, "解除"))
        : null;

    private Sent? Deduct() => AnyHold(h => h.Cause == HoldCause.Court) is { } hold
        ? world.By(world.Court, new DeductByJudgment(hold.Account, hold.Id, world.AnyAccount(),
            new Tonnes(random.NextInt64(1, hold.Quantity.Count + 1)), "（2024）鄂01执2号"))
        : null;

    private Sent? Reverse() => world.State.Registry.Corrections.All.LastOrDefault(c => !c.Reversed) is { } wrong
        ? world.By(world.Market.Registry, new ReverseMovement(wrong.Position, wrong.Entry, "登记有误"))
        : null;

    private Sent Surrender() => world.Own(new SurrenderUnits(world.Entities[random.Next(world.Entities.Length)],
        WholeMarket.Year, random.Next(4) == 0 ? UnitKind.Ccer : UnitKind.Allowance, Some(90)));

    /// <summary>Restricts or freezes an account, or more often lets one go again.</summary>
    private Sent? Status()
    {
        var shut = world.Accounts.Where(a => world.State.Registry.Find(a)!.Status != AccountStatus.Open).ToList();
        return shut.Count > 0 && random.Next(8) > 0
            ? world.By(world.Market.Registry, new SetAccountStatus(shut[0], AccountStatus.Open, "核查完毕"))
            : world.By(world.Market.Registry, new SetAccountStatus(world.AnyAccount(),
                (AccountStatus)random.Next(1, 3), "身份信息过期"));
    }

    private Sent Limit() => world.By(world.Market.Authority, new SetHoldingLimit(world.AnyAccount(),
        random.Next(4) == 0 ? new Tonnes(random.Next(2_000, 5_000)) : null, "持有限额"));

    private Sent? Newcomer()
    {
        if (random.Next(4) > 0) return null;
        var person = world.State.Participants.Find(world.Market.Join(ParticipantKind.Individual).User)!.Participant;
        return world.By(world.Market.Registry, new OpenAccount(person));
    }

    /// <summary>A company outside the market asks for an account; the registry declines, or opens it.</summary>
    private Sent Applicant()
    {
        if (world.Any(world.State.Registry.Applications.Waiting) is { } waiting && random.Next(2) == 0)
            return world.By(world.Market.Registry, random.Next(4) > 0
                ? new DeclineApplication(waiting.Participant, "材料不全") : new OpenAccount(waiting.Participant));
        var clerk = world.Market.Join(ParticipantKind.Enterprise);
        return world.By(clerk, new ApplyForAccount(world.State.Participants.Find(clerk.User)!.Participant));
    }

    private Hold? AnyHold(Func<Hold, bool> which) => world.Any(world.State.Registry.AllHolds.Where(which));
}
