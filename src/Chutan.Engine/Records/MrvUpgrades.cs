using System.Text.Json.Nodes;

namespace Chutan.Engine.Records;

/// <summary>Plans and reports as they were written while a plan had one methodology only.</summary>
internal static class MrvUpgrades
{
    private const string Modules = "modules";

    /// <summary>A plan handed in had no modules.</summary>
    public static JsonObject PlanFiling(JsonObject old)
    {
        old["content"]!.AsObject()[Modules] = new JsonArray(); // every version 1 has it
        return old;
    }

    /// <summary>A plan taken had no modules.</summary>
    public static JsonObject PlanFiled(JsonObject old)
    {
        PlanFiling(old["plan"]!.AsObject()); // every version 1 has it
        return old;
    }

    /// <summary>A report was the result of one methodology, and its parts were of that one.</summary>
    public static JsonObject ReportPrepared(JsonObject old)
    {
        var result = old["report"]!["result"]!.AsObject(); // every version 1 has them
        result[Modules] = new JsonArray();
        foreach (var part in result["parts"]!.AsArray()) part!.AsObject()["module"] = "";
        return old;
    }
}
