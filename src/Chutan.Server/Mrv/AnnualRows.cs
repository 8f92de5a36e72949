using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Rulebook;
using Chutan.Server.Compliance;
using Chutan.Server.Http;
using Chutan.Server.Oversight;

namespace Chutan.Server.Mrv;

/// <summary>From the market's annual reports to rows and details of the API.</summary>
internal static class AnnualRows
{
    /// <summary>Whether a caller may read an entity's report: who may read its affairs, and the body that verifies it.
    /// </summary>
    public static bool MayRead(MarketState state, Actor? caller, ComplianceYear year, ParticipantId entity) =>
        caller is { } actor && (Authority.MayRead(ReadRight.Affairs, actor, entity, state)
            || actor.Role == Role.Verifier && state.Mrv.Find(year, entity)?.Verifier is { } verifier
                && state.Participants.Find(actor.User)?.Participant == verifier);

    /// <summary>Every report a caller may read, newest year first.</summary>
    public static IReadOnlyList<AnnualRow> All(MarketState state, Actor? caller)
    {
        var keys = state.Mrv.Reports.Select(r => (r.Year, r.Participant))
            .Concat(state.Mrv.Annuals.All.Select(r => (r.Year, r.Participant)))
            .Concat(state.Mrv.Months.Newest.Select(m => (m.Year, m.Participant))).Distinct();
        return [.. keys.Where(k => MayRead(state, caller, k.Year, k.Participant))
            .OrderByDescending(k => k.Year).ThenBy(k => k.Participant).Select(k => Row(state, k.Year, k.Participant))];
    }

    public static AnnualRow Row(MarketState state, ComplianceYear year, ParticipantId entity)
    {
        var report = state.Mrv.Find(year, entity);
        var newest = state.Mrv.Annuals.Newest(entity, year);
        var participant = state.Participants.Find(entity);
        var extension = state.Mrv.Annuals.ExtensionOf(entity, year);
        return new AnnualRow(year.Year, entity.ToString(),
            Bilingual.Of(participant?.NameZh ?? "", participant?.NameEn ?? ""),
            ComplianceRows.Sector(participant?.Sector ?? ""), Names.Code("city", participant?.City ?? ""),
            Parse.Camel(report?.State ?? ReportState.Draft), newest?.Version ?? 0,
            newest?.State == AnnualState.Prepared, report?.DueOn ?? Due(state, year, entity), report?.SubmittedOn,
            report?.Late ?? false, report?.Reported?.Count, report?.Verified?.Count, report?.Accepted?.Count,
            newest is null ? "" : $"{newest.Result.Methodology}@{newest.Result.Version}", extension is not null,
            state.Mrv.Annuals.DeterminationOf(entity, year) is not null,
            !state.Mrv.Annuals.Reopenings(entity, year).IsEmpty, report?.Position ?? newest?.Position ?? 0);
    }

    public static AnnualDetail Detail(MarketState state, Actor caller, ComplianceYear year, ParticipantId entity,
        int? version, AsOf asOf)
    {
        var annuals = state.Mrv.Annuals;
        var versions = annuals.Versions(entity, year);
        var shown = version is { } v && v >= 1 && v <= versions.Length ? versions[v - 1]
            : versions is [.., var newest] ? newest : null;
        var faults = new Faults();
        var basis = shown is not null ? AnnualCalculation.BasisOf(shown, state.Mrv, state.Quantification)
            : AnnualCalculation.Basis(entity, year, state.Mrv, state.Quantification, faults);
        var determination = annuals.DeterminationOf(entity, year);
        return new AnnualDetail(Row(state, year, entity), shown?.Version ?? 0,
            shown is null ? null : Figures(state, shown, shown.State != AnnualState.Prepared ? []
                : Checks(state, caller, shown, asOf)),
            shown is null ? null : Statement(state, shown), Months(state, year, entity, basis),
            [.. versions.Select(x => Version(state, x)).Reverse()], Counted(state, year.Previous, entity),
            [.. annuals.Reopenings(entity, year).Select(r => new AnnualReopening(r.Order, r.Reason, r.Fraud,
                r.Standing.Count, r.OrderedOn, r.Restated?.Count, r.Recheck, r.Position))],
            determination is null ? null : Determination(determination, state.Rulebook),
            annuals.ExtensionOf(entity, year) is { } x
                ? new AnnualExtension(x.Date, x.Before, x.Decision, x.DecidedOn) : null,
            annuals.RemindedOf(entity, year),
            Choices(basis, m => m.Method.Lines.Select(l => (l.Name, l.Zh, l.En, l.Unit))),
            Choices(basis, m => m.Method.Inputs.Where(i => !i.IsChoice
                && !i.Evidence.Contains(CaptureTransfer.EvidenceKind)).Select(i => (i.Name, i.Zh, i.En, i.Unit))),
            Choices(basis, m => m.Method.Factors.Select(f => (f.Name, f.Zh, f.En, m.Method.SeriesOf(f).Unit))),
            Captures(state, basis), Others(state, basis), Acts(state, caller, year, entity), asOf);
    }

