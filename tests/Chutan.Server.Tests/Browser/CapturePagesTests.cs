using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Tests.Mrv;
using Chutan.Tests.World;

namespace Chutan.Tests.Browser;

/// <summary>A year that deducts captured CO2: the report shows the transfer each deduction rests on. And a plan handed
/// in after its deadline, marked wherever it is seen.</summary>
[Trait("needs", "browser")]
public sealed class CapturePagesTests(ReportedYear reported) : IClassFixture<ReportedYear>
{
    private const string Transfer = "abcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcd";
    private const string Ledger = "bcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcdefabcde";
    private const string Method = """
        {"id": "capture", "version": "1", "zh": "捕集试验", "en": "Capture", "sector": "chemicals", "issuer": "tests",
         "source": "tests", "from-year": "2020", "through-year": "2030",
         "constants": [{"name": "one", "zh": "比", "en": "ratio", "value": "1", "unit": "tCO2/t"}],
         "inputs": [
            {"name": "made", "zh": "产生量", "en": "made", "unit": "tCO2", "min": "0", "max": "1000000"},
            {"name": "captured", "zh": "捕集量", "en": "captured", "unit": "t", "min": "0", "max": "1000000",
             "missing": "0", "evidence": ["transfer-record"]}],
         "formulas": [
            {"name": "E_made", "zh": "产生", "en": "made", "unit": "tCO2", "expr": "made"},
            {"name": "R_capture", "zh": "捕集扣除", "en": "captured", "unit": "tCO2", "expr": "captured * one"},
            {"name": "E", "zh": "总量", "en": "total", "unit": "tCO2", "expr": "E_made - R_capture"}],
         "results": [{"name": "E", "digits": "2"}],
         "fixtures": [{"name": "one", "year": "2022", "inputs": {"made": "10"}, "within": "0",
            "expect": {"E": "10.00"}}]}
        """;

    private static readonly ComplianceYear Year = ReportedYear.Year;
    private readonly PlayedMarket played = reported.Played;

    [Fact]
    public async Task A_deduction_is_shown_with_its_transfer_and_a_late_plan_with_its_deadline()
    {
        await reported.MustAsync(new PublishMethodology(Method, "tests"), reported.Regulator);
        await reported.MustAsync(new SelectMethodology("hubei-pilot", "chemicals", 2020, 2030, "capture", "1", "试点"),
            reported.Regulator);
        var emitter = await played.SignedInParticipantAsync("company2");
        await ReportAsync(emitter);

        await using (var browser = await MarketBrowser.SignedInAsync(played, "company2",
            $"/mrv/reports/{Year.Year}/{emitter}"))
        {
            await browser.ShowsAsync("扣除的捕集二氧化碳");
            var row = await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Region,
                new() { Name = "扣除的捕集二氧化碳" }).Locator("tbody tr").InnerTextAsync();
            foreach (var said in new[] { "7", "captured", "40", "CC-7", "50 t", "核查属实", "已扣除", "0" })
                Assert.Contains(said, row, StringComparison.Ordinal);
            await browser.FitsAsync();
        }

        var late = await played.Market.AskAsync(s => s.Participants.Users.First(u => u.Active
            && u.Role == Role.CoveredEntity && s.Mrv.Plans.Versions(u.Participant).IsEmpty));
        await reported.MustAsync(new FilePlan(late.Participant, new LocalDate(2026, 1, 1), Plan(), PlanChange.First,
            ""), new Actor(late.Id, Role.CoveredEntity), Instant.FromUtc(2025, 10, 15, 2, 0));
        await using var regulator = await MarketBrowser.SignedInAsync(played, "regulator", "/mrv/plans?late=true");
        await regulator.Page.Locator("tbody").GetByText("逾期提交").WaitForAsync();
        using var client = await played.SignedInAsync("regulator");
        Assert.Contains("2025-09-30", await client.GetStringAsync(new Uri(played.Address,
            "/api/v1/mrv/plans?late=true&format=csv")), StringComparison.Ordinal);
        await regulator.Page.GotoAsync($"/mrv/plans/{late.Participant}");
        await regulator.ShowsAsync("逾期提交：应于 2025-09-30 前提交");
    }

    /// <summary>Twelve accepted months, the seventh of which deducts 40 t of a verified transfer of 50 t; then the
    /// report of them.</summary>
    private async Task ReportAsync(ParticipantId emitter)
    {
        var verifier = await played.Market.AskAsync(s => new Actor(s.Participants.Users.First(u => u.Active
            && u.Role == Role.Verifier).Id, Role.Verifier));
        var maker = default(Actor);
        await reported.AcceptedYearAsync(emitter, Plan(), [Transfer, Ledger], month => Month(month == 7), async who =>
        {
            maker = who;
            await reported.MustAsync(new FileCapture(emitter, "CC-7", Year, 7, 50, "t", "江汉封存站", "地质封存", "",
                Transfer), who);
            await reported.MustAsync(new VerifyCapture(emitter, "CC-7", true, ""), verifier);
        });
        await reported.MustAsync(new PrepareAnnualReport(emitter, Year, new AnnualContent([], [], [], 330, 0,
            "捕集后移交封存", [], "")), maker);
    }

    private static MonthContent Month(bool captures) => new([new MonthRow("", "",
    [
        new MonthFigure("made", "1000", "", Acquisition.Measured, "", [Ledger]),
        .. captures ? [new MonthFigure("captured", "40", "", Acquisition.Measured, "",
            [CaptureTransfer.Mark + "CC-7"])] : (MonthFigure[])[],
    ])], [], [], []);

    private static PlanContent Plan() => new("hubei-pilot", "chemicals", "厂界以内",
        [new PlanFacility("u1", "主装置", "Plant", "plant", null, "", "")], [],
        [Parameter("p1", "made"), Parameter("p2", "captured")], "专人负责", []);

    private static PlanParameter Parameter(string id, string column) => new(id, "", "", "", column,
        Acquisition.Measured, "", "按台账", "每月", "生产部", "取最高值");
}
