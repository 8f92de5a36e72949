using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Tests.World;

namespace Chutan.Tests.Mrv;

/// <summary>The twelve months of the power example P6, and companies with a plan for them.</summary>
internal static class PowerYear
{
    public const int Year = 2022;
    public static readonly byte[] LedgerFile = Encoding.UTF8.GetBytes("%PDF-1.7\n生产月报 台账\n%%EOF");
    public static readonly byte[] LabFile = Encoding.UTF8.GetBytes("%PDF-1.7\n检测报告\n%%EOF");

    public static PlanContent Plan { get; } = new("national", "power", "锅炉、汽轮机与发电机，不含脱硫",
        [new PlanFacility("u1", "1 号机组", "Unit 1", "coal unit", 600, "MW", "")],
        [new PlanMeter("belt", "皮带秤", "输煤皮带", "0.5", new LocalDate(2021, 12, 1), 24, PowerOrigin.None),
            new PlanMeter("gate", "关口表", "升压站", "0.2S", new LocalDate(2021, 12, 1), 72, PowerOrigin.Grid)],
        [
            Of("fc", "fuel", "coal", "FC", "belt"), Of("cad", "fuel", "coal", "C_ad"),
            Of("mar", "fuel", "coal", "M_ar"), Of("mad", "fuel", "coal", "M_ad"), Of("ncv", "fuel", "coal", "NCV"),
            Of("win", "electricity", "", "W_in", "gate"), Of("steam", "heat", "steam", "M"),
            Of("enthalpy", "heat", "steam", "h"), Of("wfd", "output", "", "W_fd", "gate"),
            Of("wcy", "output", "", "W_cy", "gate"), Of("wrcy", "output", "", "W_rcy", "gate"),
            Of("qcr", "output", "", "Q_cr"), Of("pe", "output", "", "P_e"), Of("te", "output", "", "t_e"),
        ],
        "计量与化验分管，每季内部审核", []);

    /// <summary>What the example says of a month: sheet, then figure and its text.</summary>
    public static IEnumerable<(string Table, (string Column, string Text, string Evidence)[] Figures)> Rows(int month)
    {
        var (report, last) = ($"lab:{Report(month)}", month == 12);
        yield return ("", [("unit_class", "ordinary", "")]);
        yield return ("fuel", [("fuel_kind", "coal", ""), ("FC", "120000", "*"), ("C_ad", "58.32", report),
            ("M_ar", "14.6", report), ("M_ad", "3.85", report), ("NCV", "19.85", report)]);
        yield return ("electricity", [("W_in", last ? "463" : "467", "*")]);
        yield return ("heat", [("medium", "steam", ""), ("M", "35000", "*"), ("h", "2998.5", "*")]);
        yield return ("output", [("unit", "u1", ""), ("W_fd", last ? "241663" : "241667", "*"), ("W_cy", "14500", "*"),
            ("W_rcy", last ? "763" : "767", "*"), ("Q_cr", "2143800", "*"), ("P_e", "600", "*"), ("t_e", "600", "*")]);
    }

    public static string Report(int month) => $"HB-{Year}-{month:00}";

    /// <summary>The dates of a month's laboratory report, from the first day of sampling to its issue.</summary>
    public static LocalDate[] Dates(int month)
    {
        var first = new LocalDate(Year, month, 1);
        return [first, first.PlusMonths(1).PlusDays(-1), first.PlusMonths(1).PlusDays(3),
            first.PlusMonths(1).PlusDays(6), first.PlusMonths(1).PlusDays(9)];
    }

    /// <summary>The month as the API takes it.</summary>
    public static MonthContent Content(int month, string ledger, string scan)
    {
        var dates = Dates(month);
        return new MonthContent(
            [.. Rows(month).Select(r => new MonthRow(r.Table, r.Table.Length == 0 ? "" : "u1",
                [.. r.Figures.Select(f => new MonthFigure(f.Column, f.Text, "", Acquisition.Measured, "",
                    f.Evidence.Length == 0 ? [] : [f.Evidence == "*" ? ledger : f.Evidence]))]))],
            [new LabReport(Report(month), "省煤炭质检中心", "CMA-170012", $"S-{month:00}", "coal", dates[0], dates[1],
                dates[2], dates[3], dates[4], 19.85m, 51.8m, 3.2m, 7.6m, 0.7m, 14.6m, 3.85m, "Q", true, scan)],
            [], []);
    }

    /// <summary>Publishes and selects the methodology, and gives a company files in evidence and an approved plan.
    /// </summary>
    public static async Task<(string Entity, string Ledger, string Scan)> FoundAsync(
        PlayedMarket played, HttpClient company, int key)
    {
        var (authority, at) = (await AuthorityAsync(played), played.Now);
        var library = MethodologyLibrary.Load(Repository.At("methodologies"));
        var power = library.Find("cn-power@2022") ?? throw new InvalidOperationException("no power methodology");
        await played.Market.SubmitAsync(new Submission(new PublishMethodology(power.Content, "tests"), authority,
            new RequestId(77, 1), at));
        await played.Market.SubmitAsync(new Submission(new SelectMethodology("national", "power", 2022, null,
            "cn-power", "2022", "tests"), authority, new RequestId(77, 2), at));
        var (ledger, scan) = (await PutAsync(company, "台账.pdf", LedgerFile, key),
            await PutAsync(company, "检测报告.pdf", LabFile, key));
        var entity = (await PlayedMarket.Get(company, "/documents")).GetProperty("items")[0].GetProperty("ownerId")
            .GetString()!;
        var id = new ParticipantId(long.Parse(entity, System.Globalization.CultureInfo.InvariantCulture));
        using var filed = await PlayedMarket.Send(company, HttpMethod.Post, $"/mrv/plans/{entity}",
            Body(new { from = "2022-01-01", content = Plan }), $"file-plan-{key}");
        Assert.True(filed.IsSuccessStatusCode, await filed.Content.ReadAsStringAsync());
        using var regulator = await played.SignedInAsync("regulator");
        using var approved = await PlayedMarket.Send(regulator, HttpMethod.Post, $"/mrv/plans/{id}/1/decision",
            new { approved = true }, $"approve-plan-{key}");
        Assert.True(approved.IsSuccessStatusCode, await approved.Content.ReadAsStringAsync());
        return (entity, ledger, scan);
    }

    public static string Body(object body) =>
        JsonSerializer.Serialize(body, Chutan.Server.Http.Json.Options);

    public static async Task<string> PutAsync(HttpClient company, string name, byte[] content, int key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post,
            $"/api/v1/documents?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Headers.Add("Idempotency-Key", $"document-{name.Length}-{key}");
        using var answer = await company.SendAsync(request);
        return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
    }

    private static async Task<Actor> AuthorityAsync(PlayedMarket played) => await played.Market.AskAsync(s =>
        new Actor(s.Participants.Users.First(u => u.Role == Role.Authority).Id, Role.Authority));

    private static PlanParameter Of(string id, string table, string choice, string column, string meter = "") =>
        new(id, "u1", table, choice, column, Acquisition.Measured, meter, "按方案计量或化验", "每月", "生产技术部",
            "取方法学保守值");
}
