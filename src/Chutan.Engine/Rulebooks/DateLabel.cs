using System.Globalization;
using NodaTime.Text;

namespace Chutan.Engine.Rulebooks;

/// <summary>Dates as sources give them: a day, a month, or a compliance year.</summary>
internal static class DateLabel
{
    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("yyyy-MM");

    /// <summary>The first day meant, or the last when it ends an interval; null when the text is no date.</summary>
    public static LocalDate? Read(string text, bool end)
    {
        if (text.StartsWith("CY", StringComparison.Ordinal))
        {
            if (text.Length != 6
                || !int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || year is < 1900 or > 2200) return null;
            return end ? new LocalDate(year, 12, 31) : new LocalDate(year, 1, 1);
        }
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
        if (Month.Parse(text) is not { Success: true } month) return null;
        return end ? month.Value.PlusMonths(1).PlusDays(-1) : month.Value;
    }
}
