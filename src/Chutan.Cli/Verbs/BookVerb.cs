using System.CommandLine;
using System.Globalization;
using Chutan.Engine.OrderFlow;
using Chutan.Market.Exchange;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>撮合: plays a neutral order flow (CXFLOW01) through the matching core and prints what it came to, under the
/// names by which engines are compared.</summary>
internal static class BookVerb
{
    private const int EventsAtOnce = 16_384;
    private const int LiveOrders = 16_384;

    public static Command Create()
    {
        var flow = new Argument<FileInfo>("flow") { Description = "CXFLOW01 订单流文件 · CXFLOW01 order flow" };
        var json = Shared.Json();
        var verb = new Command("book", "用订单流核对撮合 · play an order flow through the matching core") { flow, json };
        verb.SetAction(parsed => Run(parsed.GetValue(flow)!, parsed.GetValue(json)));
        return verb;
    }

    private static int Run(FileInfo file, bool json)
    {
        if (!file.Exists) throw new CannotException($"没有文件 {file.FullName}。", $"There is no file {file.FullName}.");
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var result = Play(new FlowReader(stream));
        if (json) PrintJson(result);
        else Print(result);
        return ExitCode.Done;
    }

    private static FlowResult Play(FlowReader reader)
    {
        var replay = new FlowReplay(FlowReplay.NewBook(reader.Header, LiveOrders), new BookEvents(LiveOrders));
        var events = new FlowEvent[EventsAtOnce];
        while (reader.Read(events) is > 0 and var count)
            foreach (ref readonly var one in events.AsSpan(0, count)) replay.Play(one);
        return replay.Result();
    }

    private static void PrintJson(FlowResult result) => Output.PrintJson(new
    {
        trades = result.Trades,
        volume = result.Volume,
        notional = result.Notional,
        rejected = result.Rejected,
        final_orders = result.FinalOrders,
        final_bid_qty = result.FinalBidQty,
        final_ask_qty = result.FinalAskQty,
        best_bid = result.BestBid,
        best_ask = result.BestAsk,
        trade_hash = result.TradeHash,
    });

    private static void Print(FlowResult result)
    {
        var table = new Table().AddColumns("项目 item", "结果 result").Border(TableBorder.Simple);
        table.Columns[1].RightAligned();
        table.AddRow("成交笔数 trades", Text(result.Trades));
        table.AddRow("成交量 volume", Text(result.Volume));
        table.AddRow("成交额 notional, ticks", Text(result.Notional));
        table.AddRow("拒绝 rejected", Text(result.Rejected));
        table.AddRow("剩余订单 orders left", Text(result.FinalOrders));
        table.AddRow("剩余买量 bid left", Text(result.FinalBidQty));
        table.AddRow("剩余卖量 asked left", Text(result.FinalAskQty));
        table.AddRow("最高买价 best bid", Text(result.BestBid));
        table.AddRow("最低卖价 best ask", Text(result.BestAsk));
        table.AddRow("成交哈希 trade hash", result.TradeHash);
        Output.PrintTable(table);
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
