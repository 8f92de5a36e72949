using System.Globalization;
using Chutan.Cli.Verbs;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using NodaTime.Text;

namespace Chutan.Cli.Published;

/// <summary>报价文件: sealed bids, one a line, with a header in Chinese or English in any order. A file with any fault is
/// refused as a whole, with line and column of each fault: nobody's bid may get lost unseen.</summary>
internal static class BidFile
{
    private const long MostTonnes = 10_000_000_000;
    private const decimal MostYuan = 1_000_000m;

    private static readonly ImmutableArray<(string Name, string Chinese, bool Needed)> Columns =
    [
        ("bidder", "投标人", true), ("price", "价格", true), ("quantity", "数量", true), ("time", "时间", false),
        ("group", "集团", false),
    ];

    /// <summary>The bids in the order of the file; each is numbered by its line.</summary>
    /// <param name="lot">Quantities must be multiples of it.</param>
    public static ImmutableArray<SealedBid> Read(string file, Tonnes lot)
    {
        var table = CsvTable.Read(file);
        var faults = new Faults(file);
        if (table.Malformed.Contains(1)) faults.Add(1, 1, "引号使用有误。", "The quoting is wrong.");
        var positions = Positions(table, faults);
        var bids = ImmutableArray.CreateBuilder<SealedBid>(table.Rows.Length);
        if (faults.None)
            foreach (var row in table.Rows)
                if (table.Malformed.Contains(row.Line))
                    faults.Add(row.Line, 1, "引号使用有误。", "The quoting is wrong.");
                else if (ReadBid(new BidRow(row, table.Header.Length, positions, faults), lot) is { } bid)
                    bids.Add(bid);
        faults.ThrowIfAny();
        return bids.ToImmutable();
    }

