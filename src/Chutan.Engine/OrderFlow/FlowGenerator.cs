using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Chutan.Market.Exchange;

namespace Chutan.Engine.OrderFlow;

/// <summary>How one kind of market behaves.</summary>
/// <param name="LiveTarget">Orders in the book that the flow keeps near.</param>
/// <param name="MeanDistance">Mean distance of a resting order from the fair price, in ticks.</param>
/// <param name="Scattered">Of a hundred resting orders, how many lie anywhere in the band.</param>
/// <param name="Marketable">Of a thousand events, how many want to trade at once.</param>
/// <param name="Replacing">Of a thousand events, how many replace an order.</param>
/// <param name="Salt">Keeps the profiles apart under one seed.</param>
public sealed record FlowProfile(string Name, int Number, int LiveTarget, int MeanDistance, int Scattered,
    int Marketable, int Replacing, int Accounts, ulong Salt)
{
    public static readonly FlowProfile Equity = new("equity", 1, 10_000, 25, 15, 50, 30, 1_000, 0xE90171);
    public static readonly FlowProfile Carbon = new("carbon", 2, 4_000, 120, 25, 100, 60, 2_500, 0xC0FFEE);
}

/// <summary>
/// Writes CXFLOW01 files: the same seed gives the same bytes on every machine. The flow answers to its own book, so
/// that cancellations hit orders that are there; only integers are used.
/// </summary>
public sealed class FlowGenerator
{
    private const int Reference = 8_000;
    private const int Lowest = 7_200;
    private const int Highest = 8_800;
    private const int FairRange = 400;
    private const int DeadCancels = 3;
    private const int Recent = 256;
    private const int BufferedEvents = 8_192;

    private readonly FlowProfile profile;
    private readonly ulong seed;
    private readonly long count;
    private readonly Stream target;
    private readonly FlowEvent[] buffer = new FlowEvent[BufferedEvents];
    private readonly BookEvents happened = new(1_024);
    private readonly MatchingBook book;
    private readonly LiveOrders live;
    private readonly long[] recent = new long[Recent];
    private readonly Side[] sides;
    private readonly Distances distances;
    private SplitMix random;
    private int buffered;
    private int remembered;
    private long nextOrder = 1;
    private int fair = Reference;

    private FlowGenerator(FlowProfile profile, long count, ulong seed, Stream target)
    {
        (this.profile, this.count, this.seed, this.target) = (profile, count, seed, target);
        random = new SplitMix(seed ^ profile.Salt);
        distances = new Distances(profile.MeanDistance);
        book = FlowReplay.NewBook(Header(count), profile.LiveTarget * 2);
        live = new LiveOrders(checked((int)count + 1));
        sides = new Side[checked((int)count + 1)];
    }

    /// <summary>Writes a flow of so many events to a stream that can go back to its beginning.</summary>
    public static void Write(FlowProfile profile, long count, ulong seed, Stream target) =>
        new FlowGenerator(profile, count, seed, target).Run();

    private void Run()
    {
        WriteHead(0);
        for (var i = 0L; i < count; i++)
        {
            if (random.Below(256) == 0)
                fair = Math.Clamp(fair + (random.Below(2) == 0 ? 1 : -1), Reference - FairRange, Reference + FairRange);
            Choose(random.Below(1_000));
        }
        Flush();
        target.Position = 0;
        WriteHead(nextOrder - 1);
    }

    private void Choose(int draw)
    {
        if (live.Count < profile.LiveTarget / 2 || live.Count == 0) Rest();
        else if (draw < profile.Marketable)
        {
            if (!Take()) Rest();
        }
        else if (draw < profile.Marketable + profile.Replacing) Replace();
        else if (draw < profile.Marketable + profile.Replacing + DeadCancels)
            Cancel(1 + random.Below((int)nextOrder - 1));
        else
        {
            // The further the book is from its size, the likelier an order that brings it back.
            var entering = 500 + (int)(500L * (profile.LiveTarget - live.Count) / profile.LiveTarget);
            if (random.Below(1_000) < Math.Clamp(entering, 200, 900)) Rest();
            else Cancel(PickLive());
        }
    }

