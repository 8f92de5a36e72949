using System.Text.Json;
using Chutan.Engine.Records;
using Spectre.Console;

namespace Chutan.Cli.Verbs;

/// <summary>How verbs print their answer: a table for people, one JSON value for programs.</summary>
internal static class Output
{
    private const int WidthWithoutTerminal = 200;

    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { IgnoreReadOnlyProperties = false };

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static void PrintJson<T>(T value) => Console.WriteLine(Json(value));

    public static void PrintTable(Table table)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthWithoutTerminal;
        AnsiConsole.Write(table);
    }
}
