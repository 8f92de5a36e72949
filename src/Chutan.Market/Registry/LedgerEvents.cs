namespace Chutan.Market.Registry;

[Wire("registry.account-opened")]
public sealed record AccountOpened(Account Account) : RegistryEvent;

[Wire("registry.account-status-changed")]
public sealed record AccountStatusChanged(AccountId Account, AccountStatus Status, string Reason) : RegistryEvent;

/// <summary>The most that may be issued of a kind and vintage: the cap, in the ledger itself.</summary>
[Wire("registry.issue-limit-set")]
public sealed record IssueLimitSet(UnitKind Kind, Vintage Vintage, Tonnes Limit) : RegistryEvent;

/// <summary>New units. The other side of the entry is the issuance of their kind and vintage.</summary>
[Wire("registry.units-issued")]
public sealed record UnitsIssued(AccountId To, ImmutableArray<Lot> Lots, string Reference) : RegistryEvent;

[Wire("registry.units-moved")]
public sealed record UnitsMoved(Movement Movement) : RegistryEvent;

[Wire("registry.units-held")]
public sealed record UnitsHeld(Hold Hold) : RegistryEvent;

/// <summary>A hold is now smaller, or larger; none of it remaining means released.</summary>
[Wire("registry.hold-changed")]
public sealed record HoldChanged(HoldId Hold, AccountId Account, Tonnes Remaining) : RegistryEvent;

[Wire("registry.transfer-proposed")]
public sealed record TransferProposed(PendingTransfer Transfer) : RegistryEvent;

/// <summary>How a pending transfer ended.</summary>
public enum TransferOutcome
{
    Confirmed = 0,
    Withdrawn = 1,
    Expired = 2,
}

[Wire("registry.transfer-ended")]
public sealed record TransferEnded(HoldId Hold, TransferOutcome Outcome) : RegistryEvent;

/// <summary>注销证书: the number under which a voluntary cancellation can be looked up.</summary>
[Wire("registry.certificate-issued")]
public sealed record CertificateIssued(string Number, AccountId Account, UnitKind Kind, Tonnes Quantity, string Purpose,
    string Beneficiary) : RegistryEvent;

[Wire("registry.movement-reversed")]
public sealed record MovementReversed(long Position, string Reason) : RegistryEvent;
