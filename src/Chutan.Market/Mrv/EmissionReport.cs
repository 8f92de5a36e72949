namespace Chutan.Market.Mrv;

/// <summary>One fuel or process source of a report: amount × factor = emissions, exactly.</summary>
/// <param name="Amount">Amount burned or produced, in <paramref name="Unit"/>.</param>
/// <param name="Factor">t CO2e per unit.</param>
/// <param name="Emissions">t CO2e, not rounded.</param>
public sealed record SourceLine(string Source, decimal Amount, string Unit, decimal Factor, decimal Emissions);

/// <summary>What was produced of one product in the compliance year.</summary>
public sealed record ProductOutput(string Product, decimal Quantity, string Unit);

/// <summary>Activity data of a year.</summary>
/// <param name="ProductionDays">Days of normal operation of the whole plant.</param>
/// <param name="StoppedDays">Days the whole plant stood still, in total; for cement, the clinker section.</param>
public sealed record Activity(ImmutableArray<ProductOutput> Outputs, int ProductionDays, int StoppedDays)
{
    /// <summary>Output of a product; zero when none was reported.</summary>
    public decimal Of(string product) =>
        Outputs.Where(o => o.Product == product).Sum(o => o.Quantity);
}

/// <summary>One entity's report for one year. The verified figures supersede the reported ones; both are kept.
/// </summary>
public sealed record EmissionReport(ComplianceYear Year, ParticipantId Participant)
{
    public ReportState State { get; init; }
    /// <summary>How often it was handed in.</summary>
    public int Revision { get; init; }
    public Tonnes? Reported { get; init; }
    public ImmutableArray<SourceLine> Lines { get; init; } = [];
    public Activity? ReportedActivity { get; init; }
    public LocalDate? SubmittedOn { get; init; }
    public LocalDate? DueOn { get; init; }
    public bool Late { get; init; }
    public ParticipantId? Verifier { get; init; }
    public Tonnes? Verified { get; init; }
    public Activity? VerifiedActivity { get; init; }
    /// <summary>The verifier's findings, or the authority's reason for refusing.</summary>
    public string Findings { get; init; } = "";
    /// <summary>The accepted figure that goes on counting while the report is re-opened; null otherwise.</summary>
    public Tonnes? Standing { get; init; }
    /// <summary>The accepted activity that goes on counting while the report is re-opened; null otherwise.</summary>
    public Activity? StandingActivity { get; init; }
    /// <summary>Why this year does not count for the entity; null when it does.</summary>
    public string? Exclusion { get; init; }
    /// <summary>Journal position of the last change.</summary>
    public long Position { get; init; }

    /// <summary>The figure that counts: verified and accepted, or the one that stands until a re-opened report is
    /// accepted again; null before that.</summary>
    public Tonnes? Accepted => State == ReportState.Accepted ? Verified : Standing;
    public Activity? AcceptedActivity => State == ReportState.Accepted ? VerifiedActivity : StandingActivity;
}
