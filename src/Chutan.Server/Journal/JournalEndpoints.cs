using System.Globalization;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Rulebook;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Rulebook;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;

namespace Chutan.Server.Journal;

public sealed record JournalRow(
    long Position, Instant Instant, LocalDate? BusinessDate, Bilingual Actor, string ActorId,
    string Role, string CommandType, Bilingual CommandName, Bilingual Summary, string Outcome, string? RefusalCode,
    IReadOnlyList<string> EventTypes);

public sealed record CommandCount(string Type, Bilingual Name, int Count);

public sealed record JournalPage(IReadOnlyList<JournalRow> Items, int Total, AsOf AsOf,
    IReadOnlyList<CommandCount> Types, string HeadHash);

public sealed record EventAnswer(string Type, Bilingual Name, IReadOnlyList<FieldAnswer> Fields);

public sealed record RuleUseAnswer(
    string Key, Bilingual Label, string Value, string Unit, string? From, string? Through,
    string Standing, CitationAnswer Citation);

public sealed record LinkAnswer(string Kind, string Id, Bilingual Label);

/// <summary>The whole record: the answer to "why?".</summary>
public sealed record JournalEntryAnswer(long Position, Instant Instant, LocalDate? BusinessDate, Bilingual Actor,
    string ActorId, string Role, string CommandType, Bilingual CommandName, Bilingual Summary, string Outcome,
    string? RefusalCode, IReadOnlyList<string> EventTypes, string RequestId, IReadOnlyList<FieldAnswer> Command,
    IReadOnlyList<EventAnswer> Events, Problem? Refusal, IReadOnlyList<RuleUseAnswer> Rules, string PreviousHash,
    string Hash, IReadOnlyList<LinkAnswer> Links, AsOf AsOf);

