using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Unicode;
using Chutan.Cli.Verbs;
using CsvHelper;

namespace Chutan.Cli.Published;

/// <summary>A published table as it stands in its file: header and rows with their line numbers. Plain or gzip.
/// </summary>
internal sealed record CsvTable(string File, ImmutableArray<string> Header, ImmutableArray<CsvRow> Rows,
    ImmutableArray<int> Malformed, string Digest)
{
    private const int MostRows = 1_000_000;

    public static CsvTable Read(string file)
    {
        if (!System.IO.File.Exists(file))
            throw new CannotException($"没有文件 {file}。", $"There is no file {file}.");
        var bytes = Unpacked(file, System.IO.File.ReadAllBytes(file));
        if (!Utf8.IsValid(bytes)) throw new CannotException($"{file} 不是 UTF-8 文本。", $"{file} is not UTF-8 text.");
        var malformed = ImmutableArray.CreateBuilder<int>();
        var rows = ImmutableArray.CreateBuilder<CsvRow>();
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions
        {
            HasHeader = false,
            TrackLineNumbers = true,
            SkipEmptyLines = true,
            OnMalformedRecord = record => malformed.Add((int)record.LineNumber),
        });
        while (reader.Read())
        {
            if (rows.Count > MostRows)
                throw new CannotException($"{file} 超过 {MostRows} 行。", $"{file} has more than {MostRows} rows.");
            var fields = ImmutableArray.CreateBuilder<string>(reader.FieldCount);
            for (var i = 0; i < reader.FieldCount; i++) fields.Add(reader.GetString(i).Trim());
            rows.Add(new CsvRow((int)reader.LineNumber, fields.ToImmutable()));
        }
        if (rows.Count == 0) throw new CannotException($"{file} 是空的。", $"{file} is empty.");
        return new CsvTable(file, [.. rows[0].Fields.Select(h => h.TrimStart('\uFEFF'))], [.. rows.Skip(1)],
            malformed.ToImmutable(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static byte[] Unpacked(string file, byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..]) return bytes;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new CannotException($"{file} 的 gzip 压缩已损坏。", $"The gzip compression of {file} is damaged.");
        }
    }
}

/// <param name="Line">Line of the file, counted from 1; the header is line 1.</param>
internal sealed record CsvRow(int Line, ImmutableArray<string> Fields);

/// <summary>Reads the fields of one row by column name and keeps every fault with its line.</summary>
internal sealed class RowReader(CsvTable table, List<string> problems)
{
    private readonly Dictionary<string, int> columns = table.Header.Select((name, i) => (name, i))
        .GroupBy(c => c.name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
    private CsvRow row = new(1, []);

    /// <summary>Notes lines with wrong quoting, and columns that must be there and are not;
    /// true when every column is there.</summary>
    public bool Require(params IEnumerable<string> names)
    {
        foreach (var line in table.Malformed.Distinct())
            Add(line, "引号使用有误。", "The quoting is wrong.");
        var missing = names.Where(n => !columns.ContainsKey(n)).ToList();
        foreach (var name in missing) Add(1, $"缺少列“{name}”。", $"The column '{name}' is missing.");
        return missing.Count == 0;
    }

    /// <summary>The years that columns of this form name: <c>Recorded emissions 2021</c> and so on.</summary>
    public ImmutableArray<int> Years(string prefix) =>
    [
        .. table.Header.Where(h => h.StartsWith(prefix, StringComparison.Ordinal))
            .Select(h => h[prefix.Length..])
            .Select(h => int.TryParse(h, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : 0)
            .Where(y => y is >= 2000 and <= 2200).Order(),
    ];

    /// <summary>Goes to a row; false when it has not as many fields as the header.</summary>
    public bool At(CsvRow next)
    {
        row = next;
        if (row.Fields.Length == table.Header.Length) return true;
        Add(row.Line, $"应有 {table.Header.Length} 个字段，实有 {row.Fields.Length} 个。",
            $"{table.Header.Length} fields are expected, {row.Fields.Length} are there.");
        return false;
    }

    public string Text(string column) => row.Fields[columns[column]];

    /// <summary>A whole number of 0 or more; zero with the fault noted when it is none.</summary>
    public long Number(string column)
    {
        var text = Text(column);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        Fault($"“{column}”的值“{text}”不是非负整数。", $"'{text}' in '{column}' is not a whole number of 0 or more.");
        return 0;
    }

    public long? NumberOrNothing(string column) => Text(column).Length == 0 ? null : Number(column);

    public void Fault(string zh, string en) => Add(row.Line, zh, en);

    private void Add(int line, string zh, string en) => problems.Add($"{table.File}:{line}: {en} {zh}");
}
