using System.Text;
using Chutan.Engine.Documents;
using Chutan.Engine.Tests.Journal;

namespace Chutan.Engine.Tests.Documents;

public sealed class DocumentStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private DocumentStore Store => new(directory["documents"]);

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Content_is_found_again_by_its_hash_and_kept_once()
    {
        var first = await PutAsync("台账 2024-07");
        var again = await PutAsync("台账 2024-07");

        Assert.Equal(first.Hash, again.Hash);
        await using var content = await Store.OpenAsync(first.Hash, default);
        using var reader = new StreamReader(content);
        Assert.Equal("台账 2024-07", await reader.ReadToEndAsync());
        Assert.Single(Directory.GetFiles(directory["documents"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Many_texts_are_taken_in_together_and_each_is_found_by_its_hash()
    {
        var texts = Enumerable.Range(1, 60).Select(n => $"台账 {n % 50}").ToArray();
        Directory.CreateDirectory(directory["documents"]);
        await Store.PutTextsAsync(texts, default);
        var single = await PutAsync(texts[0]);
        Assert.Null(await Store.CheckAsync(single.Hash, default));
        Assert.Equal(50, Directory.GetFiles(directory["documents"], "*", SearchOption.AllDirectories).Length);
        await Store.PutTextsAsync(texts, default);
        Assert.Equal(50, Directory.GetFiles(directory["documents"], "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task The_hash_is_the_sha_256_of_the_content()
    {
        var stored = await PutAsync("abc");
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", stored.Hash);
        Assert.Equal((3, "abc"), (stored.Bytes, Encoding.UTF8.GetString(stored.Head.Span)));
    }

    [Fact]
    public async Task One_byte_too_many_is_refused_and_nothing_stays_behind()
    {
        await Assert.ThrowsAsync<DocumentTooLargeException>(
            () => Store.PutAsync(Of("1234"), most: 3, Anything, default));
        Assert.Empty(Directory.GetFiles(directory["documents"], "*", SearchOption.AllDirectories));
        Assert.Equal(3, (await Store.PutAsync(Of("123"), most: 3, Anything, default)).Bytes);
    }

    [Fact]
    public async Task What_the_inspection_refuses_is_not_kept()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.PutAsync(Of("MZ"), most: 3,
            (arrived, whole) => throw new InvalidDataException($"{arrived.Bytes} {whole.Length}"), default));
        Assert.Empty(Directory.GetFiles(directory["documents"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_file_changed_on_disk_is_not_given_out_and_the_change_is_named()
    {
        var stored = await PutAsync("元素碳 58.32 %");
        var path = Directory.GetFiles(directory["documents"], stored.Hash, SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(path, "元素碳 48.32 %");

        var damaged = await Assert.ThrowsAsync<DocumentDamagedException>(() => Store.OpenAsync(stored.Hash, default));

        Assert.Equal(stored.Hash, damaged.Hash);
        Assert.Equal(damaged.Found, await Store.CheckAsync(stored.Hash, default));
        Assert.NotEqual(stored.Hash, damaged.Found);
        File.Delete(path);
        Assert.Equal("missing", await Store.CheckAsync(stored.Hash, default));
    }

    private Task<StoredDocument> PutAsync(string text) => Store.PutAsync(Of(text), 1024, Anything, default);

    private static void Anything(StoredDocument arrived, Stream whole) { }

    private static MemoryStream Of(string text) => new(Encoding.UTF8.GetBytes(text));
}
