using System.Text.Json;

namespace Chutan.Tests.Contract;

public sealed class WebContractTests
{
    [Theory]
    [InlineData("""{"signedIn":true,"user":null,"displayName":null,"role":"company","organisation":null}""",
        "Session.demo is missing")]
    [InlineData("""{"signedIn":1,"user":null,"displayName":null,"role":null,"organisation":null,"demo":true}""",
        "Session.signedIn: 1 is not boolean")]
    [InlineData(
        """{"signedIn":true,"user":null,"displayName":{"zh":"甲"},"role":null,"organisation":null,"demo":true}""",
        "Session.displayName.en is missing")]
    [InlineData("""{"signedIn":true,"user":null,"displayName":null,"role":"king","organisation":null,"demo":true}""",
        "Session.role: \"king\" is none of company, institution, individual, regulator, verifier, exchange, registry, "
        + "clearing, auditor, expert, city, enterprise, administrator")]
    public void What_does_not_fit_is_named(string answer, string difference) =>
        Assert.Equal([difference], new WebContract().Differences(JsonDocument.Parse(answer).RootElement, "Session"));

    [Fact]
    public void Rows_of_a_page_are_checked_too() => Assert.Contains("Page<MarketMonth>.items[].month is missing",
        new WebContract().Differences(JsonDocument.Parse(
            """{"items":[{}],"total":1,"asOf":{"position":0,"instant":""}}""").RootElement, "Page<MarketMonth>"));
}
