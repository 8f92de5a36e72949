using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Compliance;
using Chutan.Server.Exchange.Feed;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Exchange;

public sealed record JurisdictionAnswer(string Id, Bilingual Name);
public sealed record InstrumentToday(string Code, Bilingual Name, long? LastFen, long PreviousCloseFen, long? OpenFen,
    long? HighFen, long? LowFen, long? CloseFen, long LimitUpFen, long LimitDownFen, long Volume, long TurnoverFen,
        int Trades,
    string BandRuleKey);
public sealed record CapAnswer(
    int Year, long Total, long Initial, long NewEntrantReserve, long GovernmentReserve, long? Position);
public sealed record ProgressAnswer(
    int Year, int Entities, int Reported, int Verified, int Settled, int Short, long Due,
    long Surrendered, LocalDate? Deadline, int? WorkingDaysLeft, CitationAnswer? Citation);

/// <summary>The calendar year so far.</summary>
/// <param name="Volume">On the screen, as its price is made.</param>
/// <param name="AllVolume">In all modes of the market.</param>
/// <param name="AuctionTonnes">Awarded and paid for in auctions of the primary market 有偿竞价.</param>
public sealed record YearTotals(int Year, int TradingDays, long Volume, long TurnoverFen, long? AveragePriceFen,
    long AllVolume, long AllTurnoverFen, int Auctions, long AuctionTonnes, long AuctionFen);
public sealed record OverviewAnswer(
    JurisdictionAnswer Jurisdiction, bool Simulated, LocalDate BusinessDate, string Phase,
    HaltAnswer? Halt, InstrumentToday Instrument, int ComplianceYear, CapAnswer Cap, ProgressAnswer Compliance,
    YearTotals YearTotals, AsOf AsOf);

/// <summary>市场概览: the market on one page.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/market/overview", async (IMarket market, ServerOptions options, MarketFeed feed) =>
        {
            var asOf = await AsOfs.NowAsync(market);
            var halt = feed.Knows(Instruments.HubeiSpot)
                ? feed.Snapshot(Instruments.HubeiSpot, options.Clock.GetCurrentInstant()).Status.Halt : null;
            return Results.Json(await market.AskAsync(s => Overview(s, halt, options, asOf))
                ?? throw RefusedException.NotFound(), Json.Options);
        }).Produces<OverviewAnswer>().WithSummary("The market on one page.");

    private static OverviewAnswer? Overview(MarketState state, HaltAnswer? halt, ServerOptions options,
        AsOf asOf)
    {
        if (state.Rulebook.Content is not { } rulebook) return null;
        var date = state.Exchange.BusinessDate ?? AsOfs.DateOf(asOf, state);
        var year = ComplianceRows.CurrentYear(state) ?? new ComplianceYear(date.Year);
        var days = state.Exchange.Days.Where(d => d.Date.Year == date.Year).ToList();
        return new OverviewAnswer(new JurisdictionAnswer(rulebook.Id, Bilingual.Of(rulebook.NameZh, rulebook.NameEn)),
            options.IsSimulated, date, Phase(state, options), halt, Today(state), year.Year, Cap(year, state),
                Progress(year, state),
            Totals(date.Year, days, state), asOf);
    }

    private static YearTotals Totals(int year, List<DayRecord> days, MarketState state)
    {
        var (volume, turnover) = (days.Sum(d => d.Volume.Count), days.Sum(d => d.Turnover.Fen));
        var auctions = state.Auctions.All.Where(a => a.Result is { } result && result.Date.Year == year).ToList();
        var paid = auctions.SelectMany(a => a.Winners).Where(w => w.Status == PaymentStatus.Paid).ToList();
        return new YearTotals(year, days.Count, volume, turnover, PriceEndpoints.Average(turnover, volume),
            days.Sum(d => d.TotalVolume().Count), days.Sum(d => d.TotalTurnover().Fen), auctions.Count,
            paid.Sum(w => w.Quantity.Count), paid.Sum(w => w.Owes.Fen));
    }

    private static InstrumentToday Today(MarketState state)
    {
        var today = state.Exchange.Today;
        var closed = state.Exchange.Phase == TradingPhase.Closed;
        return new InstrumentToday(Instruments.HubeiSpot, Names.Code("instrument", Instruments.HubeiSpot),
            today?.Last?.FenPerTonne, today?.PreviousClose.FenPerTonne ?? 0, today?.Open?.FenPerTonne,
                today?.High?.FenPerTonne,
            today?.Low?.FenPerTonne, closed ? today?.Close.FenPerTonne : null, today?.LimitUp.FenPerTonne ?? 0,
            today?.LimitDown.FenPerTonne ?? 0, today?.Volume.Count ?? 0, today?.Turnover.Fen ?? 0, today?.Trades ?? 0,
            TradingKeys.LimitNegotiatedUp.Name);
    }

    private static string Phase(MarketState state, ServerOptions options)
    {
        if (state.Exchange is { Phase: TradingPhase.Open, Terms: { } terms })
        {
            var zone = DateTimeZoneProviders.Tzdb[state.Rulebook.Content!.Zone];
            var time = options.Clock.GetCurrentInstant().InZone(zone).TimeOfDay;
            return time < terms.MorningOpens ? "preOpen"
                : time < terms.MorningCloses ? "morning"
                : time < terms.AfternoonOpens ? "noonBreak" : "afternoon";
        }
        return state.Clearing.Phase is SettlementPhase.Settled or SettlementPhase.Reconciled ? "settled" : "closed";
    }

    private static CapAnswer Cap(ComplianceYear year, MarketState state) => state.Allocation.CapOf(year) is { } cap
        ? new CapAnswer(year.Year, cap.Total.Count, cap.Initial.Count, cap.NewEntrant.Count,
            cap.GovernmentReserve.Count, cap.Position)
        : new CapAnswer(year.Year, 0, 0, 0, 0, null);

    private static ProgressAnswer Progress(ComplianceYear year, MarketState state)
    {
        var rows = ComplianceRows.Of(year, state).ToList();
        var (deadline, basis) = ComplianceRows.Deadline(year, state);
        return new ProgressAnswer(
            year.Year, rows.Count, rows.Count(r => r.Status != "notReported"), rows.Count(r => r.Verified is not null),
            rows.Count(r => r.Status == "settled"), rows.Count(r => r.Status == "short"), rows.Sum(r => r.Due ?? 0),
            rows.Sum(r => r.SurrenderedAllowances + r.OffsetsUsed), deadline, deadline is { } end
                ? WorkingDays.Left(state, end) : null,
            basis is null ? null : Problems.CitationOf(basis, state.Rulebook));
    }
}
