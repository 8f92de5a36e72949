using System.Numerics;

namespace Chutan.Market.Quantification;

/// <summary>One given figure of a bulk formula: a whole number of 10^-decimals of its unit, or the number of an option.
/// </summary>
public readonly record struct BulkInput(string Name, int Decimals);

/// <summary>
/// 批量核算: a result of a methodology as a short program on whole numbers, for millions of evaluations a second without
/// allocation. Every value is a whole number times a fraction that is known beforehand, so nothing is rounded but what
/// the methodology rounds: the answer is that of the exact calculation, to the digit. What could not be exact (a
/// division by a figure, rows, a figure without bounds, a possible overflow) is refused when the program is made.
/// </summary>
public sealed class BulkFormula
{
    private const int MostSteps = 512;
    private readonly BulkStep[] steps;
    private readonly (long Least, long Most)[] bounds;
    private readonly Int128[][] tables;
    private readonly bool narrow;

    internal BulkFormula(BulkStep[] steps, (long Least, long Most)[] bounds, Int128[][] tables, bool narrow, int digits)
    {
        this.steps = steps;
        this.bounds = bounds;
        this.tables = tables;
        this.narrow = narrow;
        Digits = digits;
    }

    /// <summary>Decimals of the answer: it is a whole number of 10^-Digits of the result's unit.</summary>
    public int Digits { get; }

    public int Steps => steps.Length;

    /// <summary>Whether 64 bits are proven to be enough for every step.</summary>
    public bool IsNarrow => narrow;

    /// <summary>Makes the program of one result for a report's year and region; null with the reason noted when it
    /// cannot be exact.</summary>
    public static BulkFormula? Make(Methodology methodology, string result, ImmutableArray<BulkInput> inputs, int year,
        string region, Faults faults)
    {
        var own = new Faults();
        var formula = new BulkMaker(methodology, inputs, year, region, own).Make(result);
        if (formula is not null && formula.steps.Length > MostSteps)
            own.Add(QuantificationRefusals.NotBulk, new Place(methodology.Id), ("name", result),
                ("reason", $"it has more than {Text.Of(MostSteps)} steps"));
        faults.AddAll(own);
        return own.Any ? null : formula;
    }

    /// <summary>The answer for one set of figures, in the order the program was made for; false when one lies outside
    /// its bounds.</summary>
    public bool TryEvaluate(ReadOnlySpan<long> figures, out long answer)
    {
        answer = 0;
        if (figures.Length != bounds.Length) return false;
        for (var i = 0; i < bounds.Length; i++)
            if (figures[i] < bounds[i].Least || figures[i] > bounds[i].Most) return false;
        answer = narrow ? RunNarrow(figures) : (long)RunWide(figures);
        return true;
    }

    private long RunNarrow(ReadOnlySpan<long> figures)
    {
        Span<long> r = stackalloc long[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            r[i] = step.Kind switch
            {
                BulkKind.Input => figures[step.A],
                BulkKind.Constant => step.Factor,
                BulkKind.Scale => r[step.A] * step.Factor,
                BulkKind.Add => r[step.A] + r[step.B],
                BulkKind.Subtract => r[step.A] - r[step.B],
                BulkKind.Multiply => r[step.A] * r[step.B],
                BulkKind.Least => Math.Min(r[step.A], r[step.B]),
                BulkKind.Most => Math.Max(r[step.A], r[step.B]),
                BulkKind.Less => r[step.A] < r[step.B] ? 1 : 0,
                BulkKind.Equal => r[step.A] == r[step.B] ? 1 : 0,
                BulkKind.Not => 1 - r[step.A],
                BulkKind.Choose => r[step.A] != 0 ? r[step.B] : r[step.C],
                BulkKind.Table => (long)tables[step.B][r[step.A]],
                _ => (long)Round(r[step.A], step),
            };
        }
        return r[^1];
    }

    private Int128 RunWide(ReadOnlySpan<long> figures)
    {
        Span<Int128> r = stackalloc Int128[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            ref readonly var step = ref steps[i];
            r[i] = step.Kind switch
            {
                BulkKind.Input => figures[step.A],
                BulkKind.Constant => step.Wide,
                BulkKind.Scale => r[step.A] * step.Wide,
                BulkKind.Add => r[step.A] + r[step.B],
                BulkKind.Subtract => r[step.A] - r[step.B],
                BulkKind.Multiply => r[step.A] * r[step.B],
                BulkKind.Least => Int128.Min(r[step.A], r[step.B]),
                BulkKind.Most => Int128.Max(r[step.A], r[step.B]),
                BulkKind.Less => r[step.A] < r[step.B] ? 1 : 0,
                BulkKind.Equal => r[step.A] == r[step.B] ? 1 : 0,
                BulkKind.Not => 1 - r[step.A],
                BulkKind.Choose => r[step.A] != 0 ? r[step.B] : r[step.C],
                BulkKind.Table => tables[step.B][(int)r[step.A]],
                _ => Round(r[step.A], step),
            };
        }
        return r[^1];
    }

    /// <summary>value × Wide / Divisor by the declared rule; the remainder decides.</summary>
    private static Int128 Round(Int128 value, in BulkStep step)
    {
        var above = value * step.Wide;
        if (step.Divisor == 1) return above;
        if (long.MinValue < above && above < long.MaxValue && step.Divisor < long.MaxValue)
            return RoundNarrow((long)above, (long)step.Divisor, step.Mode);
        var (whole, rest) = Int128.DivRem(above, step.Divisor);
        if (rest < 0)
        {
            whole -= 1;
            rest += step.Divisor;
        }
        return whole + (Up(rest.CompareTo(step.Divisor - rest), rest == 0, above >= 0, Int128.IsOddInteger(whole),
            step.Mode) ? 1 : 0);
    }

    private static long RoundNarrow(long above, long divisor, RoundingMode mode)
    {
        var (whole, rest) = Math.DivRem(above, divisor);
        if (rest < 0)
        {
            whole -= 1;
            rest += divisor;
        }
        return Up(rest.CompareTo(divisor - rest), rest == 0, above >= 0, (whole & 1) != 0, mode) ? whole + 1 : whole;
    }

    /// <summary>Whether the part above the floor goes up.</summary>
    /// <param name="half">Below, at or above one half.</param>
    private static bool Up(int half, bool isWhole, bool notNegative, bool isOdd, RoundingMode mode) => mode switch
    {
        RoundingMode.HalfUp => half > 0 || (half == 0 && notNegative),
        RoundingMode.HalfEven => half > 0 || (half == 0 && isOdd),
        RoundingMode.Ceiling => !isWhole,
        _ => false,
    };
}

internal enum BulkKind
{
    Input, Constant, Scale, Add, Subtract, Multiply, Least, Most, Less, Equal, Not, Choose, Table, Round,
}

/// <summary>One step of a bulk program; its register has its own number.</summary>
internal readonly record struct BulkStep(BulkKind Kind, int A, int B, int C, Int128 Wide, Int128 Divisor,
    RoundingMode Mode, long Factor);
