using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.RateLimiting;
using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;
using Chutan.Server.Access;
using Chutan.Server.Accounting;
using Chutan.Server.Auctions;
using Chutan.Server.Http;
using Chutan.Server.Clearing;
using Chutan.Server.Compliance;
using Chutan.Server.Disclosure;
using Chutan.Server.Documents;
using Chutan.Server.Exchange;
using Chutan.Server.Exchange.Feed;
using Chutan.Server.Journal;
using Chutan.Server.Mrv;
using Chutan.Server.Operations;
using Chutan.Server.Oversight;
using Chutan.Server.Quantification;
using Chutan.Server.Registry;
using Chutan.Server.Reports;
using Chutan.Server.Rulebook;
using Chutan.Server.Scheduling;
using Chutan.Server.Verifying;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chutan.Server;

/// <summary>What the server needs to start.</summary>
/// <param name="Url">Address to listen on, for example http://127.0.0.1:5080.</param>
/// <param name="WebRoot">Folder of the built browser app; null to serve the API only.</param>
public sealed record ServerOptions(string Url, string DataDirectory, string? WebRoot, IClock Clock,
    bool IsSimulated = false, bool RunsScheduler = true, IProgress<(long Done, long Total)>? Progress = null,
    FeedBounds? Feed = null, bool SettlesByHand = false)
{
    /// <summary>Folder of the methodologies; null to offer none.</summary>
    public string? Methodologies { get; init; }

    /// <summary>How many companies one address may register in ten minutes.</summary>
    public int RegistrationsPerAddress { get; init; } = 20;
}

/// <summary>The HTTP edge: sign-in, the documented API under /api/v1, and the browser app. Holds no rule.</summary>
public static partial class ChutanServer
{
    /// <summary>The most bytes of a request; a file in evidence has a limit of its own. A command of this size, and its
    /// refusal, still fit into one record of the journal, however its text has to be written.</summary>
    private const long MostRequestBytes = 1024 * 1024;

