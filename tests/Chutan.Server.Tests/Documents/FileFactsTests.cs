using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Chutan.Market.Mrv;
using Chutan.Server.Documents;

namespace Chutan.Tests.Documents;

/// <summary>What files say about themselves is read from files as programs write them, and reading ends whatever they
/// hold.</summary>
public sealed class FileFactsTests
{
    private const string Xmp = """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmp:CreateDate="2024-04-12T23:30:00-02:00"
        xmp:ModifyDate="2024-05-02T09:00:00+08:00" xmp:CreatorTool="Adobe Photoshop 24.1 (Windows)"><dc:creator>
        <rdf:Seq><rdf:li>李某</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """;

    public static byte[] Pdf(string created, string modified, string author, string producer) =>
        Encoding.Latin1.GetBytes(
        $"""
        %PDF-1.4
        1 0 obj
        << /Type /Catalog >>
        endobj
        3 0 obj
        << /CreationDate (D:{created}) /ModDate (D:{modified}) /Author {author} /Producer ({producer}) >>
        endobj
        trailer
        << /Root 1 0 R /Info 3 0 R /Size 4 >>
        %%EOF
        """);

    [Fact]
    public void A_pdf_tells_by_its_information_dictionary()
    {
        var facts = Read(Pdf("20240412093000+08'00'", "20240501180000Z", "<FEFF674E67D0>", "iLovePDF \\(web\\)"),
            FileKind.Pdf);
        Assert.Equal(new FileFacts(new(2024, 4, 12), new(2024, 5, 2), "李某", "iLovePDF (web)"), facts);
    }

    [Fact]
    public void A_pdf_tells_from_within_an_object_stream()
    {
        var objects = Encoding.Latin1.GetBytes("7 0 << /CreationDate (D:20240412) /Creator (WPS \\116) >>");
        var file = Join(Encoding.Latin1.GetBytes(
            "%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\r\n"), Deflated(objects),
            Encoding.Latin1.GetBytes(
                "\nendstream\nendobj\n9 0 obj\n<< /Type /XRef /Info 7 0 R >>\nstream\n..\nendstream"));
        Assert.Equal(new FileFacts(new(2024, 4, 12), null, "", "WPS N"), Read(file, FileKind.Pdf));
    }

    [Fact]
    public void A_pdf_tells_by_its_xmp_packet_plain_or_deflated()
    {
        var expected = new FileFacts(new(2024, 4, 13), new(2024, 5, 2), "李某", "Adobe Photoshop 24.1 (Windows)");
        Assert.Equal(expected, Read(Join("%PDF-1.7\n"u8.ToArray(), Encoding.UTF8.GetBytes(Xmp)), FileKind.Pdf));
        var deflated = Join(Encoding.Latin1.GetBytes(
            "%PDF-1.7\n4 0 obj\n<< /Type /Metadata /Subtype /XML /Filter /FlateDecode >>\nstream\n"),
            Deflated(Encoding.UTF8.GetBytes(Xmp)), "\nendstream\nendobj"u8.ToArray());
        Assert.Equal(expected, Read(deflated, FileKind.Pdf));
    }

    [Fact]
    public void Of_an_encrypted_pdf_the_dictionary_is_not_believed() => Assert.Null(Read(
        [.. Pdf("20240412", "20240412", "(x)", "y"), .. "<< /Encrypt 8 0 R >>"u8], FileKind.Pdf));

    [Theory]
    [InlineData("xl/workbook.xml")]
    [InlineData("word/document.xml")]
    public void Office_documents_tell_by_their_properties(string main)
    {
        var facts = Read(Office(main), main.StartsWith('x') ? FileKind.Xlsx : FileKind.Docx);
        Assert.Equal(new FileFacts(new(2024, 4, 12), new(2024, 5, 2), "王某 / 李某", "Microsoft Office 16.0300"), facts);
    }

    [Fact]
    public void Images_tell_by_exif_xmp_and_text()
    {
        Assert.Equal(new FileFacts(new(2024, 4, 12), new(2024, 5, 2), "", "GIMP 2.10"), Read(Jpeg(), FileKind.Jpeg));
        Assert.Equal(new FileFacts(new(2024, 4, 12), new(2024, 5, 2), "王某", "Adobe ImageReady"),
            Read(Png(), FileKind.Png));
    }

    [Fact]
    public void A_document_that_unpacks_to_far_more_is_read_no_further_than_its_limit()
    {
        var huge = $"<p xmlns:dc='d'><dc:creator>{new string('x', 40_000_000)}</dc:creator></p>";
        var facts = Read(Archive(("docProps/core.xml", huge), ("xl/workbook.xml", "<w/>")), FileKind.Xlsx);
        Assert.True((facts?.Author.Length ?? 0) <= FileFacts.LongestText);
    }

