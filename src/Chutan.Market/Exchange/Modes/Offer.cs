namespace Chutan.Market.Exchange.Modes;

/// <summary>What became of a listing or proposal.</summary>
public enum OfferStatus
{
    Open = 0,
    /// <summary>Taken or confirmed in full 已成交.</summary>
    Traded = 1,
    /// <summary>Withdrawn by its owner 撤回; what was taken before stays traded.</summary>
    Withdrawn = 2,
    /// <summary>Declined by the counterparty it names 拒绝.</summary>
    Declined = 3,
    /// <summary>Nobody answered in time 失效.</summary>
    Lapsed = 4,
    /// <summary>A contract the buyer agreed to, to be delivered on a later day 待交割. Nobody can end it.</summary>
    Confirmed = 5,
}

/// <summary>What a contract of agreement transfer must name besides parties, instrument, quantity and unit price
/// (2016 rules art. 29).</summary>
/// <param name="Number">The parties' own number of the contract.</param>
/// <param name="SignedOn">The price is measured against the close of the trading day before this one (art. 31).</param>
/// <param name="DeliverBy">Delivery time 交割时间: units and money pass at the end of this trading day. The buyer confirms
/// by then; from the confirmation on both stand ready.</param>
/// <param name="Liability">Liability for breach 违约责任.</param>
/// <param name="Disputes">How disputes are settled 争议解决.</param>
public sealed record TransferContract(string Number, LocalDate SignedOn, LocalDate DeliverBy, Money Total,
    string Liability, string Disputes);

/// <summary>Terms that stood on the table of a block agreement before a counter-offer replaced them.</summary>
public readonly record struct OfferRound(AccountId Account, Price Price, Tonnes Quantity, Instant At);

/// <summary>A listing or proposal entered the exchange; its units are held or its money is tied up.</summary>
/// <param name="Counterparty">The only account that may take it; null when anybody may.</param>
/// <param name="Minimum">The least that may be taken at once, unless all that is left is taken.</param>
/// <param name="Through">The trading day it ends with.</param>
/// <param name="Hold">The registry's hold on the units of a sell offer; number 0 for a buy offer.</param>
/// <param name="Contract">Of an agreement transfer only.</param>
[Wire("exchange.offer-made")]
public sealed record OfferMade(OfferId Offer, TradeMode Mode, string Instrument, Side Side, AccountId Account,
    AccountId? Counterparty, Price Price, Tonnes Quantity, Tonnes Minimum, LocalDate Through, HoldId Hold,
    TransferContract? Contract) : ExchangeEvent;

/// <summary>The counterparty of a block agreement answered with terms of its own; they are on the table now, and its
/// own units or money stand for them.</summary>
[Wire("exchange.offer-countered")]
public sealed record OfferCountered(OfferId Offer, AccountId Account, Price Price, Tonnes Quantity, HoldId Hold)
    : ExchangeEvent;

/// <summary>An offer, or part of one, was taken or confirmed; the trade follows.</summary>
[Wire("exchange.offer-taken")]
public sealed record OfferTaken(OfferId Offer, AccountId Taker, Tonnes Quantity, TradeId Trade) : ExchangeEvent;

/// <summary>The buyer agreed to a contract that names a later delivery: its money stands ready with the seller's units
/// until the trade is made at the opening of that day.</summary>
/// <param name="Reserved">What the buyer will pay.</param>
/// <param name="BuyerFee">Share of the value, as on the day of the confirmation.</param>
/// <param name="SellerFee">Share of the value, as on the day of the confirmation.</param>
[Wire("exchange.agreement-confirmed")]
public sealed record AgreementConfirmed(OfferId Offer, AccountId Account, Money Reserved, Rate BuyerFee,
    Rate SellerFee) : ExchangeEvent;

/// <summary>An offer ended with something left of it, which is free again.</summary>
/// <param name="Reason">Why it was declined, or withdrawn by the market; otherwise empty.</param>
[Wire("exchange.offer-ended")]
public sealed record OfferEnded(OfferId Offer, AccountId Account, OfferStatus Outcome, Tonnes Remaining, string Reason)
    : ExchangeEvent;

/// <summary>A listing, proposal or contract outside the screen's book 场外申报.</summary>
public sealed class Offer
{
    private readonly List<OfferRound> rounds = [];

