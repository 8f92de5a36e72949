using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;

namespace Chutan.Server.Journal;

/// <summary>Which records a caller may see: authority and audit all of them; everybody the public acts of the bodies of
/// the market; each participant its own. The rest is as if it were not there.</summary>
internal sealed class JournalAccess(User? user, bool all)
{
    private static readonly string[] PublicRooms = ["rulebook.", "allocation.", "compliance.", "offsets.",
        "disclosure."];
    private static readonly string[] PublicActs =
        ["mrv.accept-report", "mrv.refuse-report", "mrv.record-verified", "exchange.open-day", "exchange.close-trading",
         "exchange.halt", "exchange.resume", "clearing.settle-day", "clearing.reconcile-day", "registry.found"];

    /// <summary>The commands shown to everybody when an authority or operator sends them; for the test that they
    /// exist.</summary>
    internal static IEnumerable<string> Public => PublicRooms.Concat(PublicActs);

    public static ValueTask<JournalAccess> OfAsync(IMarket market, Actor? actor) =>
        market.AskAsync(state => actor is { } who
        ? new JournalAccess(state.Participants.Find(who.User), Authority.MayRead(ReadRight.Journal, who, null, state))
        : new JournalAccess(null, false));

    public bool Sees(JournalLine line)
    {
        if (all) return true;
        if (user is not null && line.Participant == user.Participant && (user.Rights & Rights.View) != 0) return true;
        return IsPublic(line);
    }

    /// <summary>Acts of authorities and operators are public; what companies and investors do is theirs.</summary>
    private static bool IsPublic(JournalLine line)
    {
        if (line.Actor.Role is Role.CoveredEntity or Role.Institution or Role.Individual or Role.Bank or Role.Court)
            return false;
        return PublicRooms.Any(r => line.Command.StartsWith(r, StringComparison.Ordinal))
            || PublicActs.Contains(line.Command, StringComparer.Ordinal);
    }
}
