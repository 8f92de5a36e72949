namespace Chutan.Market.Kernel;

/// <summary>Working days as the State Council's yearly notices fix them: listed days off, listed make-up working days
/// 调休, and Monday to Friday otherwise. A year without a notice is never guessed.</summary>
public sealed class WorkingDayCalendar
{
    private readonly ImmutableSortedDictionary<int, CalendarNotice> notices;
    private readonly Dictionary<LocalDate, CalendarDay> days = [];

    public WorkingDayCalendar(IEnumerable<CalendarNotice> notices)
    {
        this.notices = notices.ToImmutableSortedDictionary(n => n.Year, n => n);
        foreach (var notice in this.notices.Values)
            foreach (var day in notice.Days) days[day.Date] = day;
    }

    /// <summary>The notices known, by year.</summary>
    public IReadOnlyList<CalendarNotice> Notices => [.. notices.Values];

    public bool Knows(int year) => notices.ContainsKey(year);

    /// <summary>Whether a date is a working day; null when its year has no notice.</summary>
    public bool? IsWorkingDay(LocalDate date)
    {
        if (!Knows(date.Year)) return null;
        if (days.TryGetValue(date, out var listed)) return !listed.IsOff;
        return date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);
    }

    /// <summary>A trading day is a working day from Monday to Friday: the market never opened on a make-up weekend.
    /// Null when the year has no notice.</summary>
    public bool? IsTradingDay(LocalDate date) =>
        IsWorkingDay(date) is not { } working ? null
        : working && date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    /// <summary>The n-th working day after a date, which itself does not count; with every day passed over and why.
    /// Null result with the year when a notice is missing.</summary>
    public WorkingDayCount Add(LocalDate from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var skipped = ImmutableArray.CreateBuilder<SkippedDay>();
        var date = from;
        for (var left = workingDays; left > 0;)
        {
            date = date.PlusDays(1);
            if (IsWorkingDay(date) is not { } working)
                return new WorkingDayCount(null, date.Year, skipped.ToImmutable());
            if (working) left--;
            else skipped.Add(new SkippedDay(date, days.TryGetValue(date, out var d) ? d.NameZh : null));
        }
        return new WorkingDayCount(date, null, skipped.ToImmutable());
    }

    /// <summary>The n-th trading day after a date, which itself does not count; null when a notice is missing on the
    /// way.</summary>
    public LocalDate? AddTradingDays(LocalDate from, int tradingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tradingDays);
        var date = from;
        for (var left = tradingDays; left > 0;)
        {
            date = date.PlusDays(1);
            if (IsTradingDay(date) is not { } trading) return null;
            if (trading) left--;
        }
        return date;
    }

    /// <summary>The last working day of a month; null when the year has no notice.</summary>
    public LocalDate? LastWorkingDayOf(int year, int month)
    {
        if (!Knows(year)) return null;
        var date = new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1);
        while (IsWorkingDay(date) == false) date = date.PlusDays(-1);
        return date;
    }

    /// <summary>The last trading day on or before a date, looking back at most 40 days; null when none is
    /// known.</summary>
    public LocalDate? TradingDayOnOrBefore(LocalDate date)
    {
        for (var back = 0; back < 40; back++)
            if (IsTradingDay(date.PlusDays(-back)) == true) return date.PlusDays(-back);
        return null;
    }
}

/// <summary>One yearly notice of the General Office of the State Council on public holidays.</summary>
/// <param name="Number">The document number, for example 国办发明电〔2023〕7号.</param>
public sealed record CalendarNotice(int Year, string Number, string Source, ImmutableArray<CalendarDay> Days);

/// <summary>A day a notice lists: off, or a make-up working day.</summary>
public readonly record struct CalendarDay(LocalDate Date, bool IsOff, string NameZh, string NameEn);

public readonly record struct SkippedDay(LocalDate Date, string? HolidayZh);

/// <summary>The date reached, or the year whose notice is missing.</summary>
public readonly record struct WorkingDayCount(LocalDate? Date, int? MissingYear, ImmutableArray<SkippedDay> Skipped);
