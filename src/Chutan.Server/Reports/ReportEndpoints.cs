using Chutan.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chutan.Server.Reports;

/// <summary>年度报告: the report that a played year keeps beside its journal.</summary>
internal static class ReportEndpoints
{
    private const string FileName = "report.json";

    public static void MapReport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/simulation/report", (ServerOptions options) =>
        {
            var file = Path.GetFullPath(Path.Combine(options.DataDirectory, FileName));
            return File.Exists(file)
                ? Results.File(file, "application/json; charset=utf-8")
                : throw RefusedException.NotFound();
        }).Produces(StatusCodes.Status200OK, null, "application/json").WithSummary("Report of the played year.");
}
