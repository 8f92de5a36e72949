using System.Text.Json;

namespace Chutan.Tests.Cli;

public sealed class RulebookVerbsTests
{
    [Fact]
    public async Task Calendar_counts_working_days_and_names_every_day_it_skipped()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("calendar", "2024-09-30", "+7");
        Assert.Equal(0, exit);
        Assert.StartsWith("2024-10-15 星期二 Tuesday", said, StringComparison.Ordinal);
        Assert.Contains("8 days skipped", said, StringComparison.Ordinal);
        Assert.Contains("2024-10-01 星期二 Tuesday  国庆节 National Day", said, StringComparison.Ordinal);
        Assert.Contains("2024-10-13 星期日 Sunday  周末 weekend", said, StringComparison.Ordinal);
        Assert.DoesNotContain("2024-10-12", said, StringComparison.Ordinal);
        Assert.Contains("国办发明电〔2023〕7号", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_without_a_notice_is_refused_in_both_languages()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("calendar", "2026-12-30", "+7");
        Assert.Equal(1, exit);
        Assert.Contains("2027 年的放假通知尚未发布", said, StringComparison.Ordinal);
        Assert.Contains("No notice yet for 2027", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calendar", "2024-13-01", "+1")]
    [InlineData("calendar", "2024-09-30", "soon")]
    [InlineData("rulebook", "explain", "offset.limit.hubei")]
    [InlineData("rulebook", "burn")]
    public async Task Words_that_are_not_understood_end_with_2(params string[] words)
    {
        var (exit, _, error) = await ChutanProgram.RunAsync(words);
        Assert.Equal(2, exit);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Explain_tells_value_base_article_standing_and_history()
    {
        var (exit, said, _) =
            await ChutanProgram.RunAsync("rulebook", "explain", "offset.limit.hubei", "--on", "2024-06-01", "--json");
        Assert.Equal(0, exit);
        var answer = JsonDocument.Parse(said).RootElement;
        Assert.Equal("0.05", answer.GetProperty("value").GetString());
        var inForce = answer.GetProperty("inForce");
        Assert.Equal("initial allocation", inForce.GetProperty("base").GetString());
        Assert.Equal("Reported", inForce.GetProperty("standing").GetString());
        Assert.Equal("0.10", answer.GetProperty("earlier")[0].GetProperty("value").GetString());
        Assert.Equal(0, answer.GetProperty("later").GetArrayLength());
    }

    [Theory]
    [InlineData("offset.limit.hubei", "2013-06-01", "rulebook.no-value")]
    [InlineData("coverage.list.threshold.emission", "2024-06-01", "rulebook.disputed")]
    [InlineData("penalty.shortfall.cap", "2024-06-01", "rulebook.not-adopted")]
    [InlineData("alloc.preallocation.shares", "2024-06-01", "rulebook.unknown-key")]
    public async Task A_value_that_is_not_to_be_had_is_a_refusal_that_names_it(string key, string on, string code)
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("rulebook", "explain", key, "--on", on);
        Assert.Equal(1, exit);
        Assert.Contains(code, said, StringComparison.Ordinal);
        Assert.Contains(key, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_file_and_line_of_every_problem()
    {
        var folder = Directory.CreateTempSubdirectory("chutan-check-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "rulebook.yaml"),
                "id: x\nname-zh: 某\nname-en: X\nterritory: CN\nzone: Mars/Base\ncovers: []\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "order.yaml"), "values: []\n");
            var (exit, said, _) = await ChutanProgram.RunAsync("rulebook", "check", folder);
            Assert.Equal(1, exit);
            Assert.Contains(Path.Combine(folder, "rulebook.yaml") + ":5: There is no time zone 'Mars/Base'", said,
                StringComparison.Ordinal);
            Assert.Contains(Path.Combine(folder, "order.yaml") + ":1: The section 'instrument' is missing", said,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_shipped_rulebooks_pass_their_check()
    {
        foreach (var folder in Directory.EnumerateDirectories(Repository.At("rulebooks")))
        {
            var (exit, said, error) = await ChutanProgram.RunAsync("rulebook", "check", folder);
            Assert.True(exit == 0, said + error);
        }
    }

    [Fact]
    public async Task List_shows_what_is_in_force_on_a_date()
    {
        var (exit, said, _) = await ChutanProgram.RunAsync("rulebook", "list", "--on", "2016-08-01");
        Assert.Equal(0, exit);
        Assert.Contains("0.01 (1 %)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("day-vwap", said, StringComparison.Ordinal);
    }
}
