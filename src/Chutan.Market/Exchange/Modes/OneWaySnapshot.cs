namespace Chutan.Market.Exchange.Modes;

/// <summary>Sessions of one-way bidding in a snapshot.</summary>
internal static class OneWaySnapshot
{
    public static void Write(StateWriter to, OneWaySession s)
    {
        to.Long(s.Id.Number);
        to.Long(s.Account.Number);
        Write(to, s.Terms);
        to.Long(s.Hold.Number);
        to.Instant(s.AnnouncedAt);
        to.Int((int)s.Status);
        to.String(s.Reason);
        to.Int(s.BidsTaken);
        to.Long(s.Traded.Count);
        to.Many(s.Bids, b =>
        {
            to.Int(b.Number);
            foreach (var number in new[] { b.Account.Number, b.Price.FenPerTonne, b.Quantity.Count, b.Hold.Number })
                to.Long(number);
            to.Instant(b.At);
        });
        to.Many(s.Awards, a =>
        {
            foreach (var number in new[] { a.Account.Number, a.Bid.FenPerTonne, a.Quantity.Count, a.Awarded.Count,
                a.Paid.FenPerTonne })
                to.Long(number);
            to.String(a.Void);
        });
    }

    public static OneWaySession Read(StateReader from)
    {
        var (id, account, terms) = (new OneWayId(from.Long()), new AccountId(from.Long()), ReadTerms(from));
        return new OneWaySession(id, account, terms, new HoldId(from.Long()), from.Instant())
        {
            Status = (OneWayStatus)from.Int(),
            Reason = from.String(),
            BidsTaken = from.Int(),
            Traded = new Tonnes(from.Long()),
            Bids = Many(from, () => new OneWayBid(from.Int(), new(from.Long()), new(from.Long()), new(from.Long()),
                new(from.Long()), from.Instant())),
            Awards = Many(from, () => new OneWayAward(new(from.Long()), new(from.Long()), new(from.Long()),
                new(from.Long()), new(from.Long()), from.String())),
        };
    }

    private static void Write(StateWriter to, OneWayTerms terms)
    {
        to.String(terms.Instrument);
        to.Int((int)terms.Side);
        foreach (var number in new[] { terms.Quantity.Count, terms.Start.FenPerTonne, terms.Step.FenPerTonne,
            terms.Least.Count })
            to.Long(number);
        to.Date(terms.Date);
        to.Long(terms.From.TickOfDay);
        to.Long(terms.Until.TickOfDay);
    }

    private static OneWayTerms ReadTerms(StateReader from) => new(from.String(), (Side)from.Int(), new(from.Long()),
        new(from.Long()), new(from.Long()), new(from.Long()), from.Date(), ReadTime(from), ReadTime(from));

    private static LocalTime ReadTime(StateReader from) => LocalTime.FromTicksSinceMidnight(from.Long());

    private static ImmutableArray<T> Many<T>(StateReader from, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        from.Many(() => items.Add(read()));
        return items.ToImmutable();
    }
}
