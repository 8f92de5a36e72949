using System.Globalization;
using System.Text;
using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>The file of a verification as somebody would tell it who has read it.</summary>
internal static class VerificationStory
{
    public static string Of(VerificationTask task)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"核查任务 {task.Number} · Verification {task.Number}");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"On {task.OpenedOn:uuuu-MM-dd} the report of {task.Year.Year}, of {Tonnes(task.Initial.Count)}, was given "
            + $"to a verification body.");
        foreach (var entry in task.Entries)
            text.AppendLine(CultureInfo.InvariantCulture, $"{entry.At.InUtc().Date:uuuu-MM-dd}  {Told(entry, task)}");
        text.AppendLine();
        text.AppendLine("不符合项 · What became of the findings");
        foreach (var finding in task.Findings) text.AppendLine(Told(finding, task));
        text.AppendLine();
        text.AppendLine("结论 · How it ended");
        text.Append(Ended(task));
        return text.ToString();
    }

    private static string Told(VerificationEntry entry, VerificationTask task) => entry.Action switch
    {
        VerificationAction.ClearConflict => $"The body declared itself free of conflicts and named {task.Leader} to "
            + $"lead, with {string.Join(" and ", task.Members.Where(m => m != task.Leader))}; {task.Reviewer} was to "
            + "review.",
        VerificationAction.StartReview => "The team opened the report.",
        VerificationAction.ReviewDocuments => "It went through the documents: "
            + string.Join("; ", task.Documents.Select(d => $"{d.Parameter} by {d.PlannedMethod}, seen in the "
                + d.VerifiedBy)) + ".",
        VerificationAction.PlanSite => $"A visit to the {entry.Text} was planned.",
        VerificationAction.VisitSite => $"The team was on site: {task.Checklist.Count(i => i.Fine == true)} of "
            + $"{task.Checklist.Length} items of the list were in order, {task.Evidence.Length} pieces of evidence "
            + "were kept.",
        VerificationAction.NoteFinding => $"It noted: {entry.Text}.",
        VerificationAction.IssueFindings => "The list of findings went out to the entity.",
        VerificationAction.FinishClean => "It left with nothing to be answered.",
        VerificationAction.Acknowledge => "The entity signed for the list.",
        VerificationAction.AnswerSome => "The entity answered a part.",
        VerificationAction.AnswerAll => "The entity had answered everything asked.",
        VerificationAction.AskAgain => "Not every answer was sufficient; the team asked again.",
        VerificationAction.Satisfied => "Every answer was sufficient.",
        VerificationAction.RequireRecalculation => "The answers had not been sufficient as often as allowed; "
            + "conservative values had to stand in.",
        VerificationAction.Recalculate => "The team put the conservative values in place.",
        VerificationAction.DraftConclusion => "The leader drafted the conclusion.",
        VerificationAction.SendBack => $"The technical reviewer sent it back: {entry.Text}.",
        VerificationAction.PassReview => "The technical reviewer passed it.",
        VerificationAction.HandIn => "The leader handed it in.",
        VerificationAction.Notify => "The authority told the entity the result.",
        VerificationAction.Object => $"The entity objected: {entry.Text}.",
        VerificationAction.RejectObjection => $"The authority rejected the objection: {entry.Text}.",
        VerificationAction.Accept => "The authority accepted the figures.",
        _ => $"{entry.Action} led from {entry.From} to {entry.To}. {entry.Text}".TrimEnd(),
    };

    private static string Told(Finding finding, VerificationTask task)
    {
        var found = $"{finding.Number}. {finding.Author} found, against {finding.Clause}: {finding.Description} "
            + $"({finding.Severity} in {finding.Class}).";
        var asked = finding.Round switch { 0 => "", 1 => " Asked once", _ => $" Asked {finding.Round} times" };
        var said = finding.Severity == FindingSeverity.Observation ? " It needed no answer."
            : $"{asked}, the entity said: {finding.Answer}; it did: {finding.CorrectiveAction}.";
        var judged = finding.CheckedBy.Length > 0 ? $" {finding.CheckedBy} held that sufficient."
            : finding.Remarks.Length > 0 ? $" The team replied: {finding.Remarks}." : "";
        var value = task.Conservative.FirstOrDefault(v => v.Finding == finding.Number);
        var end = finding.Status == FindingStatus.Closed
            ? $" {finding.ClosedBy} closed it on {finding.ClosedOn:uuuu-MM-dd}."
            : value is null ? $" It stands {finding.Status}."
            : $" It was never resolved: for {value.Parameter}, {value.Used} stands in the place of {value.Given} "
                + $"({value.Reason}), which adds {Tonnes(value.Effect)}.";
        return found + said + judged + end;
    }

    private static string Ended(VerificationTask task)
    {
        var text = new StringBuilder();
        if (task.Conclusion is { } c)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"Reported were {Tonnes(c.Initial.Count)}, verified {Tonnes(c.Verified.Count)}.");
            foreach (var s in c.Sources.Where(s => s.Reported != s.Verified))
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"{s.Source}: {s.Reported} became {s.Verified}, because of the {s.Reason}.");
        }
        if (task.Objection is { } o)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"The objection of {o.On:uuuu-MM-dd} was due for decision by {o.DecideBy:uuuu-MM-dd} and was "
                + $"{(o.Upheld == true ? "upheld" : "rejected")} on {o.DecidedOn:uuuu-MM-dd}.");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"The file was closed on {task.ClosedOn:uuuu-MM-dd}; it had been sent back {Times(task.SentBack)}. Terms "
            + $"the body missed: {task.LateSteps}.");
        return text.ToString();
    }

    private static string Times(int count) => count switch { 0 => "never", 1 => "once", _ => $"{count} times" };

    private static string Tonnes(long count) => count.ToString("#,0", CultureInfo.InvariantCulture) + " t";
}
