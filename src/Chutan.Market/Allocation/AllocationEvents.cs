namespace Chutan.Market.Allocation;

/// <summary>What happened to one entity's allocation of one year.</summary>
internal interface IEntityAllocationEvent
{
    ComplianceYear Year { get; }
    ParticipantId Participant { get; }
}

/// <summary>What a change of an allocation did to the entity's holdings.</summary>
/// <param name="Issued">Newly issued or moved to the entity, t.</param>
/// <param name="TakenBack">Taken back from the entity, t.</param>
/// <param name="Outstanding">To be taken back, but not held, t: deducted from the next year.</param>
public readonly record struct Settlement(Tonnes Issued, Tonnes TakenBack, Tonnes Outstanding);

[Wire("allocation.pre-allocated")]
public sealed record AllowancesPreAllocated(ComplianceYear Year, ParticipantId Participant, Tonnes Expected,
    Tonnes Quantity, Tonnes Deducted, ImmutableArray<ExplanationLine> Lines) : AllocationEvent, IEntityAllocationEvent;

/// <param name="Emissions">Verified emissions of the year.</param>
/// <param name="Initial">The year's initial allocation before deductions.</param>
/// <param name="Deducted">All that was taken off this year for earlier years.</param>
/// <param name="Ground">Set when the verified data put the entity on the no-issue list.</param>
[Wire("allocation.determined")]
public sealed record AllocationDetermined(ComplianceYear Year, ParticipantId Participant, Tonnes Emissions,
    Tonnes Initial, Tonnes Deducted, Settlement Settlement, ExclusionGround? Ground,
    ImmutableArray<ExplanationLine> Lines) : AllocationEvent, IEntityAllocationEvent;

[Wire("allocation.corrected")]
public sealed record AllocationCorrected(ComplianceYear Year, ParticipantId Participant, Tonnes Emissions,
    Tonnes Tolerance, Tonnes TopUp, Tonnes Withdrawn, Tonnes Outstanding, ImmutableArray<ExplanationLine> Lines)
    : AllocationEvent, IEntityAllocationEvent;

/// <summary>The allocation of a year whose emissions were restated.</summary>
/// <param name="Order">By which the report was re-opened.</param>
/// <param name="InitialPart">What became of the initial allocation's part.</param>
/// <param name="TopUpPart">What became of the top-up's part.</param>
/// <param name="Ground">Set when the new figures put the entity on the no-issue list.</param>
[Wire("allocation.recalculated")]
public sealed record AllocationRecalculated(ComplianceYear Year, ParticipantId Participant, string Order,
    Tonnes Emissions, Tonnes Initial, Tonnes Deducted, Tonnes Tolerance, Tonnes TopUp, Tonnes Withdrawn,
    ExclusionGround? Ground, Settlement InitialPart, Settlement TopUpPart, ImmutableArray<ExplanationLine> Lines)
    : AllocationEvent, IEntityAllocationEvent;

[Wire("allocation.excluded")]
public sealed record EntityExcluded(ComplianceYear Year, ParticipantId Participant, ExclusionGround Ground,
    string Decision, Settlement Settlement) : AllocationEvent, IEntityAllocationEvent;

[Wire("allocation.new-entrant-issued")]
public sealed record NewEntrantIssued(ComplianceYear Year, ParticipantId Participant, Tonnes Quantity, string Decision)
    : AllocationEvent, IEntityAllocationEvent;

[Wire("allocation.table-issued")]
public sealed record TableAllocationIssued(ComplianceYear Year, ParticipantId Participant, Tonnes Standard,
    Tonnes NewEntrant, string Decision) : AllocationEvent, IEntityAllocationEvent;

[Wire("allocation.objection-filed")]
public sealed record ObjectionFiled(ComplianceYear Year, ParticipantId Participant, string Grounds, LocalDate FileBy,
    LocalDate DecideBy) : AllocationEvent, IEntityAllocationEvent;

/// <param name="Initial">The initial allocation after the review; null when the objection was turned down.</param>
/// <param name="Late">Decided after the day it was due; the decision stands.</param>
[Wire("allocation.objection-decided")]
public sealed record ObjectionDecided(ComplianceYear Year, ParticipantId Participant, Tonnes? Initial,
    Settlement Settlement, bool Late, string Reason, ImmutableArray<ExplanationLine> Lines)
    : AllocationEvent, IEntityAllocationEvent;

