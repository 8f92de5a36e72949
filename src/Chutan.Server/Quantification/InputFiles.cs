using System.Text;
using System.Text.Json;
using Chutan.Market.Quantification;

namespace Chutan.Server.Quantification;

/// <summary>Files of figures for a methodology: CSV in blocks, JSON, and xlsx. What they are is seen from their
/// content, not believed from their name.</summary>
public static class InputFiles
{
    /// <summary>Most bytes a file may have.</summary>
    public const int MostBytes = 20 * 1024 * 1024;

    internal const int MostRows = 20_000;

    /// <summary>The figures in a file, or null with everything wrong noted.</summary>
    public static InputData? Read(
        string name, byte[] bytes, Methodology methodology, int? year, string? region, Faults faults)
    {
        var own = new Faults();
        var data = Read(own, name, bytes, methodology, year, region);
        faults.AddAll(own);
        return own.Any ? null : data;
    }

    /// <summary>The report year a file states; null when it states none or cannot be read.</summary>
    public static int? YearOf(string name, byte[] bytes)
    {
        var (faults, place) = (new Faults(), new Place(name));
        switch (Path.GetExtension(name).ToUpperInvariant())
        {
            case ".XLSX": return YearOfFile.In(XlsxGrids.Read(name, bytes, faults));
            case ".JSON" when Text(bytes, place, faults) is { } json:
                try
                {
                    using var document = JsonDocument.Parse(json);
                    return YearOfFile.In(document.RootElement);
                }
                catch (JsonException)
                {
                    return null; // said with its line when the figures are read
                }
            case ".JSON": return null;
            default:
                return Text(bytes, place, faults) is { } text
                    ? YearOfFile.In(CsvGrids.Read(name, text, faults)) : null;
        }
    }

    private static InputData? Read(
        Faults faults, string name, byte[] bytes, Methodology methodology, int? year, string? region)
    {
        var place = new Place(name);
        if (bytes.Length > MostBytes)
        {
            faults.Add(FileRefusals.TooLarge, place, ("size", bytes.Length), ("limit", MostBytes));
            return null;
        }
        var head = new InputHead(year, region);
        switch (Path.GetExtension(name).ToUpperInvariant())
        {
            case ".XLSX":
                var sheets = XlsxGrids.Read(name, bytes, faults);
                return faults.Any ? null : new GridInput(methodology, name, head, faults).Read(sheets);
            case ".JSON":
                return Text(bytes, place, faults) is { } json
                    ? new JsonInput(methodology, name, faults).Read(json, head) : null;
            default:
                if (Text(bytes, place, faults) is not { } text) return null;
                var blocks = CsvGrids.Read(name, text, faults);
                return faults.Any ? null : new GridInput(methodology, name, head, faults).Read(blocks);
        }
    }

    /// <summary>What the first bytes say a file is.</summary>
    internal static string KindOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => "empty 空文件",
        [0x25, 0x50, 0x44, 0x46, ..] => "PDF",
        [0x50, 0x4B, ..] => "ZIP",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "old .xls or .doc",
        [0x89, 0x50, 0x4E, 0x47, ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        _ => System.Text.Unicode.Utf8.IsValid(bytes) ? "text 文本" : "unknown binary 二进制",
    };

    private static string? Text(byte[] bytes, Place place, Faults faults)
    {
        var kind = KindOf(bytes);
        if (kind == "text 文本") return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        faults.Add(FileRefusals.WrongKind, place, ("expected", "UTF-8 text 文本"), ("found", kind));
        return null;
    }
}

/// <summary>CSV in blocks: a line <c>[fuel]</c> names the table, the next line has its columns. Lines before the first
/// name are the single figures.</summary>
internal static class CsvGrids
{
    public static ImmutableArray<Grid> Read(string file, string text, Faults faults)
    {
        var grids = ImmutableArray.CreateBuilder<Grid>();
        var (name, start, rows) = ("inputs", 1, ImmutableArray.CreateBuilder<GridRow>());
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > InputFiles.MostRows)
        {
            faults.Add(FileRefusals.TooManyRows, new Place(file), ("block", file), ("limit", InputFiles.MostRows));
            return [];
        }
        for (var number = 1; number <= lines.Length; number++)
        {
            var line = lines[number - 1].Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[' && line.TrimEnd(',') is [.., ']'] title)
            {
                if (rows.Count > 0) grids.Add(new Grid(name, new Place(file, start), rows.ToImmutable()));
                (name, start, rows) = (title[1..^1].Trim(), number, ImmutableArray.CreateBuilder<GridRow>());
            }
            else rows.Add(Row(file, number, line));
        }
        if (rows.Count > 0) grids.Add(new Grid(name, new Place(file, start), rows.ToImmutable()));
        if (grids.Count == 0) faults.Add(FileRefusals.EmptyBlock, new Place(file), ("block", file));
        return grids.ToImmutable();
    }

    private static GridRow Row(string file, int number, string line)
    {
        var cells = ImmutableArray.CreateBuilder<GridCell?>();
        var (text, quoted) = (new StringBuilder(), false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"') text.Append(line[i++]);
                else quoted = !quoted;
            }
            else if (i == line.Length || (line[i] == ',' && !quoted))
            {
                var place = new Place(file, number, 0, $"{number}:{cells.Count + 1}");
                cells.Add(text.Length == 0 ? null : new GridCell(text.ToString(), "", place));
                text.Clear();
            }
            else text.Append(line[i]);
        }
        return new GridRow(new Place(file, number), cells.ToImmutable());
    }
}

