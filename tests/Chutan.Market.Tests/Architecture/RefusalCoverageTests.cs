using Chutan.Market.Kernel;
using Chutan.Tests;

namespace Chutan.Market.Tests.Architecture;

/// <summary>Every refusal the market can give is asked for by at least one test, by its code or where it is declared.
/// </summary>
public sealed class RefusalCoverageTests
{
    [Fact]
    public void Every_refusal_is_produced_by_a_test_that_names_it()
    {
        var declared = Texts.RefusalsIn(typeof(RefusalCode).Assembly.GetTypes());
        Assert.NotEmpty(declared);
        var tests = Sources.CSharp("tests").Select(f => f.Text).ToArray();
        var missing = Unnamed(declared, tests);
        Assert.True(missing.Length == 0, "No test names these refusals; write one that produces each:\n"
            + string.Join('\n', missing));
    }

    [Fact]
    public void A_refusal_without_a_test_is_found()
    {
        Texts.DeclaredRefusal[] declared =
        [
            new("RoomRefusals.Named", new("room.named", "", "")), new("RoomRefusals.Coded", new("room.coded", "", "")),
            new("RoomRefusals.Lost", new("room.lost", "", "")),
        ];
        Assert.Equal(["room.lost (RoomRefusals.Lost)"],
            Unnamed(declared, ["Refused(RoomRefusals.Named)", "Refused(RoomRefusals.LostAndFound, \"room.coded\")"]));
    }

    private static string[] Unnamed(IEnumerable<Texts.DeclaredRefusal> declared, string[] tests) =>
    [
        .. declared.Where(r => !tests.Any(t => Names(t, r))).Select(r => $"{r.Code.Code} ({r.Place})")
            .Order(StringComparer.Ordinal),
    ];

    private static bool Names(string test, Texts.DeclaredRefusal refusal)
    {
        if (test.Contains($"\"{refusal.Code.Code}\"", StringComparison.Ordinal)) return true;
        for (var at = test.IndexOf(refusal.Place, StringComparison.Ordinal); at >= 0;
            at = test.IndexOf(refusal.Place, at + 1, StringComparison.Ordinal))
        {
            var end = at + refusal.Place.Length;
            if (end == test.Length || !char.IsLetterOrDigit(test[end])) return true;
        }
        return false;
    }
}
