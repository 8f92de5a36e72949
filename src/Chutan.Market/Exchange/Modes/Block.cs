namespace Chutan.Market.Exchange.Modes;

/// <summary>大宗协议意向: proposes a large trade to one named counterparty, good until the end of the trading day. What the
/// proposer would give, units or money, stands for it.</summary>
/// <param name="Side">What the proposer wants to do.</param>
[Wire("exchange.propose-block")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ProposeBlock(AccountId Account, AccountId Counterparty, string Instrument, Side Side, Price Price,
    Tonnes Quantity) : Command, IConcernsAccount;

/// <summary>大宗协议还价: answers with other terms. They replace those on the table; what stood for the old ones is free,
/// and the answerer's own units or money stand for the new ones.</summary>
[Wire("exchange.counter-block")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record CounterBlock(AccountId Account, OfferId Block, Price Price, Tonnes Quantity)
    : Command, IConcernsAccount;

/// <summary>大宗协议确认: agrees to the terms on the table.</summary>
[Wire("exchange.confirm-block")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ConfirmBlock(AccountId Account, OfferId Block) : Command, IConcernsAccount;

/// <summary>大宗协议交易.</summary>
internal static class Block
{
    private const TradeMode Mode = TradeMode.Block;

    /// <summary>The reason why a block cannot be proposed like this, or null.</summary>
    public static Refusal? Check(ProposeBlock command, CommandContext context, ExchangeState exchange)
    {
        if (ModeRules.Admission(Mode, command.Instrument, context, exchange) is { } shut) return shut;
        if (command.Counterparty == command.Account)
            return ModeRefusals.SameParty.With(Basis.TradingRules, ("account", command.Counterparty));
        return Terms(command.Instrument, command.Price, command.Quantity, context, exchange)
            ?? ModeRules.CountProblem(command.Account, context, exchange);
    }

    /// <summary>The proposal to answer, or the refusal.</summary>
    public static (Offer? Offer, Refusal? Refusal) Check(CounterBlock command, CommandContext context,
        ExchangeState exchange)
    {
        var (offer, refusal) = Answerable(command.Account, command.Block, context, exchange);
        if (offer is null) return (null, refusal);
        return Terms(offer.Instrument, command.Price, command.Quantity, context, exchange) is { } bad
            ? (null, bad)
            : (offer, null);
    }

    /// <summary>The proposal to confirm, or the refusal.</summary>
    public static (Offer? Offer, Refusal? Refusal) Check(ConfirmBlock command, CommandContext context,
        ExchangeState exchange) => Answerable(command.Account, command.Block, context, exchange);

    private static (Offer? Offer, Refusal? Refusal) Answerable(AccountId account, OfferId id, CommandContext context,
        ExchangeState exchange)
    {
        var (offer, refusal) = ModeRules.FindFor(account, id, Mode, context, exchange);
        return refusal?.Code == ModeRefusals.OwnOffer.Code
            ? (null, ModeRefusals.OwnTurn.With(Basis.TradingRules, ("offer", id)))
            : (offer, refusal);
    }

    private static Refusal? Terms(string instrument, Price price, Tonnes quantity, CommandContext context,
        ExchangeState exchange)
    {
        if (ModeRules.StepProblem(instrument, quantity, context, exchange) is { } off) return off;
        var least = context.Rules.Get(ModeKeys.BlockLeast, instrument, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        if (quantity < least)
            return ModeRefusals.BelowLeast.With(context.Rules.Cite(ModeKeys.BlockLeast, instrument, context.Date),
                ("quantity", quantity), ("least", least));
        return ModeRules.PriceProblem(Mode, instrument, price, context.Date, context, exchange);
    }
}
