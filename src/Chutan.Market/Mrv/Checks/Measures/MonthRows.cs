using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>A row of fuel burnt in a month, its figures read.</summary>
/// <param name="Quantity">t, or 10^4 Nm3 for a gas.</param>
/// <param name="Ncv">GJ/t, or GJ/10^4 Nm3.</param>
/// <param name="Carbon">Elemental carbon as received, tC/t; null when it was not measured.</param>
internal sealed record FuelRow(int Month, MonthRow Row, string Kind, bool IsGas, decimal? Quantity, decimal? Ncv,
    decimal? Carbon, decimal? PerHeat, decimal? Oxidation)
{
    private const decimal CarbonDioxidePerCarbon = 44m / 12m;

    public bool IsCoal => MonthRows.Coals.Contains(Kind);
    public string Subject => MonthRows.SubjectOf(Row);

    /// <summary>Whether the figure the emissions rest on was measured.</summary>
    public bool IsMeasured => Carbon is not null
        && MonthRows.CarbonColumns.Any(c => Row.Find(c) is { Acquisition: Acquisition.Measured });

    /// <summary>tC per GJ that the row's own figures give.</summary>
    public decimal? CarbonPerHeat => Carbon is { } carbon && Ncv is > 0 ? carbon / Ncv : PerHeat;

    public decimal? Heat => Quantity * Ncv;

    /// <summary>What it emits by its own figures; an oxidation that is not given counts as whole.</summary>
    public decimal? Emissions => Quantity * (Carbon ?? Ncv * PerHeat) * (Oxidation ?? 1m) * CarbonDioxidePerCarbon;
}

/// <summary>Reads the figures of a month's rows.</summary>
internal static class MonthRows
{
    public static readonly ImmutableArray<string> Coals =
        ["coal", "anthracite", "bituminous", "lignite", "cleaned-coal", "gangue", "coal-slime"];
    public static readonly ImmutableArray<string> Liquids =
        ["crude-oil", "fuel-oil", "petrol", "diesel", "kerosene", "lng", "lpg"];
    public static readonly ImmutableArray<string> CarbonColumns = ["C_ar", "C_ad", "C_d"];

    /// <summary>Columns a row is told apart by.</summary>
    private static readonly ImmutableArray<string> KindColumns =
        ["fuel_kind", "gas_kind", "unit", "carbonate_kind", "clinker_kind", "material_kind", "product_kind", "medium",
            "line_no", "flow", "chemical", "technology", "sign", "alternative_kind"];

    /// <summary>A number in the unit wanted; null when it is absent or not a number.</summary>
    public static decimal? Number(this MonthRow row, string column, string unit = "")
    {
        if (row.Find(column) is not { } figure) return null;
        if (!Rational.TryParse(figure.Text.Trim(), out var number)) return null;
        if (figure.Unit.Length > 0 && unit.Length > 0 && figure.Unit != unit
            && Unit.Find(figure.Unit) is { } given && Unit.Find(unit) is { } wanted
            && given.Dimension == wanted.Dimension)
            number = number * given.Scale / wanted.Scale;
        return ToDecimal(number);
    }

    public static string Code(this MonthRow row, string column) => row.Find(column)?.Text.Trim() ?? "";

    /// <summary>The row's name in alerts: table, kinds, facility.</summary>
    public static string SubjectOf(MonthRow row) => string.Join(" ", new[] { row.Table }
        .Concat(KindColumns.Select(c => row.Code(c))).Append(row.Facility).Where(p => p.Length > 0));

    public static IEnumerable<FuelRow> Fuels(this MonthRecord month)
    {
        foreach (var row in month.Content.Rows)
            if (row.Find("FC") is not null) yield return Solid(month.Month, row);
            else if (row.Find("FV") is not null)
                yield return new FuelRow(month.Month, row, row.Code("gas_kind"), true, row.Number("FV", "10^4Nm3"),
                    row.Number("NCV_v", "GJ/10^4Nm3"), null, row.Number("CC_v", "tC/GJ"), row.Number("OF_v", "1"));
    }

    public static IEnumerable<FuelRow> Fuels(this CheckedReport report) => report.Months.SelectMany(Fuels);

    /// <summary>Sum of a column over a month's rows; null when no row has it.</summary>
    public static decimal? Sum(this MonthRecord month, string column, string unit = "")
    {
        decimal? sum = null;
        foreach (var row in month.Content.Rows)
            if (row.Number(column, unit) is { } value) sum = (sum ?? 0) + value;
        return sum;
    }

    public static decimal? Sum(this CheckedReport report, string column, string unit = "")
    {
        decimal? sum = null;
        foreach (var month in report.Months)
            if (month.Sum(column, unit) is { } value) sum = (sum ?? 0) + value;
        return sum;
    }

    /// <summary>What a month's fuels emit; null when a row cannot be worked out.</summary>
    public static decimal? Emissions(this MonthRecord month)
    {
        var sum = 0m;
        foreach (var fuel in month.Fuels())
        {
            if (fuel.Emissions is not { } emissions) return null;
            sum += emissions;
        }
        return sum;
    }

    public static decimal? ToDecimal(Rational value)
    {
        var rounded = value.Round(12, RoundingMode.HalfUp);
        return decimal.TryParse(rounded.Shown(12), System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static FuelRow Solid(int month, MonthRow row) => new(month, row, row.Code("fuel_kind"), false,
        row.Number("FC", "t"), row.Number("NCV", "GJ/t"), Carbon(row), row.Number("CC", "tC/GJ"),
        row.Number("OF", "1"));

    /// <summary>Elemental carbon as received, from whichever basis it was measured on.</summary>
    private static decimal? Carbon(MonthRow row)
    {
        if (row.Number("C_ar", "tC/t") is { } received) return received;
        if (row.Number("M_ar", "%") is not { } total) return null;
        if (row.Number("C_ad", "%") is { } airDried && row.Number("M_ad", "%") is { } inner and < 100)
            return airDried / 100m * (100m - total) / (100m - inner);
        return row.Number("C_d", "%") is { } dry ? dry / 100m * (100m - total) / 100m : null;
    }
}
