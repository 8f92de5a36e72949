using System.Xml.Linq;
using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Market.Tests.Architecture;

public sealed class RoomsTests
{
    private static readonly ImmutableArray<Type> Market = [.. typeof(Tonnes).Assembly.GetTypes()];

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> ProjectsMayRead =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["Chutan.Market"] = [],
            ["Chutan.Engine"] = ["Chutan.Market"],
            ["Chutan.Simulation"] = ["Chutan.Market", "Chutan.Engine"],
            ["Chutan.Server"] = ["Chutan.Market", "Chutan.Engine"],
            ["Chutan.Cli"] = ["Chutan.Market", "Chutan.Engine", "Chutan.Server", "Chutan.Simulation"],
        }.ToImmutableDictionary();

    [Fact]
    public void Rooms_read_only_along_the_table() => None(Rooms.ForbiddenReads(Market));

    [Fact]
    public void Rooms_change_only_themselves() => None(Rooms.ForbiddenChanges(Market));

    [Fact]
    public void Every_namespace_is_a_room_of_the_table() => None(
    [
        .. Market.Select(Rooms.Of).OfType<string>().Distinct().Where(room => !Rooms.MayRead.ContainsKey(room)).Order()
            .Select(room => $"Chutan.Market.{room} is not in the table: give it a row in Rooms.MayRead."),
    ]);

    [Fact]
    public void The_table_has_no_circle()
    {
        var done = new HashSet<string>();
        while (Rooms.MayRead.Keys.FirstOrDefault(r => !done.Contains(r) && Reads(r).All(done.Contains)) is { } next)
            done.Add(next);
        Assert.Equal([.. Rooms.MayRead.Keys], done.Order(StringComparer.Ordinal));

        static IEnumerable<string> Reads(string room) =>
            Rooms.MayRead[room].Where(other => room == "Flows" || other != Rooms.Together)
                .Where(other => room != Rooms.Together || other != "Flows");
    }

    [Fact]
    public void A_read_against_the_table_is_found_in_a_signature_a_body_a_lambda_and_an_iterator()
    {
        var found = string.Join('\n', Rooms.ForbiddenReads(
            typeof(Chutan.Market.Registry.RoomThatReadsTheExchange).Assembly.GetTypes()));
        Assert.Contains("RoomThatReadsTheExchange reads Chutan.Market.Exchange.ExchangeState", found);
        Assert.Contains("RoomThatCreatesInABody reads Chutan.Market.Exchange.ExchangeState", found);
        Assert.Contains("RoomThatHidesInALambda+<>c reads Chutan.Market.Exchange.ExchangeState", found);
        Assert.Contains("RoomThatHidesInAnIterator+<", found);
        Assert.DoesNotContain("RoomThatReadsParticipants", found);
    }

    [Fact]
    public void A_room_that_applies_or_sets_in_another_room_is_found()
    {
        var found = Rooms.ForbiddenChanges([typeof(Chutan.Market.Clearing.RoomThatChangesAnother)]);
        Assert.Contains(found, s => s.Contains("BadState.Apply", StringComparison.Ordinal));
        Assert.Contains(found, s => s.Contains("BadState.set_Count", StringComparison.Ordinal));
        Assert.Contains(found, s => s.Contains("BadState.Field", StringComparison.Ordinal));
        Assert.Equal(3, found.Length);
    }

    [Fact]
    public void Projects_refer_only_downwards() => None(
    [
        .. from project in ProjectsMayRead.Keys.Order()
           from reference in References(Repository.At("src", project, project + ".csproj"))
           where !ProjectsMayRead[project].Contains(reference)
           select $"{project} refers to {reference}: turn the dependency around, or move the code to where it is used.",
    ]);

    [Fact]
    public void Every_project_is_in_the_table_of_projects()
    {
        Assert.Equal(
            ProjectsMayRead.Keys.Order(),
            Directory.GetDirectories(Repository.At("src")).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0)
                .Select(Path.GetFileName).Order());
        Assert.Contains("Chutan.Market", References(Repository.At("src", "Chutan.Engine", "Chutan.Engine.csproj")));
    }

    [Fact]
    public void The_core_needs_nothing_but_the_runtime_and_dates() => None(
    [
        .. typeof(Tonnes).Assembly.GetReferencedAssemblies().Select(a => a.Name ?? "")
            .Where(name => name != "NodaTime" && !name.StartsWith("System.", StringComparison.Ordinal))
            .Select(name => $"Chutan.Market refers to {name}: packages belong to the engine and the hosts."),
    ]);

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Select(e => Path.GetFileNameWithoutExtension(((string?)e.Attribute("Include") ?? "").Replace('\\', '/')));

    private static void None(IReadOnlyCollection<string> problems) =>
        Assert.True(problems.Count == 0, string.Join('\n', problems));
}
