namespace Chutan.Market.Rulebook;

/// <summary>Keys of carbon finance 碳金融 (ets-rules §10).</summary>
public static class FinanceKeys
{
    public static readonly ParameterKey<Tonnes> ForwardLot = new("fwd.lot", "t", Axis.Date,
        Kinds.Tonnage, "现货远期合约单位", "Tonnes in one lot of the spot forward");
    public static readonly ParameterKey<Price> ForwardTick = new("fwd.tick", "CNY/t", Axis.Date,
        Kinds.YuanPerTonne, "现货远期最小变动价位", "Smallest step of a forward price");
    public static readonly ParameterKey<Rate> ForwardLimit = new("fwd.limit", "share", Axis.Date,
        Kinds.Share, "现货远期涨跌幅", "Daily price limit of the spot forward");
    public static readonly ParameterKey<Rate> ForwardMargin = new("fwd.margin", "share", Axis.Date,
        Kinds.Share, "现货远期保证金率", "Margin of the spot forward");
    public static readonly ParameterKey<int> ForwardMinDelivery = new("fwd.delivery.min", "lots", Axis.Date,
        Kinds.Count, "最小交割数量", "Least lots delivered");
    public static readonly ParameterKey<int> ForwardLimitInstitution = new(
        "fwd.pos_limit.institution", "lots", Axis.Date,
        Kinds.Count, "机构持仓限额", "Most lots an institution may hold, all contracts together");
    public static readonly ParameterKey<int> ForwardLimitIndividual = new(
        "fwd.pos_limit.individual", "lots", Axis.Date,
        Kinds.Count, "个人持仓限额", "Most lots an individual may hold, all contracts together");
    public static readonly ParameterKey<Tonnes> TrusteeCap = new("custody.trustee.cap", "t/yr", Axis.Date,
        Kinds.Tonnage, "托管机构年度托管上限（7月至次年6月）",
        "Most allowances a trustee may manage per allowance year, July to June");
}