    private static ImmutableDictionary<string, int> Positions(CsvTable table, Faults faults)
    {
        var found = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < table.Header.Length; i++)
        {
            var title = table.Header[i];
            var known = Columns.FirstOrDefault(c => c.Chinese == title
                || string.Equals(c.Name, title, StringComparison.OrdinalIgnoreCase));
            if (known.Name is null) continue;
            if (!found.TryAdd(known.Name, i))
                faults.Add(1, i + 1, $"列“{title}”重复。", $"The column '{title}' is there twice.");
        }
        foreach (var (name, chinese, needed) in Columns)
            if (needed && !found.ContainsKey(name))
                faults.Add(1, 1, $"缺少列“{chinese}”（{name}）。", $"The column '{name}' is missing.");
        return found.ToImmutable();
    }

    private static SealedBid? ReadBid(BidRow row, Tonnes lot)
    {
        if (!row.IsComplete()) return null;
        var bidder = row.Text("bidder");
        if (bidder.Length == 0) row.Fault("bidder", "没有投标人。", "There is no bidder.");
        var price = ReadPrice(row);
        var quantity = ReadQuantity(row, lot);
        var time = row.Has("time") ? ReadTime(row) : 0;
        var group = row.Has("group") && row.Text("group") is { Length: > 0 } named ? named : null;
        return price is { } p && quantity is { } q && time is { } t && bidder.Length > 0
            ? new SealedBid(row.Line, bidder, group, p, q, t)
            : null;
    }

    private static Price? ReadPrice(BidRow row)
    {
        var text = row.Text("price");
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var yuan) || yuan is <= 0 or > MostYuan)
            return row.Fault<Price>("price", $"“{text}”不是大于零、不超过 {MostYuan} 的价格（元/吨）。",
                $"'{text}' is not a price above zero and up to {MostYuan} CNY/t.");
        var fen = yuan * 100;
        return fen == decimal.Truncate(fen)
            ? new Price((long)fen)
            : row.Fault<Price>("price", $"价格“{text}”精确到分以下。", $"The price '{text}' is finer than one fen.");
    }

    private static Tonnes? ReadQuantity(BidRow row, Tonnes lot)
    {
        var text = row.Text("quantity");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tonnes)
            || tonnes is <= 0 or > MostTonnes)
            return row.Fault<Tonnes>("quantity", $"“{text}”不是 1 至 {MostTonnes} 的整吨数。",
                $"'{text}' is not a whole number of tonnes from 1 to {MostTonnes}.");
        return tonnes % lot.Count == 0
            ? new Tonnes(tonnes)
            : row.Fault<Tonnes>("quantity", $"数量 {tonnes} 吨不是一手 {lot.Count} 吨的整数倍。",
                $"The quantity of {tonnes} t is not a whole number of lots of {lot.Count} t.");
    }

    /// <summary>A date and time, a time of day, or a sequence number such as 3 or t3; all rows of a file alike.
    /// </summary>
    private static long? ReadTime(BidRow row)
    {
        var text = row.Text("time");
        var (kind, value) = TimeOf(text);
        if (kind == TimeKind.None)
            return row.Fault<long>("time", $"“{text}”不是时间，应如 2024-05-06T10:30:00、10:30:00 或序号 3。",
                $"'{text}' is not a time such as 2024-05-06T10:30:00, 10:30:00 or a sequence number 3.");
        return row.SameKind(kind)
            ? value
            : row.Fault<long>("time", $"“{text}”与前面各行的时间写法不同。",
                $"'{text}' is not the kind of time that the rows before have.");
    }

    private static (TimeKind Kind, long Value) TimeOf(string text)
    {
        var digits = text is ['t' or 'T', ..] ? text.AsSpan(1) : text;
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return (TimeKind.Sequence, number);
        if (OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true } moment)
            return (TimeKind.Moment, moment.Value.ToInstant().ToUnixTimeTicks());
        foreach (var time in new[] { text, text + ":00" })
            if (LocalTimePattern.ExtendedIso.Parse(time) is { Success: true } ofDay)
                return (TimeKind.TimeOfDay, ofDay.Value.TickOfDay);
        var plain = text.Replace('/', '-').Replace(' ', 'T');
        foreach (var local in new[] { plain, plain + ":00" })
            if (LocalDateTimePattern.ExtendedIso.Parse(local) is { Success: true } civil)
                return (TimeKind.Local, civil.Value.InUtc().ToInstant().ToUnixTimeTicks());
        return default;
    }

    private enum TimeKind
    {
        None = 0,
        Sequence = 1,
        TimeOfDay = 2,
        Local = 3,
        Moment = 4,
    }

    private sealed class BidRow(CsvRow row, int width, ImmutableDictionary<string, int> positions, Faults faults)
    {
        public int Line => row.Line;
        public bool Has(string column) => positions.ContainsKey(column);
        public string Text(string column) => row.Fields[positions[column]];

        public bool IsComplete()
        {
            if (row.Fields.Length == width) return true;
            faults.Add(row.Line, Math.Min(row.Fields.Length, width) + 1, $"应有 {width} 个字段，实有 {row.Fields.Length} 个。",
                $"{width} fields are expected, {row.Fields.Length} are there.");
            return false;
        }

        public bool SameKind(TimeKind kind) => (faults.TimeKind ??= (int)kind) == (int)kind;
        public void Fault(string column, string zh, string en) => faults.Add(row.Line, positions[column] + 1, zh, en);

        public T? Fault<T>(string column, FormattableString zh, FormattableString en) where T : struct
        {
            Fault(column, zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
            return null;
        }
    }

    private sealed class Faults(string file)
    {
        private readonly List<string> all = [];

        public bool None => all.Count == 0;
        public int? TimeKind { get; set; }

        /// <param name="column">Counted from 1, as the header has it.</param>
        public void Add(int line, int column, string zh, string en) => all.Add(string.Create(
            CultureInfo.InvariantCulture, $"{file}:{line}:{column}: {en} {zh}"));

        public void ThrowIfAny()
        {
            if (None) return;
            throw new CannotException(string.Join("\n", all) + $"\n{file}：{all.Count} 处错误，没有出清。",
                $"{file}: {all.Count} {(all.Count == 1 ? "problem" : "problems")}; nothing was cleared.");
        }
    }
}
