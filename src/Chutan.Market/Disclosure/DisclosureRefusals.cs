namespace Chutan.Market.Disclosure;

/// <summary>Why a publication is refused.</summary>
public static class DisclosureRefusals
{
    public static readonly RefusalCode IndexIncomplete = new("disclosure.index-incomplete",
        "指数定义不完整：缺少{missing}。", "The index definition is incomplete: {missing} is missing.");
    public static readonly RefusalCode IndexExists = new("disclosure.index-exists",
        "代码为 {index} 的指数已有定义，请另用代码或修订该指数。",
        "Index {index} is defined already; use another code, or revise it.");
    public static readonly RefusalCode UnknownIndex = new("disclosure.unknown-index",
        "没有代码为 {index} 的指数。", "There is no index {index}.");
    public static readonly RefusalCode BaseInFuture = new("disclosure.base-in-future",
        "基期 {base} 晚于最近一个已收市的交易日 {last}。",
        "The base date {base} is after the last closed trading day {last}.");
    public static readonly RefusalCode BadBaseValue = new("disclosure.bad-base-value",
        "基点 {value} 或公布位数无效：基点须大于 0、不超过 {most}，位数为 0 至 {digits}。",
        "The base value {value} or its decimals are not valid: above 0 and up to {most}, with 0 to {digits} decimals.");
    public static readonly RefusalCode BadConstituents = new("disclosure.bad-constituents",
        "样本须为 1 至 {most} 个，且不得重复：{given}。",
        "An index has 1 to {most} constituents, each once: {given}.");
    public static readonly RefusalCode BadWeights = new("disclosure.bad-weights",
        "固定权重之和须为 1，现为 {sum}；按成交加权时不设固定权重。",
        "Fixed weights add up to 1, not {sum}; an index weighted by trading has none.");
    public static readonly RefusalCode NoBasePrice = new("disclosure.no-base-price",
        "样本 {market} {instrument} 在基期 {date} 没有收盘价。",
        "Constituent {market} {instrument} has no close on the base date {date}.");
    public static readonly RefusalCode DayNotClosed = new("disclosure.day-not-closed",
        "{date} 不是已收市的交易日，不能计算指数。",
        "{date} is not a closed trading day; no index can be computed for it.");
    public static readonly RefusalCode NothingToCompute = new("disclosure.nothing-to-compute",
        "截至 {date} 的指数均已计算。", "Every index is computed up to {date} already.");
    public static readonly RefusalCode OwnPrice = new("disclosure.own-price",
        "{market} 是本市场，其价格由交易产生，不得录入。",
        "{market} is this market; its prices come from trading and are not entered.");
    public static readonly RefusalCode BadPrice = new("disclosure.bad-price",
        "{market} {instrument} 在 {date} 的价格无效：价格、市场、品种和来源须齐备，日期不得晚于今天。",
        "The price of {market} {instrument} for {date} is not valid: it needs a price, market, instrument and source, "
        + "and no later date than today.");
    public static readonly RefusalCode PriceUsed = new("disclosure.price-used",
        "指数 {index} 已用到 {date}，不能再录入或更改该日及以前的价格。",
        "Index {index} is computed up to {date}; prices up to that date can no longer be entered or changed.");
}
