using Chutan.Market.Compliance;
using Chutan.Market.Offsets;
using Chutan.Market.Registry;

namespace Chutan.Market.Flows;

/// <summary>清缴: obligation, deadline, amount owed, offset rules, holding — in this order — then the ledger.</summary>
internal static class Surrendering
{
    public static Decision Decide(SurrenderUnits command, CommandContext context, MarketState state)
    {
        if (state.Registry.OwnerOf(command.Account) is not { } owner)
            return ComplianceRefusals.UnknownAccount.With(ComplianceRefusals.Duty, ("account", command.Account));
        if (command.Quantity.IsZero) return ComplianceRefusals.QuantityNeeded.With(ComplianceRefusals.Duty);
        var basis = context.Rules.Get(ComplianceKeys.Obligation, command.Year);
        var beyond = context.Rules.Get(ComplianceKeys.BeyondOwed, command.Year);
        if (context.Rules.Missing is { } missing) return missing;
        var obligation = Obligation.Of(command.Year, owner, basis, state.Mrv, state.Compliance);
        if (obligation.Counted == 0 && beyond == OverSurrender.Refused)
            return ComplianceRefusals.NoObligation.With(ComplianceRefusals.Duty, ("participant", owner),
                ("year", command.Year));
        var (deadline, noDeadline) = Deadlines.Of(command.Year, context.Rules, state.Compliance);
        if (noDeadline is not null) return noDeadline;
        var makeUp = context.Date > deadline;
        if (makeUp && !context.Rules.Get(CompliancePolicyKeys.MakeUpAllowed, command.Year))
            return context.Rules.Missing ?? ComplianceRefusals.AfterDeadline.With(ComplianceRefusals.Duty,
                ("year", command.Year), ("date", deadline));
        if (beyond == OverSurrender.Refused && command.Quantity > obligation.Outstanding)
            return ComplianceRefusals.MoreThanOwed.With(context.Rules.Cite(ComplianceKeys.BeyondOwed, command.Year),
                ("owed", obligation.Outstanding), ("quantity", command.Quantity));
        return command.Kind == UnitKind.Allowance
            ? Allowances(command, owner, makeUp, state)
            : Offsets(command, owner, obligation, makeUp, context, state);
    }

    /// <summary>Allowances of the year or earlier: nothing is borrowed from later vintages.</summary>
    private static Decision Allowances(SurrenderUnits command, ParticipantId owner, bool makeUp, MarketState state)
    {
        var usable = Tonnes.Zero;
        foreach (var lot in state.Registry.Lots(command.Account))
            if (lot.Attributes.Kind == UnitKind.Allowance && lot.Attributes.Vintage.Year <= command.Year.Year)
                usable += new Tonnes(lot.Block.Count);
        if (usable < command.Quantity
            && state.Registry.Available(command.Account, UnitKind.Allowance) >= command.Quantity)
            return ComplianceRefusals.NotEnoughEligible.With(ComplianceRefusals.Duty, ("year", command.Year),
                ("eligible", usable), ("quantity", command.Quantity));
        var draft = new LedgerDraft(state.Registry);
        return draft.Move(command.Account, state.Registry.Surrendered, UnitKind.Allowance, command.Quantity,
                MovementCause.Surrender, marksTraded: false, Reference(command.Year), null,
                lot => lot.Attributes.Vintage.Year <= command.Year.Year) is { } refusal
            ? refusal
            : Accept(draft, command, owner, Tonnes.Zero, makeUp);
    }

    private static Decision Offsets(SurrenderUnits command, ParticipantId owner, Obligation obligation, bool makeUp,
        CommandContext context, MarketState state)
    {
        if (Eligibility.Disabled(command.Kind, command.Year, context.Rules) is { } disabled) return disabled;
        var usable = OffsetLots.Sort(command, owner, context.Rules, state);
        if (context.Rules.Missing is { } missing) return missing;
        if (usable.Eligible < command.Quantity && usable.FirstRefusal is { } reason)
            return usable.Eligible.IsZero ? reason : ComplianceRefusals.NotEnoughEligible.With(reason.Basis,
                ("year", command.Year), ("eligible", usable.Eligible), ("quantity", command.Quantity));
        if (OffsetLimit(command, owner, obligation, context.Rules, state) is { } beyond) return beyond;
        var fromPartners = command.Quantity.Beyond(usable.Home);
        if (!fromPartners.IsZero
            && PartnerLimit(command, owner, fromPartners, context.Rules, state) is { } over) return over;

        var draft = new LedgerDraft(state.Registry);
        var refusal = Move(draft, command, state, command.Quantity - fromPartners, usable.HomeProjects)
            ?? Move(draft, command, state, fromPartners, usable.PartnerProjects);
        return refusal is not null ? refusal : Accept(draft, command, owner, fromPartners, makeUp);
    }

