namespace Chutan.Market.Mrv;

/// <summary>Why a report is verified.</summary>
public enum VerificationKind
{
    /// <summary>The yearly verification of a report 年度核查.</summary>
    Annual = 0,
    /// <summary>A second verification of a closed one, by another body 复查.</summary>
    Recheck = 1,
}

/// <summary>Why a task stands still.</summary>
public enum HoldReason
{
    None = 0,
    /// <summary>The authority stopped it 主管部门中止.</summary>
    Ordered = 1,
    /// <summary>The body is suspended 核查机构被暂停.</summary>
    BodySuspended = 2,
    /// <summary>The body has found a conflict of its own and declined 机构申报冲突.</summary>
    Declined = 3,
}

/// <summary>现场核查清单事项的来源.</summary>
public enum ChecklistOrigin
{
    /// <summary>On every list, by the guide.</summary>
    Guide = 0,
    /// <summary>An open alert of the data checks.</summary>
    Alert = 1,
    Complaint = 2,
    /// <summary>Passed on by an authority.</summary>
    Authority = 3,
    /// <summary>Left open by the body before.</summary>
    Carried = 4,
    /// <summary>The team's own.</summary>
    Team = 5,
}

/// <summary>Something to look at on site, and what was seen.</summary>
/// <param name="Code">Unique within the list.</param>
/// <param name="Result">What was seen; empty until then.</param>
/// <param name="Fine">Whether it was as it should be; null until then.</param>
public sealed record ChecklistItem(string Code, ChecklistOrigin Origin, string TextZh, string TextEn, string Result,
    bool? Fine);

/// <summary>文件评审表的一行: one parameter, how the plan says it is come by, and how it was verified.</summary>
public sealed record DocumentLine(string Parameter, string PlannedMethod, string VerifiedBy, string Remarks, bool Fine);

/// <summary>现场核查计划.</summary>
/// <param name="Latitude">Degrees north, with at most six decimals; <paramref name="Longitude"/> degrees east.</param>
/// <param name="Members">Codes of the people who go.</param>
public sealed record SitePlan(LocalDate From, LocalDate Through, string Place, decimal Latitude, decimal Longitude,
    ImmutableArray<string> Members, string Agenda)
{
    public int Days => Period.Between(From, Through, PeriodUnits.Days).Days + 1;
}

public enum SiteEvidenceKind
{
    SignIn = 0,
    SignOut = 1,
    Photo = 2,
    /// <summary>A copy of a record seen on site.</summary>
    Record = 3,
}

/// <summary>现场证据: a file made on site, with where and when it was made.</summary>
/// <param name="Document">Hash of the file, in evidence.</param>
public sealed record SiteEvidence(SiteEvidenceKind Kind, string Document, string Person, LocalDate Date,
    LocalTime Time, decimal Latitude, decimal Longitude, string Note);

public enum FindingClass
{
    Data = 0,
    Method = 1,
    Boundary = 2,
    Evidence = 3,
    Plan = 4,
    Conduct = 5,
}

public enum FindingSeverity
{
    /// <summary>To be noted; needs no answer 观察项.</summary>
    Observation = 0,
    Minor = 1,
    Major = 2,
}

public enum FindingStatus
{
    /// <summary>Noted by a member, not yet out.</summary>
    Noted = 0,
    Open = 1,
    Answered = 2,
    /// <summary>The team holds the answer sufficient; the technical reviewer has yet to close it.</summary>
    Satisfied = 3,
    Closed = 4,
    /// <summary>Not answered, or not well enough: conservative values stand in 未解决.</summary>
    Unresolved = 5,
}

/// <summary>不符合项.</summary>
/// <param name="Clause">Of the guide or plan that is not met.</param>
/// <param name="Author">Code of the person who found it.</param>
/// <param name="Effect">What it changes in the total, t; null while it is not known.</param>
/// <param name="Round">How often an answer was asked for.</param>
/// <param name="Remarks">What the team said to the last answer.</param>
/// <param name="CheckedBy">Code of the person who held the answer sufficient.</param>
/// <param name="ClosedBy">Code of the technical reviewer who closed it.</param>
public sealed record Finding(int Number, FindingClass Class, FindingSeverity Severity, string Clause,
    string Description, ImmutableArray<string> Evidence, string Author, FindingStatus Status, string CorrectiveAction,
    string Answer, ImmutableArray<string> AnswerEvidence, long? Effect, int Round, string Remarks, string CheckedBy,
    string ClosedBy, LocalDate? ClosedOn)
{
    /// <summary>Whether the entity owes an answer.</summary>
    public bool NeedsAnswer => Status == FindingStatus.Open && Severity != FindingSeverity.Observation;
}

