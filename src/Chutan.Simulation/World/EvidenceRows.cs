using System.Globalization;
using Chutan.Market.Mrv;

namespace Chutan.Simulation.World;

/// <summary>The rows of a month, as the sector's methodology asks for them.</summary>
internal static class EvidenceRows
{
    /// <summary>Of a tonne of feedstock, tonnes of methanol; carbon of both; anodes and butts per tonne of aluminium;
    /// slag per clinker.</summary>
    private const decimal Methanol = 0.9m, FeedCarbon = 0.72m, MethanolCarbon = 0.375m, Anode = 0.485m, Butts = 15.2m,
        SlagPerClinker = 0.06m;

    /// <param name="amounts">t of coal, 10^4 Nm3, t of coke, MWh, t of clinker, clay, feedstock or aluminium.</param>
    /// <param name="carbon">tC/t as received.</param>
    /// <param name="ledger">Hash of the month's ledger.</param>
    /// <param name="report">Number of the month's laboratory report.</param>
    /// <param name="plant">What the turbine made of the heat.</param>
    /// <param name="tenThousands">Whether its electricity is read in 10^4 kWh.</param>
    public static ImmutableArray<MonthRow> Of(Profile profile, decimal[] amounts, decimal carbon, decimal ncv,
        PlantMonth plant, string ledger, string report, bool tenThousands = false)
    {
        var rows = ImmutableArray.CreateBuilder<MonthRow>();
        var measured = LabReport.Mark + report;
        if (profile.IsStation) rows.Add(Row("", [Code("unit_class", "ordinary")]));
        if (profile.Shares[Profile.Coal] > 0)
            rows.Add(Row("fuel",
                [
                    .. profile.IsSteel ? [Code("process", "other")] : Array.Empty<MonthFigure>(),
                    Code("fuel_kind", profile.CoalCode),
                    .. profile.Regime == "national"
                        ? [Code("device", profile.IsCement ? "cement-kiln" : "industrial-boiler")]
                        : Array.Empty<MonthFigure>(),
                    Number("FC", amounts[Profile.Coal], 2, ledger), Number("C_ar", carbon, 4, measured),
                    Number("NCV", ncv, 3, measured),
                ]));
        if (profile.Shares[Profile.Coke] > 0)
            rows.Add(Row("fuel", [Code("process", "blast-furnace"), Code("fuel_kind", "coke"), Code("device",
                "steel-process"),
                Number("FC", amounts[Profile.Coke], 2, ledger)]));
        if (profile.Shares[Profile.Gas] > 0)
            rows.Add(Row("gas", [.. profile.IsSteel ? [Code("gas_process", "rolling")] : Array.Empty<MonthFigure>(),
                Code("gas_kind", "natural-gas"), Number("FV", amounts[Profile.Gas], 2, ledger),
                .. profile.GasHeat.Length > 0 ? [new MonthFigure("NCV_v", profile.GasHeat, "", Acquisition.Default,
                    "未实测，采用指南缺省值", [])] : Array.Empty<MonthFigure>()]));
        if (profile.Shares[Profile.Power] > 0)
            rows.Add(Row("electricity", [Power("W_in", amounts[Profile.Power] * (1 + profile.HandsOn), tenThousands,
                ledger), .. profile.HandsOn > 0 ? [Power("W_out", amounts[Profile.Power] * profile.HandsOn,
                    tenThousands, ledger)] : Array.Empty<MonthFigure>()]));
        if (profile.IsCement)
            rows.Add(Row("clinker", [Code("line_no", "k1"), Code("clinker_kind", "portland"),
                Number("Q_clinker", amounts[Profile.Process], 2, ledger),
                .. profile.Trait == Trait.Slag ? [Number("A_carbide", amounts[Profile.Process] * SlagPerClinker, 2,
                    ledger, measured)] : Array.Empty<MonthFigure>()]));
        if (profile.IsCeramics)
            rows.Add(Row("", [Number("M_clay", amounts[Profile.Process], 2, ledger), Number("CaCO3", 2.1m, 1, ledger),
                Number("MgCO3", 0.6m, 1, ledger)]));
        rows.AddRange(profile.Trait switch
        {
            Trait.Station => Station(plant, ledger),
            Trait.Feedstock => Feedstock(amounts[Profile.Process], ledger),
            Trait.Smelter => Smelter(amounts[Profile.Process], ledger),
            _ => [],
        });
        return rows.ToImmutable();
    }

    private static MonthRow[] Feedstock(decimal tonnes, string ledger) =>
    [
        Row("carbon", [Code("flow", "raw"), Code("chemical", "other"), Number("M_flow", tonnes, 2, ledger),
            Number("C_flow", FeedCarbon, 4, ledger)]),
        Row("carbon", [Code("flow", "product"), Code("chemical", "methanol"),
            Number("M_flow", tonnes * Methanol, 2, ledger), Number("C_flow", MethanolCarbon, 4, ledger)]),
    ];

    private static MonthRow[] Smelter(decimal tonnes, string ledger) =>
    [
        Row("", [Number("P_Al", tonnes, 2, ledger), Number("M_anode", tonnes * Anode, 2, ledger),
            Number("L_butt", Butts, 1, ledger)]),
    ];

    private static MonthRow[] Station(PlantMonth plant, string ledger) =>
    [
        Row("heat",
            [
                Code("medium", "steam"), Number("M", plant.Steam, 2, ledger),
                Number("h", PlantMonth.SteamEnthalpy, 0, ledger),
            ]),
        Row("output",
            [
                Code("unit", "u1"), Number("W_fd", plant.Generated, 3, ledger),
                Number("W_cy", plant.Auxiliary, 3, ledger), Number("W_rcy", plant.AuxiliaryOfHeat, 3, ledger),
                Number("Q_cr", plant.Boiler, 2, ledger), Number("a_stated", plant.HeatRatio, 4, ledger),
                Number("P_e", PlantMonth.Megawatt, 1, ledger), Number("t_e", plant.Hours, 0, ledger),
            ]),
    ];

    public static string Written(decimal value, int digits) =>
        decimal.Round(value, digits, MidpointRounding.AwayFromZero).ToString($"F{digits}",
            CultureInfo.InvariantCulture);

    private static MonthRow Row(string table, MonthFigure[] figures) => new(table, "", [.. figures]);

    private static MonthFigure Code(string column, string code) =>
        new(column, code, "", Acquisition.Measured, "", []);

    private static MonthFigure Power(string column, decimal megawattHours, bool tenThousands, string evidence) =>
        tenThousands ? Number(column, megawattHours / 10m, 4, evidence) with { Unit = "10^4kWh" }
            : Number(column, megawattHours, 3, evidence);

    private static MonthFigure Number(string column, decimal value, int digits, params string[] evidence) =>
        new(column, Written(value, digits), "", Acquisition.Measured, "", [.. evidence.Where(e => e.Length > 0)]);
}
