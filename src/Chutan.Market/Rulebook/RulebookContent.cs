namespace Chutan.Market.Rulebook;

/// <summary>How sure a rule value is.</summary>
public enum Standing
{
    /// <summary>The instrument's own text was read.</summary>
    Confirmed = 0,
    /// <summary>Read in a secondary source.</summary>
    Reported = 1,
    /// <summary>No source: an operator must adopt it before it may be used.</summary>
    Assumed = 2,
    /// <summary>Sources disagree: unusable until one value is adopted, with a reason.</summary>
    Disputed = 3,
}

/// <summary>A whole rulebook as loaded from its files: what <see cref="AdoptRulebook"/> brings into the journal, so
/// that
/// a replay never needs the files.</summary>
/// <param name="Id">Folder name, for example <c>hubei</c>.</param>
/// <param name="Zone">Time zone id of the jurisdiction, for example Asia/Shanghai.</param>
public sealed record RulebookContent(
    string Id, string NameZh, string NameEn, string Territory, string Zone,
    ImmutableArray<Instrument> Instruments, ImmutableArray<RuleValue> Values, ImmutableArray<CalendarNotice> Calendar);

/// <summary>A law, measure, plan, notice or rule of the exchange that rule values come from.</summary>
public sealed record Instrument(
    string Id, string Number, string TitleZh, string TitleEn, string Issuer, string Territory,
    LocalDate? Document, LocalDate? Published, LocalDate? Effective, LocalDate? Through, string Note);

/// <summary>One dated value of one key, with where it is written and how sure it is.</summary>
/// <param name="FromLabel">The start as the source gives it: a date, CY2014, or 2015-04.</param>
/// <param name="Base">What a rate is taken of, for example "initial allocation"; empty when it has none.</param>
public sealed record RuleValue(
    string Key, string Value, string Unit, string Base, LocalDate From, LocalDate? Through, string FromLabel,
    string ThroughLabel, string Scope, string Instrument, string Article, string Source, Standing Standing, string Note)
{
    /// <summary>Names this version: key and first day.</summary>
    public string Version => $"{Key}@{Text.Of(From)}";
}

/// <summary>Who adopted an assumed or disputed value, when and why.</summary>
public sealed record Adoption(string Version, string Value, UserId By, Instant At, long Position, string Reason);
