using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Exchange;

namespace Chutan.Market.Flows;

/// <summary>处罚: the fine by the provisions in force on the day of the deadline, and what it does to the next
/// allocation.</summary>
internal static class Penalising
{
    public static Decision Decide(ImposePenalty command, CommandContext context, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return ComplianceRefusals.DecisionNeeded.With(ComplianceRefusals.Duty);
        var (entity, deadline, regime, barred) = Penalisable(command.Year, command.Participant, context.Rules, state);
        if (entity is null) return barred!; // one of the two is there
        var open = entity.Unpenalised;
        var (terms, refusal) = regime switch
        {
            PenaltyRegime.LocalMultiple => Local(command, open, deadline, context.Rules, state.Exchange),
            PenaltyRegime.NationalMultiple => National(command, entity, deadline, context.Rules, state.Exchange),
            _ => Fixed(command, open, deadline, context.Rules),
        };
        if (refusal is not null || terms is null) return refusal
            ?? ComplianceRefusals.ChoiceNeeded.With(ComplianceRefusals.Duty);
        return Impose(command.Year, command.Participant, terms, yearsLater: Later(regime, deadline, context.Rules));
    }

    /// <summary>What a penalty for a shortfall could be chosen from now; null when none could be imposed.</summary>
    public static PenaltyRange? RangeOf(ComplianceYear year, ParticipantId participant, RuleReader rules,
        MarketState state)
    {
        var (entity, deadline, regime, _) = Penalisable(year, participant, rules, state);
        if (entity is null) return null;
        PenaltyRange Of(bool byMultiple, ParameterKey<Rate> least, ParameterKey<Rate> most) => new(byMultiple,
            rules.Get(least, deadline).ToDecimal(), rules.Get(most, deadline).ToDecimal(), entity.Unpenalised,
            regime == PenaltyRegime.NationalMultiple, rules.Cite(least, deadline));
        var range = regime switch
        {
            PenaltyRegime.LocalMultiple => Of(true, ComplianceKeys.ShortfallMultipleMin,
                ComplianceKeys.ShortfallMultipleMax),
            PenaltyRegime.NationalMultiple => Of(true, ComplianceKeys.NationalShortfallMultipleMin,
                ComplianceKeys.NationalShortfallMultipleMax),
            _ => new PenaltyRange(false, rules.Get(ComplianceKeys.NationalShortfallFixedMin, deadline).Fen,
                rules.Get(ComplianceKeys.NationalShortfallFixedMax, deadline).Fen, entity.Unpenalised, false,
                rules.Cite(ComplianceKeys.NationalShortfallFixedMin, deadline)),
        };
        return rules.Missing is null ? range : null;
    }

    /// <summary>The shortfall a penalty may be imposed for and the provisions of the day of its deadline, or why there
    /// is none.</summary>
    private static (EntityCompliance? Entity, LocalDate Deadline, PenaltyRegime Regime, Refusal? Barred) Penalisable(
        ComplianceYear year, ParticipantId participant, RuleReader rules, MarketState state)
    {
        if (state.Compliance.AssessedOn(year) is null)
            return (null, default, default, ComplianceRefusals.NotAssessed.With(ComplianceRefusals.Duty,
                ("year", year)));
        if (state.Compliance.Find(year, participant) is not { Shortfall.IsZero: false } entity)
            return (null, default, default, ComplianceRefusals.NothingToPenalise.With(ComplianceRefusals.Duty,
                ("participant", participant), ("year", year)));
        // A shortfall that grew when emissions were restated is penalised for what came on top.
        if (entity.Unpenalised.IsZero)
            return (null, default, default, ComplianceRefusals.AlreadyPenalised.With(ComplianceRefusals.Duty,
                ("participant", participant), ("year", year)));
        var (deadline, noDeadline) = Deadlines.Of(year, rules, state.Compliance);
        if (noDeadline is not null) return (null, default, default, noDeadline);
        var regime = rules.Get(CompliancePolicyKeys.Regime, deadline);
        return rules.Missing is { } missing ? (null, default, default, missing) : (entity, deadline, regime, null);
    }

