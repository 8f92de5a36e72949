namespace Chutan.Market.Rulebook;

/// <summary>Thresholds of the data-quality checks 数据质量校核阈值: how far a figure may go before it is asked about. The
/// conditions they stand in are data, in the published catalogue.</summary>
public static class QualityKeys
{
    public static readonly ParameterKey<Rate> Missing101 = Of("101.missing", "items",
        "允许缺少的参数个数",
        "Parameters that may be missing in a month");
    public static readonly ParameterKey<Rate> Missing102 = Of("102.missing", "items",
        "允许缺少证据或理由的数值个数",
        "Figures that may lack evidence or a reason");
    public static readonly ParameterKey<Rate> GasLow104 = Of("104.gas_low", "GJ/10^4Nm3",
        "天然气热值下限",
        "Least calorific value of natural gas");
    public static readonly ParameterKey<Rate> GasHigh104 = Of("104.gas_high", "GJ/10^4Nm3",
        "天然气热值上限",
        "Greatest calorific value of natural gas");
    public static readonly ParameterKey<Rate> CoalLow104 = Of("104.coal_low", "GJ/t",
        "煤炭热值下限",
        "Least calorific value of coal");
    public static readonly ParameterKey<Rate> CoalHigh104 = Of("104.coal_high", "GJ/t",
        "煤炭热值上限",
        "Greatest calorific value of coal");
    public static readonly ParameterKey<Rate> LiquidLow104 = Of("104.liquid_low", "GJ/t",
        "液体燃料热值下限",
        "Least calorific value of liquid fuels");
    public static readonly ParameterKey<Rate> LiquidHigh104 = Of("104.liquid_high", "GJ/t",
        "液体燃料热值上限",
        "Greatest calorific value of liquid fuels");
    public static readonly ParameterKey<Rate> Slip104 = Of("104.slip", "1",
        "与其他月份中位数之比，视为单位错位",
        "Ratio to the median of the other months taken for a slip of units");
    public static readonly ParameterKey<Rate> RatioLow107 = Of("107.ratio_low", "1",
        "C2F6 与 CF4 因子之比下限",
        "Least ratio of the C2F6 to the CF4 factor");
    public static readonly ParameterKey<Rate> RatioHigh107 = Of("107.ratio_high", "1",
        "C2F6 与 CF4 因子之比上限",
        "Greatest ratio of the C2F6 to the CF4 factor");
    public static readonly ParameterKey<Rate> Half111 = Of("111.half", "1",
        "每个加数允许的舍入误差（末位单位）",
        "Rounding allowed per part, in units of the last digit");
    public static readonly ParameterKey<Rate> Quantity201 = Of("201.quantity", "1",
        "年度数量与月度合计允许之差",
        "Difference allowed between a year's quantity and its months");
    public static readonly ParameterKey<Rate> Total201 = Of("201.total", "1",
        "年度排放与月度合计允许之差（吨）",
        "Difference allowed between a year's emissions and its months, t");
    public static readonly ParameterKey<Rate> Limit202 = Of("202.limit", "1",
        "年度加权平均允许之差",
        "Difference allowed between a year's value and the weighted mean");
    public static readonly ParameterKey<Rate> CarbonLow203 = Of("203.carbon_low", "tC/t",
        "收到基元素碳下限",
        "Least elemental carbon as received");
    public static readonly ParameterKey<Rate> CarbonHigh203 = Of("203.carbon_high", "tC/t",
        "收到基元素碳上限",
        "Greatest elemental carbon as received");
    public static readonly ParameterKey<Rate> SoftLow203 = Of("203.soft_low", "tC/GJ",
        "单位热值含碳量预警下限",
        "Carbon per heat: warning below");
    public static readonly ParameterKey<Rate> SoftHigh203 = Of("203.soft_high", "tC/GJ",
        "单位热值含碳量预警上限",
        "Carbon per heat: warning above");
    public static readonly ParameterKey<Rate> HardLow203 = Of("203.hard_low", "tC/GJ",
        "单位热值含碳量绝对下限",
        "Carbon per heat: impossible below");
    public static readonly ParameterKey<Rate> HardHigh203 = Of("203.hard_high", "tC/GJ",
        "单位热值含碳量绝对上限",
        "Carbon per heat: impossible above");
    public static readonly ParameterKey<Rate> Warn204 = Of("204.warn", "share",
        "库存平衡差异预警比例",
        "Stock balance: difference that warns");
    public static readonly ParameterKey<Rate> Block204 = Of("204.block", "share",
        "库存平衡差异阻断比例",
        "Stock balance: difference that blocks");
    public static readonly ParameterKey<Rate> Limit205 = Of("205.limit", "share",
        "入炉与购销存台账年度差异",
        "As fired against the ledger, yearly");
    public static readonly ParameterKey<Rate> Low206 = Of("206.low", "gce/kWh",
        "供电煤耗下限",
        "Least coal rate of supply");
    public static readonly ParameterKey<Rate> High206 = Of("206.high", "gce/kWh",
        "供电煤耗上限",
        "Greatest coal rate of supply");
    public static readonly ParameterKey<Rate> Drift206 = Of("206.drift", "share",
        "与本机组全年均值之差",
        "Difference from the unit's own mean of the year");
    public static readonly ParameterKey<Rate> CoalLow207 = Of("207.coal_low", "tCO2/MWh",
        "燃煤供电强度下限",
        "Least intensity of coal power");
    public static readonly ParameterKey<Rate> CoalHigh207 = Of("207.coal_high", "tCO2/MWh",
        "燃煤供电强度上限",
        "Greatest intensity of coal power");
    public static readonly ParameterKey<Rate> GasLow207 = Of("207.gas_low", "tCO2/MWh",
        "燃气供电强度下限",
        "Least intensity of gas power");
    public static readonly ParameterKey<Rate> GasHigh207 = Of("207.gas_high", "tCO2/MWh",
        "燃气供电强度上限",
        "Greatest intensity of gas power");
    public static readonly ParameterKey<Rate> Low208 = Of("208.low", "1",
        "能量平衡下限",
        "Least energy balance");
    public static readonly ParameterKey<Rate> High208 = Of("208.high", "1",
        "能量平衡上限",
        "Greatest energy balance");
    public static readonly ParameterKey<Rate> Impossible208 = Of("208.impossible", "1",
        "不可能的热电效率",
        "Efficiency that is impossible");
    public static readonly ParameterKey<Rate> AuxLow209 = Of("209.aux_low", "share",
        "厂用电率下限",
        "Least auxiliary share");
    public static readonly ParameterKey<Rate> AuxHigh209 = Of("209.aux_high", "share",
        "厂用电率上限",
        "Greatest auxiliary share");
    public static readonly ParameterKey<Rate> Load210 = Of("210.load", "1",
        "负荷（出力）系数上限",
        "Greatest load coefficient");
    public static readonly ParameterKey<Rate> Output210 = Of("210.output", "1",
        "发电量与容量小时之积的上限倍数",
        "Generation as a multiple of capacity times hours");
    public static readonly ParameterKey<Rate> Ratio211 = Of("211.ratio", "1",
        "供热比重算允许之差",
        "Difference allowed in the heat ratio worked out again");
    public static readonly ParameterKey<Rate> Invoice211 = Of("211.invoice", "share",
        "供热量与结算凭证之差",
        "Heat sold against its invoices");
    public static readonly ParameterKey<Rate> Limit212 = Of("212.limit", "share",
        "外购电量与电费单之差",
        "Electricity bought against the utility's bills");
    public static readonly ParameterKey<Rate> HeatLow213 = Of("213.heat_low", "GJ/t",
        "熟料热耗下限",
        "Least heat per clinker");
    public static readonly ParameterKey<Rate> HeatHigh213 = Of("213.heat_high", "GJ/t",
        "熟料热耗上限",
        "Greatest heat per clinker");
    public static readonly ParameterKey<Rate> ProcessLow213 = Of("213.process_low", "tCO2/t",
        "熟料过程排放下限",
        "Least process emissions per clinker");
    public static readonly ParameterKey<Rate> ProcessHigh213 = Of("213.process_high", "tCO2/t",
        "熟料过程排放上限",
        "Greatest process emissions per clinker");
    public static readonly ParameterKey<Rate> MealLow213 = Of("213.meal_low", "1",
        "生料熟料比下限",
        "Least raw meal per clinker");
    public static readonly ParameterKey<Rate> MealHigh213 = Of("213.meal_high", "1",
        "生料熟料比上限",
        "Greatest raw meal per clinker");
    public static readonly ParameterKey<Rate> Balance213 = Of("213.balance", "share",
        "熟料库存平衡差异",
        "Stock balance of clinker: difference that warns");
    public static readonly ParameterKey<Rate> AnodeLow214 = Of("214.anode_low", "1",
        "吨铝阳极净耗下限",
        "Least net anode use per aluminium");
    public static readonly ParameterKey<Rate> AnodeHigh214 = Of("214.anode_high", "1",
        "吨铝阳极净耗上限",
        "Greatest net anode use per aluminium");
    public static readonly ParameterKey<Rate> PowerLow214 = Of("214.power_low", "MWh/t",
        "吨铝交流电耗下限",
        "Least AC power per aluminium");
    public static readonly ParameterKey<Rate> PowerHigh214 = Of("214.power_high", "MWh/t",
        "吨铝交流电耗上限",
        "Greatest AC power per aluminium");
    public static readonly ParameterKey<Rate> Aem214 = Of("214.aem", "1",
        "阳极效应时间上限（分钟/槽日）",
        "Most anode-effect minutes per cell and day");
    public static readonly ParameterKey<Rate> Limit215 = Of("215.limit", "share",
        "连续监测与计算之差",
        "Continuous measurement against calculation");
    public static readonly ParameterKey<Rate> Sum216 = Of("216.sum", "share",
        "各工序合计与企业总量之差",
        "Sum of the processes against the enterprise's total");
    public static readonly ParameterKey<Rate> FurnaceLow216 = Of("216.furnace_low", "tCO2/t",
        "长流程吨钢排放下限",
        "Least emissions per steel, blast furnace");
    public static readonly ParameterKey<Rate> FurnaceHigh216 = Of("216.furnace_high", "tCO2/t",
        "长流程吨钢排放上限",
        "Greatest emissions per steel, blast furnace");
    public static readonly ParameterKey<Rate> ElectricLow216 = Of("216.electric_low", "tCO2/t",
        "短流程吨钢排放下限",
        "Least emissions per steel, electric furnace");
    public static readonly ParameterKey<Rate> ElectricHigh216 = Of("216.electric_high", "tCO2/t",
        "短流程吨钢排放上限",
        "Greatest emissions per steel, electric furnace");
    public static readonly ParameterKey<Rate> Share218 = Of("218.share", "share",
        "替代原料占生料比例上限",
        "Most substitutes in the raw mix");
    public static readonly ParameterKey<Rate> First303 = Of("303.first", "1",
        "收样日：月末后最早天数",
        "Received: earliest days after the month's end");
    public static readonly ParameterKey<Rate> Last303 = Of("303.last", "1",
        "收样日：月末后最晚天数",
        "Received: latest days after the month's end");
    public static readonly ParameterKey<Rate> Same303 = Of("303.same", "1",
        "同一收样或检测日期的月份数",
        "Months with the same date of receipt or test");
    public static readonly ParameterKey<Rate> Days304 = Of("304.days", "1",
        "检测报告出具期限（月末后天数）",
        "Days after the month's end within which a report is issued");
    public static readonly ParameterKey<Rate> Consecutive305 = Of("305.consecutive", "1",
        "编号连续的月份数",
        "Months whose report numbers follow one another");
    public static readonly ParameterKey<Rate> Share308 = Of("308.share", "share",
        "缩分样覆盖运行日比例",
        "Running days with a sample in the composite");
    public static readonly ParameterKey<Rate> Warn310 = Of("310.warn", "share",
        "五项参数核对差异预警",
        "Five-parameter cross-check: difference that warns");
    public static readonly ParameterKey<Rate> Block310 = Of("310.block", "share",
        "五项参数核对差异阻断",
        "Five-parameter cross-check: difference that blocks");
    public static readonly ParameterKey<Rate> Points311 = Of("311.points", "1",
        "全水分与日测均值之差（百分点）",
        "Total moisture against the daily mean, percentage points");
    public static readonly ParameterKey<Rate> Sigma312 = Of("312.sigma", "1",
        "机构含碳量偏离同行的标准差倍数",
        "Laboratory's mean below its peers, in standard deviations");
    public static readonly ParameterKey<Rate> Switches313 = Of("313.switches", "1",
        "实测与缺省之间切换次数",
        "Changes between measured and default in a year");
    public static readonly ParameterKey<Rate> Share401 = Of("401.share", "share",
        "排放同比变动比例",
        "Year-on-year change of emissions");
    public static readonly ParameterKey<Rate> Floor401 = Of("401.floor", "tCO2",
        "排放同比变动吨数下限",
        "Least tonnes of a year-on-year change");
    public static readonly ParameterKey<Rate> Share402 = Of("402.share", "share",
        "单位产品排放同比变动",
        "Year-on-year change of intensity");
    public static readonly ParameterKey<Rate> Most403 = Of("403.most", "1",
        "月度数量环比倍数",
        "Month-on-month multiple of a quantity");
    public static readonly ParameterKey<Rate> OutputLow403 = Of("403.output_low", "1",
        "同期产量环比下限",
        "Month-on-month ratio of output: least");
    public static readonly ParameterKey<Rate> OutputHigh403 = Of("403.output_high", "1",
        "同期产量环比上限",
        "Month-on-month ratio of output: greatest");
    public static readonly ParameterKey<Rate> Variation404 = Of("404.variation", "share",
        "过于平滑：变异系数",
        "Too smooth: coefficient of variation");
    public static readonly ParameterKey<Rate> Digits405 = Of("405.digits", "1",
        "重复值的最少有效位数",
        "Fewest significant digits of a repeated value");
    public static readonly ParameterKey<Rate> Chance405 = Of("405.chance", "1",
        "重复值按自身波动偶然出现的期望次数上限",
        "Repeats expected by chance from the parameter's own scatter, at most");
    public static readonly ParameterKey<Rate> Floor405 = Of("405.floor", "tCO2",
        "年度总量重复的最小吨数",
        "Least yearly total whose repetition counts");
    public static readonly ParameterKey<Rate> Share406 = Of("406.share", "share",
        "以 00 结尾的月度数量占比",
        "Share of monthly quantities that end in 00");
    public static readonly ParameterKey<Rate> Values406 = Of("406.values", "1",
        "判断取整的最少数值个数",
        "Fewest values for that");
    public static readonly ParameterKey<Rate> Floor406 = Of("406.floor", "tCO2",
        "年度总量取整的最小吨数",
        "Least yearly total whose roundness counts");
    public static readonly ParameterKey<Rate> Chi407 = Of("407.chi", "1",
        "末位数字卡方值（自由度 9）",
        "Chi-square of last digits, 9 degrees of freedom");
    public static readonly ParameterKey<Rate> Values407 = Of("407.values", "1",
        "末位数字检验的最少数值个数",
        "Fewest values for the test of last digits");
    public static readonly ParameterKey<Rate> Z408 = Of("408.z", "1",
        "同行强度稳健 z 值",
        "Robust z of log intensity among peers");
    public static readonly ParameterKey<Rate> Peers408 = Of("408.peers", "1",
        "同行比较的最少单位数",
        "Fewest peers for a comparison");
    public static readonly ParameterKey<Rate> Within409 = Of("409.within", "share",
        "略低于纳入门槛的比例",
        "Just below a threshold of coverage");
    public static readonly ParameterKey<Rate> Low409 = Of("409.low", "tCO2",
        "纳入门槛（低）",
        "Threshold of coverage, lower");
    public static readonly ParameterKey<Rate> High409 = Of("409.high", "tCO2",
        "纳入门槛（高）",
        "Threshold of coverage, higher");
    public static readonly ParameterKey<Rate> Warn410 = Of("410.warn", "share",
        "核定与初报之差：核查机构说明",
        "Verified against initial: the verifier explains");
    public static readonly ParameterKey<Rate> Review410 = Of("410.review", "share",
        "核定与初报之差：复查",
        "Verified against initial: verified again");
    public static readonly ParameterKey<Rate> Limit411 = Of("411.limit", "share",
        "产量与统计、税务、能源口径之差",
        "Output against statistics, tax or energy figures");
    public static readonly ParameterKey<Rate> Sigma412 = Of("412.sigma", "1",
        "更换机构后含碳量偏移（标准差倍数）",
        "Shift of carbon after a change of laboratory or consultant");
    public static readonly ParameterKey<Rate> Corrections413 = Of("413.corrections", "1",
        "一年内均使排放降低的更正次数",
        "Corrections in a year that all lower emissions");
    public static readonly ParameterKey<Rate> Days501 = Of("501.days", "1",
        "现场核查最少整天数",
        "Fewest full days on site");
    public static readonly ParameterKey<Rate> Hours502 = Of("502.hours", "1",
        "上传证据至出具结论的最短小时数",
        "Fewest hours from the evidence to the conclusion");
    public static readonly ParameterKey<Rate> Alerts503 = Of("503.alerts", "1",
        "零发现时未结预警数",
        "Open warnings at which no finding is noticed");
    public static readonly ParameterKey<Rate> Share504 = Of("504.share", "share",
        "核查报告文字相似度",
        "Likeness of verification reports");
    public static readonly ParameterKey<Rate> Km507 = Of("507.km", "1",
        "同一天两处现场的最大距离（公里）",
        "Most kilometres between two sites on one day");
    public static readonly ParameterKey<Rate> Reports507 = Of("507.reports", "1",
        "一人一季报告数上限",
        "Most reports of one person in a season");
    public static readonly ParameterKey<Rate> Years508 = Of("508.years", "1",
        "同一机构或组长连续年数上限",
        "Most consecutive years of the same agency or leader");

    /// <summary>What the key of every threshold begins with.</summary>
    public const string Prefix = "mrv.check.";

    private static ParameterKey<Rate> Of(string name, string unit, string zh, string en) =>
        new(Prefix + name, unit, Axis.ComplianceYear, Kinds.Factor, zh, en);
}
