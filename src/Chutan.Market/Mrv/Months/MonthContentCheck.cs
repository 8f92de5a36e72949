using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Whether a month's evidence can be taken: sizes, figures against the plan and the methodology, evidence,
/// laboratory reports, ledgers and electricity. Notes everything that is wrong with its place.</summary>
internal sealed class MonthContentCheck(PlanMethods methods, MonitoringPlan plan, ParticipantId participant,
    ComplianceYear year, int month, MrvState mrv, Faults faults)
{
    private const int MostRows = 400;
    private const int MostReports = 100;
    private const int MostText = 200;
    private const int MostShare = 100;
    private const decimal MostQuantity = 1_000_000_000;
    /// <summary>No fuel gives more than hydrogen does, GJ/t.</summary>
    private const decimal MostHeat = 142;
    private readonly Dictionary<string, Rational> taken = new(StringComparer.Ordinal);

    public void Of(MonthContent content)
    {
        if (content.Rows.IsEmpty) faults.Add(MonthRefusals.NoRows, At("rows"));
        Size("rows", content.Rows.Length, MostRows);
        Size("lab reports", content.LabReports.Length, MostReports);
        Size("ledgers", content.Ledgers.Length, MostReports);
        Size("meters", content.Power.Length, MostReports);
        if (faults.Any) return;
        var reports = content.LabReports.Select(l => l.Number).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < content.Rows.Length; i++) Row(content.Rows[i], i, reports);
        for (var i = 0; i < content.LabReports.Length; i++) Report(content, i);
        for (var i = 0; i < content.Ledgers.Length; i++) Ledger(content.Ledgers[i], i);
        for (var i = 0; i < content.Power.Length; i++) Power(content.Power[i], i);
        foreach (var module in methods.All.Where(m => m.IsMain || content.Rows.Any(r => m.Covers(r.Facility))))
            Calculating.Check(module.Method,
                MonthInput.OfMonth(module.Method, year, month, content.Rows, faults, module.Covers), faults);
    }

    private LocalDate MonthEnd => new LocalDate(year.Year, month, 1).PlusMonths(1).PlusDays(-1);

    private Place At(string cell) => new("months", month, 0, $"{Text.Of(month)}/{cell}");

    private void Size(string list, int count, int most)
    {
        if (count > most)
            faults.Add(MonthRefusals.TooMuch, At(list), ("list", list), ("count", count), ("most", most));
    }

    private void Row(MonthRow row, int index, HashSet<string> reports)
    {
        if (row.Facility.Length > 0 && plan.Content.Facilities.All(f => f.Id != row.Facility))
            faults.Add(MonthRefusals.UnknownFacility, At($"rows[{Text.Of(index)}].facility"), ("row", index + 1),
                ("facility", row.Facility), ("version", plan.Version));
        var columns = methods.ColumnsOf(row);
        var choice = Canon(methods.TableOf(row), row);
        foreach (var figure in row.Figures)
            if (columns.FirstOrDefault(c => c.Name == figure.Column) is { IsChoice: false } column)
                Figure(row, index, choice, figure, column, reports);
    }

    private static string Canon(TableDefinition? table, MonthRow row)
    {
        if (table is null || PlanCheck.RowChoice(table) is not { } column) return "";
        var text = row.Find(column.Name)?.Text.Trim() ?? "";
        return column.Options.FirstOrDefault(o => o.Code == text || o.Zh == text || o.En == text)?.Code ?? text;
    }

    private static bool IsUnknown(TableDefinition? table, string choice) => table is not null
        && PlanCheck.RowChoice(table) is { } column && column.Options.All(o => o.Code != choice);

    private void Figure(MonthRow row, int index, string choice, MonthFigure figure, InputDefinition column,
        HashSet<string> reports)
    {
        var isDefault = figure.Acquisition == Acquisition.Default;
        if (figure.Text.Trim().Length == 0 && !isDefault) return;
        var at = At($"rows[{Text.Of(index)}].{figure.Column}");
        var name = string.Join(' ', new[] { $"{row.Table}.{figure.Column}".TrimStart('.'), choice, row.Facility }
            .Where(t => t.Length > 0));
        if (Parameter(row, choice, figure.Column) is not { } parameter)
        {
            if (IsUnknown(methods.TableOf(row), choice)) return; // said when the figures are read
            faults.Add(MonthRefusals.NotInPlan, at, ("row", index + 1), ("figure", name), ("version", plan.Version));
            return;
        }
        var measured = figure.Acquisition == Acquisition.Measured;
        if (measured && figure.Evidence.IsEmpty)
            faults.Add(MonthRefusals.EvidenceMissing, at, ("row", index + 1), ("figure", name));
        if (!measured && string.IsNullOrWhiteSpace(figure.Reason)
            && (figure.Acquisition != Acquisition.Calculated || figure.Evidence.IsEmpty))
            faults.Add(MonthRefusals.ReasonMissing, at, ("row", index + 1), ("figure", name),
                ("acquisition", figure.Acquisition));
        if (isDefault && !Substituting.HasDefault(column))
            faults.Add(MonthRefusals.DefaultNotAllowed, at, ("row", index + 1), ("figure", name));
        if (measured && plan.Content.Meters.FirstOrDefault(m => m.Id == parameter.Meter) is { } meter
            && !mrv.Plans.IsCalibrated(participant, meter, MonthEnd))
            faults.Add(MonthRefusals.MeterLapsed, at, ("row", index + 1), ("figure", name), ("meter", meter.Id),
                ("through", meter.CalibratedThrough));
        Capturing.Check(figure, column, participant, year, month, name, at, mrv, taken, faults);
        foreach (var evidence in figure.Evidence)
            if (evidence.StartsWith(CaptureTransfer.Mark, StringComparison.Ordinal)) continue;
            else if (!evidence.StartsWith(LabReport.Mark, StringComparison.Ordinal)) Document(evidence, at, name);
            else if (!reports.Contains(evidence[LabReport.Mark.Length..]))
                faults.Add(MonthRefusals.ReportNotInMonth, at, ("row", index + 1), ("figure", name),
                    ("number", evidence[LabReport.Mark.Length..]));
    }

    private PlanParameter? Parameter(MonthRow row, string choice, string column) =>
        plan.Content.Parameters.Where(p => p.Table == row.Table && p.Column == column
            && (p.Facility == row.Facility
                || p.Facility.Length == 0 && methods.For(row.Facility).IsMain)
            && (p.Choice.Length == 0 || p.Choice == choice))
        .OrderByDescending(p => p.Facility.Length > 0).ThenByDescending(p => p.Choice.Length > 0).FirstOrDefault();

    private void Document(string hash, Place at, string where)
    {
        if (mrv.Documents.Find(participant, hash) is null)
            faults.Add(MonthRefusals.EvidenceNotFiled, at, ("where", where), ("hash", hash));
    }

    private void Report(MonthContent content, int index)
    {
        var (report, at) = (content.LabReports[index], At($"labReports[{Text.Of(index)}].number"));
        foreach (var (field, text) in new[]
        {
            ("number", report.Number), ("laboratory", report.Laboratory), ("sample", report.Sample),
            ("fuel", report.Fuel),
        })
            if (string.IsNullOrWhiteSpace(text) || text.Length > MostText)
                faults.Add(MonthRefusals.ReportIncomplete, At($"labReports[{Text.Of(index)}].{field}"),
                    ("report", index + 1), ("field", field));
        if (content.LabReports.Take(index).Any(l => l.Number == report.Number))
            faults.Add(MonthRefusals.ReportTwice, at, ("number", report.Number));
        foreach (var (field, value, most) in new[]
        {
            ("ncv", report.Ncv, MostHeat), ("carbon", report.Carbon, MostShare),
            ("hydrogen", report.Hydrogen, MostShare), ("oxygen", report.Oxygen, MostShare),
            ("sulphur", report.Sulphur, MostShare), ("totalMoisture", report.TotalMoisture, MostShare),
            ("innerMoisture", report.InnerMoisture, MostShare),
        })
            if (value < 0 || value > most)
                faults.Add(MonthRefusals.ReportImpossible, At($"labReports[{Text.Of(index)}].{field}"),
                    ("number", report.Number), ("field", field), ("value", value ?? 0), ("least", 0), ("most", most));
        Document(report.Document, At($"labReports[{Text.Of(index)}].document"), report.Number);
    }

    private void Ledger(FuelLedger ledger, int index)
    {
        foreach (var (field, value, most) in new[]
        {
            ("opening", ledger.Opening, MostQuantity), ("received", ledger.Received, MostQuantity),
            ("consumed", ledger.Consumed, MostQuantity), ("closing", ledger.Closing, MostQuantity),
            ("runningDays", ledger.RunningDays, MonthEnd.Day), ("subSamples", ledger.SubSamples, MonthEnd.Day),
            ("dailyMoisture", ledger.DailyMoisture ?? 0, MostShare),
        })
            if (value < 0 || value > most)
                faults.Add(MonthRefusals.LedgerImpossible, At($"ledgers[{Text.Of(index)}].{field}"),
                    ("fuel", ledger.Fuel), ("field", field), ("value", value), ("least", 0), ("most", most));
        Document(ledger.Document, At($"ledgers[{Text.Of(index)}].document"), ledger.Fuel);
    }

    private void Power(PowerReading reading, int index)
    {
        var at = At($"power[{Text.Of(index)}].mwh");
        var meter = plan.Content.Meters.FirstOrDefault(m => m.Id == reading.Meter && m.Power != PowerOrigin.None);
        if (meter is null) faults.Add(MonthRefusals.UnknownMeter, at, ("meter", reading.Meter));
        if (reading.Mwh is < 0 or > MostQuantity)
            faults.Add(MonthRefusals.BadPower, at, ("meter", reading.Meter), ("value", reading.Mwh));
        if (meter?.Power == PowerOrigin.DirectGreen && reading.Certificates.All(string.IsNullOrWhiteSpace))
            faults.Add(MonthRefusals.CertificateMissing, At($"power[{Text.Of(index)}].certificates"),
                ("meter", reading.Meter));
        Document(reading.Document, At($"power[{Text.Of(index)}].document"), reading.Meter);
    }
}
