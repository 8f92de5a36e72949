using System.Security.Cryptography;
using System.Text;
using Chutan.Engine.Partitions;
using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Oversight;
using Chutan.Server.Verifying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chutan.Server.Scheduling;

/// <summary>调度: opens, closes and settles trading days by the clock; the steps of the settlement are left
/// to the clearing house where it takes them by hand. It only sends commands; the market decides whether it is
/// time. Each command has a request id of its own day, so a restart never sends it twice.</summary>
internal sealed partial class MarketScheduler(
    IMarket market, ReadModels models, IClock clock, ServerOptions options, ILogger<MarketScheduler> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly HashSet<RequestId> sent = [];
    private readonly bool byHand = options.SettlesByHand;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await BeatAsync(stoppingToken);
            }
            catch (MarketStoppedException stopped)
            {
                Stopped(log, stopped.Message);
                return;
            }
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        var at = clock.GetCurrentInstant();
        var wanted = await market.AskAsync(s => Due(s, at), cancel);
        if (wanted.FirstOrDefault(c => !sent.Contains(RequestOf(c, at))) is not { } due) return;
        var request = RequestOf(due, at);
        if (!sent.Add(request)) return;
        due = WithReport(due);
        var reply = await market.SubmitAsync(new Submission(due, Actor.Scheduler, request, at), cancel);
        if (reply.Decision is Decision.Refused refused) Refused(log, due.GetType().Name, refused.Refusal.ToString());
    }

    /// <summary>What is to be done now, most urgent first; empty when there is nothing. A review that was refused does
    /// not keep the next day from opening.</summary>
    private ImmutableArray<Command> Due(MarketState state, Instant at) =>
        [.. AuctionSteps.Due(state, at), .. DayDue(state, at), .. ReportSteps.Due(state, at), .. TermsDue(state, at)];

    /// <summary>Terms for answering a verifier's findings that have passed.</summary>
    private static ImmutableArray<Command> TermsDue(MarketState state, Instant at) =>
        state.Mrv.Verifications.Tasks.Any(t => t.DueOn < Days.Of(at)
            && (t.Stage is VerificationStage.FindingsIssued or VerificationStage.AwaitingAnswer))
            ? [new EndAnswerTerms()] : [];

    private ImmutableArray<Command> DayDue(MarketState state, Instant at)
    {
        if (state.Rulebook.Content is not { } rulebook) return [];
        var now = at.InZone(DateTimeZoneProviders.Tzdb[rulebook.Zone]).LocalDateTime;
        var exchange = state.Exchange;
        if (exchange is { Phase: TradingPhase.Open, BusinessDate: { } open })
            return [.. OneWaySteps.Due(state, now), .. TradingDue(exchange, open, now)];
        if (exchange.BusinessDate is { } closed && NextStep(closed, state.Clearing) is { } next)
            return next is RunSettlementStep or ReconcileBooks && byHand ? [] : [next];
        var due = ImmutableArray.CreateBuilder<Command>();
        if (exchange.BusinessDate is { } day && (state.Oversight.Stability.Days is not [.., var reviewed]
            || reviewed.Date < day)) due.Add(new ReviewDay(day));
        if (exchange.BusinessDate is { } settled && IndicesDue(state, settled, now.Date))
            due.Add(new ComputeIndices(settled));
        var isNew = exchange.BusinessDate is not { } last || now.Date > last;
        if (isNew && state.Rulebook.Calendar.IsTradingDay(now.Date) == true) due.Add(new OpenBusinessDay(now.Date));
        return due.ToImmutable();
    }

    private static ImmutableArray<Command> TradingDue(ExchangeState exchange, LocalDate open, LocalDateTime now) =>
        StageDue(exchange, open, now) is { } stage ? [stage]
            : now.Date > open || now.TimeOfDay >= exchange.TradingUntil ? [new CloseTrading(open)] : [];

    /// <summary>Indices are computed once the day's prices of the other markets are in, at the latest before the next
    /// day.</summary>
    private static bool IndicesDue(MarketState state, LocalDate day, LocalDate today)
    {
        var due = state.Disclosure.Indices.Where(i => i.Latest < day).ToList();
        var home = state.Rulebook.Content!.Territory; // a day was opened under a rulebook
        return due.Count > 0 && (today > day || due.All(i => i.Definition.Constituents.All(c =>
            c.Market == home || state.Disclosure.OutsidePrice(c.Market, c.Instrument, day) is not null)));
    }

    /// <summary>The next step of the end of a day; null when the next day may open. A day that was settled in one
    /// command is reconciled in one.</summary>
    private static Command? NextStep(LocalDate day, ClearingState clearing)
    {
        var done = clearing.Run.DoneOn(day);
        if (done == RunStep.None && clearing.Phase != SettlementPhase.Trading)
            return clearing.Phase == SettlementPhase.Reconciled ? null
                : new ReconcileDay(day, default, default, default, default);
        return done switch
        {
            RunStep.ReadyToOpen => null,
            RunStep.BankFilesIssued => new ConfirmDelivery(day, []),
            RunStep.RegistryConfirmed => new ReconcileBooks(day, []),
            _ => new RunSettlementStep(day, done + 1),
        };
    }

    /// <summary>The same command with what bank, exchange and registry report.</summary>
    private Command WithReport(Command due)
    {
        var report = models.Tally.Report();
        return due switch
        {
            ReconcileDay reconcile => reconcile with
            {
                BankTotal = report.BankTotal,
                ExchangeVolume = report.Traded,
                ExchangeTurnover = report.Turnover,
                RegistryDelivered = report.Delivered,
            },
            ConfirmDelivery confirm => confirm with { Delivered = report.DeliveredUnits },
            ReconcileBooks reconcile => reconcile with { Reported = report.Figures },
            _ => due,
        };
    }

    /// <summary>The next change of an instrument's stage on its day, when its time has come.</summary>
    private static Command? StageDue(ExchangeState exchange, LocalDate open, LocalDateTime now)
    {
        if (now.Date != open) return null;
        foreach (var market in exchange.Markets)
        {
            if (market.Terms is not { } terms || exchange.HaltOf(market.Code) is not null) continue;
            var time = now.TimeOfDay;
            if (market.Stage == SessionStage.OpeningCall && time >= terms.MorningOpens
                || market.Stage == SessionStage.ClosingCall && time >= terms.AfternoonCloses)
                return new UncrossCall(open, market.Code, market.Stage);
            if (market.Stage == SessionStage.Continuous && terms.ClosingCall is { } from && time >= from
                && time < terms.AfternoonCloses)
                return new BeginClosingCall(open, market.Code);
        }
        return null;
    }

    /// <summary>The same step is asked for once; a reminder, and the end of terms, once a day.</summary>
    private static RequestId RequestOf(Command command, Instant at)
    {
        var day = command is RemindReports or EndAnswerTerms ? $"\n{Text.Of(Days.Of(at))}" : "";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"scheduler\n{command}{day}"));
        return new RequestId(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Scheduler stops: {Reason}")]
    private static partial void Stopped(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Command} was refused: {Refusal}")]
    private static partial void Refused(ILogger log, string command, string refusal);
}
