using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Chutan.Simulation.World;
using Chutan.Simulation.Year;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>Runs alone, since it looks at the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class UploadLimitCollection
{
    public const string Name = "what an upload may cost";
}

/// <summary>A file of 200 MB, really sent: refused with the limit named, before the server has read it, and without its
/// memory growing. Sent over a plain connection, so that nothing of a client's courtesy comes in between.</summary>
[Collection(UploadLimitCollection.Name)]
public sealed class UploadLimitTests : IAsyncLifetime
{
    private const long Sent = 200L << 20;
    private const long Limit = 20L << 20;
    private const long InFlight = 12L << 20; // what stands in the buffers of both ends of a connection
    private const long Growth = 32L << 20;
    private readonly PlayedMarket played = new(new YearOptions(7, YearSize.Of(16, 4)));

    public Task InitializeAsync() => played.InitializeAsync();
    public Task DisposeAsync() => played.DisposeAsync();

    [Fact]
    public async Task Two_hundred_megabytes_announced_are_refused_before_they_are_read()
    {
        var head = played.Market.Head.Next;
        var (answer, taken, growth) = await SendAsync($"Content-Length: {Sent}", wrap: false);
        Refused(answer);
        Assert.InRange(taken, 0, InFlight);
        Assert.InRange(growth, long.MinValue, Growth);
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Fact]
    public async Task Two_hundred_megabytes_of_unknown_length_are_cut_off_at_the_limit()
    {
        var head = played.Market.Head.Next;
        var (answer, taken, growth) = await SendAsync("Transfer-Encoding: chunked", wrap: true);
        Refused(answer);
        Assert.InRange(taken, Limit, Limit + InFlight);
        Assert.InRange(growth, long.MinValue, Growth);
        Assert.Equal(head, played.Market.Head.Next);
        Assert.DoesNotContain(Directory.EnumerateFiles(played.Folder, "*", SearchOption.AllDirectories),
            f => new FileInfo(f).Length >= Limit);
    }

    /// <summary>What is read without being kept may be as large as what is kept.</summary>
    [Fact]
    public async Task A_file_of_three_megabytes_to_be_read_is_read()
    {
        using var company = await played.SignedInAsync("company");
        var entity = await played.SignedInParticipantAsync("company");
        var text = new StringBuilder("time,co2,flow,load\n");
        while (text.Length < 3 << 20) text.Append("2022-01-01 00:00,12,1000,").Append('0', 400).Append('\n');
        using var answer = await company.PostAsync(new Uri(played.Address,
            $"/api/v1/mrv/cems/{entity}/2022/1/preview?file=long.csv"), new StringContent(text.ToString()));
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        Assert.Contains("mrv.cems-hour-twice", said, StringComparison.Ordinal);
    }

    private static void Refused(string answer)
    {
        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains("http.file_too_large", answer, StringComparison.Ordinal);
        Assert.Contains("larger than 20 MB", answer, StringComparison.Ordinal);
    }

    /// <summary>Sends until the server no longer takes anything or all is sent; says what it answered, how much it
    /// took, and by how much the memory of the process grew meanwhile.</summary>
    private async Task<(string Answer, long Taken, long Growth)> SendAsync(string length, bool wrap)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(played.Address.Host, played.Address.Port);
        await using var stream = client.GetStream();
        var cookie = await played.CookieAsync("company");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            POST /api/v1/documents?name=huge.pdf HTTP/1.1
            Host: {played.Address.Authority}
            Cookie: {cookie}
            Idempotency-Key: {Guid.NewGuid():N}
            Content-Type: application/octet-stream
            {length}


            """).ReplaceLineEndings("\r\n")));
        var answer = ReadAsync(stream);
        var block = Block(wrap);
        var (before, most, taken) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0L);
        try
        {
            for (; taken < Sent && !answer.IsCompleted; taken += 64 << 10)
            {
                await stream.WriteAsync(block).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
                if (taken % (4 << 20) == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }
        catch (Exception cut) when (cut is IOException or TimeoutException)
        {
            // The server has closed the connection or takes no more; what it answered is asked below.
        }
        return (await answer.WaitAsync(TimeSpan.FromSeconds(20)), taken, most - before);
    }

    private static byte[] Block(bool wrap)
    {
        var content = new byte[64 << 10];
        content.AsSpan().Fill((byte)'x');
        "%PDF-1.7\n"u8.CopyTo(content);
        return wrap ? [.. "10000\r\n"u8, .. content, .. "\r\n"u8] : content;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var (text, buffer) = (new StringBuilder(), new byte[8 << 10]);
        while (!text.ToString().Contains("\"parameters\"", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer) is var read and > 0)
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return text.ToString();
    }
}
