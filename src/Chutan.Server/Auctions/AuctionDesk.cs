using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Auctions;

/// <summary>What of a year's government reserve may still be put up for auction.</summary>
/// <param name="Most">The most that may ever be auctioned of it: the share of the rule, in whole tonnes.</param>
/// <param name="Taken">Sold, or up for sale.</param>
/// <param name="Held">Units of the year that the reserve holds at this moment.</param>
public sealed record ReserveLeft(int Year, long Reserve, string Share, long Most, long Taken, long Left, long Held,
    CitationAnswer Rule, string RuleKey);

/// <summary>What an officer must know before announcing an auction.</summary>
/// <param name="HasSalesAccount">Whether the registry keeps an account for units up for auction.</param>
public sealed record AuctionDeskAnswer(IReadOnlyList<ReserveLeft> Reserves, bool HasSalesAccount, AsOf AsOf);

/// <summary>The floor that an announcement of today would state, line by line; or why there is none.</summary>
public sealed record FloorAnswer(long? ReserveFen, IReadOnlyList<FloorLine> Lines, Problem? Problem, AsOf AsOf);

/// <summary>A participant that may bid, and its corporate group; empty when it belongs to none.</summary>
public sealed record BidderRow(string Participant, Bilingual Name, string Kind, string Group);

/// <summary>竞价工作台: what the authority and the exchange look at while they prepare an auction.</summary>
internal static class AuctionDesk
{
    public static void MapAuctionDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/auctions/desk", DeskAsync).Produces<AuctionDeskAnswer>()
            .WithSummary("What of each year's reserve may still be auctioned; for the authority and the exchange.");
        routes.MapGet("/auctions/floor", FloorAsync).Produces<FloorAnswer>()
            .WithSummary("The floor price that a formula gives today, line by line.");
        routes.MapGet("/auctions/groups", GroupsAsync).Produces<Page<BidderRow>>()
            .WithSummary("Participants that may bid, with their corporate groups; for the authority and the exchange.");
    }

    private static async Task<IResult> DeskAsync(HttpContext context, IMarket market)
    {
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await AskOfficerAsync(context, market, s => new AuctionDeskAnswer(
            [.. s.Allocation.Years.OrderDescending().Select(y => Left(y, s)).OfType<ReserveLeft>()],
            s.Auctions.SalesAccount is not null, asOf)), Json.Options);
    }

    private static async Task<IResult> FloorAsync(HttpRequest request, IMarket market)
    {
        var rule = Enum.TryParse<FloorRule>(request.Query["rule"], ignoreCase: true, out var named) && named
            is FloorRule.AverageOfMonths or FloorRule.AverageOfCalendarMonths
            ? named
            : throw RefusedException.Malformed("rule", "averageOfMonths, averageOfCalendarMonths");
        if (Queries.Number(request, "months") is not (>= 1 and <= 24 and var months))
            throw RefusedException.Malformed("months", "1–24");
        if (!decimal.TryParse(request.Query["factor"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var factor) || factor is <= 0 or > 1000 || decimal.Round(factor, 8) != factor)
            throw RefusedException.Malformed("factor", "0.00000001 …");
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            var (reserve, lines, problem) = AuctioningReserve.FloorOn(AsOfs.DateOf(asOf, s),
                new Floor(rule, null, Rate.Of(factor), months), s);
            return new FloorAnswer(reserve?.FenPerTonne,
                [.. lines.Select(l => new FloorLine(l.Symbol, l.Formula, l.Value, l.Unit))],
                problem is null ? null : Problems.Of(problem, s.Rulebook, null), asOf);
        }), Json.Options);
    }

    private static async Task<IResult> GroupsAsync(HttpContext context, IMarket market)
    {
        var grouped = context.Request.Query["grouped"].ToString();
        if (grouped is not ("" or "true" or "false")) throw RefusedException.Malformed("grouped", "true, false");
        var rows = await AskOfficerAsync(context, market, s => s.Participants.All
            .Where(p => p.Kind is ParticipantKind.CoveredEntity or ParticipantKind.Institution
                or ParticipantKind.Individual)
            .Select(p => new BidderRow(p.Id.ToString(), Bilingual.Of(p.NameZh, p.NameEn),
                AuctionAnswers.Word(p.Kind), s.Auctions.GroupOf(p.Id) ?? "")).ToList());
        return Lists.Answer(rows.Where(r => grouped.Length == 0 || r.Group.Length > 0 == (grouped == "true")),
            ListQuery.From(context.Request), await AsOfs.NowAsync(market), "corporate-groups");
    }

    private static ReserveLeft? Left(ComplianceYear year, MarketState state)
    {
        if (state.Allocation.CapOf(year) is not { } cap) return null;
        var rules = new RuleReader(state.Rulebook);
        var share = rules.Get(AllocationKeys.GovReserveAuctionShareMax, year);
        if (rules.Missing is not null) return null;
        var (most, taken) = (share.RoundDown(cap.GovernmentReserve), state.Auctions.OutOfReserve(year));
        var held = state.Registry.Lots(state.Registry.GovernmentReserve)
            .Where(l => l.Attributes.Vintage.Year == year.Year).Sum(l => l.Block.Count);
        return new ReserveLeft(year.Year, cap.GovernmentReserve.Count, share.ToString(), most.Count, taken.Count,
            Math.Max(0, Math.Min(most.Count - taken.Count, held)), held, Problems.CitationOf(state.Rulebook.CitationOf(
                AllocationKeys.GovReserveAuctionShareMax.Name, year.RuleDate), state.Rulebook),
            AllocationKeys.GovReserveAuctionShareMax.Name);
    }

    /// <summary>Answers the authority, the exchange and audit; to others nothing is there.</summary>
    private static async Task<T> AskOfficerAsync<T>(HttpContext context, IMarket market, Func<MarketState, T> ask)
    {
        var actor = Caller.Required(context);
        return await market.AskAsync(s => s.Participants.Find(actor.User) is
            { Active: true, Role: Role.Authority or Role.Exchange or Role.Auditor }
            ? ask(s)
            : throw RefusedException.NotFound());
    }
}
