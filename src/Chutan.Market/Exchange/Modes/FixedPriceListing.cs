namespace Chutan.Market.Exchange.Modes;

/// <summary>定价转让挂牌: offers units at a fixed price, until the end of the trading day. The units are held at once.
/// </summary>
/// <param name="Minimum">The least that may be taken at once, unless all that is left is taken.</param>
/// <param name="Buyer">The only account that may take it; null for anybody admitted to the market.</param>
[Wire("exchange.post-listing")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record PostListing(AccountId Account, string Instrument, Price Price, Tonnes Quantity, Tonnes Minimum,
    AccountId? Buyer) : Command, IConcernsAccount;

/// <summary>受让: takes all or part of a fixed-price listing. The buyer pays no fee (鄂价环资规〔2014〕41号).</summary>
[Wire("exchange.take-listing")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record TakeListing(AccountId Account, OfferId Listing, Tonnes Quantity) : Command, IConcernsAccount;

/// <summary>定价转让.</summary>
internal static class FixedPriceListing
{
    private const TradeMode Mode = TradeMode.ListingTransfer;

    /// <summary>The reason why units cannot be listed like this, or null.</summary>
    public static Refusal? Check(PostListing command, CommandContext context, ExchangeState exchange)
    {
        if (ModeRules.Admission(Mode, command.Instrument, context, exchange) is { } shut) return shut;
        if (command.Buyer is { } buyer)
        {
            var bilateral = context.Rules.Get(ModeKeys.BilateralListing, command.Instrument, context.Date);
            if (context.Rules.Missing is { } missing) return missing;
            if (!bilateral)
                return ModeRefusals.NoBilateral.With(
                    context.Rules.Cite(ModeKeys.BilateralListing, command.Instrument, context.Date));
            if (buyer == command.Account)
                return ModeRefusals.SameParty.With(Basis.TradingRules, ("account", buyer));
        }
        if (ModeRules.StepProblem(command.Instrument, command.Quantity, context, exchange) is { } off) return off;
        if (command.Minimum.IsZero || command.Minimum > command.Quantity)
            return ModeRefusals.BadMinimum.With(Basis.TradingRules, ("minimum", command.Minimum),
                ("quantity", command.Quantity));
        return ModeRules.PriceProblem(Mode, command.Instrument, command.Price, context.Date, context, exchange)
            ?? ModeRules.CountProblem(command.Account, context, exchange);
    }

    /// <summary>The listing to take from, or the refusal.</summary>
    public static (Offer? Offer, Refusal? Refusal) Check(TakeListing command, CommandContext context,
        ExchangeState exchange)
    {
        var (offer, refusal) = ModeRules.FindFor(command.Account, command.Listing, Mode, context, exchange);
        if (offer is null) return (null, refusal);
        var part = ModeRules.PartProblem(offer, command.Quantity, context, exchange);
        return part is null ? (offer, null) : (null, part);
    }
}
