using Chutan.Market.Registry;

namespace Chutan.Market.Offsets;

/// <summary>登记减排项目: enters a project with the data its credits are judged by.</summary>
[Wire("offsets.register-project"), By(Scope.Any, Rights.None, Role.Authority, Role.Registry)]
public sealed record RegisterProject(Project Project) : Command;

/// <summary>签发减排量: issues offset credits of a project into an account.</summary>
/// <param name="Vintage">Year in which the reductions happened.</param>
/// <param name="Reference">The crediting decision or certificate.</param>
[Wire("offsets.issue-credits"), By(Scope.Any, Rights.None, Role.Registry)]
public sealed record IssueCredits(AccountId Account, string Project, Vintage Vintage, Tonnes Quantity, string Reference)
    : Command, IConcernsAccount;

[Wire("offsets.project-registered")]
public sealed record ProjectRegistered(Project Project) : OffsetEvent;

[Wire("offsets.credits-issued")]
public sealed record CreditsIssued(AccountId Account, string Project, UnitKind Kind, Vintage Vintage, Tonnes Quantity,
    string Reference) : OffsetEvent;

/// <summary>减排量签发: which projects may be entered, and how much may be issued from each.</summary>
internal static class Crediting
{
    public static Decision Decide(RegisterProject command, OffsetsState offsets)
    {
        var project = command.Project;
        if (project.Kind == UnitKind.Allowance) return OffsetRefusals.NotACredit.With(OffsetRefusals.Order);
        if (string.IsNullOrWhiteSpace(project.Code) || string.IsNullOrWhiteSpace(project.NameZh)
            || string.IsNullOrWhiteSpace(project.Province) || string.IsNullOrWhiteSpace(project.Methodology))
            return OffsetRefusals.Incomplete.With(OffsetRefusals.Order);
        return offsets.Find(project.Code) is not null
            ? OffsetRefusals.AlreadyRegistered.With(OffsetRefusals.Order, ("project", project.Code))
            : Decision.Accept(new ProjectRegistered(project));
    }

    /// <summary>What stands against issuing; null when nothing does. The caller writes the ledger.</summary>
    public static Refusal? Problem(IssueCredits command, CommandContext context, OffsetsState offsets)
    {
        if (offsets.Find(command.Project) is not { } project)
            return OffsetRefusals.UnknownProject.With(OffsetRefusals.Order, ("project", command.Project));
        if (command.Quantity.IsZero || string.IsNullOrWhiteSpace(command.Reference))
            return OffsetRefusals.Incomplete.With(OffsetRefusals.Order);
        var year = new ComplianceYear(context.Date.Year);
        if (Eligibility.Disabled(project.Kind, year, context.Rules) is { } disabled) return disabled;
        if (project.Kind == UnitKind.InclusionReduction)
        {
            context.Rules.Get(OffsetPolicyKeys.WuhanScheme, context.Date);
            if (context.Rules.Missing is { } lapsed) return lapsed;
        }
        if (project.Registered) return null;
        var share = context.Rules.Get(OffsetKeys.NonregisteredShare, new ComplianceYear(command.Vintage.Year));
        if (context.Rules.Missing is { } missing) return missing;
        var most = share.RoundDown(project.Generated);
        return offsets.Issued(project.Code) + command.Quantity > most
            ? OffsetRefusals.UnregisteredShare.With(
                context.Rules.Cite(OffsetKeys.NonregisteredShare, new ComplianceYear(command.Vintage.Year)),
                ("project", project.Code), ("most", most), ("issued", offsets.Issued(project.Code)))
            : null;
    }
}
