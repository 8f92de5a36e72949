using System.Globalization;

namespace Chutan.Market.Clearing;

/// <summary>What a trade could not do at its settlement.</summary>
public enum DefaultKind
{
    /// <summary>交付违约: the units could not be delivered.</summary>
    Delivery = 0,
    /// <summary>支付违约: the money was not there.</summary>
    Payment = 1,
}

public enum DefaultStatus
{
    /// <summary>待补足: notice was given; the defaulter has until the deadline.</summary>
    Open = 0,
    /// <summary>已补足: delivered and paid after all.</summary>
    MadeUp = 1,
    /// <summary>已垫付: the risk reserve paid what was missing.</summary>
    Covered = 2,
    /// <summary>已了结: the trade was undone after the deadline.</summary>
    ClosedOut = 3,
}

/// <summary>违约案件: one trade that could not be delivered or paid with the others of its day.</summary>
/// <param name="Hold">The hold on the seller's units; freed only by delivery or at the end of the case.</param>
/// <param name="Reason">The refusal code that delivery or payment met with.</param>
/// <param name="Deadline">Last day on which the defaulter may make up.</param>
/// <param name="OwedToReserve">What the risk reserve laid out and has not got back.</param>
/// <param name="OwedPenalty">Penalty not paid yet.</param>
public sealed record DefaultCase(long Number, LocalDate Date, DefaultKind Kind, AccountId Defaulter,
    Obligation Obligation, UnitKind Unit, HoldId Hold, string Reason, LocalDate Deadline, DefaultStatus Status,
    Money OwedToReserve, Money OwedPenalty)
{
    /// <summary>How the ledgers name the case.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"default {Number}");

    /// <summary>The side that kept its word.</summary>
    public AccountId Harmed => Defaulter == Obligation.Buyer ? Obligation.Seller : Obligation.Buyer;
}

/// <summary>违约通知: the trade is taken out of the day's settlement; the others settle.</summary>
[Wire("clearing.default-opened")]
public sealed record DefaultOpened(long Case, LocalDate Date, TradeId Trade, DefaultKind Kind, AccountId Defaulter,
    UnitKind Unit, HoldId Hold, string Reason, LocalDate Deadline) : ClearingEvent;

/// <summary>The trade of a case was delivered and paid, made up by the defaulter or covered by the reserve.</summary>
[Wire("clearing.default-settled")]
public sealed record DefaultSettled(long Case, DefaultStatus Outcome, Money Advanced) : ClearingEvent;

/// <summary>The trade of a case was undone: units and money are free again.</summary>
[Wire("clearing.default-closed-out")]
public sealed record DefaultClosedOut(long Case, string Reason) : ClearingEvent;

/// <summary>The penalty of a case was set.</summary>
[Wire("clearing.penalty-set")]
public sealed record DefaultPenaltySet(long Case, AccountId Defaulter, Money Amount) : ClearingEvent;

/// <summary>The defaulter paid part of what it owes: first the reserve, then the penalty.</summary>
[Wire("clearing.default-collected")]
public sealed record DefaultCollected(long Case, Money ToReserve, Money ToPenalties) : ClearingEvent;

