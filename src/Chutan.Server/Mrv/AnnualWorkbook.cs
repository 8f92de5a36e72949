using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Mrv;

/// <summary>年度报告文本: one version of a report as a workbook with the sheets of the template: entity, facilities,
/// boundary, monthly figures, summary, gaps, verification and declaration. Hashes tell what each figure rests on.
/// </summary>
internal static class AnnualWorkbook
{
    public static IResult Of(AnnualDetail detail, AnnualReport report, AnnualBasis basis, Participant entity,
        MarketState state)
    {
        var figures = detail.Figures!; // a version that exists has its figures
        return Export.Book($"report-{entity.Id}-{Text.Of(report.Year.Year)}-v{Text.Of(report.Version)}",
        [
            new("1 主体 Entity", Entity(detail, report, basis, entity)),
            new("2 设施 Facilities", Facilities(basis.Plan)),
            new("3 边界 Boundary", Boundary(detail, basis.Plan)),
            new("4-7 月度 Monthly", Monthly(basis)),
            new("8 汇总 Summary", Summary(detail, figures)),
            new("9 缺失 Gaps", Gaps(figures)),
            new("10 核查 Verification", Verified(report, state)),
            new("11 声明 Declaration", Declared(detail, report)),
        ]);
    }

    private static List<IReadOnlyList<object?>> Entity(
        AnnualDetail detail, AnnualReport report, AnnualBasis basis, Participant entity) =>
    [
        ["名称 name", entity.NameZh, entity.NameEn], ["统一社会信用代码 credit code", entity.CreditCode],
        ["行业 sector", detail.Head.Sector.Name.Zh, detail.Head.Sector.Name.En],
        ["市州 city", detail.Head.City.Zh, detail.Head.City.En],
        ["报告年度 year", report.Year.Year], ["报告版本 version", report.Version],
        ["制度 regime", Names.Code("regime", basis.Plan.Content.Regime).Zh, basis.Plan.Content.Regime],
        .. (detail.Statement?.Agencies ?? []).Select(a => (IReadOnlyList<object?>)
            [a.Kind == "laboratory" ? "检测机构 laboratory" : "咨询机构 consultant", a.Name, a.CreditCode]),
        ["日志 as of journal", detail.AsOf.Position],
    ];

    private static List<IReadOnlyList<object?>> Facilities(MonitoringPlan plan) =>
    [
        ["设施 facility", "名称", "Name", "类型 kind", "能力 capacity", "单位 unit", "排污许可 permit"],
        .. plan.Content.Facilities.Select(f => (IReadOnlyList<object?>)
            [f.Id, f.NameZh, f.NameEn, f.Kind, f.Capacity, f.CapacityUnit, f.Permit]),
        [],
        ["计量器具 meter", "类型 kind", "位置 location", "精度 accuracy", "检定日期 calibrated", "有效至 through"],
        .. plan.Content.Meters.Select(m => (IReadOnlyList<object?>)
            [m.Id, m.Kind, m.Location, m.Accuracy, m.CalibratedOn, m.CalibratedThrough]),
    ];

    private static List<IReadOnlyList<object?>> Boundary(AnnualDetail detail, MonitoringPlan plan) =>
    [
        ["数据质量控制方案 plan version", plan.Version], ["自 from", plan.From],
        ["核算边界 boundary", plan.Content.Boundary],
        ["较上年变化 changes against last year", detail.Statement?.BoundaryChanges],
        ["质量控制 quality control", plan.Content.QualityControl],
    ];

    private static List<IReadOnlyList<object?>> Monthly(AnnualBasis basis) =>
    [
        ["月份 month", "版次 revision", "表 table", "设施 facility", "参数 figure", "数值 value", "单位 unit",
            "获取方式 acquisition", "原因 reason", "证据 evidence"],
        .. from month in basis.Months
           from row in month.Content.Rows
           from figure in row.Figures
           select (IReadOnlyList<object?>)[month.Month, month.Revision, row.Table, row.Facility, figure.Column,
               figure.Text, figure.Unit, Acquired(figure.Acquisition), figure.Reason,
               string.Join("; ", figure.Evidence)],
    ];

