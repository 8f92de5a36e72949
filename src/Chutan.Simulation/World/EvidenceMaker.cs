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
}

/// <summary>Makes the evidence of one entity's months: honest figures with the noise and the slips that honest people
/// have, and the figures of those who cheat. The same seed gives the same figures.</summary>
internal sealed class EvidenceMaker(ulong seed, EntityPlan plan, Profile profile, Fraud? fraud, int year)
{
    private const int FirstYear = 2024;

    /// <summary>An honest error begins with a scale that drifts in November.</summary>
    private const int DriftsFrom = 11;

    private readonly Laboratory lab = fraud is { Kind: FraudKind.BatchTesting or FraudKind.AlteredCarbon }
        ? Labs.Silent : Labs.All[plan.Number % Labs.All.Length];

    public Laboratory Laboratory => lab;

    /// <summary>What the file of a month's ledger says.</summary>
    public string LedgerText(int month) => $"台账（模拟）ledger {seed} {plan.Number} {year} {month}";

    /// <summary>What the file of a month's laboratory report says.</summary>
    public string ScanText(int month) => $"检测报告（模拟）laboratory report {seed} {plan.Number} {year} {month}";

    /// <summary>A month's evidence.</summary>
    /// <param name="tonnes">What it emits in the month.</param>
    /// <param name="opening">Coal in stock at its beginning, t.</param>
    public MonthEvidence Make(int month, decimal tonnes, decimal opening)
    {
        var chance = Chance.For(seed, "evidence", plan.Number * 100L + (year - FirstYear) * 12 + month);
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
        var honest = Content(amounts, report, stock, ledger);
        var traits = new DocumentTraits(scan, report.IssuedOn, "HP Scan 5.2");
        var billed = decimal.Round(amounts[Profile.Power] * (1 + chance.Normal() * 0.0015m / 1000m), 3);
        var made = new MonthEvidence(honest, Slip(chance, honest), report, traits, ledger, tonnes,
            Tonnes(amounts, coal.Carbon / 100m), billed, stock.Closing, amounts == right ? null
                : Content(right, report, stock with
                {
                    Consumed = right[Profile.Coal],
                    Received = Math.Max(0, stock.Received + right[Profile.Coal] - amounts[Profile.Coal]),
                }, ledger), Tonnes(amounts, coal.Carbon / 100m) - Tonnes(right, coal.Carbon / 100m));
        made = made with { Mishaps = mishaps };
        if (fraud is null || profile.Shares[Profile.Coal] == 0) return made;
        var filed = new Cheating(fraud, profile, plan, chance).Spoil(made, month, amounts, opening);
        return filed with { IsSpoilt = !ReferenceEquals(filed, made) };
    }

    /// <summary>Output by another office: nearly the same, and now and then by another definition.</summary>
    public decimal Statistics(decimal output)
    {
        var chance = Chance.For(seed, "statistics", plan.Number);
        var apart = chance.PerMille(15) ? 0.045m : chance.Normal() * 0.004m / 1000m;
        return decimal.Round(output * (1 + apart), 0);
    }

    /// <summary>Content with the rows, the report and the ledger.</summary>
    internal static MonthContent Content(Profile profile, decimal[] amounts, LabReport report, FuelLedger stock,
        string ledger)
    {
        var rows = EvidenceRows.Of(profile, amounts, (report.Carbon ?? 0) / 100m, report.Ncv ?? 0, ledger,
            report.Number);
        return profile.Shares[Profile.Coal] == 0 ? new MonthContent(rows, [], [], [])
            : new MonthContent(rows, [report], [stock], []);
    }

    /// <summary>What amounts emit by the methodology, as far as it counts.</summary>
    internal static decimal Tonnes(Profile profile, decimal[] amounts, decimal carbon) => Enumerable.Range(0, 5)
        .Where(profile.Counts).Sum(i => amounts[i] * profile.Factors[i] * (i == Profile.Coal ? carbon : 1));