/// <summary>保守取值: what stands in for a figure that could not be shown.</summary>
/// <param name="Finding">The unresolved finding.</param>
/// <param name="Effect">What it adds to the total, t; never negative.</param>
public sealed record ConservativeValue(int Finding, string Parameter, string Given, string Used, string Reason,
    long Effect);

/// <summary>One source of emissions before and after verification.</summary>
public sealed record SourceDifference(string Source, decimal Reported, decimal Verified, string Reason);

/// <summary>异常波动: a figure that moved much against last year.</summary>
public sealed record Fluctuation(string Item, string LastYear, string ThisYear, string Explanation);

/// <summary>交叉核对: a figure held against another source.</summary>
public sealed record CrossCheck(string Item, string Value, string Against, string Source, bool Agrees);

/// <summary>核查结论.</summary>
/// <param name="Initial">The total the entity first handed in.</param>
/// <param name="ReportConforms">Whether the report keeps to the guide 报告是否符合指南.</param>
/// <param name="PlanFollowed">Whether the data quality control plan was carried out.</param>
public sealed record VerificationConclusion(Tonnes Initial, Tonnes Verified, Activity Activity,
    ImmutableArray<SourceDifference> Sources, bool ReportConforms, bool PlanFollowed, string PlanAdvice,
    ImmutableArray<Fluctuation> Fluctuations, ImmutableArray<CrossCheck> CrossChecks, string SpecialMatters);

/// <summary>对核查结果的异议.</summary>
/// <param name="Upheld">Null until it is decided.</param>
public sealed record VerificationObjection(string Grounds, string Document, LocalDate On, LocalDate DecideBy,
    bool? Upheld, string Reason, LocalDate? DecidedOn);

/// <summary>事后发现的差错: an error in a finished verification.</summary>
/// <param name="Effect">Right minus verified, t.</param>
public sealed record VerificationError(string Description, long Effect, string Source, LocalDate On, UserId By);

/// <summary>One step in a task's file.</summary>
public sealed record VerificationEntry(Instant At, UserId By, VerificationAction Action, VerificationStage From,
    VerificationStage To, string Text);

/// <summary>核查任务: the verification of one entity's report of one year by one body, with everything on its file.
/// </summary>
public sealed record VerificationTask(int Number, ComplianceYear Year, ParticipantId Participant, ParticipantId Body,
    VerificationKind Kind, LocalDate OpenedOn)
{
    public VerificationStage Stage { get; init; }
    /// <summary>The task whose work it takes over, or whose result it checks; null when there is none.</summary>
    public int? Follows { get; init; }
    /// <summary>The task that took over; null when there is none.</summary>
    public int? Successor { get; init; }
    /// <summary>The total the entity had handed in when the task was opened.</summary>
    public Tonnes Initial { get; init; }
    /// <summary>The day by which the next step is due; null when none is set.</summary>
    public LocalDate? DueOn { get; init; }
    public VerificationStage HeldFrom { get; init; }
    public HoldReason Held { get; init; }
    public LocalDate? HeldOn { get; init; }
    /// <summary>Codes of the people; the leader is one of the members.</summary>
    public string Leader { get; init; } = "";
    public ImmutableArray<string> Members { get; init; } = [];
    public string Reviewer { get; init; } = "";
    public ImmutableArray<ChecklistItem> Checklist { get; init; } = [];
    public ImmutableArray<DocumentLine> Documents { get; init; } = [];
    public SitePlan? Site { get; init; }
    public ImmutableArray<SiteEvidence> Evidence { get; init; } = [];
    public ImmutableArray<Finding> Findings { get; init; } = [];
    public ImmutableArray<ConservativeValue> Conservative { get; init; } = [];
    public VerificationConclusion? Conclusion { get; init; }
    public LocalDate? HandedInOn { get; init; }
    public LocalDate? NotifiedOn { get; init; }
    /// <summary>The entity has said that it will not object.</summary>
    public bool Agreed { get; init; }
    public VerificationObjection? Objection { get; init; }
    public LocalDate? ClosedOn { get; init; }
    /// <summary>How often the technical reviewer or the authority sent it back.</summary>
    public int SentBack { get; init; }
    /// <summary>How many of the body's terms were missed.</summary>
    public int LateSteps { get; init; }
    public ImmutableArray<VerificationError> Errors { get; init; } = [];
    public ImmutableArray<VerificationEntry> Entries { get; init; } = [];

    /// <summary>Whether it still binds the body, the entity or the authority.</summary>
    public bool IsOpen => !VerificationWorkflow.IsOver(Stage);

    /// <summary>Everybody of the body who works on it.</summary>
    public IEnumerable<string> People => Reviewer.Length == 0 ? Members : Members.Append(Reviewer);

    public Finding? Find(int number) => Findings.FirstOrDefault(f => f.Number == number);
}
