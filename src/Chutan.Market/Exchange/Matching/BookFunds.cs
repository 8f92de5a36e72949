namespace Chutan.Market.Exchange;

/// <summary>What the accounts of one book can still spend: cash in ticks × tonnes, units in tonnes. Full prepayment
/// 全额预付: an order takes all it could cost when it enters; what it does not need comes back at once.</summary>
/// <remarks>One instrument, without fees: the exchange's own orders are funded by the clearing room, which knows both.
/// </remarks>
public sealed class BookFunds
{
    private readonly Purse[] purses;

    /// <param name="accounts">Accounts are numbered from 0 to one less.</param>
    /// <param name="cashAtOnce">Whether proceeds of a sale can be spent the same day.</param>
    /// <param name="unitsAtOnce">Whether bought units can be sold the same day.</param>
    public BookFunds(int accounts, bool cashAtOnce, bool unitsAtOnce)
    {
        purses = new Purse[accounts];
        CashAtOnce = cashAtOnce;
        UnitsAtOnce = unitsAtOnce;
    }

    public bool CashAtOnce { get; }
    public bool UnitsAtOnce { get; }
    public int Accounts => purses.Length;

    public void Deposit(int account, long cash, long units)
    {
        purses[account].Cash += cash;
        purses[account].Units += units;
    }

    public long Cash(int account) => purses[account].Cash;
    public long Units(int account) => purses[account].Units;

    /// <summary>What an order lacks; <see cref="BookReason.None"/> when all it could cost is there.</summary>
    /// <param name="freed">What the order it replaces gives back to the same account and side.</param>
    internal BookReason Shortage(int account, bool buys, int price, long quantity, long freed)
    {
        if ((uint)account >= (uint)purses.Length) return BookReason.UnknownAccount;
        ref var purse = ref purses[account];
        if (buys) return purse.Cash + freed < price * quantity ? BookReason.NoCash : BookReason.None;
        return purse.Units + freed < quantity ? BookReason.NoUnits : BookReason.None;
    }

    internal void Take(int account, bool buys, int price, long quantity)
    {
        if (buys) purses[account].Cash -= price * quantity;
        else purses[account].Units -= quantity;
    }

    internal void Give(int account, bool buys, int price, long quantity)
    {
        if (buys) purses[account].Cash += price * quantity;
        else purses[account].Units += quantity;
    }

    /// <summary>A trade below the buyer's limit gives the difference back; the rest changes hands now or at the
    /// settlement.</summary>
    internal void Trade(int buyer, int limit, int seller, int price, long quantity)
    {
        purses[buyer].Cash += (limit - price) * quantity;
        if (UnitsAtOnce) purses[buyer].Units += quantity;
        if (CashAtOnce) purses[seller].Cash += price * quantity;
    }

    private struct Purse
    {
        public long Cash;
        public long Units;
    }
}
