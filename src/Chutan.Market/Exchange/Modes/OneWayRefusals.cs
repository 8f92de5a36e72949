namespace Chutan.Market.Exchange.Modes;

/// <summary>Why something in one-way bidding is refused, besides what holds for every mode.</summary>
public static class OneWayRefusals
{
    public static readonly RefusalCode BadWindow = new("exchange.one-way-window",
        "竞价时段 {from}–{until} 须整段落在 {morningFrom}–{morningTo} 或 {afternoonFrom}–{afternoonTo} 之内。",
        "Bidding from {from} to {until} must lie within {morningFrom}–{morningTo} or {afternoonFrom}–{afternoonTo}.");
    public static readonly RefusalCode BadDate = new("exchange.one-way-date",
        "竞价日 {date} 须为 {from} 至 {until} 之间的交易日。",
        "Bidding on {date}: it must be a trading day from {from} to {until}.");
    public static readonly RefusalCode ShortNotice = new("exchange.one-way-notice",
        "竞价须至少提前 {minutes} 分钟公告：最早 {earliest} 开始。",
        "Bidding must be announced {minutes} minutes ahead: it may begin at {earliest} at the earliest.");
    public static readonly RefusalCode BadLeast = new("exchange.one-way-least",
        "最小申报量 {least} 吨须为 {step} 吨的整数倍，且不超过 {quantity} 吨。",
        "The least bid of {least} t must be a multiple of {step} t and at most {quantity} t.");
    public static readonly RefusalCode BadPriceStep = new("exchange.one-way-price-step",
        "报价阶梯 {price} 须为 {tick} 的正整数倍。", "The price step {price} must be a multiple of {tick}, and not zero.");
    public static readonly RefusalCode Unknown = new("exchange.one-way-unknown",
        "没有编号为 {session} 的单向竞价。", "There is no one-way bidding {session}.");
    public static readonly RefusalCode Over = new("exchange.one-way-over",
        "{session} 号单向竞价已结束（{status}）。", "One-way bidding {session} is over ({status}).");
    public static readonly RefusalCode OutsideWindow = new("exchange.one-way-not-bidding",
        "{session} 号单向竞价在 {date} {from}–{until} 接受报价，现在不接受。",
        "One-way bidding {session} takes bids on {date} from {from} to {until}, not now.");
    public static readonly RefusalCode TooEarly = new("exchange.one-way-too-early",
        "{session} 号单向竞价须待 {date} {due} 之后。", "One-way bidding {session}: not before {due} on {date}.");
    public static readonly RefusalCode WrongStatus = new("exchange.one-way-status",
        "{session} 号单向竞价处于“{status}”状态，不能执行该操作。",
        "One-way bidding {session} is {status}; this cannot be done.");
    public static readonly RefusalCode OwnSession = new("exchange.one-way-own",
        "不能在自己发起的 {session} 号单向竞价中报价。", "The initiator of one-way bidding {session} may not bid in it.");
    public static readonly RefusalCode BadQuantity = new("exchange.one-way-quantity",
        "报价数量 {quantity} 吨须在 {least} 至 {most} 吨之间。",
        "A bid for {quantity} t must be for {least} to {most} t.");
    public static readonly RefusalCode WorseThanStart = new("exchange.one-way-worse-than-start",
        "报价 {price} 劣于起始价 {start}。", "The bid of {price} is worse than the start price {start}.");
    public static readonly RefusalCode OffPriceStep = new("exchange.one-way-off-step",
        "报价 {price} 与起始价 {start} 之差须为 {step} 的整数倍。",
        "The bid of {price} must differ from the start price {start} by whole steps of {step}.");
    public static readonly RefusalCode NotBetter = new("exchange.one-way-not-better",
        "新报价 {price}（{quantity} 吨）须优于本账户现有报价 {standing}，且数量不少于 {least} 吨。",
        "The bid of {price} for {quantity} t must improve the account's own of {standing}, for {least} t or more.");
    public static readonly RefusalCode HasBids = new("exchange.one-way-has-bids",
        "{session} 号单向竞价已有报价，不能取消。", "One-way bidding {session} has bids and cannot be called off.");
    public static readonly RefusalCode StillOpen = new("exchange.one-way-still-open",
        "{session} 号单向竞价尚未截止，不能收市。", "One-way bidding {session} is not closed yet; trading cannot close.");
}
