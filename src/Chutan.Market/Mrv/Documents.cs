using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>存证: enters a file that backs figures, a ledger, a lab report, a photograph, by the hash of its content.
/// The content itself is kept beside the journal under that hash; what the hash names can never be another file.
/// </summary>
/// <param name="Hash">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">The file's name as it was sent, 1 to 120 characters, without a path.</param>
/// <param name="MediaType">What the content was found to be.</param>
/// <param name="Bytes">Its length, 1 or more.</param>
/// <param name="Facts">What the file says about itself, read from it when it came in; null when it says nothing.
/// </param>
[Wire("mrv.file-document", 2), By(Scope.Own, Rights.Report, Role.CoveredEntity, Role.Verifier, Role.Enterprise)]
public sealed record FileDocument(ParticipantId Participant, string Hash, string Name, string MediaType, long Bytes,
    FileFacts? Facts = null) : Command, IConcernsParticipant;

/// <summary>文件自述信息: what a file says about itself: when and by whom and with what it was made.</summary>
/// <param name="CreatedOn">Null when it does not say.</param>
/// <param name="ModifiedOn">When it was last changed; null when it does not say.</param>
/// <param name="Author">Empty when it does not say.</param>
/// <param name="Software">What made or changed it, the names it gives one after the other; empty when it does not say.
/// </param>
public sealed record FileFacts(LocalDate? CreatedOn, LocalDate? ModifiedOn, string Author, string Software)
{
    /// <summary>The longest text that is kept of an author or a program.</summary>
    public const int LongestText = 200;

    /// <summary>When it came to be as it is: its last change, else its making.</summary>
    public LocalDate? Latest => ModifiedOn ?? CreatedOn;

    public bool SayNothing => CreatedOn is null && ModifiedOn is null && Author.Length == 0 && Software.Length == 0;

    /// <summary>The same with its texts no longer than what is kept.</summary>
    internal FileFacts Cut() => this with { Author = Cut(Author), Software = Cut(Software) };

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}

/// <summary>A file that backs figures.</summary>
/// <param name="FiledOn">When it was entered; from that day on it cannot be changed unnoticed.</param>
public sealed record EvidenceDocument(ParticipantId Participant, string Hash, string Name, string MediaType, long Bytes,
    UserId FiledBy, Instant FiledOn);

[Wire("mrv.document-filed")]
public sealed record DocumentFiled(EvidenceDocument Document) : MrvEvent;

/// <summary>Every file in evidence, by owner and content.</summary>
public sealed class DocumentsState
{
    private readonly SortedDictionary<(ParticipantId Owner, string Hash), EvidenceDocument> documents =
        new(Comparer<(ParticipantId Owner, string Hash)>.Create((a, b) => a.Owner == b.Owner
            ? string.CompareOrdinal(a.Hash, b.Hash)
            : a.Owner.CompareTo(b.Owner)));
    private readonly Dictionary<string, ImmutableArray<ParticipantId>> owners = new(StringComparer.Ordinal);

    public IReadOnlyCollection<EvidenceDocument> All => documents.Values;

    public EvidenceDocument? Find(ParticipantId owner, string hash) => documents.GetValueOrDefault((owner, hash));

    /// <summary>Who has entered this very content, in the order they did.</summary>
    public ImmutableArray<ParticipantId> OwnersOf(string hash) => owners.GetValueOrDefault(hash, []);

    internal void Apply(DocumentFiled e)
    {
        documents.Add((e.Document.Participant, e.Document.Hash), e.Document);
        owners[e.Document.Hash] = [.. OwnersOf(e.Document.Hash), e.Document.Participant];
    }

    internal void Save(StateWriter to) => to.Many([.. owners.OrderBy(o => o.Key, StringComparer.Ordinal)], o =>
        to.Many(o.Value, owner =>
        {
            var d = documents[(owner, o.Key)];
            to.Long(d.Participant.Number);
            to.String(d.Hash);
            to.String(d.Name);
            to.String(d.MediaType);
            to.Long(d.Bytes);
            to.Long(d.FiledBy.Number);
            to.Instant(d.FiledOn);
        }));

    internal void Load(StateReader from) => from.Many(() => from.Many(() => Apply(new DocumentFiled(
        new EvidenceDocument(new(from.Long()), from.String(), from.String(), from.String(), from.Long(),
            new(from.Long()), from.Instant())))));
}

/// <summary>存证材料.</summary>
internal static class Documents
{
    private const int HashDigits = 64;
    private const int LongestName = 120;
    private const int LongestType = 100;

    public static Decision Decide(FileDocument command, CommandContext context, MrvState mrv)
    {
        if (!IsHash(command.Hash))
            return MrvRefusals.BadHash.With(MrvRefusals.Records, ("hash", command.Hash));
        if (!IsName(command.Name)) return MrvRefusals.BadFileName.With(MrvRefusals.Records, ("most", LongestName));
        if (command.Bytes < 1 || command.MediaType is not { Length: > 0 and <= LongestType })
            return MrvRefusals.EmptyFile.With(MrvRefusals.Records, ("name", command.Name));
        if (mrv.Documents.Find(command.Participant, command.Hash) is { } filed)
            return MrvRefusals.AlreadyFiled.With(MrvRefusals.Records, ("name", filed.Name), ("filed", filed.FiledOn));
        var filing = new DocumentFiled(new EvidenceDocument(command.Participant, command.Hash, command.Name,
            command.MediaType, command.Bytes, context.Actor.User, context.At));
        return command.Facts is { SayNothing: false } facts
            ? Decision.Accept(filing, new DocumentRead(command.Hash, facts.Cut())) : Decision.Accept(filing);
    }

    /// <summary>Whether this is a SHA-256 in the one form it is written in here.</summary>
    public static bool IsHash(string? hash) =>
        hash is { Length: HashDigits } && hash.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f');

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName }
        && !string.IsNullOrWhiteSpace(name) && !name.Any(c => c is '/' or '\\' || char.IsControl(c));
}
