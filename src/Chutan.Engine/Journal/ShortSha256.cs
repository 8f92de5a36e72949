using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chutan.Engine.Journal;

/// <summary>
/// SHA-256 of short records by OpenSSL's own functions for it, which the runtime's cryptography is loaded from anyway.
/// The general interface costs three times as much per record as hashing 200 bytes itself does (measured: 400 ns
/// against 140 ns), and every command pays it. Where the functions are not there, or do not give the right answer to
/// a known question, <see cref="IsAvailable"/> is false and the runtime's interface is used.
/// </summary>
internal sealed unsafe class ShortSha256
{
    /// <summary>The most bytes hashed this way: the collector has to wait meanwhile, so it must be brief.</summary>
    public const int MaximumBytes = 8 * 1024;

    /// <summary>Larger than the 112 bytes of OpenSSL's SHA256_CTX.</summary>
    private const int ContextBytes = 256;

    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, int> Init;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nint, int> Update;
    private static readonly delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int> Final;

    private readonly byte[] context = GC.AllocateArray<byte>(ContextBytes, pinned: true);

    static ShortSha256()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libcrypto.so.3", out var library)
            || !NativeLibrary.TryGetExport(library, "SHA256_Init", out var init)
            || !NativeLibrary.TryGetExport(library, "SHA256_Update", out var update)
            || !NativeLibrary.TryGetExport(library, "SHA256_Final", out var final))
            return;
        Init = (delegate* unmanaged[SuppressGCTransition]<byte*, int>)init;
        Update = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, nint, int>)update;
        Final = (delegate* unmanaged[SuppressGCTransition]<byte*, byte*, int>)final;
        var question = "chutan"u8;
        Span<byte> answer = stackalloc byte[SHA256.HashSizeInBytes];
        new ShortSha256().Hash(question, answer);
        IsAvailable = answer.SequenceEqual(SHA256.HashData(question));
    }

    public static bool IsAvailable { get; }

    public void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, MaximumBytes, nameof(bytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(hash.Length, SHA256.HashSizeInBytes, nameof(hash));
        fixed (byte* state = context, from = bytes, to = hash)
        {
            if (Init(state) != 1 || Update(state, from, bytes.Length) != 1 || Final(to, state) != 1)
                throw new CryptographicException("SHA-256 failed.");
        }
    }
}
