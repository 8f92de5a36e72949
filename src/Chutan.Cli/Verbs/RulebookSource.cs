using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Engine.Rulebooks;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;

namespace Chutan.Cli.Verbs;

/// <summary>Where a verb finds the rulebook it is asked about: a folder of files, or the journal of a market.</summary>
internal static class RulebookSource
{
    /// <summary>The folder of a rulebook, named as in <c>rulebooks/</c> or given as a path.</summary>
    public static string Folder(string nameOrPath)
    {
        var known = Path.Combine(Shared.Root(), "rulebooks", nameOrPath);
        if (Directory.Exists(known)) return known;
        if (Directory.Exists(nameOrPath)) return nameOrPath;
        throw new CannotException($"没有名为 {nameOrPath} 的规则库：{known} 不存在。",
            $"There is no rulebook '{nameOrPath}': {known} does not exist.");
    }

    /// <summary>The rulebook as its files say it; refuses, naming file and line, when they have faults.</summary>
    public static RulebookContent Content(string nameOrPath)
    {
        var folder = Folder(nameOrPath);
        var load = RulebookLoader.Load(folder);
        if (load.Content is { } content) return content;
        throw new CannotException($"规则库 {nameOrPath} 有 {load.Problems.Length} 处错误。",
            $"The rulebook '{nameOrPath}' has {load.Problems.Length} problems.\n{Lines(folder, load.Problems)}");
    }

    public static string Lines(string folder, IEnumerable<RulebookProblem> problems) =>
        string.Join("\n", problems.Select(p => $"{Path.Combine(folder, p.File)}:{p.Line}: {p.En} {p.Zh}"));

    /// <summary>The rulebook's state from files alone: nothing has been adopted in any market.</summary>
    public static RulebookState FromFiles(string nameOrPath)
    {
        var state = new MarketState();
        state.Apply(new RulebookAdopted(Content(nameOrPath)), default);
        return state.Rulebook;
    }

    /// <summary>The rulebook in force in a market, with every value adopted there, and who put it in force.</summary>
    public static async Task<(RulebookState Rules, PutInForce By)> FromMarketAsync(
        DirectoryInfo directory, CancellationToken cancel)
    {
        Shared.MustHoldMarket(directory);
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory.FullName, cancel);
        var (state, codec) = (new MarketState(), new RecordCodec());
        PutInForce? by = null;
        await foreach (var entry in journal.ReadAsync(0, cancel))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            if (record.Decision is not Decision.Accepted accepted) continue;
            foreach (var happened in accepted.Events.OfType<RulebookEvent>())
            {
                state.Apply(happened, record.EventContext);
                if (happened is RulebookAdopted)
                    by = new PutInForce(record.Actor.User, record.Actor.Role, record.At, record.Position);
            }
        }
        return by is null
            ? throw new CannotException("这个市场尚未采用规则库。", "This market has not adopted a rulebook.")
            : (state.Rulebook, by);
    }
}

/// <summary>采用规则库: by whose decision, and where in the journal, the rulebook came into force in a market.</summary>
internal sealed record PutInForce(UserId By, Role Role, Instant At, long Position);
