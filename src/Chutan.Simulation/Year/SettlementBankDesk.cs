using System.Globalization;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Simulation.Agents;

namespace Chutan.Simulation.Year;

/// <summary>结算银行柜台: one settlement bank with books of its own. Money handed in over the counter goes to clearing in
/// the day's file; withdrawals that clearing sent are paid, and answered in the next file.</summary>
internal sealed class SettlementBankDesk(string code, Party party)
{
    private readonly List<(Party Payer, long Fen)> deposits = [];
    private readonly List<Withdrawal> toPay = [];
    private readonly Dictionary<long, Withdrawal> requested = [];
    private long payments;
    private bool holdsHouseMoney;

    public string Code { get; } = code;
    public Party Party { get; } = party;

    /// <summary>Cash by the bank's own books, fen.</summary>
    public long Cash { get; private set; }

    /// <summary>The bank account of a participant.</summary>
    public static string NumberOf(Party holder) =>
        string.Create(CultureInfo.InvariantCulture, $"6200-{holder.Account}");

    public void TakeIn(Party payer, long fen) => deposits.Add((payer, fen));

    /// <summary>What clearing's answers tell the bank.</summary>
    public void Hear(Event happened)
    {
        switch (happened)
        {
            case WithdrawalRequested { Withdrawal: var asked } when asked.Bank == Code:
                requested[asked.Number] = asked;
                break;
            case SettlementBankRegistered e when e.Code == Code: holdsHouseMoney = e.HoldsHouseMoney; break;
            case AuctionRevenueDisbursed e when holdsHouseMoney: Cash -= e.Amount.Fen; break;
            case BankFileIssued e when e.File.Bank == Code:
                Cash -= e.File.ToOtherBanks.Fen;
                toPay.AddRange(e.Withdrawals.Select(number => requested[number]));
                break;
        }
    }

    /// <summary>Sends the day's file, when there is anything in it.</summary>
    public async ValueTask SendFileAsync(Desk desk, LocalDate date)
    {
        if (deposits.Count + toPay.Count == 0) return;
        var day = Text.Of(date).Replace("-", "", StringComparison.Ordinal);
        var (number, paidIn, paidOut) = ($"IN-{day}", deposits.ToArray(), toPay.ToArray());
        List<string> lines = [$"H,{BankFileFormat.Name},{Code},{number},{Text.Of(date)},{BankFileFormat.Currency}"];
        foreach (var (payer, fen) in paidIn)
            lines.Add($"D,{Reference(day)},{NumberOf(payer)},{Text.Of(new Money(fen))}");
        foreach (var paid in paidOut) lines.Add($"W,{Reference(day)},{paid.Number},{Text.Of(paid.Amount)}");
        var (totalIn, totalOut) = (paidIn.Sum(d => d.Fen), paidOut.Sum(w => w.Amount.Fen));
        lines.Add(string.Create(CultureInfo.InvariantCulture,
            $"T,{lines.Count - 1},{Text.Of(new Money(totalIn))},{Text.Of(new Money(totalOut))}"));
        deposits.Clear();
        toPay.Clear();
        await desk.MustAsync(Party.Actor,
            new ImportBankFile(Code, number, BankFileFormat.HashOf(lines), [.. lines]));
        Cash += totalIn - totalOut;
        foreach (var (payer, fen) in paidIn) payer.FreeCash += fen;
    }

    /// <summary>Sends its closing balance by its own books: in a file of its own, after the day's payments.</summary>
    /// <param name="wrongly">What the bank miscounts by, fen.</param>
    public async ValueTask StateBalanceAsync(Desk desk, LocalDate date, long wrongly)
    {
        var day = Text.Of(date).Replace("-", "", StringComparison.Ordinal);
        string[] lines =
        [
            $"H,{BankFileFormat.Name},{Code},BAL-{day},{Text.Of(date)},{BankFileFormat.Currency}",
            $"C,BAL-{day},{Text.Of(date)},{Text.Of(new Money(Cash + wrongly))}",
            "T,1,0.00,0.00",
        ];
        await desk.MustAsync(Party.Actor,
            new ImportBankFile(Code, $"BAL-{day}", BankFileFormat.HashOf(lines), [.. lines]));
    }

    private string Reference(string day) => string.Create(CultureInfo.InvariantCulture, $"{day}-{++payments:00000}");
}

/// <summary>The counter that participants bring money to and ask for it back from.</summary>
internal sealed class Cashier(Desk desk, Town town)
{
    /// <summary>Hands money in; it can be used once the day's file is booked.</summary>
    public void Deposit(Party party, long fen) => town.BankOf(party).TakeIn(party, fen);

    public ValueTask WithdrawAsync(Party party, long fen) =>
        desk.SendAsync(party.Actor, new RequestWithdrawal(party.Account, new Money(fen)), reply =>
        {
            if (reply.Decision is Decision.Accepted) party.FreeCash -= fen;
        });

    /// <summary>Every bank sends what it has for the day.</summary>
    public async ValueTask SendFilesAsync(LocalDate date)
    {
        await desk.SettleAsync();
        foreach (var bank in town.Banks) await bank.SendFileAsync(desk, date);
    }
}
