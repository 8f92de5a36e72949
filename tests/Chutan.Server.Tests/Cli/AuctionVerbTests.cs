using System.Text.Json;

namespace Chutan.Tests.Cli;

public sealed class AuctionVerbTests : IDisposable
{
    private const string Example = "bidder,price,quantity,time\nA,27.00,400,t1\nB,26.00,300,t2\nC,26,500,t3\n"
        + "D,24.90,200,t4\n";

    private readonly string folder = Directory.CreateTempSubdirectory("chutan-auction-test-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_worked_example_clears_as_json()
    {
        var result = await ClearAsync(Example, "--supply", "1000", "--lot", "100", "--reserve", "25.00");
        Assert.Equal(26.00m, result.GetProperty("clearingPrice").GetDecimal());
        Assert.Equal(1_000, result.GetProperty("sold").GetInt64());
        Assert.Equal(0, result.GetProperty("unsold").GetInt64());
        Assert.Equal(26_000m, result.GetProperty("revenue").GetDecimal());
        var awards = result.GetProperty("awards").EnumerateArray().ToList();
        Assert.Equal([2, 3, 4, 5], awards.Select(a => a.GetProperty("line").GetInt32()));
        Assert.Equal([400, 300, 300, 0], awards.Select(a => a.GetProperty("awarded").GetInt32()));
        Assert.Equal(["Filled", "Filled", "Rationed", "BelowReserve"],
            awards.Select(a => a.GetProperty("reason").GetString()!));
        Assert.Equal(7_800m, awards[2].GetProperty("pays").GetDecimal());
    }

    [Theory]
    [InlineData("time", "uniform", "400,300,300,0", 26_000)]
    [InlineData("pro-rata", "uniform", "400,200,400,0", 26_000)]
    [InlineData("random:2", "pay-as-bid", "400,100,500,0", 26_400)]
    public async Task Ties_and_prices_follow_the_options(string tie, string pricing, string awarded, int revenue)
    {
        var result = await ClearAsync(Example, "--supply", "1000", "--lot", "100", "--reserve", "25.00",
            "--tie", tie, "--pricing", pricing);
        Assert.Equal(awarded, string.Join(',',
            result.GetProperty("awards").EnumerateArray().Select(a => a.GetProperty("awarded").GetInt32())));
        Assert.Equal(revenue, result.GetProperty("revenue").GetDecimal());
    }

    [Fact]
    public async Task A_chinese_header_in_any_order_is_read()
    {
        var result = await ClearAsync("数量,时间,备注,投标人,价格\n500,2024-05-06 10:30,晚,丙,26\n300,2024-05-06 10:29:59,早,乙,26\n",
            "--supply", "600", "--lot", "100");
        Assert.Equal("300,300", string.Join(',',
            result.GetProperty("awards").EnumerateArray().Select(a => a.GetProperty("awarded").GetInt32())));
    }

    [Fact]
    public async Task The_table_says_price_awards_and_revenue()
    {
        var (exit, said, _) = await RunAsync(Example, "--supply", "1000", "--lot", "100", "--reserve", "25.00");
        Assert.Equal(0, exit);
        Assert.Contains("26.00 元/吨", said, StringComparison.Ordinal);
        Assert.Contains("26,000.00 元", said, StringComparison.Ordinal);
        Assert.Contains("低于保留价", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_row_is_named_with_line_and_column_and_nothing_is_cleared()
    {
        var (exit, said, error) = await RunAsync("bidder,price,quantity,time\nA,dear,400,t1\nB,26.001,300,t2\n"
            + "C,26,-5,t3\nD,26,250,t4\n,26,300,t5\nF,26,300,noon\nG,26,300\nH,26,300,10:30:00\n",
            "--supply", "1000", "--lot", "100", "--json");
        Assert.Equal(1, exit);
        Assert.Empty(said);
        foreach (var place in new[] { ":2:2:", ":3:2:", ":4:3:", ":5:3:", ":6:1:", ":7:4:", ":8:4:", ":9:4:" })
            Assert.Contains(place, error, StringComparison.Ordinal);
        Assert.Contains("8 处错误，没有出清", error, StringComparison.Ordinal);
        Assert.Contains("8 problems; nothing was cleared", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_never_closed_hides_no_fault_before_it()
    {
        var (exit, _, error) = await RunAsync("bidder,price,quantity\nA,dear,400\n\"B,26,300\nC,26,300\n",
            "--supply", "1000", "--lot", "100");
        Assert.Equal(1, exit);
        Assert.Contains(":2:2:", error, StringComparison.Ordinal);
        Assert.Contains(":3:1: The quoting is wrong. 引号使用有误。", error, StringComparison.Ordinal);
        Assert.Contains("2 problems; nothing was cleared", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_choices_as_they_are_written()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync(["auction", "--help"]);
        Assert.Equal(0, exit);
        Assert.Contains("<time|pro-rata|random:SEED>", said, StringComparison.Ordinal);
        Assert.Contains("<uniform|pay-as-bid>", said, StringComparison.Ordinal);
        Assert.Contains("[default: time]", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_column_is_named()
    {
        var (exit, _, error) = await RunAsync("投标人,数量\nA,400\n", "--supply", "1000", "--lot", "100");
        Assert.Equal(1, exit);
        Assert.Contains(":1:1: The column 'price' is missing. 缺少列“价格”", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--supply", "1050", "--lot", "100")]
    [InlineData(2, "--supply", "1000", "--lot", "0")]
    [InlineData(2, "--supply", "1000", "--lot", "100", "--tie", "random")]
    [InlineData(2, "--supply", "1000", "--lot", "100", "--pricing", "vickrey")]
    [InlineData(2, "--supply", "1000", "--lot", "100", "--reserve", "25.001")]
    [InlineData(2, "--lot", "100")]
    public async Task Terms_that_make_no_sense_are_refused(int code, params string[] terms)
    {
        var (exit, said, error) = await RunAsync(Example, terms);
        Assert.Equal(code, exit);
        Assert.Empty(said);
        Assert.NotEmpty(error);
    }

    private async Task<JsonElement> ClearAsync(string bids, params string[] options)
    {
        var (exit, said, error) = await RunAsync(bids, [.. options, "--json"]);
        Assert.True(exit == 0, said + error);
        return JsonDocument.Parse(said).RootElement;
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(string bids, params string[] options)
    {
        var file = Path.Combine(folder, "bids.csv");
        await File.WriteAllTextAsync(file, bids);
        return await ChutanProgram.RunAsync(["auction", file, .. options]);
    }
}
