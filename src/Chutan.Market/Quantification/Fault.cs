using System.Globalization;

namespace Chutan.Market.Quantification;

/// <summary>Where something stands that a person must look at: a line of a file, or a cell of a sheet.</summary>
/// <param name="Line">From 1; zero when lines mean nothing there.</param>
/// <param name="Column">From 1; zero when only the line is known.</param>
/// <param name="Cell">For example <c>fuel!C5</c>, or a path such as <c>rows.fuel[3].FC</c>; null in plain text.
/// </param>
public readonly record struct Place(string File, int Line = 0, int Column = 0, string? Cell = null)
{
    public override string ToString() => Cell is not null ? $"{File} {Cell}"
        : Line == 0 ? File
        : Column == 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

/// <summary>One thing wrong in a methodology or in the figures given to it: a stable code, the values in it, and the
/// place.</summary>
public sealed record Fault(RefusalCode Code, ImmutableArray<RefusalParameter> Parameters, Place Place)
{
    public string Zh => Fill(Code.Zh);
    public string En => Fill(Code.En);

    /// <summary>The refusal this fault becomes when it stops a command; where it stands is its last parameter.
    /// </summary>
    public Refusal ToRefusal(Citation basis)
    {
        var place = Place.ToString().Trim();
        return new(Code.Code, basis, place.Length == 0 || Parameters.Any(p => p.Name == "place")
            ? Parameters
            : Parameters.Add(new RefusalParameter("place", place)));
    }

    public override string ToString() => $"{Place}: {En} {Zh}";

    private string Fill(string template)
    {
        foreach (var (name, value) in Parameters)
            template = template.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return template;
    }
}

/// <summary>Collects everything that is wrong; reading always goes on to find the rest.</summary>
public sealed class Faults
{
    private const int Most = 200;
    private readonly List<Fault> found = [];

    public bool Any => found.Count > 0;
    public int Count => found.Count;

    public ImmutableArray<Fault> Sorted => [.. found.DistinctBy(f => f.ToString(), StringComparer.Ordinal)
        .OrderBy(f => f.Place.File, StringComparer.Ordinal)
        .ThenBy(f => f.Place.Line).ThenBy(f => f.Place.Column)];

    public void AddAll(Faults others) => found.AddRange(others.found.Take(Math.Max(0, Most - found.Count)));

    public void Add(RefusalCode code, Place place, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (found.Count >= Most) return;
        var values = ImmutableArray.CreateBuilder<RefusalParameter>(parameters.Length);
        foreach (var (name, value) in parameters) values.Add(new RefusalParameter(name, Text.Of(value)));
        found.Add(new Fault(code, values.ToImmutable(), place));
    }
}
