using System.Text.Json;
using Chutan.Tests.World;

namespace Chutan.Tests.Http;

/// <summary>The published description of the API.</summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OpenApiTests(PlayedMarket played)
{
    [Fact]
    public async Task Every_route_is_described()
    {
        var routes = await RoutesAsync(played);
        string[] known =
        [
            "get /session", "post /session", "delete /session", "get /demo-users", "get /market/overview",
                "get /market/days",
            "get /market/{instrument}/bulletins", "get /market/{instrument}/bulletins/{date}",
            "get /market/{instrument}/modes", "get /indices", "get /indices/{code}", "get /indices/{code}/values",
            "get /indices/{code}/values/{date}",
            "post /indices", "post /indices/{code}/revisions", "post /indices/prices", "post /indices/computations",
            "get /accounts/{number}/stream", "get /market/instruments", "get /market/{instrument}/snapshot",
            "get /market/{instrument}/depth",
            "get /market/{instrument}/trades", "get /market/{instrument}/candles", "get /market/{instrument}/stream",
            "get /market/months", "get /notices", "get /compliance", "get /entities/{id}",
            "post /documents", "get /documents", "get /documents/{hash}",
                "get /entities/{id}/obligation",
            "get /entities/{id}/allocation", "get /accounts/{number}/statement", "get /units", "get /units/{serial}",
            "get /methodologies", "get /methodologies/{id}/{version}", "post /methodologies/{id}/{version}/runs",
            "post /methodologies/{id}/{version}/publication",
            "get /rulebooks", "get /rulebooks/{instrument}", "get /rules/{key}", "get /calendar", "get /journal",
            "get /journal/{position}", "get /simulation/report", "get /me/holdings", "get /me/orders",
                "get /me/transfers",
            "post /orders", "delete /orders/{id}", "delete /orders",
            "post /orders/{id}/replacement", "get /me/trades", "get /me/order-options", "put /me/order-options",
            "post /surrenders", "post /transfers",
            "get /auctions/desk", "get /auctions/floor", "get /auctions/groups",
            "get /auctions", "get /auctions/revenue", "get /auctions/{id}", "get /auctions/{id}/awards",
            "get /auctions/{id}/mine", "post /auctions", "post /auctions/{id}/bids",
            "delete /auctions/{id}/bids/{bid}", "post /auctions/{id}/payment", "post /auctions/{id}/cancellation",
            "post /auctions/groups", "post /auctions/revenue/disbursements",
            "post /transfers/{id}/confirmation", "delete /transfers/{id}",
            "get /clearing/bank-files", "post /clearing/bank-files/check", "post /clearing/bank-files",
            "post /clearing/bank-files/outgoing", "get /clearing/bank-files/{bank}/{number}",
            "get /clearing/withdrawals", "get /clearing/day", "post /clearing/steps", "get /clearing/reported",
            "post /clearing/reconciliation", "get /clearing/differences", "post /clearing/differences/{number}/notes",
            "post /clearing/differences/{number}/override", "post /clearing/differences/{number}/confirmation",
            "get /clearing/defaults", "post /clearing/defaults/{number}/{act}", "get /clearing/funds",
            "get /clearing/house/{account}/ledger", "get /clearing/accounts",
            "get /clearing/accounts/{number}/ledger", "get /clearing/objections",
            "post /clearing/objections/{number}/answer", "get /me/money", "get /me/money/ledger",
            "get /me/money/statements", "get /me/settlement", "get /me/withdrawals", "post /me/withdrawals",
            "delete /me/withdrawals/{number}", "post /me/objections",
            "get /oversight/alerts", "get /oversight/alerts/{number}", "post /oversight/alerts/{number}/dismissal",
            "get /oversight/detectors", "get /oversight/cases", "post /oversight/cases",
            "get /oversight/cases/{number}", "post /oversight/cases/{number}/assignment",
            "post /oversight/cases/{number}/notes", "post /oversight/cases/{number}/closing",
            "get /oversight/stability", "get /oversight/measures", "get /oversight/statistics",
            "get /oversight/statistics/months", "post /oversight/triggers", "post /oversight/plans",
            "post /oversight/plans/{number}/votes", "post /oversight/plans/{number}/announcement",
            "post /oversight/plans/{number}/orders", "post /oversight/plans/{number}/closing",
            "post /oversight/restrictions", "post /oversight/restrictions/{number}/lifting",
            "get /market/statistics", "get /market/statistics/breakdown",
            "get /oversight/restrictions", "get /oversight/warnings", "get /oversight/large-holders",
            "get /oversight/relations", "get /me/oversight", "post /oversight/warnings", "post /oversight/relations",
            "post /oversight/class-limits", "post /oversight/relations/{number}/ending",
            "post /oversight/relations/{number}/limit", "post /me/warnings/{number}/acknowledgement",
            "post /me/large-holdings/{number}/report", "post /oversight/experts",
            "post /oversight/experts/{number}/ending", "post /oversight/triggers/{number}/dismissal",
            "post /oversight/plans/{number}/withdrawal", "post /oversight/plans/{number}/agreements",
            "post /oversight/account", "delete /oversight/plans/{number}/orders/{order}",
            "get /deals/one-way", "post /deals/one-way", "get /deals/one-way/{id}", "post /deals/one-way/{id}/bids",
            "post /deals/one-way/{id}/cancellation",
            "get /deals/modes", "get /deals/board", "get /deals/counterparties", "get /me/deals", "get /me/deals/{id}",
            "post /deals/listings", "post /deals/offers", "post /deals/agreements", "post /deals/blocks",
            "post /deals/{id}/takings", "post /deals/{id}/counter", "post /deals/{id}/confirmation",
            "post /deals/{id}/refusal", "delete /deals/{id}",
        ];
        Assert.Equal(known.Order(StringComparer.Ordinal), routes.Select(r => $"{r.Method} {r.Path}")
            .Order(StringComparer.Ordinal));
        Assert.All(routes, r => Assert.False(string.IsNullOrWhiteSpace(r.Summary),
            $"{r.Method} {r.Path} has no summary."));
    }

    /// <summary>Method, path below /api/v1 and summary of every operation in the document.</summary>
    internal static async Task<List<(string Method, string Path, string Summary)>> RoutesAsync(PlayedMarket played)
    {
        using var visitor = played.Client();
        var document = await PlayedMarket.Get(visitor, "/openapi.json");
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(o => (o.Name, path.Name["/api/v1".Length..],
                o.Value.TryGetProperty("summary", out var summary) ? summary.GetString() ?? "" : "")))];
    }
}
