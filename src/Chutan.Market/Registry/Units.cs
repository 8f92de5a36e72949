namespace Chutan.Market.Registry;

/// <summary>What a unit is. One unit is one tonne of CO₂ equivalent.</summary>
public enum UnitKind
{
    /// <summary>碳排放配额.</summary>
    Allowance = 0,
    /// <summary>国家核证自愿减排量.</summary>
    Ccer = 1,
    /// <summary>碳普惠减排量.</summary>
    InclusionReduction = 2,
    /// <summary>CCUS 减排量: shipped disabled.</summary>
    Ccus = 3,
}

/// <summary>How a unit came into the market.</summary>
public enum Origin
{
    InitialAllocation = 0,
    NewEntrant = 1,
    ExPostTopUp = 2,
    Auction = 3,
    Intervention = 4,
    OffsetIssue = 5,
    CarriedOver = 6,
}

/// <summary>A run of serial numbers; serials are counted over the whole market and never used twice.</summary>
public readonly record struct SerialBlock(long First, long Count)
{
    public long Last => First + Count - 1;
    public bool Contains(long serial) => serial >= First && serial <= Last;
}

/// <summary>What the law asks of a unit besides who holds it.</summary>
/// <param name="Traded">Has changed hands by trade at least once: such units may be banked (O371).</param>
/// <param name="NotBankable">May not be carried to later years: released in an intervention (MI15).</param>
/// <param name="Project">Project of an offset unit; empty for allowances.</param>
public readonly record struct LotAttributes(
    UnitKind Kind, Vintage Vintage, bool Traded, bool NotBankable, Origin Origin, string Project);

/// <summary>A serial block with one set of attributes.</summary>
public readonly record struct Lot(SerialBlock Block, LotAttributes Attributes)
{
    public Tonnes Tonnes => new(Block.Count);
}

/// <summary>Why units cannot be used. Causes stack; releasing one never releases another.</summary>
public enum HoldCause
{
    /// <summary>In a sell order 委托冻结.</summary>
    InOrder = 0,
    /// <summary>质押.</summary>
    Pledged = 1,
    /// <summary>托管.</summary>
    Entrusted = 2,
    /// <summary>司法冻结; may lie over units that another cause already holds 轮候冻结.</summary>
    Court = 3,
    /// <summary>Frozen by the authority 监管冻结; may lie over held units too.</summary>
    Sanction = 4,
    /// <summary>Locked for surrender 清缴锁定.</summary>
    SurrenderLock = 5,
    /// <summary>Waiting for the receiver to confirm a transfer 待确认划转.</summary>
    PendingTransfer = 6,
}

/// <summary>One hold on one account.</summary>
public sealed record Hold(HoldId Id, AccountId Account, UnitKind Kind, Tonnes Quantity, HoldCause Cause, string Reference);

/// <summary>Why units moved.</summary>
public enum MovementCause
{
    Transfer = 0,
    Trade = 1,
    Surrender = 2,
    Cancellation = 3,
    TakeBack = 4,
    Expiry = 5,
    JudicialDeduction = 6,
    Reversal = 7,
    Reserve = 8,
}

/// <summary>Units moving from one account to another: both sides of the entry in one record. The lots are as they were
/// before the move.</summary>
public sealed record Movement(AccountId From, AccountId To, ImmutableArray<Lot> Lots, MovementCause Cause,
    bool MarksTraded, string Reference)
{
    public Tonnes Quantity => new(Lots.Sum(l => l.Block.Count));
}

/// <summary>Serial numbers as people write them: HB-000000001234.</summary>
public static class Serial
{
    private const string Prefix = "HB-";

    public static string Text(long serial) =>
        Prefix + serial.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads a serial with or without its prefix; null when it is none.</summary>
    public static long? Parse(string text)
    {
        var digits = text.Trim();
        if (digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) digits = digits[Prefix.Length..];
        return long.TryParse(digits, System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var n) && n > 0 ? n : null;
    }
}
