using Chutan.Engine.Methodologies;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;

namespace Chutan.Engine.Quality;

/// <summary>The catalogue of data-quality checks in a folder: its head in <c>catalogue.yaml</c>, the checks in the
/// files beside it, family by family. Every fault is reported with its file and line.</summary>
/// <param name="Catalogue">Null when anything is wrong in it.</param>
public sealed record CheckLibrary(CheckCatalogue? Catalogue, ImmutableArray<Fault> Faults)
{
    private const string HeadFile = "catalogue.yaml";
    private const string Checks = "checks";

    public static CheckLibrary Load(string folder)
    {
        var faults = new Faults();
        var head = Path.Combine(folder, HeadFile);
        if (!File.Exists(head))
            faults.Add(QuantificationRefusals.BadDocument, new Place(HeadFile), ("problem", head));
        else if (YamlDocument.Read(HeadFile, File.ReadAllText(head), faults) is { } document)
        {
            var all = new List<DocumentNode>();
            foreach (var path in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
                if (Path.GetFileName(path) is var name && name != HeadFile
                    && YamlDocument.Read(name, File.ReadAllText(path), faults)?.Find(Checks)
                        is { Items.IsDefault: false } list)
                    all.AddRange(list.Items);
            var whole = DocumentNode.OfFields(document.Place,
                [.. document.Fields, (Checks, DocumentNode.OfItems(document.Place, all))]);
            var catalogue = CheckCatalogue.Read(whole, faults);
            return new CheckLibrary(faults.Any ? null : catalogue, faults.Sorted);
        }
        return new CheckLibrary(null, faults.Sorted);
    }
}
