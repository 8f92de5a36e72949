using System.Globalization;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;

namespace Chutan.Market.Tests.Whole;

/// <summary>Money: payments in and out, by hand and by bank files, deposits taken back, transfers, default cases,
/// objections.</summary>
internal sealed class MoneyTraffic(WholeMarket world)
{
    private static readonly string[] Banks = ["HBNK", "WHBK"];
    private readonly Random random = world.Random;

    private ClearingState Clearing => world.State.Clearing;

    public Sent? Next() => random.Next(16) switch
    {
        0 => world.By(world.Market.Clearing, new DepositMoney(world.AnyAccount(), Amount(40_000),
            world.NextReference())),
        1 => world.By(world.Market.Clearing, new WithdrawMoney(world.AnyAccount(), Amount(30_000),
            world.NextReference())),
        2 or 3 => world.Own(new RequestWithdrawal(world.AnyAccount(), Amount(30_000))),
        4 => Withdrawn(WithdrawalStatus.Requested) is { } early
            ? world.Own(new CancelWithdrawal(early.Account, early.Number)) : null,
        5 => world.By(world.Market.Clearing, new IssueBankFile(Banks[random.Next(2)])),
        6 or 7 => Import(),
        8 => Transfer(),
        9 => Rebind(),
        10 => Objection(),
        11 => world.Any(Clearing.Objections.All.Where(o => o.Status == ObjectionStatus.Filed)) is { } filed
            ? world.By(world.Market.Clearing, new AnswerObjection(filed.Number, random.Next(2) == 0, "已核对")) : null,
        _ => Default(),
    };

    /// <summary>What is done about a case of default; also in quiet hours.</summary>
    public Sent? Default()
    {
        // After the deadline they are closed out; before it the attempt is refused.
        if (world.Any(Clearing.Defaults.Open.Where(c => c.Deadline < world.Market.Date)) is { } late)
            return world.By(world.Market.Clearing, new CloseOutDefault(late.Number, "逾期未补足"));
        if (world.Any(Clearing.Defaults.Open) is { } open)
            return world.By(world.Market.Clearing, random.Next(8) switch
            {
                0 or 1 => new CloseOutDefault(open.Number, "未在期限内补足"),
                2 => new MakeUpDefault(open.Number),
                3 or 4 => new CoverDefault(open.Number),
                _ => new DepositMoney(open.Defaulter, new Money(open.Obligation.Payable.Fen / 2 + 1),
                    world.NextReference()),
            });
        return world.Any(Clearing.Defaults.All.Where(c => c.OwedPenalty + c.OwedToReserve > Money.Zero)) is { } owing
            ? world.By(world.Market.Clearing, new CollectDefault(owing.Number))
            : null;
    }

    /// <summary>A file by which a bank pays in the larger part of what each of its holders has: it may take it back.
    /// </summary>
    public static Sent FirstDeposits(WholeMarket world, string bank)
    {
        var lines = new List<(char Kind, Money Amount, string Text)>();
        foreach (var account in world.Accounts)
            for (var payments = 5; payments > 0; payments--)
                if (world.State.Clearing.Banks.BindingOf(account) is { } bound && bound.Bank == bank)
                    lines.Add(Deposit(world, bank, account, new Money(world.Random.Next(1, 60) * 15_000L)));
        return File(world, bank, lines);
    }

    /// <summary>A file by which a bank states its closing balance, and states it truly.</summary>
    public static Sent Statement(WholeMarket world, string bank)
    {
        var cash = world.State.Clearing.Banks.Find(bank)!.Cash; // both banks are registered from the beginning
        return File(world, bank, [('C', Money.Zero,
            $"C,{world.NextReference()},{Text.Of(world.Market.Date)},{Yuan(cash)}")]);
    }

    private static (char Kind, Money Amount, string Text) Deposit(WholeMarket world, string bank, AccountId account,
        Money amount)
    {
        var reference = world.NextReference();
        world.Deposits.Add((bank, reference, account, amount));
        var number = world.State.Clearing.Banks.BindingOf(account)!.Number; // asked only of bound accounts
        return ('D', amount, $"D,{reference},{number},{Text.Of(amount)}");
    }

