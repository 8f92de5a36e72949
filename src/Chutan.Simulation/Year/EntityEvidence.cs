using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Simulation.Agents;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Year;

/// <summary>A month that is to be filed, or was and waits for the bureaus.</summary>
internal sealed record Filing(EntityEvidence Book, ComplianceYear Year, int Month);

/// <summary>One entity's year of evidence, as it knows it itself.</summary>
internal sealed class EntityEvidence(Entity entity, Profile profile, Fraud? fraud)
{
    private readonly List<(int Month, MonthContent Right)> wrong = [];
    private readonly Dictionary<int, ImmutableArray<string>> spoilt = [];
    private decimal stated, error;

    public Entity Entity { get; } = entity;
    public Profile Profile { get; } = profile;
    public Fraud? Fraud { get; } = fraud;

    /// <summary>Its fraud, where it goes on in the next year because nobody has found it.</summary>
    public Fraud? FraudGoingOn => Entity.Undetected > 0 ? Fraud : null;

    /// <summary>What the months filed have too much by honest error, whole tonnes.</summary>
    public long Error => (long)decimal.Round(error);

    /// <summary>The wrong months with what is right, to be put right now.</summary>
    public IReadOnlyList<(int Month, MonthContent Right)> TakeWrong()
    {
        var all = wrong.ToList();
        wrong.Clear();
        error = 0;
        return all;
    }

    /// <summary>Coal in stock, t.</summary>
    public decimal Stock { get; private set; } = decimal.Round(entity.Plan.Emissions / 60m, 0);

    /// <summary>What the months so far really emitted, t.</summary>
    public decimal True { get; private set; }

    /// <summary>What the figures filed leave out, whole tonnes.</summary>
    public long Concealed => (long)Math.Max(0, True - stated);

    /// <summary>Checks that look for its fraud and fired on the year on account of it: on a month it made other than it
    /// was, and not by a mishap an honest month may have, or on the year as a whole.</summary>
    public ImmutableArray<string> Telling(IEnumerable<(string Check, int Month)> fired) =>
        [.. fired.Where(f => Tells(f.Check, f.Month)).Select(f => f.Check).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a check that fired has come upon the fraud; whoever looks into it then finds it.</summary>
    public bool Tells(string check, int month) => Fraud is { } own && own.Telling.Contains(check.Split('-')[0])
        && (month == 0 || World.Fraud.Comparing.Contains(check)
            || spoilt.TryGetValue(month, out var mishaps) && !mishaps.Contains(check));

    /// <summary>Electricity by the utility's bills, and heat sold by its invoices.</summary>
    public List<ComparisonFigure> Bills { get; } = [];

    public void Restock(MonthEvidence evidence) => Stock = evidence.Closing;

    /// <summary>A month that would not pass is filed as it was.</summary>
    public void GiveIn(MonthEvidence evidence) => stated += evidence.True - evidence.Stated;

    public void Take(MonthEvidence evidence, int month, ComplianceYear year, decimal invoiced)
    {
        True += evidence.True;
        stated += Fraud is null ? evidence.True : evidence.Stated;
        error += evidence.Error;
        if (evidence.IsSpoilt) spoilt[month] = evidence.Mishaps;
        if (evidence.Right is { } right) wrong.Add((month, right));
        if (evidence.Billed > 0)
            Bills.Add(new ComparisonFigure(Entity.Party.Id, year, month, ComparisonKind.ElectricityBill, "",
                evidence.Billed, "MWh", "国网湖北电力"));
        if (invoiced > 0)
            Bills.Add(new ComparisonFigure(Entity.Party.Id, year, month, ComparisonKind.HeatInvoice, "", invoiced, "GJ",
                "供热用户结算单"));
    }
}
