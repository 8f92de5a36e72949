using Chutan.Market.Registry;

namespace Chutan.Market.Oversight;

/// <summary>How the records of market stability are written into snapshots.</summary>
internal static class StabilitySnapshot
{
    public static void Write(StateWriter to, LimitDay day)
    {
        to.Date(day.Date);
        to.Bool(day.Up);
        to.Bool(day.Down);
        to.Bool(day.Halted);
    }

    public static LimitDay ReadDay(StateReader from) => new(from.Date(), from.Bool(), from.Bool(), from.Bool());

    public static void Write(StateWriter to, Trigger trigger)
    {
        to.Int(trigger.Number);
        to.Date(trigger.Date);
        to.Int((int)trigger.Cause);
        to.String(trigger.Reason);
        to.Many(trigger.Days, d => Write(to, d));
        to.Int(trigger.Hits);
        to.Int(trigger.Window);
        to.Int((int)trigger.Status);
        to.String(trigger.Outcome);
    }

    public static Trigger ReadTrigger(StateReader from)
    {
        var (number, date, cause, reason) = (from.Int(), from.Date(), (TriggerCause)from.Int(), from.String());
        var days = ReadMany(from, () => ReadDay(from));
        return new Trigger(number, date, cause, reason, days, from.Int(), from.Int(), (TriggerStatus)from.Int(),
            from.String());
    }

    public static void Write(StateWriter to, Seat seat)
    {
        to.Long(seat.User.Number);
        to.String(seat.Name);
        to.Date(seat.From);
        to.Date(seat.Through);
    }

    public static Seat ReadSeat(StateReader from) =>
        new(new(from.Long()), from.String(), from.Date(), from.MaybeDate());

    public static void Write(StateWriter to, InterventionPlan plan)
    {
        foreach (var number in new[] { plan.Number, plan.Trigger, (int)plan.Action, plan.Year.Year })
            to.Int(number);
        to.Long(plan.Quantity.Count);
        to.Long(plan.Limit.FenPerTonne);
        to.Int((int)plan.Channel);
        to.Date(plan.From);
        to.Date(plan.Through);
        to.String(plan.Grounds);
        to.Long(plan.By.Number);
        to.Date(plan.DraftedOn);
        to.Int((int)plan.Status);
        to.Many(plan.Votes, v =>
        {
            to.Long(v.User.Number); to.Date(v.Date); to.Int((int)v.Ballot); to.String(v.Reason);
        });
        to.Bool(plan.AnnouncedAt is not null);
        if (plan.AnnouncedAt is { } at) to.Instant(at);
        to.Many(plan.Orders, o => to.Long(o.Number));
        to.Long(plan.Done.Count);
        to.Long(plan.Value.Fen);
        to.Many(plan.SetAside, l => RegistrySnapshot.WriteLot(to, l));
    }

    public static InterventionPlan ReadPlan(StateReader from)
    {
        var (number, trigger, action, year) = (from.Int(), from.Int(), (PlanAction)from.Int(), from.Int());
        var (quantity, limit, channel) = (from.Long(), from.Long(), (PlanChannel)from.Int());
        var (first, through, grounds) = (from.Date(), from.Date(), from.String());
        var (by, drafted, status) = (from.Long(), from.Date(), (PlanStatus)from.Int());
        var votes = ReadMany(from, () =>
            new Vote(new(from.Long()), from.Date(), (Ballot)from.Int(), from.String()));
        Instant? announced = from.Bool() ? from.Instant() : null;
        var orders = ReadMany(from, () => new OrderId(from.Long()));
        var (done, value) = (from.Long(), from.Long());
        var lots = ReadMany(from, () => RegistrySnapshot.ReadLot(from));
        return new InterventionPlan(number, trigger, action, new(year), new(quantity), new(limit), channel, first,
            through, grounds, new(by), drafted, status, votes, announced, orders, new(done), new(value), lots);
    }

    public static ImmutableArray<T> ReadMany<T>(StateReader from, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        from.Many(() => items.Add(read()));
        return items.ToImmutable();
    }
}
