using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Server.Http;

namespace Chutan.Server.Exchange;

/// <summary>How an auction or a session of one-way bidding came to an end without a trade.</summary>
/// <param name="By">Who ended it; the scheduler where its day ran out.</param>
/// <param name="Citation">The law or setting it is held under.</param>
/// <param name="ReleasedTonnes">Units that were put up for it and are free, or back in the reserve.</param>
/// <param name="ReleasedFen">Money that was tied up for it and is free.</param>
/// <param name="Released">How many accounts' money that was.</param>
public sealed record CalledOffAnswer(Bilingual By, Instant Instant, long Position, Bilingual? Reason,
    CitationAnswer Citation, long ReleasedTonnes, long ReleasedFen, int Released);

/// <summary>One end without a trade, as its record has it.</summary>
public sealed record CalledOff(Actor By, Instant At, long Position, Money Money, int Accounts);

/// <summary>取消与失效: who ended an auction or a session, when, and what money became free with it. The state keeps only
/// the reason.</summary>
public sealed class CallingOff
{
    private readonly Dictionary<AuctionId, CalledOff> auctions = [];
    private readonly Dictionary<OneWayId, CalledOff> sessions = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        foreach (var happened in accepted.Events)
            switch (happened)
            {
                case AuctionCancelled e: Keep(auctions, e.Auction, record, $"auction {e.Auction}"); break;
                case OneWayEnded e: Keep(sessions, e.Session, record, $"one-way {e.Session}"); break;
            }
    }

    public CalledOff? Of(AuctionId id)
    {
        lock (changing) return auctions.GetValueOrDefault(id);
    }

    public CalledOff? Of(OneWayId id)
    {
        lock (changing) return sessions.GetValueOrDefault(id);
    }

    /// <summary>The answer to those who may know who is who; to others a participant is only the initiator.</summary>
    public static CalledOffAnswer Answer(CalledOff end, Bilingual? reason, CitationAnswer citation, long tonnes,
        bool names, MarketState state) => new(NameOf(end.By, names, state), end.At, end.Position, reason, citation,
            tonnes, end.Money.Fen, end.Accounts);

    private void Keep<T>(Dictionary<T, CalledOff> into, T id, MarketRecord record, string reference)
        where T : notnull
    {
        var freed = ((Decision.Accepted)record.Decision).Events.OfType<MoneyUnreserved>()
            .Where(m => m.Reference == reference).ToList(); // only accepted records come here
        lock (changing)
            into[id] = new CalledOff(record.Actor, record.At, record.Position, new Money(freed.Sum(m => m.Amount.Fen)),
                freed.Select(m => m.Account).Distinct().Count());
    }

    private static Bilingual NameOf(Actor actor, bool names, MarketState state)
    {
        if (actor.Role == Role.Scheduler) return new Bilingual("系统调度", "The scheduler");
        if (!names && actor.Role is not (Role.Authority or Role.Exchange))
            return new Bilingual("发起方", "The initiator");
        return state.Participants.Find(actor.User) is { } user
            && state.Participants.Find(user.Participant) is { } participant
            ? Bilingual.Of(participant.NameZh, participant.NameEn)
            : Bilingual.Same(actor.User.ToString());
    }
}
