using System.Text.Json;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Tests.World;

namespace Chutan.Tests.Operations;

/// <summary>业务办理 over HTTP: what has no page of its own is done through one door, and only by those who may.
/// </summary>
[Collection(PlayedMarketCollection.Name)]
public sealed class OperationHttpTests(PlayedMarket played)
{
    [Fact]
    public async Task The_registry_freezes_units_of_an_account_and_frees_them_again()
    {
        using var registry = await played.SignedInAsync("registry");
        using var company = await played.SignedInAsync("company");
        var account = await AccountAsync(company);
        var before = await HeldAsync(company, account);
        var frozen = await DoneAsync(registry, "registry.freeze",
            new { account, kind = "Allowance", quantity = 5, cause = "Court", reference = "（2025）鄂01执1号" });
        Assert.Equal("已办理：冻结。", frozen.GetProperty("summary").GetProperty("zh").GetString());
        Assert.Equal(before + 5, await HeldAsync(company, account));
        var hold = long.Parse(frozen.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var record = await PlayedMarket.Get(registry, $"/journal/{frozen.GetProperty("position").GetInt64()}");
        Assert.Contains(record.GetProperty("command").EnumerateArray(), f =>
            f.GetProperty("name").GetString() == "reference"
            && f.GetProperty("value").GetString() == "（2025）鄂01执1号");
        await DoneAsync(registry, "registry.release", new { account, hold, quantity = 2, reference = "部分解除" });
        Assert.Equal(before + 3, await HeldAsync(company, account));
        await DoneAsync(registry, "registry.release", new { account, hold, reference = "解除" });
        Assert.Equal(before, await HeldAsync(company, account));
        await RefusedAsync(registry, "registry.release", new { account, hold, reference = "再次解除" }, 422,
            "registry.unknown-hold");
    }

    [Fact]
    public async Task A_participant_is_registered_and_given_a_representative_whose_rights_then_change()
    {
        using var regulator = await played.SignedInAsync("regulator");
        var made = await DoneAsync(regulator, "participants.register",
            new { kind = "Institution", nameZh = "江汉投资有限公司", creditCode = "TEST-OPERATIONS-1" });
        var participant = NumberOf(made);
        var user = NumberOf(await DoneAsync(regulator, "participants.appoint",
            new { participant, name = "李明", rights = "View, Trade" }));
        var (company, person) = await played.Market.AskAsync(s =>
            (s.Participants.Find(new ParticipantId(participant)), s.Participants.Find(new UserId(user))));
        Assert.Equal(("江汉投资有限公司", "", ParticipantKind.Institution),
            (company!.NameZh, company.NameEn, company.Kind));
        Assert.Equal((Rights.View | Rights.Trade, Role.Institution), (person!.Rights, person.Role));
        await DoneAsync(regulator, "participants.change-representative",
            new { user, rights = "View", active = false });
        Assert.False(await played.Market.AskAsync(s => s.Participants.Find(new UserId(user))!.Active));
        await RefusedAsync(regulator, "participants.register",
            new { kind = "Institution", nameZh = "另一家", creditCode = "TEST-OPERATIONS-1" }, 422,
            "participants.already-registered");
    }

    [Fact]
    public async Task The_same_key_does_it_once()
    {
        using var registry = await played.SignedInAsync("registry");
        var body = new { kind = "Bank", nameZh = "试点银行", creditCode = "TEST-OPERATIONS-2" };
        var first = await ReceiptAsync(registry, "participants.register", body, "one-intention-only");
        var again = await ReceiptAsync(registry, "participants.register", body, "one-intention-only");
        Assert.Equal(first.GetProperty("position").GetInt64(), again.GetProperty("position").GetInt64());
    }

    [Theory]
    [InlineData("""{"participant":1,"name":"甲","rights":"View","extra":1}""", "operations.unknown-field", "extra")]
    [InlineData("""{"participant":1,"participant":2,"name":"甲","rights":"View"}""", "operations.unknown-field",
        "participant")]
    [InlineData("""{"participant":1,"rights":"View"}""", "operations.missing-field", "name")]
    [InlineData("""{"participant":1,"name":"  ","rights":"View"}""", "operations.missing-field", "name")]
    [InlineData("""{"participant":null,"name":"甲","rights":"View"}""", "operations.missing-field", "participant")]
    [InlineData("""{"participant":"1","name":"甲","rights":"View"}""", "operations.wrong-field", "participant")]
    [InlineData("""{"participant":1.5,"name":"甲","rights":"View"}""", "operations.wrong-field", "participant")]
    [InlineData("""{"participant":-1,"name":"甲","rights":"View"}""", "operations.wrong-field", "participant")]
    [InlineData("""{"participant":1,"name":7,"rights":"View"}""", "operations.wrong-field", "name")]
    [InlineData("""{"participant":1,"name":"甲","rights":"31"}""", "operations.wrong-field", "rights")]
    [InlineData("""{"participant":1,"name":"甲","rights":"View, View"}""", "operations.wrong-field", "rights")]
    [InlineData("""{"participant":1,"name":"甲","rights":["View"]}""", "operations.wrong-field", "rights")]
    public async Task What_is_not_the_form_is_refused_by_the_name_of_its_field(string body, string code, string field)
    {
        using var regulator = await played.SignedInAsync("regulator");
        var head = played.Market.Head.Next;
        var problem = await RefusedAsync(regulator, "participants.appoint", body, 422, code);
        Assert.Equal(field, problem.GetProperty("parameters").GetProperty("field").GetString());
        foreach (var language in new[] { "zh", "en" })
            Assert.Contains(field, problem.GetProperty(language).GetString(), StringComparison.Ordinal);
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u3000")]
    [InlineData("\u200b")]
    public async Task An_account_is_not_frozen_without_a_reason_that_can_be_read(string reason)
    {
        using var registry = await played.SignedInAsync("registry");
        using var company = await played.SignedInAsync("company");
        var account = await AccountAsync(company);
        var head = played.Market.Head.Next;
        var problem = await RefusedAsync(registry, "registry.set-account-status",
            new { account, status = "Frozen", reason }, 422, "operations.missing-field");
        Assert.Contains("请填写“理由”（reason）", problem.GetProperty("zh").GetString(), StringComparison.Ordinal);
        Assert.Contains("'Reason' (reason) has to be filled in", problem.GetProperty("en").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Theory]
    [InlineData("registry.transfer-chain",
        """{"steps":[{"from":1,"to":2,"kind":"Allowance","quantity":"5"}],"reason":"合并"}""", "steps[1].quantity")]
    [InlineData("registry.transfer-chain", """{"steps":[],"reason":"合并"}""", "steps")]
    [InlineData("offsets.register-project", """{"project":{"code":"P1","kind":"Coal"}}""", "project.kind")]
    [InlineData("compliance.set-deadline", """{"year":2024,"date":"2025-02-30","decision":"鄂环发"}""", "date")]
    [InlineData("compliance.set-deadline", """{"year":99999,"date":"2025-07-30","decision":"鄂环发"}""", "year")]
    public async Task Rows_records_years_and_dates_are_checked_too(string name, string body, string field)
    {
        using var regulator = await played.SignedInAsync("regulator");
        var problem = await RefusedAsync(regulator, name, body, 422, "operations.wrong-field");
        Assert.Equal(field, problem.GetProperty("parameters").GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("""{"participant":1,"name":"\ud800","rights":"View"}""")]
    public async Task What_is_no_form_at_all_is_malformed(string body)
    {
        using var regulator = await played.SignedInAsync("regulator");
        var head = played.Market.Head.Next;
        await RefusedAsync(regulator, "participants.appoint", body, 400, "http.malformed");
        Assert.Equal(head, played.Market.Head.Next);
    }

    [Fact]
    public async Task Strangers_are_refused_by_the_market_and_the_anonymous_at_the_door()
    {
        using var company = await played.SignedInAsync("company");
        using var competitor = await played.SignedInAsync("company2");
        var account = await AccountAsync(company);
        await RefusedAsync(competitor, "registry.freeze",
            new { account, kind = "Allowance", quantity = 1, cause = "Pledged", reference = "质押合同" }, 403,
            "access.not-permitted");
        await RefusedAsync(company, "participants.register",
            new { kind = "Authority", nameZh = "自立", creditCode = "X" }, 403, "access.not-permitted");
        using var visitor = played.Client();
        await RefusedAsync(visitor, "registry.freeze", new { account }, 401, "http.sign_in_required");
        Assert.Equal(401, (await PlayedMarket.Refused(visitor, "/operations")).Status);
    }

    [Theory]
    [InlineData("exchange.open-day")]
    [InlineData("registry.expire-transfers")]
    [InlineData("exchange.place-order")]
    [InlineData("mrv.accept-report")]
    [InlineData("rulebook.adopt")]
    [InlineData("registry.units-held")]
    [InlineData("no.such-thing")]
    public async Task What_is_not_on_the_list_is_not_found(string name)
    {
        using var regulator = await played.SignedInAsync("regulator");
        await RefusedAsync(regulator, name, "{}", 404, "http.not_found");
    }

    [Fact]
    public async Task Everybody_is_offered_what_his_role_may_send()
    {
        var registry = await NamesAsync("registry");
        Assert.Contains("registry.freeze", registry);
        Assert.DoesNotContain("allocation.set-cap", registry);
        Assert.Contains("allocation.set-cap", await NamesAsync("regulator"));
        Assert.Contains("clearing.bind-bank-account", await NamesAsync("clearing"));
        var company = await NamesAsync("company");
        Assert.Contains("allocation.file-objection", company);
        Assert.DoesNotContain("participants.register", company);
        Assert.Empty(await NamesAsync("auditor"));
    }

    private async Task<List<string?>> NamesAsync(string user)
    {
        using var client = await played.SignedInAsync(user);
        return [.. (await PlayedMarket.Get(client, "/operations?size=1000")).GetProperty("items").EnumerateArray()
            .Select(o => o.GetProperty("name").GetString())];
    }

    private static async Task<long> AccountAsync(HttpClient owner) => long.Parse(
        (await PlayedMarket.Get(owner, "/me/holdings")).GetProperty("account").GetString()!,
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<long> HeldAsync(HttpClient owner, long account) =>
        (await PlayedMarket.Get(owner, $"/accounts/{account}/statement")).GetProperty("balances").EnumerateArray()
            .Sum(b => b.GetProperty("held").GetInt64());

    private static long NumberOf(JsonElement receipt) => long.Parse(receipt.GetProperty("id").GetString()!,
        System.Globalization.CultureInfo.InvariantCulture);

    private static Task<JsonElement> DoneAsync(HttpClient client, string name, object body) =>
        ReceiptAsync(client, name, body, $"operation-{Guid.NewGuid()}");

    private static async Task<JsonElement> ReceiptAsync(HttpClient client, string name, object body, string key)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, $"/operations/{name}", body, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{name}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<JsonElement> RefusedAsync(
        HttpClient client, string name, object body, int status, string code)
    {
        using var answer = await PlayedMarket.Send(client, HttpMethod.Post, $"/operations/{name}", body,
            $"operation-{Guid.NewGuid()}");
        var (got, problem) = await PlayedMarket.Problem(answer);
        Assert.Equal((status, code), (got, problem.GetProperty("code").GetString()));
        return problem;
    }
}