    private void Rest()
    {
        var side = PickSide();
        var price = RestingPrice(side);
        Enter(side, OrderType.Limit, price, Quantity());
    }

    /// <summary>An order that trades at once; false when the other side is empty.</summary>
    private bool Take()
    {
        var side = PickSide();
        if ((side == Side.Buy ? book.BestAsk : book.BestBid) is not { } best) return false;
        var quantity = Quantity() * (1 + random.Below(3));
        switch (random.Below(4))
        {
            case 0 or 1:
                var through = random.Below(4);
                Enter(side, OrderType.Limit,
                    Math.Clamp(side == Side.Buy ? best + through : best - through, Lowest, Highest), quantity);
                break;
            case 2: Enter(side, OrderType.ImmediateOrCancel, best, quantity); break;
            default: Enter(side, OrderType.Market, 0, quantity); break;
        }
        return true;
    }

    private void Enter(Side side, OrderType type, int price, int quantity)
    {
        var order = Order(side, type, price, quantity);
        Emit(FlowOperation.New, order, 0);
        book.Enter(order, happened);
        Follow(order);
        if (type == OrderType.Limit) Remember(order.Id);
    }

    private void Replace()
    {
        var old = PickLive();
        var side = sides[old];
        var price = RestingPrice(side);
        var order = Order(side, OrderType.Limit, price, Quantity());
        Emit(FlowOperation.Replace, order, old);
        if (!book.Replace(old, order, happened)) throw new InvalidOperationException($"Order {old} is not live.");
        Follow(order);
        Remember(order.Id);
    }

    private void Cancel(long order)
    {
        Emit(FlowOperation.Cancel, new BookOrder(order, 0, default, default, 0, 0), 0);
        book.Cancel(order, happened);
        Follow(default);
    }

    /// <summary>Keeps the list of live orders in step with the book.</summary>
    private void Follow(in BookOrder entered)
    {
        foreach (ref readonly var one in happened.Items)
        {
            var gone = one.Kind == BookEventKind.Traded ? one.Other : one.Order;
            if (one.Kind is BookEventKind.Traded or BookEventKind.Cancelled && live.Holds(gone)
                && book.Remaining(gone) == 0) live.Remove(gone);
        }
        happened.Clear();
        if (book.Remaining(entered.Id) > 0) live.Add(entered.Id);
    }

    private BookOrder Order(Side side, OrderType type, int price, int quantity)
    {
        sides[nextOrder] = side;
        return new BookOrder(nextOrder++, 0, side, type, price, quantity);
    }

    private void Remember(long order) => recent[remembered++ % Recent] = order;

    private Side PickSide() => random.Below(2) == 0 ? Side.Buy : Side.Sell;

    private long PickLive()
    {
        if (remembered >= Recent && random.Below(100) < 60 && recent[random.Below(Recent)] is var one
            && live.Holds(one)) return one;
        return live[random.Below(live.Count)];
    }

    private int RestingPrice(Side side)
    {
        if (random.Below(100) < profile.Scattered)
            return side == Side.Buy ? Lowest + random.Below(fair - Lowest) : fair + 1 + random.Below(Highest - fair);
        var distance = distances.Draw(ref random);
        return Math.Clamp(side == Side.Buy ? fair - distance : fair + 1 + distance, Lowest, Highest);
    }

    /// <summary>Shares go by the hundred; tonnes in many small orders and a few large ones.</summary>
    private int Quantity()
    {
        if (profile.Number == FlowProfile.Equity.Number) return 100 * (1 + random.Below(10));
        return random.Below(100) switch
        {
            < 60 => 10 * (1 + random.Below(20)),
            < 95 => 100 * (1 + random.Below(30)),
            _ => 1_000 * (1 + random.Below(20)),
        };
    }

