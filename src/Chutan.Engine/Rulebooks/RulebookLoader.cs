using Chutan.Market.Rulebook;

namespace Chutan.Engine.Rulebooks;

/// <summary>Reads a rulebook's folder: <c>rulebook.yaml</c>, one file per instrument, and the calendar. Nothing is
/// taken over unless everything is right; every problem is reported at once with its file and line.</summary>
public static class RulebookLoader
{
    private const string HeadFile = "rulebook.yaml";

    /// <summary>Loads the rulebook in a folder.</summary>
    public static RulebookLoad Load(string folder)
    {
        var found = new List<RulebookProblem>();
        var headProblems = new ProblemList(HeadFile, found);
        var headPath = Path.Combine(folder, HeadFile);
        if (!File.Exists(headPath))
        {
            headProblems.Add(1, $"{folder} 中没有 {HeadFile}。", $"There is no {HeadFile} in {folder}.");
            return new RulebookLoad(null, [.. found]);
        }
        var head = RulebookHead.Read(File.ReadAllText(headPath), headProblems);
        var files = new List<InstrumentFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name == HeadFile) continue;
            var read = InstrumentFile.Read(name, File.ReadAllText(path), new ProblemList(name, found));
            if (read is not null) files.Add(read);
        }
        var calendar = head?.Calendar is { } where ? CalendarFiles.Read(folder, where, headProblems, found) : [];
        RulebookChecks.Instruments(files, found);
        RulebookChecks.Intervals(files, found);
        if (head is not null) RulebookChecks.Coverage(head, files, found);
        if (found.Count > 0 || head is null)
            return new RulebookLoad(null, [.. found.Distinct().OrderBy(p => p.File, StringComparer.Ordinal)
                .ThenBy(p => p.Line).ThenBy(p => p.En, StringComparer.Ordinal)]);
        return new RulebookLoad(new RulebookContent(head.Id, head.NameZh, head.NameEn, head.Territory, head.Zone,
            [.. files.Select(f => f.Instrument)], [.. files.SelectMany(f => f.Values.Select(v => v.Value))],
            calendar), []);
    }
}

/// <summary>What <c>rulebook.yaml</c> says: the rulebook's names, its zone, and which keys it must give values for.
/// </summary>
internal sealed record RulebookHead(string Id, string NameZh, string NameEn, string Territory, string Zone,
    string? Calendar, ImmutableArray<(string Prefix, long Line)> Covers, ImmutableArray<(string Key, long Line)> Unset)
{
    public static RulebookHead? Read(string text, ProblemList problems)
    {
        if (YamlSection.Root(text, problems) is not { } root) return null;
        var id = root.Required("id");
        var zh = root.Required("name-zh");
        var en = root.Required("name-en");
        var territory = root.Required("territory");
        var zone = root.Required("zone");
        if (zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            problems.Add(root.LineOf("zone"), $"没有名为 {zone} 的时区。", $"There is no time zone '{zone}'.");
        var calendar = root.Optional("calendar");
        var covers = root.Texts("covers", required: true);
        var unset = ImmutableArray.CreateBuilder<(string, long)>();
        foreach (var section in root.Sections("unset", required: false))
        {
            var key = section.Required("key");
            section.Required("reason");
            section.RefuseOthers();
            if (key is null) continue;
            if (RuleKeys.Find(key) is null)
                problems.Add(section.LineOf("key"), $"没有名为 {key} 的参数。", $"There is no key '{key}'.");
            unset.Add((key, section.LineOf("key")));
        }
        root.RefuseOthers();
        return id is null || zh is null || en is null || territory is null || zone is null ? null
            : new RulebookHead(id, zh, en, territory, zone, calendar, [.. covers], unset.ToImmutable());
    }
}