    /// <summary>What a report would be, with what it is beside last year and the newest version.</summary>
    public static AnnualFigures Figures(MarketState state, ComplianceYear year, ParticipantId entity,
        AnnualBasis basis, AnnualResult result, AnnualResult? before, IReadOnlyList<HitAnswer> checks)
    {
        var method = basis.Method;
        var last = state.Mrv.Annuals.Submitted(entity, year.Previous)?.Result;
        return new AnnualFigures(method.Id, method.Version, Bilingual.Of(method.Head.Zh, method.Head.En), method.Hash,
            result.TraceHash, result.EntityTonnes, result.ProcessTonnes, Parse.Camel(result.Level),
            result.IncludesIndirect, result.Compliance.Count,
            [.. result.Parts.Select(p => new AnnualPart(Parse.Camel(p.Kind), p.Code, Bilingual.Of(p.NameZh, p.NameEn),
                p.Indirect, p.Tonnes, p.Mass, Same(last, p), Same(before, p), p.Module))],
            [.. result.Gaps.Select(g => new AnnualGap(g.Facility, g.Table, g.Choice, g.Column, g.Months, g.Cause,
                g.EffectTonnes))],
            result.Warnings, [.. result.Modules.Select(m => Module(year, basis, m))], checks);
    }

    private static AnnualModule Module(ComplianceYear year, AnnualBasis basis, ModuleResult of)
    {
        var module = basis.Methods.All.First(m => m.Sector == of.Sector); // the basis is that of the result
        var facilities = basis.Plan.Content.Facilities.Where(f => module.Covers(f.Id)).ToList();
        return new AnnualModule(of.Sector, MonthAnswers.SectorOf(of.Sector), of.Methodology, of.Version,
            Bilingual.Of(module.Method.Head.Zh, module.Method.Head.En), of.MethodologyHash, of.TraceHash,
            of.EntityTonnes, of.ProcessTonnes, of.Counts, new Bilingual(
                string.Join("、", facilities.Select(f => f.NameZh)),
                string.Join(", ", facilities.Select(f => f.NameEn))),
            [.. basis.Months.Select(m => new AnnualModuleMonth(m.Month,
                AnnualCalculation.OfMonth(year, m, module)))]);
    }

    /// <summary>What a form offers of the methods of a report, as the report names it.</summary>
    private static List<AnnualChoice> Choices(AnnualBasis? basis,
        Func<ModuleMethod, IEnumerable<(string Name, string Zh, string En, Unit Unit)>> of) =>
        [.. (basis?.Methods.All ?? []).SelectMany(m => of(m).Select(x => new AnnualChoice(m.Name(x.Name),
            Bilingual.Of(x.Zh, x.En), x.Unit.Symbol)))];

    /// <summary>The checks of the year on a report that is not handed in yet, for whoever makes or signs it.</summary>
    public static IReadOnlyList<HitAnswer> Checks(MarketState state, Actor caller, AnnualReport draft, AsOf asOf) =>
        [.. QualityGate.Try(draft, AsOfs.DateOf(asOf, state), new RuleReader(state.Rulebook), state.Mrv,
                state.Quantification)
            .Where(h => CheckEndpoints.MaySee(caller, h)).OrderByDescending(h => h.Severity == CheckSeverity.Block)
            .Select(h => CheckEndpoints.Hit(h, state))];

    /// <summary>Accepted reports as everybody may read them, newest year first.</summary>
    public static IReadOnlyList<DisclosureRow> Disclosed(MarketState state) =>
        [.. state.Mrv.Reports.Where(r => r.Accepted is not null).OrderByDescending(r => r.Year)
            .ThenBy(r => r.Participant).Select(r => Disclosed(state, r))];

