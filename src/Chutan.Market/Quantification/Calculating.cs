namespace Chutan.Market.Quantification;

/// <summary>核算: applies a methodology to given figures, exactly, and keeps every step.</summary>
public static class Calculating
{
    /// <summary>The report's year, in formulas.</summary>
    public const string Year = "year";
    /// <summary>How many months the report covers, in formulas.</summary>
    public const string Months = "months";
    /// <summary>The hours of a row's month, in formulas.</summary>
    public const string MonthHours = "month_hours";

    /// <summary>The result, or null with everything wrong noted.</summary>
    public static Calculation? Run(
        Methodology methodology, InputData data, ImmutableArray<Override> overrides, Faults faults) =>
        Run(methodology, data, overrides, faults, outsideItsYears: false);

    /// <summary>The same, also for a year the version is not for: the result is then marked as tried out.</summary>
    internal static Calculation? RunInAnyYear(
        Methodology methodology, InputData data, ImmutableArray<Override> overrides, Faults faults) =>
        Run(methodology, data, overrides, faults, IsOutside(methodology, data.Year));

    /// <summary>Whether a report year is none of those a version is for.</summary>
    internal static bool IsOutside(Methodology methodology, int year) =>
        year < methodology.Head.FromYear || year > methodology.Head.ThroughYear;

    private static Calculation? Run(Methodology methodology, InputData data, ImmutableArray<Override> overrides,
        Faults faults, bool outsideItsYears)
    {
        var own = new Faults();
        var calculation = Run(own, methodology, data, overrides, outsideItsYears);
        faults.AddAll(own);
        return own.Any ? null : calculation;
    }

    /// <summary>Only reads what was given: names, units, bounds, options and months; everything wrong is noted.
    /// </summary>
    public static void Check(Methodology methodology, InputData data, Faults faults) =>
        new GivenFigures(methodology, data, [], faults).Read();

    private static Calculation? Run(Faults faults, Methodology methodology, InputData data,
        ImmutableArray<Override> overrides, bool outsideItsYears)
    {
        var head = methodology.Head;
        if (!outsideItsYears && IsOutside(methodology, data.Year))
            faults.Add(QuantificationRefusals.YearOutside, data.Place, ("methodology", $"{head.Id} {head.Version}"),
                ("from", head.FromYear?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…"),
                ("through", head.ThroughYear?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…"),
                ("year", data.Year));
        foreach (var change in overrides)
            if (methodology.Inputs.All(i => i.Name != change.Name)
                && methodology.Constants.All(c => c.Name != change.Name)
                && methodology.Factors.All(f => f.Name != change.Name))
                faults.Add(QuantificationRefusals.UnknownOverride, new Place("--set"), ("name", change.Name));
        var given = new GivenFigures(methodology, data, overrides, faults);
        given.Read();
        var run = new CalculationRun(methodology, data, overrides, given, faults, outsideItsYears);
        run.CheckStatedFactors();
        return faults.Any ? null : run.Run();
    }

    /// <summary>Runs a methodology's own fixtures; every expectation that does not hold is noted.</summary>
    public static void CheckFixtures(Methodology methodology, Faults faults)
    {
        if (methodology.Fixtures.IsEmpty)
            faults.Add(QuantificationRefusals.NoFixture, new Place(methodology.Id),
                ("methodology", methodology.Id));
        foreach (var fixture in methodology.Fixtures) CheckFixture(methodology, fixture, faults);
    }

    /// <summary>Runs one fixture.</summary>
    public static void CheckFixture(Methodology methodology, Fixture fixture, Faults faults)
    {
        var own = new Faults();
        var calculation = Run(methodology, fixture.Data, [], own);
        if (fixture.Refused.Length > 0)
        {
            var codes = string.Join(", ", own.Sorted.Select(f => f.Code.Code).Distinct());
            if (own.Sorted.All(f => f.Code.Code != fixture.Refused))
                Failed(fixture.Place, "refused", fixture.Refused, codes.Length == 0 ? "calculated" : codes);
            return;
        }
        if (calculation is null)
        {
            Failed(fixture.Place, "faults", "—", string.Join("; ", own.Sorted.Select(f => f.ToString())));
            return;
        }
        foreach (var expected in fixture.Expected)
        {
            var found = calculation.Exact(expected.Name);
            var apart = found - expected.Value;
            if ((apart.Sign < 0 ? -apart : apart) > expected.Within)
                Failed(expected.Place, expected.Name, expected.Written, found.Shown(8));
        }

        void Failed(Place place, string name, string expected, string found) =>
            faults.Add(QuantificationRefusals.FixtureFailed, place, ("fixture", fixture.Name), ("name", name),
                ("expected", expected), ("found", found));
    }
}
