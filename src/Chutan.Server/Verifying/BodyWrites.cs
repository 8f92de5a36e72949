using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Server.Access;
using Chutan.Server.Http;
using Chutan.Server.Oversight;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Verifying;

/// <param name="Groups">Every list must be sent; a body without groups or laboratories sends empty ones.</param>
public sealed record BodyProfileRequest(IReadOnlyList<string>? Sectors, IReadOnlyList<string>? Services,
    IReadOnlyList<string>? Groups, IReadOnlyList<string>? Laboratories, string? Certificate, string? Document);
public sealed record EmploymentRequest(string? Employer, string? Kind, LocalDate? From, LocalDate? Through);

/// <param name="History">What stands here replaces what is on record.</param>
public sealed record VerifierPersonRequest(string? Code, string? Name, long? User, IReadOnlyList<string>? Skills,
    IReadOnlyList<EmploymentRequest>? History);
public sealed record VerifierLeavingRequest(string? Code, LocalDate? On);
public sealed record InterestRequest(string? Kind, long? Emitter, string? Person, LocalDate? From, LocalDate? Through,
    string? Description);
public sealed record InterestEndRequest(LocalDate? On, string? Reason);
public sealed record SelfCheckRequest(int? Year, IReadOnlyList<int>? Broken, string? Remarks, string? Document);

/// <summary>核查机构建档: what a body says about itself and its people, and what it checks every year. The address names
/// the body; whether the caller may speak for it is decided in the market.</summary>
internal static class BodyWrites
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var body = routes.MapGroup("/verification/bodies/{id:long}");
        Post<BodyProfileRequest>(body, "profile", "File the body's profile, or a new version of it.",
            new Bilingual("机构档案已提交。", "The profile is on file."), (own, b) => new FileBodyProfile(own,
                new BodyProfile(List(b.Sectors, "sectors"),
                    [.. List(b.Services, "services").Select(s => Parse.Enum<BodyService>(s, "services"))],
                    List(b.Groups, "groups"), List(b.Laboratories, "laboratories"), b.Certificate ?? "",
                    b.Document ?? "")));
        Post<VerifierPersonRequest>(body, "people", "Enter a verifier, or replace what is on record.",
            new Bilingual("核查人员已登记。", "The verifier is on record."), (own, b) => new EnterVerifier(own,
                new VerifierPerson(b.Code ?? "", b.Name ?? "", new(b.User ?? 0), List(b.Skills, "skills"),
                    [.. (b.History ?? []).Select(Work)], null)));
        Post<VerifierLeavingRequest>(body, "people/leaving", "Enter that a verifier left.",
            new Bilingual("离职已登记。", "The leaving is on record."), (own, b) =>
                new EndVerifier(own, b.Code ?? "", Date(b.On, "on")));
        Post<InterestRequest>(body, "interests", "Declare an interest, or record one as the authority.",
            new Bilingual("利益关系已登记。", "The interest is on record."), (own, b) => new DeclareInterest(own,
                Parse.Enum<InterestKind>(b.Kind, "kind"), b.Emitter is { } e ? new ParticipantId(e) : null,
                b.Person ?? "", Date(b.From, "from"), b.Through, b.Description ?? ""));
        Post<SelfCheckRequest>(body, "self-checks", "File the yearly self-check of impartiality.",
            new Bilingual("公正性自查已提交。", "The self-check is on file."), (own, b) => new CheckImpartiality(own,
                b.Year ?? throw RefusedException.Malformed("year", "2025"), [.. b.Broken ?? []], b.Remarks ?? "",
                b.Document ?? ""));
        routes.MapPost("/verification/interests/{number:int}/ending", (int number, InterestEndRequest body,
            HttpContext context, Writes writes) => writes.SendAsync(context, new EndInterest(number,
                Date(body.On, "on"), body.Reason ?? ""), _ =>
                (new Bilingual("利益关系已终止。", "The interest has ended."), $"{number}"))).Produces<Receipt>()
            .WithSummary("End an interest on record.");
    }

    private static void Post<T>(RouteGroupBuilder body, string path, string summary, Bilingual done,
        Func<ParticipantId, T, Command> command) where T : class =>
        body.MapPost(path, (long id, T? sent, HttpContext context, Writes writes) => writes.SendAsync(context,
            command(new(id), sent ?? throw RefusedException.Malformed("body", typeof(T).Name)), _ =>
                (done, $"{id}"))).Produces<Receipt>().WithSummary(summary);

    private static Employment Work(EmploymentRequest work) => new(work.Employer ?? "",
        Parse.Enum<EmploymentKind>(work.Kind, "kind"), Date(work.From, "from"), work.Through);

    private static ImmutableArray<string> List(IReadOnlyList<string>? sent, string field) => sent is null
        ? throw RefusedException.Malformed(field, "[]") : [.. sent.Select(text => text ?? "")];

    private static LocalDate Date(LocalDate? date, string field) =>
        date ?? throw RefusedException.Malformed(field, "yyyy-MM-dd");
}
