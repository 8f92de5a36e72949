namespace Chutan.Market.Quantification;

/// <summary>Reads a methodology's document part by part, in the order in which later parts may use earlier ones:
/// constants, factors, inputs, tables, formulas; then what is asked of them.</summary>
internal sealed class MethodologyReader(DocumentNode document, Faults faults)
{
    private readonly NameTable names = new();

    public Methodology? Read()
    {
        var before = faults.Count;
        if (document.Fields.IsDefault)
        {
            faults.Add(QuantificationRefusals.BadDocument, document.Place, ("problem", "no fields"));
            return null;
        }
        var root = new FieldReader(document, faults);
        var head = ReadHead(root);
        names.Add(Calculating.Year, ValueType.Number(Dimension.None));
        names.Add(Calculating.Months, ValueType.Number(Dimension.None));
        var series = root.Each("series").Select(s => new SeriesReader(faults).Read(s)).ToImmutableArray();
        var constants = root.Each("constants").Select(ReadConstant).ToImmutableArray();
        var factors = root.Each("factors").Select(f => ReadFactor(f, series)).ToImmutableArray();
        var inputs = root.Each("inputs").Select(i => ReadInput(i, names)).ToImmutableArray();
        var tables = root.Each("tables").Select(ReadTable).ToImmutableArray();
        var lines = root.Each("formulas").Select(l => ReadLine(l, names)).ToImmutableArray();
        var checks = root.Each("checks").Select(c => ReadCheck(c, tables)).ToImmutableArray();
        var conditions = root.Each("conditions").Select(ReadCondition).ToImmutableArray();
        var results = root.Each("results").Select(r => ReadResult(r, lines)).ToImmutableArray();
        var fixtures = root.Each("fixtures").Select(f => new FixtureReader(lines, faults).Read(f)).ToImmutableArray();
        foreach (var known in new[] { "include", "tags" }) root.Node(known);
        root.RefuseOthers();
        if (results.IsEmpty)
            faults.Add(QuantificationRefusals.FieldMissing, document.Place, ("field", "results"));
        if (faults.Count > before) return null;
        return new Methodology(head, document.ToCanonical())
        {
            File = document.Place.File,
            Constants = constants,
            Factors = factors,
            Series = series,
            Inputs = inputs,
            Tables = tables,
            Lines = lines,
            Results = results,
            Checks = checks,
            Conditions = conditions,
            Fixtures = fixtures,
        };
    }

    private MethodologyHead ReadHead(FieldReader root)
    {
        var (from, through) = (root.Whole("from-year"), root.Whole("through-year"));
        return new MethodologyHead(root.Required("id"), root.Required("version"), root.Required("zh"),
            root.Required("en"), root.Required("sector"), root.Required("issuer"), root.Required("source"),
            ReadStanding(root, faults) ?? Standing.Assumed, from, through, root.Optional("note-zh"),
            root.Optional("note-en"));
    }

