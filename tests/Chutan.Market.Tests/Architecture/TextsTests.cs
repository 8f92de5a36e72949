using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Tests;

namespace Chutan.Market.Tests.Architecture;

public sealed class TextsTests
{
    private static readonly ImmutableArray<Texts.DeclaredRefusal> Refusals =
        Texts.RefusalsIn(typeof(RefusalCode).Assembly.GetTypes());

    [Fact]
    public void Every_refusal_speaks_both_languages_with_the_same_placeholders()
    {
        Assert.Contains(Refusals, r => r.Place == "RulebookRefusals.NoValue");
        None([.. Refusals.SelectMany(Texts.Problems)]);
    }

    [Fact]
    public void Refusal_codes_are_unique() => None(
    [
        .. from r in Refusals
           group r.Place by r.Code.Code into same
           where same.Count() > 1
           select $"{same.Key} is declared in {string.Join(" and ", same)}: give one of them another code.",
    ]);

    [Fact]
    public void Every_rule_key_is_explained_in_both_languages()
    {
        var keys = Texts.KeysIn(typeof(ParameterKey).Assembly.GetTypes());
        Assert.NotEmpty(keys);
        None([.. keys.SelectMany(k => Texts.Problems(k.Name, k.MeaningZh, k.MeaningEn))]);
    }

    [Fact]
    public void Every_refusal_is_given_the_values_its_text_names()
    {
        var declared = Refusals.ToDictionary(r => r.Place, r => r.Code, StringComparer.Ordinal);
        None([.. Sources.CSharp("src").SelectMany(file => Texts.WrongParameters(file.Name, file.Text, declared))]);
    }

    [Theory]
    [InlineData("a.b", "没有编号为 {account} 的账户。", "There is no account {number}.", "both must say the same")]
    [InlineData("a.b", "", "There is no such account.", "no 中文 text")]
    [InlineData("a.b", "没有账户。", "没有账户。", "no English text")]
    [InlineData("a.b", "没有账户,请核对。", "There is no such account.", "full-width")]
    [InlineData("NoAccount", "没有账户。", "There is no such account.", "room.reason")]
    public void A_bad_text_is_found(string code, string zh, string en, string said) =>
        Assert.Contains(said, Assert.Single(Texts.Problems(new("X.Y", new RefusalCode(code, zh, en)))));

    [Fact]
    public void A_value_that_the_text_does_not_name_is_found()
    {
        var declared = new Dictionary<string, RefusalCode>
        {
            ["XRefusals.Short"] = new("x.short", "需要 {needed} 吨。", "{needed} t are needed."),
        };
        Assert.Single(Texts.WrongParameters("X.cs", "XRefusals.Short.With(Basis, (\"held\", Of(a, b)))", declared));
        Assert.Single(Texts.WrongParameters("X.cs", "XRefusals.Short.With(Basis)", declared));
        Assert.Empty(Texts.WrongParameters(
            "X.cs", "XRefusals.Short\n  .With(Basis, (\"needed\", Of(a, b)))", declared));
    }

    private static void None(IReadOnlyCollection<string> problems) =>
        Assert.True(problems.Count == 0, string.Join('\n', problems));
}