    [Fact]
    public void A_document_type_in_the_properties_is_not_followed() => Assert.Null(Read(Archive(("docProps/core.xml",
        "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p><creator>&e;</creator></p>"),
        ("xl/workbook.xml", "<w/>")), FileKind.Xlsx));

    /// <summary>
    /// Goal: no file, however broken, stops the reader or makes it throw.
    /// Method: bytes of good files changed, cut and doubled at places of a fixed sequence, and plain noise.
    /// </summary>
    [Fact]
    public void Reading_ends_whatever_a_file_holds()
    {
        (byte[] File, string Kind)[] good =
        [
            (Pdf("20240412093000+08'00'", "20240501", "(x\\)y)", "z"), FileKind.Pdf),
            (Join("%PDF-1.7\n"u8.ToArray(), Encoding.UTF8.GetBytes(Xmp)), FileKind.Pdf),
            (Office("xl/workbook.xml"), FileKind.Xlsx), (Office("word/document.xml"), FileKind.Docx),
            (Jpeg(), FileKind.Jpeg), (Png(), FileKind.Png),
        ];
        var random = new Random(307);
        foreach (var (file, kind) in good)
            for (var round = 0; round < 2_000; round++)
            {
                var bytes = file.ToArray();
                for (var i = random.Next(1, 12); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                if (round % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
                if (round % 5 == 0) bytes = [.. bytes, .. bytes];
                if (round % 50 == 0) random.NextBytes(bytes);
                if (Read(bytes, kind) is { } facts)
                    Assert.True(facts.Author.Length <= FileFacts.LongestText
                        && facts.Software.Length <= FileFacts.LongestText);
            }
    }

    private static FileFacts? Read(byte[] file, string kind) => FileFactsReader.Read(new MemoryStream(file), kind);

    private static byte[] Office(string main) => Archive((main, "<w/>"), ("docProps/core.xml", """
        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
        <dc:creator>王某</dc:creator>
        <cp:lastModifiedBy>李某</cp:lastModifiedBy><dcterms:created>2024-04-12T01:00:00Z</dcterms:created>
        <dcterms:modified>2024-05-01T22:00:00Z</dcterms:modified></cp:coreProperties>
        """), ("docProps/app.xml", "<Properties><Application>Microsoft Office</Application>"
            + "<AppVersion>16.0300</AppVersion></Properties>"));

    private static byte[] Archive(params (string Name, string Content)[] entries)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
                using (var entry = archive.CreateEntry(name).Open()) entry.Write(Encoding.UTF8.GetBytes(content));
        return file.ToArray();
    }

    /// <summary>EXIF in Intel order: software, time of change, and time of taking in the further directory.</summary>
    private static byte[] Exif()
    {
        var block = new byte[140];
        "II*\0"u8.CopyTo(block);
        Write(4, 8);
        block[8] = 3;
        Entry(10, 0x0131, 2, 10, 80);
        Entry(22, 0x0132, 2, 20, 90);
        Entry(34, 0x8769, 4, 1, 52);
        block[52] = 1;
        Entry(54, 0x9003, 2, 20, 112);
        "GIMP 2.10\0"u8.CopyTo(block.AsSpan(80));
        "2024:05:02 09:00:00\0"u8.CopyTo(block.AsSpan(90));
        "2024:04:12 09:00:00\0"u8.CopyTo(block.AsSpan(112));
        return block;

        void Write(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(at), value);
        void Entry(int at, int tag, int type, int count, int value)
        {
            Write(at, tag | type << 16);
            Write(at + 4, count);
            Write(at + 8, value);
        }
    }

    private static byte[] Jpeg()
    {
        byte[] body = [.. "Exif\0\0"u8, .. Exif()];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(body.Length + 2), .. body, 0xFF, 0xDA, 0, 2, 0xFF, 0xD9];
    }

    private static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("tEXt", "Software\0Adobe ImageReady"u8.ToArray()),
        .. Chunk("iTXt", [.. "Author"u8, 0, 0, 0, 0, 0, .. "王某"u8]),
        .. Chunk("tEXt", "Creation Time\02024-04-12T08:00:00+08:00"u8.ToArray()),
        .. Chunk("tIME", [7, 232, 5, 1, 20, 0, 0]), .. Chunk("IEND", []),
    ];

    private static byte[] Chunk(string kind, byte[] body)
    {
        var chunk = new byte[body.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        Encoding.Latin1.GetBytes(kind).CopyTo(chunk, 4);
        body.CopyTo(chunk, 8);
        return chunk;
    }

    private static byte[] Deflated(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflating = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflating.Write(content);
        return packed.ToArray();
    }

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];
}
