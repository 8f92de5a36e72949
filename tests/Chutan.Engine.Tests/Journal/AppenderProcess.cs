using System.Globalization;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Tests.Journal;

/// <summary>
/// The test assembly started as a program of its own: owns a journal, appends until it is killed, and prints how many
/// records it has answered for, each with a full stop behind it.
/// </summary>
internal static class AppenderProcess
{
    public const string Name = "journal-appender";

    public static FileJournalOptions Options(string directory) =>
        new(directory) { FirstSegmentBytes = 16 * 1024, SegmentBytes = 64 * 1024 };

    public static long? Answered(string? line) =>
        line is not null && line.EndsWith('.')
            ? long.Parse(line.AsSpan(0, line.Length - 1), CultureInfo.InvariantCulture)
            : null;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [Name, var directory])
            return 2;
        await using var journal = await FileJournal.OpenAsync(Options(directory), CancellationToken.None);
        var answers = Console.OpenStandardOutput();
        for (var commit = 1; ; commit++)
        {
            await journal.AppendManyAsync(records: 1 + commit % 7, perCommit: 7);
            var line = journal.NextPosition.ToString(CultureInfo.InvariantCulture) + ".\n";
            await answers.WriteAsync(System.Text.Encoding.ASCII.GetBytes(line));
        }
    }
}
