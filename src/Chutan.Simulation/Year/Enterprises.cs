using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Offsets;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Registry;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>市场外企业: a few companies outside the market keep their footprint on the platform. They join in June with
/// the figures of two years; one bought a second works in between, one runs on certified green power and makes its
/// footprint good, and four more of a sector make a group to compare with. The last of them registers itself.</summary>
internal sealed class Enterprises(Desk desk, Town town, ulong seed, ImmutableArray<Methodology> methods)
{
    private readonly List<Enterprise> companies = [];

    /// <summary>Whether there are methodologies to account by.</summary>
    public bool Take => methods.Length > 0;

    /// <summary>The companies register, describe their boundary, and enter two years.</summary>
    public async Task JoinAsync()
    {
        if (!Take) return;
        foreach (var method in methods)
            await desk.SendAsync(town.Authority.Actor, new PublishMethodology(method.Content, "平台采用（情景假定）"));
        await desk.SettleAsync();
        for (var i = 0; i < EnterpriseBook.Companies.Length; i++)
        {
            var company = await RegisterAsync(EnterpriseBook.Companies[i], i);
            companies.Add(company);
            foreach (var year in company.Plan.Years) await EnterYearAsync(company, year);
        }
    }

    /// <summary>The next day: base years, targets and measures; a restatement; this year's months so far; and units
    /// retired for a footprint.</summary>
    public async Task GoOnAsync()
    {
        if (!Take) return;
        var (pumps, data) = (companies[0], companies[1]);
        foreach (var company in new[] { pumps, data })
        {
            await desk.MustAsync(company.Maker, new SetBaseYear(company.Id, 2023, "首个完整核算年度"));
            await desk.MustAsync(company.Maker, new SetTarget(company.Id, new Target("2030 年总量目标",
                TargetKind.Absolute, FootprintBasis.OperationsMarket, 2030, 35)));
        }
        await desk.MustAsync(pumps.Maker, new SetTarget(pumps.Id, new Target("单位产品强度目标", TargetKind.Intensity,
            FootprintBasis.OperationsLocation, 2028, 18)));
        foreach (var measure in EnterpriseBook.Measures)
            await desk.MustAsync(pumps.Maker, new EnterMeasure(pumps.Id, pumps.Sources[measure.Source], measure.NameZh,
                measure.NameEn, new Money(measure.CostYuan * 100), measure.Life, new Money(measure.SavingYuan * 100),
                measure.Effect, measure.Amount));
        await ChangeMindAsync(pumps);
        await RestateAsync(pumps);
        await ThisYearAsync(pumps);
        await RetireAsync(data);
        await desk.MustAsync(data.Maker, new CloseSource(data.Id, data.Sources[1], new LocalDate(2025, 1, 1),
            "发电机改为租用，柴油由出租方供应"));
    }

    /// <summary>A measure that came to nothing is taken off the list again.</summary>
    private async Task ChangeMindAsync(Enterprise company)
    {
        var idea = (await desk.MustAsync(company.Maker, new EnterMeasure(company.Id, company.Sources[0], "锅炉改烧生物质",
            "Biomass in the boiler", new Money(2_600_000_00), 12, new Money(-150_000_00), MeasureEffect.Percent, 90)))
            .OfType<MeasureEntered>().Single().Measure;
        await desk.MustAsync(company.Maker, new WithdrawMeasure(company.Id, idea.Id));
    }

    private async Task<Enterprise> RegisterAsync(EnterprisePlan plan, int index)
    {
        var company = index == EnterpriseBook.Companies.Length - 1 ? await SelfRegisteredAsync(plan, index)
            : await EnteredAsync(plan, index);
        var (id, maker) = (company.Id, company.Maker);
        foreach (var site in plan.Sites)
            company.Sites.Add((await desk.MustAsync(maker, new RegisterSite(id, site.NameZh, site.NameEn, "CN-HB",
                site.From, site.Equity, true, true, site.Cause))).OfType<SiteRegistered>().Single().Site.Id);
        foreach (var source in plan.Sources)
            company.Sources.Add((await desk.MustAsync(maker, new RegisterSource(id, company.Sites[source.Site],
                source.NameZh, source.NameEn, source.Scope, source.Category, source.Method, "1",
                [.. source.Choices.Select(c => new SourceChoice(c.Name, c.Code))], source.Product,
                plan.Sites[source.Site].From))).OfType<SourceRegistered>().Single().Source.Id);
        return company;
    }

    /// <summary>A company that the authority enters with its two people.</summary>
    private async Task<Enterprise> EnteredAsync(EnterprisePlan plan, int index)
    {
        var id = (await desk.MustAsync(town.Authority.Actor, new RegisterParticipant(ParticipantKind.Enterprise,
            plan.NameZh, plan.NameEn, CodeOf(plan, index), plan.Sector, plan.City)))
            .OfType<ParticipantRegistered>().Single().Participant.Id;
        return new Enterprise(id, plan, await AppointAsync(id, "碳管理员"), await AppointAsync(id, "复核人"), index);
    }

