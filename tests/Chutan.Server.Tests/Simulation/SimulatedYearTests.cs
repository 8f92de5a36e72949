using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;

namespace Chutan.Tests.Simulation;

public sealed class SimulatedYearTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-year-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    [Fact]
    public async Task The_same_seed_gives_the_same_head_hash_and_another_seed_another()
    {
        var (first, again, other) = (await SmallYear.PlayAsync(At("a"), 7), await SmallYear.PlayAsync(At("b"), 7),
            await SmallYear.PlayAsync(At("c"), 8));
        Assert.Equal(first.HeadHash, again.HeadHash);
        Assert.Equal(YearReportFile.Full(first), YearReportFile.Full(again));
        Assert.NotEqual(first.HeadHash, other.HeadHash);
    }

    [Fact]
    public async Task The_parts_of_the_report_agree()
    {
        var report = await SmallYear.PlayAsync(At("a"), 3);
        Assert.True(report.Conservation.Holds);
        Assert.All(report.Conservation.Assets, a => Assert.Equal(a.Issued,
            a.Held + a.Surrendered + a.Cancelled + a.Expired));
        Assert.Equal(report.Conservation.Cash.BankFen,
            report.Conservation.Cash.ParticipantsFen + report.Conservation.Cash.FeesFen);
        Assert.Equal(report.Cap.Total,
            report.Cap.Initial + report.Cap.NewEntrantReserve + report.Cap.GovernmentReserve);
        Assert.Equal(report.AllocationByMethod.Sum(m => m.Final), report.AllocationBySector.Sum(s => s.Final));
        Assert.Equal(SmallYear.Entities, report.AllocationByMethod.Sum(m => m.Entities));
        Assert.Equal(16, report.AllocationBySector.Length);
        Assert.True(report.AllocationByMethod.Sum(m => m.Initial) <= report.Cap.Initial);
        Assert.Equal(report.VerifiedTonnes, report.AllocationBySector.Sum(s => s.Verified));
        Assert.Equal(report.Market.Volume, report.Market.Months.Sum(m => m.Volume));
        Assert.Equal(report.Market.TurnoverFen, report.Market.Months.Sum(m => m.TurnoverFen));
        Assert.Equal(SmallYear.Days, report.Market.Months.Sum(m => m.TradingDays));
        Assert.InRange(report.Offsets.Used, 1, report.Offsets.Cap);
        Assert.NotEmpty(report.ShortEntities);
        Assert.True(report.PenaltiesFen >= report.ShortEntities.Sum(s => s.PenaltyFen));
        Assert.Equal(report.Refusals, report.RefusalsByCode.Sum(r => r.Count));
        Assert.InRange(report.Next.Deducted, 1, report.ShortEntities.Sum(s =>
            s.NextYearDeduction) + report.Corrections.WithdrawnTonnes);
    }

    [Fact]
    public async Task A_year_cut_off_again_and_again_goes_on_to_the_head_hash_of_an_uninterrupted_one()
    {
        var whole = await SmallYear.PlayAsync(At("whole"), 5);
        var answers = new Dictionary<long, RequestId>();
        for (var cut = 1; cut <= 5; cut++)
        {
            using var stop = new CancellationTokenSource();
            var until = whole.Commands * cut / 6;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SmallYear.PlayAsync(At("cut"), 5, null,
                (reply, request) =>
                {
                    if (answers.TryGetValue(reply.Position, out var first)) Assert.Equal(first, request);
                    answers[reply.Position] = request;
                    if (reply.Position >= until) stop.Cancel();
                }, cancel: stop.Token));
        }
        var resumed = await SmallYear.PlayAsync(At("cut"), 5);
        Assert.Equal(whole.HeadHash, resumed.HeadHash);
        Assert.Equal(YearReportFile.Full(whole), YearReportFile.Full(resumed));
    }

    [Fact]
    public async Task A_finished_year_played_again_adds_nothing()
    {
        var first = await SmallYear.PlayAsync(At("a"), 3);
        var again = await SmallYear.PlayAsync(At("a"), 3);
        Assert.Equal(first.HeadHash, again.HeadHash);
        Assert.Equal(first.AsOf, again.AsOf);
        Assert.Equal(first.Commands, (await SmallYear.VerifyAsync(At("a"))).Records);
    }

    [Fact]
    public async Task A_year_of_another_seed_or_size_is_not_continued_and_nothing_is_written()
    {
        var first = await SmallYear.PlayAsync(At("a"), 3);
        await Assert.ThrowsAsync<ForeignYearException>(() => SmallYear.PlayAsync(At("a"), 4));
        await Assert.ThrowsAsync<ForeignYearException>(() => SmallYear.PlayAsync(At("a"), 3, YearSize.Of(41,
            SmallYear.Days)));
        Assert.Equal(first.HeadHash, (await SmallYear.VerifyAsync(At("a"))).HeadHash);
    }

    [Fact]
    public async Task A_year_that_another_program_began_is_not_continued_and_nothing_is_written()
    {
        await SmallYear.PlayAsync(At("a"), 3);
        // The first request of the year, as another program would have used it.
        await using (var own = await MarketDirectory.OpenAsync(At("a")))
        await using (var other = await MarketDirectory.OpenAsync(At("b")))
            await other.SubmitAsync(new Submission(new OpenBusinessDay(new LocalDate(2024, 7, 1)), Actor.Scheduler,
                (await own.ReadOneAsync(0)).Request, Instant.FromUtc(2024, 1, 2, 0, 0)));
        await Assert.ThrowsAsync<ForeignYearException>(() => SmallYear.PlayAsync(At("b"), 3));
        Assert.Equal(1, (await SmallYear.VerifyAsync(At("b"))).Records);
    }

    [Fact]
    public async Task Every_kind_of_command_of_the_market_is_accepted_at_least_once()
    {
        // Made for markets whose figures come from elsewhere, or impossible in a first year. What oversight does
        // about a market in trouble is played in the stressed year.
        string[] elsewhere = ["allocation.declare-market-factor", "allocation.issue-by-table",
            "allocation.remove-entity",
            "mrv.record-verified",
            // Money over the counter and a day settled in one command, as journals of earlier years have it.
            "clearing.deposit", "clearing.withdraw", "clearing.settle-day", "clearing.reconcile-day",
            "clearing.issue-bank-file", "clearing.transfer-money",
            // Everybody has a plan, so reports come out of months; and nobody's is opened again.
            "mrv.submit-report", "mrv.reopen-report", "compliance.penalise-fraud",
            // What seldom happens to plans and months, and what this small a world has none of.
            "mrv.return-plan", "mrv.return-month", "mrv.file-capture", "mrv.verify-capture",
            // Side paths of a verification.
            "mrv.decline-verification", "mrv.recalculate", "mrv.lapse-answers", "mrv.end-answer-terms",
            "mrv.record-verification-error", "mrv.end-interest", "mrv.end-verifier", "mrv.refuse-report",
            // Nobody defaults in an ordinary year.
            "clearing.close-out-default", "clearing.collect-default", "clearing.cover-default",
            "clearing.make-up-default",
            // The one company outside the market keeps its books; whoever looks at it in the browser applies for it.
            "registry.apply-for-account", "registry.decline-application"];
        await SmallYear.PlayAsync(At("a"), 4);
        await using var market = await MarketDirectory.OpenAsync(At("a"));
        var accepted = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in market.ReadAsync(0))
            if (record.Decision is Decision.Accepted) accepted.Add(record.CommandName);
        var all = WireCatalogue.OfMarket();
        var never = typeof(Command).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)))
            .Select(t => all.Of(t).Name).Where(n => !accepted.Contains(n))
            .Where(n => !n.StartsWith("oversight.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var differing = never.Except(elsewhere).Select(n => $"never accepted: {n}")
            .Concat(elsewhere.Except(never).Select(n => $"accepted after all: {n}"));
        Assert.True(!differing.Any(), string.Join("\n", differing));
    }

    [Fact]
    public async Task People_meet_the_refusals_that_people_meet()
    {
        var report = await SmallYear.PlayAsync(At("a"), 4);
        string[] expected = ["exchange.above-limit", "exchange.out-of-hours", "registry.insufficient-holding",
            "access.not-permitted", "compliance.offsets-beyond-limit", "report.from-months", "report.same-person",
            "allocation.below-threshold"];
        Assert.All(expected, code => Assert.Contains(report.RefusalsByCode, r => r.Code == code));
    }

    /// <summary>
    /// Goal: whatever the seed, nothing is created or lost, and every decision can be made again.
    /// Method: play a very small year, then walk its journal from the first record.
    /// </summary>
    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds)), Trait("kind", "simulation")]
    public async Task A_year_conserves_everything_and_is_decided_again_alike(int seed)
    {
        var report = await SmallYear.PlayAsync(At("a"), (ulong)seed, YearSize.Of(20, 8));
        var verified = await SmallYear.VerifyAsync(At("a"));
        Assert.True(report.Conservation.Holds, $"seed {seed}");
        Assert.True(verified.Sound, $"seed {seed}: {verified.Broken} {string.Join("; ", verified.Differences)}");
        Assert.Equal(report.HeadHash, verified.HeadHash);
    }
}
