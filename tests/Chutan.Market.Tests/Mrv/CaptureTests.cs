using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Quantification;
using static Chutan.Market.Tests.Mrv.MonthMarket;

namespace Chutan.Market.Tests.Mrv;

public sealed class CaptureTests
{
    [Fact]
    public void A_deduction_is_covered_by_verified_transfers_of_its_own_month()
    {
        var market = new MonthMarket();
        var captured = Content() with
        {
            Rows = [Coal(), Single(Figure("W", "100", Ledger), Figure("captured", "50", Ledger, "transfer:T-1"))],
        };
        market.Law.Refused("mrv.capture-not-covered", market.FileMonth(captured), market.Law.Operator);
        market.Law.Do(File(market), market.Law.Operator);
        var refusal = market.Law.Refused("mrv.capture-not-covered", market.FileMonth(captured), market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "covered", Value: "0" });
        market.Law.Refused("mrv.reason-needed", new VerifyCapture(market.Law.Entity, "T-1", false, " "),
            market.Law.Checker);
        market.Law.Do(new VerifyCapture(market.Law.Entity, "T-1", true, ""), market.Law.Checker);
        market.Law.Reloaded();
        market.Filed(captured);
        market.Law.Refused("mrv.capture-not-covered", market.FileMonth(captured with
        { Rows = [Coal(), Single(Figure("W", "1", Ledger), Figure("captured", "50.01", "transfer:T-1"))] }),
            market.Law.Operator);
        market.Law.Refused("mrv.capture-not-open", new VerifyCapture(market.Law.Entity, "T-1", true, ""),
            market.Law.Checker);
    }

    [Fact]
    public void One_transfer_covers_its_own_quantity_once_however_many_rows_name_it()
    {
        var market = new MonthMarket();
        market.Law.Do(File(market), market.Law.Operator);
        market.Law.Do(new VerifyCapture(market.Law.Entity, "T-1", true, ""), market.Law.Checker);
        var refusal = market.Law.Refused("mrv.capture-not-covered", market.FileMonth(Deducting("30", "30")),
            market.Law.Operator);
        Assert.Contains(refusal.Parameters, p => p is { Name: "covered", Value: "20" });
        market.Filed(Deducting("30", "20"));

        static MonthContent Deducting(string first, string second) => Content() with
        {
            Rows =
            [
                Coal(), Single(Figure("W", "100", Ledger)),
                Single(Figure("captured", first, Ledger, "transfer:T-1")) with { Facility = "u1" },
                Single(Figure("captured", second, Ledger, "transfer:T-1")) with { Facility = "u2" },
            ],
        };
    }

    [Fact]
    public void Who_may_not_verify_the_entity_may_not_verify_its_transfers()
    {
        var market = new MonthMarket(rules: ("mrv.verification.cooling_years", "3"));
        market.Law.Do(File(market), market.Law.Operator);
        var sector = market.Law.State.Participants.Find(market.Law.Entity)!.Sector;
        market.Law.Do(new FileBodyProfile(market.Law.Verifier, Verifying.VerifyingMarket.Profile([sector])),
            market.Law.Checker);
        var verify = new VerifyCapture(market.Law.Entity, "T-1", true, "");
        market.Law.Refused(VerifyingRefusals.SelfCheckMissing.Code, verify, market.Law.Checker);
        market.Law.Do(new CheckImpartiality(market.Law.Verifier, 2022, [], "", ""), market.Law.Checker);
        market.Law.Do(new DeclareInterest(market.Law.Verifier, InterestKind.EmissionConsulting, market.Law.Entity, "",
            new LocalDate(2022, 1, 1), null, "advises on capture"), market.Law.Checker);
        market.Law.Refused(VerifyingRefusals.EmissionConsulting.Code, verify, market.Law.Checker);
    }

    [Fact]
    public void A_transfer_says_what_went_where()
    {
        var market = new MonthMarket();
        market.Law.Refused("mrv.capture-incomplete", File(market) with { Receiver = "" }, market.Law.Operator);
        market.Law.Refused("mrv.capture-quantity", File(market) with { Quantity = 0 }, market.Law.Operator);
        market.Law.Refused("mrv.capture-quantity", File(market) with { Unit = "%" }, market.Law.Operator);
        market.Law.Refused("mrv.month-evidence-not-filed", File(market) with { Document = "" }, market.Law.Operator);
        market.Law.Do(File(market), market.Law.Operator);
        market.Law.Refused("mrv.capture-twice", File(market), market.Law.Operator);
    }

    [Fact]
    public void The_same_tonne_is_not_deducted_and_credited_whichever_comes_first()
    {
        var market = new MonthMarket(rules: ("offset.type.ccer", "yes"));
        market.Law.Date = new LocalDate(2023, 2, 1);
        market.Law.Project("CC-1").Project("CC-2").Credits("CC-1", 100);
        market.Law.Refused("mrv.capture-credited", File(market) with { Project = "CC-1" }, market.Law.Operator);
        market.Law.Do(File(market) with { Project = "CC-2" }, market.Law.Operator);
        market.Law.Refused("mrv.capture-deducted",
            new IssueCredits(market.Law.Account, "CC-2", new(2022), new(1), "certificate"), market.Law.Registry);
    }

    private static FileCapture File(MonthMarket market) => new(market.Law.Entity, "T-1", Year, 1, 50, "t", "某化工厂",
        "制甲醇", "", Ledger);
}
