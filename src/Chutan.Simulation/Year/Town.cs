using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>Everybody in play, and the memory of what answers told them.</summary>
internal sealed class Town
{
    private readonly Dictionary<AccountId, Party> byAccount = [];
    private readonly Dictionary<ParticipantId, Entity> byParticipant = [];
    private readonly Dictionary<OrderId, OpenOrder> orders = [];
    private readonly Dictionary<HoldId, Hold> holds = [];
    private readonly Dictionary<OfferId, OfferMade> contracts = [];
    private readonly HashSet<OfferId> waiting = [];
    private readonly Dictionary<UnitKind, string> instruments = [];
    private readonly Dictionary<string, Price> closes = new(StringComparer.Ordinal);

    public Town(WorldPlan plan, ulong seed)
    {
        Plan = plan;
        Entities = [.. plan.Entities.Select(e => new Entity(e, Chance.For(seed, "conduct", e.Number)))];
        Institutions = [.. plan.Institutions.Select(i => new Investor(i, Chance.For(seed, "quotes", i.Number)))];
        Individuals = [.. plan.Individuals.Select(i => new Investor(i, Chance.For(seed, "visits", i.Number)))];
        Banks = [new SettlementBankDesk("HBNK", Bank), new SettlementBankDesk("CBNK", SecondBank)];
        Verifiers = [.. plan.Verifiers.Select(v => new Party(v.Code))];
    }

    public WorldPlan Plan { get; }
    public ImmutableArray<Entity> Entities { get; }
    public ImmutableArray<Investor> Institutions { get; }
    public ImmutableArray<Investor> Individuals { get; }
    public ImmutableArray<Party> Verifiers { get; }
    public Party Authority { get; } = new(CreditCode.Of("11", "420000", 1));
    public Party Registry { get; } = new(CreditCode.Of("12", "420000", 2));
    public Party Exchange { get; } = new(CreditCode.Of("91", "420000", 3));
    public Party Clearing { get; } = new(CreditCode.Of("91", "420000", 4));
    public Party Bank { get; } = new(CreditCode.Of("91", "420000", 5));
    /// <summary>The clearing house's second person.</summary>
    public Actor ClearingSecond { get; set; }
    /// <summary>The seats of the expert committee.</summary>
    public ImmutableArray<Actor> Experts { get; set; } = [];
    public Party SecondBank { get; } = new(CreditCode.Of("91", "420000", 8));
    public Party Court { get; } = new(CreditCode.Of("11", "420000", 6));
    public Party Auditor { get; } = new(CreditCode.Of("11", "420000", 7));
    public Tape Tape { get; } = new();

    /// <summary>The settlement banks, the one with the house's money first.</summary>
    public ImmutableArray<SettlementBankDesk> Banks { get; }

    /// <summary>Money at the settlement banks by their own books, fen.</summary>
    public long AtBank => Banks.Sum(bank => bank.Cash);

    /// <summary>The bank that keeps a participant's money.</summary>
    public SettlementBankDesk BankOf(Party holder) => Banks[(int)(holder.Account.Number / 100 % Banks.Length)];

    public IEnumerable<Party> Holders => Entities.Select(e => e.Party)
        .Concat(Institutions.Select(i => i.Party)).Concat(Individuals.Select(i => i.Party));

    public Entity? FindEntity(ParticipantId id) => byParticipant.GetValueOrDefault(id);
    public Party? FindParty(AccountId account) => byAccount.GetValueOrDefault(account);

    /// <summary>The instrument by which a kind of unit is traded.</summary>
    public string InstrumentOf(UnitKind kind) => instruments.GetValueOrDefault(kind, Instruments.HubeiSpot);

    /// <summary>So many thousandths of an instrument's close of the day before.</summary>
    public Price PerMille(string instrument, long share) =>
        new(Math.Max(1, closes[instrument].FenPerTonne * share / 1000));

    /// <summary>The holds on an account that stand, oldest first.</summary>
    public IEnumerable<Hold> HoldsOf(AccountId account) =>
        holds.Values.Where(h => h.Account == account).OrderBy(h => h.Id);

    public void Enter(Entity entity) => byParticipant[entity.Party.Id] = entity;

    public void Enter(Party party, AccountId account)
    {
        party.Account = account;
        byAccount[account] = party;
    }

    /// <summary>Remembers what one event means for those concerned.</summary>
    public void Remember(Event happened)
    {
        foreach (var bank in Banks) bank.Hear(happened);
        switch (happened)
        {
            case OrderAccepted e: Accepted(e); break;
            case TradeExecuted e: Traded(e); break;
            case OrderCancelled e: Ended(e.Order); break;
            case OrderExpired e: Ended(e.Order); break;
            case BusinessDayOpened e:
                foreach (var listed in e.Markets)
                {
                    instruments[listed.Instrument.Kind] = listed.Instrument.Code;
                    closes[listed.Instrument.Code] = listed.Terms.PreviousClose;
                }
                if (e.TermsOf(Instruments.HubeiSpot) is { } terms) Tape.Opened(terms);
                break;
            case UnitsIssued e:
                foreach (var lot in e.Lots) Change(e.To, lot.Attributes.Kind, lot.Block.Count);
                break;
            case UnitsMoved e:
                foreach (var lot in e.Movement.Lots)
                {
                    Change(e.Movement.From, lot.Attributes.Kind, -lot.Block.Count);
                    Change(e.Movement.To, lot.Attributes.Kind, lot.Block.Count);
                }
                break;
            case UnitsHeld e:
                holds[e.Hold.Id] = e.Hold;
                FindParty(e.Hold.Account)?.AddHeld(e.Hold.Kind, e.Hold.Quantity.Count);
                break;
            case HoldChanged e: Changed(e); break;
            case OfferMade { Contract: not null } e: contracts[e.Offer] = e; break;
            case AgreementConfirmed e: Contract(contracts[e.Offer], 1); break;
            case OfferTaken e: Delivered(e); break;
            case MoneyReserved e: Tied(e.Account, e.Reference, e.Amount.Fen); break;
            case MoneyUnreserved e: Tied(e.Account, e.Reference, -e.Amount.Fen); break;
        }
    }

