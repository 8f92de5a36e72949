using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Server.Disclosure;

/// <summary>One instrument's published day, as its closing decision fixed it.</summary>
/// <param name="Orders">Orders the exchange accepted.</param>
/// <param name="Rules">The rule values the day was opened under.</param>
public sealed record PublishedDay(DayRecord Day, CloseMethod CloseMethod, int Orders, string TradeListHash,
    ImmutableArray<RuleUse> Rules, Instant PublishedAt, long Position);

/// <summary>日行情公告: the end-of-day figures of every instrument, from the decisions that opened and closed its day.
/// </summary>
public sealed class BulletinBoard
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, List<PublishedDay>> published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> orders = new(StringComparer.Ordinal);
    private BusinessDayOpened? opened;
    private ImmutableArray<RuleUse> rules = [];

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events)
                switch (happened)
                {
                    case BusinessDayOpened e:
                        (opened, rules) = (e, accepted.Rules);
                        orders.Clear();
                        break;
                    case OrderAccepted e: orders[e.Instrument] = orders.GetValueOrDefault(e.Instrument) + 1; break;
                    case TradingClosed e: Publish(e, record); break;
                }
    }

    /// <summary>An instrument's published days, earliest first; null for one that never had a day.</summary>
    public IReadOnlyList<PublishedDay>? Of(string instrument)
    {
        lock (changing) return published.TryGetValue(instrument, out var days) ? days.ToArray() : null;
    }

    private void Publish(TradingClosed closed, MarketRecord record)
    {
        foreach (var day in closed.Days)
        {
            if (!published.TryGetValue(day.Instrument, out var days)) published.Add(day.Instrument, days = []);
            days.Add(new PublishedDay(day, opened?.TermsOf(day.Instrument)?.CloseMethod ?? CloseMethod.DayVwap,
                orders.GetValueOrDefault(day.Instrument), closed.TradeListHash, rules, record.At, record.Position));
        }
    }
}
