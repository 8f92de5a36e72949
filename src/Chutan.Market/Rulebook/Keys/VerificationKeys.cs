namespace Chutan.Market.Rulebook;

/// <summary>Keys of verification and its supervision 核查与核查监督 (domain page mrv §7).</summary>
public static class VerificationKeys
{
    public static readonly ParameterKey<bool> ProfileRequired = new("mrv.verification.profile_required", "yes/no",
        Axis.Date, Kinds.Switch, "核查机构须先建档方可承接任务",
        "Whether a body must have filed its profile before it is given a report");
    public static readonly ParameterKey<int> TeamMin = Count("mrv.verification.team_min", "persons",
        "核查组最少人数", "Fewest members of a verification team");
    public static readonly ParameterKey<int> RotationYears = Count("mrv.verification.rotation_years", "years",
        "同一机构或组长连续核查同一单位的最多年数",
        "Most years running that the same body, or the same leader, verifies the same entity");
    public static readonly ParameterKey<int> CoolingYears = Count("mrv.verification.cooling_years", "years",
        "任职、咨询关系的回避年限", "Years for which shared managers, employment and advice bar a verifier");
    public static readonly ParameterKey<int> ReportsPerPerson = Count("mrv.verification.reports_per_person", "reports",
        "每名核查人员每年度承担的最多报告数", "Most reports one verifier works on for one year");
    public static readonly ParameterKey<int> SiteDaysPerPerson = Count("mrv.verification.site_days_per_person", "days",
        "每名核查人员每年度现场核查的最多天数", "Most days one verifier is on site for one year");
    public static readonly ParameterKey<int> FindingsDays = Count("mrv.verification.findings_days", "working days",
        "现场核查后开具不符合项的期限", "Working days after the site visit to issue the findings");
    public static readonly ParameterKey<int> AnswerDays = Count("mrv.verification.answer_days", "working days",
        "重点排放单位答复不符合项的期限", "Working days the entity has to answer findings");
    public static readonly ParameterKey<int> AnswerRounds = Count("mrv.verification.answer_rounds", "rounds",
        "同一不符合项最多要求答复的次数", "How often an answer to the same finding is asked for");
    public static readonly ParameterKey<int> ConclusionDays = Count("mrv.verification.conclusion_days", "working days",
        "答复确认后出具核查结论的期限", "Working days after the answers to hand in the conclusion");
    public static readonly ParameterKey<int> ObjectionDays = Count("mrv.verification.objection_days", "working days",
        "对核查结果提出异议的期限", "Working days after notification to object to the result");
    public static readonly ParameterKey<int> DecisionDays = Count("mrv.verification.decision_days", "working days",
        "对异议作出决定的期限", "Working days the authority has to decide an objection");
    public static readonly ParameterKey<int> SiteHours = Count("mrv.verification.site_hours", "hours",
        "现场核查至少一日的在场时长", "Hours on site on at least one day, from the first piece of evidence to the last");
    public static readonly ParameterKey<int> EvidenceRestHours = Count("mrv.verification.evidence_rest_hours", "hours",
        "证据上传后至出具结论的最短间隔", "Hours between the last evidence and a conclusion, at least");
    public static readonly ParameterKey<int> SiteRadius = Count("mrv.verification.site_radius", "km",
        "现场证据与核查地点的最大距离", "Farthest that evidence of a visit may have been made from the site");
    public static readonly ParameterKey<int> SiteDistance = Count("mrv.verification.site_distance", "km",
        "同一人员同日两处现场的最大距离", "Farthest apart two sites of one person on one day may lie");
    public static readonly ParameterKey<int> LikenessRun = Count("mrv.verification.likeness.run", "letters",
        "核查报告文字比对的连续字数", "Letters in a row that are compared when two reports' texts are held against each other");
    public static readonly ParameterKey<int> LikenessLeast = Count("mrv.verification.likeness.least", "runs",
        "参与文字比对的最少字段数", "Different runs of letters a report must have to be held against another");
    public static readonly ParameterKey<int> BlindAlerts = Count("mrv.verification.blind_alerts", "alerts",
        "零不符合项视为异常的未关闭预警数", "Open alerts from which on a verification without findings is suspect");
    public static readonly ParameterKey<Rate> RecheckTop = Share("mrv.recheck.top_share",
        "按风险评分抽取复查的比例", "Share of reports verified again because their risk is highest");
    public static readonly ParameterKey<Rate> RecheckRandom = Share("mrv.recheck.random_share",
        "随机抽取复查的比例", "Share of the other reports verified again by lot");
    public static readonly ParameterKey<Rate> RecheckChange = Share("mrv.recheck.change_share",
        "核查前后变化超过该比例即须复查", "Change from first to verified total beyond which a report is always verified again");
    public static readonly ParameterKey<int> RiskPerPercent = Count("mrv.recheck.risk.per_percent", "points",
        "风险评分：核查前后每变化1%", "Risk: points for each whole percent of change by verification");
    public static readonly ParameterKey<int> RiskMajor = Count("mrv.recheck.risk.major", "points",
        "风险评分：每个严重不符合项", "Risk: points for each major finding");
    public static readonly ParameterKey<int> RiskMinor = Count("mrv.recheck.risk.minor", "points",
        "风险评分：每个一般不符合项", "Risk: points for each minor finding");
    public static readonly ParameterKey<int> RiskConservative = Count("mrv.recheck.risk.conservative", "points",
        "风险评分：采用保守取值", "Risk: points for conservative values");
    public static readonly ParameterKey<int> RiskBlind = Count("mrv.recheck.risk.blind", "points",
        "风险评分：预警较多而零不符合项", "Risk: points for no findings in spite of open alerts");
    public static readonly ParameterKey<int> RiskLate = Count("mrv.recheck.risk.late", "points",
        "风险评分：每次逾期", "Risk: points for a late report and for each late step of the body");
    public static readonly ParameterKey<int> RiskAlert = Count("mrv.recheck.risk.alert", "points",
        "风险评分：每个未关闭预警", "Risk: points for each alert open when the review began");
    public static readonly ParameterKey<Rate> RoutineShare = Share("mrv.routine.share",
        "市级双随机日常检查每季度抽取比例", "Share of a city's entities drawn for a routine check each quarter");
    public static readonly ParameterKey<int> RoutineInspectors = Count("mrv.routine.inspectors", "persons",
        "每次日常检查抽取的检查人员数", "Inspectors drawn for each routine check");
    public static readonly ParameterKey<int> QualityErrors = Count("mrv.quality.weight.errors", "points",
        "核查机构评估：事后差错", "Evaluation of bodies: points for work in which no error was found later");
    public static readonly ParameterKey<int> QualityReturns = Count("mrv.quality.weight.returns", "points",
        "核查机构评估：一次通过", "Evaluation of bodies: points for work that was never sent back");
    public static readonly ParameterKey<int> QualityFindings = Count("mrv.quality.weight.findings", "points",
        "核查机构评估：发现问题", "Evaluation of bodies: points for work that left no run of alerts without a finding");
    public static readonly ParameterKey<int> QualityTimeliness = Count("mrv.quality.weight.timeliness", "points",
        "核查机构评估：按期完成", "Evaluation of bodies: points for work without a late step");
    public static readonly ParameterKey<Rate> MaterialitySmall = Share("mrv.verification.materiality.small",
        "重要性水平（排放量低于界限，仅供展示）", "Materiality below the size limit, shown only");
    public static readonly ParameterKey<Rate> MaterialityLarge = Share("mrv.verification.materiality.large",
        "重要性水平（排放量达到界限，仅供展示）", "Materiality from the size limit on, shown only");
    public static readonly ParameterKey<Tonnes> MaterialityLimit = new("mrv.verification.materiality.limit", "t",
        Axis.Date, Kinds.Tonnage, "重要性水平的排放量界限", "Total from which the smaller materiality is shown");

    private static ParameterKey<int> Count(string name, string unit, string zh, string en) =>
        new(name, unit, Axis.Date, Kinds.Count, zh, en);

    private static ParameterKey<Rate> Share(string name, string zh, string en) =>
        new(name, "share", Axis.Date, Kinds.Share, zh, en);
}
