using Chutan.Market.Participants;

namespace Chutan.Simulation.World;

/// <summary>Invented firms: a city, two syllables and a trade. No name is meant to be that of a real firm.</summary>
internal sealed class Names(Chance chance)
{
    private static readonly ImmutableArray<(string Zh, string En)> First =
    [
        ("楚", "Chu"), ("荆", "Jing"), ("汉", "Han"), ("鄂", "E"), ("云", "Yun"), ("清", "Qing"), ("瑞", "Rui"),
        ("恒", "Heng"), ("泰", "Tai"), ("华", "Hua"), ("松", "Song"), ("磐", "Pan"), ("星", "Xing"), ("岳", "Yue"),
    ];

    private static readonly ImmutableArray<(string Zh, string En)> Second =
    [
        ("兴", "xing"), ("源", "yuan"), ("达", "da"), ("丰", "feng"), ("盛", "sheng"), ("安", "an"), ("明", "ming"),
        ("信", "xin"), ("宏", "hong"), ("远", "yuan"), ("诚", "cheng"), ("和", "he"), ("川", "chuan"), ("泽", "ze"),
    ];

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>A firm's name in both languages that nobody else in this world has.</summary>
    public (string Zh, string En) Firm(City city, string tradeZh, string tradeEn)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (a, b) = (chance.Pick(First), chance.Pick(Second));
            var number = attempt < 20 ? "" : $" {attempt - 18}";
            var zh = $"{city.Zh}{a.Zh}{b.Zh}{tradeZh}{number.Trim()}有限公司";
            if (used.Add(zh)) return (zh, $"{city.En} {a.En}{b.En} {tradeEn}{number} Co., Ltd.");
        }
    }
}

/// <summary>Unified social credit codes with a right check character (GB 32100-2015).</summary>
internal static class CreditCode
{
    /// <param name="category">Registration department and kind, for example 91 for a firm.</param>
    /// <param name="city">Administrative code of six digits.</param>
    /// <param name="number">Up to six digits; unique per category and city.</param>
    public static string Of(string category, string city, long number)
    {
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{category}{city}MA9{number:000000}");
        return body + UnifiedCreditCode.CheckOf(body);
    }
}
