using System.Text.Json;
using Chutan.Engine.OrderFlow;

namespace Chutan.Tests.Cli;

public sealed class BookVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chutan-book-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_figures_of_a_flow_are_printed_under_the_published_names()
    {
        var (exit, said, error) = await ChutanProgram.RunAsync("book", Flow(10_000), "--json");
        Assert.True(exit == 0, said + error);
        var result = JsonDocument.Parse(said).RootElement;
        Assert.Equal(
            ["trades", "volume", "notional", "rejected", "final_orders", "final_bid_qty", "final_ask_qty", "best_bid",
                "best_ask", "trade_hash"],
            result.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1_502, result.GetProperty("trades").GetInt64());
        Assert.Equal(8_624_605_820, result.GetProperty("notional").GetInt64());
        Assert.Equal("bcfe9b68880c0199", result.GetProperty("trade_hash").GetString());
    }

    [Fact]
    public async Task People_get_a_table()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("book", Flow(10_000));
        Assert.Equal(0, exit);
        Assert.Contains("成交笔数 trades", said, StringComparison.Ordinal);
        Assert.Contains("1,077,600", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_flow_is_refused_in_both_languages()
    {
        var flow = Flow(100);
        var bytes = await File.ReadAllBytesAsync(flow);
        bytes[64 + 32] = 9;
        await File.WriteAllBytesAsync(flow, bytes);
        var (exit, _, error) = await ChutanProgram.RunAsync("book", flow, "--json");
        Assert.Equal(1, exit);
        Assert.Contains("第 2 个事件（偏移 96）：未知操作 9。", error, StringComparison.Ordinal);
        Assert.Contains("Event 2 (offset 96): unknown operation 9.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var (exit, _, error) = await ChutanProgram.RunAsync("book", Path.Combine(folder, "none.bin"));
        Assert.Equal(1, exit);
        Assert.Contains("none.bin", error, StringComparison.Ordinal);
    }

    private string Flow(int events)
    {
        var path = Path.Combine(folder, "flow.bin");
        using var file = File.Create(path);
        FlowGenerator.Write(FlowProfile.Carbon, events, 1, file);
        return path;
    }
}
