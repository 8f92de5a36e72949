using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Chutan.Market.Clearing;

namespace Chutan.Engine.Records;

/// <summary>Writes a record into a buffer that is kept from record to record, little-endian.</summary>
internal sealed class RecordWriter : IBufferWriter<byte>
{
    /// <summary>From, to and amount.</summary>
    internal const int TransferBytes = 24;

    private const int ShortText = 64;

    private byte[] buffer = new byte[4096];

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);
    public int Length { get; private set; }
    /// <summary>Whether every text since the last <see cref="Open"/> fitted.</summary>
    public bool TookAll { get; private set; } = true;

    public void Clear() => Length = 0;

    public void Byte(byte value) => Take(1)[0] = value;
    public void Short(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), (ushort)value);
    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);
    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
    public void ULong(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Longs(ReadOnlySpan<long> values)
    {
        var into = Take(values.Length * sizeof(long));
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(into[(i * sizeof(long))..], values[i]);
    }

    /// <summary>A text of at most 65,535 bytes. A longer one is left out and noted in <see cref="TookAll"/>.</summary>
    public void Text(string value)
    {
        // Most are short, and none of their characters is beyond 7 bits: turned into bytes in one go.
        if (value.Length <= ShortText)
        {
            var into = Room(sizeof(ushort) + value.Length);
            if (Ascii.FromUtf16(value, into[sizeof(ushort)..], out var written) == OperationStatus.Done)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(into, (ushort)written);
                Length += sizeof(ushort) + written;
                return;
            }
        }
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > ushort.MaxValue) (length, value, TookAll) = (0, "", false);
        Short(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    /// <summary>Bytes that were made before.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Leaves room for the length of what follows; <see cref="Close"/> fills it in.</summary>
    public int Open()
    {
        var at = Length;
        TookAll = true;
        Int(0);
        return at;
    }

    /// <summary>Takes back what was written since <see cref="Open"/> left its room here.</summary>
    public void Rewind(int at) => Length = at + sizeof(int);

    public void Close(int at) =>
        BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(at), Length - at - sizeof(int));

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(1, sizeHint));
        return buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>A batch of money transfers: their number, then three integers each.</summary>
    public void Transfers(ReadOnlySpan<MoneyTransfer> transfers)
    {
        Int(transfers.Length);
        var into = Take(transfers.Length * TransferBytes);
        for (var i = 0; i < transfers.Length; i++)
        {
            ref readonly var transfer = ref transfers[i];
            var one = into.Slice(i * TransferBytes, TransferBytes);
            BinaryPrimitives.WriteInt64LittleEndian(one, transfer.From.Number);
            BinaryPrimitives.WriteInt64LittleEndian(one[8..], transfer.To.Number);
            BinaryPrimitives.WriteInt64LittleEndian(one[16..], transfer.Amount.Fen);
        }
    }

    /// <summary>The next bytes, to be filled in by the caller.</summary>
    internal Span<byte> Take(int count)
    {
        var span = Room(count);
        Length += count;
        return span;
    }

    private Span<byte> Room(int count)
    {
        if (buffer.Length - Length < count) Grow(count);
        return buffer.AsSpan(Length, count);
    }

    private void Grow(int count)
    {
        if (buffer.Length - Length < count)
            Array.Resize(ref buffer, Math.Max(Length + count, 2 * buffer.Length));
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
