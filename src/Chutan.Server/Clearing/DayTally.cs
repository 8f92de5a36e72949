using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Server.Clearing;

/// <summary>What bank, exchange and registry would report of a day, each counted from its own entries in the journal
/// and not from clearing's books.</summary>
public sealed record DayReport(Money BankTotal, Tonnes Traded, Money Turnover, Tonnes Delivered,
    ImmutableArray<ReportedFigure> Figures)
{
    /// <summary>What the registry delivered for trades, per instrument.</summary>
    public ImmutableArray<DeliveredUnits> DeliveredUnits =>
        [.. Figures.Where(f => f.Figure == Figure.RegistryDelivered)
            .Select(f => new DeliveredUnits(f.Subject, new Tonnes(f.Value)))];
}

/// <summary>Counts the three books anew from the journal, for the reconciliation at the end of the day.</summary>
public sealed class DayTally
{
    private readonly Lock changing = new();
    private readonly SortedDictionary<string, long> banks = new(StringComparer.Ordinal);
    private readonly Dictionary<AccountId, string> bankOf = [];
    private readonly Dictionary<UnitKind, string> instruments = [];
    private readonly Dictionary<TradeId, ObligationBooked> obligations = [];
    private readonly Dictionary<long, TradeId> defaults = [];
    private readonly SortedDictionary<string, (long Tonnes, long Fen)> traded = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> delivered = new(StringComparer.Ordinal);
    private string houseBank = SettlementBanks.Unnamed;

    /// <summary>The clients' and the house's money, by which a bank takes over what was at none before.</summary>
    public MoneyLedger Ledger { get; } = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
        {
            foreach (var happened in accepted.Events) Count(happened);
            Ledger.Add(record);
        }
    }

    public DayReport Report()
    {
        lock (changing) return new DayReport(new Money(banks.Values.Sum()),
            new Tonnes(traded.Values.Sum(t => t.Tonnes)), new Money(traded.Values.Sum(t => t.Fen)),
            new Tonnes(delivered.Values.Sum()),
            [
                .. banks.Select(b => new ReportedFigure(Figure.BankTotal, b.Key, b.Value)),
                .. traded.Select(t => new ReportedFigure(Figure.ExchangeVolume, t.Key, t.Value.Tonnes)),
                .. traded.Select(t => new ReportedFigure(Figure.ExchangeTurnover, t.Key, t.Value.Fen)),
                .. delivered.Select(d => new ReportedFigure(Figure.RegistryDelivered, d.Key, d.Value)),
            ]);
    }

    private void Count(Event happened)
    {
        switch (happened)
        {
            case MoneyDeposited e: AtBank(BankOf(e.Account), e.Amount.Fen); break;
            case MoneyWithdrawn e: AtBank(BankOf(e.Account), -e.Amount.Fen); break;
            case AuctionRevenueDisbursed e: AtBank(houseBank, -e.Amount.Fen); break;
            case DepositReversed e: AtBank(BankOf(e.Account), -e.Amount.Fen); break;
            case BankFileIssued e: AtBank(e.File.Bank, -e.File.ToOtherBanks.Fen); break;
            case SettlementBankRegistered { HoldsHouseMoney: true } e:
                TakeOver(houseBank, e.Code, Ledger.HouseTotal);
                houseBank = e.Code;
                break;
            case BankAccountBound e:
                TakeOver(BankOf(e.Account), e.Bank, Ledger.BalanceOf(e.Account));
                bankOf[e.Account] = e.Bank;
                break;
            case ObligationBooked or TradeSettled or NetPositionSettled or MoneyMoved or MoneyTransferred
                or DefaultOpened or DefaultSettled:
                FollowUnnamed(happened);
                break;
            case BusinessDayOpened e:
                traded.Clear();
                delivered.Clear();
                foreach (var market in e.Markets) instruments[market.Instrument.Kind] = market.Instrument.Code;
                break;
            case TradeExecuted e:
                var (tonnes, fen) = traded.GetValueOrDefault(e.Instrument);
                traded[e.Instrument] = (tonnes + e.Quantity.Count, fen + (e.Price * e.Quantity).Fen);
                break;
            case UnitsMoved { Movement: { Cause: MovementCause.Trade } movement }:
                var instrument = instruments.GetValueOrDefault(movement.Kind, Instruments.HubeiSpot);
                delivered[instrument] = delivered.GetValueOrDefault(instrument) + movement.Quantity.Count;
                break;
        }
    }

    private string BankOf(AccountId account) => bankOf.GetValueOrDefault(account, SettlementBanks.Unnamed);

    private void AtBank(string bank, long fen) => banks[bank] = banks.GetValueOrDefault(bank) + fen;

    /// <summary>Money at no named bank has been at one all along; between named banks it moves with the bank file.
    /// </summary>
    private void TakeOver(string from, string to, long fen)
    {
        if (from == to || fen == 0 || from.Length > 0 && to.Length > 0) return;
        AtBank(from, -fen);
        AtBank(to, fen);
    }

    /// <summary>Payments between a purse at no named bank and one at a bank are cash at once.</summary>
    private void FollowUnnamed(Event happened)
    {
        switch (happened)
        {
            case ObligationBooked e: obligations[e.Trade] = e; break;
            case TradeSettled e when obligations.Remove(e.Trade, out var booked): Pay(booked); break;
            case DefaultOpened e: defaults[e.Case] = e.Trade; break;
            case DefaultSettled e when obligations.Remove(defaults[e.Case], out var booked): Pay(booked); break;
            case NetPositionSettled e:
                var fees = (e.BuyerFees + e.SellerFees).Fen;
                if (BankOf(e.Account).Length == 0) AtBank(BankOf(e.Account), e.Received.Fen - e.Paid.Fen - fees);
                if (houseBank.Length == 0) AtBank(houseBank, fees);
                break;
            case MoneyMoved e:
                TakeOver(BankOf(e.From), BankOf(e.To), e.Amount.Fen);
                break;
            case MoneyTransferred e:
                foreach (var transfer in e.Transfers)
                    TakeOver(BankOf(transfer.From), BankOf(transfer.To), transfer.Amount.Fen);
                break;
        }
    }

    private void Pay(ObligationBooked o)
    {
        TakeOver(BankOf(o.Buyer), BankOf(o.Seller), o.Value.Fen);
        TakeOver(BankOf(o.Buyer), houseBank, o.BuyerFee.Fen);
        TakeOver(BankOf(o.Seller), houseBank, o.SellerFee.Fen);
    }

    private string BankOf(Purse purse) => purse.Account is { } account ? BankOf(account) : houseBank;
}
