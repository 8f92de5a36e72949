using System.Globalization;

namespace Chutan.Market.Clearing;

/// <summary>What must hold in the money ledger after every command.</summary>
public static class ClearingInvariants
{
    /// <summary>Every violation in words; empty when all hold.</summary>
    public static IReadOnlyList<string> Check(ClearingState clearing)
    {
        var broken = new List<string>();
        var (total, frozen) = (clearing.House.Total, Money.Zero);
        foreach (var account in clearing.Accounts)
        {
            total += account.Balance;
            frozen += account.Frozen;
            if (account.Balance < Money.Zero || account.Frozen < Money.Zero || account.Receivable < Money.Zero)
                Broken($"account {account.Id}: {account.Balance}, frozen {account.Frozen}, due {account.Receivable}");
            if (account.Shortfall > account.Reversed)
                Broken($"account {account.Id} has {account.Frozen} frozen of {account.Balance}");
        }
        foreach (var (house, balance) in clearing.House.All)
            if (balance < Money.Zero) Broken($"{house} is {balance}");
        if (total != clearing.BankTotal) Broken($"accounts hold {total}, the bank {clearing.BankTotal}");
        var (tied, receivable) = (Money.Zero, Money.Zero);
        foreach (var (_, amount) in clearing.Reservations) tied += amount;
        foreach (var (_, _, amount) in clearing.Tied) tied += amount;
        foreach (var obligation in clearing.Obligations)
        {
            tied += obligation.Payable;
            receivable += obligation.Receivable;
        }
        foreach (var open in clearing.Defaults.Open) tied += open.Obligation.Payable;
        if (tied != frozen) Broken($"orders and trades tie up {tied}, accounts have {frozen} frozen");
        foreach (var account in clearing.Accounts) receivable -= account.Receivable;
        if (receivable != Money.Zero) Broken($"receivables differ from obligations by {receivable}");
        CheckBanks(clearing, broken);
        return broken;

        void Broken(FormattableString text) => broken.Add(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>分账核对: at each bank, clients' money and the house's are the cash there and what other banks owe it.
    /// </summary>
    private static void CheckBanks(ClearingState clearing, List<string> broken)
    {
        var books = new SortedDictionary<string, Money>(StringComparer.Ordinal);
        foreach (var account in clearing.Accounts) Add(Purse.Of(account.Id), account.Balance);
        foreach (var (house, balance) in clearing.House.All) Add(Purse.Of(house), balance);
        foreach (var bank in clearing.Banks.All)
        {
            var booked = books.GetValueOrDefault(bank.Code);
            books.Remove(bank.Code);
            if (booked != bank.Cash + bank.DueFromBanks)
                broken.Add(string.Create(CultureInfo.InvariantCulture,
                    $"bank '{bank.Code}' has {bank.Cash} and is owed {bank.DueFromBanks}, its purses hold {booked}"));
        }
        foreach (var (code, booked) in books)
            if (booked != Money.Zero)
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"{booked} is at no bank ('{code}')"));

        void Add(Purse purse, Money amount)
        {
            var bank = clearing.Banks.BankOf(purse);
            books[bank] = books.GetValueOrDefault(bank) + amount;
        }
    }
}
