using Chutan.Engine.Records;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange;

/// <summary>One step of a listing, proposal or contract, and the record that took it.</summary>
/// <param name="Kind">made, countered, taken, withdrawn, declined or lapsed.</param>
public sealed record DealStep(string Kind, AccountId By, Price Price, Tonnes Tonnes, TradeId? Trade, string Reason,
    Instant At, long Position);

/// <summary>A listing, proposal or contract over its whole life, as the journal tells it.</summary>
public sealed class DealLine
{
    private readonly List<DealStep> steps = [];

    internal DealLine(OfferMade made, MarketRecord record)
    {
        (Id, Mode, Instrument, Side, Owner, Counterparty) =
            (made.Offer, made.Mode, made.Instrument, made.Side, made.Account, made.Counterparty);
        (Price, Tonnes, Remaining, Minimum) = (made.Price, made.Quantity, made.Quantity, made.Minimum);
        (Through, Contract, MadeBy) = (made.Through, made.Contract, made.Account);
        Add("made", made.Account, made.Quantity, null, "", record);
    }

    public OfferId Id { get; }
    public TradeMode Mode { get; }
    public string Instrument { get; }

    /// <summary>What the account whose terms stand wants to do.</summary>
    public Side Side { get; private set; }
    public AccountId Owner { get; private set; }
    public AccountId? Counterparty { get; private set; }
    public AccountId MadeBy { get; }
    public Price Price { get; private set; }
    public Tonnes Tonnes { get; private set; }
    public Tonnes Remaining { get; private set; }
    public Tonnes Minimum { get; private set; }
    public LocalDate Through { get; }
    public TransferContract? Contract { get; }
    public OfferStatus Status { get; private set; }
    public IReadOnlyList<DealStep> Steps => steps;

    /// <summary>Everybody who took part: the owner, the counterparty named, and who took a part of it.</summary>
    public bool Concerns(AccountId account) =>
        Owner == account || Counterparty == account || steps.Exists(s => s.By == account);

    internal void Countered(OfferCountered e, MarketRecord record)
    {
        (Counterparty, Owner) = (Owner, e.Account);
        Side = Side == Side.Buy ? Side.Sell : Side.Buy;
        (Price, Tonnes, Remaining, Minimum) = (e.Price, e.Quantity, e.Quantity, e.Quantity);
        Add("countered", e.Account, e.Quantity, null, "", record);
    }

    internal void Taken(OfferTaken e, MarketRecord record)
    {
        Remaining -= e.Quantity;
        if (Remaining.IsZero) Status = OfferStatus.Traded;
        Add("taken", e.Taker, e.Quantity, e.Trade, "", record);
    }

    internal void Confirmed(AgreementConfirmed e, MarketRecord record)
    {
        Status = OfferStatus.Confirmed;
        Add(NameOf(Status), e.Account, Remaining, null, "", record);
    }

    internal void Ended(OfferEnded e, MarketRecord record)
    {
        Status = e.Outcome;
        var by = e.Outcome == OfferStatus.Declined && Counterparty is { } other ? other : e.Account;
        Add(NameOf(e.Outcome), by, e.Remaining, null, e.Reason, record);
    }

    public static string NameOf(OfferStatus status) => status switch
    {
        OfferStatus.Open => "open",
        OfferStatus.Traded => "traded",
        OfferStatus.Withdrawn => "withdrawn",
        OfferStatus.Declined => "declined",
        OfferStatus.Confirmed => "confirmed",
        _ => "lapsed",
    };

    private void Add(string kind, AccountId by, Tonnes tonnes, TradeId? trade, string reason, MarketRecord record) =>
        steps.Add(new DealStep(kind, by, Price, tonnes, trade, reason, record.At, record.Position));
}

/// <summary>Every listing, proposal and contract there ever was, from the journal.</summary>
public sealed class DealIndex
{
    private readonly SortedDictionary<OfferId, DealLine> lines = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
            foreach (var happened in accepted.Events)
                switch (happened)
                {
                    case OfferMade e: lines[e.Offer] = new DealLine(e, record); break;
                    case OfferCountered e: lines[e.Offer].Countered(e, record); break;
                    case OfferTaken e: lines[e.Offer].Taken(e, record); break;
                    case AgreementConfirmed e: lines[e.Offer].Confirmed(e, record); break;
                    case OfferEnded e: lines[e.Offer].Ended(e, record); break;
                }
    }

    /// <summary>What <paramref name="read"/> makes of each line it is asked for, newest first.</summary>
    public List<T> Select<T>(Func<DealLine, bool> where, Func<DealLine, T> read)
    {
        lock (changing) return [.. lines.Values.Reverse().Where(where).Select(read)];
    }
}
