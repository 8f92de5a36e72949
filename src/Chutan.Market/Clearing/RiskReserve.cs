namespace Chutan.Market.Clearing;

/// <summary>风险准备金: fed by a share of the fees, used in a default case and for nothing else.</summary>
public static class RiskReserve
{
    /// <summary>What a day's fees add to the reserve, rounded down to the fen; null when the rules set no share or
    /// nothing comes of it.</summary>
    internal static MoneyMoved? Contribution(LocalDate date, Money fees, RuleReader rules)
    {
        if (rules.Find(ClearingKeys.ReserveFeeShare, date) is not { } share) return null;
        var amount = new Money((long)((Int128)fees.Fen * share.Parts / Rate.Scale));
        return amount == Money.Zero
            ? null
            : new MoneyMoved(Purse.Of(HouseAccount.FeeIncome), Purse.Of(HouseAccount.RiskReserve), amount,
                MoneyCause.ReserveContribution, null, $"fees {Text.Of(date)}");
    }
}
