using System.Text.Json.Nodes;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Records;

/// <summary>The trading day as it was written while the spot allowance was the only instrument and negotiation the only
/// mode.</summary>
internal static class TradingUpgrades
{
    /// <summary>A trade or an obligation names its instrument and mode.</summary>
    public static JsonObject Spot(JsonObject old)
    {
        old["instrument"] = Instruments.HubeiSpot;
        old["mode"] = nameof(TradeMode.Negotiated);
        return old;
    }

    /// <summary>Only the spot allowance was watched.</summary>
    public static JsonObject Watched(JsonObject old)
    {
        old["instrument"] = Instruments.HubeiSpot;
        return old;
    }

    /// <summary>Every order was a limit order.</summary>
    public static JsonObject Limit(JsonObject old)
    {
        old["type"] = nameof(OrderType.Limit);
        return old;
    }

    /// <summary>Every order was a limit order, and a sell order's units were all held.</summary>
    public static JsonObject Accepted(JsonObject old)
    {
        old["type"] = nameof(OrderType.Limit);
        old["covered"] = (string?)old["side"] == nameof(Side.Sell) ? (long)old["quantity"]! : 0;
        return old;
    }

    /// <summary>An order ended early only when its owner withdrew it.</summary>
    public static JsonObject Withdrawn(JsonObject old)
    {
        old["reason"] = nameof(OrderEnd.Withdrawn);
        return old;
    }

    /// <summary>A halt was one of the whole market.</summary>
    public static JsonObject WholeMarket(JsonObject old)
    {
        old["instrument"] = null;
        return old;
    }

    /// <summary>A day opens a list of instruments, each with its terms.</summary>
    public static JsonObject DayOpened(JsonObject old)
    {
        var spot = Instruments.Spot;
        var instrument = new JsonObject
        {
            ["code"] = spot.Code,
            ["kind"] = spot.Kind.ToString(),
            ["nameZh"] = spot.NameZh,
            ["nameEn"] = spot.NameEn,
            ["segment"] = spot.Segment,
        };
        return new JsonObject
        {
            ["date"] = old["date"]?.DeepClone(),
            ["markets"] = new JsonArray(
                new JsonObject { ["instrument"] = instrument, ["terms"] = old["terms"]?.DeepClone() }),
        };
    }

    /// <summary>A day closes with the figures of each instrument, by mode; the hash is of the whole trade list.
    /// </summary>
    public static JsonObject Closed(JsonObject old)
    {
        var day = old["day"]!.DeepClone().AsObject(); // every version 1 has it
        var hash = day["tradeListHash"]?.DeepClone();
        day.Remove("tradeListHash");
        day["instrument"] = Instruments.HubeiSpot;
        day["modes"] = (int)day["trades"]! == 0
            ? new JsonArray()
            : new JsonArray(new JsonObject
            {
                ["mode"] = nameof(TradeMode.Negotiated),
                ["volume"] = day["volume"]?.DeepClone(),
                ["turnover"] = day["turnover"]?.DeepClone(),
                ["trades"] = day["trades"]?.DeepClone(),
                ["low"] = day["low"]?.DeepClone(),
                ["high"] = day["high"]?.DeepClone(),
            });
        return new JsonObject
        {
            ["date"] = day["date"]?.DeepClone(),
            ["days"] = new JsonArray(day),
            ["tradeListHash"] = hash,
        };
    }
}
