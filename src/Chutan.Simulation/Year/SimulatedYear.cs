using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Simulation.Agents;
using Chutan.Simulation.Report;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>How a year is to be played.</summary>
/// <param name="Answered">Called with each answer as it arrives, in order: durable from then on.</param>
/// <param name="Stressed">Whether the price is driven to its limits and the market is steadied.</param>
public sealed record YearOptions(ulong Seed, YearSize Size, Action<Reply, RequestId>? Answered = null,
    bool Stressed = false)
{
    /// <summary>The methodologies by which reports are made and companies outside the market account; none founds none.
    /// </summary>
    public ImmutableArray<Methodology> Methodologies { get; init; } = [];

    /// <summary>The data-quality checks; with them and the methodologies every entity files its monthly evidence.
    /// </summary>
    public CheckCatalogue? Checks { get; init; }

    /// <summary>The control year: nobody cheats. Whatever the checks say in it they say of honest figures.</summary>
    public bool Honest { get; init; }

    /// <summary>Given the content of each file put into evidence, so that it can be kept beside the journal.</summary>
    public Action<string>? Evidence { get; init; }
}

/// <summary>How far the year has come.</summary>
/// <param name="LastPrice">Last price, fen per tonne.</param>
public readonly record struct YearProgress(int Day, int Days, LocalDate Date, long Commands, long LastPrice,
    bool Resuming);

/// <summary>模拟履约年度: a whole compliance year, played through the market's public commands by everybody concerned. The
/// players know only what they were answered, so a year that was cut off is played again from its beginning: each
/// command meets its first answer until the place where the market stopped, and then the year goes on.</summary>
public sealed class SimulatedYear
{
    /// <summary>December's evidence is accepted on 24 January; no report is made before that.</summary>
    private static readonly LocalDate ReportsFrom = new(2025, 1, 26);

    /// <summary>The reporting platform opens before the year whose months it takes.</summary>
    private static readonly LocalDate PlatformOpens = new(2023, 12, 25);
    private static readonly LocalDate PlansFiled = new(2023, 12, 27);

    private readonly Scenario scenario = Scenario.Hubei2024;
    private readonly YearOptions options;
    private readonly Desk desk;
    private readonly Town town;
    private readonly Chronicle chronicle;
    private readonly Founding founding;
    private readonly AllocationActs allocation;
    private readonly ReportSeason reports;
    private readonly VerificationBodies bodies;
    private readonly VerificationSeason verification;
    private readonly RecheckActs rechecks;
    private readonly CitySupervision cities;
    private readonly SurrenderSeason surrender;
    private readonly Incidents incidents;
    private readonly TradingDay trading;
    private readonly Stress? stress;
    private readonly IndexActs indices;
    private readonly Enterprises enterprises;
    private readonly EvidenceSeason evidence;
    private readonly RulebookContent rulebook;
    private readonly WorkingDayCalendar calendar;
    private readonly ImmutableArray<LocalDate> days;
    private readonly LocalDate deadline;
    private readonly Dictionary<LocalDate, List<Func<Task>>> acts = [];
    private HashSet<Entity>? silent;
    private readonly IProgress<YearProgress>? progress;
    private readonly FirstAnswers firstAnswers;

