using Chutan.Engine.Partitions;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Tests.World;

namespace Chutan.Tests.Exchange;

/// <summary>Somebody of the played market who trades, straight at the market and not over HTTP.</summary>
internal sealed record Trader(PlayedMarket Played, AccountId Account, Actor Actor, Price LimitDown, Price LimitUp)
{
    private static long requests;

    /// <summary>The account with the most money to spend.</summary>
    public static async Task<Trader> RichestAsync(PlayedMarket played) => await played.Market.AskAsync(s =>
    {
        var account = s.Clearing.Accounts.MaxBy(a => s.Clearing.Available(a.Id))!.Id;
        var user = s.Participants.Users.First(u => u.Active && u.Participant == s.Registry.OwnerOf(account));
        var terms = s.Exchange.Terms!; // the played market's day is open
        return new Trader(played, account, new Actor(user.Id, user.Role), terms.LimitDown, terms.LimitUp);
    });

    /// <summary>Another account than one, with the most allowances to sell.</summary>
    public static async Task<Trader> SellerAsync(PlayedMarket played, string besides) =>
        await played.Market.AskAsync(s =>
        {
            var account = s.Clearing.Accounts.Where(a => a.Id.ToString() != besides
                && s.Registry.OwnerOf(a.Id) is { } owner
                && s.Participants.Users.Any(u => u.Active && u.Participant == owner && (u.Rights & Rights.Trade) != 0))
                .MaxBy(a => s.Registry.Available(a.Id, UnitKind.Allowance))!.Id;
            var user = s.Participants.Users.First(u => u.Active && u.Participant == s.Registry.OwnerOf(account));
            var terms = s.Exchange.Terms!; // the played market's day is open
            return new Trader(played, account, new Actor(user.Id, user.Role), terms.LimitDown, terms.LimitUp);
        });

    public Task<OrderId> SellAsync(long fen, long tonnes) => PlaceAsync(Side.Sell, fen, tonnes);

    public Task<OrderId> BuyAsync(long fen, long tonnes) => PlaceAsync(Side.Buy, fen, tonnes);

    public async Task<OrderId> PlaceAsync(Side side, long fen, long tonnes)
    {
        var number = Interlocked.Increment(ref requests);
        var accepted = await SendAsync(new PlaceOrder(Account, Instruments.HubeiSpot, side, new Price(fen),
            new Tonnes(tonnes), $"test {number}"));
        return accepted.Events.OfType<OrderAccepted>().Single().Order;
    }

    public Task CancelAsync(OrderId order) => SendAsync(new CancelOrder(Account, order));

    public async Task<Decision.Accepted> SendAsync(Command command)
    {
        var request = new RequestId(0xfeed, (ulong)Interlocked.Increment(ref requests));
        var reply = await Played.Market.SubmitAsync(new Submission(command, Actor, request, Played.Now));
        return reply.Decision switch
        {
            Decision.Accepted accepted => accepted,
            Decision.Refused refused => throw new InvalidOperationException(refused.Refusal.ToString()),
            _ => throw new InvalidOperationException(),
        };
    }
}
