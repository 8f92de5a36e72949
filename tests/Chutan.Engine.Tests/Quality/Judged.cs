using Chutan.Engine.Quality;
using Chutan.Engine.Rulebooks;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;
using Chutan.Tests;

namespace Chutan.Engine.Tests.Quality;

/// <summary>The shipped catalogue under the shipped rulebook, its thresholds adopted.</summary>
internal static class Judged
{
    public static readonly CheckLibrary Library = CheckLibrary.Load(Repository.At("checks"));
    private static readonly Market.MarketState State = Adopted();

    public static CheckCatalogue Catalogue => Library.Catalogue
        ?? throw new InvalidOperationException(string.Join("\n", Library.Faults));

    public static Judging Judging() => new(Catalogue, new RuleReader(State.Rulebook), Pictures.Year);

    public static ImmutableArray<CheckHit> Hits(CheckedReport report) =>
    [
        .. Enum.GetValues<CheckStage>().Where(s => s != CheckStage.Market)
            .SelectMany(s => Judging().Of(report, s)),
    ];

    public static ImmutableArray<CheckHit> Hits(params CheckedReport[] reports) => [.. Judging().Of(
        new CheckedMarket(Pictures.Year, [.. reports], reports[0].Registers))];

    private static Market.MarketState Adopted()
    {
        var state = new Market.MarketState();
        var rulebook = RulebookLoader.Load(Repository.At("rulebooks", "hubei")).Require();
        var on = new LocalDate(2024, 6, 3);
        state.Apply(new RulebookAdopted(rulebook), new EventContext(1, default, on));
        foreach (var value in rulebook.Values.Where(v => v.Key.StartsWith(QualityKeys.Prefix,
            StringComparison.Ordinal)))
            state.Apply(new RuleValueAdopted(new Adoption(value.Version,
                value.Value, new UserId(1), default, 2, "test")),
                new EventContext(2, default, on));
        return state;
    }
}
