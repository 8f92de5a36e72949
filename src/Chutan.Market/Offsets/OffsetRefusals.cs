namespace Chutan.Market.Offsets;

/// <summary>Why credits were not issued, or do not count.</summary>
public static class OffsetRefusals
{
    internal static readonly Citation Order = new("省政府令第371号", "第十八条");
    internal static readonly Citation WuhanBoundary = new("武环规〔2023〕3号", "第二十三条");

    public static readonly RefusalCode NotACredit = new("offset.not-a-credit",
        "配额不是减排量。", "Allowances are not offset credits.");
    public static readonly RefusalCode Incomplete = new("offset.incomplete",
        "项目或签发信息不完整。", "The data of the project or of the issue are incomplete.");
    public static readonly RefusalCode AlreadyRegistered = new("offset.already-registered",
        "项目 {project} 已登记。", "Project {project} is already registered.");
    public static readonly RefusalCode UnknownProject = new("offset.unknown-project",
        "没有项目 {project}。", "There is no project {project}.");
    public static readonly RefusalCode TypeDisabled = new("offset.type-disabled",
        "{year} 年度不接受 {kind} 类减排量。", "Credits of type {kind} are not admitted for {year}.");
    public static readonly RefusalCode InsideBoundary = new("offset.inside-covered-boundary",
        "项目 {project} 位于重点排放单位边界内。", "Project {project} lies within the boundary of a covered entity.");
    public static readonly RefusalCode Hydropower = new("offset.large-hydropower",
        "项目 {project} 属大中型水电。", "Project {project} is large or medium hydropower.");
    public static readonly RefusalCode WrongProvince = new("offset.wrong-province",
        "项目 {project} 所在省份 {province} 不被接受。", "Project {project} lies in province {province}, which is not admitted.");
    public static readonly RefusalCode WrongCity = new("offset.wrong-city",
        "该减排量仅限 {cities} 的单位使用，本单位位于 {city}。",
        "These credits are for entities in {cities}; this entity is in {city}.");
    public static readonly RefusalCode UnregisteredShare = new("offset.unregistered-share",
        "项目 {project} 未备案减排量最多签发 {most} 吨，已签发 {issued} 吨。",
        "Of the unregistered reductions of project {project} at most {most} t may be issued; {issued} t are.");
}
