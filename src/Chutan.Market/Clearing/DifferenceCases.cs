using System.Globalization;

namespace Chutan.Market.Clearing;

/// <summary>A figure as bank, exchange or registry reports it.</summary>
/// <param name="Subject">The bank's code, or the instrument.</param>
public sealed record ReportedFigure(Figure Figure, string Subject, long Value);

/// <summary>三方对账: compares clearing's figures of a delivered day, bank by bank and instrument by instrument, with what
/// bank, exchange and registry report. May be repeated; each difference is a case, and while one is open the next day
/// stays shut. A bank that has stated its closing balance in a file is taken at that.</summary>
/// <param name="Reason">Why a balance typed in is to count instead of what the bank's file states; null without one.
/// </param>
[Wire("clearing.reconcile-books", 2), By(Scope.Any, Rights.None, Role.Scheduler, Role.Clearing)]
public sealed record ReconcileBooks(LocalDate Date, ImmutableArray<ReportedFigure> Reported, string? Reason = null)
    : Command;

/// <summary>差异说明: puts what was found out about a difference on its record.</summary>
[Wire("clearing.note-difference"), By(Scope.Any, Rights.None, Role.Clearing, Role.Registry, Role.Exchange, Role.Bank)]
public sealed record NoteDifference(long Case, string Note) : Command;

