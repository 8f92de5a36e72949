using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange;

public sealed record OneWayRow(string Id, Bilingual? Owner, bool Mine, string Instrument, string Side, long Tonnes,
    long Least, long StartFen, long StepFen, LocalDate Date, string From, string Until, string State, int Bids,
    long? BestFen, long Traded, Instant Instant);
public sealed record OneWayBidRow(long PriceFen, long Tonnes, Instant Instant, bool Mine, long? Awarded, long? PaidFen,
    bool Void);
public sealed record OneWayAnswer(OneWayRow Session, Bilingual? Reason, IReadOnlyList<OneWayBidRow> Bids,
    PriceRangeAnswer? Range, string LimitRuleKey, string? Pricing, string PricingRuleKey, decimal Fee,
    string FeeRuleKey, CitationAnswer Citation, AsOf AsOf, CalledOffAnswer? CalledOff);

/// <summary>Sessions of one-way bidding as people read them. Nobody learns whose another's bid is.</summary>
internal static class OneWayAnswers
{
    /// <param name="names">Whether the reader may know who announced it.</param>
    /// <param name="viewer">The reader's own account, if it has one.</param>
    public static OneWayRow Row(OneWaySession session, bool names, AccountId? viewer, MarketState state)
    {
        var terms = session.Terms;
        return new OneWayRow(session.Id.ToString(), names ? DealAnswers.Party(session.Account, state).Name : null,
            session.Account == viewer, terms.Instrument, DealAnswers.SideOf(terms.Side), terms.Quantity.Count,
            terms.Least.Count, terms.Start.FenPerTonne, terms.Step.FenPerTonne, terms.Date, Text.Of(terms.From),
            Text.Of(terms.Until), StateOf(session.Status), session.Bids.Length,
            session.Ranked().FirstOrDefault()?.Price.FenPerTonne, session.Traded.Count, session.AnnouncedAt);
    }

    /// <summary>One session with its bids, best first: price, quantity and time; once closed, what each got.</summary>
    /// <param name="end">How it ended without a trade; null for one that did not.</param>
    public static OneWayAnswer Of(OneWaySession session, CalledOff? end, bool names, AccountId? viewer,
        MarketState state, AsOf asOf)
    {
        var (terms, rules) = (session.Terms, new RuleReader(state.Rulebook));
        var awards = session.Awards.ToDictionary(a => a.Account);
        var bids = session.Ranked().Select(b => awards.TryGetValue(b.Account, out var award)
            ? new OneWayBidRow(b.Price.FenPerTonne, b.Quantity.Count, b.At, b.Account == viewer, award.Awarded.Count,
                award.Awarded.IsZero ? null : award.Paid.FenPerTonne, award.Void.Length > 0)
            : new OneWayBidRow(b.Price.FenPerTonne, b.Quantity.Count, b.At, b.Account == viewer, null, null,
                Void: false)).ToList();
        var fee = FeeRates.Of(TradeMode.OneWayBidding, terms.Instrument, terms.Date, rules).Buyer;
        var pricing = rules.Find(ModeKeys.OneWayPricing, terms.Instrument, terms.Date);
        var (range, unmeasured) = ModeRules.Range(TradeMode.OneWayBidding, terms.Instrument, terms.Date, terms.Date,
            rules, state.Exchange);
        var reason = RefusalTexts.Reason(session.Reason, terms.Instrument);
        return new OneWayAnswer(Row(session, names, viewer, state), reason, bids,
            unmeasured is null ? new PriceRangeAnswer(range.Low.FenPerTonne, range.High.FenPerTonne,
                range.Close.FenPerTonne, range.Of, range.Limit.ToDecimal()) : null,
            ModeKeys.LimitOneWay.Name, PricingOf(pricing), ModeKeys.OneWayPricing.Name, fee.ToDecimal(),
            ClearingKeys.FeeOneWay.Name,
            Problems.CitationOf(rules.Cite(ModeKeys.LimitOneWay, terms.Instrument, terms.Date), state.Rulebook), asOf,
            end is null ? null : CallingOff.Answer(end, reason, Problems.CitationOf(
                    rules.Cite(ModeKeys.ModesAdopted, terms.Instrument, terms.Date), state.Rulebook),
                Put(session), names || session.Account == viewer, state));
    }

    /// <summary>Tonnes that were held for a session: the seller's, or the bidders'.</summary>
    private static long Put(OneWaySession session) => session.Terms.Side == Side.Sell
        ? session.Terms.Quantity.Count
        : session.Bids.Sum(b => b.Quantity.Count);

    private static string? PricingOf(OneWayPricing? pricing) => pricing switch
    {
        OneWayPricing.OwnBid => "ownBid",
        OneWayPricing.Uniform => "uniform",
        _ => null,
    };

    private static string StateOf(OneWayStatus status) => status switch
    {
        OneWayStatus.Announced => "announced",
        OneWayStatus.Open => "open",
        OneWayStatus.Traded => "traded",
        OneWayStatus.Unsold => "unsold",
        OneWayStatus.Cancelled => "cancelled",
        OneWayStatus.Lapsed => "lapsed",
        OneWayStatus.Void => "void",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
