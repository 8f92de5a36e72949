namespace Chutan.Market.Allocation;

/// <summary>Why something about allocation was not done.</summary>
public static class AllocationRefusals
{
    internal static readonly Citation Order = new("省政府令第430号", "第二章");

    public static readonly RefusalCode BelowThreshold = new("allocation.below-threshold",
        "主体 {participant} 的 {measured} 低于纳入门槛 {threshold}（{unit}）。",
        "Participant {participant} has {measured}, below the threshold of {threshold} ({unit}).");
    public static readonly RefusalCode NotAnEmitter = new("allocation.not-an-emitter",
        "主体 {participant} 不是重点排放单位。", "Participant {participant} is not a covered entity.");
    public static readonly RefusalCode AlreadyListed = new("allocation.already-listed",
        "主体 {participant} 已列入 {year} 年度名录。", "Participant {participant} is already on the list for {year}.");
    public static readonly RefusalCode RemovedFromList = new("allocation.removed",
        "主体 {participant} 已移出 {year} 年度名录。", "Participant {participant} was removed from the list for {year}.");
    public static readonly RefusalCode NotRemovable = new("allocation.not-removable",
        "主体 {participant} 尚未连续 {years} 年低于门槛 {threshold}。",
        "Participant {participant} has not been below the threshold of {threshold} for {years} years in a row.");
    public static readonly RefusalCode EmptyList = new("allocation.empty-list",
        "名录为空。", "The list is empty.");
    public static readonly RefusalCode NotListed = new("allocation.not-listed",
        "主体 {participant} 不在 {year} 年度名录中。", "Participant {participant} is not on the list for {year}.");
    public static readonly RefusalCode UnknownSector = new("allocation.unknown-sector",
        "{year} 年度方案没有行业“{sector}”。", "The plan for {year} has no sector '{sector}'.");
    public static readonly RefusalCode BadProducts = new("allocation.bad-products",
        "主体 {participant} 的产品数据无效：{product}。",
            "The product data of participant {participant} are not valid: {product}.");
    public static readonly RefusalCode DecisionNeeded = new("allocation.decision-needed",
        "须注明依据的文件。", "The deciding document must be named.");
    public static readonly RefusalCode ReserveTooLarge = new("allocation.reserve-too-large",
        "政府预留 {reserve} 吨超过总量 {cap} 吨的 {share}。",
        "The government reserve of {reserve} t exceeds {share} of the cap of {cap} t.");
    public static readonly RefusalCode CapLowered = new("allocation.cap-lowered",
        "{part} 不得低于已设定的 {set} 吨。", "{part} cannot be set below the {set} t already set.");
    public static readonly RefusalCode NoCap = new("allocation.no-cap",
        "{year} 年度尚未设定配额总量。", "No cap is set for {year}.");
    public static readonly RefusalCode FactorFixed = new("allocation.factor-fixed",
        "{year} 年度的市场调节因子已确定为 {factor}。", "The market-regulation factor for {year} is fixed at {factor}.");
    public static readonly RefusalCode FactorNegative = new("allocation.factor-negative",
        "结转存量 {stock} 吨超过年度初始配额 {initial} 吨。",
        "The stock of {stock} t exceeds the initial allowances of {initial} t.");
    public static readonly RefusalCode NoFactor = new("allocation.no-factor",
        "{year} 年度的市场调节因子尚未确定。", "The market-regulation factor for {year} is not fixed.");
    public static readonly RefusalCode NoSectorParameters = new("allocation.no-sector-parameters",
        "行业“{sector}”在 {year} 年度没有参数。", "Sector '{sector}' has no parameters for {year}.");
    public static readonly RefusalCode NoBenchmark = new("allocation.no-benchmark",
        "行业“{sector}”在 {year} 年度没有标杆值。", "Sector '{sector}' has no benchmark for {year}.");
    public static readonly RefusalCode BenchmarkInUse = new("allocation.benchmark-in-use",
        "行业“{sector}”在 {year} 年度的配额已核定，标杆值不得更改。",
        "Allocations of sector '{sector}' for {year} are determined; the benchmark cannot change.");
    public static readonly RefusalCode NotABenchmarkSector = new("allocation.not-a-benchmark-sector",
        "行业“{sector}”在 {year} 年度不采用标杆法。", "Sector '{sector}' is not under the benchmark method in {year}.");
    public static readonly RefusalCode NoVerifiedValues = new("allocation.no-verified-values",
        "行业“{sector}”在 {year} 年度还有 {count} 家企业未核查。",
        "In sector '{sector}' {count} firms are not verified for {year}.");
    public static readonly RefusalCode AlreadyPreAllocated = new("allocation.already-pre-allocated",
        "主体 {participant} 的 {year} 年度配额已预分配。", "Participant {participant} is already pre-allocated for {year}.");
    public static readonly RefusalCode AlreadyDetermined = new("allocation.already-determined",
        "主体 {participant} 的 {year} 年度配额已核定。",
        "The allocation of participant {participant} for {year} is already determined.");
    public static readonly RefusalCode NotDetermined = new("allocation.not-determined",
        "主体 {participant} 的 {year} 年度配额尚未核定。",
        "The allocation of participant {participant} for {year} is not determined yet.");
    public static readonly RefusalCode NotVerified = new("allocation.not-verified",
        "主体 {participant} 的 {year} 年度排放量尚未核查认可。",
        "The emissions of participant {participant} for {year} are not verified and accepted.");
    public static readonly RefusalCode AlreadyCorrected = new("allocation.already-corrected",
        "主体 {participant} 的 {year} 年度配额已调整。",
        "The allocation of participant {participant} for {year} is already corrected.");
    public static readonly RefusalCode NothingRestated = new("allocation.nothing-restated",
        "主体 {participant} 的 {year} 年度排放量在核定配额后没有更正，无须重新核算。",
        "The emissions of participant {participant} for {year} were not restated since the allocation was worked out.");
    public static readonly RefusalCode OnNoIssueList = new("allocation.no-issue",
        "主体 {participant} 在 {year} 年度不予发放配额。", "Participant {participant} is issued nothing for {year}.");
    public static readonly RefusalCode ShutdownNotMet = new("allocation.shutdown-not-met",
        "停产 {days} 天、排放 {emissions} 吨不符合条件（超过 {over} 天且低于 {below} 吨）。",
        "{days} days stopped and {emissions} t do not meet the test (over {over} days and below {below} t).");
    public static readonly RefusalCode InitialExhausted = new("allocation.initial-exhausted",
        "{year} 年度初始配额仅余 {left} 吨，不足 {needed} 吨。",
        "Of the initial allowances for {year} only {left} t are left; {needed} t are needed.");
    public static readonly RefusalCode NoAccount = new("allocation.no-account",
        "主体 {participant} 没有登记账户。", "Participant {participant} has no registration account.");
    public static readonly RefusalCode QuantityNeeded = new("allocation.quantity-needed",
        "数量须大于零。", "The quantity must be more than zero.");
    public static readonly RefusalCode NotObjectionTarget = new("allocation.nothing-to-object",
        "主体 {participant} 的 {year} 年度没有可申请复核的配额，或已申请。",
        "For {year} participant {participant} has nothing to object to, or has already objected.");
    public static readonly RefusalCode ObjectionTooLate = new("allocation.objection-too-late",
        "复核申请期限为 {by}。", "The objection had to be filed by {by}.");
    public static readonly RefusalCode NoObjection = new("allocation.no-objection",
        "主体 {participant} 的 {year} 年度没有待决的复核申请。",
        "Participant {participant} has no open objection for {year}.");
}
