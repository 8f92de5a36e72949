using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Chutan.Engine.Journal.Files;

/// <summary>
/// What the runtime does not offer of the operating system: reserving room before it is needed, flushing only the
/// data of a file, and flushing a directory so that a new file's name survives a power cut. Linux calls are used on
/// Linux; elsewhere the runtime's full flush takes their place.
/// </summary>
internal static partial class StableStorage
{
    private const int Interrupted = 4;
    private const int FileTooLarge = 27;
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Makes the file this long with room reserved on the device, so that later writes cannot run
    /// out.</summary>
    public static void Reserve(SafeFileHandle file, long bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (RandomAccess.GetLength(file) < bytes)
                RandomAccess.SetLength(file, bytes);
            return;
        }
        int error;
        do
            error = posix_fallocate(file, 0, bytes);
        while (error == Interrupted);
        if (error != 0)
            throw new IOException($"posix_fallocate: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    /// <summary>Returns once the written bytes of the file are on stable storage.</summary>
    public static void Flush(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }
        while (fdatasync(file) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
                throw new IOException($"fdatasync: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    /// <summary>Returns once the names of files created in or renamed within the directory are on stable
    /// storage.</summary>
    public static void FlushDirectory(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var handle = open(directory, 0, 0);
        if (handle.IsInvalid || fsync(handle) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"fsync {directory}: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }

    /// <summary>Whether the device, the quota or the allowed file size is exhausted.</summary>
    public static bool IsOutOfSpace(IOException error) =>
        error.HResult is NoSpace or QuotaExceeded or FileTooLarge
        || (error.HResult & 0xFFFF) is 0x70 or 0x27 && OperatingSystem.IsWindows();

    [LibraryImport("libc")]
    private static partial int posix_fallocate(SafeFileHandle file, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, int mode);
}
