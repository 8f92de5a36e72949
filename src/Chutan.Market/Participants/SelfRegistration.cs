namespace Chutan.Market.Participants;

/// <summary>企业自助注册: a company outside the market enters itself, to keep its footprint here. It may not trade. How to
/// reach the contact is kept where people sign in, never in the market.</summary>
/// <param name="Sector">Sector code for comparing with peers; empty for others.</param>
/// <param name="City">Six-digit code of the place; the city's bureau sees the company's books.</param>
/// <param name="ContactName">The first person to act for it.</param>
[Wire("participants.register-enterprise"), By(Scope.Any, Rights.None, Role.Public)]
public sealed record RegisterEnterprise(string NameZh, string NameEn, string CreditCode, string Sector, string City,
    string ContactName) : Command;

/// <summary>委派同事: a company outside the market names one more person to act for it, such as the second person that
/// reviews its months.</summary>
[Wire("participants.appoint-colleague"), By(Scope.Own, Rights.Report, Role.Enterprise)]
public sealed record AppointColleague(ParticipantId Participant, string Name) : Command, IConcernsParticipant;

/// <summary>A participant came in by itself; nobody has looked at it yet.</summary>
[Wire("participants.self-registered")]
public sealed record EnterpriseSelfRegistered(ParticipantId Participant, LocalDate On) : ParticipantEvent;

/// <summary>自助注册.</summary>
internal static class SelfRegistration
{
    private const int LongestName = 100;
    private const int LongestPerson = 40;
    private const int LongestSector = 40;
    private static readonly Citation Rules = new("GB 32100-2015");
    private static readonly Citation House = new("自助注册规则");

    public static Decision Decide(RegisterEnterprise command, CommandContext context, ParticipantsState participants)
    {
        if (Missing(command) is { } field) return ParticipantRefusals.FieldWrong.With(House, ("field", field));
        if (!UnifiedCreditCode.IsValid(command.CreditCode))
            return ParticipantRefusals.BadCreditCode.With(Rules, ("code", command.CreditCode));
        if (participants.FindByCreditCode(command.CreditCode) is not null)
            return ParticipantRefusals.AlreadyRegistered.With(Rules, ("code", command.CreditCode));
        var most = context.Rules.Get(ParticipantKeys.MostSelfRegistrations, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        if (participants.SelfRegisteredOn(context.Date) >= most)
            return ParticipantRefusals.DayFull.With(House, ("most", most));
        var company = new Participant(participants.NextId, ParticipantKind.Enterprise, command.NameZh.Trim(),
            command.NameEn.Trim(), command.CreditCode, command.Sector, command.City, ParticipantStatus.Active);
        return Decision.Accept(new ParticipantRegistered(company),
            new EnterpriseSelfRegistered(company.Id, context.Date),
            new RepresentativeAppointed(new User(participants.NextUser, company.Id, Role.Enterprise,
                command.ContactName.Trim(), Rights.All, Active: true)));
    }

    public static Decision Decide(AppointColleague command, CommandContext context, ParticipantsState participants)
    {
        if (!IsText(command.Name, LongestPerson)) return ParticipantRefusals.FieldWrong.With(House, ("field", "name"));
        var most = context.Rules.Get(ParticipantKeys.MostColleagues, context.Date);
        if (context.Rules.Missing is { } missing) return missing;
        return participants.Users.Count(u => u.Participant == command.Participant && u.Active) >= most
            ? ParticipantRefusals.TooManyPeople.With(House, ("most", most))
            : Decision.Accept(new RepresentativeAppointed(new User(participants.NextUser, command.Participant,
                Role.Enterprise, command.Name.Trim(), Rights.All, Active: true)));
    }

    private static string? Missing(RegisterEnterprise command) =>
        !IsText(command.NameZh, LongestName) ? "nameZh"
        : command.NameEn is not { Length: <= LongestName } ? "nameEn"
        : !IsText(command.ContactName, LongestPerson) ? "contactName"
        : !Division.IsCode(command.City) ? "city"
        : command.Sector is not { Length: <= LongestSector }
            || !command.Sector.All(c => char.IsAsciiLetterLower(c) || c == '-') ? "sector"
        : null;

    private static bool IsText(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl);
}
