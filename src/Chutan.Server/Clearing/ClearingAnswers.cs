using Chutan.Market;
using Chutan.Market.Clearing;
using Chutan.Market.Kernel;
using Chutan.Server.Http;

namespace Chutan.Server.Clearing;

public sealed record StepFigureAnswer(string Name, Bilingual Label, string Subject, long Value, string Unit);
public sealed record RunStepAnswer(string Step, Bilingual Label, bool Done, Instant? Instant, string Hash,
    IReadOnlyList<StepFigureAnswer> Figures);
public sealed record SettlementDayAnswer(LocalDate? Date, LocalDate? RunDate, string Phase, bool TradingClosed,
    string? Next,
    bool ByHand, int OpenDifferences, int OpenDefaults, int OpenObjections, IReadOnlyList<RunStepAnswer> Steps,
    AsOf AsOf);

/// <summary>One figure beside the other party's.</summary>
/// <param name="FromFile">Whether <paramref name="Reported"/> is the closing balance a bank stated in its file.</param>
public sealed record ReportedAnswer(string Figure, Bilingual Label, string Subject, long Ours, long Reported,
    string Unit, bool FromFile);
public sealed record CaseNoteAnswer(Instant Instant, string By, string Text);
public sealed record DifferenceAnswer(long Number, LocalDate Date, string Figure, Bilingual Label, string Subject,
    long Ours, long Reported, string Unit, string Status, string? ProposedBy, string Reason, string? ConfirmedBy,
    IReadOnlyList<CaseNoteAnswer> Notes);
public sealed record BankFileAnswer(bool Incoming, string Bank, string Number, LocalDate Date, int Records, long InFen,
    long OutFen, long ToOtherBanksFen, string ContentHash);
public sealed record FileProblemAnswer(int Line, string Code, Bilingual Text);
public sealed record FileCheckAnswer(string? Bank, string? Number, int Records, long InFen, long OutFen,
    IReadOnlyList<FileProblemAnswer> Problems);
public sealed record DefaultAnswer(long Number, LocalDate Date, string Kind, string Defaulter, Bilingual DefaulterName,
    string Harmed, string Trade, string Instrument, long Tonnes, long ValueFen, long PayableFen, string ReasonCode,
    Bilingual Reason, LocalDate Deadline, string Status, long OwedToReserveFen, long OwedPenaltyFen);
public sealed record BankFundsAnswer(string Bank, Bilingual Name, int Accounts, long ClientsFen, long HouseFen,
    long CashFen, long DueFromBanksFen, bool HoldsHouseMoney);
public sealed record HouseFundsAnswer(string Account, Bilingual Name, long BalanceFen, long? MinimumFen);
public sealed record FundsAnswer(IReadOnlyList<BankFundsAnswer> Banks, IReadOnlyList<HouseFundsAnswer> House,
    AsOf AsOf);
public sealed record MoneyAccountAnswer(string Account, Bilingual Holder, string? Bank, string? BankAccount,
    long BalanceFen, long FrozenFen, long ReceivableFen, bool InDefault);
public sealed record ObjectionAnswer(long Number, string Account, Bilingual Holder, LocalDate Date, string Text,
    string Status, string Answer, Instant FiledAt);
public sealed record WithdrawalAnswer(long Number, string Account, Bilingual Holder, long AmountFen, string Bank,
    string BankAccount, LocalDate Date, string Status, string? File, string Note);
public sealed record MoneyEntryAnswer(long Position, Instant Instant, LocalDate Date, string Kind, Bilingual Label,
    long DeltaFen, long BalanceFen, string Reference);

/// <summary>From clearing's state to answers.</summary>
internal static class ClearingAnswers
{
    public static string Camel(Enum value)
    {
        var text = value.ToString();
        return char.ToLowerInvariant(text[0]) + text[1..];
    }

    public static Bilingual HolderOf(AccountId account, MarketState state) =>
        state.Registry.OwnerOf(account) is { } owner && state.Participants.Find(owner) is { } p
            ? Bilingual.Of(p.NameZh, p.NameEn)
            : Bilingual.Same(account.ToString());

    public static string UserName(UserId user, MarketState state) =>
        state.Participants.Find(user)?.Name is { } name ? $"{name} ({user})" : user.ToString();

    public static string UnitOf(Figure figure) => figure switch
    {
        Figure.BankTotal or Figure.ExchangeTurnover => "fen",
        _ => "t",
    };

