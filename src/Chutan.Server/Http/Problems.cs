using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Server.Http;

/// <summary>From a refusal to the body of an answer.</summary>
internal static class Problems
{
    public static Problem Of(Refusal refusal, RulebookState? rulebook, long? position)
    {
        var text = RefusalTexts.Of(refusal);
        return new Problem(refusal.Code, text.Zh, text.En,
            refusal.Parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
            CitationOf(refusal.Basis, rulebook), position);
    }

    /// <summary>The citation with the instrument's id and titles, where the rulebook knows it.</summary>
    public static CitationAnswer CitationOf(Citation citation, RulebookState? rulebook)
    {
        var instrument = rulebook?.Content?.Instruments.FirstOrDefault(i =>
            i.Number == citation.Instrument || i.Id == citation.Instrument);
        return instrument is null
            ? new CitationAnswer(citation.Instrument, Bilingual.Same(citation.Instrument), citation.Article ?? "")
            : new CitationAnswer(
                instrument.Id, Bilingual.Of(instrument.TitleZh, instrument.TitleEn), citation.Article ?? "");
    }
}
