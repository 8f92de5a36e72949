using System.Text.Json;
using Chutan.Market.Mrv;
using Chutan.Server.Http;

namespace Chutan.Tests.Http;

public sealed class JsonTests
{
    [Fact]
    public void A_list_that_a_request_leaves_out_is_empty_at_every_depth()
    {
        var content = JsonSerializer.Deserialize<MonthContent>("""{"rows":[{"table":"fuel","facility":""}]}""",
            Json.Options);
        Assert.NotNull(content);
        Assert.False(content.LabReports.IsDefault);
        Assert.Empty(content.LabReports);
        Assert.False(Assert.Single(content.Rows).Figures.IsDefault);
    }

    [Fact]
    public void A_list_that_is_there_stays()
    {
        var row = JsonSerializer.Deserialize<MonthRow>(
            """
            {"table":"fuel","facility":"","figures":[{"column":"FC","text":"1","unit":"t","acquisition":"measured"}]}
            """,
            Json.Options);
        Assert.Equal("FC", Assert.Single(row!.Figures).Column);
        Assert.Empty(row.Figures[0].Evidence);
    }
}
