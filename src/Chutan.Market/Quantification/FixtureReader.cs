namespace Chutan.Market.Quantification;

/// <summary>Reads a factor series with its dated values; what the series says holds for values that do not say it.
/// </summary>
internal sealed class SeriesReader(Faults faults)
{
    public FactorSeries Read(FieldReader from)
    {
        var unit = from.Unit("unit");
        var common = new Common(from.Optional("region"), from.Optional("source"), from.Optional("cite"),
            MethodologyReader.ReadStanding(from, faults), from.Whole("year"));
        var series = new FactorSeries(from.Required("id"), from.Required("zh"), from.Required("en"), unit,
            [.. from.Each("values").Select(v => ReadValue(v, unit, common))], from.Place);
        from.RefuseOthers();
        return series;
    }

    private FactorValue ReadValue(FieldReader from, Unit unit, Common common)
    {
        var year = from.Whole("year") ?? common.Year;
        var standing = MethodologyReader.ReadStanding(from, faults) ?? common.Standing;
        var number = from.Number("value");
        var (region, source) = (Or("region", common.Region), Or("source", common.Source));
        foreach (var (field, absent) in new[]
            {
                ("year", year is null), ("standing", standing is null), ("value", !from.Has("value")),
                ("region", region.Length == 0), ("source", source.Length == 0),
            })
            if (absent) faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", field));
        var value = new FactorValue(from.Optional("item"), region, year ?? 0, from.Whole("from") ?? year ?? 0,
            from.Whole("through"), (number ?? Rational.Zero) * unit.Scale, from.Optional("value"), source,
            Or("cite", common.Cite), standing ?? Standing.Assumed, from.Optional("note"));
        from.RefuseOthers();
        return value;

        string Or(string field, string otherwise) => from.Optional(field) is { Length: > 0 } own ? own : otherwise;
    }

    private sealed record Common(string Region, string Source, string Cite, Standing? Standing, int? Year);
}

/// <summary>Reads fixtures: figures as a person writes them (<c>5600</c> or <c>5.6 GWh</c>), rows, and what must come
/// out.</summary>
internal sealed class FixtureReader(ImmutableArray<Line> lines, Faults faults)
{
    private const int FirstMonth = 1;
    private const int LastMonth = 12;

    public Fixture Read(FieldReader from)
    {
        var name = from.Required("name");
        var year = from.Whole("year");
        if (year is null) faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "year"));
        from.Optional("note");
        var data = new InputData(year ?? 0, from.Optional("region"), from.Whole("from-month") ?? FirstMonth,
            from.Whole("through-month") ?? LastMonth, Values(from.Node("inputs")), Tables(from.Node("rows")),
            Values(from.Node("factors")), from.Place);
        var within = from.Number("within") ?? Rational.Zero;
        var fixture = new Fixture(name, data, Expected(from.Node("expect"), within), from.Optional("refused"),
            from.Place) { Zh = from.Optional("zh") };
        if (fixture.Expected.IsEmpty && fixture.Refused.Length == 0)
            faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "expect"));
        from.RefuseOthers();
        return fixture;
    }

    private static ImmutableArray<GivenValue> Values(DocumentNode? node) =>
        node is null || node.Fields.IsDefault ? [] : [.. node.Fields.Select(f => Value(f.Name, f.Value))];

    private static GivenValue Value(string name, DocumentNode node)
    {
        var text = (node.Text ?? "").Trim();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new GivenValue(name, text, "", [], node.Place)
            : new GivenValue(name, text[..space], text[(space + 1)..].Trim(), [], node.Place);
    }

    private ImmutableArray<GivenTable> Tables(DocumentNode? node)
    {
        if (node is null || node.Fields.IsDefault) return [];
        var tables = ImmutableArray.CreateBuilder<GivenTable>();
        foreach (var (name, rows) in node.Fields)
        {
            if (rows.Items.IsDefault)
                faults.Add(QuantificationRefusals.FieldShape, rows.Place, ("field", name), ("expected", "list"));
            else tables.Add(new GivenTable(name, [.. rows.Items.SelectMany(Rows)], rows.Place));
        }
        return tables.ToImmutable();
    }

    /// <summary>A row for <c>month: 1-12</c> stands for twelve equal ones.</summary>
    private static IEnumerable<GivenRow> Rows(DocumentNode node)
    {
        var values = Values(node);
        var month = values.FirstOrDefault(v => v.Name == InputData.MonthColumn);
        if (month is null || !month.Text.Contains('-', StringComparison.Ordinal))
            return [new GivenRow(values, node.Place)];
        var ends = month.Text.Split('-');
        if (ends is not [var first, var last] || !int.TryParse(first, out var from) || !int.TryParse(last, out var to)
            || from < FirstMonth || to > LastMonth) return [new GivenRow(values, node.Place)];
        return Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(m =>
            new GivenRow(values.Replace(month, month with { Text = Text.Of(m) }), node.Place));
    }

    private ImmutableArray<Expectation> Expected(DocumentNode? node, Rational within)
    {
        if (node is null || node.Fields.IsDefault) return [];
        var expected = ImmutableArray.CreateBuilder<Expectation>();
        foreach (var (name, value) in node.Fields)
        {
            if (lines.All(l => l.Name != name))
                faults.Add(QuantificationRefusals.UnknownName, value.Place, ("name", name));
            if (Rational.TryParse(value.Text?.Trim(), out var number))
                expected.Add(new Expectation(name, number, within, value.Text!.Trim(), value.Place));
            else faults.Add(QuantificationRefusals.BadNumber, value.Place, ("text", value.Text ?? ""));
        }
        return expected.ToImmutable();
    }
}
