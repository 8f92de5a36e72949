using System.Text.Json;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>A record as people read it: who asked for what, when; what came of it; the rules it rests on; its hash.
/// </summary>
public static class RecordText
{
    public static string Of(MarketRecord record, WireCatalogue catalogue)
    {
        var head = $"#{record.Position} {record.At} {record.Actor.Role}:{record.Actor.User} " +
            $"{record.CommandName} {Body(record.Command)}";
        var tail = record.Decision switch
        {
            Decision.Refused r => $"  ✗ {r.Refusal}",
            Decision.Accepted a => string.Join("\n",
                a.Events.Select(e => $"  → {catalogue.Of(e.GetType()).Name} {Body(e)}")
                    .Concat(a.Rules.Select(r => $"  § {r.Key} = {r.Value} ({r.Basis}, {r.Standing})"))),
            _ => "",
        };
        return $"{head}\n{tail}\n  # {Convert.ToHexStringLower(record.Hash.Span)}";
    }

    private static string Body(object value) => JsonSerializer.Serialize(value, value.GetType(), WireJson.Options);
}
