using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chutan.Market.Clearing;

public abstract record ClearingEvent : Event;

/// <summary>How far the current business day has come in clearing.</summary>
public enum SettlementPhase
{
    /// <summary>No day was ever opened.</summary>
    None = 0,
    /// <summary>Trades make obligations.</summary>
    Trading = 1,
    /// <summary>Delivered and paid; to be reconciled.</summary>
    Settled = 2,
    /// <summary>Reconciliation found differences: the next day stays shut.</summary>
    Different = 3,
    /// <summary>Registry, exchange and bank agree.</summary>
    Reconciled = 4,
}

/// <summary>What one trade obliges its two sides to 逐笔全额: gross, trade by trade.</summary>
/// <param name="Instrument">Code of what was traded, as the exchange lists it.</param>
public sealed record Obligation(TradeId Trade, string Instrument, TradeMode Mode, AccountId Buyer, AccountId Seller,
    Tonnes Quantity, Money Value, Money BuyerFee, Money SellerFee)
{
    /// <summary>What the buyer pays: the value and its fee.</summary>
    public Money Payable => Value + BuyerFee;

    /// <summary>What the seller gets: the value less its fee.</summary>
    public Money Receivable => Value - SellerFee;
}

/// <summary>Money: each participant's account, what orders and trades tie up in it, fee income, and the cash at the
/// settlement bank. Every fen in an account is a fen at the bank.</summary>
public sealed class ClearingState
{
    private readonly Dictionary<AccountId, CashAccount> accounts = [];
    private readonly List<CashAccount> inOrder = [];
    private readonly Dictionary<OrderId, Reservation> reservations = [];
    private readonly SortedDictionary<(AccountId Account, string Reference), Money> tied = new(ByAccountAndReference);
    private readonly OpenObligations obligations = new();
    private readonly SortedSet<string> bankReferences = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AccountId, Statement> statements = [];

    public LocalDate? BusinessDate { get; private set; }
    public SettlementPhase Phase { get; private set; }

    /// <summary>The terms of the current day; null before the first.</summary>
    public SettlementTerms? Terms { get; private set; }

    /// <summary>The banks, whose account is at which, and the cash at each.</summary>
    public SettlementBanks Banks { get; } = new();

    /// <summary>Files from and to the banks, withdrawals and deposits.</summary>
    public BankTraffic Traffic { get; } = new();

    /// <summary>Fees per mode and ways of settling per instrument of the current day.</summary>
    public SettlementSettings Settings { get; } = new();

    /// <summary>How far the end of the day has come.</summary>
    public SettlementRun Run { get; } = new();

    /// <summary>Differences that reconciliation found.</summary>
    public DifferenceCases Cases { get; } = new();

    /// <summary>Trades that could not be delivered or paid.</summary>
    public DefaultCases Defaults { get; } = new();

    /// <summary>Objections to statements.</summary>
    public StatementObjections Objections { get; } = new();

    /// <summary>Money that belongs to no participant.</summary>
    public HouseFunds House { get; } = new();

    /// <summary>What auction revenue was spent on.</summary>
    public RevenueSpending RevenueSpent { get; } = new();

    /// <summary>Fees earned and not paid out.</summary>
    public Money FeeIncome => House.Balance(HouseAccount.FeeIncome);

    /// <summary>Cash at all settlement banks according to these books.</summary>
    public Money BankTotal { get; private set; }

    /// <summary>The last settlement; null before the first.</summary>
    public DaySettled? LastSettlement { get; private set; }

    /// <summary>What the last reconciliation found; empty when all agreed.</summary>
    public ImmutableArray<Difference> Differences { get; private set; } = [];

    /// <summary>All money accounts, by number.</summary>
    public IReadOnlyCollection<CashAccount> Accounts => inOrder;
    internal int AccountCount => inOrder.Count;

    /// <summary>Trades not settled yet, in the order they were made.</summary>
    public IReadOnlyCollection<Obligation> Obligations => obligations;

