namespace Chutan.Market.Clearing;

/// <summary>对结算单提出异议: until the next opening. Silence counts as agreement.</summary>
[Wire("clearing.object-to-statement"),
 By(Scope.Own, Rights.View, Role.CoveredEntity, Role.Institution, Role.Individual)]
public sealed record ObjectToStatement(AccountId Account, LocalDate Date, string Text) : Command, IConcernsAccount;

/// <summary>答复异议: by the clearing house.</summary>
[Wire("clearing.answer-objection"), By(Scope.Any, Rights.None, Role.Clearing)]
public sealed record AnswerObjection(long Number, bool Upheld, string Answer) : Command;

public enum ObjectionStatus
{
    Filed = 0,
    Upheld = 1,
    Rejected = 2,
}

/// <summary>异议: one participant's objection to its statement of a day.</summary>
public sealed record StatementObjection(long Number, AccountId Account, LocalDate Date, string Text,
    ObjectionStatus Status, string Answer, Instant FiledAt);

[Wire("clearing.objection-filed")]
public sealed record ObjectionFiled(long Number, AccountId Account, LocalDate Date, string Text) : ClearingEvent;

[Wire("clearing.objection-answered")]
public sealed record ObjectionAnswered(long Number, bool Upheld, string Answer) : ClearingEvent;

/// <summary>结算单视为同意: at the opening, every statement of the day before that nobody objected to counts as agreed.
/// </summary>
[Wire("clearing.statements-agreed")]
public sealed record StatementsAgreed(LocalDate Date, int Silent, int Objected) : ClearingEvent;

/// <summary>异议登记.</summary>
public sealed class StatementObjections
{
    private readonly SortedDictionary<long, StatementObjection> objections = [];

    public IReadOnlyCollection<StatementObjection> All => objections.Values;
    public long Next => objections.Count + 1;
    public StatementObjection? Find(long number) => objections.GetValueOrDefault(number);
    public StatementObjection? Of(AccountId account, LocalDate date) =>
        objections.Values.FirstOrDefault(o => o.Account == account && o.Date == date);
    public int CountOn(LocalDate date) => objections.Values.Count(o => o.Date == date);

    internal void File(ObjectionFiled e, Instant at) => objections.Add(e.Number,
        new StatementObjection(e.Number, e.Account, e.Date, e.Text, ObjectionStatus.Filed, "", at));

    internal void Answer(ObjectionAnswered e) => objections[e.Number] = objections[e.Number] with
    {
        Status = e.Upheld ? ObjectionStatus.Upheld : ObjectionStatus.Rejected,
        Answer = e.Answer,
    };

    internal void Save(StateWriter to) => to.Many(objections.Values, o =>
    {
        to.Long(o.Number);
        to.Long(o.Account.Number);
        to.Date(o.Date);
        to.String(o.Text);
        to.Int((int)o.Status);
        to.String(o.Answer);
        to.Instant(o.FiledAt);
    });

    internal void Load(StateReader from) => from.Many(() =>
    {
        var (number, account, date, text) = (from.Long(), new AccountId(from.Long()), from.Date(), from.String());
        objections.Add(number, new StatementObjection(number, account, date, text, (ObjectionStatus)from.Int(),
            from.String(), from.Instant()));
    });
}

/// <summary>异议的提出与答复.</summary>
internal static class Objecting
{
    private const int LongestText = 2000;

    public static Decision Decide(ObjectToStatement command, ClearingState clearing)
    {
        if (!IsText(command.Text))
            return ClearingRefusals.ReasonNeeded.With(ClearingBasis.Settlement);
        if (clearing.Statements.GetValueOrDefault(command.Account) is not { } statement
            || statement.Date != command.Date)
            return ClearingRefusals.NoStatement.With(ClearingBasis.Settlement, ("account", command.Account),
                ("date", command.Date));
        if (clearing.BusinessDate != command.Date)
            return ClearingRefusals.TooLateToObject.With(ClearingBasis.Settlement, ("date", command.Date));
        return clearing.Objections.Of(command.Account, command.Date) is { } before
            ? ClearingRefusals.ObjectedAlready.With(ClearingBasis.Settlement, ("number", before.Number))
            : Decision.Accept(new ObjectionFiled(clearing.Objections.Next, command.Account, command.Date,
                command.Text.Trim()));
    }

    public static Decision Decide(AnswerObjection command, ClearingState clearing)
    {
        if (!IsText(command.Answer)) return ClearingRefusals.ReasonNeeded.With(ClearingBasis.Settlement);
        return clearing.Objections.Find(command.Number) is not { Status: ObjectionStatus.Filed }
            ? ClearingRefusals.UnknownObjection.With(ClearingBasis.Settlement, ("number", command.Number))
            : Decision.Accept(new ObjectionAnswered(command.Number, command.Upheld, command.Answer.Trim()));
    }

    /// <summary>What the opening puts on record about the statements of the day before; null when it had none.
    /// </summary>
    public static StatementsAgreed? Agreement(ClearingState clearing)
    {
        if (clearing.BusinessDate is not { } date || clearing.Run.DoneOn(date) != RunStep.ReadyToOpen) return null;
        var objected = clearing.Objections.CountOn(date);
        return new StatementsAgreed(date, clearing.Statements.Count - objected, objected);
    }

    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;
}
