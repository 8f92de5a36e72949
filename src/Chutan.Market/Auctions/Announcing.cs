namespace Chutan.Market.Auctions;

/// <summary>开立竞价专户: opens the registry account that units of the reserve lie in while they are up for
/// auction.</summary>
[Wire("auctions.open-account"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record OpenAuctionAccount : Command;

/// <summary>发布竞价公告: puts units of the government reserve up for auction, on public terms.</summary>
[Wire("auctions.announce"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AnnounceAuction(AuctionNotice Notice) : Command;

/// <summary>取消竞价: calls an auction off before it is cleared. Bids and guarantees are void, the units go back.</summary>
[Wire("auctions.cancel"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record CancelAuction(AuctionId Auction, string Reason) : Command;

/// <summary>登记集团关系: records that a participant belongs to a corporate group, whose companies share purchase limits;
/// an empty name takes it out.</summary>
[Wire("auctions.set-group"), By(Scope.Any, Rights.None, Role.Authority, Role.Exchange)]
public sealed record SetCorporateGroup(ParticipantId Participant, string Group) : Command, IConcernsParticipant;

/// <param name="Reserve">The floor worked out; null when there is none.</param>
/// <param name="Floor">How the floor was worked out.</param>
[Wire("auctions.announced")]
public sealed record AuctionAnnounced(AuctionId Auction, AuctionNotice Notice, Price? Reserve,
    ImmutableArray<ExplanationLine> Floor) : AuctionEvent;

/// <summary>The registry account that units for sale are kept in was opened.</summary>
[Wire("auctions.account-opened")]
public sealed record AuctionAccountOpened(AccountId Account) : AuctionEvent;

[Wire("auctions.cancelled")]
public sealed record AuctionCancelled(AuctionId Auction, string Reason) : AuctionEvent;

[Wire("auctions.group-set")]
public sealed record CorporateGroupSet(ParticipantId Participant, string Group) : AuctionEvent;

/// <summary>What an announcement must satisfy.</summary>
internal static class Announcing
{
    private const int LongestTitle = 200;
    private const int MostBidsEach = 10;
    private const int MostMonths = 24;
    private const int LongestGroup = 100;
    public static readonly Citation Order371 = new("湖北省人民政府令第371号");

    /// <summary>Sales of the reserve are capped: see <see cref="AllocationKeys.GovReserveAuctionShareMax"/>.</summary>
    /// <param name="reserve">The year's government reserve.</param>
    public static Refusal? ShareProblem(AuctionNotice notice, Tonnes reserve, CommandContext context,
        AuctionsState auctions)
    {
        var share = context.Rules.Get(AllocationKeys.GovReserveAuctionShareMax, notice.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var (most, taken) = (share.RoundDown(reserve), auctions.OutOfReserve(notice.Year));
        var basis = context.Rules.Cite(AllocationKeys.GovReserveAuctionShareMax, notice.Year);
        return taken + notice.Supply > most
            ? AuctionRefusals.BeyondShare.With(basis, ("year", notice.Year), ("share", share), ("most", most),
                ("taken", taken), ("supply", notice.Supply))
            : null;
    }

    /// <summary>The first thing in the terms that does not hold together, or null.</summary>
    public static Refusal? Problem(AuctionNotice notice, Instant now)
    {
        if (IsBad(notice.TitleZh, LongestTitle) || IsBad(notice.TitleEn, LongestTitle)
            || IsBad(notice.Decision, LongestTitle)) return Bad("title");
        if (notice.Lot.IsZero) return Bad("lot");
        if (notice.Supply.IsZero || notice.Supply.Count % notice.Lot.Count != 0)
            return AuctionRefusals.OffLot.With(Order371, ("quantity", notice.Supply), ("lot", notice.Lot));
        if (IsBad(notice.Floor)) return Bad("floor");
        if (notice.Admission is { CoveredEntities: false, Institutions: false, Individuals: false }
            or { CoveredEntities: false, OnlyIfShortIn: not null })
            return Bad("admission");
        if (notice.Limits.ForBidder(notice.Supply) < notice.Lot || notice.Limits.ForGroup(notice.Supply) < notice.Lot)
            return Bad("limits");
        if (notice.LeastCoverage > Rate.One) return Bad("leastCoverage");
        if (notice.BidsEach is < 1 or > MostBidsEach) return Bad("bidsEach");
        if (notice.Guarantee > Rate.One || notice.Guarantee.Parts == 0) return Bad("guarantee");
        return notice.Opens < now || notice.Closes <= notice.Opens || notice.PayBy <= notice.Closes
            ? AuctionRefusals.BadWindow.With(Order371, ("now", now), ("opens", notice.Opens),
                ("closes", notice.Closes), ("payBy", notice.PayBy))
            : null;
    }

    public static Decision Decide(SetCorporateGroup command, Participants.ParticipantsState participants)
    {
        if (participants.Find(command.Participant) is null)
            return Participants.ParticipantRefusals.Unknown.With(Order371, ("participant", command.Participant));
        return command.Group is null || command.Group.Length > LongestGroup
            ? Bad("group")
            : Decision.Accept(new CorporateGroupSet(command.Participant, command.Group.Trim()));
    }

    private static bool IsBad(string? text, int longest) => string.IsNullOrWhiteSpace(text) || text.Length > longest;

    private static bool IsBad(Floor floor) => floor switch
    {
        { Rule: FloorRule.None, Price: null, Factor: null, Months: null } => false,
        { Rule: FloorRule.Fixed, Price: { FenPerTonne: > 0 }, Factor: null, Months: null } => false,
        {
            Rule: FloorRule.AverageOfMonths or FloorRule.AverageOfCalendarMonths, Price: null,
            Factor: { Parts: > 0 }, Months: >= 1 and <= MostMonths
        } => false,
        _ => true,
    };

    private static Refusal Bad(string field) => AuctionRefusals.BadTerms.With(Order371, ("field", field));
}
