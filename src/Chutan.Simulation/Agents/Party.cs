using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Simulation.World;

namespace Chutan.Simulation.Agents;

/// <summary>An order as its owner remembers it.</summary>
internal sealed class OpenOrder(OrderId id, Party owner, string instrument, Side side, Price price, long quantity)
{
    public OrderId Id { get; } = id;
    public string Instrument { get; } = instrument;
    public Party Owner { get; } = owner;
    public Side Side { get; } = side;
    public Price Price { get; } = price;
    public long Remaining { get; set; } = quantity;

    /// <summary>What a buy order may still cost, fees included, generously.</summary>
    public long Cost => Side == Side.Buy ? Party.CostOf(Price, Remaining) : 0;
}

/// <summary>Somebody taking part, with what it knows of its own affairs: only what replies told it. It never looks into
/// the market's books.</summary>
internal sealed class Party(string creditCode)
{
    private readonly Dictionary<UnitKind, long> units = [];
    private readonly Dictionary<UnitKind, long> held = [];

    public string CreditCode { get; } = creditCode;
    public ParticipantId Id { get; set; }
    public Actor Actor { get; set; }

    /// <summary>A second person of a covered entity, who signs what the first has made.</summary>
    public Actor Second { get; set; }
    public AccountId Account { get; set; }

    /// <summary>Money not needed by open orders, fen; never more than clearing has.</summary>
    public long FreeCash { get; set; }

    /// <summary>Its open orders of today, oldest first.</summary>
    public List<OpenOrder> Orders { get; } = [];

    /// <summary>Orders sent today; the client order id comes from it.</summary>
    public int Sent { get; set; }

    /// <summary>Allowances bought today that arrive at the settlement.</summary>
    public long Arriving { get; set; }

    public long Units(UnitKind kind) => units.GetValueOrDefault(kind);
    public long Held(UnitKind kind) => held.GetValueOrDefault(kind);
    public long Free(UnitKind kind) => Units(kind) - Held(kind);
    public long Allowances => Units(UnitKind.Allowance);
    public long FreeAllowances => Free(UnitKind.Allowance);

    /// <summary>Allowances that contracts to be delivered later will bring, less those they will take.</summary>
    public long Contracted { get; set; }

    /// <summary>Allowances in open sell orders or sold today.</summary>
    public long Offered { get; set; }

    public void AddUnits(UnitKind kind, long change) => units[kind] = Units(kind) + change;
    public void AddHeld(UnitKind kind, long change) => held[kind] = Held(kind) + change;

    /// <summary>Value and fee of a purchase, rounded generously: what the buyer sets aside.</summary>
    public static long CostOf(Price price, long quantity) =>
        price.FenPerTonne * quantity * 1006 / 1000 + quantity + 100;
}

/// <summary>A covered entity in play.</summary>
internal sealed class Entity(EntityPlan plan, Chance chance)
{
    public EntityPlan Plan { get; } = plan;
    public Chance Chance { get; } = chance;
    public Party Party { get; } = new(plan.CreditCode);

    /// <summary>Its emissions of the year as they will be: falls when it abates.</summary>
    public long Emissions { get; set; } = plan.Emissions;

    /// <summary>Tonnes its own figures leave out, where it cheats.</summary>
    public long Concealed { get; set; }

    /// <summary>Tonnes of these that the verification does not find either, as no check that looks for them fired.
    /// </summary>
    public long Undetected { get; set; }

    /// <summary>The part of its abatements it has taken up.</summary>
    public int Abated { get; set; }

    /// <summary>What it expects to be allocated for the year in all; a fact once it is determined and
    /// corrected.</summary>
    public long ExpectedAllocation { get; set; }

    /// <summary>年度初始配额 once it is determined.</summary>
    public long InitialAllocation { get; set; }

    /// <summary>Handed out of that so far.</summary>
    public long Received { get; set; }
    public long Surrendered { get; set; }
    public long OffsetsUsed { get; set; }
    public long OffsetsPlanned { get; set; }

    /// <summary>Credits were issued this season: from now on what it holds counts, not what it planned.</summary>
    public bool CreditsOut { get; set; }

    private long OffsetsToCome => CreditsOut
        ? Math.Max(0, Math.Min(Party.Units(UnitKind.Ccer) + Party.Units(UnitKind.InclusionReduction),
            OffsetLimit - OffsetsUsed))
        : OffsetsPlanned;

    /// <summary>Credits sent for surrender whose answer is outstanding.</summary>
    public long OffsetsSent { get; set; }

    /// <summary>Most credits it may use: a share of its initial allocation; zero before that is determined.</summary>
    public long OffsetLimit { get; set; }
    public bool ReportAccepted { get; set; }
    public bool Determined { get; set; }

    /// <summary>Off the list: issued nothing this year.</summary>
    public bool Excluded { get; set; }

    /// <summary>What it will have over (positive) or lack (negative) when the year is settled.</summary>
    public long Balance => Party.Allowances + Party.Arriving - Party.Offered + Party.Contracted
        + Math.Max(0, ExpectedAllocation - Received)
        + OffsetsToCome + Surrendered - Emissions;
}

/// <summary>An investor in play.</summary>
internal sealed class Investor(InvestorPlan plan, Chance chance)
{
    public InvestorPlan Plan { get; } = plan;
    public Chance Chance { get; } = chance;
    public Party Party { get; } = new(plan.CreditCode);
}
