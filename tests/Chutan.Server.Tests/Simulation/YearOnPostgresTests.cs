using Chutan.Engine.Journal.Postgres;
using Chutan.Engine.Partitions;
using Chutan.Engine.Tests.Postgres;
using Chutan.Simulation.Report;
using Chutan.Simulation.Year;

namespace Chutan.Tests.Simulation;

[Trait("needs", "postgres")]
public sealed class YearOnPostgresTests(ThrowawayPostgres postgres) : IClassFixture<ThrowawayPostgres>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-year-pg-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_year_has_the_same_head_hash_on_files_and_in_PostgreSQL()
    {
        var onFiles = await SmallYear.PlayAsync(folder, 7);
        var journal = await PostgresJournal.OpenAsync(postgres.ConnectionString, postgres.NewName(),
            CancellationToken.None);
        await using var market = await Partition.OpenAsync(journal,
            new PartitionOptions { Checking = Checking.EachCommand }, null, CancellationToken.None);
        var inDatabase = await SimulatedYear.PlayAsync(market, SmallYear.Rulebook,
            new YearOptions(7, SmallYear.Size) { Methodologies = SmallYear.Methodologies, Checks = SmallYear.Checks },
            null, CancellationToken.None);
        Assert.Equal(onFiles.HeadHash, inDatabase.HeadHash);
        Assert.Equal(YearReportFile.Full(onFiles), YearReportFile.Full(inDatabase));
    }
}