    /// <summary>A bank takes back a deposit of somebody who then cannot pay all it has bought, if there is one.
    /// </summary>
    public Sent? TakeBack()
    {
        var buyers = Clearing.Obligations.Select(o => o.Buyer).ToHashSet();
        var back = world.Deposits.Where(d => buyers.Contains(d.Account) && d.Amount <= Clearing.Balance(d.Account)
            && d.Amount > Clearing.Withdrawable(d.Account))
            .OrderBy(d => d.Amount - Clearing.Withdrawable(d.Account)).FirstOrDefault();
        return back.Reference is null ? null : File(world, back.Bank, [Reversal(back)]);
    }

    private (char Kind, Money Amount, string Text) Reversal(
        (string Bank, string Reference, AccountId Account, Money Amount) back)
    {
        world.Deposits.Remove(back);
        return ('R', back.Amount, $"R,{world.NextReference()},{back.Reference},{Yuan(back.Amount)},汇款人撤回");
    }

    /// <summary>A file with one to three lines: deposits, and what the bank says to withdrawals sent to it.</summary>
    private Sent Import()
    {
        var bank = Banks[random.Next(2)];
        var lines = new List<(char Kind, Money Amount, string Text)>();
        foreach (var sent in Clearing.Traffic.Withdrawals.Where(w => w.Status == WithdrawalStatus.Sent
            && w.Bank == bank).Take(2))
            lines.Add(random.Next(3) == 0
                ? ('X', sent.Amount, $"X,{world.NextReference()},{sent.Number},{Yuan(sent.Amount)},账号有误")
                : ('W', sent.Amount, $"W,{world.NextReference()},{sent.Number},{Yuan(sent.Amount)}"));
        var bound = world.Accounts.Where(a => Clearing.Banks.BindingOf(a)?.Bank == bank).ToList();
        if (bound.Count > 0 && (lines.Count == 0 || random.Next(2) == 0))
            lines.Add(Deposit(world, bank, bound[random.Next(bound.Count)], Amount(50_000)));
        if (random.Next(3) == 0 && world.Deposits.FindLast(d => d.Bank == bank) is { Reference: not null } back)
            lines.Add(Reversal(back));
        return File(world, bank, lines);
    }

    private static Sent File(WholeMarket world, string bank, List<(char Kind, Money Amount, string Text)> records)
    {
        var number = world.NextFile();
        var (into, out_) = (new Money(records.Where(r => r.Kind == 'D').Sum(r => r.Amount.Fen)),
            new Money(records.Where(r => r.Kind is 'W' or 'R').Sum(r => r.Amount.Fen)));
        string[] lines =
        [
            $"H,{BankFileFormat.Name},{bank},{number},{Text.Of(world.Market.Date)},{BankFileFormat.Currency}",
            .. records.Select(r => r.Text),
            string.Create(CultureInfo.InvariantCulture, $"T,{records.Count},{Yuan(into)},{Yuan(out_)}"),
        ];
        return world.By(world.Market.Clearing,
            new ImportBankFile(bank, number, BankFileFormat.HashOf(lines), [.. lines]));
    }

    private Sent Transfer() => world.By(world.Market.Clearing, new TransferMoney(
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new MoneyTransfer(world.AnyAccount(),
            world.AnyAccount(), Amount(8_000)))], AllOrNothing: random.Next(2) == 0, "退款"));

    private Sent Rebind()
    {
        var account = world.AnyAccount();
        return world.By(world.Market.Clearing, new BindBankAccount(account,
            Clearing.Banks.BindingOf(account)?.Bank ?? Banks[random.Next(2)], $"63-{world.NextReference()}"));
    }

    private Sent? Objection() => Clearing.Statements.Count > 0 && Clearing.BusinessDate is { } date
        ? world.Own(new ObjectToStatement(world.AnyAccount(), date, "手续费有误"))
        : null;

    private Withdrawal? Withdrawn(WithdrawalStatus status) =>
        world.Any(Clearing.Traffic.Withdrawals.Where(w => w.Status == status));

    private Money Amount(int mostYuan) => new(random.Next(1, mostYuan) * 100L + random.Next(100));

    private static string Yuan(Money amount) => Text.Of(amount);
}
