using Chutan.Market;
using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;

namespace Chutan.Tests.Accounting;

/// <summary>自助注册: a company outside the market comes in by itself, within limits, and may be suspended.</summary>
public sealed class SelfRegistrationTests
{
    private const string Code = "91420100MA9007001";
    private readonly AccountingMarket market = new(("participants.self_registration.daily", "2"),
        ("participants.self_registration.people", "2"));

    private static string CodeOf(int number) => $"91420100MA900{number:0000}" is var body
        ? body + UnifiedCreditCode.CheckOf(body) : "";

    private static RegisterEnterprise Company(int number = 1) =>
        new("武汉测试泵阀有限公司", "", CodeOf(number), "equipment", "420100", "王某");

    private (ParticipantId Id, Actor Contact) Registered(int number = 1)
    {
        var user = market.Do(Company(number), Actor.Anonymous).OfType<RepresentativeAppointed>().Single().User;
        return (user.Participant, new Actor(user.Id, user.Role));
    }

    [Theory]
    [InlineData("91350100M000100Y43", true)] // the example printed with the standard
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100M000100Y4", false)]
    [InlineData("91350100M0001O0Y43", false)]
    [InlineData("91AB0100M000100Y43", false)]
    [InlineData("91350100m000100y43", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_check_character_of_a_credit_code_is_checked(string? code, bool valid) =>
        Assert.Equal(valid, UnifiedCreditCode.IsValid(code));

    [Fact]
    public void Every_change_of_one_character_of_a_code_is_found()
    {
        var code = CodeOf(7);
        for (var at = 0; at < code.Length; at++)
            foreach (var other in "0123456789ABCDEFGHJKLMNPQRTUWXY".Where(c => c != code[at]))
                Assert.False(UnifiedCreditCode.IsValid(code[..at] + other + code[(at + 1)..]), $"{at} {other}");
    }

    [Fact]
    public void A_company_registers_keeps_its_books_and_sees_only_its_own()
    {
        var (id, contact) = Registered();
        Assert.Equal(ParticipantKind.Enterprise, market.State.Participants.Find(id)!.Kind);
        market.Do(new RegisterSite(id, "总部", "", "CN-HB", new LocalDate(2020, 1, 1), 100, true, true,
            StakeCause.Opened), contact);
        market.Refused(ParticipantRefusals.NotPermitted, new OpenInventory(market.Company, 2022,
            ConsolidationApproach.OperationalControl, WarmingSet.Ar5), contact);
        Assert.Contains(market.State.Participants.SelfRegistered, s => s.Key == id && s.Value == market.Date);
        market.Reload();
        Assert.Contains(market.State.Participants.SelfRegistered, s => s.Key == id);
    }

    [Fact]
    public void A_code_comes_in_once_and_must_check()
    {
        Registered();
        market.Refused(ParticipantRefusals.AlreadyRegistered, Company(), Actor.Anonymous);
        market.Refused(ParticipantRefusals.BadCreditCode, Company() with { CreditCode = Code + "0" }, Actor.Anonymous);
    }

    [Theory]
    [InlineData("", "", "equipment", "420100", "王某", "nameZh")]
    [InlineData("泵", "", "equipment", "武汉", "王某", "city")]
    [InlineData("泵", "", "equipment", "420100", " ", "contactName")]
    [InlineData("泵", "", "Equip ment", "420100", "王某", "sector")]
    [InlineData("泵\n阀", "", "equipment", "420100", "王某", "nameZh")]
    public void What_is_missing_is_named(string zh, string en, string sector, string city, string who, string field)
    {
        var refusal = market.Refused(ParticipantRefusals.FieldWrong,
            new RegisterEnterprise(zh, en, CodeOf(1), sector, city, who), Actor.Anonymous);
        Assert.Contains(refusal.Parameters, p => p.Value == field);
    }

    [Fact]
    public void A_day_takes_only_so_many_and_the_next_day_goes_on()
    {
        Registered(1);
        Registered(2);
        market.Refused(ParticipantRefusals.DayFull, Company(3), Actor.Anonymous);
        market.Date = market.Date.PlusDays(1);
        Registered(3);
    }

    [Fact]
    public void A_rulebook_without_the_limit_takes_nobody() =>
        new AccountingMarket().Refused(RulebookRefusals.NoValue, Company(), Actor.Anonymous);

    [Fact]
    public void Only_a_visitor_registers_a_company_and_only_for_itself_a_company_names_colleagues()
    {
        market.Refused(ParticipantRefusals.NotPermitted, Company(), market.Maker);
        var (id, contact) = Registered();
        market.Refused(ParticipantRefusals.NotPermitted, new AppointColleague(id, "李某"), market.Maker);
        market.Refused(ParticipantRefusals.FieldWrong, new AppointColleague(id, ""), contact);
        market.Do(new AppointColleague(id, "李某"), contact);
        market.Refused(ParticipantRefusals.TooManyPeople, new AppointColleague(id, "赵某"), contact);
    }

    [Fact]
    public void A_suspended_company_may_look_and_not_write()
    {
        var (id, contact) = Registered();
        market.Do(new SetParticipantStatus(id, ParticipantStatus.Suspended, "冒用他人代码"), market.Authority);
        market.Refused(ParticipantRefusals.Suspended, new AppointColleague(id, "李某"), contact);
        Assert.True(Authority.MayRead(ReadRight.Affairs, contact, id, market.State));
        market.Do(new SetParticipantStatus(id, ParticipantStatus.Active, "已核实"), market.Authority);
        market.Do(new AppointColleague(id, "李某"), contact);
    }
}
