using Chutan.Tests.Contract;
using Chutan.Tests.World;

namespace Chutan.Tests.Accounting;

/// <summary>自助注册 over HTTP: a visitor registers a company and works in it; what he gets wrong, and being suspended.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class SelfRegistrationHttpTests(PlayedMarket played)
{
    private static readonly WebContract Contract = new();

    [Fact]
    public async Task A_visitor_registers_a_company_and_reaches_its_books()
    {
        using var company = await NewCompany.RegisterAsync(played);
        var books = await PlayedMarket.Get(company.Client, company.Own);
        Assert.True(books.GetProperty("mine").GetBoolean());
        var session = await PlayedMarket.Get(company.Client, "/session");
        Assert.Equal("enterprise", session.GetProperty("role").GetString());
        Assert.DoesNotContain("027-12345678", await JournalTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visitor_gets_wrong_is_answered_and_not_written()
    {
        using var visitor = played.Client();
        var before = played.Market.Head.Next;
        foreach (var (field, value, code) in new[]
        {
            ("creditCode", "91420100MA9H00000X", "participants.bad-credit-code"),
            ("nameZh", " ", "participants.field-wrong"), ("city", "武汉", "participants.field-wrong"),
            ("user", "A b", "session.bad_user_name"), ("password", "aaaaaaaaaaaa", "session.weak_password"),
            ("password", "short", "session.weak_password"), ("contact", "somewhere", "session.bad_contact"),
        })
        {
            var form = NewCompany.Form();
            form[field] = value;
            Assert.Equal(code, await NewCompany.RefusedAsync(visitor, "/registrations", form));
        }
        Assert.Equal(before, played.Market.Head.Next);
    }

    [Fact]
    public async Task A_code_and_a_user_name_are_taken_once_and_a_form_sent_twice_registers_once()
    {
        using var visitor = played.Client();
        var form = NewCompany.Form();
        var first = await NewCompany.PostAsync(visitor, "/registrations", form);
        var before = played.Market.Head.Next;
        var again = await NewCompany.PostAsync(visitor, "/registrations", form);
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        var other = NewCompany.Form();
        other["creditCode"] = form["creditCode"];
        Assert.Equal("participants.already-registered",
            await NewCompany.RefusedAsync(visitor, "/registrations", other));
        var named = NewCompany.Form();
        named["user"] = form["user"];
        Assert.Equal("session.name_taken", await NewCompany.RefusedAsync(visitor, "/registrations", named));
        Assert.Equal(before, played.Market.Head.Next);
    }

    [Fact]
    public async Task A_colleague_signs_in_and_a_suspended_company_only_looks()
    {
        using var company = await NewCompany.WithSourcesAsync(played);
        var user = $"colleague{company.Id}";
        await company.PostAsync("/registrations/colleagues",
            new { name = "李某", contact = "li@example.cn", user, password = NewCompany.Password });
        using var colleague = await NewCompany.SignInAsync(played, user, NewCompany.Password);
        Assert.True((await PlayedMarket.Get(colleague, company.Own)).GetProperty("mine").GetBoolean());

        using var regulator = await played.SignedInAsync("regulator");
        var rows = await PlayedMarket.Get(regulator, "/registrations");
        Assert.Equal([], Contract.Differences(rows, "Page<Registration>"));
        Assert.Contains(rows.GetProperty("items").EnumerateArray(), r =>
            r.GetProperty("id").GetString() == company.Id && r.GetProperty("people").GetInt32() == 2);
        Assert.Empty((await PlayedMarket.Get(company.Client, "/registrations")).GetProperty("items").EnumerateArray());

        var status = $"/participants/{company.Id}/status";
        Assert.Equal("access.not-permitted", await NewCompany.RefusedAsync(company.Client, status,
            new { status = "closed", reason = "自行注销" }));
        foreach (var blank in new[] { null, "", " ", "\u3000\t", "\u200b" })
            Assert.Equal("access.no-reason", await NewCompany.RefusedAsync(regulator, status,
                new { status = "suspended", reason = blank }));
        await NewCompany.PostAsync(regulator, status, new { status = "suspended", reason = "冒用他人代码" });
        Assert.Equal("access.suspended", await NewCompany.RefusedAsync(colleague, "/accounting/inventories",
            new { year = 2023, approach = "operationalControl", warming = "ar5" }));
        await PlayedMarket.Get(colleague, company.Own);
        await NewCompany.PostAsync(regulator, status, new { status = "active", reason = "已核实" });
        await NewCompany.PostAsync(colleague, "/accounting/inventories",
            new { year = 2023, approach = "operationalControl", warming = "ar5" });
    }

    [Fact]
    public async Task The_choices_of_the_form_are_open_and_colleagues_need_a_session()
    {
        using var visitor = played.Client();
        Assert.Equal([], Contract.Differences(await PlayedMarket.Get(visitor, "/registrations/choices"),
            "RegistrationChoices"));
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/registrations")).Status);
        Assert.Equal("http.sign_in_required", await NewCompany.RefusedAsync(visitor, "/registrations/colleagues",
            new { name = "李某" }));
    }

    private async Task<string> JournalTextAsync()
    {
        var record = await played.Market.ReadOneAsync(played.Market.Head.Next - 1);
        return System.Text.Json.JsonSerializer.Serialize(record.Command, record.Command.GetType());
    }
}
