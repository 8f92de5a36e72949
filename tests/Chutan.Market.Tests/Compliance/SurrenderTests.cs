using Chutan.Market.Compliance;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Market.Tests.Compliance;

public sealed class SurrenderTests
{
    private static readonly ComplianceYear Year = LawMarket.Year;

    [Fact]
    public void Allowances_are_surrendered_against_what_is_owed()
    {
        var market = new LawMarket().Determined(100_000, 90_000);
        market.Do(Surrender(market, 60_000), market.Operator);
        market.Refused("compliance.more-than-owed", Surrender(market, 30_001), market.Operator);
        market.Do(Surrender(market, 30_000), market.Operator);
        Assert.Equal(90_000,
            market.State.Registry.Balance(market.State.Registry.Surrendered, UnitKind.Allowance).Count);
        Assert.Equal(90_000, market.State.Compliance.Find(Year, market.Entity)!.Surrendered.Count);
    }

    [Fact]
    public void The_order_of_refusals_is_obligation_deadline_amount_holding()
    {
        var market = new LawMarket(("compliance.surrender.make_up", "no"));
        market.Refused("compliance.quantity-needed", Surrender(market, 0), market.Operator);
        market.Refused("compliance.no-obligation", Surrender(market, 1), market.Operator);
        market.Verified(1_000);
        market.Refused("registry.insufficient-holding", Surrender(market, 1_000), market.Operator);
        market.Refused("compliance.more-than-owed", Surrender(market, 1_001), market.Operator);
        market.Date = new LocalDate(2023, 6, 1);
        market.Refused("compliance.after-deadline", Surrender(market, 1_001), market.Operator);
    }

    [Fact]
    public void Surrender_through_a_stranger_is_not_permitted()
    {
        var market = new LawMarket().Determined(100, 90);
        market.Refused("access.not-permitted", Surrender(market, 1), market.Authority);
    }

