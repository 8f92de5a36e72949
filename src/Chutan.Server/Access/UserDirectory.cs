using System.Security.Cryptography;
using System.Text.Json;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Microsoft.AspNetCore.Identity;

namespace Chutan.Server.Access;

/// <summary>One person who can sign in, and the market user they are.</summary>
/// <param name="DemoPassword">Known only in demonstration directories, where it is shown to everybody.</param>
/// <param name="Contact">A telephone number or e-mail of somebody who registered himself; never in the market.</param>
public sealed record SignInEntry(string Name, long User, string PasswordHash, string? DemoPassword, string PurposeZh,
    string PurposeEn, string? Contact = null);

/// <summary>Who can sign in: names and password hashes in one file of the data directory. What they may do is decided
/// in the market, by the user they are.</summary>
public sealed class UserDirectory : IDisposable
{
    internal static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly PasswordHasher<SignInEntry> hasher = new();
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly string file;
    private readonly string absentHash;
    private volatile ImmutableSortedDictionary<string, SignInEntry> entries;

    private UserDirectory(string file, IEnumerable<SignInEntry> entries)
    {
        this.file = file;
        this.entries = entries.ToImmutableSortedDictionary(e => e.Name, e => e, StringComparer.Ordinal);
        absentHash = hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
    }

    public IReadOnlyCollection<SignInEntry> Entries => [.. entries.Values.OrderBy(e => e.User)];
    public bool IsDemo => entries.Values.Any(e => e.DemoPassword is not null);

    public bool Has(UserId user) => entries.Values.Any(e => e.User == user.Number);

    public SignInEntry? Find(string name) => entries.GetValueOrDefault(name);

    /// <summary>The entry when name and password match. A wrong name costs the same time as a wrong password.</summary>
    public SignInEntry? Check(string name, string password)
    {
        var entry = entries.GetValueOrDefault(name);
        var result = hasher.VerifyHashedPassword(entry!, entry?.PasswordHash ?? absentHash, password);
        return entry is not null && result != PasswordVerificationResult.Failed ? entry : null;
    }

