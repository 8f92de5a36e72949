using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Access;

/// <summary>A code for a representative's first sign-in. It is told this once.</summary>
public sealed record InvitationAnswer(string User, Bilingual Name, Bilingual Organisation, string Code, Instant Until);

/// <param name="Code">As it was told; dashes and capitals do not matter.</param>
/// <param name="Contact">A telephone number or e-mail; kept beside the password, never in the market.</param>
public sealed record FirstSignInRequest(string? Code, string? User, string? Password, string? Contact);

/// <summary>首次登录: whoever may appoint a representative may hand him a code; with it he chooses his name and password
/// himself, so that nobody else ever knows them. Nothing of it is in the market.</summary>
internal static class InvitationEndpoints
{
    public const string First = "/session/invitation";

    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/users/{user:long}/invitation", InviteAsync).Produces<InvitationAnswer>()
            .WithSummary("A one-time code for the first sign-in of a representative who has none.");
        routes.MapPost(First, TakeAsync).RequireRateLimiting(RegistrationEndpoints.Limit)
            .Produces<SessionAnswer>()
            .WithSummary("Make one's sign-in with the code of an invitation, and sign in.");
    }

    private static async Task<IResult> InviteAsync(long user, HttpContext context, IMarket market, IClock clock,
        UserDirectory users, Invitations invitations, Writes writes)
    {
        var found = await market.AskAsync(s => s.Participants.Find(new UserId(user)) is { } person
            ? (Person: person, Party: s.Participants.Find(person.Participant)!) : default);
        if (found.Person is not { } invited) throw RefusedException.NotFound();
        var appoints = new AppointRepresentative(invited.Participant, invited.Name, invited.Rights);
        if (await writes.RehearseAsync(context, appoints) is Decision.Refused refused)
            return await RegistrationEndpoints.RefusedAsync(refused.Refusal, market);
        if (!invited.Active) throw RefusedException.Of(422, EdgeRefusals.NotActive, ("name", invited.Name));
        if (users.Has(invited.Id)) throw RefusedException.Of(422, EdgeRefusals.HasSignIn, ("name", invited.Name));
        var (code, until) = await invitations.InviteAsync(invited.Id, clock.GetCurrentInstant(),
            context.RequestAborted);
        return Results.Json(new InvitationAnswer(invited.Id.ToString(), Bilingual.Same(invited.Name),
            Bilingual.Of(found.Party.NameZh, found.Party.NameEn), code, until), Json.Options);
    }

    private static async Task<IResult> TakeAsync(FirstSignInRequest body, HttpContext context, IMarket market,
        IClock clock, UserDirectory users, Invitations invitations)
    {
        if (invitations.Find(body.Code ?? "", clock.GetCurrentInstant()) is not { } user
            || await market.AskAsync(s => s.Participants.Find(user)) is not { Active: true } person)
            throw RefusedException.Of(422, EdgeRefusals.BadInvitation);
        var (name, password, contact) = RegistrationEndpoints.SignInOf(body.User, body.Password, body.Contact);
        var added = await users.AddAsync(name, password, contact,
            () => Task.FromResult<UserId?>(users.Has(user) ? null : user), context.RequestAborted);
        await (added switch
        {
            true => invitations.RemoveAsync(user),
            false => throw RefusedException.Of(422, EdgeRefusals.NameTaken, ("name", name)),
            null => throw RefusedException.Of(422, EdgeRefusals.HasSignIn, ("name", person.Name)),
        });
        return await SessionEndpoints.EnterAsync(context, name, person, market, users);
    }
}
