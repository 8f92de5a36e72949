namespace Chutan.Market.Exchange.Modes;

/// <summary>Why a listing, proposal or contract outside the screen is refused.</summary>
public static class ModeRefusals
{
    public static readonly RefusalCode NotOffered = new("exchange.mode-not-offered",
        "品种 {instrument} 没有 {mode} 交易方式。", "Instrument {instrument} is not traded by {mode}.");
    public static readonly RefusalCode BlockHours = new("exchange.block-hours",
        "{time} 不在大宗协议交易时间 {from}–{until} 内。",
        "{time} is outside the hours of block agreements, {from}–{until}.");
    public static readonly RefusalCode PriceOutOfRange = new("exchange.price-out-of-range",
        "价格 {price} 超出 {low}–{high}：以 {date} 收盘价 {close} 为基准上下浮动 {limit}。",
        "The price {price} is outside {low}–{high}: {limit} either way of the close {close} of {date}.");
    public static readonly RefusalCode NotBelowMost = new("exchange.not-below-most",
        "挂牌协议单笔数量须小于 {most} 吨，申报为 {quantity} 吨。",
        "A listing agreement must stay below {most} t; this is for {quantity} t.");
    public static readonly RefusalCode BelowLeast = new("exchange.below-least",
        "大宗协议单笔数量不得小于 {least} 吨，申报为 {quantity} 吨。",
        "A block agreement is for {least} t or more; this is for {quantity} t.");
    public static readonly RefusalCode BadMinimum = new("exchange.bad-minimum",
        "最低受让数量 {minimum} 吨须在 1 至挂牌数量 {quantity} 吨之间。",
        "The smallest part, {minimum} t, must lie between 1 and the {quantity} t listed.");
    public static readonly RefusalCode NoBilateral = new("exchange.no-bilateral-listing",
        "定价转让不得指定受让方。", "A fixed-price listing may not name its buyer.");
    public static readonly RefusalCode TooManyOffers = new("exchange.too-many-offers",
        "账户 {account} 同时有效的挂牌与意向已达上限 {limit} 笔。",
        "Account {account} has {limit} listings and proposals open, the most allowed.");
    public static readonly RefusalCode UnknownOffer = new("exchange.unknown-offer",
        "没有编号为 {offer} 的挂牌或意向。", "There is no listing or proposal {offer}.");
    public static readonly RefusalCode OfferOver = new("exchange.offer-over",
        "{offer} 号挂牌或意向已结束（{status}）。", "Listing or proposal {offer} is over ({status}).");
    public static readonly RefusalCode OwnOffer = new("exchange.own-offer",
        "{offer} 号是本账户自己的挂牌或报价，不能自行成交。",
        "Listing or proposal {offer} is the account's own and cannot be taken by itself.");
    public static readonly RefusalCode SameParty = new("exchange.same-party",
        "交易对手方不能是本账户 {account}。", "The counterparty cannot be the account {account} itself.");
    public static readonly RefusalCode BelowMinimum = new("exchange.below-minimum",
        "受让数量 {quantity} 吨低于最低 {minimum} 吨；剩余 {remaining} 吨可一次全部受让。",
        "{quantity} t is less than the smallest part of {minimum} t; the {remaining} t left may be taken whole.");
    public static readonly RefusalCode BeyondOffer = new("exchange.beyond-offer",
        "受让数量 {quantity} 吨超过剩余的 {remaining} 吨。", "{quantity} t is more than the {remaining} t left.");
    public static readonly RefusalCode BeyondLevels = new("exchange.beyond-best-levels",
        "价格 {price} 不在对手方最优 {levels} 个价位之内（{from}–{until}）。",
        "The price {price} is not among the best {levels} levels of its side ({from}–{until}).");
    public static readonly RefusalCode CounterpartyBarred = new("exchange.counterparty-barred",
        "对手方账户 {account} 当前不可交易。", "The counterparty's account {account} may not trade now.");
    public static readonly RefusalCode OwnTurn = new("exchange.own-turn",
        "{offer} 号意向的现行报价由本账户提出，须由对手方答复。",
        "The terms on the table of proposal {offer} are the account's own; the counterparty must answer.");
    public static readonly RefusalCode ContractIncomplete = new("exchange.contract-incomplete",
        "协议要素 {field} 缺失或超过 {most} 个字符。", "The contract's {field} is missing or longer than {most} characters.");
    public static readonly RefusalCode TotalDiffers = new("exchange.total-differs",
        "总价 {total} 元与数量 {quantity} 吨 × 单价 {price} = {expected} 元不一致。",
        "The total of {total} CNY is not {quantity} t × {price} = {expected} CNY.");
    public static readonly RefusalCode SignedLater = new("exchange.signed-later",
        "协议签订日 {signed} 晚于今天 {today}。", "The contract is signed on {signed}, after today, {today}.");
    public static readonly RefusalCode FiledLate = new("exchange.filed-late",
        "协议签订于 {signed}，应在 {until} 前申报（{days} 个交易日）。",
        "The contract was signed on {signed} and had to be filed by {until} ({days} trading days).");
    public static readonly RefusalCode BadDelivery = new("exchange.bad-delivery",
        "交割时间 {delivery} 须为 {from} 至 {until} 之间的交易日。",
        "Delivery on {delivery} must be a trading day from {from} to {until}.");
    public static readonly RefusalCode NoCloseBefore = new("exchange.no-close-before",
        "{date} 之前没有收盘价，无法确定价格幅度。", "There is no close before {date} to measure the price against.");
}
