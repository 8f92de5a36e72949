using Chutan.Engine.Partitions;
using Chutan.Simulation.Report;

namespace Chutan.Tests.Simulation;

/// <summary>The year's monthly evidence, and the frauds in it.</summary>
public sealed class EvidenceYearTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-evidence-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_five_frauds_of_2022_are_caught_and_the_report_names_what_was_missed()
    {
        var report = await SmallYear.PlayAsync(folder, 7);
        var quality = report.Quality!; // the small year has checks
        Assert.Equal(SmallYear.Entities, quality.Plans);
        Assert.True(quality.Months >= (SmallYear.Entities - 1) * 12);
        Assert.Equal(["F1", "F2", "F3", "F4", "F5", "F4c", "F5c"], quality.Frauds.Select(f => f.Id));
        Assert.All(quality.Frauds.Where(f => !f.Careful), f =>
        {
            Assert.False(f.Missed, f.Id);
            Assert.True(f.Concealed > 0, f.Id);
        });
        Assert.Equal(quality.Frauds.Where(f => f.Missed).Sum(f => f.Concealed), quality.Undetected);
        Assert.Contains("306", quality.Frauds.Single(f => f.Id == "F1").CaughtBy);
        Assert.Contains("303", quality.Frauds.Single(f => f.Id == "F2").CaughtBy);
        Assert.Contains("308", quality.Frauds.Single(f => f.Id == "F3").CaughtBy);
        Assert.Contains("310", quality.Frauds.Single(f => f.Id == "F4").CaughtBy);
        Assert.Contains("212", quality.Frauds.Single(f => f.Id == "F5").CaughtBy);
        Assert.All(quality.Checks.Where(c => c.Closed > 0), c => Assert.True(c.FalseAlarms <= c.Closed, c.Check));
        Assert.True(report.Conservation.Holds);
        Assert.True((await SmallYear.VerifyAsync(folder)).Sound);
    }
}
