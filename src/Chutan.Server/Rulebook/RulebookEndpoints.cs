using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Rulebook;

public sealed record InstrumentAnswer(string Id, string Rulebook, Bilingual Title, string Number, Bilingual Issuer,
    LocalDate? From, LocalDate? Through, int Parameters, IReadOnlyDictionary<string, int> Standings);

public sealed record InstrumentDetail(string Id, string Rulebook, Bilingual Title, string Number, Bilingual Issuer,
    LocalDate? From, LocalDate? Through, int Parameters, IReadOnlyDictionary<string, int> Standings, Bilingual Summary,
    IReadOnlyList<RuleValueAnswer> Rules, AsOf AsOf);

public sealed record SkippedAnswer(LocalDate Date, Bilingual Reason);
public sealed record CalendarAnswer(LocalDate Date, int Plus, LocalDate Result, IReadOnlyList<SkippedAnswer> Skipped,
    IReadOnlyList<CitationAnswer> Citations);

/// <summary>规则库: the law this market goes by, article by article, with its history and how sure it is.</summary>
internal static class RulebookEndpoints
{
    public static void MapRulebook(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rulebooks", async (HttpRequest request, IMarket market) =>
        {
            var rows = await market.AskAsync(s => Content(s).Instruments.Select(i => Summary(i, Content(s))).ToList());
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "instruments");
        }).Produces<Page<InstrumentAnswer>>().WithSummary("Legal instruments of the rulebook.");

        routes.MapGet("/rulebooks/{instrument}", async (string instrument, IMarket market) =>
        {
            var asOf = await AsOfs.NowAsync(market);
            return Results.Json(await market.AskAsync(s => Detail(instrument, s, asOf))
                ?? throw RefusedException.NotFound(), Json.Options);
        }).Produces<InstrumentDetail>().WithSummary("One instrument, its values in article order.");

        routes.MapGet("/rules/{key}", async (string key, HttpRequest request, IMarket market) =>
        {
            var on = Queries.Date(request, "on");
            var asOf = await AsOfs.NowAsync(market);
            return Results.Json(await market.AskAsync(s => Rule(key, on, s, asOf))
                ?? throw RefusedException.NotFound(), Json.Options);
        }).Produces<RuleAnswer>().WithSummary("One rule: the value in force on a date, and its history.");

        routes.MapGet("/calendar", async (HttpRequest request, IMarket market) =>
        {
            var date = Queries.Date(request, "date") ?? throw RefusedException.Malformed("date", "yyyy-MM-dd");
            var plus = Queries.Number(request, "plus") ?? throw RefusedException.Malformed("plus", "0–400");
            if (plus > 400) throw RefusedException.Malformed("plus", "0–400");
            return Results.Json(await market.AskAsync(s => Calendar(date, plus, s.Rulebook.Calendar)), Json.Options);
        }).Produces<CalendarAnswer>().WithSummary("A date plus working days, and the days skipped.");
    }

    private static RulebookContent Content(MarketState state) =>
        state.Rulebook.Content ?? throw RefusedException.NotFound();

    private static InstrumentAnswer Summary(Instrument i, RulebookContent content)
    {
        var values = content.Values.Where(v => v.Instrument == i.Id).ToList();
        return new InstrumentAnswer(
            i.Id, content.Id, Bilingual.Of(i.TitleZh, i.TitleEn), i.Number, Bilingual.Same(i.Issuer),
            i.Effective ?? i.Published ?? i.Document, i.Through, values.Select(v => v.Key).Distinct().Count(),
            Enum.GetValues<Standing>().ToDictionary(s => s.ToString().ToLowerInvariant(),
                s => values.Count(v => v.Standing == s), StringComparer.Ordinal));
    }

    private static InstrumentDetail? Detail(string id, MarketState state, AsOf asOf)
    {
        var content = Content(state);
        if (content.Instruments.FirstOrDefault(i => i.Id == id) is not { } instrument) return null;
        var s = Summary(instrument, content);
        var rules = content.Values.Where(v => v.Instrument == id)
            .Select(v => RuleAnswers.Value(v, state.Rulebook, u => NameOf(u, state))).ToList();
        return new InstrumentDetail(s.Id, s.Rulebook, s.Title, s.Number, s.Issuer, s.From, s.Through, s.Parameters,
            s.Standings, Bilingual.Same(instrument.Note), rules, asOf);
    }

    private static RuleAnswer? Rule(string key, LocalDate? on, MarketState state, AsOf asOf)
    {
        if (RuleKeys.Find(key) is not { } known) return null;
        var date = on ?? state.Exchange.BusinessDate ?? AsOfs.DateOf(asOf, state);
        var current = state.Rulebook.InForce(key, date);
        RuleValueAnswer Answer(RuleValue v) => RuleAnswers.Value(v, state.Rulebook, u => NameOf(u, state));
        return new RuleAnswer(key, RuleAnswers.Label(key), RuleAnswers.Label(key), known.Unit,
            current is null ? null : Answer(current), date, [.. state.Rulebook.History(key).Select(Answer)], asOf);
    }

    private static CalendarAnswer Calendar(LocalDate date, int plus, WorkingDayCalendar calendar)
    {
        var count = calendar.Add(date, plus);
        if (count.MissingYear is { } year)
            throw RefusedException.Of(422, RulebookRefusals.NoCalendar, ("year", year));
        var years = calendar.Notices.Where(n => n.Year >= date.Year && n.Year <= count.Date!.Value.Year);
        return new CalendarAnswer(date, plus, count.Date!.Value,
            [.. count.Skipped.Select(s => new SkippedAnswer(s.Date, s.HolidayZh is { } holiday
                ? Bilingual.Same(holiday) : new Bilingual("周末", "weekend")))],
            [.. years.Select(n => new CitationAnswer(n.Number, Bilingual.Same(n.Number), ""))]);
    }

    private static Bilingual NameOf(UserId user, MarketState state) => Bilingual.Same(
        state.Participants.Find(user) is { } u ? state.Participants.Find(u.Participant)!.NameZh : user.ToString());
}
