namespace Chutan.Market.Rulebook;

public abstract record RulebookEvent : Event;

/// <summary>The rulebook in force in this market, and which uncertain values have been adopted.</summary>
public sealed class RulebookState
{
    private Dictionary<string, ImmutableArray<RuleValue>> byKey = new(StringComparer.Ordinal);
    private Dictionary<string, Instrument> instruments = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Adoption> adoptions = new(StringComparer.Ordinal);

    public RulebookContent? Content { get; private set; }
    public WorkingDayCalendar Calendar { get; private set; } = new([]);
    public IReadOnlyDictionary<string, Adoption> Adoptions => adoptions;

    /// <summary>All versions of a key, earliest first.</summary>
    public ImmutableArray<RuleValue> History(string key) => byKey.GetValueOrDefault(key, []);

    public Instrument? FindInstrument(string id) => instruments.GetValueOrDefault(id);

    /// <summary>The version whose interval contains the date; null when the law sets none.</summary>
    public RuleValue? InForce(string key, LocalDate on)
    {
        foreach (var value in History(key))
            if (value.From <= on && (value.Through is not { } end || on <= end)) return value;
        return null;
    }

    /// <summary>The usable value on a date, or the refusal that names why there is none.</summary>
    public (RuleValue? Value, Refusal? Refusal) Resolve(ParameterKey key, LocalDate on)
    {
        if (InForce(key.Name, on) is not { } value)
        {
            var last = History(key.Name).LastOrDefault(v => v.From <= on);
            return last is null
                ? (null, RulebookRefusals.NoValue.With(new Citation(key.Name), ("key", key.Name), ("date", on)))
                : (null, RulebookRefusals.Lapsed.With(Cite(last), ("key", key.Name), ("date", on),
                    ("ended", last.Through!.Value), ("instrument", Cite(last).ToString())));
        }
        if (adoptions.TryGetValue(value.Version, out var adoption))
            return (value with { Value = adoption.Value }, null);
        return value.Standing switch
        {
            Standing.Disputed => (null, RulebookRefusals.Disputed.With(Cite(value), ("key", key.Name), ("date", on),
                ("value", value.Value))),
            Standing.Assumed => (null, RulebookRefusals.NotAdopted.With(Cite(value), ("key", key.Name), ("date", on),
                ("value", value.Value))),
            _ => (value, null),
        };
    }

    public Citation Cite(RuleValue value) => new(
        instruments.TryGetValue(value.Instrument, out var i) ? i.Number : value.Instrument,
        value.Article.Length == 0 ? null : value.Article);

    public Citation CitationOf(string key, LocalDate on) =>
        InForce(key, on) is { } value ? Cite(value) : new Citation(key);

    internal void Apply(RulebookEvent happened)
    {
        switch (happened)
        {
            case RulebookAdopted adopted: Use(adopted.Content); break;
            case RuleValueAdopted one: adoptions[one.Adoption.Version] = one.Adoption; break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Bool(Content is not null);
        if (Content is not null) RulebookSnapshot.Write(to, Content);
        to.Many(adoptions.Values, a =>
        {
            to.String(a.Version);
            to.String(a.Value);
            to.Long(a.By.Number);
            to.Instant(a.At);
            to.Long(a.Position);
            to.String(a.Reason);
        });
    }

    internal void Load(StateReader from)
    {
        if (from.Bool()) Use(RulebookSnapshot.Read(from));
        from.Many(() =>
        {
            var a = new Adoption(
                from.String(), from.String(), new(from.Long()), from.Instant(), from.Long(), from.String());
            adoptions[a.Version] = a;
        });
    }

    private void Use(RulebookContent content)
    {
        Content = content;
        Calendar = new WorkingDayCalendar(content.Calendar);
        instruments = content.Instruments.ToDictionary(i => i.Id, StringComparer.Ordinal);
        byKey = content.Values.GroupBy(v => v.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(v => v.From).ToImmutableArray(), StringComparer.Ordinal);
    }
}

/// <summary>Why a rule could not be used.</summary>
public static class RulebookRefusals
{
    public static readonly RefusalCode NoValue = new("rulebook.no-value",
        "规则库中没有 {key} 在 {date} 的取值。", "The rulebook has no value of {key} on {date}.");
    public static readonly RefusalCode Lapsed = new("rulebook.lapsed",
        "{key} 在 {date} 已无取值：{instrument} 的规定已于 {ended} 失效。",
        "{key} has no value on {date}: the provision of {instrument} lapsed on {ended}.");
    public static readonly RefusalCode Disputed = new("rulebook.disputed",
        "{key} 在 {date} 的取值 {value} 存在争议，须由有权机构说明理由后采纳。",
        "The value {value} of {key} on {date} is disputed; someone with the right must adopt one, with a reason.");
    public static readonly RefusalCode NotAdopted = new("rulebook.not-adopted",
        "{key} 在 {date} 的取值 {value} 没有法律来源，须由运营方采纳后方可使用。",
        "The value {value} of {key} on {date} has no legal source; the operator must adopt it before it can be used.");
    public static readonly RefusalCode UnknownKey = new("rulebook.unknown-key",
        "没有名为 {key} 的参数。", "There is no parameter named {key}.");
    public static readonly RefusalCode BadValue = new("rulebook.bad-value",
        "{key} 的取值 {value} 无效：应为 {expected}。", "The value {value} of {key} is not valid: expected {expected}.");
    public static readonly RefusalCode UnknownVersion = new("rulebook.unknown-version",
        "{key} 没有自 {date} 起的版本。", "{key} has no version from {date}.");
    public static readonly RefusalCode ReasonNeeded = new("rulebook.reason-needed",
        "采纳 {key} 须说明理由。", "Adopting {key} needs a reason.");
    public static readonly RefusalCode Overlap = new("rulebook.overlap",
        "{key} 自 {date} 起的版本与前一版本重叠。", "The version of {key} from {date} overlaps the one before.");
    public static readonly RefusalCode NoCalendar = new("calendar.no-notice",
        "{year} 年的放假通知尚未发布，期限无法推算。",
        "No notice yet for {year}: working days of that year cannot be counted.");
}
