using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;

namespace Chutan.Server.Scheduling;

/// <summary>竞价调度: opens, closes, clears and ends auctions at their announced times.</summary>
internal static class AuctionSteps
{
    /// <summary>The next step of every auction whose announced time has come. What does not depend on a time follows
    /// at once.</summary>
    public static IEnumerable<Command> Due(MarketState state, Instant at)
    {
        foreach (var auction in state.Auctions.All)
            switch (auction.Phase)
            {
                case AuctionPhase.Announced when at >= auction.Notice.Opens:
                    yield return new OpenAuction(auction.Id);
                    break;
                case AuctionPhase.Open when at >= auction.Notice.Closes:
                    yield return new CloseBidding(auction.Id);
                    break;
                case AuctionPhase.Closed:
                    yield return new ClearAuction(auction.Id);
                    break;
                case AuctionPhase.Cleared when at >= auction.Notice.PayBy:
                    yield return new EndPayments(auction.Id);
                    break;
            }
    }
}
