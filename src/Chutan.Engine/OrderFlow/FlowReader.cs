using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Chutan.Market.Exchange;

namespace Chutan.Engine.OrderFlow;

/// <summary>Reads a CXFLOW01 file from front to back and believes nothing: every event is checked before it is handed
/// out, and the first wrong one is refused with its number and its place in the file.</summary>
public sealed class FlowReader
{
    private readonly Stream source;
    private long read;
    private ulong lastOrder;

    public FlowReader(Stream source)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Order flows are read on little-endian machines only.");
        this.source = source;
        Header = ReadHeader();
        if (!source.CanSeek) return;
        var events = (source.Length - FlowHeader.Bytes) / FlowEvent.Bytes;
        if (events < Header.Events) throw TooShort(events);
        if (source.Length > FlowHeader.Bytes + Header.Events * FlowEvent.Bytes) throw TooLong();
    }

    public FlowHeader Header { get; }

    public PriceBand Band => new(Header.Lowest, Header.Highest);

    /// <summary>The next events, as many as there are and fit; 0 at the end.</summary>
    public int Read(Span<FlowEvent> events)
    {
        var wanted = events[..(int)Math.Min(events.Length, Header.Events - read)];
        var bytes = MemoryMarshal.AsBytes(wanted);
        var got = source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (got < bytes.Length) throw TooShort(read + got / FlowEvent.Bytes);
        foreach (ref readonly var one in wanted)
        {
            Check(one);
            read++;
        }
        if (wanted.Length == 0 && source.ReadByte() >= 0) throw TooLong();
        return wanted.Length;
    }

    private FlowHeader ReadHeader()
    {
        Span<byte> head = stackalloc byte[FlowHeader.Bytes];
        var got = source.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (got < FlowHeader.Magic.Length || !head[..FlowHeader.Magic.Length].SequenceEqual(FlowHeader.Magic))
            throw DamagedAt(0, "不是 CXFLOW01 文件", "this is no CXFLOW01 file");
        if (got < head.Length)
            throw DamagedAt(got, $"文件头不足 {FlowHeader.Bytes} 字节", $"the head is shorter than {FlowHeader.Bytes} bytes");
        var header = new FlowHeader(BinaryPrimitives.ReadInt64LittleEndian(head[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(head[16..]), BinaryPrimitives.ReadInt32LittleEndian(head[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[28..]), BinaryPrimitives.ReadInt32LittleEndian(head[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(head[36..]), BinaryPrimitives.ReadInt32LittleEndian(head[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[48..]));
        if (header.Events < 0 || header.Events > (long.MaxValue - FlowHeader.Bytes) / FlowEvent.Bytes)
            throw DamagedAt(8, $"事件数 {header.Events} 无效", $"{header.Events} is no number of events");
        if (header.Profile is not (1 or 2))
            throw DamagedAt(24, $"未知类型 {header.Profile}", $"unknown profile {header.Profile}");
        if (header.Lowest <= 0 || header.Highest < header.Lowest
            || (long)header.Highest - header.Lowest >= MatchingBook.MostPrices)
            throw DamagedAt(32, $"价格区间 {header.Lowest}–{header.Highest} 无效，最多 {MatchingBook.MostPrices} 个价位",
                $"{header.Lowest}–{header.Highest} is no price band of at most {MatchingBook.MostPrices} prices");
        if (header.Reference < header.Lowest || header.Reference > header.Highest)
            throw DamagedAt(28, $"基准价 {header.Reference} 不在 {header.Lowest}–{header.Highest} 之内",
                $"reference price {header.Reference} is outside {header.Lowest}–{header.Highest}");
        if (header.Accounts <= 0)
            throw DamagedAt(40, $"账户数 {header.Accounts} 无效", $"{header.Accounts} is no number of accounts");
        if (header.HighestOrder < 0 || header.HighestOrder > header.Events)
            throw DamagedAt(48, $"最大订单号 {header.HighestOrder} 与 {header.Events} 个事件不符",
                $"highest order number {header.HighestOrder} does not go with {header.Events} events");
        return header;
    }

    private void Check(in FlowEvent e)
    {
        if (e.Operation is < FlowOperation.New or > FlowOperation.Replace)
            throw Damaged(read, $"未知操作 {(byte)e.Operation}", $"unknown operation {(byte)e.Operation}");
        if (e.Instrument != 0)
            throw Damaged(read, $"未知品种 {e.Instrument}", $"unknown instrument {e.Instrument}");
        if (e.Operation == FlowOperation.Cancel) return;
        if (e.Side is not (1 or 2))
            throw Damaged(read, $"买卖方向 {e.Side} 无效", $"{e.Side} is no side");
        if (e.Type is < 1 or > 3 || (e.Operation == FlowOperation.Replace && e.Type != 1))
            throw Damaged(read, $"订单类型 {e.Type} 无效", $"{e.Type} is no type for this order");
        if (e.Account < 1 || e.Account > Header.Accounts)
            throw Damaged(read, $"账户 {e.Account} 不在 1–{Header.Accounts} 之内",
                $"account {e.Account} is outside 1–{Header.Accounts}");
        if (e.Order <= lastOrder || e.Order > (ulong)Header.HighestOrder)
            throw Damaged(read, $"订单号 {e.Order} 应大于 {lastOrder} 且不大于 {Header.HighestOrder}",
                $"order number {e.Order} should be above {lastOrder} and at most {Header.HighestOrder}");
        lastOrder = e.Order;
        if (e.Type == 3 ? e.Price != 0 : !Band.Contains(e.Price))
            throw Damaged(read, $"价格 {e.Price} 不在 {Header.Lowest}–{Header.Highest} 之内",
                $"price {e.Price} is outside {Header.Lowest}–{Header.Highest}");
        if (e.Quantity == 0) throw Damaged(read, "数量为零", "the quantity is zero");
    }

    private FlowDamagedException TooShort(long events) => Damaged(events,
        $"文件在此结束，文件头称有 {Header.Events} 个事件",
        $"the file ends here, but its head says {Header.Events} events");

    private FlowDamagedException TooLong() => Damaged(Header.Events,
        $"文件头称有 {Header.Events} 个事件，其后还有内容",
        $"the head says {Header.Events} events, but the file goes on");

    private static FlowDamagedException Damaged(long at, string chinese, string english)
    {
        var (number, offset) = (Text(at + 1), Text(FlowHeader.Bytes + at * FlowEvent.Bytes));
        return new FlowDamagedException($"第 {number} 个事件（偏移 {offset}）：{chinese}。",
            $"Event {number} (offset {offset}): {english}.");
    }

    private static FlowDamagedException DamagedAt(long offset, string chinese, string english) =>
        new($"文件头（偏移 {Text(offset)}）：{chinese}。", $"Head (offset {Text(offset)}): {english}.");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
