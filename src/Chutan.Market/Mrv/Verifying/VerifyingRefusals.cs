namespace Chutan.Market.Mrv;

/// <summary>Why a step of a verification, or an assignment, was refused. The eight prohibitions stand in the national
/// rules on verification; each has a refusal of its own.</summary>
public static class VerifyingRefusals
{
    internal static readonly Citation Bodies = new("企业温室气体排放报告核查指南（试行）", "核查技术服务机构");
    internal static readonly Citation Steps = new("企业温室气体排放报告核查指南（试行）", "核查程序");
    internal static readonly Citation Supervision = new("企业温室气体排放报告核查指南（试行）", "核查复核与信息公开");

    public static readonly RefusalCode NoProfile = new("mrv.no-body-profile",
        "核查机构 {verifier} 尚未建档。", "Verification body {verifier} has filed no profile.");
    public static readonly RefusalCode ProfileIncomplete = new("mrv.body-profile-incomplete",
        "机构档案须写明核查行业、业务、所属集团与自有实验室（可为空列表）。",
        "A profile names sectors, services, groups and laboratories; the last three may be empty lists.");
    public static readonly RefusalCode PersonIncomplete = new("mrv.person-incomplete",
        "核查人员“{person}”的证书号、姓名或任职经历不完整。",
        "Verifier '{person}' lacks a certificate number or a name, or its history does not hold together.");
    public static readonly RefusalCode NotItsUser = new("mrv.not-its-user",
        "用户 {user} 不是本机构的有效代表，不能登记为“{person}”。",
        "User {user} is no active representative of this body and cannot be '{person}'.");
    public static readonly RefusalCode UserTaken = new("mrv.user-taken",
        "用户 {user} 已登记为核查人员“{person}”。", "User {user} already stands for verifier '{person}'.");
    public static readonly RefusalCode NotItsPerson = new("mrv.not-its-person",
        "本机构没有在职核查人员“{person}”。", "This body has no serving verifier '{person}'.");
    public static readonly RefusalCode InterestIncomplete = new("mrv.interest-incomplete",
        "利益关系须写明种类、说明和前后一致的起止日期。", "An interest needs its kind, a description and dates in order.");
    public static readonly RefusalCode NoInterest = new("mrv.no-interest",
        "没有编号为 {interest} 的在册利益关系。", "No interest {interest} is on record.");
    public static readonly RefusalCode SelfCheckIncomplete = new("mrv.self-check-incomplete",
        "{year} 年公正性自查不完整：未遵守的项须为 1 至 8 并附说明，年度不得在将来。",
        "The self-check of {year} is incomplete: prohibitions are 1 to 8, broken ones need words, the year has begun.");
    public static readonly RefusalCode NotInEvidence = new("mrv.not-in-evidence",
        "文件 {hash} 没有以该主体名义存证。", "File {hash} was not filed in evidence by this participant.");

