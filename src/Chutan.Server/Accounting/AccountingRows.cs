using System.Globalization;
using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Chutan.Server.Registry;

namespace Chutan.Server.Accounting;

/// <summary>From the books of a company to what is shown. Figures are rounded here and nowhere before.</summary>
internal static class AccountingRows
{
    private const int ShownDigits = 3;
    private const int IntensityDigits = 6;

    public static decimal Shown(Rational value, int digits = ShownDigits) => decimal.Parse(
        value.Round(digits, RoundingMode.HalfUp).Fixed(digits), CultureInfo.InvariantCulture);

    public static Bilingual NameOf(ParticipantId id, MarketState state) =>
        state.Participants.Find(id) is { } p ? Bilingual.Of(p.NameZh, p.NameEn) : Bilingual.Same(id.ToString());

    public static TotalsAnswer Totals(FootprintTotals of) => new(Shown(of.Scope1), Shown(of.Scope2Location),
        Shown(of.Scope2Market), Shown(of.Scope3), Shown(of.On(FootprintBasis.WholeLocation)),
        Shown(of.On(FootprintBasis.WholeMarket)));

    public static CompanyRow Row(ParticipantId id, MarketState state)
    {
        var books = state.Accounting;
        var issued = books.InventoriesOf(id).Select(i => books.FindIssued(id, i.Year)).OfType<Inventory>()
            .MaxBy(i => i.Year);
        var totals = issued is null ? null : Totals(Footprint.Totals(issued, books));
        var company = state.Participants.Find(id);
        return new CompanyRow(id.ToString(), NameOf(id, state), company?.Sector ?? "",
            company?.Kind == ParticipantKind.CoveredEntity, books.SitesOf(id).Count(), books.SourcesOf(id).Count(),
            issued?.Year, totals?.Location, totals?.Market);
    }

    public static CompanyAnswer Company(ParticipantId id, bool mine, MarketState state, AsOf asOf)
    {
        var books = state.Accounting;
        return new CompanyAnswer(id.ToString(), NameOf(id, state), state.Participants.Find(id)?.Sector ?? "", mine,
            state.Registry.AccountOf(id)?.ToString(),
            [.. books.SitesOf(id).Select(s => new SiteAnswer(s.Id.Number, Bilingual.Of(s.NameZh, s.NameEn), s.Region,
                [.. s.Stakes.Select(k => new StakeAnswer(k.From, k.EquityPercent, k.OperationalControl,
                    k.FinancialControl, k.Cause, k.Reason))]))],
            [.. books.SourcesOf(id).Select(s => Source(s, state))],
            [.. books.InventoriesOf(id).OrderByDescending(i => i.Year).Select(i => new YearRow(i.Year, i.Revision,
                i.IsIssued, i.Months.Count(m => m.LockedBy is not null), i.Months.Count(m => m.ReviewedBy is not null),
                i.Approach, i.Warming, Totals(Footprint.Totals(i, books))))],
            books.BaseYearOf(id) is { } b ? new BaseYearAnswer(b.Year, b.Revision, Totals(b.Totals)) : null,
            [.. books.TargetsOf(id).Select(Target)], asOf);
    }

    public static SourceMethodAnswer Method(Methodology of)
    {
        var certified = SourceMethods.CertifiedOf(of)?.Name;
        return new SourceMethodAnswer(of.Id, of.Version, Bilingual.Of(of.Head.Zh, of.Head.En),
            SourceMethods.IsEnergyBought(of), of.Head.Source,
            [.. SourceMethods.ChoicesOf(of).Select(c => new MethodChoiceAnswer(c.Name, Bilingual.Of(c.Zh, c.En),
                c.IsOptional, [.. c.Options.Select(o => new MethodOptionAnswer(o.Code, Bilingual.Of(o.Zh, o.En)))]))],
            [.. SourceMethods.FiguresOf(of).Select(f => new MethodFigureAnswer(f.Name, Bilingual.Of(f.Zh, f.En),
                f.Unit.Symbol, f.IsOptional || f.MissingText.Length > 0, f.Name == certified))]);
    }