    /// <summary>The limit: a rate of its own base, less what was used.</summary>
    private static Refusal? OffsetLimit(SurrenderUnits command, ParticipantId owner, Obligation obligation,
        RuleReader rules, MarketState state)
    {
        var limit = OffsetAllowance.Of(command.Year, owner, obligation.Due, rules, state.Allocation);
        if (rules.Missing is { } missing) return missing;
        if (limit is not { } allowance)
            return ComplianceRefusals.NoInitialAllocation.With(rules.Cite(OffsetKeys.LimitBase, command.Year),
                ("participant", owner), ("year", command.Year));
        var used = state.Compliance.Find(command.Year, owner)?.Offsets ?? Tonnes.Zero;
        return used + command.Quantity > allowance.Limit
            ? ComplianceRefusals.OffsetsBeyondLimit.With(allowance.Basis, ("limit", allowance.Limit), ("used", used),
                ("quantity", command.Quantity))
            : null;
    }

    private static Refusal? PartnerLimit(
        SurrenderUnits command, ParticipantId owner, Tonnes fromPartners, RuleReader rules,
        MarketState state)
    {
        var most = rules.Get(OffsetKeys.PartnerProvinceCap, command.Year);
        if (rules.Missing is { } missing) return missing;
        var used = state.Compliance.Find(command.Year, owner)?.FromPartners ?? Tonnes.Zero;
        return used + fromPartners > most
            ? ComplianceRefusals.PartnersBeyondLimit.With(rules.Cite(OffsetKeys.PartnerProvinceCap, command.Year),
                ("limit", most), ("used", used), ("quantity", fromPartners))
            : null;
    }

    private static Refusal? Move(LedgerDraft draft, SurrenderUnits command, MarketState state, Tonnes quantity,
        IReadOnlySet<string> projects) => quantity.IsZero ? null
        : draft.Move(command.Account, state.Registry.Surrendered, command.Kind, quantity, MovementCause.Surrender,
            marksTraded: false, Reference(command.Year), null, lot => projects.Contains(lot.Attributes.Project)
                && lot.Attributes.Vintage.Year <= command.Year.Year);

    private static Decision Accept(LedgerDraft draft, SurrenderUnits command, ParticipantId owner, Tonnes fromPartners,
        bool makeUp) => Decision.Accept([.. draft.Events, new UnitsSurrendered(command.Year, owner, command.Account,
            command.Kind, command.Quantity, fromPartners, makeUp)]);

    private static string Reference(ComplianceYear year) => $"surrender:{Text.Of(year)}";
}

/// <summary>抵销上限: how much an entity may offset in a year, by the base its rule names.</summary>
public readonly record struct OffsetAllowance(Tonnes Limit, OffsetBase Base, Citation Basis)
{
    /// <summary>Null when the base is not known yet; ask <see cref="RuleReader.Missing"/> first.</summary>
    public static OffsetAllowance? Of(ComplianceYear year, ParticipantId participant, Tonnes due, RuleReader rules,
        Allocation.AllocationState allocation)
    {
        var baseOf = rules.Get(OffsetKeys.LimitBase, year);
        if (rules.Missing is not null) return null;
        if (baseOf == OffsetBase.AmountDue)
            return new OffsetAllowance(rules.Get(OffsetKeys.LimitNational, year).RoundDown(due), baseOf,
                rules.Cite(OffsetKeys.LimitNational, year));
        return allocation.Find(year, participant)?.Initial is { } initial
            ? new OffsetAllowance(rules.Get(OffsetKeys.LimitHubei, year).RoundDown(initial), baseOf,
                rules.Cite(OffsetKeys.LimitHubei, year))
            : null;
    }
}

/// <summary>An account's offset lots of one kind, sorted by whether and how they count.</summary>
internal sealed record OffsetLots(Tonnes Home, Tonnes Partner, IReadOnlySet<string> HomeProjects,
    IReadOnlySet<string> PartnerProjects, Refusal? FirstRefusal)
{
    public Tonnes Eligible => Home + Partner;

    public static OffsetLots Sort(SurrenderUnits command, ParticipantId owner, RuleReader rules, MarketState state)
    {
        var city = state.Participants.Find(owner)?.City ?? "";
        var (homeProjects, partnerProjects) = (new SortedSet<string>(StringComparer.Ordinal),
            new SortedSet<string>(StringComparer.Ordinal));
        var (home, partner) = (Tonnes.Zero, Tonnes.Zero);
        Refusal? first = null;
        foreach (var lot in state.Registry.Lots(command.Account))
        {
            if (lot.Attributes.Kind != command.Kind || lot.Attributes.Vintage.Year > command.Year.Year) continue;
            var refusal = state.Offsets.Find(lot.Attributes.Project) is { } project
                ? Eligibility.Check(project, city, command.Year, rules)
                : OffsetRefusals.UnknownProject.With(OffsetRefusals.Order, ("project", lot.Attributes.Project));
            if (refusal is not null) first ??= refusal;
            else if (Eligibility.IsPartner(state.Offsets.Find(lot.Attributes.Project)!, command.Year, rules))
            {
                partner += new Tonnes(lot.Block.Count);
                partnerProjects.Add(lot.Attributes.Project);
            }
            else
            {
                home += new Tonnes(lot.Block.Count);
                homeProjects.Add(lot.Attributes.Project);
            }
        }
        return new OffsetLots(home, partner, homeProjects, partnerProjects, first);
    }
}
