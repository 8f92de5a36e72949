using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Oversight;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>What the surveillance is shown of a day: of each listed instrument the orders and trades, who belongs
/// together, and what everybody holds and needs.</summary>
internal sealed class Watching(LocalDate date, CommandContext context, MarketState state)
{
    private readonly Dictionary<AccountId, ParticipantId> parties = [];

    /// <summary>The pictures of the day that has closed: one for each instrument that was listed on it.</summary>
    public IEnumerable<DayPicture> Pictures()
    {
        var announcements = Announcements();
        foreach (var market in state.Exchange.Markets)
            if (market.Terms is { } terms) yield return Picture(market, terms, announcements);
    }

    private DayPicture Picture(InstrumentMarket market, DayTerms terms,
        ImmutableArray<WatchedAnnouncement> announcements)
    {
        var close = market.Days[^1].Close; // the day has closed
        var minutes = context.Rules.Find(SurveillanceKeys.CloseMinutes, market.Code, date) ?? 0;
        var closes = Midnight().Plus(Duration.FromDays(Period.DaysBetween(context.Date, date)))
            .Plus(Duration.FromTicks(terms.AfternoonCloses.TickOfDay));
        var kind = market.Instrument.Kind;
        // Nobody corners what is not traded.
        ImmutableArray<PartyPosition> positions = kind == UnitKind.Allowance ? Positions()
            : market.Trades.Count == 0 ? [] : Positions(kind: kind);
        return new DayPicture(market.Code, date, terms.PreviousClose, close,
            closes.Minus(Duration.FromMinutes(minutes)), [.. market.Orders.Select(Watched)],
            [.. market.Trades.Select(t => Watched(t, terms.Mode))],
            state.Oversight.Surveillance.DaysOf(market.Code),
            new DayWatched(date, market.Code, close, Flows(market.Trades)), PartyOf, positions, DaysToDeadline(),
            announcements);
    }

    /// <summary>What every party holds and needs, by its first member. Units of years after the one to be surrendered
    /// next are left out where <paramref name="forDeadline"/>. Nobody needs reductions: allowances do as well.
    /// </summary>
    public ImmutableArray<PartyPosition> Positions(bool forDeadline = true, UnitKind kind = UnitKind.Allowance)
    {
        var year = NextDeadline()?.Year;
        var positions = new SortedDictionary<ParticipantId, PartyPosition>();
        foreach (var participant in state.Participants.All)
        {
            if (state.Registry.AccountOf(participant.Id) is not { } account) continue;
            var members = state.Oversight.Measures.PartyOf(participant.Id);
            var holding = Holding(account, kind, forDeadline ? year : null);
            var need = kind == UnitKind.Allowance && year is { } due ? Need(due, participant.Id) : Tonnes.Zero;
            positions[members[0]] = positions.TryGetValue(members[0], out var before)
                ? before with
                {
                    Accounts = before.Accounts.Add(account),
                    Holding = before.Holding + holding,
                    Need = before.Need + need,
                }
                : new PartyPosition(members[0], members, [account], holding, need);
        }
        return [.. positions.Values];
    }

    private ParticipantId PartyOf(AccountId account)
    {
        if (parties.TryGetValue(account, out var party)) return party;
        var owner = state.Registry.OwnerOf(account) ?? default;
        // The intervention account is the authority's in name only.
        party = account == state.Oversight.Stability.Account ? DayPicture.House
            : state.Oversight.Measures.PartyOf(owner)[0];
        return parties[account] = party;
    }

    private static ImmutableArray<PairFlow> Flows(IEnumerable<Trade> trades)
    {
        var flows = new SortedDictionary<(AccountId, AccountId), PairFlow>();
        foreach (var trade in trades)
        {
            var key = (trade.Seller, trade.Buyer);
            flows[key] = flows.TryGetValue(key, out var flow)
                ? flow with
                { Quantity = flow.Quantity + trade.Quantity, Value = flow.Value + trade.Value, Last = trade.Id }
                : new PairFlow(trade.Seller, trade.Buyer, trade.Quantity, trade.Value, trade.Id, trade.Id);
        }
        return [.. flows.Values];
    }

