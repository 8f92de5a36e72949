using System.Text.RegularExpressions;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Access;

/// <param name="Contact">A telephone number or e-mail; kept beside the password, never in the market.</param>
/// <param name="User">The name to sign in with.</param>
public sealed record RegistrationRequest(string? NameZh, string? NameEn, string? CreditCode, string? Sector,
    string? City, string? ContactName, string? Contact, string? User, string? Password);
public sealed record ColleagueRequest(string? Name, string? Contact, string? User, string? Password);
public sealed record StatusRequest(ParticipantStatus Status, string? Reason);
public sealed record CodeAnswer(string Code, Bilingual Name);

/// <summary>What a company may choose from when it registers.</summary>
public sealed record RegistrationChoices(IReadOnlyList<CodeAnswer> Sectors, IReadOnlyList<CodeAnswer> Cities);

/// <summary>A company that registered itself, as the authority sees it.</summary>
public sealed record RegistrationRow(string Id, Bilingual Name, string CreditCode, Bilingual Sector, Bilingual City,
    LocalDate On, ParticipantStatus Status, int People, int Sites, int Sources, int Inventories);

/// <summary>企业自助注册. What a visitor gets wrong is answered and not written down; how often one address may try, and
/// how many a day takes, is limited. Behind a proxy that hides addresses, the limit counts for all who come through it.
/// Should the machine fail between the market's answer and the sign-in file, the company is in the market without a
/// sign-in: sending the same form again completes it, as long as the page keeps its key.</summary>
internal static partial class RegistrationEndpoints
{
    public const string Limit = "register";
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int LeastPassword = 10;
    private const int MostPassword = 200;
    private const string SectorNames = "sector:";
    private const string CityNames = "city:";

