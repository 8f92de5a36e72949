using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Market.Tests.Quantification;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

/// <summary>A plan that reports under several methodologies: power units, and a lime kiln of the same entity.</summary>
public sealed class ModuleTests
{
    /// <summary>A month of the units: 1,000 t at 0.6 tC/t and 100 MWh at 0.5703.</summary>
    private const decimal Units = 2200m + 57.03m;
    /// <summary>A month of the kiln: 300 t at 0.5 tC/t and 200 MWh.</summary>
    private const decimal Kiln = 550m + 114.06m;

    private static readonly PlanContent Both = AnnualMarket.Plan with
    {
        Facilities = [.. AnnualMarket.Plan.Facilities,
            new PlanFacility("k1", "石灰窑", "Lime kiln", "kiln", null, "", "")],
        Meters = [.. AnnualMarket.Plan.Meters,
            new PlanMeter("scale", "窑秤", "石灰窑", "0.5", new LocalDate(2021, 6, 30), 72, PowerOrigin.None),
            new PlanMeter("kiln-power", "窑用电表", "石灰窑", "0.5", new LocalDate(2021, 6, 30), 72, PowerOrigin.Grid),
            new PlanMeter("inner", "自用电表", "石灰窑", "0.5", new LocalDate(2021, 6, 30), 72, PowerOrigin.OwnPlant)],
        Parameters = [.. AnnualMarket.Plan.Parameters,
            Parameter("k1", "fuel", "coal", "FC", "scale") with { Facility = "k1" },
            Parameter("k2", "fuel", "coal", "C", "") with { Facility = "k1" },
            Parameter("k3", "", "", "W", "kiln-power") with { Facility = "k1" }],
        Modules = [new PlanModule("lime", ["k1"])],
    };

    [Fact]
    public void A_plan_of_two_methodologies_is_calculated_by_each_and_added_up_once()
    {
        var market = new Modules().Year();
        var report = market.Submitted();
        Assert.Equal(12 * (Units + Kiln), report.Result.EntityTonnes);
        Assert.Equal(Rounding.HalfUp(12 * (Units + Kiln)), report.Result.Compliance);
        Assert.Equal([("power", 12 * Units, true), ("lime", 12 * Kiln, true)],
            report.Result.Modules.Select(m => (m.Sector, m.EntityTonnes, m.Counts)));
        Assert.Equal(["test@1", "lime@1"], report.Result.Modules.Select(m => $"{m.Methodology}@{m.Version}"));
        foreach (var kind in new[] { PartKind.Source, PartKind.Facility, PartKind.Gas })
            Assert.Equal(report.Result.EntityTonnes, report.Result.Of(kind).Sum(p => p.Tonnes));
        Assert.Equal([("E_fuel", ""), ("E_el", ""), ("lime/E_fuel", "lime"), ("lime/E_el", "lime")],
            report.Result.Of(PartKind.Source).Select(p => (p.Code, p.Module)));
        Assert.Equal(12 * Kiln, report.Result.Of(PartKind.Facility).Where(p => p.Code == "k1").Sum(p => p.Tonnes));
        Assert.Equal(12 * 2200m, report.Result.Of(PartKind.Facility).Single(p => p.Code == "u1").Tonnes);
        Assert.Equal(report.Result.Compliance, Rounding.HalfUp(market.Law.State.Mrv.Find(Year, market.Law.Entity)!
            .Lines.Sum(l => l.Emissions)));
        var kept = market.Law.Reloaded().State.Mrv.Annuals.Newest(market.Law.Entity, Year)!;
        Assert.Equal(report.Result.Modules.AsEnumerable(), kept.Result.Modules);
        Assert.Equal(report.Result.Parts.AsEnumerable(), kept.Result.Parts);
        Assert.Equal(Both.Modules[0].Facilities.AsEnumerable(),
            market.Law.State.Mrv.Plans.Find(market.Law.Entity, 1)!.Content.Modules[0].Facilities);
    }

