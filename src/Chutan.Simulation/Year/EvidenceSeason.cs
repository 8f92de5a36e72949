using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>数据质量：plans, monthly evidence, its checks and what becomes of the alerts, from January 2024 until the annual
/// reports are verified. Seven entities cheat; nobody but they and the inspectors who look into an alert
/// know.</summary>
internal sealed class EvidenceSeason(Desk desk, Town town, Scenario scenario, ulong seed,
    ImmutableArray<Methodology> methods, CheckCatalogue? checks, CitySupervision cities, Func<Entity, bool> silent)
{
    private static readonly ImmutableArray<int> Weights = [96, 82, 100, 100, 103, 101, 104, 104, 102, 104, 102, 102];

    private readonly IReadOnlyDictionary<string, Profile> profiles = Profiles.Of(methods);
    private readonly Dictionary<string, (Actor County, Actor City)> bureaus = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, EntityEvidence> books = [];
    private readonly SortedDictionary<LocalDate, List<(EntityEvidence Book, int Month)>> calendar = [];
    private readonly List<(EntityEvidence Book, int Month)> toCheck = [];
    private Actor second;

    /// <summary>Whether there are methodologies and checks to file and check by.</summary>
    public bool Take => checks is not null && profiles.Count > 0;

    /// <summary>What the checks found and what became of it.</summary>
    public QualityChronicle Found { get; } = new();

    public IEnumerable<EntityEvidence> Books => books.Values;

    /// <summary>Rules, laboratories and bureaus; then everybody's plan.</summary>
    public async Task OpenAsync()
    {
        if (!Take) return;
        var authority = town.Authority.Actor;
        foreach (var profile in profiles.Values.DistinctBy(p => p.Method.Id))
            await desk.SendAsync(authority, new PublishMethodology(profile.Method.Content,
                "采用没有公开来源的取值（情景假定）"));
        await desk.SettleAsync();
        foreach (var profile in profiles.Values.DistinctBy(p => (p.Regime, p.Sector)))
            await desk.SendAsync(authority, new SelectMethodology(profile.Regime, profile.Sector, scenario.Year.Year,
                null, profile.Method.Id, profile.Method.Version, profile.Method.Head.Source));
        await desk.MustAsync(authority, new PublishChecks(checks!.Content, "2024年度校核规则（情景假定）")); // Take holds
        foreach (var laboratory in Labs.All) await desk.SendAsync(authority, new RegisterLaboratory(laboratory));
        var events = await desk.MustAsync(authority, new AppointRepresentative(town.Authority.Id, "复核人", Rights.All));
        var user = events.OfType<RepresentativeAppointed>().Single().User;
        second = new Actor(user.Id, user.Role);
        foreach (var (city, bureau) in cities.Bureaus) await StaffAsync(city, bureau.Id);
    }

    public async Task FilePlansAsync()
    {
        if (!Take) return;
        var cheats = Cheats();
        foreach (var entity in town.Entities)
        {
            var profile = profiles[entity.Plan.Sector.Code];
            var book = new EntityEvidence(entity, profile, cheats.GetValueOrDefault(entity));
            books.Add(entity.Plan.Number, book);
            if (!silent(entity)) Schedule(book);
            await desk.SendAsync(entity.Party.Actor, new FilePlan(entity.Party.Id,
                new LocalDate(scenario.Year.Year, 1, 1), PlanOf(profile), PlanChange.First, ""));
        }
        await desk.SettleAsync();
        foreach (var book in books.Values)
            await desk.SendAsync(town.Authority.Actor, new ApprovePlan(book.Entity.Party.Id, 1));
        await desk.SettleAsync();
    }

    /// <summary>What happens on a day: months are filed; on the 24th bureaus look at what is in hand and alerts are
    /// dealt with.</summary>
    public async Task DayAsync(LocalDate date)
    {
        if (!Take) return;
        if (calendar.Remove(date, out var filing)) await FileAsync(filing);
        if (date.Day != 24) return;
        await CheckAsync();
        await SettleAlertsAsync();
    }

    /// <summary>Before the verification: figures of other offices come in, and every check is run across the market.
    /// </summary>
    public async Task ReviewAsync()
    {
        if (!Take) return;
        var authority = town.Authority.Actor;
        var bills = books.Values.SelectMany(b => b.Bills).Concat(books.Values.Select(Statistics)).ToList();
        for (var i = 0; i < bills.Count; i += 5_000)
            await desk.SendAsync(authority, new RecordComparisons([.. bills.Skip(i).Take(5_000)]));
        await desk.SettleAsync();
        await desk.MustAsync(authority, new ReviewQuality(scenario.Year));
        await SettleAlertsAsync();
        foreach (var book in books.Values)
            if (book.Fraud is { } fraud && !Found.FiredOn(book.Entity.Party.Id).Any(c =>
                fraud.Telling.Contains(c.Split('-')[0])))
                book.Entity.Undetected = book.Concealed;
    }

    /// <summary>A threshold is tightened in October, and the past months are run again under it.</summary>
    public async Task ReplayAsync(RulebookContent rulebook)
    {
        if (!Take) return;
        var points = rulebook.Values.LastOrDefault(v => v.Key == QualityKeys.Points311.Name);
        if (points is null) return;
        await desk.MustAsync(town.Authority.Actor, new AdoptRuleValue(points.Key, points.From, "1.8",
            "上半年全水分偏差普遍小于1.5个百分点，收紧阈值（情景假定）"));
        await desk.MustAsync(town.Authority.Actor, new ReplayChecks(scenario.Year, 1, 8, "全水分阈值收紧后重放"));
        await SettleAlertsAsync();
    }

    /// <summary>Takes in what was answered to a command.</summary>
    public void Hear(Command command, Reply reply)
    {
        if (Take) Found.Hear(command, reply);
    }

    /// <summary>Two officers of a bureau look at months: for the county and for the city.</summary>
    private async Task StaffAsync(City city, ParticipantId bureau)
    {
        var officers = new List<Actor>();
        foreach (var name in new[] { "县级核对人", "市级审核人" })
        {
            var events = await desk.MustAsync(town.Authority.Actor, new AppointRepresentative(bureau, name,
                Rights.All));
            var user = events.OfType<RepresentativeAppointed>().Single().User;
            officers.Add(new Actor(user.Id, user.Role));
        }
        bureaus.Add(city.Code, (officers[0], officers[1]));
    }

    /// <summary>One entity for each form of fraud: among those who burn coal and report, the first of every so many.
    /// </summary>
    private Dictionary<Entity, Fraud> Cheats()
    {
        var able = town.Entities.Where(e => profiles[e.Plan.Sector.Code].Shares[Profile.Coal] >= 200 && !silent(e)
            && !e.Plan.ReportsLate && e.Plan.StoppedDays == 0 && e.Plan.Sector.Code != Sectors.Cement).ToList();
        var step = Math.Max(1, able.Count / Fraud.Played.Length);
        return Fraud.Played.Select((fraud, i) => (fraud, i)).Where(x => x.i * step < able.Count)
            .ToDictionary(x => able[x.i * step], x => x.fraud);
    }

    private static PlanContent PlanOf(Profile profile)
    {
        var parameters = new List<(string Table, string Column, string Meter)>();
        if (profile.Shares[Profile.Coal] > 0)
            parameters.AddRange([("fuel", "FC", "belt"), ("fuel", "C_ar", ""), ("fuel", "NCV", "")]);
        if (profile.Shares[Profile.Gas] > 0) parameters.Add(("gas", "FV", "gas"));
        if (profile.Shares[Profile.Power] > 0) parameters.Add(("electricity", "W_in", "grid"));
        if (profile.IsCement) parameters.Add(("clinker", "Q_clinker", "belt"));
        if (profile.IsCeramics) parameters.AddRange([("", "M_clay", "belt"), ("", "CaCO3", ""), ("", "MgCO3", "")]);
        return new PlanContent(profile.Regime, profile.Sector, "厂界内全部生产设施与辅助设施",
            [new PlanFacility("site", "主厂区", "Main site", "plant", null, "", "")],
            [
                Meter("belt", "皮带秤", PowerOrigin.None), Meter("gas", "气体流量计", PowerOrigin.None),
                Meter("grid", "关口电能表", PowerOrigin.Grid),
            ],
            [.. parameters.Select((p, i) => new PlanParameter($"p{i + 1}", "", p.Table, "", p.Column,
                Acquisition.Measured, p.Meter, p.Meter.Length == 0 ? "GB/T 476、GB/T 213，委托有资质机构" : "连续计量",
                p.Meter.Length == 0 ? "每月缩分样" : "每日", "生产部", "取近12个月最大值"))],
            "专人负责，月度内审，原始记录保存五年");

        static PlanMeter Meter(string id, string kind, PowerOrigin power) =>
            new(id, kind, "厂内", "0.5", new LocalDate(2023, 11, 20), 18, power);
    }

    private void Schedule(EntityEvidence book)
    {
        for (var month = 1; month <= 12; month++)
        {
            var day = FilesOn(book, month);
            if (!calendar.TryGetValue(day, out var filing)) calendar.Add(day, filing = []);
            filing.Add((book, month));
        }
    }

    /// <summary>The day a month is filed: between the 14th and the 19th of the next; some are late. Who sends samples
    /// in batches has nothing to show until the quarter is over.</summary>
    private LocalDate FilesOn(EntityEvidence book, int month)
    {
        var (last, number) = (new LocalDate(scenario.Year.Year, month, 1).PlusMonths(1).PlusDays(-1),
            book.Entity.Plan.Number);
        if (book.Fraud?.Kind == FraudKind.BatchTesting && month % 3 != 0)
            return last.PlusDays(month % 3 == 1 ? 68 : 38);
        var late = book.Entity.Plan.ReportsLate && (number + month) % 4 == 0
            || Chance.For(seed, "late", number * 100L + month).PerMille(6);
        return last.PlusDays(late ? 21 + number % 6 : 14 + (number * 7 + month * 3) % 6);
    }

    private async Task FileAsync(List<(EntityEvidence Book, int Month)> filing)
    {
        var traits = new List<DocumentTraits>();
        var made = new List<(EntityEvidence Book, int Month, MonthEvidence Evidence)>();
        foreach (var (book, month) in filing)
        {
            var rest = Weights.Skip(month - 1).Sum();
            var tonnes = Math.Max(1, book.Entity.Emissions - book.True) * Weights[month - 1] / rest;
            var maker = new EvidenceMaker(seed, book.Entity.Plan, book.Profile, book.Fraud);
            var evidence = maker.Make(month, tonnes, book.Stock);
            book.Take(evidence, month, scenario.Year);
            book.Entity.Concealed = book.Concealed;
            made.Add((book, month, evidence));
            await PutAsync(book.Entity, maker.LedgerText(month), $"台账-{month:00}.txt");
            if (evidence.Content.LabReports.IsEmpty) continue;
            await PutAsync(book.Entity, maker.ScanText(month), $"检测报告-{month:00}.txt");
            traits.Add(evidence.Scan);
        }
        await desk.SettleAsync();
        if (traits.Count > 0) await desk.SendAsync(Actor.Scheduler, new NoteDocuments([.. traits]));
        foreach (var copies in made.Where(m => m.Evidence.Copy is not null)
            .Select(m => m.Evidence.Copy!).GroupBy(c => c.Accreditation) // filtered above
            .Where(g => Labs.All.First(l => l.Accreditation == g.Key).Online).OrderBy(g => g.Key,
                StringComparer.Ordinal))
            await desk.SendAsync(town.Authority.Actor, new ImportLabCopies(copies.Key, [.. copies]));
        await desk.SettleAsync();
        foreach (var (book, month, evidence) in made)
        {
            var filed = new FileMonth(book.Entity.Party.Id, scenario.Year, month, evidence.Content);
            if (evidence.FirstTry is { } wrong)
                await desk.SendAsync(book.Entity.Party.Actor, filed with { Content = wrong });
            await desk.SendAsync(book.Entity.Party.Actor, filed);
            toCheck.Add((book, month));
        }
        await desk.SettleAsync();
    }

    private ValueTask PutAsync(Entity entity, string content, string name) => desk.SendAsync(entity.Party.Actor,
        new FileDocument(entity.Party.Id, desk.Document(content), name, "text/plain",
            System.Text.Encoding.UTF8.GetByteCount(content)));

    private async Task CheckAsync()
    {
        foreach (var level in Enum.GetValues<MonthCheckLevel>())
        {
            foreach (var (book, month) in toCheck)
            {
                var (county, city) = bureaus[book.Entity.Plan.City.Code];
                await desk.SendAsync(level == MonthCheckLevel.County ? county : city, new CheckMonth(
                    book.Entity.Party.Id, scenario.Year, month, level, true, ""));
            }
            await desk.SettleAsync();
        }
        foreach (var (book, month) in toCheck)
            await desk.SendAsync(town.Authority.Actor, new AcceptMonth(book.Entity.Party.Id, scenario.Year, month));
        await desk.SettleAsync();
        toCheck.Clear();
    }

    /// <summary>Enterprises explain what they are shown; inspectors look into each alert and find out how it is. One
    /// standing alert is suppressed by two officers.</summary>
    private async Task SettleAlertsAsync()
    {
        var open = Found.TakeOpen();
        foreach (var alert in open.Where(a => a.Hit.Severity != CheckSeverity.Risk))
            if (town.FindEntity(alert.Hit.Participant) is { } entity)
                await desk.SendAsync(entity.Party.Actor, new ExplainAlert(entity.Party.Id, alert.Alert,
                    "已核对原始记录，数据属实"));
        await desk.SettleAsync();
        foreach (var alert in open)
        {
            var book = Book(alert.Hit.Participant);
            var caught = book?.Fraud is { } fraud && fraud.Telling.Contains(alert.Hit.Check.Split('-')[0])
                || book is null || silent(book.Entity);
            if (!caught && !Found.Suppressed && alert.Hit.Check == "204") await SuppressAsync(alert.Alert);
            else
                await desk.SendAsync(town.Authority.Actor, new CloseAlert(alert.Alert, caught ? AlertOutcome.Escalated
                    : AlertOutcome.Explained, caught ? "现场检查发现数据失实，移送核查与执法" : "现场检查原始记录相符"));
        }
        await desk.SettleAsync();
    }

    private async Task SuppressAsync(int alert)
    {
        Found.Suppressed = true;
        await desk.MustAsync(town.Authority.Actor, new ProposeSuppression(alert, "露天煤场盘点误差长期存在，已核实"));
        await desk.SendAsync(town.Authority.Actor, new DecideSuppression(alert, true, "同意"));
        await desk.MustAsync(second, new DecideSuppression(alert, true, "已看过盘点记录"));
    }

    private EntityEvidence? Book(ParticipantId participant) => town.FindEntity(participant) is { } entity
        ? books.GetValueOrDefault(entity.Plan.Number) : null;

    private ComparisonFigure Statistics(EntityEvidence book)
    {
        var product = book.Entity.Plan.Products[0];
        return new ComparisonFigure(book.Entity.Party.Id, scenario.Year, 0, ComparisonKind.OutputStatistics,
            product.Product, new EvidenceMaker(seed, book.Entity.Plan, book.Profile, null).Statistics(product.Actual),
            product.Unit, "统计部门");
    }
}