    public static InventoryAnswer Inventory(Inventory of, UserId? me, MarketState state, AsOf asOf)
    {
        var books = state.Accounting;
        var rows = Footprint.Rows(of, books).ToList();
        var revisions = books.Revisions(of.Participant, of.Year);
        return new InventoryAnswer(of.Participant.ToString(), NameOf(of.Participant, state), of.Year, of.Revision,
            revisions[^1].Revision, of.IsIssued, me is not null, me?.Number, of.Approach, of.Warming, of.Reason,
            [.. Enumerable.Range(1, 12).Select(m => Month(of, m, rows, state))],
            [.. of.Entries.Values.Select(e => Entry(e, of, rows, state))],
            [.. of.References.Values.Select(r => new ReferenceAnswer(r.Kind, r.Product, r.Quantity, r.Unit))],
            [.. revisions.Reverse().Select(r => new RevisionAnswer(r.Revision, r.Reason, r.OpenedAt,
                Person(r.IssuedBy, r.IssuedAt, state), Totals(Footprint.Totals(r, books))))],
            Totals(Footprint.Totals(rows)), asOf);
    }

    public static AnalysisAnswer Analyse(Inventory of, FootprintBasis basis, MarketState state, AsOf asOf)
    {
        var books = state.Accounting;
        var rows = Footprint.Rows(of, books).ToList();
        var rules = new RuleReader(state.Rulebook);
        var date = AsOfs.DateOf(asOf, state);
        var (smallest, threshold) = (rules.Find(AccountingKeys.SmallestGroup, date),
            rules.Find(AccountingKeys.BaseYearThreshold, date));
        var before = books.Find(of.Participant, of.Year - 1);
        return new AnalysisAnswer(of.Participant.ToString(), of.Year, basis, Totals(Footprint.Totals(rows)),
            [.. Enum.GetValues<Breakdown>().Select(side => new BreakdownAnswer(side,
                [.. Analysis.By(side, rows).Select(p => new PartAnswer(p.Key, PartName(side, p.Key, of, state),
                    Shown(p.Location), Shown(p.Market)))]))],
            [.. Analysis.Intensities(of, books, basis).Select(i => new IntensityAnswer(i.Kind, i.Product, i.Quantity,
                i.Unit, Shown(i.Emissions), Shown(i.Value, IntensityDigits)))],
            [.. Analysis.Targets(of, books).Select(t => new TargetStandingAnswer(Target(t.Target),
                Shown(t.Base, IntensityDigits), Shown(t.Aim, IntensityDigits), Shown(t.Path, IntensityDigits),
                Shown(t.Actual, IntensityDigits), t.Unit, t.IsOnPath))],
            before is null ? null : Change(Decomposition.Between(before, of, books, basis), of.Participant, state),
            smallest is not { } least ? [] : [.. Peers.Compare(of, books, state.Participants, basis, least)
                .Select(p => new PeerAnswer(p.Kind, p.Unit, p.Sector, Shown(p.Own, IntensityDigits), p.Companies,
                    p.Smallest, p.Place, Maybe(p.LowerQuartile), Maybe(p.Median), Maybe(p.UpperQuartile)))],
            threshold is { } limit && Analysis.CheckBaseYear(of.Participant, books, limit) is { } check
                ? new BaseYearCheckAnswer(Shown(check.Base), Shown(check.Change),
                    Shown(check.Share * Rational.Of(100), 2), limit.ToDecimal() * 100, check.IsDue) : null,
            asOf);

        static decimal? Maybe(Rational? value) => value is { } v ? Shown(v, IntensityDigits) : null;
    }

    public static MeasuresAnswer Measures(Inventory of, FootprintBasis basis, MarketState state, AsOf asOf)
    {
        var rate = new RuleReader(state.Rulebook).Find(AccountingKeys.DiscountRate, AsOfs.DateOf(asOf, state))
            ?? new Rate(0);
        return new MeasuresAnswer(of.Participant.ToString(), of.Year, basis, rate.ToDecimal(),
            [.. Abatement.Rank(of, state.Accounting, basis, rate).Select(r => new MeasureAnswer(r.Measure.Id.Number,
                r.Rank, Bilingual.Of(r.Measure.NameZh, r.Measure.NameEn), r.Measure.Source.Number,
                SourceName(r.Measure.Source, of.Participant, state), r.Measure.Cost.Fen, r.Measure.LifetimeYears,
                r.Measure.YearlySaving.Fen, r.Measure.Effect, r.Measure.Amount, Shown(r.SourceEmissions),
                Shown(r.Left), Shown(r.Wanted), Shown(r.Saved), r.IsCapped, (long)Shown(r.YearlyCost, 0),
                (long)Shown(r.NetCost, 0), r.CostPerTonne is { } cost ? (long)Shown(cost, 0) : null,
                Shown(r.Cumulative)))], asOf);
    }