    private static DisclosureRow Disclosed(MarketState state, EmissionReport report)
    {
        var participant = state.Participants.Find(report.Participant);
        var annual = state.Mrv.Annuals.Submitted(report.Participant, report.Year);
        var method = annual is null ? null
            : state.Quantification.Find(annual.Result.Methodology, annual.Result.Version);
        var plan = annual is null ? null
            : state.Mrv.Plans.Find(report.Participant, annual.Result.Months[^1].PlanVersion);
        var facilities = plan?.Content.Facilities ?? [];
        return new DisclosureRow(report.Year.Year, report.Participant.ToString(),
            Bilingual.Of(participant?.NameZh ?? "", participant?.NameEn ?? ""),
            ComplianceRows.Sector(participant?.Sector ?? ""), Names.Code("city", participant?.City ?? ""),
            report.Accepted?.Count ?? 0, method is null ? "" : $"{method.Id}@{method.Version}",
            Bilingual.Of(method?.Head.Zh ?? "", method?.Head.En ?? ""),
            new Bilingual(string.Join("；", facilities.Select(f => f.NameZh)),
                string.Join("; ", facilities.Select(f => f.NameEn))),
            state.Mrv.Annuals.Reopenings(report.Participant, report.Year).Any(r => r.Restated is not null));
    }

    private static AnnualFigures? Figures(MarketState state, AnnualReport shown, IReadOnlyList<HitAnswer> checks) =>
        AnnualCalculation.BasisOf(shown, state.Mrv, state.Quantification) is { } basis
            ? Figures(state, shown.Year, shown.Participant, basis, shown.Result, shown.Version < 2 ? null
                : state.Mrv.Annuals.Versions(shown.Participant, shown.Year)[shown.Version - 2].Result, checks)
            : null;

    private static AnnualStatement Statement(MarketState state, AnnualReport shown)
    {
        var (last, before) = (state.Mrv.Annuals.Submitted(shown.Participant, shown.Year.Previous)?.Result,
            state.Mrv.Find(shown.Year.Previous, shown.Participant));
        return new AnnualStatement(
            [.. shown.Content.ManualFigures.Select(m => new AnnualManual(m.Column, m.Text, m.Unit, m.Reason,
                m.Evidence))],
            [.. shown.Content.StatedFactors.Select(f => new AnnualStated(f.Name, f.Text, f.Unit))],
            [.. shown.Content.Products.Zip(shown.Result.Activity.Outputs, (p, o) => new AnnualProduct(o.Product,
                o.Quantity, o.Unit, p.Line, p.Reason, Intensity(Behind(shown.Result, p.Line), o.Quantity),
                last is not null ? Intensity(Behind(last, p.Line), last.Activity.Of(o.Product))
                    : before is { Accepted: { } then, AcceptedActivity: { } made }
                        ? Intensity(then.Count, made.Of(o.Product)) : null))],
            shown.Content.ProductionDays, shown.Content.StoppedDays, shown.Content.Explanation,
            [.. shown.Content.Agencies.Select(a => new AnnualAgency(Parse.Camel(a.Kind), a.Name, a.CreditCode))],
            shown.Content.BoundaryChanges);
    }

    /// <summary>What was emitted for a product: by its own module where a report has several.</summary>
    private static decimal Behind(AnnualResult of, string line)
    {
        if (of.Modules.IsEmpty) return of.Compliance.Count;
        var module = of.Modules.FirstOrDefault(m => line.StartsWith(m.Sector + "/", StringComparison.Ordinal))
            ?? of.Modules[0];
        return of.Level == ReportLevel.Entity ? module.EntityTonnes : module.ProcessTonnes;
    }

    private static decimal? Intensity(decimal emissions, decimal output) =>
        output > 0 ? decimal.Round(emissions / output, 6) : null;

    private static decimal? Same(AnnualResult? other, ReportPart part) => other?.Parts
        .Where(p => (p.Kind, p.Code, p.Indirect) == (part.Kind, part.Code, part.Indirect))
        .Select(p => (decimal?)p.Tonnes).FirstOrDefault();

    private static IReadOnlyList<AnnualMonth> Months(
        MarketState state, ComplianceYear year, ParticipantId entity, AnnualBasis? basis)
    {
        if (basis is null)
            return [.. state.Mrv.Months.OfYear(entity, year).Where(m => m.State == MonthState.Accepted)
                .Select(m => new AnnualMonth(m.Month, m.Revision, m.Revision, null))];
        var tonnes = AnnualCalculation.ByMonth(year, basis).ToDictionary(m => m.Month, m => m.Tonnes);
        return [.. basis.Months.Select(m => new AnnualMonth(m.Month, m.Revision,
            state.Mrv.Months.Find(entity, year, m.Month)?.Revision ?? m.Revision,
            tonnes.GetValueOrDefault(m.Month)))];
    }

