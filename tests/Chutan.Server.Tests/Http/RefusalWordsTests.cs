using System.Reflection;
using Chutan.Market;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Server.Http;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>拒绝理由: what a refusal says is in the reader's language throughout: states, steps, and the instrument it
/// rests on.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class RefusalWordsTests(PlayedMarket played)
{
    private static readonly Citation Basis = new("湖北碳排放权交易规则");

    [Theory]
    [InlineData("exchange.order-ended", "status", "Cancelled", "已结束（已撤单）", "has ended (withdrawn)")]
    [InlineData("exchange.halted", "cause", "SystemFault", "已暂停（系统故障）", "halted (system fault)")]
    [InlineData("registry.no-such-change", "from", "Open", "由 正常 变更", "change from open")]
    [InlineData("clearing.step-out-of-order", "next", "Reconciled", "下一步为 三方对账", "Three-way reconciliation is")]
    [InlineData("clearing.file-control-total", "total", "total in", "控制合计（入金合计）", "total in")]
    [InlineData("auctions.not-open", "opens", "2024-11-11T00:00:00Z", "申报时间为 2024-11-11 08:00 至",
        "from 2024-11-11 08:00")]
    [InlineData("auctions.wrong-phase", "phase", "Cleared", "处于 待付款", "awaiting payment")]
    public void A_state_or_step_is_said_in_words(string code, string name, string value, string zh, string en)
    {
        var said = RefusalTexts.Of(new Refusal(code, Basis, [new RefusalParameter(name, value)]));
        Assert.Contains(zh, said.Zh, StringComparison.Ordinal);
        Assert.Contains(en, said.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_that_another_one_caused_says_it_in_words()
    {
        var code = RefusalTexts.Codes.First(c => c.Zh.Contains("{reason}", StringComparison.Ordinal)).Code;
        var said = RefusalTexts.Of(new Refusal(code, Basis,
            [new RefusalParameter("reason", ExchangeRefusals.OwnOrder.Code)]));
        Assert.DoesNotContain(ExchangeRefusals.OwnOrder.Code, said.Zh, StringComparison.Ordinal);
        Assert.Contains("…", said.En, StringComparison.Ordinal);
    }

    /// <summary>Goal: no state of the market is shown by its name in the program. Method: every member of every
    /// enumeration that refusals name.</summary>
    [Theory]
    [InlineData("OrderStatus"), InlineData("HaltCause"), InlineData("SessionStage"), InlineData("AuctionPhase")]
    [InlineData("OfferStatus"), InlineData("OneWayStatus"), InlineData("TradeMode"), InlineData("RestrictionKind")]
    [InlineData("TriggerStatus"), InlineData("PlanStatus"), InlineData("AlertStatus"), InlineData("CaseStatus")]
    [InlineData("AccountStatus"), InlineData("HoldCause"), InlineData("UnitKind"), InlineData("ParticipantKind")]
    [InlineData("SettlementPhase"), InlineData("WithdrawalStatus"), InlineData("TransferProblem")]
    [InlineData("VerificationStage"), InlineData("VerificationAction"), InlineData("VerificationParty")]
    [InlineData("ReportState"), InlineData("ReportAction"), InlineData("MonthState"), InlineData("MonthAction")]
    [InlineData("PlanState"), InlineData("AnnualState"), InlineData("CaptureState"), InlineData("QualityAlertState")]
    [InlineData("ComparisonKind"), InlineData("ReferenceKind")]
    public void Every_state_that_a_refusal_names_has_words(string enumeration)
    {
        var type = typeof(MarketState).Assembly.GetTypes().Single(t => t.IsEnum && t.Name == enumeration);
        var missing = Enum.GetNames(type).Where(name => RefusalTexts.Of(new Refusal("exchange.order-ended", Basis,
            [new RefusalParameter("status", name)])).Zh.Contains(name, StringComparison.Ordinal));
        Assert.Equal([], missing.Select(name => $"add to Http/Names.tsv: said:{name}"));
    }

    [Fact]
    public async Task Every_instrument_a_refusal_rests_on_has_a_name_in_english()
    {
        var cited = typeof(MarketState).Assembly.GetTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(Citation)).Select(f => (Citation)f.GetValue(null)!).ToList();
        Assert.NotEmpty(cited);
        var missing = await played.Market.AskAsync(s => cited.Select(c => Problems.CitationOf(c, s.Rulebook))
            .Where(c => c.Title.En.Any(letter => letter is >= '\u4e00' and <= '\u9fff'))
            .Select(c => $"add to Http/Names.tsv: law:{c.Instrument}").Distinct().ToList());
        Assert.Equal([], missing);
        Assert.Equal("order-371", (await played.Market.AskAsync(s => Problems.CitationOf(
            new Citation("省政府令第371号", "第十九条"), s.Rulebook))).Instrument);
    }
}
