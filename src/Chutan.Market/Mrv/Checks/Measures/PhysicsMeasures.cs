using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>内部一致与物理: sums, means, stocks, and what a boiler and a turbine can do.</summary>
internal static class PhysicsMeasures
{
    /// <summary>Heat of a tonne of standard coal, GJ: the definition of the unit tce.</summary>
    private const decimal HeatOfStandardCoal = 29.307m;

    /// <summary>GJ in a MWh.</summary>
    private const decimal HeatOfPower = 3.6m;

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Report("annual-quantities", ["annual", "months", "is_mean"], ["quantity"], AnnualQuantities),
        Report("annual-total", ["annual", "months"], [], AnnualTotal),
        Month("carbon", ["C tC/t", "per_heat tC/GJ"], ["fuel"], Carbon),
        Month("ledgers", ["opening", "received", "closing", "consumed", "gap share"], ["fuel"], Ledgers),
        Report("ledger-year", ["fired", "ledger", "gap share"], ["fuel"], LedgerYear),
        Report("unit-months", ["is_gas", "b_g gce/kWh", "b_g_mean gce/kWh", "S_gd tCO2/MWh", "efficiency", "W_fd MWh",
            "W_gd MWh", "auxiliary share", "W_in MWh", "load", "hours h", "month_hours h", "most MWh", "a", "a_stated",
            "Q_gr GJ", "Q_cr GJ"], [], UnitMonths).ByModule(),
        Report("heat-invoices", ["supplied GJ", "invoiced GJ"], [], HeatInvoices).ByModule(),
        Report("electricity-bills", ["stated MWh", "billed MWh"], [], ElectricityBills),
        Report("continuous-measurement", ["measured tCO2", "calculated tCO2"], [], ContinuousMeasurement),
    ];

    /// <summary>201 and 202: a year's quantity or mean beside that of its months.</summary>
    private static IEnumerable<Measured> AnnualQuantities(CheckedReport report)
    {
        foreach (var quantity in report.Annual?.Quantities ?? [])
            yield return new Measured(report.Participant, 0, quantity.Name).With("annual", quantity.Annual)
                .With("months", quantity.FromMonths).With("is_mean", quantity.IsMean).Say("quantity", quantity.Name);
    }

    private static IEnumerable<Measured> AnnualTotal(CheckedReport report) => report.Annual is not { } annual ? []
        : [new Measured(report.Participant, 0, "total").With("annual", annual.Total).With("months",
            annual.MonthsTotal)];

    /// <summary>203: measured carbon, and carbon per heat.</summary>
    private static IEnumerable<Measured> Carbon(CheckedReport report) =>
        from fuel in report.Fuels()
        where fuel.IsCoal && fuel.Carbon is not null
        select new Measured(report.Participant, fuel.Month, fuel.Subject).With("C", fuel.Carbon)
            .With("per_heat", fuel.CarbonPerHeat).Say("fuel", fuel.Kind);

    /// <summary>204: what was there, came and is left against what was burnt.</summary>
    private static IEnumerable<Measured> Ledgers(CheckedReport report)
    {
        foreach (var month in report.Months)
            foreach (var ledger in month.Content.Ledgers)
            {
                var used = ledger.Opening + ledger.Received - ledger.Closing;
                yield return new Measured(report.Participant, month.Month, $"ledger {ledger.Fuel}")
                    .With("opening", ledger.Opening).With("received", ledger.Received)
                    .With("closing", ledger.Closing).With("consumed", ledger.Consumed)
                    .With("gap", Apart(used, ledger.Consumed)).Say("fuel", ledger.Fuel);
            }
    }

    /// <summary>205: what the months report as burnt against what the ledgers of the year say was used.</summary>
    private static IEnumerable<Measured> LedgerYear(CheckedReport report)
    {
        foreach (var fuel in report.Months.SelectMany(m => m.Content.Ledgers).GroupBy(l => l.Fuel)
            .OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var months = report.Months.Where(m => m.Content.Ledgers.Any(l => l.Fuel == fuel.Key)).ToList();
            var fired = months.SelectMany(m => m.Fuels()).Where(f => f.Kind == fuel.Key).Sum(f => f.Quantity ?? 0);
            var used = fuel.Sum(l => l.Opening + l.Received - l.Closing);
            yield return new Measured(report.Participant, 0, $"ledger {fuel.Key}").With("fired", fired)
                .With("ledger", used).With("gap", Apart(fired, used)).Say("fuel", fuel.Key);
        }
    }

    private static decimal? Apart(decimal value, decimal from) =>
        from == 0 ? value == 0 ? 0 : null : Math.Abs(value - from) / Math.Abs(from);

    /// <summary>206 to 211: a power station's month, worked out from its own rows.</summary>
    private static IEnumerable<Measured> UnitMonths(CheckedReport report)
    {
        var months = report.Months.Select(m => new StationMonth(m)).Where(s => s.Generated is not null).ToList();
        var rates = months.Select(s => s.CoalRate).OfType<decimal>().ToList();
        var year = new LocalDate(report.Year.Year, 1, 1);
        foreach (var station in months)
        {
            var hours = 24 * CalendarSystem.Iso.GetDaysInMonth(year.Year, station.Month);
            yield return new Measured(report.Participant, station.Month, "station")
                .With("is_gas", station.IsGas).With("b_g", station.CoalRate)
                .With("b_g_mean", rates.Count > 1 ? Statistics.Mean(rates) : null).With("S_gd", station.Intensity)
                .With("efficiency", station.Efficiency).With("W_fd", station.Generated)
                .With("W_gd", station.Supplied).With("auxiliary", station.AuxiliaryShare)
                .With("W_in", station.Bought).With("load", station.Load).With("hours", station.LongestHours)
                .With("month_hours", hours).With("most", station.Most).With("a", station.HeatRatio)
                .With("a_stated", station.StatedRatio).With("Q_gr", station.HeatSupplied)
                .With("Q_cr", station.HeatMade);
        }
    }

    private static IEnumerable<Measured> HeatInvoices(CheckedReport report) =>
        from month in report.Months
        let invoiced = report.Comparison(ComparisonKind.HeatInvoice, month.Month)
        where invoiced is not null
        select new Measured(report.Participant, month.Month, "heat")
            .With("supplied", new StationMonth(month).HeatSupplied).With("invoiced", invoiced);

    private static IEnumerable<Measured> ElectricityBills(CheckedReport report) =>
        from month in report.Months
        let billed = report.Comparison(ComparisonKind.ElectricityBill, month.Month)
        where billed is not null
        select new Measured(report.Participant, month.Month, "electricity").With("stated", month.Sum("W_in", "MWh"))
            .With("billed", billed);

    private static IEnumerable<Measured> ContinuousMeasurement(CheckedReport report) =>
        from month in report.Months
        let measured = report.Comparison(ComparisonKind.ContinuousMeasurement, month.Month)
        where measured is not null
        select new Measured(report.Participant, month.Month, "stack").With("measured", measured)
            .With("calculated", month.Emissions());

    /// <summary>A power station's month.</summary>
    private sealed class StationMonth
    {
        private const decimal FeedWaterEnthalpy = 83.74m;
        private const decimal FeedWaterTemperature = 20m;
        private const decimal HeatOfWater = 4.1868m;

        private readonly MonthRecord month;

        public StationMonth(MonthRecord month)
        {
            this.month = month;
            var fuels = month.Fuels().ToList();
            HeatBurnt = fuels.Sum(f => f.Heat ?? 0);
            IsGas = fuels.Count > 0 && fuels.Where(f => f.IsGas).Sum(f => f.Heat ?? 0) * 2 > HeatBurnt;
        }

        public int Month => month.Month;
        public bool IsGas { get; }
        public decimal HeatBurnt { get; }
        public decimal? Generated => month.Sum("W_fd", "MWh");
        public decimal? Auxiliary => month.Sum("W_cy", "MWh");
        public decimal? Bought => month.Sum("W_in", "MWh");
        public decimal? HeatMade => month.Sum("Q_cr", "GJ");
        /// <summary>The plant's own ratio; of several units, weighted by the heat each made.</summary>
        public decimal? StatedRatio => month.Sum("a") ?? (Stated().ToList() is { Count: > 0 } stated
            && stated.Sum(s => s.Made) is > 0 and var made ? stated.Sum(s => s.Ratio * s.Made) / made : null);

        private IEnumerable<(decimal Ratio, decimal Made)> Stated() =>
            from row in month.Content.Rows
            let ratio = row.Number("a_stated")
            let made = row.Number("Q_cr", "GJ")
            where ratio is not null && made is not null
            select (ratio.Value, made.Value); // filtered

        public decimal? HeatSupplied
        {
            get
            {
                decimal? sum = null;
                foreach (var row in month.Content.Rows)
                    if (row.Number("M", "t") is { } mass)
                        sum = (sum ?? 0) + mass * (row.Code("medium") == "steam"
                            ? ((row.Number("h", "kJ/kg") ?? FeedWaterEnthalpy) - FeedWaterEnthalpy)
                            : ((row.Number("T", "°C") ?? FeedWaterTemperature) - FeedWaterTemperature) * HeatOfWater)
                            / 1000m;
                return sum;
            }
        }

        public decimal? HeatRatio => HeatMade is > 0 ? (HeatSupplied ?? 0) / HeatMade : null;

        /// <summary>What is fed to the grid: generation less the auxiliary use that belongs to it.</summary>
        public decimal? Supplied => Generated - ((Auxiliary ?? 0) - (month.Sum("W_rcy", "MWh") ?? 0))
            * (1 - (HeatRatio ?? 0));

        /// <summary>gce per kWh supplied.</summary>
        public decimal? CoalRate => Supplied is > 0 && HeatBurnt > 0
            ? HeatBurnt / HeatOfStandardCoal * (1 - (HeatRatio ?? 0)) / Supplied * 1000m : null;

        public decimal? Intensity => Supplied is > 0 && month.Emissions() is > 0 and var emissions
            ? emissions * (1 - (HeatRatio ?? 0)) / Supplied : null;

        public decimal? Efficiency => HeatBurnt > 0 && Generated is { } power
            ? (HeatOfPower * power + (HeatSupplied ?? 0)) / HeatBurnt : null;

        public decimal? AuxiliaryShare => Generated is > 0 && Auxiliary is { } own ? own / Generated : null;

        public decimal? LongestHours => month.Content.Rows.Max(r => r.Number("t_e", "h"));

        /// <summary>Capacity times running hours of all units.</summary>
        public decimal? Most
        {
            get
            {
                var sum = month.Content.Rows.Sum(r => r.Number("P_e", "MW") * r.Number("t_e", "h") ?? 0);
                return sum > 0 ? sum : null;
            }
        }

        public decimal? Load => Most is { } most ? Generated / most : null;
    }
}
