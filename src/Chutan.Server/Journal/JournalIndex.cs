using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;

namespace Chutan.Server.Journal;

/// <summary>One line about a record: enough to list and filter without reading the journal again.</summary>
/// <param name="Participant">Whom the sender acted for; null for the scheduler.</param>
/// <param name="Events">Wire names of what happened, each once.</param>
public sealed record JournalLine(long Position, Instant At, LocalDate Date, Actor Actor, ParticipantId? Participant,
    string Command, string? RefusalCode, ImmutableArray<string> Events)
{
    public bool Refused => RefusalCode is not null;

    /// <summary>The auction whose seal lies on this record: a bid, or its withdrawal. Null for all others.</summary>
    public AuctionId? Sealed { get; init; }
}

/// <summary>A line for every durable record, kept in memory and grown as records arrive.</summary>
public sealed class JournalIndex
{
    private readonly List<JournalLine> lines = [];
    private readonly Lock changing = new();
    private readonly Dictionary<string, ImmutableArray<string>> eventNames = new(StringComparer.Ordinal);
    private readonly Dictionary<UserId, ParticipantId> participants = [];
    private readonly WireCatalogue catalogue = WireCatalogue.OfMarket();

    public int Count
    {
        get { lock (changing) return lines.Count; }
    }

    public JournalLine this[int position]
    {
        get { lock (changing) return lines[position]; }
    }

    /// <summary>The lines of a moment, oldest first.</summary>
    public IReadOnlyList<JournalLine> Snapshot()
    {
        lock (changing) return lines.ToArray();
    }

    public void Add(MarketRecord record)
    {
        lock (changing)
        {
            foreach (var happened in Events(record))
                if (happened is Chutan.Market.Participants.RepresentativeAppointed appointed)
                    participants[appointed.User.Id] = appointed.User.Participant;
            lines.Add(new JournalLine(record.Position, record.At, record.Date, record.Actor,
                participants.TryGetValue(record.Actor.User, out var p) ? p : null, record.CommandName.Length > 0
                    ? record.CommandName : catalogue.Of(record.Command.GetType()).Name,
                (record.Decision as Decision.Refused)?.Refusal.Code, Names(record))
            {
                Sealed = SealOf(record.Command),
            });
        }
    }

    private static AuctionId? SealOf(Command command) => command switch
    {
        SubmitBid c => c.Auction,
        WithdrawBid c => c.Auction,
        _ => null,
    };

    private static ImmutableArray<Event> Events(MarketRecord record) =>
        record.Decision is Decision.Accepted accepted ? accepted.Events : [];

    private ImmutableArray<string> Names(MarketRecord record)
    {
        var names = Events(record).Select(e => catalogue.Of(e.GetType()).Name).Distinct().ToImmutableArray();
        var key = string.Join(' ', names);
        if (!eventNames.TryGetValue(key, out var shared)) eventNames.Add(key, shared = names);
        return shared;
    }
}
