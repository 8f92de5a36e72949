using System.CommandLine;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Command = System.CommandLine.Command;
using Text = Chutan.Market.Kernel.Text;

namespace Chutan.Cli.Verbs;

/// <summary>说明一个取值: what a key's value is on a date, of what, where it is written, how sure it is, what it was
/// before and will be after, and who adopted it.</summary>
internal static class RulebookExplain
{
    public static Command Create()
    {
        var key = new Argument<string>("key") { Description = "参数名，如 offset.limit.hubei · name of the key" };
        var on = new Option<LocalDate>("--on")
        {
            Description = "日期 · date",
            Required = true,
            CustomParser = result => Shared.ReadDate(result),
        };
        var rulebook = Shared.Rulebook();
        var data = new Option<DirectoryInfo?>("--data")
        {
            Description = "市场数据目录：按该市场采用的规则库和采纳记录说明 · explain as adopted in this market",
        };
        var json = Shared.Json();
        var verb = new Command("explain", "说明一个取值 · explain one value") { key, on, rulebook, data, json };
        verb.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(key)!, parsed.GetValue(on),
            parsed.GetValue(rulebook)!, parsed.GetValue(data), parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        string name, LocalDate on, string rulebook, DirectoryInfo? data, bool json, CancellationToken cancel)
    {
        if (RuleKeys.Find(name) is not { } key) return UnknownKey(name, json);
        var (state, by) = data is null
            ? (RulebookSource.FromFiles(rulebook), null)
            : await RulebookSource.FromMarketAsync(data, cancel);
        var read = key.Axis == Axis.ComplianceYear ? new ComplianceYear(on.Year).RuleDate : on;
        var explained = new Explained(key, on, read, state, by);
        if (json) PrintJson(explained);
        else Print(explained);
        return explained.Refusal is null ? ExitCode.Done : ExitCode.Refused;
    }

    private static int UnknownKey(string name, bool json)
    {
        var refusal = RulebookRefusals.UnknownKey.With(new Citation("Chutan rulebook"), ("key", name));
        if (json) Output.PrintJson(new { key = name, refusal });
        else Say(refusal);
        var near = RuleKeys.Keys.Where(k => k.Name.Split('.').Intersect(name.Split('.')).Count() > 1).Take(8).ToList();
        if (!json && near.Count > 0)
            Console.WriteLine($"相近 · similar: {string.Join(", ", near.Select(k => k.Name))}");
        return ExitCode.Refused;
    }

    private static void Print(Explained it)
    {
        Console.WriteLine($"{it.Key.Name}  {it.Key.MeaningZh} · {it.Key.MeaningEn}");
        Console.WriteLine(it.Key.Axis == Axis.ComplianceYear
            ? $"履约年度 compliance year: {it.On.Year} (CY{it.On.Year})"
            : $"日期 date: {Text.Of(it.On)}");
        if (it.Value is { } value) PrintVersion(it, value);
        if (it.Refusal is { } refusal) Say(refusal);
        if (it.By is { } by)
            Console.WriteLine($"  规则库采用 rulebook adopted: {by.Role} 用户 user {by.By}, {Text.Of(by.At)}, " +
                $"日志 journal #{by.Position}");
        PrintOthers("此前 earlier", it.Earlier);
        PrintOthers("此后 later", it.Later);
    }

    private static void PrintVersion(Explained it, RuleValue value)
    {
        var instrument = it.Rules.FindInstrument(value.Instrument);
        Line("取值 value", RulebookVerb.WithUnit(value with { Value = it.Used ?? value.Value }));
        Line("基数 base", value.Base);
        Line("区间 interval", RulebookVerb.Interval(value));
        Line("适用 scope", value.Scope);
        Line("依据 instrument", instrument is null ? value.Instrument
            : instrument.Number == instrument.TitleZh ? $"{instrument.TitleZh} · {instrument.TitleEn}"
            : $"{instrument.Number} {instrument.TitleZh} · {instrument.TitleEn}");
        Line("条款 article", value.Article.Length > 0 ? value.Article : "未查明 not known");
        Line("来源 source", value.Source);
        Line("可信程度 standing", RulebookVerb.Name(value.Standing));
        Line("说明 note", value.Note);
        if (it.Adoption is { } a)
            Line("采纳 adopted", $"用户 user {a.By}, {Text.Of(a.At)}, 日志 journal #{a.Position}: {a.Reason}");

        static void Line(string label, string text)
        {
            if (text.Length > 0) Console.WriteLine($"  {label}: {text}");
        }
    }

    private static void PrintOthers(string label, IReadOnlyList<RuleValue> versions)
    {
        foreach (var v in versions)
            Console.WriteLine($"  {label}: {RulebookVerb.WithUnit(v)}  {RulebookVerb.Interval(v)}  " +
                $"{v.Instrument} {v.Article} {RulebookVerb.Name(v.Standing)}");
    }

    private static void Say(Refusal refusal)
    {
        var (zh, en) = RefusalTexts.Of(refusal);
        Console.WriteLine($"{refusal.Code}: {zh}\n{en}");
    }

    private static void PrintJson(Explained it) => Output.PrintJson(new
    {
        key = it.Key.Name,
        meaningZh = it.Key.MeaningZh,
        meaningEn = it.Key.MeaningEn,
        unit = it.Key.Unit,
        on = it.On,
        readOn = it.ReadOn,
        value = it.Used,
        inForce = it.Value,
        instrument = it.Value is { } v ? it.Rules.FindInstrument(v.Instrument) : null,
        refusal = it.Refusal,
        adoption = it.Adoption,
        rulebookAdopted = it.By,
        earlier = it.Earlier,
        later = it.Later,
    });

    private sealed class Explained
    {
        public Explained(ParameterKey key, LocalDate on, LocalDate readOn, RulebookState rules, PutInForce? by)
        {
            (Key, On, ReadOn, Rules, By) = (key, on, readOn, rules, by);
            Value = rules.InForce(key.Name, readOn);
            var (used, refusal) = rules.Resolve(key, readOn);
            (Used, Refusal) = (used?.Value, refusal);
            Adoption = Value is { } value ? rules.Adoptions.GetValueOrDefault(value.Version) : null;
            Earlier = [.. rules.History(key.Name).Where(h => h.Version != Value?.Version && h.From <= readOn)];
            Later = [.. rules.History(key.Name).Where(h => h.From > readOn)];
        }

        public ParameterKey Key { get; }
        public LocalDate On { get; }
        public LocalDate ReadOn { get; }
        public RulebookState Rules { get; }
        public PutInForce? By { get; }
        public RuleValue? Value { get; }
        public string? Used { get; }
        public Refusal? Refusal { get; }
        public Adoption? Adoption { get; }
        public IReadOnlyList<RuleValue> Earlier { get; }
        public IReadOnlyList<RuleValue> Later { get; }
    }
}
