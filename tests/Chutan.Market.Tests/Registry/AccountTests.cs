using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using static Chutan.Market.Tests.Registry.RegistryMarket;

namespace Chutan.Market.Tests.Registry;

public sealed class AccountTests
{
    private static readonly OpenAccount Open = new(IronworksOwner);

    [Fact]
    public void A_registry_is_founded_once() => Founded()
        .When(new FoundRegistry(), Actor.Scheduler).ThenRefused(RegistryRefusals.AlreadyFounded);

    [Fact]
    public void A_market_without_authority_has_no_registry() => new Scenario()
        .When(new FoundRegistry(), Actor.Scheduler).ThenRefused(RegistryRefusals.NoAuthority);

    [Fact]
    public void No_account_before_the_registry() => Unfounded()
        .When(Open, Registrar).ThenRefused(RegistryRefusals.NotFounded);

    [Fact]
    public void One_entity_has_one_registration_account() => Founded()
        .When(Open, Registrar).ThenRefused(RegistryRefusals.AccountExists);

    [Fact]
    public void A_verification_body_holds_no_units() => Founded()
        .When(new OpenAccount(VerifierBody), Registrar).ThenRefused(RegistryRefusals.HoldsNone);

    [Fact]
    public void A_suspended_participant_gets_no_account() => Unfounded().Given(new FoundRegistry(), Actor.Scheduler)
        .Given(new ParticipantStatusChanged(IronworksOwner, ParticipantStatus.Suspended, "test"))
        .When(Open, Registrar).ThenRefused(RegistryRefusals.NotActive);

    [Fact]
    public void A_mistyped_account_number_has_its_own_refusal() => Holding100()
        .When(new TransferUnits(Ironworks, new AccountId(PaperMill.Number + 1),
            UnitKind.Allowance, new Tonnes(1), "gift"),
            IronworksClerk).ThenRefused(RegistryRefusals.CheckDigits)
        .When(new TransferUnits(Ironworks, AccountId.FromSerial(77_777_777), UnitKind.Allowance, new Tonnes(1), "gift"),
            IronworksClerk).ThenRefused(RegistryRefusals.UnknownAccount);

    [Theory, InlineData(1), InlineData(10), InlineData(96), InlineData(1_000_000)]
    public void Any_single_wrong_digit_is_noticed(long step) =>
        Assert.False(new AccountId(Ironworks.Number + step).HasValidCheckDigits);

    [Fact]
    public void Closing_needs_an_empty_account() => Holding100()
        .When(new CloseAccount(Ironworks), Registrar).ThenRefused(RegistryRefusals.NotEmpty);

    [Fact]
    public void Closing_needs_an_unencumbered_account() => Holding100().Given(Freeze(100, HoldCause.Court), Court)
        .When(new CloseAccount(Ironworks), Registrar).ThenRefused(RegistryRefusals.Encumbered);

    [Fact]
    public void A_closed_account_is_of_no_use_and_its_owner_may_open_another() => Founded()
        .Given(new CloseAccount(PaperMill), Registrar)
        .When(new CloseAccount(PaperMill), Registrar).ThenRefused(RegistryRefusals.AccountClosed)
        .When(new OpenAccount(new ParticipantId(1004)), Registrar).ThenAccepted().Reload();

    [Fact]
    public void The_registrys_own_accounts_stay_open() => Founded()
        .When(new CloseAccount(Control), Registrar).ThenRefused(RegistryRefusals.SystemAccount);

    [Fact]
    public void A_restricted_account_keeps_its_units_but_receives() => Holding100()
        .Given(new SetAccountStatus(Ironworks, AccountStatus.Restricted, "stale data"), Registrar)
        .When(Transfer(10), IronworksClerk).ThenRefused(RegistryRefusals.AccountRestricted)
        .Issued(Ironworks, 10);

    [Fact]
    public void A_frozen_account_gives_nothing() => Holding100()
        .Given(new SetAccountStatus(Ironworks, AccountStatus.Frozen, "decision"), Department)
        .When(Transfer(10), IronworksClerk).ThenRefused(RegistryRefusals.AccountFrozen)
        .When(Freeze(10, HoldCause.Court), Court).ThenAccepted();

    [Fact]
    public void A_change_of_status_is_a_change_and_has_a_reason() => Founded()
        .When(new SetAccountStatus(Ironworks, AccountStatus.Open, "x"), Registrar)
            .ThenRefused(RegistryRefusals.NoSuchChange)
        .When(new SetAccountStatus(Ironworks, AccountStatus.Frozen, " "), Registrar)
        .ThenRefused(RegistryRefusals.ReasonNeeded);

    [Fact]
    public void A_rule_on_holdings_limits_investors_from_the_opening_on() => Holding100(("trade.holding.limit", "50"))
        .Given(new TransferUnits(Ironworks, Fund, UnitKind.Allowance, new Tonnes(51), "sale"), IronworksClerk)
        .When(new ConfirmTransfer(Fund, new HoldId(1)), FundManager).ThenRefused(RegistryRefusals.HoldingLimit);

    [Fact]
    public void The_authority_may_set_a_holding_limit() => Holding100()
        .Given(new SetHoldingLimit(PaperMill, new Tonnes(10), "decision"), Department)
        .Given(Transfer(11), IronworksClerk)
        .When(new ConfirmTransfer(PaperMill, new HoldId(1)), PaperMillClerk).ThenRefused(RegistryRefusals.HoldingLimit);
}
