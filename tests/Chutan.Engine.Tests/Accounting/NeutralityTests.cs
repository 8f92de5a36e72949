using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Tests.Accounting;

/// <summary>碳中和: units leave the registry for a footprint that stands, never more and never less than it has.</summary>
public sealed class NeutralityTests
{
    private const FootprintBasis Location = FootprintBasis.OperationsLocation;

    [Fact]
    public void The_worked_footprint_is_made_good_with_6748_tonnes()
    {
        var market = InventoryTests.Worked();
        var account = market.Holding(7000);
        market.Do(Retire(account, 6000));
        var short748 = market.Refused(AccountingRefusals.Shortfall,
            new DeclareNeutrality(market.Company, 2022, Location));
        Assert.Contains(short748.Parameters, p => p.Name == "missing" && p.Value == "748");
        market.Refused(AccountingRefusals.BeyondFootprint, Retire(account, 749));
        var retired = market.Do(Retire(account, 748));
        var paper = retired.OfType<CancellationCertified>().Single().Certificate;
        Assert.Equal(paper.Number, retired.OfType<FootprintRetired>().Single().Retirement.Certificate);
        var certificate = market.Do(new DeclareNeutrality(market.Company, 2022, Location))
            .OfType<NeutralityDeclared>().Single().Certificate;
        Assert.Equal((6748, 6748), (certificate.Needed.Count, certificate.Retired.Count));
        Assert.True(NeutralityCertificate.TryParse(NeutralityCertificate.Format(certificate.Number), out var number));
        Assert.Equal(certificate.Number, number);
        Assert.Equal(252, market.State.Registry.Balance(account, UnitKind.Ccer).Count);
        market.Refused(AccountingRefusals.AlreadyDeclared, new DeclareNeutrality(market.Company, 2022, Location));
        market.Reload();
    }

    [Fact]
    public void A_revoked_retirement_does_not_count()
    {
        var market = InventoryTests.Worked();
        var account = market.Holding(7000);
        var number = market.Do(Retire(account, 6748)).OfType<CancellationCertified>().Single().Certificate.Number;
        Assert.Equal(6748, Neutrality.Retired(market.Company, 2022, market.Books, market.State.Registry).Count);
        market.State.Apply(new CertificateRevoked(number), default);
        Assert.Equal(0, Neutrality.Retired(market.Company, 2022, market.Books, market.State.Registry).Count);
        market.Refused(AccountingRefusals.Shortfall, new DeclareNeutrality(market.Company, 2022, Location));
    }

    [Fact]
    public void An_open_or_restated_footprint_cannot_be_made_good()
    {
        var market = InventoryTests.Worked();
        var account = market.Holding(7000);
        market.Refused(AccountingRefusals.NotIssued, Retire(account, 10) with { Year = 2021 });
        market.Do(new RestateInventory(market.Company, 2022, "更正", []));
        market.Refused(AccountingRefusals.NotIssued, Retire(account, 10));
        market.Refused(AccountingRefusals.NotIssued, new DeclareNeutrality(market.Company, 2022, Location));
    }

    [Fact]
    public void More_than_the_account_holds_is_refused_by_the_registry()
    {
        var market = InventoryTests.Worked();
        var account = market.Holding(100);
        var refused = Assert.IsType<Decision.Refused>(market.Try(Retire(account, 101), market.Maker));
        Assert.Equal("registry.insufficient-holding", refused.Refusal.Code);
        market.Refused(AccountingRefusals.Incomplete, Retire(account, 0));
    }

    [Fact]
    public void Only_an_account_of_the_company_retires_for_it()
    {
        var market = InventoryTests.Worked();
        Assert.Equal("access.not-permitted", Assert.IsType<Decision.Refused>(
            market.Try(Retire(market.State.Registry.Cancelled, 1), market.Maker)).Refusal.Code);
    }

    private static RetireForFootprint Retire(AccountId account, long tonnes) =>
        new(account, 2022, Location, UnitKind.Ccer, new Tonnes(tonnes), "2022 年度碳中和");
}