    /// <summary>Adds a sign-in for the user that <paramref name="makeUser"/> answers with; nobody else can take the
    /// name meanwhile. False when the name is taken; null when no user was made.</summary>
    public async Task<bool?> AddAsync(
        string name, string password, string? contact, Func<Task<UserId?>> makeUser, CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            if (entries.ContainsKey(name)) return false;
            if (await makeUser() is not { } user) return null;
            var entry = new SignInEntry(name, user.Number, "", null, "", "", contact);
            entries = entries.Add(name, entry with { PasswordHash = hasher.HashPassword(entry, password) });
            // The user is in the market from here on: the file is written even if the caller has gone.
            await KeepAsync(file, entries.Values, CancellationToken.None);
            return true;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    /// <summary>Writes a new file beside the old one and puts it in its place, so that a crash leaves one of the two.
    /// </summary>
    internal static async Task KeepAsync<T>(string file, IEnumerable<T> entries, CancellationToken cancel)
    {
        var beside = file + ".new";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(beside, how))
        {
            await JsonSerializer.SerializeAsync(stream, entries.ToArray(), Indented, cancel);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
    }

    /// <summary>Reads the directory's file,
    /// or makes demonstration sign-ins for a played market that has none.</summary>
    public static async Task<UserDirectory> OpenAsync(
        string dataDirectory, MarketStateReader market, CancellationToken cancel)
    {
        var file = Path.Combine(dataDirectory, "sign-ins.json");
        if (File.Exists(file))
            return new UserDirectory(file,
                JsonSerializer.Deserialize<SignInEntry[]>(await File.ReadAllTextAsync(file, cancel), Indented)!);
        var users = await market(DemoUsers.Choose);
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var hasher = new PasswordHasher<SignInEntry>();
        var made = users.Select(u =>
            u with { PasswordHash = hasher.HashPassword(u, password), DemoPassword = password }).ToArray();
        await KeepAsync(file, made, cancel);
        return new UserDirectory(file, made);
    }
}

/// <summary>Asks the market a question that gives a list of entries.</summary>
public delegate ValueTask<IReadOnlyList<SignInEntry>> MarketStateReader(
    Func<MarketState, IReadOnlyList<SignInEntry>> question);

/// <summary>Picks, from a played market, one person for each role worth trying.</summary>
internal static class DemoUsers
{
    public static IReadOnlyList<SignInEntry> Choose(MarketState state)
    {
        var chosen = new List<SignInEntry>();
        void One(string name, Role role, string zh, string en, Func<Participant, bool>? where = null)
        {
            var user = state.Participants.Users.FirstOrDefault(u => u.Active && u.Role == role
                && chosen.All(c => c.User != u.Id.Number)
                && (where is null || state.Participants.Find(u.Participant) is { } p && where(p)));
            if (user is not null) chosen.Add(new SignInEntry(name, user.Id.Number, "", null, zh, en));
        }
        // The technical reviewer of the body the first verifier works for.
        void Reviewer()
        {
            var body = chosen.Find(c => c.Name == "verifier") is { } first
                && state.Participants.Find(new UserId(first.User)) is { } user
                    ? state.Mrv.Verifications.FindBody(user.Participant) : null;
            if (body?.Staff.LastOrDefault(p => p.LeftOn is null) is { } reviewer
                && chosen.All(c => c.User != reviewer.User.Number))
                chosen.Add(new SignInEntry("reviewer", reviewer.User.Number, "", null,
                    "同一核查机构的技术复核人：关闭不符合项、复核结论。",
                    "The same body's technical reviewer: closes findings, passes conclusions."));
        }
        // A second person of the same company, who signs what the first one prepared.
        void Signer(string name, string first, string zh, string en)
        {
            if (chosen.Find(c => c.Name == first) is { } maker
                && state.Participants.Find(new UserId(maker.User)) is { } user)
                One(name, user.Role, zh, en, p => p.Id == user.Participant);
        }
        One("regulator", Role.Authority, "查看全部企业、配额与处罚，核对每个决定的依据。",
            "See every entity, allocation and penalty, and the basis of every decision.");
        One("company", Role.CoveredEntity, "查看本企业配额明细、持仓与清缴，试下单与清缴。",
            "See one company's allocation, holdings and surrender; try an order.");
        One("company2", Role.CoveredEntity, "武汉的另一家企业。", "Another company, in Wuhan.",
            p => p.City == "420100");
        Signer("signer", "company", "同一企业的第二人：签署并提交年度报告。",
            "The same company's second person: signs and hands in its annual report.");
        Signer("signer2", "company2", "武汉那家企业的第二人：签署并提交年度报告。",
            "The Wuhan company's second person: signs and hands in its annual report.");
        One("institution", Role.Institution, "机构投资者：持仓、资金与委托。", "An institution: holdings, cash, orders.");
        One("individual", Role.Individual, "个人投资者：持仓、资金与委托。", "An individual: holdings, cash, orders.");
        One("verifier", Role.Verifier, "核查机构。", "A verification body.");
        Reviewer();
        One("exchange", Role.Exchange, "交易机构。", "The exchange.");
        One("registry", Role.Registry, "注册登记机构：可查任一账户。", "The registry: may look at any account.");
        One("clearing", Role.Clearing, "清算机构。", "The clearing house.");
        One("clearing2", Role.Clearing, "清算机构的复核人：确认豁免。", "The clearing house's second person: confirms overrides.");
        One("expert", Role.Expert, "市场调节专家：拟定方案、表决。", "An expert on market stability: drafts plans, votes.");
        foreach (var (name, zh, en) in new[] { ("expert2", "第二位", "A second"), ("expert3", "第三位", "A third"),
            ("expert4", "第四位", "A fourth") })
            One(name, Role.Expert, $"{zh}专家：四票可通过方案。", $"{en} expert: four votes adopt a plan.");
        One("city", Role.CityAuthority, "武汉市主管部门：只看本市企业，逐区督办。",
            "The ecology bureau of Wuhan: sees the companies of its own city.", p => p.City == "420100");
        One("enterprise", Role.Enterprise, "市场外企业：填报碳核算数据、比较减排措施。",
            "A company outside the market: enters its footprint, compares measures.");
        One("enterprise2", Role.Enterprise, "同一企业的复核人：复核、锁定、出具清单。",
            "The same company's second person: reviews, locks and issues the inventory.");
        One("auditor", Role.Auditor, "审计：只读，可查全部日志。", "Audit: reads everything, changes nothing.");
        return chosen;
    }
}
