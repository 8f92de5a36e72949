namespace Chutan.Market.Rulebook;

/// <summary>采用规则库: puts a whole rulebook in force in this market. Its content travels with the command.</summary>
[Wire("rulebook.adopt"), By(Scope.Any, Rights.None, Role.Authority, Role.Scheduler)]
public sealed record AdoptRulebook(RulebookContent Content) : Command;

/// <summary>采纳取值: makes one assumed or disputed value usable, with a reason. <paramref name="Value"/> is one of the
/// values the sources give, or the operator's own.</summary>
/// <param name="From">First day of the version adopted.</param>
[Wire("rulebook.adopt-value"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record AdoptRuleValue(string Key, LocalDate From, string Value, string Reason) : Command;

[Wire("rulebook.adopted")]
public sealed record RulebookAdopted(RulebookContent Content) : RulebookEvent;

[Wire("rulebook.value-adopted")]
public sealed record RuleValueAdopted(Adoption Adoption) : RulebookEvent;

/// <summary>规则的采用: which law this market goes by is itself a journalled decision.</summary>
internal static class Adopting
{
    private static readonly Citation House = new("Chutan rulebook", "adoption");

    public static Decision Decide(AdoptRulebook command)
    {
        foreach (var group in command.Content.Values.GroupBy(v => v.Key, StringComparer.Ordinal))
        {
            if (RuleKeys.Find(group.Key) is not { } key)
                return RulebookRefusals.UnknownKey.With(House, ("key", group.Key));
            LocalDate? lastThrough = LocalDate.MinIsoValue;
            foreach (var value in group.OrderBy(v => v.From))
            {
                if (key.Problem(value.Value) is { } expected)
                    return RulebookRefusals.BadValue.With(House, ("key", group.Key), ("value", value.Value),
                        ("expected", expected));
                if (lastThrough is not { } end || value.From <= end)
                    return RulebookRefusals.Overlap.With(House, ("key", group.Key), ("date", value.From));
                lastThrough = value.Through;
            }
        }
        return Decision.Accept(new RulebookAdopted(command.Content));
    }

    public static Decision Decide(AdoptRuleValue command, CommandContext context, RulebookState rulebook)
    {
        if (RuleKeys.Find(command.Key) is not { } key)
            return RulebookRefusals.UnknownKey.With(House, ("key", command.Key));
        if (rulebook.History(command.Key).FirstOrDefault(v => v.From == command.From) is not { } version)
            return RulebookRefusals.UnknownVersion.With(House, ("key", command.Key), ("date", command.From));
        if (key.Problem(command.Value) is { } expected)
            return RulebookRefusals.BadValue.With(rulebook.Cite(version), ("key", command.Key),
                ("value", command.Value), ("expected", expected));
        if (string.IsNullOrWhiteSpace(command.Reason))
            return RulebookRefusals.ReasonNeeded.With(rulebook.Cite(version), ("key", command.Key));
        return Decision.Accept(new RuleValueAdopted(new Adoption(version.Version, command.Value, context.Actor.User,
            context.At, context.Position, command.Reason)));
    }
}
