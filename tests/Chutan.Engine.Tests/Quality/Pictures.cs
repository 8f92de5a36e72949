using System.Globalization;
using Chutan.Engine.Methodologies;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Quality;

/// <summary>Honest reports as the checks look at them, to be spoilt by one thing at a time.</summary>
internal static class Pictures
{
    public static readonly ParticipantId Station = new(7);
    public static readonly ComplianceYear Year = new(2024);
    public const string Accreditation = "CMA-170001";
    private static readonly UserId Clerk = new(70);
    private static readonly MethodologyLibrary Library = MethodologyLibrary.Load(Repository.At("methodologies"));

    /// <summary>Digits without a pattern: those of π.</summary>
    private const string Digits = "1415926535897932384626433832795028841971693993751"
        + "058209749445923078164062862089986280348253";

    public static Methodology Methodology(string name) => Library.Find(name)!;

    /// <summary>A coal-fired station of 600 MW, twelve months measured as they should be.</summary>
    public static CheckedReport Power()
    {
        var months = Enumerable.Range(1, 12).Select(m => Month(m, PowerContent(m))).ToImmutableArray();
        var total = decimal.Round(months.Sum(m => Emissions(m)), 0);
        return new CheckedReport(Station, Year)
        {
            Sector = "power",
            Methodology = Methodology("cn-power@2022"),
            Plans = [Plan("national", "power", [Parameter("p1", "fuel", "coal", "FC"),
                Parameter("p2", "fuel", "coal", "NCV")])],
            Months = months,
            Annual = new AnnualPicture(Year, total, 0, [new("coal", total - 3_000, 1), new("electricity", 3_000, 1)],
                [], [new("electricity", 3_005_321m, "MWh")], total, total, new(2025, 3, 20), new(2025, 3, 31)),
            Before = new AnnualPicture(new(2023), total * 1.01m + 7, 0, [], [], [new("electricity", 3_000_200m, "MWh")],
                null, null, null, null),
            Registers = Registers(months),
        };
    }

    /// <summary>A report of another sector whose months hold the same rows, month after month.</summary>
    public static CheckedReport Of(string sector, string methodology, params MonthRow[] rows) =>
        new(Station, Year)
        {
            Sector = sector,
            Methodology = Methodology(methodology),
            Plans = [Plan("hubei-pilot", sector, [])],
            Months = [.. Enumerable.Range(1, 12).Select(m => Month(m, new MonthContent([.. rows], [], [], [])))],
        };

    public static QualityRegisters Registers(IEnumerable<MonthRecord> months,
        (string Hash, FileFacts Facts)? read = null,
        IEnumerable<LabReport>? copies = null, bool online = false)
    {
        var all = months.ToList();
        var laboratory = new Laboratory("湖北煤检中心", Accreditation, new(2020, 1, 1), new(2026, 12, 31),
            ["carbon", "ncv"], 60, online);
        var own = (copies ?? []).ToDictionary(c => c.Number);
        return new QualityRegisters(a => a == Accreditation ? laboratory : null, own.GetValueOrDefault,
            hash => read is { } file && file.Hash == hash ? file.Facts : null,
            number => all.Where(m => m.Content.LabReports.Any(l => l.Number == number)).Select(Use),
            hash => all.Where(m => m.Content.Documents().Contains(hash)).Select(Use));
    }

    public static MonthUse Use(MonthRecord month) => new(month.Participant, month.Year, month.Month);

    public static MonthRecord Month(int month, MonthContent content)
    {
        var due = new LocalDate(2024, month, 1).PlusMonths(1).PlusDays(39);
        return new MonthRecord(Station, Year, month, 1, content, 1, MonthState.Accepted, due, false, Clerk,
            due.PlusDays(-4).AtMidnight().InUtc().ToInstant(), "", month, [], []);
    }

    public static MonitoringPlan Plan(string regime, string sector, ImmutableArray<PlanParameter> parameters) =>
        new(Station, 1, new(2024, 1, 1), new PlanContent(regime, sector, "whole site", [], [], parameters, "yes", []),
            PlanChange.First, "", PlanState.Approved, Clerk, Instant.FromUtc(2023, 12, 20, 1, 0), "", 1);

    public static PlanParameter Parameter(string id, string table, string choice, string column) =>
        new(id, "", table, choice, column, Acquisition.Measured, "", "belt scale", "daily", "燃料部", "higher value");

    public static MonthRow Row(string table, params (string Column, string Text)[] figures) =>
        new(table, "", [.. figures.Select(f => Figure(f.Column, f.Text))]);

