using System.Globalization;
using NodaTime.Text;
using Chutan.Market.Participants;

namespace Chutan.Market.Clearing;

/// <summary>导入银行文件: books a whole file of one settlement bank, or nothing of it. A bank may hand in only its own.
/// </summary>
/// <param name="Bank">Code and file number as its header has them.</param>
/// <param name="ContentHash">SHA-256 over the lines as they left the bank (<see cref="BankFileFormat.HashOf"/>).
/// </param>
[Wire("clearing.import-bank-file"), By(Scope.Any, Rights.None, Role.Clearing, Role.Bank)]
public sealed record ImportBankFile(string Bank, string Number, string ContentHash, ImmutableArray<string> Lines)
    : Command;

/// <summary>生成银行文件: sends a bank the withdrawals asked for and what it pays to other banks.</summary>
[Wire("clearing.issue-bank-file"), By(Scope.Any, Rights.None, Role.Clearing, Role.Scheduler)]
public sealed record IssueBankFile(string Bank) : Command;

/// <summary>A file went in or out.</summary>
/// <param name="Incoming">From the bank, or to it.</param>
/// <param name="In">Sum of what came in by it.</param>
/// <param name="Out">Sum of what went out by it.</param>
/// <param name="ToOtherBanks">Outgoing files: what the bank pays to other banks; negative when it receives.</param>
public sealed record BankFile(bool Incoming, string Bank, string Number, LocalDate Date, string ContentHash,
    int Records, Money In, Money Out, Money ToOtherBanks);

[Wire("clearing.bank-file-imported")]
public sealed record BankFileImported(BankFile File) : ClearingEvent;

/// <summary>An outgoing file was made; its withdrawals are with the bank.</summary>
[Wire("clearing.bank-file-issued")]
public sealed record BankFileIssued(BankFile File, ImmutableArray<long> Withdrawals) : ClearingEvent;

/// <summary>The bank took a deposit back after it had been booked. The account may now be short of what orders and
/// trades tie up; a trade it cannot pay is a payment default.</summary>
[Wire("clearing.deposit-reversed")]
public sealed record DepositReversed(AccountId Account, Money Amount, string BankReference, string Deposit,
    string Reason) : ClearingEvent;

/// <summary>日终余额: a bank stated the cash it has at the close of a day, by its own books. A later statement of the same
/// day takes the place of an earlier one.</summary>
/// <param name="Reference">The bank's own number of the statement.</param>
[Wire("clearing.bank-balance-reported")]
public sealed record BankBalanceReported(string Bank, LocalDate Date, Money Closing, string Reference) : ClearingEvent;

/// <summary>银行文件导入: each line against the books, all or nothing.</summary>
public static class BankFiles
{
    public static Decision Decide(ImportBankFile command, CommandContext context, ClearingState clearing,
        ParticipantsState participants)
    {
        if (NotAcceptable(command, context, clearing, participants) is { } refusal) return refusal;
        var (content, problems) = BankFileFormat.Read(command.Lines);
        if (content is null) return problems[0];
        if (content.Bank != command.Bank || content.Number != command.Number)
            return ClearingRefusals.FileHeader.With(ClearingBasis.Settlement, ("bank", command.Bank),
                ("number", command.Number));
        var booking = new BankFileBooking(clearing, command.Bank);
        foreach (var line in content.Lines) booking.Book(line);
        return booking.Problems is [var first, ..]
            ? first
            : Decision.Accept([.. booking.Events, new BankFileImported(new BankFile(true, command.Bank, command.Number,
                content.Date, command.ContentHash, content.Lines.Length, content.In, content.Out, Money.Zero))]);
    }

    public static Decision Decide(IssueBankFile command, CommandContext context, ClearingState clearing)
    {
        if (command.Bank.Length == 0 || clearing.Banks.Find(command.Bank) is not { } bank)
            return ClearingRefusals.UnknownBank.With(ClearingBasis.Banks, ("bank", command.Bank));
        return Issue(bank, context.Date, clearing) is { } issued
            ? Decision.Accept(issued)
            : ClearingRefusals.NothingToSend.With(ClearingBasis.Settlement, ("bank", command.Bank));
    }

