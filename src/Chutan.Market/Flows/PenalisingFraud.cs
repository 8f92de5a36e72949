using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Mrv;

namespace Chutan.Market.Flows;

/// <summary>处罚数据造假: a fine by the gain or a fixed one, and a cut of the next allocation that is not yet determined.
/// </summary>
internal static class PenalisingFraud
{
    public static Decision Decide(PenaliseFraud command, CommandContext context, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return ComplianceRefusals.DecisionNeeded.With(ReportRefusals.Fraud);
        if (!state.Mrv.Annuals.Reopenings(command.Participant, command.Year).Any(r => r.Fraud))
            return ReportRefusals.NoFraud.With(ReportRefusals.Fraud, ("participant", command.Participant),
                ("year", command.Year));
        if (state.Compliance.Find(command.Year, command.Participant)?.Penalties.Any(p =>
            p.Breach == Breach.DataFraud) == true)
            return ComplianceRefusals.AlreadyPenalised.With(ReportRefusals.Fraud,
                ("participant", command.Participant), ("year", command.Year));
        var (range, refusal) = Fine(command, context);
        if (refusal is not null) return refusal;
        var least = context.Rules.Get(ReportKeys.FraudCutMin, context.Date);
        var most = context.Rules.Get(ReportKeys.FraudCutMax, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(ReportKeys.FraudCutMin, context.Date);
        if (command.Cut is { } cut && (cut < least || cut > most))
            return ComplianceRefusals.OutOfRange.With(basis, ("chosen", cut.ToDecimal()), ("least", least.ToDecimal()),
                ("most", most.ToDecimal()));
        Rate? left = command.Cut is { } taken ? new Rate(Rate.One.Parts - taken.Parts) : null;
        var penalty = new Penalty(Breach.DataFraud, Tonnes.Zero, default, command.Gain, range.Least, range.Most, null,
            command.Multiple, range.Chosen, Tonnes.Zero, left, basis, command.Decision.Trim());
        var imposed = new PenaltyImposed(command.Year, command.Participant, penalty);
        return left is { } factor
            ? Decision.Accept(imposed, new NextYearFactorBooked(AllocationLedger.FirstOpen(command.Year,
                command.Participant, state.Allocation), command.Participant, factor,
                command.Decision.Trim()))
            : Decision.Accept(imposed);
    }

    /// <summary>By the gain where there is one of some size; otherwise a fixed amount within its range.</summary>
    private static ((Money Least, Money Most, Money Chosen) Range, Refusal? Refusal) Fine(
        PenaliseFraud command, CommandContext context)
    {
        var small = context.Rules.Get(ReportKeys.FraudSmallGain, context.Date);
        var (min, max) = (context.Rules.Get(ReportKeys.FraudMultipleMin, context.Date),
            context.Rules.Get(ReportKeys.FraudMultipleMax, context.Date));
        var (least, most) = (context.Rules.Get(ReportKeys.FraudFineMin, context.Date),
            context.Rules.Get(ReportKeys.FraudFineMax, context.Date));
        if (context.Rules.Missing is { } missing) return (default, missing);
        var basis = context.Rules.Cite(ReportKeys.FraudFineMin, context.Date);
        if (command.Gain >= small)
        {
            if (command.Multiple is not { } multiple) return (default, ComplianceRefusals.ChoiceNeeded.With(basis));
            return multiple < min || multiple > max
                ? (default, ComplianceRefusals.OutOfRange.With(basis, ("chosen", multiple.ToDecimal()),
                    ("least", min.ToDecimal()), ("most", max.ToDecimal())))
                : ((min.HalfUp(command.Gain), max.HalfUp(command.Gain), multiple.HalfUp(command.Gain)), null);
        }
        if (command.Fine is not { } fine) return (default, ComplianceRefusals.ChoiceNeeded.With(basis));
        return fine < least || fine > most
            ? (default, ComplianceRefusals.OutOfRange.With(basis, ("chosen", fine), ("least", least), ("most", most)))
            : ((least, most, fine), null);
    }
}
