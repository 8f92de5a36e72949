namespace Chutan.Market.Quantification;

/// <summary>Works out one expression, exactly. Null means a fault was noted: a factor that is not to be had, an
/// optional figure that is absent, or a division by zero. Without a run there are only the names of the row; rows,
/// factors and lookups then never pass the typing.</summary>
internal sealed class Evaluator(
    CalculationRun? run, string name, Place place, Dictionary<string, Value>? row, Faults faults)
{
    /// <summary>Bare figures to look names up in, where there is no row; null with a row.</summary>
    public IReadOnlyDictionary<string, Rational>? Figures { get; init; }

    public Rational? Number(Syntax syntax) => Of(syntax)?.Number;
    public bool? Condition(Syntax syntax) => Of(syntax)?.Holds;

    private Value? Of(Syntax syntax) => syntax switch
    {
        NumberSyntax number => Value.Of(number.Value),
        CodeSyntax code => Value.Of(code.Code),
        NameSyntax named => Named(named.Name),
        NegateSyntax negate => Number(negate.Of) is { } of ? Value.Of(-of) : null,
        NotSyntax not => Condition(not.Of) is { } of ? Value.Of(!of) : null,
        BinarySyntax binary => Binary(binary),
        CaseSyntax choice => Case(choice),
        CallSyntax call => Call(call),
        _ => throw new InvalidOperationException($"No value for {syntax.GetType().Name}."),
    };

    private Value? Named(string wanted)
    {
        if (row is not null && row.TryGetValue(wanted, out var inRow)) return inRow;
        if (Figures is not null && Figures.TryGetValue(wanted, out var figure)) return Value.Of(figure);
        if (run is not null)
        {
            if (run.TryValue(wanted, out var value)) return value;
            if (run.Slot(wanted) is { } slot)
                return run.Factor(slot, slot.Item, slot.Place) is { } factor ? Value.Of(factor) : null;
            if (run.IsBroken(wanted)) return null;
        }
        faults.Add(QuantificationRefusals.InputMissing, place, ("name", wanted), ("label", name), ("unit", "—"));
        return null;
    }

    private Value? Binary(BinarySyntax binary)
    {
        if (binary.Operator.Joins())
        {
            if (Condition(binary.Left) is not { } first) return null;
            if (first == (binary.Operator == Operator.Or)) return Value.Of(first);
            return Condition(binary.Right) is { } second ? Value.Of(second) : null;
        }
        if (Of(binary.Left) is not { } left || Of(binary.Right) is not { } right) return null;
        if (binary.Operator.Compares()) return Value.Of(Holds(binary.Operator, left, right));
        switch (binary.Operator)
        {
            case Operator.Add: return Value.Of(left.Number + right.Number);
            case Operator.Subtract: return Value.Of(left.Number - right.Number);
            case Operator.Multiply: return Value.Of(left.Number * right.Number);
            default: return Divide(left.Number, right.Number);
        }
    }

    private Value? Divide(Rational above, Rational below)
    {
        if (!below.IsZero) return Value.Of(above / below);
        faults.Add(QuantificationRefusals.DivisionByZero, place, ("name", name));
        return null;
    }

    private static bool Holds(Operator compare, Value left, Value right)
    {
        var order = left.Kind == ValueKind.Choice ? string.CompareOrdinal(left.Code, right.Code)
            : left.Number.CompareTo(right.Number);
        return compare switch
        {
            Operator.Less => order < 0,
            Operator.LessOrEqual => order <= 0,
            Operator.Greater => order > 0,
            Operator.GreaterOrEqual => order >= 0,
            Operator.Equal => order == 0,
            _ => order != 0,
        };
    }

    private Value? Case(CaseSyntax choice)
    {
        foreach (var (when, then) in choice.Branches)
        {
            if (Condition(when) is not { } holds) return null;
            if (holds) return Of(then);
        }
        return Of(choice.Otherwise);
    }

    private Value? Call(CallSyntax call) => call.Function switch
    {
        "min" => Extreme(call, least: true),
        "max" => Extreme(call, least: false),
        "abs" => Number(call.Arguments[0]) is { } of ? Value.Of(of.Sign < 0 ? -of : of) : null,
        "known" => Value.Of(Has(((NameSyntax)call.Arguments[0]).Name)),
        "lookup" => Lookup(((NameSyntax)call.Arguments[0]).Name, call.Arguments[1]),
        "count" => Value.Of(Rational.Of(Rows(call).Count)),
        "sum" => Sum(call, 1, null),
        "wmean" => Mean(call),
        "all" => Every(call, true),
        _ => Every(call, false),
    };

    private bool Has(string wanted) => (row?.ContainsKey(wanted) ?? false) || (Figures?.ContainsKey(wanted) ?? false)
        || (run?.TryValue(wanted, out _) ?? false);

    private List<Dictionary<string, Value>> Rows(CallSyntax call) =>
        run!.Rows(((NameSyntax)call.Arguments[0]).Name); // only a methodology has tables

    private Evaluator Inside(Dictionary<string, Value> values) => new(run, name, place, values, faults);

    private Value? Lookup(string slotName, Syntax key)
    {
        var slot = run!.Slot(slotName)!; // the reader let only known slots through
        return Of(key) is { } code && run.Factor(slot, code.Code, place) is { } factor ? Value.Of(factor) : null;
    }

    private Value? Extreme(CallSyntax call, bool least)
    {
        Rational? best = null;
        foreach (var argument in call.Arguments)
        {
            if (Number(argument) is not { } value) return null;
            if (best is not { } before || (least ? value < before : value > before)) best = value;
        }
        return Value.Of(best!.Value); // the reader let only calls with arguments through
    }

    private Value? Sum(CallSyntax call, int of, int? times)
    {
        var sum = Rational.Zero;
        foreach (var values in Rows(call))
        {
            var inside = Inside(values);
            if (inside.Number(call.Arguments[of]) is not { } value) return null;
            if (times is { } weight)
            {
                if (inside.Number(call.Arguments[weight]) is not { } by) return null;
                value *= by;
            }
            sum += value;
        }
        return Value.Of(sum);
    }

    /// <summary>Σ(value × weight) / Σ weight, never the mean of the values.</summary>
    private Value? Mean(CallSyntax call) =>
        Sum(call, 1, 2) is { } above && Sum(call, 2, null) is { } below ? Divide(above.Number, below.Number) : null;

    private Value? Every(CallSyntax call, bool all)
    {
        foreach (var values in Rows(call))
        {
            if (Inside(values).Condition(call.Arguments[1]) is not { } holds) return null;
            if (holds != all) return Value.Of(!all);
        }
        return Value.Of(all);
    }
}
