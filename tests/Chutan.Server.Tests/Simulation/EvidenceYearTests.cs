using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
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
        Assert.All(new[] { "103", "108", "206", "206-drift", "207", "208", "209", "210", "211", "211-invoice", "215" },
            id => Assert.True(quality.Checks.Single(c => c.Check == id) is { Things: > 0, Entities: > 0 }, id));
        Assert.Contains("106", quality.Idle);
        Assert.Equal((65, 65 - quality.Idle.Length), (quality.Numbers, quality.Ran));
        Assert.All(quality.Frauds, f => Assert.DoesNotContain("201", f.CaughtBy));
        Assert.True(report.Conservation.Holds);
        Assert.True((await SmallYear.VerifyAsync(folder)).Sound);
        await EverybodyReportsFromMonthsAsync(report);
    }

    /// <summary>
    /// Goal: what caught a fraud was the fraud, and neither luck nor knowledge of who cheats.
    /// Method: the same seed without cheats is the same year filed honestly; what was found true in the one year, by
    /// check, entity and month, must not be raised in the other.
    /// </summary>
    [Fact]
    public async Task The_checks_that_caught_somebody_say_nothing_of_the_same_months_filed_honestly()
    {
        var honest = Path.Combine(folder, "honest");
        var control = await SmallYear.PlayAsync(honest, 7, honest: true);
        Assert.Empty(control.Quality!.Frauds); // the small year has checks
        Assert.Equal(0, control.Quality.Concealed);
        var cheated = Path.Combine(folder, "cheated");
        var frauds = (await SmallYear.PlayAsync(cheated, 7)).Quality!.Frauds;
        var raised = await AlertsAsync(honest);
        var found = (await AlertsAsync(cheated)).Where(a => a.Outcome == AlertOutcome.Escalated
            && frauds.Any(f => f.EntityId == a.Hit.Participant.ToString()
                && f.CaughtBy.Contains(a.Hit.Check))).ToList();
        Assert.NotEmpty(found);
        Assert.Empty(found.Select(Thing).Intersect(raised.Select(Thing)));
        Assert.All(frauds.Where(f => f.Missed), f => Assert.Empty(f.CaughtBy));

        static (string, ParticipantId, int) Thing(QualityAlert alert) =>
            (alert.Hit.Check, alert.Hit.Participant, alert.Hit.Month);
    }

    private static async Task<IReadOnlyList<QualityAlert>> AlertsAsync(string directory)
    {
        await using var market = await MarketDirectory.OpenAsync(directory);
        return await market.AskAsync(state => state.Mrv.Checks.Alerts.Where(a => a.Hit.Year.Year == 2024).ToList());
    }

    /// <summary>Two people, the accepted months, last year beside it; what is verified is what was derived, less honest
    /// errors and more by what was found concealed; and the months of the next year are filed as they fall due.
    /// </summary>
    private async Task EverybodyReportsFromMonthsAsync(YearReport played)
    {
        var (year, next) = (new ComplianceYear(2024), new ComplianceYear(2025));
        await using var market = await MarketDirectory.OpenAsync(folder);
        await market.AskAsync(state =>
        {
            var mrv = state.Mrv;
            var reported = mrv.Of(year).Where(r => r.Revision > 0).ToList();
            Assert.Equal(SmallYear.Entities - 1, reported.Count);
            foreach (var report in reported)
            {
                var annual = mrv.Annuals.Submitted(report.Participant, year)!; // nobody reports otherwise
                Assert.Equal((annual.Result.Compliance, 12), (report.Reported!.Value, annual.Result.Months.Length));
                Assert.NotEqual(annual.PreparedBy, annual.ApprovedBy);
                Assert.True(mrv.Accepted(year.Previous, report.Participant) > Tonnes.Zero);
                Assert.Equal(5, mrv.Months.OfYear(report.Participant, next).Count());
            }
            var missing = Assert.Single(mrv.Plans.Entities, p => reported.All(r => r.Participant != p));
            Assert.NotNull(mrv.Annuals.DeterminationOf(missing, year));
            foreach (var fraud in played.Quality!.Frauds) // as above
            {
                var report = reported.Single(r => r.Participant.ToString() == fraud.EntityId);
                Assert.InRange(report.Verified!.Value.Count - report.Reported!.Value.Count - (fraud.Missed ? 0
                    : fraud.Concealed), -1, 1);
            }
            Assert.Contains(mrv.Checks.Alerts, a => a.Hit.Check == "401");
            Assert.Contains(mrv.Months.Newest, m => m.Content.Rows.Any(r => r.Find("W_fd") is not null));
            return 0;
        });
        Assert.Contains(played.Quality!.Checks, c => c is { Check: "201", Refused: > 0 });
    }
}
