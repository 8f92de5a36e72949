using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Tests.Registry;

/// <summary>登记账户申请: a company outside the market asks for an account, the registry opens it or says why not.
/// </summary>
public sealed class ApplicationTests
{
    [Fact]
    public void A_company_asks_for_an_account_and_the_registry_opens_it_or_says_why_not()
    {
        var market = new LawMarket();
        var (company, clerk) = market.Representative(ParticipantKind.Enterprise, "C", "420100");
        var asks = new ApplyForAccount(company);
        market.Refused("registry.no-application", new DeclineApplication(company, "未申请"), market.Registry);
        market.Do(asks, clerk);
        market.Refused(RegistryRefusals.AppliedAlready.Code, asks, clerk);
        Assert.Equal(company, Assert.Single(market.State.Registry.Applications.Waiting).Participant);
        market.Refused(RegistryRefusals.ReasonNeeded.Code, new DeclineApplication(company, " "), market.Registry);
        market.Do(new DeclineApplication(company, "营业执照已过期"), market.Registry);
        var applications = market.Reloaded().State.Registry.Applications;
        Assert.Equal("营业执照已过期", applications.Of(company)!.Declined);
        Assert.Empty(applications.Waiting);
        market.Refused(RegistryRefusals.NoApplication.Code, new DeclineApplication(company, "重复"), market.Registry);
        market.Do(asks, clerk);
        market.Do(new OpenAccount(company), market.Registry);
        Assert.Null(market.Reloaded().State.Registry.Applications.Of(company));
        market.Refused(RegistryRefusals.AccountExists.Code, asks, clerk);
    }
}
