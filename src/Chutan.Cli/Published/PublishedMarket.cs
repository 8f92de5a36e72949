using System.Globalization;
using Chutan.Cli.Verbs;
using Chutan.Market;
using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Cli.Published;

/// <summary>Books a whole published market as its participants and authority would have: accounts, allocation, verified
/// emissions, surrenders, and the assessment of the latest year. No rule stands here; all come from the rulebook.
/// </summary>
internal sealed class PublishedMarket(
    RulebookContent rulebook, ComplianceReport report, AllocationTable? allocation, Bookkeeper books)
{
    private const string Decided = "published report";
    private const string Sold = "sold from the authority's stock to match the published surrenders";
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[rulebook.Zone];
    private readonly SortedDictionary<string, Member> members = new(StringComparer.Ordinal);
    private Actor authority;

    /// <summary>The participant an operator became.</summary>
    public ParticipantId ParticipantOf(string operatorId) => members[operatorId].Participant;

    private ComplianceYear Latest => new(report.LatestYear);

    public async Task PlayAsync(CancellationToken cancel)
    {
        var founded = Noon(new LocalDate(FirstYear, 1, 1));
        await FoundAsync(founded, cancel);
        await OpenAccountsAsync(founded, cancel);
        var deadline = await DeadlineAsync(cancel);
        var steps = new List<(Instant At, Actor Actor, Command Command)>();
        steps.AddRange(Caps(founded));
        steps.Add((founded, authority, new SetDeadline(Latest, deadline, CitationOf(ComplianceKeys.SurrenderMonth))));
        steps.AddRange(Allocations());
        steps.AddRange(Emissions());
        steps.AddRange(Surrenders(deadline));
        steps.Add((Noon(deadline.PlusDays(1)), authority, new AssessCompliance(Latest)));
        await books.BookAllAsync([.. steps.OrderBy(s => s.At)], cancel);
    }

    private int FirstYear => Math.Min(report.Years[0], allocation?.Years[0] ?? int.MaxValue);

    /// <summary>The last day of the month the rulebook names, in the year after.</summary>
    private async Task<LocalDate> DeadlineAsync(CancellationToken cancel)
    {
        var (value, refusal) = await books.AskAsync(
            state => state.Rulebook.Resolve(ComplianceKeys.SurrenderMonth, Latest.RuleDate), cancel);
        if (value is null) throw new CannotException($"规则库没有可用的缴还期限：{refusal}",
            $"The rulebook has no usable surrender deadline: {refusal}");
        var month = ComplianceKeys.SurrenderMonth.Parse(value.Value);
        return new LocalDate(Latest.Next.Year, month, 1).PlusMonths(1).PlusDays(-1);
    }

    private async Task FoundAsync(Instant at, CancellationToken cancel)
    {
        var founder = Actor.Scheduler;
        await books.BookAsync(at, founder, new AdoptRulebook(rulebook), cancel);
        var body = await books.BookAsync(at, founder, new RegisterParticipant(ParticipantKind.Authority,
            rulebook.NameZh, rulebook.NameEn, "authority", "", ""), cancel);
        var user = await books.BookAsync(at, founder, new AppointRepresentative(
            Registered(body), "published-figures", Rights.All), cancel);
        authority = new Actor(Appointed(user), Role.Authority);
        await books.BookAsync(at, authority, new FoundRegistry(), cancel);
        var assumed = rulebook.Values.Where(v => v.Standing == Standing.Assumed)
            .Select(v => (at, authority, (Command)new AdoptRuleValue(
                v.Key, v.From, v.Value, "needed to book published figures")));
        await books.BookAllAsync([.. assumed], cancel);
    }

    private async Task OpenAccountsAsync(Instant at, CancellationToken cancel)
    {
        var ids = report.Operators.Select(o => o.Id).Concat(allocation?.Cells.Select(c => c.Installation) ?? [])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var kinds = report.Operators.ToDictionary(o => o.Id, o => o.AccountType, StringComparer.Ordinal);
        var registered = await books.BookAllAsync([.. ids.Select(id => (at, authority, (Command)new RegisterParticipant(
            ParticipantKind.CoveredEntity, id, id, id, kinds.GetValueOrDefault(id, ""), "")))], cancel);
        var participants = registered.Select(Registered).ToList();
        var users = await books.BookAllAsync([.. participants.Select(p => (at, authority,
            (Command)new AppointRepresentative(p, "account representative", Rights.All)))], cancel);
        var accounts = await books.BookAllAsync([.. participants.Select(p => (at, authority,
            (Command)new OpenAccount(p)))], cancel);
        for (var i = 0; i < ids.Count; i++)
            members.Add(ids[i], new Member(participants[i], new Actor(Appointed(users[i]), Role.CoveredEntity),
                accounts[i].Events.OfType<AccountOpened>().Single().Account.Id));
    }

    private IEnumerable<(Instant, Actor, Command)> Caps(Instant at)
    {
        foreach (var year in report.Years.Concat(allocation?.Years ?? []).Distinct().Order())
        {
            var cells = allocation?.Cells.Where(c => c.Year == year).ToList() ?? [];
            var standard = Sum(cells.Select(c => c.Standard));
            var entrants = Sum(cells.Select(c => c.NewEntrant));
            var stock = year == report.LatestYear ? Sum(report.Operators.Select(ToBuy)) : Tonnes.Zero;
            if (!(standard + entrants + stock).IsZero)
                yield return (at, authority, new SetCap(new ComplianceYear(year), standard, entrants, stock, Decided));
        }
    }

    private IEnumerable<(Instant, Actor, Command)> Allocations() =>
        from cell in allocation?.Cells ?? []
        where !cell.Total.IsZero
        select (Noon(new LocalDate(cell.Year, 2, 28)), authority, (Command)new IssueByTable(
            new ComplianceYear(cell.Year), members[cell.Installation].Participant, cell.Standard, cell.NewEntrant,
            "published allocation table"));

    /// <summary>Recorded emissions, years that do not count, and years after operation ended. A year in operation with
    /// nothing recorded stays empty.</summary>
    private IEnumerable<(Instant, Actor, Command)> Emissions()
    {
        foreach (var each in report.Operators)
            foreach (var year in each.Years)
            {
                var ended = each.LastYear is { } last && year.Year > last;
                var exclusion = year.Excluded ? "excluded in the published report"
                    : year.Emissions is null && ended
                        ? string.Create(CultureInfo.InvariantCulture, $"operation ended in {each.LastYear}")
                        : null;
                if (year.Emissions is null && exclusion is null) continue;
                yield return (Noon(new LocalDate(year.Year + 1, 3, 31)), authority, new RecordVerifiedEmissions(
                    new ComplianceYear(year.Year), members[each.Id].Participant, year.Emissions, exclusion, Decided));
            }
    }

    /// <summary>Surrenders are published as one total over all years: each operator buys what it lacks and surrenders.
    /// </summary>
    private IEnumerable<(Instant, Actor, Command)> Surrenders(LocalDate deadline)
    {
        var at = Noon(deadline);
        foreach (var each in report.Operators)
        {
            if (each.CumulativeSurrenders.IsZero) continue;
            var (_, actor, account) = members[each.Id];
            if (ToBuy(each) is { IsZero: false } buys)
                yield return (at, authority, new ReleaseReserve(Latest, account, buys, Sold: true, Sold));
            yield return (at, actor, new SurrenderUnits(
                account, Latest, UnitKind.Allowance, each.CumulativeSurrenders));
        }
    }

    /// <summary>What an operator surrendered beyond what it was allocated up to the latest year.</summary>
    private Tonnes ToBuy(PublishedOperator each) => each.CumulativeSurrenders.Beyond(Sum(
        (allocation?.Of(each.Id) ?? []).Where(c => c.Year <= report.LatestYear).Select(c => c.Total)));

    private string CitationOf(ParameterKey key)
    {
        var value = rulebook.Values.First(v => v.Key == key.Name);
        return $"{rulebook.Instruments.First(i => i.Id == value.Instrument).Number} {value.Article}".Trim();
    }

    private Instant Noon(LocalDate date) => date.At(new LocalTime(12, 0)).InZoneLeniently(zone).ToInstant();

    private static Tonnes Sum(IEnumerable<Tonnes> parts) => parts.Aggregate(Tonnes.Zero, (sum, t) => sum + t);

    private static ParticipantId Registered(Decision.Accepted accepted) =>
        accepted.Events.OfType<ParticipantRegistered>().Single().Participant.Id;

    private static UserId Appointed(Decision.Accepted accepted) =>
        accepted.Events.OfType<RepresentativeAppointed>().Single().User.Id;

    private sealed record Member(ParticipantId Participant, Actor Actor, AccountId Account);
}
