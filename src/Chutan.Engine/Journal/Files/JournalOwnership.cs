using System.Globalization;

namespace Chutan.Engine.Journal.Files;

/// <summary>
/// The lock that makes one process the owner of a journal directory. The operating system lets go of it when the
/// process ends, however it ends.
/// </summary>
internal sealed class JournalOwnership : IDisposable
{
    private const string LockName = "journal.lock";
    private const string OwnerName = "journal.owner";

    private readonly FileStream held;

    private JournalOwnership(FileStream held) => this.held = held;

    /// <summary>Becomes the owner, or says who is.</summary>
    public static JournalOwnership Take(string directory)
    {
        FileStream held;
        try
        {
            held = new(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            var owner = OwnerIn(directory);
            throw new JournalUnavailableException(
                $"日志目录 {directory} 正由另一个进程（{owner}）使用；请先停止该进程。",
                $"The journal in {directory} is in use by another process ({owner}); stop that one first.",
                error);
        }
        var ownership = new JournalOwnership(held);
        try
        {
            using var owner = File.OpenHandle(
                Path.Combine(directory, OwnerName), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            RandomAccess.Write(
                owner,
                System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)),
                0);
        }
        catch (IOException)
        {
            // Only for the message above; on a full disk the journal must still open for reading out and repair.
        }
        return ownership;
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static string OwnerIn(string directory)
    {
        var path = Path.Combine(directory, OwnerName);
        try
        {
            return File.Exists(path) ? $"pid {File.ReadAllText(path).Trim()}" : "pid ?";
        }
        catch (IOException)
        {
            return "pid ?";
        }
    }
}
