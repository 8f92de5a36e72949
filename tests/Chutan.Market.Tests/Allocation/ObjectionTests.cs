using Chutan.Market.Allocation;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Allocation;

public sealed class ObjectionTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;
    private static readonly LocalDate Notice = new(2023, 6, 1); // a Thursday; this calendar has only weekends

    [Fact]
    public void An_objection_may_be_filed_until_the_seventh_working_day_after_the_notice()
    {
        var market = Determined();
        market.Date = new LocalDate(2023, 6, 13);
        var late = market.Refused("allocation.objection-too-late", new FileObjection(Year, market.Entity, "output"),
            market.Operator);
        Assert.Contains(late.Parameters, p => p is { Name: "by", Value: "2023-06-12" });
        market.Date = new LocalDate(2023, 6, 12);
        var filed = market.Do<ObjectionFiled>(new FileObjection(Year, market.Entity, "output"), market.Operator);
        Assert.Equal((new LocalDate(2023, 6, 12), new LocalDate(2023, 6, 26)), (filed.FileBy, filed.DecideBy));
        market.Refused("allocation.nothing-to-object", new FileObjection(Year, market.Entity, "output"),
            market.Operator);
    }

    [Fact]
    public void An_upheld_objection_sets_the_allocation_anew_and_settles_the_difference()
    {
        var market = Determined();
        market.Refused("allocation.no-objection", new DecideObjection(Year, market.Entity, new(55_000), "review"),
            market.Authority);
        market.Refused("allocation.decision-needed", new FileObjection(Year, market.Entity, ""), market.Operator);
        market.Do(new FileObjection(Year, market.Entity, "output"), market.Operator);
        market.Refused("allocation.decision-needed", new DecideObjection(Year, market.Entity, new(55_000), ""),
            market.Authority);
        var decided = market.Do<ObjectionDecided>(new DecideObjection(Year, market.Entity, new(55_000), "review"),
            market.Authority);
        Assert.Equal((false, 5_000, 55_000), (decided.Late, decided.Settlement.Issued.Count, market.Holding.Count));
        Assert.True(market.Allocation.Objection!.Upheld);
    }

    [Fact]
    public void A_decision_after_ten_working_days_stands_and_is_marked_late()
    {
        var market = Determined();
        market.Do(new FileObjection(Year, market.Entity, "output"), market.Operator);
        market.Date = new LocalDate(2023, 6, 16);
        var decided = market.Do<ObjectionDecided>(new DecideObjection(Year, market.Entity, null, "unfounded"),
            market.Authority);
        Assert.True(decided.Late);
        Assert.Equal((50_000, false), (market.Holding.Count, market.Allocation.Objection!.Upheld!.Value));
    }

    [Fact]
    public void Without_a_notice_of_holidays_no_timer_is_guessed()
    {
        var market = Determined();
        market.Date = new LocalDate(2026, 12, 30);
        market.Given(new AllocationDetermined(Year, market.Entity, default, new(1), default, default, null, []));
        market.Refused("calendar.no-notice", new FileObjection(Year, market.Entity, "output"), market.Operator);
    }

    private static LawMarket Determined()
    {
        var market = new LawMarket { Date = Notice };
        return market.Determined(50_000, 40_000);
    }
}
