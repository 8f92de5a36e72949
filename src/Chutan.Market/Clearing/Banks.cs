using Chutan.Market.Participants;
using Chutan.Market.Registry;

namespace Chutan.Market.Clearing;

/// <summary>指定结算银行: names a bank at which money is kept.</summary>
/// <param name="Code">Short code in bank files, for example <c>HBNK</c>: 2 to 12 capital letters and digits.</param>
/// <param name="Bank">The bank as a participant of the market.</param>
/// <param name="HoldsHouseMoney">Whether the house's own money is kept here from now on. The first bank
/// must.</param>
[Wire("clearing.register-bank"), By(Scope.Any, Rights.None, Role.Clearing, Role.Authority)]
public sealed record RegisterSettlementBank(string Code, ParticipantId Bank, bool HoldsHouseMoney) : Command;

/// <summary>绑定结算账户: a participant's money account is kept at this bank, under this number. The money paid out goes
/// to no other.</summary>
[Wire("clearing.bind-bank-account"), By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record BindBankAccount(AccountId Account, string Bank, string Number) : Command, IConcernsAccount;

[Wire("clearing.bank-registered")]
public sealed record SettlementBankRegistered(string Code, ParticipantId Bank, string NameZh, string NameEn,
    bool HoldsHouseMoney) : ClearingEvent;

[Wire("clearing.bank-account-bound")]
public sealed record BankAccountBound(AccountId Account, string Bank, string Number) : ClearingEvent;

/// <summary>结算银行: cash of clients and house at one bank, segregated in the books. <c>clients + house = cash + due
/// from other banks</c>, always.</summary>
public sealed class SettlementBank
{
    internal SettlementBank(string code, ParticipantId participant, string nameZh, string nameEn) =>
        (Code, Participant, NameZh, NameEn) = (code, participant, nameZh, nameEn);

    /// <summary>Empty for money from before any bank was named.</summary>
    public string Code { get; }
    public ParticipantId Participant { get; }
    public string NameZh { get; }
    public string NameEn { get; }

    /// <summary>Cash at the bank by these books.</summary>
    public Money Cash { get; internal set; }

    /// <summary>What other banks still owe this one for moves between purses; negative when it owes. Evened out by the
    /// interbank payments of the day's bank file.</summary>
    public Money DueFromBanks { get; internal set; }
}

/// <summary>One participant's account at its settlement bank.</summary>
public sealed record BankBinding(string Bank, string Number);

/// <summary>结算银行名录: which banks there are, whose account is at which, and the cash at each.</summary>
public sealed class SettlementBanks
{
    /// <summary>The code under which money stands from before any bank was named.</summary>
    public const string Unnamed = "";

    private readonly SortedDictionary<string, SettlementBank> banks = new(StringComparer.Ordinal);
    private readonly SortedDictionary<AccountId, BankBinding> bindings = [];
    private readonly SortedDictionary<string, AccountId> byNumber = new(StringComparer.Ordinal);

    /// <summary>All banks by code, the unnamed one first if money ever stood there.</summary>
    public IReadOnlyCollection<SettlementBank> All => banks.Values;

    /// <summary>The bank that holds the house's money.</summary>
    public string HouseBank { get; private set; } = Unnamed;

    /// <summary>Whether any bank has been named.</summary>
    public bool Any => HouseBank.Length > 0;

    public SettlementBank? Find(string code) => banks.GetValueOrDefault(code);
    public BankBinding? BindingOf(AccountId account) => bindings.GetValueOrDefault(account);

    /// <summary>The account bound to a number at a bank; null when none is.</summary>
    public AccountId? AccountAt(string bank, string number) =>
        byNumber.TryGetValue(Key(bank, number), out var account) ? account : null;

    /// <summary>The bank at which a purse's money lies.</summary>
    public string BankOf(Purse purse) => purse.Account is { } account
        ? bindings.GetValueOrDefault(account)?.Bank ?? Unnamed
        : HouseBank;

    internal void Register(SettlementBankRegistered e, Money houseTotal)
    {
        banks.Add(e.Code, new SettlementBank(e.Code, e.Bank, e.NameZh, e.NameEn));
        if (!e.HoldsHouseMoney) return;
        Owe(HouseBank, e.Code, houseTotal);
        HouseBank = e.Code;
    }

    internal void Bind(BankAccountBound e, Money balance)
    {
        if (bindings.TryGetValue(e.Account, out var before)) byNumber.Remove(Key(before.Bank, before.Number));
        Owe(BankOf(Purse.Of(e.Account)), e.Bank, balance);
        bindings[e.Account] = new BankBinding(e.Bank, e.Number);
        byNumber.Add(Key(e.Bank, e.Number), e.Account);
    }

    internal void Receive(AccountId account, Money amount) => Receive(Purse.Of(account), amount);

    internal void Receive(Purse purse, Money amount) => Get(BankOf(purse)).Cash += amount;

    /// <summary>Money changed its purse: where the two lie at different banks, one bank now owes the other.</summary>
    internal void Follow(Purse from, Purse to, Money amount) => Owe(BankOf(from), BankOf(to), amount);

    /// <summary>The change of one purse among many that add up to nothing: its bank is owed as much, or owes it. At no
    /// named bank it is cash, as everywhere.</summary>
    internal void Change(Purse purse, Money amount)
    {
        if (amount == Money.Zero) return;
        var bank = Get(BankOf(purse));
        if (bank.Code == Unnamed) bank.Cash += amount;
        else bank.DueFromBanks += amount;
    }

    /// <summary>A bank was told to pay what it owes the others: its cash is what the books have there.</summary>
    internal void EvenOut(string code)
    {
        var bank = Get(code);
        (bank.Cash, bank.DueFromBanks) = (bank.Cash + bank.DueFromBanks, Money.Zero);
    }

    internal void Save(StateWriter to)
    {
        to.String(HouseBank);
        to.Many(banks.Values, b =>
        {
            foreach (var text in new[] { b.Code, b.NameZh, b.NameEn }) to.String(text);
            foreach (var number in new[] { b.Participant.Number, b.Cash.Fen, b.DueFromBanks.Fen }) to.Long(number);
        });
        to.Many(bindings, b =>
        {
            to.Long(b.Key.Number);
            to.String(b.Value.Bank);
            to.String(b.Value.Number);
        });
    }

    internal void Load(StateReader from)
    {
        HouseBank = from.String();
        from.Many(() =>
        {
            var (code, zh, en) = (from.String(), from.String(), from.String());
            banks.Add(code, new SettlementBank(code, new(from.Long()), zh, en)
            {
                Cash = new(from.Long()),
                DueFromBanks = new(from.Long()),
            });
        });
        from.Many(() =>
        {
            var (account, binding) = (new AccountId(from.Long()), new BankBinding(from.String(), from.String()));
            bindings.Add(account, binding);
            byNumber.Add(Key(binding.Bank, binding.Number), account);
        });
    }

    private void Owe(string from, string to, Money amount)
    {
        if (from == to || amount == Money.Zero) return;
        // Money at no named bank has been at one all along; naming it moves nothing between banks.
        if (from == Unnamed || to == Unnamed)
        {
            Get(from).Cash -= amount;
            Get(to).Cash += amount;
            return;
        }
        Get(from).DueFromBanks -= amount;
        Get(to).DueFromBanks += amount;
    }

    private SettlementBank Get(string code)
    {
        if (banks.TryGetValue(code, out var bank)) return bank;
        if (code.Length > 0) throw new InvalidOperationException($"There is no settlement bank {code}.");
        bank = new SettlementBank(Unnamed, default, "", "");
        banks.Add(Unnamed, bank);
        return bank;
    }

    private static string Key(string bank, string number) => $"{bank}\n{number}";
}

/// <summary>结算银行与账户绑定.</summary>
internal static class Banking
{
    private const int ShortestCode = 2;
    private const int LongestCode = 12;
    private const int LongestNumber = 34;

    public static Decision Decide(RegisterSettlementBank command, ClearingState clearing,
        ParticipantsState participants)
    {
        if (!IsCode(command.Code))
            return ClearingRefusals.BadBankCode.With(ClearingBasis.Banks, ("least", ShortestCode),
                ("most", LongestCode));
        if (clearing.Banks.Find(command.Code) is not null)
            return ClearingRefusals.BankExists.With(ClearingBasis.Banks, ("bank", command.Code));
        if (participants.Find(command.Bank) is not { Kind: ParticipantKind.Bank } bank)
            return ClearingRefusals.NotABank.With(ClearingBasis.Banks, ("participant", command.Bank));
        if (!clearing.Banks.Any && !command.HoldsHouseMoney)
            return ClearingRefusals.NoHouseBank.With(ClearingBasis.Banks, ("bank", command.Code));
        return Decision.Accept(new SettlementBankRegistered(command.Code, command.Bank, bank.NameZh, bank.NameEn,
            command.HoldsHouseMoney));
    }

    public static Decision Decide(BindBankAccount command, ClearingState clearing, RegistryState registry)
    {
        if (registry.OwnerOf(command.Account) is null)
            return ClearingRefusals.UnknownAccount.With(ClearingBasis.Banks, ("account", command.Account));
        if (command.Bank.Length == 0 || clearing.Banks.Find(command.Bank) is null)
            return ClearingRefusals.UnknownBank.With(ClearingBasis.Banks, ("bank", command.Bank));
        if (!IsNumber(command.Number))
            return ClearingRefusals.BadBankAccount.With(ClearingBasis.Banks, ("most", LongestNumber));
        if (clearing.Banks.AccountAt(command.Bank, command.Number) is not null)
            return ClearingRefusals.BankAccountTaken.With(ClearingBasis.Banks, ("bank", command.Bank),
                ("number", command.Number));
        if (clearing.Banks.BindingOf(command.Account) is { } before && before.Bank != command.Bank
            && clearing.Find(command.Account) is { IsEmpty: false } cash)
            return ClearingRefusals.MoneyAtBank.With(ClearingBasis.Banks, ("account", cash.Id), ("bank", before.Bank),
                ("balance", cash.Balance));
        return Decision.Accept(new BankAccountBound(command.Account, command.Bank, command.Number));
    }

    private static bool IsCode(string code) => code.Length is >= ShortestCode and <= LongestCode
        && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    private static bool IsNumber(string number) => number.Length is > 0 and <= LongestNumber
        && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
