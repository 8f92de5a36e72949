namespace Chutan.Market.Clearing;

/// <summary>Money was tied up in a participant's account for something other than an order: a bid guarantee, a
/// withdrawal under way, a margin. Several reservations under one reference add up.</summary>
[Wire("clearing.reserved")]
public sealed record MoneyReserved(AccountId Account, string Reference, Money Amount) : ClearingEvent;

/// <summary>Money reserved under a reference is free again, wholly or in part.</summary>
[Wire("clearing.unreserved")]
public sealed record MoneyUnreserved(AccountId Account, string Reference, Money Amount) : ClearingEvent;

/// <summary>What one decision does to the money ledger besides orders and trades: checks each step against the state
/// and the steps before it, and collects the events. A step that is refused changes nothing; the caller then refuses
/// the whole decision. Flows of auctions, interventions and finance use this and nothing else to tie up or move
/// money.</summary>
/// <example>A bid guarantee: <c>draft.Reserve(bidder, "auction 7", amount)</c>; the winner pays:
/// <c>draft.Move(Purse.Of(bidder), Purse.Of(HouseAccount.AuctionRevenue), price, MoneyCause.AuctionPayment,
/// "auction 7", outOf: "auction 7")</c>; the rest is freed: <c>draft.Unreserve(bidder, "auction 7")</c>.</example>
public sealed class MoneyDraft(ClearingState clearing)
{
    /// <summary>Longest reference of a reservation or movement, in characters.</summary>
    public const int LongestReference = 64;

    private readonly List<Event> events = [];
    private readonly Dictionary<AccountId, Money> cover = [];
    private readonly Dictionary<(AccountId Account, string Reference), Money> reserved = [];
    private readonly Dictionary<HouseAccount, Money> house = [];

    /// <summary>What happened so far, in order.</summary>
    public IReadOnlyList<Event> Events => events;

    /// <summary>Cash of an account that nothing ties up. Sale proceeds before settlement are not cash.</summary>
    public Money Free(AccountId account) => Money.Max(Cover(account), Money.Zero);

    /// <summary>What is tied up in an account under a reference.</summary>
    public Money Reserved(AccountId account, string reference) =>
        reserved.TryGetValue((account, reference), out var amount)
            ? amount
            : clearing.Reserved(account, reference);

    /// <summary>What a reservation can pay: all of it, unless the bank took a deposit back and the account has less
    /// cash than is tied up in it; then what its cash leaves after everything else that is tied up.</summary>
    public Money Payable(AccountId account, string reference) =>
        Money.Max(Reserved(account, reference) + Money.Min(Cover(account), Money.Zero), Money.Zero);

    public Money Balance(HouseAccount account) =>
        house.TryGetValue(account, out var amount) ? amount : clearing.House.Balance(account);

    /// <summary>Ties up free money under a reference; refused when there is too little.</summary>
    public Refusal? Reserve(AccountId account, string reference, Money amount)
    {
        Check(reference, amount);
        if (amount > Free(account)) return Insufficient(account, amount);
        cover[account] = Cover(account) - amount;
        reserved[(account, reference)] = Reserved(account, reference) + amount;
        events.Add(new MoneyReserved(account, reference, amount));
        return null;
    }

    /// <summary>Frees part of a reservation, or all of it when no amount is given; nothing happens when nothing is
    /// left of it.</summary>
    public Refusal? Unreserve(AccountId account, string reference, Money? amount = null)
    {
        var there = Reserved(account, reference);
        if (amount is null && there == Money.Zero) return null;
        var part = amount ?? there;
        Check(reference, part);
        if (part > there) return NotReserved(account, reference, part);
        reserved[(account, reference)] = there - part;
        cover[account] = Cover(account) + part;
        events.Add(new MoneyUnreserved(account, reference, part));
        return null;
    }

    /// <summary>Moves money from one purse to another: out of a reservation of the paying account when one is named,
    /// otherwise out of its free money. House accounts never go below zero.</summary>
    public Refusal? Move(Purse from, Purse to, Money amount, MoneyCause cause, string reference, string? outOf = null)
    {
        Check(reference, amount);
        if (from.House is { } payer)
        {
            if (amount > Balance(payer))
                return ClearingRefusals.HouseShort.With(ClearingBasis.Settlement, ("account", payer),
                    ("needed", amount), ("available", Balance(payer)));
            house[payer] = Balance(payer) - amount;
        }
        else if (Take(from.Account!.Value, amount, outOf) is { } refusal) return refusal; // a purse is one of the two
        if (to.House is { } receiver) house[receiver] = Balance(receiver) + amount;
        else if (to.Account is { } account) cover[account] = Cover(account) + amount;
        events.Add(new MoneyMoved(from, to, amount, cause, outOf, reference));
        return null;
    }

    private Refusal? Take(AccountId account, Money amount, string? outOf)
    {
        if (outOf is null)
        {
            if (amount > Free(account)) return Insufficient(account, amount);
            cover[account] = Cover(account) - amount;
            return null;
        }
        var there = Reserved(account, outOf);
        if (amount > there) return NotReserved(account, outOf, amount);
        if (amount > Payable(account, outOf))
            return ClearingRefusals.InsufficientFunds.With(ClearingBasis.FullPayment, ("account", account),
                ("needed", amount), ("available", Payable(account, outOf)));
        reserved[(account, outOf)] = there - amount;
        return null;
    }

    /// <summary>Cash less what is tied up: below zero only after the bank took a deposit back.</summary>
    private Money Cover(AccountId account) => cover.TryGetValue(account, out var amount) ? amount
        : clearing.Find(account) is { } cash ? cash.Balance - cash.Frozen : Money.Zero;

    private Refusal Insufficient(AccountId account, Money needed) => ClearingRefusals.InsufficientFunds.With(
        ClearingBasis.FullPayment, ("account", account), ("needed", needed), ("available", Free(account)));

    private Refusal NotReserved(AccountId account, string reference, Money needed) =>
        ClearingRefusals.NotReserved.With(ClearingBasis.Settlement, ("account", account), ("reference", reference),
            ("needed", needed), ("reserved", Reserved(account, reference)));

    private static void Check(string reference, Money amount)
    {
        if (reference.Length is 0 or > LongestReference)
            throw new ArgumentException($"A reference has 1 to {LongestReference} characters.", nameof(reference));
        if (amount <= Money.Zero) throw new ArgumentException("Money moves in amounts above zero.", nameof(amount));
    }
}
