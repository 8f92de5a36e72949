using System.Collections.Frozen;
using System.Globalization;

namespace Chutan.Market.Oversight;

/// <summary>What an alert says, in both languages. Braces hold the names of its figures.</summary>
public static class AlertTexts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Texts =
        new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
        {
            ["WashTrading"] = ("关联方之间成交 {quantity} 吨（{trades} 笔），占当日成交量的 {share-of-day}。",
                "Those who belong together traded {quantity} t with each other in {trades} trades: {share-of-day} of "
                + "the day's volume."),
            ["CircularTrading"] = (
                "配额在 {days} 个交易日内经 {hands} 手回到起点，各段数量 {least-leg} 至 {greatest-leg} 吨，"
                + "相差 {difference}。",
                "Within {days} trading days units came back over {hands} hands; the legs are {least-leg} to "
                + "{greatest-leg} t, {difference} apart."),
            ["Spoofing"] = (
                "在另一侧成交后 {seconds} 秒内撤回 {orders} 笔大额申报共 {withdrawn} 吨，"
                + "相当于当日成交量的 {withdrawn-of-day}。",
                "{orders} large orders of {withdrawn} t were withdrawn within {seconds} s of a trade on the other "
                + "side: {withdrawn-of-day} of the day's volume."),
            ["MarkingTheClose"] = ("尾市成交 {quantity} 吨，占尾市成交量的 {share-of-last-minutes}，同期价格由 {price-before} "
                + "变为 {price-after}，变动 {move}，方向对其有利。",
                "{quantity} t in the last minutes, {share-of-last-minutes} of their volume, while the price went from "
                + "{price-before} to {price-after}, by {move}, in its favour."),
            ["Cornering"] = ("距清缴期限 {days-left} 个交易日，净买入 {net-bought} 吨，占同期成交量的 {bought-of-volume}；"
                + "持有余量 {free-holding} 吨，占市场可流通余量的 {share-of-float}。",
                "{days-left} trading days before the deadline it had bought {net-bought} t net, {bought-of-volume} of "
                + "the volume, and holds {free-holding} t beyond its need, {share-of-float} of all there is."),
            ["FrontRunning"] = ("公告前 {days} 个交易日内顺公告方向净交易 {net-traded} 吨，占同期成交量的 {share-of-volume}，"
                + "按公告后收盘价计算收益 {profit} 元。",
                "In the {days} trading days before an announcement it traded {net-traded} t net the right way, "
                + "{share-of-volume} of the volume, worth {profit} CNY at the close after it."),
            ["figure:quantity"] = ("成交量", "Quantity"),
            ["figure:trades"] = ("成交笔数", "Trades"),
            ["figure:share-of-day"] = ("占当日成交量", "Share of the day's volume"),
            ["figure:least-leg"] = ("最小一段", "Smallest leg"),
            ["figure:greatest-leg"] = ("最大一段", "Largest leg"),
            ["figure:difference"] = ("各段差异", "Difference between legs"),
            ["figure:hands"] = ("经手方数", "Hands"),
            ["figure:days"] = ("统计期", "Days looked at"),
            ["figure:withdrawn"] = ("撤回数量", "Withdrawn"),
            ["figure:withdrawn-of-day"] = ("撤回量与当日成交量之比", "Withdrawn ÷ day's volume"),
            ["figure:seconds"] = ("反向成交至撤单", "Opposite trade to withdrawal"),
            ["figure:orders"] = ("申报笔数", "Orders"),
            ["figure:share-of-last-minutes"] = ("占尾市成交量", "Share of the last minutes"),
            ["figure:move"] = ("尾市价格变动", "Price move"),
            ["figure:price-before"] = ("尾市前价格", "Price before"),
            ["figure:price-after"] = ("尾市价格", "Price after"),
            ["figure:bought-of-volume"] = ("净买入占成交量", "Net purchases ÷ volume"),
            ["figure:share-of-float"] = ("占可流通余量", "Share of the float"),
            ["figure:net-bought"] = ("净买入", "Net bought"),
            ["figure:free-holding"] = ("持有余量", "Held beyond need"),
            ["figure:days-left"] = ("距清缴期限", "Days to the deadline"),
            ["figure:net-traded"] = ("净交易量", "Net traded"),
            ["figure:share-of-volume"] = ("占同期成交量", "Share of the volume"),
            ["figure:profit"] = ("浮动收益", "Profit"),
            ["figure:knew"] = ("知情人", "Knew beforehand"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Figures that are shares: shown in hundredths.</summary>
    private static readonly FrozenSet<string> Shares = new[]
    {
        "share-of-day", "difference", "withdrawn-of-day", "share-of-last-minutes", "move", "bought-of-volume",
        "share-of-float", "share-of-volume",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every key, for the test that both languages are there.</summary>
    public static IEnumerable<string> Keys => Texts.Keys.Order(StringComparer.Ordinal);

    public static (string Zh, string En) LabelOf(string figure) => Texts["figure:" + figure];

    /// <summary>A value or threshold of a figure as people read it: a share of 0.0325 is 3.25 %.</summary>
    public static string Shown(AlertFigure figure, string value) => Shares.Contains(figure.Name)
        ? string.Create(CultureInfo.InvariantCulture,
            $"{decimal.Parse(value, CultureInfo.InvariantCulture) * 100:0.##} %")
        : value;

    /// <summary>The sentence of an alert with its figures filled in.</summary>
    public static (string Zh, string En) Of(Alert alert)
    {
        var (zh, en) = Texts[alert.Detector.ToString()];
        foreach (var figure in alert.Figures)
        {
            var hole = "{" + figure.Name + "}";
            var value = Shown(figure, figure.Value);
            (zh, en) = (zh.Replace(hole, value, StringComparison.Ordinal),
                en.Replace(hole, value, StringComparison.Ordinal));
        }
        return (zh, en);
    }
}
