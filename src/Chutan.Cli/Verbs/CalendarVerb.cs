using System.CommandLine;
using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using NodaTime.Text;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>日历: counts working days by the State Council's yearly notices, and shows every day passed over.</summary>
internal static class CalendarVerb
{
    private const int MostWorkingDays = 10_000;

    public static Command Create()
    {
        var date = new Argument<LocalDate>("date")
        {
            Description = "起算日 · first day, not counted itself",
            CustomParser = result => Shared.ReadDate(result),
        };
        var days = new Argument<int>("days")
        {
            Description = "工作日数，如 +7 · working days, for example +7",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = ReadDays,
        };
        var rulebook = Shared.Rulebook();
        var json = Shared.Json();
        var verb = new Command("calendar", "工作日推算 · count working days") { date, days, rulebook, json };
        verb.SetAction(parsed => Run(parsed.GetValue(date), parsed.GetValue(days), parsed.GetValue(rulebook)!,
            parsed.GetValue(json)));
        return verb;
    }

    private static int ReadDays(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "0";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days)
            && days is >= 0 and <= MostWorkingDays) return days;
        result.AddError($"“{text}”不是 0 至 {MostWorkingDays} 的工作日数 · " +
            $"'{text}' is not a number of working days from 0 to {MostWorkingDays}");
        return 0;
    }

    private static int Run(LocalDate from, int days, string rulebook, bool json)
    {
        var calendar = new WorkingDayCalendar(RulebookSource.Content(rulebook).Calendar);
        var count = calendar.Knows(from.Year)
            ? calendar.Add(from, days)
            : new WorkingDayCount(null, from.Year, []);
        if (count.Date is not { } reached) return Refuse(count.MissingYear ?? from.Year, json);
        if (json) PrintJson(from, days, reached, calendar, count);
        else Print(from, days, reached, calendar, count);
        return ExitCode.Done;
    }

    private static int Refuse(int year, bool json)
    {
        var code = RulebookRefusals.NoCalendar;
        if (json)
            Output.PrintJson(new { refused = code.Code, year });
        else
            Console.WriteLine(Fill(code.Zh) + "\n" + Fill(code.En));
        return ExitCode.Refused;

        string Fill(string text) =>
            text.Replace("{year}", year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static void Print(
        LocalDate from, int days, LocalDate reached, WorkingDayCalendar calendar, WorkingDayCount count)
    {
        Console.WriteLine($"{Text.Of(reached)} {Weekday(reached)}");
        if (days > 0)
            Console.WriteLine($"{Text.Of(from)} 之后第 {days} 个工作日 · " +
                $"working day {days} after {Text.Of(from)} ({Weekday(from)})");
        else
            Console.WriteLine(calendar.IsWorkingDay(from) == true ? "工作日 · a working day" : "非工作日 · not a working day");
        Console.WriteLine(calendar.IsTradingDay(reached) == true ? "交易日 · a trading day" : "非交易日 · not a trading day");
        if (count.Skipped.Length > 0)
            Console.WriteLine($"跳过 {count.Skipped.Length} 天 · {count.Skipped.Length} days skipped:");
        foreach (var day in count.Skipped)
            Console.WriteLine($"  {Text.Of(day.Date)} {Weekday(day.Date)}  {Reason(day, calendar)}");
        foreach (var notice in Notices(from, reached, calendar))
            Console.WriteLine($"依据 · by: {notice.Year} {notice.Number}");
    }

    private static void PrintJson(
        LocalDate from, int days, LocalDate reached, WorkingDayCalendar calendar, WorkingDayCount count) =>
        Output.PrintJson(new
        {
            from,
            workingDays = days,
            date = reached,
            weekday = reached.DayOfWeek.ToString(),
            workingDay = calendar.IsWorkingDay(reached),
            tradingDay = calendar.IsTradingDay(reached),
            skipped = count.Skipped.Select(s =>
                new { date = s.Date, weekday = s.Date.DayOfWeek.ToString(), s.HolidayZh }),
            notices = Notices(from, reached, calendar).Select(n => n.Number),
        });

    private static IEnumerable<CalendarNotice> Notices(
        LocalDate from, LocalDate reached, WorkingDayCalendar calendar) =>
        calendar.Notices.Where(n => n.Year >= from.Year && n.Year <= reached.Year);

    private static string Reason(SkippedDay day, WorkingDayCalendar calendar)
    {
        if (day.HolidayZh is null) return "周末 weekend";
        var english = calendar.Notices.SelectMany(n => n.Days).First(d => d.Date == day.Date).NameEn;
        return $"{day.HolidayZh} {english}";
    }

    private static string Weekday(LocalDate date) =>
        "星期" + "一二三四五六日"[(int)date.DayOfWeek - 1] + " " + date.DayOfWeek;
}
