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
internal sealed class EvidenceSeason(Desk desk, Town town, Scenario scenario, YearOptions options,
    RulebookContent rulebook, CitySupervision cities, Func<Entity, bool> silent)
{
    private static readonly ImmutableArray<int> Weights = [96, 82, 100, 100, 103, 101, 104, 104, 102, 104, 102, 102];

    /// <summary>Checks that state what has happened: a late filing, days without a sample.</summary>
    private static readonly ImmutableArray<string> Facts = ["109", "308"];

    /// <summary>Months of the next year that fall due while this one is played.</summary>
    private const int MonthsOfNext = 5;

    private readonly ulong seed = options.Seed;
    private readonly CheckCatalogue? checks = options.Checks;
    private readonly IReadOnlyDictionary<string, Profile> profiles = Profiles.Of(options.Methodologies,
        regime => KnownLaw.CountsPower(rulebook, regime, scenario.Year));
    private readonly Dictionary<string, (Actor County, Actor City)> bureaus = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, EntityEvidence> books = [];
    private readonly SortedDictionary<LocalDate, List<Filing>> calendar = [];
    private readonly List<Filing> toCheck = [];
    private readonly decimal density = KnownLaw.StackDensity(rulebook, scenario.Year);
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
            var profile = ProfileOf(entity);
            var book = new EntityEvidence(entity, profile, cheats.GetValueOrDefault(entity));
            books.Add(entity.Plan.Number, book);
            if (!silent(entity)) Schedule(book);
            await desk.SendAsync(entity.Party.Actor, new FilePlan(entity.Party.Id,
                new LocalDate(scenario.Year.Year, 1, 1), ControlPlan.Of(profile), PlanChange.First, ""));
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
            if (book.Fraud is not null && CaughtBy(book).IsEmpty) book.Entity.Undetected = book.Concealed;
    }

    /// <summary>Checks that came upon an entity's fraud.</summary>
    public ImmutableArray<string> CaughtBy(EntityEvidence book) =>
        book.Telling(Found.FiredOn(book.Entity.Party.Id, scenario.Year));

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

    /// <summary>What the report in hand has too much by honest error, t; nothing once its months were corrected.
    /// </summary>
    public long ErrorOf(Entity entity) => books[entity.Plan.Number].Error;

    /// <summary>Laboratories an entity used.</summary>
    public ImmutableArray<ServiceAgency> AgenciesOf(Entity entity) => books[entity.Plan.Number] is var book
        && book.Profile.Shares[Profile.Coal] > 0 ? [new ServiceAgency(AgencyKind.Laboratory, MakerOf(book,
            scenario.Year).LaboratoryOf(12).Name, "")] : [];

    /// <summary>更正: wrong months are replaced, one by one, by decision of the authority.</summary>
    public async Task CorrectAsync(Entity entity)
    {
        var wrong = books[entity.Plan.Number].TakeWrong();
        foreach (var (month, right) in wrong)
            await desk.SendAsync(entity.Party.Actor, new RequestCorrection(entity.Party.Id, scenario.Year, month, right,
                "皮带秤与流量计漂移，按结算凭证更正"));
        await desk.SettleAsync();
        foreach (var (month, _) in wrong)
            await desk.SendAsync(town.Authority.Actor, new DecideCorrection(entity.Party.Id, scenario.Year, month, true,
                "核查发现属实，同意更正"));
        await desk.SettleAsync();
    }

    /// <summary>检定: the scales of the plan are calibrated anew before their certificates run out.</summary>
    public async Task CalibrateAsync()
    {
        foreach (var book in books.Values.Where(b => !silent(b.Entity)))
        {
            var (party, certificate) = (book.Entity.Party, $"检定证书（模拟）calibration {seed} {book.Entity.Plan.Number}");
            await PutAsync(book.Entity, certificate, "检定证书.txt");
            await desk.SendAsync(party.Actor, new RecordCalibration(party.Id, ControlPlan.Belt, desk.Date,
                ControlPlan.BeltMonths,
                Methodology.HashOf(certificate)));
        }
        await desk.SettleAsync();
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

    /// <summary>One entity for each form of fraud: among those who burn coal and report, the first of every so many;
    /// and one of several plants that generate.</summary>
    private Dictionary<Entity, Fraud> Cheats()
    {
        if (options.Honest) return [];
        var able = town.Entities.Where(e => ProfileOf(e).Shares[Profile.Coal] >= 200 && !silent(e)
            && !e.Plan.Cogenerates && !e.Plan.ReportsLate && e.Plan.StoppedDays == 0
            && e.Plan.Sector.Code != Sectors.Cement).ToList();
        var step = Math.Max(1, able.Count / Fraud.Played.Length);
        var cheats = Fraud.Played.Select((fraud, i) => (fraud, i)).Where(x => x.i * step < able.Count)
            .ToDictionary(x => able[x.i * step], x => x.fraud);
        var stations = town.Entities.Where(e => e.Plan.Cogenerates && !silent(e) && e.Plan.StoppedDays == 0).ToList();
        if (stations.Count > 1) cheats.Add(stations[1], Fraud.OfStation);
        return cheats;
    }

    private Profile ProfileOf(Entity entity) =>
        profiles[Profiles.KeyOf(entity.Plan)];

    private EvidenceMaker MakerOf(EntityEvidence book, ComplianceYear year) => new(seed, book.Entity.Plan, book.Profile,
        year == scenario.Year ? book.Fraud : book.FraudGoingOn, year.Year);

    private void Schedule(EntityEvidence book)
    {
        for (var month = 1; month <= 12 + MonthsOfNext; month++)
        {
            var (year, number) = month <= 12 ? (scenario.Year, month) : (scenario.Year.Next, month - 12);
            var day = FilesOn(book, year, number);
            if (!calendar.TryGetValue(day, out var filing)) calendar.Add(day, filing = []);
            filing.Add(new Filing(book, year, number));
        }
    }

    /// <summary>The day a month is filed: between the 14th and the 19th of the next; some are late. Who sends samples
    /// in batches has nothing to show until the quarter is over.</summary>
    private LocalDate FilesOn(EntityEvidence book, ComplianceYear year, int month)
    {
        var (last, number) = (new LocalDate(year.Year, month, 1).PlusMonths(1).PlusDays(-1), book.Entity.Plan.Number);
        if (year == scenario.Year && book.Fraud?.Kind == FraudKind.BatchTesting && month % 3 != 0)
            return last.PlusDays(month % 3 == 1 ? 68 : 38);
        var late = book.Entity.Plan.ReportsLate && (number + month) % 4 == 0
            || Chance.For(seed, "late", number * 100L + (year.Year - scenario.Year.Year) * 12 + month).PerMille(6);
        return last.PlusDays(late ? 21 + number % 6 : 14 + (number * 7 + month * 3) % 6);
    }

    /// <summary>What a month emits: of the year played, its part of what is left; of the next, its part of as much
    /// again.</summary>
    private decimal TonnesOf(Filing of)
    {
        if (of.Year != scenario.Year) return of.Book.Entity.Emissions * Weights[of.Month - 1] / (decimal)Weights.Sum();
        return Math.Max(1, of.Book.Entity.Emissions - of.Book.True) * Weights[of.Month - 1]
            / Weights.Skip(of.Month - 1).Sum();
    }

    private async Task FileAsync(List<Filing> filing)
    {
        var traits = new List<DocumentTraits>();
        var made = new List<(Filing Of, MonthEvidence Evidence)>();
        foreach (var of in filing)
        {
            var (book, month) = (of.Book, of.Month);
            var maker = MakerOf(book, of.Year);
            var evidence = maker.Make(month, TonnesOf(of), book.Stock);
            if (of.Year == scenario.Year) book.Take(evidence, month, of.Year, maker.Invoiced(evidence, month));
            book.Restock(evidence);
            book.Entity.Concealed = book.Concealed;
            made.Add((of, evidence));
            await PutAsync(book.Entity, maker.LedgerText(month), $"台账-{of.Year}-{month:00}.txt");
            if (book.Profile.IsStation)
                await PutAsync(book.Entity, maker.StackText(month), $"连续监测-{of.Year}-{month:00}.txt");
            if (evidence.Content.LabReports.IsEmpty) continue;
            await PutAsync(book.Entity, maker.ScanText(month), $"检测报告-{of.Year}-{month:00}.txt");
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
        var refused = new List<(Filing Of, MonthEvidence Evidence)>();
        foreach (var (of, evidence) in made)
        {
            var party = of.Book.Entity.Party;
            var filed = new FileMonth(party.Id, of.Year, of.Month, evidence.Content);
            if (evidence.FirstTry is { } wrong) await desk.SendAsync(party.Actor, filed with { Content = wrong });
            await desk.SendAsync(party.Actor, filed, reply =>
            {
                if (evidence.IsSpoilt && reply.Decision is Decision.Refused) refused.Add((of, evidence));
            });
            if (of.Book.Profile.IsStation) await FileStackAsync(of, evidence.True);
            toCheck.Add(of);
        }
        await desk.SettleAsync();
        foreach (var (of, evidence) in refused) await GiveInAsync(of, evidence);
        await desk.SettleAsync();
    }

    /// <summary>Who cheats and cannot get past a check files what is right.</summary>
    private async Task GiveInAsync(Filing of, MonthEvidence evidence)
    {
        if (of.Year == scenario.Year) of.Book.GiveIn(evidence);
        of.Book.Entity.Concealed = of.Book.Concealed;
        await desk.SendAsync(of.Book.Entity.Party.Actor, new FileMonth(of.Book.Entity.Party.Id, of.Year, of.Month,
            evidence.Honest!)); // somebody who cheats has one
    }

    /// <summary>烟气连续监测: the hours of a station's stack.</summary>
    private async Task FileStackAsync(Filing of, decimal tonnes)
    {
        var (party, maker) = (of.Book.Entity.Party, MakerOf(of.Book, of.Year));
        await desk.SendAsync(party.Actor, new FileCems(party.Id, of.Year, of.Month, "stack-1",
            Methodology.HashOf(maker.StackText(of.Month)), maker.StackHours(of.Month, tonnes, density)));
    }

    private ValueTask PutAsync(Entity entity, string content, string name) => desk.SendAsync(entity.Party.Actor,
        new FileDocument(entity.Party.Id, desk.Document(content), name, "text/plain",
            System.Text.Encoding.UTF8.GetByteCount(content)));

    private async Task CheckAsync()
    {
        foreach (var level in Enum.GetValues<MonthCheckLevel>())
        {
            foreach (var of in toCheck)
            {
                var (county, city) = bureaus[of.Book.Entity.Plan.City.Code];
                await desk.SendAsync(level == MonthCheckLevel.County ? county : city, new CheckMonth(
                    of.Book.Entity.Party.Id, of.Year, of.Month, level, true, ""));
            }
            await desk.SettleAsync();
        }
        foreach (var of in toCheck)
            await desk.SendAsync(town.Authority.Actor, new AcceptMonth(of.Book.Entity.Party.Id, of.Year, of.Month));
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
            var caught = book is null || silent(book.Entity)
                || alert.Hit.Year == scenario.Year && book.Tells(alert.Hit.Check, alert.Hit.Month);
            if (!caught && !Found.Suppressed && alert.Hit.Check == "204") await SuppressAsync(alert.Alert);
            else
                await desk.SendAsync(town.Authority.Actor, caught
                    ? new CloseAlert(alert.Alert, AlertOutcome.Escalated, "现场检查发现数据失实，移送核查与执法")
                    : Facts.Contains(alert.Hit.Check.Split('-')[0])
                    ? new CloseAlert(alert.Alert, AlertOutcome.Confirmed, "情况属实，已责令整改，数据无须更改")
                    : new CloseAlert(alert.Alert, AlertOutcome.Explained, "现场检查原始记录相符"));
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
            product.Product, MakerOf(book, scenario.Year).Statistics(product.Actual),
            product.Unit, "统计部门");
    }
}
