using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>市级监督: the ecology bureau of each city draws its routine checks every quarter and makes known what it found.
/// </summary>
internal sealed class CitySupervision(Desk desk, Town town)
{
    private static readonly ImmutableArray<string> Inspectors = ["检查员甲", "检查员乙", "检查员丙", "检查员丁"];
    private readonly List<(City City, Party Bureau)> bureaus = [];

    /// <summary>The bureaus, city by city.</summary>
    public IEnumerable<(City City, Party Bureau)> Bureaus => bureaus;

    /// <summary>A bureau for every city that has covered entities.</summary>
    public async Task FoundAsync()
    {
        foreach (var city in Sectors.Cities.Where(c => town.Entities.Any(e => e.Plan.City.Code == c.Code)))
        {
            var bureau = new Party(CreditCode.Of("11", city.Code, 40));
            var events = await desk.MustAsync(town.Authority.Actor, new RegisterParticipant(
                ParticipantKind.CityAuthority, $"{city.Zh}市生态环境局（模拟）", $"Ecology Bureau of {city.En} (simulated)",
                bureau.CreditCode, "", city.Code));
            bureau.Id = events.OfType<ParticipantRegistered>().Single().Participant.Id;
            events = await desk.MustAsync(town.Authority.Actor,
                new AppointRepresentative(bureau.Id, "监管科经办人", Rights.All));
            var user = events.OfType<RepresentativeAppointed>().Single().User;
            bureau.Actor = new Actor(user.Id, user.Role);
            bureaus.Add((city, bureau));
        }
    }

    /// <summary>双随机: each bureau draws; the first also tries an entity of another city and is refused.</summary>
    public async Task CheckAsync(int year, int quarter)
    {
        var drawn = new List<(Party Bureau, RoutineCheck Check)>();
        foreach (var (city, bureau) in bureaus)
            await desk.SendAsync(bureau.Actor, new DrawRoutineChecks(bureau.Id, year, quarter, Inspectors,
                $"{city.Code} {year}Q{quarter}"), reply =>
                {
                    if (reply.Decision is Decision.Accepted { Events: [RoutineChecksDrawn e] })
                        foreach (var check in e.Checks) drawn.Add((bureau, check));
                });
        await desk.SettleAsync();
        if (drawn.FirstOrDefault() is { Bureau: { } own } first && bureaus.Find(b => b.Bureau != own).Bureau is
            { } stranger)
            await desk.SendAsync(stranger.Actor, Result(first.Check));
        foreach (var (bureau, check) in drawn) await desk.SendAsync(bureau.Actor, Result(check));
        await desk.SettleAsync();
    }

    private static RecordRoutineCheck Result(RoutineCheck check) => check.Number % 9 == 4
        ? new(check.Participant, check.Number, RoutineResult.Problems, "皮带秤超过校准期")
        : new(check.Participant, check.Number, RoutineResult.NoProblem, "");
}
