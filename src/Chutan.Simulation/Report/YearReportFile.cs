using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using NodaTime.Text;

namespace Chutan.Simulation.Report;

/// <summary>The report as JSON: the whole of it as the browser reads it, and the short form with plain totals first
/// that scripts read.</summary>
public static class YearReportFile
{
    /// <summary>Its name in the data directory.</summary>
    public const string Name = "report.json";

    private static readonly JsonSerializerOptions Options = Make();

    public static string Full(YearReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>Totals under plain names, and the whole report under <c>report</c>.</summary>
    public static string Short(YearReport report) => JsonSerializer.Serialize(new
    {
        report.Scenario,
        report.Seed,
        report.HeadHash,
        report.Commands,
        report.Refusals,
        report.Seconds,
        Conservation = report.Conservation.Holds,
        report.Entities,
        report.TradingDays,
        CapTonnes = report.Cap.Total,
        report.VerifiedTonnes,
        VolumeTonnes = report.Market.Volume,
        AveragePrice = report.Market.AveragePriceFen / 100m,
        ShortEntities = report.ShortEntities.Length,
        OffsetTonnes = report.Offsets.Used,
        Penalties = report.PenaltiesFen / 100m,
        report.ExpiredTonnes,
        Report = report,
    }, Options);

    /// <summary>Writes the report beside its name and moves it into place, so that nobody reads half of it.</summary>
    public static async Task KeepAsync(YearReport report, string directory, CancellationToken cancel)
    {
        var path = Path.Combine(directory, Name);
        await File.WriteAllTextAsync(path + ".new", Full(report), cancel);
        File.Move(path + ".new", path, overwrite: true);
    }

    public static YearReport? Read(string directory)
    {
        var path = Path.Combine(directory, Name);
        return File.Exists(path) ? JsonSerializer.Deserialize<YearReport>(File.ReadAllText(path), Options) : null;
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        };
        options.Converters.Add(new InstantText());
        options.Converters.Add(new DateText());
        return options;
    }

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    private sealed class DateText : JsonConverter<LocalDate>
    {
        /// <summary>Reports of stressed years once had their dates by parts.</summary>
        public override LocalDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
                return LocalDatePattern.Iso.Parse(reader.GetString() ?? "").GetValueOrThrow();
            using var parts = JsonDocument.ParseValue(ref reader);
            int Of(string part) => parts.RootElement.GetProperty(part).GetInt32();
            return new LocalDate(Of("year"), Of("month"), Of("day"));
        }

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
