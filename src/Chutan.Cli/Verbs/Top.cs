using System.CommandLine;
using Chutan.Engine.Journal;
using Chutan.Engine.Methodologies;
using Chutan.Engine.Quality;
using Chutan.Market.Mrv;
using Chutan.Engine.OrderFlow;
using Chutan.Engine.Partitions;
using Chutan.Market.Quantification;
using Chutan.Simulation.Year;
using NodaTime.Text;

namespace Chutan.Cli.Verbs;

/// <summary>What every verb's outcome means to the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    /// <summary>Refused, or a check that failed.</summary>
    public const int Refused = 1;
    /// <summary>The words of the call were not understood.</summary>
    public const int Usage = 2;
}

/// <summary>The top of the program: runs the verb, and says in both languages what stopped it.</summary>
internal static class Top
{
    /// <summary>What the reader of the call says of itself is in English only.</summary>
    private static string InBoth(string message) =>
        message.Any(c => c > '\u2e80') ? message : $"命令的写法不对 · {message}";

    public static async Task<int> RunAsync(RootCommand root, string[] words)
    {
        var parsed = root.Parse(words);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(InBoth(error.Message));
            await Console.Error.WriteLineAsync("用法见 --help · see --help");
            return ExitCode.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is JournalDamagedException or JournalUnavailableException or MarketStoppedException
            or CannotException or FlowDamagedException or ScenarioException or ForeignYearException or IOException
            or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Refused;
        }
    }
}

/// <summary>The verb cannot do what was asked; the message says why in both languages.</summary>
internal sealed class CannotException(string chinese, string english) : Exception($"{chinese}\n{english}");

/// <summary>Options that several verbs share.</summary>
internal static class Shared
{
    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "数据目录 · data directory",
        DefaultValueFactory = _ => new DirectoryInfo(UsualData()),
    };

    /// <summary>Where <c>up</c> keeps its market.</summary>
    public static string OwnData() => Path.Combine(Root(), "data");

    /// <summary>The market people mean when they name none: the one of <c>up</c>,
    /// or else the year played last.</summary>
    private static string UsualData()
    {
        var own = OwnData();
        if (MarketDirectory.Exists(own) || !Directory.Exists(own)) return own;
        return Directory.EnumerateDirectories(own, "year-*").Where(MarketDirectory.Exists)
            .MaxBy(d => Directory.GetLastWriteTimeUtc(MarketDirectory.JournalOf(d))) ?? own;
    }

    public static Option<bool> Json() => new("--json") { Description = "输出 JSON · print JSON" };

    public static Option<string> Rulebook() => new("--rulebook")
    {
        Description = "规则库名称或目录 · name or folder of a rulebook",
        DefaultValueFactory = _ => "hubei",
    };

    /// <summary>A date such as 2024-09-30.</summary>
    public static LocalDate ReadDate(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return date.Value;
        result.AddError($"“{text}”不是 2024-09-30 这样的日期 · '{text}' is not a date such as 2024-09-30");
        return default;
    }

    /// <summary>The methodologies beside the program. One with a fault is left out, and said with file and line.
    /// </summary>
    public static ImmutableArray<Methodology> Methodologies()
    {
        var library = MethodologyLibrary.Load(Path.Combine(Root(), "methodologies"));
        if (!library.Faults.IsEmpty)
            Console.Error.WriteLine(
                $"方法学有 {library.Faults.Length} 处错误，相关文件未装载 · faults in the methodologies, left out:");
        foreach (var fault in library.Faults) Console.Error.WriteLine($"  methodologies/{fault}");
        return library.All;
    }

    /// <summary>The data-quality checks beside the program; null when there are none, or with a fault in
    /// them.</summary>
    public static CheckCatalogue? Checks() => CheckLibrary.Load(Path.Combine(Root(), "checks")).Catalogue;

    /// <summary>Keeps the files of a played year beside its journal, each under its hash.</summary>
    public static Task KeepEvidenceAsync(string data, IEnumerable<string> contents, CancellationToken cancel) =>
        MarketDirectory.DocumentsOf(data).PutTextsAsync(contents, cancel);

    /// <summary>The folder that holds rulebooks/: from CHUTAN_ROOT, or upwards from here.</summary>
    public static string Root()
    {
        if (Environment.GetEnvironmentVariable("CHUTAN_ROOT") is { Length: > 0 } given) return given;
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
            for (var here = new DirectoryInfo(start); here is not null; here = here.Parent)
                if (Directory.Exists(Path.Combine(here.FullName, "rulebooks"))) return here.FullName;
        return Directory.GetCurrentDirectory();
    }

    /// <summary>Refuses a directory in which no market has been kept.</summary>
    public static void MustHoldMarket(DirectoryInfo directory)
    {
        if (!MarketDirectory.Exists(directory.FullName))
            throw new CannotException($"{directory.FullName} 中没有市场数据。", $"There is no market in {directory.FullName}.");
    }
}
