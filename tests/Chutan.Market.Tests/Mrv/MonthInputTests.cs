using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class MonthInputTests
{
    [Fact]
    public void A_years_months_become_one_input_and_the_same_figures_in_another_order_give_the_same_trace()
    {
        var (one, other) = (TraceOf(c => c), TraceOf(c => c with { Rows = [.. c.Rows.Reverse()] }));
        Assert.Equal(one.TraceHash, other.TraceHash);
        // 3 × 1000 t × 0.6 tC/t × 44/12 + 3 × 100 MWh × 0.5703
        Assert.Equal("6771.09", one.Result("E").Value);
        Assert.Equal(one.TraceHash, TraceOf(c => c with
        {
            Rows = [c.Rows[0] with
            {
                Figures = [.. c.Rows[0].Figures.Select(f => f.Column switch
                {
                    "FC" => f with { Text = " 1000.0 ", Unit = "t" },
                    "kind" => f with { Text = "煤" },
                    _ => f,
                })],
            }, c.Rows[1]],
        }).TraceHash);
    }

    [Fact]
    public void A_facility_has_an_input_of_its_own_and_the_entity_adds_them_up()
    {
        var market = new MonthMarket();
        var second = Coal("500", report: Number(1)) with { Facility = "u2" };
        market.Accepted(Content() with { Rows = [.. Content().Rows, second] });
        Assert.Equal("1500", Tonnes(null));
        Assert.Equal("1000", Tonnes("u1"));
        Assert.Equal("500", Tonnes("u2"));

        string Tonnes(string? facility)
        {
            var faults = new Faults();
            var data = Input(market, 1, 1, facility, faults);
            Assert.False(faults.Any);
            return Assert.Single(data.Tables[0].Rows).Find("FC")!.Text;
        }
    }

    [Fact]
    public void A_figure_of_the_year_adds_up_when_it_is_a_quantity_and_must_agree_when_it_is_not()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 3, 10);
        foreach (var month in new[] { 1, 2 })
            market.Accepted(Content(month) with
            { Rows = [Coal(report: Number(month)), Single(Figure("W", "100", Ledger), Figure("share", "5", Ledger))] },
                month);
        var faults = new Faults();
        Assert.Equal("200", Input(market, 1, 2, null, faults).Values.First(v => v.Name == "W").Text);
        Assert.False(faults.Any);
        market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 3, 10);
        foreach (var month in new[] { 1, 2 })
            market.Accepted(Content(month) with
            {
                Rows = [Coal(report: Number(month)),
                    Single(Figure("W", "100", Ledger), Figure("share", Text.Of(month), Ledger))],
            }, month);
        Input(market, 1, 2, null, faults);
        Assert.Equal(MonthRefusals.FiguresDiffer, Assert.Single(faults.Sorted).Code);
    }

    [Theory]
    [InlineData(LabFault.NoAccreditation)]
    [InlineData(LabFault.IssuedLate)]
    [InlineData(LabFault.DateOrder)]
    [InlineData(LabFault.OtherMonth)]
    public void A_report_that_does_not_count_leaves_the_month_to_the_methods_value(LabFault fault)
    {
        var report = Report();
        report = fault switch
        {
            LabFault.NoAccreditation => report with { Accreditation = " " },
            LabFault.IssuedLate => report with { IssuedOn = new LocalDate(2022, 3, 13) },
            LabFault.DateOrder => report with { TestedOn = report.ReceivedOn.PlusDays(-1) },
            _ => report with { SampledThrough = new LocalDate(2022, 2, 1) },
        };
        var market = new MonthMarket();
        var record = market.Filed(Content() with { LabReports = [report], Rows = [Coal(carbon: "0.4"),
            Single(Figure("W", "100", Ledger))] });
        var one = Assert.Single(record.Substitutions);
        Assert.Equal(("C", "coal", "0.4", "R-1", fault),
            (one.Column, one.Choice, one.Measured, one.Report, one.Fault));
        // 1000 t × (0.5 − 0.4) tC/t × 44/12
        Assert.Equal(366.67m, one.EffectTonnes);
        Assert.Equal(366.67m, record.SubstitutedTonnes);
        var data = Input(market, 1, 1, null, new Faults());
        Assert.Null(data.Tables[0].Rows[0].Find("C"));
        market.Law.Reloaded();
    }

    [Fact]
    public void A_month_that_is_missing_between_others_is_named()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 4, 10);
        foreach (var month in new[] { 1, 3 }) market.Accepted(Content(month), month);
        var faults = new Faults();
        var method = market.Law.State.Quantification.Select("hubei-pilot", "power", 2022)!;
        Assert.Null(Calculating.Run(method, Input(market, 1, 3, null, faults), [], faults));
        var gap = Assert.Single(faults.Sorted, f => f.Code == QuantificationRefusals.MonthMissing);
        Assert.Contains(gap.Parameters, p => p is { Name: "months", Value: "2" });
    }

    [Fact]
    public void The_last_day_for_a_report_is_the_fortieth_after_the_month()
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 3, 20);
        Assert.Empty(market.Filed(Content() with
        { LabReports = [Report() with { IssuedOn = new LocalDate(2022, 3, 12) }] }).Substitutions);
    }

    [Fact]
    public void What_the_method_cannot_do_without_cannot_rest_on_a_report_that_does_not_count()
    {
        var market = new MonthMarket();
        var row = Coal() with { Figures = [Figure("kind", "coal"), Figure("FC", "1", "lab:R-1")] };
        market.Law.Refused("mrv.month-no-default", market.FileMonth(Content() with
        {
            Rows = [row, Single(Figure("W", "1", Ledger))],
            LabReports = [Report() with { Accreditation = "" }],
        }), market.Law.Operator);
    }

    [Fact]
    public void A_default_leaves_the_figure_to_the_method()
    {
        var market = new MonthMarket();
        market.Filed(Content() with
        {
            Rows = [Coal() with { Figures = [Figure("kind", "coal"), Figure("FC", "1", Ledger),
                new MonthFigure("C", "", "", Acquisition.Default, "no-measurement", [])] },
                Single(Figure("W", "1", Ledger))],
        });
        Assert.Null(Input(market, 1, 1, null, new Faults()).Tables[0].Rows[0].Find("C"));
    }

    private static Calculation TraceOf(Func<MonthContent, MonthContent> change)
    {
        var market = new MonthMarket();
        market.Law.Date = new LocalDate(2022, 4, 10);
        foreach (var month in new[] { 1, 2, 3 }) market.Accepted(change(Content(month)), month);
        var faults = new Faults();
        var method = market.Law.State.Quantification.Select("hubei-pilot", "power", 2022)!;
        var result = Calculating.Run(method, Input(market, 1, 3, null, faults), [], faults);
        Assert.False(faults.Any, string.Join('\n', faults.Sorted));
        return result!;
    }

    private static InputData Input(MonthMarket market, int from, int through, string? facility, Faults faults) =>
        MonthInput.Of(market.Law.State.Quantification.Select("hubei-pilot", "power", 2022)!, Year, from, through,
            market.Law.State.Mrv.Months.OfYear(market.Law.Entity, Year),
            facility is null ? null : of => of == facility, faults);
}