    public static NeutralityAnswer Neutral(ParticipantId company, int year, MarketState state, AsOf asOf)
    {
        var books = state.Accounting;
        var inventory = books.Find(company, year);
        var retired = Neutrality.Retired(company, year, books, state.Registry);
        var account = state.Registry.AccountOf(company);
        return new NeutralityAnswer(company.ToString(), year, inventory is { IsIssued: true }, account?.ToString(),
            state.Registry.Applications.Of(company)?.Date, state.Registry.Applications.Of(company)?.Declined,
            account is not { } own ? [] : [.. Enum.GetValues<UnitKind>().Select(k => new HoldingAnswer(
                RegistryEndpoints.UnitOf(k, null).Kind, Names.Code("unit", k.ToString()),
                state.Registry.Available(own, k).Count)).Where(h => h.Available > 0)],
            inventory is not { IsIssued: true } ? [] : [.. Enum.GetValues<FootprintBasis>().Select(b =>
            {
                var footprint = Footprint.Totals(inventory, books).On(b);
                var needed = Footprint.ToRetire(footprint);
                return new NeedAnswer(b, Shown(footprint), needed.Count, needed.Beyond(retired).Count);
            })],
            retired.Count, Retirements(company, year, state),
            [.. books.CertificatesOf(company).Where(c => c.Year == year).Select(c => Certificate(c, state))], asOf);
    }

    public static NeutralityCertificateAnswer Certificate(NeutralityCertificate of, MarketState state) => new(
        NeutralityCertificate.Format(of.Number), of.Participant.ToString(), NameOf(of.Participant, state), of.Year,
        of.Revision, of.Basis, Shown(Exact.Read(of.Footprint)), of.Needed.Count, of.Retired.Count, of.Date,
        state.Accounting.Find(of.Participant, of.Year)?.Revision != of.Revision
            || Neutrality.Retired(of.Participant, of.Year, state.Accounting, state.Registry) < of.Needed,
        Retirements(of.Participant, of.Year, state));

    /// <summary>A source's name, with that of its site where the company has several.</summary>
    public static Bilingual SourceName(SourceId id, ParticipantId company, MarketState state)
    {
        if (state.Accounting.Find(id, company) is not { } source) return Bilingual.Same(id.ToString());
        var name = Bilingual.Of(source.NameZh, source.NameEn);
        if (state.Accounting.SitesOf(company).Count() < 2
            || state.Accounting.Find(source.Site, company) is not { } site) return name;
        var place = Bilingual.Of(site.NameZh, site.NameEn);
        return new Bilingual($"{name.Zh} · {place.Zh}", $"{name.En} · {place.En}");
    }

    private static IReadOnlyList<RetirementAnswer> Retirements(ParticipantId company, int year, MarketState state) =>
        [.. state.Accounting.RetirementsOf(company, year).Select(r => new RetirementAnswer(
            Chutan.Market.Registry.Certificate.Format(r.Certificate), RegistryEndpoints.UnitOf(r.Kind, null).Kind,
            r.Quantity.Count, r.Date, r.Basis, r.Purpose,
            state.Registry.Certificates.Find(r.Certificate) is not { Revoked: false }))];

    private static SourceAnswer Source(EmissionSource s, MarketState state)
    {
        var method = state.Quantification.Find(s.Methodology, s.Version)!; // a source names a published methodology
        return new SourceAnswer(s.Id.Number, s.Site.Number, Bilingual.Of(s.NameZh, s.NameEn), (int)s.Scope,
            s.ValueChainCategory, s.IsoCategory, s.Methodology, s.Version, Bilingual.Of(method.Head.Zh, method.Head.En),
            [.. s.Choices.Select(c =>
            {
                var input = method.Inputs.First(i => i.Name == c.Name);
                var option = input.Options.First(o => o.Code == c.Code);
                return new ChoiceAnswer(c.Name, Bilingual.Of(input.Zh, input.En), c.Code,
                    Bilingual.Of(option.Zh, option.En));
            })], s.Product, s.From, s.ClosedFrom);
    }

