using Chutan.Engine.Records;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange;

/// <summary>One public announcement, and the decision it announces.</summary>
public sealed record NoticeLine(long Position, LocalDate Date, string Kind, string Command);

/// <summary>公示公告: the decisions of authority and operators that concern everybody, newest last. Decisions that come
/// once for each entity are announced once a day.</summary>
public sealed class NoticeBoard
{
    private static readonly (string Prefix, string Kind, bool OnceADay)[] Announced =
    [
        ("allocation.set-cap", "cap", false),
        ("allocation.list-entities", "coveredList", true),
        ("allocation.pre-allocate", "allocation", true),
        ("allocation.determine", "allocation", true),
        ("allocation.correct", "correction", true),
        ("compliance.set-deadline", "deadline", false),
        ("compliance.extend-deadline", "deadline", false),
        ("compliance.assess", "compliance", false),
        ("compliance.impose-penalty", "penalty", true),
        ("compliance.expire", "compliance", false),
        ("exchange.halt", "market", false),
        ("exchange.resume", "market", false),
        ("rulebook.adopt", "rule", true),
    ];
    private readonly List<NoticeLine> lines = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted) return;
        foreach (var (prefix, kind, onceADay) in Announced)
        {
            if (!record.CommandName.StartsWith(prefix, StringComparison.Ordinal)) continue;
            lock (changing)
                if (!onceADay || !lines.Any(l => l.Command == record.CommandName && l.Date == record.Date))
                    lines.Add(new NoticeLine(record.Position, record.Date, kind, record.CommandName));
            return;
        }
    }

    public IReadOnlyList<NoticeLine> All()
    {
        lock (changing) return lines.ToArray();
    }
}
