using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Access;
using Chutan.Server.Exchange;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Registry;

public sealed record UnitClassAnswer(string Kind, int? Vintage, Bilingual Name);
public sealed record UnitBalance(UnitClassAnswer Unit, long Balance, long Held, long Available);
public sealed record StatementEntryAnswer(long Position, Instant Instant, string Kind, Bilingual? Counterparty,
    UnitClassAnswer Unit, long Delta, long Balance);
public sealed record StatementHoldAnswer(string Cause, UnitClassAnswer Unit, long Tonnes, Instant Since, long Position);
public sealed record StatementAnswer(
    string Account, Bilingual Holder, LocalDate AsOfDate, IReadOnlyList<UnitBalance> Balances,
    IReadOnlyList<StatementEntryAnswer> Entries, IReadOnlyList<StatementHoldAnswer> Holds, AsOf AsOf);
public sealed record BlockAnswer(string First, string Last, long Tonnes);
public sealed record UnitEventAnswer(long Position, Instant Instant, string Kind, Bilingual Title, Bilingual? From,
    Bilingual? To, long Tonnes, long? PriceFen);
public sealed record UnitLifeAnswer(string Serial, UnitClassAnswer Unit, string State, bool Traded, bool Bankable,
    Bilingual Origin, BlockAnswer Block, IReadOnlyList<UnitEventAnswer> Events, IReadOnlyList<string> Examples,
        AsOf AsOf);
public sealed record UnitExampleAnswer(string Serial, UnitClassAnswer Unit, Bilingual Reason);

/// <summary>登记: statements of accounts as of any day, and the life of one tonne.</summary>
internal static class RegistryEndpoints
{
    private const int ExamplesShown = 8;

    public static void MapRegistry(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/accounts/{number:long}/statement", StatementAsync).Produces<StatementAnswer>()
            .WithSummary("Statement of an account, as it stands or as of a past day.");
        routes.MapGet("/units/{serial}", LifeAsync).Produces<UnitLifeAnswer>().WithSummary(
            "The life of one tonne, by its serial.");
        routes.MapGet("/units", async (HttpRequest request, IMarket market, UnitHistory history) =>
        {
            var rows = history.Interesting(ExamplesShown).Select(s =>
            {
                var last = history.Life(s)[^1];
                return new UnitExampleAnswer(Serial.Text(s), UnitOf(last.Attributes.Kind, last.Attributes.Vintage),
                    Names.Code("movement", last.Cause?.ToString() ?? "Issue"));
            });
            return Lists.Answer(rows, ListQuery.From(request), await AsOfs.NowAsync(market), "units");
        }).Produces<Page<UnitExampleAnswer>>().WithSummary("Serials with an interesting life.");
    }

    /// <summary>The unit kind of a request body.</summary>
    public static UnitKind KindOf(string? kind) => kind switch
    {
        "allowance" => UnitKind.Allowance,
        "ccer" => UnitKind.Ccer,
        "inclusion" => UnitKind.InclusionReduction,
        "ccus" => UnitKind.Ccus,
        _ => throw RefusedException.Malformed("kind", "allowance, ccer, inclusion, ccus"),
    };

    public static UnitClassAnswer UnitOf(UnitKind kind, Vintage? vintage)
    {
        var name = Names.Code("unit", kind.ToString());
        var year = vintage is { } v ? $" {v}" : "";
        return new UnitClassAnswer(kind switch
        {
            UnitKind.Allowance => "allowance",
            UnitKind.Ccer => "ccer",
            UnitKind.InclusionReduction => "inclusion",
            _ => "ccus",
        }, vintage?.Year, new Bilingual(name.Zh + year, name.En + year));
    }