    public static Standing? ReadStanding(FieldReader from, Faults faults)
    {
        var text = from.Optional("standing");
        if (text.Length == 0) return null;
        if (Kinds.OneOf<Standing>().TryParse(text, out var standing)) return standing;
        faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("standing"), ("field", "standing"),
            ("expected", Kinds.OneOf<Standing>().Expected));
        return null;
    }

    private Constant ReadConstant(FieldReader from)
    {
        var (name, unit) = (NewName(from, names), from.Unit("unit"));
        var value = from.Number("value");
        if (value is null && !from.Has("value"))
            faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "value"));
        names.Add(name, ValueType.Number(unit.Dimension));
        var constant = new Constant(name, from.Required("zh"), from.Required("en"), unit,
            (value ?? Rational.Zero) * unit.Scale, from.Optional("value"), from.Optional("source"));
        from.RefuseOthers();
        return constant;
    }

    private FactorSlot ReadFactor(FieldReader from, ImmutableArray<FactorSeries> series)
    {
        var name = NewName(from, names);
        var slot = new FactorSlot(name, from.Required("zh"), from.Required("en"), from.Required("series"),
            from.Optional("item"), from.Required("region"), from.Whole("data-year"), from.Optional("source"),
            from.Place);
        from.RefuseOthers();
        if (series.FirstOrDefault(s => s.Id == slot.Series) is not { } found)
        {
            faults.Add(QuantificationRefusals.UnknownSeries, from.PlaceOf("series"), ("series", slot.Series));
            return slot;
        }
        if (slot.Item.Length == 0 && found.Values.Any(v => v.Item.Length > 0)) names.AddKeyed(slot, found);
        else names.Add(name, ValueType.Number(found.Unit.Dimension));
        return slot;
    }

    private InputDefinition ReadInput(FieldReader from, NameTable into)
    {
        var name = NewName(from, into);
        var options = from.Each("options").Select(ReadOption).ToImmutableArray();
        var unit = options.Length > 0 ? Unit.One : from.Unit("unit");
        var missing = from.Optional("missing");
        var input = new InputDefinition(name, from.Required("zh"), from.Required("en"), unit, options,
            from.Number("min") * unit.Scale, from.Number("max") * unit.Scale, YesNo(from, "optional"), missing,
            from.Texts("evidence"), from.Whole("digits"), from.Place);
        if (missing.Length > 0)
            input = input with { Missing = Number(from, "missing", into, name, unit) };
        from.RefuseOthers();
        Typing.AddInput(into, input);
        return input;
    }

    private static ChoiceOption ReadOption(FieldReader from)
    {
        var option = new ChoiceOption(from.Required("code"), from.Required("zh"), from.Required("en"));
        from.RefuseOthers();
        return option;
    }

    private TableDefinition ReadTable(FieldReader from)
    {
        var name = NewName(from, names);
        var cover = from.Optional("months") switch
        {
            "" or "none" => RowCover.Free,
            "each" => RowCover.EachMonth,
            "every" => RowCover.EveryMonth,
            _ => BadCover(from),
        };
        var row = new NameTable(names);
        var bare = new TableDefinition(name, from.Required("zh"), from.Required("en"), cover,
            YesNo(from, "optional"), [], [], from.Place);
        Typing.AddMonth(row, bare);
        var columns = from.Each("columns").Select(c => ReadInput(c, row)).ToImmutableArray();
        var lines = from.Each("lines").Select(l => ReadLine(l, row)).ToImmutableArray();
        from.RefuseOthers();
        if (columns.IsEmpty) faults.Add(QuantificationRefusals.FieldMissing, from.Place, ("field", "columns"));
        var table = bare with { Columns = columns, Lines = lines };
        names.Add(table);
        return table;
    }

    private RowCover BadCover(FieldReader from)
    {
        faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("months"), ("field", "months"),
            ("expected", "each, every or none"));
        return RowCover.Free;
    }

    private Line ReadLine(FieldReader from, NameTable into)
    {
        var (name, unit) = (NewName(from, into), from.Unit("unit"));
        var syntax = Number(from, "expr", into, name, unit);
        var line = new Line(name, from.Required("zh"), from.Required("en"), unit, from.Required("expr"),
            from.Has("digits") || from.Has("rule") ? ReadRounding(from) : null, from.Optional("source"), from.Place)
        {
            Syntax = syntax ?? new NumberSyntax(1, Rational.Zero, Dimension.None),
        };
        from.RefuseOthers();
        into.Add(name, ValueType.Number(unit.Dimension));
        return line;
    }

    private DeclaredRounding ReadRounding(FieldReader from)
    {
        var digits = from.Whole("digits");
        if (digits is null or < -9 or > 18)
            faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("digits"), ("field", "digits"),
                ("expected", "-9 – 18"));
        var mode = from.Optional("rule") switch
        {
            "" or "half-up" => RoundingMode.HalfUp,
            "half-even" => RoundingMode.HalfEven,
            "floor" => RoundingMode.Floor,
            "ceiling" => RoundingMode.Ceiling,
            _ => (RoundingMode?)null,
        };
        if (mode is null)
            faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("rule"), ("field", "rule"),
                ("expected", "half-up, half-even, floor, ceiling"));
        return new DeclaredRounding(digits ?? 0, mode ?? RoundingMode.HalfUp);
    }

    private CheckDefinition ReadCheck(FieldReader from, ImmutableArray<TableDefinition> tables)
    {
        var table = from.Optional("table");
        var scope = names;
        if (table.Length > 0)
        {
            if (tables.FirstOrDefault(t => t.Name == table) is { } found) scope = Typing.RowNames(names, found);
            else faults.Add(QuantificationRefusals.UnknownName, from.PlaceOf("table"), ("name", table));
        }
        var severity = CheckSeverity.Warn;
        if (!Kinds.OneOf<CheckSeverity>().TryParse(from.Required("severity"), out severity))
            faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf("severity"), ("field", "severity"),
                ("expected", Kinds.OneOf<CheckSeverity>().Expected));
        var check = new CheckDefinition(from.Required("id"), from.Required("zh"), from.Required("en"),
            from.Required("expr"), severity, table, from.Texts("fields"), from.Place);
        check = check with { Syntax = Asked(from, scope) ?? check.Syntax };
        from.RefuseOthers();
        return check;
    }

    private Condition ReadCondition(FieldReader from)
    {
        var condition = new Condition(from.Required("id"), from.Required("zh"), from.Required("en"),
            from.Required("expr"), from.Optional("source"), from.Place);
        condition = condition with { Syntax = Asked(from, names) ?? condition.Syntax };
        from.RefuseOthers();
        return condition;
    }

    private ResultDefinition ReadResult(FieldReader from, ImmutableArray<Line> lines)
    {
        var result = new ResultDefinition(from.Required("name"), ReadRounding(from));
        if (lines.All(l => l.Name != result.Name))
            faults.Add(QuantificationRefusals.UnknownName, from.PlaceOf("name"), ("name", result.Name));
        from.RefuseOthers();
        return result;
    }

    private Syntax? Asked(FieldReader from, NameTable scope)
    {
        if (from.Optional("expr") is not { Length: > 0 } text) return null;
        var place = from.PlaceOf("expr");
        if (Parser.Read(text, place, faults) is not { } syntax) return null;
        return new Typing(scope, place, faults).Condition(syntax) is null ? null : syntax;
    }

    /// <summary>A formula that gives a number of the declared unit's dimension.</summary>
    private Syntax? Number(FieldReader from, string field, NameTable scope, string name, Unit unit)
    {
        if (from.Optional(field) is not { Length: > 0 } text) return null;
        var place = from.PlaceOf(field);
        if (Parser.Read(text, place, faults) is not { } syntax) return null;
        if (new Typing(scope, place, faults).Number(syntax) is not { } type) return null;
        if (!type.IsBareZero && type.Dimension != unit.Dimension)
            faults.Add(QuantificationRefusals.ResultDimension, place, ("name", name), ("unit", unit.Symbol),
                ("declared", unit.Dimension.ToString()), ("found", type.Dimension.ToString()));
        return syntax;
    }

    private bool YesNo(FieldReader from, string field)
    {
        var text = from.Optional(field);
        if (text is not ("" or "yes" or "no" or "true" or "false"))
            faults.Add(QuantificationRefusals.FieldShape, from.PlaceOf(field), ("field", field),
                ("expected", "yes or no"));
        return text is "yes" or "true";
    }

    private string NewName(FieldReader from, NameTable into)
    {
        var name = from.Required("name");
        if (name.Length == 0) return name;
        if (!char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            || name is "and" or "or" or "not" or "else" or "case")
            faults.Add(QuantificationRefusals.BadName, from.PlaceOf("name"), ("name", name));
        else if (!into.Takes(name))
            faults.Add(QuantificationRefusals.NameTaken, from.PlaceOf("name"), ("name", name));
        return name;
    }
}
