namespace Chutan.Market.Disclosure;

/// <summary>录入外部价格: a day's figures of another market, so that an index can span markets. May be entered again
/// until an index has used it.</summary>
/// <param name="Market">Territory code of the other market; CN for the national one.</param>
/// <param name="Price">Its published close.</param>
/// <param name="Source">Where it is published.</param>
[Wire("disclosure.record-outside-price"), By(Scope.Any, Rights.None, Role.Exchange, Role.Authority)]
public sealed record RecordOutsidePrice(string Market, string Instrument, LocalDate Date, Price Price, Tonnes Volume,
    Money Turnover, string Source) : Command;

[Wire("disclosure.outside-price-recorded")]
public sealed record OutsidePriceRecorded(string Market, string Instrument, LocalDate Date, Price Price, Tonnes Volume,
    Money Turnover, string Source) : DisclosureEvent;

internal static class OutsidePrices
{
    public static Decision Decide(RecordOutsidePrice command, CommandContext context, string home,
        DisclosureState disclosure)
    {
        if (command.Market == home)
            return DisclosureRefusals.OwnPrice.With(Basis.Index, ("market", command.Market));
        if (string.IsNullOrWhiteSpace(command.Market) || string.IsNullOrWhiteSpace(command.Instrument)
            || string.IsNullOrWhiteSpace(command.Source) || command.Price.FenPerTonne == 0
            || command.Turnover < Money.Zero || command.Date > context.Date)
            return DisclosureRefusals.BadPrice.With(Basis.Index, ("market", command.Market),
                ("instrument", command.Instrument), ("date", command.Date));
        foreach (var index in disclosure.Indices)
            if (index.Latest >= command.Date && index.Definition.Constituents.Any(c =>
                c.Market == command.Market && c.Instrument == command.Instrument))
                return DisclosureRefusals.PriceUsed.With(Basis.Index, ("index", index.Definition.Code),
                    ("date", index.Latest));
        return Decision.Accept(new OutsidePriceRecorded(command.Market, command.Instrument, command.Date,
            command.Price, command.Volume, command.Turnover, command.Source));
    }
}
