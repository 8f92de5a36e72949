using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Simulation.World;

/// <summary>The laboratories of the province: two of them keep no register that could be asked.</summary>
internal static class Labs
{
    public static readonly ImmutableArray<Laboratory> All =
    [
        Lab("湖北煤炭质量检验中心", "CMA-170101", true), Lab("武汉能源检测有限公司", "CMA-170102", true),
        Lab("宜昌质量技术检测所", "CMA-170103", true), Lab("襄阳检验检测中心", "CMA-170104", true),
        Lab("黄石化验服务有限公司", "CMA-170105", false), Lab("荆州商品煤检测有限公司", "CMA-170106", false),
    ];

    /// <summary>A laboratory that says nothing when asked.</summary>
    public static readonly Laboratory Silent = All[4];

    private static Laboratory Lab(string name, string accreditation, bool online) => new(name, accreditation,
        new(2021, 5, 1), new(2027, 4, 30), ["carbon", "ncv"], 80, online);
}

/// <summary>One month's evidence as an entity would file it, and what the laboratory itself has on record.</summary>
/// <param name="FirstTry">What it files first, wrongly; null when it gets it right at once.</param>
/// <param name="Copy">The laboratory's own entry; null when it made none.</param>
/// <param name="True">What the month really emitted, t.</param>
/// <param name="Stated">What the figures filed say, t.</param>
/// <param name="Right">The month without an honest error that is found only later; null when it has none.</param>
/// <param name="Error">What the error adds, t; negative where it leaves out.</param>
/// <param name="Billed">Electricity by the utility's bill, MWh.</param>
internal sealed record MonthEvidence(MonthContent Content, MonthContent? FirstTry, LabReport? Copy, DocumentTraits Scan,
    string Ledger, decimal True, decimal Stated, decimal Billed, decimal Closing, MonthContent? Right, decimal Error)
{
    /// <summary>Whether somebody who cheats made it other than it was.</summary>
    public bool IsSpoilt { get; init; }

    /// <summary>Checks that the month's honest mishaps alone may set off: a stock wrongly surveyed, days without a
    /// sample, a moisture far off.</summary>
    public ImmutableArray<string> Mishaps { get; init; } = [];

    /// <summary>What an honest filer would have filed; a cheat whom a check refuses falls back on it.</summary>
    public MonthContent? Honest { get; init; }

    /// <summary>What the turbine made; null without one.</summary>
    public PlantMonth? Plant { get; init; }
}

/// <summary>Makes the evidence of one entity's months: honest figures with the noise and the slips that honest people
/// have, and the figures of those who cheat. The same seed gives the same figures.</summary>
internal sealed class EvidenceMaker(ulong seed, EntityPlan plan, Profile profile, Fraud? fraud, int year)
{
    private const int FirstYear = 2024;

    /// <summary>An honest error begins with a scale that drifts in November.</summary>
    private const int DriftsFrom = 11;

    /// <summary>One in so many changes its laboratory, in August.</summary>
    private const int ChangesLaboratory = 23, ChangesFrom = 8;

    /// <summary>MWh per tonne of aluminium.</summary>
    private const decimal PowerPerAluminium = 13.5m;

    /// <summary>The laboratory of a month.</summary>
    public Laboratory LaboratoryOf(int month)
    {
        if (fraud is { Kind: FraudKind.BatchTesting or FraudKind.AlteredCarbon }) return Labs.Silent;
        var changed = plan.Number % ChangesLaboratory == 7 && (year > FirstYear || month >= ChangesFrom);
        return Labs.All[(plan.Number + (changed ? 1 : 0)) % Labs.All.Length];
    }

    /// <summary>What the file of a month's ledger says.</summary>
    public string LedgerText(int month) => $"台账（模拟）ledger {seed} {plan.Number} {year} {month}";

    /// <summary>What the file of a month's laboratory report says.</summary>
    public string ScanText(int month) => $"检测报告（模拟）laboratory report {seed} {plan.Number} {year} {month}";

