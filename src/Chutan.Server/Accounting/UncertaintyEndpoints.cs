using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Accounting;

/// <summary>How sure one source's year is.</summary>
/// <param name="Assessed">The company stated something; otherwise the grades alone speak.</param>
public sealed record SourceUncertaintyAnswer(long Source, Bilingual Name, int Scope, decimal Emissions,
    bool Assessed, decimal? StatedActivity, FactorGrade Factor, decimal? StatedFactor, string Basis, decimal Activity,
    decimal FactorPercent, decimal Combined, decimal VarianceShare);

/// <summary>A grade with its percentage, for telling where a figure comes from.</summary>
public sealed record UncertaintyGradeAnswer(string Key, decimal Percent);

/// <summary>How sure a year is, on one basis. Percentages are half the interval of 95 per cent.</summary>
/// <param name="Grades">Those in force on the day the inventory was issued, or today while it is open.</param>
public sealed record UncertaintyAnswer(string Company, int Year, int Revision, FootprintBasis Basis, bool Issued,
    bool Mine, decimal Emissions, decimal Absolute, decimal? Percent, decimal Low, decimal High,
    InventoryGrade? Grade, IReadOnlyList<SourceUncertaintyAnswer> Sources,
    IReadOnlyList<UncertaintyGradeAnswer> Grades, AsOf AsOf);

/// <param name="ActivityPercent">Null to go by how each month came about.</param>
/// <param name="FactorPercent">Null to go by the factor's grade.</param>
public sealed record UncertaintyRequest(
    long Source, decimal? ActivityPercent, FactorGrade Factor, decimal? FactorPercent, string? Basis);

/// <summary>From the uncertainty of a year to what is shown.</summary>
internal static class UncertaintyRows
{
    private const int Digits = 2;

    /// <summary>Null where the rulebook has no grades on the day.</summary>
    public static UncertaintyAnswer? Of(
        Inventory of, FootprintBasis basis, bool mine, MarketState state, AsOf asOf)
    {
        var on = of.IssuedAt is { } issued ? asOf with { Instant = issued } : asOf;
        if (UncertaintyGrades.On(AsOfs.DateOf(on, state), new RuleReader(state.Rulebook)) is not { } grades)
            return null;
        var whole = Uncertainty.Of(of, state.Accounting, basis, grades);
        return new UncertaintyAnswer(of.Participant.ToString(), of.Year, of.Revision, basis, of.IsIssued, mine,
            AccountingRows.Shown(whole.Emissions), AccountingRows.Shown(whole.Absolute),
            whole.Percent is { } percent ? AccountingRows.Shown(percent, Digits) : null,
            AccountingRows.Shown(whole.Emissions - whole.Absolute),
            AccountingRows.Shown(whole.Emissions + whole.Absolute), whole.Grade,
            [.. whole.Sources.Select(s => new SourceUncertaintyAnswer(s.Source.Id.Number,
                AccountingRows.SourceName(s.Source.Id, of.Participant, state), (int)s.Source.Scope,
                AccountingRows.Shown(s.Emissions), s.Assessment is not null, s.Assessment?.ActivityPercent, s.Factor,
                s.Assessment?.FactorPercent, s.Assessment?.Basis ?? "", AccountingRows.Shown(s.Activity, Digits),
                AccountingRows.Shown(s.FactorPercent, Digits), AccountingRows.Shown(s.Combined, Digits),
                AccountingRows.Shown(s.VarianceShare, Digits)))],
            Shown(grades), asOf);
    }

    /// <summary>The sheet of the report.</summary>
    public static ExportSheet Sheet(UncertaintyAnswer of) => new("不确定性 Uncertainty",
    [
        ["合计 total tCO2e", of.Emissions], ["不确定性 uncertainty ± % (95 %)", of.Percent],
        ["区间 interval tCO2e", of.Low, of.High],
        ["等级 grade", of.Grade is { } grade ? Names.Code("inventory-grade", grade.ToString()).Zh : "—",
            of.Grade?.ToString() ?? ""],
        [],
        ["排放源 source", "范围 scope", "排放 tCO2e", "活动数据 activity ± %", "因子来源 factor", "因子 factor ± %",
            "合成 combined ± %", "方差占比 share of variance %", "依据 basis"],
        .. of.Sources.Select(s => (IReadOnlyList<object?>)[s.Name.Zh, s.Scope, s.Emissions, s.Activity,
            Names.Code("factor-grade", s.Factor.ToString()).Zh, s.FactorPercent, s.Combined, s.VarianceShare, s.Basis]),
    ]);

    private static IReadOnlyList<UncertaintyGradeAnswer> Shown(UncertaintyGrades of) =>
    [
        new("activity.measured", Percent(of.ActivityMeasured)),
        new("activity.calculated", Percent(of.ActivityCalculated)),
        new("activity.estimated", Percent(of.ActivityEstimated)), new("factor.measured", Percent(of.FactorMeasured)),
        new("factor.supplier", Percent(of.FactorSupplier)), new("factor.published", Percent(of.FactorPublished)),
        new("factor.proxy", Percent(of.FactorProxy)), new("grade.high", Percent(of.High)),
        new("grade.good", Percent(of.Good)), new("grade.fair", Percent(of.Fair)),
    ];

    private static decimal Percent(Rate rate) => rate.ToDecimal() * 100;
}
