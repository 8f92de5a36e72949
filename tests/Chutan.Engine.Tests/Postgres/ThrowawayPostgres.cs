using System.Globalization;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Postgres;

/// <summary>The tests that share one throw-away PostgreSQL server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<ThrowawayPostgres>
{
    public const string Name = "PostgreSQL";
}

/// <summary>The server of one test run.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The test framework ends it through IAsyncLifetime.")]
public sealed class ThrowawayPostgres : IAsyncLifetime
{
    private readonly PostgresServer server = new();
    private int names;

    /// <summary>How to connect as superuser; add nothing.</summary>
    public string ConnectionString => server.ConnectionString;

    /// <summary>A name nobody else in this run has, for a partition or a database.</summary>
    public string NewName() =>
        "test_" + Interlocked.Increment(ref names).ToString(CultureInfo.InvariantCulture);

    public Task InitializeAsync() => server.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();
}
