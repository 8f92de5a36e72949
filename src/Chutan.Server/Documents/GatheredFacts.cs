using System.Globalization;
using System.Text.RegularExpressions;
using Chutan.Market.Mrv;

namespace Chutan.Server.Documents;

/// <summary>Facts of one file as they are found in several of its places: the first date counts, names are put side by
/// side.</summary>
internal sealed partial class GatheredFacts
{
    private const int MostNames = 4;
    private const int EarliestYear = 1985;
    private const int LatestYear = 2199;
    private static readonly DateTimeZone China = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly List<string> authors = [];
    private readonly List<string> programs = [];
    private LocalDate? created;
    private LocalDate? modified;

    public void Created(string? text) => created ??= DateOf(text);
    public void Modified(string? text) => modified ??= DateOf(text);
    public void Author(string? text) => Add(authors, text);
    public void Software(string? text) => Add(programs, text);

    public FileFacts ToFacts() => new(created, modified, Joined(authors), Joined(programs));

    /// <summary>Takes what an XMP packet says.</summary>
    public void Take(IReadOnlyDictionary<string, string> xmp)
    {
        Created(xmp.GetValueOrDefault("CreateDate"));
        Modified(xmp.GetValueOrDefault("ModifyDate"));
        Author(xmp.GetValueOrDefault("creator"));
        Software(xmp.GetValueOrDefault("CreatorTool"));
        Software(xmp.GetValueOrDefault("Producer"));
    }

    /// <summary>The day in China of a time as PDF, XMP, EXIF and document properties write it; without an offset the
    /// day as it stands.</summary>
    internal static LocalDate? DateOf(string? text)
    {
        if (text is null || Time().Match(text.Trim()) is not { Success: true } match) return null;
        int Part(int group, int otherwise) => match.Groups[group].Success
            ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        var (year, month, day) = (Part(1, 0), Part(2, 1), Part(3, 1));
        if (year is < EarliestYear or > LatestYear || month is < 1 or > 12 || day < 1
            || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return null;
        var (hour, minute) = (Part(4, 0), Part(5, 0));
        var date = new LocalDate(year, month, day);
        if (hour > 23 || minute > 59 || !match.Groups[6].Success && !match.Groups[7].Success) return date;
        var (hours, minutes) = (Part(8, 0), Part(9, 0));
        if (hours > 17 || minutes > 59) return date;
        var offset = Offset.FromHoursAndMinutes(hours, minutes);
        if (match.Groups[7].Success && match.Groups[7].ValueSpan is "-") offset = -offset;
        return (date + new LocalTime(hour, minute)).WithOffset(offset).InZone(China).Date;
    }

    private static void Add(List<string> names, string? text)
    {
        var clean = new string([.. (text ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]).Trim();
        if (clean.Length > FileFacts.LongestText) clean = clean[..FileFacts.LongestText];
        if (clean.Length > 0 && names.Count < MostNames && !names.Contains(clean)) names.Add(clean);
    }

    private static string Joined(List<string> names)
    {
        var all = string.Join(" / ", names);
        return all.Length > FileFacts.LongestText ? all[..FileFacts.LongestText] : all;
    }

    /// <summary>Year, month, day, hour, minute, Z, sign and offset.</summary>
    [GeneratedRegex(@"^(?:D:)?(\d{4})[-:]?(\d{2})?[-:]?(\d{2})?[T ]?(?:(\d{2}):?(\d{2})(?::?\d{2}(?:\.\d+)?)?)?\s*"
        + @"(?:(Z)|([+-])(\d{2})'?:?(\d{2})?)?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Time();
}