    [Fact]
    public void Each_module_is_found_again_to_its_own_trace_and_the_months_add_up()
    {
        var market = new Modules().Year();
        var report = market.Prepared();
        var basis = AnnualCalculation.BasisOf(report, market.Law.State.Mrv, market.Law.State.Quantification)!;
        foreach (var (module, result) in basis.Methods.All.Zip(report.Result.Modules))
        {
            var faults = new Faults();
            var again = Calculating.Run(module.Method, basis.Input(module, Year, report.Content, faults), [], faults)!;
            Assert.Equal((module.Sector, result.TraceHash), (result.Sector, again.TraceHash));
        }
        Assert.Equal(report.Result.EntityTonnes, AnnualCalculation.ByMonth(Year, basis).Sum(m => m.Tonnes));
        Assert.DoesNotContain(report.Result.TraceHash, report.Result.Modules.Select(m => m.TraceHash));
    }

    [Fact]
    public void What_counts_by_facility_is_the_sum_of_the_facilities_of_all_modules()
    {
        var result = new Modules(("mrv.report.level", "process")).Year().Prepared().Result;
        Assert.Equal((12 * (2200m + Kiln), Rounding.HalfUp(12 * (2200m + Kiln))),
            (result.ProcessTonnes, result.Compliance));
        Assert.Equal([12 * 2200m, 12 * Kiln], result.Modules.Select(m => m.ProcessTonnes));
    }

    [Fact]
    public void Under_a_rule_that_leaves_them_out_further_modules_are_reported_and_do_not_count()
    {
        var market = new Modules(("mrv.report.modules", "no")).Year();
        var report = market.Submitted();
        Assert.Equal((12 * (Units + Kiln), Rounding.HalfUp(12 * Units)),
            (report.Result.EntityTonnes, report.Result.Compliance));
        Assert.Equal([true, false], report.Result.Modules.Select(m => m.Counts));
        Assert.Equal(12 * Units, market.Law.State.Mrv.Find(Year, market.Law.Entity)!.Lines.Sum(l => l.Emissions));
    }

    [Fact]
    public void A_module_that_begins_in_the_year_is_calculated_from_its_first_rows_on()
    {
        var market = new Modules().Year(kilnFrom: 7);
        var result = market.Prepared().Result;
        Assert.Equal((12 * Units, 6 * Kiln), (result.Modules[0].EntityTonnes, result.Modules[1].EntityTonnes));
        Assert.Equal(12 * Units + 6 * Kiln, result.EntityTonnes);
    }

    [Fact]
    public void Figures_given_by_hand_products_and_lines_name_their_module()
    {
        var market = new Modules().Year();
        var content = AnnualMarket.Content with
        {
            ManualFigures = [new ManualFigure("lime/W", "600", "", "电表更换，按结算单", [Ledger])],
            Products = [new ReportedProduct("lime", "lime/E_fuel", null, "", "")],
        };
        var result = market.Prepared(content).Result;
        Assert.Equal((12 * Units, 12 * 550m + 600 * 0.5703m),
            (result.Modules[0].EntityTonnes, result.Modules[1].EntityTonnes));
        Assert.Equal(12 * 550m, result.Activity.Of("lime"));
        market.Law.Refused("report.bad-product", market.Prepare(content with
        { Products = [new ReportedProduct("lime", "lime/none", null, "", "")] }), market.Law.Operator);
        market.Law.Refused("quantification.input-unknown", market.Prepare(content with
        { ManualFigures = [content.ManualFigures[0] with { Column = "lime/none" }] }), market.Law.Operator);
    }

