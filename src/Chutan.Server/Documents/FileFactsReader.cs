using System.IO.Compression;
using System.Xml;
using Chutan.Market.Mrv;

namespace Chutan.Server.Documents;

/// <summary>读取文件自述信息: what a file says of its making, read from the file itself: the information dictionary and XMP
/// of a PDF, the properties of a workbook or text document, EXIF and text of an image. Whatever a file holds, reading
/// ends: sizes and counts are bounded, and what cannot be read says nothing.</summary>
internal static class FileFactsReader
{
    private const int MostBytes = 20 * 1024 * 1024;

    /// <summary>What it says; null when it says nothing that can be read.</summary>
    /// <param name="kind">What the content was found to be.</param>
    public static FileFacts? Read(Stream whole, string kind)
    {
        try
        {
            whole.Position = 0;
            var facts = kind switch
            {
                FileKind.Pdf => PdfFacts.Read(Bytes(whole)),
                FileKind.Jpeg => ImageFacts.ReadJpeg(Bytes(whole)),
                FileKind.Png => ImageFacts.ReadPng(Bytes(whole)),
                FileKind.Xlsx or FileKind.Docx => Office(whole),
                _ => null,
            };
            return facts?.ToFacts() is { SayNothing: false } said ? said : null;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or IOException or OverflowException
            or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>文档属性 docProps: who made the document, when, and with which program.</summary>
    private static GatheredFacts Office(Stream whole)
    {
        using var archive = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true);
        var facts = new GatheredFacts();
        var core = XmlValues.Read(archive.GetEntry("docProps/core.xml"));
        facts.Author(core.GetValueOrDefault("creator"));
        facts.Author(core.GetValueOrDefault("lastModifiedBy"));
        facts.Created(core.GetValueOrDefault("created"));
        facts.Modified(core.GetValueOrDefault("modified"));
        var program = XmlValues.Read(archive.GetEntry("docProps/app.xml"));
        facts.Software($"{program.GetValueOrDefault("Application")} {program.GetValueOrDefault("AppVersion")}");
        return facts;
    }

    private static byte[] Bytes(Stream whole)
    {
        var bytes = new byte[Math.Min(whole.Length, MostBytes)];
        whole.ReadExactly(bytes);
        return bytes;
    }
}
