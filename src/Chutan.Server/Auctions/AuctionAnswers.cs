using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Exchange;
using Chutan.Server.Http;

namespace Chutan.Server.Auctions;

/// <summary>One auction in the list. Prices and money are null until there is a result.</summary>
public sealed record AuctionRow(long Id, Bilingual Title, int Year, string Phase, LocalDate AnnouncedOn, long Supply,
    long? ReserveFen, Instant Opens, Instant Closes, Instant PayBy, long? ClearingPriceFen, long? Sold,
    long? RevenueFen, long Position);

/// <summary>The terms of an announcement, in full.</summary>
public sealed record AuctionTermsAnswer(string Decision, long Supply, long Lot, string FloorRule, string? FloorFactor,
    int? FloorMonths, bool CoveredEntities, bool Institutions, bool Individuals, int? OnlyIfShortIn,
    long? BidderLimit, long? GroupLimit, string Pricing, string Tie, string Shortfall, string LeastCoverage,
    int BidsEach, bool MayWithdraw, string Guarantee, string ForfeitTo);

/// <summary>One line of how the floor price came about.</summary>
public sealed record FloorLine(string Symbol, string? Formula, string Value, string Unit);

/// <summary>One step of the demand curve, without names: what was bid at a price, and what of it was sold.</summary>
public sealed record DemandStep(long PriceFen, long Tonnes, long Awarded, bool Valid);

public sealed record AuctionResultAnswer(LocalDate Date, long? ClearingPriceFen, long Demand, long Sold, long Unsold,
    long RevenueFen, bool IsVoid, string Seed, int Bids, int Winners, int Paid, int Defaulted,
    IReadOnlyList<DemandStep> Curve);

public sealed record AuctionAnswer(AuctionRow Auction, AuctionTermsAnswer Terms, CitationAnswer ShareRule,
    string ShareRuleKey, IReadOnlyList<FloorLine> Floor, AuctionResultAnswer? Result, string CancelReason, AsOf AsOf,
    CalledOffAnswer? CalledOff);

/// <summary>One award. <paramref name="Bidder"/> is null for readers who may not know it.</summary>
public sealed record AwardRow(long Bid, Bilingual? Bidder, string? Account, long PriceFen, long Tonnes, long Awarded,
    long PaysFen, string Reason, string? Payment, bool Mine);

public sealed record MyBid(long Id, long PriceFen, long Tonnes, long GuaranteeFen, Instant Instant, bool Withdrawn);

/// <summary>How the caller stands in an auction.</summary>
/// <param name="Problem">Why the caller may not bid at all; null when it may.</param>
/// <param name="Room">Tonnes the caller may still bid for.</param>
public sealed record MyAuction(bool Admitted, Problem? Problem, long Room, int BidsLeft, long FreeFen,
    long GuaranteeFen, long OwesFen, long AwardedTonnes, string? Payment, IReadOnlyList<MyBid> Bids, AsOf AsOf);

public sealed record RevenueUseAnswer(string Use, long SpentFen);

/// <summary>Auction revenue: what is there, and what was spent on which use.</summary>
public sealed record AuctionRevenueAnswer(long BalanceFen, IReadOnlyList<RevenueUseAnswer> Uses, CitationAnswer Basis,
    AsOf AsOf);

/// <summary>What an auction tells the public, and what it keeps from it.</summary>
internal static class AuctionAnswers
{
    public static AuctionRow Row(Auction a) => new(a.Id.Number, Bilingual.Of(a.Notice.TitleZh, a.Notice.TitleEn),
        a.Notice.Year.Year, Word(a.Phase), a.AnnouncedOn, a.Notice.Supply.Count, a.Reserve?.FenPerTonne,
        a.Notice.Opens, a.Notice.Closes, a.Notice.PayBy, a.Result?.ClearingPrice?.FenPerTonne, a.Result?.Sold.Count,
        a.Result?.Revenue.Fen, a.Position);

    /// <param name="end">How it was called off; null for one that was not.</param>
    public static AuctionAnswer Of(Auction a, CalledOff? end, MarketState state, AsOf asOf)
    {
        var share = state.Rulebook.CitationOf(AllocationKeys.GovReserveAuctionShareMax.Name, a.Notice.Year.RuleDate);
        return new AuctionAnswer(Row(a), Terms(a.Notice), Cite(share, state),
            AllocationKeys.GovReserveAuctionShareMax.Name,
            [.. a.Floor.Select(l => new FloorLine(l.Symbol, l.Formula, l.Value, l.Unit))],
            a.Result is { } result ? Result(a, result) : null, a.CancelReason, asOf,
            end is null ? null : CallingOff.Answer(end, RefusalTexts.Reason(a.CancelReason, ""),
                Cite(new Citation("湖北省人民政府令第371号"), state), a.Notice.Supply.Count, names: true, state));
    }

