using System.CommandLine;
using Chutan.Engine.Methodologies;
using Chutan.Market.Quantification;
using Chutan.Server.Quantification;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>核算: applies a methodology to a file of figures, and shows how the result came about.</summary>
internal static class QuantifyVerb
{
    public static Command Create()
    {
        var methodology = new Argument<string>("METHODOLOGY")
        {
            Description = "方法学编号（可带 @版本）、制度/行业或文件 · id, id@version, regime/sector, or a file",
        };
        var input = new Argument<FileInfo?>("INPUT")
        {
            Description = "数据文件 csv、json 或 xlsx · file of figures", Arity = ArgumentArity.ZeroOrOne,
        };
        var template = new Option<FileInfo?>("--template")
        {
            Description = "写出空白填写模板 xlsx 或 csv · write an empty file to fill in",
        };
        var trace = new Option<bool>("--trace") { Description = "显示全部步骤 · show every step" };
        var json = Shared.Json();
        var ofYear = new Option<int?>("--year") { Description = "报告年度 · year of the report" };
        var region = new Option<string?>("--region") { Description = "地区，如 CN-HB · region" };
        var set = new Option<string[]>("--set")
        {
            Description = "试算：名称=值[ 单位] · what-if: name=value[ unit]",
            AllowMultipleArgumentsPerToken = false,
        };
        var compare = new Option<string?>("--compare")
        {
            Description = "与另一方法学或版本并列 · beside another methodology or version",
        };
        var verb = new Command("quantify", "按方法学核算 · calculate by a methodology")
        {
            methodology, input, trace, json, ofYear, region, set, compare, template,
        };
        verb.SetAction(parsed =>
        {
            var (shown, year) = (new Shown(parsed.GetValue(trace), parsed.GetValue(json)), parsed.GetValue(ofYear));
            var name = parsed.GetValue(methodology)!; // the parser asks for it
            if (parsed.GetValue(template) is { } empty) return WriteTemplate(Find(name, year), empty);
            var (file, bytes) = Read(parsed.GetValue(input));
            var faults = new Faults();
            var found = Find(name, year ?? InputFiles.YearOf(file, bytes));
            var data = InputFiles.Read(file, bytes, found, year, parsed.GetValue(region), faults);
            var overrides = (parsed.GetValue(set) ?? []).Select(ReadOverride).ToImmutableArray();
            if (parsed.GetValue(compare) is { } other)
                return (data is null ? null : Comparing.Run(found, Find(other, null), data, overrides, faults)) is
                    { } both ? Print(both, shown) : Refuse(faults, shown);
            var calculation = data is null ? null : Calculating.Run(found, data, overrides, faults);
            return calculation is null ? Refuse(faults, shown) : Print(calculation, shown);
        });
        return verb;
    }

    private static (string Name, byte[] Bytes) Read(FileInfo? file)
    {
        if (file is null)
            throw new CannotException("请给出数据文件，或用 --template 写出模板。",
                "Name a file of figures, or write an empty one with --template.");
        if (!file.Exists) throw new CannotException($"没有文件 {file}。", $"There is no file {file}.");
        if (file.Length > InputFiles.MostBytes)
            throw new CannotException($"{file} 有 {file.Length} 字节，超过上限 {InputFiles.MostBytes} 字节。",
                $"{file} has {file.Length} bytes; at most {InputFiles.MostBytes} are taken.");
        return (file.Name, File.ReadAllBytes(file.FullName));
    }

    private static int WriteTemplate(Methodology methodology, FileInfo into)
    {
        File.WriteAllBytes(into.FullName, FiguresTemplate.Of(methodology, into.Extension));
        Console.WriteLine($"{methodology.Id}@{methodology.Version} → {into}");
        return ExitCode.Done;
    }