    /// <summary>The statements of the last reconciled day, by account. Earlier ones are in the journal.</summary>
    public IReadOnlyDictionary<AccountId, Statement> Statements => statements;

    public CashAccount? Find(AccountId account) => accounts.GetValueOrDefault(account);

    /// <summary>Cash in the account, tied up or not.</summary>
    public Money Balance(AccountId account) => Find(account)?.Balance ?? Money.Zero;

    /// <summary>Tied up by open buy orders and by purchases not settled yet.</summary>
    public Money Frozen(AccountId account) => Find(account)?.Frozen ?? Money.Zero;

    /// <summary>What the account can still buy for: cash not tied up, and today's sale proceeds where the rules let
    /// them be used the same day.</summary>
    public Money Available(AccountId account)
    {
        if (Find(account) is not { } cash) return Money.Zero;
        var free = cash.Balance - cash.Frozen;
        if (Terms is { CashReuseLagDays: 0 }) free += cash.Receivable;
        return Money.Max(free, Money.Zero);
    }

    /// <summary>What can be paid out: cash not tied up. Proceeds of trades not settled yet are not cash.</summary>
    public Money Withdrawable(AccountId account) =>
        Find(account) is { } cash ? Money.Max(cash.Balance - cash.Frozen, Money.Zero) : Money.Zero;

    /// <summary>What an open buy order still ties up for its unfilled part.</summary>
    public Money Reserved(OrderId order) => reservations.GetValueOrDefault(order).Amount;

    /// <summary>Reads what an order ties up; see <see cref="MarketState.Foresee"/>.</summary>
    internal void Foresee(OrderId order) =>
        Ahead.Expect(in CollectionsMarshal.GetValueRefOrNullRef(reservations, order));

    /// <summary>What is tied up in an account under a reference other than an order.</summary>
    public Money Reserved(AccountId account, string reference) => tied.GetValueOrDefault((account, reference));

    /// <summary>Everything tied up under references other than orders, by account and reference.</summary>
    public IEnumerable<(AccountId Account, string Reference, Money Amount)> Tied =>
        tied.Select(t => (t.Key.Account, t.Key.Reference, t.Value));

    public bool HasBankReference(string reference) => bankReferences.Contains(reference);

    /// <summary>Tied up by open buy orders, per account; for the invariants.</summary>
    internal IEnumerable<(AccountId Account, Money Amount)> Reservations =>
        reservations.Values.Select(r => (r.Account, r.Amount));

    internal void Apply(ClearingEvent happened, EventContext context)
    {
        switch (happened)
        {
            case MoneyFrozen e: Freeze(e); break;
            case ObligationBooked e: Book(e); break;
            case MoneyReleased e: Release(e); break;
            case MoneyDeposited e: Deposit(e); break;
            case MoneyWithdrawn e: Withdraw(e); break;
            case MoneyTransferred e: Transfer(e); break;
            case TransfersLeftOut: break;
            case SettlementDayOpened e: Open(e); break;
            case TradeSettled e: Settle(e); break;
            case DaySettled e:
                Phase = SettlementPhase.Settled;
                LastSettlement = e;
                break;
            case DayReconciled e: Reconcile(e); break;
            case NetPositionSettled e: Settle(e); break;
            case ObligationsNetted e:
                foreach (var trade in e.Trades) obligations.Remove(trade);
                break;
            case SettlementSettingsRead e: Settings.Apply(e); break;
            case SettlementStepDone e: Step(e, context.At); break;
            case BooksReconciled e:
                if (e.Open > 0) Phase = SettlementPhase.Different;
                break;
            case ObjectionFiled e: Objections.File(e, context.At); break;
            case ObjectionAnswered e: Objections.Answer(e); break;
            case StatementsAgreed: break;
            case DefaultOpened or DefaultSettled or DefaultClosedOut or DefaultPenaltySet or DefaultCollected:
                ApplyToDefault(happened, BusinessDate ?? context.Date);
                break;
            case DifferenceFound or DifferenceChanged or DifferenceAgreed or DifferenceNoted or OverrideProposed
                or OverrideConfirmed:
                Cases.Apply(happened, context.At);
                break;
            case MoneyReserved e: Tie(e.Account, e.Reference, e.Amount); break;
            case MoneyUnreserved e: Tie(e.Account, e.Reference, -e.Amount); break;
            case MoneyMoved e: Move(e); break;
            case AuctionRevenueDisbursed e: Disburse(e); break;
            case SettlementBankRegistered e: Banks.Register(e, House.Total); break;
            case WithdrawalRequested e: Traffic.Request(e); break;
            case WithdrawalClosed e: Traffic.Close(e); break;
            case BankFileImported e: Traffic.Import(e); break;
            case BankBalanceReported e: Traffic.State(e); break;
            case BalanceTyped: break;
            case BankFileIssued e: Issue(e); break;
            case DepositReversed e: Reverse(e); break;
            case BankAccountBound e: Banks.Bind(e, Balance(e.Account)); break;
            default: throw new InvalidOperationException($"Clearing has no place for {happened.GetType().Name}.");
        }
    }

