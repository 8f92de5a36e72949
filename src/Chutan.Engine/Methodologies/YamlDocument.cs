using Chutan.Market.Kernel;
using Chutan.Market.Quantification;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Chutan.Engine.Methodologies;

/// <summary>Reads YAML into the document a methodology is read from, every piece with its file, line and column.
/// </summary>
internal static class YamlDocument
{
    private const int Deepest = 40;

    /// <summary>The root of a file; null, with the fault noted, when it is not one YAML document made of fields.
    /// </summary>
    public static DocumentNode? Read(string file, string text, Faults faults)
    {
        try
        {
            if (!IsPlain(file, text, faults)) return null;
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return Of(root, file, faults);
            faults.Add(QuantificationRefusals.BadDocument, new Place(file, 1), ("problem", "YAML"));
        }
        catch (YamlException wrong)
        {
            faults.Add(QuantificationRefusals.BadDocument,
                new Place(file, (int)wrong.Start.Line, (int)wrong.Start.Column), ("problem", wrong.Message));
        }
        return null;
    }

    /// <summary>Refuses what only serves to make a small file large or deep, before anything is built from it.
    /// </summary>
    private static bool IsPlain(string file, string text, Faults faults)
    {
        using var reader = new StringReader(text);
        var (parser, depth) = (new Parser(reader), 0);
        while (parser.MoveNext())
        {
            var problem = parser.Current switch
            {
                AnchorAlias => "*",
                MappingStart or SequenceStart when ++depth > Deepest => $"> {Text.Of(Deepest)}",
                _ => "",
            };
            if (parser.Current is MappingEnd or SequenceEnd) depth--;
            if (problem.Length == 0) continue;
            faults.Add(QuantificationRefusals.BadDocument, new Place(file, (int)parser.Current!.Start.Line,
                (int)parser.Current.Start.Column), ("problem", problem)); // MoveNext has found one
            return false;
        }
        return true;
    }

    private static DocumentNode Of(YamlNode node, string file, Faults faults)
    {
        var place = new Place(file, (int)node.Start.Line, (int)node.Start.Column);
        switch (node)
        {
            case YamlScalarNode scalar:
                if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
                    place = place with { Column = place.Column + 1 };
                return DocumentNode.OfText(place, scalar.Value ?? "");
            case YamlSequenceNode list:
                return DocumentNode.OfItems(place, list.Children.Select(c => Of(c, file, faults)));
            default:
                return DocumentNode.OfFields(place, ((YamlMappingNode)node).Children
                    .Select(c => ((c.Key as YamlScalarNode)?.Value ?? "", Of(c.Value, file, faults))));
        }
    }
}
