using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Chutan.Market.Kernel;

/// <summary>Writes state in a fixed order into memory: the body of a snapshot, and what the state hash is taken of.
/// Rooms write sorted collections only, so equal states give equal bytes.</summary>
public sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);

    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public void Long(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Int(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(buffer.GetSpan(4), value);
        buffer.Advance(4);
    }

    public void ULong(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    public void Bool(bool value)
    {
        buffer.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        buffer.Advance(1);
    }

    public void Decimal(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        foreach (var part in bits) Int(part);
    }

    public void String(string? value)
    {
        if (value is null)
        {
            Int(-1);
            return;
        }
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        Encoding.UTF8.GetBytes(value, buffer.GetSpan(Math.Max(length, 1)));
        buffer.Advance(length);
    }

    public void Date(LocalDate? value) => Int(value is { } d ? d.Year * 10_000 + d.Month * 100 + d.Day : 0);
    public void Instant(Instant value) => Long(value.ToUnixTimeTicks());

    /// <summary>Writes the count, then each item in the order given: sort before calling.</summary>
    public void Many<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Int(items.Count);
        foreach (var item in items) write(item);
    }
}

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
public sealed class StateReader(ReadOnlyMemory<byte> bytes)
{
    private ReadOnlyMemory<byte> rest = bytes;

    public bool AtEnd => rest.IsEmpty;

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));
    public ulong ULong() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
    public bool Bool() => Take(1)[0] == 1;
    public decimal Decimal() => new([Int(), Int(), Int(), Int()]);

    public string? MaybeString()
    {
        var length = Int();
        return length < 0 ? null : Encoding.UTF8.GetString(Take(length));
    }

    public string String() => MaybeString() ?? throw new FormatException("A text is missing in the snapshot.");
    public LocalDate Date() => MaybeDate() ?? throw new FormatException("A date is missing in the snapshot.");

    public LocalDate? MaybeDate()
    {
        var value = Int();
        return value == 0 ? null : new LocalDate(value / 10_000, value / 100 % 100, value % 100);
    }

    public Instant Instant() => NodaTime.Instant.FromUnixTimeTicks(Long());

    /// <summary>Calls <paramref name="read"/> once for each item that was written.</summary>
    public void Many(Action read)
    {
        for (var left = Int(); left > 0; left--) read();
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var span = rest.Span[..count];
        rest = rest[count..];
        return span;
    }
}
