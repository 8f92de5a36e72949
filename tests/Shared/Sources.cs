namespace Chutan.Tests;

/// <summary>One source file, named by its path below the repository root.</summary>
internal sealed record SourceFile(string Name, string Text);

/// <summary>The sources as they lie in the repository, without what builds and package managers put there.</summary>
internal static class Sources
{
    private static readonly string[] Passing = ["bin", "obj", "node_modules", "dist", "TestResults"];

    /// <summary>Every C# file below a folder of the repository, in order of name.</summary>
    public static IEnumerable<SourceFile> CSharp(string folder) => Files(folder, ".cs");

    /// <summary>Every file with one of the endings below a folder of the repository, in order of name.</summary>
    public static IEnumerable<SourceFile> Files(string folder, params string[] endings) =>
        from path in Below(new DirectoryInfo(Repository.At(folder))).Order(StringComparer.Ordinal)
        where endings.Any(e => path.EndsWith(e, StringComparison.Ordinal))
        select new SourceFile(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<string> Below(DirectoryInfo folder) => !folder.Exists ? [] :
        folder.EnumerateFiles().Select(f => f.FullName).Concat(
            folder.EnumerateDirectories().Where(d => !Passing.Contains(d.Name)).SelectMany(Below));
}
