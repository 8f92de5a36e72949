using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Chutan.Tests.Mrv;

/// <summary>The workbook of months, filled with the power example P6.</summary>
internal static class PowerWorkbook
{
    /// <summary>The template as an accountant would fill it: by its headings; or with something wrong in it.</summary>
    public static byte[] Filled(byte[] template, string wrong = "")
    {
        using var memory = new MemoryStream();
        memory.Write(template);
        using (var document = SpreadsheetDocument.Open(memory, true))
        {
            var workbook = document.WorkbookPart!; // it is a workbook
            foreach (var sheet in workbook.Workbook!.Descendants<Sheet>())
            {
                var part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
                var (name, rows) = (sheet.Name!.Value!, part.Worksheet!.Descendants<Row>().ToList());
                var headings = rows[0].Elements<Cell>().Select(c => c.InnerText).ToList();
                // What was filed before already stands in it, laboratory reports among it.
                if (name == "lab-reports" && rows.Count == 2) Labs(part, headings);
                if (name is not ("lab-reports" or "ledgers" or "power-meters"))
                    foreach (var row in rows.Skip(2)) Fill(row, headings, name == "inputs" ? "" : name);
                if (name == "fuel") Spoil(part, rows, wrong);
                if (wrong == "moved") foreach (var row in part.Worksheet.Descendants<Row>()) Turn(row);
            }
        }
        return memory.ToArray();
    }

    private static void Fill(Row row, List<string> headings, string table)
    {
        var cells = row.Elements<Cell>().ToList();
        var month = int.Parse(cells[0].InnerText, System.Globalization.CultureInfo.InvariantCulture);
        var (_, figures) = PowerYear.Rows(month).First(r => r.Table == table);
        foreach (var (column, text, evidence) in figures)
        {
            Set(column, text);
            if (evidence.Length > 0) Set(column + ":evidence", evidence == "*" ? "台账.pdf" : evidence);
        }

        void Set(string key, string text)
        {
            var at = headings.FindIndex(h => h.Split(' ').Contains(key));
            cells[at].InlineString = null;
            var number = decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
            cells[at].DataType = number ? CellValues.Number : CellValues.InlineString;
            if (number) cells[at].CellValue = new CellValue(text);
            else cells[at].InlineString = new InlineString(new Text(text));
        }
    }

    private static void Labs(WorksheetPart part, List<string> headings)
    {
        var data = part.Worksheet!.Descendants<SheetData>().First();
        for (var month = 1; month <= 12; month++)
        {
            var dates = PowerYear.Dates(month).Select(d => d.ToString("uuuu-MM-dd", null)).ToArray();
            string[] values = [$"{month}", PowerYear.Report(month), "省煤炭质检中心", "CMA-170012", $"S-{month:00}", "coal",
                .. dates, "19.85", "51.8", "3.2", "7.6", "0.7", "14.6", "3.85", "Q", "yes", "检测报告.pdf"];
            Assert.Equal(headings.Count, values.Length);
            data.Append(new Row(values.Select(Inline)));
        }
    }

    private static Cell Inline(string text) =>
        new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    private static void Spoil(WorksheetPart part, List<Row> rows, string wrong)
    {
        var first = rows[2].Elements<Cell>().ToList();
        switch (wrong)
        {
            case "text": first[3].CellValue = null; first[3].DataType = CellValues.InlineString;
                first[3].InlineString = new InlineString(new Text("约 12 万")); break;
            case "unit": Heading("FC [GJ]"); break;
            case "column": Heading("耗煤量"); break;
            case "formula": first[3].CellFormula = new CellFormula("SUM(A1:A2)"); break;
            case "month": first[0].CellValue = new CellValue("13"); break;
            case "merged":
                part.Worksheet!.InsertAfter(new MergeCells(new MergeCell { Reference = "D3:E3" }),
                    part.Worksheet.Descendants<SheetData>().First());
                break;
        }

        void Heading(string text) =>
            rows[0].Elements<Cell>().ElementAt(3).InlineString = new InlineString(new Text(text));
    }

    /// <summary>The cells of a row from back to front.</summary>
    private static void Turn(Row row)
    {
        var cells = row.Elements<Cell>().Reverse().ToList();
        row.RemoveAllChildren<Cell>(); // found again by their headings, wherever they stand
        foreach (var cell in cells)
        {
            cell.CellReference = null;
            row.AppendChild(cell);
        }
    }
}
