using Chutan.Market.Rulebook;

namespace Chutan.Engine.Tests.Rulebooks;

public sealed class LoadingTests
{
    [Fact]
    public void A_right_folder_gives_a_rulebook()
    {
        using var folder = new RulebookFolder();
        var content = folder.Load().Require();
        Assert.Equal("test", content.Id);
        var value = Assert.Single(content.Values);
        Assert.Equal(new LocalDate(2014, 1, 1), value.From);
        Assert.Equal(new LocalDate(2023, 12, 31), value.Through);
        Assert.Equal("CY2014", value.FromLabel);
        Assert.Equal("order", value.Instrument);
        Assert.Equal(Standing.Confirmed, value.Standing);
        Assert.Equal(9, Assert.Single(content.Calendar).Days.Length);
    }

    [Fact]
    public void Month_precise_dates_reach_from_the_first_day_to_the_last()
    {
        using var folder = new RulebookFolder();
        folder.Order_with("from: CY2014", "from: 2015-04");
        Assert.Equal(new LocalDate(2015, 4, 1), folder.Load().Require().Values[0].From);
        folder.Order_with("through: CY2023", "through: 2024-02");
        Assert.Equal(new LocalDate(2024, 2, 29), folder.Load().Require().Values[0].Through);
    }

    [Fact]
    public void A_folder_without_rulebook_yaml_is_refused()
    {
        using var folder = new RulebookFolder();
        folder.Without("rulebook.yaml").Has_problems(("rulebook.yaml:1", "There is no rulebook.yaml"));
    }

    [Fact]
    public void Wrong_yaml_is_reported_with_its_line()
    {
        using var folder = new RulebookFolder();
        var load = folder.Order_with("    value: 0.10", "    value: }0.10").Load();
        var problem = Assert.Single(load.Problems, p => p.File == "order.yaml");
        Assert.Contains("Wrong YAML", problem.En, StringComparison.Ordinal);
        Assert.Equal(11, problem.Line);
    }

    [Fact]
    public void A_field_given_twice_is_wrong_yaml()
    {
        using var folder = new RulebookFolder();
        var load = folder.Order_with("    unit: share", "    unit: share\n    unit: share").Load();
        Assert.Contains(load.Problems, p => p.File == "order.yaml" && p.En.Contains("unit", StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_field_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.Order_with("    base: initial", "    bais: initial")
            .Has_problems(("order.yaml:13", "There is no field 'bais'"));
    }

    [Fact]
    public void An_unknown_key_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.Order_with("offset.limit.hubei", "offset.limit.hubay")
            .Has_problems(("order.yaml:10", "There is no key 'offset.limit.hubay'"),
                ("rulebook.yaml:7", "offset.limit.hubei has no value"));
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("0.123456789")]
    [InlineData("ten")]
    public void A_value_out_of_its_bounds_is_reported(string value)
    {
        using var folder = new RulebookFolder();
        folder.Order_with("value: 0.10", $"value: {value}")
            .Has_problems(("order.yaml:11",
                $"The value '{value}' of offset.limit.hubei is not valid: expected a share"));
    }

    [Fact]
    public void A_unit_mismatch_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.Order_with("unit: share", "unit: percent")
            .Has_problems(("order.yaml:12", "The unit of offset.limit.hubei must be 'share', not 'percent'"));
    }

    [Theory]
    [InlineData("2014-13-01")]
    [InlineData("CY14")]
    [InlineData("spring")]
    public void A_bad_date_is_reported(string date)
    {
        using var folder = new RulebookFolder();
        var load = folder.Order_with("from: CY2014", $"from: {date}").Load();
        Assert.Contains(load.Problems, p => p.ToString().StartsWith("order.yaml:14: ", StringComparison.Ordinal)
            && p.En.Contains($"The date '{date}' of 'from'", StringComparison.Ordinal));
    }

