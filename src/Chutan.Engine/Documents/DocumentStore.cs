using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Chutan.Engine.Journal.Files;

namespace Chutan.Engine.Documents;

/// <summary>A file as it was taken in.</summary>
/// <param name="Hash">SHA-256 of the content in lower-case hexadecimal.</param>
/// <param name="Head">Its first bytes, to tell what it is.</param>
public sealed record StoredDocument(string Hash, long Bytes, ReadOnlyMemory<byte> Head);

/// <summary>The content has more bytes than may be taken in.</summary>
public sealed class DocumentTooLargeException(long most) : Exception($"The document is larger than {most} bytes.")
{
    public long Most { get; } = most;
}

/// <summary>The content kept under a hash is not there, or is not what the hash names.</summary>
public sealed class DocumentDamagedException(string hash, string found)
    : Exception($"Document {hash}: {found}")
{
    public string Hash { get; } = hash;

    /// <summary>The hash of what is there; "missing" when nothing is.</summary>
    public string Found { get; } = found;
}

/// <summary>Files kept by the hash of their content, beside the journal. A name says what the content must be, so
/// that a change is found by whoever reads it; the same content is kept once.</summary>
public sealed class DocumentStore(string directory)
{
    private const int HeadBytes = 4096;
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Takes content in: on stable storage under its hash when this returns.</summary>
    /// <param name="most">Bytes allowed; reading stops at the first one beyond.</param>
    /// <param name="inspect">Looks at what came before it is kept; what it throws is thrown here, and nothing is
    /// kept.</param>
    /// <exception cref="DocumentTooLargeException">There is more than that; nothing is kept.</exception>
    public async Task<StoredDocument> PutAsync(
        Stream content, long most, Action<StoredDocument, Stream> inspect, CancellationToken cancel)
    {
        Directory.CreateDirectory(Incoming);
        var arriving = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            var stored = await ReceiveAsync(content, arriving, most, cancel);
            await using (var whole = File.OpenRead(arriving)) inspect(stored, whole);
            var final = PathOf(stored.Hash);
            if (File.Exists(final)) return stored;
            var folder = Path.GetDirectoryName(final)!; // a path below the directory has one
            Directory.CreateDirectory(folder);
            File.Move(arriving, final, overwrite: true);
            StableStorage.FlushDirectory(folder);
            StableStorage.FlushDirectory(directory);
            return stored;
        }
        finally
        {
            File.Delete(arriving);
        }
    }

    /// <summary>Takes many small texts in: all on stable storage under their hashes when this returns. Directories are
    /// flushed once for all of them.</summary>
    public async Task PutTextsAsync(IEnumerable<string> texts, CancellationToken cancel)
    {
        Directory.CreateDirectory(Incoming);
        var folders = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(texts, cancel, async (text, token) =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var final = PathOf(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            if (File.Exists(final)) return;
            var arriving = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
            using var content = new MemoryStream(bytes);
            await ReceiveAsync(content, arriving, bytes.Length, token);
            var folder = Path.GetDirectoryName(final)!; // a path below the directory has one
            Directory.CreateDirectory(folder);
            File.Move(arriving, final, overwrite: true);
            folders.TryAdd(folder, true);
        });
        foreach (var folder in folders.Keys.Order(StringComparer.Ordinal)) StableStorage.FlushDirectory(folder);
        StableStorage.FlushDirectory(directory);
    }

    /// <summary>The content under a hash, checked from its first to its last byte before the first is given out.
    /// </summary>
    /// <exception cref="DocumentDamagedException">It is missing, or its hash is another.</exception>
    public async Task<FileStream> OpenAsync(string hash, CancellationToken cancel)
    {
        var file = TryOpen(hash) ?? throw new DocumentDamagedException(hash, "missing");
        try
        {
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
            if (found != hash) throw new DocumentDamagedException(hash, found);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is wrong with the content kept under a hash; null when it is what the hash names.</summary>
    public async Task<string?> CheckAsync(string hash, CancellationToken cancel)
    {
        try
        {
            await using var file = await OpenAsync(hash, cancel);
            return null;
        }
        catch (DocumentDamagedException damaged)
        {
            return damaged.Found;
        }
    }

    private string Incoming => Path.Combine(directory, "incoming");

    private static async Task<StoredDocument> ReceiveAsync(
        Stream content, string path, long most, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, true);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (chunk, head, total) = (new byte[ChunkBytes], new MemoryStream(), 0L);
        int read;
        while ((read = await content.ReadAsync(chunk, cancel)) > 0)
        {
            total += read;
            if (total > most) throw new DocumentTooLargeException(most);
            sha.AppendData(chunk, 0, read);
            if (head.Length < HeadBytes) head.Write(chunk, 0, (int)Math.Min(read, HeadBytes - head.Length));
            await file.WriteAsync(chunk.AsMemory(0, read), cancel);
        }
        await file.FlushAsync(cancel);
        StableStorage.Flush(file.SafeFileHandle);
        return new StoredDocument(Convert.ToHexStringLower(sha.GetHashAndReset()), total, head.ToArray());
    }

    private FileStream? TryOpen(string hash)
    {
        var path = PathOf(hash);
        return File.Exists(path)
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, ChunkBytes, true)
            : null;
    }

    private string PathOf(string hash) => Path.Combine(directory, hash[..2], hash);
}
