namespace Chutan.Market.Mrv;

/// <summary>现场核查重点的来源: gathers what is open about an entity's year for the checklist of a visit: complaints,
/// alerts of the data checks, what a routine check of the city found, and what the body before left open.</summary>
internal static class OpenItems
{
    public static IEnumerable<OpenItem> Of(VerificationTask task, MrvState mrv) =>
    [
        .. Alerts(task, mrv), .. Complaints(task, mrv), .. Routine(task, mrv), .. Carried(task),
    ];

    /// <summary>Alerts of the data checks that nobody has closed, and those handed on for verification.</summary>
    private static IEnumerable<OpenItem> Alerts(VerificationTask task, MrvState mrv) =>
        mrv.Checks.Of(task.Participant, task.Year).Where(a => IsOpen(a) && IsForOthers(a, task, mrv)).Select(a =>
            {
                var (zh, en) = mrv.Checks.Catalogue?.Find(a.Hit.Check) is { } check ? a.Hit.TextOf(check) : ("", "");
                return new OpenItem($"alert-{a.Number}", ChecklistOrigin.Alert, $"预警 {a.Hit.Check}：{zh}",
                    $"Alert {a.Hit.Check}: {en}");
            });

    /// <summary>Whether nobody has dealt with an alert, or it was handed on for verification.</summary>
    public static bool IsOpen(QualityAlert alert) => alert.State != QualityAlertState.Closed
        || alert.Outcome == AlertOutcome.Escalated;

    /// <summary>What is held against a body's own work is not put on its own list.</summary>
    private static bool IsForOthers(QualityAlert alert, VerificationTask task, MrvState mrv) =>
        alert.Verification is not { } about || mrv.Verifications.Find(about)?.Body != task.Body;

    private static IEnumerable<OpenItem> Complaints(VerificationTask task, MrvState mrv) =>
        mrv.Verifications.Complaints.Where(c => c.Participant == task.Participant && c.Year == task.Year)
            .Select(c => new OpenItem($"complaint-{c.Number}", ChecklistOrigin.Complaint, $"举报：{c.Text}",
                $"Complaint: {c.Text}"));

    private static IEnumerable<OpenItem> Routine(VerificationTask task, MrvState mrv) =>
        mrv.Verifications.RoutineChecks.Where(c => c.Participant == task.Participant
            && c.Result == RoutineResult.Problems && c.Year >= task.Year.Year)
            .Select(c => new OpenItem($"routine-{c.Number}", ChecklistOrigin.Authority, $"日常检查发现：{c.Notes}",
                $"Found in a routine check: {c.Notes}"));

    private static IEnumerable<OpenItem> Carried(VerificationTask task) =>
        task.Findings.Select(f => f.Status == FindingStatus.Satisfied
            ? new OpenItem($"carried-{f.Number}", ChecklistOrigin.Carried,
                $"前任机构已认可的答复，请复核：{f.Description}（{f.Answer}）",
                $"An answer the body before held sufficient, to be seen again: {f.Description} ({f.Answer})")
            : new OpenItem($"carried-{f.Number}", ChecklistOrigin.Carried, $"前任机构未结事项：{f.Description}",
                $"Left open by the body before: {f.Description}"));
}
