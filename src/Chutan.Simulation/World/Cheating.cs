using Chutan.Market.Mrv;

namespace Chutan.Simulation.World;

/// <summary>Turns honest evidence into what somebody who cheats would file.</summary>
/// <param name="january">The coal of January, before it began.</param>
internal sealed class Cheating(Fraud fraud, Profile profile, EntityPlan plan, Chance chance, Coal january)
{
    private const string Editor = "Adobe Photoshop 24.1";

    /// <summary>What the edited template has less, %; and the heat that goes with a percent of carbon, GJ/t.</summary>
    private const decimal CarbonLess = 2.4m, HeatPerCarbon = 0.339m;

    public MonthEvidence Spoil(MonthEvidence honest, int month, decimal[] amounts, decimal opening)
    {
        var report = honest.Content.LabReports[0];
        return fraud.Kind switch
        {
            FraudKind.EditedReports => Edited(honest, report, month, amounts),
            FraudKind.BatchTesting => Batched(honest, report, month, amounts),
            FraudKind.MadeUpSamples => month is >= 4 and <= 8 ? MadeUp(honest, report, amounts) : honest,
            FraudKind.AlteredCarbon => month >= 3 ? Altered(honest, report, amounts) : honest,
            _ when fraud.AtStation => month >= 3 ? LeftOut(honest, report, amounts) : honest,
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
            Carbon = january.Carbon - CarbonLess,
            Hydrogen = january.Hydrogen,
            Oxygen = january.Oxygen,
            Sulphur = january.Sulphur,
            TotalMoisture = decimal.Round(january.Moisture + month % 3 * 0.1m, 1),
            Ncv = decimal.Round(january.Ncv - CarbonLess * HeatPerCarbon, 3),
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
        MonthContent Filed(decimal[] stated) => EvidenceMaker.Content(profile, plan, stated, report, own with
        {
            Opening = opening, Consumed = stated[Profile.Coal],
        }, honest.Plant, honest.Ledger);
        return honest with
        {
            FirstTry = !fraud.Careful && chance.PerMille(400) ? Filed(first) : null,
            Content = Filed(then),
            Stated = EvidenceMaker.Tonnes(profile, then, (report.Carbon ?? 0) / 100m),
        };
    }

    /// <summary>14 % of the coal is neither burnt nor bought, as far as the books go: stock and purchases balance. The
    /// turbine, the steam sold and the stack know nothing of it.</summary>
    private MonthEvidence LeftOut(MonthEvidence honest, LabReport report, decimal[] amounts)
    {
        var (stated, own) = (With(amounts, coal: 0.86m, power: 1), honest.Content.Ledgers[0]);
        var book = own with
        {
            Consumed = stated[Profile.Coal],
            Received = Math.Max(0, own.Received - (amounts[Profile.Coal] - stated[Profile.Coal])),
        };
        return honest with
        {
            FirstTry = null,
            Content = EvidenceMaker.Content(profile, plan, stated, report, book, honest.Plant, honest.Ledger),
            Stated = EvidenceMaker.Tonnes(profile, stated, (report.Carbon ?? 0) / 100m),
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
        Content = EvidenceMaker.Content(profile, plan, amounts, report, honest.Content.Ledgers[0], honest.Plant,
            honest.Ledger),
        FirstTry = null,
        Stated = EvidenceMaker.Tonnes(profile, amounts, (report.Carbon ?? 0) / 100m),
    };
}