    public static async Task<WebApplication> BuildAsync(IMarket market, ServerOptions options, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MostRequestBytes);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A refusal is an answer, not a failure; what really fails is logged where it becomes an answer.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        var users = await UserDirectory.OpenAsync(options.DataDirectory, q => market.AskAsync(q, cancel), cancel);
        var models = await ReadModels.FollowAsync(market, options.Feed ?? FeedBounds.Usual,
            options.Progress, cancel);
        builder.Services.AddSingleton(await Invitations.OpenAsync(options.DataDirectory, cancel));
        AddServices(builder.Services, market, users, models, options);
        var app = builder.Build();
        app.UseResponseCompression();
        app.UseExceptionHandler(handler => handler.Run(RefuseAsync));
        app.UseStatusCodePages(answer => AnswerUnroutedAsync(answer.HttpContext, options.WebRoot));
        app.Use(SecurityHeaders);
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(WritesNeedSignIn);
        MapWebApp(app, options);
        var api = app.MapGroup("/api/v1");
        MapMarket(api);
        MapMonitoring(api);
        app.MapOpenApi("/api/v1/openapi.json");
        return app;
    }

    /// <summary>Accounts, trading, clearing, compliance, oversight and what is published.</summary>
    private static void MapMarket(RouteGroupBuilder api)
    {
        api.MapSessions();
        api.MapRegistrations();
        api.MapInvitations();
        api.MapJournal();
        api.MapRulebook();
        api.MapRegistry();
        api.MapClearing();
        api.MapBankFiles();
        api.MapMyMoney();
        api.MapPrices();
        api.MapMarketData();
        api.MapHalts();
        api.MapAccountStream();
        api.MapIndices();
        api.MapBulletins();
        api.MapWorkspace();
        api.MapOrders();
        api.MapAuctions();
        api.MapAuctionDesk();
        api.MapOverview();
        api.MapCompliance();
        api.MapEntities();
        api.MapTransfers();
        api.MapAccountApplications();
        api.MapDeals();
        api.MapOneWay();
        api.MapReport();
        api.MapSurveillance();
        api.MapStability();
        api.MapMeasures();
        api.MapMarketStatistics();
        api.MapOperations();
    }

    /// <summary>Monitoring, reporting and verification, and companies' own accounting.</summary>
    private static void MapMonitoring(RouteGroupBuilder api)
    {
        api.MapVerification();
        api.MapSupervision();
        api.MapDocuments();
        api.MapPlans();
        api.MapMonths();
        api.MapChecks();
        api.MapCheckPublishing();
        api.MapRegisters();
        api.MapPeers();
        api.MapMonthFiles();
        api.MapMeters();
        api.MapCaptures();
        api.MapCems();
        api.MapMethodologies();
        api.MapRuleSets();
        api.MapProposals();
        api.MapAnnualReports();
        api.MapAccounting();
        api.MapAccountingWrites();
        api.MapActivityFiles();
    }

    private static void AddServices(IServiceCollection services, IMarket market, UserDirectory users,
        ReadModels models, ServerOptions options)
    {
        services.AddSingleton(market);
        services.AddSingleton(users);
        services.AddSingleton(models);
        services.AddSingleton(models.Journal);
        services.AddSingleton(models.Units);
        services.AddSingleton(models.Trading);
        services.AddSingleton(models.Feed);
        services.AddSingleton(models.Accounts);
        services.AddSingleton(models.Indices);
        services.AddSingleton(models.Bulletins);
        services.AddSingleton(new FeedReaders(models.Feed.Bounds));
        services.AddSingleton<Exchange.LiveConnections>();
        services.AddSingleton(options.Clock);
        services.AddSingleton(MarketDirectory.DocumentsOf(options.DataDirectory));
        services.AddSingleton<Writes>();
        services.AddSingleton(new MethodologyShelf(options.Methodologies));
        services.AddHostedService<Exchange.BarredOrders>();
        if (options.RunsScheduler) services.AddHostedService<MarketScheduler>();
        services.AddSingleton(options);
        services.AddOpenApi();
        services.AddResponseCompression();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o => Json.Apply(o.SerializerOptions));
        services.AddDataProtection().SetApplicationName("chutan")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataDirectory, "keys")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "chutan";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.Events.OnRedirectToLogin = _ => throw RefusedException.SignIn();
        });
        services.AddRateLimiter(limits =>
        {
            limits.AddPolicy("sign-in", context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = 60,
                    Window = TimeSpan.FromMinutes(1),
                }));
            limits.AddPolicy(RegistrationEndpoints.Limit, context => RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.RegistrationsPerAddress,
                    Window = RegistrationEndpoints.Window,
                }));
            limits.OnRejected = (_, _) => throw RefusedException.Of(429, EdgeRefusals.TooMany);
        });
    }

    private static void MapWebApp(WebApplication app, ServerOptions options)
    {
        if (options.WebRoot is not { } root || !Directory.Exists(root)) return;
        var files = new PhysicalFileProvider(Path.GetFullPath(root));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    /// <summary>What no route answers: under /api a problem, elsewhere a page of the browser app.</summary>
    private static Task AnswerUnroutedAsync(HttpContext context, string? webRoot)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return WriteAsync(context, response.StatusCode switch
            {
                StatusCodes.Status405MethodNotAllowed => RefusedException.Of(405, EdgeRefusals.MethodNotAllowed),
                StatusCodes.Status415UnsupportedMediaType => RefusedException.Of(415, EdgeRefusals.JsonNeeded),
                _ => RefusedException.NotFound(),
            });
        if (response.StatusCode != StatusCodes.Status404NotFound || !HttpMethods.IsGet(request.Method)
            || NamesFile(request.Path) || webRoot is null || !File.Exists(Path.Combine(webRoot, "index.html")))
            return Task.CompletedTask;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        return response.SendFileAsync(Path.Combine(Path.GetFullPath(webRoot), "index.html"));
    }

    /// <summary>A name with a dot is a file, except in addresses of parameters: their keys have dots.</summary>
    private static bool NamesFile(PathString path) =>
        Path.HasExtension(path.Value) && !path.StartsWithSegments("/parameters", StringComparison.Ordinal);

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; "
            + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
        if (context.Request.Path.StartsWithSegments(
            "/api", StringComparison.Ordinal)) headers.CacheControl = "no-store";
        return next(context);
    }

    /// <summary>Whatever is not a question needs a session, but for signing in and out and for registering.</summary>
    private static Task WritesNeedSignIn(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        var asks = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
        string[] open = ["/session", "/registrations", InvitationEndpoints.First];
        if (!asks && !open.Any(path => context.Request.Path == "/api/v1" + path) && Caller.Of(context) is null)
            throw RefusedException.SignIn();
        return next(context);
    }

    /// <summary>The one place where a failure becomes an answer.</summary>
    private static async Task RefuseAsync(HttpContext context)
    {
        var failure = context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error;
        var refused = failure switch
        {
            RefusedException r => r,
            BadHttpRequestException b =>
                RefusedException.Of(b.StatusCode, EdgeRefusals.UnreadableBody, ("reason", Reason(b))),
            MarketStoppedException s => RefusedException.Of(503, EdgeRefusals.Stopped, ("reason", s.Message)),
            _ => null,
        };
        if (refused is null)
        {
            Failed(context.RequestServices.GetRequiredService<ILogger<UserDirectory>>(), context.Request.Path, failure);
            context.Response.StatusCode = 500;
            await context.Response.WriteAsJsonAsync(new Problem("http.internal", "服务器内部错误。", "Internal error.",
                new Dictionary<string, string>(), null, null), Json.Options);
            return;
        }
        await WriteAsync(context, refused);
    }

    private static Task WriteAsync(HttpContext context, RefusedException refused)
    {
        context.Response.StatusCode = refused.Status;
        return context.Response.WriteAsJsonAsync(Problems.Of(refused.Refusal, null, null), Json.Options);
    }

    private static string Reason(BadHttpRequestException failure) =>
        failure.InnerException is not JsonException json ? failure.Message
        : json.Path is { Length: > 2 } path ? path[2..] // the field: $.priceFen
        : string.Create(CultureInfo.InvariantCulture, $"{json.LineNumber + 1}:{json.BytePositionInLine + 1}");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} failed")]
    private static partial void Failed(ILogger log, string? path, Exception? failure);
}
