namespace Chutan.Market.Registry;

/// <summary>冲正: corrects a wrong movement by its opposite. Nothing is edited; the new movement names the old one.
/// Trades, surrenders and what the authority takes are final here: the rooms that caused them have their own
/// corrections.</summary>
/// <param name="Position">The journal position of the movement.</param>
/// <param name="Entry">Which movement at that position, counted from 1.</param>
[Wire("registry.reverse"), By(Scope.Any, Rights.None, Role.Registry, Role.Authority)]
public sealed record ReverseMovement(long Position, int Entry, string Reason) : Command;

[Wire("registry.movement-reversed")]
public sealed record MovementReversed(long Position, int Entry, string Reason) : RegistryEvent;

/// <summary>One movement that may be corrected.</summary>
public sealed record Correctable(long Position, int Entry, Movement Movement, bool Reversed);

/// <summary>The movements that may still be corrected, and those that were.</summary>
public sealed class Corrections
{
    private readonly SortedDictionary<(long Position, int Entry), Correctable> movements = [];
    private long lastPosition = -1;
    private int lastEntry;

    public IReadOnlyCollection<Correctable> All => movements.Values;

    public Correctable? Find(long position, int entry) => movements.GetValueOrDefault((position, entry));

    internal void Note(Movement movement, long position)
    {
        if (movement.Cause is not
            (MovementCause.Transfer or MovementCause.Cancellation or MovementCause.JudicialDeduction))
            return;
        lastEntry = position == lastPosition ? lastEntry + 1 : 1;
        lastPosition = position;
        movements.Add((position, lastEntry), new Correctable(position, lastEntry, movement, Reversed: false));
    }

    internal void MarkReversed(long position, int entry) =>
        movements[(position, entry)] = movements[(position, entry)] with { Reversed = true };

    internal void Save(StateWriter to) => to.Many(movements.Values, c =>
    {
        to.Long(c.Position); to.Int(c.Entry); to.Bool(c.Reversed); to.Long(c.Movement.From.Number);
        to.Long(c.Movement.To.Number); to.Int((int)c.Movement.Cause); to.Bool(c.Movement.MarksTraded);
        to.String(c.Movement.Reference);
        to.Many(c.Movement.Lots, l => RegistrySnapshot.WriteLot(to, l));
    });

    internal void Load(StateReader from) => from.Many(() =>
    {
        var (position, entry, reversed) = (from.Long(), from.Int(), from.Bool());
        var (giver, taker) = (new AccountId(from.Long()), new AccountId(from.Long()));
        var (cause, marks, reference) = ((MovementCause)from.Int(), from.Bool(), from.String());
        var lots = ImmutableArray.CreateBuilder<Lot>();
        from.Many(() => lots.Add(RegistrySnapshot.ReadLot(from)));
        movements.Add((position, entry), new Correctable(position, entry,
            new Movement(giver, taker, lots.ToImmutable(), cause, marks, reference), reversed));
    });
}

internal static class Reversing
{
    public static Decision Decide(ReverseMovement command, RegistryState registry)
    {
        if (registry.Corrections.Find(command.Position, command.Entry) is not { } wrong)
            return RegistryRefusals.UnknownMovement.With(RegistryRefusals.Basis,
                ("position", command.Position), ("entry", command.Entry));
        if (wrong.Reversed)
            return RegistryRefusals.AlreadyReversed.With(RegistryRefusals.Basis,
                ("position", command.Position), ("entry", command.Entry));
        if (string.IsNullOrWhiteSpace(command.Reason)) return RegistryRefusals.NoReason();

        var movement = wrong.Movement;
        var draft = new LedgerDraft(registry);
        if (draft.Return(movement.To, movement.From, [.. movement.Lots.Select(l => l.Block)],
            $"#{command.Position}/{command.Entry}") is { } refusal) return refusal;
        var events = new List<Event>(draft.Events)
        {
            new MovementReversed(command.Position, command.Entry, command.Reason),
        };
        if (movement.Cause == MovementCause.Cancellation && Certificate.TryParse(movement.Reference, out var number))
            events.Add(new CertificateRevoked(number));
        return Decision.Accept(events);
    }
}