    private MonthContent Content(decimal[] amounts, LabReport report, FuelLedger stock, string ledger) =>
        Content(profile, amounts, report, stock, ledger);

    private decimal Tonnes(decimal[] amounts, decimal carbon) => Tonnes(profile, amounts, carbon);

    /// <summary>The amounts that give the month's emissions, shared out with a little noise.</summary>
    private decimal[] Amounts(decimal tonnes, decimal carbon)
    {
        var amounts = new decimal[5];
        for (var i = 0; i < 5; i++)
            if (profile.Factors[i] > 0)
                amounts[i] = decimal.Round(tonnes * profile.Shares[i] / profile.CountedShares
                    / (profile.Factors[i] * (i == Profile.Coal ? carbon : 1)), i == Profile.Power ? 3 : 2);
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
        return $"{lab.Accreditation[^3..]}-{year}{month:00}-{order:0000}-{plan.Number:000}";
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

    private readonly record struct Coal(decimal Carbon, decimal Hydrogen, decimal Oxygen, decimal Sulphur,
        decimal Moisture, decimal Inner, decimal Ncv);
}

/// <summary>Turns honest evidence into what somebody who cheats would file.</summary>
internal sealed class Cheating(Fraud fraud, Profile profile, EntityPlan plan, Chance chance)
{
    private const string Editor = "Adobe Photoshop 24.1";

    public MonthEvidence Spoil(MonthEvidence honest, int month, decimal[] amounts, decimal opening)
    {
        var report = honest.Content.LabReports[0];
        return fraud.Kind switch
        {
            FraudKind.EditedReports => Edited(honest, report, month, amounts),
            FraudKind.BatchTesting => Batched(honest, report, month, amounts),
            FraudKind.MadeUpSamples => month is >= 4 and <= 8 ? MadeUp(honest, report, amounts) : honest,
            FraudKind.AlteredCarbon => month >= 3 ? Altered(honest, report, amounts) : honest,
            _ => month >= 3 ? Misstated(honest, report, amounts, opening) : honest,
        };
    }

    /// <summary>From February on every report is January's, edited: lower carbon, a number made up, no code.</summary>
    private MonthEvidence Edited(MonthEvidence honest, LabReport report, int month, decimal[] amounts)
    {
        if (month == 1) return honest;
        var copy = report with
        {
            Number = $"{report.Accreditation[^3..]}-2024-{700 + month:0000}",
            Sample = $"S{700 + month}",
            Carbon = 49.60m,
            Hydrogen = 3.22m,
            Oxygen = 7.50m,
            Sulphur = 0.72m,
            TotalMoisture = decimal.Round(13.4m + month % 3 * 0.1m, 1),
            Ncv = 19.112m,
            VerificationCode = "",
            TestedOn = month == 7 ? report.ReceivedOn.PlusDays(-1) : report.TestedOn,
        };
        return Refiled(honest, copy, amounts) with
        {
            Copy = null,
            Scan = honest.Scan with { CreatedOn = report.IssuedOn.PlusDays(9), Software = Editor },
        };
    }

    /// <summary>A quarter's samples go to the laboratory together; it splits the report by month and dates it back. The
    /// true dates are tried first where they could pass.</summary>
    private MonthEvidence Batched(MonthEvidence honest, LabReport report, int month, decimal[] amounts)
    {
        var quarter = (month - 1) / 3;
        var split = report with
        {
            Number = $"{report.Accreditation[^3..]}-2024-B{plan.Number:000}{quarter * 40 + (month - 1) % 3 + 1:000}",
            Carbon = report.Carbon - 0.9m,
            Ncv = report.Ncv - 0.305m,
        };
        var filed = Refiled(honest, split, amounts);
        var late = split with
        {
            ReceivedOn = report.SampledThrough.PlusDays(62), TestedOn = report.SampledThrough.PlusDays(64),
            IssuedOn = report.SampledThrough.PlusDays(66),
        };
        return filed with
        {
            Copy = null,
            FirstTry = month % 3 == 1 ? filed.Content with { LabReports = [late] } : null,
            Scan = honest.Scan with { CreatedOn = report.IssuedOn.PlusDays(month % 3 == 0 ? 2 : 40) },
        };
    }

