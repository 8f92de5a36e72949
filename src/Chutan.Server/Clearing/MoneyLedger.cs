using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;

namespace Chutan.Server.Clearing;

/// <summary>One movement of money in a purse.</summary>
/// <param name="Kind">deposit, withdrawal, reversal, buy, sell, fee, or the cause of a movement in lower camel
/// case.</param>
/// <param name="Balance">After it, in fen.</param>
public sealed record MoneyEntry(long Position, Instant At, LocalDate Date, string Kind, long DeltaFen, long BalanceFen,
    string Reference);

/// <summary>资金台账: every movement of every participant's and every house account, counted anew from the journal.
/// </summary>
public sealed class MoneyLedger
{
    private readonly Lock changing = new();
    private readonly Dictionary<AccountId, List<MoneyEntry>> accounts = [];
    private readonly Dictionary<HouseAccount, List<MoneyEntry>> houses = [];
    private readonly Dictionary<TradeId, ObligationBooked> open = [];
    private readonly Dictionary<long, TradeId> defaults = [];

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events) Count(happened, record);
    }

    /// <summary>The movements of an account, oldest first.</summary>
    public IReadOnlyList<MoneyEntry> Of(AccountId account)
    {
        lock (changing) return accounts.TryGetValue(account, out var entries) ? [.. entries] : [];
    }

    public IReadOnlyList<MoneyEntry> Of(HouseAccount house)
    {
        lock (changing) return houses.TryGetValue(house, out var entries) ? [.. entries] : [];
    }

    internal long BalanceOf(AccountId account)
    {
        lock (changing) return accounts.TryGetValue(account, out var entries) && entries.Count > 0
            ? entries[^1].BalanceFen
            : 0;
    }

    internal long HouseTotal
    {
        get
        {
            lock (changing) return houses.Values.Where(e => e.Count > 0).Sum(e => e[^1].BalanceFen);
        }
    }

    private void Count(Event happened, MarketRecord record)
    {
        switch (happened)
        {
            case MoneyDeposited e: Enter(e.Account, "deposit", e.Amount.Fen, e.BankReference, record); break;
            case MoneyWithdrawn e: Enter(e.Account, "withdrawal", -e.Amount.Fen, e.BankReference, record); break;
            case AuctionRevenueDisbursed e:
                Enter(HouseAccount.AuctionRevenue, "withdrawal", -e.Amount.Fen, e.BankReference, record);
                break;
            case DepositReversed e: Enter(e.Account, "reversal", -e.Amount.Fen, e.BankReference, record); break;
            case ObligationBooked e: open[e.Trade] = e; break;
            case TradeSettled e: Settle(e.Trade, record); break;
            case NetPositionSettled e: SettleNet(e, record); break;
            case ObligationsNetted e:
                foreach (var trade in e.Trades) open.Remove(trade);
                break;
            case DefaultOpened e: defaults[e.Case] = e.Trade; break;
            case DefaultSettled e: Settle(defaults[e.Case], record); break;
            case MoneyMoved e: Move(e, record); break;
            case MoneyTransferred e:
                foreach (var transfer in e.Transfers)
                {
                    Enter(transfer.From, "transfer", -transfer.Amount.Fen, e.Reason, record);
                    Enter(transfer.To, "transfer", transfer.Amount.Fen, e.Reason, record);
                }
                break;
        }
    }

    private void Settle(TradeId trade, MarketRecord record)
    {
        if (!open.Remove(trade, out var o)) return;
        var reference = $"{o.Instrument} {o.Quantity.Count} t · {trade}";
        Enter(o.Buyer, "buy", -o.Value.Fen, reference, record);
        Enter(o.Buyer, "fee", -o.BuyerFee.Fen, reference, record);
        Enter(o.Seller, "sell", o.Value.Fen, reference, record);
        Enter(o.Seller, "fee", -o.SellerFee.Fen, reference, record);
        Enter(HouseAccount.FeeIncome, "fee", o.BuyerFee.Fen + o.SellerFee.Fen, reference, record);
    }

    private void SettleNet(NetPositionSettled e, MarketRecord record)
    {
        var reference = $"{e.Instrument} net";
        Enter(e.Account, "buy", -e.Paid.Fen, reference, record);
        Enter(e.Account, "sell", e.Received.Fen, reference, record);
        Enter(e.Account, "fee", -(e.BuyerFees + e.SellerFees).Fen, reference, record);
        Enter(HouseAccount.FeeIncome, "fee", (e.BuyerFees + e.SellerFees).Fen, reference, record);
    }

    private void Move(MoneyMoved e, MarketRecord record)
    {
        var name = e.Cause.ToString();
        var kind = char.ToLowerInvariant(name[0]) + name[1..];
        if (e.From.Account is { } payer) Enter(payer, kind, -e.Amount.Fen, e.Reference, record);
        else if (e.From.House is { } house) Enter(house, kind, -e.Amount.Fen, e.Reference, record);
        if (e.To.Account is { } receiver) Enter(receiver, kind, e.Amount.Fen, e.Reference, record);
        else if (e.To.House is { } house) Enter(house, kind, e.Amount.Fen, e.Reference, record);
    }

    private void Enter(AccountId account, string kind, long delta, string reference, MarketRecord record)
    {
        if (!accounts.TryGetValue(account, out var entries)) accounts.Add(account, entries = []);
        Enter(entries, kind, delta, reference, record);
    }

    private void Enter(HouseAccount house, string kind, long delta, string reference, MarketRecord record)
    {
        if (!houses.TryGetValue(house, out var entries)) houses.Add(house, entries = []);
        Enter(entries, kind, delta, reference, record);
    }

    private static void Enter(List<MoneyEntry> entries, string kind, long delta, string reference,
        MarketRecord record)
    {
        if (delta == 0) return;
        var before = entries.Count == 0 ? 0 : entries[^1].BalanceFen;
        entries.Add(new MoneyEntry(record.Position, record.At, record.Date, kind, delta, before + delta, reference));
    }
}
