using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;

namespace Chutan.Server.Scheduling;

/// <summary>单向竞价调度: opens and closes sessions at their announced times; in a halt they wait.</summary>
internal static class OneWaySteps
{
    public static IEnumerable<Command> Due(MarketState state, LocalDateTime now)
    {
        var exchange = state.Exchange;
        if (exchange.Phase != TradingPhase.Open || exchange.BusinessDate != now.Date) yield break;
        foreach (var session in exchange.OneWay.All)
        {
            var terms = session.Terms;
            if (!session.IsRunning || terms.Date != now.Date || exchange.HaltOf(terms.Instrument) is not null) continue;
            if (session.Status == OneWayStatus.Announced && now.TimeOfDay >= terms.From)
                yield return new OpenOneWay(session.Id);
            else if (session.Status == OneWayStatus.Open && now.TimeOfDay >= terms.Until)
                yield return new CloseOneWay(session.Id);
        }
    }
}
