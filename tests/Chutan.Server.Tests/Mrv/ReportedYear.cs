using Chutan.Engine.Methodologies;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Tests.World;

namespace Chutan.Tests.Mrv;

/// <summary>A played market in which one company has a plan and all twelve months of a year accepted: ready for its
/// annual report.</summary>
public sealed class ReportedYear : IAsyncLifetime
{
    private const string Ledger = "abababababababababababababababababababababababababababababababab";
    private ulong requests = 7_000_000;

    public static ComplianceYear Year { get; } = new(2022);
    public PlayedMarket Played { get; } = new();
    public ParticipantId Company { get; private set; }
    public Actor Maker { get; private set; }
    public Actor Second { get; private set; }
    public Actor Regulator { get; private set; }

    /// <summary>Looks at months for the city.</summary>
    public Actor Checker { get; private set; }
    public string Path => $"/mrv/reports/{Year.Year}/{Company}";

    public async Task InitializeAsync()
    {
        await Played.InitializeAsync();
        Company = await Played.SignedInParticipantAsync("company");
        var people = await Played.Market.AskAsync(s => s.Participants.Users.Where(u => u.Participant == Company
            && u.Active).Select(u => new Actor(u.Id, Role.CoveredEntity)).ToList());
        (Maker, Second) = (people[0], people[1]);
        Regulator = await Played.Market.AskAsync(s => new Actor(s.Participants.Users.First(u =>
            u.Role == Role.Authority && u.Active).Id, Role.Authority));
        var authority = await Played.Market.AskAsync(s => s.Participants.Find(Regulator.User)!.Participant);
        Checker = await AppointAsync(authority, "市级审核人", Role.Authority);
        var library = MethodologyLibrary.Load(Repository.At("methodologies"));
        foreach (var name in new[] { "cn-power@2021", "cn-power@2022" })
            await TryAsync(new PublishMethodology(library.Find(name)!.Content, "无原文，按公开资料采用"), Regulator);
        await TryAsync(new SelectMethodology("hubei-pilot", "power", 2022, 2022, "cn-power", "2022", "试点"), Regulator);
        var due = await Played.Market.AskAsync(s => s.Rulebook.Content!.Values.First(v =>
            v.Key == MrvKeys.ReportMonth.Name && v.From <= Year.RuleDate && v.Through >= Year.RuleDate));
        await TryAsync(new AdoptRuleValue(due.Key, due.From, due.Value, "当年沿用"), Regulator);
        await MustAsync(new FileDocument(Company, Ledger, "燃料台账.pdf", "application/pdf", 10), Maker);
        await MustAsync(new FilePlan(Company, new LocalDate(2022, 1, 1), Plan, PlanChange.First, ""), Maker);
        await MustAsync(new ApprovePlan(Company, 1), Regulator);
        await AcceptAsync(Company, Maker, Month);
    }

    public Task DisposeAsync() => Played.DisposeAsync();

    /// <summary>A command that must be accepted, straight to the market.</summary>
    /// <param name="at">When; on the morning the market stands at, if not said.</param>
    public async Task MustAsync(Command command, Actor actor, Instant? at = null)
    {
        if (await TryAsync(command, actor, at) is Decision.Refused refused)
            throw new InvalidOperationException($"{command.GetType().Name}: {refused.Refusal}");
    }

    /// <summary>Gives another company files in evidence, an approved plan and twelve accepted months.</summary>
    public async Task AcceptedYearAsync(ParticipantId company, PlanContent plan, string[] files,
        Func<int, MonthContent> month, Func<Actor, Task>? before = null)
    {
        var maker = await Played.Market.AskAsync(s => new Actor(s.Participants.Users.First(u => u.Active
            && u.Participant == company).Id, Role.CoveredEntity));
        foreach (var hash in files)
            await MustAsync(new FileDocument(company, hash, $"{hash[..4]}.pdf", "application/pdf", 10), maker);
        await MustAsync(new FilePlan(company, new LocalDate(2022, 1, 1), plan, PlanChange.First, ""), maker);
        await MustAsync(new ApprovePlan(company, 1), Regulator);
        if (before is not null) await before(maker);
        await AcceptAsync(company, maker, month);
    }

