namespace Chutan.Market.Mrv;

/// <summary>核查报告文字比对: what a team wrote in its own words, cut into overlapping runs of letters, and how many of
/// them two reports share. Figures, spaces and signs are left out: the figures are the entity's, the words the team's.
/// The words of forms do not count either, nor what another body wrote before.</summary>
internal static class Likeness
{
    private const int Digits = 4;

    /// <summary>The different runs of so many letters in a task's texts.</summary>
    public static HashSet<string> Runs(VerificationTask task, int letters)
    {
        var runs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in Texts(task))
        {
            var plain = string.Concat(text.Where(char.IsLetter).Select(char.ToLowerInvariant));
            for (var at = 0; at + letters <= plain.Length; at++) runs.Add(plain.Substring(at, letters));
        }
        return runs;
    }

    /// <summary>Twice what both share over what both have, from 0 to 1, rounded down: 1 for the same words.</summary>
    public static decimal Between(HashSet<string> one, HashSet<string> other)
    {
        var (small, large) = one.Count <= other.Count ? (one, other) : (other, one);
        var shared = small.Count(large.Contains);
        return small.Count == 0 ? 0
            : decimal.Round(2m * shared / (small.Count + large.Count), Digits, MidpointRounding.ToZero);
    }

    private static IEnumerable<string> Texts(VerificationTask task)
    {
        foreach (var line in task.Documents)
        {
            yield return line.VerifiedBy;
            yield return line.Remarks;
        }
        foreach (var item in task.Checklist) yield return item.Result;
        foreach (var finding in task.Findings.Where(f => task.Members.Contains(f.Author)))
        {
            yield return finding.Description;
            yield return finding.Remarks;
        }
        foreach (var value in task.Conservative) yield return value.Reason;
        if (task.Conclusion is not { } conclusion) yield break;
        foreach (var source in conclusion.Sources) yield return source.Reason;
        foreach (var moved in conclusion.Fluctuations) yield return moved.Explanation;
        foreach (var held in conclusion.CrossChecks) yield return held.Source;
        yield return conclusion.PlanAdvice;
        yield return conclusion.SpecialMatters;
    }
}