    [Fact]
    public void A_report_of_the_laboratory_that_does_not_count_adds_to_its_own_module()
    {
        var market = new Modules();
        market.File(Both);
        market.Law.Date = new LocalDate(2022, 2, 10);
        var content = Modules.Month(1, kiln: true);
        var late = content with { LabReports = [Report(), Report() with { Number = "K-1", Accreditation = "" }] };
        var rows = late.Rows.Select(r => r.Facility == "k1" && r.Table.Length > 0
            ? r with
            { Figures = [Figure("kind", "coal"), Figure("FC", "300", Ledger), Figure("C", "0.4", "lab:K-1")] } : r);
        var record = market.Months.Filed(late with { Rows = [.. rows] });
        var only = Assert.Single(record.Substitutions);
        Assert.Equal(("k1", "C", LabFault.NoAccreditation, (decimal?)110), (only.Facility, only.Column, only.Fault,
            only.EffectTonnes));
    }

    [Fact]
    public void Rows_are_held_against_the_method_of_their_facility()
    {
        var market = new Modules();
        market.File(Both);
        market.Law.Date = new LocalDate(2022, 2, 10);
        var month = Modules.Month(1, kiln: true);
        market.Law.Refused("mrv.month-not-in-plan", market.Months.FileMonth(month with
        { Rows = [.. month.Rows, new MonthRow("", "k1", [Figure("note", "3", Ledger)])] }), market.Law.Operator);
        var record = market.Months.Filed(month with { Rows = [.. month.Rows.Reverse()] });
        Assert.Equal(["", "u1", "k1", "k1"], record.Content.Rows.Select(r => r.Facility));
        var methods = PlanMethods.Of(Both, Year.Year, market.Law.State.Quantification)!;
        Assert.Equal(Rational.Of(Units + Kiln), methods.OfMonth(Year, 1, record.Content.Rows));
    }

