using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;

namespace Chutan.Market.Clearing;

/// <summary>What one line of a bank's file says.</summary>
public enum BankLineKind
{
    /// <summary>D 入金: money arrived for a bound bank account.</summary>
    Deposit = 0,
    /// <summary>W 出金已付: a requested withdrawal was paid.</summary>
    Paid = 1,
    /// <summary>X 出金退回: a requested withdrawal was not paid.</summary>
    Rejected = 2,
    /// <summary>R 冲正: an earlier deposit was taken back by the bank.</summary>
    Reversal = 3,
    /// <summary>C 日终余额: the cash at the bank at the close of a day, by its own books.</summary>
    Closing = 4,
}

/// <summary>One record of a bank's file.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Reference">The bank's own number of the payment.</param>
/// <param name="Target">D: bank account; W and X: withdrawal number; R: the bank's number of the deposit; C: the day.
/// </param>
public sealed record BankFileLine(int Line, BankLineKind Kind, string Reference, string Target, Money Amount,
    string Reason);

/// <summary>A bank's file as it reads, its control totals checked.</summary>
public sealed record BankFileContent(string Bank, string Number, LocalDate Date, ImmutableArray<BankFileLine> Lines,
    Money In, Money Out);

/// <summary>
/// 银行文件格式: lines of fields with commas between them, UTF-8, no quotes. Every file has a header, records, and a
/// trailer with control totals:
/// <code>
/// H,CHUTAN-BANK-1,bank,file number,date,CNY
/// D,bank's reference,bank account,amount
/// W,bank's reference,withdrawal number,amount
/// X,bank's reference,withdrawal number,amount,reason
/// R,bank's reference,reference of the deposit,amount,reason
/// C,bank's reference,day,cash at its close
/// T,records,total in,total out
/// </code>
/// Amounts are yuan with two decimals. Total in is the sum of D; total out the sum of W and R; X and C move no money.
/// An outgoing file has P records (withdrawal number, bank account, amount) and at most one B record: what it pays to
/// the other banks (negative: receives) so that cash is where the books have it.
/// </summary>
public static class BankFileFormat
{
    public const string Name = "CHUTAN-BANK-1";
    public const string Currency = "CNY";

    /// <summary>Most lines of one file, header and trailer among them.</summary>
    public const int MostLines = 20_000;
    private const int LongestField = 40;
    private const int LongestReason = 120;
    private const long LargestFen = 100_000_000_000_00;

    /// <summary>SHA-256 of the lines, each followed by a line feed, in hexadecimal.</summary>
    public static string HashOf(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a file; every fault of form is returned with its line, and the content only when there is none.
    /// </summary>
    public static (BankFileContent? Content, ImmutableArray<Refusal> Problems) Read(ImmutableArray<string> lines)
    {
        var problems = ImmutableArray.CreateBuilder<Refusal>();
        if (lines.Length is < 2 or > MostLines)
            return (null, [ClearingRefusals.FileLength.With(ClearingBasis.Settlement, ("lines", lines.Length),
                ("most", MostLines))]);
        var head = lines[0].Split(',');
        LocalDate? date = head.Length == 6 && LocalDatePattern.Iso.Parse(head[4]) is { Success: true } parsed
            ? parsed.Value : null;
        if (date is null || head[0] != "H" || head[1] != Name || !IsName(head[2]) || !IsName(head[3]))
            problems.Add(Malformed(1, $"H,{Name},bank,number,date,{Currency}"));
        else if (head[5] != Currency)
            problems.Add(ClearingRefusals.FileCurrency.With(ClearingBasis.Settlement, ("line", 1),
                ("currency", head[5]), ("expected", Currency)));
        var records = ImmutableArray.CreateBuilder<BankFileLine>(lines.Length);
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var (record, problem) = ReadRecord(i + 1, lines[i]);
            if (record is not null) records.Add(record);
            else problems.Add(problem!); // one of the two is there
        }
        var (totalIn, totalOut) = Totals(records);
        if (problems.Count == 0) CheckTrailer(lines, records.Count, totalIn, totalOut, problems);
        return problems.Count > 0
            ? (null, problems.ToImmutable())
            : (new BankFileContent(head[2], head[3], date!.Value, records.ToImmutable(), totalIn, totalOut), []);
    }

