using System.Globalization;
using System.Runtime.InteropServices;

namespace Chutan.Bench;

/// <summary>What a result was measured on.</summary>
internal sealed record Machine(string Processor, int Cores, string System, string Runtime, string FileSystem)
{
    public static Machine Describe(string directory)
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        var drive = DriveInfo.GetDrives()
            .Where(drive => Path.GetFullPath(directory).StartsWith(drive.Name, StringComparison.Ordinal))
            .MaxBy(drive => drive.Name.Length);
        return new(
            processor?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString(),
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            drive?.DriveFormat ?? "?");
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {FileSystem}, {System}, {Runtime}");
}
