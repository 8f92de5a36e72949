using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Rulebook;

namespace Chutan.Engine.Tests.Records;

/// <summary>Plans and annual reports that were written while a plan had one methodology are read as plans without
/// modules.</summary>
public sealed class MrvUpgradesTests
{
    private static readonly PlanContent Plan = new("hubei-pilot", "cement", "全部设施",
        [new PlanFacility("k1", "窑", "Kiln", "kiln", null, "", "")], [], [], "专人", []);

    [Fact]
    public void A_plan_of_before_has_no_modules()
    {
        var command = new FilePlan(new ParticipantId(7), new LocalDate(2024, 1, 1), Plan, PlanChange.First, "");
        var read = Raised("mrv.file-plan", command, old => old["content"]!.AsObject().Remove("modules"));
        Assert.True(read.Content.Modules.IsEmpty);
        Assert.Equal("cement", read.Content.SectorOf("k1"));
        var filed = new PlanFiled(new MonitoringPlan(new ParticipantId(7), 1, new LocalDate(2024, 1, 1), Plan,
            PlanChange.First, "", PlanState.Submitted, new UserId(3), Instant.FromUtc(2023, 12, 1, 0, 0), "", 9));
        Assert.True(Raised("mrv.plan-filed", filed, old => old["plan"]!["content"]!.AsObject().Remove("modules"))
            .Plan.Content.Modules.IsEmpty);
    }

    [Fact]
    public void A_report_of_before_is_of_one_methodology()
    {
        var result = new AnnualResult("cn-cement", "2024", "m", "t", 1, [new MonthUsed(1, 1, 1)], 10, 10,
            ReportLevel.Entity, true, new Tonnes(10),
            [new ReportPart(PartKind.Source, "E_fuel", "燃料", "fuel", false, 10, null, "")], new Activity([], 0, 0), [],
            [], []);
        var prepared = new AnnualReportPrepared(new AnnualReport(new ParticipantId(7), new ComplianceYear(2024), 1,
            new AnnualContent([], [], [], 0, 0, "", [], ""), result, AnnualState.Prepared, new UserId(3),
            Instant.FromUtc(2025, 1, 5, 0, 0), null, null, null, 9));
        var read = Raised("mrv.annual-report-prepared", prepared, old =>
        {
            old["report"]!["result"]!.AsObject().Remove("modules");
            return old["report"]!["result"]!["parts"]![0]!.AsObject().Remove("module");
        }).Report.Result;
        Assert.Equal((true, "", ("cn-cement", "2024")), (read.CountsFurther, read.Parts[0].Module,
            read.MethodOf("cement")));
        Assert.True(read.Modules.IsEmpty);
    }

    /// <summary>The record as version 1 had it, raised to today's shape and read.</summary>
    private static T Raised<T>(string name, T record, Func<JsonObject, bool> lower)
    {
        var old = JsonSerializer.SerializeToNode(record, WireJson.Options)!.AsObject();
        Assert.True(lower(old), "there was nothing to take away");
        var bytes = Encoding.UTF8.GetBytes(old.ToJsonString(WireJson.Options));
        return JsonSerializer.Deserialize<T>(Upgrades.OfMarket.Raise(name, 1, 2, bytes), WireJson.Options)!;
    }
}