    private Tonnes Holding(AccountId account, UnitKind kind, ComplianceYear? through)
    {
        var sum = 0L;
        foreach (var (unit, quantity) in state.Registry.ClassesOf(account))
            if (unit.Kind == kind && (through is not { } year || unit.Vintage.Year <= year.Year))
                sum += quantity.Count;
        return new Tonnes(sum);
    }

    /// <summary>What a participant still has to surrender for a year: its emissions as far as they are accepted, or
    /// its allocation before that, less what it has surrendered.</summary>
    private Tonnes Need(ComplianceYear year, ParticipantId participant)
    {
        var emissions = state.Mrv.Accepted(year, participant)
            ?? state.Allocation.Find(year, participant)?.NetIssued ?? Tonnes.Zero;
        return emissions.Beyond(state.Compliance.Find(year, participant)?.Surrendered ?? Tonnes.Zero);
    }

    /// <summary>The next surrender deadline and its year; null when the rules name none.</summary>
    private (ComplianceYear Year, LocalDate Date)? NextDeadline()
    {
        for (var year = new ComplianceYear(date.Year - 1); year.Year <= date.Year; year = year.Next)
            if (DeadlineOf(year) is { } deadline && deadline >= date) return (year, deadline);
        return null;
    }

    private LocalDate? DeadlineOf(ComplianceYear year)
    {
        if (state.Compliance.DeadlineOf(year) is { } decided) return decided.Date;
        if (!context.Rules.InForce(ComplianceKeys.SurrenderMonth, year)) return null;
        var (date, refusal) = Deadlines.Of(year, context.Rules, state.Compliance);
        return refusal is null ? date : null;
    }

    private int? DaysToDeadline()
    {
        if (NextDeadline() is not { } deadline || Period.DaysBetween(date, deadline.Date) > LookAhead) return null;
        var days = 0;
        for (var day = date; day <= deadline.Date; day = day.PlusDays(1))
            if (context.Rules.Calendar.IsTradingDay(day) == true) days++;
        return days;
    }

    /// <summary>Calendar days beyond which a deadline is too far off to count the trading days to it.</summary>
    private const int LookAhead = 120;

    /// <summary>Plans and auctions that became public after the day reviewed before this one. Experts in office, and
    /// whoever drafted a plan, knew of it; of an auction only the authority did, which does not trade.</summary>
    private ImmutableArray<WatchedAnnouncement> Announcements()
    {
        var before = state.Oversight.Surveillance.LastDay ?? LocalDate.MinIsoValue;
        var found = ImmutableArray.CreateBuilder<WatchedAnnouncement>();
        foreach (var plan in state.Oversight.Stability.Plans)
        {
            if (plan.AnnouncedAt is not { } at) continue;
            var on = (context.Date + context.Time).PlusTicks((at - context.At).BclCompatibleTicks).Date;
            if (on <= before || on > date) continue;
            var knew = plan.Votes.Select(v => v.User).Append(plan.By)
                .Concat(state.Oversight.Stability.InOffice(on).Select(s => s.User));
            found.Add(new WatchedAnnouncement(on, plan.Action == PlanAction.Release,
                [.. knew.Select(u => state.Participants.Find(u)?.Participant).OfType<ParticipantId>()
                    .Select(p => state.Oversight.Measures.PartyOf(p)[0]).Distinct().Order()]));
        }
        foreach (var auction in state.Auctions.All)
            if (auction.AnnouncedOn > before && auction.AnnouncedOn <= date)
                found.Add(new WatchedAnnouncement(auction.AnnouncedOn, Lowers: true, []));
        return found.ToImmutable();
    }

    /// <summary>When the civil day of the command began in the market's zone.</summary>
    private Instant Midnight() => context.At.Plus(Duration.FromTicks(-context.Time.TickOfDay));

    private static WatchedOrder Watched(Order order) => new(order.Id, order.Account, order.Side == Side.Buy,
        order.Price, order.Quantity, order.Quantity - order.Remaining, order.At,
        order.Status == OrderStatus.Cancelled ? order.EndedAt : null);

    private static WatchedTrade Watched(Trade trade, TradeMode screen) => new(trade.Id, trade.BuyOrder,
        trade.SellOrder, trade.Buyer, trade.Seller, trade.Price, trade.Quantity, trade.At,
        trade.Mode.MakesPrices(screen));
}
