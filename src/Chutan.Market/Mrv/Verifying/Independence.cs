using Chutan.Market.Participants;

namespace Chutan.Market.Mrv;

/// <summary>Participants that the market itself knows to belong together with a body: groups on record with the
/// exchange's oversight and in auctions.</summary>
public sealed record KnownTies(ImmutableArray<ParticipantId> Together, string Source)
{
    public static KnownTies None { get; } = new([], "");
}

/// <summary>核查人员能否参加一项任务.</summary>
/// <param name="Skilled">Whether the person has the entity's sector; one of the team must.</param>
/// <param name="Given">Reports of the year the person is on already; <paramref name="Most"/> is what one may have.
/// </param>
/// <param name="Against">What bars the person from the task altogether; null when nothing does.</param>
/// <param name="AgainstTeam">What bars the person from the team, but not from reviewing it.</param>
/// <param name="AgainstLeading">What bars the person from leading the team.</param>
public sealed record PersonFitness(bool Skilled, int Given, int Most, Refusal? Against, Refusal? AgainstTeam,
    Refusal? AgainstLeading);

/// <summary>独立性审查: every guard between a body or its people and an entity. Each gives the refusal that names it, or
/// null.</summary>
internal static class Independence
{
    /// <summary>Guards on the body itself, in the order they are tried.</summary>
    public static Refusal? OfBody(VerificationBody body, Participant emitter, ComplianceYear year, KnownTies ties,
        CommandContext context, ParticipantsState participants, MrvState mrv) =>
        SelfCheck(body, context)
        ?? Qualification(body, emitter)
        ?? Prohibited(body, emitter, ties, context, participants, mrv)
        ?? Laboratory(body, emitter, year, mrv)
        ?? Rotation(body, emitter, year, context, mrv);

    /// <summary>Guards on a team and its reviewer, in the order they are tried.</summary>
    public static Refusal? OfTeam(VerificationTask task, VerificationBody body, string leader,
        ImmutableArray<string> members, string reviewer, Participant emitter, CommandContext context, MrvState mrv)
    {
        var least = context.Rules.Get(VerificationKeys.TeamMin, context.Date);
        if (members.Length < least)
            return VerifyingRefusals.TeamTooSmall.With(context.Rules.Cite(VerificationKeys.TeamMin, context.Date),
                ("least", least), ("given", members.Length));
        foreach (var code in members.Append(reviewer))
            if (body.Find(code) is not { LeftOn: null })
                return VerifyingRefusals.NotItsPerson.With(VerifyingRefusals.Bodies, ("person", code));
        if (!members.Contains(leader))
            return VerifyingRefusals.NoLeader.With(VerifyingRefusals.Bodies, ("person", leader));
        if (members.Contains(reviewer))
            return VerifyingRefusals.ReviewerInTeam.With(VerifyingRefusals.Steps, ("person", reviewer));
        if (!members.Any(m => Covers(body.Find(m)!.Skills, emitter.Sector))) // found just before
            return VerifyingRefusals.NoSectorSkill.With(VerifyingRefusals.Bodies, ("sector", emitter.Sector));
        foreach (var code in members.Append(reviewer))
            if (Personal(body.Find(code)!, emitter, mrv.Verifications.InterestsOf(body.Participant), context) is
                { } tie) return tie; // found just before
        return LeaderRotation(task, leader, context, mrv)
            ?? Workload(task, members, context, mrv);
    }

    /// <summary>What a page asks of one person before a team is named: the guards a team meets person by person.
    /// </summary>
    public static PersonFitness OfPerson(VerificationTask task, VerifierPerson person, Participant emitter,
        CommandContext context, MrvState mrv) => new(
            Covers(person.Skills, emitter.Sector), Given(task, person.Code, mrv),
            context.Rules.Get(VerificationKeys.ReportsPerPerson, context.Date),
            Personal(person, emitter, mrv.Verifications.InterestsOf(task.Body), context),
            Workload(task, [person.Code], context, mrv), LeaderRotation(task, person.Code, context, mrv));

    private static Refusal? SelfCheck(VerificationBody body, CommandContext context)
    {
        var year = context.Date.Year;
        if (body.Checks.LastOrDefault(c => c.Year == year) is not { } check)
            return VerifyingRefusals.SelfCheckMissing.With(VerifyingRefusals.Bodies, ("verifier", body.Participant),
                ("year", year));
        return check.Broken.IsEmpty
            ? null
            : VerifyingRefusals.SelfCheckFailed.With(VerifyingRefusals.Bodies, ("verifier", body.Participant),
                ("year", year), ("broken", string.Join(", ", check.Broken)));
    }

