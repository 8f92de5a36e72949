using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Registry;
using Chutan.Engine.Partitions;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>One entity's year, as the answers told it.</summary>
internal sealed class EntityYear
{
    public AllocationMethod Method { get; set; }
    public long PreAllocated { get; set; }
    public long Initial { get; set; }
    public long Deducted { get; set; }
    public long TopUp { get; set; }
    public long Withdrawn { get; set; }
    public long NewEntrant { get; set; }
    public long Reported { get; set; }
    public long Verified { get; set; }
    public long Offsets { get; set; }
    public long Shortfall { get; set; }
    public long Penalty { get; set; }
    public long Deduction { get; set; }
    public long Position { get; set; }
    public ComplianceStatus? Status { get; set; }

    public long Final => Math.Max(0, Initial + TopUp + NewEntrant - Deducted - Withdrawn);
}

/// <summary>Writes down what happened in the year, from the answers, for the report.</summary>
internal sealed class Chronicle(Scenario scenario)
{
    private readonly SortedDictionary<ParticipantId, EntityYear> years = [];
    private readonly SortedDictionary<string, long> refusals = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<ParticipantId, EntityYear> Years => years;
    public IReadOnlyDictionary<string, long> Refusals => refusals;
    public List<DayRecord> Days { get; } = [];
    public List<ComplianceAssessed> Assessments { get; } = [];
    public (CapSet Cap, long Position)? Cap { get; private set; }
    public UnitsExpired? Expired { get; private set; }

    /// <summary>Next year's pre-allocations: entities, expected, handed out, deducted.</summary>
    public (int Entities, long Expected, long PreAllocated, long Deducted) Next { get; private set; }

    /// <summary>Tonnes that lapsed, by kind and vintage.</summary>
    public Dictionary<(UnitKind Kind, Vintage Vintage), long> ExpiredByClass { get; } = [];

    /// <summary>Takes in one answer.</summary>
    public void Hear(Reply reply)
    {
        switch (reply.Decision)
        {
            case Decision.Refused refused:
                refusals[refused.Refusal.Code] = refusals.GetValueOrDefault(refused.Refusal.Code) + 1;
                break;
            case Decision.Accepted accepted:
                foreach (var happened in accepted.Events) Hear(happened, reply.Position);
                break;
        }
    }

    private void Hear(Event happened, long position)
    {
        switch (happened)
        {
            case TradingClosed e when e.Find(Instruments.HubeiSpot) is { } day: Days.Add(day); break;
            case UnitsMoved { Movement.Cause: MovementCause.Expiry } e: Lapse(e.Movement.Lots); break;
            case AllocationEvent e: HearAllocation(e, position); break;
            case ReportSubmitted e when e.Year == scenario.Year:
                Of(e.Participant, position).Reported = e.Total.Count;
                break;
            case ReportAccepted e when e.Year == scenario.Year:
                Of(e.Participant, position).Verified = e.Verified.Count;
                break;
            case ComplianceEvent e: HearCompliance(e, position); break;
        }
    }

    private void HearAllocation(AllocationEvent happened, long position)
    {
        switch (happened)
        {
            case CapSet e when e.Year == scenario.Year: Cap = (e, position); break;
            case EntityListed e when e.Year == scenario.Year:
                Of(e.Entity.Participant, position).Method = e.Method;
                break;
            case AllowancesPreAllocated e when e.Year == scenario.Year:
                Of(e.Participant, position).PreAllocated = e.Quantity.Count;
                break;
            case AllowancesPreAllocated e when e.Year == scenario.Year.Next:
                Next = (Next.Entities + 1, Next.Expected + e.Expected.Count, Next.PreAllocated + e.Quantity.Count,
                    Next.Deducted + e.Deducted.Count);
                break;
            case AllocationDetermined e when e.Year == scenario.Year:
                Of(e.Participant, position).Initial = e.Initial.Count;
                Of(e.Participant, position).Deducted = e.Deducted.Count;
                if (e.Ground is not null) Of(e.Participant, position).Method = AllocationMethod.None;
                break;
            case ObjectionDecided { Initial: { } initial } e when e.Year == scenario.Year:
                Of(e.Participant, position).Initial = initial.Count;
                break;
            case AllocationCorrected e when e.Year == scenario.Year:
                Of(e.Participant, position).TopUp = e.TopUp.Count;
                Of(e.Participant, position).Withdrawn = e.Withdrawn.Count;
                break;
            case AllocationRecalculated e when e.Year == scenario.Year: Recalculate(e, position); break;
            case NewEntrantIssued e when e.Year == scenario.Year:
                Of(e.Participant, position).NewEntrant += e.Quantity.Count;
                break;
            case EntityExcluded e when e.Year == scenario.Year:
                Of(e.Participant, position).Method = AllocationMethod.None;
                Of(e.Participant, position).Initial = 0;
                break;
        }
    }

    private void Recalculate(AllocationRecalculated e, long position)
    {
        var year = Of(e.Participant, position);
        (year.Initial, year.Deducted) = (e.Initial.Count, e.Deducted.Count);
        (year.TopUp, year.Withdrawn) = (e.TopUp.Count, e.Withdrawn.Count);
        if (e.Ground is not null) year.Method = AllocationMethod.None;
    }

    private void HearCompliance(ComplianceEvent happened, long position)
    {
        switch (happened)
        {
            case UnitsSurrendered e when e.Kind != UnitKind.Allowance && e.Year == scenario.Year:
                Of(e.Participant, position).Offsets += e.Quantity.Count;
                break;
            case ComplianceAssessed e when e.Year == scenario.Year:
                Assessments.Add(e);
                Of(e.Participant, position).Status = e.Status;
                Of(e.Participant, position).Shortfall = e.Shortfall.Count;
                break;
            case ObligationAdjusted e when e.Year == scenario.Year:
                Of(e.Participant, position).Status = e.Status;
                Of(e.Participant, position).Shortfall = e.Shortfall.Count;
                break;
            case PenaltyImposed e when e.Year == scenario.Year:
                Of(e.Participant, position).Penalty += e.Penalty.Fine.Fen;
                Of(e.Participant, position).Deduction += e.Penalty.Deduction.Count;
                break;
            case UnitsExpired e when e.Year == scenario.Year: Expired = e; break;
        }
    }

    private void Lapse(ImmutableArray<Lot> lots)
    {
        foreach (var lot in lots)
        {
            var unit = (lot.Attributes.Kind, lot.Attributes.Vintage);
            ExpiredByClass[unit] = ExpiredByClass.GetValueOrDefault(unit) + lot.Block.Count;
        }
    }

    private EntityYear Of(ParticipantId participant, long position)
    {
        if (!years.TryGetValue(participant, out var year)) years.Add(participant, year = new EntityYear());
        year.Position = position;
        return year;
    }
}
