using System.CommandLine;
using System.Globalization;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Spectre.Console;
using Command = System.CommandLine.Command;
using Text = Chutan.Market.Kernel.Text;

namespace Chutan.Cli.Verbs;

/// <summary>规则库: lists, explains and checks the law as data.</summary>
internal static class RulebookVerb
{
    public static Command Create() =>
        new("rulebook", "规则库：列表、说明、检查 · list, explain and check rulebooks")
        {
            CreateList(), RulebookExplain.Create(), CreateCheck(),
        };

    private static Command CreateList()
    {
        var rulebook = Shared.Rulebook();
        var json = Shared.Json();
        var on = new Option<LocalDate?>("--on")
        {
            Description = "只列出该日有效的取值 · only the values in force on this date",
            CustomParser = result => Shared.ReadDate(result),
        };
        var standing = new Option<Standing?>("--standing") { Description = "只列出此可信程度 · only this standing" };
        var verb = new Command("list", "列出全部取值 · list every value") { rulebook, on, standing, json };
        verb.SetAction(parsed => List(parsed.GetValue(rulebook)!, parsed.GetValue(on), parsed.GetValue(standing),
            parsed.GetValue(json)));
        return verb;
    }

    private static Command CreateCheck()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "规则库目录 · folder of a rulebook" };
        var verb = new Command("check", "检查规则库文件 · check a rulebook's files") { folder };
        verb.SetAction(parsed => Check(parsed.GetValue(folder)!));
        return verb;
    }

    private static int List(string rulebook, LocalDate? on, Standing? standing, bool json)
    {
        var content = RulebookSource.Content(rulebook);
        var values = content.Values
            .Where(v => on is not { } date || (v.From <= date && (v.Through is not { } end || date <= end)))
            .Where(v => standing is null || v.Standing == standing)
            .OrderBy(v => v.Key, StringComparer.Ordinal).ThenBy(v => v.From).ToList();
        if (json)
        {
            Output.PrintJson(new
            {
                id = content.Id,
                nameZh = content.NameZh,
                nameEn = content.NameEn,
                instruments = content.Instruments,
                values,
            });
            return ExitCode.Done;
        }
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("参数 key", "取值 value", "区间 interval", "可信程度 standing", "依据 instrument");
        var numbers = content.Instruments.ToDictionary(i => i.Id, i => i.Number, StringComparer.Ordinal);
        foreach (var v in values)
            table.AddRow(new[]
            {
                v.Key, WithUnit(v), Interval(v), Name(v.Standing), $"{numbers[v.Instrument]} {v.Article}".Trim(),
            }.Select(Markup.Escape).ToArray());
        Output.PrintTable(table);
        Console.WriteLine($"{content.NameZh} · {content.NameEn}: {values.Count} 个取值 values, " +
            $"{content.Instruments.Length} 份文件 instruments");
        return ExitCode.Done;
    }

    private static int Check(DirectoryInfo folder)
    {
        if (!folder.Exists)
            throw new CannotException($"目录 {folder.FullName} 不存在。", $"The folder {folder.FullName} does not exist.");
        var load = RulebookLoader.Load(folder.FullName);
        if (load.Content is not { } content)
        {
            Console.WriteLine(RulebookSource.Lines(folder.ToString(), load.Problems));
            Console.WriteLine($"{load.Problems.Length} 处错误 · {load.Problems.Length} problems");
            return ExitCode.Refused;
        }
        var standings = content.Values.GroupBy(v => v.Standing).OrderBy(g => g.Key)
            .Select(g => $"{g.Count()} {Name(g.Key)}");
        Console.WriteLine($"{content.NameZh} · {content.NameEn}: {content.Instruments.Length} 份文件 instruments, " +
            $"{content.Values.Length} 个取值 values ({string.Join(", ", standings)}), " +
            $"{content.Calendar.Length} 年日历 calendar years");
        return ExitCode.Done;
    }

    public static string Name(Standing standing) => standing switch
    {
        Standing.Confirmed => "已证实 confirmed",
        Standing.Reported => "转引 reported",
        Standing.Assumed => "假定 assumed",
        Standing.Disputed => "有争议 disputed",
        _ => standing.ToString(),
    };

    public static string WithUnit(RuleValue value) => value.Unit switch
    {
        "choice" or "names" or "yes/no" or "time" or "fraction" => value.Value,
        "share" => Percent(value.Value),
        _ => $"{value.Value} {value.Unit}",
    };

    /// <summary>The interval as the sources give it.</summary>
    public static string Interval(RuleValue value) =>
        value.ThroughLabel.Length == 0 ? $"{value.FromLabel} –" : $"{value.FromLabel} – {value.ThroughLabel}";

    private static string Percent(string value) =>
        decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            ? string.Create(CultureInfo.InvariantCulture, $"{value} ({share * 100:0.######} %)")
            : value;
}