    private SimulatedYear(IMarket market, FirstAnswers firstAnswers, ulong requestSeed, RulebookContent rulebook,
        YearOptions options, IProgress<YearProgress>? progress)
    {
        (this.options, this.progress, this.firstAnswers) = (options, progress, firstAnswers);
        calendar = new WorkingDayCalendar(rulebook.Calendar);
        desk = new Desk(market, firstAnswers, requestSeed, options.Answered) { Evidence = options.Evidence };
        town = new Town(WorldMaker.Make(options.Seed, scenario, options.Size), options.Seed);
        chronicle = new Chronicle(scenario);
        var forecast = new Forecast(scenario, KnownLaw.Of(rulebook, scenario.Year));
        this.rulebook = rulebook;
        desk.Witness((command, reply) =>
        {
            chronicle.Hear(reply);
            evidence!.Hear(command, reply); // as with the enterprises
            if (reply.Decision is not Decision.Accepted accepted) return;
            foreach (var happened in accepted.Events)
            {
                town.Remember(happened);
                enterprises!.Hear(happened); // answers come only once the year runs
                forecast.Hear(happened, town.FindEntity);
            }
        });
        days = TradingDays(options.Size.TradingDays);
        deadline = calendar.LastWorkingDayOf(2025, 5) ?? scenario.Last;
        founding = new Founding(desk, town, scenario, rulebook);
        allocation = new AllocationActs(desk, town, scenario);
        bodies = new VerificationBodies(desk, town);
        cities = new CitySupervision(desk, town);
        evidence = new EvidenceSeason(desk, town, scenario, options, rulebook, cities, e => NeverReport(e));
        reports = new ReportSeason(desk, town, scenario, evidence);
        rechecks = new RecheckActs(desk, town, scenario);
        verification = new VerificationSeason(desk, town, scenario, reports, bodies, rechecks);
        surrender = new SurrenderSeason(desk, town, scenario);
        incidents = new Incidents(desk, town);
        indices = new IndexActs(desk, town, rulebook.Territory);
        enterprises = new Enterprises(desk, town, options.Seed, [.. options.Methodologies
            .Where(m => m.Head.Sector == Market.Accounting.SourceMethods.Sector)]);
        stress = options.Stressed ? new Stress(desk, town, scenario, days) : null;
        trading = new TradingDay(desk, town, scenario, new Outlook(scenario, options.Seed),
            new Appetite(scenario.VolumeByMonth, days, YearVolume()), days, options.Seed)
        {
            Opening = stress is null ? null : stress.OpeningAsync,
            CoverBy = deadline,
            Interruption = incidents.HaltAsync,
            InterruptedOn = days[days.Length / 3],
            Deals = Deals(new Dealing(desk, town, scenario, days, options.Seed),
                new CreditDealing(desk, town, deadline, options.Seed)),
            OneWay = new OneWayDays(desk, town, days[days.Length / 2], days[days.Length * 2 / 3], options.Seed)
                .RunAsync,
        };
        Plan();
    }

    /// <summary>Plays the year on a market, or plays on where it was cut off.</summary>
    /// <param name="market">A new market, or one on which the same year was begun.</param>
    public static async Task<YearReport> PlayAsync(IMarket market, RulebookContent rulebook, YearOptions options,
        IProgress<YearProgress>? progress, CancellationToken cancel)
    {
        var requestSeed = Chance.Mix(Chance.Mix(options.Seed) + (ulong)options.Size.Entities * 1_000_003
            + (ulong)(options.Size.TradingDays ?? 0) + (options.Stressed ? 500_000_003UL : 0)
            + (options.Honest ? 700_000_001UL : 0));
        await using var firstAnswers = new FirstAnswers(market, requestSeed);
        var year = new SimulatedYear(market, firstAnswers, requestSeed, rulebook, options, progress);
        await year.RunAsync(cancel);
        var report = await new ReportMaker(year.desk, year.town, year.chronicle, year.scenario, options,
            year.days.Length).MakeAsync(market);
        report = report with
        {
            Quality = await QualityReports.OfAsync(year.evidence, market, year.scenario.Year,
                year.desk.At, year.scenario.Last),
        };
        return year.stress is { } stress ? report with { Scenario = "stress", Stress = stress.Report() } : report;
    }

    private long YearVolume() => (long)((Int128)scenario.PublishedVolume * options.Size.Entities / scenario.Entities);

    /// <summary>All trading days of the year, or so many of them spread evenly, the first and the last among
    /// them.</summary>
    private ImmutableArray<LocalDate> TradingDays(int? most)
    {
        var all = new List<LocalDate>();
        for (var date = scenario.First; date <= scenario.Last; date = date.PlusDays(1))
            if (calendar.IsTradingDay(date) == true) all.Add(date);
        if (most is not { } count || count >= all.Count) return [.. all];
        return [.. Enumerable.Range(0, count).Select(i => all[count == 1 ? 0
            : (int)((long)i * (all.Count - 1) / (count - 1))])];
    }

    /// <summary>The platform opens, and takes plans and the first months; then the market takes over what there is.
    /// Without monthly evidence both happen on one day.</summary>
    private async Task OpenAsync(CancellationToken cancel)
    {
        await founding.OpenAsync(evidence.Take ? PlatformOpens : Founding.TakeOver);
        await cities.FoundAsync();
        await evidence.OpenAsync();
        if (evidence.Take)
        {
            desk.SetClock(PlansFiled, 9, 0);
            await evidence.FilePlansAsync();
            for (var date = PlansFiled.PlusDays(1); date < Founding.TakeOver; date = date.PlusDays(1))
            {
                cancel.ThrowIfCancellationRequested();
                await ActAsync(date);
            }
        }
        await founding.TakeOverAsync();
        await reports.BringInLastYearAsync(options.Seed);
        await bodies.FoundAsync(scenario.First.Year);
    }

