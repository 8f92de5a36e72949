using Chutan.Market.Clearing;
using Chutan.Market.Exchange;

namespace Chutan.Market.Flows;

/// <summary>开市: clearing has finished the day before → the exchange opens this one, both by today's rules.</summary>
internal static class OpeningDay
{
    public static Decision Decide(OpenBusinessDay command, CommandContext context, MarketState state)
    {
        var (exchangeDay, refused) = BusinessDay.Open(command, context, state.Exchange);
        if (refused is not null) return refused;
        var (clearingDay, unfinished) = SettlementDay.Open(command.Date, context.Rules, state.Clearing);
        if (unfinished is not null) return unfinished;
        return Decision.Accept(exchangeDay!, clearingDay!); // each part gives its event or its refusal
    }
}
