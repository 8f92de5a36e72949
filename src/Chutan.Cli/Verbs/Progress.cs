using System.Globalization;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>Shows how far long work has come: a bar on a terminal, a line now and then elsewhere (on stderr, so that
/// stdout holds the answer only).</summary>
internal static class Progress
{
    private const int LineEveryPercent = 10;

    public static async Task RunAsync(string title, Func<IProgress<(long Done, long Total)>, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(new Lines(title));
            return;
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask(Markup.Escape(title));
            await work(new Bar(task));
            task.Value = task.MaxValue;
        });
    }

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }

    private sealed class Lines(string title) : IProgress<(long Done, long Total)>
    {
        private long shown = -LineEveryPercent;

        public void Report((long Done, long Total) value)
        {
            var percent = value.Total == 0 ? 100 : value.Done * 100 / value.Total;
            if (percent < shown + LineEveryPercent) return;
            shown = percent;
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title} {percent} %"));
        }
    }
}
