namespace Chutan.Market.Allocation;

/// <summary>预分配: hands out a share of the expected allocation before verification.</summary>
[Wire("allocation.pre-allocate"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record PreAllocate(ComplianceYear Year, ParticipantId Participant) : Command, IConcernsParticipant;

/// <summary>核定配额: works the allocation out from verified data and settles the difference.</summary>
[Wire("allocation.determine"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record DetermineAllocation(ComplianceYear Year, ParticipantId Participant) : Command,
    IConcernsParticipant;

/// <summary>事后调节: the double-20 correction of one legal entity.</summary>
[Wire("allocation.correct"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record CorrectAllocation(ComplianceYear Year, ParticipantId Participant) : Command, IConcernsParticipant;

/// <summary>重新核算配额: works a year's allocation out again after its emissions were restated, and settles the
/// difference.</summary>
[Wire("allocation.recalculate"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record RecalculateAllocation(ComplianceYear Year, ParticipantId Participant) : Command,
    IConcernsParticipant;

/// <summary>不予发放: puts an entity on the no-issue list and takes back what it was issued.</summary>
/// <param name="StoppedDays">Days the whole plant stood still; only read for a shutdown.</param>
/// <param name="Emissions">Emissions of the year; only read for a shutdown.</param>
[Wire("allocation.exclude"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ExcludeFromIssue(ComplianceYear Year, ParticipantId Participant, ExclusionGround Ground,
    int StoppedDays, Tonnes Emissions, string Decision) : Command, IConcernsParticipant;

/// <summary>新增预留配额发放: hands units of the new-entrant reserve to an entity with new facilities or capacity.</summary>
[Wire("allocation.issue-new-entrant"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record IssueToNewEntrant(ComplianceYear Year, ParticipantId Participant, Tonnes Quantity, string Decision)
    : Command, IConcernsParticipant;

/// <summary>按分配表发放: issues what a published allocation table says, for markets whose amounts are worked out
/// elsewhere. An operator not yet listed is listed by the table.</summary>
[Wire("allocation.issue-by-table"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record IssueByTable(ComplianceYear Year, ParticipantId Participant, Tonnes Standard, Tonnes NewEntrant,
    string Decision) : Command, IConcernsParticipant;

/// <summary>停产不予发放: the test of days stopped and emissions.</summary>
internal readonly record struct ShutdownTest(int DaysOver, Tonnes EmissionsBelow, Citation Basis)
{
    public static ShutdownTest Read(ComplianceYear year, RuleReader rules) => new(
        rules.Get(AllocationKeys.ShutdownDaysOver, year), rules.Get(AllocationKeys.ShutdownEmissionBelow, year),
        rules.Cite(AllocationKeys.ShutdownDaysOver, year));

    /// <summary>More days than the limit, and emissions below the limit.</summary>
    public bool Meets(int stoppedDays, Tonnes emissions) => stoppedDays > DaysOver && emissions < EmissionsBelow;
}

/// <summary>双20原则: the entity bears its gap up to the tolerance; what is beyond is topped up or withdrawn.</summary>
/// <param name="Tolerance">T: the smaller of a share of the allocation and a fixed tonnage.</param>
internal readonly record struct DoubleTwenty(Tonnes Tolerance, Tonnes TopUp, Tonnes Withdrawal)
{
    public static DoubleTwenty Of(Tonnes allocation, Tonnes emissions, Rate relative, Tonnes absolute)
    {
        var tolerance = Tonnes.Min(relative.RoundDown(allocation), absolute);
        return new DoubleTwenty(tolerance, emissions.Beyond(allocation).Beyond(tolerance),
            allocation.Beyond(emissions).Beyond(tolerance));
    }
}
