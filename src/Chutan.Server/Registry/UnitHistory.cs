using System.Globalization;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Server.Registry;

/// <summary>One change of one account in one unit class.</summary>
/// <param name="Other">The other account; null for an issue.</param>
/// <param name="Delta">Signed change, t.</param>
public sealed record StatementLine(long Position, Instant At, LocalDate Date, AccountId? Other, MovementCause? Cause,
    UnitKind Kind, Vintage Vintage, long Delta);

/// <summary>A block of units issued or moved: one step in the life of each of its serials.</summary>
public readonly record struct BlockStep(long Position, Instant At, SerialBlock Block, AccountId? From, AccountId To,
    MovementCause? Cause, LotAttributes Attributes, bool Traded, TradeId? Trade);

/// <summary>A hold from its beginning on: how much it held after each change.</summary>
/// <param name="Position">The record that made it.</param>
public sealed record HoldLine(
    Hold Hold, long Position, Instant Since, ImmutableArray<(Instant At, LocalDate Date, Tonnes Remaining)> Changes)
{
    /// <summary>What it holds at a moment.</summary>
    public Tonnes At(Moment moment) => Changes.LastOrDefault(c => moment.Includes(c.At, c.Date)).Remaining;
}

/// <summary>A moment of the past: the end of a civil date, or an instant. Neither means now.</summary>
public readonly record struct Moment(LocalDate? Date, Instant? Instant)
{
    public bool Includes(Instant at, LocalDate date) =>
        (Date is not { } day || date <= day) && (Instant is not { } instant || at <= instant);
}

/// <summary>Account statements and the life of every unit, kept in memory and grown as records arrive.</summary>
public sealed class UnitHistory
{
    private readonly Dictionary<AccountId, List<StatementLine>> accounts = [];
    private readonly Dictionary<HoldId, HoldLine> holds = [];
    private readonly List<BlockStep> steps = [];
    private readonly Lock changing = new();

    public void Add(MarketRecord record)
    {
        if (record.Decision is not Decision.Accepted accepted) return;
        lock (changing)
        {
            foreach (var happened in accepted.Events)
                if (happened is UnitsIssued issued) Issue(record, issued);
                else if (happened is UnitsMoved moved) Move(record, moved.Movement);
                else if (happened is UnitsHeld held)
                    holds[held.Hold.Id] = new HoldLine(
                        held.Hold, record.Position, record.At, [(record.At, record.Date, held.Hold.Quantity)]);
                else if (happened is HoldChanged changed && holds.TryGetValue(changed.Hold, out var line))
                    holds[changed.Hold] = line with
                    {
                        Changes = line.Changes.Add(
                        (record.At, record.Date, changed.Remaining))
                    };
        }
    }

    /// <summary>An account's changes up to and including a moment, oldest first.</summary>
    public IReadOnlyList<StatementLine> Of(AccountId account, Moment through = default)
    {
        lock (changing)
            return accounts.TryGetValue(account, out var lines)
                ? lines.Where(l => through.Includes(l.At, l.Date)).ToArray()
                : [];
    }

    /// <summary>The holds on an account at a moment, or now, by age.</summary>
    public IReadOnlyList<(HoldLine Line, Tonnes Remaining)> HoldsOf(AccountId account, Moment through = default)
    {
        lock (changing)
            return holds.Values.Where(h => h.Hold.Account == account).OrderBy(h => h.Hold.Id)
                .Select(h => (Line: h, Remaining: h.At(through)))
                .Where(h => !h.Remaining.IsZero).ToArray();
    }

    /// <summary>Every step of one serial, oldest first.</summary>
    public IReadOnlyList<BlockStep> Life(long serial)
    {
        lock (changing) return steps.Where(s => s.Block.Contains(serial)).ToArray();
    }

    /// <summary>Serials whose lives have the most steps, one from each of a few movements.</summary>
    public IReadOnlyList<long> Interesting(int count)
    {
        lock (changing)
        {
            var ends = steps.Where(s => s.Cause is MovementCause.Surrender or MovementCause.Cancellation
                or MovementCause.JudicialDeduction or MovementCause.Expiry && s.Attributes.Traded).ToList();
            var pick = ends.GroupBy(s => s.Cause).SelectMany(g =>
                g.Where(s => s.Attributes.Traded).Take(2).DefaultIfEmpty(g.First()));
            return [.. pick.Select(s => s.Block.First).Distinct().Take(count)];
        }
    }

    private void Issue(MarketRecord record, UnitsIssued issued)
    {
        foreach (var lot in issued.Lots)
        {
            Line(record, issued.To, null, null, lot.Attributes, lot.Block.Count);
            steps.Add(new BlockStep(
                record.Position, record.At, lot.Block, null, issued.To, null, lot.Attributes, false, null));
        }
    }

    private void Move(MarketRecord record, Movement movement)
    {
        foreach (var lot in movement.Lots)
        {
            Line(record, movement.From, movement.To, movement.Cause, lot.Attributes, -lot.Block.Count);
            Line(record, movement.To, movement.From, movement.Cause, lot.Attributes, lot.Block.Count);
            steps.Add(new BlockStep(record.Position, record.At, lot.Block, movement.From, movement.To, movement.Cause,
                lot.Attributes, movement.MarksTraded, TradeOf(movement)));
        }
    }

    /// <summary>The trade that a delivery names, as in "trade 17".</summary>
    private static TradeId? TradeOf(Movement movement) =>
        movement.Cause == MovementCause.Trade && movement.Reference.StartsWith("trade ", StringComparison.Ordinal)
        && long.TryParse(movement.Reference.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var trade)
            ? new TradeId(trade) : null;

    private void Line(MarketRecord record, AccountId account, AccountId? other, MovementCause? cause,
        LotAttributes attributes, long delta)
    {
        if (!accounts.TryGetValue(account, out var lines)) accounts.Add(account, lines = []);
        if (lines.Count > 0 && lines[^1] is { } last && last.Position == record.Position && last.Other == other
            && last.Cause == cause && last.Kind == attributes.Kind && last.Vintage == attributes.Vintage)
            lines[^1] = last with { Delta = last.Delta + delta };
        else
            lines.Add(new StatementLine(record.Position, record.At, record.Date, other, cause, attributes.Kind,
                attributes.Vintage, delta));
    }
}
