using Chutan.Market.Kernel;
using Chutan.Market.Mrv;

namespace Chutan.Tests.Mrv;

/// <summary>A cement maker with its own power plant: the worked examples C2 and P6 as one entity's year.</summary>
internal static class CementAndPower
{
    public const string Ledger = "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd";

    public static PlanContent Plan { get; } = new("hubei-pilot", "cement", "水泥熟料生产线与自备电厂",
        [new PlanFacility("k1", "1 号窑", "Kiln 1", "rotary kiln", 5000, "t/d", "P-K1"),
            .. PowerYear.Plan.Facilities],
        [new PlanMeter("scale", "生料秤", "窑尾", "0.5", new LocalDate(2021, 12, 1), 24, PowerOrigin.None),
            new PlanMeter("inner", "自备电厂供电表", "总降", "0.5S", new LocalDate(2021, 12, 1), 24, PowerOrigin.OwnPlant),
            .. PowerYear.Plan.Meters],
        [Of("qcli", "Q_cli", "scale"), Of("fr1", "FR1"), Of("fr10", "FR10"), Of("fr2", "FR2"), Of("fr20", "FR20"),
            Of("qmeal", "Q_meal", "scale"), Of("fr0", "FR0"), .. PowerYear.Plan.Parameters],
        "计量与化验分管，每季内部审核", [new PlanModule("power", ["u1"])]);

    /// <summary>A month of both: the kiln's single figures, and the power example's rows.</summary>
    public static MonthContent Month(int month)
    {
        var power = PowerYear.Content(month, Ledger, Ledger);
        return power with
        {
            Rows = [
                new MonthRow("", "", [Figure("Q_cli", "125000"), Figure("FR1", "65.2"), Figure("FR10", "1.1"),
                    Figure("FR2", "2.1"), Figure("FR20", "0.3"), Figure("Q_meal", month == 12 ? "191663" : "191667"),
                    Figure("FR0", "0.3")]),
                .. power.Rows.Select(r => r with { Facility = "u1" })],
            Power = [new PowerReading("inner", 18_000, [], Ledger)],
        };
    }

    private static MonthFigure Figure(string column, string text) =>
        new(column, text, "", Acquisition.Measured, "", [Ledger]);

    private static PlanParameter Of(string id, string column, string meter = "") => new(id, "", "", "", column,
        Acquisition.Measured, meter, "按方案计量或化验", "每月", "生产技术部", "取方法学保守值");
}