    /// <summary>The day is settled: what was bought has arrived, what was offered is back or gone.</summary>
    public void Evening()
    {
        orders.Clear();
        foreach (var party in byAccount.Values)
        {
            party.Orders.Clear();
            (party.Sent, party.Arriving, party.Offered) = (0, 0, 0);
        }
    }

    private void Change(AccountId account, UnitKind kind, long by) => FindParty(account)?.AddUnits(kind, by);

    private void Changed(HoldChanged e)
    {
        if (!holds.TryGetValue(e.Hold, out var before)) return;
        FindParty(e.Account)?.AddHeld(before.Kind, e.Remaining.Count - before.Quantity.Count);
        if (e.Remaining.IsZero) holds.Remove(e.Hold);
        else holds[e.Hold] = before with { Quantity = e.Remaining };
    }

    private void Accepted(OrderAccepted e)
    {
        if (FindParty(e.Account) is not { } party) return;
        var order = new OpenOrder(e.Order, party, e.Instrument, e.Side, e.Price, e.Quantity.Count);
        orders[e.Order] = order;
        party.Orders.Add(order);
        party.FreeCash -= order.Cost;
        if (e.Side == Side.Sell && IsSpot(e.Instrument)) party.Offered += e.Quantity.Count;
    }

    private void Traded(TradeExecuted e)
    {
        var quantity = e.Quantity.Count;
        if (IsSpot(e.Instrument) && e.Mode.MakesPrices(TradeMode.Negotiated))
            Tape.Traded(e.Price, quantity);
        if (e.Mode is TradeMode.ListingTransfer or TradeMode.Agreement or TradeMode.ListingAgreement or TradeMode.Block
            or TradeMode.OneWayBidding)
            Dealt(e);
        if (orders.TryGetValue(e.BuyOrder, out var buy))
        {
            buy.Owner.FreeCash += buy.Cost;
            Fill(buy, quantity);
            buy.Owner.FreeCash -= buy.Cost + Party.CostOf(e.Price, quantity);
            if (IsSpot(e.Instrument)) buy.Owner.Arriving += quantity;
        }
        if (!orders.TryGetValue(e.SellOrder, out var sell)) return;
        Fill(sell, quantity);
        sell.Owner.FreeCash += e.Price.FenPerTonne * quantity * 994 / 1000 - 1;
    }

    /// <summary>A deal beside the screen; the seller's fee may be 4 %.</summary>
    private void Dealt(TradeExecuted e)
    {
        var quantity = e.Quantity.Count;
        if (IsSpot(e.Instrument)) Tape.Dealt(quantity);
        if (FindParty(e.Buyer) is { } buyer)
        {
            buyer.FreeCash -= Party.CostOf(e.Price, quantity);
            if (IsSpot(e.Instrument)) buyer.Arriving += quantity;
        }
        if (FindParty(e.Seller) is not { } seller) return;
        seller.FreeCash += e.Price.FenPerTonne * quantity * 95 / 100;
        if (IsSpot(e.Instrument)) seller.Offered += quantity;
    }

    /// <summary>A contract to be delivered later, confirmed or delivered: what its sides count on.</summary>
    private void Contract(OfferMade contract, int sign)
    {
        if (!IsSpot(contract.Instrument)) return;
        if (sign > 0) waiting.Add(contract.Offer);
        else if (!waiting.Remove(contract.Offer)) return;
        var change = contract.Quantity.Count * sign;
        if (FindParty(contract.Counterparty!.Value) is { } buyer) buyer.Contracted += change; // it names its buyer
        if (FindParty(contract.Account) is { } seller) seller.Contracted -= change;
    }

    private void Delivered(OfferTaken e)
    {
        if (contracts.Remove(e.Offer, out var contract)) Contract(contract, -1);
    }

    /// <summary>Money that an offer or a one-way bid to buy ties up, or frees.</summary>
    private void Tied(AccountId account, string reference, long fen)
    {
        var trades = reference.StartsWith("offer ", StringComparison.Ordinal)
            || reference.StartsWith("one-way ", StringComparison.Ordinal);
        if (trades && FindParty(account) is { } party) party.FreeCash -= fen;
    }

    private static bool IsSpot(string instrument) => instrument == Instruments.HubeiSpot;

    private static void Fill(OpenOrder order, long quantity)
    {
        order.Remaining -= quantity;
        if (order.Remaining == 0) order.Owner.Orders.Remove(order);
    }

    private void Ended(OrderId id)
    {
        if (!orders.Remove(id, out var order)) return;
        order.Owner.FreeCash += order.Cost;
        if (order.Side == Side.Sell && IsSpot(order.Instrument)) order.Owner.Offered -= order.Remaining;
        order.Owner.Orders.Remove(order);
    }
}
