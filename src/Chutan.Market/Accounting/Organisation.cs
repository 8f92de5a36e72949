namespace Chutan.Market.Accounting;

/// <summary>合并方法: which sites an organisation answers for, and how much of each (ISO 14064-1, GHG Protocol).
/// </summary>
public enum ConsolidationApproach
{
    /// <summary>All of a site whose operation the company controls 运营控制权.</summary>
    OperationalControl = 0,
    /// <summary>All of a site whose finances the company controls 财务控制权.</summary>
    FinancialControl = 1,
    /// <summary>Of each site the share the company owns 股权比例.</summary>
    EquityShare = 2,
}

/// <summary>Why the hold on a site changed. Only what is bought, sold or corrected touches the base year; growth of its
/// own does not.</summary>
public enum StakeCause
{
    /// <summary>Built or opened: growth of its own 新建.</summary>
    Opened = 0,
    /// <summary>Bought, with its past 并购.</summary>
    Acquired = 1,
    /// <summary>Sold, with its past 剥离.</summary>
    Divested = 2,
    /// <summary>Shut down 关停.</summary>
    Closed = 3,
    /// <summary>An error found later 更正.</summary>
    Corrected = 4,
}

/// <summary>The hold a company has on a site from a month on.</summary>
/// <param name="From">First day of a month.</param>
/// <param name="EquityPercent">Share owned, 0 to 100 with at most two decimals.</param>
public sealed record Stake(LocalDate From, decimal EquityPercent, bool OperationalControl, bool FinancialControl,
    StakeCause Cause, string Reason)
{
    /// <summary>The percentage of the site's emissions that count under an approach.</summary>
    public decimal Percent(ConsolidationApproach approach) => approach switch
    {
        ConsolidationApproach.OperationalControl => OperationalControl ? 100 : 0,
        ConsolidationApproach.FinancialControl => FinancialControl ? 100 : 0,
        _ => EquityPercent,
    };

    /// <summary>Whether figures are due while this stake holds.</summary>
    public bool IsActive => Cause is not (StakeCause.Divested or StakeCause.Closed);
}

/// <summary>核算场所: a place with sources, in one region of the grid.</summary>
/// <param name="Region">Region code that factors are looked up by, for example CN-HB.</param>
/// <param name="Stakes">Earliest first, each from another month.</param>
public sealed record Site(SiteId Id, ParticipantId Participant, string NameZh, string NameEn, string Region,
    ImmutableArray<Stake> Stakes)
{
    /// <summary>The stake in a month; null before the first.</summary>
    public Stake? In(int year, int month)
    {
        var day = new LocalDate(year, month, 1);
        return Stakes.LastOrDefault(s => s.From <= day);
    }
}

/// <summary>登记场所: adds a site to the organisation's boundary.</summary>
[Wire("accounting.register-site"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RegisterSite(ParticipantId Participant, string NameZh, string NameEn, string Region,
    LocalDate From, decimal EquityPercent, bool OperationalControl, bool FinancialControl, StakeCause Cause)
    : Command, IConcernsParticipant;

/// <summary>变更控制关系: the hold on a site changes from a month on. Months that are locked cannot change.</summary>
[Wire("accounting.set-stake"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record SetStake(ParticipantId Participant, SiteId Site, LocalDate From, decimal EquityPercent,
    bool OperationalControl, bool FinancialControl, StakeCause Cause, string Reason) : Command, IConcernsParticipant;

[Wire("accounting.site-registered")]
public sealed record SiteRegistered(Site Site) : AccountingEvent;

[Wire("accounting.stake-set")]
public sealed record StakeSet(ParticipantId Participant, SiteId Site, Stake Stake) : AccountingEvent;

/// <summary>组织边界.</summary>
internal static class Organisation
{
    private const int LongestRegion = 12;

    public static Decision Decide(RegisterSite command, AccountingState state)
    {
        if (!Wording.IsName(command.NameZh) || command.NameEn.Length > Wording.LongestName
            || command.Region is not { Length: > 0 and <= LongestRegion })
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "name, region"));
        var stake = new Stake(command.From, command.EquityPercent, command.OperationalControl,
            command.FinancialControl, command.Cause, "");
        return Problem(stake, state, command.Participant) is { } problem ? problem
            : Decision.Accept(new SiteRegistered(new Site(state.NextSite, command.Participant, command.NameZh.Trim(),
                command.NameEn.Trim(), command.Region, [stake])));
    }

    public static Decision Decide(SetStake command, AccountingState state)
    {
        if (state.Find(command.Site, command.Participant) is not { } site)
            return AccountingRefusals.UnknownSite.With(AccountingRefusals.Inventory, ("site", command.Site));
        if (!Wording.IsReason(command.Reason))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "reason"));
        var stake = new Stake(command.From, command.EquityPercent, command.OperationalControl,
            command.FinancialControl, command.Cause, command.Reason.Trim());
        if (Problem(stake, state, site.Participant) is { } problem) return problem;
        return Decision.Accept(new StakeSet(site.Participant, site.Id, stake));
    }

    private static Refusal? Problem(Stake stake, AccountingState state, ParticipantId company)
    {
        if (stake.EquityPercent is < 0 or > 100 || decimal.Round(stake.EquityPercent, 2) != stake.EquityPercent)
            return AccountingRefusals.BadShare.With(AccountingRefusals.Inventory, ("percent", stake.EquityPercent));
        if (stake.From.Day != 1)
            return AccountingRefusals.NotMonthStart.With(AccountingRefusals.Inventory, ("date", stake.From));
        foreach (var inventory in state.InventoriesOf(company))
            for (var month = 1; month <= Inventory.MonthsOfYear; month++)
                if (new LocalDate(inventory.Year, month, 1) >= stake.From
                    && inventory.Month(month).LockedBy is not null)
                    return AccountingRefusals.MonthLocked(inventory, month);
        return null;
    }
}

/// <summary>Lengths of what people write.</summary>
internal static class Wording
{
    public const int LongestName = 100;
    private const int LongestReason = 500;

    public static bool IsName(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestName;
    public static bool IsReason(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestReason;
    public static bool IsNote(string? text) => text is { Length: <= LongestReason };
}
