namespace Chutan.Market.Clearing;

/// <summary>A deposit by the bank's reference, so that the bank can take it back by name.</summary>
public sealed record BankDeposit(AccountId Account, Money Amount, bool Reversed);

/// <summary>银行往来: files in and out, withdrawals, and deposits by their references.</summary>
public sealed class BankTraffic
{
    private readonly List<BankFile> files = [];
    private readonly Dictionary<(string Bank, string Number), BankFile> incoming = [];
    private readonly Dictionary<string, BankFile> contents = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Withdrawal> withdrawals = [];
    private readonly SortedDictionary<string, BankDeposit> deposits = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(LocalDate Date, string Bank), Money> closings = new(
        Comparer<(LocalDate Date, string Bank)>.Create((a, b) =>
            a.Date != b.Date ? a.Date.CompareTo(b.Date) : string.CompareOrdinal(a.Bank, b.Bank)));

    /// <summary>All files, oldest first.</summary>
    public IReadOnlyList<BankFile> Files => files;

    /// <summary>All withdrawals, oldest first.</summary>
    public IReadOnlyCollection<Withdrawal> Withdrawals => withdrawals.Values;

    public long NextWithdrawal => withdrawals.Count + 1;

    public Withdrawal? FindWithdrawal(long number) => withdrawals.GetValueOrDefault(number);
    public BankDeposit? FindDeposit(string reference) => deposits.GetValueOrDefault(reference);
    public BankFile? FindIncoming(string bank, string number) => incoming.GetValueOrDefault((bank, number));
    public BankFile? FindContent(string hash) => contents.GetValueOrDefault(hash);

    /// <summary>The cash a bank stated for the close of a day; null when it has sent no statement.</summary>
    public Money? ClosingOf(string bank, LocalDate date) =>
        closings.TryGetValue((date, bank), out var closing) ? closing : null;

    /// <summary>Withdrawals of a bank that have not been sent to it, by number.</summary>
    public IEnumerable<Withdrawal> ToSend(string bank) =>
        withdrawals.Values.Where(w => w.Status == WithdrawalStatus.Requested && w.Bank == bank);

    /// <summary>The withdrawals that went out in a file, by number.</summary>
    public IEnumerable<Withdrawal> SentIn(string bank, string file) =>
        withdrawals.Values.Where(w => w.Bank == bank && w.File == file);

    public int NextOutgoing(string bank) => files.Count(f => !f.Incoming && f.Bank == bank) + 1;

    internal void Request(WithdrawalRequested e) => withdrawals.Add(e.Withdrawal.Number, e.Withdrawal);

    internal void Close(WithdrawalClosed e) =>
        withdrawals[e.Number] = withdrawals[e.Number] with { Status = e.Outcome, Note = e.Note };

    internal void Issue(BankFileIssued e)
    {
        Keep(e.File);
        foreach (var number in e.Withdrawals)
            withdrawals[number] = withdrawals[number] with { Status = WithdrawalStatus.Sent, File = e.File.Number };
    }

    internal void Deposit(MoneyDeposited e) =>
        deposits.Add(e.BankReference, new BankDeposit(e.Account, e.Amount, Reversed: false));

    internal void Import(BankFileImported e) => Keep(e.File);

    internal void State(BankBalanceReported e) => closings[(e.Date, e.Bank)] = e.Closing;

    internal void Reverse(DepositReversed e) => deposits[e.Deposit] = deposits[e.Deposit] with { Reversed = true };

    internal void Save(StateWriter to)
    {
        to.Many(files, f => Write(to, f));
        to.Many(withdrawals.Values, w => Write(to, w));
        to.Many(deposits, d =>
        {
            to.String(d.Key);
            to.Long(d.Value.Account.Number);
            to.Long(d.Value.Amount.Fen);
            to.Bool(d.Value.Reversed);
        });
        to.Many(closings, c =>
        {
            to.Date(c.Key.Date);
            to.String(c.Key.Bank);
            to.Long(c.Value.Fen);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() => Keep(ReadFile(from)));
        from.Many(() =>
        {
            var withdrawal = ReadWithdrawal(from);
            withdrawals.Add(withdrawal.Number, withdrawal);
        });
        from.Many(() => deposits.Add(from.String(), new BankDeposit(new(from.Long()), new(from.Long()), from.Bool())));
        from.Many(() => closings.Add((from.Date(), from.String()), new Money(from.Long())));
    }

    private void Keep(BankFile file)
    {
        files.Add(file);
        if (!file.Incoming) return;
        incoming.Add((file.Bank, file.Number), file);
        contents[file.ContentHash] = file;
    }

    private static void Write(StateWriter to, BankFile f)
    {
        to.Bool(f.Incoming);
        foreach (var text in new[] { f.Bank, f.Number, f.ContentHash }) to.String(text);
        to.Date(f.Date);
        to.Int(f.Records);
        foreach (var amount in new[] { f.In, f.Out, f.ToOtherBanks }) to.Long(amount.Fen);
    }

    private static BankFile ReadFile(StateReader from)
    {
        var (incoming, bank, number, hash) = (from.Bool(), from.String(), from.String(), from.String());
        return new BankFile(incoming, bank, number, from.Date(), hash, from.Int(), new(from.Long()), new(from.Long()),
            new(from.Long()));
    }

    private static void Write(StateWriter to, Withdrawal w)
    {
        foreach (var number in new[] { w.Number, w.Account.Number, w.Amount.Fen }) to.Long(number);
        foreach (var text in new[] { w.Bank, w.BankAccount, w.File, w.Note }) to.String(text);
        to.Date(w.Date);
        to.Int((int)w.Status);
    }

    private static Withdrawal ReadWithdrawal(StateReader from)
    {
        var (number, account, amount) = (from.Long(), new AccountId(from.Long()), new Money(from.Long()));
        var (bank, bankAccount, file, note) = (from.String(), from.String(), from.MaybeString(), from.String());
        return new Withdrawal(number, account, amount, bank, bankAccount, from.Date(), (WithdrawalStatus)from.Int(),
            file, note);
    }
}
