using System.CommandLine;
using System.Text.Json;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>日志: prints the records of a market's journal, one after the other, as people or programs read them.
/// </summary>
internal static class JournalVerb
{
    public static Command Create()
    {
        var data = Shared.Data();
        var json = Shared.Json();
        var from = new Option<long>("--from") { Description = "起始序号 · first position" };
        var type = new Option<string?>("--type")
        {
            Description = "命令、事件或其类别，如 surrender、registry.transfer · command, event or room, or its beginning",
        };
        var verb = new Command("journal", "打印日志 · print the journal") { data, from, type, json };
        verb.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(data)!, parsed.GetValue(from), parsed.GetValue(type), parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(
        DirectoryInfo directory, long from, string? type, bool json, CancellationToken cancel)
    {
        Shared.MustHoldMarket(directory);
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory.FullName, cancel);
        var codec = new RecordCodec();
        if (type is not null && !codec.Catalogue.Entries.Any(e => IsNamed(e.Name, type)))
            throw new CannotException($"没有名称以“{type}”开头的命令或事件。",
                $"No command or event has a name that begins with '{type}'.");
        await using var output = new StreamWriter(Console.OpenStandardOutput(), Console.OutputEncoding, 64 * 1024);
        await foreach (var entry in journal.ReadAsync(Math.Max(0, from), cancel))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            if (type is not null && !IsOf(record, type, codec.Catalogue)) continue;
            await output.WriteLineAsync(json ? Line(record, codec.Catalogue) : RecordText.Of(record, codec.Catalogue));
        }
        return ExitCode.Done;
    }

    private static bool IsOf(MarketRecord record, string type, WireCatalogue catalogue) =>
        IsNamed(record.CommandName, type)
        || record.Decision is Decision.Accepted accepted
            && accepted.Events.Any(e => IsNamed(catalogue.Of(e.GetType()).Name, type));

    /// <summary>Whether the name begins with the words, with or without its room in front.</summary>
    private static bool IsNamed(string name, string type) =>
        name.StartsWith(type, StringComparison.Ordinal)
        || name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..].StartsWith(type, StringComparison.Ordinal);

    private static string Line(MarketRecord record, WireCatalogue catalogue) => Output.Json(new
    {
        position = record.Position,
        at = record.At,
        date = record.Date,
        role = record.Actor.Role,
        user = record.Actor.User,
        request = record.Request.ToString(),
        command = record.CommandName,
        body = Element(record.Command),
        accepted = record.Decision is Decision.Accepted,
        events = (record.Decision as Decision.Accepted)?.Events.Select(e =>
            new { name = catalogue.Of(e.GetType()).Name, body = Element(e) }),
        rules = (record.Decision as Decision.Accepted)?.Rules,
        refusal = (record.Decision as Decision.Refused)?.Refusal,
        hash = Convert.ToHexStringLower(record.Hash.Span),
    });

    private static JsonElement Element(object value) =>
        JsonSerializer.SerializeToElement(value, value.GetType(), WireJson.Options);
}