    public static readonly RefusalCode SelfCheckMissing = new("mrv.self-check-missing",
        "核查机构 {verifier} 未提交 {year} 年公正性自查。",
        "Body {verifier} has filed no self-check of its impartiality for {year}.");
    public static readonly RefusalCode SelfCheckFailed = new("mrv.self-check-failed",
        "核查机构 {verifier} 在 {year} 年自查中承认未遵守禁止事项 {broken}。",
        "In its self-check of {year} body {verifier} says it does not keep prohibition {broken}.");
    public static readonly RefusalCode NotQualified = new("mrv.body-not-qualified",
        "核查机构 {verifier} 不具备“{sector}”行业的核查资质。", "Body {verifier} is not qualified for the sector '{sector}'.");
    public static readonly RefusalCode AllowanceConsulting = new("mrv.prohibited-allowance-consulting",
        "禁止事项一：核查机构 {verifier} 从事配额计算、咨询或管理服务（{reason}）。",
        "Prohibition 1: body {verifier} works out, advises on or manages allowances ({reason}).");
    public static readonly RefusalCode GiftOrContract = new("mrv.prohibited-gift",
        "禁止事项二：核查机构 {verifier} 接受影响公正性的资助、合同或服务（{reason}）。",
        "Prohibition 2: body {verifier} takes gifts, contracts or services that bear on its impartiality ({reason}).");
    public static readonly RefusalCode AssetManagement = new("mrv.prohibited-asset-management",
        "禁止事项三：核查机构 {verifier} 从事碳资产管理、碳交易，或与从事者同属一个上级（{reason}）。",
        "Prohibition 3: body {verifier} manages or trades carbon assets, or belongs with one that does ({reason}).");
    public static readonly RefusalCode OwnershipTie = new("mrv.prohibited-ownership",
        "禁止事项四：核查机构 {verifier} 与主体 {participant} 有资产或管理关系（{reason}）。",
        "Prohibition 4: body {verifier} is tied to {participant} by ownership or management ({reason}).");
    public static readonly RefusalCode EmissionConsulting = new("mrv.prohibited-consulting",
        "禁止事项五：核查机构 {verifier} 提供排放、监测、计量、报告或校准咨询（{reason}）。",
        "Prohibition 5: body {verifier} advises on emissions, monitoring, reporting or calibration ({reason}).");
    public static readonly RefusalCode SharedManager = new("mrv.prohibited-shared-manager",
        "禁止事项六：核查机构 {verifier} 与主体 {participant} 在 {years} 年内共享或互聘管理人员（{reason}）。",
        "Prohibition 6: body {verifier} shared managers with {participant} within {years} years ({reason}).");
    public static readonly RefusalCode PersonalTie = new("mrv.prohibited-personal-tie",
        "禁止事项七：核查人员“{person}”在 {years} 年内受雇于主体 {participant} 或为其提供咨询（{reason}）。",
        "Prohibition 7: verifier '{person}' worked for or advised {participant} within {years} years ({reason}).");
    public static readonly RefusalCode ConsultantHint = new("mrv.prohibited-hint",
        "禁止事项八：核查机构 {verifier} 暗示使用指定咨询机构可使核查更容易（{reason}）。",
        "Prohibition 8: body {verifier} hints that a certain consultant makes verification easier ({reason}).");
    public static readonly RefusalCode LaboratoryTie = new("mrv.laboratory-tie",
        "核查机构 {verifier} 拥有为主体 {participant} 检测的实验室（{reason}）。",
        "Body {verifier} owns a laboratory that tests for {participant} ({reason}).");
    public static readonly RefusalCode DeclaredInterest = new("mrv.declared-interest",
        "核查机构 {verifier} 对主体 {participant} 有在册利益关系（{reason}）。",
        "Body {verifier} has an interest on record towards {participant} ({reason}).");
    public static readonly RefusalCode BodyTooLong = new("mrv.body-too-long",
        "核查机构 {verifier} 已连续 {served} 年核查主体 {participant}，最多 {most} 年。",
        "Body {verifier} has verified {participant} for {served} years running; {most} is the most.");
    public static readonly RefusalCode LeaderTooLong = new("mrv.leader-too-long",
        "组长“{person}”已连续 {served} 年核查主体 {participant}，最多 {most} 年。",
        "Leader '{person}' has led at {participant} for {served} years running; {most} is the most.");
    public static readonly RefusalCode SameBody = new("mrv.same-body",
        "复查须由另一核查机构进行，{verifier} 已核查过该报告。", "Body {verifier} verified this report; another one must look again.");
    public static readonly RefusalCode TeamTooSmall = new("mrv.team-too-small",
        "核查组至少 {least} 人，现有 {given} 人。", "A team has at least {least} members; {given} are named.");
    public static readonly RefusalCode NoLeader = new("mrv.no-leader",
        "组长“{person}”须是核查组成员。", "The leader '{person}' must be one of the team.");
    public static readonly RefusalCode NoSectorSkill = new("mrv.no-sector-skill",
        "核查组没有熟悉“{sector}”行业的成员。", "Nobody in the team is trained in the sector '{sector}'.");
    public static readonly RefusalCode ReviewerInTeam = new("mrv.reviewer-in-team",
        "技术复核人“{person}”不得是核查组成员。", "The technical reviewer '{person}' must not be of the team.");
    public static readonly RefusalCode NotDeclared = new("mrv.conflicts-not-declared",
        "确定核查组须声明已核对利益冲突。", "Naming a team takes the statement that conflicts were looked for.");
    public static readonly RefusalCode TooManyReports = new("mrv.too-many-reports",
        "核查人员“{person}”{year} 年度已承担 {given} 份报告，最多 {most} 份。",
        "Verifier '{person}' already works on {given} reports of {year}; {most} is the most.");
    public static readonly RefusalCode TooManySiteDays = new("mrv.too-many-site-days",
        "核查人员“{person}”{year} 年度现场天数将达 {given} 天，最多 {most} 天。",
        "Verifier '{person}' would be on site {given} days for {year}; {most} is the most.");
    public static readonly RefusalCode TwoPlaces = new("mrv.two-places",
        "核查人员“{person}”{date} 已在 {distance} 公里外的另一现场，最多 {most} 公里。",
        "Verifier '{person}' is on another site {distance} km away on {date}; {most} km is the most.");

