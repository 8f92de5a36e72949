using System.Text.RegularExpressions;
using Chutan.Engine.Quality;
using Chutan.Market.Mrv;
using Chutan.Server.Http;
using Chutan.Server.Mrv;

namespace Chutan.Tests.Mrv;

/// <summary>What the pages say of the shipped checks.</summary>
public sealed partial class CheckNamesTests
{
    private static readonly CheckCatalogue Catalogue = CheckLibrary.Load(Repository.At("checks")).Catalogue
        ?? throw new InvalidOperationException("The catalogue of checks has faults.");

    [Fact]
    public void Every_figure_a_check_goes_by_has_a_name_in_both_languages()
    {
        var missing = Catalogue.Checks.SelectMany(c => Figures(c).Select(f => (c.Id, Name: f)))
            .Where(f => !Names.Knows($"figure:{f.Name}") && !Names.Knows($"figure:{f.Id}/{f.Name}"))
            .Select(f => $"{f.Id} {f.Name}");
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_check_is_run_on_some_occasion_and_all_of_them_in_the_market_review()
    {
        foreach (var check in Catalogue.Checks) Assert.Contains(CheckRun.Review, CheckRuns.Of(check.Stage));
        Assert.Equal(["312", "408"], Catalogue.Checks.Where(c => CheckRuns.Of(c.Stage) is [CheckRun.Review])
            .Select(c => c.Id));
    }

    [Fact]
    public void What_a_check_may_lack_is_said_of_checks_there_are() =>
        Assert.All(CheckRuns.Sources.Keys, id => Assert.NotNull(Catalogue.Find(id)));

    /// <summary>Names in conditions and formulas that are no threshold, function or unit.</summary>
    private static IEnumerable<string> Figures(QualityCheck check) => check.Levels.Select(l => l.When)
        .Concat(check.Lines.Select(l => l.Formula)).SelectMany(f => Word().Matches(f).Select(m => m.Value))
        .Concat(check.Lines.Select(l => l.Name)).Except(check.Thresholds.Select(t => t.Name))
        .Except(["and", "or", "not", "min", "max", "abs", "known", "GJ", "t"]);

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();
}
