namespace Chutan.Engine.Tests.Journal;

/// <summary>A directory of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("chutan-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>A copy of a journal's segment files, inside this directory: as a crash leaves them.</summary>
    public string Copy(string from, string name)
    {
        var to = Directory.CreateDirectory(this[name]).FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*.segment"))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
        return to;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
