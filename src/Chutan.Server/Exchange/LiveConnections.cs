using System.Security.Cryptography;
using System.Text;
using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Server.Exchange;

/// <summary>断线撤单: counts the live connections by which owners follow their accounts. When the last one of an account
/// that asked for it is lost, its open orders are withdrawn.</summary>
/// <remarks>A stop of the server is not a lost connection: orders then stay as they are.</remarks>
internal sealed class LiveConnections(IMarket market, IClock clock)
{
    private readonly Lock changing = new();
    private readonly Dictionary<AccountId, int> open = [];

    public void Enter(AccountId account)
    {
        lock (changing) open[account] = open.GetValueOrDefault(account) + 1;
    }

    /// <param name="stops">Whether the server itself ends the connection.</param>
    public async Task LeaveAsync(AccountId account, bool stops)
    {
        lock (changing)
        {
            if (--open[account] > 0) return;
            open.Remove(account);
        }
        if (stops) return;
        if (!await market.AskAsync(s => s.Exchange.CancelsOnDisconnect(account), CancellationToken.None)) return;
        var at = clock.GetCurrentInstant();
        await market.SubmitAsync(new Submission(new CancelAllOrders(account, Disconnected: true), Actor.Scheduler,
            RequestOf(account, at), at), CancellationToken.None);
    }

    private static RequestId RequestOf(AccountId account, Instant at)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"disconnect\n{account}\n{at.ToUnixTimeTicks()}"));
        return new RequestId(BitConverter.ToUInt64(hash, 0), BitConverter.ToUInt64(hash, 8));
    }
}
