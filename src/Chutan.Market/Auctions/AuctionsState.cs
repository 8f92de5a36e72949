namespace Chutan.Market.Auctions;

/// <summary>The primary market: all auctions, and which companies belong together.</summary>
public sealed class AuctionsState
{
    private readonly SortedDictionary<AuctionId, Auction> auctions = [];
    private readonly SortedDictionary<ParticipantId, string> groups = [];
    private long nextBid = 1;

    /// <summary>The registry account that units for sale are kept in; null before the first auction.</summary>
    public AccountId? SalesAccount { get; private set; }

    /// <summary>All auctions, earliest first.</summary>
    public IReadOnlyCollection<Auction> All => auctions.Values;

    public Auction? Find(AuctionId id) => auctions.GetValueOrDefault(id);

    /// <summary>The corporate group a participant belongs to; null when none is recorded.</summary>
    public string? GroupOf(ParticipantId participant) => groups.GetValueOrDefault(participant);

    /// <summary>All recorded memberships, by participant.</summary>
    public IReadOnlyDictionary<ParticipantId, string> Groups => groups;

    /// <summary>What auctions take, or took, out of the reserve of a year.</summary>
    public Tonnes OutOfReserve(ComplianceYear year) =>
        new(auctions.Values.Where(a => a.Notice.Year == year).Sum(a => a.OutOfReserve.Count));

    internal AuctionId Next => new(auctions.Count + 1);
    internal BidId NextBid => new(nextBid);

    internal void Apply(AuctionEvent happened, EventContext context)
    {
        switch (happened)
        {
            case AuctionAccountOpened e: SalesAccount = e.Account; break;
            case CorporateGroupSet { Group: "" } e: groups.Remove(e.Participant); break;
            case CorporateGroupSet e: groups[e.Participant] = e.Group; break;
            case AuctionAnnounced e:
                auctions.Add(e.Auction, new Auction(e.Auction, e.Notice, e.Reserve, e.Floor, context.Date,
                    context.Position));
                break;
            case AuctionOpened e: Change(e.Auction, a => a with { Phase = AuctionPhase.Open }); break;
            case BidTaken e: Take(e, context.At); break;
            case BidWithdrawn e:
                Change(e.Auction, a => a with
                {
                    Bids = [.. a.Bids.Select(b => b.Id == e.Bid ? b with { Withdrawn = true } : b)],
                });
                break;
            case BiddingClosed e: Change(e.Auction, a => a with { Phase = AuctionPhase.Closed }); break;
            case AuctionCleared e: Change(e.Auction, a => Cleared(a, e.Result)); break;
            case AwardPaid e: Change(e.Auction, a => Marked(a, e.Account, PaymentStatus.Paid)); break;
            case AwardDefaulted e: Change(e.Auction, a => Marked(a, e.Account, PaymentStatus.Defaulted)); break;
            case AuctionSettled e: Change(e.Auction, a => a with { Phase = AuctionPhase.Settled }); break;
            case AuctionCancelled e:
                Change(e.Auction, a => a with { Phase = AuctionPhase.Cancelled, CancelReason = e.Reason });
                break;
            default: throw new InvalidOperationException($"No auction has a place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Long(nextBid);
        to.Long(SalesAccount?.Number ?? 0);
        to.Many(groups, g =>
        {
            to.Long(g.Key.Number);
            to.String(g.Value);
        });
        to.Many(auctions.Values, a => AuctionSnapshot.Write(to, a));
    }

    internal void Load(StateReader from)
    {
        nextBid = from.Long();
        SalesAccount = from.Long() is > 0 and var number ? new AccountId(number) : null;
        from.Many(() => groups.Add(new(from.Long()), from.String()));
        from.Many(() =>
        {
            var auction = AuctionSnapshot.ReadAuction(from);
            auctions.Add(auction.Id, auction);
        });
    }

    private void Take(BidTaken e, Instant at)
    {
        nextBid = e.Bid.Number + 1;
        Change(e.Auction, a => a with
        {
            Bids = a.Bids.Add(new Bid(e.Bid, e.Account, e.Bidder, e.Price, e.Quantity, e.Guarantee, at)),
        });
    }

    private static Auction Cleared(Auction auction, AuctionResult result) => auction with
    {
        Phase = AuctionPhase.Cleared,
        Result = result,
        Winners =
        [
            .. result.Awards.Where(a => !a.Awarded.IsZero).GroupBy(a => a.Account).OrderBy(g => g.Key)
                .Select(g => new Winner(g.Key, new Tonnes(g.Sum(a => a.Awarded.Count)),
                    new Money(g.Sum(a => a.Pays.Fen)), PaymentStatus.Due)),
        ],
    };

    private static Auction Marked(Auction auction, AccountId account, PaymentStatus status) => auction with
    {
        Winners = [.. auction.Winners.Select(w => w.Account == account ? w with { Status = status } : w)],
    };

    private void Change(AuctionId id, Func<Auction, Auction> change) => auctions[id] = change(auctions[id]);
}
