using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Rulebooks;

/// <summary>A rule value with the place it stands at.</summary>
internal sealed record PlacedValue(RuleValue Value, string File, long Line);

/// <summary>One instrument's file: the instrument itself and the values it sets, in article order.</summary>
internal sealed record InstrumentFile(string File, Instrument Instrument, long Line, ImmutableArray<PlacedValue> Values)
{
    public static InstrumentFile? Read(string name, string text, ProblemList problems)
    {
        if (YamlSection.Root(text, problems) is not { } root) return null;
        var section = root.Section("instrument");
        var instrument = section is null ? null : ReadInstrument(section, problems);
        var values = ImmutableArray.CreateBuilder<PlacedValue>();
        foreach (var each in root.Sections("values", required: true))
            if (ReadValue(each, instrument?.Id ?? "", problems) is { } value)
                values.Add(new PlacedValue(value, name, each.LineOf("key")));
        root.RefuseOthers();
        return instrument is null ? null
            : new InstrumentFile(name, instrument, section!.LineOf("id"), values.ToImmutable());
    }

    private static Instrument? ReadInstrument(YamlSection section, ProblemList problems)
    {
        var id = section.Required("id");
        var number = section.Required("number");
        var titleZh = section.Required("title-zh");
        var titleEn = section.Required("title-en");
        var issuer = section.Required("issuer");
        var territory = section.Required("territory");
        var document = section.Date("document", required: false, end: false);
        var published = section.Date("published", required: false, end: false);
        var effective = section.Date("effective", required: false, end: false);
        var through = section.Date("through", required: false, end: true);
        var note = section.Optional("note") ?? "";
        section.RefuseOthers();
        if (effective is { } from && through is { } end && end.Date < from.Date)
            problems.Add(section.LineOf("through"), "失效日期早于施行日期。", "It ends before it takes effect.");
        return id is null || number is null || titleZh is null || titleEn is null || issuer is null || territory is null
            ? null
            : new Instrument(id, number, titleZh, titleEn, issuer, territory, document?.Date, published?.Date,
                effective?.Date, through?.Date, note);
    }

    private static RuleValue? ReadValue(YamlSection section, string instrument, ProblemList problems)
    {
        var name = section.Required("key");
        var value = section.Required("value");
        var unit = section.Required("unit");
        var from = section.Date("from", required: true, end: false);
        var through = section.Date("through", required: false, end: true);
        var source = section.Required("source");
        var standing = ReadStanding(section, problems);
        var (basis, scope) = (section.Optional("base") ?? "", section.Optional("scope") ?? "");
        var (article, note) = (section.Optional("article") ?? "", section.Optional("note") ?? "");
        section.RefuseOthers();
        if (name is not null) CheckAgainstKey(section, name, value, unit, problems);
        if (from is { } start && through is { } end && end.Date < start.Date)
            problems.Add(section.LineOf("through"), $"{name} 的截止日期早于起始日期。", $"{name} ends before it begins.");
        if (name is null || value is null || unit is null || from is null || source is null || standing is null)
            return null;
        return new RuleValue(name, value, unit, basis, from.Value.Date, through?.Date, from.Value.Label,
            through?.Label ?? "", scope, instrument, article, source, standing.Value, note);
    }

    private static void CheckAgainstKey(
        YamlSection section, string name, string? value, string? unit, ProblemList problems)
    {
        if (RuleKeys.Find(name) is not { } key)
        {
            problems.Add(section.LineOf("key"), $"没有名为 {name} 的参数。", $"There is no key '{name}'.");
            return;
        }
        if (unit is not null && unit != key.Unit)
            problems.Add(section.LineOf("unit"), $"{name} 的单位应为“{key.Unit}”，而不是“{unit}”。",
                $"The unit of {name} must be '{key.Unit}', not '{unit}'.");
        if (value is not null && key.Problem(value) is { } expected)
            problems.Add(section.LineOf("value"), $"{name} 的取值“{value}”无效：应为 {expected}。",
                $"The value '{value}' of {name} is not valid: expected {expected}.");
    }

    private static Standing? ReadStanding(YamlSection section, ProblemList problems)
    {
        if (section.Required("standing") is not { } text) return null;
        if (Kinds.OneOf<Standing>().TryParse(text, out var standing)) return standing;
        problems.Add(section.LineOf("standing"), $"没有名为“{text}”的可信程度：应为 {Kinds.OneOf<Standing>().Expected}。",
            $"There is no standing '{text}': expected {Kinds.OneOf<Standing>().Expected}.");
        return null;
    }
}
