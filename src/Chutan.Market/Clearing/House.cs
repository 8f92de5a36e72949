namespace Chutan.Market.Clearing;

/// <summary>机构资金: money in clearing's books that belongs to no participant. Kept apart from clients' money, at the
/// bank that holds the house's money. Values are journalled by name; a new purpose gets a new value at the end.
/// </summary>
public enum HouseAccount
{
    /// <summary>手续费收入: fees earned and not paid out.</summary>
    FeeIncome = 0,
    /// <summary>风险准备金: used only in a default case.</summary>
    RiskReserve = 1,
    /// <summary>有偿竞价收入: what primary-market auctions brought in, for the uses the plan names.</summary>
    AuctionRevenue = 2,
    /// <summary>市场调节资金: what releases from the reserve bring in and buy-backs spend.</summary>
    Intervention = 3,
    /// <summary>违约金: penalties of defaulting participants.</summary>
    Penalties = 4,
}

/// <summary>资金账: where money lies in the books: one participant's account or one house account. Exactly one of the
/// two is set; use <see cref="Of(AccountId)"/> and <see cref="Of(HouseAccount)"/>.</summary>
public readonly record struct Purse(AccountId? Account, HouseAccount? House)
{
    public static Purse Of(AccountId account) => new(account, null);
    public static Purse Of(HouseAccount house) => new(null, house);
    public override string ToString() => Account is { } account ? account.ToString() : $"{House}";
}

/// <summary>Why money changed its purse outside a trade. Journalled by name; a new cause gets a new value at the end.
/// </summary>
public enum MoneyCause
{
    /// <summary>竞价款: a winner pays for units of an auction.</summary>
    AuctionPayment = 0,
    /// <summary>投放款: a participant pays for units released from the reserve.</summary>
    ReleasePayment = 1,
    /// <summary>回购款: the house pays a participant for units bought back.</summary>
    BuyBackPayment = 2,
    /// <summary>风险准备金提取: a share of fees goes to the risk reserve.</summary>
    ReserveContribution = 3,
    /// <summary>风险准备金动用: the risk reserve pays in a default case.</summary>
    ReserveUse = 4,
    /// <summary>风险准备金补足: a defaulter pays back what the reserve laid out.</summary>
    ReserveRepayment = 5,
    /// <summary>违约金: a defaulter pays the penalty.</summary>
    DefaultPenalty = 6,
    /// <summary>机构间划转: from one house account to another.</summary>
    HouseTransfer = 7,
    /// <summary>更正: corrects an earlier booking, which the reference names.</summary>
    Correction = 8,
    /// <summary>衍生品结算: margin, marks and delivery of forwards, repos and the like.</summary>
    FinanceSettlement = 9,
}

/// <summary>Money went from one purse to another, both in these books. Cash at the banks follows with the next bank
/// file where the two lie at different banks.</summary>
/// <param name="Reservation">The reservation of the paying account it came out of; null when it came out of free
/// money.</param>
/// <param name="Reference">Auction, case or contract that it was paid for.</param>
[Wire("clearing.moved")]
public sealed record MoneyMoved(Purse From, Purse To, Money Amount, MoneyCause Cause, string? Reservation,
    string Reference) : ClearingEvent;

/// <summary>机构资金账: the balances of the house accounts.</summary>
public sealed class HouseFunds
{
    private readonly SortedDictionary<HouseAccount, Money> balances = [];

    public Money Balance(HouseAccount account) => balances.GetValueOrDefault(account);

    /// <summary>Everything the house has.</summary>
    public Money Total
    {
        get
        {
            var total = Money.Zero;
            foreach (var balance in balances.Values) total += balance;
            return total;
        }
    }

    /// <summary>Accounts that money has been in, in their fixed order.</summary>
    public IEnumerable<(HouseAccount Account, Money Balance)> All => balances.Select(b => (b.Key, b.Value));

    internal void Add(HouseAccount account, Money amount) => balances[account] = Balance(account) + amount;

    internal void Save(StateWriter to) => to.Many(balances, b =>
    {
        to.Int((int)b.Key);
        to.Long(b.Value.Fen);
    });

    internal void Load(StateReader from) => from.Many(() => balances.Add((HouseAccount)from.Int(), new(from.Long())));
}
