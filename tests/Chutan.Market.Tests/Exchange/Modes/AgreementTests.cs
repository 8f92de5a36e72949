using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Rulebook;
using static Chutan.Market.Tests.Exchange.Modes.ModesMarket;

namespace Chutan.Market.Tests.Exchange.Modes;

/// <summary>协议转让 (2016 rules art. 29–31).</summary>
public sealed class AgreementTests
{
    private static readonly LocalDate Monday = new(2024, 6, 3);
    private static readonly LocalDate Tuesday = new(2024, 6, 4);

    [Fact]
    public void A_contract_confirmed_by_both_sides_settles_at_the_end_of_the_day()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 50_000), market.Trader(1_300_000, 0));
        market.Open(Friday);

        var id = market.Make(Contract(market, seller, buyer, 2600, 50_000));
        Assert.Equal(new Tonnes(50_000), market.Held(seller));
        Assert.Equal(Money.Zero, market.Frozen(buyer));
        market.Reload();
        market.Do(new ConfirmAgreement(buyer, id));
        Assert.Equal(new Money(130_000_000), market.Frozen(buyer));
        var day = market.Finish();

        Assert.Equal((new Tonnes(50_000), Tonnes.Zero), (market.Units(buyer), market.Units(seller)));
        Assert.Equal(new Money(130_000_000 - 5_200_000), market.Cash(seller));
        Assert.Equal((new Price(2000), Tonnes.Zero, new Tonnes(50_000)), (day.Close, day.Volume, day.TotalVolume()));
    }

    [Theory]
    [InlineData("20.03", 1402, 2604)] // 14.021 and 26.039
    [InlineData("25.05", 1754, 3257)] // 17.535 and 32.565: half goes up
    [InlineData("41.63", 2914, 5412)] // 29.141 and 54.119
    public void The_price_lies_within_thirty_percent_of_the_close_rounded_half_up(string close, long low, long high)
    {
        var market = New(("trade.opening-price", close));
        var (seller, buyer) = (market.Trader(0, 100), market.Trader(10_000, 0));
        market.Open(Friday);

        market.No(ModeRefusals.PriceOutOfRange, Contract(market, seller, buyer, low - 1, 10));
        var refusal = market.No(ModeRefusals.PriceOutOfRange, Contract(market, seller, buyer, high + 1, 10));
        Assert.Equal("rules of trade.limit.agreement 第一条", refusal.Basis.ToString());
        market.Make(Contract(market, seller, buyer, low, 10));
        market.Make(Contract(market, seller, buyer, high, 10));
    }

    [Fact]
    public void The_price_is_measured_against_the_close_before_the_signing_not_before_the_filing()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(100_000, 0));
        market.Open(Friday); // closes at 22.00
        market.Sell(seller, 2200, 100);
        market.Buy(buyer, 2200, 100);
        market.Finish();
        market.Open(Monday); // closes at 19.80
        market.Sell(seller, 1980, 100);
        market.Buy(buyer, 1980, 100);
        market.Finish();
        market.Open(Tuesday);

        // Signed on Monday or on the Sunday before: Friday's 22.00 allows 28.60. Signed today:
        // Monday's 19.80 allows 25.74.
        var contract = Contract(market, seller, buyer, 2860, 100);
        var refusal = market.No(ModeRefusals.PriceOutOfRange, contract);
        Assert.Contains(new RefusalParameter("close", "19.80"), refusal.Parameters);
        Assert.Contains(new RefusalParameter("date", "2024-06-03"), refusal.Parameters);
        market.Make(contract with { SignedOn = Monday });
        market.Make(contract with { SignedOn = Monday.PlusDays(-1) });
        market.No(ModeRefusals.PriceOutOfRange,
            contract with { SignedOn = Monday, UnitPrice = new Price(2861), TotalPrice = new Money(286_100) });
        market.No(ModeRefusals.NoCloseBefore, contract with { SignedOn = Friday });
    }

    [Fact]
    public void A_contract_must_name_everything_article_29_asks_for_and_its_total_must_agree()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(100_000, 0));
        market.Open(Friday);
        var contract = Contract(market, seller, buyer, 2000, 100);

        var total = market.No(ModeRefusals.TotalDiffers, contract with { TotalPrice = new Money(200_001) });
        Assert.Contains(new RefusalParameter("expected", "2000.00"), total.Parameters);
        Assert.Equal("第二十九条", total.Basis.Article);
        market.No(ModeRefusals.ContractIncomplete, contract with { ContractNumber = "" });
        market.No(ModeRefusals.ContractIncomplete, contract with { Liability = " " });
        var clause = market.No(ModeRefusals.ContractIncomplete, contract with { Disputes = new string('长', 2001) });
        Assert.Contains(new RefusalParameter("field", "disputes"), clause.Parameters);
        market.No(ModeRefusals.SameParty, contract with { Buyer = seller });
        market.No(ExchangeRefusals.OffStep, contract with { Quantity = Tonnes.Zero });
        market.No(RegistryRefusals.InsufficientHolding,
            contract with { Quantity = new Tonnes(1001), TotalPrice = new Money(2_002_000) });
        market.No(ModeRefusals.CounterpartyBarred, contract with { Buyer = AccountId.FromSerial(99_000_000) });
    }

    /// <summary>Art. 29 has a contract name its delivery time: confirmed on Friday for Tuesday, money and units stand
    /// ready until then, nobody can go back, and they pass at the end of Tuesday.</summary>
    [Fact]
    public void A_contract_is_delivered_on_the_day_it_names()
    {
        var (market, seller, buyer, contract) = ConfirmedForTuesday();
        Assert.Equal((OfferStatus.Confirmed, new Tonnes(100), new Money(200_000)), (market.Offer(contract).Status,
            market.Held(seller), market.Frozen(buyer)));
        market.No(ModeRefusals.OfferOver, new WithdrawOffer(seller, contract));
        market.No(ModeRefusals.OfferOver, new DeclineOffer(buyer, contract, "反悔"));
        market.No(ModeRefusals.OfferOver, new ConfirmAgreement(buyer, contract));
        market.Refuse("clearing.insufficient-funds", new WithdrawMoney(buyer, new Money(900_000), "out"),
            market.Clearing);
        market.Finish();
        market.Open(Monday);
        Assert.Empty(market.State.Exchange.Trades);
        market.Finish();
        market.Reload();

        market.Open(Tuesday);
        var trade = Assert.Single(market.State.Exchange.Trades);
        Assert.Equal((TradeMode.Agreement, new Price(2000), OfferStatus.Traded), (trade.Mode, trade.Price,
            market.Offer(contract).Status));
        market.Finish();
        Assert.Equal((new Tonnes(100), new Money(800_000), Money.Zero, Tonnes.Zero), (market.Units(buyer),
            market.Cash(buyer), market.Frozen(buyer), market.Held(seller)));
        Assert.Equal(new Money(192_000), market.Cash(seller)); // less 4 %
    }

    /// <summary>The bank takes the buyer's money back before the delivery day: the trade is made and defaults, with
    /// notice and make-up as for every trade; others settle.</summary>
    [Fact]
    public void A_contract_that_cannot_be_paid_on_its_day_is_a_default()
    {
        var (market, seller, buyer, _) = ConfirmedForTuesday();
        market.Finish();
        market.Open(Monday);
        market.Finish();
        market.Import("IN-2", "R,B2,B1,10000.00,sent twice");
        market.Open(Tuesday);
        market.Close();
        var opened = Assert.Single(market.Accept(new SettleDay(Tuesday), Actor.Scheduler).OfType<DefaultOpened>());
        Assert.Equal((DefaultKind.Payment, buyer, new Tonnes(100)), (opened.Kind, opened.Defaulter,
            market.Held(seller)));
        market.Import("IN-3", "D,B3,6200-9,2000.00");
        market.Accept(new MakeUpDefault(opened.Case), market.Clearing);
        Assert.Equal((new Tonnes(100), Money.Zero), (market.Units(buyer), market.Cash(buyer)));
    }

    private static (TradingMarket Market, AccountId Seller, AccountId Buyer, OfferId Contract) ConfirmedForTuesday()
    {
        var market = New();
        market.Bank("HBNK", house: true);
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(0, 0));
        market.Accept(new BindBankAccount(buyer, "HBNK", "6200-9"), market.Clearing);
        market.Import("IN-1", "D,B1,6200-9,10000.00");
        market.Open(Friday);
        var contract = market.Make(Contract(market, seller, buyer, 2000, 100) with { DeliverBy = Tuesday });
        var events = market.Do(new ConfirmAgreement(buyer, contract));
        Assert.Empty(events.OfType<TradeExecuted>());
        Assert.Null(Invariants.CheckAll(market.State));
        return (market, seller, buyer, contract);
    }

    [Fact]
    public void Signing_and_delivery_dates_are_bounded()
    {
        var market = New(("trade.agreement.filing_days", "1"), ("trade.agreement.delivery_days", "2"));
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(100_000, 0));
        market.Open(Friday);
        market.Finish();
        market.Open(Tuesday);
        var contract = Contract(market, seller, buyer, 2000, 100);

        market.No(ModeRefusals.SignedLater, contract with { SignedOn = Tuesday.PlusDays(1) });
        var late = market.No(ModeRefusals.FiledLate, contract with { SignedOn = Friday });
        Assert.Contains(new RefusalParameter("until", "2024-06-03"), late.Parameters);
        market.No(ModeRefusals.BadDelivery, contract with { DeliverBy = Monday });
        market.No(ModeRefusals.BadDelivery, contract with { DeliverBy = Tuesday.PlusDays(3) });
        market.No(RulebookRefusals.NoCalendar, contract with { SignedOn = new LocalDate(2022, 12, 30) });
        market.Make(contract with { SignedOn = Monday, DeliverBy = Tuesday.PlusDays(2) });
        var weekend = New();
        var (one, two) = (weekend.Trader(0, 1000), weekend.Trader(0, 0));
        weekend.Open(Friday);
        weekend.No(ModeRefusals.BadDelivery,
            Contract(weekend, one, two, 2000, 100) with { DeliverBy = Friday.PlusDays(1) });
    }

    [Fact]
    public void A_contract_waits_over_days_until_its_delivery_date_and_then_lapses()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 1000), market.Trader(100_000, 0));
        market.Open(Friday);
        var kept = market.Make(Contract(market, seller, buyer, 2000, 100) with { DeliverBy = Tuesday });
        var lapsing = market.Make(Contract(market, seller, buyer, 2000, 200) with { DeliverBy = Monday });
        market.Finish();
        market.Open(Monday);
        Assert.Equal(new Tonnes(300), market.Held(seller));
        market.Reload();
        market.Finish();
        Assert.Equal(OfferStatus.Lapsed, market.Offer(lapsing).Status);
        Assert.Equal(new Tonnes(100), market.Held(seller));
        market.Open(Tuesday);

        market.Do(new ConfirmAgreement(buyer, kept));
        market.Finish();

        Assert.Equal((new Tonnes(100), new Tonnes(900)), (market.Units(buyer), market.Units(seller)));
        Assert.Equal(Tonnes.Zero, market.Held(seller));
    }

    [Fact]
    public void Only_the_buyer_named_confirms_and_either_side_may_end_it_before()
    {
        var market = New();
        var (seller, buyer, other) = (market.Trader(0, 1000), market.Trader(1000, 0), market.Trader(100_000, 0));
        market.Open(Friday);
        var one = market.Make(Contract(market, seller, buyer, 2000, 100));
        var two = market.Make(Contract(market, seller, buyer, 2000, 100));

        market.No(ModeRefusals.UnknownOffer, new ConfirmAgreement(other, one));
        market.No(ModeRefusals.OwnOffer, new ConfirmAgreement(seller, one));
        market.No(Market.Clearing.ClearingRefusals.InsufficientFunds, new ConfirmAgreement(buyer, one));
        market.No(ModeRefusals.UnknownOffer, new TakeListing(buyer, one, new Tonnes(100)));
        market.Do(new WithdrawOffer(seller, one));
        market.Do(new DeclineOffer(buyer, two, "数量有误"));
        market.No(ModeRefusals.OfferOver, new ConfirmAgreement(buyer, one));
        market.No(ModeRefusals.OfferOver, new ConfirmAgreement(buyer, two));
        Assert.Equal(Tonnes.Zero, market.Held(seller));
    }

    [Fact]
    public void An_account_with_a_contract_open_cannot_be_closed()
    {
        var market = New();
        var (seller, buyer) = (market.Trader(0, 100), market.Trader(0, 0));
        market.Open(Friday);
        market.Make(Contract(market, seller, buyer, 2000, 100));

        Assert.IsType<Decision.Refused>(market.Send(new CloseAccount(seller), market.Registry));
    }
}