    internal void Save(StateWriter to)
    {
        to.Date(BusinessDate);
        to.Int((int)Phase);
        House.Save(to);
        RevenueSpent.Save(to);
        Banks.Save(to);
        Traffic.Save(to);
        Settings.Save(to);
        Run.Save(to);
        Cases.Save(to);
        Defaults.Save(to);
        Objections.Save(to);
        to.Long(BankTotal.Fen);
        to.Bool(Terms is not null);
        if (Terms is not null) ClearingSnapshot.Write(to, Terms);
        to.Bool(LastSettlement is not null);
        if (LastSettlement is not null) ClearingSnapshot.Write(to, LastSettlement);
        to.Many(Differences, d => ClearingSnapshot.Write(to, d));
        to.Many(inOrder, a => ClearingSnapshot.Write(to, a));
        to.Many([.. reservations.OrderBy(r => r.Key)], r => ClearingSnapshot.Write(to, r.Key, r.Value));
        to.Many(tied, t =>
        {
            to.Long(t.Key.Account.Number);
            to.String(t.Key.Reference);
            to.Long(t.Value.Fen);
        });
        to.Many(obligations, o => ClearingSnapshot.Write(to, o));
        to.Many(bankReferences, to.String);
        to.Many(statements.Values, s => ClearingSnapshot.Write(to, s));
    }

    internal void Load(StateReader from)
    {
        BusinessDate = from.MaybeDate();
        Phase = (SettlementPhase)from.Int();
        House.Load(from);
        RevenueSpent.Load(from);
        Banks.Load(from);
        Traffic.Load(from);
        Settings.Load(from);
        Run.Load(from);
        Cases.Load(from);
        Defaults.Load(from);
        Objections.Load(from);
        BankTotal = new Money(from.Long());
        if (from.Bool()) Terms = ClearingSnapshot.ReadTerms(from);
        if (from.Bool()) LastSettlement = ClearingSnapshot.ReadSettlement(from);
        var differences = ImmutableArray.CreateBuilder<Difference>();
        from.Many(() => differences.Add(ClearingSnapshot.ReadDifference(from)));
        Differences = differences.ToImmutable();
        from.Many(() => Enter(ClearingSnapshot.ReadAccount(from)));
        from.Many(() => reservations.Add(new(from.Long()), ClearingSnapshot.ReadReservation(from)));
        from.Many(() => tied.Add((new(from.Long()), from.String()), new(from.Long())));
        from.Many(() =>
        {
            var obligation = ClearingSnapshot.ReadObligation(from);
            obligations.Add(obligation);
        });
        from.Many(() => bankReferences.Add(from.String()));
        from.Many(() =>
        {
            var statement = ClearingSnapshot.ReadStatement(from);
            statements.Add(statement.Account, statement);
        });
    }

