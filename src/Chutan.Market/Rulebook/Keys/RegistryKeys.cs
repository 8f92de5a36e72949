namespace Chutan.Market.Rulebook;

/// <summary>Keys of the registry 注册登记 (ets-rules §3).</summary>
public static class RegistryKeys
{
    public static readonly ParameterKey<int> PendingTransferHours = new(
        "registry.pending_transfer.timeout", "hours", Axis.Date,
        Kinds.Count, "待确认划转的有效时间", "Hours after which a pending transfer lapses");
    public static readonly ParameterKey<int> PendingTransferMax = new(
        "registry.pending_transfer.max", "transfers", Axis.Date,
        Kinds.Count, "单个账户待确认划转的上限", "Most pending transfers out of one account");
    public static readonly ParameterKey<int> AccountsPerEntity = new(
        "registry.accounts_per_entity", "accounts", Axis.Date,
        Kinds.Count, "每一主体的登记账户数", "Registration accounts one entity may have");
    public static readonly ParameterKey<int> RecordYears = new("registry.records.years", "years", Axis.Date,
        Kinds.Count, "登记资料保存年限", "Years registry records are kept");
}
