using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>开市: clearing has finished the day before → the exchange opens this one, both by today's rules → what
/// stands in instruments no longer listed ends → contracts to be delivered today become trades.</summary>
internal static class OpeningDay
{
    public static Decision Decide(OpenBusinessDay command, CommandContext context, MarketState state)
    {
        var (exchangeDay, refused) = BusinessDay.Open(command, context, state.Exchange);
        if (refused is not null) return refused;
        var (clearingDay, unfinished) = SettlementDay.Open(command.Date, context.Rules, state.Clearing);
        if (unfinished is not null) return unfinished;
        var settings = SettlementSettings.Read(command.Date, context.Rules,
            exchangeDay!.Markets.Select(m => m.Instrument.Code)); // each part gives its event or its refusal
        if (context.Rules.Missing is { } missing) return missing;
        var (released, stuck) = ResaleLag.ReleaseDue(state);
        if (stuck is not null) return stuck;
        List<Event> events = [exchangeDay, clearingDay!, .. released];
        if (Objecting.Agreement(state.Clearing) is { } agreed) events.Insert(0, agreed);
        if (settings is not null) events.Add(settings);
        var (units, money) = (new LedgerDraft(state.Registry), new MoneyDraft(state.Clearing));
        var (ended, kept) = Delisting.Of(exchangeDay, units, money, state.Exchange);
        if (kept is not null) return kept;
        var (delivered, undeliverable) = DeliveringAgreements.Due(exchangeDay, clearingDay!.Terms, money, context,
            state);
        if (undeliverable is not null) return undeliverable;
        return Decision.Accept([.. events, .. units.Events, .. money.Events, .. ended, .. delivered]);
    }
}