/// <summary>日志: what was asked, what was decided, and under which articles.</summary>
internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journal", ListAsync).Produces<JournalPage>().WithSummary(
            "Records the caller may see, newest first.");
        routes.MapGet("/journal/{position:long}", OneAsync).Produces<JournalEntryAnswer>()
            .WithSummary("One record: what was asked, what was decided, under which articles.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market, JournalIndex index)
    {
        var query = ListQuery.From(context.Request);
        var access = await JournalAccess.OfAsync(market, Caller.Of(context));
        var filter = Filter.From(context.Request);
        var seen = index.Snapshot().Where(access.Sees).ToList();
        var rows = seen.Where(filter.Matches).Where(l => Matches(l, query.Text));
        var ordered = query.Sort == "position" ? rows.ToList() : rows.Reverse().ToList();
        var names = await NamesOfAsync(market, ordered);
        if (query.Format is not null) return Export.File(
            ordered.Select(l => Row(l, names)).ToList(), query, "journal");
        var page = ordered.Skip((query.Page - 1) * query.Size).Take(query.Size).Select(l => Row(l, names)).ToList();
        var types = seen.GroupBy(l => l.Command, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CommandCount(g.Key, Names.Wire(g.Key), g.Count())).ToList();
        return Results.Json(new JournalPage(page, ordered.Count, await AsOfs.NowAsync(market), types,
            Convert.ToHexStringLower(market.Head.Hash.Span)), Json.Options);
    }

    private static async Task<IResult> OneAsync(long position, HttpContext context, IMarket market, JournalIndex index)
    {
        var access = await JournalAccess.OfAsync(market, Caller.Of(context));
        if (position < 0 || position >= index.Count
            || !access.Sees(index[(int)position])) throw RefusedException.NotFound();
        var line = index[(int)position];
        var record = await market.ReadOneAsync(position);
        var previous = position == 0 ? new byte[32] : (await market.ReadOneAsync(position - 1)).Hash;
        var row = Row(line, await NamesOfAsync(market, [line]));
        var asOf = await AsOfs.NowAsync(market);
        var caller = Caller.Of(context);
        return Results.Json(await market.AskAsync(state => Entry(row, record, previous, state, caller, asOf)),
            Json.Options);
    }

    private static JournalEntryAnswer Entry(JournalRow row, MarketRecord record, ReadOnlyMemory<byte> previous,
        MarketState state, Actor? caller, AsOf asOf)
    {
        var rulebook = state.Rulebook;
        var accepted = record.Decision as Decision.Accepted;
        var refused = record.Decision as Decision.Refused;
        var catalogue = WireCatalogue.OfMarket();
        var events = accepted?.Events.Take(200).Select(e =>
        {
            var name = catalogue.Of(e.GetType()).Name;
            return new EventAnswer(name, Names.Wire(name), Fields.Of(e));
        }).ToList() ?? [];
        var command = Fields.Of(record.Command);
        return new JournalEntryAnswer(row.Position, row.Instant, row.BusinessDate, row.Actor, row.ActorId, row.Role,
            row.CommandType, row.CommandName, row.Summary, row.Outcome, row.RefusalCode, row.EventTypes,
            record.Request.ToString(), command, events,
            refused is null ? null : Problems.Of(refused.Refusal, rulebook, record.Position),
            accepted?.Rules.Select(r => RuleAnswers.Use(r, rulebook)).ToList() ?? [],
            Convert.ToHexStringLower(previous.Span), Convert.ToHexStringLower(record.Hash.Span),
            Links(command.Concat(events.SelectMany(e => e.Fields)), state, caller), asOf);
    }

    /// <summary>Links to the covered entities named, and to the accounts the caller may look into.</summary>
    private static IReadOnlyList<LinkAnswer> Links(IEnumerable<FieldAnswer> fields, MarketState state, Actor? caller) =>
        [.. fields.Where(f => f.Value is string { Length: > 0 })
            .Select(f => (Field: f, Last: f.Name[(f.Name.LastIndexOf('.') + 1)..]))
            .Select(x => x.Last switch
            {
                "participant" => new LinkAnswer("entity", (string)x.Field.Value!, x.Field.Label),
                "account" or "from" or "to" when ((string)x.Field.Value!).All(char.IsAsciiDigit) =>
                    new LinkAnswer("account", (string)x.Field.Value!, x.Field.Label),
                _ => null,
            }).OfType<LinkAnswer>().DistinctBy(l => (l.Kind, l.Id))
            .Where(l => long.TryParse(l.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && (l.Kind == "entity"
                ? state.Participants.Find(new ParticipantId(id)) is { Kind: ParticipantKind.CoveredEntity }
                : caller is { } actor && state.Registry.Find(new AccountId(id)) is { } account
                    && Authority.MayRead(ReadRight.Affairs, actor, account.Owner, state)))
            .Take(20)];

    private static JournalRow Row(JournalLine line, IReadOnlyDictionary<UserId, Bilingual> names)
    {
        var actor = line.Actor.Role == Role.Scheduler
            ? new Bilingual("系统调度", "Scheduler")
            : names.GetValueOrDefault(line.Actor.User, Bilingual.Same(line.Actor.User.ToString()));
        var command = Names.Wire(line.Command);
        var outcome = line.Refused ? new Bilingual("被拒绝", "was refused") : new Bilingual("已办理", "was accepted");
        return new JournalRow(line.Position, line.At, line.Date, actor, line.Actor.User.ToString(),
            Caller.NameOf(line.Actor.Role), line.Command, command,
            new Bilingual($"{actor.Zh}：{command.Zh}，{outcome.Zh}", $"{actor.En}: {command.En} {outcome.En}"),
            line.Refused ? "refused" : "accepted", line.RefusalCode, line.Events);
    }

    private static async Task<IReadOnlyDictionary<UserId,
        Bilingual>> NamesOfAsync(IMarket market, IReadOnlyList<JournalLine> lines)
    {
        var users = lines.Select(l => l.Actor.User).ToHashSet();
        return await market.AskAsync(state => state.Participants.Users.Where(u => users.Contains(u.Id))
            .ToDictionary(u => u.Id, u => state.Participants.Find(u.Participant) is { } p
                ? new Bilingual($"{p.NameZh}（{u.Name}）", $"{(p.NameEn.Length > 0 ? p.NameEn : p.NameZh)} ({u.Name})")
                : Bilingual.Same(u.Name)));
    }

    private static bool Matches(JournalLine line, string? text) => text is null
        || line.Command.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Names.Wire(line.Command).Zh.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Names.Wire(line.Command).En.Contains(text, StringComparison.OrdinalIgnoreCase)
        || line.RefusalCode?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || line.Events.Any(e => e.Contains(text, StringComparison.OrdinalIgnoreCase));

    private sealed record Filter(long First, long Last, HashSet<string> Types, string? Actor, string? Outcome,
        LocalDate? FirstDate, LocalDate? LastDate)
    {
        public static Filter From(HttpRequest request) => new(
            Number(request, "from", 0), Number(request, "through", long.MaxValue),
            request.Query["type"].OfType<string>().Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal),
            request.Query["actor"] is [{ Length: > 0 } actor] ? actor : null,
            request.Query["outcome"].ToString() switch
            {
                "" => null,
                "accepted" => "accepted",
                "refused" => "refused",
                _ => throw RefusedException.Malformed("outcome", "accepted, refused"),
            },
            Queries.Date(request, "fromDate"), Queries.Date(request, "throughDate"));

        public bool Matches(JournalLine line) =>
            line.Position >= First && line.Position <= Last
            && (Types.Count == 0 || Types.Contains(line.Command))
            && (Actor is null || line.Actor.User.ToString() == Actor)
            && (Outcome is null || line.Refused == (Outcome == "refused"))
            && (FirstDate is not { } first || line.Date >= first)
            && (LastDate is not { } final || line.Date <= final);

        private static long Number(HttpRequest request, string name, long otherwise)
        {
            var text = request.Query[name].ToString();
            if (text.Length == 0) return otherwise;
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? n : throw RefusedException.Malformed(name, "0–");
        }
    }
}
