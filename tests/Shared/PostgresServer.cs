using System.Diagnostics;
using System.Globalization;

namespace Chutan.Tests;

/// <summary>
/// A PostgreSQL server of its own for one run: a new cluster in a temporary directory, reachable only through a
/// socket in it, with the durability settings a server has by default; stopped and deleted at the end.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Missing =
        "PostgreSQL is needed here and was not found: install it (Debian: apt-get install postgresql-15), "
        + "or run ./chutan test, which does.";

    private readonly string directory = Directory.CreateTempSubdirectory("chutan-pg-").FullName;
    private string programs = "";

    /// <summary>How to connect as superuser; add nothing.</summary>
    public string ConnectionString =>
        $"Host={directory};Port=5432;Username=postgres;Database=postgres;Include Error Detail=true";

    /// <summary>Makes the cluster and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        programs = FindPrograms() ?? throw new InvalidOperationException(Missing);
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", [Account(), directory]);
        await RunAsServerAsync(
            "initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await RunAsServerAsync(
            "pg_ctl", "-D", Data, "-l", Path.Combine(directory, "log"), "-w", "-t", "120",
            "-o", $"-k {directory} -c listen_addresses=''", "start");
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
            await RunAsServerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(directory, recursive: true);
    }

    private string Data => Path.Combine(directory, "data");

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.EnumerateDirectories(debian)
                .OrderByDescending(path => int.TryParse(
                    Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                        ? version
                        : 0)
                .Select(path => Path.Combine(path, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return versions.Concat(path).FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    /// <summary>PostgreSQL refuses to run as root; root lends it an account that may do little.</summary>
    private static string Account() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private Task RunAsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("runuser", ["-u", Account(), "--", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, string[] arguments)
    {
        // Output goes to a file: a server keeps its parent's pipes open, and waiting for them would never end.
        var output = Path.Combine(Path.GetTempPath(), Path.GetFileName(directory) + ".out");
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = "/",
            ArgumentList = { "-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        await process.WaitForExitAsync();
        var said = await File.ReadAllTextAsync(output);
        File.Delete(output);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{said}");
    }
}
