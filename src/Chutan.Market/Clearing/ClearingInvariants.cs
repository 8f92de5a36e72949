using System.Globalization;

namespace Chutan.Market.Clearing;

/// <summary>What must hold in the money ledger after every command.</summary>
public static class ClearingInvariants
{
    /// <summary>Every violation in words; empty when all hold.</summary>
    public static IReadOnlyList<string> Check(ClearingState clearing)
    {
        var broken = new List<string>();
        var (total, frozen) = (clearing.FeeIncome, Money.Zero);
        foreach (var account in clearing.Accounts)
        {
            total += account.Balance;
            frozen += account.Frozen;
            if (account.Balance < Money.Zero || account.Frozen < Money.Zero || account.Receivable < Money.Zero)
                Broken($"account {account.Id} is negative");
            if (account.Frozen > account.Balance + account.Receivable)
                Broken($"account {account.Id} has {account.Frozen} frozen of {account.Balance}");
        }
        if (clearing.FeeIncome < Money.Zero) Broken($"fee income is {clearing.FeeIncome}");
        if (total != clearing.BankTotal) Broken($"accounts hold {total}, the bank {clearing.BankTotal}");
        var (tied, receivable) = (Money.Zero, Money.Zero);
        foreach (var (_, amount) in clearing.Reservations) tied += amount;
        foreach (var obligation in clearing.Obligations)
        {
            tied += obligation.Payable;
            receivable += obligation.Receivable;
        }
        if (tied != frozen) Broken($"orders and trades tie up {tied}, accounts have {frozen} frozen");
        foreach (var account in clearing.Accounts) receivable -= account.Receivable;
        if (receivable != Money.Zero) Broken($"receivables differ from obligations by {receivable}");
        return broken;

        void Broken(FormattableString text) => broken.Add(text.ToString(CultureInfo.InvariantCulture));
    }
}
