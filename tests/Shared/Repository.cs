namespace Chutan.Tests;

/// <summary>Where the sources are: the nearest directory above the test assembly that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Chutan.slnx")))
                return at.FullName;
        throw new InvalidOperationException($"No Chutan.slnx above {AppContext.BaseDirectory}.");
    }
}
