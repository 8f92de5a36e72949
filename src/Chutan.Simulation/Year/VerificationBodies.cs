using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>A verifier of a body: the code of the certificate and the sign-in.</summary>
internal readonly record struct Verifier(string Code, Actor Actor);

/// <summary>A body's people: teams of two, the last of which is kept free for what comes in between, and a technical
/// reviewer.</summary>
internal sealed record VerificationBodyPlan(int Number, Party Party, ImmutableArray<(Verifier Leader, Verifier Member)>
    Teams, Verifier Reviewer)
{
    public int Relief => Teams.Length - 1;
}

/// <summary>核查机构建档: every body files its profile, enters its people, each with a sign-in, and checks its own
/// impartiality; some have a past that will bar them.</summary>
internal sealed class VerificationBodies(Desk desk, Town town)
{
    /// <summary>Reports a team of two takes in a season, so that nobody exceeds what the rulebook allows.</summary>
    private const int ReportsPerTeam = 14;

    private readonly List<VerificationBodyPlan> bodies = [];

    public IReadOnlyList<VerificationBodyPlan> All => bodies;

    public VerificationBodyPlan Of(int number) => bodies[number % bodies.Count];

    /// <summary>The body that is given an entity's report, were there nothing against it.</summary>
    public VerificationBodyPlan For(Entity entity) => Of(entity.Plan.Number + 1);

    public async Task FoundAsync(int year)
    {
        var teams = Math.Max(1, (town.Entities.Length + town.Verifiers.Length * ReportsPerTeam - 1)
            / (town.Verifiers.Length * ReportsPerTeam)) + 1;
        for (var number = 0; number < town.Verifiers.Length; number++)
            bodies.Add(await FoundAsync(number, town.Verifiers[number], teams, year));
        await desk.SettleAsync();
    }

    /// <summary>公正性自查 of a year; also what bodies are bound to say about two entities.</summary>
    public async Task CheckThemselvesAsync(int year)
    {
        foreach (var body in bodies)
            await desk.SendAsync(body.Party.Actor, new CheckImpartiality(body.Party.Id, year, [], "逐项自查，均已遵守", ""));
        await desk.SettleAsync();
    }

    /// <summary>A group tie that comes out before the season: the body may not verify that entity.</summary>
    public async Task DeclareAsync(Entity entity)
    {
        var body = For(entity);
        await desk.SendAsync(body.Party.Actor, new DeclareInterest(body.Party.Id, InterestKind.OwnershipTie,
            entity.Party.Id, "", new LocalDate(2022, 1, 1), null, "同一集团参股（模拟）"));
        await desk.SettleAsync();
    }

    private async Task<VerificationBodyPlan> FoundAsync(int number, Party party, int teams, int year)
    {
        ImmutableArray<string> sectors = [.. Sectors.All.Select(s => s.Code)];
        await desk.SendAsync(party.Actor, new FileBodyProfile(party.Id, new BodyProfile(sectors,
            [BodyService.Verification, BodyService.Training], [], [],
            $"CNAS V{number + 1:000}（模拟）", "")));
        var people = ImmutableArray.CreateBuilder<Verifier>();
        for (var i = 0; i < teams * 2 + 1; i++)
        {
            var actor = i == 0 ? party.Actor : await AppointAsync(party, i);
            var person = new Verifier($"HC{number + 1}{i + 1:00}", actor);
            await desk.SendAsync(party.Actor, new EnterVerifier(party.Id, new VerifierPerson(person.Code,
                $"核查员{number + 1}-{i + 1}（模拟）", actor.User, sectors, PastOf(number, i), null)));
            people.Add(person);
        }
        await desk.SendAsync(party.Actor, new CheckImpartiality(party.Id, year, [], "逐项自查，均已遵守", ""));
        return new VerificationBodyPlan(number, party,
            [.. Enumerable.Range(0, teams).Select(t => (people[2 * t], people[2 * t + 1]))], people[^1]);
    }

    /// <summary>The second verifier of the second body advised one of the entities that body will be given.</summary>
    private ImmutableArray<Employment> PastOf(int body, int person) => (body, person) == (1, 1)
        ? [new Employment(town.Entities[0].Plan.CreditCode, EmploymentKind.Consultant, new LocalDate(2021, 3, 1),
            new LocalDate(2023, 2, 28))]
        : [];

    private async Task<Actor> AppointAsync(Party party, int number)
    {
        var events = await desk.MustAsync(town.Authority.Actor,
            new AppointRepresentative(party.Id, $"核查员{number + 1}", Rights.All));
        var user = events.OfType<RepresentativeAppointed>().Single().User;
        return new Actor(user.Id, user.Role);
    }
}
