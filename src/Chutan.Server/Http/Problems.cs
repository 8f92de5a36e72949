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

    /// <summary>How decisions cite an instrument that the rulebook has under its full number.</summary>
    private static readonly ImmutableDictionary<string, string> ShortNumbers =
        ImmutableDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create("省政府令第371号", "order-371"), KeyValuePair.Create("省政府令第430号", "order-430"),
        ]);

    /// <summary>The citation with the instrument's id and titles, where the rulebook knows it; elsewhere with its name
    /// in both languages, where there is one.</summary>
    public static CitationAnswer CitationOf(Citation citation, RulebookState? rulebook)
    {
        var cited = ShortNumbers.GetValueOrDefault(citation.Instrument, citation.Instrument);
        var instrument = rulebook?.Content?.Instruments.FirstOrDefault(i =>
            i.Number == cited || i.Id == cited || i.TitleZh == cited);
        return instrument is null
            ? new CitationAnswer(citation.Instrument, Names.Code("law", citation.Instrument),
                citation.Article ?? "")
            : new CitationAnswer(
                instrument.Id, Bilingual.Of(instrument.TitleZh, instrument.TitleEn), citation.Article ?? "");
    }
}
