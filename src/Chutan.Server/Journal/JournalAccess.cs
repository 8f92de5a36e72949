using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;

namespace Chutan.Server.Journal;

/// <summary>Which records a caller may see: authority and audit all of them; everybody the public acts of the bodies of
/// the market; each participant its own. The rest is as if it were not there. A sealed bid is there for its bidder
/// alone until the auction is cleared, and for ever when it never is.</summary>
internal sealed class JournalAccess(User? user, bool all, IReadOnlySet<AuctionId> opened)
{
    private static readonly string[] PublicRooms = ["rulebook.", "allocation.", "compliance.", "offsets.",
        "disclosure."];
    private static readonly string[] PublicActs =
        ["mrv.accept-report", "mrv.refuse-report", "mrv.record-verified", "exchange.open-day", "exchange.close-trading",
         "exchange.halt", "exchange.resume", "auctions.announce", "auctions.cancel", "auctions.open",
         "auctions.close-bidding", "clearing.disburse-auction-revenue", "clearing.settle-day", "clearing.reconcile-day",
         "registry.found"];

    /// <summary>The commands shown to everybody when an authority or operator sends them; for the test that they
    /// exist.</summary>
    internal static IEnumerable<string> Public => PublicRooms.Concat(PublicActs);

    public static ValueTask<JournalAccess> OfAsync(IMarket market, Actor? actor) => market.AskAsync(state =>
    {
        var opened = state.Auctions.All.Where(a => a.IsUnsealed).Select(a => a.Id).ToHashSet();
        return actor is { } who
            ? new JournalAccess(state.Participants.Find(who.User),
                Authority.MayRead(ReadRight.Journal, who, null, state), opened)
            : new JournalAccess(null, false, opened);
    });

    public bool Sees(JournalLine line)
    {
        var own = user is not null && line.Participant == user.Participant && (user.Rights & Rights.View) != 0;
        if (line.Sealed is { } auction && !opened.Contains(auction)) return own;
        return all || own || IsPublic(line);
    }

    /// <summary>Acts of authorities and operators are public; what companies and investors do is theirs.</summary>
    private static bool IsPublic(JournalLine line)
    {
        if (line.Actor.Role is Role.CoveredEntity or Role.Institution or Role.Individual or Role.Bank or Role.Court
            or Role.Enterprise)
            return false;
        return PublicRooms.Any(r => line.Command.StartsWith(r, StringComparison.Ordinal))
            || PublicActs.Contains(line.Command, StringComparer.Ordinal);
    }
}
