namespace Chutan.Market.Quantification;

/// <summary>Reads an expression: + − × ÷, parentheses, comparisons, and/or/not, case, and calls of the language's own
/// functions. What is wrong is noted with its column; nothing is guessed.</summary>
internal sealed class Parser
{
    private const int Deepest = 60;
    private const int LongestText = 4_000;
    private readonly ImmutableArray<Token> tokens;
    private readonly Place place;
    private readonly Faults faults;
    private int at;
    private int depth;
    private bool failed;

    private Parser(string text, Place place, Faults faults)
    {
        tokens = Lexer.Cut(text);
        this.place = place;
        this.faults = faults;
    }

    private Token Now => tokens[at];

    /// <summary>The expression, or null with the fault noted.</summary>
    public static Syntax? Read(string text, Place place, Faults faults)
    {
        if (text.Length is 0 or > LongestText)
        {
            faults.Add(QuantificationRefusals.Syntax, place, ("found", text.Length == 0 ? "''" : "…"),
                ("expected", $"1–{Text.Of(LongestText)} characters"));
            return null;
        }
        var parser = new Parser(text, place, faults);
        var syntax = parser.Or();
        if (!parser.failed && parser.Now.Kind != TokenKind.End) parser.Fail("an operator or the end");
        return parser.failed ? null : syntax;
    }

    /// <summary>Where a column of this text stands in its file.</summary>
    public static Place At(Place place, int column) => place with { Column = Math.Max(place.Column, 1) + column - 1 };

    private Syntax Or()
    {
        if (++depth > Deepest)
        {
            Fail("fewer parentheses inside one another");
            return Nothing();
        }
        var left = And();
        while (Word("or")) left = new BinarySyntax(Past().Column, Operator.Or, left, And());
        depth--;
        return left;
    }

    private Syntax And()
    {
        var left = Not();
        while (Word("and")) left = new BinarySyntax(Past().Column, Operator.And, left, Not());
        return left;
    }

    private Syntax Not()
    {
        if (!Word("not")) return Comparison();
        var column = Past().Column;
        if (++depth > Deepest)
        {
            Fail("fewer 'not' after one another");
            return Nothing();
        }
        var not = new NotSyntax(column, Not());
        depth--;
        return not;
    }

    private Syntax Comparison()
    {
        var left = Sum();
        return Comparing() is { } compare ? new BinarySyntax(Past().Column, compare, left, Sum()) : left;
    }

    private Operator? Comparing() => Now.Kind != TokenKind.Sign ? null : Now.Text switch
    {
        "<" => Operator.Less,
        "<=" => Operator.LessOrEqual,
        ">" => Operator.Greater,
        ">=" => Operator.GreaterOrEqual,
        "==" => Operator.Equal,
        "!=" => Operator.NotEqual,
        _ => null,
    };

    private Syntax Sum()
    {
        var left = Product();
        while (Sign("+") || Sign("-"))
        {
            var sign = Past();
            left = new BinarySyntax(sign.Column, sign.Text == "+" ? Operator.Add : Operator.Subtract, left, Product());
        }
        return left;
    }

    private Syntax Product()
    {
        var left = Unary();
        while (Sign("*") || Sign("/"))
        {
            var sign = Past();
            left = new BinarySyntax(sign.Column, sign.Text == "*" ? Operator.Multiply : Operator.Divide, left,
                Unary());
        }
        return left;
    }

    private Syntax Unary()
    {
        if (!Sign("-")) return Primary();
        var column = Past().Column;
        if (++depth > Deepest)
        {
            Fail("fewer signs after one another");
            return Nothing();
        }
        var negated = new NegateSyntax(column, Unary());
        depth--;
        return negated;
    }

    private Syntax Primary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number when Rational.TryParse(token.Text, out var value):
                at++;
                return WithUnit(new NumberSyntax(token.Column, value, Dimension.None));
            case TokenKind.Code:
                at++;
                return new CodeSyntax(token.Column, token.Text);
            case TokenKind.Name when token.Text is not ("and" or "or" or "not" or "else"):
                at++;
                if (!Sign("(")) return new NameSyntax(token.Column, token.Text);
                return token.Text == "case" ? Case(token.Column) : Call(token);
            case TokenKind.Sign when token.Text == "(":
                at++;
                var inside = Or();
                Expect(")");
                return WithUnit(inside);
            default:
                Fail("a number, a name or a parenthesis");
                return Nothing();
        }
    }

    /// <summary>A unit may follow a number, or a parenthesis of numbers only such as (44/12).</summary>
    private Syntax WithUnit(Syntax value)
    {
        if (Now.Kind != TokenKind.Unit) return value;
        if (Fold(value) is not { } number)
        {
            Fail("a unit only after a number");
            return value;
        }
        if (Unit.Find(Now.Text) is not { } unit)
        {
            if (!failed)
                faults.Add(QuantificationRefusals.UnknownUnit, At(place, Now.Column), ("unit", Now.Text));
            failed = true;
            return value;
        }
        at++;
        return new NumberSyntax(value.Column, number * unit.Scale, unit.Dimension);
    }

    private static Rational? Fold(Syntax syntax) => syntax switch
    {
        NumberSyntax { Dimension.IsNone: true } number => number.Value,
        NegateSyntax negate when Fold(negate.Of) is { } of => -of,
        BinarySyntax binary when Fold(binary.Left) is { } left && Fold(binary.Right) is { } right =>
            binary.Operator switch
            {
                Operator.Add => left + right,
                Operator.Subtract => left - right,
                Operator.Multiply => left * right,
                Operator.Divide when !right.IsZero => left / right,
                _ => null,
            },
        _ => null,
    };

    private CaseSyntax Case(int column)
    {
        Expect("(");
        var branches = ImmutableArray.CreateBuilder<(Syntax, Syntax)>();
        Syntax? otherwise = null;
        while (!failed && otherwise is null)
        {
            if (Word("else"))
            {
                at++;
                Expect("=>");
                otherwise = Or();
            }
            else
            {
                var when = Or();
                Expect("=>");
                branches.Add((when, Or()));
                Expect(",", "',' and the next case; the last one is 'else => …'");
            }
        }
        Expect(")");
        return new CaseSyntax(column, branches.ToImmutable(), otherwise ?? Nothing());
    }

    private CallSyntax Call(Token name)
    {
        Expect("(");
        var arguments = ImmutableArray.CreateBuilder<Syntax>();
        if (!Sign(")"))
        {
            arguments.Add(Or());
            while (!failed && Sign(","))
            {
                at++;
                arguments.Add(Or());
            }
        }
        Expect(")");
        return new CallSyntax(name.Column, name.Text, arguments.ToImmutable());
    }

    private bool Sign(string text) => !failed && Now.Kind == TokenKind.Sign && Now.Text == text;
    private bool Word(string text) => !failed && Now.Kind == TokenKind.Name && Now.Text == text;
    private Token Past() => tokens[at++];

    private void Expect(string sign, string? saying = null)
    {
        if (Sign(sign)) at++;
        else Fail(saying ?? $"'{sign}'");
    }

    private void Fail(string expected)
    {
        if (failed) return;
        failed = true;
        faults.Add(QuantificationRefusals.Syntax, At(place, Now.Column),
            ("found", Now.Kind == TokenKind.End ? "end" : $"'{Now.Text}'"), ("expected", expected));
    }

    private NumberSyntax Nothing() => new(Now.Column, Rational.Zero, Dimension.None);
}
