using System.Globalization;

namespace Chutan.Market.Kernel;

/// <summary>An account holder or body of the market: covered entity, institution, individual, authority,
/// operator.</summary>
public readonly record struct ParticipantId(long Number) : IComparable<ParticipantId>
{
    public int CompareTo(ParticipantId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A person or machine that signs in and acts, always for exactly one participant.</summary>
public readonly record struct UserId(long Number) : IComparable<UserId>
{
    public int CompareTo(UserId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A registration account. The last two digits are check digits (ISO 7064 MOD 97-10), so a mistyped number
/// is refused before anything is looked up.</summary>
public readonly record struct AccountId(long Number) : IComparable<AccountId>
{
    /// <summary>The account with this serial, its check digits appended.</summary>
    public static AccountId FromSerial(long serial) => new(serial * 100 + 98 - serial * 100 % 97);

    public bool HasValidCheckDigits => Number > 0 && Number % 97 == 1;
    public int CompareTo(AccountId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString("0000000000", CultureInfo.InvariantCulture);
}

public readonly record struct OrderId(long Number) : IComparable<OrderId>
{
    public int CompareTo(OrderId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A listing, proposal or contract outside the screen's book; numbered over all days.</summary>
public readonly record struct OfferId(long Number) : IComparable<OfferId>
{
    public int CompareTo(OfferId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One session of one-way bidding 单向竞价; numbered over all days.</summary>
public readonly record struct OneWayId(long Number) : IComparable<OneWayId>
{
    public int CompareTo(OneWayId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

public readonly record struct TradeId(long Number) : IComparable<TradeId>
{
    public int CompareTo(TradeId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One auction of the primary market, or one one-way bidding session; numbered over all years.</summary>
public readonly record struct AuctionId(long Number) : IComparable<AuctionId>
{
    public int CompareTo(AuctionId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One bid in an auction or one-way bidding; numbered over all of them.</summary>
public readonly record struct BidId(long Number) : IComparable<BidId>
{
    public int CompareTo(BidId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One hold on units or money, with one cause.</summary>
public readonly record struct HoldId(long Number) : IComparable<HoldId>
{
    public int CompareTo(HoldId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A place of a company with sources of emissions; numbered over all companies.</summary>
public readonly record struct SiteId(long Number) : IComparable<SiteId>
{
    public int CompareTo(SiteId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A source of emissions at a site; numbered over all companies.</summary>
public readonly record struct SourceId(long Number) : IComparable<SourceId>
{
    public int CompareTo(SourceId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A reduction measure of a company; numbered over all companies.</summary>
public readonly record struct MeasureId(long Number) : IComparable<MeasureId>
{
    public int CompareTo(MeasureId other) => Number.CompareTo(other.Number);
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The year whose emissions are accounted for (履约年度); not the vintage.</summary>
public readonly record struct ComplianceYear(int Year) : IComparable<ComplianceYear>
{
    /// <summary>The date on which rules keyed by compliance year are read: its last day.</summary>
    public LocalDate RuleDate => new(Year, 12, 31);
    public ComplianceYear Next => new(Year + 1);
    public ComplianceYear Previous => new(Year - 1);
    public static bool operator <(ComplianceYear a, ComplianceYear b) => a.Year < b.Year;
    public static bool operator >(ComplianceYear a, ComplianceYear b) => a.Year > b.Year;
    public static bool operator <=(ComplianceYear a, ComplianceYear b) => a.Year <= b.Year;
    public static bool operator >=(ComplianceYear a, ComplianceYear b) => a.Year >= b.Year;
    public int CompareTo(ComplianceYear other) => Year.CompareTo(other.Year);
    public override string ToString() => Year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The year an allowance was issued for (配额年度).</summary>
public readonly record struct Vintage(int Year) : IComparable<Vintage>
{
    public int CompareTo(Vintage other) => Year.CompareTo(other.Year);
    public override string ToString() => Year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>128 bits chosen by the sender; the same id sent again gets the first answer back.</summary>
public readonly record struct RequestId(ulong High, ulong Low)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Reads the 32 hexadecimal digits that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out RequestId id)
    {
        id = default;
        if (text is not { Length: 32 }) return false;
        const NumberStyles hex = NumberStyles.AllowHexSpecifier;
        if (!ulong.TryParse(text.AsSpan(0, 16), hex, CultureInfo.InvariantCulture, out var high)) return false;
        if (!ulong.TryParse(text.AsSpan(16), hex, CultureInfo.InvariantCulture, out var low)) return false;
        id = new RequestId(high, low);
        return true;
    }
}
