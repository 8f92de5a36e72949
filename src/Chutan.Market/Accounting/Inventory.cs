using System.Globalization;
using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>The set of warming potentials an inventory uses as a whole.</summary>
public enum WarmingSet
{
    /// <summary>Fifth Assessment Report.</summary>
    Ar5 = 0,
    /// <summary>Sixth Assessment Report: methane of fossil and of other origin differ.</summary>
    Ar6 = 1,
}

/// <summary>How a figure came about 数据质量.</summary>
public enum DataQuality
{
    /// <summary>By a meter or a bill; needs evidence 实测.</summary>
    Measured = 0,
    /// <summary>Worked out from other figures 计算.</summary>
    Calculated = 1,
    /// <summary>估算.</summary>
    Estimated = 2,
}

/// <summary>A figure as the methodology names it. The unit may be another of the same dimension; empty is the
/// methodology's own.</summary>
public sealed record ActivityFigure(string Name, string Value, string Unit);

/// <summary>A green power certificate or contract and how much of it is used here. It is used once only.</summary>
/// <param name="Quantity">MWh.</param>
public sealed record GreenCertificate(string Reference, decimal Quantity);

/// <summary>What was given for a source and a month.</summary>
/// <param name="StatedFactors">Factors the company says it used; they must be those the methodology takes.</param>
/// <param name="Evidence">Hashes of documents filed before.</param>
public sealed record ActivityFigures(ImmutableArray<ActivityFigure> Figures,
    ImmutableArray<ActivityFigure> StatedFactors, ImmutableArray<string> Evidence,
    ImmutableArray<GreenCertificate> Certificates);

/// <summary>活动数据: the figures of a source for a month, with the emissions they gave, all of the site's.</summary>
/// <param name="TraceHash">Of the calculation; working it out again gives the same.</param>
public sealed record ActivityEntry(SourceId Source, int Month, DataQuality Quality, ActivityFigures Given, string Note,
    ImmutableArray<GasAmount> Gases, string Quantity, string Unit, string TraceHash, UserId EnteredBy,
    Instant EnteredAt);

/// <summary>Where a month stands: under entry, reviewed by a second person, or locked.</summary>
/// <param name="Note">What the reviewer wrote last.</param>
public sealed record MonthStanding(
    UserId? ReviewedBy, Instant? ReviewedAt, UserId? LockedBy, Instant? LockedAt, string Note)
{
    public static MonthStanding Open { get; } = new(null, null, null, null, "");
}

/// <summary>What emissions are set against.</summary>
public enum ReferenceKind
{
    /// <summary>产量.</summary>
    Output = 0,
    /// <summary>营业收入, a currency.</summary>
    Revenue = 1,
    /// <summary>建筑面积, an area.</summary>
    Area = 2,
    /// <summary>员工人数.</summary>
    Staff = 3,
}

/// <summary>A yearly figure that intensities divide by.</summary>
/// <param name="Product">Which product's output; empty for the other kinds.</param>
public sealed record ReferenceFigure(ReferenceKind Kind, string Product, decimal Quantity, string Unit);

/// <summary>How much of a site counted in a month, as it stood when the inventory was issued.</summary>
public sealed record SiteShare(SiteId Site, int Month, decimal Percent);

/// <summary>温室气体清单: one revision of one year. The newest is worked on; earlier ones stay as they were issued.
/// </summary>
/// <param name="Reason">Why it restates the one before; empty for the first.</param>
/// <param name="IssuedAt">Null while it is open.</param>
/// <param name="Shares">Filled when issued.</param>
/// <param name="Assessments">What the company stated about how sure its sources' figures are.</param>
public sealed record Inventory(ParticipantId Participant, int Year, int Revision, ConsolidationApproach Approach,
    WarmingSet Warming, string Reason, Instant OpenedAt, UserId? IssuedBy, Instant? IssuedAt,
    ImmutableSortedDictionary<(int Month, SourceId Source), ActivityEntry> Entries,
    ImmutableArray<MonthStanding> Months,
    ImmutableSortedDictionary<(ReferenceKind Kind, string Product), ReferenceFigure> References,
    ImmutableArray<SiteShare> Shares, ImmutableSortedDictionary<SourceId, UncertaintyAssessment> Assessments)
{
    public const int MonthsOfYear = 12;
    public const int FirstYear = 2013;

    public static ImmutableSortedDictionary<(int Month, SourceId Source), ActivityEntry> NoEntries { get; } =
        ImmutableSortedDictionary<(int Month, SourceId Source), ActivityEntry>.Empty;

    public static ImmutableSortedDictionary<(ReferenceKind Kind, string Product), ReferenceFigure> NoReferences { get; }
        = ImmutableSortedDictionary.Create<(ReferenceKind Kind, string Product), ReferenceFigure>(
            Comparer<(ReferenceKind Kind, string Product)>.Create((a, b) =>
                a.Kind != b.Kind ? a.Kind.CompareTo(b.Kind) : string.CompareOrdinal(a.Product, b.Product)));

    public static ImmutableSortedDictionary<SourceId, UncertaintyAssessment> NoAssessments { get; } =
        ImmutableSortedDictionary<SourceId, UncertaintyAssessment>.Empty;

    public static ImmutableArray<MonthStanding> AllOpen { get; } =
        [.. Enumerable.Repeat(MonthStanding.Open, MonthsOfYear)];

    public bool IsIssued => IssuedAt is not null;
    public MonthStanding Month(int month) => Months[month - 1];
    public ActivityEntry? Find(int month, SourceId source) => Entries.GetValueOrDefault((month, source));
    public IEnumerable<ActivityEntry> Of(int month) => Entries.Values.Where(e => e.Month == month);

    /// <summary>For example 2024-03.</summary>
    public static string MonthText(int year, int month) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");
}

