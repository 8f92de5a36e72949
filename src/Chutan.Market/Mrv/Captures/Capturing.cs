using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>登记二氧化碳转移: enters captured CO2 that was handed on in a month.</summary>
[Wire("mrv.file-capture"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FileCapture(ParticipantId Participant, string Number, ComplianceYear Year, int Month,
    decimal Quantity, string Unit, string Receiver, string Use, string Project, string Document)
    : Command, IConcernsParticipant;

/// <summary>核查二氧化碳转移: a verification body finds the transfer real, or refuses it with the reason.</summary>
[Wire("mrv.verify-capture"), By(Scope.Any, Rights.Report, Role.Verifier)]
public sealed record VerifyCapture(ParticipantId Participant, string Number, bool Verified, string Remarks)
    : Command, IConcernsParticipant;

public abstract record CaptureEvent : MrvEvent;

[Wire("mrv.capture-filed")]
public sealed record CaptureFiled(CaptureTransfer Transfer) : CaptureEvent;

[Wire("mrv.capture-decided")]
public sealed record CaptureDecided(ParticipantId Participant, string Number, bool Verified, UserId By,
    string Remarks) : CaptureEvent;

/// <summary>二氧化碳转移记录的登记与核查. Whether the project earns credits is asked by the flow.</summary>
internal static class Capturing
{
    public static Decision Decide(FileCapture command, MrvState mrv)
    {
        if (string.IsNullOrWhiteSpace(command.Number) || string.IsNullOrWhiteSpace(command.Receiver)
            || string.IsNullOrWhiteSpace(command.Use) || command.Month is < 1 or > 12)
            return MonthRefusals.CaptureIncomplete.With(MonthRefusals.Duty);
        if (command.Quantity <= 0 || Unit.Find(command.Unit) is not { Dimension.IsQuantity: true })
            return MonthRefusals.CaptureQuantity.With(MonthRefusals.Duty, ("quantity", command.Quantity),
                ("unit", command.Unit));
        if (mrv.Documents.Find(command.Participant, command.Document) is null)
            return MonthRefusals.EvidenceNotFiled.With(MonthRefusals.Duty, ("where", command.Number),
                ("hash", command.Document));
        if (mrv.Captures.Find(command.Participant, command.Number) is { State: not CaptureState.Refused })
            return MonthRefusals.CaptureTwice.With(MonthRefusals.Duty, ("number", command.Number));
        return Decision.Accept(new CaptureFiled(new CaptureTransfer(command.Participant, command.Number, command.Year,
            command.Month, command.Quantity, command.Unit, command.Receiver, command.Use, command.Project ?? "",
            command.Document, CaptureState.Filed, null, "")));
    }

    public static Decision Decide(VerifyCapture command, CommandContext context, MrvState mrv)
    {
        if (mrv.Captures.Find(command.Participant, command.Number) is not { State: CaptureState.Filed })
            return MonthRefusals.CaptureNotOpen.With(MonthRefusals.Duty, ("number", command.Number));
        if (!command.Verified && string.IsNullOrWhiteSpace(command.Remarks))
            return MrvRefusals.ReasonNeeded.With(MonthRefusals.Duty);
        return Decision.Accept(new CaptureDecided(command.Participant, command.Number, command.Verified,
            context.Actor.User, command.Remarks?.Trim() ?? ""));
    }

    /// <summary>Whether a deduction has verified transfers of its own month that cover it; notes what is wrong.
    /// </summary>
    /// <param name="taken">What figures of the month before this one took of each transfer, in base units; what this
    /// one takes is added.</param>
    public static void Check(MonthFigure figure, InputDefinition column, ParticipantId participant,
        ComplianceYear year, int month, string name, Place at, MrvState mrv, Dictionary<string, Rational> taken,
        Faults faults)
    {
        if (!column.Evidence.Contains(CaptureTransfer.EvidenceKind) || !Amount(figure, column, out var claimed)
            || claimed.IsZero) return;
        var covered = Rational.Zero;
        var named = figure.Evidence.Where(e => e.StartsWith(CaptureTransfer.Mark, StringComparison.Ordinal))
            .Select(e => e[CaptureTransfer.Mark.Length..]).Distinct();
        foreach (var number in named)
            if (mrv.Captures.Find(participant, number)
                is { State: CaptureState.Verified } transfer && transfer.Year == year && transfer.Month == month
                && Unit.Find(transfer.Unit) is { } unit && unit.Dimension == column.Unit.Dimension)
            {
                var before = taken.GetValueOrDefault(number, Rational.Zero);
                var (left, wanted) = (Rational.Of(transfer.Quantity) * unit.Scale - before,
                    (claimed - covered) * column.Unit.Scale);
                var takes = left < wanted ? left : wanted;
                taken[number] = before + takes;
                covered += takes / column.Unit.Scale;
            }
        if (claimed > covered)
            faults.Add(MonthRefusals.CaptureNotCovered, at, ("figure", name), ("claimed", claimed.Shown(4)),
                ("covered", covered.Shown(4)), ("unit", column.Unit.Symbol));
    }

    private static bool Amount(MonthFigure figure, InputDefinition column, out Rational amount)
    {
        if (!Rational.TryParse(figure.Text.Trim(), out amount)) return false;
        if (Unit.Find(figure.Unit) is { } unit && unit.Dimension == column.Unit.Dimension)
            amount = amount * unit.Scale / column.Unit.Scale;
        return true;
    }
}
