using System.Collections;
using System.Reflection;
using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Records;

/// <summary>Every command and every event, with varied contents, comes back from its bytes as it went in.</summary>
public sealed class RoundTripTests
{
    private const int Rounds = 8;
    private static readonly WireCatalogue Catalogue = WireCatalogue.OfMarket();

    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds)), Trait("kind", "simulation")]
    public void Every_command_and_event_reads_back_to_equal_bytes_and_equal_contents(int seed)
    {
        var (make, codec) = (new ValueMaker(seed), new RecordCodec());
        foreach (var entry in Catalogue.Entries)
            for (var round = 0; round < Rounds; round++)
                AssertReadsBack(codec, RecordOf(make, make.Make(entry.Type)), entry.Name);
    }

    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds)), Trait("kind", "simulation")]
    public void Every_refusal_and_every_rule_used_reads_back_to_equal_bytes_and_equal_contents(int seed)
    {
        var (make, codec) = (new ValueMaker(seed), new RecordCodec());
        for (var round = 0; round < Rounds; round++)
        {
            var command = (Command)make.Make(typeof(CancelOrder));
            var refusal = (Refusal)make.Make(typeof(Refusal));
            AssertReadsBack(codec, Framed(make, command, new Decision.Refused(refusal)), "refusal");
            var rules = (ImmutableArray<RuleUse>)make.Make(typeof(ImmutableArray<RuleUse>));
            AssertReadsBack(codec, Framed(make, command, new Decision.Accepted([], rules)), "rules");
        }
    }

    [Fact]
    public void The_maker_varies_what_it_makes_and_the_comparison_sees_each_part()
    {
        var make = new ValueMaker(1);
        var made = Enumerable.Range(0, 50).Select(_ => (TradingHalted)make.Make(typeof(TradingHalted))).ToArray();
        Assert.True(made.Select(h => h.Cause).Distinct().Count() > 1);
        Assert.True(made.Select(h => h.Reason).Distinct().Count() > 4);
        Assert.Equal("TradingHalted.Reason", Difference(made[0], made[0] with { Reason = "other" }, "TradingHalted"));
        Assert.Null(Difference(made[0], made[0] with { }, "TradingHalted"));
        Assert.Equal("list: 1 and 2", Difference(ImmutableArray.Create(1), ImmutableArray.Create(1, 2), "list"));
        Assert.Equal("list[1]", Difference(ImmutableArray.Create(1, 2), ImmutableArray.Create(1, 3), "list"));
    }

    private static MarketRecord RecordOf(ValueMaker make, object value) => value is Command command
        ? Framed(make, command, new Decision.Accepted([], []))
        : Framed(make, new CancelOrder(new(1), new(2)), new Decision.Accepted([(Event)value], []));

    private static MarketRecord Framed(ValueMaker make, Command command, Decision decision)
    {
        T Of<T>() => (T)make.Make(typeof(T));
        return new MarketRecord(Of<long>(), Of<Instant>(), Of<LocalDate>(), Of<LocalTime>(),
            new Actor(new(Of<long>()), Of<Role>()), new((ulong)Of<long>(), ulong.MaxValue - (ulong)Of<long>()),
            Of<long>(), Of<int>(), Catalogue.Of(command.GetType()).Name, command, decision);
    }

    private static void AssertReadsBack(RecordCodec codec, MarketRecord record, string name)
    {
        var bytes = codec.Encode(record).ToArray();
        var read = codec.Decode(bytes, default);
        Assert.True(codec.Encode(read).SequenceEqual(bytes), $"{name}: {record.Command} {record.Decision}");
        Assert.True(Difference(record, read, name) is not { } place, Difference(record, read, name));
    }

    /// <summary>The place of the first part in which two values differ; null when they are the same throughout.
    /// </summary>
    private static string? Difference(object? one, object? other, string place)
    {
        if (one is null || other is null) return one is null && other is null ? null : place;
        if (one.GetType() != other.GetType()) return place;
        if (one is IEnumerable list and not string)
        {
            var (left, right) = (list.Cast<object>().ToArray(), ((IEnumerable)other).Cast<object>().ToArray());
            if (left.Length != right.Length) return $"{place}: {left.Length} and {right.Length}";
            return left.Select((item, i) => Difference(item, right[i], $"{place}[{i}]")).FirstOrDefault(d => d != null);
        }
        if (one.GetType().Namespace?.StartsWith("Chutan", StringComparison.Ordinal) != true || one is Enum)
            return one.Equals(other) ? null : place;
        return one.GetType().GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(f => f.FieldType != typeof(ReadOnlyMemory<byte>))
            .Select(f => Difference(f.GetValue(one), f.GetValue(other), $"{place}.{f.Name.Split('<', '>')[1]}"))
            .FirstOrDefault(d => d != null);
    }
}
