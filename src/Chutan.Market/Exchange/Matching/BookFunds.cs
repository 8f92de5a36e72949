using System.Runtime.CompilerServices;

namespace Chutan.Market.Exchange;

/// <summary>What the accounts of one book can still spend: cash in ticks × tonnes, units in tonnes. Full prepayment
/// 全额预付: an order takes all it could cost when it enters; what it does not need comes back at once.</summary>
/// <remarks>One instrument, without fees: the exchange's own orders are funded by the clearing room, which knows both.
/// </remarks>
public sealed class BookFunds
{
    /// <summary>Cash and units of each account by turns: an order takes from the one that its side names.</summary>
    private readonly long[] purses;

    /// <param name="accounts">Accounts are numbered from 0 to one less.</param>
    /// <param name="cashAtOnce">Whether proceeds of a sale can be spent the same day.</param>
    /// <param name="unitsAtOnce">Whether bought units can be sold the same day.</param>
    public BookFunds(int accounts, bool cashAtOnce, bool unitsAtOnce)
    {
        (Accounts, CashAtOnce, UnitsAtOnce) = (accounts, cashAtOnce, unitsAtOnce);
        purses = new long[accounts * 2];
    }

    public bool CashAtOnce { get; }
    public bool UnitsAtOnce { get; }
    public int Accounts { get; }

    public void Deposit(int account, long cash, long units)
    {
        purses[account * 2] += cash;
        purses[account * 2 + 1] += units;
    }

    public long Cash(int account) => purses[account * 2];
    public long Units(int account) => purses[account * 2 + 1];

    /// <summary>What an order lacks; <see cref="BookReason.None"/> when all it could cost is there.</summary>
    /// <param name="freed">What the order it replaces gives back to the same account and side.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal BookReason Shortage(int account, int side, long cost, long freed)
    {
        if (account < 0 || account >= Accounts) return BookReason.UnknownAccount;
        if (Purse(account, side) + freed >= cost) return BookReason.None;
        return side == 0 ? BookReason.NoCash : BookReason.NoUnits;
    }

    /// <summary>Cash for a buy order (side 0), units for a sell order (side 1), without a branch that the processor
    /// would guess wrong every other time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static long Cost(int side, int price, long quantity) =>
        quantity * unchecked(price + ((1 - price) & -side));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Take(int account, int side, long cost) => Purse(account, side) -= cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Give(int account, int side, long cost) => Purse(account, side) += cost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref long Purse(int account, int side) => ref purses[unchecked(account * 2 + side)];

    /// <summary>A trade below the buyer's limit gives the difference back; the rest changes hands now or at the
    /// settlement.</summary>
    internal void Trade(int buyer, int limit, int seller, int price, long quantity)
    {
        purses[buyer * 2] += (limit - price) * quantity;
        if (UnitsAtOnce) purses[buyer * 2 + 1] += quantity;
        if (CashAtOnce) purses[seller * 2] += price * quantity;
    }
}
