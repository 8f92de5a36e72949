using Chutan.Market.Accounting;
using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Registry;

namespace Chutan.Market;

/// <summary>The whole market: one state per room. Changed by events only.</summary>
public sealed class MarketState
{
    public RulebookState Rulebook { get; } = new();
    public ParticipantsState Participants { get; } = new();
    public RegistryState Registry { get; } = new();
    public AllocationState Allocation { get; } = new();
    public MrvState Mrv { get; } = new();
    public ExchangeState Exchange { get; } = new();
    public AuctionsState Auctions { get; } = new();
    public ClearingState Clearing { get; } = new();
    public OffsetsState Offsets { get; } = new();
    public ComplianceState Compliance { get; } = new();
    public OversightState Oversight { get; } = new();
    public DisclosureState Disclosure { get; } = new();
    public QuantificationState Quantification { get; } = new();
    public AccountingState Accounting { get; } = new();

    /// <summary>Hands an event to the one room it belongs to. Cannot refuse.</summary>
    public void Apply(Event happened, EventContext context)
    {
        switch (happened)
        {
            case ExchangeEvent e: Exchange.Apply(e, context); break;
            case ClearingEvent e: Clearing.Apply(e, context); break;
            case RegistryEvent e: Registry.Apply(e, context); break;
            case RulebookEvent e: Rulebook.Apply(e); break;
            case ParticipantEvent e: Participants.Apply(e); break;
            case AllocationEvent e: Allocation.Apply(e, context); break;
            case MrvEvent e: Mrv.Apply(e, context); break;
            case AuctionEvent e: Auctions.Apply(e, context); break;
            case OffsetEvent e: Offsets.Apply(e, context); break;
            case ComplianceEvent e: Compliance.Apply(e, context); break;
            case OversightEvent e: Oversight.Apply(e, context); break;
            case DisclosureEvent e: Disclosure.Apply(e); break;
            case QuantificationEvent e: Quantification.Apply(e, context); break;
            case AccountingEvent e: Accounting.Apply(e, context); break;
            default: throw new InvalidOperationException($"No room for {happened.GetType().Name}.");
        }
    }

    /// <summary>Steps of <see cref="Foresee"/>: each finds its way by what the one before has fetched.</summary>
    public const int ForeseenIn = 4;

    /// <summary>Has the memory fetched that deciding a command will need of a large book, and does nothing with it.
    /// Asked step by step for many commands, the processor fetches for all of them together; deciding them, it would
    /// wait for each.</summary>
    public void Foresee(Command command, int step)
    {
        if (step == 0) Ahead.ExpectFields(command);
        else if (command is PlaceOrder place) Exchange.Foresee(place, step);
        else if (command is CancelOrder cancel && Exchange.PlaceOf(cancel.Order) is >= 0 and var at)
        {
            Exchange.Foresee(at, step);
            if (step == 2) Clearing.Foresee(cancel.Order);
        }
    }

    /// <summary>Writes every room in a fixed order: the body of a snapshot.</summary>
    public void Save(StateWriter to)
    {
        Rulebook.Save(to);
        Participants.Save(to);
        Registry.Save(to);
        Allocation.Save(to);
        Mrv.Save(to);
        Exchange.Save(to);
        Auctions.Save(to);
        Clearing.Save(to);
        Offsets.Save(to);
        Compliance.Save(to);
        Oversight.Save(to);
        Disclosure.Save(to);
        Quantification.Save(to);
        Accounting.Save(to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote into a new, empty state.</summary>
    public static MarketState Load(StateReader from)
    {
        var state = new MarketState();
        state.Rulebook.Load(from);
        state.Participants.Load(from);
        state.Registry.Load(from);
        state.Allocation.Load(from);
        state.Mrv.Load(from);
        state.Exchange.Load(from);
        state.Auctions.Load(from);
        state.Clearing.Load(from);
        state.Offsets.Load(from);
        state.Compliance.Load(from);
        state.Oversight.Load(from);
        state.Disclosure.Load(from);
        state.Quantification.Load(from);
        state.Accounting.Load(from);
        return state;
    }
}