    public static Decision Decide(ImposeReportPenalty command, CommandContext context, MarketState state)
    {
        if (string.IsNullOrWhiteSpace(command.Decision))
            return ComplianceRefusals.DecisionNeeded.With(ComplianceRefusals.Duty);
        if (command.Breach is Breach.Shortfall or Breach.DataFraud
            || state.Allocation.Find(command.Year, command.Participant) is null)
            return ComplianceRefusals.NothingToPenalise.With(ComplianceRefusals.Duty,
                ("participant", command.Participant), ("year", command.Year));
        if (state.Compliance.Find(command.Year, command.Participant)?.Penalties.Any(p =>
            p.Breach == command.Breach) == true)
            return ComplianceRefusals.AlreadyPenalised.With(ComplianceRefusals.Duty,
                ("participant", command.Participant), ("year", command.Year));
        return command.Breach == Breach.NoReport
            ? NoReport(command, context, state)
            : VerificationBlocked(command, context);
    }

    private static Decision NoReport(ImposeReportPenalty command, CommandContext context, MarketState state)
    {
        if (state.Mrv.Find(command.Year, command.Participant) is { Late: false, Revision: > 0 })
            return ComplianceRefusals.NothingToPenalise.With(ComplianceRefusals.Duty,
                ("participant", command.Participant), ("year", command.Year));
        var least = context.Rules.Get(ComplianceKeys.ReportFineMin, context.Date);
        var most = context.Rules.Get(ComplianceKeys.ReportFineMax, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var basis = context.Rules.Cite(ComplianceKeys.ReportFineMin, context.Date);
        if (command.Fine is { } fine && (fine < least || fine > most)) return OutOfRange(fine, least, most, basis);
        return Impose(command.Year, command.Participant, new Penalty(Breach.NoReport, Tonnes.Zero, default, Money.Zero,
            least, most, null, null, command.Fine ?? Money.Zero, Tonnes.Zero, null, basis, command.Decision), 1);
    }

    private static Decision VerificationBlocked(ImposeReportPenalty command, CommandContext context)
    {
        var factor = context.Rules.Get(ComplianceKeys.VerificationNextYearFactor, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        var penalty = new Penalty(Breach.VerificationBlocked, Tonnes.Zero, default, Money.Zero, Money.Zero, Money.Zero,
            null, null, Money.Zero, Tonnes.Zero, factor,
            context.Rules.Cite(ComplianceKeys.VerificationNextYearFactor, context.Date), command.Decision);
        return Decision.Accept(new PenaltyImposed(command.Year, command.Participant, penalty),
            new NextYearFactorBooked(command.Year.Next, command.Participant, factor, command.Decision));
    }

    private static (Penalty? Terms, Refusal? Refusal) Local(ImposePenalty command, Tonnes shortfall, LocalDate deadline,
        RuleReader rules, ExchangeState exchange)
    {
        var min = rules.Get(ComplianceKeys.ShortfallMultipleMin, deadline);
        var max = rules.Get(ComplianceKeys.ShortfallMultipleMax, deadline);
        var cap = rules.Get(ComplianceKeys.ShortfallCap, deadline);
        var deduction = rules.Get(ComplianceKeys.ShortfallDeduction, deadline);
        var priceBase = rules.Get(ComplianceKeys.ShortfallPriceBase, deadline);
        if (rules.Missing is { } missing) return (null, missing);
        var (price, noPrice) = Price(priceBase, command.Year, deadline, rules, exchange);
        return noPrice is not null ? (null, noPrice)
            : Multiple(command, shortfall, shortfall, price, (min, max), cap, deduction,
                rules.Cite(ComplianceKeys.ShortfallMultipleMin, deadline));
    }

    private static (Penalty? Terms, Refusal? Refusal) National(ImposePenalty command, EntityCompliance entity,
        LocalDate deadline, RuleReader rules, ExchangeState exchange)
    {
        var min = rules.Get(ComplianceKeys.NationalShortfallMultipleMin, deadline);
        var max = rules.Get(ComplianceKeys.NationalShortfallMultipleMax, deadline);
        var deduction = rules.Get(ComplianceKeys.NationalShortfallDeduction, deadline);
        if (rules.Missing is { } missing) return (null, missing);
        var (price, noPrice) = Price(PenaltyPriceBase.MonthBeforeDeadline, command.Year, deadline, rules, exchange);
        // The deduction comes only on refusal to make good, and only of what is still missing.
        var deducted = command.Refused ? entity.StillMissing : Tonnes.Zero;
        return noPrice is not null ? (null, noPrice)
            : Multiple(command, entity.Unpenalised, deducted, price, (min, max), null, deduction,
                rules.Cite(ComplianceKeys.NationalShortfallMultipleMin, deadline));
    }

    private static (Penalty? Terms, Refusal? Refusal) Fixed(ImposePenalty command, Tonnes shortfall, LocalDate deadline,
        RuleReader rules)
    {
        var least = rules.Get(ComplianceKeys.NationalShortfallFixedMin, deadline);
        var most = rules.Get(ComplianceKeys.NationalShortfallFixedMax, deadline);
        if (rules.Missing is { } missing) return (null, missing);
        var basis = rules.Cite(ComplianceKeys.NationalShortfallFixedMin, deadline);
        if (command.Fine is not { } fine) return (null, ComplianceRefusals.ChoiceNeeded.With(basis));
        return fine < least || fine > most
            ? (null, OutOfRange(fine, least, most, basis))
            : (new Penalty(Breach.Shortfall, shortfall, default, Money.Zero, least, most, null, null, fine, Tonnes.Zero,
                null, basis, command.Decision), null);
    }

    /// <summary>The fine at the chosen multiple of shortfall × price, never above the ceiling.</summary>
    private static (Penalty? Terms, Refusal? Refusal) Multiple(
        ImposePenalty command, Tonnes shortfall, Tonnes deductedOf,
        Price price, (Rate Min, Rate Max) range, Money? cap, Rate deduction, Citation basis)
    {
        if (command.Multiple is not { } multiple) return (null, ComplianceRefusals.ChoiceNeeded.With(basis));
        if (multiple < range.Min || multiple > range.Max)
            return (null, ComplianceRefusals.OutOfRange.With(basis, ("chosen", multiple.ToDecimal()),
                ("least", range.Min.ToDecimal()), ("most", range.Max.ToDecimal())));
        var value = price * shortfall;
        var fine = Capped(multiple.HalfUp(value), cap);
        return (new Penalty(Breach.Shortfall, shortfall, price, value, Capped(range.Min.HalfUp(value), cap),
            Capped(range.Max.HalfUp(value), cap), cap, multiple, fine, deduction.RoundDown(deductedOf), null, basis,
            command.Decision), null);
    }

    /// <summary>The average price of trades in the period the law names, half up to the fen.</summary>
    private static (Price Price, Refusal? Refusal) Price(PenaltyPriceBase priceBase, ComplianceYear year,
        LocalDate deadline, RuleReader rules, ExchangeState exchange)
    {
        var (from, through) = (default(LocalDate), default(LocalDate));
        if (priceBase == PenaltyPriceBase.MonthBeforeDeadline)
            (from, through) = (deadline.PlusMonths(-1), deadline.PlusDays(-1));
        else
        {
            var which = rules.Get(CompliancePolicyKeys.PriceYear, deadline);
            if (rules.Missing is { } missing) return (default, missing);
            var of = which == PenaltyPriceYear.ComplianceYear ? year.Year : deadline.Year;
            (from, through) = (new LocalDate(of, 1, 1), new LocalDate(of, 12, 31));
        }
        var (volume, turnover) = (Tonnes.Zero, Money.Zero);
        foreach (var day in exchange.Days)
            if (day.Date >= from && day.Date <= through)
            {
                volume += day.Volume;
                turnover += day.Turnover;
            }
        return volume.IsZero
            ? (default, ComplianceRefusals.NoPrice.With(ComplianceRefusals.Duty, ("from", from), ("through", through)))
            : (new Price(Rounding.HalfUp(turnover.Fen, volume.Count)), null);
    }

    private static Decision Impose(ComplianceYear year, ParticipantId participant, Penalty penalty, int yearsLater)
    {
        var imposed = new PenaltyImposed(year, participant, penalty);
        return penalty.Deduction.IsZero
            ? Decision.Accept(imposed)
            : Decision.Accept(imposed, new DeductionBooked(new ComplianceYear(year.Year + yearsLater), participant,
                penalty.Deduction, penalty.Decision));
    }

    private static int Later(PenaltyRegime regime, LocalDate deadline, RuleReader rules) =>
        regime == PenaltyRegime.LocalMultiple ? rules.Get(ComplianceKeys.ShortfallDeductionYears, deadline) : 1;

    private static Money Capped(Money fine, Money? cap) => cap is { } most ? Money.Min(fine, most) : fine;

    private static Refusal OutOfRange(Money fine, Money least, Money most, Citation basis) =>
        ComplianceRefusals.OutOfRange.With(basis, ("chosen", fine), ("least", least), ("most", most));
}
