namespace Chutan.Market.Registry;

/// <summary>Why units may not be used. Causes stack; ending one never ends another.</summary>
public enum HoldCause
{
    /// <summary>In a sell order or a trade not yet settled 挂单冻结.</summary>
    InOrder = 0,
    /// <summary>Collateral of a loan 质押.</summary>
    Pledged = 1,
    /// <summary>In a trustee's care 托管.</summary>
    Entrusted = 2,
    /// <summary>Frozen by a court or other judicial body 司法冻结.</summary>
    Court = 3,
    /// <summary>Frozen by the authority as a measure 行政冻结.</summary>
    Sanction = 4,
    /// <summary>Set aside for surrender 履约锁定.</summary>
    SurrenderLock = 5,
    /// <summary>Promised to another account that has not confirmed yet 待确认划转.</summary>
    PendingTransfer = 6,
    /// <summary>Bought too recently to be sold again 买入未满可再卖出间隔.</summary>
    ResaleLag = 7,
}

/// <summary>One hold on units of one kind in one account, for one cause.</summary>
/// <param name="Quantity">What is held now; never zero, since a hold that reaches zero is gone.</param>
/// <param name="Reference">The document behind it: order, contract, ruling.</param>
public sealed record Hold(
    HoldId Id, AccountId Account, UnitKind Kind, Tonnes Quantity, HoldCause Cause, string Reference)
{
    /// <summary>A court's or the authority's freeze, which may lie over units held already 轮候冻结.</summary>
    public bool IsFreeze => Cause is HoldCause.Court or HoldCause.Sanction;
}

/// <summary>Why units moved from one account to another.</summary>
public enum MovementCause
{
    /// <summary>Inheritance, merger, split, agreement 划转.</summary>
    Transfer = 0,
    Trade = 1,
    Surrender = 2,
    /// <summary>Voluntary cancellation 自愿注销.</summary>
    Cancellation = 3,
    /// <summary>Taken back by the authority 收缴.</summary>
    TakeBack = 4,
    /// <summary>Lapsed by law at the end of the compliance year 失效注销.</summary>
    Expiry = 5,
    /// <summary>司法扣划.</summary>
    JudicialDeduction = 6,
    /// <summary>Correction of an earlier movement 冲正.</summary>
    Reversal = 7,
    /// <summary>Into or out of the authority's reserves 储备.</summary>
    Reserve = 8,
}

/// <summary>Units passing from one account to another: the two sides of a double entry.</summary>
/// <param name="Lots">The lots as they lay in <paramref name="From"/>.</param>
/// <param name="MarksTraded">Whether they count as traded once they are in <paramref name="To"/>.</param>
/// <param name="Reference">The document behind it.</param>
public sealed record Movement(
    AccountId From, AccountId To, ImmutableArray<Lot> Lots, MovementCause Cause, bool MarksTraded, string Reference)
{
    public Tonnes Quantity => new(Lots.Sum(l => l.Block.Count));
    public UnitKind Kind => Lots[0].Attributes.Kind;
}

public abstract record RegistryEvent : Event;

/// <summary>Units were created: out of the issuance control of their class, into an account.</summary>
[Wire("registry.units-issued")]
public sealed record UnitsIssued(AccountId To, ImmutableArray<Lot> Lots, string Reference) : RegistryEvent;

[Wire("registry.units-moved")]
public sealed record UnitsMoved(Movement Movement) : RegistryEvent;

[Wire("registry.units-held")]
public sealed record UnitsHeld(Hold Hold) : RegistryEvent;

/// <summary>A hold was reduced or released.</summary>
/// <param name="Remaining">What it still holds; zero when it has ended.</param>
[Wire("registry.hold-changed")]
public sealed record HoldChanged(HoldId Hold, AccountId Account, Tonnes Remaining) : RegistryEvent;

/// <summary>How many units of a class may ever be issued: for allowances the cap of the year.</summary>
[Wire("registry.issue-limit-set")]
public sealed record IssueLimitSet(UnitKind Kind, Vintage Vintage, Tonnes Limit) : RegistryEvent;

/// <summary>Units were marked for or after a release in an intervention; they stay where they are.</summary>
/// <param name="Lots">The lots as they lay in the account before.</param>
/// <param name="Origin">Why they count as having come into being from now on.</param>
[Wire("registry.units-marked")]
public sealed record UnitsMarked(AccountId Account, ImmutableArray<Lot> Lots, Origin Origin, bool NotBankable,
    string Reference) : RegistryEvent
{
    /// <summary>A lot as it is after the marking.</summary>
    internal Lot Marked(Lot lot) =>
        lot with { Attributes = lot.Attributes with { Origin = Origin, NotBankable = NotBankable } };
}
