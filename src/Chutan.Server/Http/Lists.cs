using System.Globalization;
using System.Reflection;
using System.Text;
using Chutan.Market.Kernel;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Http;

/// <summary>The query of a list: page, size, sort, free text, and whether a file is wanted.</summary>
public sealed record ListQuery(int Page, int Size, string? Sort, string? Text, string? Format)
{
    public const int MaximumSize = 1000;

    /// <summary>Whether a workbook is wanted in English; otherwise it is in Chinese.</summary>
    public bool English { get; init; }

    /// <summary>Reads and checks the query of a request; anything out of range is refused by name.</summary>
    public static ListQuery From(HttpRequest request)
    {
        var page = Number(request, "page", 1, 1, 1_000_000);
        var size = Number(request, "size", 50, 1, MaximumSize);
        var format = request.Query["format"].ToString();
        if (format is not ("" or "csv" or "xlsx" or "json")) throw RefusedException.Malformed("format", "csv, xlsx");
        return new ListQuery(page, size, Blank(request.Query["sort"]), Blank(request.Query["q"]),
            format is "csv" or "xlsx" ? format : null) { English = AsksForEnglish(request) };
    }

    private static bool AsksForEnglish(HttpRequest request) => request.Query["language"].ToString() switch
    {
        "en" => true,
        "zh" => false,
        "" => request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase),
        _ => throw RefusedException.Malformed("language", "zh, en"),
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static int Number(HttpRequest request, string name, int otherwise, int least, int most)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most
            ? n
            : throw RefusedException.Malformed(name, $"{least}–{most}");
    }
}

/// <summary>Filters, sorts, pages and exports any list of answers, by the properties of its rows.</summary>
public static class Lists
{
    /// <summary>The rows that match the free text, in the order asked for.</summary>
    public static List<T> Select<T>(IEnumerable<T> rows, ListQuery query)
    {
        var columns = Columns.Of(typeof(T));
        if (query.Text is { } text)
            rows = rows.Where(r => columns.Any(c => c.Text(r!).Contains(text, StringComparison.OrdinalIgnoreCase)));
        if (query.Sort is not { } sort) return [.. rows];
        var (name, down) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        var by = columns.FirstOrDefault(c => c.Name == name || c.Name.StartsWith(name + ".", StringComparison.Ordinal))
            ?? throw RefusedException.Malformed("sort", string.Join(", ", columns.Select(c => c.Name)));
        var comparer = Comparer<object?>.Create(Columns.Compare);
        return [.. down ? rows.OrderByDescending(r => by.Value(r!), comparer)
            : rows.OrderBy(r => by.Value(r!), comparer)];
    }

    /// <summary>The page asked for, or a file of all rows.</summary>
    public static IResult Answer<T>(IEnumerable<T> rows, ListQuery query, AsOf asOf, string name,
        Func<List<T>, IReadOnlyList<T>, object>? wrap = null)
    {
        var all = Select(rows, query);
        if (query.Format is not null) return Export.File(all, query, name);
        IReadOnlyList<T> page = [.. all.Skip((query.Page - 1) * query.Size).Take(query.Size)];
        return Results.Json(wrap is null ? new Page<T>(page, all.Count, asOf) : wrap(all, page), Json.Options);
    }
}

/// <summary>The flat columns of a row type: nested texts and records become dotted names.</summary>
public sealed class Columns
{
    private readonly PropertyInfo[] path;

    private Columns(PropertyInfo[] path)
    {
        this.path = path;
        Name = string.Join('.', path.Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]));
    }

    public string Name { get; }

    /// <summary>Whether it is one language of a text in two.</summary>
    public bool InOneLanguage => path[^1].DeclaringType == typeof(Bilingual);

    public object? Value(object row)
    {
        object? value = row;
        foreach (var property in path)
        {
            if (value is null) return null;
            value = property.GetValue(value);
        }
        return value;
    }

    public string Text(object row) => Value(row) is { } value ? Chutan.Market.Kernel.Text.Of(value) : "";

    public static IReadOnlyList<Columns> Of(Type row) => [.. Walk(row, [])];

    public static int Compare(object? a, object? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => string.CompareOrdinal(x, y),
        (IComparable x, _) => x.CompareTo(b),
        _ => 0,
    };

    private static IEnumerable<Columns> Walk(Type type, PropertyInfo[] path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.Name == "EqualityContract" || property.GetIndexParameters().Length > 0) continue;
            PropertyInfo[] here = [.. path, property];
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (kind.IsPrimitive || kind.IsEnum || kind == typeof(string) || kind == typeof(decimal)
                || kind.Namespace == "NodaTime") yield return new Columns(here);
            else if (kind.Namespace?.StartsWith("Chutan", StringComparison.Ordinal) == true && path.Length < 2)
                foreach (var inner in Walk(kind, here)) yield return inner;
        }
    }
}
