using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>出具清单: the year's inventory is final once every month is reviewed and locked.</summary>
[Wire("accounting.issue-inventory"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record IssueInventory(ParticipantId Participant, int Year) : Command, IConcernsParticipant;

/// <summary>重述清单: opens a new revision of an issued inventory and some of its months; the issued one is kept.
/// </summary>
/// <param name="Months">The months to open; all of them when empty.</param>
[Wire("accounting.restate-inventory"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RestateInventory(ParticipantId Participant, int Year, string Reason, ImmutableArray<int> Months)
    : Command, IConcernsParticipant;

/// <summary>选定基准年: the issued year that targets and changes are measured from.</summary>
[Wire("accounting.set-base-year"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record SetBaseYear(ParticipantId Participant, int Year, string Reason) : Command, IConcernsParticipant;

/// <summary>基准年: the figures everything is measured from.</summary>
/// <param name="Revision">Of the base year's inventory that the figures come from.</param>
/// <param name="Scope1">tCO2e, exact; as are the others.</param>
public sealed record BaseYear(int Year, int Revision, string Scope1, string Scope2Location, string Scope2Market,
    string Scope3)
{
    public FootprintTotals Totals => new(Exact.Read(Scope1), Exact.Read(Scope2Location), Exact.Read(Scope2Market),
        Exact.Read(Scope3));

    internal static BaseYear Of(Inventory inventory, FootprintTotals totals) => new(inventory.Year,
        inventory.Revision, totals.Scope1.ToString(), totals.Scope2Location.ToString(),
        totals.Scope2Market.ToString(), totals.Scope3.ToString());
}

[Wire("accounting.inventory-issued")]
public sealed record InventoryIssued(ParticipantId Participant, int Year, int Revision,
    ImmutableArray<SiteShare> Shares, BaseYear Totals, UserId By, Instant At) : AccountingEvent;

[Wire("accounting.inventory-restated")]
public sealed record InventoryRestated(ParticipantId Participant, int Year, int Revision, string Reason,
    ImmutableArray<int> Months, UserId By, Instant At) : AccountingEvent;

[Wire("accounting.base-year-set")]
public sealed record BaseYearSet(ParticipantId Participant, BaseYear BaseYear, string Reason) : AccountingEvent;

/// <summary>基准年重算: the base year was restated by more than the setting.</summary>
/// <param name="ChangePercent">Of the whole location-based footprint, two decimals.</param>
[Wire("accounting.base-year-recalculated")]
public sealed record BaseYearRecalculated(ParticipantId Participant, BaseYear Before, BaseYear BaseYear,
    decimal ChangePercent, Rate Threshold) : AccountingEvent;

/// <summary>The base year was restated, but by no more than the setting: its figures stay.</summary>
[Wire("accounting.base-year-kept")]
public sealed record BaseYearKept(ParticipantId Participant, int Year, int Revision, decimal ChangePercent,
    Rate Threshold) : AccountingEvent;

/// <summary>清单的出具与重述.</summary>
internal static class Issuing
{
    public static Decision Decide(IssueInventory command, CommandContext context, AccountingState state)
    {
        if (state.Find(command.Participant, command.Year) is not { } inventory)
            return AccountingRefusals.NoInventory.With(AccountingRefusals.Inventory, ("year", command.Year));
        if (inventory.IsIssued)
            return AccountingRefusals.AlreadyIssued.With(AccountingRefusals.Inventory, ("year", command.Year),
                ("revision", inventory.Revision));
        var open = Enumerable.Range(1, Inventory.MonthsOfYear)
            .Where(m => inventory.Month(m).LockedBy is null).ToList();
        if (open.Count > 0)
            return AccountingRefusals.MonthsOpen.With(AccountingRefusals.Records, ("year", command.Year),
                ("months", string.Join(", ", open.Select(m => Text.Of(m)))));
        var shares = inventory.Entries.Values
            .Select(e => (Site: state.Find(e.Source, command.Participant)!.Site, e.Month)).Distinct() // entries know it
            .OrderBy(s => s.Site).ThenBy(s => s.Month)
            .Select(s => new SiteShare(s.Site, s.Month, Footprint.Share(inventory, s.Site, s.Month, state)))
            .ToImmutableArray();
        var totals = Footprint.Totals(inventory, state);
        var events = new List<Event>
        {
            new InventoryIssued(command.Participant, command.Year, inventory.Revision, shares,
                BaseYear.Of(inventory, totals), context.Actor.User, context.At),
        };
        if (state.BaseYearOf(command.Participant) is { } before && before.Year == command.Year)
        {
            var threshold = context.Rules.Get(AccountingKeys.BaseYearThreshold, context.Date);
            if (context.Rules.Missing is { } missing) return missing;
            events.Add(Compare(command.Participant, before, BaseYear.Of(inventory, totals), threshold));
        }
        return Decision.Accept(events);
    }

    public static Decision Decide(RestateInventory command, CommandContext context, AccountingState state)
    {
        if (state.Find(command.Participant, command.Year) is not { } inventory)
            return AccountingRefusals.NoInventory.With(AccountingRefusals.Inventory, ("year", command.Year));
        if (!inventory.IsIssued)
            return AccountingRefusals.NotIssued.With(AccountingRefusals.Records, ("year", command.Year));
        if (!Wording.IsReason(command.Reason))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Records, ("field", "reason"));
        foreach (var month in command.Months)
            if (month is < 1 or > Inventory.MonthsOfYear)
                return AccountingRefusals.BadMonth.With(AccountingRefusals.Inventory, ("month", month));
        ImmutableArray<int> months = command.Months.IsEmpty ? [.. Enumerable.Range(1, Inventory.MonthsOfYear)]
            : [.. command.Months.Distinct().Order()];
        return Decision.Accept(new InventoryRestated(command.Participant, command.Year, inventory.Revision + 1,
            command.Reason.Trim(), months, context.Actor.User, context.At));
    }

    public static Decision Decide(SetBaseYear command, AccountingState state)
    {
        if (state.Find(command.Participant, command.Year) is not { IsIssued: true } inventory)
            return AccountingRefusals.NotIssued.With(AccountingRefusals.Records, ("year", command.Year));
        if (!Wording.IsReason(command.Reason))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Records, ("field", "reason"));
        return Decision.Accept(new BaseYearSet(command.Participant,
            BaseYear.Of(inventory, Footprint.Totals(inventory, state)), command.Reason.Trim()));
    }

    private static AccountingEvent Compare(
        ParticipantId company, BaseYear before, BaseYear after, Rate threshold)
    {
        const FootprintBasis whole = FootprintBasis.WholeLocation;
        var (old, now) = (before.Totals.On(whole), after.Totals.On(whole));
        var difference = now - old;
        var change = difference.Sign < 0 ? -difference : difference;
        var exceeds = change > Rational.Of(threshold.ToDecimal()) * old;
        var percent = old.IsZero ? 100m : decimal.Parse((difference / old * Rational.Of(100))
            .Round(2, RoundingMode.HalfUp).Fixed(2), System.Globalization.CultureInfo.InvariantCulture);
        return exceeds ? new BaseYearRecalculated(company, before, after, percent, threshold)
            : new BaseYearKept(company, after.Year, after.Revision, percent, threshold);
    }
}
