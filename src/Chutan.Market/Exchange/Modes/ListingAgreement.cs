namespace Chutan.Market.Exchange.Modes;

/// <summary>挂牌协议申报: a sell or buy offer that stands on the national board until the end of the trading day; its units
/// are held or its money tied up. Nothing matches by itself: a counterparty chooses.</summary>
[Wire("exchange.list-offer")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ListOffer(AccountId Account, string Instrument, Side Side, Price Price, Tonnes Quantity)
    : Command, IConcernsAccount;

/// <summary>摘牌: takes all or part of an offer among the best opposite price levels; within a level, any one.</summary>
[Wire("exchange.choose-offer")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ChooseOffer(AccountId Account, OfferId Offer, Tonnes Quantity) : Command, IConcernsAccount;

/// <summary>挂牌协议交易.</summary>
internal static class ListingAgreement
{
    private const TradeMode Mode = TradeMode.ListingAgreement;

    /// <summary>The reason why an offer cannot be listed like this, or null.</summary>
    public static Refusal? Check(ListOffer command, CommandContext context, ExchangeState exchange)
    {
        if (ModeRules.Admission(Mode, command.Instrument, context, exchange) is { } shut) return shut;
        if (ModeRules.StepProblem(command.Instrument, command.Quantity, context, exchange) is { } off) return off;
        var most = context.Rules.Get(TradingKeys.NationalMaxListingOrder, command.Instrument, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        if (command.Quantity >= most)
            return ModeRefusals.NotBelowMost.With(
                context.Rules.Cite(TradingKeys.NationalMaxListingOrder, command.Instrument, context.Date),
                ("quantity", command.Quantity), ("most", most));
        return ModeRules.PriceProblem(Mode, command.Instrument, command.Price, context.Date, context, exchange)
            ?? ModeRules.CountProblem(command.Account, context, exchange);
    }

    /// <summary>The offer to take from, or the refusal.</summary>
    public static (Offer? Offer, Refusal? Refusal) Check(ChooseOffer command, CommandContext context,
        ExchangeState exchange)
    {
        var (offer, refusal) = ModeRules.FindFor(command.Account, command.Offer, Mode, context, exchange);
        if (offer is null) return (null, refusal);
        var levels = context.Rules.Get(ModeKeys.ListingLevels, offer.Instrument, context.Date);
        if (context.Rules.Missing is { } missing) return (null, missing);
        var best = exchange.Offers.BestLevels(offer.Instrument, offer.Side, levels);
        if (!best.Contains(offer.Price))
            return (null, ModeRefusals.BeyondLevels.With(
                context.Rules.Cite(ModeKeys.ListingLevels, offer.Instrument, context.Date),
                ("price", offer.Price), ("levels", levels), ("from", best[0]), ("until", best[^1])));
        var part = ModeRules.PartProblem(offer, command.Quantity, context, exchange);
        return part is null ? (offer, null) : (null, part);
    }
}
