using System.Globalization;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Simulation.Agents;

/// <summary>A command somebody is about to send.</summary>
internal readonly record struct Intent(Party Party, Command Command);

/// <summary>What people decide to send in one stretch of the trading day, in order.</summary>
internal sealed class Intents
{
    private readonly List<Intent> list = [];
    private readonly List<Intent> withdrawals = [];

    /// <summary>Withdrawals of old quotes first, then everything else in the order decided.</summary>
    public IEnumerable<Intent> All => withdrawals.Concat(list);
    public int Count => withdrawals.Count + list.Count;

    public void Clear()
    {
        withdrawals.Clear();
        list.Clear();
    }

    /// <summary>Withdraws all old orders before the stretch begins.</summary>
    public void Withdraw(Party party)
    {
        foreach (var order in party.Orders)
            withdrawals.Add(new Intent(party, new CancelOrder(party.Account, order.Id)));
    }

    /// <summary>Buys as much as wished for and affordable; nothing when that is nothing.</summary>
    public void Buy(Party party, Price price, long quantity)
    {
        var affordable = party.FreeCash / (Party.CostOf(price, 1_000) / 1_000 + 1);
        Send(party, Side.Buy, price, Math.Min(quantity, affordable));
    }

    /// <summary>Sells as much as wished for and free.</summary>
    public void Sell(Party party, Price price, long quantity) =>
        Send(party, Side.Sell, price, Math.Min(quantity, party.FreeAllowances));

    /// <summary>Sends an order as it is, sensible or not.</summary>
    public void Send(Party party, Side side, Price price, long quantity)
    {
        if (quantity <= 0) return;
        party.Sent++;
        list.Add(new Intent(party, new PlaceOrder(party.Account, Instruments.HubeiSpot, side, price,
            new Tonnes(quantity), party.Sent.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Withdraws one order in its turn: it may have been filled by then.</summary>
    public void Cancel(Party party, OpenOrder order) =>
        list.Add(new Intent(party, new CancelOrder(party.Account, order.Id)));
}
