using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>What a verification body sells beside verification. Some of it bars it from verifying at all.</summary>
public enum BodyService
{
    Verification = 0,
    /// <summary>Working out, advising on or managing allowances for covered entities 配额计算、咨询、管理.</summary>
    AllowanceConsulting = 1,
    /// <summary>Managing carbon assets or trading in them 碳资产管理、碳交易.</summary>
    AssetManagement = 2,
    /// <summary>Advising on emissions, monitoring, measuring or reporting 排放与监测咨询.</summary>
    EmissionConsulting = 3,
    /// <summary>Calibrating meters 校准.</summary>
    Calibration = 4,
    /// <summary>Testing samples 检测.</summary>
    Testing = 5,
    Training = 6,
}

/// <summary>核查机构档案: what a body is and may verify, by its own statement.</summary>
/// <param name="Sectors">Sectors it is qualified for, as covered entities carry them.</param>
/// <param name="Groups">Unified credit codes or names of the groups it belongs to.</param>
/// <param name="Laboratories">Accreditation numbers or names of laboratories it owns.</param>
/// <param name="Certificate">Number of its accreditation (ISO 14065); empty when it has none.</param>
/// <param name="Document">Hash of the file that backs it, in evidence; empty when there is none.</param>
public sealed record BodyProfile(ImmutableArray<string> Sectors, ImmutableArray<BodyService> Services,
    ImmutableArray<string> Groups, ImmutableArray<string> Laboratories, string Certificate, string Document);

/// <summary>How a person was tied to an employer.</summary>
public enum EmploymentKind
{
    Employee = 0,
    Manager = 1,
    Consultant = 2,
}

/// <summary>任职经历: where somebody worked or advised.</summary>
/// <param name="Employer">Unified credit code.</param>
/// <param name="Through">The last day; null while it lasts.</param>
public sealed record Employment(string Employer, EmploymentKind Kind, LocalDate From, LocalDate? Through);

/// <summary>核查人员: a person who verifies.</summary>
/// <param name="Code">Number of the certificate; unique within the body.</param>
/// <param name="User">The person's own sign-in for the body: steps are taken by persons, not by offices.</param>
/// <param name="Skills">Sectors the person is trained in.</param>
/// <param name="LeftOn">The last day with the body; null while it lasts.</param>
public sealed record VerifierPerson(string Code, string Name, UserId User, ImmutableArray<string> Skills,
    ImmutableArray<Employment> History, LocalDate? LeftOn);

/// <summary>八项禁止及其他利益关系: what stands between a body and an entity. The first eight are the prohibitions on
/// verification bodies, in their order.</summary>
public enum InterestKind
{
    /// <summary>1: works out, advises on or manages allowances for covered entities.</summary>
    AllowanceConsulting = 1,
    /// <summary>2: takes gifts, contracts or services that bear on its impartiality.</summary>
    GiftOrContract = 2,
    /// <summary>3: manages or trades carbon assets, or belongs together with one that does.</summary>
    AssetManagement = 3,
    /// <summary>4: is tied to the entity by ownership or management.</summary>
    OwnershipTie = 4,
    /// <summary>5: advises the entity on emissions, monitoring, measuring, reporting or calibration.</summary>
    EmissionConsulting = 5,
    /// <summary>6: shares managers with the entity, or did within the years the rulebook counts.</summary>
    SharedManager = 6,
    /// <summary>7: sends a verifier who was employed by or advised the entity within those years.</summary>
    PersonalTie = 7,
    /// <summary>8: hints that a certain consultant makes verification easier.</summary>
    ConsultantHint = 8,
    /// <summary>Owns a laboratory that tests for the entity.</summary>
    LaboratoryTie = 9,
    /// <summary>Any other interest somebody has declared 其他申报的利益关系.</summary>
    Declared = 10,
}

/// <summary>利益关系: one interest on record.</summary>
/// <param name="Emitter">The covered entity; null when it holds towards all.</param>
/// <param name="Person">The person's code; empty when it is the body's.</param>
/// <param name="Through">The day it ended; null while it lasts.</param>
public sealed record BodyInterest(int Number, ParticipantId Body, InterestKind Kind, ParticipantId? Emitter,
    string Person, LocalDate From, LocalDate? Through, string Description, UserId DeclaredBy);

/// <summary>公正性自查: a body's yearly statement on each of the eight prohibitions.</summary>
/// <param name="Broken">Numbers of the prohibitions it says it does not keep; empty when it keeps all.</param>
public sealed record ImpartialityCheck(int Year, ImmutableArray<int> Broken, string Remarks, string Document,
    UserId By, LocalDate On);