    private void Freeze(MoneyFrozen e)
    {
        Get(e.Account).Frozen += e.Amount;
        reservations.Add(e.Order, new Reservation(e.Account, e.Amount));
    }

    /// <summary>What the trade costs moves from the order's reservation to the obligation and stays frozen; what the
    /// better price saved is free at once. A trade beside the book has no order: what it costs is frozen now.</summary>
    private void Book(ObligationBooked e)
    {
        var obligation = e.Obligation;
        if (e.BuyOrder.Number == 0)
        {
            Get(e.Buyer).Frozen += obligation.Payable;
        }
        else
        {
            Take(e.BuyOrder, obligation.Payable + e.Released);
            Get(e.Buyer).Frozen -= e.Released;
        }
        Get(obligation.Seller).Receivable += obligation.Receivable;
        obligations.Add(obligation);
    }

    private void Release(MoneyReleased e)
    {
        Take(e.Order, e.Amount);
        Get(e.Account).Frozen -= e.Amount;
    }

    private void Take(OrderId order, Money amount)
    {
        ref var reservation = ref CollectionsMarshal.GetValueRefOrNullRef(reservations, order);
        if (Unsafe.IsNullRef(ref reservation) || reservation.Amount < amount)
            throw new InvalidOperationException($"Order {order} reserved too little.");
        if (reservation.Amount == amount) reservations.Remove(order);
        else reservation = reservation with { Amount = reservation.Amount - amount };
    }

    private void Deposit(MoneyDeposited e)
    {
        var cash = Get(e.Account);
        cash.Balance += e.Amount;
        cash.Deposited += e.Amount;
        BankTotal += e.Amount;
        Banks.Receive(e.Account, e.Amount);
        bankReferences.Add(e.BankReference);
        Traffic.Deposit(e);
        if (cash.Shortfall == Money.Zero) cash.Reversed = Money.Zero;
    }

    private void Issue(BankFileIssued e)
    {
        Traffic.Issue(e);
        Banks.EvenOut(e.File.Bank);
    }

    private void Reverse(DepositReversed e)
    {
        var cash = Get(e.Account);
        cash.Balance -= e.Amount;
        cash.Deposited -= e.Amount;
        cash.Reversed += e.Amount;
        BankTotal -= e.Amount;
        Banks.Receive(e.Account, -e.Amount);
        bankReferences.Add(e.BankReference);
        Traffic.Reverse(e);
    }

    private void Withdraw(MoneyWithdrawn e)
    {
        var cash = Get(e.Account);
        cash.Balance -= e.Amount;
        cash.Withdrawn += e.Amount;
        BankTotal -= e.Amount;
        Banks.Receive(e.Account, -e.Amount);
        bankReferences.Add(e.BankReference);
    }

    private void Disburse(AuctionRevenueDisbursed e)
    {
        House.Add(HouseAccount.AuctionRevenue, -e.Amount);
        RevenueSpent.Add(e.Use, e.Amount);
        BankTotal -= e.Amount;
        Banks.Receive(Purse.Of(HouseAccount.AuctionRevenue), -e.Amount);
        bankReferences.Add(e.BankReference);
    }

    private void Open(SettlementDayOpened e)
    {
        (BusinessDate, Terms, Phase, Differences) = (e.Date, e.Terms, SettlementPhase.Trading, []);
        Settings.Apply(null);
    }

    private void Settle(TradeSettled e)
    {
        if (obligations.Remove(e.Trade) is not { } obligation)
            throw new InvalidOperationException($"Trade {e.Trade} has no obligation.");
        var seller = Get(e.Seller);
        Pay(obligation);
        seller.Receivable -= obligation.Receivable;
    }

