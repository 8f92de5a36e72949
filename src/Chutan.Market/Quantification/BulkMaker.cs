using System.Numerics;

namespace Chutan.Market.Quantification;

/// <summary>A register while a program is made: its number, what one of it is worth in base units, and the least and
/// most it can hold.</summary>
internal readonly record struct BulkValue(int Register, Rational Quantum, BigInteger Least, BigInteger Most);

/// <summary>Makes a bulk program: finds for every step the quantum that keeps it whole, and proves from the bounds of
/// the figures that no step can overflow.</summary>
internal sealed class BulkMaker(
    Methodology methodology, ImmutableArray<BulkInput> inputs, int year, string region, Faults faults)
{
    private static readonly BigInteger WideLimit = BigInteger.One << 120;
    private static readonly BigInteger NarrowLimit = BigInteger.One << 62;
    private readonly List<BulkStep> steps = [];
    private readonly List<Int128[]> tables = [];
    private readonly Dictionary<string, BulkValue> known = new(StringComparer.Ordinal);
    private readonly List<(long Least, long Most)> bounds = [];
    private bool narrow = true;

    public BulkFormula? Make(string result)
    {
        var place = new Place(methodology.Id);
        for (var i = 0; i < inputs.Length; i++) Take(inputs[i], i);
        if (methodology.Results.FirstOrDefault(r => r.Name == result) is not { } definition)
        {
            Refuse(result, "no such result", place);
            return null;
        }
        var line = methodology.Line(result);
        if (faults.Any || Line(line) is not { } value) return null;
        var rounded = Round(value, definition.Rounding, line.Unit);
        if (rounded.Register != steps.Count - 1) Add(new(BulkKind.Scale, rounded.Register, 0, 0, 1, 1, default, 1),
            rounded.Quantum, rounded.Least, rounded.Most);
        if (BigInteger.Max(BigInteger.Abs(rounded.Least), rounded.Most) >= NarrowLimit)
            Refuse(result, "the answer may not fit 64 bits", line.Place);
        return faults.Any ? null
            : new BulkFormula([.. steps], [.. bounds], [.. tables], narrow, definition.Rounding.Digits);
    }

    private void Take(BulkInput input, int number)
    {
        var place = new Place(methodology.Id);
        if (methodology.Inputs.FirstOrDefault(i => i.Name == input.Name) is not { } definition)
        {
            Refuse(input.Name, "no such figure", place);
            return;
        }
        var quantum = Rational.Power(Rational.Of(10), -input.Decimals) * definition.Unit.Scale;
        Rational? least = definition.IsChoice ? Rational.Zero : definition.Least / quantum;
        Rational? most = definition.IsChoice ? Rational.Of(definition.Options.Length - 1) : definition.Most / quantum;
        if (definition.IsChoice) quantum = Rational.One;
        if (least is not { } low || most is not { } high)
        {
            Refuse(input.Name, "it has no bounds", definition.Place);
            return;
        }
        var (from, to) = (low.Round(0, RoundingMode.Ceiling).Numerator, high.Round(0, RoundingMode.Floor).Numerator);
        bounds.Add(((long)BigInteger.Max(from, -NarrowLimit), (long)BigInteger.Min(to, NarrowLimit)));
        known[input.Name] = Add(new(BulkKind.Input, number, 0, 0, 0, 1, default, 0), quantum, from, to);
    }

    private BulkValue? Line(Line line)
    {
        if (known.TryGetValue(line.Name, out var before)) return before;
        if (Of(line.Syntax, line) is not { } value) return null;
        return known[line.Name] = line.Rounding is { } rounding ? Round(value, rounding, line.Unit) : value;
    }

    private BulkValue? Of(Syntax syntax, Line line)
    {
        switch (syntax)
        {
            case NumberSyntax number: return Constant(number.Value);
            case NameSyntax name: return Named(name.Name, line);
            case NegateSyntax negate when Of(negate.Of, line) is { } of:
                return Add(new(BulkKind.Scale, of.Register, 0, 0, -1, 1, default, -1), of.Quantum, -of.Most, -of.Least);
            case NotSyntax not when Of(not.Of, line) is { } of:
                return Flag(new(BulkKind.Not, of.Register, 0, 0, 0, 1, default, 0));
            case BinarySyntax binary: return Binary(binary, line);
            case CaseSyntax choice: return Case(choice, line);
            case CallSyntax call: return Call(call, line);
            default: return null;
        }
    }

    private BulkValue? Named(string name, Line line)
    {
        if (known.TryGetValue(name, out var value)) return value;
        if (methodology.Constants.FirstOrDefault(c => c.Name == name) is { } constant) return Constant(constant.Value);
        if (methodology.Lines.FirstOrDefault(l => l.Name == name) is { } other) return Line(other);
        if (name == Calculating.Year) return Constant(Rational.Of(year));
        if (methodology.Factors.FirstOrDefault(f => f.Name == name) is { } slot)
            return Factor(slot, slot.Item) is { } factor ? Constant(factor) : null;
        Refuse(line.Name, $"{name} is not among its figures", line.Place);
        return null;
    }

    private Rational? Factor(FactorSlot slot, string item) => methodology.SeriesOf(slot).Resolve(slot, item,
        slot.Region == FactorSlot.ReportRegion ? region : slot.Region, year, slot.Place, faults)?.Value;

    private BulkValue? Binary(BinarySyntax binary, Line line)
    {
        if (binary.Operator.Compares() && Option(binary, line) is { } option) return option;
        if (Of(binary.Left, line) is not { } a || Of(binary.Right, line) is not { } b) return null;
        switch (binary.Operator)
        {
            case Operator.Multiply:
                var ends = new[] { a.Least * b.Least, a.Least * b.Most, a.Most * b.Least, a.Most * b.Most };
                return Add(Step(BulkKind.Multiply, a, b), a.Quantum * b.Quantum, ends.Min(), ends.Max());
            case Operator.Divide:
                if (a.Least == b.Least && b.Least.IsZero || b.Least != b.Most || b.Least.IsZero)
                {
                    Refuse(line.Name, "it divides by a figure", line.Place);
                    return null;
                }
                return a with { Quantum = a.Quantum / (b.Quantum * new Rational(b.Least)) } is var divided
                    && divided.Quantum.Sign > 0 ? divided
                    : Add(new(BulkKind.Scale, a.Register, 0, 0, -1, 1, default, -1), -divided.Quantum, -a.Most,
                        -a.Least);
            case Operator.And: return Flag(Step(BulkKind.Least, a, b));
            case Operator.Or: return Flag(Step(BulkKind.Most, a, b));
            default:
                (a, b) = Common(a, b);
                return Together(binary.Operator, a, b);
        }
    }

    private BulkValue Together(Operator by, BulkValue a, BulkValue b) => by switch
    {
        Operator.Add => Add(Step(BulkKind.Add, a, b), a.Quantum, a.Least + b.Least, a.Most + b.Most),
        Operator.Subtract => Add(Step(BulkKind.Subtract, a, b), a.Quantum, a.Least - b.Most, a.Most - b.Least),
        Operator.Less => Flag(Step(BulkKind.Less, a, b)),
        Operator.Greater => Flag(Step(BulkKind.Less, b, a)),
        Operator.LessOrEqual => Opposite(Flag(Step(BulkKind.Less, b, a))),
        Operator.GreaterOrEqual => Opposite(Flag(Step(BulkKind.Less, a, b))),
        Operator.Equal => Flag(Step(BulkKind.Equal, a, b)),
        _ => Opposite(Flag(Step(BulkKind.Equal, a, b))),
    };

    /// <summary>A choice compared with one of its codes: the number of the option.</summary>
    private BulkValue? Option(BinarySyntax binary, Line line)
    {
        var (name, code) = binary switch
        {
            { Left: NameSyntax left, Right: CodeSyntax right } => (left.Name, right.Code),
            { Left: CodeSyntax left, Right: NameSyntax right } => (right.Name, left.Code),
            _ => ("", ""),
        };
        if (methodology.Inputs.FirstOrDefault(i => i.Name == name && i.IsChoice) is not { } choice) return null;
        if (Named(name, line) is not { } value) return null;
        var number = choice.Options.Select((o, i) => (o, i)).First(o => o.o.Code == code).i;
        var wanted = Add(new(BulkKind.Constant, 0, 0, 0, number, 1, default, number), Rational.One, number, number);
        var equal = Flag(Step(BulkKind.Equal, value, wanted));
        return binary.Operator == Operator.Equal ? equal : Opposite(equal);
    }

    private BulkValue? Case(CaseSyntax choice, Line line)
    {
        if (Of(choice.Otherwise, line) is not { } result) return null;
        foreach (var (when, then) in choice.Branches.Reverse())
        {
            if (Of(when, line) is not { } condition || Of(then, line) is not { } value) return null;
            (value, result) = Common(value, result);
            result = Add(new(BulkKind.Choose, condition.Register, value.Register, result.Register, 0, 1, default, 0),
                value.Quantum, BigInteger.Min(value.Least, result.Least), BigInteger.Max(value.Most, result.Most));
        }
        return result;
    }

    private BulkValue? Call(CallSyntax call, Line line)
    {
        switch (call.Function)
        {
            case "known" when call.Arguments is [NameSyntax name]:
                return Constant(known.ContainsKey(name.Name) ? Rational.One : Rational.Zero);
            case "lookup": return Lookup(((NameSyntax)call.Arguments[0]).Name, call.Arguments[1], line);
            case "abs" when Of(call.Arguments[0], line) is { } of:
                var negated = Add(new(BulkKind.Scale, of.Register, 0, 0, -1, 1, default, -1), of.Quantum, -of.Most,
                    -of.Least);
                return Extreme(BulkKind.Most, of, negated);
            case "min" or "max":
                BulkValue? best = null;
                foreach (var argument in call.Arguments)
                {
                    if (Of(argument, line) is not { } value) return null;
                    best = best is { } before
                        ? Extreme(call.Function == "min" ? BulkKind.Least : BulkKind.Most, before, value) : value;
                }
                return best;
            default:
                if (!faults.Any) Refuse(line.Name, $"it calls {call.Function}", line.Place);
                return null;
        }
    }

    private BulkValue Extreme(BulkKind kind, BulkValue first, BulkValue second)
    {
        var (a, b) = Common(first, second);
        return kind == BulkKind.Least
            ? Add(Step(kind, a, b), a.Quantum, BigInteger.Min(a.Least, b.Least), BigInteger.Min(a.Most, b.Most))
            : Add(Step(kind, a, b), a.Quantum, BigInteger.Max(a.Least, b.Least), BigInteger.Max(a.Most, b.Most));
    }

    private BulkValue? Lookup(string slotName, Syntax key, Line line)
    {
        var slot = methodology.Factors.First(f => f.Name == slotName);
        if (key is not NameSyntax name || methodology.Inputs.FirstOrDefault(i => i.Name == name.Name) is not { } choice
            || Named(name.Name, line) is not { } number)
        {
            Refuse(line.Name, "it looks up something that is no figure", line.Place);
            return null;
        }
        var values = choice.Options.Select(o => Factor(slot, o.Code)).ToList();
        if (values.Any(v => v is null)) return null;
        var quantum = values.Select(v => v!.Value).Aggregate(Rational.Zero, Greatest);
        if (quantum.IsZero) quantum = Rational.One;
        var table = values.Select(v => (v!.Value / quantum).Numerator).ToList();
        tables.Add([.. table.Select(v => (Int128)v)]);
        return Add(new(BulkKind.Table, number.Register, tables.Count - 1, 0, 0, 1, default, 0), quantum, table.Min(),
            table.Max());
    }

    private BulkValue Constant(Rational value)
    {
        if (value.IsZero)
            return Add(new(BulkKind.Constant, 0, 0, 0, 0, 1, default, 0), Rational.One, 0, 0);
        return Add(new(BulkKind.Constant, 0, 0, 0, value.Sign, 1, default, value.Sign),
            value.Sign < 0 ? -value : value, value.Sign, value.Sign);
    }

    /// <summary>Both values as multiples of the greatest quantum that both are multiples of.</summary>
    private (BulkValue A, BulkValue B) Common(BulkValue a, BulkValue b)
    {
        if (a.Quantum == b.Quantum) return (a, b);
        var quantum = Greatest(a.Quantum, b.Quantum);
        return (Scaled(a, quantum), Scaled(b, quantum));
    }

    private BulkValue Scaled(BulkValue value, Rational quantum)
    {
        var times = (value.Quantum / quantum).Numerator;
        if (times.IsOne) return value with { Quantum = quantum };
        if (times >= WideLimit) Refuse("scale", "a factor does not fit", new Place(methodology.Id));
        var wide = times >= WideLimit ? Int128.One : (Int128)times;
        if (times >= NarrowLimit) narrow = false;
        return Add(new(BulkKind.Scale, value.Register, 0, 0, wide, 1, default, times < NarrowLimit ? (long)times : 0),
            quantum, value.Least * times, value.Most * times);
    }

    private static Rational Greatest(Rational a, Rational b) => Rational.Of(BigInteger.GreatestCommonDivisor(
        a.Numerator * b.Denominator, b.Numerator * a.Denominator), a.Denominator * b.Denominator);

    private BulkValue Round(BulkValue value, DeclaredRounding rounding, Unit unit)
    {
        var to = Rational.Power(Rational.Of(10), -rounding.Digits) * unit.Scale;
        var ratio = value.Quantum / to;
        if (BigInteger.Max(BigInteger.Abs(value.Least), BigInteger.Abs(value.Most)) * ratio.Numerator >= WideLimit
            || ratio.Denominator >= WideLimit)
        {
            Refuse("rounding", "a step may overflow", new Place(methodology.Id));
            return value;
        }
        return Add(new(BulkKind.Round, value.Register, 0, 0, (Int128)ratio.Numerator, (Int128)ratio.Denominator,
            rounding.Mode, 0), to, Ended(value.Least), Ended(value.Most));

        BigInteger Ended(BigInteger end) => (new Rational(end) * ratio).Round(0, rounding.Mode).Numerator;
    }

    private static BulkStep Step(BulkKind kind, BulkValue a, BulkValue b) =>
        new(kind, a.Register, b.Register, 0, 0, 1, default, 0);

    private BulkValue Flag(BulkStep step) => Add(step, Rational.One, 0, 1);

    private BulkValue Opposite(BulkValue flag) => Flag(new(BulkKind.Not, flag.Register, 0, 0, 0, 1, default, 0));

    private BulkValue Add(BulkStep step, Rational quantum, BigInteger least, BigInteger most)
    {
        var largest = BigInteger.Max(BigInteger.Abs(least), BigInteger.Abs(most));
        if (largest >= NarrowLimit) narrow = false;
        if (largest >= WideLimit && !faults.Any)
            Refuse("step", "a step may overflow", new Place(methodology.Id));
        steps.Add(step);
        return new BulkValue(steps.Count - 1, quantum, least, most);
    }

    private void Refuse(string name, string reason, Place place) =>
        faults.Add(QuantificationRefusals.NotBulk, place, ("name", name), ("reason", reason));
}
