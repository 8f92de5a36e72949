namespace Chutan.Market.Mrv;

/// <summary>命中字段: where in a month's form the fields stand that a hit is about, named as the form names them:
/// <c>rows[2].NCV</c>, <c>labReports[0].testedOn</c>, <c>ledgers[1].closing</c>, <c>power[0].document</c>.</summary>
public static class HitPlaces
{
    private const string Lab = "lab";
    private const string Ledger = "ledger";
    private const string Power = "power";
    private const string EvidenceField = "evidence";

    /// <summary>Columns of the form by the name a check gives them, where the two differ.</summary>
    private static readonly ImmutableArray<string> WholeRows = ["rows", "value", "unit", "reason", "sign", "quantity"];

    /// <summary>The places of a hit in the content of a month, in the order of the form.</summary>
    public static ImmutableArray<string> In(CheckHit hit, MonthContent content)
    {
        var places = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < content.Rows.Length; i++) Rows(hit, content.Rows[i], i, places);
        for (var i = 0; i < content.LabReports.Length; i++)
            if (IsAbout(hit, content.LabReports[i]))
                foreach (var field in Named(hit, Lab)) places.Add($"labReports[{Text.Of(i)}].{field}");
        for (var i = 0; i < content.Ledgers.Length; i++)
            if (IsAboutLedger(hit, content.Ledgers[i].Fuel))
                foreach (var field in LedgerFields(hit)) places.Add($"ledgers[{Text.Of(i)}].{field}");
        for (var i = 0; i < content.Power.Length; i++)
            if (hit.Subject == $"{Power} {content.Power[i].Meter}")
                foreach (var field in Named(hit, Power)) places.Add($"power[{Text.Of(i)}].{field}");
        return places.ToImmutable();
    }

    private static void Rows(CheckHit hit, MonthRow row, int at, ImmutableArray<string>.Builder places)
    {
        var subject = MonthRows.SubjectOf(row);
        var whole = hit.Fields.Any(f => WholeRows.Contains(f) || f == EvidenceField);
        foreach (var figure in row.Figures)
        {
            var own = $"{subject} {figure.Column}".Trim();
            var named = hit.Fields.Contains(figure.Column)
                && (subject == hit.Subject || own == hit.Subject || !SpeaksOfRow(hit));
            if ((named || whole && (own == hit.Subject || IsListed(hit, own))) && HasValue(hit, figure))
                places.Add($"rows[{Text.Of(at)}].{figure.Column}");
        }
    }

    /// <summary>Whether the hit is about one row, rather than all that have the column.</summary>
    private static bool SpeaksOfRow(CheckHit hit) => hit.Subject.Contains(' ', StringComparison.Ordinal)
        && !hit.Subject.StartsWith(Ledger, StringComparison.Ordinal)
        && !hit.Subject.StartsWith(Lab, StringComparison.Ordinal);

    /// <summary>A check may list the figures it found.</summary>
    private static bool IsListed(CheckHit hit, string figure) =>
        hit.Words.Any(w => w.Name == "figures" && w.Text.Split('、').Contains(figure));

    /// <summary>A check on repeated values concerns only those that have it.</summary>
    private static bool HasValue(CheckHit hit, MonthFigure figure) =>
        hit.Words.FirstOrDefault(w => w.Name == "value") is not { } value || figure.Text.Trim() == value.Text
            || hit.Month > 0;

    private static bool IsAbout(CheckHit hit, LabReport report)
    {
        if (hit.Subject.StartsWith(Lab + " ", StringComparison.Ordinal)) return hit.Subject == $"{Lab} {report.Number}";
        if (hit.Words.FirstOrDefault(w => w.Name == "numbers") is { } numbers)
            return numbers.Text.Split('、').Contains(report.Number);
        if (hit.Words.FirstOrDefault(w => w.Name == "dates") is { } dates)
            return dates.Text.Split('、').Any(d => d == Text.Of(report.ReceivedOn) || d == Text.Of(report.TestedOn));
        return !hit.Subject.StartsWith(Ledger, StringComparison.Ordinal) && !SpeaksOfRow(hit);
    }

    private static bool IsAboutLedger(CheckHit hit, string fuel) => hit.Subject == $"{Ledger} {fuel}"
        || hit.Subject.StartsWith(Lab + " ", StringComparison.Ordinal);

    /// <summary>Of a check on a ledger the fields are the ledger's own, with or without its name before them.</summary>
    private static IEnumerable<string> LedgerFields(CheckHit hit) => Named(hit, Ledger).Concat(
        hit.Subject.StartsWith(Ledger, StringComparison.Ordinal)
            ? hit.Fields.Where(f => !f.Contains('.', StringComparison.Ordinal) && char.IsAsciiLetterLower(f[0])
                && !WholeRows.Contains(f) && f != EvidenceField) : []);

    private static IEnumerable<string> Named(CheckHit hit, string part) => hit.Fields
        .Where(f => f.StartsWith(part + ".", StringComparison.Ordinal)).Select(f => f[(part.Length + 1)..]);
}