    private static Refusal? Qualification(VerificationBody body, Participant emitter) =>
        Covers(body.Profile.Sectors, emitter.Sector)
            ? null
            : VerifyingRefusals.NotQualified.With(VerifyingRefusals.Bodies, ("verifier", body.Participant),
                ("sector", emitter.Sector));

    /// <summary>Everything that stands between a body with the people of a task and an entity on a day, as the books
    /// know it now: what a check of finished work counts.</summary>
    /// <param name="declared">An interest that is being declared now; null when none is.</param>
    public static ImmutableArray<Refusal> Conflicts(VerificationBody body, Participant emitter, VerificationTask task,
        KnownTies ties, CommandContext context, ParticipantsState participants, MrvState mrv, BodyInterest? declared)
    {
        // What began after the work was done does not touch it.
        var done = task.ClosedOn ?? context.Date;
        var interests = mrv.Verifications.InterestsOf(body.Participant)
            .Concat(declared?.Body == body.Participant ? [declared] : []).Where(i => i.From <= done)
            .ToImmutableArray();
        return
        [
            .. AllProhibited(body, emitter, interests, ties, context, participants),
            .. new[] { Laboratory(body, emitter, task.Year, mrv) }.OfType<Refusal>(),
            .. task.People.Select(body.Find).OfType<VerifierPerson>()
                .Select(p => Personal(p, emitter, interests, context)).OfType<Refusal>(),
        ];
    }

    private static Refusal? Prohibited(VerificationBody body, Participant emitter, KnownTies ties,
        CommandContext context, ParticipantsState participants, MrvState mrv) =>
        AllProhibited(body, emitter, mrv.Verifications.InterestsOf(body.Participant), ties, context, participants)
            .FirstOrDefault();

    /// <summary>The eight prohibitions in their order, then whatever else is declared.</summary>
    private static IEnumerable<Refusal> AllProhibited(VerificationBody body, Participant emitter,
        IEnumerable<BodyInterest> interests, KnownTies ties, CommandContext context, ParticipantsState participants)
    {
        var services = body.Profile.Services;
        if (services.Contains(BodyService.AllowanceConsulting))
            yield return Refused(InterestKind.AllowanceConsulting, body, emitter,
                nameof(BodyService.AllowanceConsulting), 0);
        if (services.Contains(BodyService.AssetManagement))
            yield return Refused(InterestKind.AssetManagement, body, emitter, nameof(BodyService.AssetManagement), 0);
        if (ties.Together.FirstOrDefault(t => participants.Find(t) is { Kind: ParticipantKind.Institution }) is
            { Number: > 0 } trader)
            yield return Refused(InterestKind.AssetManagement, body, emitter, $"{ties.Source}: {trader}", 0);
        if (ties.Together.Contains(emitter.Id) || body.Profile.Groups.Contains(emitter.CreditCode))
            yield return Refused(InterestKind.OwnershipTie, body, emitter,
                ties.Together.Contains(emitter.Id) ? ties.Source : emitter.CreditCode, 0);
        var years = context.Rules.Get(VerificationKeys.CoolingYears, context.Date);
        foreach (var interest in interests
            .Where(i => i.Kind != InterestKind.PersonalTie && (i.Emitter is null || i.Emitter == emitter.Id))
            .OrderBy(i => i.Kind))
        {
            var lasting = interest.Kind == InterestKind.SharedManager ? years : 0;
            if (interest.Through is { } end && end.PlusYears(lasting) < context.Date) continue;
            yield return Refused(interest.Kind, body, emitter, interest.Description, years);
        }
        if (ManagersShared(body, emitter, years, context) is { } shared) yield return shared;
    }

    /// <summary>A manager of the entity, now or lately, who is on the body's staff.</summary>
    private static Refusal? ManagersShared(VerificationBody body, Participant emitter, int years,
        CommandContext context)
    {
        foreach (var person in body.Staff.Where(p => p.LeftOn is null))
            if (person.History.Any(h => h.Kind == EmploymentKind.Manager
                && Recent(h, emitter, years, context.Date)))
                return Refused(InterestKind.SharedManager, body, emitter, person.Name, years);
        return null;
    }

    /// <summary>Prohibition 7: somebody of the team worked for the entity or advised it.</summary>
    private static Refusal? Personal(VerifierPerson person, Participant emitter, IEnumerable<BodyInterest> interests,
        CommandContext context)
    {
        var years = context.Rules.Get(VerificationKeys.CoolingYears, context.Date);
        var work = person.History.FirstOrDefault(h => Recent(h, emitter, years, context.Date));
        var interest = interests.FirstOrDefault(i => i.Kind == InterestKind.PersonalTie && i.Person == person.Code
            && (i.Emitter is null || i.Emitter == emitter.Id)
            && (i.Through is not { } end || end.PlusYears(years) >= context.Date));
        if (work is null && interest is null) return null;
        var reason = interest?.Description ?? $"{work!.Kind}, {Text.Of(work.From)}"; // one of the two is there
        return VerifyingRefusals.PersonalTie.With(context.Rules.Cite(VerificationKeys.CoolingYears, context.Date),
            ("person", person.Code), ("participant", emitter.Id), ("years", years), ("reason", reason));
    }