    private static List<IReadOnlyList<object?>> Summary(AnnualDetail detail, AnnualFigures figures) =>
    [
        ["履约排放量 compliance amount (t)", figures.Compliance],
        ["法人边界 legal entity (tCO2e)", figures.EntityTonnes],
        ["设施（工序）层级 facilities (tCO2e)", figures.ProcessTonnes],
        ["上年 last year (t)", detail.LastYear],
        ["较上年 change (t)", detail.LastYear is { } last ? figures.Compliance - last : null],
        ["变化说明 explanation", detail.Statement?.Explanation],
        ["生产天数 production days", detail.Statement?.ProductionDays],
        ["停产天数 stopped days", detail.Statement?.StoppedDays],
        [],
        ["分项 part", "名称", "Name", "间接 indirect", "tCO2e", "气体质量 mass (t)", "上年 last year", "模块 module"],
        .. figures.Parts.Select(p => (IReadOnlyList<object?>)[p.Kind, p.Name.Zh, p.Name.En,
            p.Indirect ? "是 yes" : "否 no", p.Tonnes, p.Mass, p.LastYear, p.Module]),
        [],
        ["产品 product", "产量 quantity", "单位 unit", "强度 intensity", "上年强度 last year", "来源 line", "原因 reason"],
        .. (detail.Statement?.Products ?? []).Select(p => (IReadOnlyList<object?>)
            [p.Product, p.Quantity, p.Unit, p.Intensity, p.LastIntensity, p.Line, p.Reason]),
        [],
        ["月份 month", "版次 revision", "tCO2e"],
        .. detail.Months.Select(m => (IReadOnlyList<object?>)[m.Month, m.Revision, m.Tonnes]),
        [],
        ["手工年度值 given by hand", "数值 value", "单位 unit", "原因 reason", "证据 evidence"],
        .. (detail.Statement?.ManualFigures ?? []).Select(m => (IReadOnlyList<object?>)
            [m.Column, m.Text, m.Unit, m.Reason, string.Join("; ", m.Evidence)]),
    ];

    private static List<IReadOnlyList<object?>> Gaps(AnnualFigures figures) =>
    [
        ["设施 facility", "表 table", "项目 choice", "参数 figure", "月份 months", "原因 cause", "影响 effect (tCO2e)"],
        .. figures.Gaps.Select(g => (IReadOnlyList<object?>)[g.Facility, g.Table, g.Choice, g.Column,
            string.Join(", ", g.Months), g.Cause, g.EffectTonnes]),
    ];

    private static List<IReadOnlyList<object?>> Verified(AnnualReport report, MarketState state) =>
    [
        ["核查任务 task", "核查机构 body", "初始 initial (t)", "核查后 verified (t)", "不符合项 findings", "办结 closed"],
        .. from task in state.Mrv.Verifications.Tasks
           where task.Year == report.Year && task.Participant == report.Participant
           let body = state.Participants.Find(task.Body)
           select (IReadOnlyList<object?>)[task.Number, body?.NameZh, task.Initial.Count,
               task.Conclusion?.Verified.Count, task.Findings.Count(f => f.Status != FindingStatus.Noted),
               task.ClosedOn],
    ];

    private static List<IReadOnlyList<object?>> Declared(AnnualDetail detail, AnnualReport report)
    {
        var version = detail.Versions.First(v => v.Version == report.Version); // it is one of them
        return
        [
            ["法定代表人或其授权人 signatory", report.Declaration?.Signatory],
            ["签署日期 signed on", report.Declaration?.SignedOn],
            ["编制人 prepared by", version.PreparedBy], ["审批人 approved by", version.ApprovedBy],
            ["方法学 methodology", $"{report.Result.Methodology}@{report.Result.Version}"],
            ["方法学哈希 methodology sha256", report.Result.MethodologyHash],
            ["核算过程哈希 trace sha256", report.Result.TraceHash],
            ["日志位置 journal position", version.Position],
        ];
    }

    private static string Acquired(Acquisition how) => how switch
    {
        Acquisition.Measured => "实测 measured",
        Acquisition.Calculated => "计算 calculated",
        Acquisition.Default => "缺省 default",
        _ => "估计 estimated",
    };
}
