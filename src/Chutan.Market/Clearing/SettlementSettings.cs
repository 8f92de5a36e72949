namespace Chutan.Market.Clearing;

/// <summary>One row of the fee table 手续费表: each side's share of the value of a trade of this mode.</summary>
public sealed record FeeRow(TradeMode Mode, Rate Buyer, Rate Seller);

/// <summary>One instrument's way of settling.</summary>
public sealed record InstrumentSettlement(string Instrument, SettlementMethod Method);

/// <summary>The fee table and the ways of settling were read for the day, where the rules have any; a mode without a
/// row pays the negotiated fee, an instrument not listed settles gross.</summary>
[Wire("clearing.settings-read")]
public sealed record SettlementSettingsRead(LocalDate Date, ImmutableArray<FeeRow> Fees,
    ImmutableArray<InstrumentSettlement> Methods) : ClearingEvent;

/// <summary>The settings of the current day.</summary>
public sealed class SettlementSettings
{
    private ImmutableArray<FeeRow> fees = [];
    private ImmutableArray<InstrumentSettlement> methods = [];

    public ImmutableArray<FeeRow> Fees => fees;
    public ImmutableArray<InstrumentSettlement> Methods => methods;

    public FeeRow? FeeOf(TradeMode mode)
    {
        foreach (var row in fees)
            if (row.Mode == mode) return row;
        return null;
    }

    public SettlementMethod MethodOf(string instrument)
    {
        foreach (var each in methods)
            if (each.Instrument == instrument) return each.Method;
        return SettlementMethod.Gross;
    }

    /// <summary>Reads the settings for a day; null where the rules name no way of settling, as they did not at first.
    /// What is missing is left for the caller's one check.</summary>
    internal static SettlementSettingsRead? Read(LocalDate date, RuleReader rules, IEnumerable<string> instruments)
    {
        if (rules.Find(ClearingKeys.SettlementMethod, date) is null) return null;
        var rows = ImmutableArray.CreateBuilder<FeeRow>();
        if (rules.Find(ClearingKeys.FeeFixedPriceSeller, date) is { } listing)
            rows.Add(new FeeRow(TradeMode.ListingTransfer, default, listing));
        if (rules.Find(ModeKeys.FeeAgreementSeller, date) is { } agreement)
            rows.Add(new FeeRow(TradeMode.Agreement, default, agreement));
        Each(TradeMode.ListingAgreement, ModeKeys.FeeNational);
        Each(TradeMode.Block, ModeKeys.FeeNational);
        Each(TradeMode.OneWayBidding, ClearingKeys.FeeOneWay);
        Each(TradeMode.Auction, ClearingKeys.FeeAuction);
        Each(TradeMode.Release, ClearingKeys.FeeIntervention);
        Each(TradeMode.BuyBack, ClearingKeys.FeeIntervention);
        var methods = ImmutableArray.CreateBuilder<InstrumentSettlement>();
        foreach (var instrument in instruments)
            if (rules.Find(ClearingKeys.SettlementMethod, instrument, date) is { } method)
                methods.Add(new InstrumentSettlement(instrument, method));
        return new SettlementSettingsRead(date, rows.ToImmutable(), methods.ToImmutable());

        void Each(TradeMode mode, ParameterKey<Rate> key)
        {
            if (rules.Find(key, date) is { } rate) rows.Add(new FeeRow(mode, rate, rate));
        }
    }

    internal void Apply(SettlementSettingsRead? e) => (fees, methods) = e is null ? ([], []) : (e.Fees, e.Methods);

    internal void Save(StateWriter to)
    {
        to.Many(fees, f =>
        {
            to.Int((int)f.Mode);
            to.Long(f.Buyer.Parts);
            to.Long(f.Seller.Parts);
        });
        to.Many(methods, m =>
        {
            to.String(m.Instrument);
            to.Int((int)m.Method);
        });
    }

    internal void Load(StateReader from)
    {
        var (rows, ways) = (ImmutableArray.CreateBuilder<FeeRow>(),
            ImmutableArray.CreateBuilder<InstrumentSettlement>());
        from.Many(() => rows.Add(new FeeRow((TradeMode)from.Int(), new(from.Long()), new(from.Long()))));
        from.Many(() => ways.Add(new InstrumentSettlement(from.String(), (SettlementMethod)from.Int())));
        (fees, methods) = (rows.ToImmutable(), ways.ToImmutable());
    }
}
