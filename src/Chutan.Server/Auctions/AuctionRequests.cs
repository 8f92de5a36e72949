using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Server.Http;

namespace Chutan.Server.Auctions;

public sealed record BidRequest(long? PriceFen, long? Tonnes);
public sealed record CancelAuctionRequest(string? Reason);
public sealed record GroupRequest(string? Participant, string? Group);

public sealed record DisburseRequest(string? Use, long? AmountFen, string? Payee, string? Decision,
    string? BankReference);

/// <summary>The terms of an auction to announce. Shares and factors are decimals such as 0.2.</summary>
public sealed record AuctionRequest(string? TitleZh, string? TitleEn, int? Year, string? Decision, long? Supply,
    long? Lot, FloorRule? FloorRule, long? FloorFen, decimal? FloorFactor, int? FloorMonths, bool? CoveredEntities,
    bool? Institutions, bool? Individuals, int? OnlyIfShortIn, long? BidderLimit, decimal? BidderShare,
    long? GroupLimit, decimal? GroupShare, AuctionPricing? Pricing, TieRule? Tie, ShortfallRule? Shortfall,
    decimal? LeastCoverage, int? BidsEach, bool? MayWithdraw, decimal? Guarantee, ForfeitTo? ForfeitTo,
    Instant? Opens, Instant? Closes, Instant? PayBy)
{
    /// <summary>The announcement; what cannot even be read is refused by name, what does not make sense the market
    /// refuses.</summary>
    public AuctionNotice ToNotice() => new(TitleZh ?? "", TitleEn ?? "", new ComplianceYear(Needed(Year, "year")),
        Decision ?? "", TonnesOf(Supply, "supply"), TonnesOf(Lot, "lot"),
        new Floor(FloorRule ?? Chutan.Market.Auctions.FloorRule.None, PriceOf(FloorFen), RateOf(FloorFactor,
            "floorFactor"), FloorMonths),
        new Admission(CoveredEntities ?? false, Institutions ?? false, Individuals ?? false,
            OnlyIfShortIn is { } year ? new ComplianceYear(year) : null),
        new PurchaseLimits(Maybe(BidderLimit, "bidderLimit"), RateOf(BidderShare, "bidderShare"),
            Maybe(GroupLimit, "groupLimit"), RateOf(GroupShare, "groupShare")),
        Pricing ?? AuctionPricing.Uniform, Tie ?? TieRule.Time, Shortfall ?? ShortfallRule.SellWhatIsBid,
        RateOf(LeastCoverage, "leastCoverage") ?? default, BidsEach ?? 1, MayWithdraw ?? false,
        RateOf(Guarantee, "guarantee") ?? default, ForfeitTo ?? Chutan.Market.Auctions.ForfeitTo.AuctionRevenue,
        Needed(Opens, "opens"), Needed(Closes, "closes"), Needed(PayBy, "payBy"));

    private static T Needed<T>(T? value, string field) where T : struct =>
        value ?? throw RefusedException.Malformed(field, "required");

    private static Tonnes TonnesOf(long? count, string field) =>
        Maybe(count, field) ?? throw RefusedException.Malformed(field, "required");

    private static Tonnes? Maybe(long? count, string field) => count switch
    {
        null => null,
        >= 0 and < 1_000_000_000 => new Tonnes(count.Value),
        _ => throw RefusedException.Malformed(field, "0–999,999,999"),
    };

    private static Price? PriceOf(long? fen) => fen switch
    {
        null => null,
        >= 0 and < 1_000_000_00 => new Price(fen.Value),
        _ => throw RefusedException.Malformed("floorFen", "0–99,999,999"),
    };

    private static Rate? RateOf(decimal? value, string field)
    {
        if (value is not { } share) return null;
        var parts = share * Rate.Scale;
        return share is >= 0 and <= 1000 && parts == decimal.Truncate(parts)
            ? Rate.Of(share)
            : throw RefusedException.Malformed(field, "0.00000001 …");
    }
}