    [Fact]
    public void An_interval_that_ends_before_it_begins_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.Order_with("through: CY2023", "through: CY2013")
            .Has_problems(("order.yaml:15", "ends before it begins"));
    }

    [Theory]
    [InlineData("    standing: confirmed\n", "standing")]
    [InlineData("    source: text\n", "source")]
    [InlineData("    unit: share\n", "unit")]
    public void A_missing_field_is_reported(string line, string field)
    {
        using var folder = new RulebookFolder();
        var load = folder.Order_with(line, "").Load();
        Assert.Contains(load.Problems, p => p.ToString().StartsWith("order.yaml:10: ", StringComparison.Ordinal)
            && p.En == $"The field '{field}' is missing.");
    }

    [Fact]
    public void An_unknown_standing_is_reported()
    {
        using var folder = new RulebookFolder();
        var load = folder.Order_with("standing: confirmed", "standing: certain").Load();
        Assert.Contains(load.Problems, p => p.ToString().StartsWith("order.yaml:17: ", StringComparison.Ordinal)
            && p.En.Contains("There is no standing 'certain': expected one of: confirmed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_without_an_instrument_is_reported()
    {
        using var folder = new RulebookFolder();
        var load = folder.With("order.yaml", "values: []\n").Load();
        Assert.Contains(load.Problems, p => p.File == "order.yaml" && p.En == "The section 'instrument' is missing.");
    }

    [Fact]
    public void Overlapping_intervals_name_both_places()
    {
        using var folder = new RulebookFolder();
        folder.With("plan.yaml", RulebookFolder.Order.Replace("id: order", "id: plan", StringComparison.Ordinal)
                .Replace("from: CY2014", "from: CY2023", StringComparison.Ordinal)
                .Replace("through: CY2023", "through: CY2024", StringComparison.Ordinal))
            .Has_problems(("plan.yaml:10", "offset.limit.hubei from 2023-01-01 overlaps the value at order.yaml:10"));
    }

    [Fact]
    public void A_duplicate_value_names_both_places()
    {
        using var folder = new RulebookFolder();
        folder.With("plan.yaml", RulebookFolder.Order.Replace("id: order", "id: plan", StringComparison.Ordinal))
            .Has_problems(("plan.yaml:10", "is a duplicate: see also order.yaml:10"));
    }

    [Fact]
    public void An_instrument_described_twice_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.With("plan.yaml", RulebookFolder.Order.Replace("from: CY2014", "from: CY2024", StringComparison.Ordinal)
                .Replace("through: CY2023", "through: CY2025", StringComparison.Ordinal))
            .Has_problems(("plan.yaml:2", "An instrument 'order' already stands at order.yaml:2"));
    }

    [Fact]
    public void A_key_that_is_covered_but_has_no_value_is_reported()
    {
        using var folder = new RulebookFolder();
        var order = RulebookFolder.Order;
        folder.With("order.yaml", order[..order.IndexOf("values:", StringComparison.Ordinal)] + "values: []\n")
            .Has_problems(("rulebook.yaml:7", "The key offset.limit.hubei has no value"));
    }

    [Fact]
    public void A_day_that_two_notices_list_is_reported()
    {
        using var folder = new RulebookFolder();
        folder.With("calendar/2025.yaml", RulebookFolder.Year2024
                .Replace("year: 2024", "year: 2025", StringComparison.Ordinal)
                .Replace("[2024-10-01 .. 2024-10-07]", "[2024-10-07]", StringComparison.Ordinal)
                .Replace("[2024-09-29, 2024-10-12]", "[2024-10-13]", StringComparison.Ordinal))
            .Has_problems(("calendar/2025.yaml:7", "2024-10-07 is already listed in calendar/2024.yaml"));
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        using var folder = new RulebookFolder();
        folder.With("order.yaml", RulebookFolder.Order.Replace("unit: share", "unit: percent", StringComparison.Ordinal)
                .Replace("value: 0.10", "value: many", StringComparison.Ordinal)
                .Replace("    base: initial", "    bais: initial", StringComparison.Ordinal))
            .Has_problems(("order.yaml:11", "The value 'many'"), ("order.yaml:12", "The unit of"),
                ("order.yaml:13", "There is no field 'bais'"));
    }
}
