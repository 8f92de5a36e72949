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
    public static readonly ParameterKey<Fraction> VoteQuorum = new("stability.vote.quorum", "fraction", Axis.Date,
        Kinds.Fraction, "专家表决的最低参与比例", "Share of the committee that must have voted before a plan can be adopted");
    public static readonly ParameterKey<int> CommitteeMinimum = new("stability.committee.min", "experts", Axis.Date,
        Kinds.Count, "专家委员会最少在任人数", "Fewest experts in office for the committee to deal with a plan");
    public static readonly ParameterKey<Rate> VolumeShareMax = new("stability.volume.max-share", "share", Axis.Date,
        Kinds.Share, "年度投放或回购上限占配额总量比例",
        "Most of a year's cap that may be released, or bought back, in the interventions of that year");
    public static readonly ParameterKey<Rate> LargeHolderShare = new("stability.large-holder.share", "share",
        Axis.Date, Kinds.Share, "大户报告的持有比例", "Share of all allowances in trading accounts that makes a large holder");
    public static readonly ParameterKey<int> LargeHolderDays = new("stability.large-holder.days", "working days",
        Axis.Date, Kinds.Count, "大户报告期限", "Working days a large holder has to report");
}