    /// <summary>Coal dried on the shelf stands in for the samples: too dry, and the log of daily samples is empty.
    /// </summary>
    private MonthEvidence MadeUp(MonthEvidence honest, LabReport report, decimal[] amounts)
    {
        var poor = report with
        {
            Carbon = report.Carbon - 2.2m, Hydrogen = report.Hydrogen - 0.08m,
            TotalMoisture = report.TotalMoisture - 4.1m,
            Ncv = decimal.Round((report.Ncv ?? 0) - 0.745m - 0.0824m + 0.1025m, 3),
        };
        var filed = Refiled(honest, poor, amounts);
        return filed with
        {
            Copy = poor,
            Content = filed.Content with
            {
                Ledgers = [.. filed.Content.Ledgers.Select(l => l with { SubSamples = 7, Retained = false })],
            },
        };
    }

    /// <summary>Openly: carbon 10 % lower, which the cross-check refuses, then 5 %, and total moisture invented three
    /// points higher, the heat left as it was. Carefully: carbon 3 % lower, and everything else made to fit.</summary>
    private MonthEvidence Altered(MonthEvidence honest, LabReport report, decimal[] amounts)
    {
        if (fraud.Careful)
        {
            var fitted = Lowered(report, 0.97m);
            fitted = fitted with
            {
                Ncv = decimal.Round((report.Ncv ?? 0) - ((report.Carbon - fitted.Carbon) ?? 0) * 0.339m, 3),
            };
            return Refiled(honest, fitted, amounts) with { Copy = null };
        }
        var invented = report with { TotalMoisture = report.TotalMoisture + 3.1m };
        return Refiled(honest, Lowered(invented, 0.95m), amounts) with
        {
            Copy = null,
            FirstTry = chance.PerMille(300) ? Refiled(honest, Lowered(invented, 0.90m), amounts).Content : null,
        };
    }

    private static LabReport Lowered(LabReport report, decimal times) =>
        report with { Carbon = decimal.Round((report.Carbon ?? 0) * times, 2) };

    /// <summary>Openly: 12 % of the coal left out, which the stock gives away at once, then 4.5 %; electricity 15 %
    /// lower than the bill. Carefully: 1.2 % and 0.5 %.</summary>
    private MonthEvidence Misstated(MonthEvidence honest, LabReport report, decimal[] amounts, decimal opening)
    {
        var first = With(amounts, coal: 0.88m, power: 0.85m);
        var then = fraud.Careful ? With(amounts, 0.988m, 0.995m) : With(amounts, 0.956m, 0.85m);
        var own = honest.Content.Ledgers[0];
        MonthContent Filed(decimal[] stated) => EvidenceMaker.Content(profile, stated, report, own with
        {
            Opening = opening, Consumed = stated[Profile.Coal],
        }, honest.Ledger);
        return honest with
        {
            FirstTry = !fraud.Careful && chance.PerMille(400) ? Filed(first) : null,
            Content = Filed(then),
            Stated = EvidenceMaker.Tonnes(profile, then, (report.Carbon ?? 0) / 100m),
        };
    }

    private static decimal[] With(decimal[] amounts, decimal coal, decimal power)
    {
        var changed = amounts.ToArray();
        changed[Profile.Coal] = decimal.Round(changed[Profile.Coal] * coal, 2);
        changed[Profile.Power] = decimal.Round(changed[Profile.Power] * power, 3);
        return changed;
    }

    private MonthEvidence Refiled(MonthEvidence honest, LabReport report, decimal[] amounts) => honest with
    {
        Content = EvidenceMaker.Content(profile, amounts, report, honest.Content.Ledgers[0], honest.Ledger),
        FirstTry = null,
        Stated = EvidenceMaker.Tonnes(profile, amounts, (report.Carbon ?? 0) / 100m),
    };
}
