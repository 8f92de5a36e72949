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

    [Fact]
    public void A_city_authority_is_registered_with_the_code_of_its_city()
    {
        var bureau = new RegisterParticipant(ParticipantKind.CityAuthority, "市生态环境局", "Bureau", "code-city", "", "");
        var refusal = market.Refused("participants.no-city", bureau, market.Authority);
        Assert.Equal("市生态环境局", Assert.Single(refusal.Parameters).Value);
        market.Refused("participants.no-city", bureau with { City = "武汉" }, market.Authority);
        market.Do(bureau with { City = "420100" }, market.Authority);
    }

    [Fact]
    public void A_city_authority_sees_the_affairs_of_its_own_city_and_of_no_other()
    {
        var (_, wuhan) = market.Representative(ParticipantKind.CityAuthority, "wuhan", "420100");
        var (elsewhere, _) = market.Representative(ParticipantKind.CoveredEntity, "huangshi", "420200");
        var (inDistrict, _) = market.Representative(ParticipantKind.CoveredEntity, "hongshan", "420111");
        var (placeless, _) = market.Representative(ParticipantKind.CoveredEntity, "nowhere");
        Assert.Equal(Role.CityAuthority, wuhan.Role);
        Assert.True(Authority.MayRead(ReadRight.Affairs, wuhan, market.Entity, market.State));
        Assert.True(Authority.MayRead(ReadRight.Affairs, wuhan, inDistrict, market.State));
        Assert.False(Authority.MayRead(ReadRight.Affairs, wuhan, elsewhere, market.State));
        Assert.False(Authority.MayRead(ReadRight.Affairs, wuhan, placeless, market.State));
        Assert.False(Authority.MayRead(ReadRight.Oversight, wuhan, market.Entity, market.State));
        Assert.False(Authority.MayRead(ReadRight.Journal, wuhan, market.Entity, market.State));
    }

    [Theory]
    [InlineData("420100", "420111", true)]
    [InlineData("420100", "420200", false)]
    [InlineData("429004", "429005", false)]
    [InlineData("429004", "429004", true)]
    [InlineData("", "", false)]
    public void Two_places_are_of_one_city_by_prefecture_or_by_their_own_code(string one, string other, bool same) =>
        Assert.Equal(same, Division.SameCity(one, other));
}
