using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>How the factor of a source came about 因子来源, the surest first.</summary>
public enum FactorGrade
{
    /// <summary>Measured or analysed for this source 实测.</summary>
    Measured = 0,
    /// <summary>Given by the supplier or maker 供应商.</summary>
    Supplier = 1,
    /// <summary>Published for the region, the country or the sector 公布缺省值; what holds until something else is
    /// stated.</summary>
    Published = 2,
    /// <summary>Of another region, year or like product 替代值.</summary>
    Proxy = 3,
}

/// <summary>What a company says of how sure a source's figures of a year are. All percentages are half the width of the
/// interval that holds the true figure nineteen times out of twenty.</summary>
/// <param name="ActivityPercent">Of the activity data; null to go by how each month came about.</param>
/// <param name="FactorPercent">Of the factor; null to go by its grade.</param>
/// <param name="Basis">What the stated percentages rest on, such as a meter's class.</param>
public sealed record UncertaintyAssessment(SourceId Source, decimal? ActivityPercent, FactorGrade Factor,
    decimal? FactorPercent, string Basis);

/// <summary>评定不确定性: how sure one source's figures of the year are; an earlier assessment is replaced.</summary>
[Wire("accounting.assess-uncertainty"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record AssessUncertainty(ParticipantId Participant, int Year, UncertaintyAssessment Assessment)
    : Command, IConcernsParticipant;

[Wire("accounting.uncertainty-assessed")]
public sealed record UncertaintyAssessed(ParticipantId Participant, int Year, UncertaintyAssessment Assessment)
    : AccountingEvent;

/// <summary>不确定性评定.</summary>
internal static class AssessingUncertainty
{
    private const decimal MostPercent = 1000;
    private const int Decimals = 2;

    public static Decision Decide(AssessUncertainty command, AccountingState state)
    {
        if (state.Find(command.Participant, command.Year) is not { } inventory)
            return AccountingRefusals.NoInventory.With(AccountingRefusals.Inventory, ("year", command.Year));
        if (inventory.IsIssued)
            return AccountingRefusals.AlreadyIssued.With(AccountingRefusals.Inventory, ("year", command.Year),
                ("revision", inventory.Revision));
        if (command.Assessment is not { } stated || state.Find(stated.Source, command.Participant) is null)
            return AccountingRefusals.UnknownSource.With(AccountingRefusals.Inventory,
                ("source", command.Assessment?.Source ?? default));
        foreach (var percent in new[] { stated.ActivityPercent, stated.FactorPercent })
            if (percent is { } p && (p is < 0 or > MostPercent || decimal.Round(p, Decimals) != p))
                return AccountingRefusals.BadUncertainty.With(AccountingRefusals.Inventory, ("percent", p),
                    ("most", MostPercent));
        var needsBasis = stated.ActivityPercent is not null || stated.FactorPercent is not null;
        if (!Enum.IsDefined(stated.Factor) || !Wording.IsNote(stated.Basis)
            || needsBasis && !Wording.IsReason(stated.Basis))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "basis"));
        return Decision.Accept(new UncertaintyAssessed(command.Participant, command.Year,
            stated with { Basis = stated.Basis.Trim() }));
    }
}

/// <summary>The grades of uncertainty in force: percentages by how a figure came about, and how good a whole is.
/// </summary>
public sealed record UncertaintyGrades(Rate ActivityMeasured, Rate ActivityCalculated, Rate ActivityEstimated,
    Rate FactorMeasured, Rate FactorSupplier, Rate FactorPublished, Rate FactorProxy, Rate High, Rate Good, Rate Fair)
{
    /// <summary>Those in force on a date; null when one is missing.</summary>
    public static UncertaintyGrades? On(LocalDate date, RuleReader rules) =>
        rules.Find(AccountingKeys.ActivityMeasured, date) is { } measured
        && rules.Find(AccountingKeys.ActivityCalculated, date) is { } calculated
        && rules.Find(AccountingKeys.ActivityEstimated, date) is { } estimated
        && rules.Find(AccountingKeys.FactorMeasured, date) is { } own
        && rules.Find(AccountingKeys.FactorSupplier, date) is { } supplier
        && rules.Find(AccountingKeys.FactorPublished, date) is { } published
        && rules.Find(AccountingKeys.FactorProxy, date) is { } proxy
        && rules.Find(AccountingKeys.GradeHigh, date) is { } high
        && rules.Find(AccountingKeys.GradeGood, date) is { } good
        && rules.Find(AccountingKeys.GradeFair, date) is { } fair
            ? new UncertaintyGrades(measured, calculated, estimated, own, supplier, published, proxy, high, good, fair)
            : null;

    public Rate Of(DataQuality quality) => quality switch
    {
        DataQuality.Measured => ActivityMeasured,
        DataQuality.Calculated => ActivityCalculated,
        _ => ActivityEstimated,
    };

    public Rate Of(FactorGrade factor) => factor switch
    {
        FactorGrade.Measured => FactorMeasured,
        FactorGrade.Supplier => FactorSupplier,
        FactorGrade.Published => FactorPublished,
        _ => FactorProxy,
    };

    public InventoryGrade Of(Rational percent) => percent switch
    {
        _ when percent <= Share(High) => InventoryGrade.High,
        _ when percent <= Share(Good) => InventoryGrade.Good,
        _ when percent <= Share(Fair) => InventoryGrade.Fair,
        _ => InventoryGrade.Poor,
    };

    internal static Rational Share(Rate rate) => Rational.Of(rate.ToDecimal()) * Rational.Of(100);
}