    internal Offer(OfferMade e, Instant at)
    {
        (Id, Mode, Instrument, Side, Account, Counterparty) =
            (e.Offer, e.Mode, e.Instrument, e.Side, e.Account, e.Counterparty);
        (Price, Quantity, Remaining, Minimum) = (e.Price, e.Quantity, e.Quantity, e.Minimum);
        (Through, Hold, Contract, MadeBy, At) = (e.Through, e.Hold, e.Contract, e.Account, at);
    }

    public OfferId Id { get; }
    public TradeMode Mode { get; }
    public string Instrument { get; }

    /// <summary>What the account whose terms stand wants to do.</summary>
    public Side Side { get; private set; }

    /// <summary>Whose terms stand: the owner's, or after a counter-offer the other side's.</summary>
    public AccountId Account { get; private set; }

    /// <summary>The only account that may take it now; null when anybody may.</summary>
    public AccountId? Counterparty { get; private set; }
    public Price Price { get; private set; }
    public Tonnes Quantity { get; private set; }
    public Tonnes Remaining { get; private set; }
    public Tonnes Minimum { get; private set; }
    public LocalDate Through { get; }
    public HoldId Hold { get; private set; }
    public TransferContract? Contract { get; }
    public OfferStatus Status { get; private set; }

    /// <summary>What each side will pay of the value of a contract that waits for its delivery.</summary>
    public (Rate Buyer, Rate Seller) Fees { get; private set; }

    /// <summary>Why it was declined, or withdrawn by the market; otherwise empty.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The account that made it first.</summary>
    public AccountId MadeBy { get; }

    /// <summary>When the terms on the table were put there.</summary>
    public Instant At { get; private set; }

    /// <summary>Earlier terms of a block agreement, first ones first.</summary>
    public IReadOnlyList<OfferRound> Rounds => rounds;

    public bool IsOpen => Status == OfferStatus.Open;

    /// <summary>Whether the account is one of the two sides, or may become the other one.</summary>
    public bool Concerns(AccountId account) => Account == account || Counterparty == account;

    internal void Counter(OfferCountered e, Instant at)
    {
        rounds.Add(new OfferRound(Account, Price, Remaining, At));
        (Counterparty, Account) = (Account, e.Account);
        Side = Side == Side.Buy ? Side.Sell : Side.Buy;
        (Price, Quantity, Remaining, Minimum) = (e.Price, e.Quantity, e.Quantity, e.Quantity);
        (Hold, At) = (e.Hold, at);
    }

    internal void Take(Tonnes quantity)
    {
        Remaining -= quantity;
        if (Remaining.IsZero) Status = OfferStatus.Traded;
    }

    internal void Confirm(AgreementConfirmed e) =>
        (Status, Fees) = (OfferStatus.Confirmed, (e.BuyerFee, e.SellerFee));

    internal void End(OfferEnded e) => (Status, Reason) = (e.Outcome, e.Reason);

    internal static void Write(StateWriter to, Offer offer)
    {
        to.Long(offer.Id.Number);
        to.Int((int)offer.Mode);
        to.String(offer.Instrument);
        to.Int((int)offer.Side);
        to.Long(offer.Account.Number);
        to.Long(offer.Counterparty?.Number ?? 0);
        to.Long(offer.Price.FenPerTonne);
        to.Long(offer.Quantity.Count);
        to.Long(offer.Minimum.Count);
        to.Date(offer.Through);
        to.Long(offer.Hold.Number);
        to.Instant(offer.At);
        to.Bool(offer.Contract is not null);
        if (offer.Contract is { } contract) Write(to, contract);
        to.Long(offer.MadeBy.Number);
        to.Long(offer.Remaining.Count);
        to.Int((int)offer.Status);
        to.Long(offer.Fees.Buyer.Parts);
        to.Long(offer.Fees.Seller.Parts);
        to.String(offer.Reason);
        to.Many(offer.rounds, r =>
        {
            to.Long(r.Account.Number);
            to.Long(r.Price.FenPerTonne);
            to.Long(r.Quantity.Count);
            to.Instant(r.At);
        });
    }

