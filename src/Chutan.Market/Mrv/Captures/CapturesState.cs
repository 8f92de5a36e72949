namespace Chutan.Market.Mrv;

/// <summary>Where a transfer of captured CO2 stands.</summary>
public enum CaptureState
{
    Filed = 0,
    /// <summary>A verification body found the transfer real; what it covers may be deducted.</summary>
    Verified = 1,
    Refused = 2,
}

/// <summary>二氧化碳转移记录: captured CO2 that was handed on to be stored or used. Only with one of these, verified, may it
/// be deducted, and never when the same project earns offset credits.</summary>
/// <param name="Number">Unique for the entity.</param>
/// <param name="Quantity">Handed on, in <paramref name="Unit"/>.</param>
/// <param name="Use">What becomes of it: stored, or used and how.</param>
/// <param name="Project">Code of the capture project, when it is or may become one in the offset register.</param>
/// <param name="Document">Hash of the transfer record.</param>
public sealed record CaptureTransfer(ParticipantId Participant, string Number, ComplianceYear Year, int Month,
    decimal Quantity, string Unit, string Receiver, string Use, string Project, string Document, CaptureState State,
    UserId? VerifiedBy, string Remarks)
{
    /// <summary>Stands before a transfer's number where a figure names it as its evidence.</summary>
    public const string Mark = "transfer:";
    /// <summary>The kind of evidence by which methodologies ask for one.</summary>
    public const string EvidenceKind = "transfer-record";
}

/// <summary>Every transfer of captured CO2, by entity and number.</summary>
public sealed class CapturesState
{
    private readonly SortedDictionary<(ParticipantId Participant, string Number), CaptureTransfer> transfers =
        new(Comparer<(ParticipantId Participant, string Number)>.Create((a, b) => a.Participant == b.Participant
            ? string.CompareOrdinal(a.Number, b.Number)
            : a.Participant.CompareTo(b.Participant)));

    public IReadOnlyCollection<CaptureTransfer> All => transfers.Values;

    public CaptureTransfer? Find(ParticipantId participant, string number) =>
        transfers.GetValueOrDefault((participant, number));

    public IEnumerable<CaptureTransfer> Of(ParticipantId participant) =>
        transfers.Values.Where(t => t.Participant == participant);

    /// <summary>The transfer that claims a project's captured CO2 for deduction; null when none does.</summary>
    public CaptureTransfer? ClaimOn(string project) => project.Length == 0 ? null
        : transfers.Values.FirstOrDefault(t => t.Project == project && t.State != CaptureState.Refused);

    internal void Apply(CaptureEvent happened)
    {
        switch (happened)
        {
            case CaptureFiled e: transfers[(e.Transfer.Participant, e.Transfer.Number)] = e.Transfer; break;
            case CaptureDecided e:
                var key = (e.Participant, e.Number);
                transfers[key] = transfers[key] with
                {
                    State = e.Verified ? CaptureState.Verified : CaptureState.Refused,
                    VerifiedBy = e.By,
                    Remarks = e.Remarks,
                };
                break;
        }
    }

    internal void Save(StateWriter to) => to.Many(transfers.Values, t =>
    {
        to.Long(t.Participant.Number);
        to.String(t.Number);
        to.Int(t.Year.Year);
        to.Int(t.Month);
        to.Decimal(t.Quantity);
        foreach (var text in new[] { t.Unit, t.Receiver, t.Use, t.Project, t.Document, t.Remarks }) to.String(text);
        to.Int((int)t.State);
        to.Long(t.VerifiedBy?.Number ?? 0);
    });

    internal void Load(StateReader from) => from.Many(() =>
    {
        var (participant, number, year, month, quantity) = (new ParticipantId(from.Long()), from.String(),
            new ComplianceYear(from.Int()), from.Int(), from.Decimal());
        var (unit, receiver, use, project) = (from.String(), from.String(), from.String(), from.String());
        var (document, remarks, state, by) = (from.String(), from.String(), (CaptureState)from.Int(), from.Long());
        transfers.Add((participant, number), new CaptureTransfer(participant, number, year, month, quantity, unit,
            receiver, use, project, document, state, by == 0 ? null : new UserId(by), remarks));
    });
}