    /// <summary>A month's evidence.</summary>
    /// <param name="tonnes">What it emits in the month.</param>
    /// <param name="opening">Coal in stock at its beginning, t.</param>
    public MonthEvidence Make(int month, decimal tonnes, decimal opening)
    {
        var (chance, lab) = (ChanceOf("evidence", month), LaboratoryOf(month));
        var coal = Sampled(chance);
        var right = Amounts(tonnes, coal.Carbon / 100m);
        var amounts = Drifted(right, month);
        var (last, number) = (new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1), Serial(month));
        var ledger = Methodology.HashOf(LedgerText(month));
        var scan = Methodology.HashOf(ScanText(month));
        var received = last.PlusDays((int)chance.Between(2, 5));
        var tested = received.PlusDays((int)chance.Between(1, 3));
        var report = new LabReport(number, lab.Name, lab.Accreditation, $"S{number}", profile.CoalCode,
            last.PlusDays(1 - last.Day), last, received, tested, tested.PlusDays((int)chance.Between(2, 4)), coal.Ncv,
            coal.Carbon, coal.Hydrogen, coal.Oxygen, coal.Sulphur, coal.Moisture, coal.Inner, $"QR{number}", true,
            scan);
        var (stock, mishaps) = Stock(chance, amounts[Profile.Coal], opening, last.Day, coal.Moisture, ledger);
        var plant = profile.IsStation ? PlantMonth.Of(right[Profile.Coal] * coal.Ncv, ChanceOf("plant", month)) : null;
        var honest = Content(amounts, report, stock, plant, ledger);
        var traits = new DocumentTraits(scan, report.IssuedOn, "HP Scan 5.2");
        var billed = decimal.Round(amounts[Profile.Power] * (1 + profile.HandsOn)
            * (1 + chance.Normal() * 0.0015m / 1000m), 3);
        var made = new MonthEvidence(honest, Slip(chance, honest), report, traits, ledger, tonnes,
            Tonnes(amounts, coal.Carbon / 100m), billed, stock.Closing, amounts == right ? null
                : Content(right, report, stock with
                {
                    Consumed = right[Profile.Coal],
                    Received = Math.Max(0, stock.Received + right[Profile.Coal] - amounts[Profile.Coal]),
                }, plant, ledger), Tonnes(amounts, coal.Carbon / 100m) - Tonnes(right, coal.Carbon / 100m));
        made = made with { Mishaps = mishaps, Plant = plant };
        if (fraud is null || profile.Shares[Profile.Coal] == 0) return made;
        var january = Sampled(ChanceOf("evidence", 1));
        var filed = new Cheating(fraud, profile, plan, chance, january).Spoil(made, month, amounts, opening);
        return ReferenceEquals(filed, made) ? made : filed with { IsSpoilt = true, Honest = honest };
    }

    /// <summary>Output by another office: nearly the same, and now and then by another definition.</summary>
    public decimal Statistics(decimal output)
    {
        var chance = Chance.For(seed, "statistics", plan.Number);
        var apart = chance.PerMille(15) ? 0.045m : chance.Normal() * 0.004m / 1000m;
        return decimal.Round(output * (1 + apart), 0);
    }

    /// <summary>The hours of a station's own stack monitor.</summary>
    public ImmutableArray<CemsHour> StackHours(int month, decimal tonnes, decimal density) =>
        PlantMonth.StackHours(new LocalDate(year, month, 1), tonnes, density, ChanceOf("stack", month));

    /// <summary>What the file of a month's stack monitor says.</summary>
    public string StackText(int month) => $"烟气连续监测（模拟）stack monitor {seed} {plan.Number} {year} {month}";

    /// <summary>Heat sold by its invoices, GJ; zero without a station.</summary>
    public decimal Invoiced(MonthEvidence evidence, int month) => evidence.Plant is not { } plant ? 0
        : decimal.Round(plant.Supplied * (1 + ChanceOf("invoice", month).Normal() * 0.004m / 1000m), 1);

    private Chance ChanceOf(string purpose, int month) =>
        Chance.For(seed, purpose, plan.Number * 100L + (year - FirstYear) * 12 + month);

    /// <summary>Content with the rows, the report and the ledger.</summary>
    internal static MonthContent Content(Profile profile, EntityPlan plan, decimal[] amounts, LabReport report,
        FuelLedger stock, PlantMonth? plant, string ledger)
    {
        var rows = EvidenceRows.Of(profile, amounts, (report.Carbon ?? 0) / 100m, report.Ncv ?? 0,
            plant ?? PlantMonth.Idle, ledger, report.Number, tenThousands: plan.Number % 9 == 4);
        return profile.Shares[Profile.Coal] == 0 ? new MonthContent(rows, [], [], [])
            : new MonthContent(rows, [report], [stock], []);
    }

    /// <summary>What amounts emit by the methodology, as far as it counts.</summary>
    internal static decimal Tonnes(Profile profile, decimal[] amounts, decimal carbon) => Enumerable.Range(0, 5)
        .Where(profile.Counts).Sum(i => amounts[i] * profile.Factors[i] * (i == Profile.Coal ? carbon : 1));

    private MonthContent Content(decimal[] amounts, LabReport report, FuelLedger stock, PlantMonth? plant,
        string ledger) => Content(profile, plan, amounts, report, stock, plant, ledger);

    private decimal Tonnes(decimal[] amounts, decimal carbon) => Tonnes(profile, amounts, carbon);

    /// <summary>The amounts that give the month's emissions, shared out with a little noise.</summary>
    private decimal[] Amounts(decimal tonnes, decimal carbon)
    {
        var amounts = new decimal[5];
        for (var i = 0; i < 5; i++)
            if (profile.Factors[i] > 0)
                amounts[i] = decimal.Round(tonnes * profile.Shares[i] / profile.CountedShares
                    / (profile.Factors[i] * (i == Profile.Coal ? carbon : 1)), i == Profile.Power ? 3 : 2);
        if (profile.Trait == Trait.Smelter)
            amounts[Profile.Power] = decimal.Round(amounts[Profile.Process] * PowerPerAluminium, 3);
        return amounts;
    }

    /// <summary>What an honest entity's scales and meters show from November on, where its report will be off: fuel and
    /// materials, never the utility's meter. Spread over the last months, it makes the year's bias.</summary>
    private decimal[] Drifted(decimal[] right, int month)
    {
        if (fraud is not null || plan.ReportBiasPerMille == 0 || year != FirstYear || month < DriftsFrom) return right;
        var own = Enumerable.Range(0, 5).Where(i => i != Profile.Power).Sum(i => profile.Shares[i]);
        var drift = plan.ReportBiasPerMille * 6m / 1000m * profile.CountedShares / own;
        return [.. right.Select((amount, i) => i == Profile.Power ? amount : decimal.Round(amount * (1 + drift), 2))];
    }

    /// <summary>Coal differs by the entity's supplier, and from month to month.</summary>
    private Coal Sampled(Chance chance)
    {
        var supplier = Chance.For(seed, "coal", plan.Number);
        decimal Of(decimal mean, decimal spread, decimal monthly, int digits) => decimal.Round(mean
            + supplier.Normal() * spread / 1000m + chance.Normal() * monthly / 1000m, digits);
        var carbon = Of(53m, 2.2m, 1.0m, 2);
        var (hydrogen, oxygen) = (Of(3.25m, 0.12m, 0.05m, 2), Of(7.6m, 0.4m, 0.15m, 2));
        var (sulphur, moisture) = (Of(0.75m, 0.12m, 0.04m, 2), Of(13.5m, 1.6m, 0.6m, 1));
        var inner = Of(3.6m, 0.3m, 0.1m, 2);
        var ncv = decimal.Round((339 * carbon + 1030 * hydrogen - 109 * (oxygen - sulphur) - 25 * moisture) / 1000m
            * (1.002m + chance.Normal() * 0.006m / 1000m), 3);
        return new Coal(carbon, hydrogen, oxygen, sulphur, moisture, inner, ncv);
    }

    /// <summary>Unique over the province, and spread over the laboratory's year as its other clients come between.
    /// </summary>
    private string Serial(int month)
    {
        var order = (plan.Number * 37 + month * 11) % 97 * 7 + plan.Number / 97 % 7;
        return $"{LaboratoryOf(month).Accreditation[^3..]}-{year}{month:00}-{order:0000}-{plan.Number:000}";
    }

    /// <summary>The month's stock and samples, and the checks that mishaps in it may set off.</summary>
    private (FuelLedger Ledger, ImmutableArray<string> Mishaps) Stock(Chance chance, decimal burnt, decimal opening,
        int days, decimal moisture, string ledger)
    {
        var running = days - (int)chance.Between(0, 3);
        var missed = chance.Between(0, 1);
        var unsampled = chance.PerMille(4);
        var sampled = running - (int)missed - (unsampled ? 5 : 0);
        var misjudged = chance.PerMille(5);
        var gap = misjudged ? 0.028m : chance.Normal() * 0.002m / 1000m;
        var bought = decimal.Round(burnt * (1 + chance.Normal() * 0.06m / 1000m), 2);
        var closing = Math.Max(0, opening + bought - burnt);
        var received = Math.Max(0, decimal.Round(closing - opening + burnt * (1 + gap), 2));
        var wet = chance.PerMille(4);
        var daily = decimal.Round(moisture + (wet ? 2.4m : chance.Normal() * 0.35m / 1000m), 1);
        return (new FuelLedger(profile.CoalCode, opening, received, burnt, closing, running, sampled, daily, true,
            ledger), [.. new[] { (misjudged, "204"), (unsampled, "308"), (wet, "311") }.Where(x => x.Item1)
                .Select(x => x.Item2)]);
    }

    /// <summary>Mistakes that are refused and put right at once: evidence forgotten, a point slipped.</summary>
    private MonthContent? Slip(Chance chance, MonthContent right)
    {
        if (chance.PerMille(6))
            return right with
            {
                Rows = right.Rows.SetItem(0, right.Rows[0] with
                {
                    Figures = [.. right.Rows[0].Figures.Select(f => f with { Evidence = [] })],
                }),
            };
        if (!chance.PerMille(5) || profile.Shares[Profile.Coal] == 0) return null;
        return right with
        {
            Rows = right.Rows.SetItem(0, right.Rows[0] with
            {
                Figures = [.. right.Rows[0].Figures.Select(f => f.Column == "NCV"
                    ? f with { Text = EvidenceRows.Written(right.LabReports[0].Ncv!.Value * 2, 3) } : f)],
            }),
        };
    }

}

/// <summary>What a month's sample of coal really holds: percent as received, and GJ/t.</summary>
internal readonly record struct Coal(decimal Carbon, decimal Hydrogen, decimal Oxygen, decimal Sulphur,
    decimal Moisture, decimal Inner, decimal Ncv);
