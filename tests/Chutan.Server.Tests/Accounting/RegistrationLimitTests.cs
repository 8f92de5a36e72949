using Chutan.Tests.World;

namespace Chutan.Tests.Accounting;

/// <summary>Forms sent from one address: so many are read, the next is asked for patience, and nothing else is.
/// </summary>
public sealed class RegistrationLimitTests(CallMarket calls) : IClassFixture<CallMarket>
{
    [Fact]
    public async Task Who_sends_form_after_form_is_asked_for_patience()
    {
        var played = calls.Played;
        var before = played.Market.Head.Next;
        using var visitor = played.Client();
        var form = NewCompany.Form();
        form["creditCode"] = "";
        for (var sent = 0; sent < played.Registrations; sent++)
            Assert.NotEqual("http.too_many_requests", await NewCompany.RefusedAsync(visitor, "/registrations", form));
        Assert.Equal("http.too_many_requests", await NewCompany.RefusedAsync(visitor, "/registrations", form));
        Assert.NotEmpty((await PlayedMarket.Get(visitor, "/registrations/choices")).GetProperty("sectors")
            .EnumerateArray());
        Assert.Equal(before, played.Market.Head.Next);
    }
}
