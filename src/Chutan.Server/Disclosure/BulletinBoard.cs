using Chutan.Engine.Records;
using Chutan.Market.Auctions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Server.Disclosure;

/// <summary>One instrument's published day: its trading as the closing decision fixed it, and beside it what the
/// government sold.</summary>
/// <param name="Sold">Awards of auctions paid and delivered since the bulletin before; null when there were none. They
/// make no price of the day and are not in its trade list.</param>
/// <param name="Orders">Orders the exchange accepted.</param>
/// <param name="Rules">The rule values the day was opened under.</param>
public sealed record PublishedDay(DayRecord Day, ModeFigures? Sold, CloseMethod CloseMethod, int Orders,
    string TradeListHash, ImmutableArray<RuleUse> Rules, Instant PublishedAt, long Position)
{
    /// <summary>Every mode units changed hands in, auctions among them.</summary>
    public ImmutableArray<ModeFigures> Modes { get; } =
        Sold is null ? Day.Modes : [.. Day.Modes.Append(Sold).OrderBy(m => m.Mode)];
}

/// <summary>日行情公告: the end-of-day figures of every instrument, from the decisions that opened and closed its day. An
/// award that is paid after the day's bulletin stands in the next one: what is published does not change.</summary>
public sealed class BulletinBoard
{
    private readonly Lock changing = new();
    private readonly Dictionary<string, List<PublishedDay>> published = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<AuctionId, AuctionResult> results = [];
    private BusinessDayOpened? opened;
    private ModeFigures? sold;
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
                    case AuctionCleared e: results[e.Auction] = e.Result; break;
                    case AwardPaid e: Count(e); break;
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
            days.Add(new PublishedDay(day, day.Instrument == Instruments.HubeiSpot ? sold : null,
                opened?.TermsOf(day.Instrument)?.CloseMethod ?? CloseMethod.DayVwap,
                orders.GetValueOrDefault(day.Instrument), closed.TradeListHash, rules, record.At, record.Position));
        }
        sold = null;
    }

    /// <summary>What a winner took delivery of: each of its bids that won counts as one sale, at the price it pays.
    /// </summary>
    private void Count(AwardPaid paid)
    {
        var won = results[paid.Auction].Awards.Where(a => a.Account == paid.Account && !a.Awarded.IsZero);
        foreach (var award in won)
        {
            var price = new Price(award.Pays.Fen / award.Awarded.Count); // a bid pays one whole price per tonne
            var so = sold ?? new ModeFigures(TradeMode.Auction, Tonnes.Zero, Money.Zero, 0, price, price);
            sold = so with
            {
                Volume = so.Volume + award.Awarded,
                Turnover = so.Turnover + award.Pays,
                Trades = so.Trades + 1,
                Low = price < so.Low ? price : so.Low,
                High = price > so.High ? price : so.High,
            };
        }
    }
}
