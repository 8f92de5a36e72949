using System.Collections;
using System.Reflection;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Server.Http;

namespace Chutan.Tests.Http;

/// <summary>Everything the journal can show has a name in both languages.</summary>
public sealed class NamesTests
{
    private static readonly Type[] Recorded = [.. typeof(MarketState).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(Command)) || t.IsSubclassOf(typeof(Event))))];

    [Fact]
    public void Every_command_and_event_has_a_name_in_both_languages() =>
        AllNamed(Recorded.Select(t => t.GetCustomAttribute<WireAttribute>()!.Name));

    [Fact]
    public void Every_field_the_journal_can_show_has_a_label_in_both_languages() =>
        AllNamed(Recorded.SelectMany(t => FieldsOf(t)).Distinct().Select(f => "field:" + f));

    [Fact]
    public void Every_code_shown_by_name_has_one() => AllNamed(
    [
        .. Codes<UnitKind>("unit"), .. Codes<MovementCause>("movement"), "movement:Issue", .. Codes<Origin>("origin"),
        .. Codes<AccountKind>("account"), .. Codes<ParticipantKind>("participant"), .. Codes<HoldCause>("hold"),
        "instrument:HBEA",
    ]);

    private static void AllNamed(IEnumerable<string> keys)
    {
        var missing = keys.Where(k => !Names.Knows(k)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(missing.Length == 0, "Add to Http/Names.tsv, in both languages:\n" + string.Join('\n', missing));
    }

    [Fact]
    public void No_name_lacks_one_of_its_languages()
    {
        foreach (var (key, name) in Names.All)
            Assert.True(name.Zh.Trim().Length > 0 && name.En.Trim().Length > 0, key);
    }

    private static IEnumerable<string> Codes<T>(string kind) where T : struct, Enum => Enum.GetNames<T>()
        .Select(n => $"{kind}:{n}");

    private static IEnumerable<string> FieldsOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.Name != "EqualityContract" && p.SetMethod is not null)
        .SelectMany(p => IsLeaf(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            ? [char.ToLowerInvariant(p.Name[0]) + p.Name[1..]]
            : FieldsOf(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
                .Append(char.ToLowerInvariant(p.Name[0]) + p.Name[1..]));

    private static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string)
        || typeof(IFormattable).IsAssignableFrom(type) || typeof(IEnumerable).IsAssignableFrom(type)
        || (type.IsValueType && type.Namespace == typeof(Tonnes).Namespace);
}
