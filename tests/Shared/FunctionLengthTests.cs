using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Chutan.Tests;

/// <summary>
/// Functions fit on a screen. Measured from the first to the last line of each compiled body, in every assembly of ours
/// beside this one. Constructors are left out: field initialisers, which belong to them, stand all over the type.
/// </summary>
public sealed class FunctionLengthTests
{
    private const int LongestFunctionLines = 60;

    /// <summary>Functions that are tables: one line per case, and splitting them would hide the table.</summary>
    private static readonly string[] Tables = ["Chutan.Market.Dispatch.ToRoom", "Chutan.Market.MarketState.Apply"];

    [Fact]
    public void Functions_fit_on_a_screen()
    {
        var assemblies = Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            .Where(path => Path.GetFileName(path).StartsWith("chutan", StringComparison.OrdinalIgnoreCase)).ToArray();
        Assert.Contains(assemblies, path => Path.GetFileName(path) == "Chutan.Market.dll");
        var problems = assemblies.SelectMany(Functions)
            .Where(f => f.Lines > LongestFunctionLines && !Tables.Contains(f.Name))
            .Select(f => $"{f.Place}: {f.Name} has {f.Lines} lines: name its parts and make them functions.")
            .Order(StringComparer.Ordinal).ToArray();
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void The_length_of_a_function_is_its_body()
    {
        var measured = Functions(typeof(FunctionLengthTests).Assembly.Location)
            .Single(f => f.Name == typeof(FunctionLengthTests).FullName + "." + nameof(FiveLines));
        Assert.InRange(measured.Lines, 3, 5); // an optimised build does not mark the two braces
        Assert.Equal(6, FiveLines(1));
    }

    private static int FiveLines(int value)
    {
        var sum = value;
        for (var i = 0; i < 5; i++) sum++;
        return sum;
    }

    private static IEnumerable<Function> Functions(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(
            File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var metadata = image.GetMetadataReader();
        var debug = symbols.GetMetadataReader();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            var name = metadata.GetString(method.Name);
            var points = debug.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden).ToArray();
            if (points.Length == 0 || name is ".ctor" or ".cctor") continue;
            var file = debug.GetString(debug.GetDocument(points[0].Document).Name);
            if (file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)) continue;
            var first = points.Min(p => p.StartLine);
            yield return new Function(
                NameOf(metadata, method.GetDeclaringType()) + "." + name,
                $"{Path.GetFileName(file)}:{first}",
                points.Max(p => p.EndLine) - first + 1);
        }
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil) return NameOf(metadata, type.GetDeclaringType()) + "+" + name;
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }

    private readonly record struct Function(string Name, string Place, int Lines);
}
