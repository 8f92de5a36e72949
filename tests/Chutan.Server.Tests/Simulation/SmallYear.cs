using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Engine.Quality;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;

namespace Chutan.Tests.Simulation;

/// <summary>The whole cycle of the year with few people and few trading days: some seconds instead of a quarter of a
/// minute.</summary>
internal static class SmallYear
{
    public const int Entities = 40;
    public const int Days = 24;

    public static YearSize Size => YearSize.Of(Entities, Days);

    public static RulebookContent Rulebook { get; } = RulebookLoader.Load(Repository.At("rulebooks",
        "hubei")).Require();

    public static ImmutableArray<Methodology> Methodologies { get; } =
        MethodologyLibrary.Load(Repository.At("methodologies")).All;

    public static CheckCatalogue Checks { get; } =
        CheckLibrary.Load(Repository.At("checks")).Catalogue!; // it has tests of its own

    /// <summary>Plays in a directory, or plays on in one, and closes the market again.</summary>
    public static async Task<YearReport> PlayAsync(string directory, ulong seed, YearSize? size = null,
        Action<Reply, RequestId>? answered = null, bool honest = false, CancellationToken cancel = default)
    {
        await using var market = await MarketDirectory.OpenAsync(directory,
            new PartitionOptions { Checking = Checking.EachCommand }, null, CancellationToken.None);
        return await SimulatedYear.PlayAsync(market, Rulebook, new YearOptions(seed, size ?? Size, answered)
            { Methodologies = Methodologies, Checks = Checks, Honest = honest }, null, cancel);
    }

    public static async Task<VerificationReport> VerifyAsync(string directory)
    {
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory);
        return await Verification.RunAsync(journal, MarketDirectory.SnapshotsOf(directory), null,
            CancellationToken.None);
    }
}