    private async Task ActAsync(LocalDate date)
    {
        if (!acts.TryGetValue(date, out var today)) return;
        desk.SetClock(date, 8, 0);
        foreach (var act in today) await act();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        await OpenAsync(cancel);
        var played = 0;
        for (var date = scenario.First; date <= scenario.Last; date = date.PlusDays(1))
        {
            cancel.ThrowIfCancellationRequested();
            await ActAsync(date);
            if (!days.Contains(date)) continue;
            await trading.RunAsync(date);
            await indices.EveningAsync(date);
            played++;
            progress?.Report(new YearProgress(played, days.Length, date, desk.Commands, town.Tape.Last,
                firstAnswers.Found == desk.Commands));
        }
        await indices.WidenAsync(days[^1]);
        desk.SetClock(scenario.Last, 17, 0);
        await surrender.ExpireAsync();
        await allocation.ListAsync(scenario.Year.Next);
        await allocation.SetCapAsync(scenario.Year.Next);
        await allocation.PreAllocateAsync(scenario.Year.Next);
    }

    /// <summary>The year's calendar of acts, each before the market opens.</summary>
    private void Plan()
    {
        var year = scenario.Year;
        On(new(2024, 7, 1), () => allocation.ListAsync(year), () => allocation.SetCapAsync(year));
        On(new(2024, 7, 2), () => allocation.PreAllocateAsync(year));
        On(new(2024, 8, 15), incidents.TrespassAsync);
        On(new(2024, 8, 22), incidents.AdministerAsync);
        On(new(2024, 9, 20), incidents.PledgeAsync);
        On(new(2024, 10, 16), () => incidents.TransferAsync());
        On(new(2024, 10, 18), incidents.TidyUpAsync);
        On(new(2024, 11, 12), incidents.FreezeAsync);
        On(new(2024, 12, 5), incidents.MergeAsync);
        for (var month = 7; month <= 12; month++)
        {
            var left = 12 - month;
            On(new(2024, month, 15), () => Abate(left));
        }
        On(new(2025, 1, 14), incidents.ExecuteJudgmentAsync);
        On(new(2025, 2, 20), incidents.CancelAsync);
        On(new(2025, 3, 12), surrender.IssueCreditsAsync);
        On(new(2025, 4, 10), incidents.RedeemAsync, allocation.IssueToNewCapacityAsync);
        foreach (var (date, act) in new PrimaryMarket(desk, town, scenario, options).Acts) On(date, act);
        On(new(2025, 6, 16), enterprises.JoinAsync);
        On(new(2025, 6, 17), enterprises.GoOnAsync);
        PlanReports();
        PlanAllocation();
        PlanSurrender();
    }

    private void PlanReports()
    {
        for (var date = PlansFiled; date <= scenario.Last; date = date.PlusDays(1))
        {
            var day = date;
            On(day, () => evidence.DayAsync(day));
        }
        On(new(2025, 2, 17), () => reports.RemindAsync(ReportsOn));
        var consultants = new Consultants(desk, town, scenario);
        On(new(2025, 1, 8), consultants.SignAsync);
        On(new(2025, 2, 24), consultants.AmendAsync);
        On(new(2025, 4, 16), evidence.CalibrateAsync);
        On(new(2025, 6, 18), reports.DetermineMissingAsync);
        On(new(2024, 10, 9), () => evidence.ReplayAsync(rulebook));
        On(new(2025, 3, 11), evidence.ReviewAsync);
        for (var date = ReportsFrom; date <= new LocalDate(2025, 3, 10); date = date.PlusDays(1))
        {
            var day = date;
            On(day, () => reports.ReportAsync(day, ReportsOn));
        }
        On(new(2025, 1, 10), () => bodies.CheckThemselvesAsync(2025),
            () => bodies.DeclareAsync(verification.Barred));
        On(new(2025, 3, 11), verification.AssignAsync);
        On(new(2025, 3, 25), verification.SuspendAsync);
        On(new(2025, 3, 27), () => verification.ReassignAsync(new(2025, 3, 27)));
        On(new(2025, 4, 10), verification.RestoreAsync);
        On(new(2025, 5, 6), () => verification.RecheckAsync(new(2025, 5, 6)));
        for (var date = new LocalDate(2025, 3, 12); date <= scenario.Last; date = date.PlusDays(1))
        {
            var day = date;
            On(day, () => verification.WorkAsync(day));
        }
        On(new(2025, 4, 15), () => rechecks.ComplainAsync(cities));
        On(new(2025, 6, 10), () => rechecks.ReopenAsync(verification.Visits));
        On(new(2025, 6, 11), rechecks.RecalculateAsync);
        On(new(2025, 6, 17), rechecks.CarryOnAsync);
        On(new(2025, 6, 27), verification.EvaluateAsync);
        On(new(2024, 9, 25), () => cities.CheckAsync(2024, 3));
        On(new(2024, 12, 25), () => cities.CheckAsync(2024, 4));
        On(new(2025, 3, 21), () => cities.CheckAsync(2025, 1));
        On(new(2025, 6, 20), () => cities.CheckAsync(2025, 2));
    }