    /// <summary>The outgoing file of a bank as text lines.</summary>
    public static ImmutableArray<string> Write(string bank, string number, LocalDate date,
        IReadOnlyList<Withdrawal> payments, Money toOtherBanks)
    {
        var lines = ImmutableArray.CreateBuilder<string>(payments.Count + 3);
        lines.Add(Invariant($"H,{Name},{bank},{number},{LocalDatePattern.Iso.Format(date)},{Currency}"));
        var total = Money.Zero;
        foreach (var payment in payments)
        {
            lines.Add(Invariant($"P,{payment.Number},{payment.BankAccount},{Kernel.Text.Of(payment.Amount)}"));
            total += payment.Amount;
        }
        if (toOtherBanks != Money.Zero) lines.Add(Invariant($"B,{Kernel.Text.Of(toOtherBanks)}"));
        lines.Add(Invariant($"T,{lines.Count - 1},{Kernel.Text.Of(Money.Zero)},{Kernel.Text.Of(total)}"));
        return lines.ToImmutable();

        static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    private static (BankFileLine? Record, Refusal? Problem) ReadRecord(int line, string text)
    {
        var fields = text.Split(',', 5);
        BankLineKind? kind = fields[0] switch
        {
            "D" => BankLineKind.Deposit,
            "W" => BankLineKind.Paid,
            "X" => BankLineKind.Rejected,
            "R" => BankLineKind.Reversal,
            "C" => BankLineKind.Closing,
            _ => null,
        };
        if (kind is not { } known) return (null, Malformed(line, "D, W, X, R, C"));
        var withReason = known is BankLineKind.Rejected or BankLineKind.Reversal;
        if (fields.Length != (withReason ? 5 : 4) || !IsName(fields[1]) || !IsName(fields[2])
            || withReason && fields[4].Trim().Length is 0 or > LongestReason)
            return (null, Malformed(line, withReason
                ? $"{fields[0]},reference,number,amount,reason"
                : $"{fields[0]},reference,number,amount"));
        if (known == BankLineKind.Closing && !LocalDatePattern.Iso.Parse(fields[2]).Success)
            return (null, Malformed(line, "C,reference,day,amount"));
        return Amount(fields[3], known == BankLineKind.Closing) is { } amount
            ? (new BankFileLine(line, known, fields[1], fields[2], amount, withReason ? fields[4].Trim() : ""), null)
            : (null, ClearingRefusals.FileAmount.With(ClearingBasis.Settlement, ("line", line), ("text", fields[3])));
    }

    private static void CheckTrailer(ImmutableArray<string> lines, int records, Money totalIn, Money totalOut,
        ImmutableArray<Refusal>.Builder problems)
    {
        var fields = lines[^1].Split(',');
        if (fields is not ["T", var count, var statedIn, var statedOut])
        {
            problems.Add(Malformed(lines.Length, "T,records,total in,total out"));
            return;
        }
        Compare("records", count, records.ToString(CultureInfo.InvariantCulture));
        Compare("total in", statedIn, Kernel.Text.Of(totalIn));
        Compare("total out", statedOut, Kernel.Text.Of(totalOut));

        void Compare(string total, string stated, string found)
        {
            if (stated != found)
                problems.Add(ClearingRefusals.FileControlTotal.With(ClearingBasis.Settlement, ("line", lines.Length),
                    ("total", total), ("stated", stated), ("found", found)));
        }
    }

    private static (Money In, Money Out) Totals(IEnumerable<BankFileLine> records)
    {
        var (totalIn, totalOut) = (Money.Zero, Money.Zero);
        foreach (var record in records)
            if (record.Kind == BankLineKind.Deposit) totalIn += record.Amount;
            else if (record.Kind is BankLineKind.Paid or BankLineKind.Reversal) totalOut += record.Amount;
        return (totalIn, totalOut);
    }

    /// <summary>An amount above zero with exactly two decimals; null when the text is none.</summary>
    /// <param name="orZero">Zero will do as well.</param>
    private static Money? Amount(string text, bool orZero)
    {
        var dot = text.Length - 3;
        if (dot < 1 || text[dot] != '.' || !text.All(c => char.IsAsciiDigit(c) || c == '.')) return null;
        return long.TryParse(string.Concat(text.AsSpan(0, dot), text.AsSpan(dot + 1)), NumberStyles.None,
            CultureInfo.InvariantCulture, out var fen) && fen <= LargestFen && fen >= (orZero ? 0 : 1)
            ? new Money(fen)
            : null;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= LongestField
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.');

    private static Refusal Malformed(int line, string expected) =>
        ClearingRefusals.FileLine.With(ClearingBasis.Settlement, ("line", line), ("expected", expected));
}
