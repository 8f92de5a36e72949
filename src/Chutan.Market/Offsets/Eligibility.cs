using Chutan.Market.Registry;

namespace Chutan.Market.Offsets;

/// <summary>抵销资格: whether credits of a project count for an entity in a compliance year.</summary>
internal static class Eligibility
{
    /// <summary>The first condition a project fails, with its article; null when its credits count.</summary>
    /// <param name="city">City code of the entity that surrenders.</param>
    public static Refusal? Check(Project project, string city, ComplianceYear year, RuleReader rules)
    {
        if (Disabled(project.Kind, year, rules) is { } disabled) return disabled;
        return project.Kind == UnitKind.InclusionReduction
            ? CheckInclusion(project, city, year, rules)
            : CheckReduction(project, year, rules);
    }

    /// <summary>The refusal of a type of credit that is not admitted in a year.</summary>
    public static Refusal? Disabled(UnitKind kind, ComplianceYear year, RuleReader rules)
    {
        var key = kind switch
        {
            UnitKind.Ccer => OffsetKeys.CcerEnabled,
            UnitKind.InclusionReduction => OffsetKeys.InclusionEnabled,
            _ => OffsetKeys.CcusEnabled,
        };
        var enabled = rules.Get(key, year);
        if (rules.Missing is { } missing) return missing;
        return enabled ? null : OffsetRefusals.TypeDisabled.With(rules.Cite(key, year), ("kind", kind), ("year", year));
    }

    /// <summary>Whether a project lies in a partner province, whose credits have a yearly limit of their own.</summary>
    public static bool IsPartner(Project project, ComplianceYear year, RuleReader rules) =>
        project.Kind == UnitKind.Ccer && project.Province != rules.Get(OffsetPolicyKeys.HomeProvince, year);

    private static Refusal? CheckInclusion(Project project, string city, ComplianceYear year, RuleReader rules)
    {
        var cities = rules.Get(OffsetKeys.InclusionCities, year);
        rules.Get(OffsetKeys.CarbonInclusionWuhan, year);
        if (rules.Missing is { } missing) return missing;
        if (project.InsideCoveredBoundary)
            return OffsetRefusals.InsideBoundary.With(OffsetRefusals.WuhanBoundary, ("project", project.Code));
        return cities.Contains(city) ? null : OffsetRefusals.WrongCity.With(
            rules.Cite(OffsetKeys.InclusionCities, year), ("city", city), ("cities", string.Join(", ", cities)));
    }

    private static Refusal? CheckReduction(Project project, ComplianceYear year, RuleReader rules)
    {
        var home = rules.Get(OffsetPolicyKeys.HomeProvince, year);
        var hydropower = rules.Get(OffsetKeys.LargeHydropower, year);
        if (rules.Missing is { } missing) return missing;
        if (project.InsideCoveredBoundary)
            return OffsetRefusals.InsideBoundary.With(OffsetRefusals.Order, ("project", project.Code));
        if (project.LargeHydropower && !hydropower)
            return OffsetRefusals.Hydropower.With(
                rules.Cite(OffsetKeys.LargeHydropower, year), ("project", project.Code));
        if (!project.Registered)
        {
            rules.Get(OffsetKeys.NonregisteredShare, year);
            if (rules.Missing is { } lapsed) return lapsed;
            if (project.Province != home)
                return OffsetRefusals.WrongProvince.With(rules.Cite(OffsetKeys.NonregisteredShare, year),
                    ("project", project.Code), ("province", project.Province));
        }
        if (project.Province == home) return null;
        var partners = rules.InForce(OffsetPolicyKeys.PartnerProvinces, year)
            ? rules.Get(OffsetPolicyKeys.PartnerProvinces, year)
            : [];
        if (rules.Missing is { } none) return none;
        return partners.Contains(project.Province) ? null : OffsetRefusals.WrongProvince.With(
            rules.Cite(OffsetKeys.PartnerProvinceCap, year), ("project", project.Code), ("province", project.Province));
    }
}
