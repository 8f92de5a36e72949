using Chutan.Market.Mrv;
using Chutan.Server.Http;

namespace Chutan.Server.Mrv;

/// <summary>Bodies of months and plans as they arrive: what was left out becomes empty, so that nothing behind this
/// line has to ask.</summary>
internal static class MonthBodies
{
    public static MonthContent Whole(MonthContent? content) => content is null
        ? throw RefusedException.Malformed("content", "rows, labReports, ledgers, power")
        : new MonthContent(
            [.. Or(content.Rows).Select(r => new MonthRow(Or(r.Table), Or(r.Facility),
                [.. Or(r.Figures).Select(Whole)]))],
            [.. Or(content.LabReports).Select(Whole)],
            [.. Or(content.Ledgers).Select(l => l with { Fuel = Or(l.Fuel), Document = Or(l.Document) })],
            [.. Or(content.Power).Select(p => new PowerReading(Or(p.Meter), p.Mwh, Texts(p.Certificates),
                Or(p.Document)))]);

    public static PlanContent Whole(PlanContent? content) => content is null
        ? throw RefusedException.Malformed("content", "regime, sector, boundary, facilities, meters, parameters")
        : new PlanContent(Or(content.Regime), Or(content.Sector), Or(content.Boundary),
            [.. Or(content.Facilities).Select(f => new PlanFacility(Or(f.Id), Or(f.NameZh), Or(f.NameEn), Or(f.Kind),
                f.Capacity, Or(f.CapacityUnit), Or(f.Permit)))],
            [.. Or(content.Meters).Select(m => m with
            { Id = Or(m.Id), Kind = Or(m.Kind), Location = Or(m.Location), Accuracy = Or(m.Accuracy) })],
            [.. Or(content.Parameters).Select(p => new PlanParameter(Or(p.Id), Or(p.Facility), Or(p.Table),
                Or(p.Choice), Or(p.Column), p.Acquisition, Or(p.Meter), Or(p.Method), Or(p.Frequency),
                Or(p.Department), Or(p.MissingTreatment)))],
            Or(content.QualityControl),
            [.. Or(content.Modules).Select(m => new PlanModule(Or(m.Sector), Texts(m.Facilities)))]);

    private static MonthFigure Whole(MonthFigure figure) => figure with
    {
        Column = Or(figure.Column),
        Text = Or(figure.Text),
        Unit = Or(figure.Unit),
        Reason = Or(figure.Reason),
        Evidence = Texts(figure.Evidence),
    };

    public static LabReport Whole(LabReport report) => report with
    {
        Number = Or(report.Number).Trim(),
        Laboratory = Or(report.Laboratory),
        Accreditation = Or(report.Accreditation),
        Sample = Or(report.Sample),
        Fuel = Or(report.Fuel),
        VerificationCode = Or(report.VerificationCode),
        Document = Or(report.Document),
    };

    private static ImmutableArray<string> Texts(ImmutableArray<string> texts) =>
        [.. Or(texts).Where(t => !string.IsNullOrWhiteSpace(t)).Select(t => t.Trim())];

    private static string Or(string? text) => text ?? "";

    private static ImmutableArray<T> Or<T>(ImmutableArray<T> items) where T : class =>
        items.IsDefault ? [] : [.. items.Where(i => i is not null)];
}
