using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Rulebook;

/// <summary>采用规则库与采纳取值: a rulebook or value that cannot be right is refused before it is in force.</summary>
public sealed class AdoptingTests
{
    private const string Key = "offset.limit.hubei";
    private static readonly LocalDate Start = new(2014, 4, 2);
    private readonly LawMarket market = new();

    [Fact]
    public void A_rulebook_with_an_unknown_key_is_refused() =>
        market.Refused("rulebook.unknown-key", Adopt(Value("no.such.key", "1", Start)), market.Authority);

    [Fact]
    public void A_rulebook_with_a_value_of_the_wrong_kind_is_refused_and_says_what_it_expects()
    {
        var refusal = market.Refused("rulebook.bad-value", Adopt(Value(Key, "ten", Start)), market.Authority);
        Assert.Equal(["expected", "key", "value"], refusal.Parameters.Select(p => p.Name).Order());
    }

    [Fact]
    public void Two_versions_of_a_key_may_not_hold_on_the_same_day()
    {
        var first = Value(Key, "0.10", Start) with { Through = new LocalDate(2020, 1, 1) };
        market.Refused("rulebook.overlap", Adopt(first, Value(Key, "0.05", new(2020, 1, 1))), market.Authority);
        market.Refused("rulebook.overlap", Adopt(first with { Through = null }, Value(Key, "0.05", new(2021, 1, 1))),
            market.Authority);
        market.Do(Adopt(first, Value(Key, "0.05", new(2020, 1, 2))), market.Authority);
    }

    [Fact]
    public void A_value_is_adopted_for_a_version_that_exists_with_a_reason_and_of_the_right_kind()
    {
        var adopt = new AdoptRuleValue(Key, Start, "0.08", "参照国家规定");
        market.Refused("rulebook.unknown-key", adopt with { Key = "no.such.key" }, market.Authority);
        market.Refused("rulebook.unknown-version", adopt with { From = new(2019, 1, 1) }, market.Authority);
        market.Refused("rulebook.bad-value", adopt with { Value = "many" }, market.Authority);
        market.Refused("rulebook.reason-needed", adopt with { Reason = " " }, market.Authority);
        market.Do(adopt, market.Authority);
        Assert.Equal("0.08", market.State.Rulebook.Resolve(RuleKeys.Find(Key)!, Start).Value!.Value);
    }

    private static AdoptRulebook Adopt(params RuleValue[] values) =>
        new(new RulebookContent("test", "测试", "Test", "CN-HB", "Asia/Shanghai", [], [.. values], []));

    private static RuleValue Value(string key, string value, LocalDate from) =>
        new(key, value, "", "", from, null, "", "", "", "law", "第一条", "", Standing.Confirmed, "");
}
