using System.Globalization;
using System.Security.Claims;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Access;

public sealed record OrganisationAnswer(string Id, Bilingual Name, string? Account, bool Covered);
public sealed record SessionAnswer(bool SignedIn, string? User, Bilingual? DisplayName, string? Role,
    OrganisationAnswer? Organisation, bool Demo);
public sealed record SignInRequest(string? User, string? Password);
public sealed record DemoUserAnswer(string User, string Password, Bilingual DisplayName, string Role,
    Bilingual? Organisation, Bilingual Purpose);

/// <summary>Who is asking: the market user behind a request, or nobody.</summary>
internal static class Caller
{
    public const string UserClaim = "chutan.user";

    public static Actor? Of(HttpContext context) =>
        long.TryParse(context.User.FindFirstValue(UserClaim), NumberStyles.None, CultureInfo.InvariantCulture,
            out var id)
        && Enum.TryParse<Role>(context.User.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Actor(new UserId(id), role)
            : null;

    public static Actor Required(HttpContext context) => Of(context) ?? throw RefusedException.SignIn();

    public static string NameOf(Role role) => role switch
    {
        Role.CoveredEntity => "company",
        Role.Institution => "institution",
        Role.Individual => "individual",
        Role.Authority => "regulator",
        Role.Verifier => "verifier",
        Role.Exchange => "exchange",
        Role.Registry => "registry",
        Role.Clearing => "clearing",
        Role.Auditor => "auditor",
        Role.Scheduler => "system",
        Role.Bank => "bank",
        Role.Court => "court",
        Role.Expert => "expert",
        Role.CityAuthority => "city",
        Role.Enterprise => "enterprise",
        _ => "administrator",
    };
}

/// <summary>登录: simple sign-in with a cookie. What a user may do is decided in the market.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/session", async (HttpContext context, IMarket market, UserDirectory users) =>
            await AnswerAsync(Caller.Of(context), context.User.Identity?.Name, market, users))
            .Produces<SessionAnswer>().WithSummary("Who is signed in.");

        routes.MapPost("/session",
            async (SignInRequest body, HttpContext context, IMarket market, UserDirectory users) =>
        {
            if (users.Check(body.User ?? "", body.Password ?? "") is not { } entry
                || await market.AskAsync(s => s.Participants.Find(new UserId(entry.User))) is not { Active: true } user)
                throw RefusedException.Of(401, EdgeRefusals.WrongCredentials);
            return await EnterAsync(context, entry.Name, user, market, users);
        }).RequireRateLimiting("sign-in").Produces<SessionAnswer>().WithSummary("Sign in.");

        routes.MapDelete("/session", async (HttpContext context, IMarket market, UserDirectory users) =>
        {
            await context.SignOutAsync();
            return await AnswerAsync(null, null, market, users);
        }).Produces<SessionAnswer>().WithSummary("Sign out.");

        routes.MapGet("/demo-users", async (HttpRequest request, IMarket market, UserDirectory users) =>
        {
            if (!users.IsDemo) throw RefusedException.NotFound();
            var rows = await market.AskAsync(state => users.Entries.Where(e => e.DemoPassword is not null)
                .Select(e => (Entry: e, User: state.Participants.Find(new UserId(e.User))!))
                .Select(x => new DemoUserAnswer(x.Entry.Name, x.Entry.DemoPassword!, Bilingual.Same(x.User.Name),
                    Caller.NameOf(x.User.Role), NameOf(state.Participants.Find(x.User.Participant)),
                    new Bilingual(x.Entry.PurposeZh, x.Entry.PurposeEn))).ToList());
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "demo-users");
        }).Produces<Page<DemoUserAnswer>>().WithSummary("Sign-ins of the demonstration.");
    }

    /// <summary>Gives somebody whose password has been checked his cookie.</summary>
    public static async Task<IResult> EnterAsync(
        HttpContext context, string name, User user, IMarket market, UserDirectory users)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, name), new Claim(Caller.UserClaim, user.Id.ToString()),
                new Claim(ClaimTypes.Role, user.Role.ToString()),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return await AnswerAsync(new Actor(user.Id, user.Role), name, market, users);
    }

    private static async Task<IResult> AnswerAsync(Actor? actor, string? name, IMarket market, UserDirectory users)
    {
        if (actor is not { } who) return Results.Json(
            new SessionAnswer(false, null, null, null, null, users.IsDemo), Json.Options);
        var answer = await market.AskAsync(state =>
        {
            var user = state.Participants.Find(who.User)!;
            var organisation = state.Participants.Find(user.Participant)!;
            return new SessionAnswer(true, name, Bilingual.Same(user.Name), Caller.NameOf(user.Role),
                new OrganisationAnswer(organisation.Id.ToString(), NameOf(organisation)!,
                    state.Registry.AccountOf(organisation.Id)?.ToString(),
                    organisation.Kind == ParticipantKind.CoveredEntity), users.IsDemo);
        });
        return Results.Json(answer, Json.Options);
    }

    private static Bilingual? NameOf(Participant? participant) =>
        participant is null ? null : Bilingual.Of(participant.NameZh, participant.NameEn);
}
