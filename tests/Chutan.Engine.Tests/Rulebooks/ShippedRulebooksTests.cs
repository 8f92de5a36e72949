using System.Globalization;
using System.Text;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Rulebooks;

public sealed class ShippedRulebooksTests
{
    public static TheoryData<string> All =>
        new(Directory.EnumerateDirectories(Repository.At("rulebooks")).Select(p => Path.GetFileName(p)!)
            .Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(All))]
    public void Every_rulebook_in_the_house_loads(string name)
    {
        var load = RulebookLoader.Load(Repository.At("rulebooks", name));
        Assert.True(load.Problems.IsEmpty, string.Join("\n", load.Problems));
        Assert.Equal(name, load.Require().Id);
    }

    [Fact]
    public void The_seller_alone_pays_the_fee_of_a_fixed_price_transfer()
    {
        var key = ClearingKeys.FeeFixedPriceSeller;
        var on = new LocalDate(2024, 10, 15);
        var value = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require().Values
            .Single(v => v.Key == key.Name && v.From <= on && (v.Through is not { } end || on <= end));
        var traded = new Price(2528) * new Tonnes(1000);
        Assert.Equal(new Money(101_120), key.Parse(value.Value).HalfUp(traded));
    }

    [Theory]
    [InlineData("2019-04-30", "2019-05-13", "2019-05-16")]
    [InlineData("2020-01-22", "2020-02-10", "2020-02-13")]
    [InlineData("2023-09-27", "2023-10-12", "2023-10-17")]
    [InlineData("2024-02-08", "2024-02-23", "2024-02-28")]
    [InlineData("2024-09-29", "2024-10-14", "2024-10-17")]
    [InlineData("2025-01-27", "2025-02-12", "2025-02-17")]
    [InlineData("2025-09-29", "2025-10-15", "2025-10-20")]
    [InlineData("2026-02-12", "2026-02-28", "2026-03-04")]
    [InlineData("2026-09-30", "2026-10-15", "2026-10-20")]
    public void Terms_of_seven_and_ten_working_days_end_as_published(string from, string seven, string ten)
    {
        var calendar = Calendar();
        Assert.Equal(seven, Text.Of(calendar.Add(Day(from), 7).Date!.Value));
        Assert.Equal(ten, Text.Of(calendar.Add(Day(from), 10).Date!.Value));
    }

    [Theory]
    [InlineData(2013, 29, 12, 250)]
    [InlineData(2014, 22, 5, 250)]
    [InlineData(2015, 26, 5, 249)]
    [InlineData(2016, 24, 6, 250)]
    [InlineData(2017, 24, 5, 249)]
    [InlineData(2018, 23, 6, 250)]
    [InlineData(2019, 24, 7, 250)]
    [InlineData(2020, 30, 7, 249)]
    [InlineData(2021, 31, 7, 250)]
    [InlineData(2022, 31, 7, 249)]
    [InlineData(2023, 27, 7, 249)]
    [InlineData(2024, 28, 8, 251)]
    [InlineData(2025, 28, 5, 248)]
    [InlineData(2026, 33, 6, 248)]
    public void Working_days_of_each_year_are_as_published(int year, int off, int makeUp, int working)
    {
        var calendar = Calendar();
        var notice = calendar.Notices.Single(n => n.Year == year);
        Assert.Equal(off, notice.Days.Count(d => d.IsOff));
        Assert.Equal(makeUp, notice.Days.Count(d => !d.IsOff));
        var days = 0;
        for (var day = new LocalDate(year, 1, 1); day.Year == year; day = day.PlusDays(1))
            if (calendar.IsWorkingDay(day) == true) days++;
        Assert.Equal(working, days);
    }

    [Fact]
    public void A_year_without_a_notice_is_not_counted()
    {
        var calendar = Calendar();
        Assert.Null(calendar.IsWorkingDay(new LocalDate(2027, 1, 4)));
        Assert.Equal(2027, calendar.Add(new LocalDate(2026, 12, 30), 5).MissingYear);
    }

    [Fact]
    public void The_hubei_rulebook_reads_as_reviewed()
    {
        var content = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require();
        var table = new StringBuilder();
        foreach (var i in content.Instruments)
            table.Append(CultureInfo.InvariantCulture, $"{i.Id} | {i.Number} | {i.TitleEn}\n");
        table.Append('\n');
        foreach (var v in content.Values.OrderBy(v => v.Key, StringComparer.Ordinal).ThenBy(v => v.From))
            table.AppendJoin(" | ", v.Key, $"{v.Value} {v.Unit}{Of(v.Base)}",
                $"{v.FromLabel} – {v.ThroughLabel}".Trim(),
                $"{v.Instrument} {v.Article}".Trim(), Name(v.Standing)).Append('\n');
        Golden.Equal("rulebook-hubei.txt", table.ToString());
    }

    private static string Of(string basis) => basis.Length == 0 ? "" : $" of {basis}";

    private static string Name(Standing standing) => standing.ToString().ToLowerInvariant();

    private static WorkingDayCalendar Calendar() =>
        new(RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require().Calendar);

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