    public static readonly RefusalCode UnknownTask = new("mrv.no-verification",
        "没有您可以办理的核查任务 {task}。", "There is no verification {task} that you may act on.");
    public static readonly RefusalCode NotAtThisStage = new("mrv.not-at-this-stage",
        "核查任务 {task} 处于 {stage} 阶段，不能办理 {action}。", "Verification {task} is at {stage}; {action} is not possible.");
    public static readonly RefusalCode NotYourStep = new("mrv.not-your-step",
        "核查任务 {task} 的 {action} 须由 {party} 办理。", "In verification {task}, {action} is for {party}.");
    public static readonly RefusalCode TaskOpen = new("mrv.verification-open",
        "该报告的核查任务 {task} 尚未结束；更换机构须办理改派。",
        "Verification {task} of this report is not over; to change the body, reassign it.");
    public static readonly RefusalCode StepsMissing = new("mrv.steps-missing",
        "核查任务 {task} 尚处于 {stage} 阶段，结论须先经技术复核。",
        "Verification {task} is at {stage}; the conclusion must pass the technical review first.");
    public static readonly RefusalCode NotAsConcluded = new("mrv.not-as-concluded",
        "提交的排放量 {given} 或产量与结论中的 {concluded} 不一致。",
        "The figure {given}, or the activity, is not the concluded {concluded}.");
    public static readonly RefusalCode NotNotified = new("mrv.not-notified",
        "核查任务 {task} 的结果尚未告知企业，或异议期未满（至 {until}）且企业未确认。",
        "The result of verification {task} was not told yet, or it can be objected to until {until}.");
    public static readonly RefusalCode ObjectionOpen = new("mrv.objection-open",
        "核查任务 {task} 的异议尚未决定。", "The objection in verification {task} is not decided.");
    public static readonly RefusalCode NoObjection = new("mrv.no-objection",
        "核查任务 {task} 没有待决定的异议。", "There is no objection to decide in verification {task}.");
    public static readonly RefusalCode ObjectionTooLate = new("mrv.objection-too-late",
        "异议期已于 {until} 届满。", "The time for objecting ended on {until}.");
    public static readonly RefusalCode AlreadyAnswered = new("mrv.already-agreed",
        "您已对核查任务 {task} 的结果确认或提出过异议。", "You have already agreed or objected to the result of verification {task}.");
    public static readonly RefusalCode NothingHeld = new("mrv.body-suspended",
        "核查机构 {verifier} 仍被暂停，任务只能改派。", "Body {verifier} is still suspended; the task can only be reassigned.");
    public static readonly RefusalCode NothingDue = new("mrv.nothing-due",
        "没有到期的核查事项。", "No term of a verification has ended.");
    public static readonly RefusalCode NotYetDue = new("mrv.answer-not-due",
        "答复期限 {due} 未过。", "The time for answering lasts until {due}.");

