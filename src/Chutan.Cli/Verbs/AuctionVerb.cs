using System.CommandLine;
using System.Globalization;
using Chutan.Cli.Published;
using Chutan.Market.Auctions;
using Chutan.Market.Kernel;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>竞价出清: clears a file of sealed bids on its own, with the arithmetic of the market's auctions.</summary>
internal static class AuctionVerb
{
    private const long MostTonnes = 10_000_000_000;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "报价文件（CSV）：投标人、价格、数量，可有时间、集团 · bids: bidder, price, quantity, optional time, group",
        };
        var supply = Amount("--supply", "出让数量（吨） · tonnes offered", required: true);
        var lot = Amount("--lot", "一手（吨） · tonnes in a lot", required: true);
        var reserve = new Option<Price?>("--reserve")
        {
            Description = "保留价（元/吨） · reserve price in CNY/t",
            CustomParser = ReadPrice,
        };
        var tie = new Option<TieChoice>("--tie")
        {
            Description = "同价规则 · how ties are broken",
            HelpName = "time|pro-rata|random:SEED",
            CustomParser = ReadTie,
            DefaultValueFactory = _ => new TieChoice(TieRule.Time, 0),
        };
        var pricing = new Option<AuctionPricing>("--pricing")
        {
            Description = "付款价格，默认 uniform · what winners pay; uniform if not said",
            HelpName = "uniform|pay-as-bid",
            CustomParser = ReadPricing,
        };
        var bidderLimit = Amount("--limit-bidder", "每个投标人最多购得（吨） · most tonnes for one bidder", required: false);
        var groupLimit = Amount("--limit-group", "每个集团最多购得（吨） · most tonnes for one group", required: false);
        var cover = new Option<Rate?>("--cover")
        {
            Description = "有效申报占出让数量的最低比例，低于则流拍，如 0.5 · least share of the supply bid for, or the sale is void",
            CustomParser = ReadShare,
        };
        var json = Shared.Json();
        var verb = new Command("auction", "密封报价出清 · clear a file of sealed bids")
        {
            file, supply, lot, reserve, tie, pricing, bidderLimit, groupLimit, cover, json,
        };
        verb.SetAction(parsed => Run(parsed.GetValue(file)!, new AuctionTerms(parsed.GetValue(supply),
            parsed.GetValue(lot), parsed.GetValue(reserve), parsed.GetValue(pricing), parsed.GetValue(tie)!.Rule,
            parsed.GetValue(tie)!.Seed, parsed.GetValue(bidderLimit) is { IsZero: false } b ? b : null,
            parsed.GetValue(groupLimit) is { IsZero: false } g ? g : null,
            parsed.GetValue(cover) is null ? ShortfallRule.SellWhatIsBid : ShortfallRule.VoidBelowCoverage,
            parsed.GetValue(cover) ?? default), parsed.GetValue(json)));
        return verb;
    }

    private static int Run(FileInfo file, AuctionTerms terms, bool json)
    {
        if (terms.Supply.Count % terms.Lot.Count != 0)
            throw new CannotException($"出让数量 {terms.Supply.Count} 吨不是一手 {terms.Lot.Count} 吨的整数倍。",
                $"The supply of {terms.Supply.Count} t is not a whole number of lots of {terms.Lot.Count} t.");
        var outcome = AuctionClearing.Clear(terms, BidFile.Read(file.ToString(), terms.Lot));
        if (json) PrintJson(terms, outcome);
        else Print(terms, outcome);
        return ExitCode.Done;
    }

    private static void PrintJson(AuctionTerms terms, AuctionOutcome it) => Output.PrintJson(new
    {
        supply = terms.Supply,
        lot = terms.Lot,
        reserve = Yuan(terms.Reserve),
        pricing = Word(terms.Pricing),
        tie = Word(terms.Tie, terms.Seed),
        clearingPrice = Yuan(it.ClearingPrice),
        demand = it.Demand,
        sold = it.Sold,
        unsold = it.Unsold,
        revenue = Yuan(it.Revenue),
        @void = it.IsVoid,
        awards = it.Awards.Select(a => new
        {
            line = a.Bid.Number,
            bidder = a.Bid.Bidder,
            price = Yuan(a.Bid.Price),
            quantity = a.Bid.Quantity,
            awarded = a.Awarded,
            pays = Yuan(a.Pays),
            reason = a.Reason,
        }),
    });

    private static void Print(AuctionTerms terms, AuctionOutcome it)
    {
        var bids = new Table().Border(TableBorder.Simple).AddColumns("行 line", "投标人 bidder",
            "价格 price", "数量 quantity", "购得 awarded", "应付 pays", "原因 reason");
        foreach (var a in it.Awards)
            bids.AddRow(N(a.Bid.Number), Markup.Escape(a.Bid.Bidder), M(Yuan(a.Bid.Price)!.Value),
                N(a.Bid.Quantity.Count), N(a.Awarded.Count), M(Yuan(a.Pays)), ReasonText(a.Reason));
        Output.PrintTable(bids);
        Console.WriteLine(it.ClearingPrice is { } price
            ? $"成交价 clearing price: {M(price.FenPerTonne / 100m)} 元/吨 CNY/t"
            : it.IsVoid ? "流拍：有效申报不足 · void: the bids cover too little" : "没有成交 · nothing was sold");
        Console.WriteLine($"规则 rules: {Word(terms.Pricing)}, {Word(terms.Tie, terms.Seed)}");
        Console.WriteLine($"有效申报 demand: {N(it.Demand.Count)} t / 出让 supply: {N(terms.Supply.Count)} t");
        Console.WriteLine($"成交 sold: {N(it.Sold.Count)} t，未售出 unsold: {N(it.Unsold.Count)} t");
        Console.WriteLine($"收入 revenue: {M(Yuan(it.Revenue))} 元 CNY");
    }

    private static string ReasonText(AwardReason reason) => reason switch
    {
        AwardReason.Filled => "足额 filled",
        AwardReason.Rationed => "边际价格，按同价规则 rationed at the clearing price",
        AwardReason.Outbid => "低于成交价 below the clearing price",
        AwardReason.BidderLimit => "达到投标人限购 bidder limit",
        AwardReason.GroupLimit => "达到集团限购 group limit",
        AwardReason.BelowReserve => "无效：低于保留价 invalid: below the reserve",
        AwardReason.NotWholeLots => "无效：不是整手 invalid: not whole lots",
        AwardReason.NoPrice => "无效：没有价格 invalid: no price",
        _ => "流拍 void",
    };

    private static string Word(AuctionPricing pricing) => pricing == AuctionPricing.Uniform ? "uniform" : "pay-as-bid";

    private static decimal? Yuan(Price? price) => price is { } p ? p.FenPerTonne / 100m : null;
    private static decimal Yuan(Money money) => money.Fen / 100m;
    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
    private static string M(decimal yuan) => yuan.ToString("N2", CultureInfo.InvariantCulture);

    private static Option<Tonnes> Amount(string name, string description, bool required) => new(name)
    {
        Description = description,
        Required = required,
        CustomParser = result => ReadTonnes(name, result),
    };

    private static Tonnes ReadTonnes(string name, System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = Only(result);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tonnes)
            && tonnes is > 0 and <= MostTonnes) return new Tonnes(tonnes);
        result.AddError($"{name}：“{text}”不是 1 至 {MostTonnes} 的整吨数 · " +
            $"'{text}' is not a whole number of tonnes from 1 to {MostTonnes}");
        return default;
    }

    private static Price? ReadPrice(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = Only(result);
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var yuan) && yuan is >= 0 and <= 1_000_000m
            && yuan * 100 == decimal.Truncate(yuan * 100)) return new Price((long)(yuan * 100));
        result.AddError($"“{text}”不是精确到分的价格 · '{text}' is not a price in yuan with at most two decimals");
        return null;
    }

    private static Rate? ReadShare(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = Only(result);
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            && share * Rate.Scale == decimal.Truncate(share * Rate.Scale)) return Rate.Of(share);
        result.AddError($"“{text}”不是 0 至 1 的比例 · '{text}' is not a share from 0 to 1");
        return null;
    }

    private static TieChoice ReadTie(System.CommandLine.Parsing.ArgumentResult result)
    {
        const string random = "random:";
        var text = Only(result);
        if (text == "time") return new TieChoice(TieRule.Time, 0);
        if (text == "pro-rata") return new TieChoice(TieRule.ProRata, 0);
        if (text.StartsWith(random, StringComparison.Ordinal) && ulong.TryParse(text.AsSpan(random.Length),
            NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return new TieChoice(TieRule.Random, seed);
        result.AddError($"“{text}”不是同价规则 · '{text}' is not time, pro-rata or random:SEED");
        return new TieChoice(TieRule.Time, 0);
    }

    private static AuctionPricing ReadPricing(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = Only(result);
        if (text is "uniform" or "pay-as-bid")
            return text == "uniform" ? AuctionPricing.Uniform : AuctionPricing.PayAsBid;
        result.AddError($"“{text}”不是付款价格 · '{text}' is neither uniform nor pay-as-bid");
        return default;
    }

    private static string Only(System.CommandLine.Parsing.ArgumentResult result) =>
        result.Tokens.Count == 1 ? result.Tokens[0].Value : "";

    private static string Word(TieRule tie, ulong seed) => tie switch
    {
        TieRule.Time => "time",
        TieRule.ProRata => "pro-rata",
        _ => string.Create(CultureInfo.InvariantCulture, $"random:{seed}"),
    };

    /// <summary>A rule for ties as it is written in a call.</summary>
    private sealed record TieChoice(TieRule Rule, ulong Seed)
    {
        public override string ToString() => Word(Rule, Seed);
    }
}
