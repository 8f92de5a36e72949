using Chutan.Engine.Partitions;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using NodaTime.Text;

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
        TheReportIsReadAsItWasWritten(report);
    }

    /// <summary>Also one of an earlier edition, whose dates stand by their parts.</summary>
    private void TheReportIsReadAsItWasWritten(YearReport report)
    {
        var day = LocalDatePattern.Iso.Format(report.Stress!.AnnouncedOn!.Value);
        var full = YearReportFile.Full(report);
        Assert.Contains($"\"announcedOn\": \"{day}\"", YearReportFile.Short(report), StringComparison.Ordinal);
        var (year, month, date) = report.Stress.AnnouncedOn.Value;
        foreach (var text in new[] { full, full.Replace($"\"announcedOn\": \"{day}\"", FormattableString.Invariant(
            $$"""
            "announcedOn": {"year": {{year}}, "month": {{month}}, "day": {{date}}}
            """), StringComparison.Ordinal) })
        {
            File.WriteAllText(Path.Combine(directory, YearReportFile.Name), text);
            Assert.Equal(full, YearReportFile.Full(YearReportFile.Read(directory)!));
        }
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