/// <summary>补足交收: tries to deliver and pay the trade of a case now.</summary>
[Wire("clearing.make-up-default"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record MakeUpDefault(long Case) : Command;

/// <summary>动用风险准备金: the reserve lays out what a buyer is short of, and the trade settles. Leaving less than the
/// minimum in the reserve takes the authority.</summary>
[Wire("clearing.cover-default"), By(Scope.Any, Rights.None, Role.Clearing, Role.Authority)]
public sealed record CoverDefault(long Case) : Command;

/// <summary>违约了结: undoes the trade once the deadline has passed.</summary>
[Wire("clearing.close-out-default"), By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record CloseOutDefault(long Case, string Reason) : Command;

/// <summary>追收: takes what a defaulter owes out of its free money, as far as it goes.</summary>
[Wire("clearing.collect-default"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record CollectDefault(long Case) : Command;

/// <summary>违约案件登记.</summary>
public sealed class DefaultCases
{
    private readonly SortedDictionary<long, DefaultCase> cases = [];
    private readonly SortedDictionary<string, Tonnes> madeUp = new(StringComparer.Ordinal);
    private LocalDate? madeUpOn;

    public IReadOnlyCollection<DefaultCase> All => cases.Values;
    public long Next => cases.Count + 1;
    public DefaultCase? Find(long number) => cases.GetValueOrDefault(number);
    public IEnumerable<DefaultCase> Open => cases.Values.Where(c => c.Status == DefaultStatus.Open);

    /// <summary>The case that keeps an account from trading and paying out: open, or with something still owed; null
    /// when there is none.</summary>
    public DefaultCase? Barring(AccountId account)
    {
        if (cases.Count == 0) return null; // every order asks
        foreach (var found in cases.Values)
            if (found.Defaulter == account && (found.Status == DefaultStatus.Open
                || found.OwedToReserve > Money.Zero || found.OwedPenalty > Money.Zero)) return found;
        return null;
    }

    /// <summary>Tonnes of an instrument delivered on a day for trades of earlier days.</summary>
    public Tonnes MadeUp(string instrument, LocalDate date) =>
        madeUpOn == date ? madeUp.GetValueOrDefault(instrument) : Tonnes.Zero;

    internal void OpenCase(DefaultOpened e, Obligation obligation) => cases.Add(e.Case, new DefaultCase(e.Case, e.Date,
        e.Kind, e.Defaulter, obligation, e.Unit, e.Hold, e.Reason, e.Deadline, DefaultStatus.Open, Money.Zero,
        Money.Zero));

    internal DefaultCase Settle(DefaultSettled e, LocalDate date)
    {
        var settled = cases[e.Case] with { Status = e.Outcome, OwedToReserve = e.Advanced };
        if (madeUpOn != date)
        {
            madeUpOn = date;
            madeUp.Clear();
        }
        var instrument = settled.Obligation.Instrument;
        madeUp[instrument] = madeUp.GetValueOrDefault(instrument) + settled.Obligation.Quantity;
        return cases[e.Case] = settled;
    }

    internal DefaultCase CloseOut(DefaultClosedOut e) =>
        cases[e.Case] = cases[e.Case] with { Status = DefaultStatus.ClosedOut };

    internal void SetPenalty(DefaultPenaltySet e) => cases[e.Case] = cases[e.Case] with { OwedPenalty = e.Amount };

    internal void Collect(DefaultCollected e) => cases[e.Case] = cases[e.Case] with
    {
        OwedToReserve = cases[e.Case].OwedToReserve - e.ToReserve,
        OwedPenalty = cases[e.Case].OwedPenalty - e.ToPenalties,
    };

    internal void Save(StateWriter to)
    {
        to.Many(cases.Values, c =>
        {
            foreach (var number in new[] { c.Number, (long)c.Kind, c.Defaulter.Number, (long)c.Unit, c.Hold.Number,
                (long)c.Status, c.OwedToReserve.Fen, c.OwedPenalty.Fen }) to.Long(number);
            to.Date(c.Date);
            to.Date(c.Deadline);
            to.String(c.Reason);
            ClearingSnapshot.Write(to, c.Obligation);
        });
        to.Date(madeUpOn);
        to.Many(madeUp, m =>
        {
            to.String(m.Key);
            to.Long(m.Value.Count);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var (number, kind, defaulter) = (from.Long(), (DefaultKind)from.Long(), new AccountId(from.Long()));
            var (unit, hold, status) = ((UnitKind)from.Long(), new HoldId(from.Long()), (DefaultStatus)from.Long());
            var (reserve, penalty) = (new Money(from.Long()), new Money(from.Long()));
            var (date, deadline, reason) = (from.Date(), from.Date(), from.String());
            cases.Add(number, new DefaultCase(number, date, kind, defaulter, ClearingSnapshot.ReadObligation(from),
                unit, hold, reason, deadline, status, reserve, penalty));
        });
        madeUpOn = from.MaybeDate();
        from.Many(() => madeUp.Add(from.String(), new(from.Long())));
    }
}