    public static MonthFigure Figure(string column, string text, Acquisition acquisition = Acquisition.Measured,
        string unit = "", string reason = "") =>
        new(column, text, unit, acquisition, reason, acquisition == Acquisition.Measured ? [Hash(column + text)] : []);

    public static string Hash(string of) => Market.Quantification.Methodology.HashOf(of);

    /// <summary>The report with one month changed.</summary>
    public static CheckedReport With(this CheckedReport report, int month, Func<MonthContent, MonthContent> change) =>
        report with
        {
            Months = [.. report.Months.Select(m => m.Month == month ? m with { Content = change(m.Content) } : m)],
        };

    public static CheckedReport WithAll(this CheckedReport report, Func<MonthRecord, MonthContent> change) =>
        report with { Months = [.. report.Months.Select(m => m with { Content = change(m) })] };

    /// <summary>The content with a figure of a table set.</summary>
    public static MonthContent Set(this MonthContent content, string table, string column, string text,
        string unit = "",
        Acquisition acquisition = Acquisition.Measured, string reason = "") => content with
        {
            Rows = [.. content.Rows.Select(r => r.Table != table ? r : r with
            {
                Figures = [.. r.Figures.Where(f => f.Column != column),
                    Figure(column, text, acquisition, unit, reason)],
            })],
        };

    public static MonthContent Lab(this MonthContent content, Func<LabReport, LabReport> change) =>
        content with { LabReports = [.. content.LabReports.Select(change)] };

    public static MonthContent Ledger(this MonthContent content, Func<FuelLedger, FuelLedger> change) =>
        content with { Ledgers = [.. content.Ledgers.Select(change)] };

    public static CheckedReport WithAnnual(this CheckedReport report, Func<AnnualPicture, AnnualPicture> change) =>
        report with { Annual = change(report.Annual!) };

    public static decimal Emissions(MonthRecord month)
    {
        var row = month.Content.Rows[0];
        return Number(row, "FC") * Number(row, "C_ar") * 0.99m * 44m / 12m;
    }

    public static decimal Number(MonthRow row, string column) =>
        decimal.Parse(row.Find(column)!.Text, CultureInfo.InvariantCulture);

    private static MonthContent PowerContent(int month)
    {
        var burnt = 118_000m + Shake(month) * 4_000 + Digits[month] - '0' + (Digits[month + 12] - '0') / 100m;
        var carbon = decimal.Round(51.80m + Shake(month + 5) * 0.8m, 2);
        var moisture = decimal.Round(14.60m + Shake(month + 9), 1);
        var heat = decimal.Round((339 * carbon + 1030 * 3.20m - 109 * (7.60m - 0.70m) - 25 * moisture) / 1000m
            * (1.003m + Shake(month + 2) * 0.006m), 3);
        var power = decimal.Round(burnt * heat * 0.40m / 3.6m, 0) + (Digits[month + 24] - '0') / 1000m;
        var number = Text(month * 17 + 1000);
        var last = new LocalDate(2024, month, 1).PlusMonths(1).PlusDays(-1);
        var lab = new LabReport($"HBMJ-2024-{number}", "湖北煤检中心", Accreditation, $"S{number}", "coal", last.PlusDays(
                1 - last.Day), last, last.PlusDays(3 + month % 3), last.PlusDays(6 + month % 4),
            last.PlusDays(12 + month % 5), heat, carbon, 3.20m, 7.60m, 0.70m, moisture, 3.85m, $"QR-{number}", true,
            Hash("lab" + number));
        var received = burnt + 1_000 * (month % 3);
        return new MonthContent(
            [
                Row("fuel", ("fuel_kind", "coal"), ("FC", Text(burnt)), ("NCV", Text(heat)),
                    ("C_ar", Text(decimal.Round(carbon / 100m, 4)))),
                Row("electricity", ("W_in", Text(460m + Digits[month + 30] / 3m, 3))),
                Row("output", ("unit", "u1"), ("W_fd", Text(power)), ("W_cy", Text(power * 0.06m, 3)),
                    ("P_e", "600"), ("t_e", "690")),
            ],
            [lab],
            [new FuelLedger("coal", 90_000, received, burnt, 90_000 + received - burnt, 29, 29, moisture + 0.3m, true,
                Hash("ledger" + number))], []);
    }

    private static decimal Shake(int n) => (Digits[n] - '0') / 9m - 0.5m + (Digits[n + 40] - '0') / 200m;

    private static string Text(decimal value, int digits = 3) =>
        decimal.Round(value, digits).ToString(CultureInfo.InvariantCulture);
}
