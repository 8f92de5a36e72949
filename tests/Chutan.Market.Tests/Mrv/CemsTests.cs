using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class CemsTests
{
    private static readonly ImmutableArray<CemsHour> January = [.. Enumerable.Range(0, 744).Select(h =>
        new CemsHour(new LocalDate(2022, 1, 1 + h / 24), h % 24, 12, 1000, 300))];

    [Fact]
    public void A_full_month_adds_up_exactly()
    {
        var market = new MonthMarket();
        var month = market.Law.Do<CemsFiled>(File(market, January), market.Law.Operator).Record;
        // 744 h × 12 % × 1000 × 10³ Nm³/h × 1.977 kg/Nm³
        Assert.Equal((744, 0, 176_506.56m, 0m, true),
            (month.Hours, month.Missing, month.MeasuredTonnes, month.SubstitutedTonnes, month.IsUsable));
        var kept = Assert.Single(market.Law.Reloaded().State.Mrv.Cems.Of(market.Law.Entity, Year, 1));
        Assert.Equal(176_506.56m, kept.Tonnes);
    }

    [Fact]
    public void A_missing_hour_counts_as_the_months_highest_and_too_many_make_the_total_say_nothing()
    {
        var market = new MonthMarket();
        var hours = January.SetItem(0, January[0] with { Co2 = 15 }).RemoveAt(743)
            .SetItem(1, January[1] with { Flow = null });
        var month = market.Law.Do<CemsFiled>(File(market, hours), market.Law.Operator).Record;
        Assert.Equal((2, 2 * 296.55m, true), (month.Missing, month.SubstitutedTonnes, month.IsUsable));
        Assert.True(Usable(744 - 186));
        Assert.False(Usable(744 - 187));

        bool Usable(int count) => market.Law.Do<CemsFiled>(File(market, [.. January.Take(count)]),
            market.Law.Operator).Record.IsUsable;
    }

    [Fact]
    public void Hours_that_cannot_be_are_refused_naming_their_line()
    {
        var market = new MonthMarket();
        var refusal = market.Law.Refused("mrv.cems-hour-twice", File(market, January.Add(January[3])),
            market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "line", Value: "745" });
        Refused("mrv.cems-hour-of-other-month", January[0] with { Day = new LocalDate(2022, 2, 1) });
        Refused("mrv.cems-hour-of-other-month", January[0] with { Hour = 24 });
        Refused("mrv.cems-hour-impossible", January[0] with { Co2 = -1 });
        Refused("mrv.cems-hour-impossible", January[0] with { Flow = -1 });
        Refused("mrv.cems-no-hours");
        market.Law.Refused("mrv.cems-bad-stack", File(market, January) with { Stack = "" }, market.Law.Operator);
        market.Law.Refused("mrv.month-evidence-not-filed", File(market, January) with { Document = "" },
            market.Law.Operator);
        market.Law.Refused("mrv.month-bad", File(market, January) with { Month = 0 }, market.Law.Operator);

        void Refused(string code, params CemsHour[] hours) =>
            market.Law.Refused(code, File(market, [.. hours]), market.Law.Operator);
    }

    private static FileCems File(MonthMarket market, ImmutableArray<CemsHour> hours) =>
        new(market.Law.Entity, Year, 1, "stack-1", Ledger, hours);
}