    public static SettlementDayAnswer Day(MarketState state, bool byHand, AsOf asOf)
    {
        var clearing = state.Clearing;
        var date = clearing.BusinessDate;
        var done = date is { } day ? clearing.Run.DoneOn(day) : RunStep.None;
        var closed = state.Exchange.Phase == Market.Exchange.TradingPhase.Closed;
        var begins = done != RunStep.None || clearing.Phase == SettlementPhase.Trading;
        var next = date is null || !closed || !begins || done == RunStep.ReadyToOpen ? null : (RunStep?)(done + 1);
        // While today is traded, the end of the day before is what there is to see.
        var runDate = closed ? date : clearing.Run.Date;
        var records = clearing.Run.Date == runDate ? clearing.Run.Steps : [];
        return new SettlementDayAnswer(date, runDate, Camel(clearing.Phase), closed,
            next is { } n ? Camel(n) : null, byHand,
            date is { } d ? clearing.Cases.OpenOn(d).Count() : 0, clearing.Defaults.Open.Count(),
            clearing.Objections.All.Count(o => o.Status == ObjectionStatus.Filed),
            [.. Enum.GetValues<RunStep>().Where(s => s != RunStep.None)
                .Select(s => Step(s, records.FirstOrDefault(r => r.Step == s)))], asOf);
    }

    public static DifferenceAnswer Of(DifferenceCase c, MarketState state) => new(c.Number, c.Date, Camel(c.Figure),
        Names.Code("figure", c.Figure.ToString()), c.Subject, c.Ours, c.Reported, UnitOf(c.Figure), Camel(c.Status),
        c.ProposedBy is { } p ? UserName(p, state) : null, c.Reason,
        c.ConfirmedBy is { } q ? UserName(q, state) : null,
        [.. c.Notes.Select(n => new CaseNoteAnswer(n.At, UserName(n.By, state), n.Text))]);

    public static BankFileAnswer Of(BankFile f) => new(f.Incoming, f.Bank, f.Number, f.Date, f.Records, f.In.Fen,
        f.Out.Fen, f.ToOtherBanks.Fen, f.ContentHash);

    public static DefaultAnswer Of(DefaultCase c, MarketState state)
    {
        var o = c.Obligation;
        return new DefaultAnswer(c.Number, c.Date, Camel(c.Kind), c.Defaulter.ToString(), HolderOf(c.Defaulter, state),
            c.Harmed.ToString(), o.Trade.ToString(), o.Instrument, o.Quantity.Count, o.Value.Fen, o.Payable.Fen,
            c.Reason, Names.Code("default", c.Kind.ToString()), c.Deadline, Camel(c.Status), c.OwedToReserve.Fen,
            c.OwedPenalty.Fen);
    }

    public static ObjectionAnswer Of(StatementObjection o, MarketState state) => new(o.Number, o.Account.ToString(),
        HolderOf(o.Account, state), o.Date, o.Text, Camel(o.Status), o.Answer, o.FiledAt);

    public static WithdrawalAnswer Of(Withdrawal w, MarketState state) => new(w.Number, w.Account.ToString(),
        HolderOf(w.Account, state), w.Amount.Fen, w.Bank, w.BankAccount, w.Date, Camel(w.Status), w.File, w.Note);

    public static MoneyEntryAnswer Of(MoneyEntry e) => new(e.Position, e.At, e.Date, e.Kind,
        Names.Code("money", e.Kind), e.DeltaFen, e.BalanceFen, e.Reference);

    public static FundsAnswer Funds(MarketState state, long? minimumFen, AsOf asOf)
    {
        var clearing = state.Clearing;
        var clients = clearing.Accounts.GroupBy(a => clearing.Banks.BankOf(Purse.Of(a.Id)))
            .ToDictionary(g => g.Key, g => (Count: g.Count(), Fen: g.Sum(a => a.Balance.Fen)));
        return new FundsAnswer(
            [.. clearing.Banks.All.Select(b => new BankFundsAnswer(b.Code, Bilingual.Of(b.NameZh, b.NameEn),
                clients.GetValueOrDefault(b.Code).Count, clients.GetValueOrDefault(b.Code).Fen,
                clearing.Banks.HouseBank == b.Code ? clearing.House.Total.Fen : 0, b.Cash.Fen, b.DueFromBanks.Fen,
                clearing.Banks.HouseBank == b.Code))],
            [.. Enum.GetValues<HouseAccount>().Select(h => new HouseFundsAnswer(Camel(h),
                Names.Code("house", h.ToString()), clearing.House.Balance(h).Fen,
                h == HouseAccount.RiskReserve ? minimumFen : null))], asOf);
    }

    private static RunStepAnswer Step(RunStep step, StepRecord? record) => new(Camel(step),
        Names.Code("step", step.ToString()), record is not null, record?.At, record?.Hash ?? "",
        record is null ? [] : [.. record.Figures.Select(f => new StepFigureAnswer(f.Name,
            Names.Code("step-figure", f.Name), f.Subject, f.Value, f.Unit))]);
}