    /// <summary>Pays one trade: out of what is frozen in the buyer's account, into the seller's, the fees to the house.
    /// </summary>
    private void Pay(Obligation o)
    {
        var (buyer, seller) = (Get(o.Buyer), Get(o.Seller));
        buyer.Balance -= o.Payable;
        buyer.Frozen -= o.Payable;
        buyer.Bought += o.Value;
        buyer.Fees += o.BuyerFee;
        seller.Balance += o.Receivable;
        seller.Sold += o.Value;
        seller.Fees += o.SellerFee;
        var house = Purse.Of(HouseAccount.FeeIncome);
        House.Add(HouseAccount.FeeIncome, o.BuyerFee + o.SellerFee);
        Banks.Follow(Purse.Of(o.Buyer), Purse.Of(o.Seller), o.Value);
        Banks.Follow(Purse.Of(o.Buyer), house, o.BuyerFee);
        Banks.Follow(Purse.Of(o.Seller), house, o.SellerFee);
    }

    /// <summary>One account's trades in one instrument at once; over all accounts the changes and the fees add up to
    /// nothing.</summary>
    private void Settle(NetPositionSettled e)
    {
        var cash = Get(e.Account);
        var (pays, gets) = (e.Paid + e.BuyerFees, e.Received - e.SellerFees);
        cash.Balance += gets - pays;
        cash.Frozen -= pays;
        cash.Receivable -= gets;
        cash.Bought += e.Paid;
        cash.Sold += e.Received;
        cash.Fees += e.BuyerFees + e.SellerFees;
        House.Add(HouseAccount.FeeIncome, e.BuyerFees + e.SellerFees);
        Banks.Change(Purse.Of(e.Account), gets - pays);
        Banks.Change(Purse.Of(HouseAccount.FeeIncome), e.BuyerFees + e.SellerFees);
    }

    private void Step(SettlementStepDone e, Instant at)
    {
        Run.Done(e, at);
        if (e.Step == RunStep.Reconciled) Phase = SettlementPhase.Reconciled;
        else if (e.Step == RunStep.StatementsIssued) IssueStatements(e.Date);
    }

    private void ApplyToDefault(ClearingEvent happened, LocalDate date)
    {
        switch (happened)
        {
            case DefaultOpened e:
                var obligation = obligations.Remove(e.Trade);
                Defaults.OpenCase(e, obligation!); // a case is opened for a trade that has not settled
                Get(obligation!.Seller).Receivable -= obligation.Receivable;
                break;
            case DefaultSettled e: Pay(Defaults.Settle(e, date).Obligation); break;
            case DefaultClosedOut e:
                var undone = Defaults.CloseOut(e).Obligation;
                Get(undone.Buyer).Frozen -= undone.Payable;
                break;
            case DefaultPenaltySet e: Defaults.SetPenalty(e); break;
            case DefaultCollected e: Defaults.Collect(e); break;
        }
    }

    private void Tie(AccountId account, string reference, Money amount)
    {
        var left = Reserved(account, reference) + amount;
        if (left < Money.Zero) throw new InvalidOperationException($"{reference} has reserved too little.");
        if (left == Money.Zero) tied.Remove((account, reference));
        else tied[(account, reference)] = left;
        Get(account).Frozen += amount;
    }

    private void Move(MoneyMoved e)
    {
        if (e.From.Account is { } payer)
        {
            if (e.Reservation is not null) Tie(payer, e.Reservation, -e.Amount);
            Book(payer, -e.Amount);
        }
        else if (e.From.House is { } house) House.Add(house, -e.Amount);
        if (e.To.Account is { } receiver) Book(receiver, e.Amount);
        else if (e.To.House is { } house) House.Add(house, e.Amount);
        Banks.Follow(e.From, e.To, e.Amount);

        void Book(AccountId account, Money amount)
        {
            var cash = Get(account);
            cash.Balance += amount;
            cash.Other += amount;
        }
    }

    private void Reconcile(DayReconciled e)
    {
        Differences = e.Differences;
        Phase = e.Differences.IsEmpty ? SettlementPhase.Reconciled : SettlementPhase.Different;
        if (e.Differences.IsEmpty) IssueStatements(e.Date);
    }

