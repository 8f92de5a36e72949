using System.Runtime.InteropServices;
using Chutan.Market.Exchange;

namespace Chutan.Engine.OrderFlow;

/// <summary>What one event of an order flow does.</summary>
public enum FlowOperation : byte
{
    New = 1,
    Cancel = 2,
    Replace = 3,
}

/// <summary>One event of a CXFLOW01 file, laid out as in the file (little-endian, 32 bytes).</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Bytes)]
public struct FlowEvent
{
    public const int Bytes = 32;

    public FlowOperation Operation;
    /// <summary>1 buy, 2 sell; 0 for a cancellation.</summary>
    public byte Side;
    /// <summary>1 limit, 2 immediate or cancel, 3 market; 0 for a cancellation.</summary>
    public byte Type;
    public byte Instrument;
    public uint Account;
    /// <summary>The new order's number, or the order to cancel.</summary>
    public ulong Order;
    /// <summary>The order that a replacement replaces.</summary>
    public ulong Replaced;
    /// <summary>Limit price in ticks; 0 for a market order and a cancellation.</summary>
    public int Price;
    public uint Quantity;

    /// <summary>The order that a new order or a replacement enters.</summary>
    public readonly BookOrder ToOrder() =>
        unchecked(new BookOrder((long)Order, (int)Account, (Side)(Side - 1), (OrderType)(Type - 1), Price, Quantity));
}

/// <summary>The head of a CXFLOW01 file.</summary>
/// <param name="Profile">1 equity, 2 carbon.</param>
/// <param name="Reference">The price before the first trade, in ticks.</param>
/// <param name="Accounts">Accounts are numbered from 1 to this.</param>
public readonly record struct FlowHeader(long Events, ulong Seed, int Profile, int Reference, int Lowest, int Highest,
    int Accounts, long HighestOrder)
{
    public const int Bytes = 64;
    public static ReadOnlySpan<byte> Magic => "CXFLOW01"u8;
}

/// <summary>The file is not a well-formed order flow; the message says where, in both languages.</summary>
public sealed class FlowDamagedException(string chinese, string english) : Exception($"{chinese}\n{english}");