    [Fact]
    public void Checks_that_go_by_one_process_look_at_its_rows_only()
    {
        var market = new Modules().Year();
        var picture = QualityPicture.Of(market.Law.Entity, Year, market.Law.State.Mrv, market.Law.State.Quantification);
        Assert.Equal(["power", "lime"], picture.Modules.Select(m => m.Sector));
        Assert.Equal(12 * 1300m, Burnt(picture));
        Assert.Equal([12 * 1000m, 12 * 300m], picture.Modules.Select(Burnt));
        Assert.Equal([6, 3], picture.Modules.Select(m => m.Plans[0].Content.Parameters.Length));

        static decimal Burnt(CheckedReport report) => report.Months.SelectMany(m => m.Content.Rows)
            .SelectMany(r => r.Figures).Where(f => f.Column == "FC")
            .Sum(f => decimal.Parse(f.Text, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_plan_whose_modules_do_not_fit_is_refused_naming_the_part()
    {
        var market = new Modules();
        Refused("mrv.plan-module-twice", Both with { Modules = [.. Both.Modules, new("lime", ["u2"])] });
        Refused("mrv.plan-module-twice", Both with { Modules = [new("power", ["u2"])] });
        Refused("mrv.plan-module-empty", Both with { Modules = [new("lime", [])] });
        Refused("mrv.plan-module-facility", Both with { Modules = [new("lime", ["k1", "k9"])] });
        Refused("mrv.plan-module-facility", Both with { Modules = [new("lime", ["k1", "k1"])] });
        Refused("mrv.plan-module-takes-all", Both with { Modules = [new("lime", ["k1", "u1", "u2"])] });
        Refused("mrv.plan-no-method", Both with { Modules = [new("glass", ["k1"])] });
        Refused("mrv.plan-meter-in-two-modules", Metered("k1", "belt"));
        Refused("mrv.plan-own-power-as-bought", Metered("k3", "inner"));
        Refused("mrv.plan-figure-unplanned", Both with { Parameters = [.. Both.Parameters.Where(p => p.Id != "k3")] });
        Refused("mrv.plan-unknown-table", Both with
        { Parameters = [.. Both.Parameters.Select(p => p.Id == "k1" ? p with { Table = "gas" } : p)] });

        void Refused(string code, PlanContent content) =>
            market.Law.Refused(code, market.Months.FilePlan(content), market.Law.Operator);
        static PlanContent Metered(string parameter, string meter) => Both with
        { Parameters = [.. Both.Parameters.Select(p => p.Id == parameter ? p with { Meter = meter } : p)] };
    }

    [Fact]
    public void A_facility_stays_in_its_module_through_a_year()
    {
        var market = new Modules().Year(through: 6);
        market.Law.Date = new LocalDate(2022, 7, 5);
        market.File(Both with { Modules = [new PlanModule("lime", ["k1", "u2"])] }, new LocalDate(2022, 7, 1));
        market.Law.Date = new LocalDate(2023, 1, 31);
        for (var month = 7; month <= 12; month++) market.Months.Accepted(Modules.Month(month, kiln: true), month);
        market.Law.Refused("report.rules-change", market.Prepare(), market.Law.Operator);
    }

    /// <summary>A market with the units' method and the kiln's, and people to make and to sign a report.</summary>
    private sealed class Modules
    {
        public Modules(params (string Key, string Value)[] rules)
        {
            Months = new MonthMarket(false, [.. AnnualMarket.Defaults, ("mrv.report.modules", "yes"), .. rules]);
            var lime = Method.Content().Replace("\"id\": \"test\"", "\"id\": \"lime\"", StringComparison.Ordinal)
                .Replace("\"sector\": \"power\"", "\"sector\": \"lime\"", StringComparison.Ordinal)
                .Replace("$region", "CN", StringComparison.Ordinal);
            Law.Do(new PublishMethodology(lime, "tests"), Law.Authority);
            Law.Do(new SelectMethodology("hubei-pilot", "lime", 2020, 2024, "lime", "1", "tests"), Law.Authority);
            Law.Date = new LocalDate(2021, 12, 20);
        }

        public MonthMarket Months { get; }
        public LawMarket Law => Months.Law;

        public Modules Year(int through = 12, int kilnFrom = 1)
        {
            File(Both);
            Law.Date = new LocalDate(2023, 1, 31);
            for (var month = 1; month <= through; month++) Months.Accepted(Month(month, month >= kilnFrom), month);
            return this;
        }

        public void File(PlanContent content, LocalDate? from = null)
        {
            Law.Do(Months.FilePlan(content, from is null ? PlanChange.First : PlanChange.NewSources,
                from is null ? "" : "设施变化") with { From = from ?? January }, Law.Operator);
            Law.Do(new ApprovePlan(Law.Entity, Law.State.Mrv.Plans.Versions(Law.Entity).Length), Law.Authority);
        }

        public PrepareAnnualReport Prepare(AnnualContent? content = null) =>
            new(Law.Entity, MonthMarket.Year, content ?? AnnualMarket.Content);

        public AnnualReport Prepared(AnnualContent? content = null) =>
            Law.Do<AnnualReportPrepared>(Prepare(content), Law.Operator).Report;

        public AnnualReport Submitted()
        {
            var report = Prepared();
            Law.Do(new AppointRepresentative(Law.Entity, "second", Rights.All), Law.Authority);
            Law.Do(new SubmitAnnualReport(Law.Entity, MonthMarket.Year, report.Version, AnnualMarket.Signed),
                new Actor(Law.State.Participants.Users.Last().Id, Role.CoveredEntity));
            return Law.State.Mrv.Annuals.Newest(Law.Entity, MonthMarket.Year)!;
        }

        public static MonthContent Month(int month, bool kiln)
        {
            var units = Content(month);
            return !kiln ? units : units with
            {
                Rows = [.. units.Rows,
                    new MonthRow("fuel", "k1", [Figure("kind", "coal"), Figure("FC", "300", Ledger),
                        Figure("C", "0.5", Ledger)]),
                    new MonthRow("", "k1", [Figure("W", "200", Ledger)])],
            };
        }
    }
}
