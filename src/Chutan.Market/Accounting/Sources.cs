using Chutan.Market.Quantification;

namespace Chutan.Market.Accounting;

/// <summary>范围 (GHG Protocol).</summary>
public enum EmissionScope
{
    /// <summary>Of the company's own sources 范围一.</summary>
    Direct = 1,
    /// <summary>Of electricity and heat bought 范围二.</summary>
    Energy = 2,
    /// <summary>Up and down the chain of value 范围三.</summary>
    ValueChain = 3,
}

/// <summary>A choice the methodology asks for that stays with the source: the fuel, the gas, the mode.</summary>
public sealed record SourceChoice(string Name, string Code);

/// <summary>排放源: what emits at a site, and the published methodology that turns its activity into emissions.
/// </summary>
/// <param name="ValueChainCategory">GHG Protocol category 1 to 15 of a scope 3 source; 0 when none of them fits, and
/// for the other scopes.</param>
/// <param name="Product">The product it serves; empty when shared.</param>
/// <param name="From">First month with figures.</param>
/// <param name="ClosedFrom">First month without; null while it runs.</param>
public sealed record EmissionSource(SourceId Id, ParticipantId Participant, SiteId Site, string NameZh, string NameEn,
    EmissionScope Scope, int ValueChainCategory, string Methodology, string Version,
    ImmutableArray<SourceChoice> Choices, string Product, LocalDate From, LocalDate? ClosedFrom)
{
    public int IsoCategory => Categories.IsoOf(Scope, ValueChainCategory);

    public bool RunsIn(int year, int month)
    {
        var day = new LocalDate(year, month, 1);
        return From <= day && (ClosedFrom is not { } closed || day < closed);
    }
}

/// <summary>The two ways to sort emissions, and how one follows from the other.</summary>
public static class Categories
{
    public const int MostValueChain = 15;

    /// <summary>The category of ISO 14064-1:2018: 1 direct, 2 imported energy, 3 transport, 4 products used, 5 use of
    /// products, 6 other. It follows from the scope and the GHG Protocol's category.</summary>
    public static int IsoOf(EmissionScope scope, int valueChainCategory) => scope switch
    {
        EmissionScope.Direct => 1,
        EmissionScope.Energy => 2,
        _ => valueChainCategory switch
        {
            4 or 6 or 7 or 9 => 3,
            1 or 2 or 3 or 5 or 8 => 4,
            >= 10 and <= 15 => 5,
            _ => 6,
        },
    };
}

