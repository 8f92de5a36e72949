using Chutan.Market.Clearing;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>注销账户: no money left, none tied up, nothing to settle → the registry closes the account.</summary>
internal static class ClosingAccounts
{
    public static Decision Decide(CloseAccount command, MarketState state) =>
        state.Clearing.Find(command.Account) is { IsEmpty: false } cash
            ? ClearingRefusals.MoneyLeft.With(ClearingBasis.Settlement, ("account", cash.Id),
                ("balance", cash.Balance), ("frozen", cash.Frozen), ("receivable", cash.Receivable))
            : Accounts.Decide(command, state.Registry);
}