    /// <summary>The outgoing file of a bank; null when there is nothing to tell it. A withdrawal out of an account that
    /// has less cash than is tied up in it, since a deposit was taken back, waits until the account is whole.</summary>
    public static BankFileIssued? Issue(SettlementBank bank, LocalDate date, ClearingState clearing)
    {
        var payments = clearing.Traffic.ToSend(bank.Code).Where(w =>
            clearing.Find(w.Account) is { } cash && cash.Balance >= cash.Frozen).ToList();
        var toOthers = -bank.DueFromBanks;
        if (payments.Count == 0 && toOthers == Money.Zero) return null;
        var number = string.Create(CultureInfo.InvariantCulture, $"OUT-{clearing.Traffic.NextOutgoing(bank.Code)}");
        var lines = BankFileFormat.Write(bank.Code, number, date, payments, toOthers);
        var total = Money.Zero;
        foreach (var payment in payments) total += payment.Amount;
        return new BankFileIssued(new BankFile(false, bank.Code, number, date, BankFileFormat.HashOf(lines),
            lines.Length - 2, Money.Zero, total, toOthers), [.. payments.Select(p => p.Number)]);
    }

    /// <summary>Every problem of a file, in the order of its lines; empty when it would be booked.</summary>
    public static ImmutableArray<Refusal> Check(ImmutableArray<string> lines, ClearingState clearing)
    {
        var (content, problems) = BankFileFormat.Read(lines);
        if (content is null) return problems;
        if (clearing.Banks.Find(content.Bank) is null)
            return [ClearingRefusals.UnknownBank.With(ClearingBasis.Banks, ("bank", content.Bank))];
        if (Twice(content.Bank, content.Number, BankFileFormat.HashOf(lines), clearing) is { } twice) return [twice];
        var booking = new BankFileBooking(clearing, content.Bank);
        foreach (var line in content.Lines) booking.Book(line);
        return [.. booking.Problems];
    }

    private static Refusal? NotAcceptable(ImportBankFile command, CommandContext context, ClearingState clearing,
        ParticipantsState participants)
    {
        if (command.Bank.Length == 0 || clearing.Banks.Find(command.Bank) is not { } bank)
            return ClearingRefusals.UnknownBank.With(ClearingBasis.Banks, ("bank", command.Bank));
        if (context.Actor.Role == Role.Bank && participants.Find(context.Actor.User)?.Participant != bank.Participant)
            return ClearingRefusals.NotYourFile.With(ClearingBasis.Banks, ("bank", command.Bank));
        if (command.Lines.IsDefault || BankFileFormat.HashOf(command.Lines) != command.ContentHash)
            return ClearingRefusals.FileAltered.With(ClearingBasis.Settlement, ("hash", command.ContentHash));
        return Twice(command.Bank, command.Number, command.ContentHash, clearing);
    }

    private static Refusal? Twice(string bank, string number, string hash, ClearingState clearing)
    {
        if (clearing.Traffic.FindIncoming(bank, number) is { } before)
            return ClearingRefusals.FileImported.With(ClearingBasis.Settlement, ("bank", bank), ("number", number),
                ("date", before.Date));
        return clearing.Traffic.FindContent(hash) is { } same
            ? ClearingRefusals.ContentImported.With(ClearingBasis.Settlement, ("number", same.Number),
                ("date", same.Date))
            : null;
    }
}

/// <summary>What one file does, line after line; later lines see what earlier ones did.</summary>
internal sealed class BankFileBooking(ClearingState clearing, string bank)
{
    private readonly HashSet<string> references = new(StringComparer.Ordinal);
    private readonly HashSet<long> closed = [];
    private readonly Dictionary<AccountId, Money> change = [];
    private readonly HashSet<string> reversed = new(StringComparer.Ordinal);

    public List<Event> Events { get; } = [];
    public List<Refusal> Problems { get; } = [];

