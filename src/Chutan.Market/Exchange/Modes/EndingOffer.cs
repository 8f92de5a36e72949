namespace Chutan.Market.Exchange.Modes;

/// <summary>撤回挂牌或意向: ends what is left of an open offer whose terms are the account's own. The scheduler does so for
/// an account that may no longer trade.</summary>
[Wire("exchange.withdraw-offer")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Scheduler)]
public sealed record WithdrawOffer(AccountId Account, OfferId Offer) : Command, IConcernsAccount;

/// <summary>拒绝意向: the counterparty that an offer names wants none of it. The scheduler does so for a counterparty that
/// may no longer trade.</summary>
[Wire("exchange.decline-offer")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
[By(Scope.Any, Rights.None, Role.Scheduler)]
public sealed record DeclineOffer(AccountId Account, OfferId Offer, string Reason) : Command, IConcernsAccount;

/// <summary>Who may end an offer before its time. Neither hours nor a halt stand in the way.</summary>
internal static class EndingOffer
{
    private const int LongestReason = 200;

    public static (Offer? Offer, Refusal? Refusal) Check(WithdrawOffer command, ExchangeState exchange)
    {
        if (exchange.Offers.Find(command.Offer) is not { } offer || offer.Account != command.Account)
            return (null, ModeRules.Unknown(command.Offer));
        return offer.IsOpen ? (offer, null) : (null, ModeRules.Over(offer));
    }

    public static (Offer? Offer, Refusal? Refusal) Check(DeclineOffer command, ExchangeState exchange)
    {
        if (exchange.Offers.Find(command.Offer) is not { } offer || offer.Counterparty != command.Account)
            return (null, ModeRules.Unknown(command.Offer));
        if (!offer.IsOpen) return (null, ModeRules.Over(offer));
        return string.IsNullOrWhiteSpace(command.Reason) || command.Reason.Length > LongestReason
            ? (null, ExchangeRefusals.ReasonNeeded.With(Basis.TradingRules))
            : (offer, null);
    }
}