    /// <summary>Has the second company report under two methodologies: it makes cement and has a power plant of its
    /// own.</summary>
    public async Task<ParticipantId> WithModulesAsync()
    {
        var both = await Played.SignedInParticipantAsync("company2");
        if (await Played.Market.AskAsync(s => !s.Mrv.Plans.Versions(both).IsEmpty)) return both;
        var cement = MethodologyLibrary.Load(Repository.At("methodologies")).Find("cn-cement-ndrc@2013")!;
        await TryAsync(new PublishMethodology(cement.Content, "无原文，按公开资料采用"), Regulator);
        await TryAsync(new SelectMethodology("hubei-pilot", "cement", 2022, 2022, "cn-cement-ndrc", "2013", "试点"),
            Regulator);
        await AcceptedYearAsync(both, CementAndPower.Plan, [CementAndPower.Ledger], CementAndPower.Month);
        return both;
    }

    private async Task AcceptAsync(ParticipantId company, Actor maker, Func<int, MonthContent> content)
    {
        for (var month = 1; month <= 12; month++)
        {
            await MustAsync(new FileMonth(company, Year, month, content(month)), maker);
            await MustAsync(new CheckMonth(company, Year, month, MonthCheckLevel.County, true, ""), Regulator);
            await MustAsync(new CheckMonth(company, Year, month, MonthCheckLevel.City, true, ""), Checker);
            await MustAsync(new AcceptMonth(company, Year, month), Regulator);
        }
    }

    private async Task<Decision> TryAsync(Command command, Actor actor, Instant? at = null) =>
        (await Played.Market.SubmitAsync(new Submission(command, actor, new RequestId(77, requests++),
            at ?? Played.Morning))).Decision;

    private async Task<Actor> AppointAsync(ParticipantId participant, string name, Role role)
    {
        await MustAsync(new AppointRepresentative(participant, name, Rights.All), Regulator);
        return await Played.Market.AskAsync(s => new Actor(s.Participants.Users.Last().Id, role));
    }

    private static PlanContent Plan { get; } = new("hubei-pilot", "power", "厂界以内全部设施",
        [new PlanFacility("u1", "1 号机组", "Unit 1", "boiler", 300, "MW", "P-1")],
        [new PlanMeter("belt", "皮带秤", "输煤皮带", "0.5", new LocalDate(2021, 6, 30), 72, PowerOrigin.None),
            new PlanMeter("grid", "关口表", "升压站", "0.2S", new LocalDate(2021, 1, 1), 25, PowerOrigin.Grid)],
        [Parameter("p1", "u1", "fuel", "coal", "FC", "belt"), Parameter("p2", "u1", "fuel", "coal", "NCV", ""),
            Parameter("p3", "", "electricity", "", "W_in", "grid")],
        "专人负责，内部每季审核", []);

    private static PlanParameter Parameter(string id, string facility, string table, string choice, string column,
        string meter) => new(id, facility, table, choice, column, Acquisition.Measured, meter, "GB/T 213", "每日",
            "生产部", "取近 12 个月最高值");

    /// <summary>What the company files for a month.</summary>
    public static MonthContent Month(int month)
    {
        var tonnes = Chutan.Market.Kernel.Text.Of(9_000 + 350 * ((month * 7) % 12));
        return new MonthContent(
        [
            new MonthRow("fuel", "u1", [Figure("fuel_kind", "coal"), Figure("FC", tonnes, Ledger),
                Figure("NCV", "20.5", Ledger)]),
            new MonthRow("electricity", "", [Figure("W_in", "120", Ledger)]),
            new MonthRow("", "", [Figure("unit_class", "ordinary")]),
        ], [], [], []);
    }

    private static MonthFigure Figure(string column, string text, params string[] evidence) =>
        new(column, text, "", Acquisition.Measured, "", [.. evidence]);
}
