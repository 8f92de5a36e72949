using System.Globalization;

namespace Chutan.Market.Registry;

/// <summary>Why units came into being.</summary>
public enum Origin
{
    InitialAllocation = 0,
    NewEntrant = 1,
    ExPostTopUp = 2,
    Auction = 3,
    /// <summary>Release by the authority to steady the market 市场投放.</summary>
    Intervention = 4,
    OffsetIssue = 5,
    CarriedOver = 6,
}

/// <summary>One asset of the unit ledger: kind and vintage. Ordered by kind, then oldest vintage first.</summary>
public readonly record struct UnitClass(UnitKind Kind, Vintage Vintage) : IComparable<UnitClass>
{
    public int CompareTo(UnitClass other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : Vintage.CompareTo(other.Vintage);

    public override string ToString() => $"{Kind} {Vintage}";
}

/// <summary>The number of one unit, given at issue and kept for life; unique over all kinds and vintages.</summary>
public static class Serial
{
    private const string Prefix = "HB-";

    /// <summary>As printed, for example HB-000000001234.</summary>
    public static string Text(long serial) =>
        Prefix + serial.ToString("000000000000", CultureInfo.InvariantCulture);

    /// <summary>Reads a serial with or without its prefix; null when it is none.</summary>
    public static long? Parse(string text)
    {
        var digits = text.AsSpan().Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) digits = digits[Prefix.Length..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
    }
}

/// <summary>Consecutive serials. Blocks split when part of them moves, and join again when they meet.</summary>
/// <param name="First">The first serial, 1 or more.</param>
/// <param name="Count">How many units, 1 or more.</param>
public readonly record struct SerialBlock(long First, long Count)
{
    public long Last => First + Count - 1;
    public Tonnes Quantity => new(Count);
    public bool Contains(long serial) => serial >= First && serial <= Last;
    public bool Contains(SerialBlock other) => other.First >= First && other.Last <= Last;
    public bool Overlaps(SerialBlock other) => First <= other.Last && other.First <= Last;
    public override string ToString() => $"{Serial.Text(First)}..{Serial.Text(Last)}";
}

/// <summary>What the law asks about units besides their number.</summary>
/// <param name="Traded">Has been traded at least once; untraded allowances lapse after surrender (O371).</param>
/// <param name="NotBankable">May not be carried over to the next year (MI15: released in an intervention).</param>
/// <param name="Project">The reduction project for offset units, otherwise empty.</param>
public readonly record struct LotAttributes(
    UnitKind Kind, Vintage Vintage, bool Traded, bool NotBankable, Origin Origin, string Project)
{
    public UnitClass Class => new(Kind, Vintage);
}

/// <summary>A block of units that share all attributes.</summary>
public readonly record struct Lot(SerialBlock Block, LotAttributes Attributes)
{
    public Tonnes Tonnes => Block.Quantity;
    public Lot First(long count) => this with { Block = new SerialBlock(Block.First, count) };
    public Lot AfterTrade() => this with { Attributes = Attributes with { Traded = true } };
}