/// <summary>JSON: <c>{"year": 2022, "region": "CN-HB", "inputs": {"W": 5600}, "rows": {"fuel": [{"month": 1, …}]},
/// "factors": {"EF_el": 0.5703}}</c>. A figure is a number, a text, or an object of value, unit and evidence.</summary>
internal sealed class JsonInput(Methodology methodology, string file, Faults faults)
{
    public InputData? Read(string text, InputHead head)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object) return Read(root, head);
            faults.Add(QuantificationRefusals.FieldShape, new Place(file), ("field", "$"), ("expected", "object"));
        }
        catch (JsonException wrong)
        {
            faults.Add(FileRefusals.Unreadable, new Place(file, (int)(wrong.LineNumber ?? 0) + 1),
                ("reason", wrong.Message));
        }
        return null;
    }

    private InputData? Read(JsonElement root, InputHead head)
    {
        var (values, stated, tables) = (new List<GivenValue>(), new List<GivenValue>(), new List<GivenTable>());
        foreach (var property in root.EnumerateObject())
        {
            var at = new Place(file, 0, 0, property.Name);
            switch (property.Name)
            {
                case "inputs" when property.Value.ValueKind == JsonValueKind.Object:
                    values.AddRange(Values(property.Name, property.Value));
                    break;
                case "factors" when property.Value.ValueKind == JsonValueKind.Object:
                    stated.AddRange(Values(property.Name, property.Value));
                    break;
                case "rows" when property.Value.ValueKind == JsonValueKind.Object:
                    tables.AddRange(property.Value.EnumerateObject().Select(t => Table(t)));
                    break;
                case "year" or "region" or "fromMonth" or "throughMonth":
                    var name = property.Name.Replace("Month", "-month", StringComparison.Ordinal);
                    head.Take(name, new GridCell(Scalar(property.Value), "", at), faults);
                    break;
                case "methodology": break;
                default:
                    faults.Add(QuantificationRefusals.FieldUnknown, at, ("field", property.Name));
                    break;
            }
        }
        return head.Complete(file, [.. values], [.. tables], [.. stated], faults);
    }

    private GivenTable Table(JsonProperty table)
    {
        var place = new Place(file, 0, 0, $"rows.{table.Name}");
        if (table.Value.ValueKind == JsonValueKind.Array && table.Value.GetArrayLength() <= InputFiles.MostRows
            && table.Value.EnumerateArray().All(r => r.ValueKind == JsonValueKind.Object))
            return new GivenTable(table.Name, [.. table.Value.EnumerateArray().Select((row, i) =>
                new GivenRow([.. Values($"rows.{table.Name}[{i}]", row)],
                    new Place(file, 0, 0, $"rows.{table.Name}[{i}]")))], place);
        faults.Add(QuantificationRefusals.FieldShape, place, ("field", table.Name), ("expected", "list of objects"));
        return new GivenTable(table.Name, [], place);
    }

    private IEnumerable<GivenValue> Values(string path, JsonElement of) =>
        of.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .Select(p => Value(p, new Place(file, 0, 0, $"{path}.{p.Name}")));

    private GivenValue Value(JsonProperty property, Place place)
    {
        if (property.Value.ValueKind != JsonValueKind.Object)
        {
            var written = Scalar(property.Value);
            var (figure, given) = Figures.IsChoice(methodology, property.Name) ? (written, "") : Figures.Apart(written);
            return new GivenValue(property.Name, figure, given, [], place);
        }
        var (text, unit, evidence) = ("", "", ImmutableArray<string>.Empty);
        foreach (var part in property.Value.EnumerateObject())
            switch (part.Name)
            {
                case "value": text = Scalar(part.Value); break;
                case "unit": unit = Scalar(part.Value); break;
                case "evidence" when part.Value.ValueKind == JsonValueKind.Array:
                    evidence = [.. part.Value.EnumerateArray().Select(Scalar)];
                    break;
                case "evidence": evidence = [Scalar(part.Value)]; break;
                default: faults.Add(QuantificationRefusals.FieldUnknown, place, ("field", part.Name)); break;
            }
        return new GivenValue(property.Name, text, unit, evidence, place);
    }

    private static string Scalar(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
