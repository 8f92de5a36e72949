using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>One figure of a hit.</summary>
/// <param name="Value">Decimal as text.</param>
/// <param name="Key">The rule key, when it is a threshold; empty for what was measured.</param>
public sealed record HitFigure(string Name, string Value, string Unit, string Key);

/// <summary>A word of a hit: a name, a list of months, a date.</summary>
public sealed record HitWord(string Name, string Text);

/// <summary>校核命中: a condition of a check that holds, with everything it goes by.</summary>
/// <param name="Month">1 to 12; zero for the year.</param>
/// <param name="Subject">The row or report, for example <c>fuel bituminous u1</c> or <c>lab HB-2024-0193</c>.</param>
public sealed record CheckHit(string Check, CheckSeverity Severity, ParticipantId Participant, ComplianceYear Year,
    int Month, string Subject, ImmutableArray<string> Fields, ImmutableArray<HitFigure> Figures,
    ImmutableArray<HitWord> Words)
{
    /// <summary>The sentence of a hit, its figures filled in. What was not to be had shows as a dash.</summary>
    /// <param name="names">Gives the names of tables, codes and columns; null leaves them as codes.</param>
    public (string Zh, string En) TextOf(QualityCheck check, HitNames? names = null)
    {
        var (zh, en) = (check.TextZh, check.TextEn);
        foreach (var figure in Figures) (zh, en) = (Fill(zh, figure.Name, Shown(figure)), Fill(en, figure.Name,
            Shown(figure)));
        foreach (var word in Words)
        {
            var (own, english) = names is not null && HitNames.Holds(word.Name) ? names.Of(word.Text)
                : (word.Text, word.Text);
            (zh, en) = (Fill(zh, word.Name, own), Fill(en, word.Name, english));
        }
        foreach (var left in CatalogueReader.PlacesOf(check.TextZh).Concat(CatalogueReader.PlacesOf(check.TextEn)))
            (zh, en) = (Fill(zh, left, Unknown), Fill(en, left, Unknown));
        return (zh, en);
    }

    private const string Unknown = "—";

    private static string Shown(HitFigure figure) => figure.Value
        + (figure.Unit is "" or "1" ? "" : figure.Unit == "%" ? " %" : $" {figure.Unit}");

    private static string Fill(string text, string name, string value) =>
        text.Replace("{" + name + "}", value, StringComparison.Ordinal);
}

/// <summary>运行校核: measures, then asks the conditions of the catalogue. Pure: the same picture, catalogue and rulebook
/// always give the same hits.</summary>
public sealed class Judging(CheckCatalogue catalogue, RuleReader rules, ComplianceYear year)
{
    private const int ShownDigits = 6;
    private const int PercentDigits = 2;
    private readonly Dictionary<string, Rational> thresholds = new(StringComparer.Ordinal);

    /// <summary>The hits of a stage's checks on one report, in the order of the catalogue; with a month only those of
    /// that month.</summary>
    public IEnumerable<CheckHit> Of(CheckedReport report, CheckStage stage, int? month = null) =>
        Asked(report, stage, month).Select(a => Judge(a.Check, a.Of)).OfType<CheckHit>();

    /// <summary>The hits across all reports of a year.</summary>
    public IEnumerable<CheckHit> Of(CheckedMarket market) =>
        Asked(market).Select(a => Judge(a.Check, a.Of)).OfType<CheckHit>();

    /// <summary>What every check could say something of in a year.</summary>
    public ImmutableArray<CheckReach> Reach(CheckedMarket market)
    {
        var count = new ReachCount();
        foreach (var (check, measured) in market.Reports.SelectMany(r => Asked(r, CheckStage.Month)
            .Concat(Asked(r, CheckStage.Year)).Concat(Asked(r, CheckStage.Verification))).Concat(Asked(market)))
            if (Answers(check, measured)) count.Add(check, measured.Participant);
        return count.Of(catalogue);
    }

    private IEnumerable<(QualityCheck Check, Measured Of)> Asked(CheckedReport report, CheckStage stage,
        int? month = null)
    {
        var taken = new Dictionary<string, List<Measured>>(StringComparer.Ordinal);
        var alone = month is null ? report : report with { Months = [.. report.Months.Where(m => m.Month == month)] };
        foreach (var check in catalogue.Checks.Where(c => c.Stage == stage))
        {
            var definition = MeasureCatalogue.Find(check.Measure)!; // the reader let only known measures through
            if (definition.OfReport is not { } measure) continue;
            if (!taken.TryGetValue(check.Measure, out var all))
                taken.Add(check.Measure, all = [.. measure(definition.IsOfOneMonth ? alone : report)
                    .Where(m => month is null || m.Month == month)]);
            foreach (var measured in all) yield return (check, measured);
        }
    }