    /// <param name="year">Of the report: without a version of its own a methodology is taken in the version for that
    /// year, and a sector in the one its regime names for it.</param>
    private static Methodology Find(string name, int? year)
    {
        var isFile = name.EndsWith(".yaml", StringComparison.Ordinal) && File.Exists(name);
        var file = isFile ? Path.GetFullPath(name) : null;
        var library = MethodologyLibrary.Load(Path.Combine(Shared.Root(), "methodologies"), file);
        if (file is not null)
        {
            var wrong = library.Faults.Where(f => f.Place.File == file).ToList();
            if (wrong.Count > 0)
                throw new CannotException($"{name} 有 {wrong.Count} 处错误。",
                    $"{name} has {wrong.Count} faults.\n{string.Join('\n', wrong)}");
            return library.All.Single(m => m.File == file);
        }
        if (name.Split('/') is [var regime, var sector]) return OfSector(library, regime, sector, year);
        var known = string.Join(", ", library.All.Select(m => $"{m.Id}@{m.Version}"));
        return library.Find(name, year) ?? throw new CannotException($"没有名为 {name} 的方法学；已有：{known}。",
            $"There is no methodology '{name}'. Known: {known}");
    }

    private static Methodology OfSector(MethodologyLibrary library, string regime, string sector, int? year)
    {
        if (year is not { } of)
            throw new CannotException("按行业选用方法学须有报告年度：写在数据文件中，或用 --year。",
                "A sector's methodology depends on the report year: state it in the file or with --year.");
        var faults = new Faults();
        if (library.RuleSets.Select(regime, sector, of, faults) is { } row)
            return library.Find($"{row.Methodology}@{row.Version}")!; // the table names what is there
        var known = string.Join(", ", library.RuleSets.Rows.Select(r => $"{r.Regime}/{r.Sector}").Distinct());
        throw new CannotException($"{faults.Sorted[0].Zh} 已有：{known}。", $"{faults.Sorted[0].En} Known: {known}");
    }

    private static Override ReadOverride(string text) => Override.Read(text)
        ?? throw new CannotException($"“{text}”应为 名称=值。", $"'{text}' must be name=value.");

    private static int Refuse(Faults faults, Shown shown)
    {
        if (shown.Json)
            Output.PrintJson(new
            {
                faults = faults.Sorted.Select(f => new
                {
                    code = f.Code.Code,
                    zh = f.Zh,
                    en = f.En,
                    place = f.Place.ToString(),
                }),
            });
        else
            foreach (var fault in faults.Sorted) Console.WriteLine($"{fault.Place}: {fault.Zh}\n    {fault.En}");
        if (!shown.Json) Console.WriteLine($"{faults.Sorted.Length} 处错误 · {faults.Sorted.Length} faults");
        return ExitCode.Refused;
    }

    private static int Print(Comparison comparison, Shown shown)
    {
        if (shown.Json)
            Output.PrintJson(new
            {
                first = Head(comparison.First),
                second = Head(comparison.Second),
                results = comparison.Results,
                factors = comparison.Factors.Where(v => v.Change != ComparedChange.Same),
                lines = shown.Trace ? comparison.Lines
                    : comparison.Lines.Where(v => v.Change != ComparedChange.Same),
                notAsked = comparison.NotAsked,
            });
        else Console.Write(ComparisonText.Of(comparison, shown.Trace));
        return ExitCode.Done;

        static object Head(Calculation of) => new
        {
            id = of.Methodology,
            version = of.Version,
            hash = of.MethodologyHash,
            whatIf = of.IsWhatIf,
            traceHash = of.TraceHash,
        };
    }

    private static int Print(Calculation calculation, Shown shown)
    {
        if (!shown.Json) Console.Write(shown.Trace ? TraceText.Full(calculation) : TraceText.Summary(calculation));
        else
            Output.PrintJson(new
            {
                methodology = new
                {
                    id = calculation.Methodology,
                    version = calculation.Version,
                    hash = calculation.MethodologyHash,
                },
                year = calculation.Year,
                value = calculation.Results[0].Value,
                unit = calculation.Results[0].Unit,
                values = calculation.Results,
                usable = calculation.IsUsable,
                whatIf = calculation.IsWhatIf,
                checks = calculation.Checks.Where(c => !c.Holds),
                evidenceGaps = calculation.EvidenceGaps,
                traceHash = calculation.TraceHash,
                trace = shown.Trace ? calculation.Trace : (ImmutableArray<TraceLine>?)null,
            });
        return ExitCode.Done;
    }

    private sealed record Shown(bool Trace, bool Json);
}