/// <summary>登记排放源.</summary>
[Wire("accounting.register-source"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RegisterSource(ParticipantId Participant, SiteId Site, string NameZh, string NameEn,
    EmissionScope EmissionScope, int ValueChainCategory, string Methodology, string Version,
    ImmutableArray<SourceChoice> Choices, string Product, LocalDate From) : Command, IConcernsParticipant;

/// <summary>停用排放源: no figures from a month on.</summary>
[Wire("accounting.close-source"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record CloseSource(ParticipantId Participant, SourceId Source, LocalDate From, string Reason)
    : Command, IConcernsParticipant;

[Wire("accounting.source-registered")]
public sealed record SourceRegistered(EmissionSource Source) : AccountingEvent;

[Wire("accounting.source-closed")]
public sealed record SourceClosed(ParticipantId Participant, SourceId Source, LocalDate From, string Reason)
    : AccountingEvent;

/// <summary>排放源登记.</summary>
internal static class RegisteringSources
{
    public static Decision Decide(RegisterSource command, AccountingState state, QuantificationState methods)
    {
        if (state.Find(command.Site, command.Participant) is not { } site)
            return AccountingRefusals.UnknownSite.With(AccountingRefusals.Inventory, ("site", command.Site));
        if (!Wording.IsName(command.NameZh) || command.NameEn.Length > Wording.LongestName
            || command.Product.Length > Wording.LongestName)
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "name"));
        if (command.From.Day != 1)
            return AccountingRefusals.NotMonthStart.With(AccountingRefusals.Inventory, ("date", command.From));
        if (methods.Find(command.Methodology, command.Version) is not { } methodology
            || methodology.Head.Sector != SourceMethods.Sector)
            return AccountingRefusals.UnknownMethod.With(AccountingRefusals.Inventory,
                ("methodology", command.Methodology), ("version", command.Version));
        if (ScopeProblem(command, methodology) is { } problem) return problem;
        if (ChoiceProblem(command.Choices, methodology) is { } wrong) return wrong;
        return Decision.Accept(new SourceRegistered(new EmissionSource(state.NextSource, command.Participant, site.Id,
            command.NameZh.Trim(), command.NameEn.Trim(), command.EmissionScope, command.ValueChainCategory,
            command.Methodology, command.Version,
            [.. command.Choices.OrderBy(c => c.Name, StringComparer.Ordinal)], command.Product.Trim(), command.From,
            null)));
    }

    public static Decision Decide(CloseSource command, AccountingState state)
    {
        if (state.Find(command.Source, command.Participant) is not { } source)
            return AccountingRefusals.UnknownSource.With(AccountingRefusals.Inventory, ("source", command.Source));
        if (command.From.Day != 1)
            return AccountingRefusals.NotMonthStart.With(AccountingRefusals.Inventory, ("date", command.From));
        if (!Wording.IsReason(command.Reason))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Inventory, ("field", "reason"));
        foreach (var inventory in state.InventoriesOf(command.Participant))
            foreach (var entry in inventory.Entries.Values)
                if (entry.Source == source.Id && new LocalDate(inventory.Year, entry.Month, 1) >= command.From)
                    return AccountingRefusals.FiguresAfterClosing.With(AccountingRefusals.Inventory,
                        ("source", source.NameZh), ("month", Inventory.MonthText(inventory.Year, entry.Month)));
        return Decision.Accept(new SourceClosed(command.Participant, source.Id, command.From, command.Reason.Trim()));
    }

    /// <summary>Energy bought is never scope 1, what the company burns or leaks never scope 2, and only scope 3 has
    /// categories of the value chain.</summary>
    private static Refusal? ScopeProblem(RegisterSource command, Methodology methodology)
    {
        var isEnergy = SourceMethods.IsEnergyBought(methodology);
        if (!Enum.IsDefined(command.EmissionScope)
            || isEnergy && command.EmissionScope == EmissionScope.Direct
            || !isEnergy && command.EmissionScope == EmissionScope.Energy)
            return AccountingRefusals.WrongScope.With(AccountingRefusals.Inventory,
                ("methodology", methodology.Head.Zh), ("scope", (int)command.EmissionScope));
        var most = command.EmissionScope == EmissionScope.ValueChain ? Categories.MostValueChain : 0;
        return command.ValueChainCategory < 0 || command.ValueChainCategory > most
            ? AccountingRefusals.WrongCategory.With(AccountingRefusals.Inventory,
                ("category", command.ValueChainCategory), ("most", most))
            : null;
    }

    private static Refusal? ChoiceProblem(ImmutableArray<SourceChoice> choices, Methodology methodology)
    {
        var asked = SourceMethods.ChoicesOf(methodology).ToList();
        foreach (var choice in choices)
            if (asked.FirstOrDefault(a => a.Name == choice.Name) is not { } input
                || input.Options.All(o => o.Code != choice.Code)
                || choices.Count(c => c.Name == choice.Name) > 1)
                return Wrong(choice.Name, choice.Code);
        foreach (var input in asked)
            if (!input.IsOptional && choices.All(c => c.Name != input.Name)) return Wrong(input.Name, "");
        return null;

        Refusal Wrong(string name, string code) => AccountingRefusals.WrongChoice.With(AccountingRefusals.Inventory,
            ("name", name), ("code", code), ("expected", string.Join(", ",
                asked.Where(a => a.Name == name).SelectMany(a => a.Options).Select(o => o.Code))));
    }
}