    [Fact]
    public void Allowances_of_a_later_vintage_cannot_be_borrowed()
    {
        var market = new LawMarket().Determined(1_000, 5_000);
        market.Do(new Market.Allocation.SetCap(new(2023), new(9_000), default, default, "plan"), market.Authority);
        market.Do(new Market.Allocation.IssueByTable(new(2023), market.Entity, new(9_000), default, "table"),
            market.Authority);
        var refusal = market.Refused("compliance.not-enough-eligible", Surrender(market, 5_000), market.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "eligible", Value: "1000" });
        market.Do(Surrender(market, 1_000), market.Operator);
    }

    [Fact]
    public void A_deadline_is_the_rules_own_date_until_a_decision_puts_it_off()
    {
        var market = new LawMarket().Determined(1_000, 900);
        market.Refused("compliance.deadline-too-early",
            new ExtendDeadline(Year, new LocalDate(2023, 5, 31), "notice"), market.Authority);
        market.Refused("compliance.decision-needed",
            new ExtendDeadline(Year, new LocalDate(2023, 7, 10), ""), market.Authority);
        var set = market.Do<DeadlineSet>(
            new ExtendDeadline(Year, new LocalDate(2023, 7, 10), "notice"), market.Authority);
        Assert.Equal(new LocalDate(2023, 5, 31), set.Extends);
        market.Refused("compliance.deadline-stands", new SetDeadline(Year, new LocalDate(2023, 8, 1), "n"),
            market.Authority);
        market.Refused("compliance.deadline-too-early", new SetDeadline(new(2023), new LocalDate(2023, 12, 1), "n"),
            market.Authority);
        market.Date = new LocalDate(2023, 7, 10);
        Assert.False(market.Do<UnitsSurrendered>(Surrender(market, 100), market.Operator).MakeUp);
        market.Refused("compliance.before-deadline", new AssessCompliance(Year), market.Authority);
        market.Date = new LocalDate(2023, 7, 11);
        Assert.True(market.Do<UnitsSurrendered>(Surrender(market, 100), market.Operator).MakeUp);
        market.Do(new AssessCompliance(Year), Actor.Scheduler);
        market.Refused("compliance.already-assessed", new AssessCompliance(Year), market.Authority);
        market.Refused("compliance.already-assessed",
            new ExtendDeadline(Year, new LocalDate(2023, 9, 10), "notice"), market.Authority);
    }

    [Theory]
    [InlineData("0.10", "initial-allocation", 10_000)]
    [InlineData("0.05", "initial-allocation", 5_000)]
    [InlineData("0.10", "amount-due", 6_500)]
    public void Offset_limits_for_100000_allocated_and_130000_emitted(string rate, string of, long limit)
    {
        var market = new LawMarket(("offset.limit.hubei", rate), ("offset.limit.base", of)).Determined(100_000, 130_000)
            .Project("P").Credits("P", 20_000);
        var refusal = market.Refused("compliance.offsets-beyond-limit",
            Surrender(market, limit + 1, UnitKind.Ccer), market.Operator);
        Assert.Contains(refusal.Parameters, p => p.Name == "limit" && p.Value == Text.Of(limit));
        market.Do(Surrender(market, limit, UnitKind.Ccer), market.Operator);
        market.Refused("compliance.offsets-beyond-limit", Surrender(market, 1, UnitKind.Ccer), market.Operator);
    }

    [Fact]
    public void Without_a_determined_allocation_no_offset_limit_can_be_found()
    {
        var market = new LawMarket().Verified(1_000).Project("P").Credits("P", 100);
        market.Refused("compliance.no-initial-allocation", Surrender(market, 10, UnitKind.Ccer), market.Operator);
    }

    [Fact]
    public void Credits_from_partner_provinces_are_limited_to_50000_tonnes_a_year()
    {
        var market = new LawMarket().Determined(1_000_000, 1_000_000).Project("J", province: "360000")
            .Project("H").Credits("J", 60_000).Credits("H", 5_000);
        market.Refused("compliance.partners-beyond-limit", Surrender(market, 55_001, UnitKind.Ccer), market.Operator);
        var used = market.Do<UnitsSurrendered>(Surrender(market, 55_000, UnitKind.Ccer), market.Operator);
        Assert.Equal(50_000, used.FromPartners.Count);
        market.Refused("compliance.partners-beyond-limit", Surrender(market, 1, UnitKind.Ccer), market.Operator);
    }

    [Fact]
    public void An_unknown_account_is_not_the_actors_own()
    {
        var market = new LawMarket();
        market.Refused("access.not-permitted", new SurrenderUnits(new(97 * 5 + 1), Year, UnitKind.Allowance, new(1)),
            market.Operator);

        // Authority stops it first; the flow itself does not rely on that.
        var context = new CommandContext(1, default, market.Date, default, market.Operator, default,
            new RuleReader(market.State.Rulebook));
        var refused = Assert.IsType<Decision.Refused>(Flows.Surrendering.Decide(
            new SurrenderUnits(new(97 * 5 + 1), Year, UnitKind.Allowance, new(1)), context, market.State));
        Assert.Equal("compliance.unknown-account", refused.Refusal.Code);
    }

    [Fact]
    public void Compliance_survives_a_snapshot_byte_for_byte()
    {
        var market = new LawMarket().Determined(5_000, 9_000).Traded(new LocalDate(2022, 6, 1), 100, 24m);
        market.Do(new ExtendDeadline(Year, new LocalDate(2023, 7, 10), "notice"), market.Authority);
        market.Do(Surrender(market, 5_000), market.Operator);
        market.Date = new LocalDate(2023, 7, 11);
        market.Do(new AssessCompliance(Year), market.Authority);
        market.Do(new ImposePenalty(Year, market.Entity, Rate.One, null, false, "case 1"), market.Authority);
        var entity = market.Reloaded().State.Compliance.Find(Year, market.Entity)!;
        Assert.Equal((ComplianceStatus.Short, 4_000, 8_000),
            (entity.Status!.Value, entity.Shortfall!.Value.Count, entity.Deduction.Count));
    }

    private static SurrenderUnits Surrender(LawMarket market, long tonnes, UnitKind kind = UnitKind.Allowance) =>
        new(market.Account, Year, kind, new(tonnes));
}
