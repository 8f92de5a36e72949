using System.Collections.Frozen;

namespace Chutan.Market.Allocation;

/// <summary>The texts of explanation lines and of the reasons for a method, in both languages.</summary>
public static class AllocationTexts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Texts =
        new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
        {
            ["allocation.method.benchmark-sector"] = ("标杆法行业", "Sector under the benchmark method"),
            ["allocation.method.intensity-sector"] =
                ("历史强度法行业，产品单一、边界清晰", "Intensity sector; few homogeneous products with clear boundaries"),
            ["allocation.method.bought-clinker"] =
                ("外购熟料水泥企业，产品单一、边界清晰", "Cement mill buying clinker; homogeneous products with clear boundaries"),
            ["allocation.method.historical-sector"] = ("历史法行业", "Sector under the historical method"),
            ["allocation.method.no-product-data"] =
                ("没有产品数据，改用历史法", "No product data, therefore the historical method"),
            ["allocation.method.too-many-products"] =
                ("产品种类过多，改用历史法", "Too many products, therefore the historical method"),
            ["allocation.method.unclear-boundaries"] =
                ("产品边界不清晰，改用历史法", "Unclear product boundaries, therefore the historical method"),
            ["allocation.method.table"] = ("按公布的分配表", "By the published allocation table"),
            ["allocation.line.base"] = ("历史基数", "Historical base"),
            ["allocation.line.output"] = ("产量", "Output"),
            ["allocation.line.intensity"] = ("历史强度", "Historical intensity"),
            ["allocation.line.benchmark"] = ("行业标杆值", "Sector benchmark"),
            ["allocation.line.unit-value"] = ("单位产品排放", "Emissions per unit product"),
            ["allocation.line.percentile"] = ("百分位", "Percentile"),
            ["allocation.line.control-coefficient"] = ("行业控排系数", "Sector control coefficient"),
            ["allocation.line.market-factor"] = ("市场调节因子", "Market-regulation factor"),
            ["allocation.line.stock"] = ("上一年度结转存量", "Stock carried from the year before"),
            ["allocation.line.initial-allowances"] = ("年度初始配额总量", "Initial allowances of the year"),
            ["allocation.line.days"] = ("正常生产天数", "Days of normal production"),
            ["allocation.line.day-divisor"] = ("年度天数", "Day divisor"),
            ["allocation.line.stopped-days"] = ("累计停产天数", "Days stopped in total"),
            ["allocation.line.shutdown-days"] = ("停产天数界限", "Limit of days stopped"),
            ["allocation.line.shutdown-emissions"] = ("排放量界限", "Limit of emissions"),
            ["allocation.line.no-issue"] = ("不予发放", "Nothing is issued"),
            ["allocation.line.unrounded"] = ("取整前数额", "Amount before rounding"),
            ["allocation.line.allocation"] = ("年度初始配额", "Initial allocation of the year"),
            ["allocation.line.expected"] = ("预计年度配额", "Expected allocation of the year"),
            ["allocation.line.pre-allocation-share"] = ("预分配比例", "Pre-allocation share"),
            ["allocation.line.pre-allocation"] = ("预分配配额", "Pre-allocation"),
            ["allocation.line.deduction"] = ("因往年缺口扣减", "Deduction for an earlier shortfall"),
            ["allocation.line.sanction-factor"] = ("处罚折减比例", "Share set by a sanction"),
            ["allocation.line.last-year"] = ("上年度配额", "Last year's allocation"),
            ["allocation.line.already-issued"] = ("已发放", "Already issued"),
            ["allocation.line.difference"] = ("应补发（正）或收回（负）", "To issue (+) or take back (−)"),
            ["allocation.line.emissions"] = ("核定排放量", "Verified emissions"),
            ["allocation.line.gap"] = ("排放与配额之差", "Emissions less allocation"),
            ["allocation.line.tolerance-relative"] = ("容忍度（比例）", "Relative tolerance"),
            ["allocation.line.tolerance-absolute"] = ("容忍度（上限）", "Absolute tolerance"),
            ["allocation.line.tolerance"] = ("企业自行承担", "Borne by the entity"),
            ["allocation.line.top-up"] = ("追加配额", "Top-up"),
            ["allocation.line.withdrawal"] = ("收缴配额", "Withdrawal"),
            ["allocation.line.emissions-before"] = ("更正前的核定排放量", "Emissions before they were restated"),
            ["allocation.line.allocation-before"] = ("更正前的年度初始配额", "Initial allocation before that"),
            ["allocation.line.top-up-on-fraud"] =
                ("因造假重新启动的年度不增加追加配额", "No more top-up for a year re-opened for fraud"),
            ["allocation.line.review"] = ("复核后的年度初始配额", "Initial allocation after review"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every key, for the test that both languages are there.</summary>
    public static IEnumerable<string> Keys => Texts.Keys.Order(StringComparer.Ordinal);

    public static (string Zh, string En) Of(string key) => Texts[key];
}