/// <summary>提议豁免: asks that the next day may open although this difference stands. Another person confirms.</summary>
[Wire("clearing.propose-override"), By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record ProposeOverride(long Case, string Reason) : Command;

/// <summary>确认豁免: by another person than the one who proposed it.</summary>
[Wire("clearing.confirm-override"), By(Scope.Any, Rights.None, Role.Clearing, Role.Authority)]
public sealed record ConfirmOverride(long Case) : Command;

public enum DifferenceStatus
{
    /// <summary>待处理: keeps the next day shut.</summary>
    Open = 0,
    /// <summary>已消除: a later comparison found the books in agreement.</summary>
    Agreed = 1,
    /// <summary>已豁免: two people took it on themselves.</summary>
    Overridden = 2,
}

/// <summary>One remark on a case.</summary>
public sealed record CaseNote(Instant At, UserId By, string Text);

/// <summary>差异案件: one disagreement between books.</summary>
public sealed record DifferenceCase(long Number, LocalDate Date, Figure Figure, string Subject, long Ours,
    long Reported, DifferenceStatus Status, UserId? ProposedBy, string Reason, UserId? ConfirmedBy,
    ImmutableArray<CaseNote> Notes);

/// <summary>录入余额: somebody put a balance typed in above what the bank's file states.</summary>
[Wire("clearing.balance-typed")]
public sealed record BalanceTyped(LocalDate Date, string Bank, Money Stated, Money Typed, string Reason, UserId By)
    : ClearingEvent;

/// <summary>The books were compared.</summary>
[Wire("clearing.books-reconciled")]
public sealed record BooksReconciled(LocalDate Date, int Compared, int Open) : ClearingEvent;

[Wire("clearing.difference-found")]
public sealed record DifferenceFound(long Case, LocalDate Date, Figure Figure, string Subject, long Ours,
    long Reported) : ClearingEvent;

/// <summary>A repeated comparison found other figures.</summary>
[Wire("clearing.difference-changed")]
public sealed record DifferenceChanged(long Case, long Ours, long Reported) : ClearingEvent;

[Wire("clearing.difference-agreed")]
public sealed record DifferenceAgreed(long Case) : ClearingEvent;

[Wire("clearing.difference-noted")]
public sealed record DifferenceNoted(long Case, UserId By, string Note) : ClearingEvent;

[Wire("clearing.override-proposed")]
public sealed record OverrideProposed(long Case, UserId By, string Reason) : ClearingEvent;

[Wire("clearing.override-confirmed")]
public sealed record OverrideConfirmed(long Case, UserId By) : ClearingEvent;

/// <summary>差异案件: every disagreement there has been.</summary>
public sealed class DifferenceCases
{
    private readonly SortedDictionary<long, DifferenceCase> cases = [];

    public IReadOnlyCollection<DifferenceCase> All => cases.Values;
    public long Next => cases.Count + 1;
    public DifferenceCase? Find(long number) => cases.GetValueOrDefault(number);
    public IEnumerable<DifferenceCase> OpenOn(LocalDate date) =>
        cases.Values.Where(c => c.Date == date && c.Status == DifferenceStatus.Open);

    internal void Apply(ClearingEvent happened, Instant at)
    {
        switch (happened)
        {
            case DifferenceFound e:
                cases.Add(e.Case, new DifferenceCase(e.Case, e.Date, e.Figure, e.Subject, e.Ours, e.Reported,
                    DifferenceStatus.Open, null, "", null, []));
                break;
            case DifferenceChanged e:
                cases[e.Case] = cases[e.Case] with
                {
                    Ours = e.Ours,
                    Reported = e.Reported,
                    Status = DifferenceStatus.Open,
                    ProposedBy = null,
                    Reason = "",
                    ConfirmedBy = null,
                };
                break;
            case DifferenceAgreed e:
                cases[e.Case] = cases[e.Case] with { Status = DifferenceStatus.Agreed };
                break;
            case DifferenceNoted e:
                cases[e.Case] = cases[e.Case] with { Notes = cases[e.Case].Notes.Add(new CaseNote(at, e.By, e.Note)) };
                break;
            case OverrideProposed e:
                cases[e.Case] = cases[e.Case] with { ProposedBy = e.By, Reason = e.Reason };
                break;
            case OverrideConfirmed e:
                cases[e.Case] = cases[e.Case] with { Status = DifferenceStatus.Overridden, ConfirmedBy = e.By };
                break;
            default: throw new InvalidOperationException($"No case changes by {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to) => to.Many(cases.Values, c =>
    {
        foreach (var number in new[] { c.Number, (long)c.Figure, c.Ours, c.Reported, (long)c.Status,
            c.ProposedBy?.Number ?? -1, c.ConfirmedBy?.Number ?? -1 }) to.Long(number);
        to.Date(c.Date);
        to.String(c.Subject);
        to.String(c.Reason);
        to.Many(c.Notes, n =>
        {
            to.Instant(n.At);
            to.Long(n.By.Number);
            to.String(n.Text);
        });
    });

    internal void Load(StateReader from) => from.Many(() =>
    {
        var (number, figure, ours, reported) = (from.Long(), (Figure)from.Long(), from.Long(), from.Long());
        var (status, proposed, confirmed) = ((DifferenceStatus)from.Long(), from.Long(), from.Long());
        var (date, subject, reason) = (from.Date(), from.String(), from.String());
        var notes = ImmutableArray.CreateBuilder<CaseNote>();
        from.Many(() => notes.Add(new CaseNote(from.Instant(), new(from.Long()), from.String())));
        cases.Add(number, new DifferenceCase(number, date, figure, subject, ours, reported, status, User(proposed),
            reason, User(confirmed), notes.ToImmutable()));

        static UserId? User(long number) => number < 0 ? null : new UserId(number);
    });
}

/// <summary>对账与差异处理.</summary>
public static class Reconciling
{
    public static Decision Decide(ReconcileBooks command, CommandContext context, ClearingState clearing)
    {
        if (clearing.Run.DoneOn(command.Date) != RunStep.RegistryConfirmed)
            return SettlementSteps.OutOfOrder(command.Date, RunStep.Reconciled, clearing)!; // not the next one
        var events = new List<Event>();
        var (next, compared, open) = (clearing.Cases.Next, 0, 0);
        var reported = command.Reported.ToLookup(r => (r.Figure, r.Subject), r => r.Value);
        foreach (var (figure, subject, ours) in OurFigures(command.Date, clearing))
        {
            compared++;
            long? typed = reported[(figure, subject)].Any() ? reported[(figure, subject)].First() : null;
            var value = typed ?? 0; // what nobody reports is nothing
            if (figure == Figure.BankTotal && clearing.Traffic.ClosingOf(subject, command.Date) is { } stated)
            {
                // The scheduler types nothing: what the bank states goes before what was added up from its files.
                if (typed is not { } other || other == stated.Fen || context.Actor.Role == Role.Scheduler)
                    value = stated.Fen;
                else if (string.IsNullOrWhiteSpace(command.Reason))
                    return ClearingRefusals.TypedAgainstFile.With(ClearingBasis.SameDay, ("bank", subject),
                        ("stated", stated), ("typed", new Money(other)));
                else events.Add(new BalanceTyped(command.Date, subject, stated, new Money(other),
                    command.Reason.Trim(), context.Actor.User));
            }
            var known = clearing.Cases.All.FirstOrDefault(c => c.Date == command.Date && c.Figure == figure
                && c.Subject == subject && c.Status != DifferenceStatus.Agreed);
            if (ours == value)
            {
                if (known is { Status: DifferenceStatus.Open }) events.Add(new DifferenceAgreed(known.Number));
                continue;
            }
            if (known is null) events.Add(new DifferenceFound(next++, command.Date, figure, subject, ours, value));
            else if (known.Ours != ours || known.Reported != value)
                events.Add(new DifferenceChanged(known.Number, ours, value));
            else if (known.Status == DifferenceStatus.Overridden) continue;
            open++;
        }
        events.Add(new BooksReconciled(command.Date, compared, open));
        if (open == 0) events.Add(Done(command.Date, compared));
        return Decision.Accept(events);
    }

    public static Decision Decide(NoteDifference command, CommandContext context, ClearingState clearing)
    {
        if (string.IsNullOrWhiteSpace(command.Note)) return NoReason();
        return clearing.Cases.Find(command.Case) is null
            ? Unknown(command.Case)
            : Decision.Accept(new DifferenceNoted(command.Case, context.Actor.User, command.Note.Trim()));
    }

    public static Decision Decide(ProposeOverride command, CommandContext context, ClearingState clearing)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return NoReason();
        return clearing.Cases.Find(command.Case) is not { Status: DifferenceStatus.Open }
            ? Unknown(command.Case)
            : Decision.Accept(new OverrideProposed(command.Case, context.Actor.User, command.Reason.Trim()));
    }

    public static Decision Decide(ConfirmOverride command, CommandContext context, ClearingState clearing)
    {
        if (clearing.Cases.Find(command.Case) is not { Status: DifferenceStatus.Open } found)
            return Unknown(command.Case);
        if (found.ProposedBy is not { } proposer)
            return ClearingRefusals.NotProposed.With(ClearingBasis.SameDay, ("case", command.Case));
        if (proposer == context.Actor.User)
            return ClearingRefusals.SamePerson.With(ClearingBasis.SameDay, ("case", command.Case));
        var confirmed = new OverrideConfirmed(command.Case, context.Actor.User);
        var last = clearing.Cases.OpenOn(found.Date).All(c => c.Number == command.Case)
            && clearing.Run.DoneOn(found.Date) == RunStep.RegistryConfirmed;
        return last
            ? Decision.Accept(confirmed, Done(found.Date, clearing.Cases.All.Count(c => c.Date == found.Date)))
            : Decision.Accept(confirmed);
    }

    /// <summary>What clearing's own books say, bank by bank, then instrument by instrument.</summary>
    public static IEnumerable<(Figure Figure, string Subject, long Ours)> OurFigures(LocalDate date,
        ClearingState clearing)
    {
        foreach (var bank in clearing.Banks.All) yield return (Figure.BankTotal, bank.Code, bank.Cash.Fen);
        foreach (var instrument in clearing.Run.Subjects(RunStep.TradeListFrozen, "quantity"))
        {
            yield return (Figure.ExchangeVolume, instrument, Of(RunStep.TradeListFrozen, "quantity", instrument));
            yield return (Figure.ExchangeTurnover, instrument, Of(RunStep.TradeListFrozen, "value", instrument));
            yield return (Figure.RegistryDelivered, instrument, Of(RunStep.Delivered, "moved", instrument)
                + clearing.Defaults.MadeUp(instrument, date).Count);
        }

        long Of(RunStep step, string name, string subject) => clearing.Run.Figure(step, name, subject);
    }

    private static SettlementStepDone Done(LocalDate date, int compared) => new(date, RunStep.Reconciled,
        [new StepFigure("compared", "", compared, "count")], "");

    private static Refusal Unknown(long number) => ClearingRefusals.UnknownCase.With(ClearingBasis.SameDay,
        ("case", number.ToString(CultureInfo.InvariantCulture)));

    private static Refusal NoReason() => ClearingRefusals.ReasonNeeded.With(ClearingBasis.SameDay);
}
