namespace Chutan.Market.Rulebook;

/// <summary>Which daily limit hits count together.</summary>
public enum TriggerDirection
{
    /// <summary>Up and down together.</summary>
    Mixed = 0,
    /// <summary>Only hits of one direction.</summary>
    SameDirection = 1,
}

/// <summary>Keys of market stability 市场调节 (ets-rules §9).</summary>
public static class StabilityKeys
{
    public static readonly ParameterKey<int> TriggerHits = new("stability.trigger.hits", "days", Axis.Date,
        Kinds.Count, "触发调节的涨跌停次数", "Days at the daily limit that open an intervention");
    public static readonly ParameterKey<int> TriggerWindow = new(
        "stability.trigger.window", "trading days", Axis.Date,
        Kinds.Count, "统计窗口", "Consecutive trading days within which the hits are counted");
    public static readonly ParameterKey<TriggerDirection> TriggerDirection = new(
        "stability.trigger.direction", "choice", Axis.Date,
        Kinds.OneOf<TriggerDirection>(), "涨停跌停是否合并计数", "Which hits count together");
    public static readonly ParameterKey<Fraction> Vote = new("stability.vote", "fraction", Axis.Date,
        Kinds.Fraction, "专家表决通过比例", "Share of experts in favour that adopts a plan");
    public static readonly ParameterKey<bool> ReleasedBankable = new(
        "stability.released.bankable", "yes/no", Axis.Date,
        Kinds.Switch, "投放配额可否结转", "Whether allowances released in an intervention may be carried over");
}
