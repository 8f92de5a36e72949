using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>检测报告: whether a laboratory's report can be what it says it is.</summary>
internal static class LabMeasures
{
    private const string CarbonScope = "carbon";
    private const string HeatScope = "ncv";

    /// <summary>Programs that change a scanned or printed report rather than make one.</summary>
    private static readonly ImmutableArray<string> Editors =
        ["photoshop", "illustrator", "word", "wps", "pdf editor", "acrobat pro", "foxit phantom", "coreldraw"];

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Month("lab-reports", ["accredited", "in_scope", "disorder", "received_after", "issued_after", "duplicates",
            "has_code", "online", "confirmed", "differing", "C", "H", "O", "S", "M", "NCV GJ/t", "M_daily", "in_log",
            "sampled share", "retained"], ["number", "laboratory", "what", "dates"], Reports),
        Report("lab-year", ["same_received", "same_tested", "consecutive"], ["dates", "numbers"], Year),
        Month("evidence-files", ["reused", "after_issue", "before_sampling", "edited"],
            ["file", "software", "author", "created", "modified", "what_zh", "what_en", "where"], Files),
    ];

    /// <summary>301 to 306, 308 to 311: each laboratory report of each month.</summary>
    private static IEnumerable<Measured> Reports(CheckedReport report)
    {
        foreach (var month in report.Months)
            foreach (var lab in month.Content.LabReports)
            {
                var measured = new Measured(report.Participant, month.Month, $"lab {lab.Number}");
                Accreditation(measured, lab, report.Registers);
                Dates(measured, lab, report, month);
                Numbers(measured, lab, report, month);
                Values(measured, lab, month);
                yield return measured.Say("number", lab.Number).Say("laboratory", lab.Laboratory);
            }
    }

    private static void Accreditation(Measured measured, LabReport lab, QualityRegisters registers)
    {
        var known = registers.Laboratory(lab.Accreditation);
        measured.With("accredited", known is not null && known.ValidFrom <= lab.TestedOn
            && lab.TestedOn <= known.ValidThrough && lab.Stamped);
        if (known is not null)
            measured.With("in_scope", (lab.Carbon is null || known.Scope.Contains(CarbonScope))
                && (lab.Ncv is null || known.Scope.Contains(HeatScope)));
    }

    private static void Dates(Measured measured, LabReport lab, CheckedReport report, MonthRecord month)
    {
        var (first, last) = (new LocalDate(report.Year.Year, month.Month, 1), report.MonthEnd(month.Month));
        var order = new[] { lab.SampledFrom, lab.SampledThrough, lab.ReceivedOn, lab.TestedOn, lab.IssuedOn };
        var disorder = Enumerable.Range(1, order.Length - 1).Count(i => order[i] < order[i - 1])
            + (lab.SampledFrom < first ? 1 : 0) + (lab.SampledThrough > last ? 1 : 0);
        measured.With("disorder", disorder).With("received_after", Period.DaysBetween(last, lab.ReceivedOn))
            .With("issued_after", Period.DaysBetween(last, lab.IssuedOn))
            .Say("dates", string.Join(" → ", order.Select(d => Text.Of(d))));
    }

    private static void Numbers(Measured measured, LabReport lab, CheckedReport report, MonthRecord month)
    {
        var registers = report.Registers;
        var own = new MonthUse(report.Participant, report.Year, month.Month);
        var copy = registers.Copy(lab.Number);
        var confirmed = copy is not null && copy.VerificationCode == lab.VerificationCode;
        measured.With("duplicates", registers.OtherUses(lab.Number, own).Count()
                + month.Content.LabReports.Count(l => l.Number == lab.Number) - 1)
            .With("has_code", lab.VerificationCode.Length > 0)
            .With("online", registers.Laboratory(lab.Accreditation)?.Online ?? false).With("confirmed", confirmed);
        if (copy is null) return;
        var differing = Differences(lab, copy).ToList();
        measured.With("differing", differing.Count).Say("what", string.Join("、", differing));
    }

    private static IEnumerable<string> Differences(LabReport typed, LabReport own)
    {
        foreach (var (name, mine, theirs) in new[]
        {
            ("NCV", typed.Ncv, own.Ncv), ("C", typed.Carbon, own.Carbon), ("H", typed.Hydrogen, own.Hydrogen),
            ("O", typed.Oxygen, own.Oxygen), ("S", typed.Sulphur, own.Sulphur),
            ("M_ar", typed.TotalMoisture, own.TotalMoisture), ("M_ad", typed.InnerMoisture, own.InnerMoisture),
        })
            if (mine != theirs) yield return $"{name} {Shown(mine)}≠{Shown(theirs)}";
        if (typed.Sample != own.Sample) yield return $"{typed.Sample}≠{own.Sample}";
        foreach (var (name, mine, theirs) in new[]
        {
            ("received", typed.ReceivedOn, own.ReceivedOn), ("tested", typed.TestedOn, own.TestedOn),
            ("issued", typed.IssuedOn, own.IssuedOn),
        })
            if (mine != theirs) yield return $"{name} {Text.Of(mine)}≠{Text.Of(theirs)}";

        static string Shown(decimal? value) => value is { } known ? Text.Of(known) : "—";
    }

    private static void Values(Measured measured, LabReport lab, MonthRecord month)
    {
        var ledger = month.Content.Ledgers.FirstOrDefault(l => l.Fuel == lab.Fuel);
        measured.With("C", lab.Carbon).With("H", lab.Hydrogen).With("O", lab.Oxygen).With("S", lab.Sulphur)
            .With("M", lab.TotalMoisture).With("NCV", lab.Ncv).With("M_daily", ledger?.DailyMoisture)
            .With("in_log", lab.Sample.Length > 0 && ledger is not null);
        if (ledger is null) return;
        measured.With("sampled", ledger.RunningDays == 0 ? 1
                : Math.Min(1m, ledger.SubSamples / (decimal)ledger.RunningDays))
            .With("retained", ledger.Retained);
    }

    /// <summary>303 and 305 over the year: months with the same dates, and numbers that follow one another.</summary>
    private static IEnumerable<Measured> Year(CheckedReport report)
    {
        var all = report.Months.SelectMany(m => m.Content.LabReports.Select(l => (m.Month, Report: l))).ToList();
        if (all.Count == 0) yield break;
        var received = Fullest(all.Select(x => (x.Month, x.Report.ReceivedOn)));
        var tested = Fullest(all.Select(x => (x.Month, x.Report.TestedOn)));
        var run = LongestRun([.. all.Select(x => (x.Month, x.Report.Number))]);
        yield return new Measured(report.Participant, 0, "laboratory reports")
            .With("same_received", received.Months).With("same_tested", tested.Months)
            .With("consecutive", run.Length)
            .Say("dates", string.Join("、", new[] { received.On, tested.On }.Distinct().Select(d => Text.Of(d))))
            .Say("numbers", string.Join("、", run.Take(6)));

        static (int Months, LocalDate On) Fullest(IEnumerable<(int Month, LocalDate On)> dates) => dates
            .GroupBy(d => d.On).Select(g => (Months: g.Select(d => d.Month).Distinct().Count(), On: g.Key))
            .OrderByDescending(g => g.Months).ThenBy(g => g.On).First();
    }

    /// <summary>The longest run of numbers that differ by one, each of another month, in the order of months.</summary>
    private static ImmutableArray<string> LongestRun(ImmutableArray<(int Month, string Number)> reports)
    {
        ImmutableArray<string> best = [];
        foreach (var series in reports.GroupBy(r => Split(r.Number).Prefix))
        {
            var run = new List<string>();
            var (lastMonth, lastSerial) = (0, -1L);
            foreach (var (month, number) in series.OrderBy(r => Split(r.Number).Serial).ThenBy(r => r.Month))
            {
                var serial = Split(number).Serial;
                if (serial != lastSerial + 1 || month == lastMonth) run.Clear();
                run.Add(number);
                (lastMonth, lastSerial) = (month, serial);
                if (run.Count > best.Length) best = [.. run];
            }
        }
        return best;
    }

    /// <summary>A number cut into what stands before its last digits, and these digits.</summary>
    private static (string Prefix, long Serial) Split(string number)
    {
        var start = number.Length;
        while (start > 0 && number.Length - start < 12 && char.IsAsciiDigit(number[start - 1])) start--;
        return start == number.Length ? (number, 0) : (number[..start],
            long.Parse(number[start..], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>307: files used elsewhere, made or changed at another time, edited. Of files that back figures only
    /// the use by others is told: one bill may well back figures of several months.</summary>
    private static IEnumerable<Measured> Files(CheckedReport report)
    {
        foreach (var month in report.Months)
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            foreach (var lab in month.Content.LabReports.Where(l => l.Document.Length > 0 && named.Add(l.Document)))
            {
                var facts = report.Registers.Traits(lab.Document);
                yield return File(report, month, lab.Document, $"lab {lab.Number}", facts,
                    facts?.Latest is { } made && made > lab.IssuedOn,
                    facts?.CreatedOn is { } early && early < lab.SampledFrom);
            }
            foreach (var ledger in month.Content.Ledgers.Where(l => l.Document.Length > 0 && named.Add(l.Document)))
                yield return File(report, month, ledger.Document, $"ledger {ledger.Fuel}");
            foreach (var reading in month.Content.Power.Where(r => r.Document.Length > 0 && named.Add(r.Document)))
                yield return File(report, month, reading.Document, $"power {reading.Meter}");
            foreach (var (row, figure, hash) in month.Content.Rows.SelectMany(r => r.Figures.SelectMany(f =>
                f.Evidence.Where(Documents.IsHash).Select(e => (r, f, e)))))
                if (named.Add(hash))
                    yield return File(report, month, hash, $"{MonthRows.SubjectOf(row)} {figure.Column}",
                        onlyOthers: true);
        }
    }

    private static Measured File(CheckedReport report, MonthRecord month, string hash, string subject,
        FileFacts? facts = null, bool afterIssue = false, bool beforeSampling = false, bool onlyOthers = false)
    {
        facts ??= report.Registers.Traits(hash);
        var own = new MonthUse(report.Participant, report.Year, month.Month);
        var elsewhere = report.Registers.OtherUsesOfFile(hash, own)
            .Where(u => !onlyOthers || u.Participant != report.Participant).ToList();
        var edited = facts is not null && Editors.Any(e => facts.Software.Contains(e,
            StringComparison.OrdinalIgnoreCase));
        var faults = new (bool Holds, string Zh, string En)[]
        {
            (edited, "出自编辑软件", "made with an editor"),
            (afterIssue, "制作或修改晚于报告出具", "made or changed after the report was issued"),
            (beforeSampling, "制作早于采样", "made before the sampling"),
        }.Where(f => f.Holds).ToList();
        return new Measured(report.Participant, own.Month, subject).With("reused", elsewhere.Count)
            .With("edited", edited).With("after_issue", afterIssue).With("before_sampling", beforeSampling)
            .Say("file", hash[..Math.Min(12, hash.Length)]).Say("software", Or(facts?.Software))
            .Say("author", Or(facts?.Author)).Say("created", Day(facts?.CreatedOn)).Say("modified",
                Day(facts?.ModifiedOn))
            .Say("what_zh", string.Join("、", faults.Select(f => f.Zh)))
            .Say("what_en", string.Join(", ", faults.Select(f => f.En)))
            .Say("where", string.Join("、", elsewhere.Take(4).Select(u =>
                $"{u.Participant} {Text.Of(u.Year.Year)}-{u.Month:00}")));

        static string Or(string? text) => string.IsNullOrEmpty(text) ? "—" : text;
        static string Day(LocalDate? on) => on is { } day ? Text.Of(day) : "—";
    }
}
