using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Chutan.Market.Clearing;

namespace Chutan.Engine.Records;

/// <summary>Writes the fixed parts of a record into a reusable buffer, little-endian.</summary>
internal sealed class RecordWriter
{
    /// <summary>From, to and amount.</summary>
    internal const int TransferBytes = 24;

    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public ReadOnlySpan<byte> Written => buffer.WrittenSpan;
    public IBufferWriter<byte> Raw => buffer;
    public int Length => buffer.WrittenCount;
    public void Clear() => buffer.ResetWrittenCount();

    public void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    public void Short(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(buffer.GetSpan(2), (ushort)value);
        buffer.Advance(2);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void ULong(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Short(length);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(Math.Max(1, length)));
        buffer.Advance(length);
    }

    /// <summary>A batch of money transfers: their number, then three integers each.</summary>
    public void Transfers(ReadOnlySpan<MoneyTransfer> transfers)
    {
        Int(transfers.Length);
        var into = buffer.GetSpan(Math.Max(1, transfers.Length * TransferBytes));
        for (var i = 0; i < transfers.Length; i++)
        {
            ref readonly var transfer = ref transfers[i];
            var one = into.Slice(i * TransferBytes, TransferBytes);
            BinaryPrimitives.WriteInt64LittleEndian(one, transfer.From.Number);
            BinaryPrimitives.WriteInt64LittleEndian(one[8..], transfer.To.Number);
            BinaryPrimitives.WriteInt64LittleEndian(one[16..], transfer.Amount.Fen);
        }
        buffer.Advance(transfers.Length * TransferBytes);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Int(value.Length);
        buffer.Write(value);
    }
}

/// <summary>Reads what <see cref="RecordWriter"/> wrote; anything short or left over is a format error.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> rest = bytes;

    public readonly bool AtEnd => rest.IsEmpty;
    public byte Byte() => Take(1)[0];
    public int Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));
    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));
    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    public string Text() => Encoding.UTF8.GetString(Take(Short()));
    public ReadOnlySpan<byte> Bytes() => Take(Int());

    public ImmutableArray<MoneyTransfer> Transfers()
    {
        var count = Int();
        var from = Take(checked(count * RecordWriter.TransferBytes));
        var transfers = new MoneyTransfer[count];
        for (var i = 0; i < count; i++)
        {
            var one = from.Slice(i * RecordWriter.TransferBytes, RecordWriter.TransferBytes);
            transfers[i] = new(new(BinaryPrimitives.ReadInt64LittleEndian(one)),
                new(BinaryPrimitives.ReadInt64LittleEndian(one[8..])),
                new(BinaryPrimitives.ReadInt64LittleEndian(one[16..])));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(transfers);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length) throw new FormatException("A record ends before its contents do.");
        var span = rest[..count];
        rest = rest[count..];
        return span;
    }
}