    /// <summary>The awards as this reader may see them: names for the bodies of the market and for oneself.</summary>
    public static IReadOnlyList<AwardRow> Awards(Auction a, MarketState state, bool all, ParticipantId? reader) =>
        a.Result is not { } result || !a.IsUnsealed ? [] :
        [
            .. result.Awards.OrderByDescending(w => w.Price).ThenBy(w => w.Bid).Select(w =>
            {
                var owner = state.Registry.OwnerOf(w.Account)!.Value; // an account that bid has an owner
                var (named, mine) = (all || owner == reader, owner == reader);
                var bidder = state.Participants.Find(owner)!;
                return new AwardRow(w.Bid.Number, named ? Bilingual.Of(bidder.NameZh, bidder.NameEn) : null,
                    named ? w.Account.ToString() : null, w.Price.FenPerTonne, w.Quantity.Count, w.Awarded.Count,
                    w.Pays.Fen, Word(w.Reason),
                    named && a.WinnerOf(w.Account) is { } winner && !w.Awarded.IsZero ? Word(winner.Status) : null,
                    mine);
            }),
        ];

    public static MyAuction Mine(Auction a, AccountId account, Refusal? problem, MarketState state, AsOf asOf)
    {
        var own = a.Bids.Where(b => b.Account == account).ToList();
        var winner = a.WinnerOf(account);
        var left = Math.Max(0, a.Notice.BidsEach - own.Count(b => !b.Withdrawn));
        return new MyAuction(problem is null, problem is null ? null : Problems.Of(problem, state.Rulebook, null),
            BidRules.Room(a, account).Count, left, state.Clearing.Withdrawable(account).Fen,
            state.Clearing.Reserved(account, $"auction {a.Id}").Fen,
            winner is { Status: PaymentStatus.Due } ? winner.Owes.Fen : 0, winner?.Quantity.Count ?? 0,
            winner is null ? null : Word(winner.Status),
            [.. own.Select(b => new MyBid(b.Id.Number, b.Price.FenPerTonne, b.Quantity.Count, b.Guarantee.Fen, b.At,
                b.Withdrawn))], asOf);
    }

    public static AuctionRevenueAnswer Revenue(MarketState state, AsOf asOf) => new(
        state.Clearing.House.Balance(HouseAccount.AuctionRevenue).Fen,
        [.. Enum.GetValues<RevenueUse>().Select(u => new RevenueUseAnswer(Word(u),
            state.Clearing.RevenueSpent.Of(u).Fen))], Cite(RevenueSpending.Basis, state), asOf);

    /// <summary>An enumeration's value as the API writes it: its name, small first letter.</summary>
    public static string Word<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static CitationAnswer Cite(Citation citation, MarketState state) =>
        Problems.CitationOf(citation, state.Rulebook);

    private static AuctionTermsAnswer Terms(AuctionNotice n) => new(n.Decision, n.Supply.Count, n.Lot.Count,
        Word(n.Floor.Rule), n.Floor.Factor?.ToString(), n.Floor.Months, n.Admission.CoveredEntities,
        n.Admission.Institutions, n.Admission.Individuals, n.Admission.OnlyIfShortIn?.Year,
        n.Limits.ForBidder(n.Supply)?.Count, n.Limits.ForGroup(n.Supply)?.Count, Word(n.Pricing), Word(n.Tie),
        Word(n.Shortfall), n.LeastCoverage.ToString(), n.BidsEach, n.MayWithdraw, n.Guarantee.ToString(),
        Word(n.ForfeitTo));

    private static AuctionResultAnswer Result(Auction a, AuctionResult r) => new(r.Date,
        r.ClearingPrice?.FenPerTonne, r.Demand.Count, r.Sold.Count, r.Unsold.Count, r.Revenue.Fen, r.IsVoid,
        Text.Of(r.Seed), r.Awards.Length, a.Winners.Length, a.Winners.Count(w => w.Status == PaymentStatus.Paid),
        a.Winners.Count(w => w.Status == PaymentStatus.Defaulted),
        [.. r.Awards.OrderByDescending(w => w.Price).ThenBy(w => w.Bid).Select(w => new DemandStep(w.Price.FenPerTonne,
            w.Quantity.Count, w.Awarded.Count, w.Reason is not (AwardReason.BelowReserve or AwardReason.NotWholeLots
                or AwardReason.NoPrice or AwardReason.Barred)))]);
}
