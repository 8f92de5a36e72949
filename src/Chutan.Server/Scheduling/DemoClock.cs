namespace Chutan.Server.Scheduling;

/// <summary>The clock of a demonstration: goes on, at the real pace, from the moment after the played history; so a
/// year played for 2024 is not suddenly years old.</summary>
public sealed class DemoClock : IClock
{
    private readonly IClock real;
    private readonly Duration shift;

    /// <param name="startsAt">What the clock shows now.</param>
    public DemoClock(IClock real, Instant startsAt)
    {
        this.real = real;
        shift = startsAt - real.GetCurrentInstant();
    }

    public Instant GetCurrentInstant() => real.GetCurrentInstant() + shift;

    /// <summary>A good moment to go on after a played history: ten in the morning of the next trading day.</summary>
    public static Instant After(Instant last, Chutan.Market.Kernel.WorkingDayCalendar calendar, DateTimeZone zone)
    {
        var date = last.InZone(zone).Date.PlusDays(1);
        for (var days = 0; days < 40 && calendar.IsTradingDay(date) != true; days++) date = date.PlusDays(1);
        return zone.AtLeniently(date.At(new LocalTime(10, 0))).ToInstant();
    }
}
