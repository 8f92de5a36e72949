using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Simulation.World;

/// <summary>How a sector of the list accounts: its rules, its sources, and what one unit of each emits by the
/// methodology itself.</summary>
/// <param name="Shares">Thousandths of the emissions by coal, gas, coke, electricity and process, in this
/// order.</param>
internal sealed record Profile(string Regime, string Sector, Methodology Method, ImmutableArray<int> Shares)
{
    public const int Coal = 0;
    public const int Gas = 1;
    public const int Coke = 2;
    public const int Power = 3;
    public const int Process = 4;

    /// <summary>t CO2e per tC of coal, 10^4 Nm3 of gas, t of coke, MWh, and t of clinker or clay.</summary>
    public ImmutableArray<decimal> Factors { get; init; } = [];

    /// <summary>Whether electricity bought is in the amount that counts.</summary>
    public bool CountsPower { get; init; } = true;

    public bool Counts(int source) => source != Power || CountsPower;

    /// <summary>Thousandths that count.</summary>
    public int CountedShares => Shares.Where((_, source) => Counts(source)).Sum();

    public bool IsStation => Sector == "power";

    /// <summary>What the methodology calls the coal burnt.</summary>
    public string CoalCode => IsStation ? "coal" : "bituminous";

    public bool IsCement => Sector == "cement";
    public bool IsSteel => Sector == "steel";
    public bool IsCeramics => Sector == "ceramics";
}

/// <summary>Which rules a sector of the simulated list goes by. Steel and cement are under the national guides since
/// 2024; the others under the guides of the pilot. A heat plant that also generates stays in the pilot while it emits
/// less than the 26,000 t from which power stations are in the national market; it accounts by the power guide.
/// </summary>
internal static class Profiles
{
    private const string Pilot = "hubei-pilot";
    private const string National = "national";
    private const int Year = 2024;
    private const decimal Unit = 10_000;

    private static readonly (string Code, string Regime, string Sector, string Method, string Version, int[] Shares)[]
        Table =
        [
            ("steel", National, "steel", "cn-steel", "2024", [270, 40, 600, 90, 0]),
            (Sectors.Cement, National, "cement", "cn-cement", "2024", [390, 0, 0, 0, 610]),
            ("chemicals", Pilot, "chemicals", "cn-chemicals-ndrc", "2013", [560, 260, 0, 180, 0]),
            ("petrochemicals", Pilot, "petrochemicals", "cn-petrochemicals-ndrc", "2014", [430, 420, 0, 150, 0]),
            ("non-ferrous", Pilot, "other-nonferrous", "cn-nonferrous-ndrc", "2015", [300, 250, 0, 450, 0]),
            ("glass-and-building-materials", Pilot, "flat-glass", "cn-flat-glass-ndrc", "2013", [250, 600, 0, 150, 0]),
            (Sectors.Ceramics, Pilot, "ceramics", "cn-ceramics-ndrc", "2013", [240, 580, 0, 150, 30]),
            ("paper", Pilot, "paper", "cn-paper-ndrc", "2015", [600, 150, 0, 250, 0]),
            ("vehicles", Pilot, "machinery", "cn-machinery-ndrc", "2015", [60, 340, 0, 600, 0]),
            ("equipment", Pilot, "machinery", "cn-machinery-ndrc", "2015", [80, 320, 0, 600, 0]),
            ("food-and-drink", Pilot, "food", "cn-food-ndrc", "2015", [450, 200, 0, 350, 0]),
        ];

    private static readonly (string Code, string Regime, string Sector, string Method, string Version, int[] Shares)
        Others = ("", Pilot, "other-industry", "cn-industry-ndrc", "2015", [500, 250, 0, 250, 0]);

    /// <summary>A heat plant that also generates.</summary>
    public const string Cogeneration = "cogeneration";

    private static readonly (string Code, string Regime, string Sector, string Method, string Version, int[] Shares)
        Station = (Cogeneration, Pilot, "power", "cn-power", "2022", [985, 0, 0, 15, 0]);

    /// <summary>The profile of each sector of the list; empty when a methodology is not at hand.</summary>
    /// <param name="countsPower">Whether a regime counts electricity bought.</param>
    public static IReadOnlyDictionary<string, Profile> Of(ImmutableArray<Methodology> methods,
        Func<string, bool> countsPower)
    {
        var found = new Dictionary<string, Profile>(StringComparer.Ordinal);
        foreach (var code in Sectors.All.Select(s => s.Code).Append(Cogeneration))
        {
            var row = code == Cogeneration ? Station : Table.FirstOrDefault(r => r.Code == code);
            if (row.Code is null) row = Others;
            if (methods.FirstOrDefault(m => m.Id == row.Method && m.Version == row.Version) is not { } method)
                return new Dictionary<string, Profile>(StringComparer.Ordinal);
            found.Add(code, WithFactors(new Profile(row.Regime, row.Sector, method, [.. row.Shares])
            { CountsPower = countsPower(row.Regime) }));
        }
        return found;
    }

