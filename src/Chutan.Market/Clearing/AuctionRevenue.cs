namespace Chutan.Market.Clearing;

/// <summary>竞价收入用途: what auction revenue may be spent on, as the plan of 2025 names it.</summary>
public enum RevenueUse
{
    /// <summary>区域碳市场建设.</summary>
    RegionalMarket = 0,
    /// <summary>市州绿色低碳转型.</summary>
    CityTransition = 1,
    /// <summary>企业绿色低碳转型.</summary>
    EnterpriseTransition = 2,
    /// <summary>应对气候变化能力建设.</summary>
    CapacityBuilding = 3,
}

/// <summary>使用竞价收入: pays auction revenue out of the house's bank account for one of the named uses.</summary>
/// <param name="Payee">Who gets it.</param>
/// <param name="Decision">The decision it is spent under.</param>
/// <param name="BankReference">The bank's own number of the payment; booked once only.</param>
[Wire("clearing.disburse-auction-revenue"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DisburseAuctionRevenue(RevenueUse Use, Money Amount, string Payee, string Decision,
    string BankReference) : Command;

[Wire("clearing.auction-revenue-disbursed")]
public sealed record AuctionRevenueDisbursed(RevenueUse Use, Money Amount, string Payee, string Decision,
    string BankReference) : ClearingEvent;

/// <summary>竞价收入支出: what was spent of the auction revenue so far, by use.</summary>
public sealed class RevenueSpending
{
    /// <summary>Names the uses of auction revenue.</summary>
    public static readonly Citation Basis = new("湖北建设全国碳市场中心实施方案（2025）", "三");

    private readonly SortedDictionary<RevenueUse, Money> spent = [];

    public Money Of(RevenueUse use) => spent.GetValueOrDefault(use);

    internal void Add(RevenueUse use, Money amount) => spent[use] = Of(use) + amount;

    internal void Save(StateWriter to) => to.Many(spent, s =>
    {
        to.Int((int)s.Key);
        to.Long(s.Value.Fen);
    });

    internal void Load(StateReader from) => from.Many(() => spent.Add((RevenueUse)from.Int(), new(from.Long())));
}

internal static class Disbursing
{
    private const int LongestText = 200;
    private const int LongestReference = 64;

    public static Decision Decide(DisburseAuctionRevenue command, ClearingState clearing)
    {
        var basis = RevenueSpending.Basis;
        if (!Enum.IsDefined(command.Use)) return ClearingRefusals.NoSuchUse.With(basis, ("use", (int)command.Use));
        if (command.Amount <= Money.Zero) return ClearingRefusals.NoAmount.With(basis, ("amount", command.Amount));
        if (IsBad(command.Payee) || IsBad(command.Decision)) return ClearingRefusals.PayeeNeeded.With(basis);
        if (string.IsNullOrWhiteSpace(command.BankReference) || command.BankReference.Length > LongestReference)
            return ClearingRefusals.BadReference.With(basis, ("most", LongestReference));
        if (clearing.HasBankReference(command.BankReference))
            return ClearingRefusals.DuplicateReference.With(basis, ("reference", command.BankReference));
        var there = clearing.House.Balance(HouseAccount.AuctionRevenue);
        return command.Amount > there
            ? ClearingRefusals.HouseShort.With(basis, ("account", HouseAccount.AuctionRevenue),
                ("needed", command.Amount), ("available", there))
            : Decision.Accept(new AuctionRevenueDisbursed(command.Use, command.Amount, command.Payee, command.Decision,
                command.BankReference));
    }

    private static bool IsBad(string text) => string.IsNullOrWhiteSpace(text) || text.Length > LongestText;
}