/// <summary>Everything on record about one body.</summary>
/// <param name="Version">How often the profile was filed.</param>
public sealed record VerificationBody(ParticipantId Participant, BodyProfile Profile, int Version, LocalDate FiledOn,
    ImmutableArray<VerifierPerson> Staff, ImmutableArray<ImpartialityCheck> Checks)
{
    public VerifierPerson? Find(string code) => Staff.FirstOrDefault(p => p.Code == code);

    /// <summary>The person who signs in as this user; null when the user is none of its verifiers.</summary>
    public VerifierPerson? Of(UserId user) => Staff.FirstOrDefault(p => p.User == user && p.LeftOn is null);
}

/// <summary>提交核查机构档案: files a body's profile, or a new version of it. From then on every guard of assignment
/// holds for it.</summary>
[Wire("mrv.file-body-profile"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record FileBodyProfile(ParticipantId Participant, BodyProfile Profile) : Command, IConcernsParticipant;

/// <summary>登记核查人员: enters a person, or replaces what is on record.</summary>
[Wire("mrv.enter-verifier"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record EnterVerifier(ParticipantId Participant, VerifierPerson Person) : Command, IConcernsParticipant;

/// <summary>核查人员离职.</summary>
[Wire("mrv.end-verifier"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record EndVerifier(ParticipantId Participant, string Person, LocalDate On)
    : Command, IConcernsParticipant;

/// <summary>申报利益关系: by the body itself, or recorded by the authority when it comes to know of it.</summary>
[Wire("mrv.declare-interest"), By(Scope.Own, Rights.Report, Role.Verifier),
 By(Scope.Any, Rights.None, Role.Authority)]
public sealed record DeclareInterest(ParticipantId Participant, InterestKind Kind, ParticipantId? Emitter,
    string Person, LocalDate From, LocalDate? Through, string Description) : Command, IConcernsParticipant;

/// <summary>终止利益关系. Only the authority ends what bars a body.</summary>
[Wire("mrv.end-interest"), By(Scope.Any, Rights.None, Role.Authority)]
public sealed record EndInterest(int Interest, LocalDate On, string Reason) : Command;

/// <summary>提交公正性自查.</summary>
[Wire("mrv.check-impartiality"), By(Scope.Own, Rights.Report, Role.Verifier)]
public sealed record CheckImpartiality(ParticipantId Participant, int Year, ImmutableArray<int> Broken,
    string Remarks, string Document) : Command, IConcernsParticipant;

/// <summary>What happens to verification bodies and verifications.</summary>
public abstract record VerificationEvent : MrvEvent;

[Wire("mrv.body-profile-filed")]
public sealed record BodyProfileFiled(ParticipantId Participant, BodyProfile Profile, int Version) : VerificationEvent;

[Wire("mrv.verifier-entered")]
public sealed record VerifierEntered(ParticipantId Participant, VerifierPerson Person) : VerificationEvent;

[Wire("mrv.verifier-left")]
public sealed record VerifierLeft(ParticipantId Participant, string Person, LocalDate On) : VerificationEvent;

[Wire("mrv.interest-declared")]
public sealed record InterestDeclared(BodyInterest Interest) : VerificationEvent;

[Wire("mrv.interest-ended")]
public sealed record InterestEnded(int Interest, LocalDate On, string Reason) : VerificationEvent;

[Wire("mrv.impartiality-checked")]
public sealed record ImpartialityChecked(ParticipantId Participant, ImpartialityCheck Check) : VerificationEvent;

/// <summary>核查机构档案、人员与公正性.</summary>
internal static class BodyRecords
{
    private const int Prohibitions = 8;

    public static Decision Decide(FileBodyProfile command, ParticipantsState participants, MrvState mrv)
    {
        var profile = command.Profile;
        if (participants.Find(command.Participant) is not { Kind: ParticipantKind.Verifier })
            return MrvRefusals.NotAVerifier.With(VerifyingRefusals.Bodies, ("verifier", command.Participant));
        if (profile.Sectors.IsDefaultOrEmpty || profile.Sectors.Any(string.IsNullOrWhiteSpace)
            || profile.Services.IsDefault || profile.Groups.IsDefault || profile.Laboratories.IsDefault)
            return VerifyingRefusals.ProfileIncomplete.With(VerifyingRefusals.Bodies);
        if (NotFiled(profile.Document, command.Participant, mrv) is { } missing) return missing;
        var version = (mrv.Verifications.FindBody(command.Participant)?.Version ?? 0) + 1;
        return Decision.Accept(new BodyProfileFiled(command.Participant, profile, version));
    }

    public static Decision Decide(EnterVerifier command, ParticipantsState participants, MrvState mrv)
    {
        if (mrv.Verifications.FindBody(command.Participant) is not { } body) return NoProfile(command.Participant);
        var person = command.Person;
        if (string.IsNullOrWhiteSpace(person.Code) || string.IsNullOrWhiteSpace(person.Name)
            || person.Skills.IsDefault || person.History.IsDefault || person.History.Any(Backwards))
            return VerifyingRefusals.PersonIncomplete.With(VerifyingRefusals.Bodies, ("person", person.Code ?? ""));
        if (participants.Find(person.User) is not { Active: true } user || user.Participant != command.Participant)
            return VerifyingRefusals.NotItsUser.With(VerifyingRefusals.Bodies, ("user", person.User),
                ("person", person.Code));
        if (body.Staff.FirstOrDefault(p => p.User == person.User && p.Code != person.Code && p.LeftOn is null) is
            { } other)
            return VerifyingRefusals.UserTaken.With(VerifyingRefusals.Bodies, ("user", person.User),
                ("person", other.Code));
        return Decision.Accept(new VerifierEntered(command.Participant, person));
    }

    public static Decision Decide(EndVerifier command, MrvState mrv) =>
        mrv.Verifications.FindBody(command.Participant)?.Find(command.Person ?? "") is { LeftOn: null }
            ? Decision.Accept(new VerifierLeft(command.Participant, command.Person!, command.On))
            : VerifyingRefusals.NotItsPerson.With(VerifyingRefusals.Bodies, ("person", command.Person ?? ""));

    public static Decision Decide(DeclareInterest command, CommandContext context, ParticipantsState participants,
        MrvState mrv)
    {
        if (mrv.Verifications.FindBody(command.Participant) is not { } body) return NoProfile(command.Participant);
        if (command.Emitter is { } emitter && !participants.IsEmitter(emitter))
            return MrvRefusals.NotAnEmitter.With(VerifyingRefusals.Bodies, ("participant", emitter));
        if (!Enum.IsDefined(command.Kind) || string.IsNullOrWhiteSpace(command.Description)
            || command.Through < command.From)
            return VerifyingRefusals.InterestIncomplete.With(VerifyingRefusals.Bodies);
        if (command.Kind == InterestKind.PersonalTie && body.Find(command.Person ?? "") is null)
            return VerifyingRefusals.NotItsPerson.With(VerifyingRefusals.Bodies, ("person", command.Person ?? ""));
        return Decision.Accept(new InterestDeclared(new BodyInterest(mrv.Verifications.Interests.Count + 1,
            command.Participant, command.Kind, command.Emitter, command.Person ?? "", command.From, command.Through,
            command.Description, context.Actor.User)));
    }

    public static Decision Decide(EndInterest command, MrvState mrv)
    {
        if (mrv.Verifications.FindInterest(command.Interest) is not { Through: null } interest)
            return VerifyingRefusals.NoInterest.With(VerifyingRefusals.Bodies, ("interest", command.Interest));
        if (string.IsNullOrWhiteSpace(command.Reason)) return MrvRefusals.ReasonNeeded.With(VerifyingRefusals.Bodies);
        return command.On < interest.From
            ? VerifyingRefusals.InterestIncomplete.With(VerifyingRefusals.Bodies)
            : Decision.Accept(new InterestEnded(command.Interest, command.On, command.Reason));
    }

    public static Decision Decide(CheckImpartiality command, CommandContext context, MrvState mrv)
    {
        if (mrv.Verifications.FindBody(command.Participant) is not { } body) return NoProfile(command.Participant);
        if (command.Year > context.Date.Year || command.Broken.IsDefault
            || command.Broken.Any(n => n is < 1 or > Prohibitions)
            || !command.Broken.IsEmpty && string.IsNullOrWhiteSpace(command.Remarks))
            return VerifyingRefusals.SelfCheckIncomplete.With(VerifyingRefusals.Bodies, ("year", command.Year));
        if (NotFiled(command.Document, command.Participant, mrv) is { } missing) return missing;
        return Decision.Accept(new ImpartialityChecked(body.Participant, new ImpartialityCheck(command.Year,
            [.. command.Broken.Distinct().Order()], command.Remarks ?? "", command.Document ?? "",
            context.Actor.User, context.Date)));
    }

    /// <summary>The refusal when a file that is named is not in evidence under its owner; null when it is, or when none
    /// is named.</summary>
    internal static Refusal? NotFiled(string? document, ParticipantId owner, MrvState mrv) =>
        string.IsNullOrEmpty(document) || mrv.Documents.Find(owner, document) is not null
            ? null
            : VerifyingRefusals.NotInEvidence.With(MrvRefusals.Records, ("hash", document));

    private static bool Backwards(Employment work) => string.IsNullOrWhiteSpace(work.Employer)
        || work.Through < work.From;

    private static Refusal NoProfile(ParticipantId body) =>
        VerifyingRefusals.NoProfile.With(VerifyingRefusals.Bodies, ("verifier", body));
}