    private static MonthAnswer Month(Inventory of, int month, List<FootprintRow> rows, MarketState state)
    {
        var standing = of.Month(month);
        var due = state.Accounting.SourcesOf(of.Participant).Where(s => s.RunsIn(of.Year, month)
            && state.Accounting.Find(s.Site, of.Participant)?.In(of.Year, month) is { IsActive: true }).ToList();
        var own = rows.Where(r => r.Month == month).ToList();
        return new MonthAnswer(month, Person(standing.ReviewedBy, standing.ReviewedAt, state),
            Person(standing.LockedBy, standing.LockedAt, state), standing.Note, of.Of(month).Count(), due.Count,
            [.. due.Where(s => of.Find(month, s.Id) is null).Select(s => s.Id.Number)],
            Shown(Sum(own, r => r.Location)), Shown(Sum(own, r => r.Market)));
    }

    private static EntryAnswer Entry(ActivityEntry e, Inventory of, List<FootprintRow> rows, MarketState state)
    {
        var own = rows.Where(r => r.Month == e.Month && r.Source.Id == e.Source).ToList();
        return new EntryAnswer(e.Source.Number, e.Month, e.Quality,
            [.. e.Given.Figures.Select(f => new FigureAnswer(f.Name, f.Value, f.Unit))], e.Given.Evidence,
            [.. e.Given.Certificates.Select(c => new CertificateAnswer(c.Reference, c.Quantity))], e.Note,
            own[0].Percent, Shown(Sum(own, r => r.Location)), Shown(Sum(own, r => r.Market)),
            [.. own.Select(r => new GasAnswer(r.Gas, Shown(r.Location), Shown(r.Market)))], e.TraceHash,
            Person(e.EnteredBy, e.EnteredAt, state)!); // both are given
    }

    private static PersonAnswer? Person(UserId? by, Instant? at, MarketState state) =>
        by is { } user && at is { } moment
            ? new PersonAnswer(user.Number, state.Participants.Find(user)?.Name ?? "", moment) : null;

    private static TargetAnswer Target(Target t) => new(t.Name, t.Kind, t.Basis, t.Year, t.ReductionPercent);

    private static ChangeAnswer Change(Decomposition d, ParticipantId company, MarketState state) => new(
        d.From, d.To, Shown(d.Before), Shown(d.After),
        Shown(d.Activity), Shown(d.Structure), Shown(d.Factor), d.Growth is { } g ? Shown(g, IntensityDigits) : null,
        [.. d.Sources.Select(s => new SourceChangeAnswer(s.Source.Id.Number,
            SourceName(s.Source.Id, company, state), Shown(s.Before), Shown(s.After), Shown(s.Activity),
            Shown(s.Structure), Shown(s.Factor)))]);

    private static Bilingual PartName(Breakdown side, string key, Inventory of, MarketState state) => side switch
    {
        Breakdown.Site => state.Accounting.Find(new SiteId(Number(key)), of.Participant) is { } site
            ? Bilingual.Of(site.NameZh, site.NameEn) : Bilingual.Same(key),
        Breakdown.Source => SourceName(new SourceId(Number(key)), of.Participant, state),
        Breakdown.Product => key.Length == 0 ? new Bilingual("共用", "Shared") : Bilingual.Same(key),
        Breakdown.Scope => Names.Code("emission-scope", key),
        Breakdown.IsoCategory => Names.Code("iso-category", key),
        Breakdown.ValueChain => Names.Code("value-chain", key),
        _ => Bilingual.Same(key),
    };

    private static long Number(string key) => long.Parse(key, CultureInfo.InvariantCulture);

    private static Rational Sum(IEnumerable<FootprintRow> rows, Func<FootprintRow, Rational> of) =>
        rows.Aggregate(Rational.Zero, (sum, r) => sum + of(r));
}