    /// <summary>Balances per unit class of an account as it stands now.</summary>
    public static IReadOnlyList<UnitBalance> Balances(AccountId account, RegistryState registry) =>
        [.. registry.Lots(account).GroupBy(l => l.Attributes.Kind).OrderBy(g => g.Key).SelectMany(kind =>
        {
            var available = registry.Available(account, kind.Key).Count;
            var held = registry.Balance(account, kind.Key).Count - available;
            return kind.GroupBy(l => l.Attributes.Vintage).OrderBy(g => g.Key).Select(g =>
            {
                var balance = g.Sum(l => l.Block.Count);
                var here = Math.Min(held, balance);
                held -= here;
                return new UnitBalance(UnitOf(kind.Key, g.Key), balance, here, balance - here);
            });
        })];

    private static async Task<IResult> StatementAsync(
        long number, HttpContext context, IMarket market, UnitHistory history)
    {
        var account = new AccountId(number);
        var through = Queries.Moment(context.Request, "asOf");
        var caller = Caller.Of(context);
        var asOf = await AsOfs.NowAsync(market);
        var (lines, held) = (history.Of(account, through), history.HoldsOf(account, through));
        var answer = await market.AskAsync(state =>
        {
            if (caller is not { } actor || state.Registry.Find(account) is not { } found
                || !Authority.MayRead(ReadRight.Affairs, actor, found.Owner, state)) return null;
            return Statement(found, lines, held, through, state, asOf);
        }) ?? throw RefusedException.NotFound();
        return ListQuery.From(context.Request) is { Format: not null } query
            ? Export.File(answer.Entries, query, $"statement-{account}")
            : Results.Json(answer, Json.Options);
    }

    private static StatementAnswer Statement(Account account, IReadOnlyList<StatementLine> lines,
        IReadOnlyList<(HoldLine Line, Tonnes Remaining)> held, Moment through, MarketState state, AsOf asOf)
    {
        var running = new SortedDictionary<(UnitKind Kind, Vintage Vintage), long>();
        var entries = new List<StatementEntryAnswer>(lines.Count);
        foreach (var line in lines)
        {
            var balance = running[(line.Kind, line.Vintage)] = running.GetValueOrDefault(
                (line.Kind, line.Vintage)) + line.Delta;
            entries.Add(new StatementEntryAnswer(line.Position, line.At, KindOf(line.Cause),
                line.Other is { } other ? PublicNameOf(other, state) : null, UnitOf(line.Kind, line.Vintage),
                    line.Delta, balance));
        }
        var holds = held.Select(h => new StatementHoldAnswer(CauseOf(h.Line.Hold.Cause), UnitOf(h.Line.Hold.Kind, null),
            h.Remaining.Count, h.Line.Since, h.Line.Position)).ToList();
        return new StatementAnswer(account.Id.ToString(), HolderOf(account.Id, state),
            DateOf(through, asOf, state), Balances(running, held), entries, holds, asOf);
    }

    /// <summary>The civil date of the moment asked for, or of now.</summary>
    private static LocalDate DateOf(Moment through, AsOf asOf, MarketState state) =>
        through.Date is { } date ? date
        : through.Instant is { } instant ? AsOfs.DateOf(asOf with { Instant = instant }, state)
        : state.Exchange.BusinessDate ?? AsOfs.DateOf(asOf, state);

    /// <summary>Balances after the entries; what is held is counted against the oldest vintages of its kind.</summary>
    private static List<UnitBalance> Balances(SortedDictionary<(UnitKind Kind, Vintage Vintage), long> running,
        IReadOnlyList<(HoldLine Line, Tonnes Remaining)> held)
    {
        var left = held.GroupBy(h => h.Line.Hold.Kind).ToDictionary(g => g.Key, g => g.Sum(h => h.Remaining.Count));
        var balances = new List<UnitBalance>();
        foreach (var ((kind, vintage), balance) in running.Where(r => r.Value > 0))
        {
            var here = Math.Min(left.GetValueOrDefault(kind), balance);
            left[kind] = left.GetValueOrDefault(kind) - here;
            balances.Add(new UnitBalance(UnitOf(kind, vintage), balance, here, balance - here));
        }
        return balances;
    }

