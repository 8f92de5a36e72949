using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record ModesAnswer(string Instrument, LocalDate Date, IReadOnlyList<ModeAnswer> Modes, AsOf AsOf);
public sealed record CounterpartyAnswer(string Account, Bilingual Name, string Kind);

/// <summary>交易方式: the modes beside the screen, the board of open listings, and the caller's own deals.</summary>
internal static class DealEndpoints
{
    private static readonly ImmutableArray<TradeMode> Modes =
    [
        TradeMode.ListingTransfer, TradeMode.Agreement, TradeMode.ListingAgreement, TradeMode.Block,
        TradeMode.OneWayBidding,
    ];

    public static void MapDeals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/deals/modes", ModesAsync).Produces<ModesAnswer>()
            .WithSummary("What each trading mode allows today; with signedOn, for a contract of that date.");
        routes.MapGet("/deals/board", BoardAsync).Produces<Page<DealRow>>()
            .WithSummary("Open public listings, best price first; participants see who stands behind them.");
        routes.MapGet("/deals/counterparties", CounterpartiesAsync).Produces<Page<CounterpartyAnswer>>()
            .WithSummary("Accounts to deal with, by name or by the whole account number.");
        routes.MapGet("/me/deals", MineAsync).Produces<Page<DealAnswer>>()
            .WithSummary("The caller's listings, proposals and contracts, made or received, newest first.");
        routes.MapGet("/me/deals/{id:long}", OneAsync).Produces<DealAnswer>()
            .WithSummary("One deal with its contract and every step.");
        routes.MapDealWrites();
    }

    /// <summary>The account number in a request body.</summary>
    public static AccountId AccountOf(string? text, string field) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && new AccountId(number) is { HasValidCheckDigits: true } account
            ? account
            : throw RefusedException.Malformed(field, "0000000195");

    private static async Task<IResult> ModesAsync(HttpRequest request, IMarket market)
    {
        var signed = Queries.Date(request, "signedOn");
        var instrument = InstrumentOf(request);
        var asOf = await AsOfs.NowAsync(market);
        return Results.Json(await market.AskAsync(s =>
        {
            if (s.Rulebook.Content is null) throw RefusedException.NotFound();
            var on = s.Exchange.BusinessDate ?? AsOfs.DateOf(asOf, s);
            return new ModesAnswer(instrument, on, [.. Modes.Select(m => DealAnswers.Mode(m, instrument,
                m == TradeMode.Agreement && signed is { } date ? date : on, on, s))], asOf);
        }), Json.Options);
    }

    private static async Task<IResult> BoardAsync(HttpContext context, IMarket market)
    {
        var request = context.Request;
        var (modes, sides) = (Queries.Many(request, "mode"), Queries.Many(request, "side"));
        var caller = Caller.Of(context);
        var rows = await market.AskAsync(s =>
        {
            var viewer = caller is { } actor && s.Participants.Find(actor.User) is { } user
                ? s.Registry.AccountOf(user.Participant) : null;
            var names = caller is { } asked
                && (viewer is not null || Authority.MayRead(ReadRight.Affairs, asked, about: null, s));
            var levels = new BoardLevels(s);
            return s.Exchange.Offers.All.Where(o => o is { IsOpen: true, Counterparty: null })
                .Select(o => DealAnswers.Row(o, names, viewer, levels.Choosable(o), s))
                .Where(r => modes.Count == 0 || modes.Contains(r.Mode))
                .Where(r => sides.Count == 0 || sides.Contains(r.Side))
                .OrderBy(r => r.Mode, StringComparer.Ordinal).ThenBy(r => r.Side, StringComparer.Ordinal)
                .ThenBy(r => r.Side == "sell" ? r.PriceFen : -r.PriceFen).ToList();
        });
        return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "listings");
    }

    private static async Task<IResult> CounterpartiesAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var query = ListQuery.From(context.Request);
        var number = long.TryParse(query.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var rows = await market.AskAsync(s => s.Registry.Accounts
            .Where(a => a is { IsSystem: false, Status: AccountStatus.Open })
            .Select(a => (Account: a, Holder: s.Participants.Find(a.Owner)))
            .Where(a => a.Holder is { Status: ParticipantStatus.Active } holder
                && holder.Id != s.Participants.Find(actor.User)?.Participant
                && (a.Account.Id.Number == number || holder.Kind != ParticipantKind.Individual))
            .Select(a => new CounterpartyAnswer(a.Account.Id.ToString(),
                Bilingual.Of(a.Holder!.NameZh, a.Holder.NameEn), a.Holder.Kind.ToString())).ToList());
        return Lists.Answer(rows, query with { Format = null }, await AsOfs.NowAsync(market), "counterparties");
    }

    private static async Task<IResult> MineAsync(HttpContext context, IMarket market, ReadModels models)
    {
        var account = await WorkspaceEndpoints.AccountOfCallerAsync(context, market);
        var request = context.Request;
        var (states, modes, direction) = (Queries.Many(request, "state"), Queries.Many(request, "mode"),
            request.Query["direction"].ToString());
        if (direction is not ("" or "in" or "out")) throw RefusedException.Malformed("direction", "in, out");
        var rows = await market.AskAsync(s => models.Deals.Select(
            d => d.Concerns(account) && (direction.Length == 0 || d.MadeBy == account == (direction == "out")),
            d => DealAnswers.Of(d, account, s)));
        return Lists.Answer(rows.Where(r => (states.Count == 0 || states.Contains(r.State))
            && (modes.Count == 0 || modes.Contains(r.Mode))), ListQuery.From(request), await AsOfs.NowAsync(market),
            "deals");
    }

    private static async Task<IResult> OneAsync(long id, HttpContext context, IMarket market, ReadModels models)
    {
        var actor = Caller.Required(context);
        return Results.Json(await market.AskAsync(s =>
        {
            var own = s.Participants.Find(actor.User) is { } user ? s.Registry.AccountOf(user.Participant) : null;
            return models.Deals.Select(d => d.Id.Number == id, d =>
            {
                var party = own is { } mine && d.Concerns(mine);
                var viewer = party ? own!.Value : d.Owner;
                return Authority.MayRead(ReadRight.Affairs, actor, s.Registry.OwnerOf(viewer), s)
                    ? DealAnswers.Of(d, viewer, s) with { Mine = party && d.Owner == viewer }
                    : null;
            }) is [{ } answer] ? answer : throw RefusedException.NotFound();
        }), Json.Options);
    }

    public static string InstrumentOf(HttpRequest request) =>
        request.Query["instrument"].ToString() is { Length: > 0 } code ? code : Market.Exchange.Instruments.HubeiSpot;
}

/// <summary>Which listings of the national board may be chosen: those at the best price levels of their side.</summary>
internal sealed class BoardLevels(MarketState state)
{
    private readonly Dictionary<(string Instrument, Market.Exchange.Side Side), IReadOnlyList<Price>> best = [];

    public bool Choosable(Offer offer)
    {
        if (offer.Mode != TradeMode.ListingAgreement) return true;
        if (!best.TryGetValue((offer.Instrument, offer.Side), out var prices))
        {
            var levels = new Market.Rulebook.RuleReader(state.Rulebook).Get(Market.Rulebook.ModeKeys.ListingLevels,
                offer.Instrument, offer.Through);
            prices = state.Exchange.Offers.BestLevels(offer.Instrument, offer.Side, levels);
            best.Add((offer.Instrument, offer.Side), prices);
        }
        return prices.Contains(offer.Price);
    }
}
