using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chutan.Market.Quantification;

/// <summary>A piece of a methodology as written: a text, a list, or named fields, each with its place. The loader makes
/// it from YAML; the journal keeps it as canonical JSON, so a replay never needs the files.</summary>
public sealed class DocumentNode
{
    private DocumentNode(Place place, string? text, ImmutableArray<DocumentNode> items,
        ImmutableArray<(string Name, DocumentNode Value)> fields)
    {
        Place = place;
        Text = text;
        Items = items;
        Fields = fields;
    }

    public Place Place { get; }
    public string? Text { get; }

    /// <summary>Default when this is not a list.</summary>
    public ImmutableArray<DocumentNode> Items { get; }

    /// <summary>Default when this has no fields.</summary>
    public ImmutableArray<(string Name, DocumentNode Value)> Fields { get; }

    public static DocumentNode OfText(Place place, string text) => new(place, text, default, default);
    public static DocumentNode OfItems(Place place, IEnumerable<DocumentNode> items) =>
        new(place, null, [.. items], default);

    public static DocumentNode OfFields(Place place, IEnumerable<(string Name, DocumentNode Value)> fields) =>
        new(place, null, default, [.. fields]);

    public DocumentNode? Find(string name)
    {
        if (Fields.IsDefault) return null;
        foreach (var (field, value) in Fields)
            if (field == name) return value;
        return null;
    }

    /// <summary>One line of JSON with the fields of everything in ordinal order and every value as text: equal content
    /// gives equal bytes, whatever the order and the comments of the file.</summary>
    public string ToCanonical()
    {
        var text = new StringBuilder();
        Write(text, this);
        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToCanonical"/> wrote; null when it is not such a text.</summary>
    public static DocumentNode? FromCanonical(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return Read(document.RootElement, "content");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(StringBuilder to, DocumentNode node)
    {
        if (node.Text is { } text) Quote(to, text);
        else if (!node.Items.IsDefault)
        {
            to.Append('[');
            for (var i = 0; i < node.Items.Length; i++)
            {
                if (i > 0) to.Append(',');
                Write(to, node.Items[i]);
            }
            to.Append(']');
        }
        else
        {
            to.Append('{');
            var first = true;
            foreach (var (name, value) in node.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                if (!first) to.Append(',');
                first = false;
                Quote(to, name);
                to.Append(':');
                Write(to, value);
            }
            to.Append('}');
        }
    }

    private static void Quote(StringBuilder to, string text) => to.Append('"')
        .Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)).Append('"');

    private static DocumentNode Read(JsonElement element, string path)
    {
        var place = new Place(path);
        return element.ValueKind switch
        {
            JsonValueKind.Object => OfFields(place, [.. element.EnumerateObject()
                .Select(p => (p.Name, Read(p.Value, $"{path}.{p.Name}")))]),
            JsonValueKind.Array => OfItems(place, [.. element.EnumerateArray()
                .Select((item, i) => Read(item, $"{path}[{i}]"))]),
            JsonValueKind.String => OfText(place, element.GetString()!),
            _ => OfText(place, element.GetRawText()),
        };
    }
}

/// <summary>Reads the named fields of one piece, noting what is missing and what nobody asked for.</summary>
internal sealed class FieldReader(DocumentNode node, Faults faults)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public Place Place => node.Place;
    public bool Has(string name) => node.Find(name) is not null;
    public Place PlaceOf(string name) => node.Find(name)?.Place ?? node.Place;

    /// <summary>A text that must be there; empty, with the fault noted, when it is not.</summary>
    public string Required(string name)
    {
        var text = Optional(name);
        if (text.Length == 0) faults.Add(QuantificationRefusals.FieldMissing, PlaceOf(name), ("field", name));
        return text;
    }

    public string Optional(string name)
    {
        read.Add(name);
        if (node.Find(name) is not { } field) return "";
        if (field.Text is { } text) return text.Trim();
        faults.Add(QuantificationRefusals.FieldShape, field.Place, ("field", name), ("expected", "text"));
        return "";
    }

    public DocumentNode? Node(string name)
    {
        read.Add(name);
        return node.Find(name);
    }

    /// <summary>A list of pieces with fields.</summary>
    public IEnumerable<FieldReader> Each(string name)
    {
        foreach (var item in Items(name))
            if (!item.Fields.IsDefault) yield return new FieldReader(item, faults);
            else faults.Add(QuantificationRefusals.FieldShape, item.Place, ("field", name), ("expected", "fields"));
    }

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> Texts(string name)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(name))
            if (item.Text is { } text) texts.Add(text.Trim());
            else faults.Add(QuantificationRefusals.FieldShape, item.Place, ("field", name), ("expected", "text"));
        return texts.ToImmutable();
    }

    public int? Whole(string name)
    {
        var text = Optional(name);
        if (text.Length == 0) return null;
        if (int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)) return number;
        faults.Add(QuantificationRefusals.BadNumber, PlaceOf(name), ("text", text));
        return null;
    }

    public Rational? Number(string name)
    {
        var text = Optional(name);
        if (text.Length == 0) return null;
        if (Rational.TryParse(text, out var number)) return number;
        faults.Add(QuantificationRefusals.BadNumber, PlaceOf(name), ("text", text));
        return null;
    }

    public Unit Unit(string name)
    {
        var text = Required(name);
        if (text.Length == 0) return Quantification.Unit.One;
        if (Quantification.Unit.Find(text) is { } unit) return unit;
        faults.Add(QuantificationRefusals.UnknownUnit, PlaceOf(name), ("unit", text));
        return Quantification.Unit.One;
    }

    public void RefuseOthers()
    {
        foreach (var (name, value) in node.Fields)
            if (!read.Contains(name))
                faults.Add(QuantificationRefusals.FieldUnknown, value.Place, ("field", name));
    }

    private ImmutableArray<DocumentNode> Items(string name)
    {
        read.Add(name);
        if (node.Find(name) is not { } field) return [];
        if (!field.Items.IsDefault) return field.Items;
        faults.Add(QuantificationRefusals.FieldShape, field.Place, ("field", name), ("expected", "list"));
        return [];
    }
}