    private void IssueStatements(LocalDate date)
    {
        statements.Clear();
        foreach (var account in inOrder) statements.Add(account.Id, account.CloseStatement(date));
    }

    private static readonly Comparer<(AccountId Account, string Reference)> ByAccountAndReference =
        Comparer<(AccountId Account, string Reference)>.Create((a, b) => a.Account != b.Account
            ? a.Account.CompareTo(b.Account)
            : string.CompareOrdinal(a.Reference, b.Reference));

    private CashAccount Get(AccountId id)
    {
        if (accounts.TryGetValue(id, out var account)) return account;
        return Enter(new CashAccount(id));
    }

    private CashAccount Enter(CashAccount account)
    {
        account.Place = accounts.Count;
        accounts.Add(account.Id, account);
        var at = inOrder.BinarySearch(account, CashAccount.ByNumber);
        inOrder.Insert(~at, account);
        return account;
    }

    private void Transfer(MoneyTransferred e)
    {
        foreach (ref readonly var transfer in e.Transfers.AsSpan())
        {
            var (from, to) = (Get(transfer.From), Get(transfer.To));
            from.Balance -= transfer.Amount;
            from.Other -= transfer.Amount;
            to.Balance += transfer.Amount;
            to.Other += transfer.Amount;
            Banks.Follow(Purse.Of(transfer.From), Purse.Of(transfer.To), transfer.Amount);
        }
    }
}

/// <summary>One participant's money account 交易结算资金账户.</summary>
public sealed class CashAccount
{
    internal CashAccount(AccountId id) => Id = id;

    internal static readonly IComparer<CashAccount> ByNumber =
        Comparer<CashAccount>.Create((a, b) => a.Id.CompareTo(b.Id));

    public AccountId Id { get; }

    /// <summary>Its place among the accounts of this run, in order of entry; not part of the market's state.</summary>
    internal int Place { get; set; }
    public Money Balance { get; internal set; }

    /// <summary>Tied up by open buy orders and by purchases not settled yet.</summary>
    public Money Frozen { get; internal set; }

    /// <summary>Proceeds, less fees, of sales not settled yet.</summary>
    public Money Receivable { get; internal set; }

    /// <summary>By how much what orders and trades tie up exceeds what is there and due: only after the bank took a
    /// deposit back.</summary>
    public Money Shortfall => Money.Max(Frozen - Balance - Receivable, Money.Zero);

    /// <summary>Deposits the bank took back since the account was last whole.</summary>
    internal Money Reversed { get; set; }

    /// <summary>Whether nothing is in it, tied up in it or due to it.</summary>
    public bool IsEmpty => Balance == Money.Zero && Frozen == Money.Zero && Receivable == Money.Zero;

    // Since the last statement.
    internal Money Opening { get; set; }
    internal Money Deposited { get; set; }
    internal Money Withdrawn { get; set; }
    internal Money Bought { get; set; }
    internal Money Sold { get; set; }
    internal Money Fees { get; set; }
    internal Money Other { get; set; }

    /// <summary>The statement up to now, and a fresh start.</summary>
    internal Statement CloseStatement(LocalDate date)
    {
        var statement = new Statement(Id, date, Opening, Deposited, Withdrawn, Bought, Sold, Fees, Other, Balance);
        Opening = Balance;
        Deposited = Withdrawn = Bought = Sold = Fees = Other = Money.Zero;
        return statement;
    }
}

/// <summary>One account's money over one business day 结算单: opening + deposited − withdrawn − bought + sold − fees +
/// other = closing.</summary>
/// <param name="Other">Auctions, interventions, penalties and the like: what came in less what went out.</param>
public sealed record Statement(AccountId Account, LocalDate Date, Money Opening, Money Deposited, Money Withdrawn,
    Money Bought, Money Sold, Money Fees, Money Other, Money Closing);

/// <summary>What one buy order ties up for its unfilled part.</summary>
internal readonly record struct Reservation(AccountId Account, Money Amount);