    private void PlanAllocation()
    {
        On(new(2025, 4, 28), allocation.ExcludeAsync, allocation.DetermineAsync);
        On(new(2025, 5, 7), () => allocation.ObjectAsync(3, 40));
        On(new(2025, 5, 12), () => allocation.ObjectAsync(5, 170), () => allocation.DecideObjectionsAsync(3, 40));
        On(new(2025, 5, 14), allocation.CorrectAsync);
    }

    /// <summary>Half of the entities hand in when their position is clear, the rest in the last days; then assessment,
    /// penalties, and what is handed in late.</summary>
    private void PlanSurrender()
    {
        for (var date = new LocalDate(2025, 5, 15); date <= deadline; date = date.PlusDays(1))
        {
            var day = date;
            var last = day == deadline;
            On(day, () => surrender.SurrenderAsync([.. town.Entities.Where(e => last || SurrendersOn(e) == day)]));
        }
        On(new(2025, 5, 6), () => surrender.SetDeadlineAsync(new LocalDate(2025, 5, 23)));
        On(new(2025, 5, 20), () => surrender.ExtendDeadlineAsync(deadline));
        On(new(2025, 6, 3), surrender.AssessAsync);
        On(new(2025, 6, 10), () => surrender.PunishAsync(chronicle));
        On(new(2025, 6, 24), surrender.MakeUpAsync);
    }

    private LocalDate ReportsOn(Entity entity)
    {
        if (NeverReport(entity)) return LocalDate.MaxIsoValue;
        if (entity.Plan.ReportsLate) return new LocalDate(2025, 3, 3).PlusDays(entity.Plan.Number % 5);
        return ReportsFrom.PlusDays((int)(Chance.For(options.Seed, "reports-on", entity.Plan.Number).Below(33)));
    }

    /// <summary>One entity in 170 hands in nothing at all. Not a cement mill: the benchmark waits for all of them.
    ///</summary>
    private bool NeverReport(Entity entity)
    {
        if (silent is null)
        {
            var smallest = allocation.Smallest;
            silent = [.. town.Entities.Where(e => e.Plan.Sector.Code != Sectors.Cement && e != smallest)
                .Skip(town.Entities.Length / 8).Where((_, rank) => rank % 170 == 0)];
        }
        return silent.Contains(entity);
    }

    private LocalDate SurrendersOn(Entity entity) => new LocalDate(2025, 5, 15).PlusDays(
        (int)Chance.For(options.Seed, "surrenders-on", entity.Plan.Number).Below(16));

    private static Func<LocalDate, Task> Deals(Dealing allowances, CreditDealing credits) => async date =>
    {
        await allowances.RunAsync(date);
        await credits.RunAsync(date);
    };

    private Task Abate(int monthsLeft)
    {
        foreach (var entity in town.Entities) Covering.Abate(entity, town.Tape.Last, monthsLeft);
        return Task.CompletedTask;
    }

    private void On(LocalDate date, params ReadOnlySpan<Func<Task>> today)
    {
        if (!acts.TryGetValue(date, out var list)) acts.Add(date, list = []);
        foreach (var act in today) list.Add(act);
    }
}
