using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Chutan.Market.Tests.Architecture;

/// <summary>
/// Who may look at whom. Kernel and Rulebook are open to every room. The types beside the rooms (MarketState, Dispatch,
/// Authority) put the rooms together: they may read all, and only Flows may read them.
/// </summary>
internal static class Rooms
{
    public const string Together = "(Market)";

    private static readonly ImmutableArray<string> All =
    [
        "Kernel", "Rulebook", "Quantification", "Participants", "Registry", "Allocation", "Mrv", "Exchange", "Auctions",
        "Clearing", "Compliance", "Offsets", "Inclusion", "Footprint", "Finance", "Oversight", "Disclosure", "Flows",
        "Accounting",
    ];

    public static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> MayRead =
        new Dictionary<string, ImmutableArray<string>>
        {
            ["Kernel"] = [],
            ["Rulebook"] = ["Kernel"],
            ["Participants"] = Open(),
            ["Registry"] = Open("Participants"),
            ["Quantification"] = Open(),
            ["Mrv"] = Open("Participants", "Quantification"),
            ["Allocation"] = Open("Registry", "Mrv"),
            ["Clearing"] = Open("Participants", "Registry"),
            ["Exchange"] = Open("Participants"),
            ["Auctions"] = Open("Participants", "Exchange"),
            ["Offsets"] = Open("Participants", "Registry", "Quantification", "Mrv"),
            ["Inclusion"] = Open("Participants", "Registry", "Quantification", "Mrv", "Offsets"),
            ["Compliance"] = Open("Registry", "Mrv", "Offsets", "Inclusion"),
            ["Accounting"] = Open("Participants", "Quantification", "Registry", "Mrv"),
            ["Footprint"] = Open("Participants", "Quantification", "Mrv"),
            ["Finance"] = Open("Participants", "Registry", "Clearing", "Exchange"),
            ["Oversight"] = AllBut("Oversight", "Disclosure", "Flows"),
            ["Disclosure"] = AllBut("Disclosure", "Flows"),
            ["Flows"] = [.. AllBut("Flows"), Together],
            [Together] = All,
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The room of a type by its namespace; null for what is not part of the market.</summary>
    public static string? Of(Type type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        var name = type.Namespace ?? "";
        if (name == "Chutan.Market") return Together;
        return name.StartsWith("Chutan.Market.", StringComparison.Ordinal) ? name.Split('.')[2] : null;
    }

    /// <summary>Every reading of a room that the table does not allow, as a sentence.</summary>
    public static ImmutableArray<string> ForbiddenReads(IEnumerable<Type> types) =>
    [
        .. from type in types
           let room = Of(type)
           where room is not null
           from read in CompiledReferences.TypesOf(type)
           let other = Of(read)
           where other is not null && other != room && !MayRead.GetValueOrDefault(room, []).Contains(other)
           let sentence = $"{type.FullName} reads {read.FullName}: {room} may not read {other}. "
               + "Put the decision into Flows/, which asks each room in turn, or hand over the value it needs."
           orderby sentence
           select sentence,
    ];

    /// <summary>Every place where one room changes another: applies its events, or sets its fields or properties.
    /// </summary>
    public static ImmutableArray<string> ForbiddenChanges(IEnumerable<Type> types) =>
    [
        .. from type in types
           let room = Of(type)
           where room is not null and not Together
           from use in CompiledReferences.UsesIn(type)
           where use.Member.DeclaringType is { } owner && Of(owner) is { } other && other != room && Changes(use)
           let sentence = $"{type.FullName} changes {use.Member.DeclaringType}.{use.Member.Name}: "
               + $"{room} may only change itself. Return an event of {Of(use.Member.DeclaringType!)} instead."
           orderby sentence
           select sentence,
    ];

    private static bool Changes(MemberUse use) => use.Member switch
    {
        FieldInfo => use.Instruction == OpCodes.Stfld || use.Instruction == OpCodes.Stsfld,
        MethodInfo { Name: "Apply" } apply => apply.DeclaringType!.Name.EndsWith("State", StringComparison.Ordinal),
        MethodInfo setter => setter.IsSpecialName && setter.Name.StartsWith("set_", StringComparison.Ordinal)
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
        _ => false,
    };

    private static ImmutableArray<string> Open(params string[] rooms) => ["Kernel", "Rulebook", .. rooms];

    private static ImmutableArray<string> AllBut(params string[] rooms) => [.. All.Except(rooms)];
}