    public static void MapRegistrations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registrations/choices", () => Results.Json(new RegistrationChoices(
                Codes(SectorNames), Codes(CityNames)), Json.Options))
            .Produces<RegistrationChoices>().WithSummary("Sectors and cities a company may name when it registers.");
        routes.MapPost("/registrations", RegisterAsync).RequireRateLimiting(Limit).Produces<Receipt>()
            .WithSummary("A company outside the market registers itself and may sign in.");
        routes.MapPost("/registrations/colleagues", ColleagueAsync).RequireRateLimiting(Limit).Produces<Receipt>()
            .WithSummary("A company outside the market names one more person who may sign in.");
        routes.MapGet("/registrations", ListAsync).Produces<Page<RegistrationRow>>()
            .WithSummary("Companies that registered themselves: for the authority, the registry and audit.");
        routes.MapPost("/participants/{id:long}/status", SetStatusAsync).Produces<Receipt>()
            .WithSummary("Suspend a participant, let it act again, or close it; with the reason.");
    }

    private static async Task<IResult> SetStatusAsync(long id, StatusRequest body, HttpContext context, Writes writes)
    {
        return await writes.SendAsync(context, new SetParticipantStatus(new ParticipantId(id), body.Status,
            (body.Reason ?? "").Trim()), _ => (body.Status switch
            {
                ParticipantStatus.Active => new Bilingual("主体已恢复。", "The participant may act again."),
                ParticipantStatus.Suspended => new Bilingual("主体已暂停，只能查询。",
                    "The participant is suspended and may only look."),
                _ => new Bilingual("主体已注销。", "The participant is closed."),
            }, null));
    }

    private static async Task<IResult> RegisterAsync(
        RegistrationRequest body, HttpContext context, IMarket market, UserDirectory users, Writes writes)
    {
        var command = new RegisterEnterprise((body.NameZh ?? "").Trim(), (body.NameEn ?? "").Trim(),
            (body.CreditCode ?? "").Trim().ToUpperInvariant(), body.Sector ?? "", body.City ?? "",
            (body.ContactName ?? "").Trim());
        var (user, password, contact) = SignInOf(body.User, body.Password, body.Contact);
        if (users.Check(user, password) is { } known && await market.AskAsync(s =>
            s.Participants.FindByCreditCode(command.CreditCode) is { } company
            && s.Participants.Find(new UserId(known.User))?.Participant == company.Id ? company : null) is { } before)
            return Results.Json(new Receipt(market.Head.Next - 1, (await AsOfs.NowAsync(market)).Instant,
                Done(command.NameZh), before.Id.ToString()), Json.Options);
        if ((await writes.RehearseAsync(context, Actor.Anonymous, [command]))[0] is Decision.Refused refused)
            return await RefusedAsync(refused.Refusal, market);
        return await AddedAsync(user, password, contact, context, users, answered => writes.SendAsync(context,
            Actor.Anonymous, command, accepted => (Done(command.NameZh), answered(accepted))));
    }

    private static async Task<IResult> ColleagueAsync(
        ColleagueRequest body, HttpContext context, IMarket market, UserDirectory users, Writes writes)
    {
        var actor = Caller.Required(context);
        var own = await market.AskAsync(s => s.Participants.Find(actor.User)?.Participant)
            ?? throw RefusedException.SignIn();
        var (user, password, contact) = SignInOf(body.User, body.Password, body.Contact);
        var command = new AppointColleague(own, (body.Name ?? "").Trim());
        if (await writes.RehearseAsync(context, command) is Decision.Refused refused)
            return await RefusedAsync(refused.Refusal, market);
        return await AddedAsync(user, password, contact, context, users, answered => writes.SendAsync(context, command,
            accepted =>
            {
                answered(accepted);
                return (new Bilingual($"{command.Name} 已可登录（{user}）。", $"{command.Name} may sign in as {user}."), user);
            }));
    }

    /// <summary>Sends the command and, when it was taken, adds the sign-in of the user it made.</summary>
    private static async Task<IResult> AddedAsync(string user, string password, string contact, HttpContext context,
        UserDirectory users, Func<Func<Decision.Accepted, string>, Task<IResult>> send)
    {
        IResult? answer = null;
        var added = await users.AddAsync(user, password, contact, async () =>
        {
            UserId? made = null;
            answer = await send(accepted =>
            {
                var appointed = accepted.Events.OfType<RepresentativeAppointed>().Single().User;
                made = appointed.Id;
                return appointed.Participant.ToString();
            });
            return made;
        }, context.RequestAborted);
        return added == false ? throw RefusedException.Of(422, EdgeRefusals.NameTaken, ("name", user))
            : answer ?? throw RefusedException.NotFound();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IMarket market)
    {
        var actor = Caller.Required(context);
        var rows = await market.AskAsync(s => s.Participants.SelfRegistered
            .Where(r => actor.Role != Role.Enterprise && Authority.MayRead(ReadRight.Affairs, actor, r.Key, s))
            .OrderByDescending(r => r.Value).ThenByDescending(r => r.Key).Select(r => Row(r.Key, r.Value, s)).ToList());
        return Lists.Answer(rows, ListQuery.From(context.Request), await AsOfs.NowAsync(market), "registrations");
    }

    private static RegistrationRow Row(ParticipantId id, LocalDate on, MarketState state)
    {
        var company = state.Participants.Find(id)!; // only known companies stand in the list
        return new RegistrationRow(id.ToString(), Bilingual.Of(company.NameZh, company.NameEn), company.CreditCode,
            company.Sector.Length == 0 ? Bilingual.Same("") : Names.Code("sector", company.Sector),
            Names.Code("city", company.City), on, company.Status,
            state.Participants.Users.Count(u => u.Participant == id && u.Active), state.Accounting.SitesOf(id).Count(),
            state.Accounting.SourcesOf(id).Count(), state.Accounting.InventoriesOf(id).Count());
    }

    internal static async Task<IResult> RefusedAsync(Refusal refusal, IMarket market) => Results.Json(
        await market.AskAsync(s => Problems.Of(refusal, s.Rulebook, null)), Json.Options,
        "application/problem+json",
        refusal.Code.StartsWith("access.", StringComparison.Ordinal) ? 403 : StatusCodes.Status422UnprocessableEntity);

    internal static (string User, string Password, string Contact) SignInOf(
        string? user, string? password, string? contact)
    {
        var (name, secret, reach) = ((user ?? "").Trim(), password ?? "", (contact ?? "").Trim());
        if (!UserName().IsMatch(name)) throw RefusedException.Of(422, EdgeRefusals.BadUserName);
        if (secret.Length is < LeastPassword or > MostPassword || secret == name || secret.Distinct().Count() < 2)
            throw RefusedException.Of(422, EdgeRefusals.WeakPassword, ("least", LeastPassword), ("most", MostPassword));
        if (!Contact().IsMatch(reach)) throw RefusedException.Of(422, EdgeRefusals.BadContact);
        return (name, secret, reach);
    }

    private static Bilingual Done(string company) =>
        new($"“{company}”已注册，可以登录。", $"'{company}' is registered and may sign in.");

    private static IReadOnlyList<CodeAnswer> Codes(string prefix) =>
    [
        .. Names.All.Where(n => n.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(n => new CodeAnswer(n.Key[prefix.Length..], n.Value)).OrderBy(c => c.Code, StringComparer.Ordinal),
    ];

    [GeneratedRegex("^[a-z][a-z0-9._-]{2,31}$")]
    private static partial Regex UserName();

    [GeneratedRegex(@"^(\+?[0-9][0-9 -]{6,19}|[^@\s]{1,64}@[^@\s]{1,100}\.[^@\s.]{2,20})$")]
    private static partial Regex Contact();
}
