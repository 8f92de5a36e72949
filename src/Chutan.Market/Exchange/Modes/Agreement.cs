namespace Chutan.Market.Exchange.Modes;

/// <summary>协议转让申报: the seller files a signed contract of transfer (2016 rules art. 29–31). Its units are held until
/// the buyer confirms, either side ends it, or the delivery date passes.</summary>
/// <param name="ContractNumber">The parties' own number of the contract.</param>
/// <param name="TotalPrice">Must be the quantity at the unit price.</param>
/// <param name="DeliverBy">Delivery time 交割时间: a trading day from today on.</param>
[Wire("exchange.propose-agreement")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ProposeAgreement(AccountId Account, AccountId Buyer, string Instrument, Tonnes Quantity,
    Price UnitPrice, Money TotalPrice, string ContractNumber, LocalDate SignedOn, LocalDate DeliverBy,
    string Liability, string Disputes) : Command, IConcernsAccount
{
    internal TransferContract Contract => new(ContractNumber, SignedOn, DeliverBy, TotalPrice, Liability, Disputes);
}

/// <summary>确认协议: the buyer agrees to the contract as filed. Units and money pass at the end of the delivery day it
/// names (art. 29–30): today, or a later day until which both stand ready.</summary>
[Wire("exchange.confirm-agreement")]
[By(Scope.Own, Rights.Trade, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ConfirmAgreement(AccountId Account, OfferId Agreement) : Command, IConcernsAccount;

/// <summary>协议转让.</summary>
internal static class Agreement
{
    private const TradeMode Mode = TradeMode.Agreement;
    private const int LongestNumber = 64;
    private const int LongestClause = 2000;
    private static readonly Citation Elements = new("湖北碳排放权交易中心交易规则（2016年修订）", "第二十九条");

    /// <summary>The reason why a contract cannot be filed like this, or null.</summary>
    public static Refusal? Check(ProposeAgreement command, CommandContext context, ExchangeState exchange)
    {
        if (ModeRules.Admission(Mode, command.Instrument, context, exchange) is { } shut) return shut;
        if (command.Buyer == command.Account)
            return ModeRefusals.SameParty.With(Elements, ("account", command.Buyer));
        if (ModeRules.StepProblem(command.Instrument, command.Quantity, context, exchange) is { } off) return off;
        var expected = command.UnitPrice * command.Quantity;
        if (command.TotalPrice != expected)
            return ModeRefusals.TotalDiffers.With(Elements, ("total", command.TotalPrice),
                ("quantity", command.Quantity), ("price", command.UnitPrice), ("expected", expected));
        return Clause("contractNumber", command.ContractNumber, LongestNumber)
            ?? Clause("liability", command.Liability, LongestClause)
            ?? Clause("disputes", command.Disputes, LongestClause)
            ?? Dates(command, context)
            ?? ModeRules.PriceProblem(Mode, command.Instrument, command.UnitPrice, command.SignedOn, context, exchange)
            ?? ModeRules.CountProblem(command.Account, context, exchange);
    }

    /// <summary>The contract to confirm, or the refusal. Its price was measured when it was signed and stays.</summary>
    public static (Offer? Offer, Refusal? Refusal) Check(ConfirmAgreement command, CommandContext context,
        ExchangeState exchange) => ModeRules.FindFor(command.Account, command.Agreement, Mode, context, exchange);

    private static Refusal? Clause(string field, string? text, int most) =>
        string.IsNullOrWhiteSpace(text) || text.Length > most
            ? ModeRefusals.ContractIncomplete.With(Elements, ("field", field), ("most", most))
            : null;

    private static Refusal? Dates(ProposeAgreement command, CommandContext context)
    {
        var (rules, today) = (context.Rules, context.Date);
        if (command.SignedOn > today)
            return ModeRefusals.SignedLater.With(Elements, ("signed", command.SignedOn), ("today", today));
        var filing = rules.Get(ModeKeys.ContractDays, command.Instrument, today);
        var delivery = rules.Get(ModeKeys.DeliveryDays, command.Instrument, today);
        if (rules.Missing is { } missing) return missing;
        var until = rules.Calendar.AddTradingDays(command.SignedOn, filing);
        var last = rules.Calendar.AddTradingDays(today, delivery);
        if (until is null || last is null)
            return RulebookRefusals.NoCalendar.With(Elements,
                ("year", until is null ? command.SignedOn.Year : today.Year + 1));
        if (today > until)
            return ModeRefusals.FiledLate.With(rules.Cite(ModeKeys.ContractDays, command.Instrument, today),
                ("signed", command.SignedOn), ("until", until.Value), ("days", filing));
        return command.DeliverBy < today || command.DeliverBy > last
            || rules.Calendar.IsTradingDay(command.DeliverBy) != true
            ? ModeRefusals.BadDelivery.With(rules.Cite(ModeKeys.DeliveryDays, command.Instrument, today),
                ("delivery", command.DeliverBy), ("from", today), ("until", last.Value))
            : ModeRules.ListingProblem(command.Instrument, command.DeliverBy, rules);
    }
}
