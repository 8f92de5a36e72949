using System.Globalization;
using Chutan.Market.Registry;

namespace Chutan.Market.Accounting;

/// <summary>注销抵消: retires units of the company's own account against its issued footprint of a year. The registry
/// certifies each retirement.</summary>
/// <param name="Basis">The scopes the retirement is counted for.</param>
[Wire("accounting.retire-for-footprint"),
 By(Scope.Own, Rights.Transfer, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record RetireForFootprint(AccountId Account, int Year, FootprintBasis Basis, UnitKind Kind,
    Tonnes Quantity, string Purpose) : Command, IConcernsAccount;

/// <summary>声明碳中和: certifies that as many tonnes are retired as the footprint has, rounded up.</summary>
[Wire("accounting.declare-neutrality"),
 By(Scope.Own, Rights.Report, Role.Enterprise, Role.CoveredEntity, Role.Institution)]
public sealed record DeclareNeutrality(ParticipantId Participant, int Year, FootprintBasis Basis)
    : Command, IConcernsParticipant;

/// <summary>A retirement counted against a footprint.</summary>
/// <param name="Certificate">The registry's certificate of cancellation.</param>
public sealed record Retirement(long Certificate, AccountId Account, UnitKind Kind, Tonnes Quantity, LocalDate Date,
    FootprintBasis Basis, string Purpose);

/// <summary>碳中和证明.</summary>
/// <param name="Number">Its last two digits are check digits (ISO 7064 MOD 97-10).</param>
/// <param name="Revision">Of the inventory the footprint was taken from.</param>
/// <param name="Footprint">tCO2e, exact.</param>
/// <param name="Needed">The footprint rounded up.</param>
public sealed record NeutralityCertificate(long Number, ParticipantId Participant, int Year, int Revision,
    FootprintBasis Basis, string Footprint, Tonnes Needed, Tonnes Retired, LocalDate Date)
{
    public static long NumberFor(long serial) => serial * 100 + 98 - serial * 100 % 97;

    /// <summary>As printed: ZH-0000000101.</summary>
    public static string Format(long number) => "ZH-" + number.ToString("0000000000", CultureInfo.InvariantCulture);

    /// <summary>Reads a printed number; false when it is none or its check digits do not fit.</summary>
    public static bool TryParse(string? text, out long number)
    {
        number = 0;
        return text is { Length: 13 } && text.StartsWith("ZH-", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number % 97 == 1;
    }
}

[Wire("accounting.units-retired")]
public sealed record FootprintRetired(ParticipantId Participant, int Year, Retirement Retirement) : AccountingEvent;

[Wire("accounting.neutrality-declared")]
public sealed record NeutralityDeclared(NeutralityCertificate Certificate) : AccountingEvent;

/// <summary>碳中和服务: how much a footprint asks for, and what has been retired for it.</summary>
public static class Neutrality
{
    internal static Decision Decide(
        DeclareNeutrality command, CommandContext context, AccountingState state, RegistryState registry)
    {
        if (Ready(command.Participant, command.Year, command.Basis, state, out var inventory) is { } problem)
            return problem;
        var footprint = Footprint.Totals(inventory!, state).On(command.Basis);
        var needed = Footprint.ToRetire(footprint);
        var retired = Retired(command.Participant, command.Year, state, registry);
        if (retired < needed)
            return AccountingRefusals.Shortfall.With(AccountingRefusals.Neutral, ("needed", needed),
                ("retired", retired), ("missing", needed - retired));
        if (state.CertificatesOf(command.Participant).Any(c => c.Year == command.Year
            && c.Basis == command.Basis && c.Revision == inventory!.Revision))
            return AccountingRefusals.AlreadyDeclared.With(AccountingRefusals.Neutral, ("year", command.Year));
        return Decision.Accept(new NeutralityDeclared(new NeutralityCertificate(state.NextCertificate,
            command.Participant, command.Year, inventory!.Revision, command.Basis, footprint.ToString(), needed,
            retired, context.Date)));
    }

    /// <summary>What has been retired for a year; a retirement whose certificate was revoked does not count.</summary>
    public static Tonnes Retired(ParticipantId company, int year, AccountingState state, RegistryState registry) =>
        state.RetirementsOf(company, year)
            .Where(r => registry.Certificates.Find(r.Certificate) is { Revoked: false })
            .Aggregate(Tonnes.Zero, (sum, r) => sum + r.Quantity);

    /// <summary>What stands against retiring; null when nothing does.</summary>
    internal static Refusal? Problem(
        RetireForFootprint command, ParticipantId owner, AccountingState state, RegistryState registry)
    {
        if (Ready(owner, command.Year, command.Basis, state, out var inventory) is { } problem) return problem;
        if (command.Quantity.IsZero || !Wording.IsReason(command.Purpose))
            return AccountingRefusals.Incomplete.With(AccountingRefusals.Neutral, ("field", "quantity, purpose"));
        var needed = Footprint.ToRetire(Footprint.Totals(inventory!, state).On(command.Basis));
        var retired = Retired(owner, command.Year, state, registry);
        return retired + command.Quantity > needed
            ? AccountingRefusals.BeyondFootprint.With(AccountingRefusals.Neutral, ("needed", needed),
                ("retired", retired), ("quantity", command.Quantity))
            : null;
    }

    /// <summary>Only a footprint that is reviewed, locked and issued can be made good.</summary>
    private static Refusal? Ready(
        ParticipantId company, int year, FootprintBasis basis, AccountingState state, out Inventory? inventory)
    {
        inventory = state.Find(company, year);
        return inventory is not { IsIssued: true } || !Enum.IsDefined(basis)
            ? AccountingRefusals.NotIssued.With(AccountingRefusals.Neutral, ("year", year)) : null;
    }
}
