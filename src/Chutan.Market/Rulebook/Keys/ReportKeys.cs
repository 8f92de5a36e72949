namespace Chutan.Market.Rulebook;

/// <summary>At which boundary emissions are counted for compliance.</summary>
public enum ReportLevel
{
    /// <summary>The whole legal entity 法人边界.</summary>
    Entity = 0,
    /// <summary>The facilities or processes of the plan, added up 设施（工序）层级.</summary>
    Process = 1,
}

/// <summary>Keys of annual reports: which amount counts, deadlines, determination, re-opening, fraud.</summary>
public static class ReportKeys
{
    /// <summary>A regime may have its own value under its name in capitals.</summary>
    public static readonly ParameterKey<ReportLevel> Level = new("mrv.report.level", "choice", Axis.ComplianceYear,
        Kinds.OneOf<ReportLevel>(), "履约排放量的核算边界",
        "Boundary of the emissions that count for compliance");
    /// <summary>A regime may have its own value under its name in capitals.</summary>
    public static readonly ParameterKey<bool> Indirect = new("mrv.report.indirect", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "履约排放量是否包括购入电力与热力",
        "Whether electricity and heat bought count for compliance");
    /// <summary>A regime may have its own value under its name in capitals.</summary>
    public static readonly ParameterKey<bool> Modules = new("mrv.report.modules", "yes/no", Axis.ComplianceYear,
        Kinds.Switch, "履约排放量是否包括其他核算模块（如自备电厂）",
        "Whether modules besides the plan's sector, such as an own power plant, count for compliance");
    public static readonly ParameterKey<int> ReminderDays = new("mrv.report.reminder_days", "working days",
        Axis.ComplianceYear, Kinds.Count, "排放报告到期前多少个工作日提醒",
        "Working days before the deadline of a report at which a reminder is sent");
    public static readonly ParameterKey<int> DeterminationDays = new("mrv.determination.term_days", "working days",
        Axis.ComplianceYear, Kinds.Count, "逾期未报告后可核定的宽限期",
        "Working days after the deadline after which the authority may determine the emissions");
    public static readonly ParameterKey<Rate> DeterminationMargin = new("mrv.determination.margin", "share",
        Axis.ComplianceYear, Kinds.Factor, "核定排放量的保守上浮比例",
        "Share added to a determination, so that it never under-estimates");
    public static readonly ParameterKey<Rate> FraudCutMin = new("penalty.fraud.cut.min", "share", Axis.Date,
        Kinds.Share, "数据造假核减下一年度配额比例下限", "Least cut of the next allocation for data fraud");
    public static readonly ParameterKey<Rate> FraudCutMax = new("penalty.fraud.cut.max", "share", Axis.Date,
        Kinds.Share, "数据造假核减下一年度配额比例上限", "Most cut of the next allocation for data fraud");
    public static readonly ParameterKey<Rate> FraudMultipleMin = new("penalty.fraud.mult.min", "times", Axis.Date,
        Kinds.Factor, "数据造假违法所得罚款倍数下限", "Least multiple of the unlawful gain as a fine for data fraud");
    public static readonly ParameterKey<Rate> FraudMultipleMax = new("penalty.fraud.mult.max", "times", Axis.Date,
        Kinds.Factor, "数据造假违法所得罚款倍数上限", "Most multiple of the unlawful gain as a fine for data fraud");
    public static readonly ParameterKey<Money> FraudSmallGain = new("penalty.fraud.small_gain", "CNY", Axis.Date,
        Kinds.Yuan, "适用定额罚款的违法所得上限", "Below this gain the fine for data fraud is a fixed amount");
    public static readonly ParameterKey<Money> FraudFineMin = new("penalty.fraud.fine.min", "CNY", Axis.Date,
        Kinds.Yuan, "数据造假定额罚款下限", "Least fixed fine for data fraud");
    public static readonly ParameterKey<Money> FraudFineMax = new("penalty.fraud.fine.max", "CNY", Axis.Date,
        Kinds.Yuan, "数据造假定额罚款上限", "Most fixed fine for data fraud");
}
