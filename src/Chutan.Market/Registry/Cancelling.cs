using System.Globalization;

namespace Chutan.Market.Registry;

/// <summary>自愿注销: takes units out of use for good, and certifies it.</summary>
/// <param name="Beneficiary">In whose name; printed on the certificate.</param>
/// <param name="Purpose">For what, for example the neutrality of an event.</param>
[Wire("registry.cancel"), By(Scope.Own, Rights.Transfer, Role.CoveredEntity, Role.Institution, Role.Individual,
 Role.Enterprise)]
public sealed record CancelUnits(AccountId Account, UnitKind Kind, Tonnes Quantity, string Beneficiary, string Purpose)
    : Command, IConcernsAccount;

/// <summary>The certificate of a voluntary cancellation 注销证明.</summary>
/// <param name="Number">Its last two digits are check digits (ISO 7064 MOD 97-10).</param>
public sealed record Certificate(
    long Number, AccountId Account, UnitKind Kind, Tonnes Quantity, LocalDate Date, string Beneficiary, string Purpose,
    bool Revoked)
{
    public static long NumberFor(long serial) => serial * 100 + 98 - serial * 100 % 97;

    /// <summary>As printed: ZX-0000000101.</summary>
    public static string Format(long number) => "ZX-" + number.ToString("0000000000", CultureInfo.InvariantCulture);

    /// <summary>Reads a printed number; false when it is none or its check digits do not fit.</summary>
    public static bool TryParse(string? text, out long number)
    {
        number = 0;
        return text is { Length: 13 } && text.StartsWith("ZX-", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number % 97 == 1;
    }
}

[Wire("registry.cancellation-certified")]
public sealed record CancellationCertified(Certificate Certificate) : RegistryEvent;

[Wire("registry.certificate-revoked")]
public sealed record CertificateRevoked(long Number) : RegistryEvent;

/// <summary>Every certificate of cancellation ever given, revoked ones included.</summary>
public sealed class Certificates
{
    private readonly SortedDictionary<long, Certificate> all = [];

    public IReadOnlyCollection<Certificate> All => all.Values;
    public Certificate? Find(long number) => all.GetValueOrDefault(number);
    internal long Next => Certificate.NumberFor(all.Count + 1);
    internal void Add(Certificate certificate) => all.Add(certificate.Number, certificate);
    internal void Revoke(long number) => all[number] = all[number] with { Revoked = true };

    internal void Save(StateWriter to) => to.Many(all.Values, c =>
    {
        to.Long(c.Number); to.Long(c.Account.Number); to.Int((int)c.Kind); to.Long(c.Quantity.Count); to.Date(c.Date);
        to.String(c.Beneficiary); to.String(c.Purpose); to.Bool(c.Revoked);
    });

    internal void Load(StateReader from) => from.Many(() => Add(new Certificate(from.Long(), new(from.Long()),
        (UnitKind)from.Int(), new Tonnes(from.Long()), from.Date(), from.String(), from.String(), from.Bool())));
}

internal static class Cancelling
{
    public static Decision Decide(CancelUnits command, CommandContext context, RegistryState registry)
    {
        if (string.IsNullOrWhiteSpace(command.Beneficiary) || string.IsNullOrWhiteSpace(command.Purpose))
            return RegistryRefusals.NoReason();
        var number = registry.Certificates.Next;
        var draft = new LedgerDraft(registry);
        if (draft.Move(command.Account, registry.Cancelled, command.Kind, command.Quantity, MovementCause.Cancellation,
            marksTraded: false, Certificate.Format(number)) is { } refusal) return refusal;
        return Decision.Accept([.. draft.Events, new CancellationCertified(new Certificate(number, command.Account,
            command.Kind, command.Quantity, context.Date, command.Beneficiary, command.Purpose, Revoked: false))]);
    }
}
