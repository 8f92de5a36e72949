using System.Buffers.Binary;
using System.Security.Cryptography;
using Chutan.Engine.OrderFlow;
using Chutan.Market.Exchange;

namespace Chutan.Engine.Tests.OrderFlow;

/// <summary>The neutral order flow: our generator writes the published bytes, our book gives the published figures, and
/// a damaged file is refused with the place of the damage.</summary>
public sealed class FlowTests
{
    private const string Carbon = "cff36fc5795eb594b35270a8170b963234559b8a5eb812ed714dd69578ce4c81";
    private const string Equity = "e855573f4d04f0d3a11227e6935c7b249d8ce8d7b9dac6708ea70c5f7ab3f9c1";

    /// <summary>What four engines that share no code agree on.</summary>
    public static TheoryData<string, int, ulong, string, FlowResult> Small => new()
    {
        { "carbon", 10_000, 1, Carbon, new(1_502, 1_077_600, 8_624_605_820, "bcfe9b68880c0199", 11, 3_248, 1_873_530,
            1_960_700, 8_023, 8_027) },
        { "equity", 10_000, 1, Equity, new(946, 343_400, 2_749_331_000, "be1141e25a266881", 3, 6_155, 1_697_800,
            1_729_300, 8_008, 8_010) },
    };

    public static TheoryData<string, int, ulong, string, FlowResult> Large => new()
    {
        { "carbon", 1_000_000, 2, "1ec2ad60ae27798d991784903844e9ea470161b4b35e97060fbc08f70b3f7734",
            new(171_593, 136_531_610, 1_088_303_317_740, "034e7069e19b7f2b", 2_888, 3_671, 2_214_930, 2_092_540,
                7_899, 7_900) },
        { "equity", 1_000_000, 1, "ab88df2ab2ffdbb957c09a623225fed8f7a955af7067c5f7a3f770e707e6196c",
            new(129_384, 50_844_000, 409_678_914_600, "e114e465fe363eab", 2_790, 9_000, 2_470_400, 2_462_300,
                8_057, 8_058) },
    };

