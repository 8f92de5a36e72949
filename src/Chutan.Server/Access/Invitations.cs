using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chutan.Market.Kernel;

namespace Chutan.Server.Access;

/// <summary>An invitation as it is kept: whom it is for, and what its code comes to. The code itself is nowhere.
/// </summary>
public sealed record Invitation(long User, string CodeHash, long UntilUnixSeconds);

/// <summary>登录邀请: with a code that works once, somebody appointed in the market makes a sign-in of his own. Kept in
/// one file of the data directory, beside the sign-ins. A newer invitation of the same person takes the place of the
/// older one.</summary>
public sealed class Invitations : IDisposable
{
    /// <summary>So long a code may be used.</summary>
    public static readonly Duration Term = Duration.FromDays(7);

    private const int CodeBytes = 16;
    private const int Group = 4;
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly string file;
    private volatile ImmutableSortedDictionary<long, Invitation> byUser;

    private Invitations(string file, IEnumerable<Invitation> kept)
    {
        this.file = file;
        byUser = kept.ToImmutableSortedDictionary(i => i.User, i => i);
    }

    public static async Task<Invitations> OpenAsync(string dataDirectory, CancellationToken cancel)
    {
        var file = Path.Combine(dataDirectory, "invitations.json");
        if (!File.Exists(file)) return new Invitations(file, []);
        var text = await File.ReadAllTextAsync(file, cancel);
        return new Invitations(file, JsonSerializer.Deserialize<Invitation[]>(text, UserDirectory.Indented)!);
    }

    /// <summary>Makes a code for a user; what was made for him before works no more.</summary>
    public async Task<(string Code, Instant Until)> InviteAsync(UserId user, Instant now, CancellationToken cancel)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(CodeBytes));
        var until = Instant.FromUnixTimeSeconds((now + Term).ToUnixTimeSeconds());
        await ChangeAsync(all => all.Where(i => !IsOver(i.Value, now)).ToImmutableSortedDictionary()
            .SetItem(user.Number, new Invitation(user.Number, HashOf(code), until.ToUnixTimeSeconds())), cancel);
        return (string.Join('-', code.Chunk(Group).Select(c => new string(c))), until);
    }

    /// <summary>Whom a code is for; null when there is no such code, or it is over.</summary>
    public UserId? Find(string code, Instant now)
    {
        var hash = HashOf(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]));
        return byUser.Values.FirstOrDefault(i => i.CodeHash == hash) is { } found && !IsOver(found, now)
            ? new UserId(found.User) : null;
    }

    /// <summary>The code has done its work.</summary>
    public Task RemoveAsync(UserId user) => ChangeAsync(all => all.Remove(user.Number), CancellationToken.None);

    public void Dispose() => oneAtATime.Dispose();

    private static bool IsOver(Invitation one, Instant now) => now.ToUnixTimeSeconds() >= one.UntilUnixSeconds;

    private static string HashOf(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private async Task ChangeAsync(
        Func<ImmutableSortedDictionary<long, Invitation>, ImmutableSortedDictionary<long, Invitation>> change,
        CancellationToken cancel)
    {
        await oneAtATime.WaitAsync(cancel);
        try
        {
            var after = change(byUser);
            await UserDirectory.KeepAsync(file, after.Values, CancellationToken.None);
            byUser = after;
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
