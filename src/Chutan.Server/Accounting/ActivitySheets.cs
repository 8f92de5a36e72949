using System.Globalization;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using Chutan.Server.Http;
using Chutan.Server.Mrv;
using Chutan.Server.Quantification;

namespace Chutan.Server.Accounting;

/// <summary>Reads a filled workbook of activity data into lines; everything wrong is noted with its cell, also what is
/// found out later.</summary>
/// <param name="documents">Hashes of the company's documents by their file names.</param>
internal sealed class ActivitySheets(string file, Inventory inventory, AccountingState books,
    QuantificationState methods, IReadOnlyDictionary<string, string> documents, Faults faults)
{
    private readonly Dictionary<(SourceId Source, int Month), SheetRow> rows = [];
    private readonly List<ActivityLine> lines = [];

    /// <summary>Rows that say what stands already.</summary>
    public int Unchanged { get; private set; }

    public ImmutableArray<ActivityLine> Read(byte[] bytes)
    {
        var known = books.SourcesOf(inventory.Participant).Select(s => methods.Find(s.Methodology, s.Version)!)
            .DistinctBy(m => (m.Id, m.Version)).ToList(); // a source names a published methodology
        foreach (var grid in XlsxGrids.Read(file, bytes, faults, refusesFormulas: true))
            if (known.FirstOrDefault(m => ActivityWorkbook.NameOf(m) == grid.Name) is { } method)
                foreach (var row in SheetForms.Rows(grid, ActivityWorkbook.Columns(method),
                    [ActivityWorkbook.Source, ActivityWorkbook.Month], faults))
                    Line(row, method);
            else
                faults.Add(FileRefusals.UnknownBlock, grid.Place, ("block", grid.Name),
                    ("known", string.Join(", ", known.Select(ActivityWorkbook.NameOf))));
        if (lines.Count == 0 && Unchanged == 0 && !faults.Any)
            faults.Add(FileRefusals.EmptyBlock, new Place(file), ("block", file));
        return [.. lines];
    }

    /// <summary>The cell of a line that a fault belongs to: the figure's own, or the row.</summary>
    public FormFault At(ActivityLine line, string code, Bilingual text, string? column)
    {
        var row = rows[(line.Source, line.Month)];
        return new FormFault(code, text.Zh, text.En, (column is null ? row.Place : row.At(column)).Cell ?? file);
    }

    private void Line(SheetRow row, Methodology method)
    {
        var figures = ImmutableArray.CreateBuilder<ActivityFigure>();
        foreach (var input in SourceMethods.FiguresOf(method))
            if (row.Cell(input.Name) is { } cell && cell.Text.Trim() is { Length: > 0 } text)
                figures.Add(Figure(input.Name, text, cell.Unit.Length > 0 ? cell.Unit : row.Unit(input.Name)));
        if (figures.Count == 0) return; // a row that was only begun
        if (SourceOf(row, method) is not { } source || MonthOf(row) is not { } month) return;
        if (!rows.TryAdd((source.Id, month), row))
        {
            faults.Add(AccountingRefusals.LineTwice, row.At(ActivityWorkbook.Month), ("source", source.NameZh),
                ("month", Inventory.MonthText(inventory.Year, month)));
            return;
        }
        var line = new ActivityLine(month, source.Id, QualityOf(row), new ActivityFigures(figures.ToImmutable(), [],
            [.. Many(row, ActivityWorkbook.Evidence).Select(e => documents.GetValueOrDefault(e, e))],
            [.. Many(row, ActivityWorkbook.Certificates).Select(c => CertificateOf(c, row))
                .OfType<GreenCertificate>()]),
            row.Text(ActivityWorkbook.Note));
        if (Stands(line)) Unchanged++;
        else lines.Add(line);
    }

    private bool Stands(ActivityLine line) => inventory.Find(line.Month, line.Source) is { } entry
        && entry.Quality == line.Quality && entry.Note == line.Note
        && entry.Given.Figures.SequenceEqual(line.Given.Figures)
        && entry.Given.Evidence.SequenceEqual(line.Given.Evidence)
        && entry.Given.Certificates.SequenceEqual(line.Given.Certificates);

    /// <summary>A cell may carry its unit behind the number: <c>12.5 GJ</c>.</summary>
    private static ActivityFigure Figure(string name, string text, string unit)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && Unit.Find(text[(space + 1)..]) is not null
            ? new ActivityFigure(name, text[..space], text[(space + 1)..].Trim())
            : new ActivityFigure(name, text, unit);
    }

    private EmissionSource? SourceOf(SheetRow row, Methodology method)
    {
        var text = row.Text(ActivityWorkbook.Source);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && books.Find(new SourceId(number), inventory.Participant) is { } source
            && source.Methodology == method.Id && source.Version == method.Version) return source;
        faults.Add(AccountingRefusals.UnknownSource, row.At(ActivityWorkbook.Source), ("source", text));
        return null;
    }

    private int? MonthOf(SheetRow row)
    {
        var text = row.Text(ActivityWorkbook.Month);
        if (int.TryParse(text.TrimEnd('月'), NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= Inventory.MonthsOfYear) return month;
        faults.Add(AccountingRefusals.BadMonth, row.At(ActivityWorkbook.Month), ("month", text));
        return null;
    }

    private DataQuality QualityOf(SheetRow row)
    {
        var text = row.Text(ActivityWorkbook.Quality);
        if (text.Length == 0) return DataQuality.Calculated;
        if (Enum.TryParse<DataQuality>(text, ignoreCase: true, out var quality) && Enum.IsDefined(quality)
            && char.IsLetter(text[0])) return quality;
        faults.Add(EdgeRefusals.BadChoice, row.At(ActivityWorkbook.Quality), ("text", text),
            ("known", "measured, calculated, estimated"));
        return DataQuality.Calculated;
    }

    private GreenCertificate? CertificateOf(string text, SheetRow row)
    {
        var equals = text.LastIndexOf('=');
        if (equals > 0 && decimal.TryParse(text.AsSpan(equals + 1), NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var quantity))
            return new GreenCertificate(text[..equals].Trim(), quantity);
        faults.Add(EdgeRefusals.BadCertificate, row.At(ActivityWorkbook.Certificates), ("text", text));
        return null;
    }

    private static IEnumerable<string> Many(SheetRow row, string column) => row.Text(column)
        .Split([';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
