using Chutan.Market.Mrv;

namespace Chutan.Market.Compliance;

/// <summary>履约义务: what an entity owes, from verified and accepted emissions.</summary>
/// <param name="Due">To be covered: of the year, or of all years up to it.</param>
/// <param name="Surrendered">What counted towards it so far.</param>
/// <param name="Counted">Years with verified emissions that count.</param>
/// <param name="Excluded">The year itself does not count for the entity.</param>
public readonly record struct Obligation(Tonnes Due, Tonnes Surrendered, int Counted, bool Excluded, bool Established)
{
    public Tonnes Outstanding => Due.Beyond(Surrendered);

    /// <summary>The obligation under a basis: of one year alone, or of all years together.</summary>
    public static Obligation Of(ComplianceYear year, ParticipantId participant, ObligationBasis basis, MrvState mrv,
        ComplianceState compliance)
    {
        var own = mrv.Find(year, participant);
        if (basis == ObligationBasis.Yearly)
            return new Obligation(own?.Accepted ?? Tonnes.Zero,
                compliance.Find(year, participant)?.Counted ?? Tonnes.Zero, own?.Accepted is null ? 0 : 1,
                own?.Exclusion is not null, own?.Accepted is not null);
        var due = Tonnes.Zero;
        var counted = 0;
        foreach (var report in mrv.Through(year, participant))
            if (report.Accepted is { } emissions)
            {
                due += emissions;
                counted++;
            }
        return new Obligation(
            due, compliance.SurrenderedThrough(year, participant), counted, own?.Exclusion is not null,
            own?.Accepted is not null);
    }

    /// <summary>How the year ended. An excluded year of an entity with a duty from other years is judged by those.
    /// </summary>
    public ComplianceStatus Status()
    {
        if (Counted == 0) return Excluded ? ComplianceStatus.Excluded : ComplianceStatus.NotReported;
        if (!Established && !Excluded) return ComplianceStatus.NotReported;
        return Outstanding.IsZero ? ComplianceStatus.Settled : ComplianceStatus.Short;
    }
}
