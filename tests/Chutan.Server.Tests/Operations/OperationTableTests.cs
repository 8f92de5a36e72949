using System.Text.Json;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Rulebook;
using Chutan.Server.Http;
using Chutan.Server.Operations;
using Chutan.Tests.World;

namespace Chutan.Tests.Operations;

/// <summary>The list of operations itself: all can be filled in, and none of them can stop the market.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OperationTableTests(PlayedMarket played)
{
    [Fact]
    public void None_is_the_scheduler_s_alone_and_every_room_and_choice_has_a_name()
    {
        Assert.All(OperationTable.All, o =>
        {
            Assert.Contains(o.By.SelectMany(b => b.Roles), r => r is not (Role.Scheduler or Role.Public));
            Assert.True(Names.Knows($"room:{o.Room}"), o.Name);
            Assert.All(Leaves(o.Fields), f =>
            {
                Assert.Equal(f.Type is "choice" or "choices", f.Choices.Count > 0);
                Assert.All(f.Choices, c => Assert.NotEqual(c.Code, c.Name.Zh));
            });
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_form_at_the_ends_of_what_it_takes_is_decided_one_way_or_the_other(bool largest)
    {
        foreach (var operation in OperationTable.All)
        {
            var body = Filled(operation.Fields, largest);
            var command = OperationBody.Read(operation, JsonSerializer.SerializeToElement(body));
            await played.Market.AskAsync(state =>
            {
                foreach (var user in state.Participants.Users.Where(u => operation.IsFor(u.Role, u.Rights)).Take(3))
                    Dispatch.Decide(command, new CommandContext(played.Market.Head.Next, played.Morning,
                        new LocalDate(2025, 1, 2), new LocalTime(10, 0), new Actor(user.Id, user.Role), default,
                        new RuleReader(state.Rulebook)), state);
                return true;
            });
        }
    }

    [Fact]
    public void No_text_that_has_to_be_filled_in_may_be_blank_and_the_refusal_names_it()
    {
        foreach (var operation in OperationTable.All)
            foreach (var text in operation.Fields.Where(f => f is { Type: "text", Required: true }))
                foreach (var blank in new[] { null, "", "  ", "\u3000\t\r\n", "\u200b" })
                {
                    var body = Filled(operation.Fields, largest: true);
                    body[text.Name] = blank;
                    var refused = Assert.Throws<RefusedException>(() =>
                        OperationBody.Read(operation, JsonSerializer.SerializeToElement(body))).Refusal;
                    Assert.Equal(OperationRefusals.MissingField.Code, refused.Code);
                    Assert.Contains(refused.Parameters, p => p.Name == "field" && p.Value == text.Name);
                }
    }

    [Fact]
    public void Every_reason_and_every_document_named_has_to_be_filled_in()
    {
        var texts = OperationTable.All.SelectMany(o => Leaves(o.Fields)).Where(f => f.Type == "text").ToList();
        Assert.Contains(texts, f => f.Name == "reason");
        Assert.Equal(["city", "exclusion", "nameEn", "sector"],
            texts.Where(f => !f.Required).Select(f => f.Name).Distinct().Order());
    }

    private static IEnumerable<OperationField> Leaves(IReadOnlyList<OperationField> fields) =>
        fields.SelectMany(f => f.Type is "record" or "list" ? Leaves(f.Fields) : [f]);

    private static Dictionary<string, object?> Filled(IReadOnlyList<OperationField> fields, bool largest) =>
        fields.ToDictionary(f => f.Name, object? (f) => f.Type switch
        {
            "text" => largest ? new string('长', 2_000) : "1",
            "year" => largest ? 2099 : 2001,
            "tonnes" or "count" => largest ? 999_999_999 : 0,
            "money" => largest ? 100_000_000_000_000 : 0,
            "rate" => largest ? 10_000_000_000 : 0,
            "decimal" => largest ? 1_000_000_000m : 0m,
            "integer" => largest ? 9_007_199_254_740_991 : 0,
            "date" => largest ? "2099-12-31" : "2001-01-01",
            "yesNo" => largest,
            "choice" => largest ? f.Choices[^1].Code : f.Choices[0].Code,
            "choices" => largest ? string.Join(", ", f.Choices.Select(c => c.Code)) : f.Choices[0].Code,
            "record" => Filled(f.Fields, largest),
            _ => new[] { Filled(f.Fields, largest), Filled(f.Fields, largest) },
        });
}
