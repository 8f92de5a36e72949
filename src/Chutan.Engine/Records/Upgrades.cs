using System.Text.Json.Nodes;

namespace Chutan.Engine.Records;

/// <summary>Raises commands and events that earlier versions of this program wrote to the shape of today. Each step is
/// kept for ever: without it, a journal written before it could no longer be read.</summary>
/// <param name="steps">One step: from a version of a name to the next, as JSON.</param>
internal sealed class Upgrades(ImmutableDictionary<(string Name, int From), Func<JsonObject, JsonObject>> steps)
{
    /// <summary>The steps of this program.</summary>
    public static Upgrades OfMarket { get; } = new(ImmutableDictionary<(string, int), Func<JsonObject, JsonObject>>
        .Empty
        .Add(("exchange.day-opened", 1), TradingUpgrades.DayOpened)
        .Add(("exchange.trading-closed", 1), TradingUpgrades.Closed)
        .Add(("exchange.trade-executed", 1), TradingUpgrades.Spot)
        .Add(("clearing.obligation-booked", 1), TradingUpgrades.Spot)
        .Add(("exchange.place-order", 1), TradingUpgrades.Limit)
        .Add(("exchange.order-accepted", 1), TradingUpgrades.Accepted)
        .Add(("exchange.order-cancelled", 1), TradingUpgrades.Withdrawn)
        .Add(("exchange.halt", 1), TradingUpgrades.WholeMarket)
        .Add(("exchange.resume", 1), TradingUpgrades.WholeMarket)
        .Add(("exchange.halted", 1), TradingUpgrades.WholeMarket)
        .Add(("exchange.resumed", 1), TradingUpgrades.WholeMarket)
        .Add(("clearing.reconcile-books", 1), old => old) // no reason was asked for
        .Add(("mrv.file-document", 1), old => old) // the file was not read
        .Add(("mrv.file-plan", 1), MrvUpgrades.PlanFiling)
        .Add(("mrv.plan-filed", 1), MrvUpgrades.PlanFiled)
        .Add(("mrv.annual-report-prepared", 1), MrvUpgrades.ReportPrepared)
        .Add(("oversight.day-watched", 1), TradingUpgrades.Watched)
        .Add(("oversight.alert-raised", 1), TradingUpgrades.Watched));

    /// <summary>Whether a record written at one version can be raised to another.</summary>
    public bool Reach(string name, int from, int to) =>
        Enumerable.Range(from, Math.Max(0, to - from)).All(version => steps.ContainsKey((name, version)));

    public ReadOnlySpan<byte> Raise(string name, int from, int to, ReadOnlySpan<byte> bytes)
    {
        if (from == to) return bytes;
        var current = JsonNode.Parse(bytes) as JsonObject
            ?? throw new FormatException($"'{name}' version {from} is not a JSON object.");
        for (var version = from; version < to; version++)
            current = steps.TryGetValue((name, version), out var step)
                ? step(current)
                : throw new FormatException($"'{name}' has no upgrade from version {version} to {version + 1}.");
        return System.Text.Encoding.UTF8.GetBytes(current.ToJsonString(WireJson.Options));
    }
}
