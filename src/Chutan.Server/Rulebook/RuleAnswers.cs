using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Chutan.Server.Journal;

namespace Chutan.Server.Rulebook;

public sealed record AdoptionAnswer(Bilingual By, LocalDate Date, Bilingual Reason, long Position);

public sealed record RuleValueAnswer(string Key, Bilingual Label, string? Value, string Unit, Bilingual? Scope,
    string? From, string? Through, string Standing, CitationAnswer Citation, string Source, Bilingual? Note,
    AdoptionAnswer? Adoption);

public sealed record RuleAnswer(string Key, Bilingual Label, Bilingual Meaning, string Unit, RuleValueAnswer? Current,
    LocalDate On, IReadOnlyList<RuleValueAnswer> Values, AsOf AsOf);

/// <summary>Rule values as people read them.</summary>
internal static class RuleAnswers
{
    public static Bilingual Label(string key) => RuleKeys.Find(key) is { } k
        ? new Bilingual(k.MeaningZh, k.MeaningEn) : Bilingual.Same(key);

    public static RuleUseAnswer Use(RuleUse use, RulebookState rulebook) => new(use.Key, Label(use.Key), use.Value,
        rulebook.InForce(use.Key, use.From)?.Unit ?? "", Text.Of(use.From), use.Through is { } end ? Text.Of(end)
            : null,
        use.Standing.ToLowerInvariant(), Problems.CitationOf(use.Basis, rulebook));

    public static RuleValueAnswer Value(RuleValue value, RulebookState rulebook, Func<UserId, Bilingual> nameOf)
    {
        var adoption = rulebook.Adoptions.GetValueOrDefault(value.Version);
        return new RuleValueAnswer(value.Key, Label(value.Key),
            adoption?.Value ?? (value.Standing == Standing.Disputed ? null : value.Value), value.Unit,
            Optional(value.Scope), value.FromLabel, value.ThroughLabel.Length == 0 ? null : value.ThroughLabel,
            value.Standing.ToString().ToLowerInvariant(), Problems.CitationOf(rulebook.Cite(value), rulebook),
            value.Source, Optional(value.Base.Length == 0 ? value.Note : $"{value.Base}. {value.Note}"),
            adoption is null ? null : new AdoptionAnswer(nameOf(adoption.By),
                adoption.At.InUtc().Date, Bilingual.Same(adoption.Reason), adoption.Position));
    }

    private static Bilingual? Optional(string text) => string.IsNullOrWhiteSpace(text) ? null : Bilingual.Same(text);
}
