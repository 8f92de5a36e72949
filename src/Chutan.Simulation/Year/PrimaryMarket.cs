using Chutan.Engine.Partitions;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>一级市场: the year's auction out of the government reserve, from its announcement to the spending of the
/// revenue. Entities that lack allowances and some institutions bid; all winners but one pay.</summary>
internal sealed class PrimaryMarket(Desk desk, Town town, Scenario scenario, YearOptions options)
{
    private const long FullSupply = 200_000;
    private const long Lot = 100;
    private const int InstitutionsBidding = 5;
    private static readonly LocalDate MoneyBrought = new(2024, 10, 8);
    private static readonly LocalDate Announced = new(2024, 11, 4);
    private static readonly LocalDate FirstBids = new(2024, 11, 11);
    private static readonly LocalDate LastBids = new(2024, 11, 13);
    private static readonly LocalDate Result = new(2024, 11, 14);
    private static readonly LocalDate Payments = new(2024, 11, 28);
    private static readonly LocalDate PayBy = new(2024, 12, 2);
    private static readonly LocalDate Spent = new(2025, 1, 20);
    private static readonly LocalDate SecondBids = new(2025, 3, 4);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly Chance chance = Chance.For(options.Seed, "primary-market");
    private AuctionId auction;
    private ImmutableArray<(AccountId Account, long Owes)> winners = [];
    private long revenue;

    /// <summary>What happens on which morning.</summary>
    public IEnumerable<(LocalDate Date, Func<Task> Act)> Acts =>
    [
        (MoneyBrought, BringMoney), (Announced, AnnounceAsync), (FirstBids, OpenAsync),
        (FirstBids.PlusDays(1), InstitutionsBidAsync),
        (LastBids, EntitiesBidAsync), (Result, ClearAsync), (Payments, PayAsync), (PayBy.PlusDays(1), EndAsync),
        (Spent, SpendAsync), (SecondBids.PlusDays(-1), AnnounceSecondAsync), (SecondBids, ThinkTwiceAsync),
        (SecondBids.PlusDays(1), CallOffAsync),
    ];

    private long Supply => Math.Max(10, FullSupply / Lot * options.Size.Entities / scenario.Entities) * Lot;

    private IEnumerable<Party> LikelyBidders => town.Institutions.Take(InstitutionsBidding).Select(i => i.Party)
        .Concat(InNeed.Select(e => e.Party));

    /// <summary>Entities that expect to lack allowances, those that lack most first.</summary>
    private IEnumerable<Entity> InNeed => town.Entities.Where(e => !e.Excluded && e.Balance < 0).OrderBy(e => e.Balance)
        .Take(Math.Max(4, town.Entities.Length / 6));

    /// <summary>Those who mean to bid hand in money in good time; it can be used once the bank has sent its file.
    /// </summary>
    private Task BringMoney()
    {
        var cashier = new Cashier(desk, town);
        foreach (var party in LikelyBidders)
            cashier.Deposit(party, town.Tape.Last * Lot * (Supply / Lot / 8 + 2) * 11 / 10);
        return Task.CompletedTask;
    }

    /// <summary>The floor is the average of three calendar months; where nothing was traded in them, the price the
    /// market was taken over at.</summary>
    private async Task AnnounceAsync()
    {
        await desk.MustAsync(town.Registry.Actor, new OpenAuctionAccount());
        await GroupAsync();
        var made = false;
        await desk.SendAsync(town.Authority.Actor, new AnnounceAuction(Notice(
            new Floor(FloorRule.AverageOfCalendarMonths, null, Rate.Of(0.9m), 3))), reply => made = Keep(reply));
        await desk.SettleAsync();
        if (made) return;
        var floor = new Floor(FloorRule.Fixed, scenario.TakenOverAt, null, null);
        await desk.SendAsync(town.Authority.Actor, new AnnounceAuction(Notice(floor)), reply => Keep(reply));
        await desk.SettleAsync();
    }

    private bool Keep(Reply reply)
    {
        if (reply.Decision is not Decision.Accepted accepted) return false;
        auction = accepted.Events.OfType<AuctionAnnounced>().Single().Auction;
        return true;
    }

    /// <summary>The first two companies of one sector belong together, and share their purchase limit.</summary>
    private async Task GroupAsync()
    {
        var sector = town.Entities[0].Plan.Sector;
        foreach (var entity in town.Entities.Where(e => e.Plan.Sector == sector).Take(2))
            await desk.SendAsync(town.Exchange.Actor, new SetCorporateGroup(entity.Party.Id, "荆楚控股集团（模拟）"));
        await desk.SettleAsync();
    }

    private AuctionNotice Notice(Floor floor) => new("2024年度政府预留配额第一期有偿竞价", "First auction of the 2024 reserve",
        scenario.Year, "2024年度配额有偿分配工作安排（情景）", new Tonnes(Supply), new Tonnes(Lot), floor,
        new Admission(CoveredEntities: true, Institutions: true, Individuals: false, OnlyIfShortIn: null),
        new PurchaseLimits(null, Rate.Of(0.25m), null, Rate.Of(0.4m)), AuctionPricing.Uniform, TieRule.ProRata,
        ShortfallRule.SellWhatIsBid, default, BidsEach: 2, MayWithdraw: false, Rate.Of(0.2m),
        ForfeitTo.AuctionRevenue, Moment(FirstBids, 8), Moment(LastBids, 17), Moment(PayBy, 17));

    private async Task OpenAsync() => await desk.SendAsync(Actor.Scheduler, new OpenAuction(auction));

