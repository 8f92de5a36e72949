namespace Chutan.Market.Kernel;

/// <summary>What somebody asks the market to do. Imperative, immutable, journalled as it came.</summary>
public abstract record Command;

/// <summary>What happened. Past tense, immutable; the only thing that changes state. Each room has its own
/// base.</summary>
public abstract record Event;

/// <summary>The legal basis of a rule or decision: instrument and article.</summary>
public sealed record Citation(string Instrument, string? Article = null)
{
    public override string ToString() => Article is null ? Instrument : $"{Instrument} {Article}";
}

/// <summary>A reason to refuse, declared once in its room, with its texts. Placeholders in braces are parameters and
/// must be the same in both languages.</summary>
public sealed record RefusalCode(string Code, string Zh, string En)
{
    /// <summary>The refusal itself: this reason, its legal basis, and the values of its placeholders.</summary>
    public Refusal With(Citation basis, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var values = ImmutableArray.CreateBuilder<RefusalParameter>(parameters.Length);
        foreach (var (name, value) in parameters) values.Add(new RefusalParameter(name, Text.Of(value)));
        return new Refusal(Code, basis, values.ToImmutable());
    }
}

public readonly record struct RefusalParameter(string Name, string Value);

/// <summary>A refusal is data: a stable code, the values in it, and the citation.</summary>
public sealed record Refusal(string Code, Citation Basis, ImmutableArray<RefusalParameter> Parameters)
{
    public bool Equals(Refusal? other) => other is not null && Code == other.Code && Basis == other.Basis
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan());

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        $"{Code} ({Basis}) {string.Join(", ", Parameters.Select(p => $"{p.Name}={p.Value}"))}";
}

/// <summary>One rule value a decision relied on: enough to find the exact version again, and to say how sure it is.
/// </summary>
public sealed record RuleUse(
    string Key, string Value, LocalDate From, LocalDate? Through, string Standing, Citation Basis);

/// <summary>The outcome of a command: accepted with events and the rules used, or refused.</summary>
public abstract record Decision
{
    private Decision() { }

    public sealed record Accepted(ImmutableArray<Event> Events, ImmutableArray<RuleUse> Rules) : Decision;

    public sealed record Refused(Refusal Refusal) : Decision;

    public static Decision Accept(params ReadOnlySpan<Event> events) => new Accepted([.. events], []);
    public static Decision Accept(IEnumerable<Event> events) => new Accepted([.. events], []);

    /// <summary>Takes the events over without copying them where the builder is full.</summary>
    public static Decision Accept(ImmutableArray<Event>.Builder events) => new Accepted(events.DrainToImmutable(), []);
    public static implicit operator Decision(Refusal refusal) => new Refused(refusal);
    public static Decision FromRefusal(Refusal refusal) => new Refused(refusal);
}

/// <summary>The stable name and version under which a command or event is journalled. A name is never reused; a
/// changed shape gets the next version and an upgrade in the codec.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WireAttribute(string name, int version = 1) : Attribute
{
    public string Name { get; } = name;
    public int Version { get; } = version;
}
