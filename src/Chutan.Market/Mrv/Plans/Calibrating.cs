namespace Chutan.Market.Mrv;

/// <summary>登记检定: a meter of the plan was verified or calibrated anew; its figures count as measured for longer.
/// </summary>
/// <param name="Months">How long it holds, 1 or more.</param>
/// <param name="Document">Hash of the certificate.</param>
[Wire("mrv.record-calibration"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record RecordCalibration(ParticipantId Participant, string Meter, LocalDate On, int Months,
    string Document) : Command, IConcernsParticipant;

[Wire("mrv.calibration-recorded")]
public sealed record CalibrationRecorded(ParticipantId Participant, string Meter, LocalDate On, int Months,
    string Document) : PlanEvent;

/// <summary>计量器具的检定.</summary>
internal static class Calibrating
{
    public static Decision Decide(RecordCalibration command, CommandContext context, MrvState mrv)
    {
        if (mrv.Plans.Versions(command.Participant).All(p => p.Content.Meters.All(m => m.Id != command.Meter)))
            return PlanRefusals.NoSuchMeter.With(PlanRefusals.Duty, ("meter", command.Meter));
        if (command.Months is < 1 or > PlanCheck.LongestInterval)
            return PlanRefusals.BadInterval.With(PlanRefusals.Duty, ("meter", command.Meter),
                ("most", PlanCheck.LongestInterval));
        if (command.On > context.Date)
            return PlanRefusals.CalibratedLater.With(PlanRefusals.Duty, ("date", command.On));
        if (mrv.Documents.Find(command.Participant, command.Document) is null)
            return MonthRefusals.EvidenceNotFiled.With(PlanRefusals.Duty, ("where", command.Meter),
                ("hash", command.Document));
        return Decision.Accept(new CalibrationRecorded(command.Participant, command.Meter, command.On, command.Months,
            command.Document));
    }
}
