using System.Globalization;
using System.IO.Compression;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Tests;
using static Chutan.Engine.Tests.Quality.Pictures;

namespace Chutan.Engine.Tests.Quality;

public sealed class CheckTests
{
    private static readonly ImmutableArray<CheckCase> Cases = [.. CheckCases.All];

    /// <summary>Checks across reports: a market in which they fire, and one in which they do not.</summary>
    private static readonly ImmutableArray<(string Id, CheckedReport[] Fires, CheckedReport[] Holds)> Across =
        [("312", [.. Tested, .. Low], Tested), ("408", [.. Alike, Maker(13, 0.6m)], Alike)];

    /// <summary>Clients of one laboratory, and those of another whose carbon lies below.</summary>
    private static CheckedReport[] Tested =>
        [.. Enumerable.Range(1, 8).Select(n => Client(n, Accreditation, 1m + n % 4 / 500m))];
    private static CheckedReport[] Low => [.. Enumerable.Range(9, 4).Select(n => Client(n, "CMA-2", 0.93m))];

    /// <summary>Makers of the same with nearly the same intensity.</summary>
    private static CheckedReport[] Alike => [.. Enumerable.Range(1, 12).Select(n => Maker(n, 1m + n / 100m))];

    public static TheoryData<int, string> Numbered()
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < Cases.Length; i++) data.Add(i, $"{Cases[i].Id} {Cases[i].Severity}: {Cases[i].Says}");
        return data;
    }

    [Fact]
    public void The_catalogue_loads_without_a_fault() =>
        Assert.True(Judged.Library.Faults.IsEmpty, string.Join("\n", Judged.Library.Faults));

    [Fact]
    public void The_catalogue_holds_all_sixty_five_checks()
    {
        var numbers = Judged.Catalogue.Checks.Select(c => int.Parse(c.Number, CultureInfo.InvariantCulture)).Distinct()
            .Order();
        Assert.Equal(Enumerable.Range(101, 12).Concat(Enumerable.Range(201, 18)).Concat(Enumerable.Range(301, 13))
            .Concat(Enumerable.Range(401, 13)).Concat(Enumerable.Range(501, 9)), numbers);
    }

    [Fact]
    public void Every_check_and_every_severity_of_it_has_a_case()
    {
        var missing = Judged.Catalogue.Checks.Where(c => Across.All(a => a.Id != c.Id))
            .SelectMany(c => c.Levels.Select(l => (c.Id, l.Severity)).Distinct())
            .Where(x => !Cases.Any(k => k.Id == x.Id && k.Severity == x.Severity));
        Assert.Empty(missing);
    }

    [Fact]
    public void All_sixty_five_fire_where_they_should_and_are_silent_where_nothing_is_wrong()
    {
        string[] all = [.. Judged.Catalogue.Checks.Select(c => c.Number).Distinct()];
        Assert.Equal(65, all.Length);
        Assert.Equal(all, Numbers(Cases.Where(c => Fires(c.Id, Judged.Hits(c.Fires))).Select(c => c.Id),
            Across.Where(a => Fires(a.Id, Judged.Hits(a.Fires))).Select(a => a.Id)));
        Assert.Equal(all, Numbers(Cases.Where(c => !Fires(c.Id, Judged.Hits(c.Holds))).Select(c => c.Id),
            Across.Where(a => !Fires(a.Id, Judged.Hits(a.Holds))).Select(a => a.Id)));

        static bool Fires(string check, ImmutableArray<CheckHit> hits) => hits.Any(h => h.Check == check);
        static IEnumerable<string> Numbers(IEnumerable<string> alone, IEnumerable<string> across) =>
            alone.Concat(across).Select(id => id.Split('-')[0]).Distinct().Order(StringComparer.Ordinal);
    }

    [Theory, MemberData(nameof(Numbered))]
    public void A_check_fires_where_it_should_and_says_why(int number, string says)
    {
        var (id, severity, text, fires, _) = Cases[number];
        var hits = Judged.Hits(fires).Where(h => h.Check == id).ToList();
        Assert.True(hits.Count > 0, $"{says}: nothing fired");
        var check = Judged.Catalogue.Find(id)!;
        Assert.All(hits, h => Assert.Equal(check.Fields, h.Fields));
        var texts = hits.Where(h => h.Severity == severity).Select(h => h.TextOf(check)).ToList();
        Assert.True(texts.Any(t => t.En.Contains(text, StringComparison.Ordinal)),
            $"{says}: said {string.Join(" | ", hits.Select(h => $"{h.Severity} {h.TextOf(check).En}"))}");
        Assert.All(texts, t => Assert.DoesNotContain("{", t.Zh + t.En, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Numbered))]
    public void A_check_is_silent_where_nothing_is_wrong(int number, string says)
    {
        var (id, _, _, _, holds) = Cases[number];
        Assert.True(Judged.Hits(holds).All(h => h.Check != id), says);
    }

    [Fact]
    public void An_honest_report_has_no_hit() => Assert.Empty(Judged.Hits(Power()).Select(h =>
        $"{h.Check} {h.Month} {h.TextOf(Judged.Catalogue.Find(h.Check)!).En}"));

    [Fact]
    public void What_a_check_had_to_look_at_is_counted_and_silence_without_figures_is_none()
    {
        var station = Power() with { Verifications = [] };
        var reach = Judged.Judging().Reach(new CheckedMarket(Year, [station], station.Registers));
        Assert.Equal(Judged.Catalogue.Checks.Select(c => c.Id), reach.Select(r => r.Check));
        CheckReach Of(string check) => reach.Single(r => r.Check == check);
        Assert.Equal((12, 1), (Of("204").Things, Of("204").Entities));
        Assert.Equal((12, 1), (Of("208").Things, Of("208").Entities));
        Assert.Equal(12, Of("109").Things); // the months, and not the report beside them
        Assert.Equal(1, Of("109-report").Things);
        Assert.All(new[] { "213", "213-meal", "214", "216", "217", "218", "501", "506" }, c =>
            Assert.Equal((0, 0), (Of(c).Things, Of(c).Entities)));
    }

    [Fact]
    public void A_flag_that_rules_a_condition_out_is_not_an_answer()
    {
        var station = Power().WithAnnual(a => a with
        {
            Quantities = [new AnnualQuantity("FC", 10, 10, IsMean: false)],
        });
        var reach = Judged.Judging().Reach(new CheckedMarket(Year, [station], station.Registers));
        Assert.Equal((1, 0), (reach.Single(r => r.Check == "201").Things, reach.Single(r => r.Check == "202").Things));
    }

    [Fact]
    public void Several_units_state_a_heat_ratio_that_is_weighted_by_the_heat_each_made()
    {
        CheckedReport With(string first, string second) => Power().With(3, c => c with
        {
            Rows =
            [
                .. c.Set("output", "Q_cr", "").Rows,
                Row("heat", ("medium", "steam"), ("M", "40000"), ("h", "2998.5")),
                Row("output", ("unit", "u2"), ("W_fd", "0"), ("Q_cr", "2000000"), ("a_stated", first)),
                Row("output", ("unit", "u3"), ("W_fd", "0"), ("Q_cr", "331808"), ("a_stated", second)),
            ],
        });
        Assert.Contains(Judged.Hits(With("0.03", "0.1")), h => h is { Check: "211", Month: 3 });
        Assert.DoesNotContain(Judged.Hits(With("0.03", "0.1707")), h => h.Check == "211");
    }

    [Fact]
    public void The_butts_of_a_smelter_are_taken_off_and_not_guessed()
    {
        CheckedReport Smelter(params (string, string)[] more) => Of("aluminium", "cn-aluminium",
            Row("", [("P_Al", "1000"), ("M_anode", "485"), .. more]));
        var judging = Judged.Judging();
        bool Asks(CheckedReport report) => judging.Of(report, CheckStage.Year).Any(h => h.Check == "214");
        Assert.False(Asks(Smelter(("L_butt", "15.2"))));
        Assert.True(Asks(Smelter(("L_butt", "1"))));
        Assert.False(Asks(Smelter()));
    }

    [Fact]
    public void A_share_given_as_a_single_figure_is_looked_at_in_its_own_unit()
    {
        var potter = Of("ceramics", "cn-ceramics-ndrc", Row("", ("M_clay", "1000"), ("CaCO3", "210")));
        Assert.Contains(Judged.Hits(potter), h => h.Check == "108");
    }

    [Fact]
    public void A_month_alone_is_judged_as_among_the_others()
    {
        foreach (var spoilt in Cases.Select(c => c.Fires).Where(r => r.Months.Length == 12))
        {
            var whole = Judged.Judging().Of(spoilt, CheckStage.Month).Where(h => h.Month > 0)
                .Select(h => (h.Check, h.Month, h.Subject)).Order();
            var single = Enumerable.Range(1, 12).SelectMany(m => Judged.Judging().Of(spoilt, CheckStage.Month, m))
                .Select(h => (h.Check, h.Month, h.Subject)).Order();
            Assert.Equal(whole, single);
        }
    }

    [Fact]
    public void Example_310_passes_with_0_56_percent()
    {
        var report = Power().With(3, c => c.Lab(l => l with
        {
            Ncv = 19.850m, Carbon = 51.80m, Hydrogen = 3.20m, Oxygen = 7.60m, Sulphur = 0.70m, TotalMoisture = 14.60m,
        }));
        Assert.DoesNotContain(Judged.Hits(report), h => h.Check == "310");
        var line = Judged.Catalogue.Find("310")!.Lines;
        Assert.Equal(["computed", "difference"], line.Select(l => l.Name));
        // Just beyond the limit the text shows the same computed value.
        var beyond = report.With(3, c => c.Lab(l => l with { Ncv = 19.7391m * 1.0401m }));
        Assert.Contains("19.7391", Judged.Hits(beyond).Single(h => h.Check == "310").Figures
            .Single(f => f.Name == "computed").Value, StringComparison.Ordinal);
        Assert.Equal(0.56m, decimal.Round((19.850m - 19.7391m) / 19.7391m * 100, 2));
    }

    [Theory]
    [InlineData(4.5, false)]
    [InlineData(4.6, true)]
    public void Example_111_eight_parts_may_differ_by_four_and_a_half(double apart, bool fires)
    {
        var parts = Enumerable.Range(1, 8).Select(n => new AnnualPart($"part {n}", 1000 + n, 1)).ToImmutableArray();
        var report = Power().WithAnnual(a => a with
        {
            Parts = parts,
            Total = parts.Sum(p => p.Emissions) + (decimal)apart,
        });
        Assert.Equal(fires, Judged.Hits(report).Any(h => h.Check == "111"));
    }

    [Fact]
    public void A_laboratory_below_its_peers_or_beyond_its_capacity_is_noticed()
    {
        Assert.DoesNotContain(Judged.Hits(Tested), h => h.Check == "312");
        var hits = Judged.Hits([.. Tested, .. Low]).Where(h => h.Check == "312").ToList();
        Assert.Equal([9L, 10, 11, 12], hits.Select(h => h.Participant.Number).Distinct().Order());
        var busy = Enumerable.Range(1, 70).Select(n => Client(n, Accreditation, 1m + n % 7 / 500m)).ToArray();
        Assert.Contains(Judged.Hits(busy), h => h.Check == "312" && h.Words.Any(w => w.Name == "date"));
    }

    [Fact]
    public void An_intensity_far_from_its_peers_is_noticed()
    {
        Assert.DoesNotContain(Judged.Hits(Alike), h => h.Check == "408");
        var hit = Assert.Single(Judged.Hits([.. Alike, Maker(13, 0.6m)]), h => h.Check == "408");
        Assert.Equal(13, hit.Participant.Number);
    }

    [Fact]
    public void Who_makes_several_products_is_held_only_against_those_who_make_the_same()
    {
        CheckedReport Maker(int n, params string[] products) => Client(n, Accreditation, 1m).WithAnnual(a => a with
        {
            Total = 300_000 + n * 1_000,
            Outputs = [.. products.Select(p => new ProductOutput(p, 600_000m / products.Length, "t"))],
        });
        var market = Enumerable.Range(1, 12).Select(n => Maker(n, "clinker"))
            .Concat(Enumerable.Range(13, 10).Select(n => Maker(n, "clinker", "lime"))).ToArray();
        Assert.DoesNotContain(Judged.Hits(market), h => h.Check == "408");
        Assert.Equal([12, 10], PeerComparison.Groups(market).Select(g => g.Peers.Length));
        Assert.Equal(301_000 / 600_000m, PeerComparison.Groups(market)[0].Peers[0].Intensity);
    }

    [Fact]
    public void A_value_copied_into_half_the_year_is_asked_about_however_much_the_others_scatter()
    {
        var copied = Enumerable.Range(1, 6).Aggregate(Power(), (r, month) =>
            r.With(month, c => c.Set("fuel", "NCV", "19.853")));
        Assert.Contains(Judged.Hits(copied), h => h.Check == "405");
    }

    /// <summary>
    /// Goal: the year-on-year check asks about few honest installations once it has its floor.
    /// Method: verified emissions of the UK ETS, pairs of consecutive years with a positive first value.
    /// </summary>
    [Theory]
    [InlineData(0.30, 5_000, 0.149)]
    [InlineData(0.50, 5_000, 0.097)]
    [InlineData(0.50, 0, 0.198)]
    public void The_year_on_year_alarm_is_calibrated_on_the_uk_registry(double share, int floor, double rate)
    {
        var pairs = UkPairs();
        var hits = pairs.Count(p => Math.Abs(p.Now - p.Before) > (decimal)share * p.Before
            && Math.Abs(p.Now - p.Before) >= floor);
        var found = hits / (decimal)pairs.Count;
        Assert.True(Math.Abs(found - (decimal)rate) < 0.01m, $"{hits} of {pairs.Count} = {found:P2}");
    }

    [Fact]
    public void The_shipped_check_401_hits_the_uk_registry_as_the_formula_does()
    {
        var pairs = UkPairs();
        var judging = Judged.Judging();
        var hits = pairs.Count(p => judging.Of(new CheckedReport(Station, Year)
        {
            Annual = Annual(p.Now),
            Before = Annual(p.Before),
        }, CheckStage.Year).Any(h => h.Check == "401"));
        Assert.Equal(pairs.Count(p => Math.Abs(p.Now - p.Before) > 0.30m * p.Before
            && Math.Abs(p.Now - p.Before) >= 5_000), hits);
    }

    private static AnnualPicture Annual(decimal total) =>
        new(Year, total, 0, [], [], [], null, null, null, null);

    private static CheckedReport Maker(int number, decimal times) =>
        Client(number, Accreditation, 1m).WithAnnual(a => a with { Total = decimal.Round(a.Total * times, 0) });

    private static CheckedReport Client(int number, string accreditation, decimal times)
    {
        var id = new ParticipantId(number);
        return Power().WithAll(m => m.Content.Lab(l => l with { Accreditation = accreditation })
            .Set("fuel", "C_ar", decimal.Round(Number(m.Content.Rows[0], "C_ar") * times, 5)
                .ToString(CultureInfo.InvariantCulture))) with { Participant = id };
    }

    /// <summary>Consecutive verified years of UK installations, aircraft operators left out, from the public report.
    /// </summary>
    private static List<(decimal Before, decimal Now)> UkPairs()
    {
        using var file = File.OpenRead(Repository.At("tests", "data", "uk-ets", "compliance_2021_2024.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n').Skip(1).Select(l => l.Split(','))
            .Where(c => c.Length > 9 && c[1] == "OPERATOR_HOLDING_ACCOUNT");
        return [.. rows.SelectMany(c => Enumerable.Range(6, 3).Select(i => (Before: Tonnes(c[i]), Now: Tonnes(
            c[i + 1]))))
            .Where(p => p is { Before: > 0, Now: not null }).Select(p => (p.Before!.Value, p.Now!.Value))];

        static decimal? Tonnes(string text) => decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture,
            out var value) ? value : null;
    }
}
