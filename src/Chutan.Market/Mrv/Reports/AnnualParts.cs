using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Takes a report's total apart: by source, by facility, by gas. The parts of one kind add up to the entity.
/// </summary>
internal static class AnnualParts
{
    public static ImmutableArray<ReportPart> Of(List<ModuleYear> modules, MonitoringPlan plan)
    {
        var parts = ImmutableArray.CreateBuilder<ReportPart>();
        foreach (var module in modules)
            parts.AddRange(module.Sources.Select(s => new ReportPart(PartKind.Source, module.Module.Name(s.Line), s.Zh,
                s.En, s.Indirect, AnnualCalculation.Amount(s.Value), Mass(s.Mass), module.Module.Key)));
        foreach (var indirect in new[] { false, true })
            foreach (var module in modules) Facilities(module, indirect, plan, parts);
        foreach (var gas in modules.SelectMany(m => m.Sources).GroupBy(s => s.Gas, StringComparer.Ordinal))
            parts.Add(new ReportPart(PartKind.Gas, gas.Key, gas.Key, gas.Key, false,
                AnnualCalculation.Amount(ModuleYear.Sum(gas, true)), gas.All(s => s.Mass is not null)
                    ? Mass(gas.Aggregate(Rational.Zero, (sum, s) => sum + s.Mass!.Value)) : null, ""));
        return parts.ToImmutable();
    }

    private static void Facilities(ModuleYear module, bool indirect, MonitoringPlan plan,
        ImmutableArray<ReportPart>.Builder parts)
    {
        var rest = ModuleYear.Sum(module.Sources.Where(s => s.Indirect == indirect), true);
        foreach (var facility in plan.Content.Facilities.Where(f => module.Facilities.ContainsKey(f.Id)))
        {
            var tonnes = ModuleYear.Sum(module.Facilities[facility.Id].Where(s => s.Indirect == indirect), true);
            rest -= tonnes;
            if (!tonnes.IsZero) parts.Add(new ReportPart(PartKind.Facility, facility.Id, facility.NameZh,
                facility.NameEn, indirect, AnnualCalculation.Amount(tonnes), null, module.Module.Key));
        }
        if (!rest.IsZero)
            parts.Add(new ReportPart(PartKind.Facility, "", "法人边界内其他", "Elsewhere in the entity", indirect,
                AnnualCalculation.Amount(rest), null, module.Module.Key));
    }

    private static decimal? Mass(Rational? mass) =>
        mass is { } known ? AnnualCalculation.Amount(known, AnnualCalculation.OutputDigits) : null;
}
