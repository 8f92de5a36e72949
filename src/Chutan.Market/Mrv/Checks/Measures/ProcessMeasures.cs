using static Chutan.Market.Mrv.MeasureCatalogue;

namespace Chutan.Market.Mrv;

/// <summary>水泥、电解铝、钢铁、化工: what a kiln, a pot, a furnace and a carbon balance can do.</summary>
internal static class ProcessMeasures
{
    private const decimal CarbonDioxidePerCalciumOxide = 44m / 56m;
    private const decimal CarbonDioxidePerMagnesiumOxide = 44m / 40m;
    private const string CrudeSteel = "crude-steel";
    private const string LaboratoryMark = "lab:";

    public static readonly ImmutableArray<MeasureDefinition> All =
    [
        Report("clinker", ["heat GJ/t", "process tCO2/t", "is_ordinary", "meal", "balance share"], [], Clinker)
            .ByModule(),
        Report("aluminium", ["anode", "power MWh/t", "AEM"], [], Aluminium).ByModule(),
        Report("steel", ["intensity tCO2/t", "is_electric"], [], Steel),
        Report("steel-processes", ["processes", "enterprise", "carbon_in tC", "carbon_out tC"], ["fuel"],
            SteelProcesses).ByModule(),
        Report("carbon-balance", ["raw tC", "product tC"], [], CarbonBalance).ByModule(),
        Month("substitutes", ["substitutes t", "mix t", "unproven"], [], Substitutes).ByModule(),
    ];

    private static IEnumerable<Measured> Clinker(CheckedReport report)
    {
        var made = (report.Sum("Q_cli", "t") ?? 0) + (report.Sum("Q_clinker", "t") ?? 0);
        if (made <= 0) yield break;
        var heat = report.Fuels().Sum(f => f.Heat ?? 0);
        var stock = report.Months.SelectMany(m => m.Content.Ledgers).Where(l => l.Fuel == "clinker").ToList();
        var used = stock.Sum(l => l.Opening + l.Received - l.Closing);
        var noted = stock.Sum(l => l.Consumed);
        yield return new Measured(report.Participant, 0, "clinker").With("heat", heat > 0 ? heat / made : null)
            .With("process", Decomposed(report) is { } process ? process / made : null)
            .With("is_ordinary", report.Months.SelectMany(m => m.Content.Rows).All(r =>
                r.Code("clinker_kind") is "" or "portland"))
            .With("meal", report.Sum("Q_meal", "t") is > 0 and var meal ? meal / made : null)
            .With("balance", stock.Count > 0 && noted > 0 ? Math.Abs(used - noted) / noted : null);
    }

    /// <summary>CO₂ of the carbonates in the raw meal by the oxides of the clinker, t; null when they were not
    /// measured. </summary>
    private static decimal? Decomposed(CheckedReport report)
    {
        decimal? sum = null;
        foreach (var month in report.Months)
        {
            if (month.Sum("Q_cli", "t") is not { } made || month.Sum("FR1", "%") is not { } calcium) continue;
            sum = (sum ?? 0) + made / 100m
                * ((calcium - (month.Sum("FR10", "%") ?? 0)) * CarbonDioxidePerCalciumOxide
                    + ((month.Sum("FR2", "%") ?? 0) - (month.Sum("FR20", "%") ?? 0)) * CarbonDioxidePerMagnesiumOxide);
        }
        return sum;
    }

    private static IEnumerable<Measured> Aluminium(CheckedReport report)
    {
        if (report.Sum("P_Al", "t") is not { } made || made <= 0) yield break;
        var minutes = report.Months.SelectMany(m => m.Content.Rows).Select(r => r.Number("AEM", "min/cell/d"))
            .OfType<decimal>().ToList();
        var net = report.Months.SelectMany(m => m.Content.Rows).Select(r => r.Number("NC", "tC/t")).OfType<decimal>()
            .ToList();
        yield return new Measured(report.Participant, 0, "aluminium")
            .With("anode", net.Count > 0 ? Statistics.Mean(net)
                : report.Sum("M_anode", "t") is { } anode && Butts(report) is { } butts ? anode * (1 - butts / 100m)
                    / made : null)
            .With("power", report.Sum("W_in", "MWh") / made)
            .With("AEM", minutes.Count > 0 ? minutes.Max() : null);
    }