    private async Task InstitutionsBidAsync()
    {
        foreach (var investor in town.Institutions.Take(InstitutionsBidding))
        {
            var lots = Math.Max(1, Supply / Lot * chance.Between(30, 90) / 1000);
            await BidAsync(investor.Party, town.Tape.Last * chance.Between(940, 1005) / 1000, lots);
        }
        await desk.SettleAsync();
    }

    /// <summary>Entities that expect to lack allowances bid for a part of them, the more the more they lack; prices lie
    /// around the last one.</summary>
    private async Task EntitiesBidAsync()
    {
        foreach (var entity in InNeed.ToList())
        {
            var lots = Math.Clamp(-entity.Balance / 5 / Lot, 1, Supply / Lot / 8 + 1);
            await BidAsync(entity.Party, town.Tape.Last * chance.Between(960, 1040) / 1000, lots);
        }
        await desk.SettleAsync();
    }

    private async Task BidAsync(Party party, long fen, long lots)
    {
        lots = Math.Min(lots, party.FreeCash / (fen * Lot));
        if (lots > 0)
            await desk.SendAsync(party.Actor,
                new SubmitBid(auction, party.Account, new Price(fen), new Tonnes(lots * Lot)), Remember);
    }

    private async Task ClearAsync()
    {
        await desk.SendAsync(Actor.Scheduler, new CloseBidding(auction));
        await desk.SendAsync(Actor.Scheduler, new ClearAuction(auction), reply =>
        {
            Remember(reply);
            if (reply.Decision is Decision.Accepted accepted)
                winners =
                [
                    .. accepted.Events.OfType<AuctionCleared>().Single().Result.Awards.Where(a => !a.Awarded.IsZero)
                        .GroupBy(a => a.Account).Select(g => (g.Key, g.Sum(a => a.Pays.Fen))).OrderBy(w => w.Item2),
                ];
        });
        await desk.SettleAsync();
        var cashier = new Cashier(desk, town);
        foreach (var (account, owes) in winners)
            if (town.FindParty(account) is { } party) cashier.Deposit(party, owes);
    }

    /// <summary>Everybody but the winner with the least to lose pays.</summary>
    private async Task PayAsync()
    {
        foreach (var (account, _) in winners.Skip(1))
            if (town.FindParty(account) is { } party)
                await desk.SendAsync(party.Actor, new PayAward(auction, account), Remember);
        await desk.SettleAsync();
    }

    private async Task EndAsync()
    {
        await desk.SendAsync(Actor.Scheduler, new EndPayments(auction), Remember);
        await desk.SettleAsync();
    }

    /// <summary>A part of the revenue is spent on the transition of enterprises, as the plan of 2025 allows.</summary>
    private async Task SpendAsync()
    {
        var amount = revenue * 2 / 5;
        if (amount == 0) return;
        await desk.SendAsync(town.Authority.Actor, new DisburseAuctionRevenue(RevenueUse.EnterpriseTransition,
            new Money(amount), "企业绿色低碳转型专项（模拟）", "竞价收入使用计划（情景）", "auction-revenue-1"));
        await desk.SettleAsync();
    }

    /// <summary>A second sale is announced, in which bids may be withdrawn.</summary>
    private async Task AnnounceSecondAsync()
    {
        var first = Notice(new Floor(FloorRule.None, null, null, null));
        await desk.SendAsync(town.Authority.Actor, new AnnounceAuction(first with
        {
            TitleZh = "2024年度政府预留配额第二期有偿竞价", TitleEn = "Second auction of the 2024 reserve", MayWithdraw = true,
            Opens = Moment(SecondBids, 8), Closes = Moment(SecondBids.PlusDays(2), 17),
            PayBy = Moment(SecondBids.PlusDays(6), 17),
        }), reply => Keep(reply));
        await desk.SettleAsync();
    }

    /// <summary>One bidder thinks better of it.</summary>
    private async Task ThinkTwiceAsync()
    {
        await desk.SendAsync(Actor.Scheduler, new OpenAuction(auction));
        await InstitutionsBidAsync();
        var party = town.Institutions[0].Party;
        var bid = default(BidId);
        await desk.SendAsync(party.Actor, new SubmitBid(auction, party.Account, new Price(town.Tape.Last),
            new Tonnes(Lot)), reply =>
        {
            Remember(reply);
            if (reply.Decision is Decision.Accepted accepted) bid = accepted.Events.OfType<BidTaken>().Single().Bid;
        });
        await desk.SettleAsync();
        await desk.SendAsync(party.Actor, new WithdrawBid(auction, party.Account, bid), Remember);
        await desk.SettleAsync();
    }

    private async Task CallOffAsync()
    {
        await desk.SendAsync(town.Authority.Actor, new CancelAuction(auction, "市场供需变化，择期另行组织（情景）"), Remember);
        await desk.SettleAsync();
    }

    /// <summary>What an answer did to the free money of those concerned.</summary>
    private void Remember(Reply reply)
    {
        if (reply.Decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events)
            switch (happened)
            {
                case MoneyReserved e when town.FindParty(e.Account) is { } party: party.FreeCash -= e.Amount.Fen; break;
                case MoneyUnreserved e when town.FindParty(e.Account) is { } party:
                    party.FreeCash += e.Amount.Fen;
                    break;
                case MoneyMoved { To.House: HouseAccount.AuctionRevenue } e: revenue += e.Amount.Fen; break;
            }
    }

    private static Instant Moment(LocalDate date, int hour) =>
        (date + new LocalTime(hour, 0)).InZoneStrictly(Zone).ToInstant();
}
