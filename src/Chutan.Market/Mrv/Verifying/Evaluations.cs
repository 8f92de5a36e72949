namespace Chutan.Market.Mrv;

/// <summary>公布核查机构评估: evaluates every body's work on a year and makes the result public.</summary>
[Wire("mrv.publish-evaluation"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record PublishEvaluation(ComplianceYear Year) : Command;

/// <summary>核查机构评估: what one body's work on a year was worth.</summary>
/// <param name="Finished">Verifications handed in.</param>
/// <param name="WithErrors">Of these, those in which an error was found later.</param>
/// <param name="SentBack">Those the reviewer or the authority sent back.</param>
/// <param name="Blind">Those without a finding in spite of many alerts.</param>
/// <param name="Late">Those with a late step.</param>
/// <param name="Findings">Findings in all of them.</param>
/// <param name="MedianDays">Calendar days from assignment to handing in, the middle one.</param>
/// <param name="Score">Hundredths of a point; 10000 at most, when the weights add up to 100.</param>
public sealed record BodyEvaluation(ParticipantId Body, int Finished, int WithErrors, int SentBack, int Blind, int Late,
    int Findings, int MedianDays, int Score);

/// <param name="Bodies">The best first.</param>
public sealed record YearEvaluation(ComplianceYear Year, LocalDate On, ImmutableArray<BodyEvaluation> Bodies);

[Wire("mrv.evaluation-published")]
public sealed record EvaluationPublished(YearEvaluation Evaluation) : VerificationEvent;

/// <summary>核查机构评估.</summary>
public static class Evaluations
{
    private const int Hundredths = 100;

    internal static Decision Decide(PublishEvaluation command, CommandContext context, MrvState mrv)
    {
        var bodies = Of(command.Year, context.Rules, context.Date, mrv);
        return bodies.IsEmpty
            ? VerifyingRefusals.NothingToDraw.With(VerifyingRefusals.Supervision, ("year", command.Year))
            : Decision.Accept(new EvaluationPublished(new YearEvaluation(command.Year, context.Date, bodies)));
    }

    /// <summary>Every body that has handed in work on a year, as its work stands today; the best first.</summary>
    public static ImmutableArray<BodyEvaluation> Of(ComplianceYear year, RuleReader rules, LocalDate today,
        MrvState mrv)
    {
        var blind = rules.Get(VerificationKeys.BlindAlerts, today);
        return [.. mrv.Verifications.Tasks.Where(t => t.Year == year && t.HandedInOn is not null)
            .GroupBy(t => t.Body).Select(g => Of(g.Key, [.. g], blind, rules, today))
            .OrderByDescending(e => e.Score).ThenBy(e => e.Body)];
    }

    private static BodyEvaluation Of(Kernel.ParticipantId body, ImmutableArray<VerificationTask> done, int blindAlerts,
        RuleReader rules, LocalDate today)
    {
        int Points(ParameterKey<int> key, int bad) =>
            rules.Get(key, today) * Hundredths * (done.Length - bad) / done.Length; // rounded down
        var errors = done.Count(t => !t.Errors.IsEmpty);
        var sentBack = done.Count(t => t.SentBack > 0);
        var blind = done.Count(t => RiskScore.IsBlind(t, blindAlerts));
        var late = done.Count(t => t.LateSteps > 0);
        var days = done.Select(t => Period.Between(t.OpenedOn, t.HandedInOn!.Value, PeriodUnits.Days).Days)
            .Order().ToArray(); // all of them are handed in
        return new BodyEvaluation(body, done.Length, errors, sentBack, blind, late,
            done.Sum(t => t.Findings.Length), days[days.Length / 2],
            Points(VerificationKeys.QualityErrors, errors) + Points(VerificationKeys.QualityReturns, sentBack)
            + Points(VerificationKeys.QualityFindings, blind) + Points(VerificationKeys.QualityTimeliness, late));
    }
}
