using Chutan.Market.Accounting;
using Chutan.Market.Kernel;
using Chutan.Market.Quantification;

namespace Chutan.Tests.Accounting;

/// <summary>批量填报: a workbook's lines are taken together or not at all.</summary>
public sealed class ActivityBatchTests
{
    private readonly AccountingMarket market = new();
    private readonly SourceId boiler;
    private readonly SourceId power;

    public ActivityBatchTests()
    {
        var site = market.Site();
        boiler = market.Source(site, "enterprise-gas", EmissionScope.Direct, choices: ("gas_kind", "natural-gas"));
        power = market.Source(site, "enterprise-electricity", EmissionScope.Energy);
        market.Do(new OpenInventory(market.Company, 2022, ConsolidationApproach.OperationalControl, WarmingSet.Ar5));
    }

    private Inventory Year => market.Books.Find(market.Company, 2022)!;

    private RecordActivities Batch(params ActivityLine[] lines) => new(market.Company, 2022, [.. lines]);

    private ActivityLine Gas(int month, string value) => new(month, boiler, DataQuality.Calculated,
        new ActivityFigures([new ActivityFigure("FV", value, "")], [], [], []), "");

    private ActivityLine Green(int month, string reference) => new(month, power, DataQuality.Calculated,
        new ActivityFigures([new ActivityFigure("W_bought", "100", ""), new ActivityFigure("W_green", "40", "")], [],
            [], [new GreenCertificate(reference, 40)]), "");

    [Fact]
    public void A_batch_gives_what_its_lines_give_one_by_one()
    {
        market.Do(Batch([.. Enumerable.Range(1, 12).Select(m => Gas(m, "10"))]));
        var other = new AccountingMarket();
        other.Burn(other.Source(other.Site(), "enterprise-gas", EmissionScope.Direct,
            choices: ("gas_kind", "natural-gas")), 10);
        Assert.Equal(Year.Entries.Values.Select(e => e.TraceHash),
            other.Books.Find(other.Company, 2022)!.Entries.Values.Select(e => e.TraceHash));
        market.Reload();
    }

    [Fact]
    public void One_bad_line_and_nothing_is_taken()
    {
        var refused = Assert.IsType<Decision.Refused>(market.Try(Batch(Gas(1, "10"), Gas(2, "-1")), market.Maker));
        Assert.Equal(QuantificationRefusals.OutOfBounds.Code, refused.Refusal.Code);
        Assert.Empty(Year.Entries);
    }

    [Fact]
    public void No_line_or_too_many_lines_are_refused()
    {
        market.Refused(AccountingRefusals.BadBatch, Batch());
        market.Refused(AccountingRefusals.BadBatch, Batch([.. Enumerable.Range(0, 1201).Select(_ => Gas(1, "1"))]));
    }

    [Fact]
    public void A_source_and_month_may_stand_once() =>
        market.Refused(AccountingRefusals.LineTwice, Batch(Gas(3, "10"), Gas(3, "11")));

    [Fact]
    public void A_certificate_may_move_between_months_but_not_count_twice()
    {
        market.Do(Batch(Green(3, "GEC-1"), Green(4, "GEC-2")));
        market.Refused(AccountingRefusals.CertificateUsed, Batch(Green(5, "GEC-1"), Green(6, "GEC-1")));
        market.Refused(AccountingRefusals.CertificateUsed, Batch(Green(5, "GEC-1")));
        market.Do(Batch(Green(3, "GEC-2"), Green(4, "GEC-1"))); // the two change places
        market.Refused(AccountingRefusals.CertificateUsed, Batch(Green(5, "GEC-1")));
        market.Refused(AccountingRefusals.CertificateUsed, Batch(Green(5, "GEC-2")));
        market.Reload();
    }
}
