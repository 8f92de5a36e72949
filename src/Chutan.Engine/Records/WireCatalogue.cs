using System.Collections.Frozen;
using System.Reflection;
using Chutan.Market;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>The stable names under which commands and events are journalled, with their newest versions.</summary>
public sealed class WireCatalogue
{
    private static readonly Lazy<WireCatalogue> Market = new(Read);

    private readonly FrozenDictionary<string, Entry> byName;
    private readonly TypeTable<Entry> byType;
    private readonly TypeTable<byte[]> written;

    internal WireCatalogue(IReadOnlyCollection<Entry> entries)
    {
        byName = entries.ToFrozenDictionary(e => e.Name, StringComparer.Ordinal);
        byType = new TypeTable<Entry>([.. entries.Select(e => (e.Type, e))]);
        written = new TypeTable<byte[]>([.. entries.Select(e => (e.Type, e.Written))]);
    }

    /// <summary>Every command and event of the market. Two types under one name, or one without a name, is a mistake
    /// of the programmer and stops the start.</summary>
    public static WireCatalogue OfMarket() => Market.Value;

    private static WireCatalogue Read()
    {
        var types = typeof(MarketState).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && (t.IsSubclassOf(typeof(Command)) || t.IsSubclassOf(typeof(Event))));
        var entries = new List<Entry>();
        foreach (var type in types)
        {
            var wire = type.GetCustomAttribute<WireAttribute>()
                ?? throw new InvalidOperationException(
                    $"{type.Name} has no wire name: put [Wire(\"room.name\")] on it.");
            entries.Add(new Entry(wire.Name, wire.Version, type));
        }
        return new WireCatalogue(entries);
    }

    public IEnumerable<Entry> Entries => byName.Values.OrderBy(e => e.Name, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The type is no command or event.</exception>
    public Entry Of(Type type) => byType.Find(type) ?? throw NotWritten(type);

    /// <summary>Name and version of a type as they are written.</summary>
    internal ReadOnlySpan<byte> NameOf(Type type) => written.Find(type) ?? throw NotWritten(type);

    /// <summary>The entry of a name found in a journal; null when this program does not know it.</summary>
    public Entry? Find(string name) => byName.TryGetValue(name, out var entry) ? entry : null;

    private static KeyNotFoundException NotWritten(Type type) => new($"{type.Name} is no command or event.");

    /// <param name="Version">The version that is written today; older ones are upgraded when read.</param>
    public sealed record Entry(string Name, int Version, Type Type)
    {
        internal byte[] Written
        {
            get
            {
                var bytes = new RecordWriter();
                bytes.Text(Name);
                bytes.Short(Version);
                return bytes.Written.ToArray();
            }
        }
    }
}
