using Chutan.Market.Quantification;

namespace Chutan.Engine.Methodologies;

/// <summary>The methodologies in a folder: factor series, source-stream templates, the methodologies put together from
/// them, and the table that says which of them a report uses. Every fault is reported with its file and line.</summary>
/// <param name="All">Those without a fault, by id and version.</param>
public sealed record MethodologyLibrary(
    ImmutableArray<Methodology> All, RuleSetTable RuleSets, ImmutableArray<Fault> Faults)
{
    private const string FactorFolder = "factors";
    private const string StreamFolder = "streams";
    private const string RuleSetFile = "rule-sets.yaml";

    /// <summary>Reads a folder; with <paramref name="extra"/>, also one file that lies elsewhere.</summary>
    public static MethodologyLibrary Load(string folder, string? extra = null)
    {
        var faults = new Faults();
        var factors = ReadAll(folder, FactorFolder, "series", faults);
        var streams = ReadStreams(folder, faults);
        var methodologies = new List<Methodology>();
        foreach (var path in Files(folder).Concat(extra is null ? [] : [extra]))
        {
            var name = path == extra ? path : Relative(folder, path);
            if (YamlDocument.Read(name, File.ReadAllText(path), faults) is not { } document) continue;
            var whole = new Assembling(factors, streams, faults).Whole(document);
            if (Methodology.Read(whole, faults) is not { } methodology) continue;
            methodologies.RemoveAll(m => path == extra && m.Id == methodology.Id && m.Version == methodology.Version);
            if (methodologies.Any(m => m.Id == methodology.Id && m.Version == methodology.Version))
                faults.Add(QuantificationRefusals.NameTaken, document.Place,
                    ("name", $"{methodology.Id} {methodology.Version}"));
            else methodologies.Add(methodology);
        }
        var all = methodologies.OrderBy(m => m.Id, StringComparer.Ordinal)
            .ThenBy(m => m.Version, StringComparer.Ordinal).ToImmutableArray();
        var table = Path.Combine(folder, RuleSetFile);
        var rules = File.Exists(table)
            && YamlDocument.Read(RuleSetFile, File.ReadAllText(table), faults) is { } rows
                ? RuleSetTable.Read(rows, faults) : RuleSetTable.Empty;
        return new MethodologyLibrary(all, rules, faults.Sorted);
    }

    /// <summary>A methodology that somebody proposes, put together with the factors and source streams of a folder and
    /// with its worked examples run; null with everything wrong noted with its line.</summary>
    public static Methodology? Propose(string folder, string name, string text, Faults faults)
    {
        var own = new Faults();
        var factors = ReadAll(folder, FactorFolder, "series", own);
        var streams = ReadStreams(folder, own);
        var read = YamlDocument.Read(name, text, own) is { } document
            ? Methodology.Read(new Assembling(factors, streams, own).Whole(document), own) : null;
        if (read is not null && !own.Any) Calculating.CheckFixtures(read, own);
        faults.AddAll(own);
        return own.Any ? null : read;
    }

    /// <summary>A methodology by <c>id@version</c> or by <c>id</c>: then the newest version for a year, or the newest
    /// of all when no year is named or none is for it. Null when there is none.</summary>
    public Methodology? Find(string name, int? year = null)
    {
        var at = name.LastIndexOf('@');
        return at < 0 ? All.LastOrDefault(m => m.Id == name && year is { } y
                && (m.Head.FromYear is not { } from || from <= y) && (m.Head.ThroughYear is not { } last || y <= last))
                ?? All.LastOrDefault(m => m.Id == name)
            : All.FirstOrDefault(m => m.Id == name[..at] && m.Version == name[(at + 1)..]);
    }

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(p => Relative(folder, p) is var name && name != RuleSetFile
                && !name.StartsWith(FactorFolder + "/", StringComparison.Ordinal)
                && !name.StartsWith(StreamFolder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static Dictionary<string, DocumentNode> ReadStreams(string folder, Faults faults)
    {
        var streams = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach (var document in Documents(folder, StreamFolder, faults))
            if (document.Find("stream")?.Text is { Length: > 0 } id) streams[id] = document;
            else faults.Add(QuantificationRefusals.FieldMissing, document.Place, ("field", "stream"));
        return streams;
    }

    /// <summary>The pieces in a list of every file of a sub-folder, by their id; the same id twice is a fault.
    /// </summary>
    private static Dictionary<string, DocumentNode> ReadAll(string folder, string sub, string list, Faults faults)
    {
        var found = new Dictionary<string, DocumentNode>(StringComparer.Ordinal);
        foreach (var document in Documents(folder, sub, faults))
            foreach (var item in document.Find(list) is { Items.IsDefault: false } items ? items.Items : [])
                if (item.Find("id")?.Text is { Length: > 0 } id && !found.TryAdd(id, item))
                    faults.Add(QuantificationRefusals.NameTaken, item.Place, ("name", id));
        return found;
    }

    private static IEnumerable<DocumentNode> Documents(string folder, string sub, Faults faults)
    {
        var path = Path.Combine(folder, sub);
        if (!Directory.Exists(path)) yield break;
        foreach (var file in Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal))
            if (YamlDocument.Read(Relative(folder, file), File.ReadAllText(file), faults) is { } document)
                yield return document;
    }

    private static string Relative(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace('\\', '/');
}

/// <summary>Puts a methodology together: the lists of the source streams it includes before its own, and the factor
/// series its factors name, so that its content and its hash hold everything it calculates with.</summary>
internal sealed class Assembling(
    IReadOnlyDictionary<string, DocumentNode> series, IReadOnlyDictionary<string, DocumentNode> streams, Faults faults)
{
    private static readonly ImmutableArray<string> Lists =
        ["constants", "factors", "inputs", "tables", "formulas", "checks", "conditions"];

    public DocumentNode Whole(DocumentNode document)
    {
        var included = Included(document).ToList();
        var fields = document.Fields.Where(f => !Lists.Contains(f.Name) && f.Name != "series").ToList();
        foreach (var list in Lists)
        {
            var parts = included.Append(document).Select(d => d.Find(list)).OfType<DocumentNode>().ToList();
            if (parts.Count == 0) continue;
            if (parts.Any(p => p.Items.IsDefault)) fields.Add((list, parts.First(p => p.Items.IsDefault)));
            else fields.Add((list, DocumentNode.OfItems(parts[^1].Place, parts.SelectMany(p => p.Items))));
        }
        var own = document.Find("series") is { Items.IsDefault: false } inline ? inline.Items : [];
        var named = fields.FirstOrDefault(f => f.Name == "factors").Value is { Items.IsDefault: false } slots
            ? slots.Items.Select(s => s.Find("series")?.Text).OfType<string>().Distinct() : [];
        var shared = named.Where(n => own.All(o => o.Find("id")?.Text != n))
            .Select(n => series.GetValueOrDefault(n)).OfType<DocumentNode>();
        fields.Add(("series", DocumentNode.OfItems(document.Place, own.Concat(shared))));
        return DocumentNode.OfFields(document.Place, fields);
    }

    private IEnumerable<DocumentNode> Included(DocumentNode document)
    {
        if (document.Find("include") is not { Items.IsDefault: false } names) yield break;
        foreach (var name in names.Items)
            if (streams.TryGetValue(name.Text ?? "", out var stream)) yield return stream;
            else faults.Add(QuantificationRefusals.UnknownStream, name.Place, ("stream", name.Text ?? ""));
    }
}