    /// <summary>A company that enters itself and then names its second person.</summary>
    private async Task<Enterprise> SelfRegisteredAsync(EnterprisePlan plan, int index)
    {
        var first = (await desk.MustAsync(Actor.Anonymous, new RegisterEnterprise(plan.NameZh, plan.NameEn,
            CodeOf(plan, index), plan.Sector, plan.City, "碳管理员"))).OfType<RepresentativeAppointed>().Single().User;
        var maker = new Actor(first.Id, first.Role);
        var second = (await desk.MustAsync(maker, new AppointColleague(first.Participant, "复核人")))
            .OfType<RepresentativeAppointed>().Single().User;
        return new Enterprise(first.Participant, plan, maker, new Actor(second.Id, second.Role), index);
    }

    private static string CodeOf(EnterprisePlan plan, int index) => CreditCode.Of("91", plan.City, 7001 + index);

    private async Task<Actor> AppointAsync(ParticipantId company, string name)
    {
        var user = (await desk.MustAsync(town.Authority.Actor, new AppointRepresentative(company, name, Rights.All)))
            .OfType<RepresentativeAppointed>().Single().User;
        return new Actor(user.Id, user.Role);
    }

    private async Task EnterYearAsync(Enterprise company, int year)
    {
        await desk.MustAsync(company.Maker, new OpenInventory(company.Id, year,
            ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        foreach (var reference in company.Plan.References.Where(r => r.Year == year))
            await desk.SendAsync(company.Maker, new SetReference(company.Id, year, reference.Kind, reference.Product,
                reference.Quantity, reference.Unit));
        if (company.Index % 2 == 1) await EnterAtOnceAsync(company, year);
        else
            for (var month = 1; month <= Inventory.MonthsOfYear; month++)
                await EnterMonthAsync(company, year, month, company.Plan.Sources.Length);
        if (company.Index == 0) await AssessAsync(company, year);
        await LockAsync(company, year, 1, Inventory.MonthsOfYear);
        await desk.MustAsync(company.Reviewer, new IssueInventory(company.Id, year));
    }

    /// <summary>A whole year out of one workbook.</summary>
    private async Task EnterAtOnceAsync(Enterprise company, int year)
    {
        var lines = ImmutableArray.CreateBuilder<ActivityLine>();
        for (var month = 1; month <= Inventory.MonthsOfYear; month++)
            for (var i = 0; i < company.Plan.Sources.Length; i++)
            {
                if (company.Plan.Sites[company.Plan.Sources[i].Site].From > new LocalDate(year, month, 1)) continue;
                var single = Activity(company, i, year, month, Amount(company, i, year, month));
                lines.Add(new ActivityLine(month, single.Source, single.Quality, single.Given, single.Note));
            }
        await desk.MustAsync(company.Maker, new RecordActivities(company.Id, year, lines.ToImmutable()));
    }

    /// <summary>How sure the figures are: by a meter's class where it is known, else by where the factor is from.
    /// </summary>
    private async Task AssessAsync(Enterprise company, int year)
    {
        for (var i = 0; i < company.Plan.Sources.Length; i++)
        {
            var source = company.Plan.Sources[i];
            var isMetered = source.Scope == EmissionScope.Energy;
            await desk.MustAsync(company.Maker, new AssessUncertainty(company.Id, year, new UncertaintyAssessment(
                company.Sources[i], isMetered ? 1.0m : null,
                source.Factor > 0 ? FactorGrade.Supplier : FactorGrade.Published, null,
                isMetered ? "贸易结算表计，准确度 0.5 级，含互感器误差" : "")));
        }
    }

    private async Task EnterMonthAsync(Enterprise company, int year, int month, int sources)
    {
        for (var i = 0; i < sources; i++)
        {
            var source = company.Plan.Sources[i];
            if (company.Plan.Sites[source.Site].From > new LocalDate(year, month, 1)) continue;
            await desk.SendAsync(company.Maker, Activity(company, i, year, month,
                Amount(company, i, year, month)));
        }
        await desk.SettleAsync();
    }

    private async Task LockAsync(Enterprise company, int year, int from, int through)
    {
        for (var month = from; month <= through; month++)
        {
            await desk.MustAsync(company.Reviewer, new ReviewMonth(company.Id, year, month, true, "与账单、台账核对一致"));
            await desk.MustAsync(company.Reviewer, new LockMonth(company.Id, year, month));
        }
    }

    /// <summary>March 2023 had a delivery of diesel counted twice: the year is restated, and the base year kept.
    /// </summary>
    private async Task RestateAsync(Enterprise company)
    {
        await desk.MustAsync(company.Maker, new RestateInventory(company.Id, 2023, "2023年3月叉车柴油一笔重复入账", [3]));
        const int diesel = 1;
        await desk.MustAsync(company.Maker, Activity(company, diesel, 2023, 3,
            decimal.Round(Amount(company, diesel, 2023, 3) / 2, 2)));
        await LockAsync(company, 2023, 3, 3);
        await desk.MustAsync(company.Reviewer, new IssueInventory(company.Id, 2023));
    }

    /// <summary>January to March are locked, April waits for its review, May is half entered.</summary>
    private async Task ThisYearAsync(Enterprise company)
    {
        await desk.MustAsync(company.Maker, new OpenInventory(company.Id, 2025,
            ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
        await AssessAsync(company, 2025);
        for (var month = 1; month <= 4; month++)
            await EnterMonthAsync(company, 2025, month, company.Plan.Sources.Length);
        await EnterMonthAsync(company, 2025, 5, 5);
        await desk.MustAsync(company.Maker, new RemoveActivity(company.Id, 2025, 5, company.Sources[4], "补充量尚未核实"));
        await desk.MustAsync(company.Maker, new SetStake(company.Id, company.Sites[1], new LocalDate(2025, 6, 1), 75,
            true, true, StakeCause.Acquired, "增持二厂股权"));
        await LockAsync(company, 2025, 1, 3);
    }

    private async Task RetireAsync(Enterprise company)
    {
        var authority = town.Authority.Actor;
        var account = (await desk.MustAsync(town.Registry.Actor, new OpenAccount(company.Id)))
            .OfType<AccountOpened>().Single().Account.Id;
        await desk.MustAsync(authority, new RegisterProject(new Project("CCER-HB-71", UnitKind.Ccer, "利川林业碳汇项目",
            "Forest sink in Lichuan", "420000", "422800", "CCER-14-001", false, false, true, new Tonnes(80_000))));
        await desk.MustAsync(town.Registry.Actor, new IssueCredits(account, "CCER-HB-71", new Vintage(2024),
            new Tonnes(30_000), "CCER-HB-71 减排量登记"));
        const FootprintBasis basis = FootprintBasis.OperationsMarket;
        var needed = Footprint.ToRetire(company.Issued[2024].On(basis));
        var first = new Tonnes(needed.Count * 2 / 3);
        foreach (var quantity in new[] { first, needed - first })
            await desk.MustAsync(company.Maker, new RetireForFootprint(account, 2024, basis, UnitKind.Ccer, quantity,
                "2024 年度数据中心运营碳中和"));
        await desk.MustAsync(company.Reviewer, new DeclareNeutrality(company.Id, 2024, basis));
    }

    /// <summary>A month's quantity: the usual one, more in winter or summer, a little by chance, and growing or falling
    /// from year to year.</summary>
    private decimal Amount(Enterprise company, int index, int year, int month)
    {
        var source = company.Plan.Sources[index];
        var season = source.Season * (month is 12 or 1 or 2 ? 1 : month is 6 or 7 or 8 ? -1 : 0);
        var chance = (int)Chance.For(seed, "enterprise", company.Index * 10_000 + index * 400 + (year - 2020) * 12
            + month).Below(81) - 40;
        var perMille = 1000 + season + chance + (year - 2023) * source.Growth;
        return decimal.Round(source.Usual * perMille / 1000, 2);
    }

    private static RecordActivity Activity(Enterprise company, int index, int year, int month, decimal amount)
    {
        var source = company.Plan.Sources[index];
        var figures = ImmutableArray.Create(new ActivityFigure(source.Figure, Text.Of(amount), ""));
        ImmutableArray<GreenCertificate> certificates = [];
        if (source.Factor > 0) figures = figures.Add(new ActivityFigure("EF", Text.Of(source.Factor), ""));
        if (source.Green > 0 && year >= 2024)
        {
            var green = decimal.Round(amount * source.Green / 100, 0);
            figures = figures.Add(new ActivityFigure("W_green", Text.Of(green), ""));
            certificates = [new GreenCertificate(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"GEC-{year}-{company.Index:00}{month:00}"), green)];
        }
        return new RecordActivity(company.Id, year, month, company.Sources[index], source.Quality,
            new ActivityFigures(figures, [], [], certificates), "");
    }

    /// <summary>Remembers what was issued, to know what must be retired.</summary>
    public void Hear(Event happened)
    {
        if (happened is InventoryIssued issued && companies.Find(c => c.Id == issued.Participant) is { } company)
            company.Issued[issued.Year] = issued.Totals.Totals;
    }

    private sealed record Enterprise(ParticipantId Id, EnterprisePlan Plan, Actor Maker, Actor Reviewer, int Index)
    {
        public List<SiteId> Sites { get; } = [];
        public List<SourceId> Sources { get; } = [];
        public Dictionary<int, FootprintTotals> Issued { get; } = [];
    }
}