    private IEnumerable<(QualityCheck Check, Measured Of)> Asked(CheckedMarket market)
    {
        foreach (var check in catalogue.Checks.Where(c => c.Stage == CheckStage.Market))
        {
            var measure = MeasureCatalogue.Find(check.Measure)!; // as above
            var all = measure.OfMarket is { } whole ? whole(market)
                : market.Reports.SelectMany(r => measure.OfReport!(r)); // it has one of the two
            foreach (var measured in all) yield return (check, measured);
        }
    }

    private CheckHit? Judge(QualityCheck check, Measured measured)
    {
        var definition = MeasureCatalogue.Find(check.Measure)!; // as above
        var values = Values(check, measured, definition);
        foreach (var level in check.Levels)
            if (level.Compiled!.Holds(values) == true) return Hit(check, level.Severity, measured, definition, values);
        return null;
    }

    /// <summary>Whether a check had a figure to go by, whatever it made of it.</summary>
    private bool Answers(QualityCheck check, Measured measured)
    {
        var values = Values(check, measured, MeasureCatalogue.Find(check.Measure)!); // as above
        var own = measured.Figures.Select(f => f.Name).Concat(check.Lines.Select(l => l.Name)).ToHashSet(
            StringComparer.Ordinal);
        return check.Levels.Any(level =>
        {
            var noted = new NotedFigures(values, own);
            return level.Compiled!.Holds(noted) is not null && noted.Measured; // compiled by the reader
        });
    }

    private Dictionary<string, Rational> Values(QualityCheck check, Measured measured, MeasureDefinition definition)
    {
        var values = new Dictionary<string, Rational>(StringComparer.Ordinal);
        foreach (var (name, value) in measured.Figures)
            values[name] = definition.Base(name, value);
        foreach (var threshold in check.Thresholds)
            if (Threshold(threshold) is { } value) values[threshold.Name] = value;
        foreach (var line in check.Lines)
            if (line.Compiled!.Value(values) is { } value) values[line.Name] = value; // compiled by the reader
        return values;
    }

    private Rational? Threshold(CheckThreshold threshold)
    {
        if (thresholds.TryGetValue(threshold.Key, out var known)) return known;
        if (RuleKeys.Find(threshold.Key) is not ParameterKey<Rate> key) return null;
        var rate = rules.Get(key, year);
        if (rules.Missing is not null) return null;
        return thresholds[threshold.Key] = threshold.IsShare ? Rational.Of(rate.ToDecimal())
            : Rational.Of(rate.ToDecimal()) * threshold.Unit.Scale;
    }

    private CheckHit Hit(QualityCheck check, CheckSeverity severity, Measured measured, MeasureDefinition definition,
        Dictionary<string, Rational> values)
    {
        // What the condition or the texts name is kept; the rest of what was measured is not about this check.
        var told = check.Levels.Select(l => l.When).Concat(check.Lines.Select(l => l.Formula)).Append(check.TextZh)
            .Append(check.TextEn).ToList();
        bool Told(string name) => told.Any(t => Names(t, name));
        var figures = ImmutableArray.CreateBuilder<HitFigure>();
        foreach (var (name, _) in measured.Figures)
            if (Told(name)) figures.Add(Figure(name, values[name], definition.UnitOf(name), ""));
        foreach (var line in check.Lines)
            if (values.TryGetValue(line.Name, out var value)) figures.Add(Figure(line.Name, value, line.Unit, ""));
        foreach (var threshold in check.Thresholds)
            if (values.TryGetValue(threshold.Name, out var value))
                figures.Add(Figure(threshold.Name, value, threshold.Unit, threshold.Key));
        return new CheckHit(check.Id, severity, measured.Participant, year, measured.Month, measured.Subject,
            check.Fields, figures.ToImmutable(),
            [.. measured.Words.Where(w => Told(w.Name)).Select(w => new HitWord(w.Name, w.Text))]);
    }

    /// <summary>Whether a formula or text names something, as a whole word.</summary>
    private static bool Names(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0;
            at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var (before, after) = (at == 0 ? ' ' : text[at - 1],
                at + name.Length == text.Length ? ' ' : text[at + name.Length]);
            if (!IsNamePart(before) && !IsNamePart(after)) return true;
        }
        return false;

        static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
    }

    private static HitFigure Figure(string name, Rational value, Unit unit, string key) =>
        new(name, (value / unit.Scale).Shown(unit.Symbol == "%" ? PercentDigits : ShownDigits), unit.Symbol == "1"
            ? "" : unit.Symbol, key);
}