    /// <summary>Percent of the anodes that is left over; null where the methodology asks for it and leaves its own
    /// value to those who do not say.</summary>
    private static decimal? Butts(CheckedReport report) => report.Months[0].Sum("L", "%")
        ?? report.Months[0].Sum("L_butt", "%")
        ?? (report.Methodology?.Inputs.Any(i => i.Name == "L_butt") == true ? null : 0);

    private static IEnumerable<Measured> Steel(CheckedReport report)
    {
        if (!report.Sector.Contains("steel", StringComparison.Ordinal)) yield break;
        // Further kinds of crude steel have a number behind the name; what is emitted is emitted for all of them.
        var steel = report.Annual?.Outputs.Where(o => o.Product == CrudeSteel
            || o.Product.StartsWith(CrudeSteel + "-", StringComparison.Ordinal)).Sum(o => o.Quantity);
        if (steel is not > 0) yield break;
        var coke = report.Fuels().Any(f => f.Kind is "coke" or "cleaned-coal" && f.Quantity > 0);
        yield return new Measured(report.Participant, 0, CrudeSteel)
            .With("intensity", report.Annual!.Total / steel.Value).With("is_electric", !coke); // there are outputs
    }

    /// <summary>216: what the processes burn of a shared source against the enterprise's own row; and carbon handed on
    /// against carbon taken in.</summary>
    private static IEnumerable<Measured> SteelProcesses(CheckedReport report)
    {
        foreach (var kind in report.Fuels().GroupBy(f => f.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var whole = kind.Where(f => f.Row.Facility.Length == 0).ToList();
            var parts = kind.Where(f => f.Row.Facility.Length > 0).ToList();
            if (whole.Count == 0 || parts.Count == 0) continue;
            yield return new Measured(report.Participant, 0, $"processes {kind.Key}")
                .With("processes", parts.Sum(f => f.Quantity ?? 0)).With("enterprise", whole.Sum(f => f.Quantity ?? 0))
                .Say("fuel", kind.Key);
        }
        var fuels = report.Fuels().Where(f => !f.IsGas).ToList();
        var handedOn = fuels.Sum(f => (f.Row.Number("FC_out", "t") ?? 0) * (CarbonOf(f) ?? 0));
        if (handedOn > 0)
            yield return new Measured(report.Participant, 0, "carbon")
                .With("carbon_in", fuels.Sum(f => (f.Quantity ?? 0) * (CarbonOf(f) ?? 0)))
                .With("carbon_out", handedOn).Say("fuel", "C");
    }

    private static decimal? CarbonOf(FuelRow fuel) => fuel.Carbon ?? fuel.Ncv * fuel.PerHeat;

    /// <summary>217: products and waste hold no more carbon than the raw materials.</summary>
    private static IEnumerable<Measured> CarbonBalance(CheckedReport report)
    {
        var rows = report.Months.SelectMany(m => m.Content.Rows).Where(r => r.Find("M_flow") is not null).ToList();
        if (rows.Count == 0 || rows.Any(r => r.Number("C_flow", "tC/t") is null)) yield break;
        decimal Of(bool raw) => rows.Where(r => (r.Code("flow") == "raw") == raw)
            .Sum(r => (r.Number("M_flow", "t") ?? 0) * (r.Number("C_flow", "tC/t") ?? 0));
        yield return new Measured(report.Participant, 0, "carbon").With("raw", Of(true)).With("product", Of(false));
    }

    /// <summary>218: substitutes against the raw mix; each needs its purchase and its analysis. Without raw meal the
    /// clinker stands for the mix: it is less, so the share is not too low.</summary>
    private static IEnumerable<Measured> Substitutes(CheckedReport report)
    {
        foreach (var month in report.Months)
        {
            var given = month.Content.Rows.SelectMany(r => r.Figures)
                .Where(f => f.Column.StartsWith("A_", StringComparison.Ordinal) && f.Column != "A_anode").ToList();
            var sum = given.Sum(f => month.Sum(f.Column, "t") ?? 0);
            if (sum <= 0) continue;
            var mix = month.Sum("Q_meal", "t") ?? month.Sum("Q_clinker", "t") ?? month.Sum("Q_cli", "t");
            yield return new Measured(report.Participant, month.Month, "substitutes").With("substitutes", sum)
                .With("mix", mix).With("unproven", given.Count(f => f.Text.Trim() is not ("" or "0")
                    && (!f.Evidence.Any(e => e.StartsWith(LaboratoryMark, StringComparison.Ordinal))
                        || f.Evidence.All(e => e.StartsWith(LaboratoryMark, StringComparison.Ordinal)))));
        }
    }
}