    private static AnnualVersion Version(MarketState state, AnnualReport of) => new(of.Version, Parse.Camel(of.State),
        of.Result.Compliance.Count, of.Result.EntityTonnes, of.Result.TraceHash, NameOf(state, of.PreparedBy),
        of.PreparedAt, of.ApprovedBy is { } approver ? NameOf(state, approver) : null, of.SubmittedAt,
        of.Declaration?.Signatory, of.Position);

    private static string NameOf(MarketState state, UserId user) =>
        state.Participants.Find(user)?.Name ?? user.ToString();

    /// <summary>Every deduction of the report's months that names a transfer.</summary>
    private static IReadOnlyList<AnnualCapture> Captures(MarketState state, AnnualBasis? basis) => basis is null ? []
        : [.. from month in basis.Months
              from row in month.Content.Rows
              from figure in row.Figures
              from named in figure.Evidence
              where named.StartsWith(CaptureTransfer.Mark, StringComparison.Ordinal)
              let transfer = state.Mrv.Captures.Find(month.Participant, named[CaptureTransfer.Mark.Length..])
              where transfer is not null
              select new AnnualCapture(month.Month, figure.Column, figure.Text, figure.Unit,
                  CaptureEndpoints.Of(transfer, state),
                  transfer.Project.Length == 0 ? 0 : state.Offsets.Issued(transfer.Project).Count)];

    private static long? Counted(MarketState state, ComplianceYear year, ParticipantId entity) =>
        (state.Mrv.Find(year, entity)?.Accepted ?? state.Mrv.Find(year, entity)?.Reported)?.Count;

    private static AnnualDetermination Determination(ReportDetermination of, RulebookState rulebook) => new(
        Parse.Camel(of.Basis), of.Emissions.Count, of.Decision, of.DecidedOn,
        [.. of.Lines.Select(l => new AllocationLine(l.Symbol, new Bilingual(ReportTexts.Of(l.Label).Zh,
            ReportTexts.Of(l.Label).En), l.Formula, l.Value, l.Unit, Parse.Camel(l.Kind), l.RuleKey,
            l.Basis is null ? null : Problems.CitationOf(l.Basis, rulebook), l.Standing))], of.Position);

    private static IReadOnlyList<AnnualOther> Others(MarketState state, AnnualBasis? basis) =>
        [.. (basis?.Methods.All ?? []).SelectMany(module => state.Quantification.Published
            .Where(p => p.Methodology != module.Method.Id || p.Version != module.Method.Version)
            .Select(p => state.Quantification.Find(p.Methodology, p.Version)).OfType<Methodology>()
            .Where(m => m.Head.Sector == module.Method.Head.Sector)
            .Select(m => new AnnualOther(m.Id, m.Version, Bilingual.Of(m.Head.Zh, m.Head.En), module.Key)))];

    private static AnnualActs Acts(MarketState state, Actor caller, ComplianceYear year, ParticipantId entity)
    {
        var from = state.Mrv.Find(year, entity)?.State ?? ReportState.Draft;
        var own = state.Participants.Find(caller.User) is { Active: true } user && user.Participant == entity
            && caller.Role == Role.CoveredEntity && (user.Rights & Rights.Report) != 0;
        var open = own && ReportWorkflow.Next(from, ReportAction.Submit, caller.Role) is not null;
        var waiting = state.Mrv.Annuals.Newest(entity, year) is { State: AnnualState.Prepared } newest
            && newest.PreparedBy != caller.User;
        var authority = caller.Role == Role.Authority;
        var missing = from is ReportState.Draft or ReportState.Returned or ReportState.Refused or ReportState.Reopened;
        return new AnnualActs(open, open && waiting, authority && from != ReportState.Accepted
                && state.Mrv.Find(year, entity)?.Revision is null or 0,
            authority && missing,
            authority && missing && state.Mrv.Annuals.Reopenings(entity, year) is
                [.., { Restated: null, Recheck: not null }],
            authority && ReportWorkflow.Next(from, ReportAction.Reopen, caller.Role) is not null,
            authority && state.Mrv.Annuals.Reopenings(entity, year).Any(r => r.Fraud),
            authority && state.Mrv.Find(year, entity) is null && state.Mrv.Plans.FirstOf(entity, year) is null);
    }

    private static LocalDate? Due(MarketState state, ComplianceYear year, ParticipantId entity)
    {
        var (due, _, refusal) = ReportDeadlines.Of(year, entity, new RuleReader(state.Rulebook), state.Mrv.Annuals);
        return refusal is null ? due : null;
    }
}
