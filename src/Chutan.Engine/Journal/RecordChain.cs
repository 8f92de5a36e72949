using System.Security.Cryptography;

namespace Chutan.Engine.Journal;

/// <summary>A place in the chain: the next record's position and the hash it is chained to.</summary>
/// <param name="Position">Position of the next record.</param>
/// <param name="Hash">Hash of the record before it; empty when it is not known and taken on trust.</param>
internal readonly record struct ChainPoint(long Position, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The hash chain over the records: hash(n) = SHA-256(hash(n − 1) ‖ payload(n)), hash(−1) = 32 zero bytes.
/// It runs over records, not over blocks, so that it does not depend on how records were grouped into commits.
/// </summary>
public sealed class RecordChain : IDisposable
{
    /// <summary>Bytes in a chain hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private static readonly byte[] Zero = new byte[HashBytes];

    private readonly ShortSha256? shortSha = ShortSha256.IsAvailable ? new() : null;
    private readonly IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>What the first record is chained to.</summary>
    public static ReadOnlyMemory<byte> Start => Zero;

    /// <summary>The next hash, from the previous hash and the payload lying directly behind it.</summary>
    internal void Next(ReadOnlySpan<byte> previousHashAndPayload, Span<byte> hash)
    {
        if (shortSha is not null && previousHashAndPayload.Length <= ShortSha256.MaximumBytes)
        {
            shortSha.Hash(previousHashAndPayload, hash);
            return;
        }
        sha.AppendData(previousHashAndPayload);
        sha.GetHashAndReset(hash);
    }

    /// <summary>The next hash, from the previous hash and the payload.</summary>
    public void Next(ReadOnlySpan<byte> previousHash, ReadOnlySpan<byte> payload, Span<byte> hash)
    {
        sha.AppendData(previousHash);
        sha.AppendData(payload);
        sha.GetHashAndReset(hash);
    }

    /// <inheritdoc/>
    public void Dispose() => sha.Dispose();
}
