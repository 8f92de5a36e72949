using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Rulebooks;

/// <summary>The yearly notices on public holidays, one file per year.</summary>
internal static class CalendarFiles
{
    private const int LongestHolidayDays = 20;

    public static ImmutableArray<CalendarNotice> Read(
        string folder, string where, ProblemList head, List<RulebookProblem> found)
    {
        var directory = Path.Combine(folder, where);
        if (!Directory.Exists(directory))
        {
            head.Add(1, $"没有日历目录 {where}。", $"There is no calendar folder '{where}'.");
            return [];
        }
        var notices = ImmutableArray.CreateBuilder<CalendarNotice>();
        var seen = new Dictionary<LocalDate, (bool Off, string File)>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal))
        {
            var problems = new ProblemList($"{where}/{Path.GetFileName(path)}", found);
            if (ReadNotice(File.ReadAllText(path), problems, seen) is not { } notice) continue;
            if (notices.Any(n => n.Year == notice.Year))
                problems.Add(1, $"{notice.Year} 年的通知重复。", $"The notice for {notice.Year} is given twice.");
            else notices.Add(notice);
        }
        return notices.ToImmutable();
    }

    private static CalendarNotice? ReadNotice(
        string text, ProblemList problems, Dictionary<LocalDate, (bool Off, string File)> seen)
    {
        if (YamlSection.Root(text, problems) is not { } root) return null;
        var yearText = root.Required("year");
        var number = root.Required("number");
        root.Date("document", required: false, end: false);
        var changes = root.Texts("changed-by", required: false).Select(t => t.Text).ToList();
        var sources = root.Texts("sources", required: true).Select(t => t.Text).ToList();
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        foreach (var holiday in root.Sections("holidays", required: true)) ReadHoliday(holiday, problems, seen, days);
        root.RefuseOthers();
        if (!int.TryParse(yearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            if (yearText is not null)
                problems.Add(root.LineOf("year"), $"年份“{yearText}”无效。", $"The year '{yearText}' is not valid.");
            return null;
        }
        foreach (var day in days.Where(d => Math.Abs(d.Date.Year - year) > 1))
            problems.Add(root.LineOf("holidays"), $"{Text.Of(day.Date)} 不属于 {year} 年的通知。",
                $"{Text.Of(day.Date)} does not belong to the notice for {year}.");
        return number is null ? null : new CalendarNotice(year, string.Join("、", [number, .. changes]),
            string.Join(" ", sources), [.. days.OrderBy(d => d.Date)]);
    }

    private static void ReadHoliday(YamlSection holiday, ProblemList problems,
        Dictionary<LocalDate, (bool Off, string File)> seen, ImmutableArray<CalendarDay>.Builder days)
    {
        var zh = holiday.Required("name") ?? "";
        var en = holiday.Required("english") ?? "";
        foreach (var (text, line) in holiday.Texts("off", required: true)) Take(text, line, isOff: true);
        foreach (var (text, line) in holiday.Texts("work", required: false)) Take(text, line, isOff: false);
        holiday.RefuseOthers();

        void Take(string text, long line, bool isOff)
        {
            if (Span(text) is not { } span)
            {
                problems.Add(line, $"日期“{text}”无效：应为 2024-10-01 或 2024-10-01 .. 2024-10-07。",
                    $"The date '{text}' is not valid: expected 2024-10-01 or 2024-10-01 .. 2024-10-07.");
                return;
            }
            for (var date = span.First; date <= span.Last; date = date.PlusDays(1))
            {
                if (!seen.TryAdd(date, (isOff, problems.File)))
                    problems.Add(line, $"{Text.Of(date)} 已在 {seen[date].File} 中列出。",
                        $"{Text.Of(date)} is already listed in {seen[date].File}.");
                else days.Add(new CalendarDay(date, isOff, zh, en));
            }
        }
    }

    private static (LocalDate First, LocalDate Last)? Span(string text)
    {
        var parts = text.Split("..", StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || parts[0].Length != 10) return null;
        if (DateLabel.Read(parts[0], end: false) is not { } first) return null;
        if (parts.Length == 1) return (first, first);
        return parts[1].Length == 10 && DateLabel.Read(parts[1], end: true) is { } last && last >= first
            && Period.DaysBetween(first, last) < LongestHolidayDays
            ? (first, last)
            : null;
    }
}
