using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Chutan.Market;
using Chutan.Market.Kernel;
using NodaTime.Text;

namespace Chutan.Server.Http;

/// <summary>The texts of every refusal code of the market and of this edge, in both languages.</summary>
public static partial class RefusalTexts
{
    private static readonly FrozenDictionary<string, RefusalCode> All =
        new[] { typeof(MarketState).Assembly, typeof(RefusalTexts).Assembly }
            .SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(RefusalCode))
            .Select(f => (RefusalCode)f.GetValue(null)!)
            .ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly LocalDateTimePattern Moment =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public static IEnumerable<RefusalCode> Codes => All.Values;

    /// <summary>Where the words of a refusal are looked for after those of its own.</summary>
    private static readonly ImmutableArray<string> Kinds = ["said", "hold", "participant", "mode", "unit"];

    /// <summary>The refusal in words, its parameters filled in.</summary>
    public static Bilingual Of(Refusal refusal)
    {
        if (!All.TryGetValue(refusal.Code, out var code)) return Bilingual.Same(refusal.Code);
        var values = refusal.Parameters.Select(p => (p.Name, Said: Said(refusal.Code, p))).ToArray();
        string Fill(string template, Func<Bilingual, string> language) => values.Aggregate(template, (text, value) =>
            text.Replace("{" + value.Name + "}", language(value.Said), StringComparison.Ordinal));
        return new Bilingual(Fill(code.Zh, b => b.Zh), Fill(code.En, b => b.En));
    }

    /// <summary>A state, a step or another refusal's code in words, a moment by the market's clock; everything else as
    /// it is.</summary>
    private static Bilingual Said(string code, RefusalParameter parameter)
    {
        var value = parameter.Value;
        if (All.TryGetValue(value, out var other)) return Clean(new Bilingual(other.Zh, other.En));
        if (Names.Find($"said:{code}/{value}") is { } here) return here;
        if (InstantPattern.ExtendedIso.Parse(value) is { Success: true } moment)
            return Bilingual.Same(Moment.Format(moment.Value.InZone(Zone).LocalDateTime));
        if (!Word().IsMatch(value)) return Bilingual.Same(value);
        var kind = parameter.Name == "next" ? "step" : parameter.Name;
        return Kinds.Prepend(kind).Select(k => Names.Find($"{k}:{value}")).FirstOrDefault(n => n is not null)
            ?? Bilingual.Same(value);
    }

    /// <summary>Why something ended, as an event has it: people's own words as they are, the code of a rule in words;
    /// null when it says nothing.</summary>
    /// <param name="instrument">What the event is about.</param>
    public static Bilingual? Reason(string reason, string instrument) => reason.Length == 0
        ? null
        : All.ContainsKey(reason)
            ? Clean(Of(new Refusal(reason, new Citation(""), [new RefusalParameter("instrument", instrument)])))
            : Bilingual.Same(reason);

    /// <summary>An event keeps the code alone: the figures of its text are in the record it points to.</summary>
    private static Bilingual Clean(Bilingual text) => new(Clean(text.Zh), Clean(text.En));

    private static string Clean(string text) => Unfilled().Replace(Aside().Replace(text, ""), "…");

    /// <summary>What a text can do without: a figure in brackets of its own, and the number of an account it speaks of.
    /// </summary>
    [GeneratedRegex(@"（\{\w+\}）|\s?\(\{\w+\}\)|\s\{account\}(?=\s[a-z])|\s\{account\}\s")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Unfilled();

    /// <summary>How the market writes a member of an enumeration.</summary>
    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex Word();
}