    private void Emit(FlowOperation operation, in BookOrder order, long replaced)
    {
        var cancels = operation == FlowOperation.Cancel;
        buffer[buffered++] = new FlowEvent
        {
            Operation = operation,
            Side = cancels ? (byte)0 : order.Side == Side.Buy ? (byte)1 : (byte)2,
            Type = cancels ? (byte)0 : (byte)(order.Type + 1),
            Account = cancels ? 0 : 1 + (uint)random.Below(profile.Accounts),
            Order = (ulong)order.Id,
            Replaced = (ulong)replaced,
            Price = order.Price,
            Quantity = (uint)order.Quantity,
        };
        if (buffered == buffer.Length) Flush();
    }

    private void Flush()
    {
        target.Write(MemoryMarshal.AsBytes(buffer.AsSpan(0, buffered)));
        buffered = 0;
    }

    private FlowHeader Header(long highestOrder) =>
        new(count, seed, profile.Number, Reference, Lowest, Highest, profile.Accounts, highestOrder);

    private void WriteHead(long highestOrder)
    {
        Span<byte> head = stackalloc byte[FlowHeader.Bytes];
        head.Clear();
        var header = Header(highestOrder);
        FlowHeader.Magic.CopyTo(head);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], header.Events);
        BinaryPrimitives.WriteUInt64LittleEndian(head[16..], header.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], header.Profile);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], header.Reference);
        BinaryPrimitives.WriteInt32LittleEndian(head[32..], header.Lowest);
        BinaryPrimitives.WriteInt32LittleEndian(head[36..], header.Highest);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], header.Accounts);
        BinaryPrimitives.WriteInt64LittleEndian(head[48..], header.HighestOrder);
        target.Write(head);
    }

    /// <summary>The live orders as a bag from which one is drawn by place; a removed one is replaced by the last.
    /// </summary>
    private sealed class LiveOrders(int numbers)
    {
        private readonly List<long> orders = [];
        private readonly int[] places = new int[numbers];

        public int Count => orders.Count;
        public long this[int place] => orders[place];
        public bool Holds(long order) => places[order] != 0;

        public void Add(long order)
        {
            orders.Add(order);
            places[order] = orders.Count;
        }

        public void Remove(long order)
        {
            var (place, last) = (places[order], orders[^1]);
            (orders[place - 1], places[last], places[order]) = (last, place, 0);
            orders.RemoveAt(orders.Count - 1);
        }
    }

    /// <summary>Distances from the fair price: geometric, from a table of how likely it is to be as far or further,
    /// in parts of 2³².</summary>
    private sealed class Distances
    {
        private const int Longest = 4_096;
        private readonly uint[] further;

        public Distances(int mean)
        {
            var table = new List<uint>();
            for (var share = (1UL << 32) * (ulong)mean / (ulong)(mean + 1); share > 0 && table.Count < Longest;
                share = share * (ulong)mean / (ulong)(mean + 1))
                table.Add((uint)Math.Min(share, uint.MaxValue));
            further = [.. table];
        }

        /// <summary>The first distance whose share is not above the draw.</summary>
        public int Draw(ref SplitMix random)
        {
            var draw = random.High();
            var (low, high) = (0, further.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (further[middle] <= draw) high = middle;
                else low = middle + 1;
            }
            return low;
        }
    }

    /// <summary>The splitmix64 generator: small, and the same everywhere.</summary>
    private struct SplitMix(ulong state)
    {
        /// <summary>The upper 32 bits of the next number.</summary>
        public uint High()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                return (uint)((mixed ^ (mixed >> 31)) >> 32);
            }
        }

        /// <summary>A number from 0 to one less than <paramref name="bound"/>.</summary>
        public int Below(int bound) => (int)(((ulong)High() * (uint)bound) >> 32);
    }
}
