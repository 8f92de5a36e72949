namespace Chutan.Market.Registry;

/// <summary>What happened to a unit in one step of its life.</summary>
public enum SerialStepKind
{
    Issued = 0,
    Moved = 1,
    /// <summary>Units of its kind in its account were pledged, entrusted, frozen or locked; holds are on quantities, so
    /// the unit may or may not be among them.</summary>
    Held = 2,
    Released = 3,
    /// <summary>Marked for or after a release in an intervention.</summary>
    Marked = 4,
}

/// <summary>One step in a unit's life.</summary>
/// <param name="From">The account it left; null when it was issued.</param>
/// <param name="To">The account it is in after the step.</param>
/// <param name="Cause">Why it moved; null when it did not.</param>
/// <param name="Hold">Why it was held or released; null for other steps.</param>
/// <param name="Quantity">How many units the step concerned together, t.</param>
/// <param name="Traded">Whether the unit counts as traded after the step.</param>
public sealed record SerialStep(long Position, Instant At, LocalDate Date, SerialStepKind Kind, AccountId? From,
    AccountId To, MovementCause? Cause, HoldCause? Hold, Tonnes Quantity, bool Traded, string Reference);

/// <summary>One unit's whole life, from the events of the journal in order.</summary>
public sealed class SerialHistory(long serial)
{
    private readonly List<SerialStep> steps = [];
    private readonly Dictionary<HoldId, Hold> holds = [];
    private AccountId? at;

    public long Serial { get; } = serial;
    public IReadOnlyList<SerialStep> Steps => steps;

    /// <summary>What the unit is; null until it was issued.</summary>
    public LotAttributes? Attributes { get; private set; }

    /// <summary>How the unit was last moved; null while it is where it was issued. Surrender, cancellation and expiry
    /// end its life.</summary>
    public MovementCause? LastMovement => steps.LastOrDefault(s => s.Kind == SerialStepKind.Moved)?.Cause;

    public void Add(Event happened, EventContext context)
    {
        switch (happened)
        {
            case UnitsIssued e: Issue(e, context); break;
            case UnitsMoved e: Move(e.Movement, context); break;
            case UnitsMarked e when e.Lots.Any(l => l.Block.Contains(Serial)):
                Attributes = e.Marked(e.Lots.First(l => l.Block.Contains(Serial))).Attributes;
                Note(context, SerialStepKind.Marked, null, e.Account, null, null,
                    new Tonnes(e.Lots.Sum(l => l.Block.Count)), e.Reference);
                break;
            case UnitsHeld e when e.Hold.Cause is not (HoldCause.InOrder or HoldCause.PendingTransfer):
                Hold(e.Hold, context);
                break;
            case HoldChanged e when e.Remaining.IsZero && holds.Remove(e.Hold, out var hold) && IsHere(hold):
                Note(context, SerialStepKind.Released, null, hold.Account, null,
                    hold.Cause, hold.Quantity, hold.Reference);
                break;
        }
    }

    private void Issue(UnitsIssued e, EventContext context)
    {
        foreach (var lot in e.Lots)
            if (lot.Block.Contains(Serial))
            {
                (at, Attributes) = (e.To, lot.Attributes);
                Note(context, SerialStepKind.Issued, null, e.To, null, null, lot.Tonnes, e.Reference);
            }
    }

    private void Move(Movement movement, EventContext context)
    {
        foreach (var lot in movement.Lots)
            if (lot.Block.Contains(Serial))
            {
                at = movement.To;
                Attributes = movement.MarksTraded ? lot.AfterTrade().Attributes : lot.Attributes;
                Note(context, SerialStepKind.Moved, movement.From, movement.To, movement.Cause, null, lot.Tonnes,
                    movement.Reference);
            }
    }

    private void Hold(Hold hold, EventContext context)
    {
        holds.Add(hold.Id, hold);
        if (IsHere(hold))
            Note(context, SerialStepKind.Held, null, hold.Account, null, hold.Cause, hold.Quantity, hold.Reference);
    }

    private bool IsHere(Hold hold) => at == hold.Account && Attributes?.Kind == hold.Kind;

    private void Note(EventContext context, SerialStepKind kind, AccountId? from, AccountId to, MovementCause? cause,
        HoldCause? hold, Tonnes quantity, string reference) => steps.Add(new SerialStep(context.Position, context.At,
            context.Date, kind, from, to, cause, hold, quantity, Attributes is { Traded: true }, reference));
}