/// <summary>How good an inventory is as a whole, by its uncertainty.</summary>
public enum InventoryGrade
{
    High = 0,
    Good = 1,
    Fair = 2,
    Poor = 3,
}

/// <summary>How sure the year of one source is. Percentages are exact but for the root.</summary>
/// <param name="Assessment">What the company stated; null where nothing was.</param>
/// <param name="Emissions">tCO2e of the year on the basis asked for.</param>
/// <param name="Combined">Of activity and factor together, percent.</param>
/// <param name="VarianceShare">Its part of the whole variance, percent: where better data would help most.</param>
public sealed record SourceUncertainty(EmissionSource Source, UncertaintyAssessment? Assessment, Rational Emissions,
    Rational Activity, FactorGrade Factor, Rational FactorPercent, Rational Combined, Rational VarianceShare);

/// <summary>How sure a year is as a whole.</summary>
/// <param name="Percent">Null where the emissions are zero.</param>
/// <param name="Absolute">Half the width of the interval, tCO2e.</param>
public sealed record InventoryUncertainty(Rational Emissions, Rational Absolute, Rational? Percent,
    InventoryGrade? Grade, ImmutableArray<SourceUncertainty> Sources);

/// <summary>不确定性合成. What multiplies combines as the root of the sum of the squared percentages; what adds up, as
/// the root of the sum of the squared tonnes. Sources are taken as independent of each other; the months of one source,
/// read off one meter and multiplied by one factor, as wrong together. Interval of 95 per cent.</summary>
public static class Uncertainty
{
    /// <summary>Decimals of a root.</summary>
    private const int Digits = 6;
    private static readonly Rational Hundred = Rational.Of(100);

    public static InventoryUncertainty Of(
        Inventory inventory, AccountingState state, FootprintBasis basis, UncertaintyGrades grades)
    {
        var parts = Footprint.Rows(inventory, state)
            .Where(r => r.Source.Scope != EmissionScope.ValueChain
                || basis is FootprintBasis.WholeLocation or FootprintBasis.WholeMarket)
            .GroupBy(r => r.Source.Id)
            .Select(g => Part(inventory, [.. g], basis, grades)).ToList();
        var variance = parts.Aggregate(Rational.Zero, (sum, p) => sum + p.Variance);
        var emissions = parts.Aggregate(Rational.Zero, (sum, p) => sum + p.Emissions);
        var absolute = Roots.SquareRoot(variance, Digits);
        Rational? percent = emissions.IsZero ? null
            : Roots.SquareRoot(variance / (emissions * emissions), Digits) * Hundred;
        return new InventoryUncertainty(emissions, absolute, percent,
            percent is { } whole ? grades.Of(whole) : null,
            [.. parts.OrderByDescending(p => p.Variance).ThenBy(p => p.Source.Id).Select(p => new SourceUncertainty(
                p.Source, p.Assessment, p.Emissions, p.Activity, p.Assessment?.Factor ?? FactorGrade.Published,
                p.Factor, Roots.SquareRoot(p.Activity * p.Activity + p.Factor * p.Factor, Digits),
                variance.IsZero ? Rational.Zero : p.Variance / variance * Hundred))]);
    }

    private static SourcePart Part(
        Inventory inventory, List<FootprintRow> rows, FootprintBasis basis, UncertaintyGrades grades)
    {
        var source = rows[0].Source;
        var stated = inventory.Assessments.GetValueOrDefault(source.Id);
        var emissions = rows.Aggregate(Rational.Zero, (sum, r) => sum + r.On(basis));
        var activity = stated?.ActivityPercent is { } own ? Rational.Of(own)
            : ByMonths(inventory, source, rows, basis, grades);
        var factor = stated?.FactorPercent is { } given ? Rational.Of(given)
            : UncertaintyGrades.Share(grades.Of(stated?.Factor ?? FactorGrade.Published));
        return new SourcePart(source, stated, emissions, activity, factor,
            emissions * emissions * (activity * activity + factor * factor) / (Hundred * Hundred));
    }

    /// <summary>The percentages of the months' own grades, weighted by what each month emitted.</summary>
    private static Rational ByMonths(Inventory inventory, EmissionSource source, List<FootprintRow> rows,
        FootprintBasis basis, UncertaintyGrades grades)
    {
        var (weighted, weight, plain) = (Rational.Zero, Rational.Zero, Rational.Zero);
        foreach (var row in rows)
        {
            var entry = inventory.Find(row.Month, source.Id)!; // rows come from entries
            var percent = UncertaintyGrades.Share(grades.Of(entry.Quality));
            var size = row.On(basis) is { Sign: < 0 } negative ? -negative : row.On(basis);
            (weighted, weight, plain) = (weighted + size * percent, weight + size, plain + percent);
        }
        return weight.IsZero ? plain / Rational.Of(rows.Count) : weighted / weight;
    }

    private readonly record struct SourcePart(EmissionSource Source, UncertaintyAssessment? Assessment,
        Rational Emissions, Rational Activity, Rational Factor, Rational Variance);
}
