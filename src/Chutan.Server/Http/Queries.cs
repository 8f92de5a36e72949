using System.Globalization;
using Chutan.Market.Kernel;
using Microsoft.AspNetCore.Http;
using NodaTime.Text;

namespace Chutan.Server.Http;

/// <summary>Reads values out of a query string; anything malformed is refused by name.</summary>
internal static class Queries
{
    public static LocalDate? Date(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        return LocalDatePattern.Iso.Parse(text) is { Success: true } parsed
            ? parsed.Value : throw RefusedException.Malformed(name, "yyyy-MM-dd");
    }

    /// <summary>A moment: a date (its end), an instant such as 2024-10-15T03:00:00Z, or nothing for now.</summary>
    public static Registry.Moment Moment(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return default;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date) return new Registry.Moment(date.Value, null);
        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant
            ? new Registry.Moment(null, instant.Value)
            : throw RefusedException.Malformed(name, "yyyy-MM-dd, yyyy-MM-ddTHH:mm:ssZ");
    }

    public static int? Number(HttpRequest request, string name)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n : throw RefusedException.Malformed(name, "0, 1, 2 …");
    }

    /// <summary>A quantity out of a request body: whole tonnes, at least one.</summary>
    public static Tonnes Tonnes(long? count) => count is > 0 and < 1_000_000_000
        ? new Tonnes(count.Value) : throw RefusedException.Malformed("tonnes", "1–999,999,999");

    public static HashSet<string> Many(HttpRequest request, string name) =>
        request.Query[name].OfType<string>().Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal);
}
