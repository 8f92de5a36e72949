using System.Collections.Frozen;
using System.Reflection;
using Chutan.Market.Allocation;
using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Http;

namespace Chutan.Server.Operations;

public sealed record OperationChoice(string Code, Bilingual Name);

/// <summary>One field of a form. <paramref name="Type"/> is text, integer (a number of something), count, year, tonnes,
/// money (fen), rate (parts of 100,000,000), decimal, date, choice, choices (codes with commas between them), yesNo,
/// record or list.</summary>
/// <param name="Choices">Of a choice; otherwise empty.</param>
/// <param name="Fields">Of a record, or of each row of a list; otherwise empty.</param>
public sealed record OperationField(string Name, Bilingual Label, string Type, bool Required,
    IReadOnlyList<OperationChoice> Choices, IReadOnlyList<OperationField> Fields);

/// <summary>The fields of a command, as a form has them.</summary>
internal static class OperationFields
{
    private static readonly FrozenDictionary<Type, string> Plain = new Dictionary<Type, string>
    {
        [typeof(string)] = "text", [typeof(int)] = "count", [typeof(long)] = "integer",
        [typeof(AccountId)] = "integer", [typeof(ParticipantId)] = "integer", [typeof(UserId)] = "integer",
        [typeof(HoldId)] = "integer", [typeof(ComplianceYear)] = "year", [typeof(Vintage)] = "year",
        [typeof(Tonnes)] = "tonnes", [typeof(Money)] = "money", [typeof(Rate)] = "rate", [typeof(decimal)] = "decimal",
        [typeof(LocalDate)] = "date", [typeof(bool)] = "yesNo",
    }.ToFrozenDictionary();

    /// <summary>Under which word the names of a choice stand in the table of names.</summary>
    private static readonly FrozenDictionary<Type, string> Kinds = new Dictionary<Type, string>
    {
        [typeof(UnitKind)] = "unit", [typeof(HoldCause)] = "hold", [typeof(ParticipantKind)] = "participant",
        [typeof(AccountStatus)] = "account-status", [typeof(Rights)] = "right", [typeof(ExclusionGround)] = "exclusion",
        [typeof(Breach)] = "breach",
    }.ToFrozenDictionary();

    public static IReadOnlyList<OperationField> Of(Type record, string operation, FrozenSet<string> mayBeEmpty)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. record.GetConstructors().Single(c => c.GetParameters() is not [{ } only] || only.ParameterType != record)
                .GetParameters().Select(p => One(p, operation, mayBeEmpty,
                    nullability.Create(p).WriteState == NullabilityState.Nullable)),
        ];
    }

    private static OperationField One(ParameterInfo parameter, string operation, FrozenSet<string> mayBeEmpty,
        bool nullable)
    {
        var name = char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..];
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var field = new OperationField(name, LabelOf(name, operation), "", !nullable && !mayBeEmpty.Contains(name),
            [], []);
        if (Plain.TryGetValue(type, out var plain)) return field with { Type = plain };
        if (type.IsEnum)
            return field with
            {
                Type = type.IsDefined(typeof(FlagsAttribute)) ? "choices" : "choice",
                Choices = ChoicesOf(type),
            };
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            ? field with { Type = "list", Fields = Of(type.GetGenericArguments()[0], operation, mayBeEmpty) }
            : field with { Type = "record", Fields = Of(type, operation, mayBeEmpty) };
    }

    /// <summary>The field's own name in this operation where it has one, otherwise that of all journal pages.</summary>
    private static Bilingual LabelOf(string name, string operation) =>
        Names.Knows($"field:{operation}/{name}") ? Names.Code("field", $"{operation}/{name}") : Names.Field(name);

    /// <summary>The values of a choice; of rights, those that are one right and not several or none.</summary>
    private static IReadOnlyList<OperationChoice> ChoicesOf(Type type)
    {
        var flags = type.IsDefined(typeof(FlagsAttribute));
        return
        [
            .. Enum.GetValues(type).Cast<Enum>().Where(v => !flags || int.IsPow2((int)(object)v))
                .Select(v => new OperationChoice(v.ToString(), Names.Code(Kinds[type], v.ToString()))),
        ];
    }
}
