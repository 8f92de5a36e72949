using Chutan.Market;
using Chutan.Market.Compliance;
using Chutan.Market.Flows;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;

namespace Chutan.Server.Verifying;

public sealed record ReopeningOffer(long Standing, long Found);

/// <summary>Between what a penalty for a shortfall may be chosen, for whoever may impose it.</summary>
/// <param name="Least">A multiple, or an amount in fen.</param>
public sealed record PenaltyRangeAnswer(bool ByMultiple, decimal Least, decimal Most, long Shortfall, bool AsksRefusal,
    CitationAnswer? Citation);

/// <summary>One year's duty as the restated figure changed it.</summary>
/// <param name="StillMissing">Missing after what was surrendered since.</param>
/// <param name="Penalty">Null when none can be imposed, or not by the caller.</param>
/// <param name="Position">Where it was adjusted.</param>
public sealed record RestatedDuty(int Year, long DueBefore, long Due, long Surrendered, long StillMissing,
    long FinesFen, PenaltyRangeAnswer? Penalty, long Position);

/// <summary>What an error found later does to the first body's evaluation.</summary>
/// <param name="Effect">Found the second time minus found the first time.</param>
/// <param name="Now">Score as its work stands today.</param>
/// <param name="Published">Score as it was made public; null when it was not.</param>
public sealed record FirstBodyAnswer(int Task, string Body, Bilingual Name, long Effect, string? Now,
    string? Published);

/// <summary>Everything that followed from a second verification that found another figure.</summary>
/// <param name="Restated">The figure that counts since; null while it was not taken over.</param>
/// <param name="MayTakeOver">Whether the caller may take the figure over now.</param>
/// <param name="Credited">Surrendered too much, counted for <paramref name="CreditedTo"/>.</param>
/// <param name="FirstBody">Null for those who may not know how it is evaluated.</param>
public sealed record ConsequencesAnswer(string Order, string Reason, bool Fraud, LocalDate OrderedOn, long Standing,
    long Found, long? Restated, long Position, long RestatedAt, bool MayTakeOver, IReadOnlyList<RestatedDuty> Duties,
    long Credited, int? CreditedTo, long? Allocation, bool RecalculationDue, long? RecalculatedAt, bool MayRecalculate,
    bool FraudPenaltyDue, FirstBodyAnswer? FirstBody);

/// <summary>Makes answers of what rechecks lead to.</summary>
internal static class RecheckRows
{
    public static ReopeningOffer? Offer(VerificationTask task, Actor actor, MarketState state) =>
        actor.Role == Role.Authority && RecheckReading.Reopening(task, state) is { } on
            ? new ReopeningOffer(on.Standing.Count, on.Found.Count) : null;

    public static ConsequencesAnswer? Of(VerificationTask task, Actor actor, MarketState state, LocalDate today)
    {
        if (RecheckReading.Of(task, state) is not { } found) return null;
        var (order, acts) = (found.Reopening, actor.Role == Role.Authority);
        var own = found.Duties.FirstOrDefault(d => d.Year == task.Year);
        return new ConsequencesAnswer(order.Order, order.Reason, order.Fraud, order.OrderedOn, order.Standing.Count,
            found.Found.Count, order.Restated?.Count, order.Position, order.RestatedAt, acts && found.IsTakeOverDue,
            [.. found.Duties.Select(d => Duty(d, order, acts, state))], own?.CreditedOut.Count ?? 0,
            own?.CreditedTo?.Year, found.Allocation?.Final?.Count ?? found.Allocation?.Initial?.Count,
            found.IsRecalculationDue, found.Allocation is { RecalculatedAt: > 0 and var at }
                && at > order.RestatedAt ? at : null,
            acts && found.IsRecalculationDue, found.IsFraudPenaltyDue, FirstBody(task, actor, state, today));
    }

    private static RestatedDuty Duty(EntityCompliance duty, ReportReopening order, bool acts, MarketState state)
    {
        var due = duty.Due?.Count ?? 0;
        var before = Math.Max(0, due - (order.Restated?.Count ?? 0) + order.Standing.Count);
        return new RestatedDuty(duty.Year.Year, before, due, duty.Surrendered.Count, duty.StillMissing.Count,
            duty.Fines.Fen, acts && RecheckReading.PenaltyOf(duty.Year, duty.Participant, state) is { } range
                ? new PenaltyRangeAnswer(range.ByMultiple, range.Least, range.Most, range.Shortfall.Count,
                    range.AsksRefusal, Problems.CitationOf(range.Basis, state.Rulebook)) : null, duty.AdjustedAt);
    }

    private static FirstBodyAnswer? FirstBody(VerificationTask task, Actor actor, MarketState state, LocalDate today)
    {
        if (actor.Role is not (Role.Authority or Role.Auditor) || RecheckReading.FirstOf(task, state) is not { } first)
            return null;
        var now = Evaluations.Of(task.Year, new RuleReader(state.Rulebook), today, state.Mrv)
            .FirstOrDefault(e => e.Body == first.Body);
        var published = state.Mrv.Verifications.Evaluations.FirstOrDefault(e => e.Year == task.Year)?.Bodies
            .FirstOrDefault(e => e.Body == first.Body);
        return new FirstBodyAnswer(first.Number, first.Body.ToString(), VerificationEndpoints.NameOf(first.Body, state),
            task.Conclusion!.Verified.Count - first.Conclusion!.Verified.Count, // both are closed
            now is null ? null : Score(now), published is null ? null : Score(published));
    }

    public static string Score(BodyEvaluation evaluation) => Text.Of(evaluation.Score / 100m);
}