    internal static Offer Read(StateReader from)
    {
        var (id, mode, instrument, side) =
            (new OfferId(from.Long()), (TradeMode)from.Int(), from.String(), (Side)from.Int());
        var account = new AccountId(from.Long());
        AccountId? counterparty = from.Long() is not 0 and var number ? new AccountId(number) : null;
        var (price, quantity, minimum) = (new Price(from.Long()), new Tonnes(from.Long()), new Tonnes(from.Long()));
        var (through, hold, at) = (from.Date(), new HoldId(from.Long()), from.Instant());
        var contract = from.Bool() ? ReadContract(from) : null;
        var made = new OfferMade(id, mode, instrument, side, account, counterparty, price, quantity, minimum, through,
            hold, contract);
        var offer = new Offer(made, at, new AccountId(from.Long()))
        {
            Remaining = new Tonnes(from.Long()),
            Status = (OfferStatus)from.Int(),
            Fees = (new Rate(from.Long()), new Rate(from.Long())),
            Reason = from.String(),
        };
        from.Many(() => offer.rounds.Add(
            new OfferRound(new(from.Long()), new(from.Long()), new(from.Long()), from.Instant())));
        return offer;
    }

    private Offer(OfferMade e, Instant at, AccountId madeBy) : this(e, at) => MadeBy = madeBy;

    private static void Write(StateWriter to, TransferContract contract)
    {
        to.String(contract.Number);
        to.Date(contract.SignedOn);
        to.Date(contract.DeliverBy);
        to.Long(contract.Total.Fen);
        to.String(contract.Liability);
        to.String(contract.Disputes);
    }

    private static TransferContract ReadContract(StateReader from) => new(from.String(), from.Date(), from.Date(),
        new(from.Long()), from.String(), from.String());
}

/// <summary>All offers that are open or wait for delivery, and those that ended on the latest trading day. Earlier ones
/// are in the journal.</summary>
public sealed class Offers
{
    private readonly SortedDictionary<OfferId, Offer> all = [];

    /// <summary>By number, which is by age.</summary>
    public IReadOnlyCollection<Offer> All => all.Values;

    /// <summary>The number the next offer gets.</summary>
    public OfferId Next { get; private set; } = new(1);

    public Offer? Find(OfferId id) => all.GetValueOrDefault(id);

    /// <summary>How many offers an account has open.</summary>
    public int OpenOf(AccountId account) => all.Values.Count(o => o.IsOpen && o.Account == account);

    /// <summary>Contracts that wait for their delivery, by number.</summary>
    public IEnumerable<Offer> Confirmed => all.Values.Where(o => o.Status == OfferStatus.Confirmed);

    /// <summary>Tonnes an account's open offers would buy, and those that contracts will bring it.</summary>
    public Tonnes BuyingOf(AccountId account)
    {
        var total = Tonnes.Zero;
        foreach (var offer in all.Values)
            if (offer.IsOpen && offer.Side == Side.Buy && offer.Account == account
                || offer.Status == OfferStatus.Confirmed && offer.Counterparty == account) total += offer.Remaining;
        return total;
    }

    /// <summary>The best distinct prices of one side's listings 挂牌协议, best first, at most so many.</summary>
    public IReadOnlyList<Price> BestLevels(string instrument, Side side, int most)
    {
        var prices = all.Values.Where(o => o.IsOpen && o.Mode == TradeMode.ListingAgreement
            && o.Instrument == instrument && o.Side == side).Select(o => o.Price).Distinct();
        return [.. (side == Side.Sell ? prices.Order() : prices.OrderDescending()).Take(most)];
    }

    internal bool Apply(ExchangeEvent happened, Instant at)
    {
        switch (happened)
        {
            case OfferMade e: Enter(new Offer(e, at)); break;
            case OfferCountered e: all[e.Offer].Counter(e, at); break;
            case OfferTaken e: all[e.Offer].Take(e.Quantity); break;
            case AgreementConfirmed e: all[e.Offer].Confirm(e); break;
            case OfferEnded e: all[e.Offer].End(e); break;
            default: return false;
        }
        return true;
    }

    /// <summary>A new trading day: what ended on the day before is history.</summary>
    internal void Dawn()
    {
        foreach (var over in all.Values.Where(o => !o.IsOpen && o.Status != OfferStatus.Confirmed).ToList())
            all.Remove(over.Id);
    }

    internal void Save(StateWriter to)
    {
        to.Long(Next.Number);
        to.Many(all.Values, o => Offer.Write(to, o));
    }

    internal void Load(StateReader from)
    {
        var next = new OfferId(from.Long());
        from.Many(() => Enter(Offer.Read(from)));
        Next = next;
    }

    private void Enter(Offer offer)
    {
        all.Add(offer.Id, offer);
        Next = new OfferId(offer.Id.Number + 1);
    }
}
