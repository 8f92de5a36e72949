using System.Text;
using System.Text.Json.Nodes;
using Chutan.Engine.Records;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Tests.Records;

/// <summary>Journals outlive programs: what an earlier program wrote is raised to today's shape, what a later one wrote
/// is refused by name. The earlier shape here is made up: deposits once counted in yuan and named no bank.</summary>
public sealed class UpgradesTests
{
    private const string Deposited = "clearing.deposited";
    private static readonly AccountId Account = AccountId.FromSerial(10_000_123);
    private static readonly Instant At = Instant.FromUtc(2016, 5, 31, 2, 0);

    private static readonly WireCatalogue Now = Changed(e => e with { Version = 3 });
    private static readonly WireCatalogue Then = Changed(e => e with { Type = typeof(YuanDeposited) });

    private static readonly Upgrades Steps = new(
        ImmutableDictionary<(string, int), Func<JsonObject, JsonObject>>.Empty
            .Add((Deposited, 1), old => new JsonObject
            {
                ["account"] = (long)old["account"]!,
                ["amount"] = (long)((decimal)old["yuan"]! * 100),
            })
            .Add((Deposited, 2), old =>
            {
                old["bankReference"] = "";
                return old;
            }));

    /// <summary>The event as version 1 had it.</summary>
    private sealed record YuanDeposited(AccountId Account, decimal Yuan) : Event;

    [Fact]
    public void A_record_of_an_earlier_shape_is_raised_step_by_step_to_the_shape_of_today()
    {
        var old = Written(Then, new YuanDeposited(Account, 1234.56m));
        Assert.Contains("\"yuan\":1234.56", Encoding.UTF8.GetString(old), StringComparison.Ordinal);

        var read = new RecordCodec(Now, Steps).Decode(old, default);

        var happened = Assert.IsType<Decision.Accepted>(read.Decision).Events;
        Assert.Equal(new MoneyDeposited(Account, new Money(123_456), ""), Assert.Single(happened));
        Assert.Equal((7, At, "clearing.deposit"), (read.Position, read.At, read.CommandName));
        Assert.Equal(new DepositMoney(Account, new Money(123_456), "B1"), read.Command);
    }

    [Fact]
    public void A_raised_record_is_written_at_the_version_of_today()
    {
        var codec = new RecordCodec(Now, Steps);
        var raised = codec.Decode(Written(Then, new YuanDeposited(Account, 5m)), default);
        var again = codec.Encode(raised).ToArray();
        Assert.Equal(Written(Now, new MoneyDeposited(Account, new Money(500), "")), again);
        Assert.Equal(again, codec.Encode(codec.Decode(again, default)).ToArray());
    }

    [Fact]
    public void A_missing_step_is_named_and_nothing_is_guessed()
    {
        var without = new Upgrades(ImmutableDictionary<(string, int), Func<JsonObject, JsonObject>>.Empty);
        var old = Written(Then, new YuanDeposited(Account, 5m));
        var refused = Assert.Throws<FormatException>(() => new RecordCodec(Now, without).Decode(old, default));
        Assert.Equal("'clearing.deposited' has no upgrade from version 1 to 2.", refused.Message);
        Assert.True(Steps.Reach(Deposited, 1, 3));
        Assert.False(Steps.Reach(Deposited, 1, 4));
        Assert.False(without.Reach(Deposited, 1, 2));
    }

    [Fact]
    public void A_version_of_a_newer_program_is_refused_with_its_name()
    {
        var newer = Written(Now, new MoneyDeposited(Account, new Money(500), "B1"));
        var refused = Assert.Throws<FormatException>(() => new RecordCodec().Decode(newer, default));
        Assert.Equal("'clearing.deposited' version 3 was written by a newer program (this one: 1).", refused.Message);
    }

    [Fact]
    public void A_name_this_program_does_not_know_is_refused_with_its_name()
    {
        var renamed = Changed(e => e with { Name = "clearing.deposited-in-gold" });
        var unknown = Written(renamed, new MoneyDeposited(Account, new Money(500), "B1"));
        var refused = Assert.Throws<FormatException>(() => new RecordCodec().Decode(unknown, default));
        Assert.Equal("'clearing.deposited-in-gold' is not a command or event this program knows.", refused.Message);
    }

    /// <summary>Today's catalogue with another entry for the deposit.</summary>
    private static WireCatalogue Changed(Func<WireCatalogue.Entry, WireCatalogue.Entry> change) =>
        new([.. WireCatalogue.OfMarket().Entries.Select(e => e.Name == Deposited ? change(e) : e)]);

    private static byte[] Written(WireCatalogue catalogue, Event happened) => new RecordCodec(catalogue, Steps).Encode(
        new MarketRecord(7, At, new(2016, 5, 31), new(10, 0), new Actor(new(5), Role.Bank), new(1, 2), 3, 1, "",
            new DepositMoney(Account, new Money(123_456), "B1"), new Decision.Accepted([happened], []))).ToArray();
}