    /// <summary>A laboratory of the body has tested for the entity in the year that is verified.</summary>
    private static Refusal? Laboratory(VerificationBody body, Participant emitter, ComplianceYear year, MrvState mrv)
    {
        var used = mrv.Months.OfYear(emitter.Id, year).SelectMany(m => m.Content.LabReports)
            .SelectMany(r => new[] { r.Laboratory, r.Accreditation }).ToHashSet(StringComparer.Ordinal);
        var own = body.Profile.Laboratories.FirstOrDefault(used.Contains);
        return own is null ? null : Refused(InterestKind.LaboratoryTie, body, emitter, own, 0);
    }

    private static Refusal? Rotation(VerificationBody body, Participant emitter, ComplianceYear year,
        CommandContext context, MrvState mrv)
    {
        var most = context.Rules.Get(VerificationKeys.RotationYears, context.Date);
        var served = 0;
        for (var before = year.Previous; mrv.Find(before, emitter.Id)?.Verifier == body.Participant;
            before = before.Previous) served++;
        return served < most
            ? null
            : VerifyingRefusals.BodyTooLong.With(context.Rules.Cite(VerificationKeys.RotationYears, context.Date),
                ("verifier", body.Participant), ("participant", emitter.Id), ("served", served), ("most", most));
    }

    private static Refusal? LeaderRotation(VerificationTask task, string leader, CommandContext context, MrvState mrv)
    {
        var most = context.Rules.Get(VerificationKeys.RotationYears, context.Date);
        var served = 0;
        for (var before = task.Year.Previous; mrv.Verifications.Tasks.Any(t => t.Year == before
            && t.Participant == task.Participant && t.Body == task.Body && t.Leader == leader
            && t.HandedInOn is not null); before = before.Previous) served++;
        return served < most
            ? null
            : VerifyingRefusals.LeaderTooLong.With(context.Rules.Cite(VerificationKeys.RotationYears, context.Date),
                ("person", leader), ("participant", task.Participant), ("served", served), ("most", most));
    }

    private static Refusal? Workload(VerificationTask task, ImmutableArray<string> members, CommandContext context,
        MrvState mrv)
    {
        var most = context.Rules.Get(VerificationKeys.ReportsPerPerson, context.Date);
        foreach (var code in members)
        {
            if (Given(task, code, mrv) is var given && given >= most)
                return VerifyingRefusals.TooManyReports.With(
                    context.Rules.Cite(VerificationKeys.ReportsPerPerson, context.Date), ("person", code),
                    ("year", task.Year), ("given", given), ("most", most));
        }
        return null;
    }

    /// <summary>Reports of the year a person is on besides the task's.</summary>
    private static int Given(VerificationTask task, string code, MrvState mrv) => mrv.Verifications.TasksOf(task.Body)
        .Count(t => t.Year == task.Year && t.Number != task.Number && t.Stage != VerificationStage.Reassigned
            && t.Members.Contains(code));

    private static Refusal Refused(InterestKind kind, VerificationBody body, Participant emitter, string reason,
        int years)
    {
        var code = kind switch
        {
            InterestKind.AllowanceConsulting => VerifyingRefusals.AllowanceConsulting,
            InterestKind.GiftOrContract => VerifyingRefusals.GiftOrContract,
            InterestKind.AssetManagement => VerifyingRefusals.AssetManagement,
            InterestKind.OwnershipTie => VerifyingRefusals.OwnershipTie,
            InterestKind.EmissionConsulting => VerifyingRefusals.EmissionConsulting,
            InterestKind.SharedManager => VerifyingRefusals.SharedManager,
            InterestKind.ConsultantHint => VerifyingRefusals.ConsultantHint,
            InterestKind.LaboratoryTie => VerifyingRefusals.LaboratoryTie,
            _ => VerifyingRefusals.DeclaredInterest,
        };
        var basis = kind < InterestKind.LaboratoryTie
            ? VerifyingRefusals.Bodies with { Article = $"核查技术服务机构禁止事项第{(int)kind}项" }
            : VerifyingRefusals.Bodies;
        return code.With(basis, ("verifier", body.Participant), ("participant", emitter.Id), ("years", years),
            ("reason", reason));
    }

    private static bool Recent(Employment work, Participant emitter, int years, LocalDate today) =>
        work.Employer == emitter.CreditCode && (work.Through is not { } end || end.PlusYears(years) >= today);

    private static bool Covers(ImmutableArray<string> sectors, string sector) => sectors.Contains(sector);
}
