using System.Globalization;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Server.Http;

namespace Chutan.Server.Access;

/// <summary>理由: an act that somebody must be able to read the reason of is not sent without one. Rooms ask for it
/// themselves, under the article they follow; here it is asked of those commands whose room takes them as they come. A
/// vote, and a month, a correction or a capture that is passed, may go without.</summary>
internal static class Reasons
{
    /// <summary>Refuses a command that needs a reason and has none that can be read.</summary>
    public static void Ask(Command command)
    {
        var given = command switch
        {
            SetParticipantStatus c => c.Reason,
            ResumeVerification c => c.Reason,
            _ => null,
        };
        if (given is not null && IsBlank(given))
            throw RefusedException.Of(422, EdgeRefusals.NoReason, ("field", "reason"));
    }

    /// <summary>Whether nothing of a text can be seen: it is empty, or only spaces and signs that show nothing.
    /// </summary>
    public static bool IsBlank(string? text) => string.IsNullOrEmpty(text) || text.All(c => char.IsWhiteSpace(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control);
}
