using Chutan.Market.Clearing;
using Chutan.Market.Exchange;

namespace Chutan.Market.Flows;

/// <summary>日终流程: the end of the day, one step at a time, each with its figures on record.</summary>
internal static class RunningSettlement
{
    public static Decision Decide(RunSettlementStep command, CommandContext context, MarketState state)
    {
        var (date, clearing) = (command.Date, state.Clearing);
        if (state.Exchange.Phase != TradingPhase.Closed || state.Exchange.BusinessDate != date)
            return ClearingRefusals.NotClosed.With(ClearingBasis.SameDay, ("date", date));
        if (SettlementSteps.OutOfOrder(date, command.Step, clearing) is { } early) return early;
        switch (command.Step)
        {
            case RunStep.TradeListFrozen:
                return SettlingDay.ListProblem(date, state) is { } differs
                    ? differs
                    : Done(ListFigures(state), state.Exchange.TradeListHash!); // a closed day has one
            case RunStep.Checked:
                var (defaults, sound, unknown) = SettlementCheck.Of(date, context, state);
                return unknown is not null
                    ? unknown
                    : Decision.Accept([.. defaults, Step([new("sound", "", sound.Count, "count"),
                        new("defaults", "", defaults.Count, "count")])]);
            case RunStep.Delivered:
                var (events, figures, refusal) = SettlingDay.DeliverAll(date, context, state);
                return refusal is not null ? refusal : Decision.Accept([.. events, Step(figures)]);
            case RunStep.BankFilesIssued:
                List<BankFileIssued> files = [.. clearing.Banks.All.Where(b => b.Code.Length > 0)
                    .Select(b => BankFiles.Issue(b, date, clearing)).OfType<BankFileIssued>()];
                return Decision.Accept([.. files, Step([.. files.SelectMany(FileFigures)])]);
            case RunStep.StatementsIssued:
                return Done([new("statements", "", clearing.Accounts.Count, "count")]);
            case RunStep.TradingStopped: return Done([new("orders", "", state.Exchange.Orders.Count, "count")]);
            case RunStep.ClosesComputed: return Done(CloseFigures(state.Exchange));
            case RunStep.FeesComputed: return Done(FeeFigures(clearing));
            case RunStep.ObligationsFixed: return Done(ObligationFigures(clearing));
            case RunStep.ReadyToOpen: return Done([]);
            default:
                return ClearingRefusals.StepOfOthers.With(ClearingBasis.SameDay, ("step", command.Step));
        }

        SettlementStepDone Step(ImmutableArray<StepFigure> figures, string hash = "") =>
            new(date, command.Step, figures, hash);
        Decision Done(ImmutableArray<StepFigure> figures, string hash = "") => Decision.Accept(Step(figures, hash));
    }

    private static ImmutableArray<StepFigure> ListFigures(MarketState state)
    {
        var figures = ImmutableArray.CreateBuilder<StepFigure>();
        foreach (var market in state.Exchange.Markets)
        {
            if (market.Today is not { } day) continue;
            figures.Add(new("trades", market.Code, day.Modes.Sum(m => m.Trades), "count"));
            figures.Add(new("quantity", market.Code, day.TotalVolume().Count, "t"));
            figures.Add(new("value", market.Code, day.TotalTurnover().Fen, "fen"));
        }
        return figures.ToImmutable();
    }

    private static ImmutableArray<StepFigure> CloseFigures(ExchangeState exchange) =>
    [
        .. exchange.Markets.Where(m => m.Today is not null).SelectMany(m => new[]
        {
            new StepFigure("previous-close", m.Code, m.Today!.PreviousClose.FenPerTonne, "fen/t"),
            new StepFigure("close", m.Code, m.Today!.Close.FenPerTonne, "fen/t"),
        }),
    ];

    private static ImmutableArray<StepFigure> FeeFigures(ClearingState clearing) =>
    [
        .. clearing.Obligations.GroupBy(o => o.Mode).OrderBy(g => g.Key).SelectMany(g => new[]
        {
            new StepFigure("buyer-fees", g.Key.ToString(), g.Sum(o => o.BuyerFee.Fen), "fen"),
            new StepFigure("seller-fees", g.Key.ToString(), g.Sum(o => o.SellerFee.Fen), "fen"),
        }),
    ];

    private static ImmutableArray<StepFigure> ObligationFigures(ClearingState clearing)
    {
        var figures = ImmutableArray.CreateBuilder<StepFigure>();
        foreach (var group in clearing.Obligations.GroupBy(o => o.Instrument).OrderBy(g => g.Key,
            StringComparer.Ordinal))
        {
            var positions = NetPosition.Of(group);
            figures.Add(new("net", group.Key,
                clearing.Settings.MethodOf(group.Key) == SettlementMethod.Net ? 1 : 0, "yes-no"));
            figures.Add(new("obligations", group.Key, group.Count(), "count"));
            figures.Add(new("payable", group.Key, group.Sum(o => o.Payable.Fen), "fen"));
            figures.Add(new("receivable", group.Key, group.Sum(o => o.Receivable.Fen), "fen"));
            figures.Add(new("net-money", group.Key, positions.Sum(p => Math.Max(0, -p.Net.Fen)), "fen"));
            figures.Add(new("net-units", group.Key,
                positions.Sum(p => Math.Max(0, p.Bought.Count - p.Sold.Count)), "t"));
        }
        return figures.ToImmutable();
    }

    private static IEnumerable<StepFigure> FileFigures(BankFileIssued issued) =>
    [
        new("withdrawals", issued.File.Bank, issued.File.Out.Fen, "fen"),
        new("to-other-banks", issued.File.Bank, issued.File.ToOtherBanks.Fen, "fen"),
    ];
}