    [Theory, MemberData(nameof(Small)), MemberData(nameof(Large))]
    public void A_flow_has_the_published_bytes_and_gives_the_published_figures(
        string profile, int count, ulong seed, string hash, FlowResult expected)
    {
        var file = Generate(profile, count, seed);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(file)));
        Assert.Equal(expected, Play(file, funds: null));
    }

    [Fact]
    public void Accounts_with_enough_cash_and_units_change_nothing()
    {
        var file = Generate("carbon", 10_000, 1);
        var funds = new BookFunds(2_501, cashAtOnce: true, unitsAtOnce: false);
        for (var account = 1; account < funds.Accounts; account++)
            funds.Deposit(account, 1_000_000_000_000, 1_000_000_000);
        Assert.Equal(Play(file, funds: null), Play(file, funds));
    }

    [Fact]
    public void A_warm_book_allocates_nothing()
    {
        var events = Read(Generate("carbon", 200_000, 3), out var header);
        var funds = new BookFunds(header.Accounts + 1, cashAtOnce: true, unitsAtOnce: false);
        for (var account = 1; account < funds.Accounts; account++)
            funds.Deposit(account, 1_000_000_000_000, 1_000_000_000);
        var replay = new FlowReplay(FlowReplay.NewBook(header, 16_384, funds), new BookEvents(4_096));
        foreach (ref readonly var one in events.AsSpan(0, 50_000)) replay.Play(one);
        // A collection asked for by another test may be counted here: what the book itself allocates shows every time.
        var least = long.MaxValue;
        for (var start = 50_000; start < events.Length; start += 50_000)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (ref readonly var one in events.AsSpan(start, Math.Min(50_000, events.Length - start)))
                replay.Play(one);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(0, 0x58, "不是 CXFLOW01 文件", "Head (offset 0): this is no CXFLOW01 file")]
    [InlineData(8, 0xFF, "文件在此结束", "Event 101 (offset 3264): the file ends here, but its head says 255 events")]
    [InlineData(15, 0x80, "事件数", "Head (offset 8): -9223372036854775708 is no number of events")]
    [InlineData(24, 9, "未知类型 9", "Head (offset 24): unknown profile 9")]
    [InlineData(30, 1, "基准价", "Head (offset 28): reference price 73536 is outside 7200–8800")]
    [InlineData(39, 0x7F, "价格区间", "Head (offset 32): 7200–2130715232 is no price band of at most 262144 prices")]
    [InlineData(43, 0x80, "账户数", "Head (offset 40): -2147481148 is no number of accounts")]
    [InlineData(50, 1, "最大订单号", "Head (offset 48): highest order number 65636 does not go with 100 events")]
    [InlineData(64, 7, "第 1 个事件（偏移 64）：未知操作 7", "Event 1 (offset 64): unknown operation 7")]
    [InlineData(97, 3, "买卖方向 3", "Event 2 (offset 96): 3 is no side")]
    [InlineData(98, 4, "订单类型 4", "Event 2 (offset 96): 4 is no type for this order")]
    [InlineData(99, 1, "未知品种 1", "Event 2 (offset 96): unknown instrument 1")]
    [InlineData(103, 1, "账户", "Event 2 (offset 96): account ")]
    [InlineData(105, 1, "订单号 258", "Event 2 (offset 96): order number 258 should be above 1 and at most 100")]
    [InlineData(122, 1, "价格", "Event 2 (offset 96): price ")]
    public void A_damaged_file_is_refused_where_it_is_damaged(int offset, byte value, string chinese, string english)
    {
        var file = Generate("carbon", 100, 1);
        file[offset] = value;
        var message = Assert.Throws<FlowDamagedException>(() => Play(file, funds: null)).Message;
        Assert.Contains(chinese, message, StringComparison.Ordinal);
        Assert.Contains(english, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_goes_on_after_its_last_event_is_refused() =>
        Assert.Contains("Event 101 (offset 3264): the head says 100 events, but the file goes on",
            Assert.Throws<FlowDamagedException>(() => Play([.. Generate("carbon", 100, 1), 0], funds: null)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_order_without_a_quantity_is_refused()
    {
        var file = Generate("carbon", 100, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(64 + 28), 0);
        Assert.Contains("Event 1 (offset 64): the quantity is zero",
            Assert.Throws<FlowDamagedException>(() => Play(file, funds: null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(64)]
    [InlineData(70)]
    [InlineData(3_263)]
    public void A_file_that_was_cut_off_is_refused(int length) => Assert.Throws<FlowDamagedException>(
        () => Play(Generate("carbon", 100, 1)[..length], funds: null));

    [Fact]
    public void A_stream_without_a_known_length_is_checked_as_it_is_read()
    {
        var file = Generate("carbon", 100, 1);
        using var pipe = new BufferedStream(new Unseekable(file[..^1]));
        var reader = new FlowReader(pipe);
        Assert.Contains("Event 100 (offset 3232)",
            Assert.Throws<FlowDamagedException>(() => reader.Read(new FlowEvent[200])).Message,
            StringComparison.Ordinal);
    }

    private static byte[] Generate(string profile, int count, ulong seed)
    {
        using var file = new MemoryStream();
        FlowGenerator.Write(profile == "carbon" ? FlowProfile.Carbon : FlowProfile.Equity, count, seed, file);
        return file.ToArray();
    }

    private static FlowEvent[] Read(byte[] file, out FlowHeader header)
    {
        var reader = new FlowReader(new MemoryStream(file));
        header = reader.Header;
        var events = new FlowEvent[header.Events];
        Assert.Equal(events.Length, reader.Read(events));
        Assert.Equal(0, reader.Read(events));
        return events;
    }

    private static FlowResult Play(byte[] file, BookFunds? funds)
    {
        var events = Read(file, out var header);
        var replay = new FlowReplay(FlowReplay.NewBook(header, 16, funds), new BookEvents(16));
        foreach (ref readonly var one in events.AsSpan()) replay.Play(one);
        return replay.Result();
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
