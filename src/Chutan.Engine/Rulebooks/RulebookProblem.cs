using Chutan.Market.Rulebook;

namespace Chutan.Engine.Rulebooks;

/// <summary>One thing wrong in a rulebook's files, with the place a person must look at.</summary>
/// <param name="File">Path of the file relative to the rulebook's folder.</param>
/// <param name="Line">Line in it, counted from 1.</param>
public sealed record RulebookProblem(string File, int Line, string Zh, string En)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{File}:{Line}: {En} {Zh}");
}

/// <summary>What came of loading a folder: a rulebook without faults, or every fault found in it.</summary>
public sealed record RulebookLoad(RulebookContent? Content, ImmutableArray<RulebookProblem> Problems)
{
    /// <summary>The rulebook; throws with all problems when there are any.</summary>
    public RulebookContent Require() => Content ?? throw new RulebookException(Problems);
}

/// <summary>A rulebook that was needed has faults.</summary>
public sealed class RulebookException(ImmutableArray<RulebookProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(p => p.ToString())))
{
    public ImmutableArray<RulebookProblem> Problems { get; } = problems;
}
