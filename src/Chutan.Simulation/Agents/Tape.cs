using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Simulation.Agents;

/// <summary>What everybody can see of the market: today's limits, the last price, the turnover.</summary>
internal sealed class Tape
{
    public long LimitUp { get; private set; }
    public long LimitDown { get; private set; }
    public long Last { get; private set; }
    public long PreviousClose { get; private set; }

    /// <summary>Tonnes traded since the first day.</summary>
    public long Volume { get; private set; }

    public void Opened(DayTerms terms)
    {
        (LimitUp, LimitDown) = (terms.LimitUp.FenPerTonne, terms.LimitDown.FenPerTonne);
        Last = PreviousClose = terms.PreviousClose.FenPerTonne;
    }

    public void Traded(Price price, long quantity)
    {
        Last = price.FenPerTonne;
        Volume += quantity;
    }

    /// <summary>A deal beside the screen: it counts in the turnover, not in the price.</summary>
    public void Dealt(long quantity) => Volume += quantity;

    /// <summary>The nearest price that an order may have today.</summary>
    public Price Within(long fen) => new(Math.Clamp(fen, LimitDown, LimitUp));
}