/// <summary>What the edge itself refuses, before anything reaches the market.</summary>
internal static class EdgeRefusals
{
    public static readonly RefusalCode NotFound = new("http.not_found",
        "没有找到，或您无权查看。", "Not found, or not for you to see.");
    public static readonly RefusalCode BadHour = new("mrv.cems-line",
        "“{text}”不是整点时间（如 2024-07-01 00:00）。", "'{text}' is no full hour such as 2024-07-01 00:00.");
    public static readonly RefusalCode BadHourFigure = new("mrv.cems-figure",
        "“{text}”不是数。", "'{text}' is no number.");
    public static readonly RefusalCode BadDay = new("mrv.workbook-day",
        "“{text}”不是日期（如 2024-07-01）。", "'{text}' is no date such as 2024-07-01.");
    public static readonly RefusalCode BadChoice = new("mrv.workbook-choice",
        "“{text}”不是可选项；可选：{known}。", "'{text}' is no choice; there are {known}.");
    public static readonly RefusalCode BadCertificate = new("accounting.workbook-certificate",
        "“{text}”应写为“编号=MWh”，如 GEC-2024-01=120。", "'{text}' has to read 'reference=MWh', as in GEC-2024-01=120.");
    public static readonly RefusalCode MethodNotAllowed = new("http.method_not_allowed",
        "此地址不接受这种请求。", "This address does not take that kind of request.");
    public static readonly RefusalCode JsonNeeded = new("http.json_needed",
        "请求内容须为 JSON（application/json）。", "The request body has to be JSON (application/json).");
    public static readonly RefusalCode SignInRequired = new("http.sign_in_required",
        "请先登录。", "Sign in first.");
    public static readonly RefusalCode WrongCredentials = new("session.wrong_credentials",
        "用户名或密码不正确。", "Wrong user name or password.");
    public static readonly RefusalCode NameTaken = new("session.name_taken",
        "用户名“{name}”已被使用。", "The user name '{name}' is taken.");
    public static readonly RefusalCode NoReason = new("access.no-reason",
        "请填写“理由”（{field}）：写明为何这样办理。",
        "'Reason' ({field}) has to be filled in: say why this is done.");
    public static readonly RefusalCode HasSignIn = new("session.has_sign_in",
        "“{name}”已有登录名。", "'{name}' has a sign-in already.");
    public static readonly RefusalCode NotActive = new("session.not_active",
        "代表“{name}”已停用，不能邀请登录。", "The representative '{name}' is no longer active and cannot be invited.");
    public static readonly RefusalCode BadInvitation = new("session.bad_invitation",
        "邀请码不对、已使用或已过期；请向委派您的机构索取新的邀请码。",
        "This invitation is not known, was used, or has run out; ask whoever appointed you for a new one.");
    public static readonly RefusalCode BadUserName = new("session.bad_user_name",
        "用户名须为 3 至 32 个小写字母、数字、点、横线或下划线，以字母开头。",
        "A user name has 3 to 32 small letters, digits, dots, dashes or underlines, and begins with a letter.");
    public static readonly RefusalCode WeakPassword = new("session.weak_password",
        "密码须为 {least} 至 {most} 个字符，不得与用户名相同，也不得只有一种字符。",
        "A password has {least} to {most} characters, not the user name and not one character only.");
    public static readonly RefusalCode BadContact = new("session.bad_contact",
        "联系方式须为手机号、固定电话或电子邮箱。", "The contact has to be a telephone number or an e-mail address.");
    public static readonly RefusalCode KeyRequired = new("http.idempotency_key_required",
        "写操作须带 Idempotency-Key 请求头（8 至 100 个字符）。",
        "A write needs an Idempotency-Key header (8 to 100 characters).");
    public static readonly RefusalCode Malformed = new("http.malformed",
        "{field} 无效：应为 {expected}。", "{field} is not valid: expected {expected}.");
    public static readonly RefusalCode UnreadableBody = new("http.unreadable_body",
        "请求内容无法读取：{reason}", "The request body cannot be read: {reason}");
    public static readonly RefusalCode TooMany = new("http.too_many_requests",
        "请求过于频繁，请稍后再试。", "Too many requests; try again shortly.");
    public static readonly RefusalCode Stopped = new("market.stopped",
        "市场已停止服务：{reason}", "The market has stopped serving: {reason}");
    public static readonly RefusalCode StreamsFull = new("http.streams_full",
        "实时行情连接已达上限 {most} 个，请稍后再连。", "All {most} live connections are taken; connect again shortly.");
    public static readonly RefusalCode NoAccount = new("http.no_account",
        "您所代表的单位没有登记账户。", "The organisation you act for has no registration account.");
    public static readonly RefusalCode FileTooLarge = new("http.file_too_large",
        "文件超过 {most} MB，未保存。", "The file is larger than {most} MB; nothing was kept.");
    public static readonly RefusalCode FileEmpty = new("http.file_empty",
        "文件“{name}”是空的。", "The file '{name}' is empty.");
    public static readonly RefusalCode FileNotTaken = new("http.file_not_taken",
        "不接受“{name}”这类文件；可用：{taken}。", "Files like '{name}' are not taken; these are: {taken}.");
    public static readonly RefusalCode FileNotWhatItSays = new("http.file_not_what_it_says",
        "“{name}”按文件名应为 {promised}，内容却是 {found}。", "By its name '{name}' is {promised}; its content is {found}.");
    public static readonly RefusalCode DocumentDamaged = new("http.document_damaged",
        "存证 {hash}（{filed}）的内容已被改动或丢失，现为 {found}。",
        "The evidence {hash}, filed {filed}, was changed or lost; what is there now is {found}.");
    public static readonly RefusalCode MalformedSerial = new("registry.malformed_serial",
        "编码 {serial} 的格式不对，应如 HB-000000001234。", "{serial} is not a serial; one looks like HB-000000001234.");
    public static readonly RefusalCode UnknownSerial = new("registry.unknown_serial",
        "没有编码为 {serial} 的单位。", "No unit has the serial {serial}.");
}
