namespace Chutan.Market.Auctions;

/// <summary>Why an auction refuses.</summary>
public static class AuctionRefusals
{
    public static readonly RefusalCode Unknown = new("auctions.unknown",
        "没有编号为 {auction} 的竞价。", "There is no auction {auction}.");
    public static readonly RefusalCode SalesAccountExists = new("auctions.account-exists",
        "竞价专户 {account} 已经开立。", "The account {account} for units on sale is open already.");
    public static readonly RefusalCode NoSalesAccount = new("auctions.no-account",
        "尚未开立竞价专户。", "The account for units on sale is not open yet.");
    public static readonly RefusalCode BadTerms = new("auctions.bad-terms",
        "公告中的 {field} 无效或自相矛盾。", "In the announcement, {field} is not valid or contradicts itself.");
    public static readonly RefusalCode BadWindow = new("auctions.bad-window",
        "时间须依次为：现在 {now}、申报开始 {opens}、申报截止 {closes}、付款截止 {payBy}。",
        "The times must follow each other: now {now}, bidding opens {opens}, closes {closes}, payment by {payBy}.");
    public static readonly RefusalCode OffLot = new("auctions.off-lot",
        "数量 {quantity} 吨须为一手 {lot} 吨的正整数倍。",
        "The quantity of {quantity} t must be a whole number of lots of {lot} t, and not zero.");
    public static readonly RefusalCode BeyondShare = new("auctions.beyond-share",
        "{year} 年度政府预留配额最多可竞价 {most} 吨（占 {share}），已用 {taken} 吨，不能再竞价 {supply} 吨。",
        "Of the government reserve of {year} at most {most} t ({share}) may be auctioned; {taken} t are taken and "
        + "{supply} t more do not fit.");
    public static readonly RefusalCode NoAverage = new("auctions.no-average",
        "{from} 至 {through} 没有成交，无法计算保留价。",
        "There were no trades from {from} through {through} to work the floor price out from.");
    public static readonly RefusalCode WrongPhase = new("auctions.wrong-phase",
        "竞价 {auction} 处于 {phase}，此项办理要求 {needed}。",
        "Auction {auction} is {phase}; this needs it to be {needed}.");
    public static readonly RefusalCode TooEarly = new("auctions.too-early",
        "竞价 {auction} 须到 {due} 方可办理，现在是 {now}。", "Auction {auction}: not before {due}; it is {now}.");
    public static readonly RefusalCode NotOpen = new("auctions.not-open",
        "竞价 {auction} 现在不接受申报（{phase}）：申报时间为 {opens} 至 {closes}。",
        "Auction {auction} takes no bids now ({phase}): bidding is from {opens} to {closes}.");
    public static readonly RefusalCode NotAdmitted = new("auctions.not-admitted",
        "竞价 {auction} 的参加条件不包括此类主体（{kind}）。",
        "Auction {auction} does not admit participants of this kind ({kind}).");
    public static readonly RefusalCode NotShort = new("auctions.not-short",
        "竞价 {auction} 仅限 {year} 年度核定排放量超过配额的企业参加。",
        "Auction {auction} admits only entities whose verified emissions of {year} exceed their allocation.");
    public static readonly RefusalCode TooManyBids = new("auctions.too-many-bids",
        "竞价 {auction} 每个投标人最多 {most} 份申报。", "In auction {auction} a bidder has at most {most} bids.");
    public static readonly RefusalCode BelowFloor = new("auctions.below-floor",
        "申报价格 {price} 低于保留价 {floor}，申报无效。", "The price {price} is below the floor {floor}; the bid is invalid.");
    public static readonly RefusalCode BeyondLimit = new("auctions.beyond-limit",
        "申报数量 {quantity} 吨超过限购余量 {room} 吨。",
        "The quantity of {quantity} t is more than the {room} t that this bidder may still bid for.");
    public static readonly RefusalCode UnknownBid = new("auctions.unknown-bid",
        "没有编号为 {bid} 的申报。", "There is no bid {bid}.");
    public static readonly RefusalCode Irrevocable = new("auctions.irrevocable",
        "竞价 {auction} 的申报不可撤回。", "Bids in auction {auction} cannot be withdrawn.");
    public static readonly RefusalCode NothingDue = new("auctions.nothing-due",
        "账户 {account} 在竞价 {auction} 中没有待付款项。", "Account {account} owes nothing in auction {auction}.");
    public static readonly RefusalCode PaymentsRunning = new("auctions.payments-running",
        "竞价 {auction} 尚有 {open} 家未付款，付款截止为 {due}。",
        "Auction {auction}: {open} winners have not paid yet and have until {due}.");
    public static readonly RefusalCode PaymentsOver = new("auctions.payments-over",
        "竞价 {auction} 的付款已于 {due} 截止。", "Payment for auction {auction} ended at {due}.");
    public static readonly RefusalCode ReasonNeeded = new("auctions.reason-needed",
        "须说明理由。", "A reason is needed.");
}
