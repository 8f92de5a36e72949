using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;

namespace Chutan.Simulation.Year;

/// <summary>Writes down what the checks found, from the answers.</summary>
internal sealed class QualityChronicle
{
    private readonly SortedDictionary<int, QualityAlertRaised> open = [];
    private readonly SortedDictionary<string, int> refused = new(StringComparer.Ordinal);
    private readonly Dictionary<(ParticipantId Participant, int Year), SortedSet<(string Check, int Month)>>
        fired = [];

    public int Plans { get; private set; }
    public int Months { get; private set; }
    public int Late { get; private set; }
    public int Substituted { get; private set; }
    public int Alerts { get; private set; }

    /// <summary>Whether an alert was suppressed already.</summary>
    public bool Suppressed { get; set; }

    /// <summary>Months and reports refused by a check, by check.</summary>
    public IReadOnlyDictionary<string, int> Refused => refused;

    /// <summary>Every check that fired on an entity's year and the month it was about, also those that refused a month;
    /// zero for the whole year.</summary>
    public IEnumerable<(string Check, int Month)> FiredOn(ParticipantId participant, ComplianceYear year) =>
        fired.GetValueOrDefault((participant, year.Year), []);

    public void Hear(Command command, Reply reply)
    {
        if (reply.Decision is Decision.Refused { Refusal: { Code: var code } refusal }
            && code == QualityRefusals.CheckFailed.Code && FiledBy(command) is { } filed)
        {
            var check = refusal.Parameters.First(p => p.Name == "check").Value;
            refused[check] = refused.GetValueOrDefault(check) + 1;
            Fire(filed.Participant, filed.Year, check, filed.Month);
        }
        if (reply.Decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events) Hear(happened);
    }

    /// <summary>The alerts nobody has dealt with yet, in their order; they are somebody's from now on.</summary>
    public IReadOnlyList<QualityAlertRaised> TakeOpen()
    {
        var all = open.Values.ToList();
        open.Clear();
        return all;
    }

    private void Hear(Event happened)
    {
        switch (happened)
        {
            case PlanApproved: Plans++; break;
            case MonthFiled e:
                Months++;
                if (e.Record.Late) Late++;
                Substituted += e.Record.Substitutions.Length > 0 ? 1 : 0;
                break;
            case QualityAlertRaised e:
                Alerts++;
                open.Add(e.Alert, e);
                Fire(e.Hit.Participant, e.Hit.Year, e.Hit.Check, e.Hit.Month);
                break;
            case QualityAlertClosed e: open.Remove(e.Alert); break;
        }
    }

    private static (ParticipantId Participant, ComplianceYear Year, int Month)? FiledBy(Command command) =>
        command switch
        {
            FileMonth month => (month.Participant, month.Year, month.Month),
            SubmitAnnualReport report => (report.Participant, report.Year, 0),
            _ => null,
        };

    private void Fire(ParticipantId participant, ComplianceYear year, string check, int month)
    {
        if (!fired.TryGetValue((participant, year.Year), out var all))
            fired.Add((participant, year.Year), all = []);
        all.Add((check, month));
    }
}
