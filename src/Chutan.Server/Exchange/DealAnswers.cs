using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange;

public sealed record DealPartyAnswer(string Account, Bilingual Name, string CreditCode);
public sealed record DealRow(string Id, string Mode, string Instrument, string Side, long PriceFen, long Tonnes,
    long Remaining, long Minimum, Bilingual? Owner, bool Mine, bool Choosable, Instant Instant);
public sealed record ContractAnswer(string Number, LocalDate SignedOn, LocalDate DeliverBy, long TotalFen,
    string Liability, string Disputes);
public sealed record DealStepAnswer(string Kind, DealPartyAnswer By, long PriceFen, long Tonnes, string? Trade,
    Bilingual? Reason, Instant Instant, long Position);
public sealed record DealAnswer(string Id, string Mode, string Instrument, string Side, long PriceFen, long Tonnes,
    long Remaining, long Minimum, DealPartyAnswer Owner, DealPartyAnswer? Counterparty, bool Mine, bool Answerable,
    string State, LocalDate Through, ContractAnswer? Contract, IReadOnlyList<DealStepAnswer> Steps, Instant Instant);
public sealed record PriceRangeAnswer(long LowFen, long HighFen, long CloseFen, LocalDate CloseDate, decimal Limit);
public sealed record ModeAnswer(string Mode, Problem? Problem, PriceRangeAnswer? Range, string LimitRuleKey,
    string? From, string? Until, long? LeastTonnes, long? BelowTonnes, int? Levels, decimal BuyerFee,
    decimal SellerFee, string FeeRuleKey, CitationAnswer Citation);

/// <summary>Listings, proposals and contracts as people read them.</summary>
internal static class DealAnswers
{
    /// <summary>Everything an account sees of a deal it takes part in.</summary>
    public static DealAnswer Of(DealLine line, AccountId viewer, MarketState state)
    {
        var mine = line.Owner == viewer;
        var answerable = line.Status == OfferStatus.Open && !mine && line.Counterparty == viewer;
        var contract = line.Contract is { } c
            ? new ContractAnswer(c.Number, c.SignedOn, c.DeliverBy, c.Total.Fen, c.Liability, c.Disputes)
            : null;
        var steps = line.Steps.Where(s => mine || s.By == viewer || line.Counterparty == viewer || s.By == line.Owner)
            .Select(s => new DealStepAnswer(s.Kind, Party(s.By, state), s.Price.FenPerTonne, s.Tonnes.Count,
                s.Trade?.ToString(), RefusalTexts.Reason(s.Reason, line.Instrument), s.At, s.Position)).ToList();
        return new DealAnswer(line.Id.ToString(), ModeRules.NameOf(line.Mode), line.Instrument, SideOf(line.Side),
            line.Price.FenPerTonne, line.Tonnes.Count, line.Remaining.Count, line.Minimum.Count,
            Party(line.Owner, state), line.Counterparty is { } other ? Party(other, state) : null, mine, answerable,
            DealLine.NameOf(line.Status), line.Through, contract, steps, line.Steps[^1].At);
    }

    /// <summary>A line of the public board; who stands behind it, only participants see.</summary>
    public static DealRow Row(Offer offer, bool names, AccountId? viewer, bool choosable, MarketState state) => new(
        offer.Id.ToString(), ModeRules.NameOf(offer.Mode), offer.Instrument, SideOf(offer.Side),
        offer.Price.FenPerTonne, offer.Quantity.Count, offer.Remaining.Count, offer.Minimum.Count,
        names ? Party(offer.Account, state).Name : null, offer.Account == viewer, choosable, offer.At);

    /// <summary>What a mode allows on a date: price range, hours, sizes and fees, or why it is not to be had.</summary>
    public static ModeAnswer Mode(TradeMode mode, string instrument, LocalDate against, LocalDate on, MarketState state)
    {
        var rules = new RuleReader(state.Rulebook);
        var problem = ModeRules.Provision(mode, instrument, on, rules);
        var (range, unmeasured) = problem is null
            ? ModeRules.Range(mode, instrument, against, on, rules, state.Exchange)
            : (default, problem);
        var block = mode == TradeMode.Block && problem is null;
        var listing = mode == TradeMode.ListingAgreement && problem is null;
        var terms = state.Exchange.Find(instrument)?.Terms;
        LocalTime? from = block ? rules.Get(ModeKeys.BlockOpen, instrument, on) : terms?.MorningOpens;
        LocalTime? until = block ? rules.Get(ModeKeys.BlockClose, instrument, on) : terms?.AfternoonCloses;
        long? least = block ? rules.Get(ModeKeys.BlockLeast, instrument, on).Count : null;
        long? below = listing ? rules.Get(TradingKeys.NationalMaxListingOrder, instrument, on).Count : null;
        int? levels = listing ? rules.Get(ModeKeys.ListingLevels, instrument, on) : null;
        var fees = problem is null ? FeeRates.Of(mode, instrument, on, rules) : default;
        var refusal = problem ?? unmeasured ?? rules.Missing;
        var limit = ModeRules.LimitOf(mode);
        return new ModeAnswer(ModeRules.NameOf(mode), refusal is null ? null
                : Problems.Of(refusal, state.Rulebook, null),
            refusal is null ? new PriceRangeAnswer(range.Low.FenPerTonne, range.High.FenPerTonne,
                range.Close.FenPerTonne, range.Of, range.Limit.ToDecimal()) : null,
            limit.Name, Clock(from), Clock(until), least, below, levels, fees.Buyer.ToDecimal(),
            fees.Seller.ToDecimal(),
            FeeKeyOf(mode), Problems.CitationOf(rules.Cite(limit, instrument, on), state.Rulebook));
    }

    public static DealPartyAnswer Party(AccountId account, MarketState state)
    {
        var holder = state.Registry.OwnerOf(account) is { } owner ? state.Participants.Find(owner) : null;
        return new DealPartyAnswer(account.ToString(),
            holder is null ? Bilingual.Same(account.ToString()) : Bilingual.Of(holder.NameZh, holder.NameEn),
            holder?.CreditCode ?? "");
    }

    public static string SideOf(Side side) => side == Side.Buy ? "buy" : "sell";

    private static string? Clock(LocalTime? time) => time is { } at ? Text.Of(at) : null;

    private static string FeeKeyOf(TradeMode mode) => mode switch
    {
        TradeMode.ListingTransfer => ClearingKeys.FeeFixedPriceSeller.Name,
        TradeMode.Agreement => ModeKeys.FeeAgreementSeller.Name,
        TradeMode.OneWayBidding => ClearingKeys.FeeOneWay.Name,
        _ => ModeKeys.FeeNational.Name,
    };
}
