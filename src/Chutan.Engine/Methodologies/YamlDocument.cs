using Chutan.Market.Quantification;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Chutan.Engine.Methodologies;

/// <summary>Reads YAML into the document a methodology is read from, every piece with its file, line and column.
/// </summary>
internal static class YamlDocument
{
    /// <summary>The root of a file; null, with the fault noted, when it is not one YAML document made of fields.
    /// </summary>
    public static DocumentNode? Read(string file, string text, Faults faults)
    {
        try
        {
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
                    .Select(c => (((YamlScalarNode)c.Key).Value ?? "", Of(c.Value, file, faults))));
        }
    }
}
