using System.Diagnostics;

namespace Chutan.Tests.Cli;

/// <summary>Runs the program as a shell would, and hands back what it said.</summary>
internal static class ChutanProgram
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "chutan-cli.dll");

    public static Task<(int Exit, string Out, string Error)> RunAsync(params string[] words) =>
        RunInAsync(Repository.Root, words);

    /// <param name="root">The folder with rulebooks, methodologies and checks.</param>
    public static async Task<(int Exit, string Out, string Error)> RunInAsync(string root, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["CHUTAN_ROOT"] = root;
        start.ArgumentList.Add(Dll);
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
