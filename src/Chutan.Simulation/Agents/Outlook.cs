using Chutan.Simulation.World;

namespace Chutan.Simulation.Agents;

/// <summary>General opinion of what an allowance is worth, and how lively the season is. Opinion follows the scenario's
/// months and wanders around them; it is pulled back a little every day.</summary>
internal sealed class Outlook(Scenario scenario, ulong seed)
{
    private const int PullPerMille = 60;

    private readonly Chance chance = Chance.For(seed, "opinion");
    private long wandered;

    /// <summary>Worth of an allowance today, fen.</summary>
    public long Worth { get; private set; } = scenario.TakenOverAt.FenPerTonne;

    /// <summary>One more day of news.</summary>
    public void Dawn(LocalDate date)
    {
        wandered += chance.Normal() * (long)scenario.Wander / 1000 - wandered * PullPerMille / 1000;
        Worth = Season(scenario.WorthByMonth, date) + wandered;
    }

    /// <summary>The month's figure, blended with its neighbours' by the distance from the middle of the
    /// month.</summary>
    public static long Season(ImmutableArray<int> months, LocalDate date)
    {
        var days = CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);
        var here = (date.Month + 5) % 12;
        var fromMiddle = 2 * date.Day - days - 1;
        var neighbour = fromMiddle < 0 ? Math.Max(0, here - 1) : Math.Min(11, here + 1);
        var weight = Math.Abs(fromMiddle);
        return (months[here] * (2L * days - weight) + months[neighbour] * (long)weight) / (2L * days);
    }
}

/// <summary>How eagerly investors trade: the year's turnover follows the published amount and its seasons, so they hold
/// back after lively days and make up for quiet ones.</summary>
internal sealed class Appetite(ImmutableArray<int> volumeByMonth, IReadOnlyList<LocalDate> days, long yearVolume)
{
    private const int Least = 150;
    private const int Most = 4000;

    private readonly long total = days.Sum(d => Outlook.Season(volumeByMonth, d));
    private long passed;

    /// <summary>In thousandths of the usual.</summary>
    public int Today { get; private set; } = 1000;

    /// <summary>Tonnes that would be right for today.</summary>
    public long Target { get; private set; }

    /// <summary>Part of the remaining season that today is, in millionths of what is left until a date.</summary>
    public static long ShareOfRest(ImmutableArray<int> months, IReadOnlyList<LocalDate> days, LocalDate today,
        LocalDate until)
    {
        long rest = 0;
        foreach (var day in days)
            if (day >= today && day <= until) rest += Outlook.Season(months, day);
        return rest == 0 ? 1_000_000 : Outlook.Season(months, today) * 1_000_000 / rest;
    }

    public void Dawn(LocalDate date, long tradedSoFar)
    {
        var weight = Outlook.Season(volumeByMonth, date);
        passed += weight;
        Target = Math.Max(1, (long)((Int128)yearVolume * weight / total));
        var missing = (long)((Int128)yearVolume * passed / total) - tradedSoFar;
        Today = (int)Math.Clamp(missing * 1000 / Target, Least, Most);
    }
}
