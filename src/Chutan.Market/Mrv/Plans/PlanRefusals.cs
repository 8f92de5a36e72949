namespace Chutan.Market.Mrv;

/// <summary>Why a data quality control plan was not taken.</summary>
public static class PlanRefusals
{
    /// <summary>An emitter makes a plan and carries it out strictly; its meters are verified or calibrated.</summary>
    internal static readonly Citation Duty = new("碳排放权交易管理暂行条例（国务院令第775号）", "第十一条");

    public static readonly RefusalCode NoPlan = new("mrv.plan-unknown",
        "主体 {participant} 没有第 {version} 版数据质量控制方案。", "Participant {participant} has no plan version {version}.");
    public static readonly RefusalCode Decided = new("mrv.plan-decided",
        "方案第 {version} 版处于 {state} 状态，不能再审批。", "Plan version {version} is {state}; it was decided already.");
    public static readonly RefusalCode Pending = new("mrv.plan-pending",
        "方案第 {version} 版正待备案，备案或退回后方可提交新版。",
        "Plan version {version} awaits a decision; a new one can be filed after that.");
    public static readonly RefusalCode NotAMonth = new("mrv.plan-not-a-month",
        "方案须自某月一日起执行，{date} 不是一日。", "A plan begins on the first day of a month; {date} is none.");
    public static readonly RefusalCode NothingToRevise = new("mrv.plan-nothing-to-revise",
        "尚无已备案的方案，首次提交不得注明修订原因（{change}）。",
        "There is no approved plan yet; a first one has no reason of change ({change}).");
    public static readonly RefusalCode ChangeUnexplained = new("mrv.plan-change-unexplained",
        "方案第 {version} 版已备案，修订须选择修订情形并说明理由。",
        "Plan version {version} is approved; a revision names the case of change and gives a reason.");
    public static readonly RefusalCode BeforeThePresent = new("mrv.plan-before-the-present",
        "新版方案的起始月 {from} 早于现行第 {version} 版的起始月 {present}。",
        "The new plan begins on {from}, before the present version {version} of {present}.");
    public static readonly RefusalCode MonthFiled = new("mrv.plan-month-filed",
        "{month} 当月已按方案第 {version} 版存证，新版不能自 {from} 起执行。",
        "The month of {month} was filed under version {version}; the new one cannot begin on {from}.");
    public static readonly RefusalCode NoMethod = new("mrv.plan-no-method",
        "{year} 年 {regime} 下行业“{sector}”没有选定的方法学。",
        "No methodology is selected for sector '{sector}' under {regime} in {year}.");
    public static readonly RefusalCode TextMissing = new("mrv.plan-text-missing",
        "须填写：{field}。", "This must be filled in: {field}.");
    public static readonly RefusalCode Repeated = new("mrv.plan-repeated",
        "编号“{id}”在{list}中重复。", "The id '{id}' stands twice among {list}.");
    public static readonly RefusalCode BadId = new("mrv.plan-bad-id",
        "编号“{id}”须为 1 至 {most} 个小写字母、数字或连字符。",
        "The id '{id}' must have 1 to {most} lower-case letters, digits or hyphens.");
    public static readonly RefusalCode UnknownFacility = new("mrv.plan-unknown-facility",
        "参数“{parameter}”所指设施“{facility}”不在方案中。",
        "Parameter '{parameter}' names the facility '{facility}', which the plan does not have.");
    public static readonly RefusalCode UnknownMeter = new("mrv.plan-unknown-meter",
        "参数“{parameter}”所指计量器具“{meter}”不在方案中。",
        "Parameter '{parameter}' names the meter '{meter}', which the plan does not have.");
    public static readonly RefusalCode UnknownTable = new("mrv.plan-unknown-table",
        "参数“{parameter}”：方法学没有表“{table}”；有：{known}。",
        "Parameter '{parameter}': the methodology has no table '{table}'; it has {known}.");
    public static readonly RefusalCode UnknownColumn = new("mrv.plan-unknown-column",
        "参数“{parameter}”：方法学没有数据项“{column}”；有：{known}。",
        "Parameter '{parameter}': the methodology has no figure '{column}'; it has {known}.");
    public static readonly RefusalCode UnknownChoice = new("mrv.plan-unknown-choice",
        "参数“{parameter}”：“{choice}”不是可选项；可选：{known}。",
        "Parameter '{parameter}': '{choice}' is no choice; there are {known}.");
    public static readonly RefusalCode ParameterTwice = new("mrv.plan-parameter-twice",
        "参数“{first}”与“{second}”是同一数据项。", "Parameters '{first}' and '{second}' are the same figure.");
    public static readonly RefusalCode FigureUnplanned = new("mrv.plan-figure-unplanned",
        "方法学要求的数据项 {figure}（{label}）没有对应参数。",
        "The methodology asks for {figure} ({label}); the plan has no parameter for it.");
    public static readonly RefusalCode NoMissingTreatment = new("mrv.plan-no-missing-treatment",
        "参数“{parameter}”未规定缺失数据的处理方式。", "Parameter '{parameter}' does not say what is done when data are missing.");
    public static readonly RefusalCode MeterNeeded = new("mrv.plan-meter-needed",
        "参数“{parameter}”为实测，须指明计量器具或检测方法。",
        "Parameter '{parameter}' is measured: name its meter or its laboratory method.");
    public static readonly RefusalCode MeterNotCalibrated = new("mrv.plan-meter-not-calibrated",
        "计量器具“{meter}”的检定有效期至 {through}，早于方案起始日 {from}。",
        "The calibration of meter '{meter}' holds through {through}, which is before the plan's first day {from}.");
    public static readonly RefusalCode BadInterval = new("mrv.plan-bad-interval",
        "计量器具“{meter}”的检定周期须为 1 至 {most} 个月。",
        "The calibration of meter '{meter}' must hold 1 to {most} months.");
    public static readonly RefusalCode NoSuchMeter = new("mrv.plan-no-such-meter",
        "方案中没有计量器具“{meter}”。", "The plan has no meter '{meter}'.");
    public static readonly RefusalCode CalibratedLater = new("mrv.plan-calibrated-later",
        "检定日期 {date} 尚未到来。", "The calibration of {date} has not happened yet.");
    public static readonly RefusalCode PowerMixed = new("mrv.plan-power-mixed",
        "参数“{parameter}”为非化石电量，须由非化石电力专用表计量，“{meter}”不是。",
        "Parameter '{parameter}' is non-fossil power and needs a meter of its own; '{meter}' is not one.");
    public static readonly RefusalCode GreenAsGrid = new("mrv.plan-green-as-grid",
        "参数“{parameter}”不是非化石电量，不得使用非化石电力专用表“{meter}”。",
        "Parameter '{parameter}' is not non-fossil power and may not use the non-fossil meter '{meter}'.");
    public static readonly RefusalCode ModuleTwice = new("mrv.plan-module-twice",
        "行业“{sector}”的核算模块重复。", "Sector '{sector}' is there twice.");
    public static readonly RefusalCode ModuleEmpty = new("mrv.plan-module-empty",
        "核算模块“{sector}”没有设施。", "Module '{sector}' has no facility.");
    public static readonly RefusalCode ModuleFacility = new("mrv.plan-module-facility",
        "核算模块“{sector}”所列设施“{facility}”不在方案中，或已属于模块“{other}”。",
        "Module '{sector}' names the facility '{facility}', which the plan does not have or module '{other}' has.");
    public static readonly RefusalCode ModuleTakesAll = new("mrv.plan-module-takes-all",
        "全部设施均已归入其他核算模块，行业“{sector}”没有设施；请以其中之一为主行业。",
        "Every facility is in a module and sector '{sector}' has none left; make one of the modules the plan's own.");
    public static readonly RefusalCode MeterInTwoModules = new("mrv.plan-meter-in-two-modules",
        "计量器具“{meter}”的数量已由参数“{first}”计入模块“{sector}”，参数“{second}”不得重复计入；须分表计量。",
        "What meter '{meter}' measures is counted in module '{sector}' by parameter '{first}'; parameter '{second}' "
        + "may not count it again: it needs a meter of its own.");
    public static readonly RefusalCode OwnPowerAsBought = new("mrv.plan-own-power-as-bought",
        "电表“{meter}”计量自备电厂供电，其排放已随所耗燃料核算，参数“{parameter}”不得再次计入。",
        "Meter '{meter}' measures power of the own plant, counted with the fuel burnt there; parameter '{parameter}' "
        + "may not count it again.");
}