/// <summary>One entity's year of evidence, as it knows it itself.</summary>
internal sealed class EntityEvidence(Entity entity, Profile profile, Fraud? fraud)
{
    private decimal stated;

    public Entity Entity { get; } = entity;
    public Profile Profile { get; } = profile;
    public Fraud? Fraud { get; } = fraud;

    /// <summary>Coal in stock, t.</summary>
    public decimal Stock { get; private set; } = decimal.Round(entity.Plan.Emissions / 60m, 0);

    /// <summary>What the months so far really emitted, t.</summary>
    public decimal True { get; private set; }

    /// <summary>What the figures filed leave out, whole tonnes.</summary>
    public long Concealed => (long)Math.Max(0, True - stated);

    /// <summary>Electricity by the utility's bills.</summary>
    public List<ComparisonFigure> Bills { get; } = [];

    public void Take(MonthEvidence evidence, int month, ComplianceYear year)
    {
        True += evidence.True;
        stated += Fraud is null ? evidence.True : evidence.Stated;
        Stock = evidence.Closing;
        if (evidence.Billed > 0)
            Bills.Add(new ComparisonFigure(Entity.Party.Id, year, month, ComparisonKind.ElectricityBill, "",
                evidence.Billed, "MWh", "国网湖北电力"));
    }
}
