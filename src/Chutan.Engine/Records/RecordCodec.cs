using System.Buffers.Binary;
using System.Text.Json;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>Between a record and its bytes. Ordinary commands and events are UTF-8 JSON under a stable name and
/// version; the hot ones of the order flow have fixed binary layouts (<see cref="HotLayouts"/>).</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The JSON writer writes into a buffer in memory and holds nothing that needs releasing.")]
public sealed class RecordCodec
{
    /// <summary>Version of the frame around commands and events.</summary>
    public const byte FrameVersion = 1;

    /// <summary>Grows when a decision would fall differently for the same command and state, or when a snapshot is
    /// written differently: snapshots of another version are passed over.</summary>
    public const int EngineVersion = 5;

    /// <summary>Bytes before the command.</summary>
    private const int HeadBytes = 64;

    private readonly WireCatalogue catalogue;
    private readonly Upgrades upgrades;
    private readonly RecordWriter writer = new();
    private readonly Utf8JsonWriter json;

    public RecordCodec() : this(WireCatalogue.OfMarket(), Upgrades.OfMarket) { }

    /// <summary>A codec for another catalogue than today's: what an earlier or later program would read and write.
    /// </summary>
    internal RecordCodec(WireCatalogue catalogue, Upgrades upgrades)
    {
        (this.catalogue, this.upgrades) = (catalogue, upgrades);
        json = new Utf8JsonWriter(writer, new JsonWriterOptions
        {
            Encoder = WireJson.Options.Encoder,
            SkipValidation = true,
        });
    }

    public WireCatalogue Catalogue => catalogue;

    /// <summary>What was encoded last.</summary>
    internal ReadOnlySpan<byte> Encoded => writer.Written;

    /// <summary>The bytes of a record; valid until the next call.</summary>
    public ReadOnlySpan<byte> Encode(MarketRecord record)
    {
        var head = record.Head;
        return Encode(head, record.Command, record.Decision);
    }

    /// <summary>The same of its parts, which the writer of the market has before there is a record.</summary>
    internal ReadOnlySpan<byte> Encode(scoped in RecordHead head, Command command, Decision decision)
    {
        writer.Clear();
        WriteHead(head, writer.Take(HeadBytes));
        Named(command);
        EncodeDecision(decision);
        return writer.Written;
    }

    private static void WriteHead(in RecordHead record, Span<byte> head)
    {
        head[0] = FrameVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)record.EngineVersion);
        BinaryPrimitives.WriteInt64LittleEndian(head[3..], record.Position);
        BinaryPrimitives.WriteInt64LittleEndian(head[11..], record.At.ToUnixTimeTicks());
        var (year, month, day) = record.Date;
        BinaryPrimitives.WriteInt32LittleEndian(head[19..], year * 10_000 + month * 100 + day);
        BinaryPrimitives.WriteInt64LittleEndian(head[23..], record.Time.NanosecondOfDay);
        BinaryPrimitives.WriteInt64LittleEndian(head[31..], record.Actor.User.Number);
        head[39] = (byte)record.Actor.Role;
        BinaryPrimitives.WriteUInt64LittleEndian(head[40..], record.Request.High);
        BinaryPrimitives.WriteUInt64LittleEndian(head[48..], record.Request.Low);
        BinaryPrimitives.WriteInt64LittleEndian(head[56..], record.RulesPosition);
    }

    /// <summary>The bytes of a decision alone: what <c>verify</c> compares.</summary>
    public ReadOnlySpan<byte> Encode(Decision decision)
    {
        writer.Clear();
        EncodeDecision(decision);
        return writer.Written;
    }

    /// <summary>Reads a record. A name or version that this program does not know is an error that names it.</summary>
    public MarketRecord Decode(ReadOnlySpan<byte> bytes, ReadOnlyMemory<byte> hash)
    {
        var reader = new RecordReader(bytes);
        var frame = reader.Byte();
        if (frame != FrameVersion) throw new FormatException($"Record frame version {frame} is not known.");
        var engine = reader.Short();
        var position = reader.Long();
        var at = Instant.FromUnixTimeTicks(reader.Long());
        var day = reader.Int();
        var date = new LocalDate(day / 10_000, day / 100 % 100, day % 100);
        var time = LocalTime.FromNanosecondsSinceMidnight(reader.Long());
        var actor = new Actor(new UserId(reader.Long()), (Role)reader.Byte());
        var request = new RequestId(reader.ULong(), reader.ULong());
        var rules = reader.Long();
        var (name, command) = ReadNamed(ref reader);
        var decision = ReadDecision(ref reader);
        if (!reader.AtEnd) throw new FormatException("A record goes on after its contents end.");
        return new MarketRecord(
            position, at, date, time, actor, request, rules, engine, name, (Command)command, decision)
        {
            Hash = hash,
        };
    }

    private void EncodeDecision(Decision decision)
    {
        switch (decision)
        {
            case Decision.Accepted accepted:
                writer.Byte(0);
                writer.Short(0);
                writer.Int(accepted.Events.Length);
                foreach (var happened in accepted.Events) Named(happened);
                if (accepted.Rules.IsEmpty) writer.Int(0);
                else Json(accepted.Rules);
                break;
            case Decision.Refused refused:
                writer.Byte(1);
                Json(refused.Refusal);
                break;
        }
    }

    private Decision ReadDecision(ref RecordReader reader)
    {
        if (reader.Byte() == 1)
            return new Decision.Refused(JsonSerializer.Deserialize<Refusal>(reader.Bytes(), WireJson.Options)!);
        reader.Short();
        var events = ImmutableArray.CreateBuilder<Event>();
        for (var left = reader.Int(); left > 0; left--) events.Add((Event)ReadNamed(ref reader).Value);
        var rules = reader.Bytes();
        return new Decision.Accepted(events.ToImmutable(), rules.Length == 0
            ? []
            : JsonSerializer.Deserialize<ImmutableArray<RuleUse>>(rules, WireJson.Options));
    }

    private void Named(object value)
    {
        writer.Bytes(catalogue.NameOf(value.GetType()));
        var at = writer.Open();
        if (!HotLayouts.TryWrite(value, writer) || !writer.TookAll)
        {
            writer.Rewind(at); // a text no fixed layout has room for: somebody sent far too much, and JSON holds it
            WriteJson(value, value.GetType());
        }
        writer.Close(at);
    }

    private (string Name, object Value) ReadNamed(ref RecordReader reader)
    {
        var name = reader.Text();
        var version = reader.Short();
        var bytes = reader.Bytes();
        if (catalogue.Find(name) is not { } entry)
            throw new FormatException($"'{name}' is not a command or event this program knows.");
        if (version > entry.Version)
            throw new FormatException(
                $"'{name}' version {version} was written by a newer program (this one: {entry.Version}).");
        if (HotLayouts.TryRead(bytes) is { } hot) return (name, hot);
        var current = upgrades.Raise(name, version, entry.Version, bytes);
        return (name, JsonSerializer.Deserialize(current, entry.Type, WireJson.Options)
            ?? throw new FormatException($"'{name}' has no contents."));
    }

    private void Json<T>(T value)
    {
        var at = writer.Open();
        WriteJson(value, typeof(T));
        writer.Close(at);
    }

    private void WriteJson(object? value, Type type)
    {
        json.Reset(writer);
        JsonSerializer.Serialize(json, value, type, WireJson.Options);
        json.Flush();
    }
}