/// <summary>Units left the government reserve for an account by a decision of the authority.</summary>
[Wire("allocation.reserve-released")]
public sealed record ReserveReleased(
    ComplianceYear Year, AccountId Account, Tonnes Quantity, bool Sold, string Decision)
    : AllocationEvent;

/// <summary>To be taken off an entity's allocation of a coming year.</summary>
/// <param name="Year">The year whose allocation is reduced.</param>
[Wire("allocation.deduction-booked")]
public sealed record DeductionBooked(ComplianceYear Year, ParticipantId Participant, Tonnes Quantity, string Cause)
    : AllocationEvent;

/// <summary>An entity's allocation of a coming year is set to a share of the year before's.</summary>
[Wire("allocation.sanction-factor-booked")]
public sealed record NextYearFactorBooked(ComplianceYear Year, ParticipantId Participant, Rate Factor, string Cause)
    : AllocationEvent;

/// <summary>How each event changes an entity's allocation.</summary>
internal static class EntityChanges
{
    public static EntityAllocation Apply(
        EntityAllocation before, IEntityAllocationEvent happened, EventContext context) =>
        happened switch
        {
            AllowancesPreAllocated e => before with
            {
                PreAllocated = e.Quantity,
                Deducted = before.Deducted + e.Deducted,
                NetIssued = before.NetIssued + e.Quantity,
                PreAllocationLines = e.Lines,
            },
            AllocationDetermined e => Settle(before, e.Settlement) with
            {
                Initial = e.Initial,
                Deducted = e.Deducted,
                NoticeOn = context.Date,
                DeterminationLines = e.Lines,
                Excluded = e.Ground ?? before.Excluded,
                DeterminedAt = context.Position,
                Method = e.Ground is null ? before.Method : AllocationMethod.None,
            },
            AllocationCorrected e => before with
            {
                TopUp = e.TopUp,
                Withdrawn = e.Withdrawn,
                Corrected = true,
                NetIssued = (before.NetIssued + e.Outstanding).Beyond(e.Withdrawn),
                Outstanding = before.Outstanding + e.Outstanding,
                CorrectionLines = e.Lines,
                CorrectedAt = context.Position,
            },
            AllocationRecalculated e => Recalculated(before, e, context),
            EntityExcluded e => Settle(before, e.Settlement) with
            {
                Excluded = e.Ground,
                Method = AllocationMethod.None,
                Initial = before.Initial is null ? null : Tonnes.Zero,
            },
            NewEntrantIssued e => before with { NewEntrant = before.NewEntrant + e.Quantity },
            TableAllocationIssued e => before with
            {
                Initial = (before.Initial ?? Tonnes.Zero) + e.Standard,
                NewEntrant = before.NewEntrant + e.NewEntrant,
                NetIssued = before.NetIssued + e.Standard,
                DeterminedAt = context.Position,
                NoticeOn = context.Date,
            },
            ObjectionFiled e => before with
            { Objection = new Objection(e.Grounds, context.Date, e.DecideBy, null, null, "") },
            ObjectionDecided e => Decided(before, e, context),
            _ => before,
        };

    private static EntityAllocation Recalculated(EntityAllocation before, AllocationRecalculated e,
        EventContext context) => Settle(before, e.InitialPart) with
        {
            Initial = e.Initial,
            Deducted = e.Deducted,
            TopUp = e.TopUp,
            Withdrawn = e.Withdrawn,
            Outstanding = before.Outstanding + e.InitialPart.Outstanding + e.TopUpPart.Outstanding,
            Excluded = e.Ground ?? before.Excluded,
            Method = e.Ground is null ? before.Method : AllocationMethod.None,
            RecalculationLines = e.Lines,
            RecalculatedAt = context.Position,
        };

    private static EntityAllocation Decided(EntityAllocation before, ObjectionDecided e, EventContext context)
    {
        var objection = before.Objection! with // only ever decided after it was filed
        { DecidedOn = context.Date, Upheld = e.Initial is not null, Reason = e.Reason };
        return e.Initial is { } initial
            ? Settle(before, e.Settlement) with
            { Objection = objection, Initial = initial, DeterminationLines = e.Lines, DeterminedAt = context.Position }
            : before with { Objection = objection };
    }

    private static EntityAllocation Settle(EntityAllocation before, Settlement settlement) => before with
    {
        NetIssued = (before.NetIssued + settlement.Issued).Beyond(settlement.TakenBack),
        Outstanding = before.Outstanding + settlement.Outstanding,
    };
}
