using Chutan.Market.Clearing;
using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Figure = Chutan.Market.Clearing.Figure;

namespace Chutan.Market.Tests.Whole;

/// <summary>The end of a day: settlement in one command or step by step, reconciliation with and without differences,
/// review, indices. Between the steps other traffic goes on.</summary>
internal sealed class DayEnd(WholeMarket world, Action between)
{
    private readonly Random random = world.Random;

    public void Run()
    {
        var date = world.Market.Date;
        if (random.Next(2) == 0) AtOnce(date);
        else InSteps(date);
        world.Must(world.By(Actor.Scheduler, new ReviewDay(date)));
        world.Try(world.By(Actor.Scheduler, new ComputeIndices(date)));
    }

    private void AtOnce(LocalDate date)
    {
        world.Must(world.By(Actor.Scheduler, new SettleDay(date)));
        var days = world.State.Exchange.Markets.Where(m => m.Terms is not null).Select(m => m.Days[^1]).ToList();
        var books = new ReconcileDay(date, world.State.Clearing.BankTotal,
            new Tonnes(days.Sum(d => d.TotalVolume().Count)), new Money(days.Sum(d => d.TotalTurnover().Fen)),
            world.State.Clearing.LastSettlement!.Quantity);
        if (random.Next(3) == 0)
            world.Must(world.By(Actor.Scheduler, books with { BankTotal = books.BankTotal + new Money(1) }));
        world.Must(world.By(Actor.Scheduler, books));
    }

    private void InSteps(LocalDate date)
    {
        for (var step = RunStep.TradingStopped; step <= RunStep.BankFilesIssued; step++)
        {
            world.Must(world.By(Actor.Scheduler, new RunSettlementStep(date, step)));
            if (step < RunStep.Checked || step >= RunStep.Delivered) between();
        }
        var moved = world.State.Exchange.Markets.Where(m => m.Terms is not null).Select(m =>
            new DeliveredUnits(m.Code, new(world.State.Clearing.Run.Figure(RunStep.Delivered, "moved", m.Code))));
        world.Must(world.By(world.Market.Registry, new ConfirmDelivery(date, [.. moved])));
        if (random.Next(2) == 0)
            foreach (var bank in new[] { "HBNK", "WHBK" }) world.Must(MoneyTraffic.Statement(world, bank));
        if (random.Next(2) == 0) Differ(date);
        if (world.State.Clearing.Run.DoneOn(date) == RunStep.RegistryConfirmed)
            world.Must(world.By(Actor.Scheduler, Books(date)));
        world.Must(world.By(Actor.Scheduler, new RunSettlementStep(date, RunStep.StatementsIssued)));
        world.Must(world.By(Actor.Scheduler, new RunSettlementStep(date, RunStep.ReadyToOpen)));
    }

    /// <summary>A bank is said to have a fen more than its file states: the difference is noted, and two people take it
    /// on themselves, or the books are compared again.</summary>
    private void Differ(LocalDate date)
    {
        var books = Books(date);
        var wrong = books.Reported[0] with { Value = books.Reported[0].Value + 1 };
        world.Must(world.By(world.Market.Clearing,
            books with { Reported = books.Reported.SetItem(0, wrong), Reason = "银行电话更正" }));
        var case_ = world.State.Clearing.Cases.OpenOn(date).First();
        world.Must(world.By(world.Market.Clearing, new NoteDifference(case_.Number, "银行入账时间差")));
        if (random.Next(2) == 0) return;
        world.Must(world.By(world.Market.Clearing, new ProposeOverride(case_.Number, "次日调整")));
        world.Must(world.By(world.Market.Authority, new ConfirmOverride(case_.Number)));
    }

    /// <summary>What bank, exchange and registry report truly.</summary>
    private ReconcileBooks Books(LocalDate date)
    {
        var clearing = world.State.Clearing;
        var days = world.State.Exchange.Markets.Where(m => m.Terms is not null).Select(m => m.Days[^1]).ToList();
        return new ReconcileBooks(date,
        [
            .. clearing.Banks.All.Where(b => b.Code.Length > 0)
                .Select(b => new ReportedFigure(Figure.BankTotal, b.Code, b.Cash.Fen)),
            .. clearing.Banks.All.Where(b => b.Code.Length == 0)
                .Select(b => new ReportedFigure(Figure.BankTotal, b.Code, b.Cash.Fen)),
            .. days.Select(d => new ReportedFigure(Figure.ExchangeVolume, d.Instrument, d.TotalVolume().Count)),
            .. days.Select(d => new ReportedFigure(Figure.ExchangeTurnover, d.Instrument, d.TotalTurnover().Fen)),
            .. Reconciling.OurFigures(date, clearing).Where(f => f.Figure == Figure.RegistryDelivered)
                .Select(f => new ReportedFigure(f.Figure, f.Subject, f.Ours)),
        ]);
    }
}
