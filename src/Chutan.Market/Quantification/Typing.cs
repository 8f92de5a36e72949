namespace Chutan.Market.Quantification;

internal enum ValueKind { Number, Condition, Choice }

/// <summary>What an expression gives. A bare zero fits every dimension: nothing is nothing in every unit.</summary>
internal readonly record struct ValueType(
    ValueKind Kind, Dimension Dimension, bool IsBareZero, InputDefinition? Choice)
{
    public static ValueType Number(Dimension dimension) => new(ValueKind.Number, dimension, false, null);
    public static ValueType Condition => new(ValueKind.Condition, Dimension.None, false, null);
    public static ValueType Code => new(ValueKind.Choice, Dimension.None, false, null);

    public string Name => Kind switch
    {
        ValueKind.Number => $"a number ({Dimension}) 数字",
        ValueKind.Condition => "a condition 条件",
        _ => "a code 代码",
    };
}

/// <summary>The names an expression may use, and what each of them is.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, ValueType> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TableDefinition> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FactorSlot Slot, FactorSeries Series)> keyed = new(StringComparer.Ordinal);
    private readonly HashSet<string> optional = new(StringComparer.Ordinal);
    private readonly NameTable? outer;

    public NameTable(NameTable? outer = null) => this.outer = outer;

    public bool Takes(string name) =>
        !values.ContainsKey(name) && !tables.ContainsKey(name) && !keyed.ContainsKey(name)
        && (outer?.Takes(name) ?? true);

    public void Add(string name, ValueType type) => values[name] = type;
    public void Add(TableDefinition table) => tables[table.Name] = table;
    public void AddKeyed(FactorSlot slot, FactorSeries series) => keyed[slot.Name] = (slot, series);
    public void AddOptional(string name) => optional.Add(name);

    public ValueType? Find(string name) =>
        values.TryGetValue(name, out var type) ? type : outer?.Find(name);

    public TableDefinition? Table(string name) => tables.GetValueOrDefault(name) ?? outer?.Table(name);

    public (FactorSlot Slot, FactorSeries Series)? Keyed(string name) =>
        keyed.TryGetValue(name, out var found) ? found : outer?.Keyed(name);

    public bool IsOptional(string name) => optional.Contains(name) || (outer?.IsOptional(name) ?? false);

    /// <summary>Whether this is the inside of a row, where rows cannot be added up again.</summary>
    public bool IsRow => outer is not null;
}

/// <summary>Checks what an expression gives and that its dimensions agree, when a methodology is loaded: a slip of
/// units never reaches a calculation.</summary>
internal sealed class Typing(NameTable names, Place place, Faults faults)
{
    /// <summary>What the expression gives; null when something in it is wrong and noted.</summary>
    public ValueType? Of(Syntax syntax) => syntax switch
    {
        NumberSyntax number => ValueType.Number(number.Dimension) with
        {
            IsBareZero = number.Value.IsZero && number.Dimension.IsNone,
        },
        CodeSyntax => ValueType.Code,
        NameSyntax name => Name(name),
        NegateSyntax negate => Number(negate.Of),
        NotSyntax not => Condition(not.Of),
        BinarySyntax binary => Binary(binary),
        CaseSyntax choice => Case(choice),
        CallSyntax call => Call(call),
        _ => throw new InvalidOperationException($"No type for {syntax.GetType().Name}."),
    };

    /// <summary>The type of a number; a fault when it is none.</summary>
    public ValueType? Number(Syntax syntax) => Expect(syntax, ValueKind.Number, "a number 数字");

    public ValueType? Condition(Syntax syntax) => Expect(syntax, ValueKind.Condition, "a condition 条件");

    private ValueType? Expect(Syntax syntax, ValueKind kind, string saying)
    {
        if (Of(syntax) is not { } type) return null;
        if (type.Kind == kind) return type;
        faults.Add(QuantificationRefusals.Kind, At(syntax), ("expected", saying), ("found", type.Name));
        return null;
    }

    private ValueType? Name(NameSyntax name)
    {
        if (names.Find(name.Name) is { } type) return type;
        faults.Add(QuantificationRefusals.UnknownName, At(name), ("name", name.Name));
        return null;
    }

    private ValueType? Binary(BinarySyntax binary)
    {
        if (binary.Operator.Joins())
        {
            var (left, right) = (Condition(binary.Left), Condition(binary.Right));
            return left is null || right is null ? null : ValueType.Condition;
        }
        if (binary.Operator.Compares()) return Comparison(binary);
        var (a, b) = (Number(binary.Left), Number(binary.Right));
        if (a is null || b is null) return null;
        return binary.Operator switch
        {
            Operator.Multiply => ValueType.Number(a.Value.Dimension * b.Value.Dimension),
            Operator.Divide => ValueType.Number(a.Value.Dimension / b.Value.Dimension),
            _ => Same(binary.Operator.Symbol(), binary, a.Value, b.Value),
        };
    }

    private ValueType? Comparison(BinarySyntax binary)
    {
        var (a, b) = (Of(binary.Left), Of(binary.Right));
        if (a is not { } left || b is not { } right) return null;
        if (left.Kind == ValueKind.Number && right.Kind == ValueKind.Number)
            return Same(binary.Operator.Symbol(), binary, left, right) is null ? null : ValueType.Condition;
        if (left.Kind == ValueKind.Choice && right.Kind == ValueKind.Choice
            && binary.Operator is Operator.Equal or Operator.NotEqual)
        {
            var known = CheckOption(binary.Left, right) & CheckOption(binary.Right, left);
            return known ? ValueType.Condition : null;
        }
        faults.Add(QuantificationRefusals.Kind, At(binary),
            ("expected", $"two numbers, or == of codes 两个数字"), ("found", $"{left.Name}, {right.Name}"));
        return null;
    }

