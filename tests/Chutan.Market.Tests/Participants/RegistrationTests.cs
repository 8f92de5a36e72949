using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Participants;

/// <summary>主体登记、代表与状态: what the counter refuses, and what a suspended or closed participant may still do.
/// </summary>
public sealed class RegistrationTests
{
    private static readonly RegisterParticipant Fund =
        new(ParticipantKind.Institution, "碳基金", "Fund", "code-fund", "", "420100");

    private readonly LawMarket market = new();

    [Fact]
    public void A_participant_needs_a_name_and_a_code_and_a_representative_needs_a_name()
    {
        market.Refused("participants.incomplete", Fund with { NameZh = " " }, market.Registry);
        market.Refused("participants.incomplete", Fund with { CreditCode = "" }, market.Registry);
        market.Refused("participants.incomplete", new AppointRepresentative(market.Entity, "", Rights.All),
            market.Registry);
        market.Do(Fund, market.Registry);
    }

    [Fact]
    public void A_credit_code_is_registered_once()
    {
        market.Do(Fund, market.Registry);
        var refusal = market.Refused("participants.already-registered", Fund with { NameZh = "另一基金" },
            market.Registry);
        Assert.Equal(new RefusalParameter("code", "code-fund"), Assert.Single(refusal.Parameters));
    }

    [Fact]
    public void Only_a_participant_that_exists_is_represented_or_changed()
    {
        var nobody = new ParticipantId(9_999);
        market.Refused("participants.unknown", new AppointRepresentative(nobody, "代表", Rights.All), market.Registry);
        market.Refused("participants.unknown",
            new SetParticipantStatus(nobody, ParticipantStatus.Suspended, "核查"), market.Authority);
        market.Refused("participants.unknown-user",
            new ChangeRepresentative(new UserId(9_999), Rights.View, Active: true), market.Registry);
    }

    [Fact]
    public void A_founded_market_is_not_founded_again()
    {
        market.Refused("participants.already-founded", Fund, Actor.Scheduler);
        market.Refused("participants.already-founded", new AppointRepresentative(market.Entity, "代表", Rights.All),
            Actor.Scheduler);
    }

    [Fact]
    public void A_suspended_participant_may_only_look_until_the_suspension_ends()
    {
        var (fund, actor) = market.Representative(ParticipantKind.Institution, "fund");
        var account = market.OpenAccount(fund);
        var cancel = new CancelUnits(account, UnitKind.Allowance, new(1), "x", "y");
        market.Do(new SetParticipantStatus(fund, ParticipantStatus.Suspended, "核查"), market.Authority);
        market.Refused("access.suspended", cancel, actor);
        Assert.True(Authority.MayRead(ReadRight.Affairs, actor, fund, market.State));
        market.Do(new SetParticipantStatus(fund, ParticipantStatus.Active, "核查完成"), market.Authority);
        market.Refused("registry.insufficient-holding", cancel, actor);
    }

    [Fact]
    public void A_closed_participant_stays_closed()
    {
        var (fund, _) = market.Representative(ParticipantKind.Institution, "fund");
        market.Do(new SetParticipantStatus(fund, ParticipantStatus.Closed, "注销"), market.Authority);
        market.Refused("participants.closed", new SetParticipantStatus(fund, ParticipantStatus.Active, "恢复"),
            market.Authority);
    }
}
