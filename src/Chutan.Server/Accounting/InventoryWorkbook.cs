using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Chutan.Server.Accounting;

/// <summary>One gas of one source in one month, for lists and files.</summary>
public sealed record InventoryLine(int Month, Bilingual Site, Bilingual Source, int Scope, int IsoCategory,
    int ValueChainCategory, string Product, string Methodology, string Quantity, string Unit, string Gas,
    decimal Percent, decimal Location, decimal Market, DataQuality Quality, string Evidence, string TraceHash);

/// <summary>清单报告: the inventory as a workbook, with what it rests on.</summary>
internal static class InventoryWorkbook
{
    public static List<InventoryLine> Lines(Inventory of, MarketState state) =>
    [
        .. Footprint.Rows(of, state.Accounting).Select(r =>
        {
            var entry = of.Find(r.Month, r.Source.Id)!; // rows come from entries
            var site = state.Accounting.Find(r.Site, of.Participant)!; // at known sites
            return new InventoryLine(r.Month, Bilingual.Of(site.NameZh, site.NameEn),
                Bilingual.Of(r.Source.NameZh, r.Source.NameEn), (int)r.Source.Scope, r.Source.IsoCategory,
                r.Source.ValueChainCategory, r.Source.Product, $"{r.Source.Methodology} {r.Source.Version}",
                Exact.Read(entry.Quantity).Shown(6), entry.Unit, r.Gas, r.Percent, AccountingRows.Shown(r.Location),
                AccountingRows.Shown(r.Market), entry.Quality, string.Join("; ", entry.Given.Evidence),
                entry.TraceHash);
        }),
    ];

    public static IResult Of(Inventory of, FootprintBasis basis, MarketState state, AsOf asOf)
    {
        var analysis = AccountingRows.Analyse(of, basis, state, asOf);
        var measures = AccountingRows.Measures(of, basis, state, asOf);
        return Export.Book($"inventory-{of.Participant}-{Text.Of(of.Year)}-r{Text.Of(of.Revision)}",
        [
            new("概况 Summary", Summary(of, analysis.Totals, state, asOf)),
            new("边界 Boundary",
            [
                ["场所 site", "地区 region", "起始 from", "股权 equity %", "运营控制 operational", "财务控制 financial",
                    "原因 cause", "说明 reason"],
                .. state.Accounting.SitesOf(of.Participant).SelectMany(s => s.Stakes.Select(k =>
                    (IReadOnlyList<object?>)[s.NameZh, s.Region, k.From, k.EquityPercent, k.OperationalControl,
                        k.FinancialControl, k.Cause.ToString(), k.Reason])),
            ]),
            .. analysis.Breakdowns.Where(b => b.Parts.Count > 0).Select(b => new ExportSheet(SheetName(b.Side),
            [
                ["名称", "Name", "位置法 location tCO2e", "市场法 market tCO2e"],
                .. b.Parts.Select(p => (IReadOnlyList<object?>)[p.Name.Zh, p.Name.En, p.Location, p.Market]),
            ])),
            new("强度 Intensity",
            [
                ["参照量 reference", "产品 product", "数量 quantity", "单位 unit", "排放 tCO2e", "强度 tCO2e/unit"],
                .. analysis.Intensities.Select(i => (IReadOnlyList<object?>)
                    [i.Kind.ToString(), i.Product, i.Quantity, i.Unit, i.Emissions, i.Value]),
            ]),
            .. UncertaintyRows.Of(of, basis, false, state, asOf) is { } sure
                ? (ReadOnlySpan<ExportSheet>)[UncertaintyRows.Sheet(sure)] : [],
            new("减排措施 Measures",
            [
                ["序号 rank", "措施 measure", "排放源 source", "年减排 t", "年净成本 CNY", "每吨成本 CNY/t"],
                .. measures.Measures.Select(m => (IReadOnlyList<object?>)[m.Rank, m.Name.Zh, m.SourceName.Zh, m.Saved,
                    m.NetCostFen / 100m, m.CostPerTonneFen / 100m]),
            ]),
            new("目标 Targets",
            [
                ["目标 target", "口径 basis", "目标年 year", "降幅 reduction %", "基准 base", "本年路径 path", "实际 actual",
                    "目标值 aim", "单位 unit"],
                .. analysis.Targets.Select(g => (IReadOnlyList<object?>)[g.Target.Name, g.Target.Basis.ToString(),
                    g.Target.Year, g.Target.ReductionPercent, g.Base, g.Path, g.Actual, g.Aim, g.Unit]),
            ]),
            new("版本 Revisions",
            [
                ["版本 revision", "重述原因 reason", "合计（位置法）total location", "合计（市场法）total market"],
                .. state.Accounting.Revisions(of.Participant, of.Year).Where(r => r.Revision <= of.Revision)
                    .Select(r => (IReadOnlyList<object?>)[r.Revision, r.Reason,
                        AccountingRows.Shown(Footprint.Totals(r, state.Accounting).On(FootprintBasis.WholeLocation)),
                        AccountingRows.Shown(Footprint.Totals(r, state.Accounting).On(FootprintBasis.WholeMarket))]),
            ]),
            new("明细 Entries",
            [
                ["月份 month", "场所 site", "排放源 source", "范围 scope", "ISO", "类别 category", "产品 product",
                    "方法学 methodology", "数量 quantity", "单位 unit", "气体 gas", "计入 %", "位置法 location tCO2e",
                    "市场法 market tCO2e", "数据质量 quality", "凭证 evidence", "摘要 trace"],
                .. Lines(of, state).Select(l => (IReadOnlyList<object?>)[l.Month, l.Site.Zh, l.Source.Zh, l.Scope,
                    l.IsoCategory, l.ValueChainCategory, l.Product, l.Methodology, l.Quantity, l.Unit, l.Gas,
                    l.Percent, l.Location, l.Market, l.Quality.ToString(), l.Evidence, l.TraceHash]),
            ]),
        ]);
    }

    private static IReadOnlyList<IReadOnlyList<object?>> Summary(
        Inventory of, TotalsAnswer totals, MarketState state, AsOf asOf)
    {
        var name = AccountingRows.NameOf(of.Participant, state);
        return
        [
            ["企业 company", name.Zh, name.En], ["年度 year", of.Year], ["版本 revision", of.Revision],
            ["状态 state", of.IsIssued ? "已出具 issued" : "编制中 open"], ["合并方法 approach", of.Approach.ToString()],
            ["变暖潜势 warming potentials", SourceMethods.NameOf(of.Warming)], ["重述原因 reason", of.Reason],
            ["范围一 scope 1 tCO2e", totals.Scope1], ["范围二（位置法）scope 2 location", totals.Scope2Location],
            ["范围二（市场法）scope 2 market", totals.Scope2Market], ["范围三 scope 3", totals.Scope3],
            ["合计（位置法）total location", totals.Location], ["合计（市场法）total market", totals.Market],
            ["数据截至日志 as of journal", asOf.Position],
        ];
    }

    private static string SheetName(Breakdown side) => side switch
    {
        Breakdown.Month => "按月 Month",
        Breakdown.Site => "按场所 Site",
        Breakdown.Source => "按排放源 Source",
        Breakdown.Scope => "按范围 Scope",
        Breakdown.IsoCategory => "按ISO类别 ISO",
        Breakdown.ValueChain => "范围三类别 Scope 3",
        Breakdown.Product => "按产品 Product",
        _ => "按气体 Gas",
    };
}