    public void Book(BankFileLine line)
    {
        var reference = ReferenceOf(bank, line.Reference);
        if (!references.Add(reference) || clearing.HasBankReference(reference))
        {
            Problem(line, ClearingRefusals.FileDuplicate, ("reference", line.Reference));
            return;
        }
        switch (line.Kind)
        {
            case BankLineKind.Deposit: Deposit(line, reference); break;
            case BankLineKind.Reversal: Reverse(line, reference); break;
            case BankLineKind.Closing:
                Events.Add(new BankBalanceReported(bank, LocalDatePattern.Iso.Parse(line.Target).Value, line.Amount,
                    line.Reference)); // the format has checked the day
                break;
            default: CloseWithdrawal(line, reference); break;
        }
    }

    /// <summary>The bank's number of a payment, told apart from the same number at another bank.</summary>
    public static string ReferenceOf(string bank, string reference) => $"{bank}/{reference}";

    private void Deposit(BankFileLine line, string reference)
    {
        if (clearing.Banks.AccountAt(bank, line.Target) is not { } account)
        {
            Problem(line, ClearingRefusals.FileUnknownAccount, ("number", line.Target));
            return;
        }
        Change(account, line.Amount);
        Events.Add(new MoneyDeposited(account, line.Amount, reference));
    }

    private void CloseWithdrawal(BankFileLine line, string reference)
    {
        if (!long.TryParse(line.Target, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || clearing.Traffic.FindWithdrawal(number) is not { Status: WithdrawalStatus.Sent } withdrawal
            || withdrawal.Bank != bank || !closed.Add(number))
        {
            Problem(line, ClearingRefusals.FileUnknownWithdrawal, ("number", line.Target));
            return;
        }
        if (withdrawal.Amount != line.Amount)
        {
            Problem(line, ClearingRefusals.FileAmountDiffers, ("amount", line.Amount),
                ("expected", withdrawal.Amount));
            return;
        }
        Events.Add(new MoneyUnreserved(withdrawal.Account, withdrawal.Reference, withdrawal.Amount));
        if (line.Kind == BankLineKind.Paid)
        {
            Change(withdrawal.Account, -line.Amount);
            Events.Add(new MoneyWithdrawn(withdrawal.Account, line.Amount, reference));
        }
        Events.Add(line.Kind == BankLineKind.Paid
            ? new WithdrawalClosed(number, withdrawal.Account, WithdrawalStatus.Paid, line.Reference)
            : new WithdrawalClosed(number, withdrawal.Account, WithdrawalStatus.Rejected, line.Reason));
    }

    private void Reverse(BankFileLine line, string reference)
    {
        var original = ReferenceOf(bank, line.Target);
        if (clearing.Traffic.FindDeposit(original) is not { Reversed: false } deposit || !reversed.Add(original))
        {
            Problem(line, ClearingRefusals.FileUnknownDeposit, ("reference", line.Target));
            return;
        }
        if (deposit.Amount != line.Amount)
        {
            Problem(line, ClearingRefusals.FileAmountDiffers, ("amount", line.Amount), ("expected", deposit.Amount));
            return;
        }
        var balance = clearing.Balance(deposit.Account) + change.GetValueOrDefault(deposit.Account)
            - OnTheWay(deposit.Account);
        if (line.Amount > balance)
        {
            Problem(line, ClearingRefusals.FileReversalBeyond, ("amount", line.Amount), ("balance", balance));
            return;
        }
        Change(deposit.Account, -line.Amount);
        Events.Add(new DepositReversed(deposit.Account, line.Amount, reference, original, line.Reason));
    }

    /// <summary>Withdrawals that the bank was told to pay and has not answered: that money is gone already.</summary>
    private Money OnTheWay(AccountId account)
    {
        var sum = Money.Zero;
        foreach (var withdrawal in clearing.Traffic.Withdrawals)
            if (withdrawal.Account == account && withdrawal.Status == WithdrawalStatus.Sent
                && !closed.Contains(withdrawal.Number)) sum += withdrawal.Amount;
        return sum;
    }

    private void Change(AccountId account, Money amount) =>
        change[account] = change.GetValueOrDefault(account) + amount;

    private void Problem(BankFileLine line, RefusalCode code,
        params ReadOnlySpan<(string Name, object Value)> values) =>
        Problems.Add(code.With(ClearingBasis.Settlement, [("line", line.Line), .. values]));
}
