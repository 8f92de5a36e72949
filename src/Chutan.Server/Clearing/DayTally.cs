using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Server.Clearing;

/// <summary>What bank, exchange and registry would report of a day,
/// each counted from its own entries in the journal and
/// not from clearing's books.</summary>
public sealed record DayReport(Money BankTotal, Tonnes Traded, Money Turnover, Tonnes Delivered);

/// <summary>Counts the three books anew from the journal, for the reconciliation at the end of the day.</summary>
public sealed class DayTally
{
    private readonly Lock changing = new();
    private long bankFen, traded, turnoverFen, delivered;
    private LocalDate day;

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
        {
            if (record.Date != day) (day, traded, turnoverFen, delivered) = (record.Date, 0, 0, 0);
            foreach (var happened in accepted.Events) Count(happened);
        }
    }

    public DayReport Report()
    {
        lock (changing) return new DayReport(
            new Money(bankFen), new Tonnes(traded), new Money(turnoverFen), new Tonnes(delivered));
    }

    private void Count(Event happened)
    {
        switch (happened)
        {
            case MoneyDeposited e: bankFen += e.Amount.Fen; break;
            case MoneyWithdrawn e: bankFen -= e.Amount.Fen; break;
            case TradeExecuted e:
                traded += e.Quantity.Count;
                turnoverFen += (e.Price * e.Quantity).Fen;
                break;
            case UnitsMoved
            {
                Movement:
                { Cause: MovementCause.Trade } movement
            }:
                delivered += movement.Quantity.Count;
                break;
        }
    }
}
