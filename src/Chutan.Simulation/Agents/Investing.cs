using Chutan.Market.Exchange;
using Chutan.Market.Kernel;

namespace Chutan.Simulation.Agents;

/// <summary>How institutions and individuals trade: institutions quote both sides, individuals come and go.</summary>
internal static class Investing
{
    private const int SmallQuote = 20;
    private const int LargeQuote = 640;
    private const int ComesToday = 85;

    /// <summary>做市: withdraws the old quotes and gives new ones around its own view, leaning against its stock.
    /// </summary>
    /// <param name="worth">What an allowance is generally held to be worth, fen.</param>
    /// <param name="appetite">How eagerly it trades, in thousandths of the usual.</param>
    public static void Quote(Investor investor, Tape tape, long worth, int appetite, Intents intents)
    {
        var (party, chance) = (investor.Party, investor.Chance);
        intents.Withdraw(party);
        var view = (tape.Last * 3 + worth * 2) / 5;
        view += view * investor.Plan.BiasPerMille / 1000 + Lean(investor, view);
        var half = view * chance.Between(2, 55) / 10_000;
        var drift = view * chance.Between(-35, 35) / 10_000;
        var bid = tape.Within(view + drift - half);
        var ask = tape.Within(Math.Max(view + drift + half, bid.FenPerTonne + 1));
        intents.Buy(party, bid, chance.Scaled(SmallQuote, LargeQuote) * appetite / 1000);
        if (ask > bid) intents.Sell(party, ask, chance.Scaled(SmallQuote, LargeQuote) * appetite / 1000);
    }

    /// <summary>A private person's part of the day: most stay away.</summary>
    public static void Visit(Investor investor, Tape tape, long worth, int appetite, Intents intents)
    {
        if (investor.Chance.PerMille(ComesToday)) Come(investor, tape, worth, appetite, intents);
    }

    /// <summary>A private person's order: mostly near the last price, now and then careless.</summary>
    public static void Come(Investor investor, Tape tape, long worth, int appetite, Intents intents)
    {
        var (party, chance) = (investor.Party, investor.Chance);
        foreach (var order in party.Orders)
            if (chance.PerMille(400)) intents.Cancel(party, order);
        if (party.Orders.Count > 2) return;
        var view = (tape.Last * 3 + worth) / 4;
        view += view * investor.Plan.BiasPerMille / 1000;
        var sells = party.FreeAllowances > 0 && chance.PerMille(party.FreeCash < 100_000 ? 850 : 640);
        var off = view * chance.Between(-25, 90) / 10_000;
        var quantity = chance.Scaled(10, 200) * appetite / 1000;
        if (chance.PerMille(6))
            Careless(investor, tape, intents);
        else if (sells)
            intents.Sell(party, tape.Within(view - off), quantity);
        else
            intents.Buy(party, tape.Within(view + off), quantity);
    }

    /// <summary>Mistakes people make: a price outside the band, more than one has, another person's account.</summary>
    private static void Careless(Investor investor, Tape tape, Intents intents)
    {
        var (party, chance) = (investor.Party, investor.Chance);
        switch (chance.Below(4))
        {
            case 0:
                intents.Send(party, Side.Buy, new Price(tape.LimitUp + chance.Between(5, 400)), 100);
                break;
            case 1:
                intents.Send(party, Side.Sell, new Price(Math.Max(1, tape.LimitDown - chance.Between(5, 400))), 100);
                break;
            case 2:
                intents.Send(party, Side.Sell, tape.Within(tape.Last), party.FreeAllowances + chance.Between(1, 5_000));
                break;
            default:
                intents.Send(party, Side.Buy, tape.Within(tape.Last),
                    party.FreeCash / Math.Max(1, tape.Last) + chance.Between(2_000, 20_000));
                break;
        }
    }

    /// <summary>An institution with much more stock than it came with asks less, one with much less bids
    /// more.</summary>
    private static long Lean(Investor investor, long view)
    {
        var usual = Math.Max(1, investor.Plan.Stock);
        var stock = investor.Party.Allowances + investor.Party.Arriving;
        var over = Math.Clamp((stock - usual) * 100 / usual, -100, 100);
        return -view * over * 12 / 100 / 1000;
    }
}
