using Chutan.Market.Tests.Oversight;

namespace Chutan.Market.Tests.Whole;

/// <summary>The rules of the whole market in a test: everything is provided for, and what the rules leave open is drawn
/// from the seed.</summary>
internal static class WholeMarketRules
{
    private static readonly ImmutableArray<(string Key, string Value)> Fixed =
    [
        ("trade.instruments", "HBEA, CCER, WHCER"),
        ("compliance.cancellation.deadline_month", "5"),
        ("trade.instrument.kind:HBEA", "allowance"), ("trade.instrument.name.zh:HBEA", "湖北碳配额"),
        ("trade.instrument.name.en:HBEA", "Hubei allowance"), ("trade.instrument.segment:HBEA", "spot"),
        ("trade.instrument.kind:CCER", "ccer"), ("trade.instrument.name.zh:CCER", "核证减排量"),
        ("trade.instrument.name.en:CCER", "Certified reduction"), ("trade.instrument.segment:CCER", "offsets"),
        ("trade.instrument.kind:WHCER", "inclusion-reduction"), ("trade.instrument.name.zh:WHCER", "碳普惠减排量"),
        ("trade.instrument.name.en:WHCER", "Inclusion reduction"), ("trade.instrument.segment:WHCER", "offsets"),
        ("trade.mode:CCER", "continuous-bidding"), ("trade.match.price:CCER", "resting"),
        ("trade.order.market", "yes"), ("trade.order.step:WHCER", "5"), ("trade.order.max", "400"),
        ("trade.call.opening.from:CCER", "09:15"), ("trade.call.closing.from:CCER", "14:50"),
        ("trade.modes", "fixed-price, agreement"), ("trade.modes.adopted", "listing-agreement, block, one-way"),
        ("trade.limit.fixed_price", "0.30"), ("trade.limit.agreement", "0.30"), ("natl.limit.listing", "0.10"),
        ("natl.limit.block", "0.30"), ("trade.fixed_price.bilateral", "yes"), ("trade.agreement.filing_days", "5"),
        ("trade.agreement.delivery_days", "20"), ("trade.offers.max", "6"), ("natl.listing.levels", "5"),
        ("natl.listing.max_order", "150"), ("natl.block.min_order", "100"), ("natl.hours.block.open", "13:00"),
        ("natl.hours.block.close", "15:00"), ("trade.fee.fixed_price.seller", "0.04"),
        ("trade.fee.agreement.seller", "0.04"), ("natl.fee", "0.005"), ("trade.limit.one_way", "0.30"),
        ("trade.one_way.notice_minutes", "15"), ("trade.one_way.ahead_days", "10"), ("trade.fee.one_way", "0.005"),
        ("trade.fee.auction", "0.005"), ("trade.fee.intervention", "0.005"), ("trade.holding.limit", "90000"),
        ("clearing.risk_reserve.fee_share", "1"), ("trade.fee.negotiated", "0.10"),
        ("clearing.risk_reserve.minimum", "0"),
        ("registry.pending_transfer.timeout", "24"), ("registry.pending_transfer.max", "3"),
        ("cap.gov_reserve.auction_share_max", "0.30"), ("stability.trigger.hits", "2"),
        ("stability.trigger.window", "3"), ("stability.trigger.direction", "mixed"), ("stability.vote", "2/3"),
        ("stability.vote.quorum", "2/3"), ("stability.committee.min", "3"), ("stability.volume.max-share", "0.08"),
        ("stability.released.bankable", "no"), ("stability.large-holder.share", "0.05"),
        ("stability.large-holder.days", "3"),
    ];

    /// <summary>Thresholds so low that alerts are common.</summary>
    private static readonly ImmutableArray<(string Key, string Value)> Watchful =
    [
        ("surveillance.wash.quantity", "1"), ("surveillance.circular.quantity", "5"),
        ("surveillance.circular.tolerance", "0.90"), ("surveillance.circular.share", "0.01"),
        ("surveillance.spoof.quantity", "10"), ("surveillance.spoof.share", "0.01"),
        ("surveillance.close.quantity", "1"), ("surveillance.close.share", "0.05"),
        ("surveillance.close.move", "0.001"), ("surveillance.front.informed", "1"),
        ("surveillance.front.profit", "1.00"), ("surveillance.repeat.days", "1"),
    ];

    public static (string Key, string Value)[] For(Random random)
    {
        var rules = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in LawMarket.Values.Concat(Thresholds.All).Concat(Watchful).Concat(Fixed)
            .Concat(Drawn(random)))
            rules[key] = value;
        return [.. rules.Select(r => (r.Key, r.Value))];
    }

    private static IEnumerable<(string Key, string Value)> Drawn(Random random)
    {
        yield return ("trade.cash-reuse-lag-days", Of("0", "1"));
        yield return ("trade.resale-lag-days", Of("0", "1", "2"));
        yield return ("trade.resale-lag-days:CCER", Of("0", "1", "2"));
        yield return ("trade.self-trade", Of("reject-newest", "cancel-oldest", "cancel-both"));
        yield return ("trade.self-trade:WHCER", Of("reject-newest", "cancel-oldest", "cancel-both"));
        yield return ("trade.one_way.pricing", Of("own-bid", "uniform"));
        yield return ("clearing.settlement.method", Of("gross", "net"));
        yield return ("clearing.settlement.method:CCER", Of("gross", "net"));
        yield return ("clearing.default.make_up_days", Of("0", "1"));
        yield return ("offset.limit.base", "amount-due");
        yield return ("offset.limit.national", "0.50");

        string Of(params string[] values) => values[random.Next(values.Length)];
    }
}
