namespace Chutan.Market.Quantification;

/// <summary>An expression as parsed. Columns count from 1 within the expression's own text.</summary>
internal abstract record Syntax(int Column);

/// <summary>A number; its value is already in base units of its dimension.</summary>
internal sealed record NumberSyntax(int Column, Rational Value, Dimension Dimension) : Syntax(Column);

/// <summary>The code of a choice, in quotes.</summary>
internal sealed record CodeSyntax(int Column, string Code) : Syntax(Column);

internal sealed record NameSyntax(int Column, string Name) : Syntax(Column);
internal sealed record NegateSyntax(int Column, Syntax Of) : Syntax(Column);
internal sealed record NotSyntax(int Column, Syntax Of) : Syntax(Column);
internal sealed record BinarySyntax(int Column, Operator Operator, Syntax Left, Syntax Right) : Syntax(Column);

internal sealed record CaseSyntax(int Column, ImmutableArray<(Syntax When, Syntax Then)> Branches, Syntax Otherwise)
    : Syntax(Column);

internal sealed record CallSyntax(int Column, string Function, ImmutableArray<Syntax> Arguments) : Syntax(Column);

internal enum Operator
{
    Add, Subtract, Multiply, Divide, Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or,
}

internal static class Operators
{
    public static string Symbol(this Operator of) => of switch
    {
        Operator.Add => "+",
        Operator.Subtract => "-",
        Operator.Multiply => "*",
        Operator.Divide => "/",
        Operator.Less => "<",
        Operator.LessOrEqual => "<=",
        Operator.Greater => ">",
        Operator.GreaterOrEqual => ">=",
        Operator.Equal => "==",
        Operator.NotEqual => "!=",
        Operator.And => "and",
        _ => "or",
    };

    public static bool Compares(this Operator of) => of is >= Operator.Less and <= Operator.NotEqual;
    public static bool Joins(this Operator of) => of is Operator.And or Operator.Or;
}
