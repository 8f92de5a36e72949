using System.Globalization;
using Chutan.Cli.Verbs;
using Chutan.Market.Kernel;

namespace Chutan.Cli.Published;

/// <summary>What a published report says of one year of an operator.</summary>
/// <param name="Emissions">Recorded emissions, t; null when none are recorded.</param>
/// <param name="Excluded">The year does not count; not the same as zero, nor as nothing recorded.</param>
/// <param name="Status">Published status; empty when none was published.</param>
internal sealed record PublishedYear(int Year, Tonnes? Emissions, bool Excluded, string Status);

/// <summary>One operator of a published compliance report.</summary>
internal sealed record PublishedOperator(int Line, string Id, string Regulator, string AccountType, bool Closed,
    int FirstYear, int? LastYear, Tonnes CumulativeEmissions, Tonnes CumulativeSurrenders,
    ImmutableArray<PublishedYear> Years)
{
    /// <summary>Whether the operator operated in a year, by its published first and last years.</summary>
    public bool OperatedIn(int year) => FirstYear <= year && (LastYear is not { } last || year <= last);
}

/// <summary>A published report of a whole market: recorded emissions per year, cumulative surrenders, and the status
/// the authority published. Read completely or not at all.</summary>
internal sealed record ComplianceReport(
    ImmutableArray<PublishedOperator> Operators, ImmutableArray<int> Years, string Digest)
{
    private const string EmissionsOf = "Recorded emissions ";
    private const string StatusOf = "Static surrender status ";
    private static readonly string[] Statuses = ["", "A", "B", "C", "NOT_APPLICABLE", "EXCLUDED"];

    private static readonly string[] Columns =
    [
        "Regulator", "Account type", "Account status", "Operator ID", "First Year of Operation",
        "Last Year of Operation", "Cumulative emissions", "Cumulative surrenders",
    ];

    /// <summary>The year whose status can be worked out: surrenders are known up to the latest only.</summary>
    public int LatestYear => Years[^1];

    public static ComplianceReport Read(string file)
    {
        var table = CsvTable.Read(file);
        var problems = new List<string>();
        var reader = new RowReader(table, problems);
        var years = reader.Years(EmissionsOf);
        var whole = reader.Require([.. Columns, .. years.Select(y => Name(StatusOf, y)),
            .. years.Length == 0 ? [EmissionsOf + "YYYY"] : Array.Empty<string>()]);
        var operators = ImmutableArray.CreateBuilder<PublishedOperator>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        if (whole)
            foreach (var row in table.Rows)
            {
                if (!reader.At(row)) continue;
                var read = ReadOperator(reader, row.Line, years);
                if (!lines.TryAdd(read.Id, row.Line))
                    reader.Fault($"经营者 {read.Id} 已在第 {lines[read.Id]} 行出现。",
                        $"The operator {read.Id} already stands on line {lines[read.Id]}.");
                operators.Add(read);
            }
        Problems.ThrowIfAny(file, problems);
        return new ComplianceReport(operators.ToImmutable(), years, table.Digest);
    }

    private static PublishedOperator ReadOperator(RowReader reader, int line, ImmutableArray<int> years)
    {
        var id = reader.Text("Operator ID");
        if (id.Length == 0 || !id.All(char.IsAsciiLetterOrDigit))
            reader.Fault($"经营者编号“{id}”无效。", $"'{id}' is not an operator id.");
        var status = reader.Text("Account status");
        if (status is not ("OPEN" or "CLOSED"))
            reader.Fault($"账户状态“{status}”未知。", $"The account status '{status}' is not known.");
        var each = years.Select(y => ReadYear(reader, y)).ToImmutableArray();
        var cumulative = reader.Number("Cumulative emissions");
        var sum = each.Sum(y => y.Emissions?.Count ?? 0);
        if (sum != cumulative)
            reader.Fault($"累计排放量 {cumulative} 不等于各年之和 {sum}。",
                $"The cumulative emissions {cumulative} are not the sum {sum} of the years.");
        return new PublishedOperator(line, id, reader.Text("Regulator"), reader.Text("Account type"),
            status == "CLOSED", (int)Math.Min(reader.Number("First Year of Operation"), int.MaxValue),
            (int?)reader.NumberOrNothing("Last Year of Operation"), new Tonnes(cumulative),
            new Tonnes(reader.Number("Cumulative surrenders")), each);
    }

    private static PublishedYear ReadYear(RowReader reader, int year)
    {
        var status = reader.Text(Name(StatusOf, year));
        if (!Statuses.Contains(status, StringComparer.Ordinal))
            reader.Fault($"{year} 年的状态“{status}”未知。", $"The status '{status}' of {year} is not known.");
        var column = Name(EmissionsOf, year);
        return reader.Text(column) switch
        {
            "" => new PublishedYear(year, null, Excluded: false, status),
            "EXCLUDED" => new PublishedYear(year, null, Excluded: true, status),
            _ => new PublishedYear(year, new Tonnes(reader.Number(column)), Excluded: false, status),
        };
    }

    private static string Name(string prefix, int year) => prefix + year.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was found wrong in a file before anything was booked.</summary>
internal static class Problems
{
    public static void ThrowIfAny(string file, List<string> problems)
    {
        if (problems.Count == 0) return;
        throw new CannotException(string.Join("\n", problems) + $"\n{file}：{problems.Count} 处错误，没有登记任何数据。",
            $"{file}: {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}; nothing was booked.");
    }
}
