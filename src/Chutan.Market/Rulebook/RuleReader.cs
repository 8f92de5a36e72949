namespace Chutan.Market.Rulebook;

/// <summary>Reads rule values for one decision. Remembers every value used, and the first that could not be had:
/// a decision reads what it needs, then asks <see cref="Missing"/> once.</summary>
public sealed class RuleReader(RulebookState rulebook)
{
    private List<RuleUse>? used; // most orders read none

    /// <summary>The refusal for the first value that was missing, disputed or not adopted; null when all were
    /// there.</summary>
    public Refusal? Missing { get; private set; }

    /// <summary>Whether nothing was read through it: it can then serve another decision.</summary>
    public bool IsUntouched => used is null && Missing is null;

    public ImmutableArray<RuleUse> Used => used is null ? [] : [.. used.Distinct()];

    public WorkingDayCalendar Calendar => rulebook.Calendar;

    /// <summary>The value in force on a date; the default of the type when there is none (see
    /// <see cref="Missing"/>).</summary>
    public T Get<T>(ParameterKey<T> key, LocalDate on)
    {
        var (value, refusal) = rulebook.Resolve(key, on);
        if (refusal is not null)
        {
            Missing ??= refusal;
            return default!;
        }
        Note(value!);
        return key.Parse(value!.Value);
    }

    /// <summary>The value for a compliance year.</summary>
    public T Get<T>(ParameterKey<T> key, ComplianceYear year) => Get(key, year.RuleDate);

    /// <summary>The value, or null when the law sets none on that date; a disputed or unadopted one still
    /// refuses.</summary>
    public T? Find<T>(ParameterKey<T> key, LocalDate on) where T : struct
    {
        if (rulebook.InForce(key.Name, on) is null) return null;
        var value = Get(key, on);
        return Missing is null ? value : null;
    }

    /// <summary>The value when it can be used; null, and no refusal, when the law sets none or it is disputed or not
    /// adopted. For what a decision notes but does not rest on.</summary>
    public T? Usable<T>(ParameterKey<T> key, LocalDate on) where T : struct =>
        rulebook.Resolve(key, on) is { Refusal: null } ? Get(key, on) : null;

    /// <summary>The value in force for one instrument: its own, or the general one.</summary>
    public T Get<T>(ParameterKey<T> key, string instrument, LocalDate on) => Get(Nearest(key, instrument, on), on);

    /// <summary>The value for one instrument, its own or the general one, or null when the law sets none.</summary>
    public T? Find<T>(ParameterKey<T> key, string instrument, LocalDate on) where T : struct =>
        Find(Nearest(key, instrument, on), on);

    /// <summary>The legal basis of a key for one instrument.</summary>
    public Citation Cite<T>(ParameterKey<T> key, string instrument, LocalDate on) =>
        Cite(Nearest(key, instrument, on), on);

    private ParameterKey<T> Nearest<T>(ParameterKey<T> key, string instrument, LocalDate on)
    {
        var own = key.For(instrument);
        return rulebook.InForce(own.Name, on) is null ? key : own;
    }

    /// <summary>Whether the law sets any value of a key for a compliance year, usable or not.</summary>
    public bool InForce(ParameterKey key, ComplianceYear year) => rulebook.InForce(key.Name, year.RuleDate) is not null;

    /// <summary>The legal basis of a key on a date: instrument number and article. For refusals.</summary>
    public Citation Cite(ParameterKey key, LocalDate on) => rulebook.CitationOf(key.Name, on);
    public Citation Cite(ParameterKey key, ComplianceYear year) => Cite(key, year.RuleDate);

    /// <summary>What the rate is taken of, for example "initial allocation".</summary>
    public string BaseOf(ParameterKey key, LocalDate on) => rulebook.InForce(key.Name, on)?.Base ?? "";

    private void Note(RuleValue value)
    {
        used ??= [];
        used.Add(new RuleUse(value.Key, value.Value, value.From, value.Through, value.Standing.ToString(),
            rulebook.Cite(value)));
    }
}
