using System.Globalization;
using System.Numerics;
using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>Emissions of one gas, exact, in tCO2e, as texts such as <c>12.5</c> or <c>11/3</c>.</summary>
/// <param name="Gas">CO2, CH4, N2O, HFC, PFC, SF6, NF3, or CO2e where a factor covers several.</param>
/// <param name="Location">Location-based.</param>
/// <param name="Market">Market-based; the same where the two do not differ.</param>
public sealed record GasAmount(string Gas, string Location, string Market);

/// <summary>What a source's methodology gave for a month.</summary>
/// <param name="Quantity">The activity itself, exact, in <paramref name="Unit"/>.</param>
internal sealed record SourceResult(
    ImmutableArray<GasAmount> Gases, string Quantity, string Unit, Calculation Calculation);

/// <summary>核算方法: how published methodologies of the sector "enterprise-source" are used for sources. Their results
/// are named after the gases; a result with <c>_market</c> appended is the market-based one. Everything is worked out
/// by Quantification.</summary>
public static class SourceMethods
{
    /// <summary>The sector of methodologies that one source's month is worked out by.</summary>
    public const string Sector = "enterprise-source";
    /// <summary>The input that takes the inventory's set of warming potentials.</summary>
    public const string WarmingSetInput = "gwp_set";
    private const string Market = "_market";
    private const string CertificateEvidence = "certificate";

    public static readonly ImmutableArray<string> Gases =
        ["CO2", "CH4", "N2O", "HFC", "PFC", "SF6", "NF3", "CO2e"];

    /// <summary>The choices fixed with the source.</summary>
    public static IEnumerable<InputDefinition> ChoicesOf(Methodology methodology) =>
        methodology.Inputs.Where(i => i.IsChoice && i.Name != WarmingSetInput);

    /// <summary>The figures given every month; the first is the activity itself.</summary>
    public static IEnumerable<InputDefinition> FiguresOf(Methodology methodology) =>
        methodology.Inputs.Where(i => !i.IsChoice);

    /// <summary>The figure that certificates must cover, such as power with green certificates; null when none.
    /// </summary>
    public static InputDefinition? CertifiedOf(Methodology methodology) =>
        methodology.Inputs.FirstOrDefault(i => i.Evidence.Contains(CertificateEvidence));

    /// <summary>Whether it is about energy bought: it then answers twice, by place and by contract.</summary>
    public static bool IsEnergyBought(Methodology methodology) =>
        methodology.Results.Any(r => r.Name.EndsWith(Market, StringComparison.Ordinal));

    /// <summary>Works out one month of one source; null with everything wrong noted.</summary>
    public static Calculation? Run(Methodology methodology, EmissionSource source, string region, int year,
        int month, WarmingSet set, ActivityFigures given, Faults faults)
    {
        var place = new Place("activity");
        var values = ImmutableArray.CreateBuilder<GivenValue>();
        foreach (var choice in source.Choices)
            values.Add(new GivenValue(choice.Name, choice.Code, "", [], place));
        if (methodology.Inputs.Any(i => i.Name == WarmingSetInput))
            values.Add(new GivenValue(WarmingSetInput, NameOf(set), "", [], place));
        foreach (var figure in given.Figures)
            if (ChoicesOf(methodology).Any(c => c.Name == figure.Name) || figure.Name == WarmingSetInput)
                faults.Add(QuantificationRefusals.InputTwice, At(figure), ("name", figure.Name));
            else
                values.Add(new GivenValue(figure.Name, figure.Value, figure.Unit,
                    CertifiedOf(methodology)?.Name == figure.Name
                        ? [.. given.Certificates.Select(c => c.Reference)] : given.Evidence, At(figure)));
        return faults.Any ? null : Calculating.Run(methodology, new InputData(year, region, month, month,
            values.ToImmutable(), [], [.. given.StatedFactors.Select(f =>
                new GivenValue(f.Name, f.Value, f.Unit, [], At(f)))], place), [], faults);

        Place At(ActivityFigure figure) => place with { Cell = figure.Name };
    }

    /// <summary>The gases a calculation answered with; those of nothing are left out, but never all of them.
    /// </summary>
    public static ImmutableArray<GasAmount> GasesOf(Calculation calculation)
    {
        var gases = ImmutableArray.CreateBuilder<GasAmount>();
        foreach (var gas in Gases)
        {
            if (calculation.Results.FirstOrDefault(r => r.Name == gas) is not { } location) continue;
            var market = calculation.Results.FirstOrDefault(r => r.Name == gas + Market) ?? location;
            if (Exact.Read(location.Exact).IsZero && Exact.Read(market.Exact).IsZero) continue;
            gases.Add(new GasAmount(gas, location.Exact, market.Exact));
        }
        if (gases.Count == 0) gases.Add(new GasAmount(calculation.Results[0].Name, "0", "0"));
        return gases.ToImmutable();
    }

    internal static SourceResult ResultOf(Methodology methodology, Calculation calculation)
    {
        var activity = FiguresOf(methodology).First();
        var line = calculation.Trace.First(t => t.Name == activity.Name && t.Row.Length == 0);
        return new SourceResult(GasesOf(calculation), line.Value, activity.Unit.Symbol, calculation);
    }

    public static string NameOf(WarmingSet set) => set == WarmingSet.Ar6 ? "AR6" : "AR5";
}

/// <summary>Exact figures as texts of any length.</summary>
public static class Exact
{
    /// <summary>Reads what <see cref="Rational.ToString"/> wrote.</summary>
    public static Rational Read(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return Rational.Of(Whole(text[..slash]), Whole(text[(slash + 1)..]));
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? new Rational(Whole(text))
            : Rational.Of(Whole(text.Remove(point, 1)), BigInteger.Pow(10, text.Length - point - 1));
    }

    private static BigInteger Whole(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
