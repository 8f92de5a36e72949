using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Tests.Quantification;

namespace Chutan.Market.Tests.Mrv;

/// <summary>A market whose one entity has a plan under the small test methodology, and files in evidence: ready for its
/// months.</summary>
internal sealed class MonthMarket
{
    public static readonly ComplianceYear Year = LawMarket.Year;
    public static readonly LocalDate January = new(2022, 1, 1);
    public static readonly string Ledger = string.Concat(Enumerable.Repeat("0a", 32));
    public static readonly string Scan = string.Concat(Enumerable.Repeat("0b", 32));
    private const string Note = "{'name': 'note', 'zh': '备注', 'en': 'note', 'unit': 't', 'optional': 'yes'}";

    public MonthMarket(bool withPlan = true, params (string Key, string Value)[] rules)
    {
        Law = new LawMarket(rules);
        Law.Do(new PublishMethodology(Method.Content(Note, Note + """
            , {'name': 'W_green', 'zh': '绿电', 'en': 'green', 'unit': 'MWh', 'missing': '0'},
            {'name': 'captured', 'zh': '捕集', 'en': 'captured', 'unit': 't', 'missing': '0',
             'evidence': ['transfer-record']},
            {'name': 'share', 'zh': '份额', 'en': 'share', 'unit': '%', 'optional': 'yes'}
            """).Replace("$region", "CN", StringComparison.Ordinal), "tests"), Law.Authority);
        Law.Do(new SelectMethodology("hubei-pilot", "power", 2020, 2024, "test", "1", "tests"), Law.Authority);
        foreach (var (hash, name) in new[] { (Ledger, "台账.pdf"), (Scan, "检测报告.pdf") })
            Law.Do(new FileDocument(Law.Entity, hash, name, "application/pdf", 10), Law.Operator);
        Law.Date = new LocalDate(2021, 12, 20);
        if (withPlan)
        {
            Law.Do(FilePlan(Plan), Law.Operator);
            Law.Do(new ApprovePlan(Law.Entity, 1), Law.Authority);
        }
        Law.Date = new LocalDate(2022, 2, 10);
        (_, County) = Bureau("W1", "420100");
        (_, City) = Bureau("W2", "420100");
    }

    public LawMarket Law { get; }
    public Actor County { get; }
    public Actor City { get; }

    public static PlanContent Plan { get; } = new("hubei-pilot", "power", "厂界以内全部设施",
        [new PlanFacility("u1", "1 号机组", "Unit 1", "boiler", 300, "MW", "P-1"),
            new PlanFacility("u2", "2 号机组", "Unit 2", "boiler", null, "", "")],
        [new PlanMeter("belt", "皮带秤", "输煤皮带", "0.5", new LocalDate(2021, 6, 30), 12, PowerOrigin.None),
            new PlanMeter("grid", "关口表", "升压站", "0.2S", new LocalDate(2021, 1, 1), 72, PowerOrigin.Grid),
            new PlanMeter("wind", "绿电专用表", "升压站", "0.2S", new LocalDate(2021, 1, 1), 72,
                PowerOrigin.DirectGreen)],
        [Parameter("p1", "fuel", "coal", "FC", "belt"), Parameter("p2", "fuel", "coal", "C", ""),
            Parameter("p3", "", "", "W", "grid"), Parameter("p4", "", "", "W_green", "wind"),
            Parameter("p5", "", "", "share", ""), Parameter("p6", "", "", "captured", "")],
        "专人负责，内部每季审核", []);

    public static PlanParameter Parameter(string id, string table, string choice, string column, string meter) =>
        new(id, "", table, choice, column, Acquisition.Measured, meter, "GB/T 213", "每日", "生产部", "取近 12 个月最高值");

    public static MonthFigure Figure(string column, string text, params string[] evidence) =>
        new(column, text, "", Acquisition.Measured, "", [.. evidence]);

    public static MonthRow Coal(string tonnes = "1000", string carbon = "0.6", string report = "R-1") =>
        new("fuel", "u1", [Figure("kind", "coal"), Figure("FC", tonnes, Ledger), Figure("C", carbon, "lab:" + report)]);

    public static MonthRow Single(params MonthFigure[] figures) => new("", "", [.. figures]);

    /// <summary>A month with one fuel, one report that counts, and electricity.</summary>
    public static MonthContent Content(int month = 1) => new(
        [Coal(report: Number(month)), Single(Figure("W", "100", Ledger))],
        [Report(month)], [new FuelLedger("coal", 100, 1000, 1000, 100, 20, 20, 12, true, Ledger)],
        [new PowerReading("grid", 100, [], Ledger)]);

    public static LabReport Report(int month = 1)
    {
        var first = new LocalDate(Year.Year, month, 1);
        return new LabReport(Number(month), "检测一所", "CMA-1", "S-1", "coal", first, first.PlusDays(26),
            first.PlusDays(33), first.PlusDays(36), first.PlusDays(38), 20, 60, null, null, null, 10, 3, "Q", true,
            Scan);
    }

    public static string Number(int month) => $"R-{month}";

    public FilePlan FilePlan(PlanContent content, PlanChange change = PlanChange.First, string reason = "") =>
        new(Law.Entity, January, content, change, reason);

    public FileMonth FileMonth(MonthContent? content = null, int month = 1) =>
        new(Law.Entity, Year, month, content ?? Content(month));

    public MonthRecord Filed(MonthContent? content = null, int month = 1) =>
        Law.Do<MonthFiled>(FileMonth(content, month), Law.Operator).Record;

    public CheckMonth Check(MonthCheckLevel level, bool passed = true, string reason = "", int month = 1) =>
        new(Law.Entity, Year, month, level, passed, reason);

    /// <summary>Files, checks and locks a month.</summary>
    public MonthRecord Accepted(MonthContent? content = null, int month = 1)
    {
        Filed(content, month);
        Law.Do(Check(MonthCheckLevel.County, month: month), County);
        Law.Do(Check(MonthCheckLevel.City, month: month), City);
        Law.Do(new AcceptMonth(Law.Entity, Year, month), Law.Authority);
        return Law.State.Mrv.Months.Find(Law.Entity, Year, month)!;
    }

    private (ParticipantId Participant, Actor Actor) Bureau(string code, string city) =>
        Law.Representative(ParticipantKind.CityAuthority, code, city);
}