    /// <summary>A code that is compared with a choice must be one of its options.</summary>
    private bool CheckOption(Syntax syntax, ValueType against)
    {
        if (syntax is not CodeSyntax code || against.Choice is not { } choice) return true;
        if (choice.Options.Any(o => o.Code == code.Code)) return true;
        faults.Add(QuantificationRefusals.UnknownOption, At(code), ("option", code.Code), ("name", choice.Name),
            ("expected", string.Join(", ", choice.Options.Select(o => o.Code))));
        return false;
    }

    private ValueType? Same(string operation, Syntax where, ValueType a, ValueType b)
    {
        if (a.IsBareZero) return b;
        if (b.IsBareZero || a.Dimension == b.Dimension) return a with { IsBareZero = false };
        faults.Add(QuantificationRefusals.Dimension, At(where), ("left", a.Dimension.ToString()),
            ("operation", operation), ("right", b.Dimension.ToString()));
        return null;
    }

    private ValueType? Case(CaseSyntax choice)
    {
        ValueType? result = null;
        var failed = false;
        foreach (var (when, then) in choice.Branches)
        {
            failed |= Condition(when) is null;
            failed |= !Merge(then, ref result);
        }
        failed |= !Merge(choice.Otherwise, ref result);
        return failed ? null : result;
    }

    private bool Merge(Syntax syntax, ref ValueType? result)
    {
        if (Number(syntax) is not { } type) return false;
        result = result is { } before ? Same("case", syntax, before, type) : type;
        return result is not null;
    }

    private ValueType? Call(CallSyntax call) => call.Function switch
    {
        "min" or "max" when call.Arguments.Length >= 2 => Extreme(call),
        "abs" when call.Arguments.Length == 1 => Number(call.Arguments[0]),
        "known" when call.Arguments is [NameSyntax name] => Known(name),
        "lookup" when call.Arguments is [NameSyntax slot, var key] => Lookup(slot, key),
        "sum" when Rows(call, 2) is { } row => row.Number(call.Arguments[1]),
        "count" when Rows(call, 1) is not null => ValueType.Number(Dimension.None),
        "all" or "any" when Rows(call, 2) is { } row => row.Condition(call.Arguments[1]),
        "wmean" when Rows(call, 3) is { } row => Mean(row, call),
        _ => Unknown(call),
    };

    private ValueType? Extreme(CallSyntax call)
    {
        ValueType? result = null;
        var failed = false;
        foreach (var argument in call.Arguments)
        {
            if (Number(argument) is not { } type) failed = true;
            else if ((result is { } before ? Same(call.Function, argument, before, type) : type) is { } merged)
                result = merged;
            else failed = true;
        }
        return failed ? null : result;
    }

    private ValueType? Known(NameSyntax name)
    {
        if (names.Find(name.Name) is not null && names.IsOptional(name.Name)) return ValueType.Condition;
        faults.Add(QuantificationRefusals.UnknownName, At(name), ("name", name.Name));
        return null;
    }

    private ValueType? Lookup(NameSyntax slot, Syntax key)
    {
        if (names.Keyed(slot.Name) is not { } found)
        {
            faults.Add(QuantificationRefusals.UnknownName, At(slot), ("name", slot.Name));
            return null;
        }
        return Expect(key, ValueKind.Choice, "a code 代码") is null ? null
            : ValueType.Number(found.Series.Unit.Dimension);
    }

    private static ValueType? Mean(Typing row, CallSyntax call)
    {
        var (value, weight) = (row.Number(call.Arguments[1]), row.Number(call.Arguments[2]));
        return value is null || weight is null ? null : value;
    }

    /// <summary>The inside of a table's rows; null when the call does not name one.</summary>
    private Typing? Rows(CallSyntax call, int arguments)
    {
        if (call.Arguments.Length != arguments || names.IsRow) return null;
        return call.Arguments[0] is NameSyntax name && names.Table(name.Name) is { } table
            ? new Typing(RowNames(names, table), place, faults) : null;
    }

    /// <summary>The names inside a table's rows.</summary>
    public static NameTable RowNames(NameTable outer, TableDefinition table)
    {
        var row = new NameTable(outer);
        foreach (var column in table.Columns) AddInput(row, column);
        foreach (var line in table.Lines) row.Add(line.Name, ValueType.Number(line.Unit.Dimension));
        AddMonth(row, table);
        return row;
    }

    public static void AddMonth(NameTable row, TableDefinition table)
    {
        if (!table.HasMonths) return;
        row.Add(InputData.MonthColumn, ValueType.Number(Dimension.None));
        row.Add(Calculating.MonthHours, ValueType.Number(Dimension.Of("h")));
    }

    public static void AddInput(NameTable to, InputDefinition input)
    {
        to.Add(input.Name, input.IsChoice ? new ValueType(ValueKind.Choice, Dimension.None, false, input)
            : ValueType.Number(input.Unit.Dimension));
        if (input.IsOptional) to.AddOptional(input.Name);
    }

    private ValueType? Unknown(CallSyntax call)
    {
        const string expected = "min(a, b…), max(a, b…), abs(x), known(optional), lookup(factor, code), "
            + "sum(table, x), wmean(table, x, weight), count(table), all(table, condition), any(table, condition)";
        faults.Add(QuantificationRefusals.UnknownFunction, At(call), ("name", call.Function), ("expected", expected));
        return null;
    }

    private Place At(Syntax syntax) => Parser.At(place, syntax.Column);
}
