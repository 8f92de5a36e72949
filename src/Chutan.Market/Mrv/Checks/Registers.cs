using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>登记检测机构: enters a laboratory with its accreditation, or brings its entry up to date.</summary>
[Wire("mrv.register-laboratory"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RegisterLaboratory(Laboratory Laboratory) : Command;

/// <summary>导入检测机构登记: reports as the laboratory itself registered them, from its own interface.</summary>
[Wire("mrv.import-lab-copies"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record ImportLabCopies(string Accreditation, ImmutableArray<LabReport> Reports) : Command;

/// <summary>登记比对数据: figures of other offices that reported ones are compared with; a later one replaces the
/// earlier.</summary>
[Wire("mrv.record-comparisons"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record RecordComparisons(ImmutableArray<ComparisonFigure> Figures) : Command;

/// <summary>登记文件特征: what files say about themselves, read from them by the platform when they were put in.</summary>
[Wire("mrv.note-documents"), By(Scope.Any, Rights.None, Role.Scheduler, Role.Authority)]
public sealed record NoteDocuments(ImmutableArray<DocumentTraits> Documents) : Command;

/// <summary>备案咨询合同: files the contract with a consultant and its terms.</summary>
[Wire("mrv.file-contract"), By(Scope.Own, Rights.Report, Role.CoveredEntity)]
public sealed record FileContract(ParticipantId Participant, ServiceContract Contract) : Command, IConcernsParticipant;

[Wire("mrv.laboratory-registered")]
public sealed record LaboratoryRegistered(Laboratory Laboratory) : QualityEvent;

[Wire("mrv.lab-copies-imported")]
public sealed record LabCopiesImported(string Accreditation, ImmutableArray<LabReport> Reports) : QualityEvent;

[Wire("mrv.comparisons-recorded")]
public sealed record ComparisonsRecorded(ImmutableArray<ComparisonFigure> Figures) : QualityEvent;

[Wire("mrv.documents-noted")]
public sealed record DocumentsNoted(ImmutableArray<DocumentTraits> Documents) : QualityEvent;

/// <summary>What the platform read from a file when it came in.</summary>
[Wire("mrv.document-read")]
public sealed record DocumentRead(string Hash, FileFacts Facts) : QualityEvent;

[Wire("mrv.contract-filed")]
public sealed record ContractFiled(ServiceContract Contract) : QualityEvent;

/// <summary>校核所需的名录与比对数据.</summary>
internal static class Registers
{
    private const int MostAtOnce = 10_000;

    public static Decision Decide(RegisterLaboratory command) =>
        string.IsNullOrWhiteSpace(command.Laboratory.Name) || string.IsNullOrWhiteSpace(
            command.Laboratory.Accreditation)
            || command.Laboratory.ValidThrough < command.Laboratory.ValidFrom || command.Laboratory.SamplesPerDay < 1
            ? QualityRefusals.BadLaboratory.With(QualityRefusals.Quality, ("laboratory", command.Laboratory.Name))
            : Decision.Accept(new LaboratoryRegistered(command.Laboratory));

    public static Decision Decide(ImportLabCopies command, ChecksState checks)
    {
        if (checks.Laboratory(command.Accreditation) is null)
            return QualityRefusals.NoLaboratory.With(QualityRefusals.Quality,
                ("accreditation", command.Accreditation));
        return TooMany(command.Reports.Length)
            ?? Decision.Accept(new LabCopiesImported(command.Accreditation, command.Reports));
    }

    public static Decision Decide(RecordComparisons command, ParticipantsState participants)
    {
        foreach (var figure in command.Figures)
        {
            if (!participants.IsEmitter(figure.Participant))
                return MrvRefusals.NotAnEmitter.With(QualityRefusals.Quality, ("participant", figure.Participant));
            if (figure.Month is < 0 or > 12 || figure.Value < 0 || string.IsNullOrWhiteSpace(figure.Source))
                return QualityRefusals.BadComparison.With(QualityRefusals.Quality, ("kind", figure.Kind),
                    ("month", figure.Month), ("value", figure.Value));
        }
        return TooMany(command.Figures.Length) ?? Decision.Accept(new ComparisonsRecorded(command.Figures));
    }

    public static Decision Decide(NoteDocuments command)
    {
        foreach (var traits in command.Documents)
            if (!Documents.IsHash(traits.Hash))
                return MrvRefusals.BadHash.With(QualityRefusals.Quality, ("hash", traits.Hash));
        return TooMany(command.Documents.Length) ?? Decision.Accept(new DocumentsNoted(command.Documents));
    }

    public static Decision Decide(FileContract command) =>
        command.Contract.Participant != command.Participant || string.IsNullOrWhiteSpace(command.Contract.Consultant)
            ? QualityRefusals.BadContract.With(QualityRefusals.Quality)
            : Decision.Accept(new ContractFiled(command.Contract));

    private static Decision? TooMany(int count) => count is > 0 and <= MostAtOnce ? (Decision?)null
        : (Decision)QualityRefusals.BadCount.With(QualityRefusals.Quality, ("count", count), ("most", MostAtOnce));
}
