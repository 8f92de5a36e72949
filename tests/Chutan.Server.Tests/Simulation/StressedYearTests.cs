using Chutan.Engine.Partitions;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;

namespace Chutan.Tests.Simulation;

/// <summary>The stress scenario: the price driven to its limits, the vote, the release, and who was caught.</summary>
public sealed class StressedYearTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("chutan-stress").FullName;

    [Fact]
    public async Task The_trigger_fires_the_committee_votes_and_the_reserve_sells()
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        var report = await SimulatedYear.PlayAsync(market, SmallYear.Rulebook, new YearOptions(7,
            YearSize.Of(60, 60), Stressed: true), null, default);
        var stress = report.Stress!;
        Assert.Equal("stress", report.Scenario);
        Assert.Equal((6, 4, 6), (stress.LimitDays.Length, stress.InFavour, stress.Seats));
        Assert.True(stress.Released > 0 && stress.AnnouncedOn > stress.TriggeredOn);
        Assert.True(stress.WashRingCaught && stress.SpooferCaught);
        Assert.True(report.Conservation.Holds);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