    /// <summary>Asks the methodology what a round amount of each source emits, over a month without any.</summary>
    private static Profile WithFactors(Profile profile)
    {
        var nothing = new decimal[5];
        var before = Emissions(profile, nothing);
        var factors = Enumerable.Range(0, 5).Select(source =>
        {
            if (profile.Shares[source] == 0) return 0m;
            var one = new decimal[5];
            one[source] = Unit;
            return (Emissions(profile, one) - before) / Unit;
        });
        return profile with { Factors = [.. factors] };
    }

    private static decimal Emissions(Profile profile, decimal[] amounts)
    {
        var rows = EvidenceRows.Of(profile, amounts, carbon: 1m, ncv: 20m, "", "");
        var faults = new Faults();
        var data = MonthInput.OfMonth(profile.Method, new ComplianceYear(Year), 1, rows, faults);
        var result = Calculating.Run(profile.Method, data, [], faults) ?? throw new InvalidOperationException(
            $"{profile.Method.Id} cannot calculate: {string.Join("; ", faults.Sorted)}");
        return decimal.Parse(result.Results[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

/// <summary>The rows of a month, as the sector's methodology asks for them.</summary>
internal static class EvidenceRows
{
    /// <summary>Capacity of the station, MW, and how far it is used while it runs.</summary>
    private const decimal StationMegawatt = 2m, StationLoad = 0.72m;
    private const decimal SteamEnthalpy = 2950m;
    private const decimal FeedWaterEnthalpy = 83.74m;

    /// <param name="amounts">t of coal, 10^4 Nm3, t of coke, MWh, t of clinker or clay.</param>
    /// <param name="carbon">tC/t as received.</param>
    /// <param name="ledger">Hash of the month's ledger.</param>
    /// <param name="report">Number of the month's laboratory report.</param>
    public static ImmutableArray<MonthRow> Of(Profile profile, decimal[] amounts, decimal carbon, decimal ncv,
        string ledger, string report)
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
                Code("gas_kind", "natural-gas"), Number("FV", amounts[Profile.Gas], 2, ledger)]));
        if (profile.Shares[Profile.Power] > 0)
            rows.Add(Row("electricity", [Number("W_in", amounts[Profile.Power], 3, ledger)]));
        if (profile.IsCement)
            rows.Add(Row("clinker", [Code("line_no", "k1"), Code("clinker_kind", "portland"),
                Number("Q_clinker", amounts[Profile.Process], 2, ledger)]));
        if (profile.IsCeramics)
            rows.Add(Row("", [Number("M_clay", amounts[Profile.Process], 2, ledger), Number("CaCO3", 2.1m, 1, ledger),
                Number("MgCO3", 0.6m, 1, ledger)]));
        if (profile.IsStation) rows.AddRange(Station(amounts[Profile.Coal] * ncv, ledger));
        return rows.ToImmutable();
    }

    /// <summary>What a back-pressure unit makes of the heat of its coal: steam for its customers, and some power.
    /// </summary>
    private static MonthRow[] Station(decimal heat, string ledger)
    {
        var (boiler, generated) = (heat * 0.86m, heat * 0.0495m);
        var steam = boiler * 0.55m * 1000m / (SteamEnthalpy - FeedWaterEnthalpy);
        var hours = Math.Min(640m, decimal.Round(generated / (StationMegawatt * StationLoad), 0));
        return
        [
            Row("heat",
                [Code("medium", "steam"), Number("M", steam, 2, ledger), Number("h", SteamEnthalpy, 0, ledger)]),
            Row("output",
                [
                    Code("unit", "u1"), Number("W_fd", generated, 3, ledger),
                    Number("W_cy", generated * 0.07m, 3, ledger), Number("W_rcy", generated * 0.03m, 3, ledger),
                    Number("Q_cr", boiler, 2, ledger),
                    Number("P_e", StationMegawatt, 1, ledger), Number("t_e", hours, 0, ledger),
                ]),
        ];
    }

    public static string Written(decimal value, int digits) =>
        decimal.Round(value, digits, MidpointRounding.AwayFromZero).ToString($"F{digits}",
            CultureInfo.InvariantCulture);

    private static MonthRow Row(string table, MonthFigure[] figures) => new(table, "", [.. figures]);

    private static MonthFigure Code(string column, string code) =>
        new(column, code, "", Acquisition.Measured, "", []);

    private static MonthFigure Number(string column, decimal value, int digits, string evidence) =>
        new(column, Written(value, digits), "", Acquisition.Measured, "", evidence.Length == 0 ? [] : [evidence]);
}
