namespace Chutan.Market.Rulebook;

/// <summary>Thresholds of the surveillance 交易监察阈值. No source gives any; each is the operator's to adopt.</summary>
public static class SurveillanceKeys
{
    public static readonly ParameterKey<Tonnes> WashQuantity = new("surveillance.wash.quantity", "t", Axis.Date,
        Kinds.Tonnage, "关联方之间日成交量", "Tonnes traded in a day between those who belong together");
    public static readonly ParameterKey<int> CircularDays = new("surveillance.circular.days", "trading days",
        Axis.Date, Kinds.Count, "循环交易统计期", "Trading days within which units go round");
    public static readonly ParameterKey<Tonnes> CircularQuantity = new("surveillance.circular.quantity", "t",
        Axis.Date, Kinds.Tonnage, "循环交易每段最小数量", "Fewest tonnes on each leg of a circle");
    public static readonly ParameterKey<Rate> CircularTolerance = new("surveillance.circular.tolerance", "share",
        Axis.Date, Kinds.Share, "各段数量差异", "Most by which the legs of a circle differ");
    public static readonly ParameterKey<Rate> CircularShare = new("surveillance.circular.share", "share", Axis.Date,
        Kinds.Share, "循环占卖方同期卖出量比例", "Share of each seller's sales that goes round");
    public static readonly ParameterKey<Tonnes> SpoofQuantity = new("surveillance.spoof.quantity", "t", Axis.Date,
        Kinds.Tonnage, "虚假申报最小数量", "Tonnes withdrawn on one side");
    public static readonly ParameterKey<Rate> SpoofShare = new("surveillance.spoof.share", "share", Axis.Date,
        Kinds.Share, "撤单量占当日成交量比例", "Tonnes withdrawn as a share of the day's volume");
    public static readonly ParameterKey<int> SpoofSeconds = new("surveillance.spoof.seconds", "seconds", Axis.Date,
        Kinds.Count, "反向成交后撤单时间", "Seconds from the opposite trade to the withdrawal");
    public static readonly ParameterKey<Rate> SpoofFilled = new("surveillance.spoof.filled", "share", Axis.Date,
        Kinds.Share, "撤单前成交比例上限", "Most of such an order that was filled");
    public static readonly ParameterKey<int> CloseMinutes = new("surveillance.close.minutes", "minutes", Axis.Date,
        Kinds.Count, "尾市时段", "Last minutes of the day");
    public static readonly ParameterKey<Tonnes> CloseQuantity = new("surveillance.close.quantity", "t", Axis.Date,
        Kinds.Tonnage, "尾市最小成交量", "Tonnes traded on one side in the last minutes");
    public static readonly ParameterKey<Rate> CloseShare = new("surveillance.close.share", "share", Axis.Date,
        Kinds.Share, "占尾市成交量比例", "Share of the volume in the last minutes");
    public static readonly ParameterKey<Rate> CloseMove = new("surveillance.close.move", "share", Axis.Date,
        Kinds.Share, "尾市价格变动", "Price move in the last minutes in one's own favour");
    public static readonly ParameterKey<int> CornerDays = new("surveillance.corner.days", "trading days", Axis.Date,
        Kinds.Count, "履约期限前监察期", "Trading days before the surrender deadline");
    public static readonly ParameterKey<Rate> CornerBought = new("surveillance.corner.bought", "share", Axis.Date,
        Kinds.Share, "净买入占同期成交量比例", "Net purchases as a share of the volume in that time");
    public static readonly ParameterKey<Rate> CornerFloat = new("surveillance.corner.float", "share", Axis.Date,
        Kinds.Share, "可流通余量集中度", "Share of all units nobody needs himself, in one hand");
    public static readonly ParameterKey<int> FrontDays = new("surveillance.front.days", "trading days", Axis.Date,
        Kinds.Count, "公告前监察期", "Trading days before an announcement");
    public static readonly ParameterKey<Tonnes> FrontInformed = new("surveillance.front.informed", "t", Axis.Date,
        Kinds.Tonnage, "知情人净交易量", "Net tonnes traded by somebody who knew");
    public static readonly ParameterKey<Rate> FrontShare = new("surveillance.front.share", "share", Axis.Date,
        Kinds.Share, "净交易量占同期成交量比例", "Net tonnes traded by anybody, as a share of the volume");
    public static readonly ParameterKey<Money> FrontProfit = new("surveillance.front.profit", "CNY", Axis.Date,
        Kinds.Yuan, "公告后浮动收益", "Profit on it at the close after the announcement");
    public static readonly ParameterKey<int> RepeatDays = new("surveillance.repeat.days", "trading days", Axis.Date,
        Kinds.Count, "同类预警不重复期", "Trading days in which the same alert is not raised again");
}
