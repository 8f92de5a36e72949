namespace Chutan.Market.Quantification;

/// <summary>A number a methodology fixes itself, such as 44/12 tCO2/tC.</summary>
/// <param name="Value">In base units.</param>
/// <param name="Written">As the file has it.</param>
public sealed record Constant(
    string Name, string Zh, string En, Unit Unit, Rational Value, string Written, string Source);

/// <summary>A declared rounding: decimals of the declared unit, and the rule.</summary>
public readonly record struct DeclaredRounding(int Digits, RoundingMode Mode);

/// <summary>One of the codes a choice may take.</summary>
public sealed record ChoiceOption(string Code, string Zh, string En);

/// <summary>A figure somebody gives: a number with a unit and bounds, or one of a list of codes.</summary>
/// <param name="Least">In base units; null when open.</param>
/// <param name="IsOptional">It may be absent; formulas ask with <c>known(…)</c>.</param>
/// <param name="MissingText">The conservative value the method puts in its place; empty when it has none.</param>
/// <param name="Evidence">Kinds of evidence the method asks for.</param>
/// <param name="StoredDigits">Decimals kept when the figure is stored, rounded half up; null keeps all.</param>
public sealed record InputDefinition(
    string Name, string Zh, string En, Unit Unit, ImmutableArray<ChoiceOption> Options, Rational? Least, Rational? Most,
    bool IsOptional, string MissingText, ImmutableArray<string> Evidence, int? StoredDigits, Place Place)
{
    public bool IsChoice => Options.Length > 0;
    internal Syntax? Missing { get; init; }
}

/// <summary>Which months the rows of a table must cover.</summary>
public enum RowCover
{
    /// <summary>Any number of rows; months mean nothing.</summary>
    Free = 0,
    /// <summary>Exactly one row for every month of the period.</summary>
    EachMonth = 1,
    /// <summary>At least one row for every month of the period.</summary>
    EveryMonth = 2,
}

/// <summary>Rows of figures: what is given per row, and what is worked out per row.</summary>
/// <param name="IsOptional">An entity without this source leaves the whole table out.</param>
public sealed record TableDefinition(
    string Name, string Zh, string En, RowCover Cover, bool IsOptional, ImmutableArray<InputDefinition> Columns,
    ImmutableArray<Line> Lines, Place Place)
{
    public bool HasMonths => Cover != RowCover.Free;
    public InputDefinition? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);
}

/// <summary>A named formula with the unit it must have.</summary>
public sealed record Line(string Name, string Zh, string En, Unit Unit, string Formula, DeclaredRounding? Rounding,
    string Source, Place Place)
{
    internal Syntax Syntax { get; init; } = new NumberSyntax(1, Rational.Zero, Dimension.None);
}

/// <summary>What the methodology answers with; the first is the answer proper. Rounded once, here.</summary>
public sealed record ResultDefinition(string Name, DeclaredRounding Rounding);

public enum CheckSeverity
{
    /// <summary>Adds to the risk score only.</summary>
    Risk = 0,
    /// <summary>Needs an explanation.</summary>
    Warn = 1,
    /// <summary>The result may not be used while this fails.</summary>
    Block = 2,
}

/// <summary>A condition the figures should meet.</summary>
/// <param name="Table">The table whose every row is asked; empty when the figures as a whole are.</param>
public sealed record CheckDefinition(
    string Id, string Zh, string En, string Formula, CheckSeverity Severity, string Table,
    ImmutableArray<string> Fields, Place Place)
{
    internal Syntax Syntax { get; init; } = new NumberSyntax(1, Rational.Zero, Dimension.None);
}

/// <summary>适用条件: when the methodology may be used at all.</summary>
public sealed record Condition(string Id, string Zh, string En, string Formula, string Source, Place Place)
{
    internal Syntax Syntax { get; init; } = new NumberSyntax(1, Rational.Zero, Dimension.None);
}

/// <summary>What a fixture expects of a line.</summary>
public sealed record Expectation(string Name, Rational Value, Rational Within, string Written, Place Place);

/// <summary>算例: figures with the answers they must give; all must hold before a methodology may be published.</summary>
/// <param name="Refused">The fault it must end in; empty when it must be calculated.</param>
public sealed record Fixture(
    string Name, InputData Data, ImmutableArray<Expectation> Expected, string Refused, Place Place)
{
    /// <summary>The name in Chinese; empty when it has none of its own.</summary>
    public string Zh { get; init; } = "";
}