    public static readonly RefusalCode EmptyList = new("mrv.empty-list",
        "至少须填写一项，且每项内容完整。", "At least one entry is needed, each complete.");
    public static readonly RefusalCode DocumentsNotReviewed = new("mrv.documents-not-reviewed",
        "尚未填写文件评审表。", "The document review has no lines yet.");
    public static readonly RefusalCode BadSitePlan = new("mrv.bad-site-plan",
        "现场计划须有地点、坐标、前后一致且不早于今日的日期，成员须来自核查组且不少于 {least} 人。",
        "A site plan needs a place, coordinates, dates in order from today on, and {least} or more of the team.");
    public static readonly RefusalCode BadSiteEvidence = new("mrv.bad-site-evidence",
        "第 {line} 件现场证据无效：人员须在计划之内，日期须在计划期间且不晚于今日。",
        "Evidence {line} does not hold: its person must be planned, its date within the plan and not after today.");
    public static readonly RefusalCode OffSite = new("mrv.evidence-off-site",
        "第 {line} 件现场证据距核查地点 {distance} 公里，最多 {most} 公里。",
        "Evidence {line} was made {distance} km from the site; {most} km is the most.");
    public static readonly RefusalCode NoFullDay = new("mrv.no-full-day",
        "现场证据不足：须有签到、照片，且至少一人一日在场 {least} 小时，现有 {given} 小时。",
        "No full day is shown: sign-in, photo, and {least} hours of one person on one day; there are {given}.");
    public static readonly RefusalCode ChecklistOpen = new("mrv.checklist-open",
        "现场核查清单事项“{item}”没有结果。", "Item '{item}' of the site checklist has no result.");
    public static readonly RefusalCode UnknownItem = new("mrv.unknown-checklist-item",
        "现场核查清单没有事项“{item}”。", "The site checklist has no item '{item}'.");
    public static readonly RefusalCode FindingIncomplete = new("mrv.finding-incomplete",
        "不符合项须写明依据条款和事实描述。", "A finding needs its clause and a description.");
    public static readonly RefusalCode UnknownFinding = new("mrv.unknown-finding",
        "没有编号为 {finding} 的待处理不符合项。", "There is no finding {finding} to deal with.");
    public static readonly RefusalCode AnswerIncomplete = new("mrv.answer-incomplete",
        "对不符合项 {finding} 的答复须写明原因和整改措施。", "The answer to finding {finding} needs words and a corrective action.");
    public static readonly RefusalCode NotAllJudged = new("mrv.not-all-judged",
        "尚未判定对不符合项 {finding} 的答复。", "The answer to finding {finding} is not judged.");
    public static readonly RefusalCode NotConservative = new("mrv.not-conservative",
        "不符合项 {finding} 的保守取值缺失、理由不足，或使排放量减少。",
        "Finding {finding} lacks a conservative value with its reason, or the value lowers emissions.");
    public static readonly RefusalCode ConclusionIncomplete = new("mrv.conclusion-incomplete",
        "结论须列出各排放源，变化的须说明原因。", "A conclusion lists every source, with a reason for each that changed.");
    public static readonly RefusalCode ReportedOff = new("mrv.reported-sources-off",
        "各排放源核查前之和 {sum} 与初始排放量 {total} 不符。",
        "The sources before verification add up to {sum}, not to the first total {total}.");
    public static readonly RefusalCode VerifiedOff = new("mrv.verified-sources-off",
        "各排放源核查后之和 {sum} 与核查排放量 {total} 不符。",
        "The sources after verification add up to {sum}, not to the verified total {total}.");
    public static readonly RefusalCode BeforeSite = new("mrv.conclusion-before-site",
        "结论早于现场核查结束日 {until}。", "The conclusion comes before the site visit ends on {until}.");
    public static readonly RefusalCode TooSoonAfterEvidence = new("mrv.conclusion-too-soon",
        "最后一件现场证据存证后不足 {hours} 小时。", "The last evidence of the visit was filed less than {hours} hours ago.");
    public static readonly RefusalCode NoConclusion = new("mrv.no-conclusion",
        "核查任务 {task} 没有可复核的结论。", "Verification {task} has no conclusion to review.");
    public static readonly RefusalCode ReportOut = new("mrv.report-out",
        "报告正在企业更正中，收回前不能下结论。",
        "The report is with the entity for correction; nothing can be concluded until it is back.");

    public static readonly RefusalCode NothingToDraw = new("mrv.nothing-to-draw",
        "{year} 年度没有可抽取的对象，或已抽取过。", "There is nothing to draw from for {year}, or it was drawn already.");
    public static readonly RefusalCode BadSeed = new("mrv.bad-seed",
        "抽取种子须为 1 至 40 个字符。", "The seed of a draw has 1 to 40 characters.");
    public static readonly RefusalCode UnknownCheck = new("mrv.unknown-routine-check",
        "主体 {participant} 没有编号为 {check} 的待办日常检查。", "Participant {participant} has no open routine check {check}.");
    public static readonly RefusalCode BadInspectors = new("mrv.bad-inspectors",
        "检查人员名单至少 {least} 人，不得重复。", "At least {least} different inspectors are needed.");
    public static readonly RefusalCode BadQuarter = new("mrv.bad-quarter",
        "季度须为 1 至 4，且不得晚于当前季度。", "A quarter is 1 to 4 and not after the present one.");
    public static readonly RefusalCode RecheckNotClosed = new("mrv.recheck-not-closed",
        "核查任务 {task} 不是已办结的复查。", "Verification {task} is not a second verification that is closed.");
    public static readonly RefusalCode NoErrorLeft = new("mrv.recheck-no-error",
        "复查 {task} 与现行数据一致，或已据其重新启动报告。",
        "Recheck {task} agrees with the figure that counts, or a report was re-opened on it before.");
}
