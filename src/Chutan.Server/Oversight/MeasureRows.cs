using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Oversight;
using Chutan.Server.Http;

namespace Chutan.Server.Oversight;

public sealed record RestrictionRow(int Number, Bilingual Participant, string Kind, LocalDate From, LocalDate? Through,
    string Cause, int? Case, LocalDate? LiftedOn, bool InForce);
public sealed record WarningRow(int Number, Bilingual Participant, LocalDate Date, string Text,
    LocalDate? AcknowledgedOn);
public sealed record HolderRow(int Number, Bilingual Holder, LocalDate Date, long Holding, long Circulation,
    LocalDate DueBy, LocalDate? ReportedOn, LocalDate? EndedOn, bool Overdue, string Purpose);
public sealed record RelationRow(int Number, string Name, string Kind, Bilingual Members, long? Limit, LocalDate From,
    LocalDate? EndedOn);
public sealed record ClassLimitRow(string Kind, Bilingual Name, long Tonnes);
public sealed record PartyChoice(string Id, Bilingual Name, string Kind);

/// <summary>Measures as the API shows them, newest first.</summary>
internal static class MeasureRows
{
    public static IReadOnlyList<RestrictionRow> Restrictions(MarketState state, LocalDate today) =>
        [.. state.Oversight.Measures.Restrictions.Reverse().Select(r => Of(r, today, state))];

    public static IReadOnlyList<WarningRow> Warnings(MarketState state) =>
        [.. state.Oversight.Measures.Warnings.Reverse().Select(w => Of(w, state))];

    public static IReadOnlyList<HolderRow> Holders(MarketState state, LocalDate today) =>
        [.. state.Oversight.Measures.Duties.Reverse().Select(d => new HolderRow(d.Number, Name(d.Holder, state),
            d.Date, d.Holding.Count, d.Circulation.Count, d.DueBy, d.ReportedOn, d.EndedOn, d.IsOverdue(today),
            d.Purpose))];

    public static IReadOnlyList<RelationRow> Relations(MarketState state) =>
        [.. state.Oversight.Measures.Relations.Reverse().Select(r => new RelationRow(r.Number, r.Name,
            Parse.Camel(r.Kind), new Bilingual(string.Join("、", r.Members.Select(m => Name(m, state).Zh)),
                string.Join(", ", r.Members.Select(m => Name(m, state).En))), r.Limit?.Count, r.From,
            r.EndedOn))];

    public static IReadOnlyList<ClassLimitRow> ClassLimits(MarketState state) =>
        [.. state.Oversight.Measures.ClassLimits.OrderBy(l => l.Key).Select(l => new ClassLimitRow(
            Parse.Camel(l.Key), Names.Code("participant", l.Key.ToString()), l.Value.Count))];

    /// <summary>Everybody who can hold units, to choose from in a form.</summary>
    public static IReadOnlyList<PartyChoice> Parties(MarketState state) =>
        [.. state.Participants.All.Where(p => state.Registry.AccountOf(p.Id) is not null).OrderBy(p => p.Id)
            .Select(p => new PartyChoice(p.Id.ToString(), Name(p.Id, state), Parse.Camel(p.Kind)))];

    public static RestrictionRow Of(Restriction r, LocalDate today, MarketState state) => new(r.Number,
        Name(r.Participant, state), Parse.Camel(r.Kind), r.From, r.Through, r.Cause, r.Case, r.LiftedOn,
        r.InForce(today));

    public static WarningRow Of(RiskWarning w, MarketState state) =>
        new(w.Number, Name(w.Participant, state), w.Date, w.Text, w.AcknowledgedOn);

    public static Bilingual Name(ParticipantId id, MarketState state) => state.Participants.Find(id) is { } found
        ? Bilingual.Of(found.NameZh, found.NameEn) : Bilingual.Same(id.ToString());
}
