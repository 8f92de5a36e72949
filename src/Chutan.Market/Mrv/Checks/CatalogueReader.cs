using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Reads a catalogue of checks: its conditions may name only what the measure gives and the thresholds the
/// check declares, and their dimensions must agree.</summary>
internal sealed class CatalogueReader(DocumentNode document, Faults faults)
{
    public CheckCatalogue? Read()
    {
        var before = faults.Count;
        if (document.Fields.IsDefault)
        {
            faults.Add(QuantificationRefusals.BadDocument, document.Place, ("problem", "no fields"));
            return null;
        }
        var root = new FieldReader(document, faults);
        var (id, version, source) = (root.Required("catalogue"), root.Required("version"), root.Required("source"));
        var checks = root.Each("checks").Select(ReadCheck).ToImmutableArray();
        root.RefuseOthers();
        if (checks.IsEmpty) faults.Add(QuantificationRefusals.FieldMissing, document.Place, ("field", "checks"));
        foreach (var twice in checks.GroupBy(c => c.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add(QuantificationRefusals.NameTaken, document.Place, ("name", twice.Key));
        return faults.Count > before ? null
            : new CheckCatalogue(id, version, source, checks, document.ToCanonical());
    }

    private QualityCheck ReadCheck(FieldReader from)
    {
        var measure = MeasureCatalogue.Find(from.Required("measure"));
        if (measure is null)
            faults.Add(QuantificationRefusals.UnknownName, from.PlaceOf("measure"),
                ("name", from.Optional("measure")));
        var thresholds = from.Each("thresholds").Select(ReadThreshold).ToImmutableArray();
        var names = (measure?.Figures ?? []).Concat(thresholds.Select(t => (t.Name, t.Unit))).ToList();
        var lines = ImmutableArray.CreateBuilder<CheckLine>();
        foreach (var each in from.Each("let"))
        {
            var line = ReadLine(each, names);
            names.Add((line.Name, line.Unit));
            lines.Add(line);
        }
        var levels = from.Each("levels").Select(l => ReadLevel(l, names)).ToImmutableArray();
        if (levels.IsEmpty) faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "levels"));
        var check = new QualityCheck(from.Required("id"), from.Required("zh"), from.Required("en"),
            from.Required("text-zh"), from.Required("text-en"), ReadStage(from), measure?.Name ?? "",
            from.Texts("fields"), thresholds, lines.ToImmutable(), levels)
        {
            NoteZh = from.Optional("note-zh"),
            NoteEn = from.Optional("note-en"),
        };
        from.RefuseOthers();
        var known = names.Select(n => n.Name).Concat(measure?.Words ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var name in PlacesOf(check.TextZh).Concat(PlacesOf(check.TextEn)))
            if (measure is not null && !known.Contains(name))
                faults.Add(QuantificationRefusals.UnknownName, from.Place, ("name", $"{check.Id}: {{{name}}}"));
        return check;
    }

    private CheckStage ReadStage(FieldReader from)
    {
        var kind = Kinds.OneOf<CheckStage>();
        if (kind.TryParse(from.Required("stage"), out var stage)) return stage;
        faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("stage"), ("field", "stage"),
            ("expected", kind.Expected));
        return CheckStage.Month;
    }

    private CheckThreshold ReadThreshold(FieldReader from)
    {
        var (name, text) = (from.Required("name"), from.Required("key"));
        from.RefuseOthers();
        var key = RuleKeys.Find(QualityKeys.Prefix + text) ?? RuleKeys.Find(text);
        if (key is not ParameterKey<Rate>)
            faults.Add(QuantificationRefusals.UnknownName, from.PlaceOf("key"), ("name", text));
        return new CheckThreshold(name, key?.Name ?? text, key?.Unit == MeasureCatalogue.Share
            ? MeasureCatalogue.Percent : Unit.Find(key?.Unit ?? "") ?? Unit.One);
    }

    private CheckLine ReadLine(FieldReader from, List<(string Name, Unit Unit)> names)
    {
        var line = new CheckLine(from.Required("name"), from.Unit("unit"), from.Required("expr"));
        from.RefuseOthers();
        return line with
        {
            Compiled = NamedFormula.Number(line.Formula, line.Unit, names, from.PlaceOf("expr"), faults),
        };
    }

    private CheckLevel ReadLevel(FieldReader from, List<(string Name, Unit Unit)> names)
    {
        var kind = Kinds.OneOf<CheckSeverity>();
        if (!kind.TryParse(from.Required("severity"), out var severity))
            faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("severity"), ("field", "severity"),
                ("expected", kind.Expected));
        var level = new CheckLevel(severity, from.Required("when"));
        from.RefuseOthers();
        return level with { Compiled = NamedFormula.Condition(level.When, names, from.PlaceOf("when"), faults) };
    }

    /// <summary>The names in braces of a text.</summary>
    internal static IEnumerable<string> PlacesOf(string text)
    {
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0;
            open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0) yield break;
            yield return text[(open + 1)..close];
        }
    }
}
