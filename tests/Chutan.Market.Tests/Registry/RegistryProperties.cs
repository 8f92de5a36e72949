using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Tests;
using static Chutan.Market.Tests.Registry.RegistryMarket;

namespace Chutan.Market.Tests.Registry;

public sealed class RegistryProperties
{
    /// <summary>
    /// Goal: no sequence of commands creates, loses or doubles a unit, or lets a hold exceed its cover.
    /// Method: from each seed ten sequences of twenty random commands, refused or not; the scenario checks every
    /// invariant
    /// after each, and the snapshot at the end.
    /// </summary>
    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds)), Trait("kind", "simulation")]
    public void Units_are_conserved_by_any_sequence(int seed)
    {
        for (var run = 0; run < 10; run++)
        {
            var random = new Random(seed * 100 + run);
            var scenario = Holding100(("registry.pending_transfer.max", "9")).Issued(PaperMill, 50).Issued(Fund, 20);
            for (var step = 0; step < 20; step++)
            {
                if (random.Next(5) == 0) Trade(scenario, random);
                else
                {
                    var (command, actor) = Any(random, scenario.State.Registry);
                    scenario.When(command, actor);
                }
                if (random.Next(8) == 0) scenario.On(Scenario.FirstDay.PlusDays(run));
            }
            scenario.Reload();
            Assert.Equal(170, scenario.State.Registry.Accounts.Sum(a => scenario.Balance(a.Id)));
        }
    }

    private static (Command, Actor) Any(Random random, RegistryState registry)
    {
        AccountId[] accounts = [Ironworks, PaperMill, Fund];
        var (account, other) = (accounts[random.Next(3)], accounts[random.Next(3)]);
        var tonnes = new Tonnes(random.Next(0, 60));
        var hold = new HoldId(random.Next(1, (int)registry.NextHold.Number + 1));
        var (owner, at) = (registry.FindHold(hold)?.Account ?? account, hold);
        return random.Next(10) switch
        {
            0 => (new TransferUnits(account, other, UnitKind.Allowance, tonnes, "any"), Registrar),
            1 => (new ConfirmTransfer(registry.Pending.Find(hold)?.To ?? other, hold), Registrar),
            2 => (new WithdrawTransfer(owner, hold), Registrar),
            3 => (new FreezeUnits(account, UnitKind.Allowance, tonnes, HoldCause.Court, "any"), Court),
            4 => (new FreezeUnits(account, UnitKind.Allowance, tonnes, HoldCause.Pledged, "any"), Registrar),
            5 => (new ReleaseHold(owner, hold, random.Next(2) == 0 ? tonnes : null, "any"), Registrar),
            6 => (new DeductByJudgment(owner, at, other, tonnes, "any"), Court),
            7 => (new TransferChain([new(account, other, UnitKind.Allowance, tonnes),
                new(other, account, UnitKind.Allowance, new Tonnes(random.Next(1, 60)))], "any"), Registrar),
            8 => registry.Corrections.All.LastOrDefault() is { } c
                ? (new ReverseMovement(c.Position, c.Entry, "any"), Registrar)
                : (new ExpireTransfers(), Actor.Scheduler),
            _ => (new CancelUnits(Ironworks, UnitKind.Allowance, new Tonnes(random.Next(0, 5)), "any", "any"),
                IronworksClerk),
        };
    }

    /// <summary>What the exchange does: hold for an order, deliver part, free the rest.</summary>
    private static void Trade(Scenario scenario, Random random)
    {
        var draft = new LedgerDraft(scenario.State.Registry);
        var quantity = random.Next(1, 30);
        var (hold, refusal) = draft.Hold(PaperMill, UnitKind.Allowance, new Tonnes(quantity),
            HoldCause.InOrder, "order");
        if (refusal is not null) return;
        Assert.Null(draft.Move(PaperMill, Fund, UnitKind.Allowance, new Tonnes(random.Next(1, quantity + 1)),
            MovementCause.Trade, marksTraded: true, "trade", hold));
        if (draft.FindHold(hold) is not null && random.Next(2) == 0) Assert.Null(draft.Release(hold));
        scenario.Given([.. draft.Events]);
    }
}