/// <summary>建立清单或变更设定: opens a year's inventory, or changes the settings of one that has no locked month.
/// Another set of warming potentials works out every figure again.</summary>
[Wire("accounting.open-inventory"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record OpenInventory(ParticipantId Participant, int Year, ConsolidationApproach Approach,
    WarmingSet Warming) : Command, IConcernsParticipant;

/// <summary>填报参照量: output, revenue, floor space or staff of the year.</summary>
[Wire("accounting.set-reference"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record SetReference(ParticipantId Participant, int Year, ReferenceKind Kind, string Product,
    decimal Quantity, string Unit) : Command, IConcernsParticipant;

[Wire("accounting.inventory-opened")]
public sealed record InventoryOpened(ParticipantId Participant, int Year, ConsolidationApproach Approach,
    WarmingSet Warming) : AccountingEvent;

[Wire("accounting.reference-set")]
public sealed record ReferenceSet(ParticipantId Participant, int Year, ReferenceFigure Figure) : AccountingEvent;

/// <summary>清单设定.</summary>
internal static class OpeningInventories
{
    private const decimal MostReference = 1_000_000_000_000;

    public static Decision Decide(OpenInventory command, CommandContext context, AccountingState state,
        QuantificationState methods)
    {
        if (command.Year < Inventory.FirstYear || command.Year > context.Date.Year
            || !Enum.IsDefined(command.Approach) || !Enum.IsDefined(command.Warming))
            return AccountingRefusals.BadYear.With(AccountingRefusals.Inventory, ("year", command.Year),
                ("first", Inventory.FirstYear), ("last", context.Date.Year));
        var opened = new InventoryOpened(command.Participant, command.Year, command.Approach, command.Warming);
        if (state.Find(command.Participant, command.Year) is not { } inventory) return Decision.Accept(opened);
        for (var month = 1; month <= Inventory.MonthsOfYear; month++)
            if (inventory.Month(month).LockedBy is not null) return AccountingRefusals.MonthLocked(inventory, month);
        var events = new List<Event> { opened };
        if (inventory.Warming != command.Warming)
            foreach (var entry in inventory.Entries.Values)
            {
                var faults = new Faults();
                if (Activities.Again(entry, inventory with { Warming = command.Warming }, state, methods, faults)
                    is not { } again)
                    return faults.Sorted[0].ToRefusal(AccountingRefusals.Inventory);
                events.Add(new ActivityRecorded(command.Participant, command.Year, again));
            }
        return Decision.Accept(events);
    }

    public static Decision Decide(SetReference command, AccountingState state)
    {
        if (state.Find(command.Participant, command.Year) is not { } inventory)
            return AccountingRefusals.NoInventory.With(AccountingRefusals.Inventory, ("year", command.Year));
        if (inventory.IsIssued)
            return AccountingRefusals.AlreadyIssued.With(AccountingRefusals.Inventory, ("year", command.Year),
                ("revision", inventory.Revision));
        if (command.Quantity is <= 0 or > MostReference || !Enum.IsDefined(command.Kind)
            || command.Product.Length > Wording.LongestName || Unit.Find(command.Unit) is not { } unit
            || !Fits(command.Kind, unit))
            return AccountingRefusals.BadReference.With(AccountingRefusals.Inventory, ("kind", command.Kind),
                ("quantity", command.Quantity), ("unit", command.Unit));
        return Decision.Accept(new ReferenceSet(command.Participant, command.Year,
            new ReferenceFigure(command.Kind, command.Product.Trim(), command.Quantity, command.Unit.Trim())));
    }

    private static bool Fits(ReferenceKind kind, Unit unit) => kind switch
    {
        ReferenceKind.Revenue => unit.Dimension == Dimension.Of("CNY"),
        ReferenceKind.Area => unit.Dimension == Dimension.Of("m").Power(2),
        ReferenceKind.Staff => unit.Dimension == Dimension.Of("person"),
        _ => true,
    };
}
