using System.Globalization;
using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>缺省取值: where a laboratory report does not count, the method's conservative value is put in the place of what
/// was measured: by the platform, month by month, never by the enterprise's choice.</summary>
public static class Substituting
{
    private const int EffectDigits = 2;

    /// <summary>Why a report makes no valid measurement of a month; null when it does.</summary>
    /// <param name="last">The last day on which it may have been issued.</param>
    public static LabFault? FaultOf(LabReport report, ComplianceYear year, int month, LocalDate last)
    {
        if (string.IsNullOrWhiteSpace(report.Accreditation)) return LabFault.NoAccreditation;
        if (report.SampledFrom > report.SampledThrough || report.SampledThrough > report.ReceivedOn
            || report.ReceivedOn > report.TestedOn || report.TestedOn > report.IssuedOn) return LabFault.DateOrder;
        var first = new LocalDate(year.Year, month, 1);
        if (report.SampledFrom < first || report.SampledThrough >= first.PlusMonths(1)) return LabFault.OtherMonth;
        return report.IssuedOn > last ? LabFault.IssuedLate : null;
    }

    /// <summary>Whether the method can do without the figure: it has a value of its own, or works another way.
    /// </summary>
    public static bool HasDefault(InputDefinition column) => column.IsOptional || column.MissingText.Length > 0;

    /// <summary>Which measured figures of a month do not count, why, and what that adds to its emissions. The effect
    /// of a report stands with the first of its figures.</summary>
    internal static ImmutableArray<Substitution> Of(PlanMethods methods, ComplianceYear year, int month,
        MonthContent content, LocalDate lastIssue, Faults faults)
    {
        var bad = new SortedDictionary<string, LabFault>(StringComparer.Ordinal);
        foreach (var report in content.LabReports)
            if (FaultOf(report, year, month, lastIssue) is { } fault) bad[LabReport.Mark + report.Number] = fault;
        if (bad.Count == 0) return [];
        var (rows, found) = (content.Rows, ImmutableArray.CreateBuilder<Substitution>());
        var before = methods.OfMonth(year, month, rows);
        foreach (var (report, fault) in bad)
        {
            var first = found.Count;
            var kept = rows;
            for (var i = 0; i < rows.Length; i++)
                foreach (var figure in rows[i].Figures.Where(f => RestsOn(f, report, bad)))
                {
                    if (!Replace(methods, rows[i], i, figure, report, fault, found, faults)) continue;
                    kept = kept.SetItem(i, kept[i] with
                    { Figures = [.. kept[i].Figures.Where(f => f.Column != figure.Column)] });
                }
            if (found.Count == first) continue;
            rows = kept;
            var after = methods.OfMonth(year, month, rows);
            for (var i = first; i < found.Count; i++)
                found[i] = found[i] with { EffectTonnes = i > first ? 0 : Difference(after, before) };
            before = after;
        }
        return found.ToImmutable();
    }

    /// <summary>Whether a measured figure has nothing but reports that do not count, of which this is the last.
    /// </summary>
    private static bool RestsOn(MonthFigure figure, string report, SortedDictionary<string, LabFault> bad)
    {
        if (figure.Acquisition != Acquisition.Measured) return false;
        var reports = figure.Evidence.Where(e => e.StartsWith(LabReport.Mark, StringComparison.Ordinal)).ToList();
        return reports.Count > 0 && reports.All(bad.ContainsKey) && reports.Max(StringComparer.Ordinal) == report;
    }

    private static bool Replace(PlanMethods methods, MonthRow row, int index, MonthFigure figure, string report,
        LabFault fault, ImmutableArray<Substitution>.Builder found, Faults faults)
    {
        var number = report[LabReport.Mark.Length..];
        if (!HasDefault(methods.ColumnsOf(row).First(c => c.Name == figure.Column)))
        {
            faults.Add(MonthRefusals.NoDefault, new Place("months", 0, 0, $"rows[{Text.Of(index)}].{figure.Column}"),
                ("row", index + 1), ("figure", $"{row.Table}.{figure.Column}".TrimStart('.')), ("number", number),
                ("fault", fault));
            return false;
        }
        found.Add(new Substitution(index, row.Table, row.Facility, methods.ChoiceOf(row), figure.Column,
            $"{figure.Text} {figure.Unit}".Trim(), number, fault, null));
        return true;
    }

    private static decimal? Difference(Rational? after, Rational? before) => after is { } a && before is { } b
        ? decimal.Parse((a - b).Round(EffectDigits, RoundingMode.HalfUp).Fixed(EffectDigits), NumberStyles.Float,
            CultureInfo.InvariantCulture)
        : null;
}