    private static async Task<IResult> LifeAsync(
        string serial, IMarket market, UnitHistory history, UserDirectory users,
        TradingIndex trading)
    {
        var number = Serial.Parse(serial)
            ?? throw RefusedException.Of(400, EdgeRefusals.MalformedSerial, ("serial", serial));
        var steps = history.Life(number);
        if (steps.Count == 0) throw RefusedException.Of(404, EdgeRefusals.UnknownSerial, ("serial", serial));
        var asOf = await AsOfs.NowAsync(market);
        var examples = users.IsDemo ? history.Interesting(ExamplesShown).Select(Serial.Text).ToList() : [];
        return Results.Json(await market.AskAsync(state => Life(number, steps, examples, trading, state, asOf)),
            Json.Options);
    }

    private static UnitLifeAnswer Life(long serial, IReadOnlyList<BlockStep> steps, IReadOnlyList<string> examples,
        TradingIndex trading, MarketState state, AsOf asOf)
    {
        var last = steps[^1];
        var traded = last.Attributes.Traded || last.Traded;
        var events = steps.Select(s => new UnitEventAnswer(s.Position, s.At, KindOf(s.Cause),
            Names.Code("movement", s.Cause?.ToString() ?? "Issue"), s.From is { } from ? PublicNameOf(from, state)
                : null,
            PublicNameOf(s.To, state), s.Block.Count,
            s.Trade is { } trade ? trading.PriceOf(trade)?.FenPerTonne : null)).ToList();
        return new UnitLifeAnswer(Serial.Text(serial), UnitOf(last.Attributes.Kind, last.Attributes.Vintage),
            last.Cause switch
            {
                MovementCause.Surrender => "surrendered",
                MovementCause.Cancellation => "cancelled",
                MovementCause.Expiry => "expired",
                _ => "held",
            }, traded, traded && !last.Attributes.NotBankable, Names.Code("origin", last.Attributes.Origin.ToString()),
            new BlockAnswer(Serial.Text(last.Block.First), Serial.Text(last.Block.Last), last.Block.Count), events,
                examples, asOf);
    }

    private static Bilingual HolderOf(AccountId account, MarketState state)
    {
        if (state.Registry.Find(account) is not { } found) return Bilingual.Same(account.ToString());
        return found.Owner is { } owner && state.Participants.Find(owner) is { } p
            ? Bilingual.Of(p.NameZh, p.NameEn) : Names.Code("account", found.Kind.ToString());
    }

    /// <summary>Covered entities and system accounts by name; investors only as what they are.</summary>
    private static Bilingual PublicNameOf(AccountId account, MarketState state) =>
        state.Registry.OwnerOf(account) is { } owner && state.Participants.Find(owner) is { } p
            && p.Kind is ParticipantKind.Individual or ParticipantKind.Institution
            ? Names.Code("participant", p.Kind.ToString())
            : HolderOf(account, state);

    private static string KindOf(MovementCause? cause) => cause switch
    {
        null => "issue",
        MovementCause.Trade => "trade",
        MovementCause.Surrender => "surrender",
        MovementCause.Cancellation => "cancel",
        MovementCause.TakeBack => "takeBack",
        MovementCause.Expiry => "expire",
        MovementCause.JudicialDeduction => "deduct",
        MovementCause.Reversal => "correct",
        MovementCause.Reserve => "allocate",
        _ => "transfer",
    };

    private static string CauseOf(HoldCause cause) => cause switch
    {
        HoldCause.InOrder => "order",
        HoldCause.Pledged => "pledge",
        HoldCause.Entrusted => "entrust",
        HoldCause.Court => "court",
        HoldCause.Sanction => "sanction",
        HoldCause.SurrenderLock => "surrender",
        HoldCause.ResaleLag => "resale",
        _ => "transfer",
    };
}
